"""Ruling lines become grids, and grids rows of cells: merged cells are those with no line between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.readers.boxes import Page, Rule, Word
from index.readers.figure_columns import is_text, uprights_between

NEAR = 3.0  # points: lines no further apart are one
SHORT = 4.0  # a shorter line is a part of a drawing
MAX_LINES = 400  # a grid has no more lines in one direction; drawings have
INSIDE = 0.6  # the share of a cell's side that a line must cover to part it from the next


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: its first row and column, how many of each it takes, and its words."""

    row: int
    column: int
    height: int
    width: int
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: the positions of its lines and its cells, row by row."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]


def grids_of(page: Page) -> list[Grid]:
    """The ruled tables of a page from top to bottom; a frame around text is none."""
    level, upright = _joined(page.rules, True), _joined(page.rules, False)
    if not level or max(len(level), len(upright)) > MAX_LINES:
        return []
    found: list[Grid] = []
    for rows, columns in _clusters(level, upright):
        found += _grid(rows, columns, page.words)
    for rows in _open(level, found, page.words):
        inside = [w for w in page.words if _holds(rows, w)]
        found += _grid(rows, uprights_between(inside, rows), inside)
    return sorted(found, key=lambda grid: grid.ys[0])


def _grid(rows: Sequence[Rule], columns: Sequence[Rule], words: Iterable[Word]) -> list[Grid]:
    """The grid of lines that meet; none where it has a single column, or words in a single cell."""
    xs = _positions([c.x0 for c in columns] + [r.x0 for r in rows] + [r.x1 for r in rows])
    ys = _positions([r.y0 for r in rows] + [c.y0 for c in columns] + [c.y1 for c in columns])
    if len(xs) < 3 or len(ys) < 2:
        return []
    inside = [w for w in words if xs[0] < w.middle[0] < xs[-1] and ys[0] < w.middle[1] < ys[-1]]
    grid = Grid(tuple(xs), tuple(ys), tuple(_cells(xs, ys, rows, columns, inside)))
    return [grid] if sum(1 for cell in grid.cells if cell.words) > 1 else []


def _open(level: Sequence[Rule], ruled: Sequence[Grid], words: Sequence[Word]) -> Iterator[list[Rule]]:
    """The level lines of tables without upright ones: two and more that begin and end alike, and those between."""
    free = [r for r in level if not any(g.ys[0] - NEAR <= r.y0 <= g.ys[-1] + NEAR for g in ruled)]
    found: list[list[Rule]] = []
    for rule in free:
        last = found[-1] if found else None
        if last and rule.x0 >= last[0].x0 - NEAR and rule.x1 <= last[0].x1 + NEAR:
            last.append(rule)
        else:
            found.append([rule])
    for rows in found:
        full = [r for r in rows if abs(r.x0 - rows[0].x0) <= NEAR and abs(r.x1 - rows[0].x1) <= NEAR]
        start = 0
        for at in range(1, len(full) + 1):
            if at == len(full) or is_text([w for w in words if _holds(full[at - 1 : at + 1], w)]):
                if at - start > 1:
                    yield [r for r in rows if full[start].y0 <= r.y0 <= full[at - 1].y0]
                start = at


def _holds(rows: Sequence[Rule], word: Word) -> bool:
    x, y = word.middle
    return rows[0].x0 - NEAR < x < rows[0].x1 + NEAR and rows[0].y0 < y < rows[-1].y0


def _joined(rules: Iterable[Rule], level: bool) -> list[Rule]:
    """The lines of one direction, pieces of one line made one."""
    flat = sorted(
        (rule.y0, rule.x0, rule.x1) if level else (rule.x0, rule.y0, rule.y1)
        for rule in rules
        if rule.is_level is level
    )
    made: list[list[float]] = []
    for at, start, end in flat:
        same = next(
            (m for m in reversed(made[-12:]) if at - m[0] <= NEAR and start <= m[2] + NEAR and end >= m[1] - NEAR), None
        )
        if same:
            same[1], same[2] = min(same[1], start), max(same[2], end)
        else:
            made.append([at, start, end])
    long = [m for m in made if m[2] - m[1] > SHORT]
    return [Rule(m[1], m[0], m[2], m[0]) if level else Rule(m[0], m[1], m[0], m[2]) for m in long]


def _clusters(level: Sequence[Rule], upright: Sequence[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The lines that meet, directly or through others."""
    groups: list[tuple[list[Rule], list[Rule]]] = [([rule], []) for rule in level]
    for column in upright:
        met = [group for group in groups if any(_meet(row, column) for row in group[0])]
        if met:
            groups = [group for group in groups if group not in met]
            groups.append(([r for g in met for r in g[0]], [column, *(c for g in met for c in g[1])]))
    return ((rows, columns) for rows, columns in groups if len(columns) > 1)


def _meet(row: Rule, column: Rule) -> bool:
    return row.x0 - NEAR <= column.x0 <= row.x1 + NEAR and column.y0 - NEAR <= row.y0 <= column.y1 + NEAR


def _positions(values: Iterable[float]) -> list[float]:
    """The places of the lines, those that are near made one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return found


def _cells(
    xs: Sequence[float], ys: Sequence[float], rows: Sequence[Rule], columns: Sequence[Rule], words: Iterable[Word]
) -> Iterator[GridCell]:
    width, height = len(xs) - 1, len(ys) - 1
    right = [[_parts(columns, xs[c + 1], ys[r], ys[r + 1], False) for c in range(width)] for r in range(height)]
    below = [[_parts(rows, ys[r + 1], xs[c], xs[c + 1], True) for c in range(width)] for r in range(height)]
    owner: dict[tuple[int, int], tuple[int, int, int, int]] = {}
    for r in range(height):
        for c in range(width):
            if (r, c) in owner:
                continue
            w = h = 1
            while c + w < width and not right[r][c + w - 1] and (r, c + w) not in owner:
                w += 1
            while r + h < height and all(
                not below[r + h - 1][k] and (r + h, k) not in owner and (k == c + w - 1 or not right[r + h][k])
                for k in range(c, c + w)
            ):
                h += 1
            for at in ((i, k) for i in range(r, r + h) for k in range(c, c + w)):
                owner[at] = (r, c, h, w)
    held: dict[tuple[int, int, int, int], list[Word]] = {cell: [] for cell in owner.values()}
    for word in words:
        at = (_slot(ys, word.middle[1]), _slot(xs, word.middle[0]))
        held[owner[at]].append(word)
    return (GridCell(*cell, tuple(held[cell])) for cell in held)


def _slot(edges: Sequence[float], value: float) -> int:
    return min(max(bisect_right(edges, value) - 1, 0), len(edges) - 2)


def _parts(rules: Sequence[Rule], at: float, start: float, end: float, level: bool) -> bool:
    """Whether lines at `at` cover most of the way from `start` to `end`."""
    covered = 0.0
    for rule in rules:
        place, begin, finish = (rule.y0, rule.x0, rule.x1) if level else (rule.x0, rule.y0, rule.y1)
        if abs(place - at) <= NEAR:
            covered += max(0.0, min(finish, end) - max(begin, start))
    return covered >= INSIDE * (end - start)
