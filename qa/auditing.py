"""What in one report does not agree with itself, with the sum that shows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from index.folding import plain
from index.lines import TABLE_ROW
from index.records import Figure, Kind, Span
from index.subjects import Subject
from qa.givens import vietnamese
from qa.library import Shelf
from qa.quantities import Quantity, of_figure

_WHOLE = re.compile(r"(?<![^\W_])(?:gồm(?: có)?|bao gồm|chia theo|chia ra|trong đó)(?![^\W_])")
_ALL_PARTS = re.compile(r"(?<![^\W_])(?:gồm(?: có)?|bao gồm|chia theo|chia ra)(?![^\W_])")
_BEFORE_LAST = re.compile(r"(?<![^\W_])(?:cùng kỳ|năm trước|năm ngoái)(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Finding:
    """One disagreement: its kind, what is wrong in one sentence, the computation, and the figures it rests on."""

    kind: str
    words: str
    computation: str
    figures: tuple[Figure, ...]
    sentence: Span


def audited(shelf: Shelf) -> tuple[Finding, ...]:
    """The disagreements of one report, in the order of its text."""
    found = [finding for check in _CHECKS for finding in check(shelf)]
    return tuple(sorted(found, key=lambda f: (f.sentence, f.kind)))


def _in_prose(shelf: Shelf) -> Iterator[Figure]:
    for figure in shelf.evidence.figures:
        if not TABLE_ROW.search(figure.sentence.of(shelf.text)):
            yield figure


def _by_sentence(shelf: Shelf) -> Iterator[list[Figure]]:
    together: dict[Span, list[Figure]] = {}
    for figure in _in_prose(shelf):
        together.setdefault(figure.sentence, []).append(figure)
    yield from together.values()


def _plan_shares(shelf: Shelf) -> Iterator[Finding]:
    """Shares of a plan that what is done and the plan beside it do not give: "900/1.200 triệu đồng, đạt 85%"."""
    for figures in _by_sentence(shelf):
        for at, done in enumerate(figures[:-2]):
            plan, share = figures[at + 1], figures[at + 2]
            between = shelf.text[done.span.end : plan.span.start]
            if not re.fullmatch(r"[^\d]{0,12}/ ?", between) or not _is_share(share):
                continue
            if re.search(r"[;.]\s", shelf.text[plan.span.end : share.span.start]) or plan.unit != done.unit:
                continue
            yield from _unless_rate(share, done, plan, "Tỷ lệ không khớp với hai số bên cạnh")


def _is_share(figure: Figure) -> bool:
    return figure.unit == "%" and figure.kind in (Kind.PLAN_PCT, Kind.RATIO) and figure.direction is None


def _asides(shelf: Shelf) -> Iterator[Finding]:
    """Shares of a plan that stands in brackets: "đạt 54% dự toán HĐND tỉnh giao (5.910 tỷ đồng)"."""
    for figures in _by_sentence(shelf):
        for share in figures:
            if share.kind is not Kind.PLAN_PCT or share.of is None or not share.basis:
                continue
            done = next((f for f in figures if f.span == share.of and not f.plan), None)
            basis = plain(share.basis)
            plans = [f for f in figures if f.plan and f.kind is Kind.LEVEL and _of_plan(f, share, basis)]
            if done is not None and len(plans) == 1 and of_figure(plans[0]).unit == of_figure(done).unit:
                yield from _unless_rate(share, done, plans[0], "Tỷ lệ so với kế hoạch không khớp với hai mức đã nêu")


def _of_plan(plan: Figure, share: Figure, basis: str) -> bool:
    """Whether a level is the plan of the very indicator that a share is of."""
    return plain(plan.indicator) == f"{plain(share.indicator)} {basis}"


def _unless_rate(share: Figure, done: Figure, whole: Figure, words: str) -> Iterator[Finding]:
    a, b = of_figure(done), of_figure(whole)
    if b.value <= 0:
        return
    low, high = _quotient(a, b)
    step = of_figure(share).step
    said = share.number
    if share.qualifier or low * 100 - step <= said <= high * 100 + step:
        return
    value = a.value / b.value * 100
    computation = f"{done.value} / {whole.value} * 100 = {vietnamese(value, 2)}%, báo cáo ghi {share.value}%"
    yield Finding("share", f"{words}: {share.indicator}.", computation, (done, whole, share), share.sentence)


def _quotient(a: Quantity, b: Quantity) -> tuple[Decimal, Decimal]:
    """The least and the greatest quotient of what two rounded numbers may stand for."""
    half_a, half_b = a.step / 2, b.step / 2
    return (a.value - half_a) / (b.value + half_b), (a.value + half_a) / max(b.value - half_b, Decimal("0.0000001"))


def _growth(shelf: Shelf) -> Iterator[Finding]:
    """Growth that the level and the earlier level beside it do not give."""
    for figures in _by_sentence(shelf):
        for change in figures:
            if change.kind is not Kind.CHANGE_PCT or change.of is None or change.qualifier or not change.basis:
                continue
            now = next((f for f in figures if f.span == change.of and f.kind is Kind.LEVEL), None)
            if now is None or now.period is None or not _BEFORE_LAST.search(plain(change.basis)):
                continue
            then = [f for f in figures if _a_year_before(f, now)]
            if len(then) != 1:
                continue
            a, b = of_figure(now), of_figure(then[0])
            if b.value <= 0:
                continue
            low, high = ((q - 1) * 100 for q in _quotient(a, b))
            sign = -1 if change.direction == "giảm" else 1
            step = of_figure(change).step
            if not low - step <= sign * change.number <= high + step:
                value = (a.value / b.value - 1) * 100
                computation = f"({now.value} / {then[0].value} - 1) * 100 = {vietnamese(value, 2)}%"
                computation += f", báo cáo ghi {change.direction} {change.value}%"
                words = f"Mức tăng, giảm không khớp với hai mức đã nêu: {change.indicator}."
                yield Finding("growth", words, computation, (now, then[0], change), change.sentence)


def _a_year_before(figure: Figure, now: Figure) -> bool:
    return (
        figure.kind is Kind.LEVEL
        and figure.indicator == now.indicator
        and of_figure(figure).unit == of_figure(now).unit
        and figure.period is not None
        and now.period is not None
        and figure.period.year == now.period.year - 1
        and figure.period.unit is now.period.unit
    )


def _parts(shelf: Shelf) -> Iterator[Finding]:
    """Parts that add up to another number than their whole, or one that is greater than the whole."""
    for figures in _by_sentence(shelf):
        levels = [f for f in figures if f.kind is Kind.LEVEL and not f.plan]
        for whole in levels:
            parts = [
                f
                for f in levels
                if f.span.start > whole.span.start
                and f.head == whole.indicator
                and f.indicator != whole.indicator
                and f.period == whole.period
                and of_figure(f).unit == of_figure(whole).unit
            ]
            if parts:
                yield from _unless_sum(shelf, whole, parts)


def _unless_sum(shelf: Shelf, whole: Figure, parts: list[Figure]) -> Iterator[Finding]:
    total, amounts = of_figure(whole), [of_figure(p) for p in parts]
    lead = plain(shelf.text[whole.span.end : parts[0].span.start])
    slack = (total.step + sum((a.step for a in amounts), Decimal(0))) / 2
    figures = (whole, *parts)
    largest = max(zip(amounts, parts, strict=True), key=lambda pair: pair[0].value)
    if _WHOLE.search(lead) and largest[0].value > total.value + slack:
        computation = f"{largest[1].value} > {whole.value}"
        words = f"Một phần lớn hơn tổng: {largest[1].indicator}."
        yield Finding("part", words, computation, (whole, largest[1]), whole.sentence)
        return
    split = _ALL_PARTS.search(lead) and len(parts) > 1 and not any(f.qualifier for f in figures)
    # A list may go on to what is not part of the whole: "15 chỉ tiêu, gồm 7 vượt và 8 đạt; 3 chỉ tiêu không đạt".
    sums = accumulate(a.value for a in amounts)
    if split and all(abs(value - total.value) > slack for value in sums) and len({p.unit for p in figures}) == 1:
        value = sum((p.number for p in parts), Decimal(0))
        places = max(0, *(-int(p.number.as_tuple().exponent) for p in figures))
        computation = f"{' + '.join(p.value for p in parts)} = {vietnamese(value, places)}, báo cáo ghi {whole.value}"
        yield Finding("sum", f"Các phần cộng lại khác tổng: {whole.indicator}.", computation, figures, whole.sentence)


def _impossible(shelf: Shelf) -> Iterator[Finding]:
    """A share over 100 %, a place behind the last."""
    for figure in _in_prose(shelf):
        if figure.kind is Kind.SHARE and figure.unit == "%" and figure.number > 100:
            words = f"Tỷ trọng lớn hơn 100%: {figure.indicator}."
            yield Finding("impossible", words, f"{figure.value}% > 100%", (figure,), figure.sentence)
        if figure.kind is Kind.RANK and figure.denominator is not None and figure.number > figure.denominator:
            words = f"Thứ hạng lớn hơn số được xếp hạng: {figure.indicator}."
            computation = f"{figure.number} > {figure.denominator}"
            yield Finding("impossible", words, computation, (figure,), figure.sentence)


def _twice(shelf: Shelf) -> Iterator[Finding]:
    """One indicator of one period with two values, in different sentences."""
    known: dict[tuple[object, ...], Figure] = {}
    for figure in _in_prose(shelf):
        name = plain(figure.indicator)
        # A bare measure ("tổng giá trị sản xuất") is often another thing's in another paragraph.
        if (
            figure.period is None
            or len(Subject.of(figure.indicator).object.split()) < 2
            or figure.kind in (Kind.OTHER, Kind.RATIO, Kind.CHANGE_ABS)
        ):
            continue
        amount = of_figure(figure)
        key = (name, str(figure.period), figure.kind, amount.unit, plain(figure.basis or ""), figure.plan)
        first = known.setdefault(key, figure)
        other = of_figure(first)
        if first.sentence == figure.sentence or first.section != figure.section and _is_list(shelf, figure):
            continue
        step = max(amount.step, other.step)
        if abs(amount.value - other.value) > step and not figure.qualifier and not first.qualifier:
            computation = f"{first.value} và {figure.value} {figure.unit or ''}".strip()
            words = f"Cùng chỉ tiêu, cùng kỳ có hai giá trị: {figure.indicator} ({figure.period})."
            yield Finding("twice", words, computation, (first, figure), figure.sentence)


def _is_list(shelf: Shelf, figure: Figure) -> bool:
    """Whether a figure stands in a list whose lead may say of what it is."""
    return shelf.text[figure.sentence.start : figure.sentence.start + 2].strip() in ("-", "+", "•")


_CHECKS: tuple[Callable[[Shelf], Iterator[Finding]], ...] = (
    _plan_shares,
    _asides,
    _growth,
    _parts,
    _impossible,
    _twice,
)
