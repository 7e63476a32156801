"""A figure that looks wrong in its report is given as written, with a warning."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.chain import Assistant
from qa.records import Answered
from tests.qa.reports import opened

ODD = """Báo cáo tình hình kinh tế - xã hội tỉnh Hòa Bình 6 tháng đầu năm 2024

1. Đầu tư
Vốn đầu tư công giải ngân 900/1.200 triệu đồng, đạt 85% kế hoạch.
2. Ngân sách
Thu nội địa ước đạt 214,447 tỷ đồng. Chi ngân sách địa phương ước đạt 1.520,5 tỷ đồng.
"""


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    assistant = opened(tmp_path_factory.mktemp("doubts"), {"hoa-binh": ODD})
    yield assistant
    assistant.close()


@pytest.mark.parametrize(
    ("question", "value", "said"),
    [
        ("Giải ngân vốn đầu tư công đạt bao nhiêu % kế hoạch?", "85", "900 / 1.200 * 100 = 75,00%"),
        ("Thu nội địa 6 tháng là bao nhiêu?", "214,447", "dấu phẩy"),
    ],
)
def test_an_odd_figure_is_given_as_written_with_a_warning(odd: Assistant, question: str, value: str, said: str) -> None:
    outcome = odd.ask(question).outcome
    assert isinstance(outcome, Answered)
    assert [f.value for f in outcome.figures] == [value]
    assert len(outcome.warnings) == 1 and said in outcome.warnings[0]


def test_a_figure_that_agrees_has_no_warning(odd: Assistant) -> None:
    answer = odd.ask("Chi ngân sách địa phương 6 tháng?")
    assert isinstance(answer.outcome, Answered) and answer.outcome.warnings == ()


def test_the_warning_stands_in_the_answer(odd: Assistant) -> None:
    answer = odd.ask("Giải ngân vốn đầu tư công đạt bao nhiêu % kế hoạch?")
    assert answer.text.count("Lưu ý: ") == 1


@pytest.mark.parametrize(
    ("heading", "row", "below", "said"),
    [
        ("", "", "", "dấu phẩy tách hàng nghìn hay phần thập phân"),
        (" | Tăng (%)", " | 2.5", "", "“48,210” là 48.210"),
        ("", "", "Thu ngân sách tăng 6,5%.", None),
    ],
)
def test_a_comma_that_may_part_thousands_is_said(
    heading: str, row: str, below: str, said: str | None, tmp_path: Path
) -> None:
    title = "Báo cáo tình hình kinh tế - xã hội tỉnh Hòa Bình năm 2023"
    table = f"| Huyện | Sản lượng lúa (tấn){heading} |\n| Suối Bạc | 48,210{row} |"
    assistant = opened(tmp_path, {"hoa-binh": f"{title}\n\n{table}\n\n{below}\n"})
    outcome = assistant.ask("Sản lượng lúa huyện Suối Bạc năm 2023?").outcome
    assistant.close()
    assert isinstance(outcome, Answered)
    assert [said in warning for warning in outcome.warnings if said] == ([True] if said else [])
    assert bool(outcome.warnings) is bool(said)
