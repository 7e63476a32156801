"""One indicator over several periods, answered from all the reports together."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qa.chain import Assistant
from qa.records import Answer, Answered
from tests.qa.reports import AUGUST, JULY, opened

SEPTEMBER = """Báo cáo tình hình kinh tế - xã hội tỉnh Lào Cai tháng 9 và 9 tháng năm 2024

1. Du lịch
Trong tháng 9, tổng lượng khách du lịch đạt 540.700 lượt. Trong tháng 8, tổng lượng khách du lịch đạt 615.000 lượt.
2. Công nghiệp
Sản lượng điện 9 tháng đạt 3.120 triệu kWh.
"""


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("over-time")
    assistant = opened(folder, {"lao-cai-07": JULY, "lao-cai-08": AUGUST, "lao-cai-09": SEPTEMBER})
    yield assistant
    assistant.close()


def told(answer: Answer) -> list[tuple[str | None, str, str]]:
    assert isinstance(answer.outcome, Answered)
    return [(f.period, f.value, f.report) for f in answer.outcome.figures]


def test_months_stand_in_order_each_from_its_report(months: Assistant) -> None:
    answer = months.ask("Tổng lượng khách du lịch qua các tháng?")
    assert told(answer) == [
        ("tháng 7/2024", "598.100", "lao-cai-07"),
        ("tháng 8/2024", "615.000", "lao-cai-09"),
        ("tháng 9/2024", "540.700", "lao-cai-09"),
    ]
    assert len(answer.citations) == 3


def test_a_corrected_figure_is_flagged(months: Assistant) -> None:
    text = months.ask("Tổng lượng khách du lịch từng tháng năm 2024 là bao nhiêu?").text
    assert "612.300 (lao-cai-08)" in text


def test_months_so_far_are_kept_apart_from_months(months: Assistant) -> None:
    answer = months.ask("Lũy kế tổng lượng khách du lịch qua các kỳ thế nào?")
    assert told(answer) == [
        ("7 tháng 2024", "4.602.300", "lao-cai-07"),
        ("8 tháng 2024", "5.214.600", "lao-cai-08"),
    ]


def test_typed_without_diacritics(months: Assistant) -> None:
    assert len(told(months.ask("tong luong khach du lich qua cac thang"))) == 3


def test_one_period_alone_is_said_to_be_all(months: Assistant) -> None:
    answer = months.ask("Sản lượng điện qua các tháng?")
    assert told(answer) == [("9 tháng 2024", "3.120", "lao-cai-09")]
    assert "chỉ nêu chỉ tiêu này cho một kỳ" in answer.text


def test_an_indicator_that_no_report_has_is_refused(months: Assistant) -> None:
    assert not isinstance(months.ask("Sản lượng cà phê qua các tháng?").outcome, Answered)
