"""English statements in the words of Vietnamese reports: numbers, units, comparisons, phrases that are known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from index.grammar.patterns import alternatives
from index.places import BARE_PROVINCE, province
from index.records import Span
from qa.english_times import english_times
from qa.english_words import ENGLISH_STOPS
from qa.rewriting import Change
from qa.thesaurus import english

_STATED: Mapping[str, str] = {
    "up": "tăng", "down": "giảm", "rose": "tăng", "rose by": "tăng", "rising": "tăng", "grew": "tăng",
    "grew by": "tăng", "increased by": "tăng", "increasing": "tăng", "an increase of": "tăng", "fell by": "giảm",
    "dropped": "giảm", "dropped by": "giảm", "declined": "giảm", "declined by": "giảm", "decreased": "giảm",
    "decreased by": "giảm", "a decrease of": "giảm", "fewer": "giảm", "on the same period of": "so với cùng kỳ năm",
    "over the same period of": "so với cùng kỳ năm", "from the same period of": "so với cùng kỳ năm",
    "compared with the same period of": "so với cùng kỳ năm", "compared to the same period of": "so với cùng kỳ năm",
    "of the same period of": "cùng kỳ năm", "on the same period last year": "so với cùng kỳ năm trước",
    "over the same period last year": "so với cùng kỳ năm trước", "of the same period last year": "cùng kỳ năm trước",
    "from the same period last year": "so với cùng kỳ năm trước", "on a year earlier": "so với cùng kỳ năm trước",
    "than a year earlier": "so với cùng kỳ năm trước", "than last year": "so với cùng kỳ năm trước",
    "compared to the same period last year": "so với cùng kỳ năm trước", "year over year": "so với cùng kỳ năm trước",
    "on the previous month": "so với tháng trước", "from the previous month": "so với tháng trước",
    "compared with the previous month": "so với tháng trước", "on the month before": "so với tháng trước",
    "of the plan": "kế hoạch", "of the yearly plan": "kế hoạch năm", "of the year's plan": "kế hoạch năm",
    "of the estimate": "dự toán", "of the budget estimate": "dự toán", "equal to": "bằng", "equivalent to": "bằng",
    "accounting for": "chiếm", "accounted for": "chiếm", "making up": "chiếm", "about": "khoảng", "around": "khoảng",
    "some": "khoảng", "approximately": "khoảng", "roughly": "khoảng", "over": "hơn", "more than": "hơn",
    "above": "trên", "exceeding": "hơn", "nearly": "gần", "almost": "gần", "close to": "gần", "under": "dưới",
    "less than": "dưới", "below": "dưới", "at least": "ít nhất", "thousand": "nghìn", "million": "triệu",
    "billion": "tỷ", "trillion": "nghìn tỷ", "percentage points": "điểm phần trăm", "percentage point":
    "điểm phần trăm", "per cent": "%", "percent": "%", "vnd": "đồng", "dong": "đồng", "us dollars": "USD",
    "dollars": "USD", "hectares": "ha", "hectare": "ha", "birds": "con gia cầm", "heads": "con", "head": "con",
    "km": "km", "kilometres": "km", "kilometers": "km", "places": "bậc", "totalled": "đạt", "totaled": "đạt",
    "totalling": "đạt", "reaching": "đạt", "reached": "đạt", "flock": "đàn", "numbered": "đạt",
    "poultry flock": "đàn gia cầm", "pig herd": "đàn lợn", "buffalo herd": "đàn trâu", "cattle herd": "đàn bò",
    "newly enrolled in vocational training": "tuyển mới đào tạo nghề", "cadastral records": "hồ sơ địa chính",
    "retail sales": "tổng mức bán lẻ hàng hóa", "visits": "lượt", "arrivals": "lượt", "tourist visits":
    "lượt khách du lịch", "poverty rate": "tỷ lệ hộ nghèo", "since the beginning of the year": "từ đầu năm",
    "estimated at": "ước đạt", "is estimated at": "ước đạt", "are estimated at": "ước đạt", "estimated": "ước",
    "outstanding credit": "dư nợ tín dụng", "outstanding loans": "dư nợ", "the same period of": "cùng kỳ năm",
    "out of": "trên tổng số", "out of a total of": "trên tổng số",
    "of goods": "hàng hóa", "forest coverage": "tỷ lệ che phủ rừng", "forest coverage rate": "tỷ lệ che phủ rừng",
    "and": "và", "while": ", ", "whereas": ", ", "with": ", ", "went to work abroad": "đi làm việc ở nước ngoài",
    "work abroad": "đi làm việc ở nước ngoài", "working abroad": "đi làm việc ở nước ngoài", "unemployment":
    "tỷ lệ thất nghiệp", "urban": "thành thị", "rural": "nông thôn", "towns": "thành thị", "in towns": "thành thị",
    "in the countryside": "nông thôn", "countryside": "nông thôn", "urban areas": "thành thị",
    "rural areas": "nông thôn", "at current prices": "theo giá hiện hành", "at constant prices": "theo giá so sánh",
    "goods trade": "hàng hóa", "merchandise trade": "hàng hóa", "posted a surplus of": "xuất siêu",
    "ran a surplus of": "xuất siêu", "a surplus of": "xuất siêu", "posted a deficit of": "nhập siêu",
    "ran a deficit of": "nhập siêu", "a deficit of": "nhập siêu", "bank lending": "dư nợ tín dụng",
    "the level of": "", "level": "mức", "of the total": "tổng", "of which": "trong đó", "including": "trong đó",
    "exceeding the plan by": "vượt kế hoạch", "exceeding the estimate by": "vượt dự toán", "half of": "nửa",
    "surpassing the plan by": "vượt kế hoạch", "surpassing the estimate by": "vượt dự toán",
    "new jobs": "việc làm mới", "residents": "dân", "trips": "lượt", "units": "chiếc", "carriage": "vận chuyển",
    "passenger-km": "hành khách.km", "passenger-kilometres": "hành khách.km", "passenger-kilometers": "hành khách.km",
    "tonne-km": "tấn.km", "ton-km": "tấn.km", "tonne-kilometres": "tấn.km",
    "passenger carriage": "vận chuyển hành khách", "jobs": "việc làm", "were created": "giải quyết",
    "created": "giải quyết",
}  # fmt: skip
_PHRASES = {**english(), **_STATED}
_PHRASE = re.compile(rf"(?<![^\W_])(?:{alternatives(_PHRASES)})(?![^\W_])")
_STOP = re.compile(rf"(?<![^\W_])(?:{alternatives(ENGLISH_STOPS)})(?![^\W_])")
_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])|(?<![\d.,])\d+\.\d+(?![\d.,])")
_LEADING_MONEY = re.compile(
    r"(?P<c>vnd|usd|us\$|\$) ?(?P<n>\d[\d.,]*\d|\d)(?P<s> +(?:thousand|million|billion|trillion))?"
)
_TIMES = re.compile(r"(?P<n>\d[\d.]*) times(?: as (?:much|many) as)?")
# "0.29% below the level of 31 July": in Vietnamese the direction stands before the number.
_COMPARED = re.compile(
    r"(?P<n>\d[\d.,]*\d|\d)(?P<u>(?: percent(?:age points?)?| per cent|%)?) +"
    r"(?P<w>below|lower than|less than|fewer than|under|down on|down from|above|higher than|more than|up on|up from|"
    r"over)(?P<x>(?: +(?:the +level +of|the +figure +(?:of|for)|that +of|those +of))?)(?= +[a-z0-9])"
)
_LOWER = ("below", "lower than", "less than", "fewer than", "under", "down on", "down from")
_BODIES = {
    "provincial people's council": "HĐND tỉnh", "people's council": "HĐND", "prime minister": "Thủ tướng Chính phủ",
    "provincial people's committee": "UBND tỉnh", "province": "tỉnh", "government": "Chính phủ",
    "central government": "Trung ương", "district": "huyện",
}  # fmt: skip
_PLANS = {"plan": "kế hoạch", "estimate": "dự toán", "target": "chỉ tiêu", "resolution": "nghị quyết"}
_OF_BODY = re.compile(
    rf"of +(?:the +)?(?P<who>{alternatives(_BODIES)})(?:'s|’s)? +(?:assigned +|budget +)?"
    rf"(?P<what>{alternatives(_PLANS)})"
)
_VICTIMS = re.compile(
    r"(?<=\d) +(?:people +)?(?:(?P<dead>dead|killed|deaths|fatalities)|(?:injured|wounded|injuries))(?![a-z])"
)
_POSSESSIVE = re.compile(r"(?<=[a-z])['’]s(?![a-z])")
_SAID_ONLY = re.compile(
    r"(?<![^\W_])(?:put|posted|ran|still|only|just|kept|remained|saw|took|went|came|made|alone|also|"
    r"respectively|both|totals?|hit|recorded|registered|according|report|reported|bringing|leaving|meanwhile|among|"
    r"against|period|same|province|province's|provincial|local|currently|so|far|now)(?![^\W_])"
)
_MARKS = frozenset("the of in was were is are at by for from and has have been on with to up down".split())


def is_english(text: str) -> bool:
    """Whether a statement is made in English: no letter has a mark, and little words of English stand in it."""
    words = re.findall(r"[a-z]+", text.lower())
    return text.isascii() and len(words) >= 3 and any(w in _MARKS for w in words)


def english_phrases(text: str) -> Iterator[Change]:
    """The changes that make an English statement one in the words of reports, as far as the tables know them."""
    low = text.lower()
    for match in _LEADING_MONEY.finditer(low):
        money = "đồng" if match["c"] == "vnd" else "USD"
        scale = f" {_PHRASES[match['s'].strip()]}" if match["s"] else ""
        yield Change(Span(*match.span()), f"{_vietnamese(match['n'])}{scale} {money}")
    yield from english_times(low)
    yield from _compared(low)
    yield from _names(text, low)
    for match in _TIMES.finditer(low):
        yield Change(Span(*match.span()), f"gấp {_vietnamese(match['n'])} lần")
    for match in _NUMBER.finditer(low):
        yield Change(Span(*match.span()), _vietnamese(match[0]))
    for match in _PHRASE.finditer(low):
        yield Change(Span(*match.span()), _PHRASES[re.sub(" +", " ", match[0])])
    for match in (*_STOP.finditer(low), *_SAID_ONLY.finditer(low)):
        yield Change(Span(*match.span()), "")


def _names(text: str, low: str) -> Iterator[Change]:
    """Bodies with their plans, and provinces, by their names."""
    for match in _OF_BODY.finditer(low):
        yield Change(Span(*match.span()), f"{_PLANS[match['what']]} {_BODIES[match['who']]} giao")
    for match in BARE_PROVINCE.finditer(low):
        if text[match.start()].isupper():
            yield Change(Span(*match.span()), province(match[0]) or match[0])
    for match in _VICTIMS.finditer(low):
        yield Change(Span(*match.span()), " người chết" if match["dead"] else " người bị thương")
    for match in _POSSESSIVE.finditer(low):
        yield Change(Span(*match.span()), "")


def _compared(low: str) -> Iterator[Change]:
    """The direction before a number that English has behind it."""
    for match in _COMPARED.finditer(low):
        if not match["u"]:
            continue
        turn = "giảm" if match["w"] in _LOWER else "tăng"
        yield Change(Span(*match.span("n")), f"{turn} {_vietnamese(match['n'])}")
        yield Change(Span(match.start("w"), match.end("x")), "so với")


def _vietnamese(number: str) -> str:
    """1,234.5 -> 1.234,5; a comma before three digits groups, as English has it."""
    return number.translate(str.maketrans(",.", ".,"))
