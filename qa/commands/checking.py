"""`traso check`: a draft with a verdict at each of its figures, on a terminal, as JSON, or as a page."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from index.documents import read
from index.errors import UsageError
from index.store import Store
from qa.claims import frame_of
from qa.commands.output import json_line, say
from qa.commands.reports import known_name
from qa.commands.verifying import library_of, say_verdict
from qa.draft_page import page_of
from qa.judging import Judge, Label, Verdict
from qa.settings import Settings
from qa.verdicts import LABEL_WORDS, counted, figure_json

_COLOURS = {Label.SUPPORTED: "32", Label.CONTRADICTED: "1;31", Label.UNSOURCED: "33"}


def check(settings: Settings, file: str, report: str | None, *, as_json: bool, page: str | None) -> int:
    """Judge every figure of a draft; 1 when one is contradicted.

    Raises:
        DocumentError: the draft cannot be read.
        UsageError: there is no report to check against, or the page cannot be written.
    """
    draft = read(Path(file))
    with Store.open(settings.store) as store:
        library = library_of(store)
        name = known_name(report, (row.name for row in library.rows)) if report is not None else None
        verdicts = Judge(library).judge(draft.text, name, frame_of(draft))
    if page is not None:
        _write(Path(page), page_of(draft.title or draft.name, draft.text, verdicts))
    if as_json:
        for verdict in verdicts:
            start, end = verdict.claim.span
            print(json_line({"start": start, "end": end, **figure_json(verdict)}))
    else:
        _print(draft.text, verdicts)
    return int(any(v.label is Label.CONTRADICTED for v in verdicts))


def _write(path: Path, page: str) -> None:
    try:
        path.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"Không ghi được trang {path} ({error.strerror}): hãy chọn nơi khác cho --html.") from error


def _print(text: str, verdicts: Sequence[Verdict]) -> None:
    """The draft with each figure marked in place, then the figures that are not as the reports have them."""
    for line in marked(text, verdicts, coloured=sys.stdout.isatty()):
        print(line)
    say("")
    say(counted(verdicts))
    for verdict in verdicts:
        if verdict.label is not Label.SUPPORTED:
            say_verdict(verdict)


def marked(text: str, verdicts: Sequence[Verdict], *, coloured: bool) -> list[str]:
    """The lines of `text` with a verdict behind each figure; words of the draft are shown as plain characters only."""
    pieces, cursor = [], 0
    for verdict in verdicts:
        start, end = verdict.claim.span
        if start < cursor:
            continue
        pieces += [_plain(text[cursor:start]), _mark(_plain(text[start:end]), verdict.label, coloured=coloured)]
        cursor = end
    return "".join([*pieces, _plain(text[cursor:])]).split("\n")


def _plain(text: str) -> str:
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)


def _mark(words: str, label: Label, *, coloured: bool) -> str:
    said = f"{words} [{LABEL_WORDS[label]}]"
    return f"\x1b[{_COLOURS[label]}m{said}\x1b[0m" if coloured else said
