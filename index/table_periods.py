"""Which period a cell is of, where its heading names it by another: "cùng kỳ năm trước", "tháng trước"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.folding import plain as to_plain
from index.grammar.periods import Clock
from index.records import Period, PeriodUnit

_STEPS = {PeriodUnit.MONTH: 12, PeriodUnit.QUARTER: 4}


def before(words: str, main: Period | None, named: Period | None, clock: Clock) -> Period | None:
    """The period that `words` mean beside a column of `main`; `named` is a year or a finer period with them."""
    if main is None:
        return named
    if words.startswith("cùng kỳ") and named and named.unit is not PeriodUnit.YEAR:
        return named if named.year != main.year else replace(named, year=main.year - 1)
    if words.startswith("cùng kỳ"):
        return replace(main, year=named.year if named else main.year - 1)
    if words.startswith("năm"):
        return Period(PeriodUnit.YEAR, main.year - 1)
    if words.startswith("tháng"):
        main = main if main.unit is PeriodUnit.MONTH else clock.month or main
    elif words.startswith("quý"):
        main = main if main.unit is PeriodUnit.QUARTER else clock.quarter or main
    return _previous(main)


def _previous(period: Period) -> Period:
    steps = _STEPS.get(period.unit)
    if steps is None or period.number > 1:
        return replace(period, number=period.number - 1) if steps else replace(period, year=period.year - 1)
    return replace(period, year=period.year - 1, number=steps)


def combined(column: Period, row: Period | None) -> Period:
    """The period of a cell in a table of months by years: the finer of both in the year of the other."""
    if row is None:
        return column
    if column.unit is PeriodUnit.YEAR:
        return replace(row, year=column.year)
    return replace(column, year=row.year) if row.unit is PeriodUnit.YEAR else column


def compared(basis: str | None, levels: Sequence[Period], default: Period | None, clock: Clock) -> Period | None:
    """The period of a ratio whose heading names none: the level's that it compares, by its basis.

    `levels` are the periods of the columns on its left, nearest first.
    """
    low = to_plain(basis or "")
    if low.startswith("tháng trước"):
        return next((p for p in levels if p.unit is PeriodUnit.MONTH), clock.month or default)
    if low.startswith("quý trước"):
        return next((p for p in levels if p.unit is PeriodUnit.QUARTER), clock.quarter or default)
    latest = max((p.year for p in levels), default=0)
    return next((p for p in levels if p.year == latest), default)
