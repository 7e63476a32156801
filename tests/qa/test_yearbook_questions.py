"""The questions on the tables of yearbooks and monthly reports, asked of the files of the benchmark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.cases import load
from eval.corpus import assistant, describe, read_texts
from eval.metrics import Judgement, Verdict
from eval.run import evaluate
from qa.settings import Settings
from tests.index.yearbooks import FILES

CASES = load(FILES.parent / "tables.jsonl")
RIGHT, WRONG = 0.97, 0.01


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[tuple[Judgement, str]]]:
    """Each case's judgement with what was answered."""
    settings = Settings(store=tmp_path_factory.mktemp("bieu") / "kho")
    read_texts([FILES], settings)
    with assistant(settings) as ask:
        results = evaluate(CASES, ask, describe(settings).texts)
    yield [(result.judgement, result.answer["answer"] if result.answer else "") for result in results]


def test_the_questions_are_many_and_of_many_kinds() -> None:
    assert len(CASES) >= 60
    assert sum(not case.answerable for case in CASES) >= len(CASES) / 5
    kinds = {case.category for case in CASES}
    assert kinds >= {
        "absent_column", "absent_row", "absent_year", "abbreviation", "empty_cell", "growth", "level", "no_diacritics",
        "period", "plan", "rank", "row", "share", "sub_row", "total",
    }  # fmt: skip


def test_tables_answer(judged: list[tuple[Judgement, str]]) -> None:
    missed = [(each.case.id, answer) for each, answer in judged if each.verdict is not Verdict.RIGHT]
    wrong = [each.case.id for each, _ in judged if each.verdict is Verdict.WRONG]
    assert len(missed) <= (1 - RIGHT) * len(CASES), missed
    assert len(wrong) <= WRONG * len(CASES), missed


def test_an_empty_cell_is_named_as_one(judged: list[tuple[Judgement, str]]) -> None:
    said = {each.case.id: answer for each, answer in judged if each.case.category == "empty_cell"}
    assert len(said) >= 10
    assert {name: answer for name, answer in said.items() if "chưa ghi số liệu" not in answer} == {}


def test_the_files_are_small() -> None:
    assert sum(Path(path).stat().st_size for path in FILES.iterdir()) < 400_000
