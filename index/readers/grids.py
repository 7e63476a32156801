"""Tables of any format become one line a row, "a | b | c": merged cells filled in, headings of many rows made one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

MAX_HEADS = 6
_NUMBER = re.compile(r"[-+(]?\s*\d[\d\s.,/]*%?\)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
DIVIDES = re.compile(r"(?:phân|chia)(?: ra)? theo(?![^\W\d_])", re.IGNORECASE)
_NONE = re.compile(r"[-–.…x]{1,3}")


class GridCell(NamedTuple):
    """A cell: its words, how many columns and rows it spans, whether it is marked as a heading, place and indent."""

    text: str
    width: int = 1
    height: int = 1
    is_head: bool = False
    where: str | None = None
    indent: int = 0


class Piece(NamedTuple):
    """The words that a line has in one column, the cell that they are from, and how far they are indented."""

    text: str
    where: str | None = None
    indent: int = 0


GridRow = Sequence[GridCell]
GridLine = tuple[Piece, ...]


class _Hanging(NamedTuple):
    """A cell from above: how many more rows it reaches down, and what it says there."""

    rows: int
    piece: Piece


def is_figure(text: str) -> bool:
    """Whether a cell holds a number that is no year."""
    return bool(_NUMBER.fullmatch(text)) and not _YEAR.fullmatch(text)


def is_value(text: str) -> bool:
    """Whether a cell holds a number or a mark for none."""
    return is_figure(text) or bool(_NONE.fullmatch(text))


def grid_lines(rows: Sequence[GridRow]) -> list[GridLine]:
    """The lines of a table without its titles: all of one width, rows without words left out."""
    head = _head_height(rows)
    grid = _grid(rows, head)
    if head > 1:
        grid[:head] = [tuple(_merged(column) for column in zip(*grid[:head], strict=True))]
    return [line for line in grid if any(piece.text for piece in line)]


def _head_height(rows: Sequence[GridRow]) -> int:
    """How many rows name the columns: those marked as heading, else those that the first row's cells reach into."""
    marked = 0
    while marked < len(rows) and all(cell.is_head for cell in rows[marked]):
        marked += 1
    if marked:
        return marked
    most = next((at for at, row in enumerate(rows) if any(is_figure(cell.text) for cell in row)), len(rows))
    if not most or not rows[0]:
        return min(1, len(rows))
    height = max(cell.height for cell in rows[0])
    while height < min(most, MAX_HEADS) and _is_parted(rows[height - 1]):
        height = max([height + 1, *(height + cell.height for cell in rows[height])])
    return max(1, min(height, most, MAX_HEADS))


def _is_parted(row: GridRow) -> bool:
    """Whether a heading's row has a cell over several columns, which the next row names."""
    return len(row) > 1 and any(cell.width > 1 and cell.text for cell in row)


def _grid(rows: Sequence[GridRow], head: int) -> list[GridLine]:
    """One piece for each column of each row. Below the head a merged cell repeats its words, but never its figures.

    A cell that reaches the last column names the rows below it: its words stand once.
    """
    grid: list[list[Piece]] = []
    hanging: dict[int, _Hanging] = {}
    full = max((sum(cell.width for cell in row) for row in rows), default=0)
    for at, row in enumerate(rows):
        line: list[Piece] = []
        for cell in row:
            _fill(line, hanging)
            first = Piece(cell.text, cell.where, cell.indent if at >= head else 0)
            names_rows = cell.width > 1 and len(line) + cell.width >= full
            repeats = not names_rows and not any(char.isdigit() for char in cell.text)
            again = first if at < head or repeats else Piece("")
            for column in range(cell.width):
                if cell.height > 1:
                    hanging[len(line)] = _Hanging(cell.height - 1, again)
                line.append(again if column else first)
        _fill(line, hanging)
        grid.append(line)
    width = max(map(len, grid), default=0)
    return [(*line, *[Piece("")] * (width - len(line))) for line in grid]


def _fill(line: list[Piece], hanging: dict[int, _Hanging]) -> None:
    """Adds to `line` the cells that reach down into its next columns."""
    while (above := hanging.pop(len(line), None)) is not None:
        if above.rows > 1:
            hanging[len(line)] = _Hanging(above.rows - 1, above.piece)
        line.append(above.piece)


def _merged(column: Iterable[Piece]) -> Piece:
    """The words of one column's heading from top to bottom, each once; the place is that of the lowest."""
    pieces = {piece.text: piece for piece in column if piece.text}
    # "Phân theo thành thị, nông thôn" over "Thành thị" would lend each of its columns the other's name.
    telling = {text: piece for text, piece in pieces.items() if not DIVIDES.match(text)}
    pieces = telling or pieces
    return Piece(" ".join(pieces), next((p.where for p in reversed(pieces.values())), None))
