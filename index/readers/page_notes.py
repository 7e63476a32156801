"""Footnotes: small print at the foot of a page, which must not stand inside the paragraph that it interrupts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from index.readers.page_flow import Line, Table

SMALLER = 0.92  # times the size of most lines
MARK = re.compile(r"[⁰¹²³⁴-⁹]+|\*+|\(\d{1,2}\)|\[\d{1,2}\]|\d{1,2}[.)]?\s")


def footnotes(elements: Sequence[Line | Table]) -> frozenset[int]:
    """Which of the elements are lines of footnotes, by their place in the sequence."""
    sizes: Counter[float] = Counter()
    for element in elements:
        if isinstance(element, Line):
            sizes[round(element.piece.size, 1)] += len(element.piece.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    found: set[int] = set()
    end = len(elements)
    while end:
        start = end - 1
        page = elements[start].page
        while start and elements[start - 1].page == page:
            start -= 1
        found.update(_of_page(elements, start, end, usual))
        end = start
    return frozenset(found)


def _of_page(elements: Sequence[Line | Table], start: int, end: int, usual: float) -> range:
    """The last lines of a page, where they are small and begin with a mark."""
    first = end
    for at in range(end - 1, start, -1):
        element = elements[at]
        if not isinstance(element, Line) or element.piece.size >= SMALLER * usual:
            break
        if MARK.match(element.piece.text):
            first = at
    return range(first, end)
