"""Answers that are worked out: differences, remainders, last year's level, extremes, members of a breakdown.

Every result carries its formula and cited operands; units or periods that do not go together give no result.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from index.folding import plain
from index.grammar.periods import Clock, periods
from index.lexicon import MEASURES
from index.records import Figure, Kind, Period, PeriodUnit
from qa.concepts import concepts
from qa.givens import derived, given, places_of
from qa.library import Shelf, View
from qa.matching import (
    ALLOWED,
    LEAST_SCORE,
    MOST_MISSING,
    Finder,
    Match,
    candidates,
    fit,
    implied,
    is_weak,
    period_fit,
    present,
    unit_fits,
)
from qa.operations import SUM
from qa.ranking import extreme, family_of, per_unit
from qa.reasons import uncomputable
from qa.records import Aim, Answered, Ask, Concept, NotFound, Operation, Outcome, Query

_MORE = re.compile(
    r"(?<![^\W_])(?:nhiều|cao|lớn|ít|thấp|nhỏ|rộng|dài|đông|nặng)(?: +(?:hơn|hẳn))* +hơn(?! +so)|(?<![^\W_])tăng +(?:cao|nhanh|mạnh) +hơn|hơn +kém|(?<=[^\W\d_] )(?<!cao )(?<!nhiều )(?<!lớn )(?<!ít )(?<!thấp )hơn +(?!bao|mấy|so|cùng|năm|tháng|quý|kế|dự|trước)"
)
_HOW_MUCH = re.compile(r"(?<![^\W_])(?:khoảng +)?(?:bao nhiêu|mấy)(?![^\W_]).*$")
_ENUMERATION = re.compile(r"^([^?:;]{5,120}?),? +lần lượt(?![^\W_])")
_SPLIT_PARTS = re.compile(r" *, *| +và +")
_WITHOUT = re.compile(
    r"^(?:nếu +)?(?:trừ|không kể|không tính|ngoài) +(?P<part>.{2,80})(?: +ra)?(?: *,| +thì) *(?P<rest>[^,]{8,})$"
)
_WITHOUT_IN = re.compile(
    r"\(tổng +trừ +(?:đi +)?(?P<part>[^()]+)\)|(?<![^\W_])(?:nếu +)?(?:không kể|không tính|trừ đi|sau khi trừ) +(?P<other>[^,?()]{3,40}?)(?= +(?:là|còn|thì|được|có)(?![^\W_])|,|\?|$)"
)
_PLAN_WORDS = {"kế hoạch", "kh", "dự toán", "dt", "chỉ tiêu", "cả năm"}
_LISTING = {"cơ", "cấu", "loại", "nhóm", "trình độ", "khoản", "gồm", "chia", "hạng", "sao"}
_SIGN = {"tăng": 1, "giảm": -1}


def compute(shelf: Shelf, query: Query, find: Finder) -> Outcome | None:
    """The worked-out answer, a refusal, or None when the question is better read without the operation."""
    if query.last_year:
        return _last_year(shelf, query, find)
    work = {
        Operation.DIFFERENCE: _difference,
        Operation.WITHOUT: _without,
        Operation.SUM: _sum,
        Operation.REST_OF_PLAN: _rest,
        Operation.LARGER_CHANGE: _larger_change,
        Operation.EXTREME: extreme,
        Operation.PER_UNIT: per_unit,
        Operation.YEAR_PLAN: year_plan,
        Operation.MEMBERS: _members,
    }.get(query.operation)
    return work(shelf, query, find) if work else None


def _like(
    shelf: Shelf, query: Query, ask: Ask, content: Sequence[Concept], first: Figure, main: Sequence[Concept]
) -> Match | None:
    """The figure that compares with `first`: same kind, unit and period, found by its own words and a little by the others."""
    best: Match | None = None
    for view in shelf.views:
        other = view.figure
        if (
            other.span == first.span
            or other.kind is not first.kind
            or _unit_key(other) != _unit_key(first)
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
        if any(not present(c, named) and not implied(c, other) for c in own):
            continue
        if missing <= MOST_MISSING and (best is None or match.score > best.score):
            best = match
    return best


def _unit_key(figure: Figure) -> str:
    """The unit as it compares: the dead and the injured are both people."""
    unit = plain(figure.unit or "")
    return "người" if unit.startswith("người") else unit


def _sides(query: Query) -> tuple[str, str] | None:
    low = plain(query.text)
    if match := _MORE.search(low):
        first, second = low[: match.start()], _HOW_MUCH.sub("", low[match.end() :])
        if concepts(first) and concepts(second):
            return first, second
    both = re.split(r",| bên nào", low)[0]
    parts = re.split(r" và | hay | với ", both)
    return (parts[0], parts[1]) if len(parts) == 2 and all(concepts(p) for p in parts) else None


def _difference(shelf: Shelf, query: Query, find: Finder) -> Outcome | None:
    low = plain(query.text)
    balance = re.search(r"(?:xuất|nhập) siêu bao nhiêu", low)
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
    two = _like(shelf, query, ask, second_words, one.figure, shared)
    if two is None:
        refusal = find(shelf, query, ask, second_words)
        return refusal if isinstance(refusal, NotFound) else None
    return _subtract(
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
    outcome = _subtract(shelf, now.figure, then.figure, now.figure.unit or "")
    change = "tăng" if now.figure.number >= then.figure.number else "giảm"
    result = replace(
        outcome.figures[0],
        indicator=now.figure.indicator,
        direction=change,
        basis=str(earlier),
        period=str(now.figure.period),
    )
    return replace(outcome, figures=(result,), note=f"{now.figure.indicator} {change} so với {earlier}.")


def _subtract(shelf: Shelf, one: Figure, two: Figure, unit: str) -> Answered:
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


def _without(shelf: Shelf, query: Query, find: Finder) -> Outcome | None:
    if outcome := _rest_of_months(shelf, query, find):
        return outcome
    low = plain(query.text)
    match = _WITHOUT.match(low) or _WITHOUT_IN.search(low)
    if not match:
        return None
    groups = match.groupdict()
    said = groups["part"] or groups["other"]
    part_words = concepts(said)
    rest = groups.get("rest") or low[: match.start()] + low[match.end() :]
    whole_words = [c for c in concepts(_HOW_MUCH.sub("", rest)) if c not in part_words]
    ask = query.asks[0]
    inside = match.re is _WITHOUT_IN
    own = [c for c in whole_words if not _contrasts(c)] if not inside else whole_words[:2]
    parts: list[Figure] = []
    for words in _SPLIT_PARTS.split(said):
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


def _sum(shelf: Shelf, query: Query, find: Finder) -> Outcome | None:
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
    two = _like(shelf, query, ask, second, one.figure, tuple(c for c in first if c not in second))
    if two is None:
        return uncomputable(shelf, query.asks[0])
    a, b = given(shelf, one.figure), given(shelf, two.figure)
    total = one.figure.number + two.figure.number
    result = derived(
        total, _unit_key(one.figure), Kind.LEVEL, a, f"{a.value} + {b.value}", (a, b), places_of(a.value, b.value)
    )
    return Answered((replace(result, indicator=f"{one.figure.indicator} và {two.figure.indicator}"),), (a, b))


def _rest_of_months(shelf: Shelf, query: Query, find: Finder) -> Outcome | None:
    """The months before: "5 tháng trừ tháng 5"."""
    both = (
        [p for p in query.periods if p.unit is PeriodUnit.MONTHS],
        [p for p in query.periods if p.unit is PeriodUnit.MONTH],
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
        or longest.number != both[1][0].number
    ):
        return None
    outcome = _subtract(shelf, whole.figure, last.figure, whole.figure.unit or "")
    period = Period(PeriodUnit.MONTHS, longest.year, longest.number - 1)
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


def _rest(shelf: Shelf, query: Query, find: Finder) -> Outcome | None:
    """What is left of a plan: the plan less what is done."""
    ask = replace(query.asks[0], aim=Aim.LEVEL)
    content = tuple(c for c in ask.content if "chưa giải ngân" not in c.alternatives)
    low = plain(query.text)
    if "giải ngân" in low or "thanh toán" in low:
        content = tuple(dict.fromkeys((*content, *concepts("thanh toán"))))
    for match in candidates(shelf, query, ask, content, ALLOWED[Aim.LEVEL])[:6]:
        total = _plan_beside(shelf, match.figure)
        if total is not None and match.missing <= 0.4:
            a, b = given(shelf, total), given(shelf, match.figure)
            result = derived(
                total.number - match.figure.number,
                total.unit or "",
                Kind.LEVEL,
                b,
                f"{total.value} - {match.figure.value}",
                (a, b),
                places_of(a.value, b.value),
            )
            return Answered((replace(result, indicator=f"Phần còn lại của {match.figure.indicator}"),), (a, b))
    return None


def year_plan(shelf: Shelf, query: Query, find: Finder) -> Outcome | None:
    """The plan itself: as the report states it, else from what is done and the share of the plan that it is."""
    ask = query.asks[0]
    content = tuple(c for c in ask.content if not set(c.alternatives) & _PLAN_WORDS)
    if not content:
        return None
    planned = [
        m
        for m in candidates(shelf, replace(query, periods=()), replace(ask, basis=""), content, (Kind.LEVEL,))
        if m.figure.plan
    ]
    if planned and planned[0].missing <= MOST_MISSING and planned[0].score >= LEAST_SCORE:
        return Answered((given(shelf, planned[0].figure),))
    rate = find(shelf, query, Ask(Aim.PLAN_PCT, content, ask.words, basis=ask.basis), content)
    if isinstance(rate, NotFound):
        rate = find(shelf, replace(query, periods=()), Ask(Aim.PLAN_PCT, content, ask.words, basis=ask.basis), content)
    if isinstance(rate, NotFound):
        return None
    share = rate.figure
    done = [v.figure for v in shelf.views if v.figure.span == share.of or v.figure.kind is Kind.LEVEL and not v.figure.plan
            and v.figure.sentence == share.sentence and v.figure.indicator == share.indicator and v.figure.period == share.period]  # fmt: skip
    if not done or not unit_fits(done[0], ask.unit):
        return None
    a, b = given(shelf, done[0]), given(shelf, share)
    value = done[0].number / share.number * 100
    result = derived(
        value, done[0].unit or "", Kind.LEVEL, a, f"{a.value} / {b.value} * 100", (a, b), places_of(a.value)
    )
    note = "Suy ra từ tỷ lệ đã làm tròn nên chỉ gần đúng."
    return Answered(
        (replace(result, indicator=f"{share.basis or 'kế hoạch'}: {done[0].indicator}", period=None),),
        (a, b),
        note=note,
    )


def _plan_beside(shelf: Shelf, done: Figure) -> Figure | None:
    for view in shelf.views:
        other = view.figure
        gap = shelf.text[done.span.end : other.span.start] if other.span.start > done.span.end else "-"
        if re.fullmatch(r"[^\d/]{0,4}/ ?", gap) and other.unit == done.unit and other.number >= done.number:
            return other
    return None


def _larger_change(shelf: Shelf, query: Query, find: Finder) -> Outcome | None:
    low = plain(query.text)
    sides = re.split(r" hay | hoặc ", re.sub(r"^.*?: *", "", low), maxsplit=1)
    lead = re.match(r"^(.*?): *", low)
    if len(sides) != 2:
        return None
    common = concepts(lead[1]) if lead else ()
    ask = replace(query.asks[0], aim=Aim.CHANGE_PCT, unit="%", direction="")
    found = [find(shelf, query, ask, (*common, *concepts(re.sub(r"(?:tăng|giảm).*$", "", side)))) for side in sides]
    if any(isinstance(f, NotFound) for f in found):
        return next(f for f in found if isinstance(f, NotFound))
    one, two = (given(shelf, f.figure) for f in found if isinstance(f, Match))
    larger, smaller = (one, two) if (one.number or 0) >= (two.number or 0) else (two, one)
    return Answered((larger, smaller), note=f"{larger.indicator} {larger.direction or 'thay đổi'} nhiều hơn.")


def _last_year(shelf: Shelf, query: Query, find: Finder) -> Outcome | None:
    """Last year's level from this year's and its change; the change in units is exact, the rate only nearly."""
    ask = replace(query.asks[0], basis="")
    if stated := _stated_then(shelf, query, ask):
        return stated
    level = find(shelf, query, ask, ask.content)
    if isinstance(level, NotFound):
        return level
    now = level.figure
    changes = [
        v.figure for v in shelf.views
        if v.figure.passage == now.passage and v.figure.indicator == now.indicator and v.figure.period == now.period and v.figure.kind in (Kind.CHANGE_ABS, Kind.CHANGE_PCT, Kind.MULTIPLE)
        and (v.figure.basis is None or "cùng kỳ" in plain(v.figure.basis) or "năm" in plain(v.figure.basis))
    ]  # fmt: skip
    changes.sort(key=lambda f: (f.kind is not Kind.CHANGE_ABS, abs(f.span.start - now.span.start)))
    if not changes:
        return None
    change, a = changes[0], given(shelf, now)
    b = given(shelf, change)
    sign = _SIGN.get(change.direction or "tăng", 1)
    if change.kind is Kind.CHANGE_ABS:
        value, places = now.number - sign * change.number, places_of(a.value, b.value)
        formula = f"{now.value} {'-' if sign > 0 else '+'} {change.value}"
    elif change.kind is Kind.MULTIPLE:
        value, places = now.number / change.number, places_of(a.value)
        formula = f"{now.value} / {change.value}"
    else:
        value, places = now.number / (1 + sign * change.number / Decimal(100)), places_of(a.value)
        formula = f"{now.value} / (1 {'+' if sign > 0 else '-'} {change.value}/100)"
    result = replace(derived(value, now.unit or "", Kind.LEVEL, a, formula, (a, b), places), period=None, basis=None)
    note = "" if change.kind is Kind.CHANGE_ABS else "Suy ra từ tốc độ tăng đã làm tròn nên chỉ gần đúng."
    return Answered((replace(result, indicator=f"{now.indicator}, cùng kỳ năm trước"),), (a, b), note=note)


def _stated_then(shelf: Shelf, query: Query, ask: Ask) -> Answered | None:
    """Last year's level where the report itself gives it: that goes before any calculation."""
    whole = shelf.clock.cumulative
    if whole is None:
        return None
    for match in candidates(shelf, replace(query, periods=()), ask, ask.content, (Kind.LEVEL,))[:8]:
        period = match.figure.period
        then = period is not None and period.year == whole.year - 1 and period.last_month == whole.last_month
        if then and match.missing <= MOST_MISSING and match.score >= 0.3 and not match.figure.plan:
            return Answered((given(shelf, match.figure),))
    return None


def _breakdown(shelf: Shelf, whole: Figure) -> list[View]:
    """The sentence's later figures of the whole's unit that together do not exceed it."""
    found, total = [], Decimal(0)
    for view in shelf.views:
        part = view.figure
        between = shelf.text[whole.span.end : part.span.start]
        if between.count("(") > between.count(")"):
            continue
        if (
            part.plan
            or part.sentence != whole.sentence
            or part.span.start <= whole.span.start
            or part.kind is not Kind.LEVEL
            or not _one_unit(part, whole)
            or part.indicator == whole.indicator
        ):
            continue
        total += part.number
        if total > whole.number * Decimal("1.02"):
            break
        found.append(view)
    return found if len(found) >= 2 else []


def _one_unit(part: Figure, whole: Figure) -> bool:
    mine, other = plain(part.unit or ""), plain(whole.unit or "")
    return mine == other or bool(mine and other) and (mine.startswith(other) or other.startswith(mine))


def _members(shelf: Shelf, query: Query, find: Finder) -> Outcome | None:
    """The parts of a whole, with all that is asked of each."""
    ask = query.asks[0]
    if listed := _enumerated(shelf, query, find):
        return listed
    content = tuple(c for c in ask.content if not set(c.alternatives) & _LISTING)
    kinds = ALLOWED[Aim.CHANGE] if ask.aim is Aim.CHANGE else ALLOWED[Aim.LEVEL]
    best: tuple[float, list[View]] = (0.0, [])
    for match in candidates(shelf, query, replace(ask, unit=""), content, (*ALLOWED[Aim.LEVEL], *ALLOWED[Aim.CHANGE]))[
        :12
    ]:
        family = [
            v
            for v in (family_of(shelf, match.figure) or _breakdown(shelf, match.figure))
            if v.figure.kind in kinds and unit_fits(v.figure, ask.unit)
        ]
        if family and match.missing <= 0.5 and match.score > best[0]:
            best = (match.score, family)
    if not best[1]:
        best = (0.0, _in_one_sentence(shelf, query, ask, content, kinds))
    if not best[1]:
        return None
    wanted = [given(shelf, v.figure) for v in best[1]]
    for extra in query.asks[1:]:
        wanted += [given(shelf, o) for v in best[1] for o in _of(shelf, v.figure) if o.kind in ALLOWED[extra.aim]]
    wanted.sort(key=lambda g: g.span.start if g.span else 0)
    return Answered(tuple(wanted))


def _enumerated(shelf: Shelf, query: Query, find: Finder) -> Outcome | None:
    """The figures of things named one by one: "Diện tích cam, bưởi, nhãn lần lượt là bao nhiêu?"."""
    match = _ENUMERATION.match(plain(query.text))
    named = [concepts(p) for p in _SPLIT_PARTS.split(match[1])] if match else []
    if len(named) < 2 or not all(named):
        return None
    ask = query.asks[0]
    shared = tuple(c for c in named[0] if c.alternatives[0] in MEASURES)
    found = []
    for own in named:
        content = tuple(dict.fromkeys((*shared, *own)))
        one = find(shelf, query, replace(ask, content=content), content)
        if isinstance(one, NotFound):
            return one
        found.append(one.figure)
    if len({f.span for f in found}) < len(found):
        return None
    return Answered(tuple(given(shelf, f) for f in found))


def _in_one_sentence(
    shelf: Shelf, query: Query, ask: Ask, content: Sequence[Concept], kinds: Sequence[Kind]
) -> list[View]:
    """Several figures of one sentence that speaks of what is listed, though no whole is named in it."""
    wanted = ALLOWED[Aim.CHANGE] if any(a.aim in (Aim.CHANGE, Aim.CHANGE_PCT) for a in query.asks) else kinds
    rising = "tăng" in plain(query.text) and "giảm" not in plain(query.text)
    for match in candidates(shelf, query, replace(ask, unit="", aim=Aim.CHANGE), content, wanted)[:6]:
        family = [v for v in shelf.views if v.figure.sentence == match.figure.sentence and v.figure.kind in wanted]
        family = [v for v in family if not rising or v.figure.direction in (None, "tăng")]
        if len(family) >= 2 and match.missing <= 0.4 and content:
            return family
    return []


def _of(shelf: Shelf, level: Figure) -> list[Figure]:
    return [v.figure for v in shelf.views if v.figure.of == level.span]
