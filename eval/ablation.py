"""`traso eval --ablate`: retrieval by words, by vectors and by both, on question sets or a SQuAD file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from eval.cases import Case, load
from eval.corpus import Engine, store_for
from eval.marks import Marks
from eval.report import percent
from eval.retrieval import Rank, load_squad, probes_of, ranks, scores, squad_probes
from eval.sets import GoldSet
from index.store import Store
from qa.chain import Assistant
from qa.commands.openers import Openers
from qa.commands.output import complain, table
from qa.conversation import in_context
from qa.library import Library
from qa.retrieval import VectorRanking, VectorSearch
from qa.settings import Settings

SQUAD = ".json"
Vectors = Callable[[Store, Settings], VectorSearch]
Found = Mapping[str, Mapping[str, list[Rank]]]


def ablate(
    sets: Sequence[GoldSet],
    settings: Settings,
    engine: Engine,
    vectors: Vectors = VectorRanking,
    openers: Openers = Openers(),  # noqa: B008 - frozen
) -> Found:
    """The ranks by each way to search, for each set and for the categories of the sets together."""
    found: dict[str, dict[str, list[Rank]]] = {}
    kinds: dict[str, dict[str, list[Rank]]] = {}
    for each in sets:
        if each.questions.suffix == SQUAD:
            found[each.name] = _squad(each.questions, settings, vectors, openers)
            continue
        cases = [case for case in load(each.questions) if case.answerable and case.quote]
        with store_for(each.reports, settings, engine.index) as opened:
            by_way = _gold(cases, opened, vectors)
        found[each.name] = by_way
        for way, gone in by_way.items():
            for case, rank in zip(cases, gone, strict=True):
                kinds.setdefault(f"loại {case.category}", {}).setdefault(way, []).append(rank)
    return found | dict(sorted(kinds.items()))


def _gold(cases: Sequence[Case], settings: Settings, vectors: Vectors) -> dict[str, list[Rank]]:
    with closing(Assistant.open(settings)) as assistant:
        search = vectors(assistant.store, settings)
        return ranks(probes_of(cases, assistant.library, partial(searched, assistant)), assistant.library, search)


def searched(assistant: Assistant, case: Case) -> str:
    """A question as the assistant searches for it: slips and lost diacritics mended, the question before in front."""
    names = {row.name for row in assistant.library.rows}
    clock = assistant.library.shelf(case.report if case.report in names else min(names)).clock
    query = in_context(case.question, case.history, partial(assistant.reader.readings, clock=clock))
    return " ".join((*case.history[-1:], query.text))


def _squad(path: Path, settings: Settings, vectors: Vectors, openers: Openers) -> dict[str, list[Rank]]:
    evidence, asked = load_squad(path)

    def put(_paths: Sequence[Path], own: Settings) -> None:
        with Store.create_or_open(own.store) as store:
            store.add_documents([evidence], openers.vectors(own), openers.embedder(own, complain))

    with store_for([path], settings, put) as opened, Store.open(opened.store) as store:
        probes = squad_probes(asked, evidence.document.name)
        return ranks(probes, Library(store.ledger), vectors(store, opened))


def ablation_table(found: Found) -> str:
    """Recall at 1 and 5 and mean reciprocal rank for each set or category and each way to search."""
    headers = (
        "bộ hoặc loại",
        "cách tìm",
        "số câu",
        "đúng ở vị trí 1",
        "trong 5 vị trí đầu",
        "MRR",
        "khoảng tin cậy 95%",
    )
    rows = []
    for name, by_way in found.items():
        for way, gone in by_way.items():
            score = scores(gone)
            spread = " đến ".join(map(percent, score.interval))
            shares = map(percent, (score.recall_at_1, score.recall_at_5, score.mrr))
            rows.append((name, way, str(score.total), *shares, spread))
    return table(headers, rows, right=headers[2:])


def ablation_json(found: Found, sets: Sequence[GoldSet], marks: Marks) -> dict[str, Any]:
    """The scores and what they were measured on; `ranks` are from 1, null where not found, in the order of the set."""
    digests = {each.name: hashlib.sha256(each.questions.read_bytes()).hexdigest() for each in sets}
    return {
        "fingerprints": {"sets": digests, **asdict(marks)},
        "retrieval": {n: {way: asdict(scores(gone)) for way, gone in ways.items()} for n, ways in found.items()},
        "ranks": {each.name: found[each.name] for each in sets},
    }
