"""Grids become the lines of a table: words of a cell in reading order, unruled rows told apart by their figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from index.lines import LOWER
from index.readers.boxes import Piece, Word
from index.readers.figure_columns import NUMERIC
from index.readers.grids import GridCell as Cell
from index.readers.html_tables import row_lines
from index.readers.joints import joint
from index.readers.page_grids import Grid, GridCell
from index.readers.page_words import piece, rows_of

_GOES_ON = re.compile(rf"[{LOWER}(,]")
_ALONE = re.compile(r":(?: +\|)+ *$")
NO_BREAK = "\u00a0"
MAX_STEPS = 4
_LEVEL = 0.45  # of a line's height: lines no further apart are on one level


def table_lines(grid: Grid) -> list[str]:
    """The table as lines "a | b | c"; empty when the grid lays out text and is no table."""
    rows: list[list[Cell]] = []
    indents = _indents(grid.cells)
    for number in range(len(grid.ys) - 1):
        begun = [cell for cell in grid.cells if cell.row == number]
        if begun:
            rows += split_rows(begun, {cell: _height(grid, cell) for cell in begun}, indents)
    filled = [row for row in rows if any(cell.text for cell in row) or any(cell.height > 1 for cell in row)]
    # A label above others ("Trong đó:") is a line of its own: it has no figures that could be missing.
    return [_ALONE.sub(":", line) for line in row_lines(filled, [])]


def _height(grid: Grid, cell: GridCell) -> int:
    """How many rows the cell takes, those in which no cell begins left out."""
    begun = {other.row for other in grid.cells}
    return sum(1 for row in range(cell.row, cell.row + cell.height) if row in begun)


def _indents(cells: Iterable[GridCell]) -> dict[float, int]:
    """How deep the labels of the first column stand, by their left edge; nothing where they do not stand in steps."""
    labels = [cell for cell in cells if cell.column == 0 and cell.words and cell.width == 1]
    lines = [row[0] for cell in labels for row in rows_of(cell.words)]
    edges = sorted({round(word.x0) for word in lines})
    steps = [edge for at, edge in enumerate(edges) if at == 0 or edge - edges[at - 1] > 2]
    if not 1 < len(steps) <= MAX_STEPS or len(lines) < 2 * len(steps):
        return {}
    return {edge: sum(1 for step in steps if step <= edge) - 1 for edge in edges}


def _indented(line: Piece, indents: dict[float, int], column: int) -> str:
    return NO_BREAK * indents.get(round(line.x0), 0) + line.text if column == 0 else line.text


def split_rows(cells: Sequence[GridCell], heights: dict[GridCell, int], indents: dict[float, int]) -> list[list[Cell]]:
    """The rows that the cells of one ruled row make: one, or several where columns of figures stand in it."""
    lines = {cell: [piece(row) for row in rows_of(cell.words)] for cell in cells}
    columns = [cell for cell in cells if len(lines[cell]) > 1 and all(NUMERIC.fullmatch(p.text) for p in lines[cell])]
    most = max((len(lines[cell]) for cell in columns), default=0)
    # A lone label beside two numbers names both: such a cell is one, and its numbers stay apart.
    labelled = any(len(lines[cell]) >= most for cell in cells if cell not in columns)
    if not columns or not labelled or max(heights.values()) > 1:
        return [[Cell(joined(_texts(lines[cell], indents, cell.column)), cell.width, heights[cell]) for cell in cells]]
    rows = _levels([p for cell in columns for p in lines[cell]])
    for cell in cells:
        for line in lines[cell]:
            _place(rows, line, _indented(line, indents, cell.column), cell.column)
    return [
        [Cell(joined(row.texts.get(cell.column, ())), cell.width, 1) for cell in cells]
        for row in _with_continuations(rows, min(cell.column for cell in cells))
    ]


@dataclass(slots=True)
class _Level:
    """A row of an unruled table: its height on the page, whether figures stand in it, its words by column."""

    base: float
    anchored: bool
    texts: dict[int, list[str]] = field(default_factory=dict)


def _levels(pieces: Iterable[Piece]) -> list[_Level]:
    found: list[_Level] = []
    for line in sorted(pieces, key=lambda p: p.base):
        if not found or line.base - found[-1].base > _LEVEL * line.size:
            found.append(_Level(line.base, True))
    return found


def _texts(lines: Sequence[Piece], indents: dict[float, int], column: int) -> list[str]:
    return [_indented(line, indents if at == 0 else {}, column) for at, line in enumerate(lines)]


def _place(rows: list[_Level], line: Piece, text: str, column: int) -> None:
    nearest = min(rows, key=lambda row: abs(row.base - line.base))
    if abs(nearest.base - line.base) > _LEVEL * line.size:
        nearest = _Level(line.base, False)
        rows.append(nearest)
        rows.sort(key=lambda row: row.base)
    nearest.texts.setdefault(column, []).append(text)


def _with_continuations(rows: Sequence[_Level], first: int) -> list[_Level]:
    """Lines of words without figures that go on with the row before, or before a row that goes on with them."""
    kept: list[_Level] = []
    for row in rows:
        label = (row.texts.get(first) or next(iter(row.texts.values()), [""]))[0]
        goes_on = bool(_GOES_ON.match(label.lstrip(NO_BREAK)))
        if kept and goes_on and (not row.anchored or not kept[-1].anchored):
            for column, texts in row.texts.items():
                kept[-1].texts.setdefault(column, []).extend(text.lstrip(NO_BREAK) for text in texts)
            kept[-1].anchored |= row.anchored
        else:
            kept.append(row)
    return kept


def joined(lines: Iterable[str]) -> str:
    """The lines of a cell as one; numbers on two lines stay two."""
    text = ""
    for line in lines:
        if text and line:
            cut, between = joint(text, line)
            text = text[: len(text) - cut] + ("; " if between == "\n" else between)
        text += line
    return text.replace("|", "/")


def words_in(grid: Grid) -> frozenset[Word]:
    """All words that stand in the grid."""
    return frozenset(word for cell in grid.cells for word in cell.words)
