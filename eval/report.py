"""A run of the benchmark as JSON, to compare with, and as lines of text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from eval.marks import Costs, Marks
from eval.metrics import Judgement, Tally, Verdict, by_category, failures, interval, tally
from qa.commands.output import table

ALL = "tất cả"


@dataclass(frozen=True, slots=True)
class Result:
    """One case, judged; `answer` is the JSON it got, None when it crashed; `ms` is how long it took."""

    judgement: Judgement
    answer: Mapping[str, Any] | None
    ms: float


@dataclass(frozen=True, slots=True)
class Part:
    """The results of one set; the sha256 of the set and of each report's file."""

    name: str
    results: tuple[Result, ...]
    sha256: str
    corpus: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Run:
    """All results by set, what they were measured on, and what they took."""

    parts: tuple[Part, ...]
    marks: Marks
    costs: Costs

    @property
    def results(self) -> tuple[Result, ...]:
        """The results in the order asked."""
        return tuple(result for part in self.parts for result in part.results)

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """The judgements in the order asked."""
        return tuple(result.judgement for result in self.results)

    @property
    def by_set(self) -> dict[str, tuple[Judgement, ...]]:
        """The judgements of each set; none when there is but one."""
        split = {part.name: tuple(result.judgement for result in part.results) for part in self.parts}
        return split if len(split) > 1 else {}

    @property
    def fingerprints(self) -> dict[str, Any]:
        """What was asked, about which files, with which model, settings and code."""
        corpus = {name: digest for part in self.parts for name, digest in part.corpus.items()}
        return {"sets": {part.name: part.sha256 for part in self.parts}, "corpus": corpus, **asdict(self.marks)}


def as_json(run: Run) -> dict[str, Any]:
    """Everything about a run. Shares are 0 to 1; intervals are 95 % bootstrap intervals of the share."""
    judged = run.judgements
    names = sorted({judgement.case.category for judgement in judged})
    return {
        "fingerprints": run.fingerprints,
        "costs": asdict(run.costs),
        "overall": _shares(judged),
        "sets": {part.name: _shares([result.judgement for result in part.results]) for part in run.parts},
        "categories": {name: _shares([j for j in judged if j.case.category == name]) for name in names},
        "failures": failures(judged),
        "items": [{"set": part.name} | _item(result) for part in run.parts for result in part.results],
    }


def _shares(judged: Sequence[Judgement]) -> dict[str, Any]:
    counts = tally(judged)
    spread = {verdict.value: interval(judged, verdict) for verdict in (Verdict.RIGHT, Verdict.WRONG)}
    return asdict(counts) | {"shares": {v.value: counts.share(v) for v in Verdict}, "interval": spread}


def _item(result: Result) -> dict[str, Any]:
    judgement = result.judgement
    case = judgement.case
    return {
        "id": case.id,
        "category": case.category,
        "question": case.question,
        "expected": [asdict(answer) for answer in case.answers],
        "verdict": judgement.verdict,
        "failure": judgement.failure,
        "why": judgement.why,
        "citing": judgement.citing,
        "gold_place": judgement.gold_place,
        "ms": round(result.ms, 1),
        "answer": result.answer,
    }


def counts_table(run: Run) -> str:
    """Right, wrong, refused and exactly cited by category, by set where there are several, then over all."""
    judged = run.judgements
    sets = {f"bộ {name}": tally(found) for name, found in run.by_set.items()}
    rows = [_row(name, counts) for name, counts in (by_category(judged) | sets | {ALL: tally(judged)}).items()]
    headers = ("loại câu hỏi", "số câu", "đúng", "sai", "từ chối", "trích dẫn chính xác")
    return table(headers, rows, right=headers[1:])


def _row(name: str, counts: Tally) -> tuple[str, ...]:
    shares = (percent(counts.share(verdict)) for verdict in Verdict)
    return name, str(counts.total), *shares, f"{counts.exact}/{counts.cited}"


def percent(share: float) -> str:
    """A share the Vietnamese way: 0.956 is "95,6%"."""
    return f"{share:.1%}".replace(".", ",")


def summary(run: Run) -> Iterator[str]:
    """The closing lines: intervals, false answers, places cited, what goes wrong how often, time and memory."""
    judged = run.judgements
    for verdict, word in ((Verdict.RIGHT, "đúng"), (Verdict.WRONG, "sai")):
        low, high = interval(judged, verdict)
        share = tally(judged).share(verdict)
        yield f"{word} {percent(share)} (khoảng tin cậy 95%: {percent(low)} đến {percent(high)})"
    counts = tally(judged)
    yield f"trả lời sai câu mà báo cáo không nêu: {counts.answered}/{counts.unanswerable}"
    placed = [j.gold_place for j in judged if j.verdict is Verdict.RIGHT and j.gold_place is not None]
    yield f"câu đúng trích đúng chỗ của đáp án: {sum(placed)}/{len(placed)}"
    if wrong := failures(judged):
        yield "lỗi: " + ", ".join(f"{name} {count}" for name, count in wrong.items())
    yield ", ".join(costs_said(run.costs))


def costs_said(costs: Costs) -> Iterator[str]:
    """Each cost that was measured, in words."""
    yield f"trả lời p50 {_tenths(costs.p50_ms)} ms"
    yield f"p95 {_tenths(costs.p95_ms)} ms"
    if costs.cold_s is not None:
        yield f"tiến trình mới {_tenths(costs.cold_s)} s"
    if costs.cold_mb is not None:
        yield f"bộ nhớ của tiến trình mới {costs.cold_mb:.0f} MB"
    if costs.run_mb is not None:
        yield f"bộ nhớ cao nhất khi đo {costs.run_mb:.0f} MB"


def _tenths(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def failure_lines(run: Run) -> Iterator[str]:
    """One line for each case that is not right: question, expected, got."""
    for result in run.results:
        judgement = result.judgement
        case = judgement.case
        if judgement.verdict is Verdict.RIGHT:
            continue
        wanted = ", ".join(f"{a.value} {a.unit}".strip() for a in case.answers) or "; ".join(case.key_phrases)
        said = (result.answer or {}).get("answer") or "không có câu trả lời"
        yield (
            f"{case.id} [{case.category}] {judgement.verdict}/{judgement.failure}: {case.question} | cần: "
            f"{wanted or 'từ chối'} | {judgement.why} | trả lời: {said}"
        )
