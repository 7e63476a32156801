"""Questions on drawn tables, asked of the workbook that each is written to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.build import evidence_of
from index.store import Store
from qa.chain import Assistant
from qa.cli import main
from qa.payload import as_json
from qa.settings import Settings
from tests.index.layouts import as_xlsx, layouts

QUESTIONS = Path(__file__).parent / "table_questions.txt"


def asked() -> Iterator[tuple[str, str, str]]:
    """Layout, question, and the value to headline ("-" for a refusal)."""
    for block in QUESTIONS.read_text(encoding="utf-8").split("\n=== ")[1:]:
        layout, _, lines = block.partition("\n")
        for line in lines.strip().split("\n"):
            question, _, value = line.partition(" => ")
            yield layout, question, value


CASES = list(asked())


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A store of all layouts, and the name of each report."""
    folder = tmp_path_factory.mktemp("bang")
    names = {}
    with Store.create_or_open(folder / "kho") as writing:
        for number, layout in enumerate(layouts()):
            path = folder / f"bang-{number}.xlsx"
            path.write_bytes(as_xlsx(layout))
            names[layout.name] = writing.add(evidence_of(path))
    return folder / "kho", names


@pytest.fixture(scope="module")
def assistant(store: tuple[Path, dict[str, str]]) -> Iterator[Assistant]:
    opening = Assistant.open(Settings(store=store[0]))
    yield opening
    opening.close()


def test_every_layout_is_asked_about() -> None:
    assert {layout for layout, _, _ in CASES} == {layout.name for layout in layouts()}
    assert len(CASES) >= 60


@pytest.mark.parametrize(("layout", "question", "value"), CASES, ids=lambda part: part[:50])
def test_a_table_answers(
    layout: str, question: str, value: str, assistant: Assistant, store: tuple[Path, dict[str, str]]
) -> None:
    answer = as_json(assistant.ask(question, (), store[1][layout]))
    values = [figure["value"] for figure in answer["figures"]]  # type: ignore[attr-defined]
    if value == "-":
        assert answer["abstained"] and values == []
        return
    assert values == [value]
    (first, *_) = answer["citations"]  # type: ignore[misc]
    assert first["cell"].startswith("Biểu!") and first["page"] is None


def test_the_terminal_and_the_json_name_the_cell(
    store: tuple[Path, dict[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, names = store
    name = names["hàng là tháng, cột là năm"]
    asked = ["ask", "Lượng khách du lịch tháng 2 năm 2022 là bao nhiêu?", "--report", name, "--store", str(folder)]
    assert main(asked) == 0
    assert f"[1] {name} (Biểu!C6): “Tháng 2 | 35,1 | 66,4 | 95,7”" in capsys.readouterr().out
    assert main([*asked, "--json"]) == 0
    (citation,) = json.loads(capsys.readouterr().out)["citations"]
    assert (citation["page"], citation["cell"]) == (None, "Biểu!C6")
