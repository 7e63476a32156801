"""The page with a language model: verified sentences as they come, the figures of the rules whatever it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qa.settings import Settings
from tests.qa.models import Speaker, failing, honest, saying
from tests.qa.reports import AUGUST, opened
from web.answer_view import conversation
from web.book import Turn
from web.desk import Desk
from web.payloads import ShownAnswer

QUESTION = "Tổng lượng khách du lịch 8 tháng?"
Made = Callable[[Speaker | None], Desk]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model-desk")
    opened(folder, {"lao-cai-08": AUGUST}).close()
    return folder / "kho"


@pytest.fixture
def made(store: Path) -> Iterator[Made]:
    desks: list[Desk] = []

    def make(model: Speaker | None) -> Desk:
        llm = "" if model is None else "openai:fake"
        desks.append(Desk(Settings(store=store, llm=llm, llm_seconds=20), model))
        return desks[-1]

    yield make
    for desk in desks:
        desk.close()


def answered(desk: Desk) -> tuple[list[str], ShownAnswer]:
    *said, answer = desk.stream(QUESTION)
    assert isinstance(answer, ShownAnswer)
    return [str(sentence) for sentence in said], answer


def page(answer: ShownAnswer) -> str:
    return conversation((Turn(question=QUESTION, answer=answer),), {})


def test_verified_sentences_come_first_and_stand_in_the_answer(made: Made) -> None:
    said, answer = answered(made(honest()))
    assert said and all(sentence in answer.answer for sentence in said)
    assert answer.engine == "openai:fake"
    assert f'<p class="worded">{said[0]}' in page(answer)


@pytest.mark.parametrize(
    "model",
    [saying("Tổng lượng khách du lịch đạt 9.999.999 lượt [1]."), failing(ConnectionError("x")), saying("<b>Chào</b>")],
    ids=["lying", "down", "HTML"],
)
def test_other_words_are_never_shown_and_the_page_says_so(made: Made, model: Speaker) -> None:
    said, answer = answered(made(model))
    assert said == [] and answer.engine == "rules"
    shown = page(answer)
    assert "9.999.999" not in shown and "<b>Chào" not in shown and 'class="worded"' not in shown
    assert "không dùng được lần này" in shown


def test_figures_are_the_same_with_any_model_and_with_none(made: Made) -> None:
    _, without = answered(made(None))
    for model in (honest(), saying("99 lượt [1]."), failing(ValueError())):
        _, answer = answered(made(model))
        assert (answer.figures, answer.context, answer.citations) == (
            without.figures,
            without.context,
            without.citations,
        )


def test_what_is_being_said_is_text() -> None:
    waiting = conversation((Turn(question=QUESTION),), {}, saying="<script>5.214.600")
    assert "&lt;script&gt;5.214.600" in waiting and "Đang kiểm chứng câu tiếp theo" in waiting
