"""Statements in the words of reports: abbreviations and numbers written out, turns of phrase as reports have them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.folding import plain
from index.grammar.numbers import NUMBER
from index.grammar.patterns import NO_LETTER_AFTER, NO_LETTER_BEFORE, alternatives
from index.records import Span
from qa.expansion import short_forms
from qa.rewriting import Change
from qa.spelt import spelt_numbers
from qa.thesaurus import asides
from qa.vocabulary import COLLOQUIAL

# What goes up or down by a number is said in many ways: "nhích lên 0,14 điểm", "thụt lùi 3%".
_TURNS = {words: meant for words, meant in COLLOQUIAL.items() if meant in ("tăng", "giảm")}
_TURNS |= {"bứt lên": "tăng", "vươn lên": "tăng", "nhích thêm": "tăng", "nhích nhẹ": "tăng", "đi xuống": "giảm"}
_TURN = re.compile(
    rf"{NO_LETTER_BEFORE}(?P<w>{alternatives(_TURNS)}){NO_LETTER_AFTER}"
    rf"(?= *(?:(?:nhẹ|mạnh|sâu|thêm|tới|đến|hơn|gần|khoảng|chừng|ngót|mất|đi) +)*\d)"
)
# "Từ 31,61% nhích lên 38,27%" gives two levels.
_FROM = re.compile(r"(?<![^\W_])từ (?:mức |khoảng |gần |hơn )*\d[^,;.]*(?:[,.]\d[^,;.]*)*$")
# "Kém lúa đông xuân vốn đạt 61,2 tạ/ha": the clause has a subject of its own.
_OTHER_THAN = re.compile(
    r"(?<=,) *(?P<w>(?:thua|kém|hơn|vượt|(?:cao|thấp|nhiều|ít|lớn|nhỏ) +hơn)(?: +(?:mức|con số|hẳn|xa))*) +"
    r"(?=[^\d,;.]*[^\W\d_] +(?:vốn +)?(?:đạt|là|có|ở mức)(?: +mức)? +(?:(?:hơn|gần|khoảng) +)?\d)"
)
_ALREADY = re.compile(rf"{NO_LETTER_BEFORE}(?P<w>vốn +)(?=(?:đã +)?(?:đạt|là|có|ở mức){NO_LETTER_AFTER})")
_BY_YEAR = re.compile(
    r"(?<=[,;]) *(?P<w>(?:đến|sang|tới) +(?=(?:19|20)\d\d +(?:là|đạt|còn|thì|chỉ|có|lên|xuống|tăng|giảm)))"
)
_PAST = re.compile(rf"{NO_LETTER_BEFORE}(?P<w>(?:(?:đã +)?vượt|cán|chạm|đạt)(?: +qua)? +(?:mốc|ngưỡng|con số))(?= +\d)")
_IN_RANK = re.compile(rf"{NO_LETTER_BEFORE}(?P<w>lên|xuống|lùi)(?= +\d+ +bậc{NO_LETTER_AFTER})")
# "cao hơn tháng 4 3,4%" -> "tăng 3,4% so với tháng 4": each number with the basis that stands before it.
_BASIS_BEFORE = re.compile(
    rf"{NO_LETTER_BEFORE}(?P<w>(?:(?:cao|thấp|nhiều|ít|lớn|nhỏ) +)?hơn|kém|vượt) +"
    r"(?P<basis>(?:cùng +kỳ|tháng +(?:trước|\d{1,2})|quý +(?:trước|[1-4i]{1,3}v?)|năm +(?:trước|ngoái)|"
    r"vụ +trước)(?: +(?:năm +)?(?:trước|ngoái|(?:19|20)\d\d))?)(?: +là)?"
    r"(?= +(?P<rest>(?:(?:hơn|gần|khoảng) +)?\d[\d.,]*(?:%| điểm phần trăm)))"
)
_YEAR_BACK = re.compile(rf"{NO_LETTER_BEFORE}so +với +(?P<w>(?:một|1) +năm +trước(?: +đó)?){NO_LETTER_AFTER}")
# "so với mức 6,85% của kịch bản" -> "so với kịch bản (6,85%)", as reports give the level that they compare with.
_AGAINST_LEVEL = re.compile(
    rf"{NO_LETTER_BEFORE}(?P<than>so +với|(?:cao|thấp|nhiều|ít) +hơn) +"
    rf"(?P<called>(?:con số|mức|mốc) +(?:là +)?)(?P<level>{NUMBER}[^,;.()\d]{{0,24}}?)"
    rf"(?P<link> +(?:của|ở|hồi|vào|trong) +)(?P<whose>[^,;.()]+?)(?= *(?:[,;.()]|$))"
)
_ASIDE = re.compile(
    rf"(?P<mark>^|[,;:.(\n] *)?{NO_LETTER_BEFORE}(?P<w>{alternatives(asides())}){NO_LETTER_AFTER} *[,:]?"
)
_MONEY_SHORT = re.compile(rf"(?<=\d)(?P<b> *)(?P<s>tỷ|tỉ|triệu|tr) *(?:đ|vnđ|vnd){NO_LETTER_AFTER}")


def in_report_words(text: str) -> Iterator[Change]:
    """The changes that make a Vietnamese statement one in the words of reports."""
    low = plain(text)
    yield from spelt_numbers(text)
    for match in _ASIDE.finditer(low):
        # Within a clause it ends what is said before it.
        yield Change(Span(match.start("w"), match.end()), "" if match["mark"] is not None else ",")
    for match in _MONEY_SHORT.finditer(low):
        scale = "triệu" if match["s"] in ("tr", "triệu") else "tỷ"
        yield Change(Span(match.end("b"), match.end()), f"{'' if match['b'] else ' '}{scale} đồng")
    yield from short_forms(text)
    for match in _TURN.finditer(low):
        if _FROM.search(low[: match.start()]):
            continue
        yield Change(Span(*match.span("w")), _TURNS[match["w"]])
    for match in _IN_RANK.finditer(low):
        yield Change(Span(*match.span("w")), "tăng" if match["w"] == "lên" else "giảm")
    for pattern in (_OTHER_THAN, _ALREADY):
        for match in pattern.finditer(low):
            yield Change(Span(*match.span("w")), "")
    for match in _PAST.finditer(low):
        yield Change(Span(*match.span("w")), "đạt hơn" if "vượt" in match["w"] else "đạt")
    for match in _BY_YEAR.finditer(low):
        yield Change(Span(*match.span("w")), "năm ")
    for match in _YEAR_BACK.finditer(low):
        yield Change(Span(*match.span("w")), "cùng kỳ năm trước")
    for match in _BASIS_BEFORE.finditer(low):
        down = match["w"] == "kém" or match["w"].startswith(("thấp", "ít", "nhỏ"))
        yield Change(Span(*match.span()), "giảm" if down else "tăng")
        end = match.end("rest")
        yield Change(Span(end - 1, end), f"{text[end - 1]} so với {text[slice(*match.span('basis'))]}")
    for match in _AGAINST_LEVEL.finditer(low):
        yield Change(Span(*match.span("than")), "so với")
        yield Change(Span(*match.span("called")), f"{text[slice(*match.span('whose'))]} (")
        yield Change(Span(match.start("link"), match.end("whose")), ")")
