"""The tab "Số liệu": every figure of a report, to search, filter, sort, open and download."""

from __future__ import annotations

from typing import Any

import gradio as gr

from index.errors import TraSoError
from web.desk import Desk
from web.figure_rows import DOWN, UP, Wanted, choices, figure_rows
from web.figures_view import PAGE, figures_table
from web.page_chat import opened_source
from web.parts import pressed, view

_ORDERS = [("Theo thứ tự trong báo cáo", ""), ("Giá trị giảm dần", DOWN), ("Giá trị tăng dần", UP)]
_ALL = ("Tất cả", "")


class FiguresTab:
    """Builds the tab."""

    def __init__(self, desk: Desk, source: gr.HTML) -> None:
        self.desk, self.source = desk, source
        with gr.Column(elem_classes=["pane"]):
            gr.HTML("<h1>Bảng số liệu</h1>", apply_default_css=False)
            with gr.Row(elem_classes=["filters"]):
                self.report = gr.Dropdown([], label="Báo cáo", elem_id="figures-report", scale=2, min_width=240)
                self.words = gr.Textbox(
                    label="Tìm", placeholder="có dấu hoặc không dấu", elem_id="figures-words", scale=2, min_width=180
                )
            with gr.Row(elem_classes=["filters"]):
                self.section = gr.Dropdown([_ALL], value="", label="Mục", elem_id="figures-section", min_width=150)
                self.kind = gr.Dropdown([_ALL], value="", label="Loại", elem_id="figures-kind", min_width=130)
                self.unit = gr.Dropdown([_ALL], value="", label="Đơn vị", elem_id="figures-unit", min_width=130)
                self.sort = gr.Dropdown(_ORDERS, value="", label="Sắp xếp", elem_id="figures-sort", min_width=150)
            self.shown = gr.State(PAGE)
            self.table = view(id="figures")

    def connect(self) -> None:
        """Connect the events."""
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        asked = [self.report, self.words, self.section, self.kind, self.unit, self.sort]
        filters: list[Any] = [self.section, self.kind, self.unit]
        self.report.change(self._report, [self.report], [*filters, self.words], **quiet).then(
            self._first, asked, [self.table, self.shown], **quiet
        )
        # A text that is pasted whole arrives with `change`; choices say `input` when a person makes them.
        changes = [self.words.change, *(part.input for part in (*filters, self.sort))]
        gr.on(changes, self._first, asked, [self.table, self.shown], trigger_mode="always_last", **quiet)
        self.table.click(self._more, [*asked, self.shown], [self.table, self.shown], **quiet)
        self.table.select(self._source, None, self.source, **quiet)

    def _report(self, name: str | None) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any], str]:
        found: tuple[list[str], ...] = ([], [], [])
        if name:
            try:
                with self.desk.shelf(name) as shelf:
                    found = choices(shelf.evidence)
            except TraSoError:
                pass
        section, kind, unit = (gr.update(choices=[_ALL, *((v, v) for v in values)], value="") for values in found)
        return section, kind, unit, ""

    def _first(self, name: str | None, words: str, section: str, kind: str, unit: str, sort: str) -> tuple[str, int]:
        return self._table(name, Wanted(words or "", section or "", kind or "", unit or "", sort or ""), PAGE), PAGE

    def _table(self, name: str | None, wanted: Wanted, shown: int) -> str:
        if not name:
            return '<p class="empty">Hãy chọn một báo cáo.</p>'
        try:
            with self.desk.shelf(name) as shelf:
                return figures_table(figure_rows(shelf.evidence, wanted), name, wanted, shown)
        except TraSoError:
            return '<p class="empty">Báo cáo này không còn trong kho.</p>'

    def _more(
        self, name: str | None, words: str, section: str, kind: str, unit: str, sort: str, shown: int
    ) -> tuple[str, int]:
        shown = min(int(shown) + PAGE, 100_000)
        return self._table(name, Wanted(words or "", section or "", kind or "", unit or "", sort or ""), shown), shown

    def _source(self, event: gr.EventData) -> str:
        return opened_source(self.desk, pressed(event))
