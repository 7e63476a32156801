"""Columns that no ruling line parts: figures that stand below one another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from index.readers.boxes import Rule, Word
from index.readers.page_words import pieces_of, rows_of

NUMERIC = re.compile(r"[-+–(]?\s?\d[\d.,\u00a0 ]*(?:[%)]|\*+|\(\d\))*|[-–…_.x]{1,6}")
MOSTLY = 0.8
GAP = 0.4  # of a line's height: a figure that follows its word more closely stands in the word's cell


def uprights_between(words: Sequence[Word], rows: Sequence[Rule]) -> list[Rule]:
    """The upright lines that a table with level lines alone leaves out, absent where a heading's words cross them."""
    levels = sorted({rule.y0 for rule in rows})
    edges = column_edges(words)
    found = []
    for top, bottom in zip(levels, levels[1:], strict=False):
        inside = [word for word in words if top < word.middle[1] < bottom]
        pieces = [piece for row in rows_of(inside) for piece in pieces_of(row)]
        found += [
            Rule(edge, top, edge, bottom)
            for edge in edges
            if not any(piece.x0 + 1 < edge < piece.x1 - 1 and _is_one(piece.words, edge) for piece in pieces)
        ]
    return found


def is_text(words: Sequence[Word]) -> bool:
    """Whether words between two level lines are lines of text, and no rows of a table."""
    rows = rows_of(words)
    return len(rows) > 1 and sum(1 for row in rows if len(list(pieces_of(row))) == 1) >= MOSTLY * len(rows)


def _is_one(words: Sequence[Word], edge: float) -> bool:
    """Whether the words on either side of an edge belong together: no wider apart than by a blank."""
    return not any(a.x1 <= edge <= b.x0 and b.x0 - a.x1 > GAP * b.size for a, b in zip(words, words[1:], strict=False))


def column_edges(words: Iterable[Word]) -> list[float]:
    """The left edges of the columns of figures, and of columns of words among and before them."""
    rows = rows_of(words)
    spans: list[tuple[float, float]] = []
    for row in rows:
        spans += _figures(row)
    if not spans:
        return []
    columns = _merged(spans)
    first = columns[0][0]
    with_figures = [row for row in rows if list(_figures(row))]
    labels = [(piece.x0, piece.x1) for row in with_figures for piece in pieces_of([w for w in row if w.x1 < first])]
    bounds = [
        (before[1], after[0])
        for group in (_merged(labels), columns)
        for before, after in zip(group, group[1:], strict=False)
    ]
    bounds.append((max((end for _, end in labels), default=first), first))
    return [_clear(start, end, [word for row in rows for word in row]) for start, end in bounds]


def _clear(start: float, end: float, words: Sequence[Word]) -> float:
    """Where between two columns the fewest words are cut, headings among them; the middle of the widest such place."""
    if end <= start:
        return end
    words = [word for word in words if word.x0 < end and word.x1 > start]
    stops = sorted({start, end, *(x for word in words for x in (word.x0, word.x1) if start < x < end)})
    places = [(a, b) for a, b in zip(stops, stops[1:], strict=False)]
    cut = {place: sum(1 for w in words if w.x0 < sum(place) / 2 < w.x1) for place in places}
    best = min(places, key=lambda place: (cut[place], place[0] - place[1]))
    return sum(best) / 2


def _figures(row: Sequence[Word]) -> Iterator[tuple[float, float]]:
    """Where figures stand that are cells of their own: the first words of what follows a gap, when numeric."""
    start: int | None = None
    for at in range(1, len(row) + 1):
        gap = at < len(row) and row[at].x0 - row[at - 1].x1 > GAP * row[at].size
        if start is not None and (at == len(row) or gap):
            if NUMERIC.fullmatch(" ".join(word.text for word in row[start:at])):
                yield row[start].x0, row[at - 1].x1
            start = None
        if gap:
            start = at


def _merged(spans: Iterable[tuple[float, float]]) -> list[list[float]]:
    """Spans that overlap made one, in order."""
    merged: list[list[float]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return merged
