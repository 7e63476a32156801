"""A real language model behind the verifier, over a whole set of questions: `make test-llm`."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from time import perf_counter

import pytest
from langchain_core.language_models import BaseChatModel

from qa.assisted import AssistedAssistant
from qa.chain import Assistant
from qa.judging import Judge, Label
from qa.language_model import open_model
from qa.payload import as_json
from qa.phrasing import Phraser
from qa.proofreading import Proofreader
from qa.records import Answer
from qa.settings import Settings
from qa.summary import Part, summary
from tests.llm.conftest import TOKENS

pytestmark = pytest.mark.llm
SAME = ("figures", "context", "citations", "abstained", "reason", "nearest", "warnings", "carried")


def small_model(settings: Settings) -> BaseChatModel:
    model = open_model(settings)
    assert model is not None
    model.max_tokens = TOKENS  # type: ignore[attr-defined]
    return model


def test_a_summary_states_nothing_unsupported(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    phraser = Phraser(small_model(settings), settings.llm, settings.llm_seconds)
    assistant = Assistant.open(settings)
    name = assistant.library.rows[0].name
    parts = [p for p in summary(assistant.library, name, None, phraser) if isinstance(p, Part)]
    by_rules = [p for p in summary(assistant.library, name, None, None) if isinstance(p, Part)]
    for part, alone in zip(parts, by_rules, strict=True):
        assert part == alone or part.engine == settings.llm
        for sentence in part.sentences if part.engine == settings.llm else ():
            assert set(re.findall(r"\[(\d+)\]", sentence)) <= {str(c.id) for c in part.citations}
            verdicts = Judge(assistant.library).judge(re.sub(r"\[\d+\]", "", sentence), name)
            assert {v.label for v in verdicts} <= {Label.SUPPORTED}, sentence
    with capsys.disabled():
        print(f"\nsummary of {name}: {Counter(part.engine for part in parts)}")
    assistant.close()


def test_nothing_unsupported_leaves_the_chain(
    settings: Settings, pytestconfig: pytest.Config, capsys: pytest.CaptureFixture[str]
) -> None:
    model = small_model(settings)
    rules = Assistant.open(settings)
    assisted = AssistedAssistant(rules, model, settings)
    judge, counts, why = Judge(rules.library), Counter[str](), Counter[str]()
    started = perf_counter()
    lines = Path(pytestconfig.getoption("--llm-questions")).read_text("utf-8").splitlines()
    cases = [json.loads(line) for line in lines][: pytestconfig.getoption("--llm-most") or None]
    for case in cases:
        asked = (case["question"], case.get("history") or (), case.get("report"), case["id"])
        *shown, answer = assisted.stream(*asked)
        assert isinstance(answer, Answer)
        alone = as_json(rules.ask(*asked))
        told = as_json(answer)
        assert {key: told[key] for key in SAME} == {key: alone[key] for key in SAME}, case["id"]
        counts["asked"] += 1
        counts["refused by the rules"] += bool(alone["abstained"])
        worded = answer.engine != "rules"
        counts["worded by the model"] += worded
        counts["replaced by the rules"] += bool(answer.note)
        counts["sentences shown"] += len(shown)
        if answer.note:
            why[re.sub("“.*?”", "“…”", answer.note.partition("(")[2].partition(");")[0])] += 1
        if not worded:
            assert answer.text == alone["answer"], case["id"]
        for sentence in shown:
            assert isinstance(sentence, str)
            Proofreader(rules.library, answer).check(sentence)
            body, reports = re.sub(r"\[\d+\]", "", sentence), {c.report for c in answer.citations}
            if not any(f.derived for f in answer.outcome.figures):  # type: ignore[union-attr]
                verdicts = [v for report in reports for v in judge.judge(body, report)]
                supported = {v.claim.span for v in verdicts if v.label is Label.SUPPORTED}
                assert {v.claim.span for v in verdicts} == supported, sentence
    with capsys.disabled():
        print(f"\n{dict(counts)}\n{why.most_common(12)}\n{perf_counter() - started:.0f} s")
    rules.close()
    assert counts["asked"] == len(cases)
    assert counts["worded by the model"] + counts["replaced by the rules"] > 0
