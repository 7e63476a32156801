"""Calculations as people ask for them in everyday words: which operation, of what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.folding import plain
from qa.concepts import concepts
from qa.matching import is_weak
from qa.records import Calculation, Operation

_HOW_MUCH = r"(?<![^\W_])(?:bao nhiêu|mấy|bao xa)(?![^\W_])"
_MORE = r"(?:nhiều|cao|lớn|đông|rộng|nặng|khá|trội|nhanh|mạnh|ít|thấp|nhỏ|kém|sâu|chậm|tốt|dài)"
_LINK = r"(?: thì| là| còn| có| được| lại| ra| bằng| đạt| thành| vậy| tất cả)*"
_AND = re.compile(r" *, *(?:và |với |rồi )?| (?:và|với|lẫn|cùng|hay|hoặc|so với|cộng(?: với| thêm)?|lớn hơn|hơn) ")
_LEAD = re.compile(
    r"^.{0,40}?(?:cho (?:em|tôi|mình|anh|chị|tui|hỏi)(?: hỏi| biết| xin)?|"
    r"(?:tính|cộng|nhẩm) (?:giúp|giùm|hộ)(?: em| tôi| mình| anh| chị)?|"
    r"muốn biết|xin hỏi|em cần|tôi cần|thử) +(?=[^\W_])|^nếu +"
)
_SUM = re.compile(
    r"(?<!công )(?<!tổng )(?<![^\W_])(?:cộng|gộp|gom)(?![^\W_])"
    r"(?! dồn (?:đến|tới|từ|\d)| (?:đến|tới|từ|hòa|đồng|tác|sinh|\d)| [^\W\d_]+ tháng)"
)
_BOTH = re.compile(
    r"(?<![^\W_])(?:cả hai chiều|hai chiều|cả hai|cả ba|tổng là|tổng lại|hết thảy|cả thảy|tổng cộng|"
    r"tất cả (?:là|được|có))(?![^\W_])"
)
# "Tổng đàn trâu và đàn bò là bao nhiêu?"
_TOTAL = re.compile(
    r"^(?:hỏi )?tổng(?: cộng)?(?: số)? (?P<one>(?:(?!chênh|hơn|so với|mức|trừ|cộng|gộp|gom)[^,?]){2,40}?) và "
    r"(?P<two>(?:(?!chênh|hơn|so với|tăng|giảm|tỷ)[^,?]){2,40}?) (?:(?:là|có|được|đạt|gồm|bằng) )?(?:tất cả )?"
    r"bao nhiêu(?P<rest>(?!.*(?:bao nhiêu|mấy)).*)$"
)
_FILLING = re.compile(
    r"^(?:[ ,]|cả|chung|hết|lại|vào|dồn|với nhau|thì|là|được|ra|có|bằng|còn|tất cả|thành|tổng cộng)+(?![^\W_])"
)
_TRAILING = re.compile(rf"{_LINK} *$")
_OUT = (
    r"(?:không kể|không tính|không gồm|không bao gồm|chưa kể|chưa tính|trừ(?! trợ cấp)(?: đi| bớt)?|"
    r"bỏ(?! học| ra| vốn| trốn| hoang| phiếu| tiền)(?: bớt)?|loại(?: trừ| bỏ)|loại(?= [^,?]{2,60} (?:ra|đi)(?![^\W_]))|"
    r"(?<!nước )(?<!bên )(?<!trong )ngoài"
    r"(?! nhà nước| quốc doanh| công lập| nước| tỉnh| khơi| trời| giờ| ngân sách| da| khu vực)|ngoại trừ)"
)
_AWAY = r"(?: ra| đi)*"
_PART = r"(?: phần| khoản| riêng| cả)?"
_REST = rf"(?: phần kia)?{_LINK} {_HOW_MUCH}(?P<rest>.*)$"
_TAKEN = rf"{_OUT}{_PART} (?P<part>[^?]{{2,80}}?){_AWAY},?"
# "7 tháng (8 tháng trừ tháng 8)": the periods are the operands.
_MONTHS_LESS = re.compile(r"(?<![\d.,])(?P<whole>\d+ tháng)[^()?]{0,40}? trừ (?:đi )?(?P<part>(?:tháng|quý) [^\W_]+)")
_MINUS = (
    # "Sản lượng thủy sản nuôi trồng (tổng trừ khai thác)": the last word tells what is left from the whole.
    re.compile(r"^(?P<whole>[^()?]{3,90}?) [^\W_]+ [^\W_]+ \(tổng trừ (?:đi )?(?P<part>[^()]{2,80})\)(?P<rest>.*)$"),
    # "Trong tổng X, ngoài Y thì còn lại bao nhiêu?"
    re.compile(rf"^(?:trong|với) (?P<whole>[^,?]{{3,90}}?), (?:nếu )?{_TAKEN}{_REST}"),
    # "Tổng X trừ Y còn bao nhiêu?", "X mà bỏ Y đi thì còn mấy?"
    re.compile(rf"^(?:lấy )?(?P<whole>[^,?]{{3,90}}?),?(?: mà| nếu)? {_TAKEN}{_REST}"),
    # "Ngoài Y thì X còn bao nhiêu?", "Bỏ Y ra, ... có bao nhiêu X?"
    re.compile(
        rf"^(?:nếu )?{_OUT}{_PART} (?P<part>[^,?]{{2,80}}?){_AWAY}(?:,| thì) *(?P<whole>[^?]*?){_LINK} {_HOW_MUCH}"
        r"(?P<rest>.*)$"
    ),
    # "Trong 8 tháng, X nếu không kể Y là bao nhiêu?"
    re.compile(rf"^(?P<whole>[^?]{{3,120}}?),?(?: mà| nếu)? {_TAKEN}{_REST}"),
    # "X là bao nhiêu nếu không kể Y?"
    re.compile(rf"^(?P<whole>[^?]{{3,120}}?){_LINK} {_HOW_MUCH}(?P<rest>[^?]{{0,80}}?),?(?: mà| nếu)? {_TAKEN}$"),
)
# What a remainder is called: "xuất khẩu trừ nhập khẩu, tỉnh xuất siêu bao nhiêu?"
_COMES_TO = re.compile(r"(?<![^\W_])(?:xuất siêu|nhập siêu|thặng dư|thâm hụt|bội chi|bội thu)$")
_MONTHS_ONLY = re.compile(r"(?:riêng )?(?:tháng|quý) (?:\d{1,2}|i{1,3}v?|này|báo cáo)")
_APART = re.compile(
    r"^(?:giữa |so |so sánh |số |mức |khoảng )*(?:chênh lệch|chênh|khoảng cách)(?: về)?(?P<what>[^?]*?) giữa "
    r"(?P<sides>[^?]+?)(?: là| bằng|,|\?|$)|"
    r"^(?:giữa |so |so sánh )?(?P<both>[^?]+?)(?:,? thì(?P<said>[^?]*?))?(?: còn)? "
    rf"(?:chênh|lệch|cách|hơn|kém|hơn kém)(?: lệch)?(?: nhau)?(?: là| khoảng)* {_HOW_MUCH}"
)
_WHICH = re.compile(
    r"^(?:giữa |so |so sánh |trong )?(?P<both>[^?]+?)(?:,| thì| xem)* (?P<thing>[^\W\d_]+) nào(?P<said>[^,?]*?) "
    rf"{_MORE} hơn(?P<rest>.*)$|"
    rf"^(?P<either>[^,?]+? (?:hay|hoặc) [^,?]+?)(?: (?:có|được|tăng|giảm))? {_MORE}(?P<of>(?: [^\W\d_]+){{0,4}}) hơn"
    r"(?P<after>.*)$"
)
_BY = re.compile(rf"(?:hơn|chênh|cách|lệch|kém)[^,?]*?{_HOW_MUCH}")


def calculation_of(text: str) -> Calculation | None:
    """The calculation that a question asks for; None where it names none, or not what it is of."""
    text = " ".join(text.split()).strip(" ?.!")
    if lead := _LEAD.match(plain(text)):
        text = text[lead.end() :]
    low = plain(text)
    return _difference(text, low) or _total(text, low) or _sum(text, low) or _remainder(text, low)


def _total(text: str, low: str) -> Calculation | None:
    match = _TOTAL.match(low)
    if match is None:
        return None
    one, two, rest = (text[slice(*match.span(name))] for name in ("one", "two", "rest"))
    return Calculation(Operation.SUM, ((one, two),), rest) if _tells(one) and _tells(two) else None


def _sum(text: str, low: str) -> Calculation | None:
    certain = _SUM.search(low)
    cue = certain or _BOTH.search(low)
    if cue is None:
        return None
    asked = re.compile(_HOW_MUCH).search(low)
    end = asked.start() if asked else len(low)
    before = [part for part in _AND.split(text[: cue.start()]) if part and _tells(part)]
    if len(before) > 1:
        listed, common = text[: cue.start()], text[cue.end() :]
    elif before and _SUM.match(low, cue.start()):
        listed, common = re.sub(r"(?: ra| là| được| thì| bằng| có)+ *$", "", text[:end]), text[end:]
    elif before:
        return None
    else:
        filling = _FILLING.match(low[cue.end() :])
        start = cue.end() + (filling.end() if filling else 0)
        again = re.compile(r" (?:cộng |gộp )?(?<!quay )(?:lại|vào)(?![^\W_])|,? (?:thì|là|được|ra)(?![^\W_])").search(
            low, start, end
        )
        listed, common = text[start : again.start() if again else end], text[again.end() if again else end :]
    parts = (_TRAILING.sub("", part) for part in _AND.split(listed) if part)
    operands = tuple(part for part in parts if _tells(part))
    return Calculation(Operation.SUM, (operands,), common, bool(certain)) if len(operands) > 1 else None


def _remainder(text: str, low: str) -> Calculation | None:
    if months := _MONTHS_LESS.search(low):
        whole, part = (text[slice(*months.span(name))] for name in ("whole", "part"))
        return Calculation(Operation.WITHOUT, ((whole, part),))
    for pattern in _MINUS:
        match = pattern.match(low)
        if match is None:
            continue
        whole, part = (text[slice(*match.span(name))] for name in ("whole", "part"))
        if _MONTHS_ONLY.fullmatch(plain(part)) and _tells(f"{whole} {match['rest']}"):
            return Calculation(Operation.WITHOUT, ((whole, part),))
        parts = tuple(p for p in _AND.split(part) if p and _tells(p) and not _COMES_TO.search(plain(p)))
        if parts and (_tells(whole) or _tells(match["rest"])):
            rest = text[slice(*match.span("rest"))]
            return Calculation(
                Operation.WITHOUT, ((whole if _tells(whole) else rest, *parts),), "" if not _tells(whole) else rest
            )
    return None


def _difference(text: str, low: str) -> Calculation | None:
    if (match := _WHICH.match(low)) and _BY.search(match["rest"] or match["after"] or ""):
        names = ("both", "said") if match["both"] else ("either", "of")
    elif match := _APART.match(low):
        names = ("sides", "what") if match["sides"] else ("both", "said")
    else:
        return None
    sides, common = (text[slice(*match.span(name))] if match[name] else "" for name in names)
    readings = tuple(_in_two(sides))
    return Calculation(Operation.DIFFERENCE, readings, common) if readings else None


def _in_two(text: str) -> Iterator[tuple[str, str]]:
    """The ways to part a text at a joining word into two that each name something."""
    for match in _AND.finditer(text):
        one, two = text[: match.start()], text[match.end() :]
        if _tells(one) and _tells(two):
            yield one, two


def _tells(text: str) -> bool:
    return any(not is_weak(c) and not c.alternatives[0].isdigit() for c in concepts(text))
