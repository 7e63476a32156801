"""A fresh process answers as the warm Assistant does."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from qa.chain import Assistant
from qa.payload import as_json

PROJECT = Path(__file__).parents[2]
ASKED: list[tuple[str, ...]] = [
    ("Lượng khách du lịch 8 tháng đạt bao nhiêu?",),
    ("luong khach du lich thang 8 tang may %?",),
    ("Cùng kỳ năm trước đàn trâu có bao nhiêu con?",),
    ("Thu nội địa nhiều hơn thu xuất nhập khẩu bao nhiêu?",),
    ("Lượng khách du lịch tháng 7 là bao nhiêu?",),
    ("Sản lượng chè là bao nhiêu tấn?",),
    ("Vì sao số ca sốt xuất huyết tăng?",),
    ("How much was tourism revenue in the first eight months?",),
    ("Lượng khách du lịch 8 tháng đạt bao nhiêu?", "So với kế hoạch?"),
]


def process(assistant: Assistant, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "qa", "ask", *arguments, "--store", str(assistant.store.folder)]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, encoding="utf-8", check=False)


def timeless(answer: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in answer.items() if key != "elapsed_ms"}


@pytest.mark.parametrize("question", [q for q, *more in ASKED if not more][2:6])
def test_one_question_in_a_fresh_process(assistant: Assistant, question: str) -> None:
    warm = as_json(assistant.ask(question))
    cold = process(assistant, question, "--json")
    assert timeless(json.loads(cold.stdout)) == timeless(warm)
    assert (cold.returncode, cold.stderr) == (1 if warm["abstained"] else 0, "")


def test_a_batch_in_a_fresh_process(assistant: Assistant, tmp_path: Path) -> None:
    lines = [
        {"id": f"q{n}", "question": questions[-1], "history": list(questions[:-1])} for n, questions in enumerate(ASKED)
    ]
    batch = tmp_path / "hoi.jsonl"
    batch.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    cold = [json.loads(line) for line in process(assistant, "--batch", str(batch)).stdout.splitlines()]
    warm = [as_json(assistant.ask(q[-1], q[:-1], None, f"q{n}")) for n, q in enumerate(ASKED)]
    assert [timeless(c) for c in cold] == [timeless(w) for w in warm]


def test_the_order_of_questions_changes_no_answer(assistant: Assistant) -> None:
    there = [timeless(as_json(assistant.ask(q[-1], q[:-1]))) for q in ASKED]
    back = [timeless(as_json(assistant.ask(q[-1], q[:-1]))) for q in reversed(ASKED)]
    assert there == back[::-1]
