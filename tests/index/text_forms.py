"""Drawn tables as plain text has them: bars, tabs, and columns set by blanks as `pdftotext -layout` does."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from textwrap import wrap

from tests.index.layouts import ABOVE, LEFT, Drawn, Layout
from tests.index.yearbooks import as_md, as_txt

LABEL_WIDTH, HEAD_WIDTH, GUTTER = 34, 13, 3
_LONG_LABEL = 3
_VALUE = re.compile(r"[-–…\d., =/x]+")


def as_repeated(layout: Layout) -> bytes:
    """Bars, where a merged cell says its words again in every cell that it covers."""
    grid: list[list[str]] = []
    for line in layout.grid:
        row: list[str] = []
        for cell in line:
            text = cell.strip()
            row.append(row[-1] if text == LEFT else grid[-1][len(row)] if text == ABOVE else cell.rstrip())
        grid.append(row)
    return _page(layout, [" | ".join(row).rstrip() for row in grid])


def as_excel_tabs(layout: Layout) -> bytes:
    """What Excel pastes: a tab between cells, merged ones empty but for the first."""
    return _page(layout, ["\t".join(_blank_merged(line)) for line in layout.grid])


def as_trimmed_tabs(layout: Layout) -> bytes:
    """The same where an editor took away the tabs at the ends of lines."""
    return _page(layout, ["\t".join(_blank_merged(line)).rstrip() for line in layout.grid])


def as_word_tabs(layout: Layout) -> bytes:
    """What Word pastes: a cell merged to the right is one, so that the line has fewer tabs."""
    rows = [[cell for cell in line if cell.strip() != LEFT] for line in layout.grid]
    return _page(layout, ["\t".join(_blank_merged(row)) for row in rows])


def as_aligned(layout: Layout, stands: str) -> bytes:
    """Columns set by blanks; words that are too long for their cell go on in the next line.

    `stands` says where a cell's words are that has fewer lines than its row: "top", "middle" or "bottom".
    """
    page = _Page(layout, stands)
    titles = [(" " * 60 if column else " " * 8) + text for column, text in layout.titles]
    return "\n".join([*titles, "", *page.lines(), "", *layout.notes, ""]).encode()


def _blank_merged(line: Sequence[str]) -> list[str]:
    return ["" if cell.strip() in (LEFT, ABOVE) else cell.rstrip() for cell in line]


def _page(layout: Layout, rows: Sequence[str]) -> bytes:
    return "\n".join([*(text for _, text in layout.titles), *rows, *layout.notes, ""]).encode()


class _Page:
    """A table drawn with characters of one width."""

    def __init__(self, layout: Layout, stands: str) -> None:
        self.stands = stands
        self.cells = list(layout.cells)
        self.count = max(map(len, layout.grid))
        self.widths = [self._width(column) for column in range(self.count)]
        self.heights = [
            max((len(self._words(c)) for c in self.cells if c.row == row and c.height == 1), default=1)
            for row in range(len(layout.grid))
        ]
        for cell in self.cells:
            missing = len(self._words(cell)) - sum(self.heights[cell.row : cell.row + cell.height])
            self.heights[cell.row + cell.height - 1] += max(0, missing)

    def _width(self, column: int) -> int:
        own = [c for c in self.cells if c.column == column and c.width == 1]
        values = [c for c in own if _VALUE.fullmatch(c.text)]
        words = [c for c in own if not _VALUE.fullmatch(c.text)]
        is_labels = len(words) > len(values) + _LONG_LABEL or column == 0
        limit = LABEL_WIDTH if is_labels else HEAD_WIDTH
        pieces = [word for c in words for word in c.text.split()]
        needed = max((len(c.text) + 2 * c.indent for c in words), default=0)
        return max(*(len(c.text) for c in values), *map(len, pieces), min(limit, needed), 3)

    def _left(self, column: int) -> int:
        return sum(self.widths[:column]) + GUTTER * column

    def _room(self, cell: Drawn) -> int:
        return sum(self.widths[cell.column : cell.column + cell.width]) + GUTTER * (cell.width - 1)

    def _words(self, cell: Drawn) -> list[str]:
        indent = " " * 2 * cell.indent
        return wrap(cell.text, self._room(cell), initial_indent=indent, subsequent_indent=indent) or [""]

    def _head_rows(self) -> int:
        """The number of the last row that the cells of the first reach into or divide."""
        reached = max((c.height - 1 for c in self.cells if c.row == 0), default=0)
        return max(reached, int(any(c.row == 0 and c.width > 1 for c in self.cells)))

    def lines(self) -> list[str]:
        """The lines of the page."""
        canvas = [[" "] * (self._left(self.count)) for _ in range(sum(self.heights))]
        heads = self._head_rows()
        for cell in self.cells:
            words = self._words(cell)
            spare = sum(self.heights[cell.row : cell.row + cell.height]) - len(words)
            top = sum(self.heights[: cell.row])
            top += {"top": 0, "middle": spare // 2, "bottom": spare // 2 if cell.row <= heads else spare}[self.stands]
            for at, line in enumerate(words):
                self._set(canvas[top + at], cell, line, cell.row <= heads)
        return ["".join(line).rstrip() for line in canvas]

    def _set(self, line: list[str], cell: Drawn, words: str, is_head: bool) -> None:
        room = self._room(cell)
        left = self._left(cell.column)
        if is_head or cell.width > 1:
            left += (room - len(words)) // 2
        elif _VALUE.fullmatch(words):
            left += room - len(words)
        line[left : left + len(words)] = words


FORMS: dict[str, Callable[[Layout], bytes]] = {
    "a. bars, merged cells empty": as_txt,
    "a. bars, merged cells repeated": as_repeated,
    "a. bars of Markdown": as_md,
    "b. tabs of Excel": as_excel_tabs,
    "b. tabs of Excel, ends trimmed": as_trimmed_tabs,
    "b. tabs of Word": as_word_tabs,
    "c. blanks, words at the top": partial(as_aligned, stands="top"),
    "c. blanks, words in the middle": partial(as_aligned, stands="middle"),
    "c. blanks, words at the bottom": partial(as_aligned, stands="bottom"),
}
