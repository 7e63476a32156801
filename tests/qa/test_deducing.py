"""The level of a year before, reckoned back from the growth that the report states."""

from __future__ import annotations

import pytest

from index.grammar.periods import Clock
from index.records import Period, PeriodUnit
from qa.deducing import deduced
from tests.qa.conftest import Ask

EIGHT = Clock(Period(PeriodUnit.MONTHS, 2024, 8))
YEAR = Clock(Period(PeriodUnit.YEAR, 2024))


@pytest.mark.parametrize(
    "question",
    [
        "Suy ra cùng kỳ năm trước lượng khách du lịch là bao nhiêu lượt?",
        "Tính ngược từ mức tăng, lượng khách du lịch cùng kỳ 2023 là bao nhiêu?",
        "Cứ lấy tốc độ tăng năm nay mà tính lùi lại thì lượng khách du lịch năm ngoái bao nhiêu lượt?",
    ],
)
def test_a_year_ago_is_reckoned_with_its_formula(question: str, ask: Ask) -> None:
    (figure,) = ask(question)["figures"]
    assert (figure["value"], figure["formula"]) == ("4.626.974", "5.214.600 / (1 + 12,7/100)")


def test_a_whole_year_is_not_reckoned_from_eight_months() -> None:
    assert deduced("Suy ra năm 2023 có bao nhiêu vụ tai nạn?", EIGHT) is None
    assert deduced("Suy ra năm 2023 có bao nhiêu vụ tai nạn?", YEAR) is not None


@pytest.mark.parametrize("question", ["Lượng khách cùng kỳ năm trước?", "Suy ra tổng thu là bao nhiêu?", ""])
def test_other_questions_are_left_alone(question: str) -> None:
    assert deduced(question, EIGHT) is None
