"""Pictures of pages: read where Tesseract is installed, refused or named where it is not."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import pytest
from PIL import Image

from index.build import evidence_of
from index.errors import DocumentError
from index.readers.boxes import Page, Word
from index.readers.images import read_image
from index.readers.ocr import Recognised, Tesseract
from index.readers.pdf import read_pdf
from tests.index.pdf_files import Pages, pictures_of, scan_of
from tests.index.test_pdf import NoTesseract

REPORT = """Tình hình kinh tế - xã hội tỉnh Sông Hạ 7 tháng năm 2024
I. KINH TẾ
1. Du lịch
Lượng khách ước đạt 210.400 lượt, tăng 12,5% so với cùng kỳ năm 2023, đạt 61% kế hoạch. Doanh thu đạt 386,4 tỷ đồng.
2. Nông nghiệp
Diện tích gieo trồng lúa mùa đạt 46.717 ha, giảm 1,89% so với cùng kỳ; sản lượng thủy sản đạt 3.110,26 tấn."""
ROWS = [["Chỉ tiêu", "Năm 2023", "Năm 2024"], ["Đàn lợn (con)", "61.420", "64.857"], ["Đàn bò (con)", "9.951", "9.876"]]
needs_tesseract = pytest.mark.skipif(
    Tesseract().missing() is not None, reason="Tesseract with Vietnamese is not installed on this machine"
)


class Reader:
    """Reads the same words from any picture; a page of no height is one that it fails on."""

    def __init__(self, *words: str, unsure: tuple[str, ...] = ()) -> None:
        self.words, self.unsure = words, unsure
        self.sizes: list[tuple[int, ...]] = []

    def missing(self) -> str | None:
        return None

    def read(self, picture: bytes, number: int) -> Recognised | None:
        head, _, body = picture.partition(b"\n")
        width, height = map(int, head.split()[1:3])
        assert head.startswith(b"P5 ") and len(body) == width * height
        self.sizes.append((width, height))
        if not self.words:
            return None
        line = [Word(word, 50 + 60 * at, 300, 90 + 60 * at, 312, 310) for at, word in enumerate(self.words)]
        return Recognised(Page(number, 595, 842, tuple(line)), self.unsure)


def report() -> bytes:
    pages = Pages(heading="", numbered=False)
    for line in REPORT.split("\n"):
        pages.paragraph(line)
    pages.ruled(ROWS)
    return pages.data()


def picture_file(form: str, pages: int = 1) -> bytes:
    first, *rest = pictures_of(report(), dots=60) * pages
    data = io.BytesIO()
    first.save(data, form, **({"save_all": True, "append_images": rest} if rest else {}))
    return data.getvalue()


@needs_tesseract
@pytest.mark.parametrize("name", ["a.pdf", "a.png"])
def test_a_scanned_report_keeps_its_figures(name: str, tmp_path: Path) -> None:
    written = Counter[tuple[str, str | None, str]]()
    found = Counter[tuple[str, str | None, str]]()
    table = "\n".join(" | ".join(row) for row in ROWS)
    (tmp_path / "b.txt").write_text(f"{REPORT}\n{table}", "utf-8")
    if name == "a.pdf":
        (tmp_path / name).write_bytes(scan_of(report()))
    else:
        pictures_of(report())[0].save(tmp_path / name)
    for path, counted in ((tmp_path / "b.txt", written), (tmp_path / name, found)):
        counted.update((f.value, f.unit, str(f.period)) for f in evidence_of(path, "a").figures)
    assert written.total() > 9
    assert (written - found).total() <= 1


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_a_picture_is_a_page(form: str) -> None:
    reader = Reader("Thu", "5,5", "tỷ", "đồng")
    extracted = read_image(picture_file(form), "a", reader)
    assert extracted.text.split() == ["Thu", "5,5", "tỷ", "đồng"]
    assert [place.page for place in extracted.locations] == [1]
    # A small picture is made larger: Tesseract wants letters of some thirty pixels.
    assert reader.sizes[0][0] > 1_700


def test_each_picture_of_a_file_is_a_page() -> None:
    extracted = read_image(picture_file("TIFF", pages=3), "a.tif", Reader("Thu", "5", unsure=("5",)))
    assert [place.page for place in extracted.locations] == [1, 2, 3]
    assert extracted.unread == ("trang 1-3: 1 số nhận dạng chưa chắc (5); hãy đối chiếu với bản gốc",)


def test_a_page_that_the_recogniser_fails_on_is_named() -> None:
    with pytest.raises(DocumentError, match="trang 1: là ảnh, Tesseract không đọc được"):
        read_pdf(scan_of(report()), "a.pdf", Reader())


def test_without_tesseract_a_picture_is_refused_with_what_to_install() -> None:
    with pytest.raises(DocumentError, match="tesseract-ocr-vie"):
        read_image(picture_file("PNG"), "a.png", NoTesseract())


def test_broken_and_oversized_pictures_are_refused() -> None:
    huge = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(huge, "PNG")
    assert len(huge.getvalue()) < 100_000
    with pytest.raises(DocumentError, match="400 triệu điểm"):
        read_image(huge.getvalue(), "a.png", Reader("Thu"))
    whole = picture_file("PNG")
    for data in (b"", b"\x89PNG\r\n\x1a\n", whole[:60], b"GIF89a" + bytes(60)):
        with pytest.raises(DocumentError, match=r"^a\.png: .*ảnh hỏng"):
            read_image(data, "a.png", Reader("Thu"))
    with pytest.raises(DocumentError, match="không đọc được"):
        read_image(whole[: len(whole) // 2], "a.png", Reader("Thu"))
