"""One indicator over the periods and places of all reports: what `traso series` shows.

A figure belongs to the series when its name says every word asked for and no other word that names something: figures
of a part ("khách quốc tế") are never set in line with those of the whole.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from index.codec import ReportRow
from index.folding import fold, plain
from index.grammar.periods import Clock, periods
from index.places import PROVINCES, province_place
from index.records import Figure, Kind, Period, PeriodUnit
from qa.choice import recency
from qa.library import Library, View, Words, bare_unit, named_words, padded
from qa.matching import implied, is_weak, present, unit_fits
from qa.question import QuestionReader
from qa.records import Ask, Concept
from qa.timing import same_period

STRETCHES = {
    PeriodUnit.MONTH: "tháng",
    PeriodUnit.MONTHS: "lũy kế",
    PeriodUnit.QUARTER: "quý",
    PeriodUnit.YEAR: "năm",
    PeriodUnit.AS_OF: "thời điểm",
}
_OTHER = "kỳ khác"
_KINDS = (Kind.LEVEL, Kind.PRICE, Kind.RATIO)
# An index compares; it stands for itself only where an index is asked for.
_INDEX = re.compile(r"chỉ số|(?<![^\W_])(?:cpi|iip)(?![^\W_])")
_SCALES = {"nghìn tỷ": 12, "tỷ": 9, "triệu": 6, "vạn": 4, "nghìn": 3, "ngàn": 3}
# Words of a name that tell no part from the whole.
_NEUTRAL = frozenset(
    "tong so luong luot toan chung tren dia ban tinh huyen thanh pho ca nuoc cua o tai la co dat uoc duoc don thuc "
    "hien luy ke cong nay den trong va khoang bang gia tri muc nha nsnn grdp gdp cpi theo gom dau nam thang quy".split()
)
_EMPTY = Words("", "")
_NEAR = 8


# Stands for a year that is not named.
_ANY_YEAR = 1900


class Asked(NamedTuple):
    """An indicator as it was asked for; `seasons` are stretches of any year ("tháng 6"), with year 0."""

    words: str
    ask: Ask
    place: str
    periods: tuple[Period, ...]
    seasons: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """The indicator in one period. `amount` is the number without its scale word, in the unit of its line.

    `growth` is worked out, in percent against the same period a year before, `stated` what the report itself says;
    `note` tells of other values of the same period; `also` are the other reports that say the same.
    """

    figure: Figure
    row: ReportRow
    period: Period
    amount: Decimal
    growth: Decimal | None = None
    stated: str = ""
    note: str = ""
    restated: bool = False
    also: tuple[str, ...] = ()


class Line(NamedTuple):
    """What can stand in one row: a place, months or months so far, one unit without scale, actual or planned."""

    place: str
    stretch: str
    unit: str
    plan: bool


@dataclass(frozen=True, slots=True)
class Series:
    """The lines with their points in time, and the names of figures that come near and were left out."""

    lines: dict[Line, tuple[Point, ...]]
    near: tuple[str, ...]


def asked_for(reader: QuestionReader, words: str) -> Asked | None:
    """The indicator that `words` name, with the place and the periods among them; None when they name nothing."""
    query = reader.read(words, Clock(None))
    ask = next((a for a in query.asks if any(not is_weak(c) for c in a.content)), None)
    if ask is None:
        return None
    home = padded(query.place)
    content = tuple(c for c in ask.content if not (query.place and f" {fold(c.alternatives[0])} " in home))
    if not content:
        return None
    said = periods(plain(words), Clock(Period(PeriodUnit.YEAR, _ANY_YEAR)))
    seasons = tuple(
        replace(m.period, year=0) for m in said if m.period and m.period.year == _ANY_YEAR and not query.periods
    )
    return Asked(words, replace(ask, content=content), query.place, query.periods, seasons)


def series_of(library: Library, asked: Asked) -> Series:
    """All points of the indicator in the store."""
    found: dict[Line, list[Point]] = defaultdict(list)
    near: dict[str, int] = defaultdict(int)
    kinds = (*_KINDS, Kind.INDEX) if _INDEX.search(plain(asked.words)) else _KINDS
    for row in library.rows:
        figures = library.ledger.figures(row.name)
        for figure in figures:
            if figure.kind not in kinds or figure.period is None or not _wanted(figure.period, asked):
                continue
            place = _place(figure, asked)
            if place is None:
                continue
            if place == _OTHER:
                near[" ".join(figure.indicator.split())] += 1
                continue
            place = place or figure.place or row.place or "không rõ nơi"
            if asked.place and padded(_bare_place(asked.place)) not in padded(place):
                continue
            line = Line(place, STRETCHES.get(figure.period.unit, _OTHER), _unit(figure), figure.plan)
            stated = _stated(figure, figures)
            found[line].append(Point(figure, row, figure.period, _amount(figure), stated=stated))
    lines = {line: tuple(_grown(_settled(points))) for line, points in sorted(found.items())}
    return Series(lines, tuple(sorted(near, key=lambda name: (-near[name], name))[:_NEAR]))


def _wanted(period: Period, asked: Asked) -> bool:
    if asked.seasons:
        return any(same_period(replace(season, year=period.year), period) for season in asked.seasons)
    return not asked.periods or any(
        same_period(wanted, period) or wanted.unit is PeriodUnit.YEAR and wanted.year == period.year
        for wanted in asked.periods
    )


def _place(figure: Figure, asked: Asked) -> str | None:
    """None: another indicator; _OTHER: a part of it or a near one; else the place that its name adds, or ""."""
    if not unit_fits(figure, asked.ask.unit):
        return None
    return _named(figure.indicator, figure.unit or "", asked.ask.content)


@lru_cache(maxsize=50_000)
def _named(indicator: str, unit: str, content: tuple[Concept, ...]) -> str | None:
    own = named_words(indicator, unit)
    view = View(_NO_FIGURE, own, _EMPTY, _EMPTY, unit.lower())
    for concept in content:
        if is_weak(concept):
            continue
        # APART is not enough: the words of the name have to stand together.
        if present(concept, own) < 0.9 and not implied(concept, view):
            return None
    asked = {s for c in content for a in c.alternatives if f" {fold(a)} " in own.bare for s in fold(a).split()}
    asked |= {s for c in content for s in fold(c.alternatives[0]).split()} | set(fold(unit).split())
    rest = " ".join(s for s in padded(indicator).split() if s not in asked)
    # A row of a table has its place at the end of its name; "Hà Tĩnh" holds a word that is neutral elsewhere.
    place = next((name for name in _PLACES if rest == name or rest.endswith(f" {name}")), "")
    if set(rest.removesuffix(place).split()) <= _NEUTRAL:
        return _PLACES.get(place, "")
    return _OTHER


_PLACES = {" ".join(padded(name).split()): province_place(name) for name in PROVINCES}
_NO_FIGURE = Figure(span=(0, 0), value="", number=Decimal(0), unit=None, kind=Kind.LEVEL, indicator="")  # type: ignore[arg-type]


def _bare_place(place: str) -> str:
    return place.partition(" ")[2] if place[:1].islower() else place


def _unit(figure: Figure) -> str:
    """The unit without its scale, in small letters; those that may be the same but are written otherwise stay apart."""
    return " ".join(bare_unit(figure.unit).split()) or "không ghi đơn vị"


def _scale(figure: Figure) -> int:
    unit = (figure.unit or "").lower()
    return next((power for word, power in _SCALES.items() if unit == word or unit.startswith(f"{word} ")), 0)


def _amount(figure: Figure) -> Decimal:
    return figure.number.scaleb(_scale(figure))


def _stated(figure: Figure, figures: Sequence[Figure]) -> str:
    """The change against the same period of the year before, as the report says it."""
    for other in figures:
        if other.of == figure.span and other.kind is Kind.CHANGE_PCT and "tháng trước" not in (other.basis or ""):
            return " ".join(filter(None, (other.direction, f"{other.value}%")))
    return ""


def told(points: Sequence[Point]) -> tuple[str, list[Decimal]]:
    """The unit of the latest figure, as people are used to see it now, and the values of all points in it."""
    last = points[-1].figure
    return last.unit or "", [point.amount.scaleb(-_scale(last)) for point in points]


def _agree(one: Point, other: Point) -> bool:
    """Whether two values are one, rounded differently: "1,4 triệu" and "1.412.000"."""
    coarse = max(_step(one.figure), _step(other.figure))
    return (
        one.amount == other.amount
        or abs(one.amount - other.amount) <= coarse / 2
        and one.figure.unit != other.figure.unit
    )


def _step(figure: Figure) -> Decimal:
    exponent = figure.number.as_tuple().exponent
    return Decimal(1).scaleb((exponent if isinstance(exponent, int) else 0) + _scale(figure))


def _settled(points: Iterable[Point]) -> Iterator[Point]:
    """The points in time, one for each value of a period; values that a later report changed are marked."""
    by_period: dict[Period, list[Point]] = defaultdict(list)
    for point in points:
        by_period[point.period].append(point)
    for period in sorted(by_period, key=lambda p: (p.year, p.last_month, p.day, p.number)):
        told = sorted(by_period[period], key=lambda p: (recency(p.row), p.row.posted or "", p.figure.span))
        values: list[list[Point]] = []
        for point in told:
            same = next((group for group in values if _agree(group[0], point)), None)
            if same is None:
                values.append([point])
            else:
                same.append(point)
        yield from _marked(values)


def _marked(values: Sequence[Sequence[Point]]) -> Iterator[Point]:
    """One point for each value, the last one standing; two values in one report are no correction but a doubt."""
    last = values[-1][0]
    for group in values:
        first = group[0]
        others = tuple(dict.fromkeys(p.row.name for p in group if p.row.name != first.row.name))
        note, restated = "", False
        if len(values) > 1 and first is last:
            before = values[-2][0]
            if before.row.name == first.row.name:
                note = f"báo cáo còn nêu {before.figure.value} cho cùng kỳ"
            else:
                note = f"sửa số trước: {before.figure.value} ({before.row.name})"
        elif len(values) > 1:
            restated = last.row.name != first.row.name
            note = f"số sau: {last.figure.value} ({last.row.name})"
        yield replace(first, also=others, note=note, restated=restated)


def _grown(points: Iterable[Point]) -> Iterator[Point]:
    """The points with their growth where the same period of the year before stands too."""
    points = list(points)
    standing = {point.period: point for point in points if not point.restated}
    for point in points:
        before = standing.get(replace(point.period, year=point.period.year - 1))
        plain = point.figure.kind is Kind.LEVEL and (point.figure.unit or "") not in ("%", "‰", "")
        if before is None or point.restated or not plain or before.amount <= 0:
            yield point
        else:
            yield replace(point, growth=(point.amount / before.amount - 1) * 100)
