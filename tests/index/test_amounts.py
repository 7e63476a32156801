from __future__ import annotations

from decimal import Decimal

import pytest

from index.folding import plain
from index.grammar.amounts import Amount, UnitClass, amounts_of, join_neighbours
from index.grammar.numbers import literals


def amounts(text: str) -> list[Amount]:
    low = plain(text)
    return join_neighbours([a for literal in literals(text, low) for a in amounts_of(literal, text, low)], low)


@pytest.mark.parametrize(
    ("text", "unit", "unit_class"),
    [
        ("đạt 12,5 tỷ đồng.", "tỷ đồng", UnitClass.MONEY),
        ("đạt 12,5 nghìn  tỷ đồng", "nghìn tỷ đồng", UnitClass.MONEY),
        ("đạt 549 tỉ đồng", "tỉ đồng", UnitClass.MONEY),
        ("thu 38,94 triệu USD", "triệu USD", UnitClass.MONEY),
        ("được 251 triệu HK.Km,", "triệu HK.Km", UnitClass.MEASURE),
        ("được 234 triệu tấn.km.", "triệu tấn.km", UnitClass.MEASURE),
        ("tăng 6,8%", "%", UnitClass.PERCENT),
        ("tăng 6,8 %", "%", UnitClass.PERCENT),
        ("tăng 6,8 phần trăm", "phần trăm", UnitClass.PERCENT),
        ("tăng 1,2 điểm phần trăm", "điểm phần trăm", UnitClass.POINTS),
        ("tăng 1,2 điểm %", "điểm %", UnitClass.POINTS),
        ("gấp 4,13 lần", "lần", UnitClass.TIMES),
        ("tăng 02 bậc", "bậc", UnitClass.PLACES),
        ("đạt 60,8 tạ/ha", "tạ/ha", UnitClass.MEASURE),
        ("đạt 62 triệu đồng/người/năm", "triệu đồng/người/năm", UnitClass.MONEY),
        ("có 3.982ha", "ha", UnitClass.MEASURE),
        ("có 1.640 hộ nghèo", "hộ", UnitClass.COUNT),
        ("có 700.730 lượt khách", "lượt khách", UnitClass.COUNT),
        ("có 7 kiosk mới", "kiosk", UnitClass.COUNT),
        ("có 7 và hơn nữa", None, UnitClass.NONE),
        ("Tỷ lệ 7 tỷ lệ", None, UnitClass.NONE),
        ("còn 96", None, UnitClass.NONE),
    ],
)
def test_units_are_kept_as_printed(text: str, unit: str | None, unit_class: UnitClass) -> None:
    (amount,) = amounts(text)
    assert (amount.unit, amount.unit_class) == (unit, unit_class)
    assert " ".join(amount.extent.of(text).split()) == (unit or "")


def test_the_scale_is_known_and_the_number_left_as_printed() -> None:
    (amount,) = amounts("đạt 4,81 triệu tấn")
    assert (amount.number, amount.scale) == (Decimal("4.81"), Decimal(1_000_000))


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("đạt hơn 5 tấn", "hơn"),
        ("đạt khoảng  5 tấn", "khoảng"),
        ("đạt gần 5 tấn", "gần"),
        ("đạt trên 5 tấn", "trên"),
        ("đạt dưới 5 tấn", "dưới"),
        ("cơn 5 tấn", None),
        ("đạt 5 tấn", None),
        ("trên địa bàn 5 tấn", None),
    ],
)
def test_the_rounding_word_stands_right_before_the_number(text: str, qualifier: str | None) -> None:
    assert [amount.qualifier for amount in amounts(text)] == [qualifier]


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("đứng thứ 22/63 cả nước", True),
        ("xếp hạng 7", True),
        ("vị trí thứ 3", True),
        ("lần thứ 9", False),
        ("kỳ họp thứ 7", False),
        ("đạt 7/63", False),
    ],
)
def test_places_in_a_ranking_are_told_from_ordinals(text: str, rank: bool) -> None:
    assert {amount.rank for amount in amounts(text)} == {rank}


def test_a_rank_or_a_score_is_one_amount_with_its_denominator() -> None:
    (rank,) = amounts("xếp thứ 22/63 tỉnh, thành phố")
    (score,) = amounts("đạt 86,30/100 điểm")
    assert (rank.number, rank.denominator, rank.unit) == (Decimal(22), Decimal(63), None)
    assert (score.number, score.denominator, score.unit) == (Decimal("86.30"), Decimal(100), "điểm")


def test_a_pair_is_two_amounts_that_share_the_unit_of_the_second() -> None:
    text = "đạt 146,2/238,9 tỷ đồng"
    first, second = amounts(text)
    assert [(a.span.of(text), a.pair) for a in (first, second)] == [("146,2", "first"), ("238,9", "second")]
    assert (first.unit, second.unit) == ("tỷ đồng", "tỷ đồng")


@pytest.mark.parametrize("text", ["15 - 17 tiêu chí", "từ 15 đến 17 tiêu chí", "15–17 tiêu chí"])
def test_the_first_end_of_a_range_takes_the_unit_of_the_second(text: str) -> None:
    assert [amount.unit for amount in amounts(text)] == ["tiêu chí", "tiêu chí"]
