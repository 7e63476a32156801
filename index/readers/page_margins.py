"""The margins of columns that have few lines: those of the document's other columns, which show them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.readers.page_flow import Line, Table

FEW_LINES = 8  # too few to show the margin
NEAR = 2.0  # points
Column = tuple[float, float]


def with_margins(elements: Sequence[Line | Table]) -> list[Line | Table]:
    """The elements; lines of a column with few of them in the margins of the column that they stand in elsewhere."""
    bands: dict[tuple[int, float, float], list[Line]] = defaultdict(list)
    for element in elements:
        if isinstance(element, Line):
            bands[element.page, element.left, element.right].append(element)
    known: Counter[Column] = Counter()
    for (_, left, right), lines in bands.items():
        if len(lines) >= FEW_LINES:
            known[left, right] += len(lines)
    found = {band: _column(lines, known) for band, lines in bands.items() if len(lines) < FEW_LINES}
    return [_placed(element, found) if isinstance(element, Line) else element for element in elements]


def _placed(line: Line, found: dict[tuple[int, float, float], Column | None]) -> Line:
    column = found.get((line.page, line.left, line.right))
    return line if column is None else replace(line, left=column[0], right=column[1])


def _column(lines: Sequence[Line], known: Counter[Column]) -> Column | None:
    """The known column that holds all the lines: one whose edges they keep, of several the most used."""
    left, right = min(line.piece.x0 for line in lines), max(line.piece.x1 for line in lines)
    holding = [column for column in known if column[0] - NEAR < left and right < column[1] + NEAR]
    return max(holding, key=lambda column: (*_kept(lines, column), known[column]), default=None)


def _kept(lines: Iterable[Line], column: Column) -> tuple[bool, bool]:
    """Whether a line begins at the left edge of the column, and whether one ends at its right edge."""
    pieces = [line.piece for line in lines]
    begun = any(abs(piece.x0 - column[0]) < NEAR for piece in pieces)
    return begun, any(abs(piece.x1 - column[1]) < NEAR for piece in pieces)
