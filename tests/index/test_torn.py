"""A number that a line end cuts in two is no figure: neither part is what the report says."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.build import evidence_of
from index.records import Evidence
from index.torn import cuts
from tests.index.pdf_files import Pages

HEAD = "BÁO CÁO\nTình hình kinh tế - xã hội 6 tháng đầu năm 2024 tỉnh Sông Hạ\n\n"
LEAD = "Tổng thu ngân sách nhà nước trên địa bàn toàn tỉnh trong sáu tháng"


def read(tmp_path: Path, words: str) -> Evidence:
    path = tmp_path / "a.txt"
    path.write_text(f"{HEAD}{words}\n", "utf-8")
    return evidence_of(path)


@pytest.mark.parametrize(
    ("left", "right"),
    [("1.2", "34"), ("1.234.", "567"), ("1.", "234"), ("12", ",5"), ("12,", "5"), ("1", ".234"), ("12", "345")],
)
def test_neither_part_of_a_cut_number_is_a_figure(left: str, right: str, tmp_path: Path) -> None:
    evidence = read(tmp_path, f"{LEAD} đạt {left}\n{right} tỷ đồng, tăng 5% so với cùng kỳ năm trước.")
    (figure,) = evidence.figures
    assert (figure.value, figure.unit, figure.indicator.startswith("Tổng thu ngân sách")) == ("5", "%", True)
    assert not any(char.isdigit() for char in figure.indicator)
    assert figure.of is None
    unknown = [digits.span.of(evidence.document.text) for digits in evidence.unknown()]
    assert unknown == [left.strip(".,"), right.strip(".,")]
    (line,) = evidence.document.unread
    assert line.startswith(f"1 số bị cắt ở cuối dòng (“{left} / {right}”)")


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (f"{LEAD} thực hiện được theo số của năm 2023\n4.9 nghìn tỷ đồng là thu nội địa.", ["4.9"]),
        ("Số xã đạt chuẩn nông thôn mới là 45.\n2. Văn hóa\nTỉnh có 12 di tích.", ["45", "12"]),
        ("Thu nội địa đạt 12,5 tỷ đồng.\n34 huyện đạt dự toán.", ["12,5", "34"]),
        ("Số xã đạt chuẩn nông thôn mới là 45.\n12 huyện đã lập đề án.", ["45", "12"]),
        ("Khách du lịch của các năm 2021,\n2022 đạt 12,5 nghìn lượt.", ["12,5"]),
        ("Năm | Thu (tỷ đồng)\n2022 | 1.234\n2023 | 1.345", ["1.234", "1.345"]),
    ],
)
def test_two_numbers_at_a_line_end_stay_two(words: str, values: list[str], tmp_path: Path) -> None:
    evidence = read(tmp_path, words)
    assert [figure.value for figure in evidence.figures] == values
    assert evidence.document.unread == ()


def test_a_figure_keeps_the_year_that_stands_at_the_end_of_the_line_above(tmp_path: Path) -> None:
    words = "Lượng khách quốc tế đến tỉnh, không kể khách đi về trong ngày, trong năm 2023\n4.9 nghìn lượt."
    (figure,) = read(tmp_path, words).figures
    assert (figure.value, figure.unit, str(figure.period)) == ("4.9", "nghìn lượt", "năm 2023")


def test_a_number_cut_in_a_pdf_is_no_figure_unless_it_can_only_be_one(tmp_path: Path) -> None:
    def figures(*lines: str) -> list[tuple[str, str | None]]:
        pages = Pages(heading="", numbered=False)
        for words in lines:
            pages.cell(0, 7, words, new_x="LMARGIN", new_y="NEXT")
        (tmp_path / "a.pdf").write_bytes(pages.data())
        return [(figure.value, figure.unit) for figure in evidence_of(tmp_path / "a.pdf").figures]

    full = "Thu ngân sách trên địa bàn tỉnh trong sáu tháng đầu năm nay đạt"
    rest = "đồng, tăng so với dự toán được giao và so với cùng kỳ năm trước."
    assert figures(f"{full} 1.2", f"34 tỷ {rest}") == []
    assert figures(f"{full} 1.234.", f"567 triệu {rest}") == [("1.234.567", "triệu đồng")]
    assert figures(f"{full} 1.234", f",5 tỷ {rest}") == [("1.234,5", "tỷ đồng")]


def test_places_are_found_whatever_stands_around_them() -> None:
    text = "đạt 1.2\n34\n5\nđạt 7,\n8 ha; 1,\n\n,5"
    assert [(cut.left.of(text), cut.right.of(text), cut.is_sure) for cut in cuts(text)] == [
        ("1.2", "34", True),
        ("7,", "8", False),
        ("1,", ",5", True),
    ]
