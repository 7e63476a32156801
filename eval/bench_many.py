"""`python -m eval.bench --reports N`: what many reports cost against few, on reports made up for it.

Asking is measured in a process of its own for each store, so that their memory does not mix.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from eval import generated
from eval.launch import peak_mb
from eval.marks import percentile
from index.build import evidence_of
from index.records import Evidence
from index.store import Store, embedded_text
from qa.records import Answered
from qa.settings import Settings

FEW = 5
ASKED = 200
_QUESTIONS = (
    "{thing} của {province} {month} tháng năm {year} là bao nhiêu?",
    "{thing} {province} bao nhiêu?",
    "{thing} {month} tháng năm {year} là bao nhiêu?",
    "{thing} là bao nhiêu?",
)


@dataclass(frozen=True, slots=True)
class Measure:
    """One measurement. `ratio` is how many times as much it is as what it is compared with, where that tells."""

    name: str
    value: float
    unit: str
    ratio: float | None = None


def questions(count: int, passages: int, asked: int) -> list[tuple[str, str, str]]:
    """Questions on `count` made-up reports: (question, report, value); the last two empty where more than one fits."""
    made, chance = list(generated.reports(count, passages)), Random(count)
    found = []
    for number in range(asked):
        report = chance.choice(made)
        thing = chance.choice([key for key in report.levels if key != generated.MONTH])
        form = _QUESTIONS[number % len(_QUESTIONS)]
        text = form.format(thing=thing, province=report.province, month=report.month, year=report.year)
        only = form is _QUESTIONS[0]
        found.append((text, report.name if only else "", report.levels[thing] if only else ""))
    return found


def measure(count: int, passages: int, embedded: int, settings: Settings) -> Iterator[Measure]:
    """Everything about `count` reports of about `passages` passages each, and about few of them.

    `embedded` is how many reports are embedded both ways; 0: none, and no model is loaded.
    """
    with tempfile.TemporaryDirectory(prefix="traso-bench-", ignore_cleanup_errors=True) as folder:
        stores = {size: Path(folder) / str(size) for size in (FEW, count)}
        for size, store in stores.items():
            yield from _indexed(size, passages, store)
        few, many = (_in_a_process(size, passages, stores[size]) for size in (FEW, count))
    for name, key, unit in (
        ("hỏi, p50", "p50_ms", "ms"),
        ("hỏi, p95", "p95_ms", "ms"),
        ("hỏi, bộ nhớ cao nhất", "peak_mb", "MB"),
        ("đúng báo cáo và số liệu, khi câu hỏi nêu nơi và kỳ", "right_pct", "%"),
    ):
        if few[key] is not None:
            yield Measure(f"{name}, {FEW} báo cáo", few[key], unit)
            yield Measure(f"{name}, {count} báo cáo", many[key], unit, many[key] / few[key])
    if embedded:
        yield from _embedding(embedded, passages, settings)


def _indexed(count: int, passages: int, store: Path) -> Iterator[Measure]:
    """Makes the store, the ledger alone: vectors serve refusals, and take the model's time, not the store's."""
    files = store.with_name(f"{store.name}-files")
    files.mkdir()
    made = generated.write(files, count, passages)
    start = time.perf_counter()
    with Store.create_or_open(store) as opened:
        for report in made:
            opened.add(evidence_of(files / f"{report.name}.txt"))
        taken = time.perf_counter() - start
        held = sum(row.passages for row in opened.ledger.reports())
    yield Measure(f"đoạn trong {count} báo cáo", held, "đoạn")
    yield Measure(f"đọc vào kho, {count} báo cáo", held / taken, "đoạn/s")


def _in_a_process(count: int, passages: int, store: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "eval.bench_many", str(store), str(count), str(passages)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def asked(store: Path, count: int, passages: int, number: int = ASKED) -> dict[str, float | None]:
    """The latency of a warm assistant, the memory at its end, and how often it chose the report asked for."""
    from qa.commands.openers import open_assistant

    assistant = open_assistant(Settings(store=store))
    wanted = questions(count, passages, number)
    for text, _, _ in wanted[: len(_QUESTIONS)]:
        assistant.ask(text)
    taken: list[float] = []
    right: list[bool] = []
    for text, report, value in wanted:
        start = time.perf_counter()
        outcome = assistant.ask(text).outcome
        taken.append(time.perf_counter() - start)
        if report:
            given = outcome.figures if isinstance(outcome, Answered) else ()
            right.append([(figure.report, figure.value) for figure in given] == [(report, value)])
    assistant.close()
    return {
        "p50_ms": 1000 * percentile(taken, 0.5),
        "p95_ms": 1000 * percentile(taken, 0.95),
        "peak_mb": peak_mb(),
        "right_pct": 100 * sum(right) / len(right),
    }


def _embedding(count: int, passages: int, settings: Settings) -> Iterator[Measure]:
    """Embedding by the store against one encode call and one addition to Chroma for each document.

    Both are done twice in turn and the faster run counts: what else the machine does slows one run, not both.
    """
    from index.embedding import Embedder
    from index.vectors import VectorStore

    embedder = Embedder.load(settings.model, settings.cache)
    embedder.passages(["nạp mô hình"])
    with tempfile.TemporaryDirectory(prefix="traso-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "files").mkdir()
        made = generated.write(folder / "files", count, passages)
        found = [evidence_of(folder / "files" / f"{report.name}.txt") for report in made]
        number = sum(len(evidence.passages) for evidence in found)
        plain: list[float] = []
        ours: list[float] = []
        for turn in range(2):
            vectors = VectorStore(folder / f"plain-{turn}")
            vectors.reset(embedder.fingerprint)
            plain.append(_seconds(lambda to=vectors: _straightforward(found, embedder, to)))  # type: ignore[misc]
            with Store.create_or_open(folder / f"ours-{turn}") as store:
                for evidence in found:
                    store.add(evidence)
                to = VectorStore(store.vectors_folder)
                ours.append(_seconds(lambda s=store, v=to: s.sync_vectors(v, embedder)))  # type: ignore[misc]
    yield Measure("nhúng, mỗi báo cáo một lượt gọi", number / min(plain), "đoạn/s")
    yield Measure("nhúng, theo cách của kho", number / min(ours), "đoạn/s", min(plain) / min(ours))


def _straightforward(found: Sequence[Evidence], embedder: Any, vectors: Any) -> None:  # noqa: ANN401 - loaded late
    for evidence in found:
        document = evidence.document
        texts = [(passage.number, embedded_text(document.text, passage)) for passage in evidence.passages]
        vectors.add(document.name, document.sha256, texts, embedder.in_one_call([text for _, text in texts]))


def _seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


if __name__ == "__main__":
    print(json.dumps(asked(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
