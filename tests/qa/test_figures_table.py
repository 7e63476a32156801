from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]

from index.build import evidence_of
from index.records import DigitClass, Evidence, Figure, Kind, Period, PeriodUnit, Span
from qa.figures_table import COLUMNS, Row, as_csv, as_table, as_xlsx, coverage_of, coverage_table, record_of, rows_of

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

TEXT = """Tình hình kinh tế - xã hội tỉnh Sơn La tháng 5 năm 2024

I. Kinh tế
1. Du lịch
Khách đến tỉnh 5 tháng ước đạt 12.345,5 lượt, tăng 6,5% so với cùng kỳ năm trước.
Đề án 06 được triển khai theo Quyết định số 12/QĐ-UBND ngày 03/4/2024.
"""
KEYS = (
    "report start end text class value number unit kind indicator period basis direction qualifier of section place "
    "estimate"
).split()


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    path = tmp_path_factory.mktemp("bao-cao") / "son-la.txt"
    path.write_text(TEXT, encoding="utf-8")
    return evidence_of(path)


def made_up(text: str, number: str, indicator: str) -> Row:
    span = Span(0, len(text))
    period = Period(PeriodUnit.MONTH, 2024, 5)
    figure = Figure(span, text, Decimal(number), "@đồng", Kind.LEVEL, indicator, period)
    return Row("=1+1", span, text, DigitClass.FIGURE, figure, "-Mục", None)


def sheet_of(content: bytes) -> Worksheet:
    return load_workbook(io.BytesIO(content)).active


def test_a_figure_has_the_agreed_keys_and_values(evidence: Evidence) -> None:
    records: list[dict[str, Any]] = [record_of(row) for row in rows_of(evidence)]
    level, change = records
    assert list(level) == list(change) == KEYS
    assert TEXT[level["start"] : level["end"]] == level["text"] == "12.345,5"
    assert (level["number"], level["unit"], level["kind"]) == ("12345.5", "lượt", "level")
    assert level["period"] == "5 tháng 2024"
    assert (level["of"], level["estimate"], level["section"]) == (None, True, "I. Kinh tế > 1. Du lịch")
    assert (change["of"], change["direction"], change["basis"]) == ("12.345,5", "tăng", "cùng kỳ năm trước")


def test_everything_else_has_its_class_alone(evidence: Evidence) -> None:
    records = [record_of(row) for row in rows_of(evidence, everything=True)]
    others = [record for record in records if record["class"] != "figure"]
    assert all(list(record) == KEYS[:5] for record in others)
    assert {"name", "docnum", "date", "period", "heading"} <= {record["class"] for record in others}
    assert [record["start"] for record in records] == sorted(d.span.start for d in evidence.digits)


@pytest.mark.parametrize(("number", "plain"), [("1E+3", "1000"), ("0.50", "0.50"), ("1461801", "1461801")])
def test_a_number_is_a_plain_decimal_string(number: str, plain: str) -> None:
    assert record_of(made_up("x", number, "y"))["number"] == plain


def test_csv_is_for_excel_in_viet_nam(evidence: Evidence) -> None:
    content = as_csv(rows_of(evidence))
    assert content.startswith("\ufeff")
    header, level, change = csv.reader(io.StringIO(content.removeprefix("\ufeff")), delimiter=";")
    assert header == [name for name, _ in COLUMNS]
    cells = dict(zip(header, level, strict=True))
    assert (cells["Số"], cells["Nguyên văn"], cells["Ước tính"]) == ("12345,5", "12.345,5", "có")
    assert dict(zip(header, change, strict=True))["Thuộc số"] == "12.345,5"


def test_csv_keeps_formulas_as_text() -> None:
    rows = [made_up(text, "1", "a;b\x00c") for text in ('=HYPERLINK("x")', "+1", "-1", "@x", "\tx", "an toàn")]
    cells = list(csv.reader(io.StringIO(as_csv(rows).removeprefix("\ufeff")), delimiter=";"))[1:]
    assert [line[3] for line in cells] == ['\'=HYPERLINK("x")', "'+1", "'-1", "'@x", "'\tx", "an toàn"]
    assert {line[0] for line in cells} == {"'=1+1"}
    assert {line[8] for line in cells} == {"a;b c"}


def test_xlsx_has_numbers_and_a_usable_sheet(evidence: Evidence) -> None:
    sheet = sheet_of(as_xlsx(rows_of(evidence)))
    header = [cell.value for cell in sheet[1]]
    level = dict(zip(header, sheet[2], strict=True))
    assert header == [name for name, _ in COLUMNS]
    assert (level["Số"].value, level["Số"].data_type, level["Số"].number_format) == (12345.5, "n", "#,##0.0")
    assert level["Nguyên văn"].data_type == "s"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:Q{sheet.max_row}" == "A1:Q3"
    assert sheet.column_dimensions["I"].width > sheet.column_dimensions["B"].width


def test_xlsx_keeps_formulas_as_text() -> None:
    sheet = sheet_of(as_xlsx([made_up("=1+1", "1", "a\x07b")]))
    assert [(sheet[place].value, sheet[place].data_type) for place in ("A2", "D2", "I2")] == [
        ("=1+1", "s"),
        ("=1+1", "s"),
        ("a b", "s"),
    ]
    assert sheet["D2"].quotePrefix
    assert not sheet["I2"].quotePrefix


def test_an_empty_table_still_opens() -> None:
    assert sheet_of(as_xlsx([])).max_row == 1
    assert as_csv([]).count("\n") == 1


def test_the_screen_names_reports_only_where_there_are_several(evidence: Evidence) -> None:
    rows = list(rows_of(evidence, everything=True))
    headers, cells = as_table(rows)
    assert "báo cáo" not in headers
    assert {len(line) for line in cells} == {len(headers)}
    headers, cells = as_table([*rows, made_up("1", "1", "x")])
    assert headers[0] == "báo cáo"
    assert [line[0] for line in cells[-2:]] == ["son-la", "=1+1"]


def test_coverage_counts_every_digit_string(evidence: Evidence) -> None:
    coverage = coverage_of(evidence)
    record: dict[str, Any] = coverage.record()
    assert record["total"] == len(evidence.digits) == sum(record[c] for c in DigitClass)
    assert record["figure"] == 2
    headers, cells = coverage_table([coverage, coverage])
    assert [line[0] for line in cells] == ["son-la", "son-la", "tất cả"]
    assert cells[2][1] == str(2 * coverage.total)
    assert len(coverage_table([coverage])[1]) == 1
    assert len(headers) == len(cells[0])
