"""A sheet of cells becomes titles, tables and notes: where a table begins, which rows are its own, what is below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from index.readers.grids import GridCell, grid_lines, is_figure, is_value
from index.readers.writer import Writer

# More than any report has; what lies beyond is named as unread.
MAX_ROWS = 20_000
MAX_COLUMNS = 256
MAX_CELLS = 150_000
_CAPTION = re.compile(
    r"\W*(?:(?:bảng|biểu|phụ lục|phụ biểu)\s*(?:số\s*)?\d|(?:đơn vị(?: tính)?|đvt)\s*:)", re.IGNORECASE
)
_UNIT = re.compile(r"\W*(?:đơn vị(?: tính)?|đvt|đv tính)\s*[:(]", re.IGNORECASE)
_NOTE = re.compile(
    r"(?:\(?(?:\*+|\d{1,2})\)|\*+|[¹²³]|ghi chú|chú thích|nguồn|ký hiệu)", re.IGNORECASE
)  # fmt: skip


class SheetCell(NamedTuple):
    """The words of a cell as the sheet shows them, tidy, and how far they are indented."""

    text: str
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, inclusive, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The filled cells of one sheet by row and column, counted from 1. `name` is "" for a file of one sheet alone."""

    name: str
    rows: Mapping[int, Mapping[int, SheetCell]]
    merges: Sequence[Merge] = ()


@dataclass(slots=True)
class _Table:
    """The rows of one table, with the lines above and below it."""

    titles: list[int]
    rows: list[int]
    notes: list[int] = field(default_factory=list)


def write_sheet(sheet: Sheet, page: Writer) -> None:
    """Writes all that stands on the sheet, each table right below its titles."""
    _SheetWriter(sheet, page).write()


class _SheetWriter:
    def __init__(self, sheet: Sheet, page: Writer) -> None:
        self.sheet, self.page = sheet, page
        self.numbers = sorted(sheet.rows)
        self.merges = {(m.top, m.left): m for m in sheet.merges}
        self.covered: dict[int, list[Merge]] = {}
        for merge in sheet.merges:
            # Only filled rows are looked at: a range down to the last row of all costs no more than its cells.
            for number in self._between(merge.top, merge.bottom):
                self.covered.setdefault(number, []).append(merge)

    def _between(self, top: int, bottom: int) -> Iterator[int]:
        if bottom - top < len(self.numbers):
            yield from (n for n in range(top, bottom + 1) if n in self.sheet.rows)
        else:
            yield from (n for n in self.numbers if top <= n <= bottom)

    def write(self) -> None:
        at, loose = 0, list[int]()
        while at < len(self.numbers):
            if self._opens_table(at):
                end = self._table_end(at)
                table = self._parted(self._titles(loose), self.numbers[at:end])
                for number in loose[: len(loose) - len(table.titles)]:
                    self._line(number)
                self._table(table)
                loose, at = [], end
            else:
                loose.append(self.numbers[at])
                at += 1
        for number in loose:
            self._line(number)

    # -- rows -------------------------------------------------------------------------------------------------

    def _texts(self, number: int) -> list[str]:
        row = self.sheet.rows[number]
        return [row[column].text for column in sorted(row)]

    def _is_single(self, number: int) -> bool:
        return len(self.sheet.rows[number]) == 1

    def _has_values(self, number: int) -> bool:
        """Whether the row has a label and a number or a mark for none beside it."""
        first, *others = self._texts(number)
        return any(map(is_value, others)) and not (is_figure(first) and len(others) < 1)

    def _after_gap(self, at: int) -> bool:
        return at > 0 and self.numbers[at] - self.numbers[at - 1] > 1

    def _opens_table(self, at: int) -> bool:
        """Whether a table begins with this row: it has several cells, and is no letterhead of two."""
        number = self.numbers[at]
        row = self.sheet.rows[number]
        if len(row) < 2:
            return False
        hangs = any(m.bottom > m.top for c in row if (m := self.merges.get((number, c))))
        if len(row) > 2 or hangs or self._has_values(number):
            return True
        if at + 1 == len(self.numbers) or self._after_gap(at + 1):
            return False
        below = self.numbers[at + 1]
        parts = len(self.sheet.rows[below]) > len(row) and not any(map(_CAPTION.match, self._texts(number)))
        sits_under = min(row) not in self.sheet.rows[below]
        return len(self.sheet.rows[below]) > 1 and (parts or sits_under or self._has_values(below))

    def _table_end(self, at: int) -> int:
        """Where the table ends that begins with this row: before the next table's titles or at the end of all."""
        end = at + 1
        while end < len(self.numbers):
            following = self._next_wide(end)
            if following is None:
                return len(self.numbers)
            between = self.numbers[end:following]
            titled = any(_CAPTION.match(text) for number in between for text in self._texts(number))
            apart = any(self._after_gap(n) for n in range(end, following + 1))
            heads = not self._has_values(self.numbers[following]) and self._opens_table(following)
            if titled or (heads and apart and self._body_begun(at, end)):
                return end
            end = following + 1
        return end

    def _next_wide(self, at: int) -> int | None:
        return next((n for n in range(at, len(self.numbers)) if not self._is_single(self.numbers[n])), None)

    def _body_begun(self, at: int, end: int) -> bool:
        return any(self._has_values(number) for number in self.numbers[at:end])

    def _titles(self, loose: Sequence[int]) -> list[int]:
        """The lines that belong to the table below: those next to it, and one more group where these say its unit."""
        titles: list[int] = []
        gaps = 0
        for number in reversed(loose):
            if titles and titles[0] - number > 1:
                gaps += 1
                only_units = all(_UNIT.match(text) for title in titles for text in self._texts(title))
                if not (only_units and gaps == 1):
                    break
            titles.insert(0, number)
            if any(re.match(r"\W*(?:biểu|bảng)\s*(?:số\s*)?\d", text, re.IGNORECASE) for text in self._texts(number)):
                break
        return titles

    def _parted(self, titles: list[int], rows: Sequence[int]) -> _Table:
        """The table without the lines below its last row of values."""
        last = max((n for n in range(len(rows)) if self._has_values(rows[n])), default=len(rows) - 1)
        first_note = next((n for n in range(len(rows)) if n and self._is_note(rows[n])), len(rows))
        end = last + 1 if first_note > last else last + 1
        return _Table(titles, list(rows[:end]), list(rows[end:]))

    def _is_note(self, number: int) -> bool:
        return self._is_single(number) and bool(_NOTE.match(self._texts(number)[0]))

    # -- lines ------------------------------------------------------------------------------------------------

    def _line(self, number: int) -> None:
        """A row that is no part of a table: each of its cells is a line."""
        self.page.gap()
        for column in sorted(self.sheet.rows[number]):
            self.page.line(self.sheet.rows[number][column].text, self._where(number, column))

    def _table(self, table: _Table) -> None:
        self.page.gap()
        for number in table.titles:
            for column in sorted(self.sheet.rows[number]):
                self.page.line(self.sheet.rows[number][column].text, self._where(number, column))
        if not table.titles and self.sheet.name:
            self.page.line(self.sheet.name)
        left = min(min(self.sheet.rows[number]) for number in table.rows)
        right = max(max(self.sheet.rows[number]) for number in table.rows)
        last = table.rows[-1]
        for line in grid_lines([self._cells(number, left, right, last) for number in table.rows]):
            self.page.row(line)
        for number in table.notes:
            self._line(number)
        self.page.gap()

    def _cells(self, number: int, left: int, right: int, last: int) -> list[GridCell]:
        found = []
        column = left
        while column <= right:
            over = next((m for m in self.covered.get(number, ()) if m.left <= column <= m.right), None)
            width = 1 if over is None else min(over.right, right) - column + 1
            if over is None or over.top == number:
                cell = self.sheet.rows[number].get(column, SheetCell(""))
                height = 1 if over is None else sum(1 for _ in self._between(over.top, min(over.bottom, last)))
                place = self._where(number, column)
                found.append(GridCell(cell.text, width, max(1, height), False, place, cell.indent))
            column += width
        return found

    def _where(self, number: int, column: int) -> str:
        address = f"{letters(column)}{number}"
        return f"{self.sheet.name}!{address}" if self.sheet.name else address


def letters(column: int) -> str:
    """The name of a column counted from 1: 1 -> "A", 28 -> "AB"."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
