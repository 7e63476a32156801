"""Numbers in words: "bảy trăm nghìn bảy trăm ba mươi" is 700.730, "một phẩy tám" is 1,8."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from index.folding import plain
from index.grammar.patterns import NO_LETTER_AFTER, NO_LETTER_BEFORE, alternatives
from index.lexicon import COUNT_NOUNS, MEASURE_UNITS, MONEY_UNITS
from index.records import Span
from qa.rewriting import Change

_DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_TENS = ("mươi", "mười")
_LARGE = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9}
_SILENT = ("linh", "lẻ")
_POINT = "phẩy"
_COMPOUND = (*_TENS, *_LARGE, "trăm", _POINT)
_WORD = alternatives((*_DIGITS, *_TENS, *_LARGE, *_SILENT, "trăm", "rưỡi", _POINT))
_RUN = re.compile(rf"(?<![^\W_]){_WORD}(?: +{_WORD})*(?![^\W_])(?!-)")
_UNITS = (*COUNT_NOUNS, *MEASURE_UNITS, *MONEY_UNITS, "phần trăm", "%", "điểm phần trăm", "điểm %", "lần", "bậc")
_COUNTED = re.compile(rf" +(?:{alternatives((*_UNITS, *_LARGE))}){NO_LETTER_AFTER}")
# One word alone is a number only where something is counted by it and it is no time, list or turn of phrase.
_NO_COUNT = re.compile(
    r" +(?:năm|tháng|ngày|giờ|tuần|bên|mặt|chiều|nước|cấp|phía|loại|nhóm|khâu|mùa|miền|đầu|nửa|đứa|kỳ|vụ lúa|công|số|"
    r"bộ|cầu|tổ|điểm|đợt|hội|đơn vị|cơ quan|ngân hàng|tỉnh|chương trình)(?![^\W\d_])"
)
_NO_NUMBER = re.compile(
    rf"{NO_LETTER_BEFORE}(?:trong|cả|mỗi|hàng|hằng|từng|mùng|thứ|quý|tháng|năm|đầu|cuối|kỳ|với|của|qua|sau|ngoái|trước|"
    r"nay|các|những|lần|một|vài|kế hoạch|dự toán|so) *$"
)
_PLACE = re.compile(r"(?<![^\W_])(?:đứng|xếp|hạng|vị trí|xếp hạng) +(?:ở +)?(?:vị trí +)?(?:thứ +)?$")
_DOUBLE = re.compile(
    r"(?<![^\W_])gấp +(?:(?:hơn|gần|khoảng) +)?(?P<n>đôi|ba|bốn|năm|sáu|mười)(?![^\W_])(?! +(?:lần|phẩy|rưỡi))"
)


def spelt_numbers(text: str) -> Iterator[Change]:
    """The numbers in words of `text`, as digits written the Vietnamese way."""
    low = plain(text)
    for match in _DOUBLE.finditer(low):
        times = {"đôi": 2, "mười": 10}.get(match["n"]) or _DIGITS[match["n"]]
        yield Change(Span(*match.span("n")), f"{times} lần")
    for match in _RUN.finditer(low):
        words, begin, end = match[0].split(), *match.span()
        if words[0] == "năm" and len(words) > 1 and words[1] in _DIGITS:
            # "năm hai nghìn không trăm hai mươi ba" is a year.
            continue
        while words and words[-1] in _LARGE:
            # The scale stays with the unit, so that the number keeps the precision that it was said with.
            end = begin + low[begin:end].rindex(words.pop())
        end = begin + len(low[begin:end].rstrip())
        value = _value(words)
        if value is not None and _stands_alone(low, Span(begin, end), words):
            yield Change(Span(begin, end), _written(value))


def _stands_alone(low: str, span: Span, words: list[str]) -> bool:
    """Whether the words at `span` are meant as a number."""
    before, after = low[max(0, span.start - 30) : span.start], low[span.end :]
    if re.match(r" +tháng(?! +tuổi)", after):
        return False
    if _PLACE.search(before):
        return True
    if len(words) > 1:
        return any(w in _COMPOUND for w in words) and words[0] not in (*_LARGE, *_SILENT, "trăm", "rưỡi", _POINT)
    if words[0] in ("một", "không", "mốt", "tư", "lăm", "nhăm") or words[0] not in (*_DIGITS, "mười"):
        return bool(re.match(r" +phần trăm", after))
    return bool(_COUNTED.match(after)) and not _NO_COUNT.match(after) and not _NO_NUMBER.search(before)


def _value(words: list[str]) -> Decimal | None:
    """What the words say; None when they are no number."""
    if _POINT in words:
        at = words.index(_POINT)
        whole, rest = _value(words[:at]), words[at + 1 :]
        scale = Decimal(1)
        while rest and rest[-1] in _LARGE:
            scale *= _LARGE[rest.pop()]
        part = _decimals(rest)
        return None if whole is None or part is None else (whole + part) * scale
    total = group = Decimal(0)
    seen = last = 0
    for number, word in enumerate(words):
        if word in _DIGITS:
            after = words[number + 1] if number + 1 < len(words) else ""
            factor = {"mươi": 10, "trăm": 100}.get(after, 1)
            group, seen = group + _DIGITS[word] * factor, seen + 1
        elif word == "mười":
            group, seen = group + 10, seen + 1
        elif word in _LARGE:
            if not seen:
                return None
            last = _LARGE[word]
            total, group = (total + group) * last if last == 10**9 and total else total + group * last, Decimal(0)
        elif word == "rưỡi":
            total += Decimal(last) / 2
    return total + group if seen else None


def _decimals(words: list[str]) -> Decimal | None:
    """The part behind "phẩy": digit by digit ("không năm"), or as a number ("hai mươi lăm")."""
    if words and all(w in _DIGITS for w in words):
        return Decimal("0." + "".join(str(_DIGITS[w]) for w in words))
    leading = 0
    while leading < len(words) and words[leading] == "không":
        leading += 1
    value = _value(words[leading:])
    return None if value is None else Decimal(f"0.{'0' * leading}{value:f}")


def _written(value: Decimal) -> str:
    """1234.5 -> "1.234,5"; a whole number of at most three digits stays as it is."""
    text = f"{value.normalize():,f}"
    return text.translate(str.maketrans(",.", ".,"))
