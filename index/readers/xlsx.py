"""XLSX: every visible sheet, its numbers as they are displayed, its merged cells; macros and formulas are never run."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from index.errors import DocumentError
from index.readers.base import Extracted
from index.readers.legacy import Modern, modern_of
from index.readers.number_formats import shown
from index.readers.packages import CHUNK, broken, check_office, opened
from index.readers.sheets import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Merge, Sheet, SheetCell, write_sheet
from index.readers.text_numbers import rewritten, unsure_note
from index.readers.writer import Writer, tidy

if TYPE_CHECKING:
    from openpyxl.cell.read_only import ReadOnlyCell  # type: ignore[import-untyped]
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet  # type: ignore[import-untyped]

MAX_MERGES = 20_000

_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_EMPTY_FORMULA = re.compile(
    rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*(?:/>|></(?:\w+:)?v>)\s*)?</(?:\w+:)?c>"
)
_ROW = re.compile(rb'<(?:\w+:)?row\s[^>]*?\br="(\d{1,7})"')
_FAR_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="(?:[A-Z]{3}|[J-Z][A-Z]|I[W-Z])\d+"[^>]*><')
_ERROR = re.compile(r"#(?:REF!|DIV/0!|VALUE!|NAME\?|N/A|NUM!|NULL!)")


def read_xlsx(data: bytes, source: str) -> Extracted:
    """All sheets one below the other; locations name sheet and cell.

    Raises:
        DocumentError: the file is broken, locked, or made to exhaust its reader.
    """
    check_office(data, source)
    try:
        with warnings.catch_warnings():
            # It warns of drawings and rules that it leaves out; none of them holds text.
            warnings.simplefilter("ignore")
            return _read(data, source)
    except DocumentError:
        raise
    except Exception as error:  # the library raises whatever comes first on parts that contradict each other
        raise broken(source) from error


def _read(data: bytes, source: str) -> Extracted:
    from openpyxl import load_workbook  # type: ignore[import-untyped]

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    page, unread = Writer(), list[str]()
    budget = MAX_CELLS
    sheets = []
    for worksheet in book.worksheets:
        if worksheet.sheet_state != "visible":
            unread.append(f"trang tính ẩn “{tidy(worksheet.title)}”")
            continue
        reading = _Reading(data, source, worksheet, budget)
        budget -= reading.count
        sheets.append(reading.sheet)
        unread += reading.unread
    unread += [f"trang biểu đồ “{tidy(sheet.title)}”" for sheet in book.chartsheets]
    modern = modern_of(cell.text for sheet in sheets for row in sheet.rows.values() for cell in row.values())
    for sheet in sheets:
        write_sheet(_converted(sheet, modern), page)
    return Extracted(page.text, None, tuple(page.locations), tuple(unread))


def _converted(sheet: Sheet, modern: Modern) -> Sheet:
    rows = {n: {c: cell._replace(text=modern(cell.text)) for c, cell in row.items()} for n, row in sheet.rows.items()}
    return Sheet(sheet.name, rows, sheet.merges)


class _Reading:
    """One sheet as far as it may be read: by the cells that it has, whatever size it claims."""

    def __init__(self, data: bytes, source: str, worksheet: ReadOnlyWorksheet, budget: int) -> None:
        self.name = tidy(worksheet.title)
        self.rows: dict[int, dict[int, SheetCell]] = {}
        self.words: dict[tuple[int, int], str] = {}
        self.numbers: dict[tuple[int, int], int | float] = {}
        self.count = self.errors = 0
        worksheet.reset_dimensions()
        for row in worksheet.iter_rows(max_col=MAX_COLUMNS, max_row=MAX_ROWS):
            for cell in row:
                if cell.value is not None:
                    self._take(cell)
            if self.count >= budget:
                break
        changed, self.unsure = rewritten(self.words, self.numbers)
        for (row, column), text in changed.items():
            self.rows[row][column] = self.rows[row][column]._replace(text=text)
        marks = _marks(data, source, worksheet._worksheet_path)
        self.sheet = Sheet(self.name, self.rows, marks.merges)
        self.unread = list(self._unread(marks, self.count >= budget))

    def _take(self, cell: ReadOnlyCell) -> None:
        text = tidy(shown(cell.value, cell.number_format or "General"))
        if _ERROR.fullmatch(text):
            self.errors += 1
        elif text:
            self.count += 1
            indent = int(cell.alignment.indent or 0) if cell.alignment else 0
            self.rows.setdefault(cell.row, {})[cell.column] = SheetCell(text, max(indent, 0))
            if isinstance(cell.value, str):
                self.words[cell.row, cell.column] = text
            elif isinstance(cell.value, int | float):
                self.numbers[cell.row, cell.column] = cell.value

    def _unread(self, marks: _Marks, is_cut: bool) -> Iterator[str]:
        last = max(self.rows, default=0)
        if is_cut or marks.last_row > MAX_ROWS:
            yield f"các hàng sau hàng {last} của trang tính “{self.name}”"
        if marks.is_wider:
            yield f"các cột sau cột {MAX_COLUMNS} của trang tính “{self.name}”"
        if self.errors:
            yield f"{self.errors} ô báo lỗi ở trang tính “{self.name}”"
        if marks.formulas:
            yield f"{marks.formulas} ô công thức chưa có kết quả ở trang tính “{self.name}”"
        if self.numbers:
            # Without them nothing is written the Vietnamese way, and the numbers in words are named as doubtful.
            yield from unsure_note(self.unsure, self.name)


class _Marks(NamedTuple):
    """What the library's quick mode leaves out: merged ranges, formulas without a value, how far the sheet reaches."""

    merges: list[Merge]
    formulas: int
    last_row: int
    is_wider: bool


def _marks(data: bytes, source: str, path: str) -> _Marks:
    merges: list[Merge] = []
    formulas = last_row = 0
    is_wider = False
    rest = b""
    with opened(data, source) as archive, archive.open(path.lstrip("/")) as part:
        while chunk := part.read(CHUNK):
            piece = rest + chunk
            # A piece ends with a whole row, or with a whole tag where it holds no row.
            done = max(piece.rfind(b"</row>"), 0) or max(piece.rfind(b"<"), 0) or len(piece)
            done = done if len(chunk) == CHUNK else len(piece)
            for match in _MERGE.finditer(piece, 0, done):
                left, top, right, bottom = match.groups()
                merges.append(Merge(int(top), _column(left), int(bottom), min(_column(right), MAX_COLUMNS)))
            formulas += sum(1 for _ in _EMPTY_FORMULA.finditer(piece, 0, done))
            last_row = max([last_row, *(int(m[1]) for m in _ROW.finditer(piece, 0, done))])
            is_wider = is_wider or bool(_FAR_CELL.search(piece, 0, done))
            rest = piece[done:]
    whole = [m for m in merges[:MAX_MERGES] if m.top <= m.bottom and m.left <= m.right]
    return _Marks(whole, formulas, last_row, is_wider)


def _column(name: bytes) -> int:
    number = 0
    for letter in name:
        number = number * 26 + letter - 64
    return number
