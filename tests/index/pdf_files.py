"""Reports as PDF files of several layouts, written at test time from their plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import font_roboto
from fpdf import FPDF
from fpdf.enums import TableBordersLayout, TableCellStyle

FONTS = Path(font_roboto.__file__).parent / "files"
ROW = re.compile(r"\S?[ \t]\|(?:[ \t]|$)")


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
    """A4 pages with a running header and a footer that counts them."""

    def __init__(self, heading: str = "UBND tỉnh Sông Hạ - Báo cáo kinh tế - xã hội") -> None:
        super().__init__()
        self.heading = heading
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
        self.set_y(-15)
        self.set_font("R", size=9)
        self.cell(0, 6, f"Trang {self.page_no()}/{{nb}}", align="C")

    def ruled(self, rows: list[list[str]], open_sides: bool = False) -> None:
        """A table whose first row is its heading."""
        borders = _LevelRules() if open_sides else TableBordersLayout.ALL
        width = max(map(len, rows))
        self.set_font("R", size=9)
        with self.table(borders_layout=borders, col_widths=(3, *[1] * (width - 1)), line_height=5) as table:
            for cells in rows:
                table.row(cells + [""] * (width - len(cells)))
        self.set_font("R", size=12)


def blocks(text: str) -> Iterator[str | list[list[str]]]:
    """The paragraphs of a text, and its tables as rows of cells."""
    rows: list[list[str]] = []
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


def write_pdf(text: str, path: Path, layout: Layout = Layout.SPACED) -> Path:
    """`text` as a PDF."""
    pages = Pages()
    for block in blocks(text):
        if not isinstance(block, str):
            pages.ruled(block, open_sides=layout is Layout.OPEN)
            pages.ln(4)
        elif layout is Layout.COLUMNS:
            pass
        elif layout is Layout.INDENTED:
            with pages.text_columns(text_align="L", line_height=1.3) as columns, columns.paragraph(first_line_indent=10) as words:
                words.write(block)
        else:
            pages.multi_cell(0, 7, block, align="J", new_x="LMARGIN", new_y="NEXT")
            pages.ln(2)
    if layout is Layout.COLUMNS:
        with pages.text_columns(ncols=2, gutter=8, text_align="J", line_height=1.2) as columns:
            for block in blocks(text):
                if isinstance(block, str):
                    with columns.paragraph(bottom_margin=2) as words:
                        words.write(block)
    pages.output(str(path))
    return path
