"""What the grammar owes to any text: no error, true spans, every digit classified, values that read again."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.folding import fold, plain
from index.grammar.amounts import amounts_of
from index.grammar.comparisons import bases, cue_before
from index.grammar.numbers import Shape, literals, read_number
from index.grammar.periods import Clock, periods
from index.nonfigures import non_figure
from index.reading import read_figures
from index.records import DigitClass, DigitString, Document, Figure, Kind, Period, PeriodUnit, Span
from index.sections import passages, sections
from index.subjects import read_subject
from index.words import sentences

CLOCK = Clock(Period(PeriodUnit.MONTHS, 2023, 8))
NUMBERS = st.one_of(
    st.integers(0, 99_999).map(str),
    st.from_regex(r"[0-9]{1,3}(\.[0-9]{3}){1,3}(,[0-9]{1,3})?", fullmatch=True),
    st.from_regex(r"[0-9]{1,4},[0-9]{1,2}", fullmatch=True),
    st.from_regex(r"[0-9]{1,3}(\xa0[0-9]{3}){1,2}", fullmatch=True),
    st.sampled_from(["08/10", "22/63", "1.461/4.624", "18.5", "1,234.5", "39, 1", "02", "31/8/2023", "8/2023", "2010"]),
)
WORDS = st.sampled_from(
    (
        "tỷ đồng|triệu USD|nghìn tấn|%|điểm phần trăm|lần|bậc|ha|tạ/ha|triệu HK.Km|lượt khách|hộ|xã|đồng/kg|m3|tăng"
        "|giảm|đạt|ước đạt|chiếm|gấp|bằng|vượt|còn|hơn|khoảng|gần|thứ|xếp thứ|so với|cùng kỳ năm trước|kế hoạch năm"
        "|tháng trước|gồm|dự toán HĐND tỉnh giao|tháng 8|8 tháng đầu năm 2023|quý II|năm 2022|lũy kế|đến hết tháng 8"
        "|đến 31/8/2023|từ ngày 15/7 đến ngày 14/8|trong đó|Diện tích|Sản lượng|Tổng thu ngân sách|Tỷ lệ hộ nghèo"
        "|Lượng khách du lịch|Đề án|số|Chỉ số giá tiêu dùng (CPI)|khu vực dịch vụ|Nghị quyết số 12/NQ-HĐND|Covid-19"
        "|dưới 5 tuổi|I. Kinh tế|1.|a)|-|+|•|(|)|;|:|,|.|/|–|\n|\n\n|\xa0|“|”|&|…"
    ).split("|")
)
FRAGMENTS = st.tuples(st.one_of(NUMBERS, WORDS), st.sampled_from(["", " ", " ", " ", "  ", "\xa0"])).map("".join)
REPORT_LIKE = st.lists(FRAGMENTS, min_size=1, max_size=40).map("".join)
TEXTS = st.one_of(REPORT_LIKE, st.text(max_size=120))
RAW = st.one_of(TEXTS, TEXTS.map(lambda text: unicodedata.normalize("NFD", text)))
few = settings(max_examples=150, deadline=None)


def read(text: str) -> tuple[tuple[Figure, ...], tuple[DigitString, ...]]:
    document = Document("mau", "mau.txt", "txt", "", text, "", None, CLOCK.period, None)
    tree = sections(text, (), None)
    return read_figures(document, tree, passages(text, tree, ()), sentences)


def assert_ordered_and_disjoint(spans: list[Span], text: str) -> None:
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(first.end <= second.start for first, second in pairwise(spans))


@given(RAW)
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(plain(text)) == len(fold(text)) == len(text)
    assert plain(plain(text)) == plain(text)


@given(RAW)
def test_literals_cover_every_digit_once_and_in_order(text: str) -> None:
    found = list(literals(text, plain(text)))
    assert_ordered_and_disjoint([literal.span for literal in found], text)
    covered = {at for literal in found for at in range(*literal.span)}
    assert all(at in covered for at, char in enumerate(text) if char.isdecimal())
    for literal in found:
        assert literal.text == literal.span.of(text)
        if literal.shape is Shape.NUMBER:
            assert read_number(literal.text) == literal.number
        if literal.parts is not None:
            assert [read_number(part.of(text)) for part in literal.parts] == [literal.number, literal.denominator]


@given(RAW)
def test_amounts_hold_their_digits_and_stay_inside_the_text(text: str) -> None:
    low = plain(text)
    for literal in literals(text, low):
        non_figure(literal, text, low)
        for amount in amounts_of(literal, text, low):
            assert literal.span.holds(amount.span)
            assert 0 <= amount.extent.start <= amount.extent.end <= len(text)
            assert amount.unit is None or amount.unit == amount.unit.strip() != ""


@given(RAW, st.sampled_from([CLOCK, Clock(None), Clock(Period(PeriodUnit.QUARTER, 2024, 2))]))
def test_periods_are_ordered_and_in_their_normal_form(text: str, clock: Clock) -> None:
    found = list(periods(plain(text), clock))
    assert_ordered_and_disjoint([mention.span for mention in found], text)
    for mention in found:
        if mention.period is not None:
            assert 1 <= mention.period.last_month <= 12
            assert str(mention.period)


@given(RAW)
def test_bases_and_cues_stay_inside_the_text(text: str) -> None:
    low = plain(text)
    found = list(bases(low))
    assert_ordered_and_disjoint([basis.extent for basis in found], text)
    assert all(basis.extent.holds(basis.span) for basis in found)
    assert 0 <= cue_before(low)[1] <= len(low)


@given(RAW)
def test_a_subject_has_only_words_of_the_text(text: str) -> None:
    low = plain(text)
    subject = read_subject(text, low)
    assert all(word in low for word in subject.plain.split())


@few
@given(TEXTS)
def test_every_digit_of_a_document_is_classified_once(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    figures, digits = read(text)
    assert_ordered_and_disjoint([digit.span for digit in digits], text)
    covered = {at for digit in digits for at in range(*digit.span)}
    assert all(at in covered for at, char in enumerate(text) if char.isdecimal())
    assert [d.span for d in digits if d.digit_class is DigitClass.FIGURE] == [figure.span for figure in figures]


@few
@given(TEXTS)
def test_figures_are_what_the_text_says(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    figures, _ = read(text)
    assert_ordered_and_disjoint([figure.span for figure in figures], text)
    for figure in figures:
        first, _, second = figure.value.partition("/")
        assert figure.span.of(text) == figure.value
        assert read_number(first) == figure.number
        assert (read_number(second) if second else None) == figure.denominator
        assert figure.sentence.holds(figure.span)
        assert figure.sentence.holds(figure.clause)


@few
@given(REPORT_LIKE)
def test_reading_twice_gives_the_same(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    assert read(text) == read(text)


def test_a_long_single_line_is_read_in_time_that_grows_with_its_length() -> None:
    line = "Diện tích lúa đạt 1.234,5 ha, tăng 2,1% so với cùng kỳ năm trước, đạt 98,7% kế hoạch; " * 200
    figures, digits = read(line)
    assert len(figures) == 600
    assert len(digits) == 600


@few
@given(TEXTS)
def test_what_a_figure_qualifies_is_itself_a_figure(text: str) -> None:
    figures, _ = read(unicodedata.normalize("NFC", text))
    levels = {figure.span for figure in figures if figure.kind in (Kind.LEVEL, Kind.RATIO, Kind.RANK, Kind.PRICE)}
    assert all(figure.of is None or (figure.of in levels and figure.of != figure.span) for figure in figures)


@pytest.mark.parametrize(
    "line",
    [
        "Diện tích" + " " * 60 + "lúa mùa đạt 5 ha",  # \s+ inside (...)+$ : 2^60 steps
        "cùng kỳ năm trước " * 60 + "lúa đạt 5%",
        "lũy kế " * 600 + "lúa đạt 5%",
        "đạt được bằng " * 300 + "lúa đạt 5%",
        "ước đạt khoảng " * 300 + "lúa đạt 5%",
        "từ đầu năm đến " * 600 + "lúa đạt 5%",
        "a@b" * 1500 + " đạt 5%",
        "x" * 200_000 + " đạt 5%",
    ],
)
def test_no_line_takes_more_than_its_length_deserves(line: str) -> None:
    # In a child process with a timeout, so that a hang is a failure.
    code = "import sys; from tests.index.test_grammar_properties import read; print(len(read(sys.stdin.read())[0]))"
    done = subprocess.run(
        [sys.executable, "-c", code], input=line, capture_output=True, text=True, timeout=20, check=True
    )
    assert done.stdout.strip() == "1"
