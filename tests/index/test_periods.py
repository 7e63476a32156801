from __future__ import annotations

import pytest

from index.folding import plain
from index.grammar.periods import Clock, periods
from index.records import Period, PeriodUnit

AUGUST = Clock(Period(PeriodUnit.MONTHS, 2023, 8))


def mentions(text: str, clock: Clock = AUGUST) -> list[tuple[str, str | None]]:
    return [(m.span.of(text), str(m.period) if m.period else None) for m in periods(plain(text), clock)]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("8 tháng đầu năm 2023", "8 tháng 2023"),
        ("08 tháng", "8 tháng 2023"),
        ("sáu tháng đầu năm 2022", "6 tháng 2022"),
        ("12 tháng năm 2022", "năm 2022"),
        ("tháng 7", "tháng 7/2023"),
        ("tháng 12/2022", "tháng 12/2022"),
        ("8/2023", "tháng 8/2023"),
        ("cả quý", "quý III/2023"),
        ("tháng Tám", "tháng 8/2023"),
        ("tháng Mười Một năm 2022", "tháng 11/2022"),
        ("tháng Năm", "tháng 5/2023"),
        ("đến hết tháng Bảy", "7 tháng 2023"),
        ("3 tháng năm 2022", "3 tháng 2022"),
        ("quý III/2022", "quý III/2022"),
        ("quý 2 năm 2021", "quý II/2021"),
        ("quý IV", "quý IV/2023"),
        ("năm 2021", "năm 2021"),
        ("nửa đầu năm", "6 tháng 2023"),
        ("đến 31/8/2023", "đến 31/8/2023"),
        ("Tính đến ngày 20/7", "đến 20/7/2023"),
        ("đến hết tháng 7", "7 tháng 2023"),
        ("lũy kế từ đầu năm đến tháng 8/2023", "8 tháng 2023"),
        ("Từ 01/01 đến 20/6/2022", "đến 20/6/2022"),
        ("từ ngày 15/7 đến ngày 14/8/2023", "15/7/2023-14/8/2023"),
        ("từ ngày 16/12/2022 đến ngày 14/8/2023", "16/12/2022-14/8/2023"),
        ("4 tháng cuối năm", "4 tháng cuối năm 2023"),
        ("đầu năm 2023", "đầu năm 2023"),
        ("cuối năm 2022", "đến 31/12/2022"),
        ("trong tháng", "tháng 8/2023"),
        ("trong quý", "quý III/2023"),
        ("lũy kế", "8 tháng 2023"),
        ("cả năm", "năm 2023"),
    ],
)
def test_words_of_time_have_one_normal_form(text: str, period: str) -> None:
    assert mentions(text) == [(text, period)]


@pytest.mark.parametrize(
    "text", ["ngày 02/8/2023", "sáng 12/7", "giai đoạn 2021-2025", "năm học 2022-2023", "giá so sánh 2010"]
)
def test_days_spans_of_years_and_price_bases_date_no_figure(text: str) -> None:
    assert mentions(text) == [(text, None)]


@pytest.mark.parametrize(
    "text",
    [
        "dưới 3 tháng",
        "các tháng năm nay",
        "mỗi tháng hai lần",
        "sau 6 tháng",
        "trẻ 24 tháng tuổi",
        "1,5 tháng",
        "năm người",
        "số 2022",
    ],
)
def test_durations_and_bare_numbers_are_no_periods(text: str) -> None:
    assert mentions(text) == []


def test_the_longest_reading_at_a_place_wins() -> None:
    text = "Tháng 8 và 8 tháng năm 2023, sản lượng quý II/2023 tăng."
    assert mentions(text) == [
        ("Tháng 8", "tháng 8/2023"),
        ("8 tháng năm 2023", "8 tháng 2023"),
        ("quý II/2023", "quý II/2023"),
    ]


def test_without_a_report_period_only_written_years_count() -> None:
    unknown = Clock(None)
    assert mentions("trong tháng", unknown) == [("trong tháng", None)]
    assert mentions("tháng 8", unknown) == [("tháng 8", None)]
    assert mentions("tháng 8/2022", unknown) == [("tháng 8/2022", "tháng 8/2022")]


def test_a_clock_knows_the_month_the_quarter_and_the_months_so_far() -> None:
    clock = Clock(Period(PeriodUnit.QUARTER, 2024, 3))
    assert (str(clock.month), str(clock.quarter)) == ("tháng 9/2024", "quý III/2024")
    assert str(clock.cumulative) == "quý III/2024"
    assert str(Clock(Period(PeriodUnit.YEAR, 2024)).cumulative) == "năm 2024"


def test_the_year_of_a_mention_may_be_explicit() -> None:
    assert [m.explicit_year for m in periods("tháng 7/2022, tháng 8", AUGUST)] == [True, False]
