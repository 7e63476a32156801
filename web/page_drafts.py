"""The tab "Kiểm tra văn bản": a draft pasted or uploaded, each of its figures judged in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import gradio as gr

from index.errors import TraSoError
from qa.draft_page import page_of
from web.desk import Desk
from web.downloads import Downloads
from web.draft_view import checked, lead, problem, waiting
from web.drafts import LONGEST_DRAFT, Draft, pasted, uploaded
from web.limits import Limiter
from web.page_chat import opened_source
from web.parts import client_of, pressed, user_of, view

# What an event gives: the result, the draft that it is about, the source beside it.
Shown = tuple[str, Draft | None, str]


class DraftsTab:
    """Builds the tab; `largest` is the largest upload in bytes."""

    def __init__(self, desk: Desk, downloads: Downloads, limiter: Limiter, largest: int, source: gr.HTML) -> None:
        self.desk, self.downloads, self.limiter, self.largest = desk, downloads, limiter, largest
        self.source = source
        with gr.Column(elem_classes=["pane"]):
            about = "Mỗi số liệu của văn bản được đối chiếu với báo cáo: đúng, sai, hay không có nguồn."
            gr.HTML(f'<h1>Kiểm tra văn bản</h1><p class="small">{about}</p>', apply_default_css=False)
            with gr.Row(elem_id="draft-row"):
                self.words = gr.Textbox(
                    label="Văn bản cần kiểm tra",
                    placeholder="Dán đoạn văn bản vào đây…",
                    lines=6,
                    max_lines=14,
                    max_length=LONGEST_DRAFT,
                    elem_id="draft-words",
                    scale=3,
                    min_width=300,
                )
                self.file = gr.File(label="Hoặc tải tệp lên", elem_id="draft-file", scale=1, min_width=220, height=150)
            with gr.Row(elem_classes=["filters"]):
                self.report = gr.Dropdown([], label="Đối chiếu với", elem_id="draft-report", scale=2, min_width=240)
                self.go = gr.Button("Kiểm tra", variant="primary", elem_id="draft-go", scale=0, min_width=120)
            self.result = view(id="draft")
        self.last: gr.State = gr.State(None)
        self.link = gr.Textbox(visible="hidden", elem_id="draft-link", label="Liên kết tải")

    def connect(self) -> None:
        """Connect the events."""
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": 4}
        shown: list[Any] = [self.result, self.last, self.source]
        self.go.click(self._pasted, [self.words, self.report], shown, **quiet)
        self.file.upload(self._uploaded, [self.file, self.report], [*shown, self.file], **quiet)
        self.result.select(self._source, None, self.source, **quiet)
        self.result.download(self._saved, [self.last], self.link, **quiet)
        self.link.change(None, [self.link], None, js="(link) => { if (link) window.trasoDownload(link) }", **quiet)

    def choices(self, reports: list[tuple[str, str]]) -> dict[str, Any]:
        """The reports to compare with, as the other tabs name them."""
        return gr.update(choices=[("Tất cả báo cáo", ""), *reports], value="")

    def _pasted(self, words: str, report: str | None, request: gr.Request) -> Iterator[Shown]:
        yield from self._judged(lambda: pasted(words or ""), "văn bản", report, request)

    def _uploaded(self, file: str, report: str | None, request: gr.Request) -> Iterator[tuple[*Shown, None]]:
        path = Path(file)
        for shown in self._judged(lambda: uploaded(path, self.largest), path.name, report, request):
            yield *shown, None

    def _judged(
        self, draft_of: Callable[[], Draft], name: str, report: str | None, request: gr.Request
    ) -> Iterator[Shown]:
        """First that it is being judged, then the verdicts; the source beside them is closed."""
        yield waiting(name), None, ""
        try:
            self.limiter.count(client_of(request))
            draft = replace(draft_of(), report=report or "")
            verdicts = self.desk.judge(draft.text, draft.report, draft.frame)
        except TraSoError as error:
            yield problem(str(error)), None, ""
            return
        yield checked(draft.title, draft.text, verdicts), draft, ""

    def _source(self, event: gr.EventData) -> str:
        asked = pressed(event)
        said = lead(asked.get("label", ""), asked.get("text", ""), asked.get("why", ""))
        return opened_source(self.desk, asked, said)

    def _saved(self, draft: Draft | None, request: gr.Request) -> str:
        if draft is None:
            return ""
        try:
            page = page_of(draft.title, draft.text, self.desk.judge(draft.text, draft.report, draft.frame))
        except TraSoError as error:
            gr.Warning(str(error), title="Chưa tải được")
            return ""
        return self.downloads.keep(user_of(request), "traso-kiem-tra.html", "text/html", page.encode("utf-8"))
