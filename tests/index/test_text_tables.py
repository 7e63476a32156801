"""Tables in plain text: every form that offices write gives the figures of the workbook."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.build import evidence_of
from index.readers.text_tables import with_cells, with_rows
from tests.index.layouts import as_xlsx, layouts
from tests.index.test_yearbooks import figures
from tests.index.text_forms import FORMS
from tests.index.yearbooks import yearbooks

TABLES = [*(layout for _, layout in yearbooks()), *layouts()]
LOST = 0.01


@cache
def expected(folder: Path) -> dict[str, Counter[tuple[str, ...]]]:
    return {layout.name: figures(folder / "bang.xlsx", as_xlsx(layout)) for layout in TABLES}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tables")


@pytest.mark.parametrize("form", FORMS)
def test_a_table_in_plain_text_loses_no_figures(form: str, folder: Path) -> None:
    lost, whole = Counter[str](), 0
    for layout in TABLES:
        of_workbook = expected(folder)[layout.name]
        whole += of_workbook.total()
        lost[layout.name] = (of_workbook - figures(folder / "bang.txt", FORMS[form](layout))).total()
    assert whole > 1000
    assert lost.total() <= LOST * whole, +lost


@pytest.mark.parametrize("form", FORMS)
def test_a_table_in_plain_text_gives_no_figures_of_its_own(form: str, folder: Path) -> None:
    for layout in TABLES:
        found = figures(folder / "bang.txt", FORMS[form](layout))
        assert found.total() <= expected(folder)[layout.name].total(), layout.name


def test_a_table_amid_a_report_leaves_the_report_as_it_is() -> None:
    above = "I. KINH TẾ\n1. Chăn nuôi\nTổng đàn trâu đạt 42.310 con, tăng 2,1% so với cùng kỳ.\n\nBiểu 1. Đàn vật nuôi"
    below = "\n2. Thủy sản\nSản lượng đạt 5,2 nghìn tấn,   giảm 1,3%   so với cùng kỳ."
    table = "\n".join(
        (
            "",
            "             ĐVT    2022     2023",
            "Đàn trâu     Con   1.200    1.150",
            "Đàn bò       Con     310      325",
            "",
        )
    )
    rows = "\n | ĐVT | 2022 | 2023\nĐàn trâu | Con | 1.200 | 1.150\nĐàn bò | Con | 310 | 325\n"
    assert with_rows(f"{above}\n{table}{below}") == f"{above}{rows}{below}"


@pytest.mark.parametrize(
    "text",
    (
        "ỦY BAN NHÂN DÂN       CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n   TỈNH                  Độc lập - Tự do",
        "Số: 123/BC-UBND\tHà Nội, ngày 3 tháng 9 năm 2023\nKính gửi:\tChính phủ",
        "1.\tThu ngân sách đạt 1.200 tỷ đồng.\n2.\tChi ngân sách đạt 1.100 tỷ đồng.",
        "\tSản lượng đạt 5,2 nghìn tấn.\n\tGiá trị đạt 12 tỷ đồng.",
        "Dân số    1.200 người.\n\nMột đoạn khác.",
    ),
)
def test_what_is_no_table_stays_as_it_is_written(text: str) -> None:
    assert with_rows(text) == text


WORDS = st.sampled_from(
    ["Tổng số", "12,5", "1.200", "-", "2023", "(%)", "Trong đó:", "so với", "I", "", "a|b", "Biểu 1."]
)
GAPS = st.sampled_from([" ", "   ", "\t", "\n", "\n\n", "          "])


@given(st.lists(st.tuples(WORDS, GAPS), max_size=60))
def test_any_text_keeps_its_words(parts: list[tuple[str, str]]) -> None:
    text = "".join(word + gap for word, gap in parts)
    read = with_rows(text)
    numbers = [word for word, _ in parts if word in ("12,5", "1.200")]
    assert all(read.count(number) >= numbers.count(number) for number in numbers)


@pytest.mark.parametrize("line", ("a\tb\tc", "a   1   2", "a   b   c", "1   " * 500, "Tổng\t1\t" + "2\t" * 500))
def test_long_texts_take_no_longer_than_they_need(line: str) -> None:
    begun = perf_counter()
    with_rows("\n".join([line] * 2_000))
    assert perf_counter() - begun < 10


def test_headings_that_begin_with_their_first_column_reach_to_the_next() -> None:
    lines = [
        "                Năm 2023                       Năm 2024",
        "Huyện           Dân số (người)    Mật độ       Dân số (người)    Mật độ",
        "Suối Bạc        20.100            40,5         21.200            41,7",
        "Nà Hạ           21.101            41,5         22.201            42,7",
        "Mường Lưa       22.102            42,5         23.202            43,7",
    ]
    first = with_rows("\n".join(lines)).split("\n")[0]
    assert first == " | ".join(
        ["Huyện", *(f"{year} {name}" for year in ("Năm 2023", "Năm 2024") for name in ("Dân số (người)", "Mật độ"))]
    )


CELLS = {
    "unit beside each label": (
        ["Chỉ tiêu", "Đơn vị tính", "Tháng 6", "6 tháng", "Điện", "Triệu kWh", "125,4", "702,9", "Xi măng", "Nghìn tấn"]
        + ["45,2", "268,1"],
        ["Chỉ tiêu | Đơn vị tính | Tháng 6 | 6 tháng", "Điện | Triệu kWh | 125,4 | 702,9"]
        + ["Xi măng | Nghìn tấn | 45,2 | 268,1"],
    ),
    "unit in the corner, none marked": (
        ["Đơn vị: Ha", "Năm 2022", "Năm 2023", "Lúa", "8.120", "8.231", "Ngô", "5.001", "-", "Sắn", "310", "315"],
        ["Đơn vị: Ha | Năm 2022 | Năm 2023", "Lúa | 8.120 | 8.231", "Ngô | 5.001 | -", "Sắn | 310 | 315"],
    ),
    "no corner": (
        ["Năm 2022", "Năm 2023", "Lúa", "8.120", "8.231", "Ngô", "5.001", "5.102"],
        [" | Năm 2022 | Năm 2023", "Lúa | 8.120 | 8.231", "Ngô | 5.001 | 5.102"],
    ),
    "rows numbered": (
        [
            "STT",
            "Huyện",
            "2022",
            "2023",
            "1",
            "Suối Bạc",
            "12",
            "13",
            "2",
            "Nà Hạ",
            "14",
            "15",
            "3",
            "Pa Tần",
            "16",
            "17",
        ],
        ["STT | Huyện | 2022 | 2023", "1 | Suối Bạc | 12 | 13", "2 | Nà Hạ | 14 | 15", "3 | Pa Tần | 16 | 17"],
    ),
}


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("name", CELLS)
def test_cells_that_stand_on_lines_of_their_own_are_rows(name: str, between: str) -> None:
    cells, rows = CELLS[name]
    caption, after = "Bảng 5. Một số chỉ tiêu", "Trong sáu tháng, thu ngân sách đạt 5 tỷ đồng, tăng 4% so với cùng kỳ."
    text, unread = with_cells(f"{caption}\n\n{between.join(cells)}\n\n{after}\n")
    assert text.split("\n") == [caption, *rows, "", after, ""]
    assert unread == ()


@pytest.mark.parametrize(
    "cells",
    [
        # A cell without words leaves no line.
        ["Huyện", "Năm 2022", "Năm 2023", "Suối Bạc", "12", "13", "Nà Hạ", "14", "Pa Tần", "16", "17"],
        ["Huyện", "Năm 2022", "Suối Bạc", "12", "13", "Nà Hạ", "14", "15", "Pa Tần", "16", "17"],
        ["12", "13", "Suối Bạc", "12", "13", "Nà Hạ", "14", "15"],
        # Headings of two rows.
        ["Huyện", "Năm 2022", "Năm 2023", "Nam", "Nữ", "Nam", "Nữ", "Suối Bạc", "1", "2", "3", "4"]
        + ["Nà Hạ", "5", "6", "7", "8"],
        ["Huyện", "Năm 2022", "Năm 2023", "Số hộ", "Số người", "Suối Bạc", "1", "2", "Nà Hạ", "5", "6"],
    ],
)
def test_cells_without_a_clear_pattern_stay_and_are_named(cells: list[str]) -> None:
    given = "\n".join(["Bảng 5. Một số chỉ tiêu", "", *cells, "", "Thu ngân sách đạt 5 tỷ đồng.", ""])
    text, unread = with_cells(given)
    assert text == given
    (line,) = unread
    assert line.startswith(f"dòng 3-{len(cells) + 2}: bảng dán mỗi ô một dòng")


@pytest.mark.parametrize(
    "text",
    [
        "Huyện Suối Bạc\nDân số\n12.300\nDiện tích\n45,6\n",
        "Số: 12\n\n2023\n\nI. KINH TẾ\n\n1\n\n2\n\nThu đạt 5 tỷ đồng.\n",
        "# Báo cáo\n\n- Lúa: 8.120 ha\n- Ngô: 5.001 ha\n- Sắn: 310 ha\n",
    ],
)
def test_lines_that_are_no_cells_stay_without_a_word(text: str) -> None:
    assert with_cells(text) == (text, ())


@given(
    st.lists(st.sampled_from(["", "1", "2", "-", "Lúa", "Năm 2023", "12,5", "Bảng 1. Lúa", "a | b", "5.", "x" * 200]))
)
def test_whatever_stands_on_lines_is_read_or_stays(lines: list[str]) -> None:
    text, _ = with_cells("\n".join(lines))
    kept = [piece.strip() for line in text.split("\n") for piece in line.split(" | ") if piece.strip()]
    assert kept == [piece.strip() for line in lines for piece in line.split(" | ") if piece.strip()]


def test_a_table_of_lone_cells_gives_its_figures(tmp_path: Path) -> None:
    cells = "\n".join(CELLS["unit beside each label"][0])
    path = tmp_path / "a.md"
    path.write_text(f"# Báo cáo tháng 6 năm 2024 tỉnh Sông Hạ\n\nBảng 1. Một số chỉ tiêu\n\n{cells}\n", "utf-8")
    found = [(f.value, f.unit, f.indicator, str(f.period)) for f in evidence_of(path).figures]
    assert found[1:3] == [
        ("702,9", "triệu kWh", "Điện", "6 tháng 2024"),
        ("45,2", "nghìn tấn", "Xi măng", "tháng 6/2024"),
    ]
