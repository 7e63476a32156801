"""What the words around a stated number make of it: growth that is named, a plan that is passed, a name behind it."""

from __future__ import annotations

import re
from dataclasses import replace

from index.grammar.patterns import NO_LETTER_AFTER, NO_LETTER_BEFORE, alternatives
from index.records import Figure, Kind, Span

# "Tăng trưởng GRDP nửa đầu năm là 5,54%" says that GRDP grew by it.
_GROWTH = re.compile(
    rf"{NO_LETTER_BEFORE}(?:tốc độ|mức|nhịp|đà|tỷ lệ)? *(?P<up>tăng trưởng|tăng){NO_LETTER_AFTER}[^;:%\d]*"
    r"(?:\d[^;:%,]*)?(?:là|đạt|ở mức|ước|được|còn|chỉ|:) *(?:hơn|gần|khoảng|chừng|trên|dưới|đạt|là|ở mức)? *$"
)
_FALL = re.compile(rf"{NO_LETTER_BEFORE}(?:tốc độ|mức|nhịp|tỷ lệ) *giảm{NO_LETTER_AFTER}[^;:%\d]*(?:là|ở mức|ước) *$")
_NOT_GROWN = re.compile(rf"{NO_LETTER_BEFORE}(?:chiếm|tỷ trọng|kế hoạch|dự toán|đóng góp|kịch bản){NO_LETTER_AFTER}")
# "Vượt 5,1% kế hoạch" is 105,1 % of it.
_PASSED = re.compile(
    rf"{NO_LETTER_BEFORE}vượt{NO_LETTER_AFTER}(?: +(?:kế hoạch|dự toán|chỉ tiêu|mục tiêu|mức|năm|cả|giao|đề ra|được|"
    r"hơn|gần|khoảng|tới|đến|trên|là)(?![^\W_]))* *$"
)
# What may stand between the beginning of a part of a sentence and the number that it begins with.
_OPENING = re.compile(
    rf"(?:^|[,;:(–]|{NO_LETTER_BEFORE}(?:và|với|còn|có|đã có|trong đó|trong đó có)) *"
    rf"(?:(?:{alternatives('hơn|gần|khoảng|chừng|trên|dưới|có|đã có|mới có|chỉ có|tới|xấp xỉ|và|còn'.split('|'))}) +)*$"
)
_NO_NAME = re.compile(
    r" *(?:so với|so|cùng kỳ|kế hoạch|kh|dự toán|chỉ tiêu|nghị quyết|mục tiêu|trong|của năm|vào|năm|tháng|quý|là|"
    rf"do|nhờ|và|thì|nên|mà|khi){NO_LETTER_AFTER}"
)
_NAME_ENDS = re.compile(r"[,;:.()]|\d|$")
_SHARES = (Kind.RATIO, Kind.SHARE, Kind.OTHER)


def as_meant(figure: Figure, low: str) -> Figure:
    """A stated figure whose kind the words before it tell otherwise than by a verb; `low` is its text, plain."""
    before = low[figure.sentence.start : figure.span.start]
    if figure.kind is not Kind.RATIO or _NOT_GROWN.search(before):
        return figure
    if _GROWTH.search(before):
        return replace(figure, kind=Kind.CHANGE_PCT, direction="tăng")
    if _FALL.search(before):
        return replace(figure, kind=Kind.CHANGE_PCT, direction="giảm")
    return figure


def passes_plan(figure: Figure, before: str) -> bool:
    """Whether a share of a plan says by how much the plan was passed; `before` are the plain words before it."""
    return figure.kind is Kind.PLAN_PCT and figure.number < 100 and bool(_PASSED.search(before))


def name_behind(figure: Figure, extent: Span, low: str) -> str:
    """The words behind a share that begins its part of the sentence: they name it ("69% hồ sơ nộp trực tuyến")."""
    if figure.kind not in _SHARES or figure.unit not in ("%", "phần trăm"):
        return ""
    if not _OPENING.search(low[figure.sentence.start : figure.span.start]) or _NO_NAME.match(low, extent.end):
        return ""
    end = _NAME_ENDS.search(low, extent.end)
    return low[extent.end : min(end.start() if end else len(low), figure.sentence.end)].strip()
