"""Layer two: literals with their scale, unit and approximation: "khoảng 18.230 triệu đồng"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from index.grammar.numbers import Literal, Shape
from index.grammar.patterns import NO_LETTER_AFTER, NO_LETTER_BEFORE, alternatives
from index.lexicon import (
    APPROXIMATIONS,
    COUNT_NOUNS,
    MEASURE_UNITS,
    MONEY_UNITS,
    PER,
    PERCENT_UNITS,
    PLACE_UNITS,
    POINT_UNITS,
    QUALIFIERS,
    SCALES,
    TIMES_UNITS,
    UNIT_STOPS,
)
from index.records import Span


class UnitClass(StrEnum):
    """What family a unit belongs to; it decides which comparisons make sense."""

    PERCENT = "percent"
    POINTS = "points"
    TIMES = "times"
    PLACES = "places"
    MONEY = "money"
    MEASURE = "measure"
    COUNT = "count"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit. `span` covers the digits, `extent` reaches to the end of the unit.

    `pair` says which part of "done/plan" it is ("first", "second"); `denominator` belongs to ranks and scores.
    """

    span: Span
    extent: Span
    number: Decimal
    unit: str | None
    unit_class: UnitClass
    noun: str = ""
    per: str = ""
    scale: Decimal = Decimal(1)
    qualifier: str | None = None
    denominator: Decimal | None = None
    pair: str = ""
    rank: bool = False


_CLASSES = (
    (UnitClass.POINTS, POINT_UNITS),
    (UnitClass.PERCENT, PERCENT_UNITS),
    (UnitClass.TIMES, TIMES_UNITS),
    (UnitClass.PLACES, PLACE_UNITS),
    (UnitClass.MONEY, MONEY_UNITS),
    (UnitClass.MEASURE, MEASURE_UNITS),
    (UnitClass.COUNT, COUNT_NOUNS),
)
_CLASS_OF = {word: cls for cls, words in reversed(_CLASSES) for word in words}
_SYMBOLS = tuple(word for word in _CLASS_OF if not word[-1].isalpha())
_WORDS = tuple(word for word in _CLASS_OF if word[-1].isalpha())

_UNIT = re.compile(
    rf" *(?:(?P<scale>{alternatives(SCALES)}){NO_LETTER_AFTER}(?:\.(?=đ))?(?! *(?:lệ|trọng|suất|"
    rf"giá){NO_LETTER_AFTER}) *)?"
    rf"(?:(?P<symbol>{alternatives(_SYMBOLS)})|(?P<word>{alternatives(_WORDS)}){NO_LETTER_AFTER})?"
    rf"(?P<per> ?/ ?(?P<perword>{alternatives(PER)}){NO_LETTER_AFTER}(?! *\d))?"
)
_OPEN_NOUN = re.compile(r" +(?P<noun>[^\W\d_]+)")
_BARE_PER = re.compile(rf" ?/ ?(?P<perword>{alternatives(PER)}){NO_LETTER_AFTER}")
_APPROXIMATION = re.compile(rf"{NO_LETTER_BEFORE}(?P<word>{alternatives(APPROXIMATIONS)}) *$")
_RANK = re.compile(
    rf"{NO_LETTER_BEFORE}(?:thứ hạng|xếp hạng|hạng|xếp thứ|đứng thứ|vị trí thứ|vị trí|xếp|đứng|thứ) *(?:thứ)? *$"
)
_ORDINAL_NOUN = re.compile(
    rf"{NO_LETTER_BEFORE}(?:lần|kỳ họp|phiên|khóa|đợt|tuần|quý|cuộc|vụ|tầng|năm(?! trước| ngoái)|cơn)"
    r"(?: +[^\W\d_]+){0,2} +thứ *$"
)
_GRADED = re.compile(
    r"(?:bệnh viện|đô thị|di tích|công trình|trường|phòng khám|khách sạn|giấy phép lái xe|đường|kho|chợ|cảng|"
    r"bến xe|siêu thị|huân chương) +hạng *$"
    r"|\d +(?:[^\W\d_]+ +){1,3}hạng *$"
)
_PORTION = re.compile(r"(?:bằng|chiếm|khoảng|gần|hơn|còn|tới) *$")
_SCORES = frozenset(map(Decimal, (10, 100, 1000)))


def amounts_of(literal: Literal, text: str, plain: str) -> tuple[Amount, ...]:
    """The amounts that a NUMBER or FRACTION literal stands for: two for "1.461.801/4.624.531 triệu đồng"."""
    if literal.number is None:
        return ()
    tail = _unit_after(literal.span.end, text, plain)
    qualifier = _qualifier_before(literal.span.start, plain)
    ranked = is_rank(literal.span.start, plain)
    if literal.shape is Shape.NUMBER:
        return (replace(tail, span=literal.span, number=literal.number, qualifier=qualifier, rank=ranked),)
    assert literal.parts is not None and literal.denominator is not None
    portion = (
        tail.unit_class is UnitClass.NONE
        and literal.denominator <= 10
        and _PORTION.search(plain[max(0, literal.span.start - 12) : literal.span.start])
    )
    if ranked or portion or (tail.noun == "điểm" and literal.denominator in _SCORES):
        whole = replace(tail, span=literal.span, number=literal.number, denominator=literal.denominator)
        return (replace(whole, rank=ranked, unit=None if ranked else tail.unit, qualifier=qualifier),)
    first = replace(tail, span=literal.parts[0], number=literal.number, qualifier=qualifier, pair="first")
    first = replace(first, extent=literal.parts[0])
    return first, replace(tail, span=literal.parts[1], number=literal.denominator, pair="second")


def join_neighbours(amounts: list[Amount], plain: str) -> list[Amount]:
    """Ranges share the second unit ("15 - 17 tiêu chí"); "12.000ha/12.500ha" becomes a pair of done and planned."""
    result = list(amounts)
    for index, (first, second) in enumerate(zip(amounts, amounts[1:], strict=False)):
        between = plain[first.extent.end : second.span.start]
        if (
            re.fullmatch(r" ?/ ?", between)
            and first.unit
            and not first.pair
            and first.unit_class is second.unit_class
            and not second.pair
        ):
            result[index], result[index + 1] = replace(result[index], pair="first"), replace(second, pair="second")
            continue
        first = result[index]
        if first.unit is None and not first.rank and re.fullmatch(r" *(?:-|đến) *", between):
            result[index] = replace(
                first,
                unit=second.unit,
                unit_class=second.unit_class,
                noun=second.noun,
                per=second.per,
                scale=second.scale,
            )
    return result


def is_rank(start: int, plain: str) -> bool:
    """Whether the number at `start` is a place in a ranking, and not "lần thứ 9"."""
    before = plain[max(0, start - 24) : start]
    return bool(_RANK.search(before)) and not _ORDINAL_NOUN.search(before) and not _GRADED.search(before)


def _qualifier_before(start: int, plain: str) -> str | None:
    match = _APPROXIMATION.search(plain[max(0, start - 14) : start])
    if match is None:
        return None
    words = re.sub(" +", " ", match["word"])
    return next((q for q in QUALIFIERS if words.endswith(q)), words)


def _unit_after(end: int, text: str, plain: str) -> Amount:
    match = _UNIT.match(plain, end)
    assert match is not None
    scale, word = match["scale"], match["symbol"] or match["word"]
    if scale == "tr" and (word is None or _CLASS_OF[_squeeze(word)] is not UnitClass.MONEY):
        scale = None
    stop = max((match.end(g) for g in ("symbol", "word", "per") if match[g]), default=end)
    if scale:
        stop = max(stop, match.end("scale"))
    noun = _squeeze(word) if word else ""
    unit_class = _CLASS_OF.get(noun, UnitClass.NONE)
    if not word and (match["per"] is None) and (open_noun := _OPEN_NOUN.match(plain, stop)):
        if open_noun["noun"] not in UNIT_STOPS and not (text[open_noun.start("noun")].isupper()):
            noun, stop, unit_class = open_noun["noun"], open_noun.end(), UnitClass.COUNT
            if per := _BARE_PER.match(plain, stop):
                stop = per.end()
    if scale and unit_class is UnitClass.NONE:
        unit_class = UnitClass.MONEY
    unit = _squeeze(text[end:stop].strip()) or None
    return Amount(
        span=Span(end, end),
        extent=Span(end, max(stop, end)),
        number=Decimal(0),
        unit=unit,
        unit_class=unit_class,
        noun=noun,
        per=match["perword"] or "",
        scale=SCALES.get(_squeeze(scale), Decimal(1)) if scale else Decimal(1),
    )


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text)
