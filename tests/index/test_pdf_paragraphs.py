"""PDF: where paragraphs end is told by indents, distances and words, however narrow the column is."""

from __future__ import annotations

import pytest

from index.readers.boxes import Glyph
from index.readers.page_words import piece, words_of
from index.readers.pdf import read_pdf
from tests.index.pdf_files import Pages

PARAGRAPHS = (
    "Tổng đàn trâu của tỉnh ước đạt 31.250 con, giảm 1,5% so với cùng kỳ năm 2023; đàn bò đạt 42.105 con, tăng 2,5%"
    " so với cùng kỳ năm trước; đàn lợn đạt 180.400 con, tăng 3,2%.",
    "Sản lượng thủy sản ước đạt 2.145,5 tấn, tăng 4,5% so với cùng kỳ năm trước, trong đó sản lượng nuôi trồng đạt"
    " 1.940,3 tấn, sản lượng khai thác đạt 205,2 tấn.",
    "Tổng mức bán lẻ hàng hóa tháng 6 năm 2024 ước đạt 1.245,3 tỷ đồng, tăng 11,7% so với cùng kỳ năm trước.",
    "Lượng khách du lịch đạt 645.200 lượt, bằng 61,5% kế hoạch năm. Thu ngân sách trên địa bàn đạt 1.950 tỷ đồng,"
    " bằng 47,6% dự toán.",
    "Toàn tỉnh xảy ra 35 vụ tai nạn giao thông, làm chết 11 người, bị thương 28 người.",
)


def paragraphs_of(pages: Pages) -> list[str]:
    return read_pdf(pages.data(), "a.pdf").text.split("\n\n")


def column(width: float, align: str, size: int = 12, height: float = 297) -> Pages:
    """The paragraphs in a column as wide as `width` millimetres, on pages of that height."""
    pages = Pages(heading="", numbered=False, height=height)
    pages.set_font("R", size=size)
    for words in PARAGRAPHS:
        pages.multi_cell(width, size * 0.55, words, align=align, new_x="LMARGIN", new_y="NEXT")
        pages.ln(2)
    return pages


@pytest.mark.parametrize("align", ["J", "L"])
@pytest.mark.parametrize("width", [38, 45, 60, 75, 90, 120, 160])
@pytest.mark.parametrize("size", [10, 14])
def test_paragraphs_are_whole_in_columns_of_any_width(width: float, align: str, size: int) -> None:
    assert paragraphs_of(column(width, align, size)) == list(PARAGRAPHS)


@pytest.mark.parametrize("height", [90, 120, 150, 180])
def test_the_few_lines_of_a_last_page_have_the_margins_of_the_others(height: float) -> None:
    assert paragraphs_of(column(60, "J", 12, height)) == list(PARAGRAPHS)


def test_text_in_two_narrow_columns_is_read_column_by_column() -> None:
    pages = Pages(heading="", numbered=False)
    pages.set_font("R", size=11)
    top = pages.get_y()
    for number, words in enumerate((PARAGRAPHS[0], PARAGRAPHS[1])):
        pages.set_xy(30 + 48 * number, top)
        pages.multi_cell(40, 6, words, align="J")
    assert read_pdf(pages.data(), "a.pdf").text.split("\n\n") == list(PARAGRAPHS[:2])


def test_two_words_spread_over_a_narrow_line_are_one_line() -> None:
    pages = Pages(heading="", numbered=False)
    pages.set_font("R", size=14)
    pages.multi_cell(38, 7, PARAGRAPHS[0], align="J")
    assert paragraphs_of(pages) == [PARAGRAPHS[0]]


def test_lines_below_the_words_of_an_item_are_its_own() -> None:
    items = (
        "- Diện tích gieo trồng vụ mùa của toàn tỉnh, tính cả hai huyện Suối Bạc và Mường Lưa cùng thị xã Nà Hạ,"
        " đạt 12.350 ha.",
        "- Sản lượng đạt 45.600 tấn",
        "- Năng suất đạt 36,9 tạ/ha",
    )
    pages = Pages(heading="", numbered=False)
    for item in items:
        for at, words in enumerate(pages.multi_cell(80, 7, item[2:], align="L", dry_run=True, output="LINES")):
            pages.set_x(30 if at == 0 else 34)
            pages.cell(0, 7, words if at else f"- {words}", new_x="LMARGIN", new_y="NEXT")
    assert paragraphs_of(pages) == list(items)


@pytest.mark.parametrize("width", range(60, 130, 5))
def test_a_table_named_amid_a_sentence_begins_no_paragraph(width: int) -> None:
    words = (
        "Kết quả thu ngân sách của từng huyện, từng xã trong sáu tháng đầu năm được nêu đầy đủ tại Bảng 2 kèm theo báo"
        " cáo này cùng với số đã thu của năm trước và dự toán được giao từ đầu năm cho các huyện, thị xã, thành phố"
    )
    pages = Pages(heading="", numbered=False)
    pages.multi_cell(width, 7, words, align="L")
    assert paragraphs_of(pages) == [words]


def test_a_number_and_its_unit_are_one_wherever_the_line_ends() -> None:
    pages = Pages(heading="", numbered=False)
    for words in (
        "Sản lượng điện sáu tháng của nhà máy đạt",
        "Điện sinh hoạt đạt 210,4",
        "triệu kWh, điện sản xuất 12",
        "MW.",
    ):
        pages.cell(0, 7, words, new_x="LMARGIN", new_y="NEXT")
    assert paragraphs_of(pages)[1:] == ["Điện sinh hoạt đạt 210,4 triệu kWh, điện sản xuất 12 MW."]
    pages = Pages(heading="", numbered=False)
    for words in ("Dân số năm 2024", "Huyện Suối Bạc có 12.300 người.", "Tỉnh có 12", "2. Văn hóa"):
        pages.cell(0, 7, words, new_x="LMARGIN", new_y="NEXT")
    assert len(paragraphs_of(pages)) == 4


def test_letters_with_several_marks_make_a_line_no_larger() -> None:
    def glyphs(word: str, x: float) -> list[Glyph]:
        return [
            Glyph(char, x + 6 * at, 88 if char in "ổấ" else 90, x + 6 * at + 6, 101, 99) for at, char in enumerate(word)
        ]

    words = words_of([*glyphs("Tổng", 10), *glyphs("đàn", 40), *glyphs("cấ", 70)])
    assert [word.size for word in words][:2] == [11, 11]
    assert piece(words).size == 11
