"""Headings above columns that are set by blanks: which columns each is over, though no line shows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from index.lines import LOWER
from index.readers.grids import DIVIDES

NEAR = 1.5  # characters by which the lines of one heading, which are centred, may be out of line
FLUSH = 1.0
ALONE = 2
_GOES_ON = re.compile(rf"[{LOWER}(\d%]")
_COMPARES = re.compile(r"\bso (?:với|sánh)\W*(?:\(%\))?$", re.IGNORECASE)
_EARLIER = re.compile(r"^(?:kỳ gốc|cùng kỳ|(?:tháng|quý|năm|kỳ) (?:\d+ )?(?:năm )?trước)(?!\w)", re.IGNORECASE)
_OPEN = re.compile(r"(?:[,(/-]|\b(?:so với|với|năm|tháng|của|và))$", re.IGNORECASE)


class Piece(NamedTuple):
    """Words of a line, and from where to where they stand, in characters."""

    text: str
    x0: float
    x1: float

    @property
    def centre(self) -> float:
        """Where its middle stands."""
        return (self.x0 + self.x1) / 2


class Column(NamedTuple):
    """From where to where a column reaches."""

    x0: float
    x1: float


@dataclass(slots=True)
class _Heading:
    """The words of one heading: its first and last line, where its last stands, and the columns that it is over."""

    words: str
    top: int
    bottom: int
    place: Piece
    first: int
    last: int

    @property
    def centre(self) -> float:
        """Where its middle stands."""
        return self.place.centre

    def meets(self, other: _Heading) -> bool:
        """Whether both are over some column."""
        return self.first <= other.last and other.first <= self.last


def column_at(piece: Piece, columns: Sequence[Column], by_start: bool = False) -> int:
    """The column where a piece stands: that it shares most with, or the nearest; `by_start` where it begins."""
    if by_start:
        return max((n for n, column in enumerate(columns) if column.x0 <= piece.x0), default=0)
    shared = [min(piece.x1, c.x1) - max(piece.x0, c.x0) for c in columns]
    return max(range(len(columns)), key=shared.__getitem__)


def joined(before: str, after: str) -> str:
    """Two lines of one text; a word broken at its hyphen is whole again."""
    return before + after if re.search(r"[^\W\d_]-$", before) else f"{before} {after}"


def headings(lines: Sequence[Sequence[Piece]], columns: Sequence[Column]) -> list[str]:
    """The heading of each column, words of headings over several columns first; all "" where no line is given."""
    found = _cells(lines, columns)
    flush = _reach_from_left(found, columns, len(lines))
    for heading in sorted(found, key=lambda heading: -heading.bottom):
        if heading not in flush:
            _reach(heading, found, columns, len(lines))
    return [_words([h for h in found if h.first <= n <= h.last]) for n in range(len(columns))]


def with_headings(lines: Sequence[Sequence[Piece]], columns: Sequence[Column]) -> list[Column]:
    """The columns as wide as the lowest headings that stand over one of them alone."""
    wide = list(columns)
    named: set[int] = set()
    for line in reversed(lines):
        for piece in line:
            over = [n for n, c in enumerate(wide) if piece.x0 < c.x1 and c.x0 < piece.x1]
            if len(over) > 1:
                continue
            at = over[0] if over else _nearest(piece, wide)
            if not over and at in named:
                continue
            grown = Column(min(wide[at].x0, piece.x0), max(wide[at].x1, piece.x1))
            if not any(n != at and grown.x0 < c.x1 and c.x0 < grown.x1 for n, c in enumerate(wide)):
                wide[at] = grown
                named.add(at)
    return wide


def _nearest(piece: Piece, columns: Sequence[Column]) -> int:
    edges = _edges(columns)
    return max((n for n, edge in enumerate(edges[:-1]) if edge <= piece.centre), default=0)


def _edges(columns: Sequence[Column]) -> list[float]:
    """Where the cells of the columns meet: in the middle of what is between them."""
    between = [(a.x1 + b.x0) / 2 for a, b in zip(columns, columns[1:], strict=False)]
    return [columns[0].x0, *between, columns[-1].x1]


def _cells(lines: Sequence[Sequence[Piece]], columns: Sequence[Column]) -> list[_Heading]:
    """The headings: lines below one another in the same columns that go on with one another are one."""
    found: list[_Heading] = []
    for number, line in enumerate(lines):
        for piece in line:
            over = [n for n, c in enumerate(columns) if piece.x0 < c.x1 and c.x0 < piece.x1] or [
                _nearest(piece, columns)
            ]
            above = next((h for h in found if h.bottom == number - 1 and _is_one(h, piece, over, line)), None)
            if above is not None:
                above.words, above.place, above.bottom = joined(above.words, piece.text), piece, number
                above.first, above.last = min(above.first, over[0]), max(above.last, over[-1])
            else:
                found.append(_Heading(piece.text, number, number, piece, over[0], over[-1]))
    return found


def _is_one(above: _Heading, piece: Piece, over: Sequence[int], line: Sequence[Piece]) -> bool:
    """Whether a piece of a line goes on with the heading above, alone below it and in its middle."""
    alone = sum(1 for other in line if other.x0 < above.place.x1 and above.place.x0 < other.x1) <= 1
    shares = above.first <= over[-1] and over[0] <= above.last
    goes_on = _GOES_ON.match(piece.text) or _OPEN.search(above.words)
    return abs(above.centre - piece.centre) <= NEAR and shares and alone and bool(goes_on)


def _reach(heading: _Heading, found: Sequence[_Heading], columns: Sequence[Column], height: int) -> None:
    """Widens a heading that has others below it to the columns in whose middle it stands."""
    if _is_leaf(heading, found):
        return
    edges = _edges(columns)
    doubts = {n: doubt for n in range(len(columns)) if (doubt := _doubt(n, heading, found, height)) is not None}
    best: tuple[int, int, int, int, int] | None = None
    for first in range(heading.first, -1, -1):
        if first < heading.first and first not in doubts:
            break
        for last in range(heading.last, len(columns)):
            if last > heading.last and last not in doubts:
                break
            added = [n for n in range(first, last + 1) if not heading.first <= n <= heading.last]
            off = max(0.0, abs((edges[first] + edges[last + 1]) / 2 - heading.centre) - NEAR)
            # A heading over one column alone would not stand over another.
            misfit = round(off) + (ALONE if first == last else 0)
            way = (misfit, sum(doubts[n] for n in added), first - last, first, last)
            best = way if best is None else min(best, way)
    assert best is not None
    heading.first, heading.last = best[3:]


def _reach_from_left(found: Sequence[_Heading], columns: Sequence[Column], height: int) -> list[_Heading]:
    """Widens the headings of a line that all begin where their first column does, up to the next of them.

    Those that stand in the middle of their columns are left to `_reach`.
    """
    flush: list[_Heading] = []
    edges = _edges(columns)
    for top in {heading.top for heading in found}:
        row = sorted((h for h in found if h.top == top and not _is_leaf(h, found)), key=lambda h: h.place.x0)
        if len(row) < 2 or not all(_begins_with_column(heading, found, columns) for heading in row):
            continue
        ends = [
            _last(h, limit, found, height)
            for h, limit in zip(row, [*(h.first for h in row[1:]), len(columns)], strict=True)
        ]
        centres = [(edges[h.first] + edges[last + 1]) / 2 for h, last in zip(row, ends, strict=True)]
        if any(abs(centre - h.centre) > NEAR for centre, h in zip(centres, row, strict=True)):
            for heading, last in zip(row, ends, strict=True):
                heading.last = last
            flush += row
    return flush


def _begins_with_column(heading: _Heading, found: Sequence[_Heading], columns: Sequence[Column]) -> bool:
    below = [h.place.x0 for h in found if h.top > heading.bottom and h.first == h.last == heading.first]
    return abs(heading.place.x0 - min(below, default=columns[heading.first].x0)) < FLUSH


def _last(heading: _Heading, limit: int, found: Sequence[_Heading], height: int) -> int:
    """The last column before `limit` that has no words beside the heading."""
    last = heading.last
    while last + 1 < limit and _doubt(last + 1, heading, found, height) is not None:
        last += 1
    return last


def _doubt(column: int, heading: _Heading, found: Sequence[_Heading], height: int) -> int | None:
    """Whether a column lacks words beside `heading`: None when it has some, 1 when those below may be all."""
    own = [h for h in found if h.first <= column <= h.last and h is not heading]
    if not own or any(h.top <= heading.bottom for h in own):
        return None
    top, bottom = min(h.top for h in own), max(h.bottom for h in own)
    at_top = any(h.top == 0 and height - 1 - h.bottom > 1 and _is_leaf(h, found) for h in found)
    # "So với" alone gives a meaning to "Tháng trước".
    compares = _COMPARES.search(heading.words) and all(_EARLIER.search(h.words) for h in own)
    return int(not (at_top or compares or top > height - 1 - bottom))


def _is_leaf(heading: _Heading, found: Sequence[_Heading]) -> bool:
    return not any(other.top > heading.bottom and other.meets(heading) for other in found)


def _words(over: Sequence[_Heading]) -> str:
    """The words of a column's headings from top to bottom, without those that only say how it is divided."""
    texts = list(dict.fromkeys(h.words for h in sorted(over, key=lambda h: h.top)))
    return " ".join([text for text in texts if not DIVIDES.match(text)] or texts)
