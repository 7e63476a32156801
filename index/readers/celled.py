"""Tables pasted with each cell on a line of its own: rows are known by their repeating shape, words and then values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from index.readers.grids import is_value
from index.records import Span

MAX_CELL = 100
FEW_VALUES = 4  # fewer lone numbers are no table that went wrong
FEW_ROWS = 2
_DATE = re.compile(r"(?:\d{1,2}/)?\d{1,2}/\d{4}")
_NO_CELL = re.compile(r"[|\t]|\S {3,}\S|[.;!?]$")
_PERIOD = re.compile(r"(?:năm|tháng|quý|\d{1,2} tháng)(?: (?:\d|[IVX]+(?![^\W\d_]))|$)|(?:19|20)\d\d$", re.IGNORECASE)
_CAPTION = re.compile(r"\W*(?:bảng|biểu|phụ lục|phụ biểu)\s*(?:số\s*)?\d", re.IGNORECASE)


class Celled(NamedTuple):
    """A table and the lines from its first heading to its last value, as rows "a | b | c"."""

    span: Span
    rows: tuple[str, ...]


@dataclass(slots=True)
class Findings:
    """The tables of a text, and where lone numbers stand that make no rows, both as spans of lines."""

    tables: list[Celled] = field(default_factory=list)
    unclear: list[Span] = field(default_factory=list)


class _Cell(NamedTuple):
    """A line that may be a cell: its number, its words, and whether they are a value."""

    line: int
    text: str
    is_value: bool


def celled_tables(lines: Sequence[str]) -> Findings:
    """The tables of `lines` in order."""
    findings = Findings()
    for run in _runs(lines):
        cells = _with_ordinals(run)
        values = sum(cell.is_value for cell in cells)
        tables = list(_tables(cells)) if values else []
        if None not in tables:
            findings.tables += [table for table in tables if table is not None]
        elif values >= FEW_VALUES:
            findings.unclear.append(Span(cells[0].line, cells[-1].line + 1))
    return findings


def _runs(lines: Sequence[str]) -> Iterator[list[_Cell]]:
    """Lines that may be cells, as far as they follow one another alike: directly, or with one empty line between."""
    run: list[_Cell] = []
    step = 0
    for number, line in enumerate(lines):
        text = line.strip()
        if not text:
            continue
        if len(text) > MAX_CELL or _NO_CELL.search(text):
            yield run
            run = []
            continue
        apart = number - run[-1].line if run else 0
        if run and (apart > 2 or (len(run) > 1 and apart != step)):
            # A line that stands apart from those above may be the first of others that are close.
            first = 1 if apart == 1 else 0
            yield run[: len(run) - first]
            run = run[len(run) - first :]
        step = apart
        run.append(_Cell(number, text, is_value(text) and not _DATE.fullmatch(text)))
    yield run


def _with_ordinals(run: Sequence[_Cell]) -> list[_Cell]:
    """The cells, those that number the rows 1, 2, 3 as words."""
    found: list[int] = []
    for at, cell in enumerate(run[:-1]):
        if cell.text.rstrip(".)") == str(len(found) + 1) and not run[at + 1].is_value:
            found.append(at)
    if len(found) < FEW_ROWS:
        return list(run)
    return [cell._replace(is_value=cell.is_value and at not in found) for at, cell in enumerate(run)]


def _tables(cells: Sequence[_Cell]) -> Iterator[Celled | None]:
    """The tables that a run of cells is; None where its values make no rows."""
    groups = [list(group) for _, group in groupby(cells, key=lambda cell: cell.is_value)]
    if groups[0][0].is_value:
        yield None
        return
    pairs = list(zip(groups[::2], groups[1::2], strict=False))
    at = 0
    while at < len(pairs):
        end = at + 1
        words, values = (len(pairs[end][0]), len(pairs[at][1])) if end < len(pairs) else (0, 0)
        while end < len(pairs) and _is_row(pairs[end], words, values):
            end += 1
        heads = len(pairs[at][0]) - words
        table = _table(pairs[at:end], words, values) if heads >= values > 0 else None
        if end - at < FEW_ROWS or words + values < 3 or table is None:
            yield None
            return
        yield table
        at = end


def _is_row(pair: tuple[Sequence[_Cell], Sequence[_Cell]], words: int, values: int) -> bool:
    return len(pair[1]) == values and len(pair[0]) == words


def _table(pairs: Sequence[tuple[Sequence[_Cell], Sequence[_Cell]]], words: int, values: int) -> Celled | None:
    """The table: as many headings as cells, or none above the words where these lack their own.

    None where the headings may be of two rows, or one of them may be lost.
    """
    above, first = pairs[0][0][:-words], pairs[0][0][-words:]
    heads = [cell.text for cell in above[-values:]]
    corner, titles = above[:-values][-words:], above[:-values][:-words]
    if len(corner) < words or any(_CAPTION.match(cell.text) for cell in corner):
        corner, titles = [], above[:-values]
        if not _are_alike(heads):
            return None
    if len(set(heads)) < len(heads) or any(_PERIOD.match(cell.text) for cell in (*titles, *corner)):
        return None
    names = [cell.text for cell in corner] or [""] * words
    rows = [
        [*names, *heads],
        *([cell.text for cell in (*label, *row)] for label, row in [(first, pairs[0][1]), *pairs[1:]]),
    ]
    start = corner[0].line if corner else above[-values].line
    return Celled(Span(start, pairs[-1][1][-1].line + 1), tuple(" | ".join(row) for row in rows))


def _are_alike(heads: Sequence[str]) -> bool:
    """Whether headings all name a time, or begin with the same word: none of them heads the words of the rows."""
    begun = {head.split()[0].lower() for head in heads}
    return len(begun) == 1 or all(any(char.isdigit() for char in head) for head in heads)
