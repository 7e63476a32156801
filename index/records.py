"""The frozen values that flow through `index/`: spans, documents, sections, passages, periods, figures.

Offsets count characters of `Document.text` (NFC), half-open. Storage ids live in the ledger, not here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of characters, 0 <= start < end <= len(text)."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters that the span covers."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether `other` lies inside."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


class Location(NamedTuple):
    """Where in the file a range of the text stands: on a page, in a cell ("Biểu 2!C7", "bảng 3, dòng 4, cột 2")."""

    start: int
    end: int
    page: int | None = None
    cell: str | None = None


class PeriodUnit(StrEnum):
    """What a period counts."""

    MONTH = "month"
    MONTHS = "months"
    QUARTER = "quarter"
    YEAR = "year"
    LAST_MONTHS = "last_months"
    YEAR_START = "year_start"
    AS_OF = "as_of"
    SPAN = "span"


ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """What a figure measures in time. `number` is the month, the count of months or the quarter.

    `day`/`month` belong to AS_OF ("đến 31/8/2023") and to the end of a SPAN; `since` is the SPAN's first day.
    """

    unit: PeriodUnit
    year: int
    number: int = 0
    month: int = 0
    day: int = 0
    since: str = ""

    def __str__(self) -> str:
        match self.unit:
            case PeriodUnit.MONTH:
                return f"tháng {self.number}/{self.year}"
            case PeriodUnit.MONTHS:
                return f"{self.number} tháng {self.year}"
            case PeriodUnit.QUARTER:
                return f"quý {ROMAN[self.number]}/{self.year}"
            case PeriodUnit.YEAR:
                return f"năm {self.year}"
            case PeriodUnit.LAST_MONTHS:
                return f"{self.number} tháng cuối năm {self.year}"
            case PeriodUnit.YEAR_START:
                return f"đầu năm {self.year}"
            case PeriodUnit.AS_OF:
                return f"đến {self.day}/{self.month}/{self.year}"
            case PeriodUnit.SPAN:
                return f"{self.since}-{self.day}/{self.month}/{self.year}"

    @property
    def last_month(self) -> int:
        """The month in which the period ends, 1..12."""
        match self.unit:
            case PeriodUnit.MONTH | PeriodUnit.MONTHS:
                return self.number
            case PeriodUnit.QUARTER:
                return self.number * 3
            case PeriodUnit.YEAR | PeriodUnit.LAST_MONTHS:
                return 12
            case PeriodUnit.YEAR_START:
                return 1
            case PeriodUnit.AS_OF | PeriodUnit.SPAN:
                return self.month


class Kind(StrEnum):
    """What a figure says of its indicator."""

    LEVEL = "level"
    CHANGE_PCT = "change_pct"
    CHANGE_ABS = "change_abs"
    MULTIPLE = "multiple"
    PLAN_PCT = "plan_pct"
    SHARE = "share"
    RANK = "rank"
    RATIO = "ratio"
    INDEX = "index"
    PRICE = "price"
    OTHER = "other"


class DigitClass(StrEnum):
    """What a string of digits in a document is."""

    FIGURE = "figure"
    PERIOD = "period"
    DATE = "date"
    DOCNUM = "docnum"
    HEADING = "heading"
    NAME = "name"
    CHROME = "chrome"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Document:
    """One report as read: its text in NFC, and what its head says of it. `chrome` is kept out of the evidence.

    `locations` are sorted and apart; `unread` are lines for users on what the file holds beyond the text.
    """

    name: str
    source: str
    format: str
    sha256: str
    text: str
    title: str
    place: str | None
    period: Period | None
    posted: str | None
    chrome: tuple[Span, ...] = ()
    locations: tuple[Location, ...] = ()
    unread: tuple[str, ...] = ()

    def located(self, span: Span) -> Iterator[Location]:
        """The locations that share a character with `span`, in order."""
        first = bisect_right(self.locations, span.start, key=lambda location: location.end)
        for location in self.locations[first:]:
            if location.start >= span.end:
                return
            yield location


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and all that stands under it. `number` counts in reading order from 0; the root has no heading."""

    number: int
    parent: int | None
    level: int
    label: str
    heading: str
    heading_span: Span | None
    span: Span
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of retrieval: a paragraph or bullet of one section, with its heading path."""

    number: int
    section: int
    span: Span
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number bound to its meaning. `number` is as printed and never scaled: the scale word stands in `unit`.

    `span` covers the digits alone (a whole token: "86,30/100"). `of` is the span of the level figure it qualifies.
    `head` is the inherited part of the indicator (a breakdown's whole, a bullet's topic), already inside `indicator`.
    `clause` is the stretch of text that was read to understand it, `sentence` the whole sentence to quote.
    """

    span: Span
    value: str
    number: Decimal
    unit: str | None
    kind: Kind
    indicator: str
    period: Period | None = None
    basis: str | None = None
    direction: str | None = None
    qualifier: str | None = None
    place: str | None = None
    estimate: bool = False
    plan: bool = False
    denominator: Decimal | None = None
    of: Span | None = None
    head: str = ""
    clause: Span = Span(0, 0)
    sentence: Span = Span(0, 0)
    section: int = 0
    passage: int = 0


@dataclass(frozen=True, slots=True)
class DigitString:
    """A run of digits (with its separators) and the class it was given."""

    span: Span
    digit_class: DigitClass


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that the index knows of one document: what the ledger stores in one transaction."""

    document: Document
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    figures: tuple[Figure, ...]
    digits: tuple[DigitString, ...]

    def unknown(self) -> Iterator[DigitString]:
        """The digit strings that no rule explains: the bug list."""
        return (d for d in self.digits if d.digit_class is DigitClass.UNKNOWN)
