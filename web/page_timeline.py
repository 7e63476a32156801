"""The tab "Theo thời gian": one indicator over the periods of the reports."""

from __future__ import annotations

from typing import Any

import gradio as gr

from qa.series_offers import offered
from web.desk import Desk
from web.page_chat import opened_source
from web.parts import pressed, view
from web.timeline_view import followed, offers, timelines

_LONGEST = 200


class TimelineTab:
    """Builds the tab."""

    def __init__(self, desk: Desk, source: gr.HTML) -> None:
        self.desk, self.source = desk, source
        with gr.Column(elem_classes=["pane"]):
            gr.HTML("<h1>Theo thời gian</h1>", apply_default_css=False)
            with gr.Row(elem_classes=["filters"]):
                self.words = gr.Textbox(
                    label="Chỉ tiêu", placeholder="ví dụ: Lượng khách du lịch", max_length=_LONGEST,
                    elem_id="timeline-words", scale=3, min_width=220,
                )  # fmt: skip
                self.place = gr.Dropdown([], label="Địa phương", elem_id="timeline-place", scale=1, min_width=160)
                self.go = gr.Button("Xem", variant="primary", elem_id="timeline-go", scale=0, min_width=96)
            self.chart = view(id="timeline")

    def connect(self) -> None:
        """Connect the events."""
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        asked = [self.words, self.place]
        gr.on([self.words.submit, self.go.click], self._shown, asked, self.chart, **quiet)
        self.chart.click(self._pressed, [self.place], [self.chart, self.words], **quiet)
        self.chart.select(self._source, None, self.source, **quiet)

    def begun(self) -> tuple[str, dict[str, Any]]:
        """What stands there before anything is asked, and the places to choose from."""
        with self.desk.assistant() as assistant:
            names = offered(assistant.library)
            places = sorted({row.place for row in assistant.library.rows if row.place})
        choices = [("Mọi nơi", ""), *((place, place) for place in places)]
        return offers(names), gr.update(choices=choices, value=places[0] if len(places) == 1 else "")

    def _shown(self, words: str, place: str | None) -> str:
        wanted = " ".join((words or "").split())[:_LONGEST]
        with self.desk.assistant() as assistant:
            if not wanted:
                return offers(offered(assistant.library))
            return timelines(wanted, followed(assistant, wanted, place or ""))

    def _pressed(self, place: str | None, event: gr.EventData) -> tuple[str, str]:
        """An indicator that is offered."""
        words = pressed(event).get("words", "")[:_LONGEST]
        return self._shown(words, place), words

    def _source(self, event: gr.EventData) -> str:
        return opened_source(self.desk, pressed(event))
