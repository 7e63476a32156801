"""What people say of answers: JSON lines in the folder of the store, of which `traso eval` makes gold questions."""

from __future__ import annotations

import json
import os
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from index.errors import StoreError, UsageError
from qa.commands.output import whole
from web.book import LONGEST_QUESTION, Turn
from web.payloads import AnswerOut

LOG_FILE = "feedback.jsonl"
EARLIER_FILE = "feedback.1.jsonl"
LONGEST_NOTE = 500
# A line holds one answer with its quotes; when the log is full it becomes the earlier one, whose lines are dropped.
LONGEST_LINE = 200_000
LARGEST_LOG = 10_000_000

Verdict = Literal["right", "wrong"]
VERDICTS: dict[str, Verdict] = {"right": "right", "wrong": "wrong"}
VERDICT_WORDS: dict[Verdict, str] = {"right": "đúng", "wrong": "sai"}
Question = Annotated[str, Field(max_length=LONGEST_QUESTION)]


class Feedback(BaseModel):
    """One line: the question as it was asked, the answer, what is said of it. `user` only where people log in."""

    model_config = ConfigDict(frozen=True)

    time: str
    verdict: Verdict
    note: Annotated[str, Field(max_length=LONGEST_NOTE)] = ""
    user: str | None = None
    question: Question
    history: tuple[Question, ...] = ()
    reports: tuple[str, ...] = ()
    answer: AnswerOut


def feedback_on(turn: Turn, history: tuple[str, ...], verdict: Verdict, note: str, user: str | None) -> Feedback:
    """What is said of a turn; `history` are the questions before it.

    Raises:
        UsageError: the turn has no answer yet.
    """
    if turn.answer is None:
        raise UsageError("Câu hỏi này chưa có câu trả lời để góp ý.")
    answer = AnswerOut.model_validate(turn.answer.model_dump(include=set(AnswerOut.model_fields)))
    return Feedback(
        time=datetime.now(UTC).isoformat(timespec="seconds"),
        verdict=verdict,
        note=" ".join(whole(note).split())[:LONGEST_NOTE],
        user=user,
        question=turn.question,
        history=history,
        reports=turn.among,
        answer=answer,
    )


class FeedbackLog:
    """The log of one store. Threads may share it."""

    def __init__(self, store: Path, largest: int = LARGEST_LOG) -> None:
        self.file, self.earlier, self.largest = store / LOG_FILE, store / EARLIER_FILE, largest
        self._writing = threading.Lock()

    def add(self, said: Feedback) -> None:
        """Append one line.

        Raises:
            UsageError: the answer is too long to be kept.
            StoreError: the log cannot be written.
        """
        record = said.model_dump(mode="json", exclude_none=True)
        line = (json.dumps(record, ensure_ascii=False) + "\n").encode("utf-8")
        if len(line) > LONGEST_LINE:
            raise UsageError("Câu trả lời này quá dài nên không ghi được góp ý.")
        try:
            with self._writing:
                self._append(line)
        except OSError as error:
            raise StoreError(f"Không ghi được góp ý vào kho ({error.strerror}): hãy báo người quản trị.") from error

    def _append(self, line: bytes) -> None:
        if self.file.exists() and self.file.stat().st_size + len(line) > self.largest:
            self.file.replace(self.earlier)
        # Questions may say more of people than reports do: the log is its owner's alone.
        with open(os.open(self.file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "wb") as log:
            log.write(line)
