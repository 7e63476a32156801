"""Tables in plain text: every form that offices write gives the figures of the workbook."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.readers.text_tables import with_rows
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
