"""PDF: the same report gives the same figures as its text, whatever its pages look like; hostile files one line."""

from __future__ import annotations

import io
import unicodedata
from collections import Counter
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.build import evidence_of
from index.errors import DocumentError
from index.readers.base import Extracted
from index.readers.ocr import Recognised
from index.readers.pdf import MAX_PAGES, read_pdf
from tests.index.pdf_files import HEADING, ROW, Layout, Pages, pdf_of, raw_pdf

PROJECT = Path(__file__).parents[2]
REPORTS = (*sorted(PROJECT.glob("samples/*.txt")), *sorted(PROJECT.glob("eval/reports/*.txt")))
LOST = 0.01


class NoTesseract:
    """A machine without it."""

    def missing(self) -> str | None:
        return "máy chưa cài Tesseract; cài gói tesseract-ocr và tesseract-ocr-vie"

    def read(self, picture: bytes, number: int) -> Recognised | None:
        raise AssertionError("asked to read")


def read(data: bytes) -> Extracted:
    return read_pdf(data, "a.pdf", NoTesseract())


def refusal(data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        read(data)
    message = str(caught.value)
    assert message.startswith("a.pdf: ") and "\n" not in message
    return message


def figures(path: Path, data: bytes) -> Counter[tuple[str, str | None, str, str]]:
    path.write_bytes(data)
    found = evidence_of(path, "bao-cao").figures
    return Counter((figure.value, figure.unit, str(figure.period), figure.indicator) for figure in found)


@pytest.mark.parametrize("layout", Layout)
def test_a_report_has_the_figures_of_its_text(layout: Layout, tmp_path: Path) -> None:
    lost = whole = 0
    for report in REPORTS:
        text = report.read_text("utf-8")
        if layout is Layout.COLUMNS:
            text = "\n".join(line for line in text.split("\n") if not ROW.search(line))
        elif layout is not Layout.SPACED and not ROW.search(text):
            continue
        written = figures(tmp_path / "a.txt", text.encode())
        found = figures(tmp_path / "a.pdf", pdf_of(text, layout))
        whole += written.total()
        lost += (written - found).total()
    assert whole > 300
    assert lost <= LOST * whole


def test_paragraphs_are_whole_over_lines_and_pages_and_each_character_has_its_page() -> None:
    text = (PROJECT / "samples/dien-bien-2023-08.txt").read_text("utf-8").rstrip("\n")
    extracted = read(pdf_of(text))
    assert extracted.text.split("\n\n") == [line for line in text.split("\n") if line]
    pages = [location.page for location in extracted.locations]
    assert pages == sorted(set(pages)) == list(range(1, len(pages) + 1)) and len(pages) > 5
    for first, second in zip(extracted.locations, extracted.locations[1:], strict=False):
        assert 0 <= first.start < first.end <= second.start
        assert extracted.text[first.end : second.start].strip() == ""
    assert extracted.locations[-1].end == len(extracted.text)
    assert extracted.unread == ()


def test_running_headers_footers_and_page_numbers_are_dropped() -> None:
    pages = Pages()
    for number in range(1, 60):
        pages.paragraph(f"Xã số {number} thu ngân sách đạt {number},5 tỷ đồng, vượt kế hoạch được giao cả năm nay.")
    text = read(pages.data()).text
    assert HEADING not in text and "Trang" not in text
    assert text.count("\n\n") == 58


def test_the_running_header_of_a_single_page_is_no_title(tmp_path: Path) -> None:
    pages = Pages(numbered=False)
    pages.ln(4)
    for words in ("BÁO CÁO", "Tình hình kinh tế - xã hội tháng 6 năm 2024", "I. KINH TẾ", "Thu đạt 5,5 tỷ đồng."):
        pages.paragraph(words)
    (tmp_path / "a.pdf").write_bytes(pages.data())
    document = evidence_of(tmp_path / "a.pdf").document
    assert document.title == "Tình hình kinh tế - xã hội tháng 6 năm 2024"
    assert HEADING not in document.text


def test_a_letterhead_in_small_print_stays() -> None:
    pages = Pages(heading="", numbered=False)
    pages.set_y(15)
    pages.set_font("R", size=9)
    pages.cell(0, 5, "UBND TỈNH SÔNG HẠ", new_x="LMARGIN", new_y="NEXT")
    pages.cell(0, 5, "CỤC THỐNG KÊ", new_x="LMARGIN", new_y="NEXT")
    pages.ln(8)
    pages.set_font("R", size=12)
    for words in ("BÁO CÁO", "Tình hình kinh tế - xã hội tháng 6 năm 2024", "Thu đạt 5,5 tỷ đồng."):
        pages.paragraph(words)
    assert "UBND TỈNH SÔNG HẠ" in read(pages.data()).text


def test_text_that_pages_happen_to_begin_with_stays() -> None:
    pages = Pages()
    words = "Sản lượng khai thác của cả năm đạt 5.000 tấn, tăng so với kế hoạch được giao từ đầu năm, " * 150
    pages.paragraph(words + "hết.")
    assert read(pages.data()).text == words + "hết."


def test_a_unit_at_the_head_of_each_page_is_no_running_header() -> None:
    pages = Pages(heading="Đơn vị tính: Triệu đồng", numbered=False)
    pages.ruled([["Huyện", "Thu"], *([f"Huyện {name}", "1.204"] for name in "ABCDEFGHIKLMNOPQRSTUVXY" * 3)])
    assert read(pages.data()).text.count("Đơn vị tính: Triệu đồng") == 2


def test_numbers_on_two_lines_stay_two() -> None:
    pages = Pages(heading="", numbered=False)
    pages.multi_cell(60, 7, "Khách đến tỉnh trong năm 2023\n4.9 nghìn lượt là khách quốc tế", align="L")
    pages.ruled([["Chỉ tiêu", "Năm"], ["Khách", "2023\n4.9"], ["Phòng", "12\n345"]])
    text = read(pages.data()).text
    assert "2023\n4.9 nghìn lượt" in text or "2023\n\n4.9 nghìn lượt" in text
    assert "Khách | 2023; 4.9" in text and "Phòng | 12; 345" in text


def test_tables_keep_merged_headings_and_follow_their_caption_and_unit() -> None:
    pages = Pages(heading="", numbered=False)
    pages.paragraph("Bảng 1. Một số chỉ tiêu của huyện")
    pages.cell(0, 7, "Đơn vị tính: Tỷ đồng", align="R", new_x="LMARGIN", new_y="NEXT")
    with pages.table(col_widths=(3, 1, 1), num_heading_rows=2) as table:
        head, years = table.row(), table.row()
        head.cell("Chỉ tiêu", rowspan=2)
        head.cell("6 tháng", colspan=2, align="C")
        years.cell("Năm 2023")
        years.cell("Năm 2024")
        table.row(["Thu ngân sách trên địa bàn huyện, không tính thu bổ sung từ ngân sách tỉnh", "61,5", "64,8"])
        table.row(["Trong đó:", "", ""])
        table.row(["\u00a0\u00a0\u00a0Thu nội địa", "41,5", "44,8"])
        table.row(["\u00a0\u00a0\u00a0Thu khác", "20", "20"])
    pages.ln(5)
    pages.paragraph("Sáu tháng cuối năm, huyện thu thêm ít nhất 188,6 tỷ đồng.")
    assert read(pages.data()).text.split("\n") == [
        "Bảng 1. Một số chỉ tiêu của huyện",
        "Đơn vị tính: Tỷ đồng",
        "Chỉ tiêu | 6 tháng Năm 2023 | 6 tháng Năm 2024",
        "Thu ngân sách trên địa bàn huyện, không tính thu bổ sung từ ngân sách tỉnh | 61,5 | 64,8",
        "Trong đó:",
        "\u00a0Thu nội địa | 41,5 | 44,8",
        "\u00a0Thu khác | 20 | 20",
        "",
        "Sáu tháng cuối năm, huyện thu thêm ít nhất 188,6 tỷ đồng.",
    ]


def test_rows_without_rules_between_them_are_told_apart_by_their_figures() -> None:
    pages = Pages(heading="", numbered=False)
    rows = "Lúa\nNgô và cây\nlương thực khác\nSắn", "60,5\n40,2\n\n30,1", "61,5\n41,2\n\n31,1"
    pages.ruled([["Cây", "Năm 2023", "Năm 2024"], list(rows)])
    assert read(pages.data()).text.split("\n") == [
        "Cây | Năm 2023 | Năm 2024",
        "Lúa | 60,5 | 61,5",
        "Ngô và cây lương thực khác | 40,2 | 41,2",
        "Sắn | 30,1 | 31,1",
    ]


def test_a_table_goes_on_over_pages_under_its_caption(tmp_path: Path) -> None:
    rows = [[f"Huyện Suối {number}", f"{number}.204", f"{number}.305"] for number in range(1, 70)]
    pages = Pages()
    pages.paragraph("Biểu 1. Thu ngân sách các huyện")
    pages.paragraph("Đơn vị tính: Triệu đồng")
    pages.ruled([["Huyện", "Năm 2023", "Năm 2024"], *rows])
    (tmp_path / "a.pdf").write_bytes(pages.data())
    found = [f for f in evidence_of(tmp_path / "a.pdf").figures if f.unit == "triệu đồng"]
    assert len(found) == 2 * len(rows)
    assert {str(figure.period) for figure in found} == {"năm 2023", "năm 2024"}


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_are_read_level(turn: int) -> None:
    pages = Pages(heading="", numbered=False)
    pages.paragraph("Thu ngân sách đạt 5,5 tỷ đồng.")
    pages.ruled([["Chỉ tiêu", "Năm 2024"], ["Khách", "4.900"]])
    expected = read(pages.data()).text
    document = pypdfium2.PdfDocument(pages.data())
    document[0].set_rotation(turn)
    turned = io.BytesIO()
    document.save(turned)
    assert read(turned.getvalue()).text == expected


def test_text_written_upwards_is_read_level() -> None:
    pages = Pages(heading="", numbered=False)
    with pages.rotation(90, 100, 150):
        pages.text(50, 100, "Thu ngân sách trên địa bàn")
        pages.text(50, 110, "đạt 5,5 tỷ đồng.")
    assert "Thu ngân sách trên địa bàn" in read(pages.data()).text


def test_notes_beside_a_figure_do_not_become_its_digits() -> None:
    pages = Pages(heading="", numbered=False)
    pages.write(7, "Sản lượng gỗ đạt 5.000")
    for mark, after in (("1", " m"), ("3", ", tăng 12% so với cùng kỳ năm trước.")):
        pages.char_vpos = "SUP"
        pages.write(7, mark)
        pages.char_vpos = "LINE"
        pages.write(7, after)
    assert read(pages.data()).text == "Sản lượng gỗ đạt 5.000¹ m3, tăng 12% so với cùng kỳ năm trước."


def test_a_footnote_stands_after_the_paragraph_that_it_interrupts() -> None:
    pages = Pages(heading="", numbered=False)
    pages.set_auto_page_break(True, 40)
    words = "Sản lượng khai thác của cả năm đạt 5.000 tấn, tăng so với kế hoạch được giao từ đầu năm, " * 40
    pages.paragraph(words + "hết.")
    pages.paragraph("Sang năm tới, tỉnh phấn đấu đạt 6.000 tấn.")
    pages.set_auto_page_break(False)
    pages.page = 1
    pages.set_font("R", size=9)
    for at, note in enumerate(("(1) Số liệu do Chi cục Thủy sản cung cấp, chưa gồm 12", "xã vùng cao.", "(2) Số ước.")):
        pages.text(30, 270 + 5 * at, note)
    assert read(pages.data()).text.split("\n\n") == [
        words + "hết.",
        "(1) Số liệu do Chi cục Thủy sản cung cấp, chưa gồm 12 xã vùng cao.",
        "(2) Số ước.",
        "Sang năm tới, tỉnh phấn đấu đạt 6.000 tấn.",
    ]


def test_pages_that_are_pictures_are_named_when_they_cannot_be_read() -> None:
    shown = pdf_of("Thu ngân sách đạt 5,5 tỷ đồng.")
    picture = pypdfium2.PdfDocument(shown)[0].render(scale=1).to_pil()
    pages = Pages()
    pages.paragraph("Thu ngân sách đạt 5,5 tỷ đồng.")
    for _ in range(2):
        pages.add_page()
        pages.image(picture, 20, 20, 170, 250)
    extracted = read(pages.data())
    assert "5,5 tỷ đồng" in extracted.text
    (line,) = extracted.unread
    assert line.startswith("trang 2-3: là ảnh, chưa đọc được vì máy chưa cài Tesseract")
    only = Pages(heading="", numbered=False)
    only.image(picture, 20, 20, 170, 250)
    assert "tesseract-ocr-vie" in refusal(only.data())


def test_locked_truncated_and_empty_files_are_refused_in_one_line() -> None:
    pages = Pages()
    pages.paragraph("Thu ngân sách đạt 5,5 tỷ đồng.")
    whole = pages.data()
    pages = Pages()
    pages.set_encryption("chu", user_password="mo")
    pages.paragraph("Thu ngân sách đạt 5,5 tỷ đồng.")
    assert "mật khẩu" in refusal(pages.data())
    for data in (b"", b"%PDF-1.7\n", whole[:200], b"PK\x03\x04" + bytes(200), b"\x89PNG\r\n\x1a\n" + bytes(50)):
        assert "hỏng" in refusal(data)


def test_a_file_of_too_many_pages_is_refused_at_once() -> None:
    assert f"10000 trang, vượt mức {MAX_PAGES}" in refusal(raw_pdf(b"BT /F 9 Tf (Thu) Tj ET", pages=10_000))


def test_a_stream_that_swells_is_bounded() -> None:
    swollen = raw_pdf(b"BT /F 9 Tf 9 9 Td (5 ty) Tj ET\n" + b"0 0 m 9 9 l S\n" * 2_000_000)
    assert len(swollen) < 200_000
    try:
        assert len(read(swollen).text) < 1_000
    except DocumentError as error:
        assert "phức tạp" in str(error)


SEED = pdf_of("Thu ngân sách đạt 5,5 tỷ đồng.\nChỉ tiêu | Năm 2024\nKhách | 4.900\n")
CHANGES = st.lists(st.tuples(st.integers(0, len(SEED) - 1), st.integers(0, 255)), min_size=1, max_size=40)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CHANGES, st.integers(0, len(SEED)) | st.none(), st.booleans())
def test_damaged_files_are_read_or_refused(changes: list[tuple[int, int]], end: int | None, structure: bool) -> None:
    data = bytearray(SEED)
    for at, value in changes:
        # The structure stands at the end; the rest is mostly packed streams.
        data[len(data) - 1 - at % 2_000 if structure else at] = value
    try:
        extracted = read(bytes(data[:end]))
    except DocumentError as error:
        assert "\n" not in str(error)
    else:
        assert unicodedata.is_normalized("NFC", extracted.text)
        assert all(0 <= place.start <= place.end <= len(extracted.text) for place in extracted.locations)
