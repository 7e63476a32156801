"""What only the whole sentence tells: a basis said later, a period shared by a whole and its parts."""

from __future__ import annotations

import re
from dataclasses import replace

from index.folding import plain as to_plain
from index.records import Figure, Kind, Period, PeriodUnit

_APART = re.compile(r"; *(?:đạt|bằng|tăng|giảm|hoàn thành|vượt|và|đều) *$")
_ABOUT = re.compile(
    r" ?(?:%|[^\W\d_]{1,12})? ?về (?:số lượng |tổng số |số |tổng )?(?P<what>[^\W\d_]+(?: [^\W\d_]+){0,3}?)"
    r"(?= *(?:[,;.)]|$| và | so với ))"
)
_ABOUT_LONGEST = 60
_PLACES = ("bậc", "hạng")
_SAID_OF_WHOLES = (Kind.PLAN_PCT, Kind.CHANGE_PCT, Kind.CHANGE_ABS)


def with_later_basis(figures: list[Figure]) -> list[Figure]:
    """A change without a basis takes the next one in its sentence: "tăng 02 vụ, giảm 01 người so với cùng kỳ"."""
    result, basis = [], None
    for figure in reversed(figures):
        if figure.kind in (Kind.CHANGE_ABS, Kind.CHANGE_PCT):
            if figure.basis is None and goes_with(basis, figure.period):
                figure = replace(figure, basis=basis)
            basis = figure.basis
        result.append(figure)
    return result[::-1]


def goes_with(basis: str | None, period: Period | None) -> bool:
    """Whether what others are compared with can be a period's: the month before is none of nine months'."""
    low = to_plain(basis or "")
    for words, unit in (("tháng trước", PeriodUnit.MONTH), ("quý trước", PeriodUnit.QUARTER)):
        if low.startswith(words):
            return period is None or period.unit is unit
    return True


def told_apart(figures: list[Figure], text: str) -> list[Figure]:
    """Changes that say which of several levels they are of: "(tăng 9,1% về số doanh nghiệp, giảm 4,7% về vốn)"."""
    result = list(figures)
    for at, figure in enumerate(figures):
        said = _ABOUT.match(to_plain(text[figure.span.end : figure.span.end + _ABOUT_LONGEST]))
        if said is None or figure.kind not in (Kind.CHANGE_PCT, Kind.CHANGE_ABS):
            continue
        levels = [f for f in figures[:at] if f.kind is Kind.LEVEL and f.sentence == figure.sentence]
        words = said["what"].strip()
        named = [f for f in levels if to_plain(f.unit or "") == words] or [
            f for f in levels if f" {words} " in f" {to_plain(f.indicator)} "
        ]
        if named:
            of = named[-1]
            result[at] = replace(figure, indicator=of.indicator, head=of.head, of=of.span)
    return result


def ranks_moved(figures: list[Figure]) -> list[Figure]:
    """A move by places is of the rank that stands before it: "xếp thứ 5/9 huyện, thành phố, tăng 2 bậc"."""
    result: list[Figure] = []
    for figure in figures:
        rank = next((f for f in reversed(result) if f.kind is Kind.RANK and f.sentence == figure.sentence), None)
        if rank is not None and figure.kind is Kind.CHANGE_ABS and figure.unit in _PLACES:
            figure = replace(figure, indicator=rank.indicator, head=rank.head, of=rank.span)
        result.append(figure)
    return result


def reconcile(figures: list[Figure]) -> list[Figure]:
    """Parts that add up to another whole of their sentence take its period: month parts after a cumulative total."""
    result = list(figures)
    levels = [f for f in figures if f.kind is Kind.LEVEL]
    parts = [f for f in levels if f.head]
    for whole in levels:
        family = [p for p in parts if p.unit == whole.unit and p.span > whole.span and p is not whole]
        if len(family) < 2 or whole.head or sum(p.number for p in family[:2]) != whole.number:
            continue
        moved = {p.span for p in family[:2] if p.period != whole.period}
        result = [replace(f, period=whole.period) if f.span in moved or f.of in moved else f for f in result]
    return result


def back_to_whole(figures: list[Figure], text: str) -> list[Figure]:
    """What a sentence says after a breakdown is of the whole: "lúa 70 ha; ngô 28 ha; đạt 56% kế hoạch".

    Only where the parts have no such figure of their own, and a semicolon stands before it.
    """
    result = list(figures)
    for at, figure in enumerate(figures):
        part = next((f for f in figures[:at] if f.span == figure.of and f.head), None)
        whole = next((f for f in figures[:at] if part and f.indicator == part.head and f.kind is Kind.LEVEL), None)
        if part is None or whole is None or figure.kind not in _SAID_OF_WHOLES:
            continue
        siblings = [f for f in figures[:at] if f.head == part.head and f.kind is Kind.LEVEL]
        theirs = [f for f in figures[:at] if f.of in {s.span for s in siblings} and f.kind in _SAID_OF_WHOLES]
        moved = all(f not in result for f in theirs)
        if len(siblings) > 1 and siblings[-1] is part and _apart(text, figure) and moved:
            result[at] = replace(figure, indicator=whole.indicator, of=whole.span, head=whole.head)
    return result


def _apart(text: str, figure: Figure) -> bool:
    return bool(_APART.search(to_plain(text[figure.clause.start : figure.span.start])))
