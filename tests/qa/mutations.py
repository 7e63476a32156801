"""Statements made from the figures of reports: true ones in several wordings, and each with one thing made false."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from index.folding import plain
from index.grammar.numbers import NUMBER, read_number
from index.lines import TABLE_ROW
from index.records import Figure, Kind, Period, PeriodUnit
from qa.library import Shelf
from qa.likeness import named


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence about a report; `mutation` is "" for a true one."""

    report: str
    text: str
    wording: str
    mutation: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """The parts of a sentence about one figure, each of which can be made false."""

    indicator: str
    verb: str
    amount: str
    tail: str
    when: str = ""

    def __str__(self) -> str:
        subject = self.indicator[:1].lower() + self.indicator[1:] if self.when else self.indicator
        parts = (f"{self.when}," if self.when else "", subject, self.verb, self.amount, self.tail)
        sentence = " ".join(part for part in parts if part)
        return f"{sentence[:1].upper()}{sentence[1:]}."


_SCALES = ("nghìn tỷ", "tỷ", "triệu", "nghìn")
_ZERO = Decimal(0)


def written(number: Decimal) -> str:
    """1234.5 -> "1.234,5"."""
    return f"{number:,f}".translate(str.maketrans(",.", ".,"))


def when(period: Period | None) -> str:
    """A period as the lead of a sentence."""
    if period is None:
        return ""
    match period.unit:
        case PeriodUnit.MONTHS:
            return f"{period.number} tháng đầu năm {period.year}"
        case PeriodUnit.MONTH:
            return f"Tháng {period.number}/{period.year}"
        case PeriodUnit.AS_OF:
            return f"Tính đến ngày {period.day}/{period.month}/{period.year}"
        case PeriodUnit.YEAR | PeriodUnit.QUARTER:
            return str(period).capitalize()
    return ""


def _glued(value: str, unit: str | None) -> str:
    return f"{value}{'' if unit in ('%', '‰') else ' '}{unit or ''}".strip()


def told(shelf: Shelf) -> Iterator[Figure]:
    """The figures of a report's prose whose words can be said again: an indicator, a unit, a number of some size."""
    for figure in shelf.evidence.figures:
        if TABLE_ROW.search(figure.sentence.of(shelf.text)) or not named(figure.indicator) or not figure.unit:
            continue
        words = figure.indicator.split()
        if (
            not 2 <= len(words) <= 14
            or figure.qualifier
            or figure.number <= 0
            or re.search(r"[\d:;]", figure.indicator)
        ):
            continue
        if figure.kind in (Kind.LEVEL, Kind.CHANGE_PCT, Kind.PLAN_PCT) and not _told_twice(figure, shelf):
            yield figure


def _told_twice(figure: Figure, shelf: Shelf) -> bool:
    """Whether the same words name another number of the same kind and time: no sentence could tell the two apart."""
    return any(
        other.span != figure.span
        and plain(other.indicator) == plain(figure.indicator)
        and other.kind is figure.kind
        and other.period == figure.period
        and other.unit == figure.unit
        and other.number != figure.number
        and other.basis == figure.basis
        for other in shelf.evidence.figures
    )


def draft_of(figure: Figure) -> Draft:
    """The plain sentence that says a figure."""
    amount = _glued(figure.value, figure.unit)
    if figure.kind is Kind.CHANGE_PCT:
        basis = f"so với {figure.basis}" if figure.basis else ""
        return Draft(figure.indicator, figure.direction or "tăng", amount, basis, when(figure.period))
    if figure.kind is Kind.PLAN_PCT:
        return Draft(figure.indicator, "đạt", amount, figure.basis or "kế hoạch", when(figure.period))
    verb = "theo kế hoạch là" if figure.plan else "đạt"
    return Draft(figure.indicator, verb, amount, "", when(figure.period))


def true_statements(shelf: Shelf, figures: Sequence[Figure]) -> Iterator[Statement]:
    """Each figure as it is, in another scale, rounded, and bounded."""
    for figure in figures:
        draft = draft_of(figure)
        yield Statement(shelf.name, str(draft), "plain")
        yield Statement(shelf.name, str(replace(draft, when="")), "undated")
        for wording, amount in (
            ("scaled", rescaled(figure)),
            ("rounded", rounded(figure)),
            ("bounded", bounded(figure)),
        ):
            if amount:
                yield Statement(shelf.name, str(replace(draft, amount=amount)), wording)


def rescaled(figure: Figure) -> str:
    """The same amount in the next larger scale: "1.225,7 tỷ đồng" -> "1,2257 nghìn tỷ đồng"."""
    unit, number = figure.unit or "", figure.number
    if number < 1000 or figure.kind is not Kind.LEVEL:
        return ""
    larger = {"tỷ ": "nghìn tỷ ", "triệu ": "tỷ ", "nghìn ": "triệu "}
    for scale, next_scale in larger.items():
        if unit.startswith(scale):
            return f"{written((number / 1000).normalize())} {next_scale}{unit.removeprefix(scale)}"
    return f"{written((number / 1000).normalize())} nghìn {unit}" if unit[0].islower() and unit != "USD" else ""


def _steps(figure: Figure) -> tuple[Decimal, Decimal] | None:
    """A step to round a number to three digits by, and the number itself; None where that changes nothing."""
    digits = len(figure.number.normalize().as_tuple().digits)
    if digits < 4:
        return None
    return Decimal(1).scaleb(figure.number.adjusted() - 2), figure.number


def rounded(figure: Figure) -> str:
    """The amount to three digits: "khoảng 12,3 tỷ đồng"."""
    found = _steps(figure)
    if found is None:
        return ""
    step, number = found
    return f"khoảng {_glued(written((number / step).quantize(Decimal(1), ROUND_HALF_UP) * step), figure.unit)}"


def bounded(figure: Figure, *, falsely: bool = False) -> str:
    """The amount by a bound at three digits: "hơn 12,3"; falsely: "hơn 12,4" of 12.34."""
    found = _steps(figure)
    if found is None:
        return ""
    step, number = found
    below = (number / step).to_integral_value(ROUND_FLOOR) * step
    above = (number / step).to_integral_value(ROUND_CEILING) * step
    return f"hơn {_glued(written(above if falsely else below), figure.unit)}"


Mutation = Callable[[Figure, Draft, Shelf], str]


def _digit(figure: Figure, draft: Draft, shelf: Shelf) -> str:
    at = next(i for i, c in enumerate(figure.value) if c.isdigit() and (c != "0" or i))
    value = f"{figure.value[:at]}{(int(figure.value[at]) + 3) % 9 + 1}{figure.value[at + 1 :]}"
    return str(replace(draft, amount=_glued(value, figure.unit))) if value != figure.value else ""


def _decimal_shift(figure: Figure, draft: Draft, shelf: Shelf) -> str:
    return str(replace(draft, amount=_glued(written(figure.number * 10), figure.unit)))


def _transposed(figure: Figure, draft: Draft, shelf: Shelf) -> str:
    value = re.sub(r"(\d)(\d)(?=\D*$)", r"\2\1", figure.value)
    return (
        str(replace(draft, amount=_glued(value, figure.unit)))
        if re.fullmatch(NUMBER, value) and read_number(value) != figure.number
        else ""
    )


def _scale(figure: Figure, draft: Draft, shelf: Shelf) -> str:
    unit = figure.unit or ""
    for scale, other in (("nghìn tỷ ", "tỷ "), ("tỷ ", "triệu "), ("triệu ", "tỷ "), ("nghìn ", "triệu ")):
        if unit.startswith(scale):
            return str(replace(draft, amount=_glued(figure.value, other + unit.removeprefix(scale))))
    return str(replace(draft, amount=_glued(figure.value, f"nghìn {unit}"))) if figure.kind is Kind.LEVEL else ""


def _unit(figure: Figure, draft: Draft, shelf: Shelf) -> str:
    other = {"tấn": "tạ", "ha": "m2", "con": "tấn", "người": "hộ", "hộ": "người", "tạ/ha": "tấn/ha", "lượt": "tấn"}
    other |= {"tỷ đồng": "tỷ USD", "triệu USD": "triệu đồng", "triệu đồng": "triệu USD"}
    found = other.get(figure.unit or "")
    return str(replace(draft, amount=_glued(figure.value, found))) if found else ""


def _direction(figure: Figure, draft: Draft, shelf: Shelf) -> str:
    turned = {"tăng": "giảm", "giảm": "tăng"}
    return str(replace(draft, verb=turned[draft.verb])) if draft.verb in turned else ""


def _neighbour(figure: Figure, draft: Draft, shelf: Shelf) -> str:
    for other in shelf.evidence.figures:
        near = other.passage == figure.passage and other.unit == figure.unit and other.kind is figure.kind
        if near and other.number != figure.number and plain(other.indicator) != plain(figure.indicator):
            return str(replace(draft, amount=_glued(other.value, other.unit)))
    return ""


def _period(figure: Figure, draft: Draft, shelf: Shelf) -> str:
    period = figure.period
    if period is None or period.unit not in (PeriodUnit.MONTHS, PeriodUnit.MONTH) or figure.kind is Kind.PLAN_PCT:
        return ""
    if period.number == 1:
        return ""
    if period.unit is PeriodUnit.MONTHS:
        return str(replace(draft, when=f"Riêng tháng {period.number}/{period.year}"))
    return str(replace(draft, when=f"Tính chung {max(2, period.number)} tháng đầu năm {period.year}"))


def _year(figure: Figure, draft: Draft, shelf: Shelf) -> str:
    if figure.period is None or not draft.when:
        return ""
    return str(replace(draft, when=draft.when.replace(str(figure.period.year), str(figure.period.year - 3))))


def _basis(figure: Figure, draft: Draft, shelf: Shelf) -> str:
    low = plain(figure.basis or "")
    if figure.kind is Kind.CHANGE_PCT and low:
        other = "cùng kỳ năm trước" if "tháng trước" in low else "tháng trước"
        return str(replace(draft, tail=f"so với {other}"))
    if figure.kind is Kind.PLAN_PCT and re.search(r"hđnd|trung ương|thủ tướng", low):
        return str(replace(draft, tail="dự toán Trung ương giao" if "hđnd" in low else "dự toán HĐND tỉnh giao"))
    return ""


def _basis_year(figure: Figure, draft: Draft, shelf: Shelf) -> str:
    if figure.kind is not Kind.CHANGE_PCT or figure.period is None or "cùng kỳ" not in plain(figure.basis or ""):
        return ""
    return str(replace(draft, tail=f"so với cùng kỳ năm {figure.period.year - 3}"))


def _place(figure: Figure, draft: Draft, shelf: Shelf) -> str:
    return str(replace(draft, indicator=f"{draft.indicator} của tỉnh Trà Vinh"))


def _nation(figure: Figure, draft: Draft, shelf: Shelf) -> str:
    if shelf.row.place in (None, "cả nước"):
        return ""
    return str(replace(draft, indicator=f"{draft.indicator} của cả nước"))


def _part_for_whole(figure: Figure, draft: Draft, shelf: Shelf) -> str:
    whole = any(
        f.indicator == figure.head and f.unit == figure.unit and f.kind is Kind.LEVEL and f.number > figure.number
        for f in shelf.evidence.figures
    )
    same = plain(figure.head) == plain(figure.indicator) or figure.kind is not Kind.LEVEL
    return str(replace(draft, indicator=figure.head)) if whole and not same else ""


def _whole_for_part(figure: Figure, draft: Draft, shelf: Shelf) -> str:
    for other in shelf.evidence.figures:
        if other.head and other.head == figure.indicator and other.unit == figure.unit and figure.kind is Kind.LEVEL:
            return str(replace(draft, indicator=other.indicator)) if other.number != figure.number else ""
    return ""


def _plan(figure: Figure, draft: Draft, shelf: Shelf) -> str:
    if figure.kind is Kind.PLAN_PCT:
        return str(replace(draft, verb="tăng", tail="so với cùng kỳ năm trước"))
    if figure.kind is Kind.LEVEL and figure.plan:
        done = re.sub(
            r"(?i)\s*(?:tổng )?(?:kế hoạch|dự toán|chỉ tiêu|nghị quyết)(?: hđnd tỉnh| giao)*", "", draft.indicator
        )
        return str(replace(draft, indicator=done, verb="đã đạt")) if named(done) else ""
    return ""


def _growth_as_share(figure: Figure, draft: Draft, shelf: Shelf) -> str:
    return str(replace(draft, verb="đạt", tail="kế hoạch năm")) if figure.kind is Kind.CHANGE_PCT else ""


def _points(figure: Figure, draft: Draft, shelf: Shelf) -> str:
    return str(replace(draft, amount=f"{figure.value} điểm phần trăm")) if figure.kind is Kind.CHANGE_PCT else ""


def _level_as_change(figure: Figure, draft: Draft, shelf: Shelf) -> str:
    if figure.kind is not Kind.LEVEL or figure.plan:
        return ""
    return str(replace(draft, verb="tăng", tail="so với cùng kỳ năm trước"))


def _wrong_rounding(figure: Figure, draft: Draft, shelf: Shelf) -> str:
    found = _steps(figure)
    if found is None:
        return ""
    step, number = found
    value = (number / step).quantize(Decimal(1), ROUND_HALF_UP) * step + step
    return str(replace(draft, amount=_glued(written(value), figure.unit)))


def _wrong_bound(figure: Figure, draft: Draft, shelf: Shelf) -> str:
    amount = bounded(figure, falsely=True)
    return str(replace(draft, amount=amount)) if amount else ""


def _far_guess(figure: Figure, draft: Draft, shelf: Shelf) -> str:
    value = figure.number * Decimal("1.12")
    step = Decimal(1).scaleb(value.adjusted() - 1)
    amount = _glued(written((value / step).quantize(Decimal(1)) * step), figure.unit)
    return str(replace(draft, amount=f"khoảng {amount}")) if figure.kind is Kind.LEVEL else ""


def _separators(figure: Figure, draft: Draft, shelf: Shelf) -> str:
    value = re.sub(r"\.(\d)(\d\d)(?=\D|$)", r"\1.\2", figure.value)
    return str(replace(draft, amount=_glued(value, figure.unit))) if value != figure.value else ""


def _invented(figure: Figure, draft: Draft, shelf: Shelf) -> str:
    return str(replace(draft, indicator="Số lượng kính thiên văn và đài quan sát của ngành hàng hải"))


MUTATIONS: dict[str, Mutation] = {
    "digit": _digit,
    "transposed digits": _transposed,
    "decimal shift": _decimal_shift,
    "scale": _scale,
    "unit": _unit,
    "direction": _direction,
    "neighbour's figure": _neighbour,
    "month for cumulative": _period,
    "year": _year,
    "basis": _basis,
    "year of the basis": _basis_year,
    "place": _place,
    "nation": _nation,
    "part for whole": _part_for_whole,
    "whole for part": _whole_for_part,
    "plan for actual": _plan,
    "growth for plan": _growth_as_share,
    "level for change": _level_as_change,
    "percent for points": _points,
    "wrong rounding": _wrong_rounding,
    "wrong bound": _wrong_bound,
    "far guess": _far_guess,
    "separators": _separators,
    "invented": _invented,
}


def false_statements(shelf: Shelf, figures: Sequence[Figure]) -> Iterator[Statement]:
    """Each figure with each mutation that fits it."""
    for figure in figures:
        draft = draft_of(figure)
        for name, mutate in MUTATIONS.items():
            text = mutate(figure, draft, shelf)
            if text and text != str(draft):
                yield Statement(shelf.name, text, "plain", name)
