"""Figures that a question itself states are confirmed or set right, never answered by a neighbour."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qa.chain import Assistant
from qa.records import Answered, NotFound
from tests.qa.reports import AUGUST, opened


@pytest.fixture(scope="module")
def august(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    assistant = opened(tmp_path_factory.mktemp("confirming"), {"lao-cai-08": AUGUST})
    yield assistant
    assistant.close()


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("Tổng lượng khách du lịch 8 tháng đạt 5.214.600 lượt phải không?", ["5.214.600"]),
        ("Có phải tổng lượng khách du lịch 8 tháng tăng 12,7%?", ["12,7"]),
        ("Đàn trâu có 96.400 con, đúng không?", ["96.400"]),
        ("co phai dan trau co 96.400 con khong", ["96.400"]),
        (
            "Khách quốc tế 8 tháng là 486.200 lượt và doanh thu du lịch là 16.850 tỷ đồng, đúng không?",
            ["486.200", "16.850"],
        ),
        ("Khách quốc tế 8 tháng hơn 480 nghìn lượt đúng không?", ["486.200"]),
    ],
)
def test_what_is_so_is_confirmed(august: Assistant, question: str, values: list[str]) -> None:
    answer = august.ask(question)
    assert isinstance(answer.outcome, Answered)
    assert [f.value for f in answer.outcome.figures] == values
    assert "Đúng như báo cáo ghi." in answer.text


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Tổng lượng khách du lịch 8 tháng đạt 6.000.000 lượt phải không?", "5.214.600"),
        ("Có phải tổng lượng khách du lịch 8 tháng giảm 12,7%?", "12,7"),
        ("Đàn trâu có 22.750 con, đúng không?", "96.400"),
        ("Khách quốc tế 8 tháng hơn 490 nghìn lượt đúng không?", "486.200"),
    ],
)
def test_what_is_not_so_is_set_right(august: Assistant, question: str, value: str) -> None:
    answer = august.ask(question)
    assert isinstance(answer.outcome, Answered)
    assert [f.value for f in answer.outcome.figures] == [value]
    assert "Không đúng như câu hỏi nêu." in answer.text


@pytest.mark.parametrize(
    "question", ["Khách quốc tế 8 tháng tăng 12,7% phải không?", "Đàn dê có 96.400 con, đúng không?"]
)
def test_the_figure_of_another_is_never_confirmed(august: Assistant, question: str) -> None:
    answer = august.ask(question)
    assert isinstance(answer.outcome, NotFound) or "Đúng như báo cáo ghi." not in answer.text


def test_a_wrong_figure_in_passing_is_set_right(august: Assistant) -> None:
    answer = august.ask("Doanh thu du lịch 8 tháng đạt 20.000 tỷ đồng, tăng bao nhiêu phần trăm so với cùng kỳ?")
    assert isinstance(answer.outcome, Answered)
    assert "21,6" in [f.value for f in answer.outcome.figures]
    assert "Câu hỏi nêu “20.000 tỷ đồng”." in answer.text and "16.850 tỷ đồng" in answer.text


def test_a_right_figure_in_passing_needs_no_words(august: Assistant) -> None:
    answer = august.ask("Doanh thu du lịch 8 tháng đạt 16.850 tỷ đồng, tăng bao nhiêu phần trăm so với cùng kỳ?")
    assert "Câu hỏi nêu" not in answer.text


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Khách quốc tế 8 tháng là 486.200 lượt, vậy gấp mấy lần cùng kỳ?", "2,35"),
        ("Thu nội địa đạt 4.910,2 tỷ đồng, chiếm bao nhiêu % tổng thu?", "77,7"),
        ("Đạt 72,4% kế hoạch thì tổng lượng khách du lịch là bao nhiêu?", "5.214.600"),
    ],
)
def test_what_a_question_states_is_not_what_it_asks(august: Assistant, question: str, value: str) -> None:
    outcome = august.ask(question).outcome
    assert isinstance(outcome, Answered)
    assert [f.value for f in outcome.figures] == [value]


def test_english_numbers_are_read_as_english(august: Assistant) -> None:
    assert "Câu hỏi nêu" not in august.ask("Did the number of tourists reach 5,214,600 in the first 8 months?").text
