"""Which reports to look in, and in which order: the question's place and period choose, else the latest."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property

from index.codec import ReportRow
from index.folding import fold, plain
from index.places import NATION, province_place
from index.records import Kind, Period, PeriodUnit
from qa.library import Library, Shelf, padded
from qa.plan_words import AHEAD, PLAN
from qa.records import Answered, Query
from qa.timing import same_period

READ_AT_ONCE = 12

# "Của tỉnh", "tỉnh đón" ask for a report of a province; "các tỉnh", "HĐND tỉnh", "cấp huyện" say nothing of it.
_LEVEL = re.compile(
    r"(?<![^\W_])(?<!các )(?<!những )(?<!cấp )(?<!hđnd )(?<!ubnd )(?<!nhân dân )(?<!ngân sách )(?<!số )(?<!mấy )"
    r"(?<!nhiêu )(?<!tuyến )(?<!đường )(?<!một )(?<!hai )(?<!trung tâm )(?<!theo )(?<!từ )"
    r"(?P<level>tỉnh|huyện|(?:(?<=của )|(?<=toàn ))thành phố)(?![^\W_])"
    r"(?! +(?:giao|khác|nào|nông thôn mới|lỵ|ủy|thành))"
)
_PRODUCTS = re.compile(r"(?<![^\W_])(?:(?P<province>grdp)|(?P<nation>gdp))(?![^\W_])")


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
    if not query.place:
        rows = [row for row in rows if _of_level(row, plain(query.text))] or rows
    if query.place:
        bare = padded(query.place.partition(" ")[2] if query.place[:1].islower() else query.place)
        named = [r for r in rows if bare in library.heads[r.name]]
        rows = named or rows
        # "Huế" stands in "Thừa Thiên Huế" too, and a district may have the name of its province.
        asked = frozenset((fold(query.place), fold(province_place(query.place))))
    key = {r.name: (fold(r.place or "") not in asked, -_period_score(r, query), -recency(r), r.name) for r in rows}
    return sorted(key, key=lambda name: key[name])


def _of_level(row: ReportRow, asked: str) -> bool:
    """Whether a report is of the level asked for, by its place: "của huyện" is not answered by a province's report."""
    if not row.place:
        return True
    national = row.place == NATION
    if product := _PRODUCTS.search(asked):
        return national == (product["nation"] is not None)
    levels = {m["level"] for m in _LEVEL.finditer(asked)}
    mine = next((level for level in ("tỉnh", "huyện", "thành phố") if row.place.startswith(f"{level} ")), "")
    if len(levels) != 1 or not (mine or national):
        return True
    return mine in levels


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


def is_meant(shelf: Shelf, query: Query, outcome: Answered) -> bool:
    """Whether an answer has the very period that was asked for, and is no plan unless one was asked for."""
    spans = {figure.span for figure in outcome.figures}
    used = [view.figure for view in shelf.views if view.figure.span in spans]
    low, planned = plain(query.text), any(f.plan for f in used if f.kind is not Kind.PLAN_PCT)
    ahead = bool(AHEAD.search(low))
    if planned and not (ahead or PLAN.search(low)) or ahead and not planned:
        return False
    periods = [f.period for f in used if f.period]
    return not query.periods or all(any(same_period(asked, p) for asked in query.periods) for p in periods)
