"""The loader's errors name file and line; `check` finds each fault of a gold question."""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from eval.cases import Case, CaseError, check, load
from eval.corpus import describe, read_texts, store_for
from eval.metrics import Citing, Failure
from eval.run import parser
from eval.sets import OWN, QUESTIONS
from eval.values import Quantity
from qa.settings import Settings

TEXT = "Xã Mường Thử thu 38 tấn chè, nhiều hơn bản Pá Vạt (13 tấn) nhờ mưa\u00a0đều."
CORPUS = {"muong-thu": TEXT}
SOUND = Case(
    "q1", "value", "Thu bao nhiêu chè?", report="muong-thu", answers=(Quantity("38", "tấn"),), quote=("thu 38 tấn chè",)
)


def write(folder: Path, *items: object) -> Path:
    file = folder / "set.jsonl"
    file.write_text("\n".join(i if isinstance(i, str) else json.dumps(i) for i in items), encoding="utf-8")
    return file


def test_a_full_line(tmp_path: Path) -> None:
    item = {
        "id": 7,
        "category": "computed",
        "question": "Còn so với bản Pá Vạt?",
        "history": ["Thu bao nhiêu chè?"],
        "report": "muong-thu",
        "answerable": True,
        "answers": [{"value": "25", "unit": "tấn"}],
        "forbidden": ["13"],
        "forbidden_soft": ["13"],
        "quote": ["thu 38 tấn chè", "13 tấn"],
        "key_phrases": ["mưa đều"],
        "direction": "tăng",
        "tolerance": 0.005,
        "any_of": True,
        "formula": "38 - 13",
        "note": "tính",
        "section": "không dùng đến",
    }
    (case,) = load(write(tmp_path, item, ""))
    assert case == Case(
        id="7",
        category="computed",
        question="Còn so với bản Pá Vạt?",
        history=("Thu bao nhiêu chè?",),
        report="muong-thu",
        answerable=True,
        answers=(Quantity("25", "tấn"),),
        forbidden=("13",),
        forbidden_soft=("13",),
        quote=("thu 38 tấn chè", "13 tấn"),
        key_phrases=("mưa đều",),
        direction="tăng",
        tolerance=Decimal("0.005"),
        any_of=True,
        formula="38 - 13",
        note="tính",
    )


def test_what_a_line_may_leave_out(tmp_path: Path) -> None:
    first, second = load(
        write(
            tmp_path,
            {"id": "a", "question": "?", "type": "value", "answers": [{"value": "1"}], "quote": "một"},
            {"id": "b", "question": "?", "report": None, "quote": ""},
        )
    )
    assert (first.category, first.answerable, first.answers, first.quote) == ("value", True, (Quantity("1"),), ("một",))
    assert (second.category, second.answerable, second.report, second.quote) == ("khác", False, None, ())


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "JSON hợp lệ"),
        ("[1]", "đối tượng JSON"),
        ({"question": "?"}, "trường id"),
        ({"id": "a"}, "trường question"),
        ({"id": "a", "question": " "}, "trường question"),
        ({"id": True, "question": "?"}, "trường id"),
        ({"id": "a", "question": "?", "answers": ["38"]}, "trường answers"),
        ({"id": "a", "question": "?", "answers": {"value": "38"}}, "trường answers"),
        ({"id": "a", "question": "?", "answers": [{"value": 38}]}, "trường answers"),
        ({"id": "a", "question": "?", "forbidden": [1]}, "trường forbidden"),
        ({"id": "a", "question": "?", "history": 3}, "trường history"),
        ({"id": "a", "question": "?", "answerable": "yes"}, "trường answerable"),
        ({"id": "a", "question": "?", "tolerance": "0,1"}, "trường tolerance"),
        ({"id": "a", "question": "?", "tolerance": -1}, "trường tolerance"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: object, said: str) -> None:
    file = write(tmp_path, {"id": "a", "question": "?"}, "", line)
    with pytest.raises(CaseError) as error:
        load(file)
    message = str(error.value)
    assert message.startswith(f"{file} dòng 3: ") and said in message and "\n" not in message


def test_files_that_are_no_set(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"absent\.jsonl"):
        load(tmp_path / "absent.jsonl")
    with pytest.raises(CaseError, match="trống"):
        load(write(tmp_path, ""))
    (tmp_path / "bytes.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CaseError, match="UTF-8"):
        load(tmp_path / "bytes.jsonl")


def test_sound_gold_has_no_fault() -> None:
    computed = replace(
        SOUND,
        id="q2",
        answers=(Quantity("25", "tấn"),),
        quote=("38 tấn chè", "13 tấn"),
        formula="38 - 13",
        tolerance=Decimal(0),
    )
    spaced = replace(SOUND, id="q3", answers=(), key_phrases=("mưa đều",), quote=("nhờ mưa đều",))
    anywhere = replace(SOUND, id="q4", report=None)
    refused = Case("q5", "unanswerable", "Thu bao nhiêu lúa?", report="muong-thu", answerable=False)
    assert check([SOUND, computed, spaced, anywhere, refused], CORPUS) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"report": "ban-khac"}, "không có báo cáo"),
        ({"quote": ("thu 38 tấn chè xanh",)}, "câu trích không có nguyên văn"),
        ({"quote": ("13 tấn",)}, "đáp án 38 không có trong câu trích"),
        ({"quote": ()}, "thiếu câu trích"),
        ({"answers": ()}, "thiếu cả đáp án lẫn cụm từ khóa"),
        ({"key_phrases": ("nắng",)}, "cụm từ khóa “nắng”"),
        ({"answerable": False}, "không trả lời được mà lại có đáp án"),
        ({"forbidden": ("38,0",)}, "số cấm 38,0 cũng là đáp án"),
        ({"forbidden_soft": ("13",)}, "forbidden_soft"),
        ({"direction": "ngang"}, "chiều “ngang”"),
        ({"category": "follow_up"}, "thiếu history"),
        ({"formula": "38 - 13"}, "thiếu sai số"),
        ({"answers": (Quantity("25"),), "formula": "38 - 13", "tolerance": Decimal(0)}, "số hạng 13"),
    ],
)
def test_each_fault_is_said_with_the_id(changes: dict[str, Any], said: str) -> None:
    (problem,) = check([replace(SOUND, **changes)], CORPUS)
    assert problem.startswith("q1: ") and said in problem


def test_ids_used_twice() -> None:
    assert check([SOUND, SOUND], CORPUS) == ["q1: mã câu hỏi dùng 2 lần."]


def test_the_projects_own_set_loads() -> None:
    cases = load(QUESTIONS)
    assert {case.category for case in cases} > {"value", "unanswerable", "computed"}
    assert all(case.report for case in cases)


README = (QUESTIONS.parent / "README.md").read_text(encoding="utf-8")


def test_the_readme_lists_every_field() -> None:
    rows = re.search(r"\| Field \| Meaning \|\n(.*?)\n\n", README, re.DOTALL)
    assert rows is not None
    assert re.findall(r"^\| `(\w+)` \|", rows[1], re.MULTILINE) != []
    assert set(re.findall(r"^\| `(\w+)` \|", rows[1], re.MULTILINE)) == {field.name for field in fields(Case)}


def test_the_readmes_example_is_sound(tmp_path: Path) -> None:
    example = re.search(r"```jsonl\n(.*?)```", README, re.DOTALL)
    text = re.search(r"`muong-thu`: “(.*?)”", README)
    assert example is not None and text is not None
    cases = load(write(tmp_path, *example[1].splitlines()))
    assert len(cases) == 4 and check(cases, {"muong-thu": text[1]}) == []
    assert check(cases, {"muong-thu": text[1].replace("38", "39")}) != []


def test_the_readme_names_every_error_class_and_option() -> None:
    named = set(re.findall(r"`(\w+)`", README))
    assert {each.value for each in Failure} | {each.value for each in Citing if each is not Citing.EXACT} <= named
    options = set(re.findall(r"--[a-z][a-z-]*", README))
    assert options and options <= set(parser().format_help().replace(",", " ").split())


def test_the_project_has_enough_gold() -> None:
    cases = [case for each in OWN for case in load(each.questions)]
    assert len(cases) >= 400 and len({case.report for case in cases}) >= 10
    assert sum(not case.answerable for case in cases) >= len(cases) / 5
    for each in OWN:
        assert f"| `eval/{each.questions.name}` | {len(load(each.questions))} |" in README


def test_the_gold_of_each_set_stands_in_its_reports(tmp_path: Path) -> None:
    for each in OWN:
        with store_for(each.reports, Settings(), read_texts) as opened:
            assert check(load(each.questions), describe(opened).texts) == []
