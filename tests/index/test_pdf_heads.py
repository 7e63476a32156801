"""Tables on a page without any ruling line: headings are over the columns that they stand over."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.build import evidence_of
from index.readers.pdf import read_pdf
from tests.index.pdf_files import Pages

ROWS = ("Suối Bạc", "Nà Hạ", "Mường Lưa", "Pa Tần", "Khe Thín")


def table(parents: list[str], children: list[str], align: str, label: int = 1, size: int = 9, wide: int = 24) -> Pages:
    """A table whose headings stand over equally many columns each; `label` is the line of the first column's."""
    pages = Pages(heading="", numbered=False)
    pages.paragraph("Niên giám năm 2024 tỉnh Sông Hạ")
    pages.paragraph("Bảng 7. Dân số và mật độ dân số phân theo huyện")
    pages.set_font("R", size=size)
    span = len(children) // len(parents)
    lines = [
        [("Huyện" if label == 0 else "", 36), *((parent, wide * span) for parent in parents)],
        [("Huyện" if label == 1 else "", 36), *((child, wide) for child in children)],
        *(
            [(name, 36), *((f"{10 + at}.{100 + n}", wide) for n in range(len(children)))]
            for at, name in enumerate(ROWS)
        ),
    ]
    for number, line in enumerate(lines):
        # "CR": headings in the middle, figures at the right.
        how = align[-1] if number > 1 else align[0]
        for at, (words, width) in enumerate(line):
            pages.cell(width, 6, words, align=how if at else "L")
        pages.ln()
    return pages


def names(pages: Pages) -> list[str]:
    lines = read_pdf(pages.data(), "a.pdf").text.split("\n")
    return next(line for line in lines if "Huyện" in line and " | " in line).split(" | ")


@pytest.mark.parametrize("align", ["L", "C", "CR"])
@pytest.mark.parametrize("label", [0, 1])
@pytest.mark.parametrize(
    ("parents", "children"),
    [
        (["Năm 2023", "Năm 2024"], ["Dân số", "Mật độ"]),
        (["Năm 2022", "Năm 2023", "Năm 2024"], ["Dân số", "Mật độ"]),
        (["Năm 2023", "Năm 2024"], ["Nam", "Nữ", "Cả hai"]),
        (["Thực hiện năm 2023", "Kế hoạch năm 2024"], ["Số hộ", "Số người"]),
    ],
)
def test_headings_name_the_columns_below_them(align: str, label: int, parents: list[str], children: list[str]) -> None:
    pages = table(parents, children * len(parents), align, label, wide=24 if len(parents) * len(children) < 6 else 19)
    assert names(pages) == ["Huyện", *(f"{parent} {child}" for parent in parents for child in children)]


@pytest.mark.parametrize("align", ["L", "C", "CR"])
def test_headings_that_touch_are_parted_between_their_columns(align: str) -> None:
    children = ["Dân số (người)", "Mật độ"]
    assert names(table(["Năm 2023", "Năm 2024"], children * 2, align, size=10, wide=29)) == [
        "Huyện",
        *(f"{parent} {child}" for parent in ("Năm 2023", "Năm 2024") for child in children),
    ]


def test_the_title_of_a_report_is_no_caption_of_the_table_below_it(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(table(["Năm 2023", "Năm 2024"], ["Dân số", "Mật độ"] * 2, "L").data())
    found = {(figure.indicator, str(figure.period)) for figure in evidence_of(path).figures}
    assert found == {
        (f"{name} {district}", f"năm {year}")
        for name in ("Dân số", "Mật độ dân số")
        for district in ROWS
        for year in (2023, 2024)
    }
