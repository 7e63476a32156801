"""Tables pasted with tabs between their cells: their lines, and the headings of merged cells that lost their width."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from index.readers.grids import is_figure, is_value

MAX_WIDTH = 40
MAX_BETWEEN = 3
Cells = tuple[str, ...]
_BRACKETS = re.compile(r"\([^()]*\)")


class _Spans(NamedTuple):
    """Widths of cells: how unlikely they are, how unlike one another, and what they are."""

    unlikely: int
    squares: int
    widths: tuple[int, ...]


def tabbed_end(lines: Sequence[str], at: int) -> int:
    """Where the run of lines with tabs ends that begins with line `at`; `at` itself when none does."""
    if not _is_row(lines[at]):
        return at
    end = at + 1
    while end < len(lines) and lines[end].strip():
        following = next((n for n in range(end, min(end + MAX_BETWEEN + 1, len(lines))) if _is_row(lines[n])), None)
        if following is None or not all(line.strip() for line in lines[end:following]):
            break
        end = following + 1
    return end


def is_tabbed_table(lines: Sequence[str]) -> bool:
    """Whether a run of lines with tabs has figures in its cells, and is no text or letterhead set by tabs."""
    rows = [_cells(line) for line in lines if _is_row(line)]
    with_figures = sum(1 for row in rows if any(map(is_figure, row[1:])))
    return with_figures > 1 and 2 * with_figures >= len(rows) - 2


def tabbed_rows(lines: Sequence[str]) -> Iterator[str]:
    """The lines of a table "a | b | c"; those without tabs, which name a group of rows, as they are."""
    rows = [_cells(line) if _is_row(line) else None for line in lines]
    width = max(len(row) for row in rows if row)
    first = next(at for at, row in enumerate(rows) if row and any(map(is_value, filter(None, row[1:]))))
    heads = [at for at in range(first) if (row := rows[at]) and any(row)]
    below: Cells | None = None
    for at in reversed(heads):
        row = rows[at]
        assert row is not None
        if _is_band(row):
            continue
        below = rows[at] = _widened(row, below, width)
    for line, row in zip(lines, rows, strict=True):
        yield line.strip() if row is None else " | ".join(_own(cell) for cell in row).rstrip(" ")


def _is_row(line: str) -> bool:
    return "\t" in line.rstrip("\t") or (line.endswith("\t") and bool(line.strip()))


def _cells(line: str) -> Cells:
    return tuple(cell.rstrip() for cell in line.split("\t"))


def _own(cell: str) -> str:
    """A cell without bars of its own; its indent stays."""
    return cell.replace("|", "/")


def _is_band(row: Cells) -> bool:
    """Whether a row has one cell alone, over all columns of figures."""
    return not row[0] and sum(map(bool, row)) == 1


def _widened(row: Cells, below: Cells | None, width: int) -> Cells:
    """A row of headings in its whole width, with the words of each merged cell in all columns that it covers.

    Word gives a cell over several columns once, and only the row below shows how many they are. A row may also be short
    because the empty cells at its end were cut off.
    """
    cut = (*row, *[""] * (width - len(row)))
    if below is None or not len(row) < width <= MAX_WIDTH:
        return cut
    names = tuple(_BRACKETS.sub("", name).strip() for name in below)
    spans = _spans(row, names)
    if spans is None or spans[:2] > _cost(_filled(cut, names), names):
        return cut
    return tuple(cell for cell, span in zip(row, spans.widths, strict=True) for _ in range(span))


def _spans(row: Cells, names: Cells) -> _Spans | None:
    """How many columns each cell covers: one above an empty cell, else a run of those named below.

    Of several ways the likeliest; None when the cells do not fit.
    """

    @cache
    def best(at: int, column: int) -> _Spans | None:
        if at == len(row):
            return _Spans(0, 0, ()) if column == len(names) else None
        found: list[_Spans] = []
        for span in range(1, len(names) - column + 1):
            over = names[column : column + span]
            if not row[at] and (span > 1 or over[0]) or span > 1 and not all(over):
                break
            if (rest := best(at + 1, column + span)) is not None:
                unlikely, squares = _cost([(column, span)], names)
                found.append(_Spans(rest.unlikely + unlikely, rest.squares + squares, (span, *rest.widths)))
        return min(found, default=None)

    return best(0, 0)


def _filled(row: Cells, names: Cells) -> list[tuple[int, int]]:
    """Where the cells of a whole row begin and how many columns they cover: the empty ones after them, where named."""
    found: list[tuple[int, int]] = []
    for column, (cell, name) in enumerate(zip(row, names, strict=True)):
        if not cell and name and found and sum(found[-1]) == column and names[found[-1][0]]:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif cell:
            found.append((column, 1))
    return found


def _cost(spans: Sequence[tuple[int, int]], names: Cells) -> tuple[int, int]:
    """How unlikely cells over these columns are: most are over several, whose names begin as those beside do."""
    first = next(filter(None, names), "")
    over = [(column, span) for column, span in spans if names[column]]
    unlikely = sum((span == 1) + (names[column] != first) for column, span in over)
    return unlikely, sum(span * span for _, span in spans)
