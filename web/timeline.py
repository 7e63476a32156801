"""One indicator over the periods of the reports, found in each as a question would find it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from index.folding import fold
from index.records import Figure, Kind, Period
from qa.chain import Assistant
from qa.home import at_home
from qa.library import Shelf, bare_unit
from qa.matching import ALLOWED, Match
from qa.records import Aim
from qa.selection import find
from qa.timing import same_period
from web.figure_rows import scaled

_MOST_OFFERED = 12


@dataclass(frozen=True, slots=True)
class Point:
    """One period: the figure as its report writes it, and its number in the series' unit."""

    report: str
    title: str
    period: Period
    figure: Figure
    number: Decimal


@dataclass(frozen=True, slots=True)
class Series:
    """Points in order of time, of one unit and one place. `cumulative` counts from the beginning of each year."""

    cumulative: bool
    unit: str
    place: str
    points: tuple[Point, ...]


def series_of(assistant: Assistant, words: str, place: str = "") -> list[Series]:
    """The months, and apart from them what is counted from the beginning of the year; those that have any point."""
    rows = [row for row in assistant.library.rows if not place or row.place == place]
    shelves = [assistant.library.shelf(row.name) for row in rows if row.period is not None]
    found = [_one(assistant, shelves, words, place, cumulative) for cumulative in (False, True)]
    return [series for series in found if series is not None]


def _one(assistant: Assistant, shelves: Sequence[Shelf], words: str, place: str, cumulative: bool) -> Series | None:
    found = [(shelf, figure) for shelf in shelves if (figure := _figure(assistant, shelf, words, cumulative))]
    if not found:
        return None
    bare = Counter(bare_unit(figure.unit) for _, figure in found).most_common(1)[0][0]
    same = [(shelf, figure) for shelf, figure in found if bare_unit(figure.unit) == bare]
    same.sort(key=lambda pair: _time(pair[1].period))
    # The latest report's unit, so that numbers look as people are used to see them now.
    last = same[-1][1]
    scale = scaled(last) / last.number if last.number else Decimal(1)
    points = (
        Point(shelf.name, shelf.row.title, figure.period, figure, scaled(figure) / scale)
        for shelf, figure in same
        if figure.period is not None
    )
    return Series(cumulative, last.unit or "", place, tuple(points))


def _time(period: Period | None) -> tuple[int, int]:
    return (period.year, period.last_month) if period else (0, 0)


def _figure(assistant: Assistant, shelf: Shelf, words: str, cumulative: bool) -> Figure | None:
    """The figure that answers for the report's month, or for its part of the year."""
    wanted = shelf.clock.cumulative if cumulative else shelf.clock.month
    query = assistant.reader.read(words, shelf.clock)
    if wanted is None or query.refusal or not query.asks:
        return None
    query = at_home(shelf, replace(query, periods=(wanted,)))
    ask = query.asks[0]
    if ask.aim not in ALLOWED:
        ask = replace(ask, aim=Aim.LEVEL)
    match = find(shelf, query, ask, ask.content)
    if not isinstance(match, Match) or match.figure.period is None:
        return None
    return match.figure if same_period(match.figure.period, wanted) else None


def offered(assistant: Assistant) -> list[str]:
    """Indicators that several reports name, in the words of the latest, those of most reports first."""
    said: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for row in assistant.library.rows:
        for key, words in dict(_levels(assistant.library.shelf(row.name))).items():
            said[key] = words
            counts[key] += 1
    return [said[key] for key, count in counts.most_common() if count > 1][:_MOST_OFFERED]


def _levels(shelf: Shelf) -> Iterator[tuple[str, str]]:
    for figure in shelf.evidence.figures:
        if figure.kind is Kind.LEVEL and figure.period is not None and 1 < len(figure.indicator.split()) < 9:
            yield fold(figure.indicator), figure.indicator
