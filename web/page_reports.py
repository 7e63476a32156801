"""The tab "Báo cáo": the shelf, uploads, replacing and removing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import gradio as gr

from index.errors import TraSoError
from index.readers import READERS
from web.desk import Desk
from web.ingest import Intake, Taken
from web.limits import Limiter
from web.parts import client_of, pressed, view
from web.shelf_view import shelf_table, summary

Update = dict[Any, Any]


class ReportsTab:
    """Builds the tab."""

    def __init__(self, desk: Desk, intake: Intake, limiter: Limiter) -> None:
        self.desk, self.intake, self.limiter = desk, intake, limiter
        known = ", ".join(sorted(READERS))
        with gr.Column(elem_classes=["pane"]):
            limit = f"Nhận tệp {known}, mỗi tệp tối đa {intake.largest // 1_000_000} MB."
            gr.HTML(f'<h1>Báo cáo trong kho</h1><p class="small">{limit}</p>', apply_default_css=False)
            self.upload = gr.File(label="Thêm báo cáo", file_count="multiple", elem_id="upload", height=140)
            with gr.Group(visible=False, elem_id="replace-box") as self.replacing:
                self.instead_of = gr.State("")
                self.new_file = gr.File(label="Tệp thay thế", file_count="single", elem_id="replace", height=132)
                self.cancel = gr.Button("Thôi không thay", size="sm")
            self.result = view(id="upload-result")
            self.table = view(id="shelf")

    def connect(self, page: gr.Blocks) -> list[Any]:
        """Connect the events; those after which the shelf may have changed."""
        quiet: dict[str, Any] = {"api_visibility": "private"}
        page.load(self._shelf, None, self.table, show_progress="hidden", **quiet)
        outputs = [self.result, self.table, self.upload]
        uploaded = self.upload.upload(self._uploaded, [self.upload], outputs, concurrency_id="write", **quiet)
        outputs = [self.result, self.table, self.new_file, self.replacing]
        replaced = self.new_file.upload(
            self._replaced, [self.new_file, self.instead_of], outputs, concurrency_id="write", **quiet
        )
        self.cancel.click(
            lambda: (gr.update(visible=False), None), None, [self.replacing, self.new_file],
            show_progress="hidden", **quiet,
        )  # fmt: skip
        outputs = [self.result, self.table, self.replacing, self.instead_of, self.new_file]
        acted = [
            seen.click(self._pressed, None, outputs, show_progress="hidden", **quiet)
            for seen in (self.table, self.result)
        ]
        return [uploaded, replaced, *acted]

    def _shelf(self) -> str:
        return shelf_table(self.desk.rows(), self.intake.problem)

    def _uploaded(
        self,
        files: list[str] | None,
        request: gr.Request,
        progress: gr.Progress = gr.Progress(),  # noqa: B008
    ) -> tuple[str, str, None]:
        taken: list[Taken] = []
        failed: list[str] = []
        paths = [Path(file) for file in files or ()]
        for at, path in enumerate(paths):

            def told(share: float, words: str, at: int = at) -> None:
                progress((at + share) / len(paths), words)

            self._take(path, told, None, client_of(request), taken, failed)
        return summary(taken, failed), self._shelf(), None

    def _replaced(
        self,
        file: str | None,
        name: str,
        request: gr.Request,
        progress: gr.Progress = gr.Progress(),  # noqa: B008
    ) -> tuple[str, str, None, dict[str, Any]]:
        taken: list[Taken] = []
        failed: list[str] = []
        if file and name:
            self._take(Path(file), progress, name, client_of(request), taken, failed)
        return summary(taken, failed), self._shelf(), None, gr.update(visible=False)

    def _take(
        self, path: Path, told: Callable[[float, str], None], instead_of: str | None, client: str,
        taken: list[Taken], failed: list[str],
    ) -> None:  # fmt: skip
        try:
            self.limiter.count(client)
            taken.append(self.intake.add(path, told, instead_of))
        except TraSoError as error:
            failed.append(str(error))

    def _pressed(self, event: gr.EventData) -> Update:
        asked = pressed(event)
        name = asked.get("name", "")
        match asked.get("act"):
            case "replace":
                file = gr.update(value=None, label=f"Tệp thay cho {name}")
                return {self.replacing: gr.update(visible=True), self.instead_of: name, self.new_file: file}
            case "remove":
                try:
                    self.intake.remove(name)
                except TraSoError as error:
                    return {self.result: summary((), [str(error)])}
                return {self.result: "", self.table: self._shelf()}
        return {self.result: gr.update()}
