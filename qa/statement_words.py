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
from qa.vocabulary import COLLOQUIAL

# What goes up or down by a number is said in many ways: "nhích lên 0,14 điểm", "thụt lùi 3%".
_TURNS = {words: meant for words, meant in COLLOQUIAL.items() if meant in ("tăng", "giảm")}
_TURN = re.compile(
    rf"{NO_LETTER_BEFORE}(?P<w>{alternatives(_TURNS)}){NO_LETTER_AFTER}"
    rf"(?= *(?:(?:nhẹ|mạnh|sâu|thêm|tới|đến|hơn|gần|khoảng|chừng|ngót|mất|đi) +)*\d)"
)
# "so với mức 6,85% của kịch bản" -> "so với kịch bản (6,85%)", as reports give the level that they compare with.
_AGAINST_LEVEL = re.compile(
    rf"{NO_LETTER_BEFORE}so +với +(?P<called>(?:con số|mức|mốc) +(?:là +)?)(?P<level>{NUMBER}[^,;.()\d]{{0,24}}?)"
    rf"(?P<link> +(?:của|ở|hồi|vào|trong) +)(?P<whose>[^,;.()]+?)(?= *(?:[,;.()]|$))"
)
_MONEY_SHORT = re.compile(rf"(?<=\d)(?P<b> *)(?P<s>tỷ|tỉ|triệu|tr) *(?:đ|vnđ|vnd){NO_LETTER_AFTER}")


def in_report_words(text: str) -> Iterator[Change]:
    """The changes that make a Vietnamese statement one in the words of reports."""
    low = plain(text)
    yield from spelt_numbers(text)
    for match in _MONEY_SHORT.finditer(low):
        scale = "triệu" if match["s"] in ("tr", "triệu") else "tỷ"
        yield Change(Span(match.end("b"), match.end()), f"{'' if match['b'] else ' '}{scale} đồng")
    yield from short_forms(text)
    for match in _TURN.finditer(low):
        yield Change(Span(*match.span("w")), _TURNS[match["w"]])
    for match in _AGAINST_LEVEL.finditer(low):
        yield Change(Span(*match.span("called")), f"{text[slice(*match.span('whose'))]} (")
        yield Change(Span(match.start("link"), match.end("whose")), ")")
