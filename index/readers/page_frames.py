"""Running headers, footers and page numbers: what stands at the edge of many pages alike is no part of the text."""

from __future__ import annotations

import re
import statistics
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.readers.boxes import Piece

ROWS = 4  # how many rows at either edge may be a header or a footer
EDGE = 0.17  # of the page's height
MARGIN = 0.1  # where a number alone is the page's, though no other page shows the like
APART = 1.2  # times the usual distance of lines
ROOMY = 1.6  # times their height: lines are seldom further apart
UNLIKE = 0.08
FAR, SMALL = 1.5, 0.85  # of a header on a page of its own: its distance and size
OFTEN = 0.4  # of the pages: headers of even and odd pages may differ
SINGLE = re.compile(
    r"[-–—|\s]*(?:trang|page|tr\.)?[-–—\s]*(\d{1,4})(?:\s*(?:/|trên|of)\s*\d{1,4})?[-–—|.\s]*", re.IGNORECASE
)
_KEPT = re.compile(r"đơn vị|đvt|\b(?:biểu|bảng|phụ lục)\b", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")

Row = Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Edge:
    """A row near the upper or lower edge: the page's number, where among the rows, and its text."""

    page: int
    at: int
    text: str
    upper: bool
    depth: float

    @property
    def shape(self) -> tuple[bool, str]:
        """The same for rows that differ in their numbers alone."""
        return self.upper, _DIGITS.sub("#", self.text).casefold()


def without_frames(pages: Sequence[tuple[int, float, Sequence[Row]]]) -> list[list[Row]]:
    """The rows of each page, given as (number, height, rows), without what frames the pages."""
    edges = {number: list(_edges(number, height, rows)) for number, height, rows in pages}
    alike: dict[tuple[bool, str], list[Edge]] = defaultdict(list)
    for found in edges.values():
        for edge in found:
            alike[edge.shape].append(edge)
    frames = {shape for shape, group in alike.items() if _frames(group, len(pages))}
    kept = []
    for number, _, rows in pages:
        dropped: set[int] = set()
        pitch = _pitch(rows)
        for upper in (True, False):
            side = [edge for edge in edges[number] if edge.upper is upper]
            framing = [edge for edge in side if edge.shape in frames or _numbers(edge)]
            # What stands as close to the text as its own lines do is text, whatever other pages begin with.
            while framing and not (_numbers(framing[-1]) or _is_apart(rows, framing[-1], pitch)):
                framing.pop()
            dropped |= {edge.at for edge in framing}
        if len(pages) == 1 and _heads_alone(edges[number], rows, pitch):
            dropped.add(0)
        kept.append([row for at, row in enumerate(rows) if at not in dropped])
    return kept


def _heads_alone(edges: Sequence[Edge], rows: Sequence[Row], pitch: float) -> bool:
    """Whether the first row of a document of one page is its running header: small print in the margin, far above."""
    first = next((edge for edge in edges if edge.upper and edge.at == 0), None)
    if first is None or len(rows) < ROWS or first.depth > MARGIN:
        return False
    size = statistics.median(row[0].size for row in rows)
    far = rows[1][0].base - rows[0][0].base > FAR * min(pitch, ROOMY * size)
    return far and all(piece.size < SMALL * size for piece in rows[0])


def _pitch(rows: Sequence[Row]) -> float:
    """The usual distance of a page's lines."""
    steps = [below[0].base - above[0].base for above, below in zip(rows, rows[1:], strict=False)]
    return statistics.median(steps) if steps else 0.0


def _is_apart(rows: Sequence[Row], edge: Edge, pitch: float) -> bool:
    """Whether the innermost row of a frame is set apart from the text by its distance or its size."""
    inner = edge.at + 1 if edge.upper else edge.at - 1
    if not 0 <= inner < len(rows):
        return True
    row, other = rows[edge.at][0], rows[inner][0]
    return (
        abs(row.base - other.base) > APART * min(pitch, ROOMY * row.size)
        or abs(row.size - other.size) > UNLIKE * other.size
    )


def _edges(number: int, height: float, rows: Sequence[Row]) -> Iterator[Edge]:
    """The rows at the edges, those nearest to the edge first."""
    for upper in (True, False):
        places = range(len(rows))[:ROWS] if upper else range(len(rows))[::-1][:ROWS]
        for at in places:
            base = rows[at][0].base
            depth = (base if upper else height - base) / max(height, 1.0)
            text = " ".join(piece.text for piece in rows[at])
            if depth <= EDGE and not _KEPT.search(text):
                yield Edge(number, at, text, upper, depth)


def _frames(group: Sequence[Edge], pages: int) -> bool:
    """Whether rows that look alike frame their pages: always the same words, or counting with the pages."""
    seen = {edge.page for edge in group}
    if len(seen) < max(2, OFTEN * pages):
        return False
    numbers = [[int(n) for n in _DIGITS.findall(edge.text)] for edge in group]
    columns = list(zip(*numbers, strict=True))
    return all(
        len(set(column)) == 1 or len({n - edge.page for n, edge in zip(column, group, strict=True)}) == 1
        for column in columns
    )


def _numbers(edge: Edge) -> bool:
    """Whether the row is the number of its page, in the margin."""
    single = SINGLE.fullmatch(edge.text)
    return bool(single) and edge.depth <= MARGIN and single is not None and int(single[1]) == edge.page
