"""Differences, sums and remainders of figures that go together; units or periods that do not give no result."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.folding import plain
from index.grammar.periods import Clock, periods
from index.records import Figure, Kind, Period, PeriodUnit
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
from qa.operations import SUM
from qa.reasons import uncomputable
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
PARTS = re.compile(r" *, *| +và +")
_WITHOUT = re.compile(
    r"^(?:nếu +)?(?:trừ|không kể|không tính|ngoài) +(?P<part>.{2,80})(?: +ra)?(?: *,| +thì) *(?P<rest>[^,]{8,})$"
)
_WITHOUT_IN = re.compile(
    r"\(tổng +trừ +(?:đi +)?(?P<part>[^()]+)\)|(?<![^\W_])(?:nếu +)?(?:không kể|không tính|trừ đi|sau "
    r"khi trừ) +(?P<other>[^,?():]{3,40}?)(?= +(?:là|còn|thì|được|có)(?![^\W_])|[,:?]|$)|"
    r" trừ +(?P<less>[^,?():]{3,40}?)(?=: *còn)"
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


def without(shelf: Shelf, query: Query, find: Finder) -> Outcome | None:
    """A whole less the parts that a question leaves out."""
    if outcome := _rest_of_months(shelf, query, find):
        return outcome
    low = plain(query.text)
    match = _WITHOUT.match(low) or _WITHOUT_IN.search(low)
    if not match:
        return None
    groups = match.groupdict()
    said = groups["part"] or groups.get("other") or groups["less"]
    part_words = concepts(said)
    rest = groups.get("rest") or low[: match.start()] + low[match.end() :]
    whole_words = [c for c in concepts(_HOW_MUCH.sub("", rest)) if c not in part_words]
    ask = query.asks[0]
    inside = match.re is _WITHOUT_IN
    own = [c for c in whole_words if not _contrasts(c)] if not inside else whole_words[:2]
    parts: list[Figure] = []
    for words in PARTS.split(said):
        named = concepts(words)
        part = find(shelf, query, replace(ask, content=named), (*named, *(own if inside else ())))
        if isinstance(part, NotFound):
            return part
        parts.append(part.figure)
    whole = _whole_of(shelf, query, max(parts, key=lambda f: f.number), own)
    if whole is None or any(f.unit != whole.unit for f in parts) or len({f.span for f in parts}) < len(parts):
        return None
    operands = tuple(given(shelf, f) for f in (whole, *parts))
    value = whole.number - sum(f.number for f in parts)
    if value <= 0:
        return None
    result = derived(
        value,
        whole.unit or "",
        Kind.LEVEL,
        operands[0],
        " - ".join(g.value for g in operands),
        operands,
        places_of(*(g.value for g in operands)),
    )
    names = ", ".join(f.indicator for f in parts)
    return Answered((replace(result, indicator=f"{whole.indicator} trừ {names}"),), operands)


def total(shelf: Shelf, query: Query, find: Finder) -> Outcome | None:
    """Two levels together; None when the report has one figure of both names."""
    match = SUM.search(plain(query.text))
    if match is None:
        return None
    ask = replace(query.asks[0], unit="")
    first, second = concepts(match["one"]), concepts(match["two"])
    whole = find(shelf, query, query.asks[0], query.asks[0].content)
    both = [c for c in (*first, *second) if not is_weak(c) and not c.alternatives[0].isdigit()]
    if isinstance(whole, Match) and all(present(c, whole.view.own) for c in both):
        return None
    one = find(shelf, query, replace(ask, content=first), first)
    if isinstance(one, NotFound):
        return one
    two = like(shelf, query, ask, second, one.figure, tuple(c for c in first if c not in second))
    if two is None:
        return uncomputable(shelf, query.asks[0])
    a, b = given(shelf, one.figure), given(shelf, two.figure)
    total = one.figure.number + two.figure.number
    result = derived(
        total, unit_key(one.figure), Kind.LEVEL, a, f"{a.value} + {b.value}", (a, b), places_of(a.value, b.value)
    )
    return Answered((replace(result, indicator=f"{one.figure.indicator} và {two.figure.indicator}"),), (a, b))


def _rest_of_months(shelf: Shelf, query: Query, find: Finder) -> Outcome | None:
    """The months before: "5 tháng trừ tháng 5"."""
    both = (
        [p for p in query.periods if p.unit is PeriodUnit.MONTHS],
        [p for p in query.periods if p.unit in (PeriodUnit.MONTH, PeriodUnit.QUARTER)],
    )
    if not both[0] or not both[1]:
        return None
    longest = max(both[0], key=lambda p: p.number)
    ask = query.asks[0]
    whole = find(shelf, replace(query, periods=(longest,)), ask, ask.content)
    last = find(shelf, replace(query, periods=(both[1][0],)), ask, ask.content)
    if (
        isinstance(whole, NotFound)
        or isinstance(last, NotFound)
        or whole.figure.unit != last.figure.unit
        or longest.last_month != both[1][0].last_month
    ):
        return None
    outcome = subtracted(shelf, whole.figure, last.figure, whole.figure.unit or "")
    taken = 3 if both[1][0].unit is PeriodUnit.QUARTER else 1
    period = Period(PeriodUnit.MONTHS, longest.year, longest.number - taken)
    return replace(
        outcome,
        figures=(
            replace(outcome.figures[0], indicator=whole.figure.indicator, period=str(period), kind=Kind.LEVEL.value),
        ),
        note="",
    )


def _contrasts(concept: Concept) -> bool:
    return any(a in ("nội địa", "trong nước") for a in concept.alternatives)


def _whole_of(shelf: Shelf, query: Query, part: Figure, words: Sequence[Concept]) -> Figure | None:
    """The larger level with the part's unit and period: of the asked words, nearest to the part."""
    best, best_score = None, 0.0
    for view in shelf.views:
        whole = view.figure
        if (
            whole.kind is not Kind.LEVEL
            or whole.unit != part.unit
            or whole.number <= part.number
            or whole.plan != part.plan
        ):
            continue
        if whole.period != part.period and not (query.periods and period_fit(whole, query, shelf) is not None):
            continue
        score = (fit(view, words, shelf)[0] if words else 0.4) + (
            0.3 if whole.sentence == part.sentence else 0.1 if whole.passage == part.passage else 0.0
        )
        if score > best_score:
            best, best_score = whole, score
    return best if best_score > 0.4 else None
