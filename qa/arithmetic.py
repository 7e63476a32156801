"""What a calculation comes to: each operand found by its words, all of one unit and one period, with its formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.folding import plain
from index.records import Figure, Kind, Period, PeriodUnit
from qa.concepts import concepts
from qa.differences import like, subtracted, unit_key
from qa.givens import derived, given, places_of
from qa.library import Shelf, words_of
from qa.matching import Finder, Match, candidates, is_weak, present
from qa.reasons import uncomputable
from qa.records import Aim, Answered, Ask, Calculation, Concept, NotFound, Operation, Outcome, Query

_GROWTH = (" tăng", " giảm", "tốc độ")


def worked_out(shelf: Shelf, query: Query, calculation: Calculation, find: Finder) -> Outcome:
    """The answer to a calculation, or why there is none."""
    refusal: NotFound | None = None
    if not any(_named(words) for words in calculation.readings[0][1:]) and calculation.operation is Operation.WITHOUT:
        return _earlier_months(shelf, query, find)
    for operands in calculation.readings:
        found = _figures(shelf, query, operands, calculation, find)
        if isinstance(found, Figure):
            return Answered((given(shelf, found),))
        if isinstance(found, NotFound):
            refusal = refusal or found
            continue
        outcome = _result(shelf, calculation.operation, found)
        if outcome is not None:
            return outcome
    return refusal or uncomputable(shelf, query.asks[0])


def _figures(
    shelf: Shelf, query: Query, operands: Sequence[str], calculation: Calculation, find: Finder
) -> list[Figure] | Figure | NotFound:
    """The figures of all operands; of a whole that is not found by its words, by those of its parts."""
    found = _operands(shelf, query, operands, calculation, find)
    if calculation.operation is not Operation.WITHOUT:
        return found
    if isinstance(found, list) and _leave_something(found) and not _is_part(shelf, found[0], operands):
        return found
    around = _parts_first(shelf, query, operands, calculation, find)
    return around or (uncomputable(shelf, query.asks[0]) if isinstance(found, list) else found)


def _operands(
    shelf: Shelf, query: Query, operands: Sequence[str], calculation: Calculation, find: Finder
) -> list[Figure] | Figure | NotFound:
    """The figures of all operands; one alone where the report has it of all of them together."""
    shared = _named(calculation.common)
    named = [_named(words) for words in operands]
    if len(set(named)) < len(named):
        return uncomputable(shelf, query.asks[0])
    ask = _ask(query, plain(query.text))
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


def _leave_something(figures: Sequence[Figure]) -> bool:
    """Whether parts may be taken from a whole, which comes first: all done or all planned, and less than it."""
    whole, *parts = figures
    return all(p.plan == whole.plan for p in parts) and whole.number > sum(p.number for p in parts)


def _is_part(shelf: Shelf, whole: Figure, operands: Sequence[str]) -> bool:
    """Whether a figure is called by what is taken away and the whole is not: "khách quốc tế" is no "khách"."""
    said, own = words_of(operands[0]), next(view.own for view in shelf.views if view.figure is whole)
    of_parts = (c for words in operands[1:] for c in _named(words))
    return any(present(c, own) == 1 and not present(c, said) and not is_weak(c) for c in of_parts)


def _parts_first(
    shelf: Shelf, query: Query, operands: Sequence[str], calculation: Calculation, find: Finder
) -> list[Figure] | None:
    """The figures of a remainder where the parts lead to the whole: the larger level of their unit, nearest to them."""
    named, *parts_named = (_named(words) for words in operands)
    ask = _ask(query, plain(query.text))
    parts = [find(shelf, query, replace(ask, content=words), words) for words in parts_named]
    figures = [part.figure for part in parts if isinstance(part, Match)]
    if len({f.span for f in figures}) < len(parts_named) or named in parts_named:
        return None
    words = tuple(dict.fromkeys((*named, *_named(calculation.common))))
    largest = max(figures, key=lambda f: f.number)
    wholes = [
        match
        for match in candidates(shelf, query, ask, words, (Kind.LEVEL,))
        if not match.unmet
        and not _is_part(shelf, match.figure, operands)
        and _calls_so(match, words)
        and match.figure.unit == largest.unit
        and (match.figure.period == largest.period or query.periods)
        and _leave_something((match.figure, *figures))
    ]
    best = max(wholes, key=lambda m: m.score + _nearness(m.figure, largest), default=None)
    return None if best is None else [best.figure, *figures]


def _calls_so(match: Match, words: Sequence[Concept]) -> bool:
    """Whether the name of a whole has what the question calls it, no word of its sentence alone."""
    telling = [c for c in words if not is_weak(c)]
    own = match.view.own + match.view.head
    return any(present(c, own) == 1 for c in telling)


def _nearness(figure: Figure, other: Figure) -> float:
    return 0.3 if figure.sentence == other.sentence else 0.1 if figure.passage == other.passage else 0.0


def _earlier_months(shelf: Shelf, query: Query, find: Finder) -> Outcome:
    """The months before the last: "5 tháng trừ tháng 5"."""
    ask = query.asks[0]
    whole = max((p for p in query.periods if p.unit is PeriodUnit.MONTHS), key=lambda p: p.number, default=None)
    last = next((p for p in query.periods if p.unit in (PeriodUnit.MONTH, PeriodUnit.QUARTER)), None)
    if whole is None or last is None or whole.last_month != last.last_month:
        return uncomputable(shelf, ask)
    found, taken = (find(shelf, replace(query, periods=(period,)), ask, ask.content) for period in (whole, last))
    if isinstance(found, NotFound):
        return found
    if isinstance(taken, NotFound):
        return taken
    if found.figure.unit != taken.figure.unit:
        return uncomputable(shelf, ask)
    outcome = subtracted(shelf, found.figure, taken.figure, found.figure.unit or "")
    months = whole.number - (3 if last.unit is PeriodUnit.QUARTER else 1)
    period = str(Period(PeriodUnit.MONTHS, whole.year, months))
    result = replace(outcome.figures[0], indicator=found.figure.indicator, period=period, kind=Kind.LEVEL.value)
    return replace(outcome, figures=(result,), note="")
