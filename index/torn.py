"""Numbers that a line end cuts in two: "đạt 1.2 / 34 tỷ đồng". Neither part is what the report says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.lines import TABLE_ROW, UPPER
from index.records import DigitClass, DigitString, Span

NAMED = 6  # cut numbers that a note names
_AT_END = re.compile(r"(?P<left>\d[\d.,]*)[ \t\u00a0]*(?P<gap>\n{1,2})[ \t\u00a0]*(?P<right>[.,]?\d[\d.,]*)")
# "2. Văn hóa" and "2.1 Văn hóa" number a heading or an item.
_NUMBERS = re.compile(rf"\d{{1,2}}(?:\.\d{{1,2}})*[.)/]?[ \u00a0]+[{UPPER}\"“(]|\d{{1,2}}[.)]\s")
_NUMBERS_MEET = re.compile(r"\d,?\s*\n\s*[.,]?\d|\d\.\s*\n\s*\d{3}(?!\d)")
_LETTER = re.compile(r"[^\W\d_]")
_OPEN_GROUP = re.compile(r"(?<![.,])\b\d{1,3}(?:\.\d{3})*\.(?P<begun>\d{1,2})")
_CUE = re.compile(
    r"(?<![^\W\d_])(?:đạt|là|bằng|tăng|giảm|chiếm|còn|được|có|gồm|hơn|gần|trên|dưới|khoảng|ước|tới|lên|xuống) *$",
    re.IGNORECASE,
)


def numbers_meet(text: str, end: int, start: int) -> bool:
    """Whether a line that ends at `end` goes on with the next, from `start`: by a number, or parts of one."""
    return _NUMBERS_MEET.match(text, max(0, end - 1 - (text[end - 1] in ".,")), start + 4) is not None


class Cut(NamedTuple):
    """Both parts of what may be one number; `is_sure` where they cannot be two."""

    left: Span
    right: Span
    is_sure: bool


def cuts(text: str) -> Iterator[Cut]:
    """The places where a line of words ends with a number and the next begins with one.

    They are two numbers where the first is a year, or the second the number of a heading: what the numbers are is for
    the caller to tell.
    """
    at = 0
    while match := _AT_END.search(text, at):
        at = match.end("left")
        is_sure = match["right"][0] in ".," or _completes_group(match["left"], match["right"])
        if len(match["gap"]) > 1 and not is_sure:
            continue
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        rest = text[match.start("right") : _line_end(text, match.end())]
        if not _LETTER.search(line) or TABLE_ROW.search(line) or TABLE_ROW.search(rest) or _NUMBERS.match(rest):
            continue
        if is_sure or _may_go_on(line, match["left"], match["right"]):
            yield Cut(Span(*match.span("left")), Span(*match.span("right")), is_sure)


def _may_go_on(line: str, left: str, right: str) -> bool:
    """Whether a number lacks its unit, or has a mark behind it that may be no full stop."""
    if left[-1] in ".,":
        return left[-1] == "," or bool(re.match(r"\d{3}(?!\d)", right))
    return bool(_CUE.search(line))


def _completes_group(left: str, right: str) -> bool:
    """Whether a group of thousands that lacks digits has them on the next line: "1.2" and "34"."""
    group = _OPEN_GROUP.fullmatch(left)
    digits = re.match(r"\d+", right)
    return bool(group and digits and len(group["begun"]) + len(digits[0]) == 3)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def torn_note(text: str, digits: Sequence[DigitString]) -> tuple[str, ...]:
    """The line for users that names the cut numbers of a report; empty where there are none."""
    unknown = [d.span for d in digits if d.digit_class is DigitClass.UNKNOWN]
    torn = [c for c in cuts(text) if sum(1 for span in unknown if span.meets(c.left) or span.meets(c.right)) > 1]
    if not torn:
        return ()
    named = ", ".join(f"“{cut.left.of(text)} / {cut.right.of(text)}”" for cut in torn[:NAMED])
    more = ", ..." if len(torn) > NAMED else ""
    return (f"{len(torn)} số bị cắt ở cuối dòng ({named}{more}) nên không lấy; hãy đối chiếu với bản gốc",)
