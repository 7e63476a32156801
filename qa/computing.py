"""Answers that are worked out: which calculation a question wants; last year's level and the larger of two changes.

Every result carries its formula and cited operands; units or periods that do not go together give no result.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from index.folding import plain
from index.records import Kind
from qa.concepts import concepts
from qa.differences import difference, subtracted
from qa.givens import derived, given, places_of
from qa.library import Shelf
from qa.matching import (
    MOST_MISSING,
    Finder,
    Match,
    candidates,
)
from qa.members import members
from qa.plans import rest_of_plan, year_plan
from qa.proportions import complement
from qa.ranking import extreme, per_unit
from qa.records import Aim, Answered, Ask, Concept, NotFound, Operation, Outcome, Query

_SIGN = {"tăng": 1, "giảm": -1}


def compute(shelf: Shelf, query: Query, find: Finder) -> Outcome | None:
    """The worked-out answer, a refusal, or None when the question is better read without the operation."""
    if query.last_year:
        return _last_year(shelf, query, find)
    work = {
        Operation.DIFFERENCE: difference,
        Operation.REST_OF_PLAN: rest_of_plan,
        Operation.LARGER_CHANGE: _larger_change,
        Operation.EXTREME: extreme,
        Operation.PER_UNIT: per_unit,
        Operation.YEAR_PLAN: year_plan,
        Operation.MEMBERS: members,
        Operation.COMPLEMENT: complement,
    }.get(query.operation)
    outcome = work(shelf, query, find) if work else None
    if outcome is None and query.operation is Operation.REST_OF_PLAN:
        return complement(shelf, query, find)
    return outcome


_WHICH_MORE = re.compile(
    r"^(?:giữa |so sánh |trong )?(?P<one>.+?) (?:và|hay|hoặc|với) (?P<two>[^,:]+)[,:] *[^,]*nào +(?P<more>[^,?]*)"
)
_BY_HOW_MUCH = re.compile(r"(?<![^\W_])(?:hơn|kém|chênh)(?: nhau| lệch)* (?:bao nhiêu|mấy)(?![^\W_])")
_MEASURES_CHANGE = re.compile(r"(?<![^\W_])(?:tăng|giảm)(?![^\W_])")


def _larger_change(shelf: Shelf, query: Query, find: Finder) -> Outcome | None:
    """Which of two rose, fell or is more: both figures, the larger first."""
    low = plain(query.text)
    if match := _WHICH_MORE.match(low):
        text = query.text
        sides = [text[slice(*match.span("one"))], text[slice(*match.span("two"))]]
        common: tuple[Concept, ...] = ()
        aim = Aim.CHANGE_PCT if _MEASURES_CHANGE.search(match["more"]) else Aim.LEVEL
    else:
        sides = re.split(r" hay | hoặc ", re.sub(r"^.*?: *", "", query.text), maxsplit=1)
        lead = re.match(r"^(.*?): *", query.text)
        common, aim = concepts(lead[1]) if lead else (), Aim.CHANGE_PCT
    if len(sides) != 2:
        return None
    unit = "%" if aim is Aim.CHANGE_PCT else query.asks[0].unit
    ask = replace(query.asks[0], aim=aim, unit=unit, direction="")
    named = [(*common, *concepts(re.sub(r"(?<![^\W_])(?:tăng|giảm).*$", "", side))) for side in sides]
    if not all(named):
        return None
    second = find(shelf, query, ask, named[1])
    first = find(shelf, query, ask, named[0], second.figure if isinstance(second, Match) else None)
    for found in (first, second):
        if isinstance(found, NotFound):
            return found
    assert isinstance(first, Match) and isinstance(second, Match)
    if first.figure.span == second.figure.span or first.figure.unit != second.figure.unit:
        return None
    if aim is Aim.LEVEL and _BY_HOW_MUCH.search(low):
        return subtracted(shelf, first.figure, second.figure, first.figure.unit or "")
    one, two = given(shelf, first.figure), given(shelf, second.figure)
    larger, smaller = (one, two) if first.figure.number >= second.figure.number else (two, one)
    more = f"{larger.direction or 'thay đổi'} nhiều hơn" if aim is Aim.CHANGE_PCT else "lớn hơn"
    return Answered((larger, smaller), note=f"{larger.indicator} {more}.")


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
        v.figure
        for v in shelf.views
        if v.figure.passage == now.passage
        and v.figure.indicator == now.indicator
        and v.figure.period == now.period
        and v.figure.kind in (Kind.CHANGE_ABS, Kind.CHANGE_PCT, Kind.MULTIPLE)
        and (v.figure.basis is None or "cùng kỳ" in plain(v.figure.basis) or "năm" in plain(v.figure.basis))
    ]
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
