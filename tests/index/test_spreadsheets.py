from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]

from index.documents import read_data
from index.readers.number_formats import shown
from index.records import Document
from tests.index.office import workbook


def xlsx(*rows: list[Any]) -> Document:
    def fill(book: Workbook) -> None:
        for row in rows:
            book.active.append(row)

    return read_data(Path("bieu.xlsx"), workbook(fill))


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (1234567, "#,##0", "1.234.567"), (1234567, "General", "1234567"), (104.05, "General", "104,05"),
        (100, "0.00", "100,00"), (0.1285, "0.0%", "12,9%"), (-2.7, "#,##0.0", "-2,7"),
        (-2.7, "#,##0.0;(#,##0.0)", "(2,7)"), (0, '#,##0;-#,##0;"-"', "-"), (12.5, '0.0" tỷ đồng"', "12,5 tỷ đồng"),
        (1500000, "#,##0.0,", "1.500,0"), (12.5, "0.0##", "12,5"), (2.675, "0.00", "2,68"), (-0.004, "0.00", "0,00"),
        (1e20, "General", "100000000000000000000"), (1 / 3, "General", "0,3333333333"), (float("nan"), "0", ""),
        (5, "[Red]0;[Blue]0", "5"), (7, '_-* #,##0_-;-* #,##0_-', "7"), (True, "General", "Đúng"),
        (datetime(2023, 9, 5), "dd/mm/yyyy", "05/09/2023"), (datetime(2023, 9, 1), "mm/yyyy", "09/2023"),
        (datetime(2023, 9, 5, 7, 30), "dd/mm/yyyy hh:mm", "05/09/2023 07:30"), ("chữ", "0", "chữ"), (None, "0", ""),
    ],
)  # fmt: skip
def test_numbers_are_written_as_they_are_displayed(value: object, form: str, text: str) -> None:
    assert shown(value, form) == text


def test_tables_of_a_sheet_stand_apart_each_with_its_title() -> None:
    found = xlsx(
        ["CỤC THỐNG KÊ TỈNH A", None, None, "Biểu số 1"],
        ["Biểu 1. Sản lượng (tấn)"],
        ["Cây", "Năm 2022", "Năm 2023"],
        ["Ngô", 310, 325],
        [],
        ["Lạc", 40, 42],
        ["Nguồn: chi cục"],
        [],
        ["Biểu 2. Diện tích (ha)"],
        ["Cây", "Năm 2022", "Năm 2023"],
        ["Ngô", 90, 95],
    )
    assert found.text.rstrip("\n") == (
        "CỤC THỐNG KÊ TỈNH A\nBiểu số 1\n\nBiểu 1. Sản lượng (tấn)\nCây | Năm 2022 | Năm 2023\nNgô | 310 | 325\n"
        "Lạc | 40 | 42\n\nNguồn: chi cục\n\nBiểu 2. Diện tích (ha)\nCây | Năm 2022 | Năm 2023\nNgô | 90 | 95"
    )


def test_every_visible_sheet_is_read_and_the_others_are_named() -> None:
    def fill(book: Workbook) -> None:
        book.active.title = "Lúa"
        for name in ("Ngô", "Nháp"):
            book.create_sheet(name)
        for sheet in book:
            sheet.append(["Xã", "Năm 2023 (tấn)"])
            sheet.append(["Mường B", 35])
        book["Nháp"].sheet_state = "hidden"
        book["Ngô"]["C2"] = "=B2*2"
        book["Ngô"]["C1"] = "Gấp đôi"
        book["Ngô"]["D2"] = "#REF!"

    found = read_data(Path("bieu.xlsx"), workbook(fill))
    # A sheet without a title goes by its name.
    assert found.text.rstrip("\n") == (
        "Lúa\nXã | Năm 2023 (tấn)\nMường B | 35\n\nNgô\nXã | Năm 2023 (tấn) | Gấp đôi\nMường B | 35 |".replace(
            "35 |", "35 | "
        )
    )
    assert found.unread == (
        "1 ô báo lỗi ở trang tính “Ngô”",
        "1 ô công thức chưa có kết quả ở trang tính “Ngô”",
        "trang tính ẩn “Nháp”",
    )
    assert {place.cell.partition("!")[0] for place in found.locations if place.cell} == {"Lúa", "Ngô"}


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_of_a_csv_is_found(separator: str) -> None:
    lines = [["Xã", "Năm 2022", "Năm 2023"], ["Mường B", '"1.234,5"', '"1.300,0"'], ["Bản C", "-", '"88,0"']]
    found = read_data(Path("a.csv"), "\r\n".join(map(separator.join, lines)).encode("utf-8-sig"))
    assert found.text.rstrip("\n") == "Xã | Năm 2022 | Năm 2023\nMường B | 1.234,5 | 1.300,0\nBản C | - | 88,0"
    assert found.locations[4].cell == "B2"


def test_a_number_survives_its_display() -> None:
    text = shown(float(Decimal("10233.3")), "#,##0.0")
    assert Decimal(text.replace(".", "").replace(",", ".")) == Decimal("10233.3")
