"""Indicators worth following over time: those that several reports name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from index.folding import fold
from index.records import Kind
from qa.library import Library, Shelf

MOST = 12
_WORDS = range(2, 9)


def offered(library: Library) -> list[str]:
    """Indicators that several reports name, in the words of the latest, those of most reports first."""
    said: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for row in library.rows:
        for key, words in dict(_levels(library.shelf(row.name))).items():
            said[key] = words
            counts[key] += 1
    return [said[key] for key, count in counts.most_common() if count > 1][:MOST]


def _levels(shelf: Shelf) -> Iterator[tuple[str, str]]:
    for figure in shelf.evidence.figures:
        if figure.kind is Kind.LEVEL and figure.period is not None and len(figure.indicator.split()) in _WORDS:
            yield fold(figure.indicator), figure.indicator
