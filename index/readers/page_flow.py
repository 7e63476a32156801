"""A page's words in reading order: lines and tables from top to bottom, columns one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from index.readers.boxes import Page, Piece
from index.readers.page_frames import without_frames
from index.readers.page_grids import grids_of
from index.readers.page_loose import columns_of, is_loose_table, loose_lines
from index.readers.page_spread import closed_up
from index.readers.page_tables import table_lines, words_in
from index.readers.page_words import piece, pieces_of, rows_of

Row = list[Piece]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text with the margins of its column. `whole` says that no other line goes on with it."""

    piece: Piece
    page: int
    left: float
    right: float
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table as lines "a | b | c", and where its columns stand."""

    lines: tuple[str, ...]
    page: int
    top: float
    bottom: float
    xs: tuple[float, ...]


@dataclass(slots=True)
class _Layout:
    page: Page
    rows: list[Row]
    tables: list[Table] = field(default_factory=list)


_LABEL = re.compile(r"(?:[-–•*+●▪◦❖]|\(?(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[a-zđA-ZĐ])[.)/]?)")


def flow(pages: Sequence[Page]) -> Iterator[Line | Table]:
    """The lines and tables of all pages in reading order, without running headers, footers and page numbers."""
    layouts = [_layout(page) for page in pages]
    kept = without_frames([(it.page.number, it.page.height, it.rows) for it in layouts])
    for layout, rows in zip(layouts, kept, strict=True):
        layout.rows = [list(row) for row in rows]
        yield from _ordered(layout)


def _layout(page: Page) -> _Layout:
    tables = []
    words = list(page.words)
    for grid in grids_of(page):
        lines = table_lines(grid)
        if lines:
            inside = words_in(grid)
            words = [word for word in words if word not in inside]
            tables.append(Table(tuple(lines), page.number, grid.ys[0], grid.ys[-1], grid.xs))
    rows = [_labelled(list(pieces_of(row))) for row in rows_of(words)]
    return _Layout(page, rows, tables)


def _labelled(row: Row) -> Row:
    """The row, a number or bullet that stands apart from its line joined to it."""
    if len(row) > 1 and _LABEL.fullmatch(row[0].text):
        return [piece([*row[0].words, *row[1].words]), *row[2:]]
    return row


def _ordered(layout: _Layout) -> Iterator[Line | Table]:
    start = 0
    for table in layout.tables:
        end = start
        while end < len(layout.rows) and layout.rows[end][0].base < table.top + 3:
            end += 1
        yield from _band(layout, layout.rows[start:end])
        yield table
        start = end
    yield from _band(layout, layout.rows[start:])


def _band(layout: _Layout, rows: Sequence[Row]) -> Iterator[Line | Table]:
    """Rows between two tables: columns of text, tables without ruling lines, and plain lines."""
    for group, left, right in columns_of(rows, layout.page.width):
        yield from _column(layout, closed_up(group, left, right), left, right)


def _column(layout: _Layout, rows: Sequence[Row], left: float, right: float) -> Iterator[Line | Table]:
    number = layout.page.number
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and (len(rows[end]) > 1 or (end > at and _is_amid(rows, end))):
            end += 1
        run = rows[at:end]
        if not run:
            yield Line(rows[at][0], number, left, right)
            at += 1
        elif is_loose_table(run):
            lines, xs = loose_lines(run)
            top, bottom = run[0][0].top, run[-1][0].bottom
            yield Table(tuple(lines), number, top, bottom, xs)
            at = end
        else:
            yield from _side_by_side(run, number, left, right)
            at = end


def _is_amid(rows: Sequence[Row], at: int) -> bool:
    """Whether a row of one piece stands among rows of several, no lower than their pitch allows."""
    if at + 1 >= len(rows) or len(rows[at + 1]) < 2 or len(rows[at - 1]) < 2:
        return False
    piece, above, below = rows[at][0], rows[at - 1][0], rows[at + 1][0]
    return piece.x1 < rows[at + 1][1].x0 and max(piece.base - above.base, below.base - piece.base) < 2.2 * piece.size


def _side_by_side(run: Sequence[Row], number: int, left: float, right: float) -> Iterator[Line]:
    """Blocks that stand beside each other, as at the head and the foot of a letter: one after the other."""
    middle = (left + right) / 2
    blocks: tuple[list[Piece], list[Piece]] = ([], [])
    for row in run:
        for part in row:
            blocks[(part.x0 + part.x1) / 2 > middle].append(part)
    for block in blocks:
        for part in block:
            yield Line(part, number, left, right, whole=True)
