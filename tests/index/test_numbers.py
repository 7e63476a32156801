from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.folding import plain
from index.grammar.numbers import Shape, literals, read_number


def shapes(text: str) -> list[tuple[str, str]]:
    return [(literal.text, literal.shape.value) for literal in literals(text, plain(text))]


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("700.730", "700730"),
        ("13.040,42", "13040.42"),
        ("1.461.801", "1461801"),
        ("0,5", "0.5"),
        ("08", "8"),
        ("18.5", "18.5"),
        ("1.250", "1250"),
        ("1,234.5", "1234.5"),
        ("1,234,567", "1234567"),
        ("1 234 567", "1234567"),
        ("1\u00a0234,5", "1234.5"),
        ("12,30", "12.30"),
    ],
)
def test_separators_are_read_the_vietnamese_way(printed: str, number: str) -> None:
    assert read_number(printed) == Decimal(number)


@given(st.integers(0, 10**12), st.none() | st.integers(0, 999))
def test_a_number_printed_with_groups_reads_back(whole: int, decimals: int | None) -> None:
    printed = f"{whole:,}".replace(",", ".") + ("" if decimals is None else f",{decimals:03}")
    number = Decimal(f"{whole}" if decimals is None else f"{whole}.{decimals:03}")
    assert read_number(printed) == number
    assert shapes(f"Đạt {printed} tấn") == [(printed, "number")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("đạt13.040,42 tỷ", [("13.040,42", "number")]),
        ("2.639,3ha", [("2.639,3", "number")]),
        ("Lũy kế202 dự án", [("202", "number")]),
        ("có 1.234.567, tăng", [("1.234.567", "number")]),
        ("gồm 12, 15 và 18 xã", [("12", "number"), ("15", "number"), ("18", "number")]),
        ("08/10 xã", [("08/10", "fraction")]),
        ("284.362,88 /359.903,89 ha", [("284.362,88 /359.903,89", "fraction")]),
        ("8,4-9,4%", [("8,4", "number"), ("9,4", "number")]),
        ("ngày 31/8/2023.", [("31/8/2023", "date")]),
        ("ngày 31-08-2023", [("31-08-2023", "date")]),
        ("tháng 8/2023", [("8/2023", "month_year")]),
        ("Nghị định số 107/2020/NĐ-CP", [("107/2020", "docnum")]),
        ("số 15a/QĐ-UBND", [("15a", "docnum")]),
        ("95/km", [("95", "number")]),
        ("lúc 14:30", [("14:30", "contact")]),
        ("gọi 0215 3824 567", [("0215 3824 567", "contact")]),
        ("xem www.vidu.vn/a1", [("www.vidu.vn/a1", "contact")]),
        ("RON95", [("95", "number")]),
        ("QL4D", [("4D", "code")]),
        ("không có số", []),
        ("2\u00a0345 con", [("2\u00a0345", "number")]),
    ],
)
def test_strings_of_digits_get_their_shape(text: str, found: list[tuple[str, str]]) -> None:
    assert shapes(text) == found


def test_a_fraction_knows_both_its_parts() -> None:
    text = "đạt 1.461.801/4.624.531 triệu đồng"
    (pair,) = literals(text, plain(text))
    assert pair.shape is Shape.FRACTION
    assert (pair.number, pair.denominator) == (Decimal(1461801), Decimal(4624531))
    assert pair.parts is not None
    assert [part.of(text) for part in pair.parts] == ["1.461.801", "4.624.531"]
