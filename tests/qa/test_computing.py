from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from qa.payload import as_json
from tests.qa.conftest import Ask
from tests.qa.reports import opened

WORKED_OUT = [
    ("Thu nội địa nhiều hơn thu xuất nhập khẩu bao nhiêu?", "3.499,9", "tỷ đồng", "4.910,2 - 1.410,3"),
    ("Đàn trâu nhiều hơn đàn bò bao nhiêu con?", "73.650", "con", "96.400 - 22.750"),
    ("Tổng thu ngân sách và tổng chi ngân sách chênh lệch bao nhiêu?", "3.554,5", "tỷ đồng", "9.875 - 6.320,5"),
    (
        "Nếu trừ khách quốc tế thì lượng khách du lịch 8 tháng là bao nhiêu?",
        "4.728.400",
        "lượt",
        "5.214.600 - 486.200",
    ),
    ("Trừ thu nội địa ra, tổng thu ngân sách là bao nhiêu?", "1.410,3", "tỷ đồng", "6.320,5 - 4.910,2"),
    (
        "Lượng khách du lịch 7 tháng là bao nhiêu (8 tháng trừ tháng 8)?",
        "4.602.300",
        "lượt",
        "5.214.600 - 612.300",
    ),
    ("Bình quân mỗi doanh nghiệp thành lập mới đăng ký bao nhiêu vốn?", "9,00", "tỷ đồng", "4.680 / 520"),
    ("Bình quân mỗi trường có bao nhiêu học sinh?", "379,40", "học sinh", "228.400 / 602"),
    ("Cùng kỳ năm trước đàn trâu có bao nhiêu con?", "98.500", "con", "96.400 + 2.100"),
    ("Khách quốc tế cùng kỳ năm trước là bao nhiêu lượt?", "206.894", "lượt", "486.200 / 2,35"),
    ("Sản lượng lúa mùa cùng kỳ năm trước là bao nhiêu?", "81.880", "tấn", "84.500 / (1 + 3,2/100)"),
    (
        "Cùng kỳ năm trước lượng khách du lịch 8 tháng là bao nhiêu?",
        "4.626.974",
        "lượt",
        "5.214.600 / (1 + 12,7/100)",
    ),
    ("Diện tích gieo trồng ngô cùng kỳ năm trước là bao nhiêu?", "12.832", "ha", "12.640 / (1 - 1,5/100)"),
    ("Kế hoạch năm về lượng khách du lịch là bao nhiêu?", "7.202.486", "lượt", "5.214.600 / 72,4 * 100"),
    ("Dự toán HĐND tỉnh giao thu ngân sách là bao nhiêu?", "12.344,7", "tỷ đồng", "6.320,5 / 51,2 * 100"),
    (
        "Khách quốc tế chiếm bao nhiêu phần trăm lượng khách du lịch?",
        "9,32",
        "%",
        "486.200 / 5.214.600 * 100",
    ),
    (
        "Thu từ xuất nhập khẩu chiếm bao nhiêu phần trăm tổng thu ngân sách?",
        "22,31",
        "%",
        "1.410,3 / 6.320,5 * 100",
    ),
    ("Lượng khách du lịch 8 tháng gấp mấy lần khách quốc tế?", "10,73", "lần", "5.214.600 / 486.200"),
]


def number(written: str) -> Decimal:
    return Decimal(written.replace(".", "").replace(",", "."))


def result(formula: str) -> Decimal:
    """What a formula comes to, by this test's own arithmetic."""
    assert re.fullmatch(r"[\d.,\s()+*/-]+", formula)
    sum_ = re.sub(r"\d[\d.,]*", lambda m: f"Decimal('{number(m[0])}')", formula)
    return Decimal(eval(sum_, {"__builtins__": {}, "Decimal": Decimal}))  # only digits and signs, as asserted


def only(answer: dict[str, Any]) -> dict[str, Any]:
    (figure,) = answer["figures"]
    return dict(figure)


@pytest.mark.parametrize(("question", "value", "unit", "formula"), WORKED_OUT)
def test_what_is_worked_out(ask: Ask, question: str, value: str, unit: str, formula: str) -> None:
    figure = only(ask(question))
    assert (figure["value"], figure["unit"], figure["formula"]) == (value, unit, formula)
    assert figure["derived"]


@pytest.mark.parametrize("question", [row[0] for row in WORKED_OUT])
def test_the_formula_comes_to_the_value_as_rounded(ask: Ask, question: str) -> None:
    figure = only(ask(question))
    places = len(figure["value"].partition(",")[2])
    assert number(figure["value"]) == Decimal(figure["number"])
    assert abs(result(figure["formula"]) - number(figure["value"])) <= Decimal(5).scaleb(-places - 1)


@pytest.mark.parametrize("question", [row[0] for row in WORKED_OUT])
def test_every_operand_is_cited_and_in_the_formula(ask: Ask, question: str) -> None:
    answer = ask(question)
    figure = only(answer)
    quotes = {c["id"]: c["quote"] for c in answer["citations"]}
    assert len(figure["operands"]) >= 2
    for operand in figure["operands"]:
        assert operand["value"] in quotes[operand["citation"]]
        assert f"[{operand['citation']}]" in answer["answer"]
    written = {o["value"] for o in figure["operands"]}
    assert written <= set(re.findall(r"\d[\d.,]*", figure["formula"])) <= written | {"1", "100"}
    assert figure["formula"] in answer["answer"]


@pytest.mark.parametrize(
    "question",
    [
        "Cùng kỳ năm trước lượng khách du lịch 8 tháng là bao nhiêu?",
        "Kế hoạch năm về lượng khách du lịch là bao nhiêu?",
    ],
)
def test_what_comes_from_a_rounded_rate_is_said_to_be_near(ask: Ask, question: str) -> None:
    assert "chỉ gần đúng" in ask(question)["answer"]


def test_what_comes_from_exact_figures_is_not(ask: Ask) -> None:
    assert "gần đúng" not in ask("Cùng kỳ năm trước đàn trâu có bao nhiêu con?")["answer"]


@pytest.mark.parametrize(
    "question",
    [
        "Thu nội địa nhiều hơn số trường học bao nhiêu?",
        "Đàn trâu nhiều hơn diện tích ngô bao nhiêu?",
        "Sản lượng lúa mùa nhiều hơn diện tích ngô bao nhiêu?",
    ],
)
def test_units_that_do_not_go_together_give_nothing(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer["abstained"]
    assert answer["figures"] == []


def test_a_stated_figure_is_not_worked_out(ask: Ask) -> None:
    figure = only(ask("Thu nội địa chiếm bao nhiêu phần trăm tổng thu?"))
    assert (figure["derived"], figure["formula"], figure["operands"]) == (False, None, [])


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Số người bị thương nhiều hơn số người chết bao nhiêu?", "27"),
        ("Tổng số người chết và bị thương do tai nạn giao thông là bao nhiêu?", "155"),
        ("Tổng đàn trâu và đàn bò là bao nhiêu con?", "119.150"),
        ("Tổng thu ngân sách nếu không kể thu nội địa là bao nhiêu?", "1.410,3"),
        ("Số ca sốt xuất huyết tháng trước là bao nhiêu?", "84"),
    ],
)
def test_harder(ask: Ask, question: str, value: str) -> None:
    answer = ask(question)
    assert answer["abstained"] or answer["figures"][0]["value"] == value


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("Đàn trâu và đàn bò, đàn nào nhiều hơn?", ["96.400", "22.750"]),
        ("Thu xuất nhập khẩu và thu nội địa, khoản nào lớn hơn?", ["4.910,2", "1.410,3"]),
    ],
)
def test_of_two_the_larger_comes_first(ask: Ask, question: str, values: list[str]) -> None:
    answer = ask(question)
    assert [f["value"] for f in answer["figures"]] == values
    assert "lớn hơn" in answer["answer"]


@pytest.mark.parametrize(
    "question",
    ["Bao nhiêu doanh nghiệp không thành lập mới?", "Có bao nhiêu trường học chưa đạt chuẩn quốc gia?"],
)
def test_a_count_of_what_does_not_is_never_one_of_what_does(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert (answer["abstained"], answer["figures"]) == (True, [])


COMMUNES = """Báo cáo tình hình kinh tế - xã hội huyện Mù Cang Chải 9 tháng năm 2024

1. Nông thôn mới
Toàn huyện có 13 xã, trong đó 04 xã đạt chuẩn nông thôn mới. Qua kiểm tra 120 cơ sở thì 112 cơ sở đạt yêu cầu về an \
toàn thực phẩm.
2. Du lịch
Khách quốc tế đạt 9.800 lượt. Đông nhất là khách Pháp (3.100 lượt), tiếp đến là khách Đức (2.400 lượt) và khách Úc \
(1.900 lượt).
3. Xây dựng
Có 52 công trình đang thi công với tổng mức đầu tư 318 tỷ đồng; 17 công trình đã hoàn thành với tổng mức đầu tư 96 tỷ \
đồng.
"""


@pytest.fixture(scope="module")
def ask_district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    opening = opened(tmp_path_factory.mktemp("huyen"), {"mu-cang-chai": COMMUNES})
    yield lambda *questions: as_json(opening.ask(questions[-1], questions[:-1]))
    opening.close()


@pytest.mark.parametrize(
    ("question", "values", "formula"),
    [
        ("Có bao nhiêu xã chưa đạt chuẩn nông thôn mới?", ["9"], "13 - 04"),
        ("Có bao nhiêu cơ sở không đạt yêu cầu về an toàn thực phẩm?", ["8"], "120 - 112"),
        (
            "Ba thị trường khách quốc tế đông nhất là nước nào, mỗi nước bao nhiêu lượt?",
            ["3.100", "2.400", "1.900"],
            None,
        ),
        ("52 công trình đang thi công có tổng mức đầu tư bao nhiêu?", ["318"], None),
        ("17 công trình đã hoàn thành có tổng mức đầu tư bao nhiêu?", ["96"], None),
    ],
)
def test_complements_leaders_and_what_a_stated_figure_leads_to(
    ask_district: Ask, question: str, values: list[str], formula: str | None
) -> None:
    figures = ask_district(question)["figures"]
    assert [f["value"] for f in figures] == values
    assert figures[0]["formula"] == formula
