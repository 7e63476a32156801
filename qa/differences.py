"""Differences of figures that go together; units or periods that do not give no result."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.folding import plain
from index.grammar.periods import Clock, periods
from index.records import Figure, Kind, Period
from qa.concepts import concepts
from qa.givens import derived, given, places_of
from qa.library import Shelf
from qa.matching import (
    MOST_MISSING,
    Finder,
    Match,
    candidates,
    fit,
    implied,
    is_weak,
    present,
)
from qa.records import Aim, Answered, Ask, Concept, NotFound, Outcome, Query
from qa.timing import period_fit

_MORE = re.compile(
    r"(?<![^\W_])(?:nhiều|cao|lớn|ít|thấp|nhỏ|rộng|dài|đông|nặng)(?: +(?:hơn|hẳn))* +hơn(?! +so)|"
    r"(?<![^\W_])tăng +(?:cao|nhanh|mạnh) +hơn|hơn +kém|(?<=[^\W\d_] )(?<!cao )(?<!nhiều )(?<!lớn "
    r")(?<!ít )(?<!thấp )hơn +(?!bao|mấy|so|cùng|năm|tháng|quý|kế|dự|trước)"
)
_HOW_MUCH = re.compile(r"(?<![^\W_])(?:khoảng +)?(?:bao nhiêu|mấy)(?![^\W_]).*$")
_BESIDE = re.compile(
    r"bên (?P<one>(?!nào)[^,?]{2,40}?) (?:nhiều |cao |lớn )?hơn (?:bên )?(?P<two>[^,?]{2,40}?) (?=bao nhiêu|mấy)"
)


def like(
    shelf: Shelf, query: Query, ask: Ask, content: Sequence[Concept], first: Figure, main: Sequence[Concept]
) -> Match | None:
    """The figure that compares with `first`: same kind, unit and period, found by its own words first."""
    best: Match | None = None
    for view in shelf.views:
        other = view.figure
        if (
            other.span == first.span
            or other.kind is not first.kind
            or unit_key(other) != unit_key(first)
            or other.number == first.number
            and other.indicator == first.indicator
        ):
            continue
        if period_fit(other, query, shelf) is None or other.period != first.period and not query.periods:
            continue
        score, missing, unmet = fit(view, content, shelf)
        shared, _, _ = fit(view, main, shelf) if main else (0.0, 0.0, ())
        near = 0.15 if other.sentence == first.sentence else 0.05 if other.passage == first.passage else 0.0
        match = Match(shelf, view, score + 0.25 * shared + near, missing, unmet)
        own = [c for c in content if c not in main and not is_weak(c) and not c.alternatives[0].isdigit()]
        named = view.own + view.head + view.clause
        if any(not present(c, named) and not implied(c, view) for c in own):
            continue
        if missing <= MOST_MISSING and (best is None or match.score > best.score):
            best = match
    return best


def unit_key(figure: Figure) -> str:
    """The unit as it compares: the dead and the injured are both people."""
    unit = plain(figure.unit or "")
    return "người" if unit.startswith("người") else unit


def _sides(query: Query) -> tuple[str, str] | None:
    """The two things compared, in the question's own letters: names are known by their capitals."""
    text, low = query.text, plain(query.text)
    if match := _BESIDE.search(low):
        return text[slice(*match.span("one"))], text[slice(*match.span("two"))]
    if match := _MORE.search(low):
        end = _HOW_MUCH.search(low, match.end())
        first, second = text[: match.start()], text[match.end() : end.start() if end else len(text)]
        if concepts(first) and concepts(second):
            return first, second
    both = text[: len(re.split(r",| bên nào", low)[0])]
    parts = re.split(r" và | hay | với ", both)
    return (parts[0], parts[1]) if len(parts) == 2 and all(concepts(p) for p in parts) else None


def difference(shelf: Shelf, query: Query, find: Finder) -> Outcome | None:
    """How much one figure is above another, or one indicator above itself in another period."""
    low = plain(query.text)
    balance = re.search(r"(?:xuất|nhập) siêu (?:được |đạt |là |khoảng )*bao nhiêu", low)
    sides = ("xuất khẩu", "nhập khẩu") if balance else _sides(query)
    if sides is None or _basis_period(query) is not None:
        return between_periods(shelf, query, query.asks[0], find)
    first_words, second_words = concepts(sides[0]), concepts(sides[1])
    if stated := _stated(shelf, query, (*first_words, *second_words)):
        return stated
    points = "điểm" in query.asks[0].unit
    aim = Aim.CHANGE_PCT if re.search(r"tăng (?:cao|nhanh|mạnh) hơn", low) else Aim.LEVEL
    ask = replace(
        query.asks[0],
        aim=aim,
        unit="%" if points else query.asks[0].unit,
        content=first_words,
        basis="" if aim is Aim.LEVEL else query.asks[0].basis,
    )
    one = find(shelf, query, ask, first_words)
    if isinstance(one, NotFound):
        return one
    shared = [c for c in first_words if c not in second_words]
    two = like(shelf, query, ask, second_words, one.figure, shared)
    if two is None:
        refusal = find(shelf, query, ask, second_words)
        return refusal if isinstance(refusal, NotFound) else None
    return subtracted(
        shelf, one.figure, two.figure, "điểm phần trăm" if one.figure.unit == "%" else one.figure.unit or ""
    )


def _stated(shelf: Shelf, query: Query, words: Sequence[Concept]) -> Answered | None:
    """The difference as the report itself gives it, its name holding both sides; that goes before our subtraction."""
    ask = replace(query.asks[0], aim=Aim.CHANGE_ABS)
    for match in candidates(shelf, query, ask, words, (Kind.CHANGE_ABS,))[:3]:
        if all(present(c, match.view.own) for c in words):
            return Answered((given(shelf, match.figure),))
    return None


def _basis_period(query: Query) -> Period | None:
    """The period that a question compares with: "so với năm 2023"."""
    asked = query.periods[0] if query.periods else None
    basis = plain(query.asks[0].basis)
    found = [
        m.period for m in periods(basis if re.match(r"(?:năm|tháng|quý|\d)", basis) else "", Clock(asked)) if m.period
    ]
    return found[0] if found else None


def between_periods(shelf: Shelf, query: Query, ask: Ask, find: Finder) -> Outcome | None:
    """The difference of one indicator between two periods that the report both states."""
    earlier = _basis_period(query)
    if earlier is None:
        return None
    content = tuple(c for c in ask.content if c.alternatives[0] not in ("hụt", "chênh"))
    level = replace(ask, aim=Aim.LEVEL, content=content, basis="")
    now = find(shelf, query, level, content)
    then = find(shelf, replace(query, periods=(earlier,)), level, content)
    if isinstance(now, NotFound) or isinstance(then, NotFound) or now.figure.unit != then.figure.unit:
        return None
    outcome = subtracted(shelf, now.figure, then.figure, now.figure.unit or "")
    change = "tăng" if now.figure.number >= then.figure.number else "giảm"
    result = replace(
        outcome.figures[0],
        indicator=now.figure.indicator,
        direction=change,
        basis=str(earlier),
        period=str(now.figure.period),
    )
    return replace(outcome, figures=(result,), note=f"{now.figure.indicator} {change} so với {earlier}.")


def subtracted(shelf: Shelf, one: Figure, two: Figure, unit: str) -> Answered:
    """The larger of two less the smaller, in `unit`."""
    larger, smaller = (one, two) if one.number >= two.number else (two, one)
    a, b = given(shelf, larger), given(shelf, smaller)
    result = derived(
        larger.number - smaller.number,
        unit,
        Kind.CHANGE_ABS,
        a,
        f"{larger.value} - {smaller.value}",
        (a, b),
        places_of(a.value, b.value),
    )
    result = replace(result, indicator=f"{larger.indicator} so với {smaller.indicator}")
    return Answered((result,), (a, b), note=f"{larger.indicator} lớn hơn {smaller.indicator}.")
