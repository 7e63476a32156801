"""Statements in the words of reports: what speakers say otherwise is changed, what names no figure is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from index.folding import plain
from index.grammar.numbers import NUMBER
from index.grammar.patterns import NO_LETTER_AFTER, NO_LETTER_BEFORE, alternatives
from index.records import Span
from qa.expansion import short_forms
from qa.rewriting import Change
from qa.spelt import spelt_numbers
from qa.thesaurus import asides
from qa.vocabulary import COLLOQUIAL

# "Kính gửi anh Hùng, em gửi số liệu ngân hàng: ..."
_ADDRESS = re.compile(
    r"(?:^|(?<=[\n.!?:,] ))(?P<w>(?:kính (?:thưa|gửi|chào|báo cáo)|thưa|gửi|(?:em|tôi|mình|chúng tôi) (?:xin )?(?:gửi|"
    r"báo cáo|báo|thông tin|trình)|xin (?:gửi|báo cáo|thông báo|thông tin))(?![^\W_])[^\d,:;.!?]{0,60}[,:!] *)+"
)
_ASIDE = re.compile(
    rf"(?:^|[,;:.(\n–] *|(?<![^\W_])(?:và|còn|nhưng|song) +)(?P<w>{alternatives(asides())}){NO_LETTER_AFTER} *[,:]?"
)
# What opens a clause with a subject of its own.
_OPENS = re.compile(
    rf"(?<=[^\W_]|%) +(?P<w>dù|mặc dù|dẫu|cho dù|tuy|trong khi đó|ngược lại|trong lúc){NO_LETTER_AFTER}"
)
# What goes up or down by a number is said in many ways: "nhích lên 0,14 điểm", "thụt lùi 3%".
_TURNS = {words: meant for words, meant in COLLOQUIAL.items() if meant in ("tăng", "giảm")}
_TURNS |= {"bứt lên": "tăng", "vươn lên": "tăng", "nhích thêm": "tăng", "nhích nhẹ": "tăng", "đi xuống": "giảm"}
_TURN = re.compile(
    rf"{NO_LETTER_BEFORE}(?P<w>{alternatives(_TURNS)}){NO_LETTER_AFTER}"
    rf"(?= *(?:(?:nhẹ|mạnh|sâu|thêm|tới|đến|hơn|gần|khoảng|chừng|ngót|mất|đi) +)*\d)"
)
# "Nhích lên 99.509 con" gives where something stands; by how much it went is said in shares, points and places.
_BY_HOW_MUCH = re.compile(r"[^\d]*\d[\d.,]* *(?:%|‰|điểm|bậc|lần|phần trăm)")
_TO = ("lên", "xuống")
# "Từ 31,61% nhích lên 38,27%" gives two levels.
_FROM = re.compile(r"(?<![^\W_])từ (?:mức |khoảng |gần |hơn )*\d[^,;.]*(?:[,.]\d[^,;.]*)*$")
_IN_RANK = re.compile(rf"{NO_LETTER_BEFORE}(?P<w>lên|xuống|lùi)(?= +\d+ +bậc{NO_LETTER_AFTER})")
# "Xếp thứ 2/5 ở Tây Nguyên và 35/63 cả nước": the second is a place too.
_RANK_AGAIN = re.compile(r"(?:thứ|hạng|vị trí) +\d+/\d+[^,;.\d]{0,40}(?P<w>, |,? và (?:xếp )?)(?=\d+/\d+(?!/))")
# "Cao hơn tháng 4 3,4%" -> "tăng 3,4% so với tháng 4": each number with the basis that stands before it.
_BASIS_BEFORE = re.compile(
    rf"{NO_LETTER_BEFORE}(?P<w>(?:(?:cao|thấp|nhiều|ít|lớn|nhỏ) +)?hơn|kém|vượt) +"
    r"(?P<basis>(?:(?:mức +)?cùng +kỳ|(?:thời +điểm +|ngày +)?\d{1,2}/\d{1,2}(?:/\d{4})?|cuối +tháng +\d{1,2}|"
    r"(?:cuối|đầu) +năm|tháng +(?:trước|\d{1,2})|quý +(?:trước|[1-4i]{1,3}v?)|năm +(?:trước|ngoái)|"
    r"vụ +trước)(?: +(?:năm +)?(?:trước|ngoái|(?:19|20)\d\d))?)(?: +là)?"
    r"(?= +(?P<rest>(?:(?:hơn|gần|khoảng) +)?\d[\d.,]*(?:%| điểm phần trăm)))"
)
_YEAR_BACK = re.compile(rf"{NO_LETTER_BEFORE}so +với +(?P<w>(?:một|1) +năm +trước(?: +đó)?){NO_LETTER_AFTER}")
# "So với mức 6,85% của kịch bản" -> "so với kịch bản (6,85%)", as reports give the level that they compare with.
_AGAINST_LEVEL = re.compile(
    rf"{NO_LETTER_BEFORE}(?P<than>so +với|(?:cao|thấp|nhiều|ít) +hơn) +"
    rf"(?P<called>(?:con số|mức|mốc) +(?:là +)?)(?P<level>{NUMBER}[^,;.()\d]{{0,24}}?)"
    rf"(?P<link> +(?:của|ở|hồi|vào|trong) +)"
    rf"(?P<whose>[^,;.()\d]*?(?:tháng|quý|năm) +\d[\d/]*|[^,;.()\d]+?)(?= *(?:[,;.()]|$)| +\d)"
)
# "Thấp hơn mức 2,12 con của năm 2020" is what reports say.
_PERIOD_ONLY = re.compile(r"(?:cùng kỳ )?(?:tháng|quý|năm)(?: (?:trước|ngoái|\d[\d/]*))")
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
_ECONOMY = re.compile(
    rf"{NO_LETTER_BEFORE}(?P<w>(?:nền )?kinh tế)"
    r"(?=(?! (?:số|tư nhân|nhà nước|ngoài|tập thể|xã hội|hợp tác|biển|trang trại|hộ)(?![^\W_]))[^,.;:]{0,50}(?<![^\W_])"
    r"(?:tăng|lớn thêm|giảm)(?![^\W_])[^,.;:\d]{0,16}\d)"
)
_OF_NATION = re.compile(r"kinh tế (?:cả nước|nước ta|đất nước|việt nam)|(?:cả nước|nước ta)[^,.;]{0,20}kinh tế")
_LIVES = re.compile(r"(?P<verb>cướp đi|lấy đi|tước đi)[^,;.\d]{0,20}\d[\d.]* +(?P<w>sinh mạng|mạng người|mạng|người)")
_MONEY_SHORT = re.compile(rf"(?<=\d)(?P<b> *)(?P<s>tỷ|tỉ|triệu|tr) *(?:đ|vnđ|vnd){NO_LETTER_AFTER}")


def in_report_words(text: str) -> Iterator[Change]:
    """The changes that make a Vietnamese statement one in the words of reports."""
    yield from spelt_numbers(text)
    yield from short_forms(text)
    low = plain(text)
    for rule in _RULES:
        yield from rule(text, low)


def _around(text: str, low: str) -> Iterator[Change]:
    """What is said around the figures."""
    for match in _ADDRESS.finditer(low):
        yield Change(Span(*match.span("w")), "")
    for match in _ASIDE.finditer(low):
        yield Change(Span(match.start("w"), match.end()), "")
    for match in _OPENS.finditer(low):
        yield Change(Span(match.start("w") - 1, match.end("w")), ",")


def _amounts(text: str, low: str) -> Iterator[Change]:
    for match in _MONEY_SHORT.finditer(low):
        scale = "triệu" if match["s"] in ("tr", "triệu") else "tỷ"
        yield Change(Span(match.end("b"), match.end()), f"{'' if match['b'] else ' '}{scale} đồng")
    for match in _PAST.finditer(low):
        yield Change(Span(*match.span("w")), "đạt hơn" if "vượt" in match["w"] else "đạt")


def _turns(text: str, low: str) -> Iterator[Change]:
    """Ups and downs."""
    for match in _TURN.finditer(low):
        if _FROM.search(low[: match.start()]):
            continue
        level = match["w"].endswith(_TO) and not _BY_HOW_MUCH.match(low, match.end())
        yield Change(Span(*match.span("w")), "đạt" if level else _TURNS[match["w"]])


def _ranks(text: str, low: str) -> Iterator[Change]:
    for match in _IN_RANK.finditer(low):
        yield Change(Span(*match.span("w")), "tăng" if match["w"] == "lên" else "giảm")
    for match in _RANK_AGAIN.finditer(low):
        yield Change(Span(*match.span("w")), f"{match['w']}thứ ")


def _bases(text: str, low: str) -> Iterator[Change]:
    """What is compared with, behind its number."""
    for match in _YEAR_BACK.finditer(low):
        yield Change(Span(*match.span("w")), "cùng kỳ năm trước")
    for match in _BASIS_BEFORE.finditer(low):
        down = match["w"] == "kém" or match["w"].startswith(("thấp", "ít", "nhỏ"))
        yield Change(Span(*match.span()), "giảm" if down else "tăng")
        end = match.end("rest")
        yield Change(Span(end - 1, end), f"{text[end - 1]} so với {text[slice(*match.span('basis'))]}")
    for match in _AGAINST_LEVEL.finditer(low):
        if match["than"].endswith("hơn") and "%" not in match["level"] and _PERIOD_ONLY.fullmatch(match["whose"]):
            continue
        yield Change(
            Span(*match.span("than")), match["than"] if low[match.end() :].lstrip()[:1].isdigit() else "so với"
        )
        yield Change(Span(*match.span("called")), f"{text[slice(*match.span('whose'))]} (")
        yield Change(Span(match.start("link"), match.end("whose")), ")")


def _subjects(text: str, low: str) -> Iterator[Change]:
    """Clauses with a subject of their own, and growth of the economy, which reports call by its measure."""
    for pattern in (_OTHER_THAN, _ALREADY):
        for match in pattern.finditer(low):
            yield Change(Span(*match.span("w")), "")
    for match in _LIVES.finditer(low):
        yield Change(Span(*match.span("verb")), "làm")
        yield Change(Span(*match.span("w")), "người chết")
    for match in _BY_YEAR.finditer(low):
        yield Change(Span(*match.span("w")), "năm ")
    for match in _ECONOMY.finditer(low):
        yield Change(Span(*match.span("w")), "GDP" if _OF_NATION.search(low) else "GRDP")


_RULES: tuple[Callable[[str, str], Iterator[Change]], ...] = (_around, _amounts, _turns, _ranks, _bases, _subjects)
