"""Summaries: by rules and by a model, each sentence cited and verified, and the commands that may use a model."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import UsageError
from qa.assisted import AssistedAssistant
from qa.chain import Assistant
from qa.cli import main
from qa.commands.openers import Openers
from qa.judging import Judge, Label
from qa.phrasing import Phraser
from qa.settings import Settings
from qa.summary import Part, summary
from tests.qa.models import Speaker, failing, honest, saying
from tests.qa.reports import AUGUST, opened

NAME = "lao-cai-08"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tom-tat")
    opened(folder, {NAME: AUGUST}).close()
    return folder / "kho"


@pytest.fixture
def standing(store: Path) -> Iterator[Assistant]:
    assistant = Assistant.open(Settings(store=store))
    yield assistant
    assistant.close()


def parts_of(assistant: Assistant, section: str | None = None, model: Speaker | None = None) -> list[Part | str]:
    phraser = Phraser(model, "openai:fake", 20) if model else None
    return list(summary(assistant.library, NAME, section, phraser))


def only_parts(found: list[Part | str]) -> list[Part]:
    return [part for part in found if isinstance(part, Part)]


def check(assistant: Assistant, part: Part) -> None:
    """Each sentence has its citation, and its figures are those of the report."""
    text = assistant.library.shelf(NAME).text
    for citation in part.citations:
        assert text[citation.start : citation.end] == citation.quote
    for sentence in part.sentences:
        marks = [int(n) for n in re.findall(r"\[(\d+)\]", sentence)]
        assert marks and set(marks) <= {c.id for c in part.citations}
        verdicts = Judge(assistant.library).judge(re.sub(r"\s*\[\d+\]", "", sentence), NAME)
        assert verdicts and {v.label for v in verdicts} == {Label.SUPPORTED}, sentence


def test_the_rules_sum_up_a_report(standing: Assistant) -> None:
    parts = only_parts(parts_of(standing))
    assert [part.heading for part in parts][:2] == ["I. Kinh tế > 1. Nông nghiệp", "I. Kinh tế > 2. Du lịch"]
    for part in parts:
        check(standing, part)
    assert {part.engine for part in parts} == {"rules"}


@pytest.mark.parametrize("section", ["du lịch", "2. Du lịch", "I > 2", "kinh te > du lich"])
def test_a_section_is_found_by_its_name_or_number(standing: Assistant, section: str) -> None:
    (part,) = only_parts(parts_of(standing, section))
    assert part.heading == "I. Kinh tế > 2. Du lịch"
    assert {"612.300", "486.200", "16.850"} <= set(re.findall(r"\d[\d.]*\d", " ".join(part.sentences)))
    check(standing, part)


@pytest.mark.parametrize(("section", "named"), [("Thủy lợi", "I. Kinh tế; II."), ("2", "I. Kinh tế > 2. Du lịch; II.")])
def test_a_section_that_is_not_meant_is_refused(standing: Assistant, section: str, named: str) -> None:
    with pytest.raises(UsageError, match=named):
        parts_of(standing, section)


def test_an_honest_model_words_each_part(standing: Assistant) -> None:
    parts = only_parts(parts_of(standing, model=honest()))
    assert "openai:fake" in {part.engine for part in parts}
    for part in parts:
        check(standing, part)


@pytest.mark.parametrize("said", ["Doanh thu đạt 99.999 tỷ đồng [1].", "Tình hình rất tốt đẹp [1].", '{"a": 1}'])
def test_a_part_that_cannot_be_verified_is_the_rules_own(standing: Assistant, said: str) -> None:
    found = parts_of(standing, model=saying(said))
    assert only_parts(found) == only_parts(parts_of(standing))
    assert len([note for note in found if isinstance(note, str)]) == len(only_parts(found))


def test_a_model_that_is_down_is_asked_once(standing: Assistant) -> None:
    model = failing(OSError("http://user:secret@host"))
    found = parts_of(standing, model=model)
    assert len(model.heard) == 1 and only_parts(found) == only_parts(parts_of(standing))
    assert not any("secret" in note for note in found if isinstance(note, str))


# -- the commands ---------------------------------------------------------------------------------------------------

GOOD = "Lũy kế 8 tháng, tổng lượng khách du lịch đạt 5.214.600 lượt [1]."


def openers(model: Speaker) -> Openers:
    def assistant(settings: Settings) -> AssistedAssistant:
        return AssistedAssistant(Assistant.open(settings), model, settings)

    return Openers(assistant=assistant, model=lambda _: model)


LOCAL = ["--llm", "openai:fake", "--llm-url", "http://127.0.0.1:1/v1"]
ASK = ["ask", "Lượng khách du lịch 8 tháng?", *LOCAL]


def test_ask_gives_the_models_words_and_says_whose_they_are(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ASK, "--store", str(store), "--json"], openers(saying(GOOD))) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["answer"], told["engine"], told["note"]) == (GOOD, "openai:fake", None)


@pytest.mark.parametrize("terminal", [True, False])
def test_ask_shows_sentences_and_sources(
    store: Path, terminal: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: terminal)
    assert main([*ASK, "--store", str(store)], openers(saying(f"{GOOD} Khách quốc tế 486.200 lượt [1]."))) == 0
    first, second, *rest = capsys.readouterr().out.splitlines()
    assert first == f"{GOOD} Khách quốc tế 486.200 lượt [1]."
    assert second.startswith("[1] lao-cai-08") and rest == []


@pytest.mark.parametrize("terminal", [True, False])
def test_ask_falls_back_with_a_note(
    store: Path, terminal: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: terminal)
    model = failing(OSError("hỏng"), after=f"{GOOD} Khách 99.999")
    assert main([*ASK, "--store", str(store)], openers(model)) == 0
    printed = capsys.readouterr().out
    assert "Ghi chú:" in printed and "99.999" not in printed
    assert "Tổng lượng khách du lịch (8 tháng 2024): 5.214.600 lượt [1]\nKèm theo:" in printed
    assert (GOOD in printed) == terminal


def test_a_hosted_model_is_announced_once(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = ["--llm", "openai:fake", "--llm-url", "https://user:secret@llm.example/v1"]
    assert main(["ask", "Khách du lịch 8 tháng?", *url, "--store", str(store)], openers(saying(GOOD))) == 0
    said = capsys.readouterr().err
    assert said.count("llm.example") == 1 and "secret" not in said
    main([*ASK, "--store", str(store)], openers(saying(GOOD)))
    assert capsys.readouterr().err == ""


def test_summary_prints_each_part_and_its_sources(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["summary", NAME, "--section", "du lịch", "--store", str(store)]
    assert main([*words, *LOCAL], openers(saying(GOOD.replace("Lũy kế 8 tháng, tổng", "Tổng")))) in (0, 1)
    printed = capsys.readouterr().out
    assert printed.startswith("I. Kinh tế > 2. Du lịch\n- ") and "\n[1] lao-cai-08: “" in printed
    assert main([*words, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["report"] == NAME and told["engine"] == "rules" and told["citations"][0]["id"] == 1
    assert main(["summary", NAME, "--section", "???", "--store", str(store)]) == 2
