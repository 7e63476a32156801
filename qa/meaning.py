"""Where what a text says of a number departs from a figure of a report: kind, direction, period, basis, place, plan."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from index.folding import fold, plain
from index.grammar.periods import Clock, month_end, periods
from index.records import Figure, Kind, Period, PeriodUnit
from qa.claim_parts import other_group, other_part, other_scope
from qa.claim_places import other_place
from qa.claims import Claim
from qa.library import Shelf, View
from qa.matching import other_prices
from qa.timing import same_period

_GROUPS: tuple[frozenset[Kind], ...] = (
    frozenset({Kind.LEVEL, Kind.PRICE, Kind.RATIO, Kind.OTHER}),
    frozenset({Kind.SHARE, Kind.RATIO, Kind.OTHER}),
    frozenset({Kind.CHANGE_PCT, Kind.CHANGE_ABS}),
)
_CHANGES = (Kind.CHANGE_PCT, Kind.CHANGE_ABS, Kind.MULTIPLE, Kind.INDEX)
_BODIES = {
    "hdnd": ("hdnd", "hoi dong nhan dan"),
    "trung uong": ("trung uong", " tw ", "thu tuong", "ttg", "chinh phu", "bo tai chinh", "ttcp"),
    "ubnd": ("ubnd", "uy ban"),
    "nghi quyet": ("nghi quyet", " nq "),
}
_LEVELS = {"tinh": (" tinh ",), "huyen": (" huyen ",), "xa": (" xa ",)}
KIND_SAID = {
    Kind.LEVEL: "mức", Kind.CHANGE_PCT: "mức tăng, giảm", Kind.CHANGE_ABS: "mức tăng, giảm tuyệt đối",
    Kind.MULTIPLE: "số lần", Kind.PLAN_PCT: "tỷ lệ so với kế hoạch", Kind.SHARE: "tỷ trọng", Kind.RANK: "thứ hạng",
    Kind.RATIO: "tỷ lệ", Kind.INDEX: "tỷ lệ so với kỳ trước", Kind.PRICE: "giá", Kind.OTHER: "số",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Conflict:
    """What the text has otherwise: a name of the facet and a Vietnamese phrase that says how the report has it."""

    facet: str
    words: str


Check = Callable[[Claim, View, Shelf], "Conflict | None"]


def conflicts(claim: Claim, view: View, shelf: Shelf) -> tuple[Conflict, ...]:
    """All that a claim has otherwise than a figure, the gravest first."""
    return tuple(_conflicts(claim, view, shelf))


def _conflicts(claim: Claim, view: View, shelf: Shelf) -> Iterator[Conflict]:
    for check in _CHECKS:
        if (found := check(claim, view, shelf)) is not None:
            yield found


def same_kind(one: Figure, other: Figure) -> bool:
    """Whether two figures say the same sort of thing of their indicators."""
    a, b = one.kind, other.kind
    if a is b or Kind.OTHER in (a, b) or {a, b} == {Kind.INDEX, Kind.CHANGE_PCT}:
        # "Bằng 118,29% cùng kỳ" says what "tăng 18,29%" says; the numbers are compared as such.
        return True
    if {a, b} == {Kind.PLAN_PCT, Kind.RATIO}:
        return not (one.basis and other.basis)
    return any(a in group and b in group for group in _GROUPS)


def _kind(claim: Claim, view: View, shelf: Shelf) -> Conflict | None:
    if same_kind(claim.figure, view.figure) or view.figure.kind is Kind.CHANGE_ABS and claim.addition:
        return None
    return Conflict("kind", f"là {KIND_SAID[view.figure.kind]}, không phải {KIND_SAID[claim.figure.kind]}")


def _direction(claim: Claim, view: View, shelf: Shelf) -> Conflict | None:
    said, real = claim.figure.direction, view.figure.direction
    if not said or not real or said == real or view.figure.kind not in _CHANGES:
        return None
    return Conflict("direction", f"là {real}, không phải {said}")


def _period(claim: Claim, view: View, shelf: Shelf) -> Conflict | None:
    real = view.figure.period
    if not claim.dated or real is None:
        return None
    if any(_one_time(p, real, view, shelf) for p in claim.dated):
        return None
    if claim.whole and view.figure.plan and any(p.year == real.year for p in claim.dated):
        # "Giải ngân đến 30/9 được 146 tỷ trong tổng số 238 tỷ": the whole is the year's.
        return None
    if claim.figure.kind in (Kind.PLAN_PCT,) and any(
        p.unit is PeriodUnit.YEAR and p.year == real.year for p in claim.dated
    ):
        return None
    return Conflict("period", f"là của {real}, không phải {claim.dated[0]}")


def _one_time(said: Period, real: Period, view: View, shelf: Shelf) -> bool:
    """Whether two periods are one, where the report itself may leave the time of a figure to its title."""
    if same_period(said, real):
        return True
    if said.year != real.year:
        return False
    if said.unit is PeriodUnit.AS_OF and real.unit is PeriodUnit.AS_OF:
        return said.month == real.month and said.day == real.day
    told = _told(view, shelf)
    if said.unit is PeriodUnit.AS_OF or real.unit is PeriodUnit.AS_OF:
        return (
            said.last_month == real.last_month
            and PeriodUnit.MONTH not in (said.unit, real.unit)
            or (real.unit is PeriodUnit.MONTH and real.number == said.last_month and _is_stock(view, shelf))
        )
    if PeriodUnit.YEAR in (said.unit, real.unit):
        return not told or view.figure.plan
    return False


def _is_stock(view: View, shelf: Shelf) -> bool:
    """Whether a figure of a month may be of its last day."""
    if view.figure.kind in (Kind.LEVEL, Kind.SHARE, Kind.RATIO):
        return True
    return bool(re.search(r"(?:cuối|hết) tháng|thời điểm", plain(view.figure.sentence.of(shelf.text))))


def _told(view: View, shelf: Shelf) -> bool:
    """Whether the report names the time of a figure in its sentence."""
    low = plain(view.figure.sentence.of(shelf.text))
    return any(m.period == view.figure.period for m in periods(low, shelf.clock))


def _years(claim: Claim, view: View, shelf: Shelf) -> Conflict | None:
    """A year that stands beside the number and nowhere in what the report says of the figure."""
    known = _known_years(view, shelf)
    for year in claim.years:
        if year not in known:
            return Conflict("period", f"không phải của năm {year}")
    return None


def _known_years(view: View, shelf: Shelf) -> set[int]:
    figure = view.figure
    said = f"{figure.sentence.of(shelf.text)} {figure.indicator} {figure.basis or ''} {' '.join(_path(view, shelf))}"
    known = {int(y) for y in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", said)}
    if figure.period is not None:
        known.add(figure.period.year)
        low = plain(said)
        if figure.kind in _CHANGES and re.search(
            r"cùng (?:kỳ|thời|tháng|quý)|năm (?:trước|ngoái)|(?<![^\W_])ck(?![^\W_])", low
        ):
            known.add(figure.period.year - 1)
        if figure.kind in _CHANGES and not figure.basis:
            known.add(figure.period.year - 1)
    if shelf.row.period is not None:
        known.add(shelf.row.period.year)
    return known


def _path(view: View, shelf: Shelf) -> tuple[str, ...]:
    return shelf.evidence.sections[view.figure.section].path


def _basis(claim: Claim, view: View, shelf: Shelf) -> Conflict | None:
    said, real = claim.figure.basis, view.figure.basis
    if not said or not real:
        return None
    if claim.figure.kind is Kind.PLAN_PCT and view.figure.kind is Kind.PLAN_PCT:
        if not _named(real, _BODIES) and (other := _of_body(_named(said, _BODIES), view, shelf)):
            return Conflict("basis", f"không phải so với {said}: số đó là {other.value}%")
        apart = any(a and b and not a & b for a, b in ((_named(said, t), _named(real, t)) for t in (_BODIES, _LEVELS)))
        return Conflict("basis", f"là so với {real}, không phải {said}") if apart else None
    if claim.figure.kind not in _CHANGES or view.figure.kind not in _CHANGES:
        return None
    a, b = earlier(said, view.figure.period, shelf.clock), earlier(real, view.figure.period, shelf.clock)
    if not a or not b or a == b:
        return None
    return Conflict("basis", f"là so với {real}, không phải {said}")


def _of_body(bodies: set[str], view: View, shelf: Shelf) -> Figure | None:
    """The share of the same sentence that is said to be of the plan of just these bodies."""
    return next(
        (
            v.figure
            for v in shelf.views
            if bodies
            and v.figure.kind is Kind.PLAN_PCT
            and v.figure.sentence == view.figure.sentence
            and v.figure.number != view.figure.number
            and _named(v.figure.basis or "", _BODIES) == bodies
        ),
        None,
    )


def _named(basis: str, table: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Who of a table gave a plan."""
    low = f" {fold(basis)} "
    return {name for name, forms in table.items() if any(f in low for f in forms)}


def earlier(basis: str, period: Period | None, clock: Clock) -> str:
    """A basis of comparison in one form, "cùng kỳ 2022", "tháng trước"; "" where it does not tell."""
    low = " ".join(plain(basis).split())
    year = period.year if period else clock.year()
    written = [int(y) for y in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", low)]
    for pattern, name, last in _BASES:
        if pattern.search(low):
            return f"{name} {written[-1] if written else year - 1}" if last else name
    mine = period or clock.period
    end = _MONTH_END.search(low)
    if end and mine:
        low = f"{month_end(int(end[1]), mine.year).day}/{int(end[1])}"
    day = re.search(r"(?<!\d)(\d{1,2})/(\d{1,2})(?:/(\d{4}))?(?![\d/])", low)
    if day and mine and int(day[3] or mine.year) == mine.year:
        return f"{int(day[1])}/{int(day[2])}"
    named = next((m.period for m in periods(low, Clock(mine)) if m.period), None) if mine else None
    if named is not None and mine is not None:
        return _against(named, mine)
    return f"cùng kỳ {written[-1]}" if written else f"{int(day[1])}/{int(day[2])}" if day else ""


# The first that fits: its words, its name, and whether a year belongs to it.
_BASES = (
    (re.compile(r"kỳ gốc|năm gốc"), "gốc", True),
    (re.compile(r"^(?!.*cùng).*tháng trước"), "tháng trước", False),
    (re.compile(r"^(?!.*cùng).*quý trước"), "quý trước", False),
    (re.compile(r"tháng 12(?!\d)|cuối năm|đầu năm|31/12"), "cuối", True),
    (re.compile(r"cùng|năm (?:trước|ngoái)|vụ trước|(?<![^\W_])ck(?![^\W_])"), "cùng kỳ", True),
)


_MONTH_END = re.compile(r"(?:cuối|hết) tháng (\d{1,2})(?!\d)")


def _against(named: Period, mine: Period) -> str:
    """What an earlier period is to that of a figure."""
    if same_period(named, mine):
        # Nothing is compared with itself: "so với quý III" of a third quarter means that of the year before.
        return f"cùng kỳ {mine.year - 1}"
    if named.year < mine.year and (named.last_month == mine.last_month or named.unit is PeriodUnit.YEAR):
        return f"cùng kỳ {named.year}"
    if named.unit is PeriodUnit.MONTH and named.year == mine.year and named.number == mine.last_month - 1:
        return "tháng trước"
    if named.unit is PeriodUnit.QUARTER and named.year == mine.year and named.last_month < mine.last_month:
        return "quý trước"
    return str(named)


def _plan(claim: Claim, view: View, shelf: Shelf) -> Conflict | None:
    if claim.figure.kind is not Kind.LEVEL or view.figure.kind is not Kind.LEVEL:
        return None
    real = view.figure.plan
    # "Đạt 34,9% kế hoạch" compares with the plan; it makes nothing beside it planned.
    low = _OF_PLAN.sub(" ", plain(f"{claim.around} {claim.lead}"))
    planned = claim.figure.plan or bool(
        re.search(
            r"kế hoạch|dự toán|chỉ tiêu|mục tiêu|phấn đấu|được giao|theo nghị quyết|nghị quyết hđnd|dự kiến|"
            r"(?<![^\W_])sẽ(?![^\W_])",
            low,
        )
    )
    before = plain(claim.around.partition(claim.figure.value)[0])
    if real and not planned and not _OUT_OF.search(before):
        return Conflict("plan", "là kế hoạch, không phải kết quả thực hiện")
    told = plain(shelf.text[view.figure.clause.start : view.figure.span.start])
    if claim.figure.plan and not real and not re.search(r"kế hoạch|dự toán|mục tiêu|chỉ tiêu", told):
        return Conflict("plan", "là kết quả thực hiện, không phải kế hoạch")
    return None


_OF_PLAN = re.compile(r"\d[\d.,]* ?% *(?:so với +)?(?:kế hoạch|dự toán|chỉ tiêu|mục tiêu)[^,;.]{0,40}")
# "Được 900 ha trên 1.200 ha, đạt 75% kế hoạch": the second is what the plan wants.
_OUT_OF = re.compile(r"(?:/|trên|tổng số) *(?:(?:hơn|gần|khoảng|xấp xỉ) +)?$")


def _prices(claim: Claim, view: View, shelf: Shelf) -> Conflict | None:
    """A value at constant prices that the report gives at current ones, or the other way round."""
    return Conflict("basis", "là theo giá khác") if other_prices(claim.around, view) else None


def _in_words(facet: str, otherwise: Callable[[Claim, View, Shelf], str]) -> Check:
    """A check of a facet by the words that tell what is otherwise; "" where nothing does."""

    def check(claim: Claim, view: View, shelf: Shelf) -> Conflict | None:
        words = otherwise(claim, view, shelf)
        return Conflict(facet, words) if words else None

    return check


_CHECKS: tuple[Check, ...] = (
    _in_words("part", other_scope),
    _prices,
    _kind,
    _direction,
    _period,
    _years,
    _basis,
    _in_words("place", other_place),
    _plan,
    _in_words("part", other_part),
    _in_words("group", other_group),
)
