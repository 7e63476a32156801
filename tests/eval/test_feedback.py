"""Feedback of the page becomes gold that `traso eval --check` accepts, or says what a person has to fill in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from eval.cases import load
from eval.run import main
from index.build import evidence_of
from index.store import Store
from qa.settings import Settings
from tests.qa.reports import AUGUST
from web.book import Turn
from web.desk import Desk
from web.feedback import LOG_FILE, FeedbackLog, feedback_on

VALUE = "Tổng đàn trâu?"
FOLLOW_UP = "Còn khách quốc tế?"
BEFORE = "Tổng lượng khách du lịch 8 tháng 2024?"
COMPUTED = "Khách quốc tế 8 tháng cùng kỳ năm trước là bao nhiêu lượt?"
WHY = "Vì sao số ca mắc sốt xuất huyết tăng?"
ABSENT = "Lượng khách du lịch 8 tháng năm 2019?"
WRONG = "Tổng đàn bò?"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    path = tmp_path / "lao-cai-08.txt"
    path.write_text(AUGUST, encoding="utf-8")
    with Store.create_or_open(tmp_path / "kho") as store:
        store.add(evidence_of(path))
    return Desk(Settings(store=tmp_path / "kho"))


def rate(desk: Desk, question: str, verdict: Any, note: str = "", history: Sequence[str] = ()) -> None:  # noqa: ANN401
    """Ask, and say that of the answer."""
    answer = desk.ask(question, history)
    FeedbackLog(desk.settings.store).add(
        feedback_on(Turn(question=question, answer=answer), tuple(history), verdict, note, None)
    )


def run(*argv: object) -> int:
    return main([str(word) for word in argv])


def test_right_answers_are_gold_that_stands_and_is_answered_right(desk: Desk, tmp_path: Path) -> None:
    rate(desk, VALUE, "right", "đúng số của tỉnh")
    rate(desk, FOLLOW_UP, "right", history=[BEFORE])
    rate(desk, COMPUTED, "right")
    rate(desk, WHY, "right")
    rate(desk, ABSENT, "right")
    out, store = tmp_path / "vàng.jsonl", desk.settings.store
    assert run("--from-feedback", store / LOG_FILE, "--out", out) == 0
    cases = {case.question: case for case in load(out)}
    assert [(a.value, a.unit) for a in cases[VALUE].answers] == [("96.400", "con")]
    assert cases[VALUE].note == "đúng số của tỉnh"
    assert (cases[FOLLOW_UP].category, cases[FOLLOW_UP].history) == ("follow_up", (BEFORE,))
    assert "486.200" in (cases[COMPUTED].formula or "")
    assert cases[WHY].key_phrases
    assert not cases[ABSENT].answerable
    assert run("--check", out, "--store", store) == 0
    result = tmp_path / "kết quả.json"
    run("--set", out, "--store", store, "--out", result)
    items = json.loads(result.read_text("utf-8"))["items"]
    assert [item["verdict"] for item in items] == ["right"] * 5
    assert not (tmp_path / "vàng.todo.jsonl").exists()
    desk.close()


def test_wrong_answers_wait_for_a_person(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rate(desk, WRONG, "wrong", "thiếu đàn bò sữa")
    out, store = tmp_path / "gold.jsonl", desk.settings.store
    assert run("--from-feedback", store / LOG_FILE, "--out", out) == 0
    to_do = tmp_path / "gold.todo.jsonl"
    assert not out.exists()
    assert "1 câu cần người điền đáp án" in capsys.readouterr().out
    (item,) = [json.loads(line) for line in to_do.read_text("utf-8").splitlines()]
    assert "thiếu đàn bò sữa" in item["note"]
    assert "22.750" in item["note"]
    # Nothing passes for gold before it is filled in, and then it does.
    assert run("--check", to_do, "--store", store) == 1
    assert "thiếu" in capsys.readouterr().out
    item |= {"answers": [{"value": "22.750", "unit": "con"}], "quote": ["Tổng đàn bò có 22.750 con"]}
    to_do.write_text(json.dumps(item, ensure_ascii=False) + "\n", encoding="utf-8")
    assert run("--check", to_do, "--store", store) == 0
    desk.close()


def test_the_last_word_on_a_question_counts(desk: Desk, tmp_path: Path) -> None:
    rate(desk, VALUE, "wrong")
    rate(desk, VALUE, "right")
    out = tmp_path / "gold.jsonl"
    assert run("--from-feedback", desk.settings.store / LOG_FILE, "--out", out) == 0
    assert len(load(out)) == 1
    assert not (tmp_path / "gold.todo.jsonl").exists()
    desk.close()


@pytest.mark.parametrize(
    "content", ["không phải JSON", '{"verdict": "right"}', '["right"]', '{"question": "?", "answer": {}}']
)
def test_a_file_that_is_no_feedback_is_named(content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "góp ý.jsonl"
    file.write_text(content, encoding="utf-8")
    assert run("--from-feedback", file, "--out", tmp_path / "gold.jsonl") == 2
    assert "góp ý.jsonl dòng 1" in capsys.readouterr().err


def test_a_place_to_write_is_needed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--from-feedback", tmp_path / "không-có.jsonl") == 2
    assert "--out" in capsys.readouterr().err
    assert run("--from-feedback", tmp_path / "không-có.jsonl", "--out", tmp_path / "gold.jsonl") == 2
    assert "không-có.jsonl" in capsys.readouterr().err
