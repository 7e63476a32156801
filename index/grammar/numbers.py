"""Layer one: every string of digits in a text, as a literal with a shape. Reads `folding.plain` text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from index.records import Span


class Shape(StrEnum):
    """How a string of digits is built, before any context is read."""

    NUMBER = "number"
    FRACTION = "fraction"
    DATE = "date"
    MONTH_YEAR = "month_year"
    DOCNUM = "docnum"
    CONTACT = "contact"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Literal:
    """A string of digits: its shape and span, and for numbers and fractions what they read as.

    A FRACTION ("08/10") has both numbers and the spans of both parts.
    """

    shape: Shape
    span: Span
    text: str
    number: Decimal | None = None
    denominator: Decimal | None = None
    parts: tuple[Span, Span] | None = None


GROUPED = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)"
SPACED = r"\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?:,\d+)?(?![\d.,]\d)|\d{1,3}(?:[ ]\d{3}){2,}(?:,\d+)?(?!\d)"
ENGLISH = r"\d{1,3}(?:,\d{3})+\.\d+(?!\d)|\d{1,3}(?:,\d{3}){2,}(?!\d)"
DECIMAL = r"\d+,\d+|\d+\.\d+"
NUMBER = rf"(?:{GROUPED}|{SPACED}|{ENGLISH}|{DECIMAL}|\d+)"

_SHAPES = re.compile(
    r"""
      (?P<contact>https?://\S{1,300}|www\.\S{1,300}|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64}
                 |(?<!\d)0\d{2,3}[. ]{1,2}\d{3,4}[. ]\d{3,4}(?!\d)
                 |(?<![\d/.,])\d{1,2}:\d{2}(?::\d{2})?(?!\d)|(?<!\d)\d{1,2}h\d{2}(?!\d))
    | (?P<date>(?<![\d/.,])(?:0?[1-9]|[12]\d|3[01])[ ]?(?P<ds>[/.-])[ ]?(?:0?[1-9]|1[0-2])
                 [ ]?(?P=ds)[ ]?(?:19|20)\d\d(?!\d))
    | (?P<docnum>(?<![\d.,])\d{1,6}[a-z]?(?:/(?:19|20)\d\d)?(?=[/-][a-zđ]{2,12}\d{0,4}(?:[-/][a-zđ\d]{1,12}){0,4}))
    | (?P<month_year>(?<![\d/.,])(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?![\d/]))
    | (?P<fraction>(?<![\d/.,])(?P<first>NUMBER)[ ]?/[ ]?(?P<second>NUMBER)(?![ ]?/\d))
    | (?P<code>(?<=[a-zđ])\d+[a-z](?![a-z])|(?<![\w.,])\d+[a-z]+\d+\w*)
    | (?P<number>NUMBER)
    """.replace("NUMBER", NUMBER),
    re.VERBOSE,
)
_SPLIT_DECIMAL = re.compile(r"(?<=\d), \d{1,2}(?= ?%)")
_CUE_BEFORE = re.compile(r"(?:tăng|giảm|đạt|bằng|chiếm|là|còn) *(?:hơn |khoảng |gần )?$")
# "12 486 ha": one blank groups thousands only where no name or date could end in the first number.
_BLANK_GROUP = re.compile(r" \d{3}(?:,\d{1,3})?(?![\d.,/-]\d|\d)(?= ?[a-zđ%‰;)]|[.,](?: |$))")
_NUMBERED = re.compile(
    r"(?:\d|(?<![^\W\d_])(?:tháng|năm|quý|ngày|khóa|số|đợt|lần|thứ|mục|điều|khoản|tuần|kỳ|lộ|nhóm|hạng|loại|cấp|khu|tổ"
    r"|mũi|bản|khối|lớp|đội|phường|quận|km|giai đoạn|từ|đến|và|-)) *$"
)
_NAMED = re.compile(r"(?:[A-ZĐÀ-Ỹ]\w* ){2}$")
_HARD_BLANKS = "\u00a0\u2009\u202f"
_UPPER_DOCNUM = re.compile(r"[/-](?:[A-ZĐ]{2,}\d*)(?:[-/][A-ZĐ\d][A-Za-zĐđ\d]*)*")


def read_number(text: str) -> Decimal:
    """The Vietnamese reading: points group thousands, the comma is decimal; "18.5" and "1,234.5" are read as meant."""
    text = re.sub(r"\s", "", text)
    if "," in text and "." in text:
        decimal = max(text.rfind(","), text.rfind("."))
        whole = re.sub(r"[.,]", "", text[:decimal])
        return Decimal(f"{whole}.{text[decimal + 1 :]}")
    if text.count(",") > 1:
        return Decimal(text.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", text):
        return Decimal(text.replace(".", ""))
    return Decimal(text.replace(",", "."))


def literals(text: str, plain: str) -> Iterator[Literal]:
    """All literals of `text` in order, without overlap; together they cover every digit of it.

    `plain` is `folding.plain(text)`.
    """
    view = "".join(t if t in _HARD_BLANKS else p for t, p in zip(text, plain, strict=True))
    position = 0
    while match := _SHAPES.search(view, position):
        named = match.lastgroup or ""
        shape = Shape(named if named in Shape.__members__.values() else _kind(match))
        if shape is Shape.DOCNUM and not _UPPER_DOCNUM.match(text, match.end()):
            number = re.compile(NUMBER).match(view, match.start())
            match, shape = (number or match), Shape.NUMBER
        span = Span(match.start(), match.end())
        if (
            shape is Shape.NUMBER
            and (split := _SPLIT_DECIMAL.match(view, span.end))
            and _CUE_BEFORE.search(view[max(0, span.start - 24) : span.start])
        ):
            span = Span(span.start, split.end())
        if shape is Shape.NUMBER and _opens_group(span, text, view):
            group = _BLANK_GROUP.match(view, span.end)
            span = Span(span.start, group.end() if group else span.end)
        position = span.end
        if not re.search(r"\d", span.of(view)):
            continue
        yield _literal(shape, span, text, match)


def _opens_group(span: Span, text: str, view: str) -> bool:
    """Whether a number may be the first group of thousands set apart by a blank."""
    before = max(0, span.start - 24)
    return (
        bool(re.fullmatch(r"[1-9]\d{0,2}", span.of(view)))
        and not _NUMBERED.search(view[before : span.start])
        and not _NAMED.search(text[before : span.start])
    )


def _kind(match: re.Match[str]) -> str:
    return next(name for name in (s.value for s in Shape) if match.groupdict().get(name))


def _literal(shape: Shape, span: Span, text: str, match: re.Match[str]) -> Literal:
    if shape is Shape.NUMBER:
        return Literal(shape, span, span.of(text), read_number(span.of(text)))
    if shape is Shape.FRACTION:
        first, second = Span(*match.span("first")), Span(*match.span("second"))
        return Literal(
            shape, span, span.of(text), read_number(first.of(text)), read_number(second.of(text)), (first, second)
        )
    return Literal(shape, span, span.of(text))
