"""Whether the period of a figure is the one that a question asks for, in the same words or in others."""

from __future__ import annotations

from index.folding import plain
from index.grammar.periods import month_end
from index.lines import TABLE_ROW
from index.records import Figure, Kind, Period, PeriodUnit
from qa.library import Shelf
from qa.plan_words import TO_COME
from qa.records import Query


def only_planned(figure: Figure, query: Query, shelf: Shelf) -> bool:
    """Whether a figure is a plan of a time that the report looks back on, and the question asks for what came of it.

    A cell is what its column says, whatever the question calls it.
    """
    if not figure.plan or figure.kind is Kind.PLAN_PCT or TO_COME.search(plain(query.text)):
        return False
    if TABLE_ROW.search(figure.sentence.of(shelf.text)):
        return False
    last = shelf.clock.cumulative
    return last is None or all(period.year <= last.year for period in query.periods)


def period_fit(figure: Figure, query: Query, shelf: Shelf) -> float | None:
    """How a figure's period fits: None when the question names another; otherwise a small bonus or penalty."""
    mine = figure.period
    if not query.periods:
        return _unasked(figure, shelf)
    if mine is None:
        return -0.1
    wanted = sorted(query.periods, key=_breadth)
    for rank, period in enumerate(wanted):
        if same_period(period, mine):
            return 0.2 - 0.05 * rank
        if _ends(period, mine):
            return 0.05
    last = shelf.evidence.document.period
    if (
        last is not None
        and any(p.unit is PeriodUnit.YEAR and p.year == last.year == mine.year for p in wanted)
        and len(wanted) == 1
    ):
        loose = "cả năm" not in query.text.lower()
        return -0.05 if loose and last.unit is not PeriodUnit.YEAR and mine.unit is not PeriodUnit.YEAR else None
    return None


def _ends(day: Period, month: Period) -> bool:
    """Whether a day is the end of a month: what stands "cuối tháng 3" is asked for as of 31/3."""
    return month.unit is PeriodUnit.MONTH and day == month_end(month.number, month.year)


def _unasked(figure: Figure, shelf: Shelf) -> float:
    mine, whole = figure.period, shelf.clock.cumulative
    if mine is None or whole is None:
        return 0.0
    bonus = 0.04 if mine == whole else 0.03 if mine.unit is PeriodUnit.AS_OF else 0.0
    if mine.year != whole.year:
        bonus -= 0.12
    return bonus - (0.1 if figure.plan and figure.kind is Kind.LEVEL else 0.2 if figure.plan else 0.0)


def _breadth(period: Period) -> int:
    order = (PeriodUnit.AS_OF, PeriodUnit.SPAN, PeriodUnit.MONTH, PeriodUnit.QUARTER, PeriodUnit.MONTHS)
    return order.index(period.unit) if period.unit in order else len(order)


def same_period(a: Period, b: Period) -> bool:
    """Whether two periods are one, in other words too: "quý I" and "3 tháng", "8 tháng" and "đến 31/8"."""
    if a == b:
        return True
    if a.year != b.year:
        return False
    pair = {a.unit, b.unit}
    if pair == {PeriodUnit.MONTHS, PeriodUnit.QUARTER}:
        return (
            a.number * (3 if a.unit is PeriodUnit.QUARTER else 1)
            == b.number * (3 if b.unit is PeriodUnit.QUARTER else 1)
            == 3
        )
    if pair == {PeriodUnit.LAST_MONTHS, PeriodUnit.QUARTER}:
        return {a.number, b.number} == {3, 4} and (a.unit is PeriodUnit.QUARTER) == (a.number == 4)
    if pair == {PeriodUnit.MONTHS, PeriodUnit.AS_OF}:
        return a.last_month == b.last_month
    if pair == {PeriodUnit.MONTHS, PeriodUnit.MONTH}:
        return a.number == b.number == 1
    if pair == {PeriodUnit.MONTH, PeriodUnit.SPAN}:
        return a.last_month == b.last_month
    if pair == {PeriodUnit.AS_OF, PeriodUnit.YEAR}:
        return a.last_month == b.last_month == 12
    return False
