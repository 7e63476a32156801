"""The assistant that all requests share; opened again when the store has changed, by the page or another program."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from index.codec import ReportRow
from index.errors import UsageError
from index.store import LEDGER_FILE, Store
from qa.chain import Assistant
from qa.claims import Frame
from qa.commands.output import whole
from qa.judging import Judge, Verdict
from qa.language_model import open_model
from qa.library import Shelf
from qa.records import Answer
from qa.settings import Settings
from web.book import LONGEST_QUESTION
from web.payloads import ShownAnswer, shown_answer

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

# A model takes seconds where the rules take milliseconds: those who wait for it hold up nobody else.
_PARALLEL, _WITH_MODEL = 4, 32


@dataclass
class _Opened:
    """An assistant, and how many requests are using it; a replaced one closes when the last of them is done."""

    assistant: Assistant
    users: int = 0
    retired: bool = False


class Desk:
    """Answers for all users. Threads may share it. `model` words them; by default the one that the settings name."""

    def __init__(self, settings: Settings, model: BaseChatModel | None = None) -> None:
        self.settings = settings
        self._model = model or open_model(settings)
        self._mutex = threading.Lock()
        self._asking = threading.Semaphore(_PARALLEL if self._model is None else _WITH_MODEL)
        self._opened: _Opened | None = None
        if not (settings.store / LEDGER_FILE).is_file():
            Store.create_or_open(settings.store).close()

    @contextmanager
    def assistant(self) -> Iterator[Assistant]:
        """The assistant on the store as it is now."""
        with self._mutex:
            opened = self._current()
            opened.users += 1
        try:
            yield opened.assistant
        finally:
            with self._mutex:
                opened.users -= 1
                self._close(opened)

    def _current(self) -> _Opened:
        if self._opened is not None:
            known = self._opened.assistant
            if known.store.ledger.reports() == known.library.rows:
                return self._opened
            self._opened.retired = True
            self._close(self._opened)
        self._opened = _Opened(Assistant.open(self.settings))
        return self._opened

    def _close(self, opened: _Opened) -> None:
        if opened.retired and not opened.users:
            opened.assistant.close()

    def close(self) -> None:
        """Release the store."""
        with self._mutex:
            if self._opened is not None:
                self._opened.retired = True
                self._close(self._opened)
                self._opened = None

    def ask(self, question: str, history: Sequence[str] = (), among: Sequence[str] = ()) -> ShownAnswer:
        """The verified answer; see `stream`."""
        *_, answer = self.stream(question, history, among)
        assert isinstance(answer, ShownAnswer)
        return answer

    def stream(
        self, question: str, history: Sequence[str] = (), among: Sequence[str] = ()
    ) -> Iterator[str | ShownAnswer]:
        """The verified sentences of a language model, where there is one, as they come; and last the answer.

        Raises:
            UsageError: the question is empty or too long, or none of the reports to ask is there any more.
        """
        asked = " ".join(whole(question).split())
        if not asked:
            raise UsageError("Hãy nhập câu hỏi, ví dụ “Lượng khách du lịch 8 tháng?”.")
        if len(asked) > LONGEST_QUESTION:
            raise UsageError(f"Câu hỏi dài hơn {LONGEST_QUESTION} ký tự: hãy hỏi ngắn lại.")
        with self.assistant() as assistant, self._asking:
            known = {row.name for row in assistant.library.rows}
            within = [name for name in among if name in known]
            if among and not within:
                raise UsageError("Báo cáo được chọn không còn trong kho: hãy chọn lại báo cáo để hỏi.")
            before = tuple(whole(earlier)[:LONGEST_QUESTION] for earlier in history)
            one = within[0] if len(within) == 1 else None
            for event in self._answers(assistant, asked, before, one, () if one else within):
                yield shown_answer(event) if isinstance(event, Answer) else event

    def _answers(
        self, assistant: Assistant, question: str, history: tuple[str, ...], report: str | None, among: Sequence[str]
    ) -> Iterable[str | Answer]:
        if self._model is None:
            return [assistant.ask(question, history, report, among=among)]
        from qa.assisted import AssistedAssistant

        return AssistedAssistant(assistant, self._model, self.settings).stream(question, history, report, among=among)

    def judge(self, text: str, report: str = "", frame: Frame | None = None) -> tuple[Verdict, ...]:
        """A verdict for each figure of `text`, as `qa.claims.as_given` leaves it; `report` is the one to compare with.

        Raises:
            UsageError: there is no report, or not this one.
        """
        with self.assistant() as assistant, self._asking:
            names = {row.name for row in assistant.library.rows}
            if not names:
                raise UsageError("Kho chưa có báo cáo nào để đối chiếu: hãy thêm báo cáo trước.")
            if report and report not in names:
                raise UsageError("Báo cáo được chọn không còn trong kho: hãy chọn lại báo cáo để đối chiếu.")
            return Judge(assistant.library).judge(text, report or None, frame)

    def rows(self) -> tuple[ReportRow, ...]:
        """The reports in the store."""
        with self.assistant() as assistant:
            return assistant.library.rows

    @contextmanager
    def shelf(self, name: str) -> Iterator[Shelf]:
        """One report, read.

        Raises:
            UsageError: it is not in the store.
        """
        with self.assistant() as assistant:
            yield assistant.library.shelf(name)

    def warm(self) -> None:
        """Read what the first question would have to wait for."""
        with self.assistant() as assistant:
            assistant.ask("Tổng thu ngân sách?")


@lru_cache(maxsize=1)
def version() -> str:
    """The version of this program."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("traso")
    except PackageNotFoundError:
        return ""
