"""Tables as files for office software.

CSV is written for Excel as it is set up in Viet Nam: UTF-8 with a byte order mark, ";" between cells, decimal commas.
XLSX holds real numbers. In both, a cell that a spreadsheet would take for a formula is kept as text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

Cell = str | int | Decimal | None
# Header, width in characters.
Column = tuple[str, int]


def as_csv(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> str:
    """CSV with a byte order mark in front; a text that a spreadsheet would run as a formula gets an apostrophe."""
    page = io.StringIO(newline="")
    writer = csv.writer(page, delimiter=";")
    writer.writerow([header for header, _ in columns])
    writer.writerows([_csv_cell(cell) for cell in row] for row in rows)
    return "\ufeff" + page.getvalue()


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return format(cell, "f").replace(".", ",")
    text = "" if cell is None else _printable(str(cell))
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def as_xlsx(title: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> bytes:
    """An Excel workbook of one sheet: frozen header, filter, columns wide enough, numbers to reckon with."""
    from openpyxl import Workbook  # type: ignore[import-untyped]
    from openpyxl.styles import Font  # type: ignore[import-untyped]
    from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

    book = Workbook()
    sheet = book.active
    sheet.title = title
    sheet.freeze_panes = "A2"
    for number, (header, width) in enumerate(columns, 1):
        sheet.cell(1, number, header).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = width
    line = 1
    for line, row in enumerate(rows, 2):
        for number, content in enumerate(row, 1):
            cell = sheet.cell(line, number)
            if isinstance(content, str):
                cell.value = _printable(content)
                cell.data_type = "s"
                cell.quotePrefix = content.startswith(_FORMULA_STARTS)
            elif content is not None:
                cell.value = content
                cell.number_format = _number_format(content)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{line}"
    page = io.BytesIO()
    book.save(page)
    return page.getvalue()


def _number_format(number: int | Decimal) -> str:
    """Offsets plain; figures with grouped thousands and as many decimals as printed."""
    if isinstance(number, int):
        return "0"
    exponent = number.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return "#,##0" + (f".{'0' * places}" if places else "")


def _printable(text: str) -> str:
    """Without control characters, which neither format can hold."""
    return "".join(c if c.isprintable() or c in "\t\n\u00a0\u2009\u202f" else " " for c in text)
