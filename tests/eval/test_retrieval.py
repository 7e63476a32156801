"""Retrieval alone: which passages answer a case, where they rank by each way to search, and what ranks come to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from eval.ablation import ablate, ablation_json, ablation_table
from eval.cases import Case, CaseError
from eval.corpus import Answerer, Engine, read_texts
from eval.marks import Marks
from eval.retrieval import Probe, holding, load_squad, ranks, scores, squad_probes
from eval.run import main
from eval.sets import GoldSet
from eval.values import Quantity
from index.store import Store
from qa.commands.openers import Openers
from qa.library import Library
from qa.settings import Settings
from tests.index.synthetic import FolderVectors, HashEmbedder, evidence

LINES = ("Chè búp thu 38 tấn", "Ngô trồng 1.250 ha", "Lúa gieo 900 ha, ngô 38 ha", "Lợn có 38 nghìn con")
SQUAD = {
    "data": [
        {"paragraphs": [{"context": "Sông Đà dài.\nNó chảy xiết.", "qas": [{"question": "Sông Đà thế nào?"}]}]},
        {"paragraphs": [{"context": "Núi Pha Luông cao.", "qas": [{"question": "núi nào cao?"}, {"question": "xyz"}]}]},
    ]
}
Search = Callable[[str, int, Sequence[str] | None], list[tuple[str, int, float]]]


def always(*hits: tuple[str, int]) -> Search:
    return lambda _text, limit, _reports: [(name, number, 0.9) for name, number in hits][:limit]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Store.create_or_open(tmp_path / "kho") as store:
        store.add(evidence("muong-thu", LINES))
        store.add(evidence("ban-khac", LINES[:1]))
        yield Library(store.ledger)


def case(*quote: str, answer: str = "38", formula: str | None = None) -> Case:
    return Case("q", "value", "?", answers=(Quantity(answer),), quote=quote, formula=formula)


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        (case("thu 38 tấn"), {0}),
        (case("Lúa gieo", "ngô 38 ha"), {2}),
        (case("Ngô trồng", "thu 38 tấn"), {0}),
        (case("Ngô trồng 1.250 ha", "gieo 900 ha", answer="350", formula="1.250 - 900"), {1, 2}),
        (case("ha\nLúa gieo 900 ha", answer="900"), {1, 2}),
        (case("không hề có", answer="1"), set()),
    ],
)
def test_the_passages_that_answer(asked: Case, numbers: set[int], library: Library) -> None:
    assert holding(asked, library.shelf("muong-thu")) == numbers


def test_ranks_by_each_way_to_search(library: Library) -> None:
    tea, maize = ("muong-thu", 0), ("muong-thu", 1)
    probes = [
        Probe("ngô trồng", frozenset({maize}), ("muong-thu",)),
        Probe("ngô trồng", frozenset({tea}), ("muong-thu",)),
        Probe("ngô trồng", frozenset()),
    ]
    found = ranks(probes, library, always(tea, maize))
    assert found == {"từ ngữ": [1, None, None], "véc-tơ": [2, 1, None], "kết hợp": [1, 2, None]}


def test_the_report_of_a_probe_narrows_the_search(library: Library) -> None:
    wanted = frozenset({("ban-khac", 0)})
    within = ranks([Probe("chè búp", wanted, ("ban-khac",))], library, always())
    elsewhere = ranks([Probe("chè búp", wanted, ("muong-thu",))], library, always())
    assert (within["từ ngữ"], elsewhere["từ ngữ"]) == ([1], [None])


def test_what_ranks_come_to() -> None:
    score = scores([1, 2, 6, None])
    assert (score.total, score.recall_at_1, score.recall_at_5) == (4, 0.25, 0.5)
    assert score.mrr == pytest.approx((1 + 1 / 2 + 1 / 6) / 4)
    assert score.interval[0] < score.mrr < score.interval[1]
    assert score == scores([1, 2, 6, None])
    assert scores([]).total == 0


def test_a_squad_file_is_a_passage_for_each_paragraph(tmp_path: Path) -> None:
    file = tmp_path / "nho.json"
    file.write_text(json.dumps(SQUAD), encoding="utf-8")
    made, asked = load_squad(file)
    words = [passage.span.of(made.document.text) for passage in made.passages]
    assert words == ["Sông Đà dài. Nó chảy xiết.", "Núi Pha Luông cao."]
    assert asked == [("Sông Đà thế nào?", 0), ("núi nào cao?", 1), ("xyz", 1)]
    assert squad_probes(asked, "nho")[1].wanted == {("nho", 1)}


@pytest.mark.parametrize("content", ["", "[]", '{"data": [{}]}', '{"data": []}'])
def test_what_is_no_squad_file(content: str, tmp_path: Path) -> None:
    file = tmp_path / "nho.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(CaseError, match=r"nho\.json"):
        load_squad(file)


def no_answers() -> Engine:
    @contextmanager
    def answerer(_settings: Settings) -> Iterator[Answerer]:
        def answer(_case: Case) -> Mapping[str, Any]:
            raise AssertionError("an ablation asks nothing")

        yield answer

    return Engine(read_texts, answerer)


def test_an_ablation_of_both_kinds_of_sets(tmp_path: Path) -> None:
    squad, gold, report = tmp_path / "nho.json", tmp_path / "gold.jsonl", tmp_path / "muong-thu.txt"
    squad.write_text(json.dumps(SQUAD), encoding="utf-8")
    report.write_text("Báo cáo tháng 8/2023\n\nNgô trồng 1.250 ha.\n\nChè thu 13 tấn.\n", encoding="utf-8")
    asked = {"id": "a", "category": "value", "report": "muong-thu", "answers": [{"value": "13"}], "quote": "thu 13 tấn"}
    silent = {"id": "b", "category": "unanswerable", "report": "muong-thu", "question": "Lúa?"}
    gold.write_text("\n".join(json.dumps(q) for q in (asked | {"question": "che thu"}, silent)), encoding="utf-8")
    sets = [GoldSet("gold", gold, (report,)), GoldSet("nho", squad, None)]
    openers = Openers(
        vectors=lambda settings: FolderVectors(settings.store / "vectors"),
        embedder=lambda _settings, _progress: HashEmbedder("hash-1"),
    )
    found = ablate(sets, Settings(), no_answers(), lambda _store, _settings: always(("nho", 1)), openers)
    assert found["gold"]["từ ngữ"] == [1] == found["loại value"]["từ ngữ"]
    assert found["nho"]["từ ngữ"] == [1, 1, None] and found["nho"]["véc-tơ"] == [None, 1, 1]
    assert set(found) == {"gold", "nho", "loại value"}
    lines = ablation_table(found).splitlines()
    assert any(line.split()[:5] == ["nho", "véc-tơ", "3", "66,7%", "66,7%"] for line in lines)
    record = json.loads(json.dumps(ablation_json(found, sets, Marks.of(Settings(), None))))
    assert record["retrieval"]["nho"]["từ ngữ"]["recall_at_1"] == pytest.approx(2 / 3)
    assert set(record["fingerprints"]["sets"]) == set(record["ranks"]) == {"gold", "nho"}


def test_a_set_that_is_no_squad_file_is_bad_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "nho.json"
    file.write_text("{}", encoding="utf-8")
    assert main(["--ablate", "--set", str(file)], no_answers()) == 2
    complaint = capsys.readouterr().err
    assert "nho.json" in complaint and complaint.count("\n") == 1
