"""The figure table and its formats: JSON lines for programs, CSV and XLSX for office software, a table to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.records import DigitClass, Evidence, Figure, Kind, Span
from qa import spreadsheets
from qa.spreadsheets import Cell

CLASS_WORDS = {
    DigitClass.FIGURE: "số liệu",
    DigitClass.PERIOD: "kỳ",
    DigitClass.DATE: "ngày",
    DigitClass.DOCNUM: "số văn bản",
    DigitClass.HEADING: "số đề mục",
    DigitClass.NAME: "tên riêng",
    DigitClass.CHROME: "ngoài nội dung",
    DigitClass.OTHER: "khác",
    DigitClass.UNKNOWN: "chưa rõ",
}
KIND_WORDS = {
    Kind.LEVEL: "mức",
    Kind.CHANGE_PCT: "tăng giảm %",
    Kind.CHANGE_ABS: "tăng giảm",
    Kind.MULTIPLE: "số lần",
    Kind.PLAN_PCT: "% kế hoạch",
    Kind.SHARE: "tỷ trọng",
    Kind.RANK: "thứ hạng",
    Kind.RATIO: "tỷ lệ",
    Kind.INDEX: "% so với kỳ gốc",
    Kind.PRICE: "giá",
    Kind.OTHER: "khác",
}
# Header, width in characters.
COLUMNS = (
    ("Báo cáo", 24),
    ("Đầu", 8),
    ("Cuối", 8),
    ("Nguyên văn", 14),
    ("Loại chuỗi", 12),
    ("Số", 14),
    ("Đơn vị", 14),
    ("Loại số liệu", 15),
    ("Chỉ tiêu", 48),
    ("Kỳ", 16),
    ("So với", 28),
    ("Chiều", 8),
    ("Mức độ", 9),
    ("Thuộc số", 14),
    ("Mục", 40),
    ("Địa phương", 16),
    ("Ước tính", 9),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A digit string of a report, and its figure if it is one; `of` is the text of the level that it qualifies."""

    report: str
    span: Span
    text: str
    digit_class: DigitClass
    figure: Figure | None = None
    section: str = ""
    of: str | None = None


def rows_of(evidence: Evidence, everything: bool = False) -> Iterator[Row]:
    """The figures of a report in reading order; all its digit strings with `everything`."""
    document = evidence.document
    paths = {section.number: " > ".join(section.path) for section in evidence.sections}
    rows = [
        Row(
            document.name,
            figure.span,
            figure.span.of(document.text),
            DigitClass.FIGURE,
            figure,
            paths.get(figure.section, ""),
            figure.of.of(document.text) if figure.of else None,
        )
        for figure in evidence.figures
    ]
    if everything:
        known = {figure.span for figure in evidence.figures}
        rows += [
            Row(document.name, digits.span, digits.span.of(document.text), digits.digit_class)
            for digits in evidence.digits
            if digits.span not in known
        ]
    return iter(sorted(rows, key=lambda row: row.span))


def record_of(row: Row) -> dict[str, object]:
    """The JSON form; `number` is a plain decimal string. Other classes than figures have the first five keys alone."""
    record: dict[str, object] = {
        "report": row.report,
        "start": row.span.start,
        "end": row.span.end,
        "text": row.text,
        "class": row.digit_class.value,
    }
    figure = row.figure
    if figure is None:
        return record
    return record | {
        "value": figure.value,
        "number": format(figure.number, "f"),
        "unit": figure.unit,
        "kind": figure.kind.value,
        "indicator": figure.indicator,
        "period": None if figure.period is None else str(figure.period),
        "basis": figure.basis,
        "direction": figure.direction,
        "qualifier": figure.qualifier,
        "of": row.of,
        "section": row.section,
        "place": figure.place,
        "estimate": figure.estimate,
    }


def cells_of(row: Row) -> tuple[Cell, ...]:
    """What stands under COLUMNS; numbers are numbers."""
    found: tuple[Cell, ...] = (row.report, row.span.start, row.span.end, row.text, CLASS_WORDS[row.digit_class])
    figure = row.figure
    if figure is None:
        return found + (None,) * (len(COLUMNS) - len(found))
    return (
        *found,
        figure.number,
        figure.unit,
        KIND_WORDS[figure.kind],
        figure.indicator,
        None if figure.period is None else str(figure.period),
        figure.basis,
        figure.direction,
        figure.qualifier,
        row.of,
        row.section,
        figure.place,
        "có" if figure.estimate else None,
    )


def as_csv(rows: Iterable[Row]) -> str:
    """The table as CSV."""
    return spreadsheets.as_csv(COLUMNS, map(cells_of, rows))


def as_xlsx(rows: Iterable[Row]) -> bytes:
    """The table as a workbook."""
    return spreadsheets.as_xlsx("Số liệu", COLUMNS, map(cells_of, rows))


def as_table(rows: Sequence[Row]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Headers and cells to read on a screen: the figures' meaning, with the report's name where there are several."""
    headers = ("báo cáo", "vị trí", "nguyên văn", "đơn vị", "loại", "chỉ tiêu", "kỳ", "so với")
    first = 0 if len({row.report for row in rows}) > 1 else 1
    return headers[first:], [_screen_cells(row)[first:] for row in rows]


def _screen_cells(row: Row) -> tuple[str, ...]:
    place = (row.report, f"{row.span.start}-{row.span.end}")
    figure = row.figure
    if figure is None:
        return (*place, row.text, "", f"({CLASS_WORDS[row.digit_class]})", "", "", "")
    value = " ".join(filter(None, (figure.direction, figure.qualifier, figure.value)))
    period = "" if figure.period is None else str(figure.period)
    return (*place, value, figure.unit or "", KIND_WORDS[figure.kind], figure.indicator, period, figure.basis or "")


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many digit strings of a report have each class."""

    report: str
    counts: Mapping[DigitClass, int]

    @property
    def total(self) -> int:
        """All digit strings."""
        return sum(self.counts.values())

    def record(self) -> dict[str, object]:
        """The JSON form: report, total, then each class."""
        return {"report": self.report, "total": self.total} | {str(c): self.counts.get(c, 0) for c in DigitClass}


def coverage_of(evidence: Evidence) -> Coverage:
    """The classes of a report's digit strings, counted."""
    return Coverage(evidence.document.name, Counter(digits.digit_class for digits in evidence.digits))


def coverage_table(found: Sequence[Coverage]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Headers and cells, one row a report, with the share that is unknown; a last row for all of several."""
    headers = ("báo cáo", "chuỗi số", *(CLASS_WORDS[c] for c in DigitClass), "% chưa rõ")
    together: Counter[DigitClass] = Counter()
    for coverage in found:
        together.update(coverage.counts)
    shown = [*found, Coverage("tất cả", together)] if len(found) > 1 else found
    return headers, [_coverage_cells(coverage) for coverage in shown]


def _coverage_cells(coverage: Coverage) -> tuple[str, ...]:
    share = 100 * coverage.counts.get(DigitClass.UNKNOWN, 0) / (coverage.total or 1)
    counts = (str(coverage.counts.get(c, 0)) for c in DigitClass)
    return (coverage.report, str(coverage.total), *counts, f"{share:.1f}".replace(".", ","))
