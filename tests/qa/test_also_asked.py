"""What stands beside an answer becomes a headline where the question names it as well."""

from __future__ import annotations

import pytest

from tests.qa.conftest import Ask

BOTH = [
    ("Lượng khách du lịch 8 tháng (lượt), % tăng so cùng kỳ?", {"5.214.600", "12,7"}),
    ("Tổng đàn trâu có bao nhiêu con, so với cùng kỳ thế nào?", {"96.400", "2.100"}),
    ("Cho biết lượng khách du lịch 8 tháng kèm mức độ hoàn thành kế hoạch năm", {"5.214.600", "72,4"}),
    ("Lượng khách du lịch 8 tháng đã đạt kế hoạch chưa?", {"72,4"}),
]
ALONE = [
    ("Lượng khách du lịch 8 tháng?", {"5.214.600"}),
    ("Tổng đàn trâu giảm bao nhiêu con so với cùng kỳ năm trước?", {"2.100"}),
    ("Lượng khách du lịch 8 tháng tăng bao nhiêu phần trăm?", {"12,7"}),
]


@pytest.mark.parametrize(("question", "values"), BOTH)
def test_what_is_named_too_is_a_headline(question: str, values: set[str], ask: Ask) -> None:
    assert values <= {figure["value"] for figure in ask(question)["figures"]}


@pytest.mark.parametrize(("question", "values"), ALONE)
def test_what_is_not_asked_stays_beside(question: str, values: set[str], ask: Ask) -> None:
    answer = ask(question)
    assert {figure["value"] for figure in answer["figures"]} == values
    assert len(answer["context"]) > 0


def test_a_figure_that_the_question_has_wrong_is_set_right_as_a_headline(ask: Ask) -> None:
    answer = ask("Lượng khách du lịch 8 tháng đạt 5.300.000 lượt thì bằng bao nhiêu phần trăm kế hoạch?")
    assert {"5.214.600", "72,4"} <= {figure["value"] for figure in answer["figures"]}
    assert "5.300.000" in answer["answer"]
