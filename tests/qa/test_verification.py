from __future__ import annotations

from dataclasses import replace

import pytest

from qa.chain import Assistant
from qa.records import Answer, Answered
from qa.verification import UnverifiedAnswerError, verify
from tests.qa.reports import AUGUST

QUESTION = "Lượng khách du lịch 8 tháng đạt bao nhiêu?"
TEXTS = {"lao-cai-08": AUGUST}


@pytest.fixture(scope="module")
def answer(assistant: Assistant) -> Answer:
    return assistant.ask(QUESTION)


def check(answer: Answer, text: str | None = None, texts: dict[str, str] | None = None) -> None:
    verify(answer.text if text is None else text, answer.outcome, answer.citations, QUESTION, texts or TEXTS)


def test_what_was_found_passes(answer: Answer) -> None:
    check(answer)


@pytest.mark.parametrize(
    ("written", "altered"),
    [
        ("5.214.600", "5.214.601"),
        ("5.214.600", "5.214.60"),
        ("5.214.600", "15.214.600"),
        ("5.214.600", "214.600"),
        ("5.214.600", "5,214.600"),
        ("5.214.600", "52.146.00"),
        ("12,7%", "12,8%"),
        ("12,7%", "2,7%"),
        ("12,7%", "12,70%"),
        ("72,4%", "72,4/100"),
        ("2024", "2023"),
    ],
)
def test_an_altered_number_is_rejected(answer: Answer, written: str, altered: str) -> None:
    assert written in answer.text
    with pytest.raises(UnverifiedAnswerError, match="no support"):
        check(answer, answer.text.replace(written, altered))


@pytest.mark.parametrize("more", ["\nNgoài ra đạt 777 lượt.", "\nNgày 31/12/2025.", "\nXếp thứ 5/63."])
def test_an_added_number_is_rejected(answer: Answer, more: str) -> None:
    with pytest.raises(UnverifiedAnswerError):
        check(answer, answer.text + more)


@pytest.mark.parametrize("shift", [-1, 1])
def test_a_citation_that_is_off_by_one_is_rejected(answer: Answer, shift: int) -> None:
    moved = tuple(replace(c, start=c.start + shift, end=c.end + shift) for c in answer.citations)
    with pytest.raises(UnverifiedAnswerError, match="does not match"):
        check(replace(answer, citations=moved))


def test_a_quote_that_was_altered_is_rejected(answer: Answer) -> None:
    (cited,) = answer.citations
    forged = replace(cited, quote=cited.quote.replace("5.214.600", "5.214.700"))
    with pytest.raises(UnverifiedAnswerError, match="does not match"):
        check(replace(answer, citations=(forged,)), answer.text.replace("5.214.600", "5.214.700"))


def test_a_report_that_changed_underneath_is_rejected(answer: Answer) -> None:
    with pytest.raises(UnverifiedAnswerError, match="does not match"):
        check(answer, texts={"lao-cai-08": AUGUST.replace("5.214.600", "5.214.700")})


def test_a_payload_whose_figure_was_altered_is_rejected(answer: Answer) -> None:
    assert isinstance(answer.outcome, Answered)
    (figure,) = answer.outcome.figures
    forged = replace(answer.outcome, figures=(replace(figure, value="5.214.700"),))
    with pytest.raises(UnverifiedAnswerError):
        check(replace(answer, outcome=forged), answer.text.replace("5.214.600", "5.214.700"))


@pytest.mark.parametrize(
    ("written", "altered"), [("lượt", "triệu lượt"), ("tăng 12,7", "giảm 12,7"), ("5.214.600", "486.200")]
)
def test_a_meaning_that_was_altered_is_rejected(answer: Answer, written: str, altered: str) -> None:
    with pytest.raises(UnverifiedAnswerError):
        check(answer, answer.text.replace(written, altered))
