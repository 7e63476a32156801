"""CSV: the separator is found, and the file is read as one sheet."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from index.errors import DocumentError
from index.readers.base import Extracted, decode
from index.readers.legacy import modern_of
from index.readers.sheets import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Sheet, SheetCell, write_sheet
from index.readers.writer import Writer, tidy

SEPARATORS = ";\t|,"
SAMPLE = 200
_DECIMAL = re.compile(r"(?<=\d),(?=\d)")


def read_csv(data: bytes, source: str) -> Extracted:
    """The rows of the file; locations name the cell as a spreadsheet would: "C7".

    Raises:
        DocumentError: the bytes are not text, or a field never ends.
    """
    text = decode(data, source)
    modern = modern_of(text.split("\n"))
    rows: dict[int, dict[int, SheetCell]] = {}
    count, unread = 0, tuple[str, ...]()
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)), 1):
            if number > MAX_ROWS or count >= MAX_CELLS:
                unread = (f"các dòng từ dòng {number}",)
                break
            cells = {at: SheetCell(modern(tidy(cell)), _indent(cell)) for at, cell in enumerate(row[:MAX_COLUMNS], 1)}
            if filled := {at: cell for at, cell in cells.items() if cell.text}:
                rows[number] = filled
                count += len(filled)
    except csv.Error as error:
        raise DocumentError(
            f"{source}: không phải CSV hợp lệ ({error}); hãy mở bằng bảng tính và lưu lại thành CSV UTF-8"
        ) from error
    page = Writer()
    write_sheet(Sheet("", rows), page)
    return Extracted(page.text, None, tuple(page.locations), unread)


def _separator(text: str) -> str:
    """The separator that parts most lines into the same count of fields; a comma inside a number is none."""
    lines = [_DECIMAL.sub(" ", line) for line in text.splitlines()[:SAMPLE]]

    def lines_alike(separator: str) -> int:
        counts = Counter(line.count(separator) for line in lines if separator in line)
        return max(counts.values(), default=0)

    best = max(SEPARATORS, key=lines_alike)
    return best if lines_alike(best) else ","


def _indent(cell: str) -> int:
    return (len(cell) - len(cell.lstrip(" "))) // 2
