"""The page: its tabs, and the source beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from index.codec import ReportRow
from web.desk import Desk
from web.downloads import Downloads
from web.examples import Examples
from web.ingest import Intake
from web.limits import Limiter
from web.markup import button, esc
from web.page_chat import ChatTab
from web.page_drafts import DraftsTab
from web.page_figures import FiguresTab
from web.page_reports import ReportsTab
from web.page_timeline import TimelineTab
from web.parts import BUILT_IN, pressed, static_text, user_of, view

_FONTS = ("Be Vietnam Pro", "Inter", "Segoe UI", "Noto Sans", "Roboto", "system-ui", "sans-serif")
_LANGUAGES = ("en", "fr", "de", "ko", "ja", "zh-CN", "ru", "es")


@dataclass(frozen=True, slots=True)
class Tools:
    """What the parts of the page work with."""

    desk: Desk
    intake: Intake
    downloads: Downloads
    limiter: Limiter
    examples: Examples


def theme() -> gr.themes.Base:
    """Fonts that a machine has; colours stand in the style sheet."""
    plain = [gr.themes.Font(name) for name in _FONTS]
    mono = [gr.themes.Font(name) for name in ("Cascadia Mono", "DejaVu Sans Mono", "monospace")]
    return gr.themes.Base(primary_hue="teal", neutral_hue="slate", font=plain, font_mono=mono, radius_size="lg")


def head(largest_upload: int) -> str:
    """What goes into the page's head; `largest_upload` is in bytes."""
    return f"<script>window.trasoLargest = {largest_upload};\n{static_text('page.js')}</script>"


def translations() -> gr.I18n:
    """Gradio's own texts in Vietnamese, whatever language the browser is set to."""
    return gr.I18n(**{language: dict(BUILT_IN) for language in _LANGUAGES})


class Page:
    """Builds the page and connects its parts."""

    def __init__(self, tools: Tools, login: bool) -> None:
        self.login, self.tools = login, tools
        with gr.Blocks(title="TraSo – tra số liệu báo cáo", analytics_enabled=False, fill_width=True) as self.blocks:
            self.bar = view(_bar("", login), id="bar")
            with gr.Row(elem_id="stage"):
                with gr.Column(elem_id="tabs-column"), gr.Tabs(elem_id="tabs", selected="chat") as self.tabs:
                    with gr.Tab("Hỏi đáp", id="chat", elem_id="tab-chat"):
                        self.source = view(id="source", render=False)
                        self.chat = ChatTab(tools.desk, tools.examples, tools.downloads, tools.limiter, self.source)
                    with gr.Tab("Báo cáo", id="reports", elem_id="tab-reports"):
                        self.reports = ReportsTab(tools.desk, tools.intake, tools.limiter)
                    with gr.Tab("Số liệu", id="figures", elem_id="tab-figures"):
                        self.figures = FiguresTab(tools.desk, self.source)
                    with gr.Tab("Theo thời gian", id="timeline", elem_id="tab-timeline"):
                        self.timeline = TimelineTab(tools.desk, self.source)
                    with gr.Tab("Kiểm tra văn bản", id="drafts", elem_id="tab-drafts"):
                        largest = tools.intake.largest
                        self.drafts = DraftsTab(tools.desk, tools.downloads, tools.limiter, largest, self.source)
                self.source.render()  # type: ignore[no-untyped-call]
            self._connect()

    def _connect(self) -> None:
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        self.chat.connect(self.blocks)
        self.figures.connect()
        self.timeline.connect()
        self.drafts.connect()
        begun: list[Any] = [self.figures.report, self.drafts.report, self.timeline.chart, self.timeline.place]
        shown: list[Any] = [self.chat.among, *begun, self.chat.chat]
        for event in self.reports.connect(self.blocks):
            event.then(self._changed, [self.chat.kept, self.figures.report], shown, **quiet)
        self.blocks.load(self._loaded, None, [self.bar, *begun], **quiet)
        self.source.click(lambda: "", None, self.source, **quiet)
        going: list[Any] = [self.tabs, self.chat.among, self.figures.report]
        for seen in (self.reports.table, self.reports.result):
            seen.click(self._gone, None, going, **quiet)

    def _loaded(self, request: gr.Request) -> list[Any]:
        choices = self.chat.choices()
        report = gr.update(choices=choices, value=_richest(self.tools.desk.rows()))
        compared = self.drafts.choices(choices)
        return [_bar(request.username or "", self.login), report, compared, *self.timeline.begun()]

    def _changed(self, kept: object, report: str | None, request: gr.Request) -> list[Any]:
        """What the other tabs show after the shelf has changed."""
        choices = self.chat.choices()
        names = [name for _, name in choices]
        chosen = report if report in names else _richest(self.tools.desk.rows())
        self.tools.examples.questions()
        chat = self.chat.current(kept, user_of(request))
        chosen_report = gr.update(choices=choices, value=chosen)
        compared = self.drafts.choices(choices)
        return [gr.update(choices=choices), chosen_report, compared, *self.timeline.begun(), chat]

    def _gone(self, event: gr.EventData) -> dict[Any, Any]:
        """A report's buttons that lead to other tabs."""
        asked = pressed(event)
        name = asked.get("name", "")
        if name not in {row.name for row in self.tools.desk.rows()}:
            return {self.tabs: gr.update()}
        match asked.get("act"):
            case "only":
                return {self.tabs: gr.update(selected="chat"), self.chat.among: [name]}
            case "table":
                return {self.tabs: gr.update(selected="figures"), self.figures.report: name}
        return {self.tabs: gr.update()}


def _richest(rows: Sequence[ReportRow]) -> str | None:
    """The report with the most figures: the one that people most likely look for."""
    return max(rows, key=lambda row: row.figures).name if rows else None


def _bar(user: str, login: bool) -> str:
    leave = f'<span>{esc(user)}</span><a class="tool" href="logout">Đăng xuất</a>' if login else ""
    return (
        '<header class="bar-inner"><span class="brand"><b>TraSo</b><span>Tra số liệu báo cáo kinh tế - xã hội</span>'
        f'</span><span class="bar-right">{leave}{button("Sáng / tối", "theme", "tool", "Đổi nền sáng hoặc tối")}'
        "</span></header>"
    )
