"""`traso ask`: one question for a person or a program, or a batch of them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

from index.errors import UsageError
from index.store import Store
from qa.commands.batches import lines_of, object_of
from qa.commands.openers import Openers, StreamingAssistant
from qa.commands.output import json_line, say, shown, whole
from qa.commands.reports import known_name
from qa.payload import as_json as payload_of
from qa.records import Answer, Citation, NotFound
from qa.settings import Settings


@dataclass(frozen=True, slots=True)
class Request:
    """One line of a batch; `report` restricts the answer to one report."""

    id: str
    question: str
    history: tuple[str, ...]
    report: str | None


def ask(settings: Settings, openers: Openers, question: str, report: str | None, *, as_json: bool) -> int:
    """Answer one question; 1 when the reports do not say."""
    report = known_name(report, _names(settings)) if report is not None else None
    with closing(openers.assistant(settings)) as assistant:
        if isinstance(assistant, StreamingAssistant) and not as_json and sys.stdout.isatty():
            answer = streamed(assistant, whole(question), report)
        else:
            answer = assistant.ask(whole(question), (), report)
            if as_json:
                print(json_line(payload_of(answer)))
            else:
                _print(answer, answer.text)
    return 1 if isinstance(answer.outcome, NotFound) else 0


def streamed(assistant: StreamingAssistant, question: str, report: str | None) -> Answer:
    """The answer, printed sentence by sentence as they are verified."""
    said: list[str] = []
    for event in assistant.stream(question, (), report):
        if isinstance(event, Answer):
            rest = event.text.replace(" ".join(said), "", 1) if event.engine != "rules" else event.text
            if said:
                print()
            _print(event, rest.strip())
            return event
        print(" " * bool(said) + shown(event), end="", flush=True)
        said.append(event)
    raise AssertionError("a stream ends with its answer")


def ask_batch(settings: Settings, openers: Openers, source: str, report: str | None) -> int:
    """Answer the JSON lines of the file `source` ("-": stdin), one JSON line each, in order and at once.

    Raises:
        UsageError: a line is no question; it is named, and the lines before it have been answered.
    """
    names = _names(settings)
    standing = known_name(report, names) if report is not None else None
    with lines_of(source, "tệp câu hỏi") as lines, closing(openers.assistant(settings)) as assistant:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                request = _request(line, number)
                within = standing if request.report is None else known_name(request.report, names)
            except UsageError as error:
                place = "đầu vào chuẩn" if source == "-" else source
                raise UsageError(f"{place}, dòng {number}: {error}") from error
            answer = assistant.ask(request.question, request.history, within, request.id)
            print(json_line(payload_of(answer)), flush=True)
    return 0


def _names(settings: Settings) -> Sequence[str]:
    with Store.open(settings.store) as store:
        return [row.name for row in store.ledger.reports()]


def _request(line: bytes, number: int) -> Request:
    record = object_of(line, '{"id": "1", "question": "..."}')
    question, history, report = record.get("question"), record.get("history") or [], record.get("report")
    if not isinstance(question, str):
        raise UsageError('thiếu "question" (một chuỗi).')
    if not isinstance(history, list) or not all(isinstance(earlier, str) for earlier in history):
        raise UsageError('"history" phải là danh sách các câu hỏi trước.')
    if report is not None and not isinstance(report, str):
        raise UsageError('"report" phải là tên một báo cáo.')
    return Request(whole(str(record.get("id", number))), whole(question), tuple(map(whole, history)), report)


def _print(answer: Answer, text: str) -> None:
    """What is left to show of an answer's `text`, and what belongs to the answer."""
    if answer.note:
        say(f"Ghi chú: {answer.note}")
    for line in text.splitlines():
        print(shown(line))
    for citation in answer.citations:
        section = f" > {citation.section}" if citation.section else ""
        say(f"[{citation.id}] {citation.report}{section}{_place(citation)}: “{citation.quote}”")


def _place(citation: Citation) -> str:
    """Where in the file to look: its page and cells, if it has any."""
    page = f"trang {citation.page}" if citation.page is not None else None
    found = [part for part in (page, citation.cell) if part]
    return f" ({'; '.join(found)})" if found else ""
