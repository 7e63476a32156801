"""Which report answers, and what in it is the answer: levels of place, follow-ups, what is near, halves, lists."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index.grammar.periods import Clock
from qa.chain import Assistant
from qa.choice import is_meant, ordered
from qa.matching import UNHEARD, weight
from qa.records import Answered, Concept
from qa.selection import select
from tests.qa.conftest import Ask
from tests.qa.reports import opened

PROVINCE = """Báo cáo tình hình kinh tế - xã hội tỉnh Cao Bằng 6 tháng đầu năm 2024

1. Nông nghiệp
Tổng đàn trâu có 98.700 con. Sản lượng lúa đông xuân đạt 31.400 tấn.
2. Công nghiệp
Tổng sản phẩm trên địa bàn (GRDP) 6 tháng tăng 6,12% so với cùng kỳ năm trước.
"""
DISTRICT = """Báo cáo tình hình kinh tế - xã hội huyện Trùng Khánh 6 tháng đầu năm 2024

1. Nông nghiệp
Tổng đàn trâu có 9.340 con. Sản lượng lúa đông xuân đạt 4.260 tấn.
2. Giáo dục
Toàn huyện có 47 trường học.
"""
NATION = """Báo cáo tình hình kinh tế - xã hội cả nước 6 tháng đầu năm 2024

1. Tăng trưởng
Tổng sản phẩm trong nước (GDP) 6 tháng tăng 6,42% so với cùng kỳ năm trước.
2. Nông nghiệp
Tổng đàn trâu có 2.150.000 con.
"""
NINE_MONTHS = """Báo cáo tình hình kinh tế - xã hội tỉnh Bắc Kạn 9 tháng năm 2024

1. Du lịch
Kế hoạch năm 2024 đón 52.000 lượt khách quốc tế. Doanh thu du lịch 9 tháng đạt 610 tỷ đồng.
"""
SIX_MONTHS = """Báo cáo tình hình kinh tế - xã hội tỉnh Bắc Kạn 6 tháng đầu năm 2024

1. Du lịch
Khách quốc tế 6 tháng đạt 21.400 lượt. Doanh thu du lịch 6 tháng đạt 395 tỷ đồng.
"""
NEXT_YEAR = """Báo cáo tình hình kinh tế - xã hội tỉnh Bắc Kạn 3 tháng đầu năm 2025

1. Du lịch
Doanh thu du lịch 3 tháng đạt 150 tỷ đồng. Doanh thu du lịch năm 2024 đạt 872 tỷ đồng.
"""
ALL = {"tinh", "huyen", "ca-nuoc"}


def store(folder: Path, **reports: str) -> Iterator[Assistant]:
    opening = opened(folder, {name.replace("_", "-"): text for name, text in reports.items()})
    yield opening
    opening.close()


@pytest.fixture(scope="module")
def levels(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    yield from store(tmp_path_factory.mktemp("cap"), tinh=PROVINCE, huyen=DISTRICT, ca_nuoc=NATION)


@pytest.fixture(scope="module")
def times(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    yield from store(tmp_path_factory.mktemp("ky"), chin=NINE_MONTHS, sau=SIX_MONTHS, sang_nam=NEXT_YEAR)


@pytest.fixture(scope="module")
def nine_months(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    yield from store(tmp_path_factory.mktemp("chin-thang"), chin=NINE_MONTHS)


def told(assistant: Assistant, *questions: str) -> list[tuple[str, str]]:
    """The values answered to the last question, each with its report."""
    outcome = assistant.ask(questions[-1], questions[:-1]).outcome
    return [(f.report, f.value) for f in outcome.figures] if isinstance(outcome, Answered) else []


def offered(answer: dict[str, Any]) -> list[tuple[str, str]]:
    assert (answer["abstained"], answer["figures"]) == (True, [])
    return [(n["value"], n["label"]) for n in answer["nearest"]]


# -- the level of place -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "reports"),
    [
        ("Tổng đàn trâu của huyện có bao nhiêu con?", {"huyen"}),
        ("Toàn huyện có bao nhiêu trường học?", {"huyen"}),
        ("Tổng đàn trâu của tỉnh có bao nhiêu con?", {"tinh"}),
        ("Tỉnh có bao nhiêu con trâu?", {"tinh"}),
        ("GDP tăng bao nhiêu phần trăm?", {"ca-nuoc"}),
        ("GRDP tăng bao nhiêu phần trăm?", {"tinh", "huyen"}),
        ("Tổng đàn trâu có bao nhiêu con?", ALL),
        ("Đàn trâu các tỉnh có bao nhiêu con?", ALL),
        ("Thu ngân sách tỉnh giao đạt bao nhiêu?", ALL),
        ("Bằng bao nhiêu dự toán HĐND tỉnh giao?", ALL),
        ("Có bao nhiêu huyện nông thôn mới?", ALL),
        ("Huyện nào có đàn trâu lớn nhất?", ALL),
        ("Đàn trâu của huyện và của tỉnh?", ALL),
        ("Đàn trâu của toàn thành phố có bao nhiêu con?", ALL),
        ("Đàn trâu tuyến huyện?", ALL),
    ],
)
def test_the_level_said_chooses_unless_it_says_nothing_of_the_report(
    levels: Assistant, question: str, reports: set[str]
) -> None:
    assert set(ordered(levels.library, levels.reader.read(question, Clock(None)))) == reports


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Tổng đàn trâu của huyện có bao nhiêu con?", [("huyen", "9.340")]),
        ("Tổng đàn trâu của tỉnh có bao nhiêu con?", [("tinh", "98.700")]),
        ("Tổng đàn trâu của cả nước có bao nhiêu con?", [("ca-nuoc", "2.150.000")]),
        ("GRDP 6 tháng tăng bao nhiêu phần trăm?", [("tinh", "6,12")]),
        ("GDP 6 tháng tăng bao nhiêu phần trăm?", [("ca-nuoc", "6,42")]),
        ("Số trường học của tỉnh là bao nhiêu?", []),
    ],
)
def test_a_report_of_another_level_never_answers(
    levels: Assistant, question: str, expected: list[tuple[str, str]]
) -> None:
    assert told(levels, question) == expected


def test_a_place_goes_before_its_level(levels: Assistant) -> None:
    query = levels.reader.read("Tổng đàn trâu của huyện Trùng Khánh, tỉnh Cao Bằng?", Clock(None))
    assert ordered(levels.library, query)[0] == "huyen"


# -- follow-ups -------------------------------------------------------------------------------------------------


def test_a_follow_up_stays_with_the_report_that_answered(levels: Assistant) -> None:
    before, then = "Có bao nhiêu trường học?", "Thế tổng đàn trâu có bao nhiêu con?"
    assert told(levels, before) == [("huyen", "47")]
    assert told(levels, before, then) == [("huyen", "9.340")]
    assert told(levels, then) != [("huyen", "9.340")]


def test_a_question_of_its_own_does_not_stay(levels: Assistant) -> None:
    question = "Tổng đàn trâu có bao nhiêu con?"
    assert told(levels, "Có bao nhiêu trường học?", question) == told(levels, question) != [("huyen", "9.340")]


# -- what is near and what is meant -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Khách quốc tế bao nhiêu lượt?", [("sau", "21.400")]),
        ("Kế hoạch đón bao nhiêu lượt khách quốc tế?", [("chin", "52.000")]),
        ("Doanh thu du lịch năm 2024 là bao nhiêu?", [("sang-nam", "872")]),
        ("Doanh thu du lịch 9 tháng năm 2024 là bao nhiêu?", [("chin", "610")]),
        ("Doanh thu du lịch là bao nhiêu?", [("sang-nam", "150")]),
    ],
)
def test_what_is_near_gives_way_to_what_a_later_report_has(
    times: Assistant, question: str, expected: list[tuple[str, str]]
) -> None:
    assert told(times, question) == expected


def test_what_is_near_answers_where_no_report_has_more(nine_months: Assistant) -> None:
    assert told(nine_months, "Doanh thu du lịch năm 2024 là bao nhiêu?") == [("chin", "610")]


@pytest.mark.parametrize(
    ("question", "value", "meant"),
    [
        ("Doanh thu du lịch là bao nhiêu?", "610", True),
        ("Doanh thu du lịch 9 tháng là bao nhiêu?", "610", True),
        ("Doanh thu du lịch đến 30/9/2024 là bao nhiêu?", "610", True),
        ("Doanh thu du lịch năm 2024 là bao nhiêu?", "610", False),
        ("Kế hoạch đón bao nhiêu lượt khách quốc tế?", "52.000", True),
        ("Ước đón bao nhiêu lượt khách quốc tế?", "52.000", False),
    ],
)
def test_the_period_asked_and_no_plan_is_meant(nine_months: Assistant, question: str, value: str, meant: bool) -> None:
    shelf = nine_months.library.shelf("chin")
    query = nine_months.reader.read(question, shelf.clock)
    outcome = select(shelf, query)
    assert isinstance(outcome, Answered)
    assert [f.value for f in outcome.figures] == [value]
    assert is_meant(shelf, query, outcome) is meant


# -- halves and lists -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Đàn trâu có bao nhiêu con và đàn dê có bao nhiêu con?", "96.400"),
        ("Đàn trâu giảm bao nhiêu con và đàn dê giảm bao nhiêu con?", "2.100"),
        ("Đàn trâu có bao nhiêu con và có bao nhiêu nhà máy thủy điện?", "96.400"),
        ("Sản lượng lúa mùa bao nhiêu tấn, năng suất bao nhiêu?", "84.500"),
        ("Số trường học và số giáo viên là bao nhiêu?", "602"),
        ("Tổng chi ngân sách bao nhiêu, tăng bao nhiêu phần trăm?", "9.875"),
    ],
)
def test_half_of_what_is_asked_is_refused_and_offered(ask: Ask, question: str, found: str) -> None:
    answer = ask(question)
    assert offered(answer) == [(found, "phần tìm thấy của câu hỏi")]
    assert found in answer["answer"] and answer["reason"]["message"] in answer["answer"]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("Đàn trâu có bao nhiêu con, giảm bao nhiêu con?", ["96.400", "2.100"]),
        ("Có bao nhiêu trường học, bao nhiêu học sinh?", ["602", "228.400"]),
        ("Đàn bò bao nhiêu con, tăng hay giảm?", ["22.750"]),
    ],
    ids=["both", "both of two things", "a mere direction wants no figure"],
)
def test_what_is_there_in_full_is_answered(ask: Ask, question: str, values: list[str]) -> None:
    assert [f["value"] for f in ask(question)["figures"]] == values


@pytest.mark.parametrize(
    "question",
    [
        "Đàn trâu của từng huyện có bao nhiêu con?",
        "Đàn bò của từng xã có bao nhiêu con?",
        "Tổng chi ngân sách từng khoản bao nhiêu?",
        "Diện tích ngô theo từng huyện?",
    ],
)
def test_a_list_found_in_one_part_alone_is_no_answer(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert (answer["abstained"], answer["figures"]) == (True, [])


# -- verbs that reports do not use ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Toàn tỉnh thâu về bao nhiêu tấn lúa mùa?", "84.500"),
        ("Bà con nuôi nấng bao nhiêu con trâu?", "96.400"),
        ("Bao nhiêu doanh nghiệp mọc lên thành lập mới?", "520"),
    ],
)
def test_a_verb_that_no_report_uses_keeps_nothing_from_its_answer(ask: Ask, question: str, value: str) -> None:
    assert [f["value"] for f in ask(question)["figures"]] == [value]


@pytest.mark.parametrize(
    "question",
    ["Có bao nhiêu ca sốt xuất huyết nhập viện?", "Có bao nhiêu trâu bị giết mổ?"],
    ids=["term", "of a term"],
)
def test_a_verb_of_the_terms_of_reports_still_tells(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert (answer["abstained"], answer["figures"]) == (True, [])


def test_an_unheard_verb_weighs_little(assistant: Assistant) -> None:
    shelf = assistant.library.shelf("lao-cai-08")
    assert weight(Concept(("thâu",), verb=True), shelf) == UNHEARD < weight(Concept(("thâu",)), shelf)
    heard = Concept(("thành lập",), verb=True)
    assert weight(heard, shelf) == weight(Concept(("thành lập",)), shelf) > UNHEARD


# -- figures to confirm -----------------------------------------------------------------------------------------

CONFIRMED = [
    "Đàn trâu có {} con, đúng chứ?",
    "Đàn trâu có {} con, phải chứ?",
    "Đàn trâu có {} con, có chính xác không?",
    "Đàn trâu có {} con, đúng chưa?",
    "Đàn trâu có {} con đúng không vậy?",
    "Xác nhận giúp đàn trâu có {} con",
    "Xác nhận lại: đàn trâu có {} con?",
    "Đàn trâu có {} con, có thật vậy không?",
    "Đàn trâu có {} con, có đúng thế không?",
    "Đàn trâu {} con thôi nhỉ?",
    "Đàn trâu {} con chứ nhỉ?",
]


@pytest.mark.parametrize("form", CONFIRMED)
@pytest.mark.parametrize(("said", "note"), [("96.400", "Đúng như báo cáo ghi."), ("90.000", "Không đúng như câu hỏi")])
def test_what_is_asked_to_be_confirmed_is_confirmed_or_set_right(ask: Ask, form: str, said: str, note: str) -> None:
    answer = ask(form.format(said))
    assert [f["value"] for f in answer["figures"]] == ["96.400"]
    assert note in answer["answer"]


@pytest.mark.parametrize("form", CONFIRMED)
def test_what_the_report_does_not_have_is_never_confirmed(ask: Ask, form: str) -> None:
    answer = ask(form.format("96.400").replace("trâu", "dê"))
    assert "Đúng như báo cáo ghi." not in answer["answer"]
    assert answer["figures"] == []


@pytest.mark.parametrize("question", ["Đàn trâu có bao nhiêu con, đúng chứ?", "Đàn trâu 96.400 con giảm bao nhiêu?"])
def test_without_a_figure_or_a_doubt_nothing_is_confirmed(ask: Ask, question: str) -> None:
    assert "Đúng như báo cáo ghi." not in ask(question)["answer"]
