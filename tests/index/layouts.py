"""Table layouts of yearbooks and monthly reports, drawn once in `layouts.txt` and written as a file of each format."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from docx import Document
from docx.shared import Pt
from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.styles import Alignment  # type: ignore[import-untyped]

LAYOUTS = Path(__file__).parent / "layouts.txt"
LEFT, ABOVE = "<", "^"
_NUMBER = re.compile(r"-?\d{1,3}(?:\.\d{3})*(?:,\d+)?|-?\d+(?:,\d+)?")


@dataclass(frozen=True)
class Drawn:
    """A cell as drawn: where it begins, how far it reaches, what it says and how far it is indented."""

    row: int
    column: int
    text: str
    indent: int
    width: int
    height: int


@dataclass(frozen=True)
class Layout:
    """A drawn table with the lines around it (column and words), the report's period, and the lines of its figures."""

    name: str
    period: str
    titles: tuple[tuple[int, str], ...]
    grid: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    expected: tuple[str, ...]

    @property
    def cells(self) -> Iterator[Drawn]:
        """The cells in reading order, those merged away left out; rows and columns count from 0."""
        for row, line in enumerate(self.grid):
            for column, raw in enumerate(line):
                text = raw.strip()
                if text in (LEFT, ABOVE):
                    continue
                width = 1
                while column + width < len(line) and line[column + width].strip() == LEFT:
                    width += 1
                height = 1
                while row + height < len(self.grid) and self.grid[row + height][column].strip() == ABOVE:
                    height += 1
                yield Drawn(row, column, text, (len(raw) - len(raw.lstrip())) // 2, width, height)

    @property
    def has_merges(self) -> bool:
        """Whether any cell spans others."""
        return any(cell.width > 1 or cell.height > 1 for cell in self.cells)


def layouts(path: Path = LAYOUTS) -> list[Layout]:
    """All blocks of a file of drawings."""
    found = []
    for block in path.read_text(encoding="utf-8").split("\n=== ")[1:]:
        head, _, rest = block.partition("\n")
        name, _, period = head.partition(" @ ")
        drawing, _, figures = rest.partition("\n---\n")
        titles, grid, notes = [], [], []
        for line in drawing.split("\n"):
            if match := re.match(r"!(\d*) (.*)", line):
                titles.append((int(match[1] or 0), match[2]))
            elif line.startswith("~ "):
                notes.append(line[2:])
            elif line:
                grid.append(tuple(line.split("|")))
        found.append(
            Layout(
                name, period, tuple(titles), tuple(grid), tuple(notes), tuple(filter(None, figures.strip().split("\n")))
            )
        )
    return found


def as_xlsx(layout: Layout) -> bytes:
    """A workbook: numbers as numbers with a format, indents as indents, the corner's unit in its column."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Biểu"
    for row, (column, text) in enumerate(layout.titles, 1):
        sheet.cell(row, column + 1, text)
    top = len(layout.titles) + 1
    for drawn in layout.cells:
        cell = sheet.cell(top + drawn.row, drawn.column + 1)
        cell.value, cell.number_format = _typed(drawn.text)
        cell.alignment = Alignment(indent=drawn.indent)
        if drawn.width > 1 or drawn.height > 1:
            right, bottom = drawn.column + drawn.width, top + drawn.row + drawn.height - 1
            sheet.merge_cells(
                start_row=top + drawn.row, start_column=drawn.column + 1, end_row=bottom, end_column=right
            )
    for row, note in enumerate(layout.notes, top + len(layout.grid)):
        sheet.cell(row, 1, note)
    return _saved(book)


def _typed(text: str) -> tuple[str | float | int | None, str]:
    """A cell's value and number format: a number where the drawing writes one the Vietnamese way."""
    if not _NUMBER.fullmatch(text) or re.fullmatch(r"(?:19|20)\d\d|\d{1,2}", text):
        return text or None, "General"
    value = float(text.replace(".", "").replace(",", "."))
    whole, _, decimals = text.partition(",")
    form = "#,##0" if "." in whole or len(whole.lstrip("-")) <= 3 else "0"
    form += f".{'0' * len(decimals)}" if decimals else ""
    return (value if decimals else int(value)), form


def as_docx(layout: Layout) -> bytes:
    """A document with the titles as paragraphs above the table."""
    document = Document()
    for _, text in layout.titles:
        document.add_paragraph(text)
    table = document.add_table(len(layout.grid), max(map(len, layout.grid)))
    for drawn in layout.cells:
        cell = table.cell(drawn.row, drawn.column)
        if drawn.width > 1 or drawn.height > 1:
            cell = cell.merge(table.cell(drawn.row + drawn.height - 1, drawn.column + drawn.width - 1))
        cell.text = drawn.text
        cell.paragraphs[0].paragraph_format.left_indent = Pt(14 * drawn.indent) if drawn.indent else None
    for note in layout.notes:
        document.add_paragraph(note)
    return _saved(document)


def as_html(layout: Layout) -> bytes:
    """A page with one table."""
    rows: dict[int, list[str]] = {}
    for cell in layout.cells:
        spans = f' colspan="{cell.width}"' * (cell.width > 1) + f' rowspan="{cell.height}"' * (cell.height > 1)
        rows.setdefault(cell.row, []).append(f"<td{spans}>{'&nbsp;' * 2 * cell.indent}{escape(cell.text)}</td>")
    body = "".join(f"<tr>{''.join(cells)}</tr>" for cells in rows.values())
    titles = "".join(f"<p>{escape(text)}</p>" for _, text in layout.titles)
    notes = "".join(f"<p>{escape(note)}</p>" for note in layout.notes)
    return f"<html><body><div>{titles}<table>{body}</table>{notes}</div></body></html>".encode()


def as_csv(layout: Layout) -> bytes:
    """What a spreadsheet saves: merged cells are empty but for the first."""
    page = io.StringIO()
    writer = csv.writer(page, delimiter=";")
    writer.writerows([*[""] * column, text] for column, text in layout.titles)
    for line in layout.grid:
        writer.writerow("" if cell.strip() in (LEFT, ABOVE) else cell.rstrip() for cell in line)
    writer.writerows([note] for note in layout.notes)
    return page.getvalue().encode("utf-8-sig")


def _saved(holder: object) -> bytes:
    data = io.BytesIO()
    holder.save(data)  # type: ignore[attr-defined]
    return data.getvalue()


WRITERS = {".xlsx": as_xlsx, ".docx": as_docx, ".html": as_html, ".csv": as_csv}
