"""Cells of tables that say that there is no figure ("-", "..."): where one is asked for, no neighbour answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from index.reading import read_blanks
from index.records import Kind
from qa.library import Shelf
from qa.matching import LEAST_SCORE, MOST_MISSING, Match, candidates, is_weak
from qa.records import Ask, Concept, Query

# By how much a blank cell has to fit better than the best figure: of equals the figure answers.
_CLEARLY = 0.02


class _Asked:
    """A shelf by its identity, to remember what was found on it."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf

    def __hash__(self) -> int:
        return id(self.shelf)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and other.shelf is self.shelf


@lru_cache(maxsize=64)
def _blanks(asked: _Asked) -> Shelf | None:
    """The shelf with its blank cells in place of its figures; None when it has none."""
    evidence = asked.shelf.evidence
    found = read_blanks(evidence.document, evidence.sections, evidence.passages)
    return Shelf(asked.shelf.row, replace(evidence, figures=found)) if found else None


def blank_cell(
    shelf: Shelf, query: Query, ask: Ask, content: Sequence[Concept], kinds: Iterable[Kind], best: Match | None
) -> Match | None:
    """The blank cell that is what the question asks for: it fits better than `best`, the best of the figures."""
    blanks = _blanks(_Asked(shelf))
    if blanks is None:
        return None
    found = candidates(blanks, query, ask, content, kinds)
    if not found or found[0].missing > MOST_MISSING or found[0].score < LEAST_SCORE:
        return None
    if any(c.focus and not is_weak(c) for c in found[0].unmet):
        return None
    return found[0] if best is None or found[0].score > best.score + _CLEARLY else None
