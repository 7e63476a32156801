"""Which reports to look in, and in which order: the question's place and period choose, else the latest."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property

from index.codec import ReportRow
from index.folding import fold
from index.places import province_place
from index.records import Period, PeriodUnit
from qa.library import Library, padded
from qa.records import Query

READ_AT_ONCE = 12


class Shortlist:
    """The reports to look in, best first: the first of `names`, then those with the words that `search` looks for.

    The whole store is searched for words only when the first reports do not answer: with hundreds of reports that takes
    longer than all else.
    """

    def __init__(self, names: Sequence[str], search: Callable[[], Collection[str]]) -> None:
        whole = len(names) <= READ_AT_ONCE
        self._first = tuple(names if whole else names[: READ_AT_ONCE // 2])
        self._others = tuple(names[len(self._first) :])
        self._search = search

    @cached_property
    def _more(self) -> tuple[str, ...]:
        found = self._search() if self._others else ()
        return tuple(n for n in self._others if n in found)[: READ_AT_ONCE - len(self._first)]

    def __iter__(self) -> Iterator[str]:
        yield from self._first
        yield from self._more

    def __len__(self) -> int:
        return len(self._first) + len(self._more)

    def __bool__(self) -> bool:
        return bool(self._first)


def ordered(library: Library, query: Query) -> list[str]:
    """Report names, best first: those of the place asked, then those whose period covers the one asked, then latest."""
    rows = list(library.rows)
    asked: frozenset[str] = frozenset()
    if query.place:
        bare = padded(query.place.partition(" ")[2] if query.place[:1].islower() else query.place)
        named = [r for r in rows if bare in library.heads[r.name]]
        rows = named or rows
        # "Huế" stands in "Thừa Thiên Huế" too, and a district may have the name of its province.
        asked = frozenset((fold(query.place), fold(province_place(query.place))))
    key = {r.name: (fold(r.place or "") not in asked, -_period_score(r, query), -recency(r), r.name) for r in rows}
    return sorted(key, key=lambda name: key[name])


def _period_score(row: ReportRow, query: Query) -> int:
    period = row.period
    if period is None or not query.periods:
        return 0
    best = 0
    for asked in query.periods:
        if asked.year and asked.year != period.year:
            continue
        same = asked.last_month == period.last_month
        best = max(best, 3 if same and asked.unit is period.unit else 2 if same else 1)
    return best


def recency(row: ReportRow) -> int:
    """A number that grows with the end of the report's period; a whole year comes after its December."""
    period: Period | None = row.period
    if period is None:
        return 0
    return period.year * 13 + (12 if period.unit is PeriodUnit.YEAR else period.last_month)
