"""Rows of flattened tables ("a | b | c") as cells, and what a cell holds: a number, a mark for none, or words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from index.bilingual import without_english
from index.folding import plain as to_plain
from index.grammar.numbers import DECIMAL, ENGLISH, GROUPED, read_number
from index.grammar.patterns import alternatives
from index.lexicon import QUALIFIERS
from index.records import Span
from index.table_units import unit_of


class Cell(NamedTuple):
    """The words of a cell without its margins and without English; `indent` counts the extra blanks before them."""

    span: Span
    text: str
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: `span` without its margins; a line without bars is one cell (`is_line`)."""

    span: Span
    cells: tuple[Cell, ...]
    is_line: bool

    def at(self, column: int) -> Cell:
        """The cell in a column; empty where the row is short."""
        return self.cells[column] if column < len(self.cells) else Cell(Span(self.span.end, self.span.end), "")


class CellNumber(NamedTuple):
    """A number of a cell. `span` covers its digits; `signed` takes in the minus sign before them."""

    span: Span
    signed: Span
    text: str
    negative: bool
    way: str = ""
    qualifier: str | None = None
    unit: str | None = None
    denominator: str | None = None


_BAR = re.compile(r"(?:^|(?<=[ \t\u00a0]))\|(?=[ \t\u00a0]|$)")
_RULE = re.compile(r"[\s|:+=\-]*-[\s|:+=\-]*")
_NUMBER = rf"(?:\d{{1,3}}(?: \d{{3}})+(?:[.,]\d+)?(?!\d)|{GROUPED}|{ENGLISH}|{DECIMAL}|\d+)"
_NOTES = r"(?:\((?:\*+|\d{1,2})\)|\*+|[¹²³])"
_CELL = re.compile(
    rf"(?:(?P<way>tăng|giảm|\+/-) *)?(?:(?P<qualifier>{alternatives(QUALIFIERS)}) +)?(?P<open>\()? *(?P<sign>[+-]?) *"
    rf"(?P<first>{_NUMBER})(?: *(?P<link>[/-]) *(?P<second>{_NUMBER}))?(?(open) *\)) *(?P<unit>[^\d()*]*?) *{_NOTES}* *"
)
_NONE = re.compile(rf"(?:[-.…_x*+/]|{_NOTES}|\s|\.\.\.)*")
_YEAR = re.compile(r"(?:19|20)\d\d")


def rows_of(text: str, span: Span) -> list[Row]:
    """The rows of the lines that `span` touches, without the rules of Markdown tables."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end - 1)
    lines = text[start : end if end >= 0 else len(text)].split("\n")
    barred = [line.strip() for line in lines if "|" in line]
    framed = all(len(line) > 1 and line[0] == line[-1] == "|" for line in barred)
    found = []
    for line in lines:
        if line.strip() and not ("|" in line and _RULE.fullmatch(line)):
            found.append(_row(text, start, line, framed))
        start += len(line) + 1
    return found


def _row(text: str, start: int, line: str, framed: bool) -> Row:
    begin = start + len(line) - len(line.lstrip())
    span = Span(begin, start + len(line.rstrip()))
    bars = [m.start() for m in (re.finditer(r"\|", line) if framed else _BAR.finditer(line))]
    if not bars:
        return Row(span, (Cell(span, without_english(span.of(text)), begin - start),), True)
    edges = bars if framed and len(bars) > 1 else [-1, *bars, len(line)]
    pieces = [(a + 1, b) for a, b in zip(edges, edges[1:], strict=False)]
    return Row(span, tuple(_cell(line, start, a, b, first=a == 0) for a, b in pieces), False)


def _cell(line: str, start: int, begin: int, end: int, first: bool) -> Cell:
    raw = line[begin:end]
    words = raw.strip()
    blanks = len(raw) - len(raw.lstrip())
    at = start + begin + (blanks if words else 0)
    return Cell(Span(at, at + len(words)), without_english(words), max(0, blanks - (0 if first else 1)) if words else 0)


def is_none(text: str) -> bool:
    """Whether a cell says that there is no figure: "", "-", "...", "x"."""
    return bool(_NONE.fullmatch(to_plain(text)))


def is_year(text: str) -> bool:
    """Whether a cell is a year and nothing else."""
    return bool(_YEAR.fullmatch(text.strip()))


def cell_numbers(cell: Cell) -> tuple[CellNumber, ...]:
    """The number of a cell (two for a range, one with a denominator for "22/63"); () when it holds words or a date."""
    match = _CELL.fullmatch(to_plain(cell.text))
    if not match or (match["second"] and is_year(match["second"])):
        return ()
    unit = None
    if match["unit"] and (unit := unit_of(cell.text[match.start("unit") : match.end("unit")])) is None:
        return ()
    way = match["way"] if match["way"] in ("tăng", "giảm") else ""
    negative = match["sign"] == "-" or bool(match["open"] and not match["sign"] and not match["second"])
    first = _number(cell, match, "first", negative, way, unit)
    if not match["second"]:
        return (first,)
    if match["link"] == "/":
        whole = Span(first.span.start, cell.span.start + match.end("second"))
        return (first._replace(span=whole, signed=whole, denominator=match["second"]),)
    return first, _number(cell, match, "second", False, way, unit)


def _number(cell: Cell, match: re.Match[str], name: str, negative: bool, way: str, unit: str | None) -> CellNumber:
    base = cell.span.start
    span = Span(base + match.start(name), base + match.end(name))
    signed = Span(base + match.start("sign"), span.end) if match["sign"] == "-" and name == "first" else span
    return CellNumber(span, signed, match[name], negative, way, match["qualifier"], unit)


def value_of(text: str, points: bool) -> Decimal:
    """The value of a number as printed, by the column's way of writing decimals."""
    bare = re.sub(r"\s", "", text)
    return Decimal(bare.replace(",", "")) if points else read_number(bare)
