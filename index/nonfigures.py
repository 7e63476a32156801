"""Digits that are no figures: names, ordinals, spans of years, ages, announced counts. One table of contexts.

A false figure is mended by a row here, never by a condition elsewhere.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from index.folding import UPPER
from index.grammar.amounts import is_rank
from index.grammar.numbers import Literal, Shape
from index.grammar.patterns import NO_LETTER_AFTER, NO_LETTER_BEFORE, alternatives
from index.lexicon import ANNOUNCING_NOUNS, COUNT_NOUNS, MEASURE_UNITS, MONEY_UNITS, NAME_WORDS, SCALES
from index.records import DigitClass


class Context(NamedTuple):
    """A row: what must stand before and after a number (plain text), and the class it then has."""

    name: str
    before: str
    after: str
    digit_class: DigitClass


_B, _A = NO_LETTER_BEFORE, NO_LETTER_AFTER
_AGE = r" *(?:-|đến|lên|tới) *\d{1,3}"
_CONTEXTS = (
    Context(
        "contact line", r"(?:điện thoại|hotline|đường dây nóng|tổng đài|fax|đt|sđt)[ :.]*$", r"", DigitClass.CHROME
    ),
    Context(
        "ordinal",
        rf"{_B}(?:lần|kỳ họp|phiên|khóa|đợt|phiên họp|cuộc họp|hội nghị|nhiệm kỳ)(?: +thứ)? *$",
        r"(?! *%)",
        DigitClass.OTHER,
    ),
    Context(
        "ordinal of a list",
        rf"{_B}(?:điều|khoản|điểm|mục|phụ lục|biểu|bảng|hình|chương|phần) *(?:số *)?$",
        # "Hạt điều 2.746 tấn" is no article of a law.
        rf"(?! *(?:%|điểm|hộ|cơ sở|(?:{alternatives((*SCALES, *MEASURE_UNITS, *MONEY_UNITS))}){_A}))"
        r"(?! +[^\W\d_]+ +thuốc)",
        DigitClass.OTHER,
    ),
    Context(
        "named",
        rf"{_B}(?:{alternatives(NAME_WORDS)})(?: +số)?[ -]*$",
        rf"(?! *(?:[%‰]|(?:{alternatives((*SCALES, *MEASURE_UNITS, *MONEY_UNITS, *COUNT_NOUNS))}){_A}))",
        DigitClass.NAME,
    ),
    Context(
        "document",
        rf"{_B}(?:nghị quyết|quyết định|chỉ thị|công văn|thông tư|nghị định|kế hoạch|kết luận|văn bản|tờ trình|"
        rf"công điện|thông báo|quy định|luật|pháp lệnh|chương trình hành động|giấy phép)(?: +liên tịch)? +(?:số:? *)?$",
        r"(?=[^\w%]*(?:$|[,;.)/-]| +(?:của|ngày|về|năm|và)))",
        DigitClass.DOCNUM,
    ),
    Context("document number", rf"{_B}số: *$|{_B}văn bản số *$|{_B}số +$", r"(?=[/-][a-zđ])", DigitClass.DOCNUM),
    Context(
        "age",
        rf"{_B}(?:trẻ em|trẻ|người|từ|dưới|trên|đủ|độ tuổi|tuổi|học sinh|thanh niên|phụ nữ|khoảng|đến|lên|tới|-|"
        rf"và) *(?:từ *|dưới *|trên *|đủ *)?$",
        rf"(?:{_AGE})? *(?:tháng *)?tuổi(?! *thọ)",
        DigitClass.OTHER,
    ),
    Context("mark of a note below a table", r"^[ \u00a0]*\($", r"\) +[^\W\d_]", DigitClass.OTHER),
    Context("age from", rf"{_B}(?:từ|trẻ) *$|\(\d{{1,2}} *- *$|\($", rf"{_AGE} *tuổi", DigitClass.OTHER),
    Context(
        "span of years",
        rf"{_B}(?:trong|sau|qua|suốt|hơn|gần|vòng|kéo dài|kỷ niệm|cách đây|liên tiếp|liên tục|thời hạn|"
        rf"trong vòng|mỗi|sau hơn|trong hơn|lần thứ|lần đầu tiên sau|mừng) *$",
        rf" *(?:năm|ngày|giờ|tuần|tháng|phút){_A}(?! *(?:đầu|cuối|công|20\d\d))",
        DigitClass.OTHER,
    ),
    Context(
        "duration",
        rf"{_B}(?:dưới|trên|sau|trong|từ|mỗi|thời gian|khoảng|hơn|quá|trước) *$",
        r" *(?:tháng|ngày|giờ|tuần|phút)(?! *(?:đầu|cuối|năm|/|tuổi))",
        DigitClass.OTHER,
    ),
    Context("anniversary", rf"{_B}(?:kỷ niệm|chào mừng|mừng)(?: +[^\W\d_]+){{0,3}} *$", r" *năm", DigitClass.OTHER),
    Context(
        "dose",
        rf"{_B}(?:mũi|liều|vòng|bước|lớp|khối|hạng mục|nhóm|loại|cấp độ|cấp|mức độ|mức|bậc|giai đoạn|tầng|vùng|"
        rf"khu vực|tổ|số) *$",
        r"(?! *(?:%|tỷ|triệu|nghìn|[.,/]\d|đồng))(?=[^\w%]*(?:$|[,;.:)]| +(?:và|của|trở|-|ở|tại|cho|giảm|tăng|\d)))",
        DigitClass.OTHER,
    ),
    Context(
        "class",
        rf"(?:{_B}(?:bệnh viện|đô thị|chợ|cảng|bến xe|siêu thị|huân chương)|\d +(?:[^\W\d_]+ +){{1,3}}) *hạng *$",
        "",
        DigitClass.OTHER,
    ),
    Context("fewest", rf"{_B}(?:ít nhất|tối thiểu|đủ) *$", rf" *(?:mũi|liều){_A}", DigitClass.OTHER),
    Context(
        "grade", rf"{_B}(?:hạng|chuẩn|đạt|xếp hạng|loại|phẩm|tiêu chuẩn|xếp loại)? *$", rf" *sao{_A}", DigitClass.OTHER
    ),
    Context(
        "per hundred",
        rf"{_B}(?:cứ|mỗi|bình quân|tính trên|trên một|trên) *$",
        rf" *(?:nữ|thanh niên|dân|người|trẻ|bé gái|hộ|ha|trẻ em|lao động)(?: +dân)?{_A}(?=[^;.]*(?:có|thì|/|,))",
        DigitClass.OTHER,
    ),
    Context(
        "size in a name",
        rf"{_B}(?:bình|(?<!các )loại|can|gói|bao|chai|cỡ|khổ|xe|ống|thùng) *$",
        rf" *(?:kg|lít|g|ml|cm|m{_A}|chỗ|mm|tấn)",
        DigitClass.OTHER,
    ),
    Context(
        "rank set",
        rf"{_B}(?:trong|trên|của|cả|toàn bộ|trong số|so với)(?: +tổng số| +số)? *$",
        rf" *(?:{alternatives(ANNOUNCING_NOUNS)}|tỉnh|thành phố|địa phương|chỉ tiêu){_A}",
        DigitClass.OTHER,
    ),
    Context(
        "announced", r"", rf" *(?:{alternatives(ANNOUNCING_NOUNS)}){_A}(?! +(?:du lịch|trực thuộc))", DigitClass.OTHER
    ),
    Context(
        "threshold",
        rf"{_B}(?:ngưỡng|mốc)(?: +(?:trên|từ|dưới))? *$|{_B}(?:mặt hàng|doanh nghiệp|dự án|đơn vị|xã|hộ|"
        rf"sản phẩm)(?: +[^\W\d_]+){{0,4}} +(?:trên|từ|dưới) *$",
        r" *(?:triệu|tỷ|nghìn)",
        DigitClass.OTHER,
    ),
    Context("hours a day", r"", r" *(?:giờ|tiếng) *(?:mỗi|một|/|trong)? *ngày", DigitClass.OTHER),
    Context("share of months", rf"{_B}mỗi *$", r" *(?:tháng|quý|năm)", DigitClass.OTHER),
    Context("page", rf"{_B}(?:trang|tờ) *$", r"(?! *(?:tin|web))", DigitClass.OTHER),
    Context(
        "year of an event",
        rf"{_B}(?:thpt|quốc gia|năm học|lớp 10|đại học|khóa|giải|hội nghị|lễ hội|tết|xuân|hè|festival|hội thi) *$",
        r"(?=\W|$)",
        DigitClass.PERIOD,
    ),
)
_COMPILED = tuple((row, re.compile(row.before), re.compile(row.after)) for row in _CONTEXTS)
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_AFTER = re.compile(
    rf"{_B}(?:năm|so với|từ|đến|-|và|,|đầu năm|cuối năm|tháng|quý [ivx]+|/|vụ|trước|sau|của|kỳ) *$|\($"
)
_TWO_CAPITALS = re.compile(rf"[{UPPER}][^\W\d_]*[ -]+[{UPPER}][^\W\d_]*[ -]?$")
_MEASURED = re.compile(
    rf" *(?:%|‰|tỷ|triệu|nghìn|ngàn|ha{_A}|tấn|km|m[23²³]|lượt|người|hộ|con{_A}|dự án|vụ{_A}|mw|tạ|kg|lần|đồng|usd)"
)
_STARS = re.compile(rf" *sao{_A}")
_COUNTED = re.compile(
    rf" *(?:{alternatives(COUNT_NOUNS)}|{alternatives((*SCALES, *MEASURE_UNITS, *MONEY_UNITS))}){_A}| *[%‰]"
)
_WIDTH = 44


def non_figure(literal: Literal, text: str, plain: str) -> DigitClass | None:
    """The class of a number that the words around it show to be no figure; None when it may be one."""
    if literal.shape not in (Shape.NUMBER, Shape.FRACTION):
        return {
            Shape.DATE: DigitClass.DATE,
            Shape.DOCNUM: DigitClass.DOCNUM,
            Shape.MONTH_YEAR: DigitClass.PERIOD,
            Shape.CONTACT: DigitClass.CHROME,
            Shape.CODE: DigitClass.NAME,
        }[literal.shape]
    before, after = _around(literal, plain)
    if _is_rank(literal, plain, after):
        return None
    row = _row(before, after)
    if row and (row.name != "year of an event" or _YEAR.fullmatch(literal.text)):
        return row.digit_class
    if literal.shape is Shape.NUMBER and _YEAR.fullmatch(literal.text) and not _MEASURED.match(after):
        if _YEAR_AFTER.search(before) or not re.match(r" *[^\W\d_]", after):
            return DigitClass.PERIOD
    return _name_like(literal, text[literal.span.start - len(before) : literal.span.start], after)


def context_of(literal: Literal, plain: str) -> Context | None:
    """The row of the table that decides about a number or fraction; None when it is a rank or no row fits."""
    before, after = _around(literal, plain)
    if literal.shape not in (Shape.NUMBER, Shape.FRACTION) or _is_rank(literal, plain, after):
        return None
    return _row(before, after)


def _around(literal: Literal, plain: str) -> tuple[str, str]:
    """What stands before and after a literal on its own line, a clause's length each."""
    start, end = literal.span
    line = plain.rfind("\n", 0, start) + 1
    return plain[max(line, start - _WIDTH) : start], plain[end : end + _WIDTH].partition("\n")[0]


def _is_rank(literal: Literal, plain: str, after: str) -> bool:
    return is_rank(literal.span.start, plain) and not _STARS.match(after)


def _row(before: str, after: str) -> Context | None:
    for row, before_pattern, after_pattern in _COMPILED:
        if (not row.before or before_pattern.search(before)) and after_pattern.match(after):
            return row
    return None


def _name_like(literal: Literal, before: str, after: str) -> DigitClass | None:
    if _MEASURED.match(after) or "," in literal.text or len(literal.text) > 4:
        return None
    glued = re.search(r"[A-ZĐ]{1,5}-?$", before)
    if glued and literal.shape is Shape.NUMBER:
        return DigitClass.NAME
    small = literal.shape is Shape.NUMBER and len(literal.text) <= 2
    if small and _TWO_CAPITALS.search(before) and not _COUNTED.match(after):
        return DigitClass.NAME
    if _TWO_CAPITALS.search(before) and re.match(r" *(?:[),;.:]|$| +(?:đã|và|tại|của|được|do|có|với|là|đi))", after):
        return DigitClass.NAME
    return None
