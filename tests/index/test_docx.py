from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from index.documents import read_data
from index.readers.docx_numbering import Level, Numbering
from index.records import Document as Report
from index.records import Span
from tests.index.office import WORDS, document

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def read(data: bytes) -> Report:
    return read_data(Path("bao-cao.docx"), data)


def saved(made: object) -> bytes:
    data = io.BytesIO()
    made.save(data)  # type: ignore[attr-defined]
    return data.getvalue()


def test_headings_and_lists_are_marked_as_they_are_drawn() -> None:
    made = Document()
    made.add_heading("Báo cáo tháng 9 năm 2023", 0)
    made.add_heading("I. KINH TẾ", 1)
    made.add_heading("Công nghiệp", 2)
    for text in ("Than đạt 15 tấn.", "Điện đạt 20 triệu kWh."):
        made.add_paragraph(text, style="List Number")
    made.add_paragraph("Xi măng đạt 7 tấn.", style="List Bullet")
    assert read(saved(made)).text == (
        "# Báo cáo tháng 9 năm 2023\n\n## I. KINH TẾ\n\n### Công nghiệp\n\n"
        "1. Than đạt 15 tấn.\n2. Điện đạt 20 triệu kWh.\n- Xi măng đạt 7 tấn."
    )


def test_numbers_of_lists_count_by_level() -> None:
    levels = {0: Level("upperRoman", "%1.", 1), 1: Level("decimal", "%1.%2.", 1), 2: Level("lowerLetter", "%3)", 1)}
    numbering = Numbering({"1": ("0", levels), "2": ("0", levels), "3": ("3", {0: Level("bullet", "o", 1)})})
    marks = [numbering.mark(*at) for at in (("1", 0), ("1", 1), ("2", 1), ("1", 2), ("1", 0), ("1", 1), ("3", 0))]
    assert marks == ["I. ", "I.1. ", "I.2. ", "a) ", "II. ", "II.1. ", "- "]
    assert numbering.mark("9", 0) == numbering.mark("1", 8) == ""


def test_a_footnote_stands_below_its_paragraph_and_is_cited_by_its_number() -> None:
    made = Document()
    paragraph = made.add_paragraph("Thu đạt 903,5 tỷ đồng")
    run = paragraph.add_run()
    run._r.append(run._r.makeelement(f"{{{WORDS}}}footnoteReference", {f"{{{WORDS}}}id": "2"}))
    paragraph.add_run(", bằng 72,9% dự toán.")
    made.add_paragraph("Chi đạt 800 tỷ đồng.")
    notes = (
        f'<w:footnotes xmlns:w="{WORDS}"><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>Chưa kể 46,5 tỷ đồng bổ sung.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    part = Part(PackURI("/word/footnotes.xml"), KIND, notes.encode(), made.part.package)
    made.part.relate_to(part, RELATION)
    report = read(saved(made))
    assert report.text == (
        "Thu đạt 903,5 tỷ đồng, bằng 72,9% dự toán.\n\nChưa kể 46,5 tỷ đồng bổ sung.\n\nChi đạt 800 tỷ đồng."
    )
    at = report.text.index("46,5")
    assert [place.cell for place in report.located(Span(at, at + 4))] == ["chú thích 2"]


def test_changes_are_read_as_accepted_and_what_cannot_be_read_is_named() -> None:
    body = (
        "<w:p><w:ins><w:r><w:t>Chè đạt </w:t></w:r></w:ins><w:del><w:r><w:delText>9</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>12 tấn</w:t></w:r></w:ins><w:r><w:br/><w:t>Dòng hai</w:t></w:r></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>Trong ô nội dung</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:p><w:r><w:object/></w:r></w:p>"
    )
    report = read(document(body))
    assert report.text.endswith("Chè đạt 12 tấn\nDòng hai\n\nTrong ô nội dung")
    assert report.unread == ("1 đối tượng nhúng",)


def test_a_letterhead_is_no_table() -> None:
    made = Document()
    table = made.add_table(1, 2)
    table.cell(0, 0).text = "ỦY BAN NHÂN DÂN HUYỆN A"
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert "|" not in read(saved(made)).text


def test_the_unit_and_title_above_a_table_stay_with_it() -> None:
    made = Document()
    for text in ("Đoạn văn dài đứng trước bảng.", "Bảng 2. Sản lượng ngô", "Đơn vị tính: tấn"):
        made.add_paragraph(text)
    table = made.add_table(2, 2)
    for (row, column), text in {(0, 0): "Xã", (0, 1): "Năm 2023", (1, 0): "Mường B", (1, 1): "35"}.items():
        table.cell(row, column).text = text
    report = read(saved(made))
    assert report.text.rstrip("\n") == (
        "Đoạn văn dài đứng trước bảng.\n\nBảng 2. Sản lượng ngô\nĐơn vị tính: tấn\nXã | Năm 2023\nMường B | 35"
    )
    assert [p.cell for p in report.locations][-1] == "bảng 1, dòng 2, cột 2"


@pytest.mark.parametrize(("font", "typed"), [(".VnTime", "Thu ng©n s¸ch ®¹t"), ("VNI-Times", "Thu ngaân saùch ñaït")])
def test_legacy_fonts_are_known_by_their_name(font: str, typed: str) -> None:
    body = (
        f'<w:p><w:r><w:rPr><w:rFonts w:ascii="{font}"/></w:rPr><w:t>{typed}</w:t></w:r>'
        "<w:r><w:t> 5 tỷ đồng</w:t></w:r></w:p>"
    )
    assert read(document(body)).text.endswith("Thu ngân sách đạt 5 tỷ đồng")
