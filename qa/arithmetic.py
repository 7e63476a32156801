"""What a calculation comes to: each operand found by its words, all of one unit and one period, with its formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.folding import plain
from index.records import Figure, Kind
from qa.concepts import concepts
from qa.differences import like, subtracted, unit_key
from qa.givens import derived, given, places_of
from qa.library import Shelf
from qa.matching import Finder, Match, present
from qa.reasons import uncomputable
from qa.records import Aim, Answered, Ask, Calculation, Concept, NotFound, Operation, Outcome, Query

_GROWTH = (" tăng", " giảm", "tốc độ")


def worked_out(shelf: Shelf, query: Query, calculation: Calculation, find: Finder) -> Outcome:
    """The answer to a calculation, or why there is none."""
    refusal: NotFound | None = None
    for operands in calculation.readings:
        found = _operands(shelf, query, operands, calculation, find)
        if isinstance(found, Figure):
            return Answered((given(shelf, found),))
        if isinstance(found, NotFound):
            refusal = refusal or found
            continue
        outcome = _result(shelf, calculation.operation, found)
        if outcome is not None:
            return outcome
    return refusal or uncomputable(shelf, query.asks[0])


def _operands(
    shelf: Shelf, query: Query, operands: Sequence[str], calculation: Calculation, find: Finder
) -> list[Figure] | Figure | NotFound:
    """The figures of all operands; one alone where the report has it of all of them together."""
    shared = _named(calculation.common)
    named = [_named(words) for words in operands]
    if len(set(named)) < len(named):
        return uncomputable(shelf, query.asks[0])
    ask = _ask(query, plain(f"{query.text}"))
    contents = [tuple(dict.fromkeys((*words, *shared))) for words in named]
    every = tuple(dict.fromkeys(c for content in contents for c in content))
    together = (
        find(shelf, query, replace(ask, content=every), every) if calculation.operation is Operation.SUM else None
    )
    if isinstance(together, Match) and all(present(c, together.view.own) for words in named for c in words):
        return together.figure
    first = find(shelf, query, replace(ask, content=contents[0], words=operands[0]), contents[0])
    if isinstance(first, NotFound) and shared:
        first = find(shelf, query, replace(ask, content=named[0], words=operands[0]), named[0])
    if isinstance(first, NotFound):
        return first
    figures = [first.figure]
    for words, content in zip(named[1:], contents[1:], strict=True):
        other = like(shelf, query, ask, words, first.figure, tuple(c for c in contents[0] if c not in words))
        if other is None:
            exact = find(shelf, query, replace(ask, content=content), content, first.figure)
            if not isinstance(exact, Match) or not _go_together(exact.figure, first.figure):
                return exact if isinstance(exact, NotFound) else uncomputable(shelf, query.asks[0])
            other = exact
        figures.append(other.figure)
    return figures if len({f.span for f in figures}) == len(figures) else uncomputable(shelf, query.asks[0])


def _ask(query: Query, low: str) -> Ask:
    first = query.asks[0]
    points = "điểm" in first.unit or "điểm phần trăm" in low
    growth = points and any(word in low for word in _GROWTH)
    aim = Aim.CHANGE_PCT if growth else Aim.LEVEL
    return replace(first, aim=aim, unit="%" if points else first.unit, basis="", direction="", within=False)


def _named(words: str) -> tuple[Concept, ...]:
    return tuple(c for c in concepts(words) if not c.alternatives[0].isdigit())


def _go_together(one: Figure, other: Figure) -> bool:
    return unit_key(one) == unit_key(other) and one.period == other.period and one.kind is other.kind


def _result(shelf: Shelf, operation: Operation, figures: Sequence[Figure]) -> Answered | None:
    if operation is Operation.DIFFERENCE:
        one, two = figures
        unit = one.unit or "" if one.unit == two.unit else unit_key(one)
        return subtracted(shelf, one, two, "điểm phần trăm" if unit == "%" else unit)
    whole, *parts = figures
    operands = tuple(given(shelf, f) for f in figures)
    added = operation is Operation.SUM
    value = whole.number + sum(f.number for f in parts) if added else whole.number - sum(f.number for f in parts)
    if value <= 0 or whole.kind is not Kind.LEVEL:
        return None
    formula = (" + " if added else " - ").join(g.value for g in operands)
    result = derived(
        value, unit_key(whole) if added else whole.unit or "", Kind.LEVEL, operands[0], formula, operands,
        places_of(*(g.value for g in operands)),
    )  # fmt: skip
    names = ", ".join(f.indicator for f in parts)
    joined = f"{whole.indicator} {'và' if added else 'trừ'} {names}"
    return Answered((replace(result, indicator=joined),), operands)
