"""Slips of typing are mended where the reports or the phrases of questions bear it out, and nowhere else."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.slips import Neighbours, swaps
from qa.spelling import Speller, spoken_words

REPORT = (
    "lượng khách du lịch quốc tế đến tỉnh tăng so với cùng kỳ ; doanh thu bán lẻ hàng hóa tháng tám ; tổng mức bán lẻ "
    "; vốn đầu tư công đã giải ngân trên tổng số vốn ; khai thác đất đá ; sản lượng điện thương phẩm đạt kế hoạch ; "
    "chi ngân sách địa phương ; số hộ nghèo của tỉnh là ; dự toán năm ; sản lượng cà phê nhân ; phần trăm dự toán"
)


@pytest.fixture(scope="module")
def speller() -> Speller:
    pairs: Counter[tuple[str, str]] = Counter()
    for phrase in REPORT.split(" ; "):
        pairs.update(zip(phrase.split(), phrase.split()[1:], strict=False))
    return Speller(Counter(REPORT.replace(";", " ").split()), pairs, spoken_words())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # Letters in the wrong order, with their marks and without.
        ("bao nihêu khách du lịhc", "bao nhiêu khách du lịch"),
        ("bao nhiuê khách qucố tế", "bao nhiêu khách quốc tế"),
        ("tổgn mức bán lẻ", "tổng mức bán lẻ"),
        ("sản lưnợg điện", "sản lượng điện"),
        # A letter left out, put in or struck wrong.
        ("sản lượng điệ thương phẩm", "sản lượng điện thương phẩm"),
        ("doanh thu bám lẻ", "doanh thu bán lẻ"),
        ("vốn đầu tư đã giảii ngân", "vốn đầu tư đã giải ngân"),
        ("được bao nhiru", "được bao nhiêu"),
        # Another tone.
        ("doanh thu bản lẻ hàng hóa", "doanh thu bán lẻ hàng hóa"),
        ("số hộ nghèo của tĩnh là bao nhiêu", "số hộ nghèo của tỉnh là bao nhiêu"),
        ("bẵng bao nhiêu", "bằng bao nhiêu"),
        ("dự toản năm", "dự toán năm"),
    ],
)
def test_slips_are_mended(speller: Speller, typed: str, meant: str) -> None:
    assert speller.repair(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        # Words of the language that the reports lack are no slips of words that they hold.
        "sản lượng mật mía",
        "sản lượng chuối",
        "số hộ nuôi cừu",
        "sản lượng điều",
        "doanh thu vận tải",
        # Known pairs stay although another is known too.
        "khai thác đất đá",
        # Names are written as their bearers write them.
        "doanh thu của Vinpearl",
    ],
)
def test_words_that_the_reports_lack_stay(speller: Speller, typed: str) -> None:
    assert speller.repair(typed) == typed


def test_a_slip_that_nothing_bears_out_stays(speller: Speller) -> None:
    assert speller.repair("sản lượng chnèo") == "sản lượng chnèo"


@given(st.text(max_size=80))
def test_repair_takes_any_text(speller: Speller, text: str) -> None:
    speller.repair(text)


@given(st.lists(st.text("abcđê", min_size=1, max_size=5), max_size=8), st.text("abcđê", max_size=5))
def test_neighbours_are_one_letter_away(words: list[str], word: str) -> None:
    def apart(one: str, other: str) -> int:
        if not one or not other:
            return len(one) + len(other)
        return min(
            apart(one[1:], other) + 1, apart(one, other[1:]) + 1, apart(one[1:], other[1:]) + (one[0] != other[0])
        )

    assert set(Neighbours(words).near(word)) == {w for w in words if apart(w, word) <= 1}


def test_swaps_are_all_pairs_of_neighbours() -> None:
    assert list(swaps("abc")) == ["bac", "acb"]
