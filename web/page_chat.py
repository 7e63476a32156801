"""The tab "Hỏi đáp": questions, answers, sources, and the conversations that the browser keeps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from index.errors import TraSoError
from index.records import Span
from web import source_view
from web.answer_view import conversation, failed
from web.book import LONGEST_QUESTION, Book, Conversation, Turn, book_of, kept_with
from web.desk import Desk
from web.downloads import Downloads
from web.examples import Examples
from web.export import MEDIA_TYPE, document_of
from web.feedback import VERDICTS, FeedbackLog, feedback_on
from web.history_view import history, welcome
from web.limits import Limiter
from web.markup import esc
from web.parts import client_of, number, pressed, user_of, view

# What an event gives: the chat, the list of conversations, what the browser keeps.
Shown = tuple[str, str, object]
_TAKEN = "(...inputs) => window.trasoTaken(inputs)"


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
        self.tries = gr.Textbox(visible="hidden", elem_id="chat-examples", label="Câu hỏi thử")

    def connect(self, page: gr.Blocks) -> None:
        """Connect the events. Each gives all its outputs: Gradio makes, and keeps, a component for each left out."""
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        loaded = page.load(self._loaded, [self.kept], [self.chat, self.side, self.among], **quiet)
        # The page can be used before there are questions to try: those are asked first, which takes a moment.
        # They go to the first screen alone: whoever has asked by then keeps the answer in sight.
        loaded.then(self._with_examples, None, self.tries, **quiet)
        self.tries.change(None, [self.tries], None, js="(html) => window.trasoExamples(html)", **quiet)
        shown: list[Any] = [self.chat, self.side, self.kept]
        typed = [self.box.submit, self.go.click]
        asked = [self.box, self.among, self.kept]
        gr.on(typed, self._asked, asked, shown, concurrency_limit=8, js=_TAKEN, **quiet)
        for seen in (self.chat, self.side):
            seen.click(self._pressed, [self.among, self.kept], shown, concurrency_limit=8, **quiet)
        self.chat.select(self._source, None, self.source, concurrency_limit=8, **quiet)
        self.side.download(self._exported, [self.kept], self.link, **quiet)
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

    def _with_examples(self) -> str:
        return welcome(self.examples.questions(), len(self.desk.rows()))

    def _chat(self, conversation_: Conversation, last: str = "", *, begun: bool = False, saying: str = "") -> str:
        """The conversation, with `last`, which is HTML, below it."""
        rows = {row.name: row for row in self.desk.rows()}
        if not conversation_.turns and not last:
            return welcome(self.examples.ready(), len(rows))
        return conversation(conversation_.turns, rows, begun=begun, saying=saying) + last

    def _asked(self, question: str, among: list[str], kept: object, request: gr.Request) -> Iterator[Shown]:
        book = book_of(kept, user_of(request))
        words = " ".join((question or "").split())
        if words:
            yield from self._answered(words, tuple(among or ()), book, kept, request)
        else:
            yield self._chat(book.open), history(book), kept

    def _answered(
        self, question: str, among: tuple[str, ...], book: Book, kept: object, request: gr.Request
    ) -> Iterator[Shown]:
        """First the question, at once; then the figures that it asks for; then what stands beside them."""
        talk, side = book.open, history(book)
        waiting = talk.with_turn(Turn(question=question[:LONGEST_QUESTION], among=among))
        yield self._chat(waiting), side, kept
        try:
            self.limiter.count(client_of(request))
            said: list[str] = []
            for event in self.desk.stream(question, talk.history, among):
                if isinstance(event, str):
                    said.append(event)
                    yield self._chat(waiting, saying=" ".join(said)), side, kept
                else:
                    answer = event
        except TraSoError as error:
            yield self._chat(talk, failed(question, str(error))), side, kept
            return
        book = book.with_open(waiting.with_turn(Turn(question=question, answer=answer, among=among)))
        yield self._chat(book.open, begun=True), side, kept
        yield self._shown(book, kept, user_of(request))

    def _shown(self, book: Book, kept: object, user: str) -> Shown:
        return self._chat(book.open), history(book), kept_with(kept, user, book)

    def _pressed(self, among: list[str], kept: object, event: gr.EventData, request: gr.Request) -> Iterator[Shown]:
        """A button in the chat or in the list of conversations."""
        asked, user = pressed(event), user_of(request)
        book = book_of(kept, user)
        wanted = asked.get("id", "")
        match asked.get("act"):
            case "ask":
                within = (asked["among"],) if asked.get("among") else tuple(among or ())
                yield from self._answered(asked.get("question", ""), within, book, kept, request)
            case "delete":
                yield self._shown(book.without(wanted), kept, user)
            case "open":
                yield self._shown(book.opened(wanted), kept, user)
            case "new":
                yield self._shown(book.opened(""), kept, user)
            case "feedback":
                yield self._shown(self._rated(asked, book, request), kept, user)
            case _:
                yield self._chat(book.open), history(book), kept

    def _rated(self, asked: dict[str, str], book: Book, request: gr.Request) -> Book:
        """The book after what was said of an answer is kept, in the log and in the conversation."""
        talk, at, verdict = book.open, number(asked.get("turn")), VERDICTS.get(asked.get("verdict", ""))
        if at is None or at >= len(talk.turns) or verdict is None or talk.turns[at].rated:
            return book
        try:
            self.limiter.count(client_of(request))
            history = talk.history_of(at)
            self.feedback.add(feedback_on(talk.turns[at], history, verdict, asked.get("note", ""), request.username))
        except TraSoError as error:
            gr.Warning(esc(error), title="Chưa ghi được góp ý")
            return book
        return book.with_open(talk.with_rated(at, verdict))

    def _source(self, event: gr.EventData) -> str:
        return opened_source(self.desk, pressed(event))

    def _exported(self, kept: object, request: gr.Request) -> str:
        rows = {row.name: row for row in self.desk.rows()}
        user = user_of(request)
        content = document_of(book_of(kept, user).open, rows)
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
