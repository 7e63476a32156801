"""The tab "Hỏi đáp": questions, answers, sources, and the conversations that the browser keeps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from index.errors import TraSoError
from index.records import Span
from web import source_view
from web.answer_view import conversation
from web.book import Book, Conversation, Turn, book_of, kept_with
from web.desk import Desk
from web.downloads import Downloads
from web.examples import Examples
from web.export import MEDIA_TYPE, document_of
from web.feedback import VERDICTS, FeedbackLog, feedback_on
from web.history_view import history, welcome
from web.limits import Limiter
from web.markup import esc
from web.parts import client_of, number, pressed, user_of, view

Update = dict[Any, Any]


class ChatTab:
    """Builds the tab; `source` is the view beside all tabs."""

    def __init__(self, desk: Desk, examples: Examples, downloads: Downloads, limiter: Limiter, source: gr.HTML) -> None:
        self.desk, self.examples, self.downloads, self.limiter = desk, examples, downloads, limiter
        self.feedback = FeedbackLog(desk.settings.store)
        self.source = source
        self.kept = gr.BrowserState({}, storage_key="traso", secret="traso")  # the browser's own copy, no secret
        with gr.Row(elem_id="chat-stage"):
            with gr.Column(elem_id="chat-side", scale=0):
                self.side = view(id="history")
            with gr.Column(elem_id="chat-main"):
                self.chat = view(id="chat")
                with gr.Column(elem_id="composer", scale=0):
                    with gr.Row(elem_id="ask-row"):
                        self.box = gr.Textbox(
                            label="Câu hỏi",
                            placeholder="Hỏi một chỉ tiêu…",
                            lines=1,
                            max_lines=4,
                            max_length=1_000,
                            elem_id="question",
                            scale=1,
                            autofocus=True,
                        )
                        self.go = gr.Button("Hỏi", variant="primary", elem_id="ask", scale=0)
                    self.among = gr.Dropdown(
                        [],
                        multiselect=True,
                        label="Hỏi trong (để trống: tất cả báo cáo)",
                        elem_id="among",
                    )
        self.link = gr.Textbox(visible="hidden", elem_id="chat-link", label="Liên kết tải")

    def connect(self, page: gr.Blocks) -> None:
        """Connect the events."""
        shown: list[Any] = [self.chat, self.side, self.kept, self.box, self.source, self.link]
        asked = [self.box, self.among, self.kept]
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        loaded = page.load(self._loaded, [self.kept], [self.chat, self.side, self.among], **quiet)
        # The page can be used before there are questions to try: those are asked first, which takes a moment.
        loaded.then(self._with_examples, [self.kept], [self.chat], **quiet)
        gr.on([self.box.submit, self.go.click], self._asked, asked, shown, concurrency_limit=8, **quiet)
        self.chat.click(self._pressed, asked[1:], shown, concurrency_limit=8, **quiet)
        self.side.click(self._pressed, asked[1:], shown, concurrency_limit=8, **quiet)
        self.link.change(None, [self.link], None, js="(link) => { if (link) window.trasoDownload(link) }", **quiet)

    def choices(self) -> list[tuple[str, str]]:
        """The reports to ask, as (words, name)."""
        rows = self.desk.rows()
        titles = [row.title for row in rows]
        return [(row.title if titles.count(row.title) == 1 else f"{row.title} ({row.name})", row.name) for row in rows]

    def current(self, kept: object, user: str) -> str:
        """The open conversation as it is shown."""
        return self._chat(book_of(kept, user).open)

    def _loaded(self, kept: object, request: gr.Request) -> tuple[str, str, dict[str, Any]]:
        book = book_of(kept, user_of(request))
        return self._chat(book.open), history(book), gr.update(choices=self.choices())

    def _with_examples(self, kept: object, request: gr.Request) -> str | dict[str, Any]:
        if book_of(kept, user_of(request)).open.turns:
            return gr.update()
        self.examples.questions()
        return self.current(kept, user_of(request))

    def _chat(self, conversation_: Conversation, *, begun: bool = False) -> str:
        rows = {row.name: row for row in self.desk.rows()}
        if not conversation_.turns:
            return welcome(self.examples.ready(), len(rows))
        return conversation(conversation_.turns, rows, begun=begun)

    def _asked(self, question: str, among: list[str], kept: object, request: gr.Request) -> Iterator[Update]:
        book = book_of(kept, user_of(request))
        words = " ".join((question or "").split())
        if not words:
            yield {self.box: gr.update()}
            return
        yield from self._answered(words, tuple(among or ()), book, kept, request)

    def _answered(
        self, question: str, among: tuple[str, ...], book: Book, kept: object, request: gr.Request
    ) -> Iterator[Update]:
        """First the question, at once; then the figures that it asks for; then what stands beside them."""
        talk = book.open
        waiting = talk.with_turn(Turn(question=question[:1_000], among=among))
        yield {self.chat: self._chat(waiting), self.box: ""}
        try:
            self.limiter.count(client_of(request))
            answer = self.desk.ask(question, talk.history, among)
        except TraSoError as error:
            gr.Warning(esc(error), title="Chưa hỏi được")
            yield {self.chat: self._chat(talk), self.box: question}
            return
        book = book.with_open(waiting.with_turn(Turn(question=question, answer=answer, among=among)))
        yield {self.chat: self._chat(book.open, begun=True)}
        yield {
            self.chat: self._chat(book.open),
            self.side: history(book),
            self.kept: kept_with(kept, user_of(request), book),
        }

    def _pressed(self, among: list[str], kept: object, event: gr.EventData, request: gr.Request) -> Iterator[Update]:
        """A button in the chat or in the list of conversations."""
        asked, user = pressed(event), user_of(request)
        book = book_of(kept, user)
        match asked.get("act"):
            case "ask":
                within = (asked["among"],) if asked.get("among") else tuple(among or ())
                yield from self._answered(asked.get("question", ""), within, book, kept, request)
            case "cite":
                yield {self.source: opened_source(self.desk, asked)}
            case "new" | "open" | "delete" as act:
                wanted = asked.get("id", "")
                book = book.without(wanted) if act == "delete" else book.opened(wanted if act == "open" else "")
                kept = kept_with(kept, user, book)
                yield {self.chat: self._chat(book.open), self.side: history(book), self.kept: kept, self.source: ""}
            case "feedback":
                yield self._rated(asked, book, kept, request)
            case "export":
                yield {self.link: self._exported(book.open, user)}
            case _:
                yield {self.box: gr.update()}

    def _rated(self, asked: dict[str, str], book: Book, kept: object, request: gr.Request) -> Update:
        """Keep what was said of an answer, in the log and in the conversation."""
        talk, at, verdict = book.open, number(asked.get("turn")), VERDICTS.get(asked.get("verdict", ""))
        if at is None or at >= len(talk.turns) or verdict is None or talk.turns[at].rated:
            return {self.box: gr.update()}
        try:
            self.limiter.count(client_of(request))
            history = talk.history_of(at)
            self.feedback.add(feedback_on(talk.turns[at], history, verdict, asked.get("note", ""), request.username))
        except TraSoError as error:
            gr.Warning(esc(error), title="Chưa ghi được góp ý")
            return {self.box: gr.update()}
        book = book.with_open(talk.with_rated(at, verdict))
        return {self.chat: self._chat(book.open), self.kept: kept_with(kept, user_of(request), book)}

    def _exported(self, talk: Conversation, user: str) -> str:
        rows = {row.name: row for row in self.desk.rows()}
        content = document_of(talk, rows)
        return self.downloads.keep(user, "traso-hoi-dap.docx", MEDIA_TYPE, content)


def opened_source(desk: Desk, asked: dict[str, str], lead: str = "") -> str:
    """The view of the source that a button asked for, with `lead`, which is HTML, above it."""
    start, end = number(asked.get("start")), number(asked.get("end"))
    first, last = number(asked.get("from")), number(asked.get("to"))
    if start is None or end is None or start >= end:
        return source_view.without_source(lead) if lead else ""
    figure = Span(first, last) if first is not None and last is not None and first < last else None
    try:
        with desk.shelf(asked.get("report", "")) as shelf:
            return source_view.source(shelf, Span(start, end), figure, lead)
    except TraSoError:
        return source_view.message("Báo cáo này không còn trong kho.")
