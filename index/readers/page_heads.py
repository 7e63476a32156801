"""Headings of a table without ruling lines on a page: which columns each is over, by where it stands."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence

from index.readers.aligned_heads import Column, headings, with_headings
from index.readers.aligned_heads import Piece as Heading
from index.readers.boxes import Piece, Word
from index.readers.page_words import piece

Row = Sequence[Piece]

CHARACTER = 0.5  # times the height of a line
PARTS = 0.45  # times it: a wider gap between two columns parts their headings
WIDER = 1.4  # times the least blank of the line, which parts words


def column_of(xs: Sequence[float], x: float) -> int:
    """The column where `x` stands; `xs` are the left edges."""
    return max(sum(1 for edge in xs if edge <= x) - 1, 0)


def column_names(heads: Sequence[Row], body: Sequence[Row], xs: Sequence[float]) -> list[str]:
    """The heading of each column, words over several of them first; all "" where no row stands above the body."""
    if not heads:
        return [""] * len(xs)
    unit = CHARACTER * statistics.median(part.size for row in heads for part in row)
    lines = [[Heading(p.text, p.x0 / unit, p.x1 / unit) for p in _parted(row, xs)] for row in heads]
    return headings(lines, with_headings(lines, _extents(body, xs, unit)))


def _extents(body: Sequence[Row], xs: Sequence[float], unit: float) -> list[Column]:
    """From where to where the words of each column reach."""
    held: list[list[Piece]] = [[] for _ in xs]
    for row in body:
        for part in row if len(row) > 1 else ():
            held[column_of(xs, (part.x0 + part.x1) / 2 if part is not row[0] else part.x0)].append(part)
    return [
        Column(min(part.x0 for part in parts) / unit, max(part.x1 for part in parts) / unit)
        if parts
        else Column(edge / unit, edge / unit)
        for edge, parts in zip(xs, held, strict=True)
    ]


def _parted(row: Row, xs: Sequence[float]) -> Iterator[Piece]:
    """The pieces of a row of headings, parted where a wide blank stands between two columns."""
    words = [word for part in row for word in part.words]
    begins = {part.words[0] for part in row}
    least = min((b.x0 - a.x1 for a, b in zip(words, words[1:], strict=False)), default=0.0)
    held: list[Word] = []
    for word in words:
        if held and (word in begins or _parts(held[-1], word, xs, least)):
            yield piece(held)
            held = []
        held.append(word)
    yield piece(held)


def _parts(before: Word, word: Word, xs: Sequence[float], least: float) -> bool:
    gap = word.x0 - before.x1
    wide = gap > PARTS * word.size and gap > WIDER * least
    return wide and any(before.x1 - 1 <= edge <= word.x0 + 1 for edge in xs)
