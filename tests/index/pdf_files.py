"""Reports as PDF files of several layouts, and as scans of them, written at test time from their plain text."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path

import font_roboto  # type: ignore[import-untyped]
import numpy as np
import pypdfium2  # type: ignore[import-untyped]
from fpdf import FPDF
from fpdf.enums import TableBordersLayout, TableCellStyle
from fpdf.fonts import TTFFont
from PIL import Image

FONTS = Path(font_roboto.__file__).parent / "files"
ROW = re.compile(r"\S?[ \t]\|(?:[ \t]|$)")
HEADING = "UBND tỉnh Sông Hạ - Báo cáo kinh tế - xã hội"
Rows = list[list[str]]


class Layout(StrEnum):
    """How the pages are set."""

    SPACED = "paragraphs apart by space, both margins even"
    INDENTED = "first lines indented, right margin ragged"
    COLUMNS = "two columns"
    OPEN = "tables with level rules alone"


class _LevelRules(TableBordersLayout):
    """A line above and below each row, none beside, as in yearbooks."""

    def cell_style_getter(self, *_: object, **__: object) -> TableCellStyle:
        return TableCellStyle(top=True, bottom=True)


class Pages(FPDF):
    """A4 pages, or pages of another height in millimetres, with a running header and a footer that counts them."""

    def __init__(self, heading: str = HEADING, numbered: bool = True, height: float = 297) -> None:
        super().__init__(format=(210, height))
        self.heading, self.numbered = heading, numbered
        for style, file in (("", "Regular"), ("B", "Bold"), ("I", "Italic")):
            self.add_font("R", style, str(FONTS / f"Roboto-{file}.ttf"))
        self.set_margins(30, 20, 20)
        self.add_page()
        self.set_font("R", size=12)

    def header(self) -> None:
        if self.heading:
            self.set_font("R", "I", 9)
            self.cell(0, 6, self.heading, align="R")
            self.ln(10)

    def footer(self) -> None:
        if self.numbered:
            self.set_y(-15)
            self.set_font("R", size=9)
            self.cell(0, 6, f"Trang {self.page_no()}/{{nb}}", align="C")

    def paragraph(self, words: str) -> None:
        self.multi_cell(0, 7, words, align="J", new_x="LMARGIN", new_y="NEXT")
        self.ln(2)

    def ruled(self, rows: Rows, open_sides: bool = False) -> None:
        """A table whose first row is its heading."""
        borders = _LevelRules() if open_sides else TableBordersLayout.ALL
        width = max(map(len, rows))
        self.set_font("R", size=9)
        with self.table(borders_layout=borders, col_widths=(3, *[1] * (width - 1)), line_height=5) as table:
            for cells in rows:
                table.row(cells + [""] * (width - len(cells)))
        self.set_font("R", size=12)
        self.ln(4)

    def data(self) -> bytes:
        data = bytes(self.output())
        for font in self.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()  # fpdf2 leaves the file open
        return data


def blocks(text: str) -> Iterator[str | Rows]:
    """The paragraphs of a text, and its tables as rows of cells; a line amid rows is a row of one cell."""
    rows: Rows = []
    lines = text.split("\n")
    for at, line in enumerate(lines):
        is_amid = rows and line.strip() and at + 1 < len(lines) and ROW.search(lines[at + 1])
        if ROW.search(line) or is_amid:
            indent = "\u00a0" * 4 * (len(line) - len(line.lstrip()))
            first, *rest = [cell.strip() for cell in line.strip("| ").split("|")]
            rows.append([indent + first, *rest])
            continue
        if rows:
            yield rows
            rows = []
        if line.strip():
            yield line.strip()
    if rows:
        yield rows


def pdf_of(text: str, layout: Layout = Layout.SPACED) -> bytes:
    """`text` as a PDF; two columns leave its tables out."""
    pages = Pages()
    if layout is Layout.COLUMNS:
        with pages.text_columns(ncols=2, gutter=8, text_align="J", line_height=1.2) as columns:
            for words in (block for block in blocks(text) if isinstance(block, str)):
                with columns.paragraph(bottom_margin=2) as paragraph:
                    paragraph.write(words)
        return pages.data()
    for block in blocks(text):
        if not isinstance(block, str):
            pages.ruled(block, open_sides=layout is Layout.OPEN)
        elif layout is Layout.INDENTED:
            with pages.text_columns(text_align="L", line_height=1.3) as column:
                with column.paragraph(first_line_indent=10) as paragraph:
                    paragraph.write(block)
        else:
            pages.paragraph(block)
    return pages.data()


def pictures_of(data: bytes, dots: int = 200) -> list[Image.Image]:
    """The pages of a PDF as a scanner gives them: grey, a little aslant, with noise."""
    chance = np.random.default_rng(1)
    found = []
    for page in pypdfium2.PdfDocument(data):
        shown = page.render(scale=dots / 72, grayscale=True).to_pil()
        slanted = np.asarray(shown.rotate(0.25, fillcolor=255, resample=Image.Resampling.BICUBIC), dtype=float)
        noisy = slanted + chance.normal(0, 12, slanted.shape)
        found.append(Image.fromarray(noisy.clip(0, 255).astype(np.uint8)))
    return found


def scan_of(data: bytes, pages: Sequence[int] | None = None) -> bytes:
    """A PDF whose pages (or those of these numbers alone, the others left out) are pictures of those of `data`."""
    scan = FPDF(unit="pt")
    for number, picture in enumerate(pictures_of(data), 1):
        if pages is None or number in pages:
            scan.add_page(format=(595, 842))
            jpeg = io.BytesIO()
            picture.save(jpeg, "JPEG", quality=80)
            scan.image(jpeg, 0, 0, 595, 842)
    return bytes(scan.output())


def raw_pdf(content: bytes, pages: int = 1, packed: bool = True) -> bytes:
    """A bare PDF of that many pages, all with the same content stream."""
    stream = zlib.compress(content, 9) if packed else content
    packing = b"/Filter/FlateDecode" if packed else b""
    kids = b" ".join([b"3 0 R"] * pages)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>",
        b"<<%s/Length %d>>stream\n%s\nendstream" % (packing, len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return data + end % (table, len(data))
