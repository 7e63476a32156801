"""Which mark parts decimals, point or comma, where single numbers do not tell: "48,210" is 48.210 or 48 and a bit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from index.folding import plain as to_plain
from index.lexicon import COUNT_NOUNS
from index.records import Figure

NAMED = 4  # numbers that a note names
MOSTLY = 4  # times as many numbers of the one way as of the other
FAR = 30  # times: numbers of one column seldom differ more
_OPEN = re.compile(r"[1-9]\d{0,2},\d{3}")
_POINTS = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}|\d+\.(?:\d{1,2}|\d{4,})|0\.\d+|\d{4,}\.\d+")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}")
_COMMAS = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|\d+,(?:\d{1,2}|\d{4,})|0,\d+|\d{4,},\d+")
_NUMBER = re.compile(r"(?<![\w.,/:-])\d[\d.,]*\d(?![\d/:]|[.,-]\d)")


@dataclass(frozen=True, slots=True)
class Marks:
    """How many numbers can only be read with a decimal point, and how many with a decimal comma."""

    points: int = 0
    commas: int = 0

    def __add__(self, other: Marks) -> Marks:
        return Marks(self.points + other.points, self.commas + other.commas)

    @property
    def are_points(self) -> bool | None:
        """Whether the point parts decimals; None where the numbers do not tell."""
        if self.points > MOSTLY * self.commas:
            return True
        return False if self.commas > MOSTLY * self.points else None


def marks_of(numbers: Iterable[str]) -> Marks:
    """What the numbers of a column or a table tell."""
    found = list(numbers)
    return Marks(_count(_POINTS, found), _count(_COMMAS, found))


def marks_in(text: str) -> Marks:
    """What all numbers of a report tell. "1.2" may number a heading: outside groups of thousands it tells nothing."""
    found = [match[0] for match in _NUMBER.finditer(text)]
    return Marks(_count(_GROUPED, found), _count(_COMMAS, found))


def marks_of_counts(numbers: Iterable[str]) -> Marks:
    """What the numbers of a column tell whose unit is a thing: "48,210 người" are no 48 and a bit."""
    return Marks(points=sum(map(is_open, numbers)))


def counts_whole(unit: str | None) -> bool:
    """Whether a unit is a thing that is counted, of which there are no parts."""
    return unit is not None and to_plain(unit) in COUNT_NOUNS


def is_open(number: str) -> bool:
    """Whether a number reads both ways: one comma, three digits behind it."""
    return _OPEN.fullmatch(number) is not None


def decimal_points(column: Sequence[str], table: Marks, report: Marks, unit: str | None) -> bool | None:
    """Whether a column of numbers parts decimals with a point; None where nothing tells how to read its commas.

    Its own numbers tell first; then, for numbers that read both ways, that things are counted whole, the size of the
    others, the rest of the table, the rest of the report.
    """
    own = marks_of(column)
    if own.points:
        return True
    opened = [number for number in column if is_open(number)]
    if own.commas or not opened:
        return False
    if counts_whole(unit):
        return True
    by_size = _by_size(opened, [number for number in column if number.isdigit()])
    return next((told for told in (by_size, table.are_points, report.are_points) if told is not None), None)


def _by_size(opened: Sequence[str], whole: Sequence[str]) -> bool | None:
    """Whether open numbers are as large as the whole ones beside them only with their commas taken off, or only so."""
    if not whole:
        return None
    usual = max(median(map(int, whole)), 1)
    size = median(Decimal(number.replace(",", ".")) for number in opened)
    near = [usual / FAR < float(size) * scale < usual * FAR for scale in (1000, 1)]
    return near[0] if near[0] != near[1] else None


def _count(pattern: re.Pattern[str], numbers: Iterable[str]) -> int:
    return sum(1 for number in numbers if pattern.fullmatch(number))


def doubtful(text: str, figures: Iterable[Figure]) -> list[Figure]:
    """The figures of a report that were read with a decimal comma though nothing in it tells that they have one."""
    opened = [f for f in figures if is_open(f.value) and f.number == Decimal(f.value.replace(",", "."))]
    return opened if opened and marks_in(text).are_points is None else []


def marks_note(text: str, figures: Iterable[Figure]) -> tuple[str, ...]:
    """The line for users that names such figures; empty where there are none."""
    found = doubtful(text, figures)
    if not found:
        return ()
    named = ", ".join(f"“{figure.value}”" for figure in found[:NAMED]) + (", ..." if len(found) > NAMED else "")
    return (
        f"{len(found)} số có dấu phẩy rồi ba chữ số ({named}) được hiểu là số thập phân, dù tệp không cho biết"
        " dấu phẩy tách hàng nghìn hay phần thập phân; hãy đối chiếu với bản gốc",
    )
