"""Retrieval alone: where the passage with the answer ranks by words, by vectors, and by both fused."""

from __future__ import annotations

import hashlib
import json
import random
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from eval.cases import Case, CaseError
from eval.values import stands_in
from index.records import Document, Evidence, Passage, Section, Span
from qa.library import Library, Shelf
from qa.retrieval import Hit, PassageRetriever, VectorSearch

DEPTH = 40
ROUNDS = 1000


@dataclass(frozen=True, slots=True)
class Probe:
    """A question as it is searched for, in which reports (None: all), and the passages any of which answers it."""

    query: str
    wanted: frozenset[Hit]
    reports: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Scores:
    """Over `total` questions: the shares found at rank 1 and among the first 5, the mean reciprocal rank, 0 to 1.

    `interval` is the 95 % bootstrap interval of the reciprocal rank. What is not among the first 40 counts 0.
    """

    total: int
    recall_at_1: float
    recall_at_5: float
    mrr: float
    interval: tuple[float, float]


Rank = int | None


def ranks(probes: Sequence[Probe], library: Library, vectors: VectorSearch) -> dict[str, list[Rank]]:
    """The rank of the first wanted passage, from 1, for each way to search and each probe, in their order."""
    remembered: VectorSearch = lru_cache(maxsize=1)(vectors)
    found: dict[str, list[Rank]] = {}
    for probe in probes:
        for name, hits in _searches(probe, library, remembered).items():
            found.setdefault(name, []).append(_first(hits, probe.wanted))
    return found


def _searches(probe: Probe, library: Library, vectors: VectorSearch) -> Mapping[str, Sequence[Hit]]:
    search = partial(PassageRetriever, library=library, reports=probe.reports, limit=DEPTH)
    near = vectors(probe.query, DEPTH, probe.reports)
    return {
        "từ ngữ": search().hits(probe.query),
        "véc-tơ": [(report, number) for report, number, _ in near],
        "kết hợp": search(vectors=vectors).hits(probe.query),
    }


def _first(hits: Sequence[Hit], wanted: frozenset[Hit]) -> Rank:
    return next((rank for rank, hit in enumerate(hits, 1) if hit in wanted), None)


def scores(found: Sequence[Rank], seed: int = 0) -> Scores:
    """What the ranks of all questions come to; the same for the same seed."""
    if not found:
        return Scores(0, 0.0, 0.0, 0.0, (0.0, 0.0))
    reciprocal = [1 / rank if rank else 0.0 for rank in found]
    draw = random.Random(seed)
    means = sorted(sum(draw.choices(reciprocal, k=len(found))) / len(found) for _ in range(ROUNDS))
    return Scores(
        len(found),
        sum(rank == 1 for rank in found) / len(found),
        sum(rank is not None and rank <= 5 for rank in found) / len(found),
        sum(reciprocal) / len(found),
        (means[int(ROUNDS * 0.025)], means[int(ROUNDS * 0.975)]),
    )


def probes_of(cases: Sequence[Case], library: Library, wording: Callable[[Case], str]) -> list[Probe]:
    """A probe for each answerable case; `wording` is the question as the assistant searches for it."""
    names = {row.name for row in library.rows}
    return [
        Probe(wording(case), _answering(case, library), (case.report,) if case.report in names else None)
        for case in cases
        if case.answerable and case.quote
    ]


def _answering(case: Case, library: Library) -> frozenset[Hit]:
    shelves = [library.shelf(row.name) for row in library.rows if case.report in (None, row.name)]
    return frozenset((shelf.name, number) for shelf in shelves for number in holding(case, shelf))


def holding(case: Case, shelf: Shelf) -> set[int]:
    """The passages that hold every gold quote; where none does, those with a quote that has an answer's figure."""
    touched = [set(_touched(quote, shelf)) for quote in case.quote]
    if together := set.intersection(*touched) if touched else set():
        return together
    telling = [
        numbers
        for quote, numbers in zip(case.quote, touched, strict=True)
        if case.formula is not None or any(stands_in(answer.value, quote) for answer in case.answers)
    ]
    return set().union(*(telling or touched))


def _touched(quote: str, shelf: Shelf) -> Iterator[int]:
    text, words = _spaced(shelf.text), _spaced(quote)
    start = text.find(words)
    while start >= 0:
        place = Span(start, start + len(words))
        yield from (p.number for p in shelf.evidence.passages if p.span.meets(place))
        start = text.find(words, start + 1)


def _spaced(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("\u00a0", " ")


def load_squad(path: Path) -> tuple[Evidence, list[tuple[str, int]]]:
    """A SQuAD file (XQuAD) as one document, a passage for each paragraph; the questions with their paragraph's number.

    Raises:
        CaseError: the file is none.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))["data"]
        paragraphs = [paragraph for article in data for paragraph in article["paragraphs"]]
        texts = [" ".join(unicodedata.normalize("NFC", str(p["context"])).split()) for p in paragraphs]
        asked = [(str(qa["question"]), number) for number, p in enumerate(paragraphs) for qa in p["qas"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CaseError(f"Không đọc được {path}: cần một tệp JSON dạng SQuAD, như XQuAD.") from error
    if not asked:
        raise CaseError(f"{path} không có câu hỏi nào.")
    return _one_document(path.stem, texts), asked


def _one_document(name: str, texts: Sequence[str]) -> Evidence:
    whole = "\n".join(texts)
    digest = hashlib.sha256(whole.encode()).hexdigest()
    about: dict[str, Any] = {"title": name, "place": None, "period": None, "posted": None, "chrome": ()}
    document = Document(name=name, source=name, format="json", sha256=digest, text=whole, **about)
    passages: list[Passage] = []
    start = 0
    for number, text in enumerate(texts):
        passages.append(Passage(number, 0, Span(start, start + len(text)), ()))
        start += len(text) + 1
    section = Section(0, None, 0, "", "", None, Span(0, len(whole)), ())
    return Evidence(document, (section,), tuple(passages), (), ())


def squad_probes(asked: Sequence[tuple[str, int]], name: str) -> list[Probe]:
    """A probe for each question of a SQuAD file that is stored under `name`."""
    return [Probe(question, frozenset({(name, number)})) for question, number in asked]
