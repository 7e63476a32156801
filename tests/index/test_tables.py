from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.folding import plain
from index.grammar.periods import Clock, periods
from index.reading import read_figures
from index.records import DigitClass, DigitString, Document, Figure, Kind, Passage, Period, PeriodUnit
from index.sections import passages, sections
from index.table_units import unit_of
from index.words import sentences

TABLES = Path(__file__).parent / "tables.txt"


@dataclass(frozen=True)
class Case:
    """A table of `tables.txt`: its text, the report's period and the lines of its figures, in order."""

    name: str
    period: str
    text: str
    expected: tuple[str, ...]


def cases() -> list[Case]:
    found = []
    for block in TABLES.read_text(encoding="utf-8").split("=== ")[1:]:
        head, _, rest = block.partition("\n")
        name, _, period = head.partition(" @ ")
        text, _, figures = rest.partition("\n---\n")
        found.append(Case(name, period, text, tuple(figures.strip().split("\n"))))
    return found


@dataclass(frozen=True)
class Read:
    text: str
    passages: tuple[Passage, ...]
    figures: tuple[Figure, ...]
    digits: tuple[DigitString, ...]

    def figure(self, value: str) -> Figure:
        return next(f for f in self.figures if f.value == value)

    def classed(self, digits: str) -> set[DigitClass]:
        return {d.digit_class for d in self.digits if d.span.of(self.text) == digits}


def read(text: str, period: str = "9 tháng 2023") -> Read:
    clock = Clock(Period(PeriodUnit.YEAR, 2000))
    said = next(m.period for m in periods(plain(period), clock))
    document = Document("bang", "bang.txt", "txt", "", text, "", None, said, None)
    tree = sections(text, (), None)
    pieces = passages(text, tree, ())
    figures, digits = read_figures(document, tree, pieces, sentences)
    return Read(text, pieces, figures, digits)


def line_of(figure: Figure) -> str:
    kind = figure.kind.value + ("+plan" if figure.plan else "")
    fields = (figure.value, figure.unit, kind, figure.indicator, figure.period, figure.basis, figure.direction)
    return " | ".join("-" if field is None else str(field) for field in fields)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_every_cell_is_read_with_its_meaning(case: Case) -> None:
    found = read(case.text, case.period)
    assert [line_of(figure) for figure in found.figures] == list(case.expected)
    assert [d.span.of(case.text) for d in found.digits if d.digit_class is DigitClass.UNKNOWN] == []


def test_a_figure_is_cited_by_its_row_and_knows_the_level_it_qualifies() -> None:
    found = read(
        "Chỉ tiêu | Tháng 9 | 9 tháng | So với cùng kỳ (%)\nXuất khẩu (triệu USD) | 31,0 | 260,5 | 104,5\n"
        " Trong đó: Nông sản | 8,2 | 70,1 | 98,0"
    )
    index = found.figure("98,0")
    assert index.sentence.of(found.text) == "Trong đó: Nông sản | 8,2 | 70,1 | 98,0"
    assert index.of is not None and index.of.of(found.text) == "70,1"
    assert (index.indicator, index.head) == ("Xuất khẩu Nông sản", "Xuất khẩu")
    assert found.figure("8,2").unit == "triệu USD"


def test_digits_that_are_no_figures_keep_their_classes() -> None:
    found = read(
        "Bảng 3. Dân số từ 15 tuổi trở lên (nghìn người)\nTT | Nhóm | Năm 2022 | 30/6/2023\nA | B | 1 | 2\n"
        "7 | Từ 15 đến 24 tuổi (1) | 14.096,6 | 14.331,2\n8 | Từ 25 tuổi | 16.100,4 | 16.844,4"
    )
    assert [f.value for f in found.figures] == ["14.096,6", "14.331,2", "16.100,4", "16.844,4"]
    assert found.classed("7") == found.classed("8") == found.classed("15") == {DigitClass.OTHER}
    assert found.classed("2022") == {DigitClass.PERIOD}
    assert found.classed("30/6/2023") == {DigitClass.DATE}
    assert found.classed("3") == {DigitClass.HEADING}


def test_rows_of_a_long_table_take_the_headings_far_above_and_belong_to_their_piece() -> None:
    rows = "\n".join(f"Xã Bản Số {chr(65 + n % 26)}{'a' * n} | {n + 100},5 | {n + 300},25" for n in range(60))
    found = read(f"Bảng 2. Sản lượng ngô theo xã (tấn)\nXã | Năm 2022 | Ước năm 2023\n{rows}")
    assert len(found.passages) > 1
    assert len(found.figures) == 120
    last = found.figure("359,25")
    assert (last.unit, str(last.period), last.estimate) == ("tấn", "năm 2023", True)
    assert last.passage == found.passages[-1].number
    assert all(found.passages[f.passage].span.holds(f.span) for f in found.figures)


def test_a_table_below_text_leaves_the_text_to_the_sentences() -> None:
    found = read(
        "Sản lượng lúa đạt 1.200 tấn, tăng 3,5% so với cùng kỳ năm trước.\n\nBảng 1. Sản lượng (tấn)\n"
        "Cây | Năm 2022 | Năm 2023\nNgô | 310 | 325\n\nDiện tích lạc đạt 40 ha."
    )
    assert [f.value for f in found.figures] == ["1.200", "3,5", "310", "325", "40"]
    assert found.figure("3,5").kind is Kind.CHANGE_PCT


def test_bars_without_labelled_numbers_are_no_table() -> None:
    found = read("Ban Biên tập | Nguồn tin\n\nThu ngân sách đạt 120 tỷ đồng | Ảnh: báo tỉnh")
    assert [(f.value, f.unit) for f in found.figures] == [("120", "tỷ đồng")]


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("Tỷ đồng", "tỷ đồng"), ("triệu USD", "triệu USD"), ("%", "%"), ("1000 tấn", "nghìn tấn"),
        ("lượt người", "lượt người"), ("tạ/ha", "tạ/ha"), ("giá so sánh 2010", None), ("LPG", None), ("*", None),
        ("2019", None), ("than sạch", None),
    ],
)  # fmt: skip
def test_units_are_told_from_other_words_in_brackets(words: str, unit: str | None) -> None:
    assert unit_of(words) == unit


CELLS = st.sampled_from(
    [
        "", "-", "...", "1", "12,5", "-3,4", "2.150", "22/63", "2021", "(*)", "Năm 2022", "Tháng 9",
        "So với cùng kỳ (%)", "%", "Trong đó:", "- Nam", "TỔNG SỐ", "I", "TT", "ĐVT", "Tỷ đồng", '"',
        "3=2/1", "(5,2)", "8,4-9,4",
        "Bảng 1. Sản lượng (tấn)",
    ]
)  # fmt: skip


@given(st.lists(st.lists(CELLS, min_size=1, max_size=6).map(" | ".join), min_size=1, max_size=9).map("\n".join))
def test_any_table_is_read_without_mishap_and_every_span_holds_its_value(text: str) -> None:
    found = read(text)
    for figure in found.figures:
        assert figure.span.of(text) == figure.value
        assert figure.sentence.holds(figure.span)
    spans = sorted(d.span for d in found.digits)
    assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))
