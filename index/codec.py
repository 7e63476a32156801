"""The ledger's tables, the row form of each record (lossless both ways), and the words that it counts.

Decimals are stored as text, periods and heading paths as JSON text, spans as two integers (start, stop).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Any

from index.folding import plain
from index.records import (
    DigitClass,
    DigitString,
    Document,
    Evidence,
    Figure,
    Kind,
    Location,
    Passage,
    Period,
    PeriodUnit,
    Section,
    Span,
)

Row = Sequence[Any]

# An enumeration looks its members up by a call; a report has a thousand of them to read.
_KINDS = {kind.value: kind for kind in Kind}
_CLASSES = {kind.value: kind for kind in DigitClass}
_WORD_RUN = re.compile(r"[^\W\d_]+(?:\s+[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class ReportRow:
    """What a list of reports shows.

    `characters`, `passages`, `figures`, `unknown` (digit strings), `tables`, `unitless` (levels without a unit),
    `pages` and `sheets` read are counts; `unread` says what of the file was not read.
    """

    name: str
    title: str
    place: str | None
    period: Period | None
    posted: str | None
    format: str
    source: str
    sha256: str
    extraction: int
    characters: int
    passages: int
    figures: int
    unknown: int
    tables: int = 0
    unitless: int = 0
    pages: int = 0
    sheets: int = 0
    unread: tuple[str, ...] = ()


SCHEMA = """
CREATE TABLE document (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, source TEXT NOT NULL, format TEXT NOT NULL, sha256 TEXT NOT NULL,
    title TEXT NOT NULL, place TEXT, period TEXT, posted TEXT, chrome TEXT NOT NULL, extraction INTEGER NOT NULL,
    characters INTEGER NOT NULL, passages INTEGER NOT NULL, figures INTEGER NOT NULL, unknown INTEGER NOT NULL,
    tables INTEGER NOT NULL, unitless INTEGER NOT NULL, pages INTEGER NOT NULL, sheets INTEGER NOT NULL,
    unread TEXT NOT NULL, locations TEXT NOT NULL,
    text TEXT NOT NULL, words TEXT NOT NULL, pairs TEXT NOT NULL -- long, so last: lists need not read past them
);
CREATE INDEX document_source ON document (source);
CREATE TABLE section (
    document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, number INTEGER NOT NULL, parent INTEGER,
    level INTEGER NOT NULL, label TEXT NOT NULL, heading TEXT NOT NULL, heading_start INTEGER, heading_stop INTEGER,
    start INTEGER NOT NULL, stop INTEGER NOT NULL, path TEXT NOT NULL,
    PRIMARY KEY (document, number)
) WITHOUT ROWID;
CREATE TABLE passage (
    id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, number INTEGER NOT NULL,
    section INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, path TEXT NOT NULL,
    UNIQUE (document, number)
);
CREATE TABLE figure (
    document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, position INTEGER NOT NULL,
    start INTEGER NOT NULL, stop INTEGER NOT NULL, value TEXT NOT NULL, number TEXT NOT NULL, unit TEXT,
    kind TEXT NOT NULL, indicator TEXT NOT NULL, period TEXT, basis TEXT, direction TEXT, qualifier TEXT, place TEXT,
    estimate INTEGER NOT NULL, plan INTEGER NOT NULL, denominator TEXT, of_start INTEGER, of_stop INTEGER,
    head TEXT NOT NULL, clause_start INTEGER NOT NULL, clause_stop INTEGER NOT NULL,
    sentence_start INTEGER NOT NULL, sentence_stop INTEGER NOT NULL, section INTEGER NOT NULL, passage INTEGER NOT NULL,
    PRIMARY KEY (document, position)
) WITHOUT ROWID;
CREATE INDEX figure_passage ON figure (document, passage);
CREATE TABLE digit (
    document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, position INTEGER NOT NULL,
    start INTEGER NOT NULL, stop INTEGER NOT NULL, class TEXT NOT NULL,
    PRIMARY KEY (document, position)
) WITHOUT ROWID;
CREATE TABLE word (word TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE pair (first TEXT NOT NULL, second TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (first, second)) WITHOUT ROWID;
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5 (path, body, tokenize = "unicode61 remove_diacritics 0 tokenchars '_'");
"""

DOCUMENT_COLUMNS = "name, source, format, sha256, text, title, place, period, posted, chrome, locations, unread"
COUNT_COLUMNS = "extraction, characters, passages, figures, unknown, tables, unitless, pages, sheets, words, pairs"
REPORT_COLUMNS = (
    "name, title, place, period, posted, format, source, sha256, extraction, characters, passages, figures, unknown, "
    "tables, unitless, pages, sheets, unread"
)
SECTION_COLUMNS = "number, parent, level, label, heading, heading_start, heading_stop, start, stop, path"
PASSAGE_COLUMNS = "number, section, start, stop, path"
DIGIT_COLUMNS = "start, stop, class"
FIGURE_COLUMNS = (
    "start, stop, value, number, unit, kind, indicator, period, basis, direction, qualifier, place, estimate, plan, "
    "denominator, of_start, of_stop, head, clause_start, clause_stop, sentence_start, sentence_stop, section, passage"
)


def period_text(period: Period | None) -> str | None:
    """A period as JSON text; None stays None."""
    if period is None:
        return None
    fields = [period.unit.value, period.year, period.number, period.month, period.day, period.since]
    return json.dumps(fields, ensure_ascii=False)


@lru_cache(maxsize=1024)
def period_of(text: str | None) -> Period | None:
    """The period that `period_text` wrote."""
    if text is None:
        return None
    unit, year, number, month, day, since = json.loads(text)
    return Period(PeriodUnit(unit), year, number, month, day, since)


def path_text(path: Iterable[str]) -> str:
    """A heading path as JSON text."""
    return json.dumps(list(path), ensure_ascii=False)


@lru_cache(maxsize=4096)
def path_of(text: str) -> tuple[str, ...]:
    """The heading path that `path_text` wrote."""
    return tuple(json.loads(text))


def _span(start: int | None, stop: int | None) -> Span | None:
    return None if start is None or stop is None else Span(start, stop)


def document_row(document: Document) -> Row:
    """The values of DOCUMENT_COLUMNS."""
    return (
        document.name,
        document.source,
        document.format,
        document.sha256,
        document.text,
        document.title,
        document.place,
        period_text(document.period),
        document.posted,
        json.dumps(document.chrome),
        json.dumps(document.locations, ensure_ascii=False, separators=(",", ":")),
        json.dumps(document.unread, ensure_ascii=False),
    )


def document_of(row: Row) -> Document:
    """The document that `document_row` wrote."""
    name, source, format_, sha256, text, title, place, period, posted, chrome, locations, unread = row
    spans = tuple(Span(*pair) for pair in json.loads(chrome))
    places = tuple(Location(*fields) for fields in json.loads(locations))
    about = (title, place, period_of(period), posted)
    return Document(name, source, format_, sha256, text, *about, spans, places, tuple(json.loads(unread)))


def report_of(row: Row) -> ReportRow:
    """The list entry from the values of REPORT_COLUMNS."""
    name, title, place, period, *counts, unread = row
    fields: list[Any] = [*counts, tuple(json.loads(unread))]
    return ReportRow(name, title, place, period_of(period), *fields)


def section_row(section: Section) -> Row:
    """The values of SECTION_COLUMNS."""
    heading_span = section.heading_span or (None, None)
    head = (section.number, section.parent, section.level, section.label, section.heading)
    return (*head, *heading_span, *section.span, path_text(section.path))


def section_of(row: Row) -> Section:
    """The section that `section_row` wrote."""
    number, parent, level, label, heading, heading_start, heading_stop, start, stop, path = row
    heading_span = _span(heading_start, heading_stop)
    return Section(number, parent, level, label, heading, heading_span, Span(start, stop), path_of(path))


def passage_row(passage: Passage) -> Row:
    """The values of PASSAGE_COLUMNS."""
    return (passage.number, passage.section, *passage.span, path_text(passage.path))


def passage_of(row: Row) -> Passage:
    """The passage that `passage_row` wrote."""
    number, section, start, stop, path = row
    return Passage(number, section, Span(start, stop), path_of(path))


def figure_row(figure: Figure) -> Row:
    """The values of FIGURE_COLUMNS."""
    return (
        *figure.span,
        figure.value,
        str(figure.number),
        figure.unit,
        figure.kind.value,
        figure.indicator,
        period_text(figure.period),
        figure.basis,
        figure.direction,
        figure.qualifier,
        figure.place,
        figure.estimate,
        figure.plan,
        None if figure.denominator is None else str(figure.denominator),
        *(figure.of or (None, None)),
        figure.head,
        *figure.clause,
        *figure.sentence,
        figure.section,
        figure.passage,
    )


def figure_of(row: Row) -> Figure:
    """The figure that `figure_row` wrote."""
    (
        start,
        stop,
        value,
        number,
        unit,
        kind,
        indicator,
        period,
        basis,
        direction,
        qualifier,
        place,
        estimate,
        plan,
        denominator,
        of_start,
        of_stop,
        head,
        clause_start,
        clause_stop,
        sentence_start,
        sentence_stop,
        section,
        passage,
    ) = row
    return Figure(
        span=Span(start, stop),
        value=value,
        number=Decimal(number),
        unit=unit,
        kind=_KINDS[kind],
        indicator=indicator,
        period=period_of(period),
        basis=basis,
        direction=direction,
        qualifier=qualifier,
        place=place,
        estimate=bool(estimate),
        plan=bool(plan),
        denominator=None if denominator is None else Decimal(denominator),
        of=_span(of_start, of_stop),
        head=head,
        clause=Span(clause_start, clause_stop),
        sentence=Span(sentence_start, sentence_stop),
        section=section,
        passage=passage,
    )


def vocabulary(evidence: Evidence) -> tuple[Counter[str], Counter[str]]:
    """Counts of the lower-case syllables, and of neighbours ("du lịch"), in all passages and headings."""
    text = evidence.document.text
    parts = [p.span.of(text) for p in evidence.passages] + [s.heading for s in evidence.sections]
    runs = [run.split() for part in parts for run in _WORD_RUN.findall(plain(part))]
    return Counter(w for run in runs for w in run), Counter(f"{a} {b}" for run in runs for a, b in pairwise(run))


def digit_row(digit: DigitString) -> Row:
    """The values of DIGIT_COLUMNS."""
    return (*digit.span, digit.digit_class.value)


def digit_of(row: Row) -> DigitString:
    """The digit string that `digit_row` wrote."""
    start, stop, name = row
    return DigitString(Span(start, stop), _CLASSES[name])
