"""Page chrome: visitor counters, hotlines, menus and link lists that web pages leave around a report.

Whole lines only. A line is chrome when every part of it (parts stand between "|") is chrome by the table below;
a sentence that merely mentions a hotline or a counter matches none of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from index.lines import Line, lines
from index.records import Span

MAX_LINE = 300
MAX_TAIL = 60


class _Kind(Enum):
    TEXT = auto()
    NEUTRAL = auto()  # a date: chrome only beside chrome
    NUMBER = auto()  # chrome only among counters
    WEAK = auto()  # a word that counters use and reports too ("Tháng trước")
    COUNTER = auto()
    PHONE = auto()
    CHROME = auto()
    CONTACTS = auto()  # heads a list of telephone numbers
    LINKS = auto()  # heads a list of other articles


_NUMBER = r"\d[\d.,\s]*"
_PHONES = r"[\d\s.()+\-–/,;]{3,60}"
_CONTACT = (
    rf"(?:(?:đường dây nóng|hotline|tổng đài|số điện thoại|điện thoại|đt|tel|fax)(?: [^:|\d]{{1,40}})?\s*:\s*{_PHONES}"
    r"|(?:e-?mail|thư điện tử|website)\s*:\s*\S{3,80}|(?:địa chỉ|trụ sở)\s*:\s*[^|]{3,120})"
)
_TABLE: tuple[tuple[_Kind, str], ...] = (
    (_Kind.NUMBER, _NUMBER),
    (_Kind.NEUTRAL, r"(?:thứ \w+|chủ nhật)\W+\d{1,2}[/-]\d{1,2}[/-]\d{4}(?:\W+\d{1,2}:\d{2}(?::\d{2})?)?(?: [ap]m)?"),
    (_Kind.WEAK, rf"(?:hôm (?:nay|qua)|(?:tuần|tháng|năm) (?:này|trước))\s*:?\s*(?:{_NUMBER})?"),
    (_Kind.WEAK, rf"trong (?:ngày|tuần|tháng|năm)\s*:?\s*(?:{_NUMBER})?"),
    (_Kind.WEAK, rf"(?:tất cả(?: các ngày)?|tổng(?: số| cộng)?)\s*:?\s*(?:{_NUMBER})?"),
    (
        _Kind.COUNTER,
        r"(?:số |tổng )*(?:lượt |khách |người )*(?:xem|truy cập|đang (?:trực tuyến|truy cập|online|xem)|trực tuyến)"
        rf"(?: hôm nay| trong tháng| website)?\s*:?\s*(?:{_NUMBER})?(?: lượt| người)?",
    ),
    (_Kind.COUNTER, r"thống kê (?:lượt )?truy cập"),
    (_Kind.PHONE, r"(?=(?:\D*\d){8,12}\D*$)[(+]{0,2}(?:0|84)[\d\s.()\-–]+"),
    (_Kind.CHROME, rf"(?:{_CONTACT}[\s\-–;,.]*)+"),
    (_Kind.CHROME, r"(?:cỡ chữ|kích thước chữ)\s*:?[\sA+\-]*|[A\s+\-]{3,12}"),
    (_Kind.CHROME, r"in (?:trang|bài viết|bài|tin)|bản in|gửi (?:email|thư|bài viết)|chia sẻ|facebook|zalo|rss"),
    (_Kind.CHROME, r"về đầu trang|quay lại|đăng (?:nhập|ký)|tìm kiếm|sơ đồ (?:trang|cổng|website)(?: web)?|trang chủ"),
    (_Kind.CHROME, r"(?:xem thêm|trang)(?:\s*:[\s\d.…]*)?|đọc thêm"),
    (_Kind.CHROME, r"(?:tác giả|người đăng|người viết|nguồn tin|biên tập)\s*:\s*[^\d|]{1,60}|bbt|ban biên tập"),
    (_Kind.CHROME, r"(?:tin|bài viết|bài) (?:liên quan|cùng chuyên mục|khác)\s*:.{1,250}"),
    (_Kind.CHROME, r"(?:.{0,100}\s)?giấy phép .{0,40}/gp-\s?(?:ttđt|s?tttt|btttt|bc|bvhtt|cbc|(?:ql)?ptth).{0,120}"),
    (_Kind.CHROME, r"(?:©|\(c\)|copyright|bản quyền (?:thuộc|©|của)).{0,150}|ghi rõ nguồn .{0,150}"),
    (_Kind.CHROME, r"(?:cổng|trang) thông tin điện tử [^.,;:]{2,90}|chào mừng .{0,40}đến với .{2,120}"),
    (_Kind.CHROME, r"(?:chịu trách nhiệm (?:nội dung|chính)|trưởng ban biên tập)\s*:?[^\d|]{0,80}"),
    (_Kind.CHROME, r"(?:thiết kế bởi|designed by|powered by)\s*:?[^\d|]{0,80}"),
    (_Kind.CONTACTS, r"đường dây nóng|hotline|số điện thoại(?: liên hệ)?|thông tin liên hệ"),
    (_Kind.LINKS, r"(?:tin|bài|bài viết) (?:liên quan|mới|mới nhất|khác|cùng chuyên mục|nổi bật|đọc nhiều)"),
    (_Kind.LINKS, r"(?:các|những) (?:tin|bài|bài viết)(?: đã đưa| khác| cũ hơn| mới hơn)?|liên kết(?: web| website)?"),
)
_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _TABLE)
_MENU = re.compile(
    r"trang chủ|giới thiệu|tin tức(?: - sự kiện)?|văn bản(?: pháp quy| chỉ đạo)?|dịch vụ công(?: trực tuyến)?|liên hệ"
    r"|thủ tục hành chính|hỏi đáp|thư viện(?: ảnh)?|video|sơ đồ (?:trang|cổng)|english|tiếng việt|thông báo|góp ý",
    re.IGNORECASE,
)
_BREADCRUMB = re.compile(r"(?:trang chủ|home)\s*[»›>/].{1,200}|[^»›]{1,80}(?:\s[»›]\s[^»›]{1,80}){1,6}", re.IGNORECASE)
_DATED_LINK = re.compile(r"\(\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\)$")
_BULLETS = " \t\u00a0•●▪◦·*-–"
_CHROME_KINDS = frozenset({_Kind.COUNTER, _Kind.PHONE, _Kind.CHROME, _Kind.CONTACTS, _Kind.LINKS})
_BLOCK_KINDS = _CHROME_KINDS | {_Kind.WEAK, _Kind.NUMBER}


def chrome_spans(text: str) -> tuple[Span, ...]:
    """The stretches of `text` that are page chrome: sorted, disjoint, each made of whole lines."""
    rows = tuple(lines(text))
    kinds = [_line_kind(row) for row in rows]
    marked = [kind in _CHROME_KINDS for kind in kinds]
    _mark_counters(kinds, marked)
    _mark_lists(rows, kinds, marked)
    return _merged(rows, marked)


def _line_kind(line: Line) -> _Kind:
    if len(line.text) > MAX_LINE:
        return _Kind.TEXT
    if _BREADCRUMB.fullmatch(line.text):
        return _Kind.CHROME
    parts = [part.strip(_BULLETS) for part in line.text.split("|")]
    parts = [part for part in parts if part]
    if len(parts) == 1:
        return _part_kind(parts[0])
    menu = [part for part in parts if _MENU.fullmatch(part)]
    if len(menu) >= 3 or (len(menu) >= 2 and menu[0].lower() == "trang chủ"):
        return _Kind.CHROME
    kinds = {_part_kind(part) for part in parts}
    if _Kind.TEXT in kinds or not kinds & _CHROME_KINDS:
        return _Kind.TEXT
    return _Kind.COUNTER if _Kind.COUNTER in kinds else _Kind.CHROME


def _part_kind(part: str) -> _Kind:
    matching = [kind for kind, pattern in _PATTERNS if pattern.fullmatch(part)]
    strong = [kind for kind in matching if kind in _CHROME_KINDS]
    return (strong or matching or [_Kind.TEXT])[0]


def _mark_counters(kinds: Sequence[_Kind], marked: list[bool]) -> None:
    """Bare numbers and period words become chrome in a block with a visitor counter, or with three period words."""
    start = 0
    while start < len(kinds):
        end = start
        while end < len(kinds) and kinds[end] in _BLOCK_KINDS:
            end += 1
        block = kinds[start:end]
        if _Kind.COUNTER in block or block.count(_Kind.WEAK) >= 3:
            marked[start:end] = [True] * (end - start)
        start = end + 1


def _mark_lists(rows: Sequence[Line], kinds: Sequence[_Kind], marked: list[bool]) -> None:
    """Telephone lists and link lists: their entries, and all that follows when only short lines do."""
    for at, kind in enumerate(kinds):
        if kind not in (_Kind.CONTACTS, _Kind.LINKS):
            continue
        rest = rows[at + 1 :]
        if len(rest) <= MAX_TAIL and all(_is_entry(row) for row in rest):
            marked[at:] = [True] * (len(rest) + 1)
            return
        for next_at in range(at + 1, len(rows)):
            named = next_at + 1 < len(rows) and kinds[next_at + 1] is _Kind.PHONE and _is_entry(rows[next_at])
            linked = kind is _Kind.LINKS and _DATED_LINK.search(rows[next_at].text)
            if not (marked[next_at] or named or linked):
                break
            marked[next_at] = True


def _is_entry(line: Line) -> bool:
    return len(line.text) <= 160 and not line.text.endswith((".", ";", ":")) and not line.is_row


def _merged(rows: Sequence[Line], marked: Sequence[bool]) -> tuple[Span, ...]:
    spans: list[Span] = []
    joined = False
    for row, is_chrome in zip(rows, marked, strict=True):
        if is_chrome:
            start = spans.pop().start if joined else row.span.start
            spans.append(Span(start, row.span.end))
        joined = is_chrome
    return tuple(spans)
