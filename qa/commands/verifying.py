"""`traso verify`: the figures of a text judged against the reports, for a person, a program, or a batch."""

from __future__ import annotations

from dataclasses import dataclass

from index.errors import UsageError
from index.store import Store
from qa.claims import as_given
from qa.commands.batches import lines_of, object_of
from qa.commands.output import json_line, say, whole
from qa.commands.reports import known_name
from qa.judging import Judge, Label, Verdict
from qa.library import Library
from qa.settings import Settings
from qa.verdicts import LABEL_WORDS, counted
from qa.verdicts import as_json as payload_of


@dataclass(frozen=True, slots=True)
class Request:
    """One line of a batch; `report` restricts the check to one report."""

    id: str
    text: str
    report: str | None


def verify(settings: Settings, text: str, report: str | None, *, as_json: bool) -> int:
    """Judge one text; 1 when a figure is contradicted."""
    with Store.open(settings.store) as store:
        library = library_of(store)
        name = known_name(report, (row.name for row in library.rows)) if report is not None else None
        verdicts = Judge(library).judge(as_given(whole(text)), name)
    if as_json:
        print(json_line(payload_of("", verdicts)))
    else:
        say(counted(verdicts))
        for verdict in verdicts:
            say_verdict(verdict)
    return int(any(v.label is Label.CONTRADICTED for v in verdicts))


def verify_batch(settings: Settings, source: str, report: str | None) -> int:
    """Judge the JSON lines of the file `source` ("-": stdin), one JSON line each, in order and at once.

    Raises:
        UsageError: a line is no text to judge; it is named, and the lines before it have been judged.
    """
    with Store.open(settings.store) as store, lines_of(source, "tệp cần kiểm tra") as lines:
        library = library_of(store)
        names = [row.name for row in library.rows]
        standing = known_name(report, names) if report is not None else None
        judge = Judge(library)
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                request = _request(line, number)
                within = standing if request.report is None else known_name(request.report, names)
            except UsageError as error:
                place = "đầu vào chuẩn" if source == "-" else source
                raise UsageError(f"{place}, dòng {number}: {error}") from error
            print(json_line(payload_of(request.id, judge.judge(as_given(request.text), within))), flush=True)
    return 0


def library_of(store: Store) -> Library:
    """The reports of a store.

    Raises:
        UsageError: there are none.
    """
    library = Library(store.ledger)
    if not library.rows:
        raise UsageError("Kho chưa có báo cáo nào để đối chiếu: hãy chạy `traso index PATH`.")
    return library


def say_verdict(verdict: Verdict) -> None:
    """One figure in words, and the sentence of the report on the next line."""
    say(f"- {verdict.claim.text}: {LABEL_WORDS[verdict.label]}. {verdict.why}")
    if verdict.source is not None:
        source = verdict.source
        say(f"  {source.report} [{source.start}:{source.end}] “{source.quote}”")


def _request(line: bytes, number: int) -> Request:
    record = object_of(line, '{"id": "1", "text": "..."}')
    text, report = record.get("text"), record.get("report")
    if not isinstance(text, str):
        raise UsageError('thiếu "text" (một chuỗi).')
    if report is not None and not isinstance(report, str):
        raise UsageError('"report" phải là tên một báo cáo.')
    return Request(whole(str(record.get("id", number))), whole(text), report)
