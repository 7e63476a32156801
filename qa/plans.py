"""What is left of a plan, and the plan itself."""

from __future__ import annotations

import re
from dataclasses import replace

from index.folding import plain
from index.records import Figure, Kind
from qa.columns import is_cell
from qa.concepts import concepts
from qa.givens import derived, given, places_of
from qa.library import Shelf
from qa.matching import (
    ALLOWED,
    LEAST_SCORE,
    MOST_MISSING,
    Finder,
    candidates,
    unit_fits,
)
from qa.records import Aim, Answered, Ask, NotFound, Outcome, Query

_PLAN_WORDS = {"kế hoạch", "kh", "dự toán", "dt", "chỉ tiêu", "cả năm"}


def rest_of_plan(shelf: Shelf, query: Query, find: Finder) -> Outcome | None:
    """What is left of a plan: the plan less what is done."""
    ask = replace(query.asks[0], aim=Aim.LEVEL)
    content = tuple(c for c in ask.content if "chưa giải ngân" not in c.alternatives)
    low = plain(query.text)
    if "giải ngân" in low or "thanh toán" in low:
        content = tuple(dict.fromkeys((*content, *concepts("thanh toán"))))
    for match in candidates(shelf, query, ask, content, ALLOWED[Aim.LEVEL])[:6]:
        done = _done_in_row(shelf, match.figure)
        total = _plan_beside(shelf, done) or _plan_in_row(shelf, done) or _plan_named(shelf, done)
        if total is not None and match.missing <= 0.4:
            a, b = given(shelf, total), given(shelf, done)
            result = derived(
                total.number - done.number,
                total.unit or "",
                Kind.LEVEL,
                b,
                f"{total.value} - {match.figure.value}",
                (a, b),
                places_of(a.value, b.value),
            )
            return Answered((replace(result, indicator=f"Phần còn lại của {done.indicator}"),), (a, b))
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
    if query.periods and share.period and all(p.year != share.period.year for p in query.periods):
        return None
    done = [
        v.figure
        for v in shelf.views
        if v.figure.span == share.of
        or v.figure.kind is Kind.LEVEL
        and not v.figure.plan
        and v.figure.sentence == share.sentence
        and v.figure.indicator == share.indicator
        and v.figure.period == share.period
    ]
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


def _done_in_row(shelf: Shelf, figure: Figure) -> Figure:
    """What is done since the year began, where a table's row has it beside the month's, the quarter's or the plan."""
    if not is_cell(shelf, figure):
        return figure
    row = [v.figure for v in shelf.views if v.figure.sentence == figure.sentence and v.figure.kind is Kind.LEVEL]
    whole = [f for f in row if not f.plan and f.unit == figure.unit and f.period == shelf.clock.cumulative]
    return whole[0] if len(whole) == 1 else figure


def _plan_in_row(shelf: Shelf, done: Figure) -> Figure | None:
    """The year's plan in the row of a table, if it has one alone."""
    if not is_cell(shelf, done) or done.plan:
        return None
    row = [v.figure for v in shelf.views if v.figure.sentence == done.sentence and v.figure.kind is Kind.LEVEL]
    plans = [f for f in row if f.plan and f.unit == done.unit and f.number >= done.number]
    return plans[0] if len(plans) == 1 else None


def _plan_named(shelf: Shelf, done: Figure) -> Figure | None:
    """The year's plan of the very indicator, if the report states one alone."""
    plans = [
        v.figure
        for v in shelf.views
        if v.figure.plan
        and v.figure.kind is Kind.LEVEL
        and v.figure.unit == done.unit
        and v.figure.indicator == done.indicator
        and v.figure.number >= done.number
    ]
    return plans[0] if len({f.number for f in plans}) == 1 and not done.plan else None


def _plan_beside(shelf: Shelf, done: Figure) -> Figure | None:
    for view in shelf.views:
        other = view.figure
        gap = shelf.text[done.span.end : other.span.start] if other.span.start > done.span.end else "-"
        if re.fullmatch(r"[^\d/]{0,4}/ ?", gap) and other.unit == done.unit and other.number >= done.number:
            return other
    return None
