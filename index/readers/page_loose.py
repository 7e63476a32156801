"""What stands in columns without ruling lines: text in two columns, and tables set by tabs."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator, Sequence

from index.readers.boxes import Piece, Word
from index.readers.figure_columns import NUMERIC
from index.readers.grids import GridCell as Cell
from index.readers.html_tables import row_lines
from index.readers.page_grids import GridCell
from index.readers.page_heads import column_names, column_of
from index.readers.page_tables import split_rows

Row = list[Piece]

MAX_PLACES = 100  # where a gutter is looked for
FEW_LINES = 8  # too few to show the margin
USUAL = 0.8  # of the page's width: text ends further right
FEW_ROWS = 6  # text in two columns has more
WORDY = 4  # words in a line of a text's column
FEW_WORDS = 2  # words in a line of a narrow one
WORD = 4  # times the height of its line: how much room a word takes
FIGURES = 0.2  # lines that are figures alone: more of them are a table's
CROSSING = 0.15
HALF = 0.5
SOME = 0.3
FILLED = 0.6
ALIKE = 0.08
FEW = 0.1


def columns_of(rows: Sequence[Row], width: float) -> Iterator[tuple[list[Row], float, float]]:
    """Groups of rows in reading order with their left and right margins: one group, or two a pair of columns.

    `width` is the page's.
    """
    if not rows:
        return
    left, right = _margins(rows)
    gutter = _gutter(rows, left, right)
    if gutter is None:
        yield list(rows), left, max(right, USUAL * width) if len(rows) < FEW_LINES else right
        return
    band: list[Row] = []
    for row in [*rows, []]:
        crosses = any(piece.x0 < gutter < piece.x1 for piece in row)
        if row and not crosses:
            band.append(row)
            continue
        for side in (0, 1):
            half = [[p for p in r if (p.x0 > gutter) == bool(side)] for r in band]
            half = [r for r in half if r]
            if half:
                yield half, *_margins(half)
        band = []
        if row:
            yield [row], left, right


def _margins(rows: Sequence[Row]) -> tuple[float, float]:
    """Where most lines of a column begin, and where the furthest end that are not alone in doing so."""
    starts = Counter(round(row[0].x0) for row in rows).most_common(1)[0]
    left = min(row[0].x0 for row in rows)
    if starts[1] >= SOME * len(rows):
        left = min(row[0].x0 for row in rows if round(row[0].x0) == starts[0])
    ends = sorted(-row[-1].x1 for row in rows)
    few = min(len(ends), max(2, int(ALIKE * len(ends))))
    near = 2 * rows[0][0].size
    pairs = zip(ends, ends[few - 1 :], strict=False)
    right = next((end for end, other in pairs if other - end < near), ends[0])
    beyond = sum(1 for end in ends if end < right - near)
    return left, -(ends[0] if beyond > max(1, FEW * len(ends)) else right)


def _gutter(rows: Sequence[Row], left: float, right: float) -> float | None:
    """Where two columns of running text part; None when the rows are not so set."""
    pieces = [piece for row in rows for piece in row]
    if len(pieces) < 2 * FEW_ROWS:
        return None
    edges = sorted({(a.x1 + b.x0) / 2 for row in rows for a, b in zip(row, row[1:], strict=False)})
    middle = [x for x in edges if left + 0.3 * (right - left) < x < left + 0.7 * (right - left)]
    middle = middle[:: 1 + len(middle) // MAX_PLACES]
    best = min(middle, key=lambda x: sum(p.x0 < x < p.x1 for p in pieces), default=None)
    if best is None:
        return None
    crossing = sum(p.x0 < best < p.x1 for p in pieces)
    sides = ([p for p in pieces if p.x1 <= best], [p for p in pieces if p.x0 >= best])
    if crossing > CROSSING * len(pieces) or min(map(len, sides)) < FEW_ROWS:
        return None
    wordy = (
        _wordy([[p for p in row if p.x1 <= best] for row in rows], best - left),
        _wordy([[p for p in row if p.x0 >= best] for row in rows], right - best),
    )
    return best if min(wordy) > SOME and sum(wordy) > 2 * HALF else None


def _wordy(rows: Sequence[Row], space: float) -> float:
    """Which share of the rows fill a column as wide as `space` with words; 0 where figures stand in it."""
    filled = [row for row in rows if row]
    pieces = [piece for row in filled for piece in row]
    if sum(1 for piece in pieces if NUMERIC.fullmatch(piece.text)) > FIGURES * len(pieces):
        return 0.0
    size = statistics.median(piece.size for piece in pieces)
    least = min(WORDY, max(FEW_WORDS, int(space / (WORD * size))))
    wordy = [r for r in filled if sum(len(p.words) for p in r) >= least and r[-1].x1 - r[0].x0 > FILLED * space]
    return len(wordy) / len(filled)


def is_loose_table(rows: Sequence[Row]) -> bool:
    """Whether rows of several pieces hold figures in columns."""
    several = [row for row in rows if len(row) > 1]
    with_figures = [row for row in several if any(NUMERIC.fullmatch(piece.text) for piece in row[1:])]
    return len(with_figures) > 1 and len(with_figures) >= HALF * len(several)


def loose_lines(rows: Sequence[Row]) -> tuple[list[str], tuple[float, ...]]:
    """The lines of a table without rulings, and where its columns begin."""
    body = next(at for at, row in enumerate(rows) if any(NUMERIC.fullmatch(piece.text) for piece in row[1:]))
    xs = _columns(rows[body:])
    names = column_names(rows[:body], rows[body:], xs)
    table = [[Cell(name) for name in names]] if any(names) else []
    cells: dict[int, list[Word]] = {}
    for row in rows[body:]:
        for piece in row:
            cells.setdefault(column_of(xs, (piece.x0 + piece.x1) / 2 if piece is not row[0] else piece.x0), []).extend(
                piece.words
            )
    grid = [GridCell(0, column, 1, 1, tuple(cells.get(column, ()))) for column in range(len(xs))]
    table += split_rows(grid, dict.fromkeys(grid, 1), {})
    return row_lines(table, []), tuple(xs)


def _columns(rows: Sequence[Row]) -> list[float]:
    """Where the columns begin: the gaps that no piece of the body crosses."""
    spans = sorted((piece.x0, piece.x1) for row in rows if len(row) > 1 for piece in row)
    merged: list[list[float]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    edges = [merged[0][0]]
    edges += [(before[1] + after[0]) / 2 for before, after in zip(merged, merged[1:], strict=False)]
    return edges
