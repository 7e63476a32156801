"""Commas that part thousands are told from decimal commas by the column, the table and the report, else named."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from index.build import evidence_of
from index.number_marks import Marks, decimal_points, marks_in
from index.records import Evidence


def table(tmp_path: Path, *rows: str) -> Evidence:
    path = tmp_path / "a.csv"
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return evidence_of(path)


def numbers(evidence: Evidence) -> list[str]:
    return [str(figure.number) for figure in evidence.figures]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # Other columns have a decimal point.
        (
            ["Huyện;Thu (tỷ đồng);Tăng (%)", "Suối Bạc;48,210;2.5", "Nà Hạ;54,100;3.75"],
            ["48210", "2.5", "54100", "3.75"],
        ),
        # A number of the column has two commas.
        (["Huyện;Thu (triệu đồng)", "Suối Bạc;1,348,210", "Nà Hạ;54,100"], ["1348210", "54100"]),
        # Others of the column have none and are as large.
        (["Huyện;Sản lượng (tấn)", "Suối Bạc;48,210", "Nà Hạ;54100"], ["48210", "54100"]),
        # People are counted whole, and the table is written in one way.
        (["Huyện;Dân số (người);Thu (tỷ đồng)", "Suối Bạc;48,210;2,512"], ["48210", "2512"]),
        # Other columns have a decimal comma.
        (
            ["Huyện;Thu (tỷ đồng);Tăng (%)", "Suối Bạc;48,210;2,5", "Nà Hạ;54,100;3,7"],
            ["48.210", "2.5", "54.100", "3.7"],
        ),
        (["Huyện;Thu (tỷ đồng)", "Suối Bạc;48,210", "Nà Hạ;54,1"], ["48.210", "54.1"]),
    ],
)
def test_the_file_tells_what_its_commas_part(rows: list[str], expected: list[str], tmp_path: Path) -> None:
    evidence = table(tmp_path, *rows)
    assert numbers(evidence) == expected
    assert evidence.document.unread == ()


def test_commas_that_nothing_explains_are_named(tmp_path: Path) -> None:
    evidence = table(tmp_path, "Huyện;Sản lượng (tấn)", "Suối Bạc;48,210", "Nà Hạ;54,100")
    (line,) = evidence.document.unread
    assert line.startswith("2 số có dấu phẩy rồi ba chữ số (“48,210”, “54,100”)") and "\n" not in line


def test_the_sentences_of_a_report_tell_how_its_tables_are_written(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    rows = "Huyện | Sản lượng (tấn)\nSuối Bạc | 48,210\nNà Hạ | 54,100"
    path.write_text(f"Báo cáo năm 2023\n\nThu tăng 6,5% so với năm 2022.\n\n{rows}\n", "utf-8")
    evidence = evidence_of(path)
    assert numbers(evidence)[-2:] == ["48.210", "54.100"]
    assert evidence.document.unread == ()


def test_nothing_told_is_no_answer() -> None:
    assert decimal_points(["48,210", "54,100"], Marks(), Marks(), "tấn") is None
    assert decimal_points(["48,210"], Marks(points=3, commas=2), Marks(commas=9), None) is False
    assert marks_in("ngày 15.6.2023, mục 1.2, số 12/5, giá 1,234.5 và 12,5%") == Marks(points=1, commas=1)


def book(*rows: list[object]) -> bytes:
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("rows", "values"),
    [
        ([["Suối Bạc", "48,210"], ["Nà Hạ", 54100]], ["48.210", "54100"]),
        ([["Suối Bạc", "1,248,210"], ["Nà Hạ", "54,100"]], ["1.248.210", "54.100"]),
        ([["Suối Bạc", "1,210.5"], ["Nà Hạ", "54,100"]], ["1.210,5", "54.100"]),
        ([["Suối Bạc", "48,210"], ["Nà Hạ", 51.25]], ["48,210", "51,25"]),
    ],
)
def test_numbers_kept_as_words_are_written_like_the_others(
    rows: list[list[object]], values: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(book(["Huyện", "Sản lượng (tấn)"], *rows))
    evidence = evidence_of(path)
    assert [figure.value for figure in evidence.figures] == values
    assert evidence.document.unread == ()


def test_words_that_may_be_decimals_are_named_with_their_sheet(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(book(["Huyện", "Sản lượng", "Tăng (%)"], ["Suối Bạc", "48,210", 2.5], ["Nà Hạ", "54,100", 3.5]))
    (line,) = evidence_of(path).document.unread
    assert line.startswith("2 ô chữ ở trang tính “Sheet” (“48,210”, “54,100”)")
