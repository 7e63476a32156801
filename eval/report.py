"""A run of the benchmark as JSON, to compare with, and as lines of text for a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from eval.metrics import Judgement, Tally, Verdict, by_category, failures, interval, tally
from index.errors import UsageError
from qa.commands.output import table

ALL = "tất cả"


@dataclass(frozen=True, slots=True)
class Result:
    """One case, judged; `answer` is the JSON it got, None when it crashed."""

    judgement: Judgement
    answer: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Run:
    """All results, and what they were measured on: sha256 of the set and of each report's file, model, version."""

    results: tuple[Result, ...]
    set_sha256: str
    corpus: Mapping[str, str]
    model: str | None
    version: str | None

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """The judgements, in the order asked."""
        return tuple(result.judgement for result in self.results)


def as_json(run: Run) -> dict[str, Any]:
    """Everything about a run. Shares are 0 to 1; intervals are 95 % bootstrap intervals of the share."""
    judged = run.judgements
    spread = {verdict.value: interval(judged, verdict) for verdict in (Verdict.RIGHT, Verdict.WRONG)}
    return {
        "fingerprints": {"set": run.set_sha256, "corpus": dict(run.corpus), "model": run.model, "version": run.version},
        "overall": _shares(tally(judged)) | {"interval": spread},
        "categories": {name: _shares(counts) for name, counts in by_category(judged).items()},
        "failures": failures(judged),
        "items": [_item(result) for result in run.results],
    }


def _shares(counts: Tally) -> dict[str, Any]:
    return asdict(counts) | {"shares": {verdict.value: counts.share(verdict) for verdict in Verdict}}


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
        "answer": result.answer,
    }


def counts_table(run: Run) -> str:
    """Right, wrong, refused and exactly cited by category, then over all."""
    judged = run.judgements
    rows = [_row(name, counts) for name, counts in (by_category(judged) | {ALL: tally(judged)}).items()]
    headers = ("loại câu hỏi", "số câu", "đúng", "sai", "từ chối", "trích dẫn chính xác")
    return table(headers, rows, right=headers[1:])


def _row(name: str, counts: Tally) -> tuple[str, ...]:
    shares = (percent(counts.share(verdict)) for verdict in Verdict)
    return name, str(counts.total), *shares, f"{counts.exact}/{counts.cited}"


def percent(share: float) -> str:
    """A share the Vietnamese way: 0.956 is "95,6%"."""
    return f"{share:.1%}".replace(".", ",")


def summary(run: Run) -> Iterator[str]:
    """The closing lines: intervals, answers that cite the gold sentence, and what goes wrong how often."""
    judged = run.judgements
    for verdict, word in ((Verdict.RIGHT, "đúng"), (Verdict.WRONG, "sai")):
        low, high = interval(judged, verdict)
        share = tally(judged).share(verdict)
        yield f"{word} {percent(share)} (khoảng tin cậy 95%: {percent(low)} đến {percent(high)})"
    placed = [j.gold_place for j in judged if j.verdict is Verdict.RIGHT and j.gold_place is not None]
    yield f"câu đúng trích đúng chỗ của đáp án: {sum(placed)}/{len(placed)}"
    if wrong := failures(judged):
        yield "lỗi: " + ", ".join(f"{name} {count}" for name, count in wrong.items())


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


@dataclass(frozen=True, slots=True)
class Standing:
    """What two runs are compared by: right and wrong in per cent, the verdict of each id, the sha256 of the set."""

    right: float
    wrong: float
    verdicts: Mapping[str, str]
    set_sha256: str

    @classmethod
    def of(cls, record: Any) -> Standing:  # noqa: ANN401 - any JSON
        """The standing in a run's JSON; KeyError or TypeError when it is none."""
        shares = record["overall"]["shares"]
        return cls(
            100 * float(shares["right"]),
            100 * float(shares["wrong"]),
            {str(item["id"]): str(item["verdict"]) for item in record["items"]},
            str(record["fingerprints"]["set"]),
        )


def read_baseline(path: Path) -> Standing:
    """The standing of an earlier run, from its JSON file.

    Raises:
        UsageError: the file is no such JSON.
    """
    try:
        return Standing.of(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"Không đọc được mốc so sánh {path}: cần tệp do `--out` của lần chạy trước ghi ra.") from error


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed since a baseline, in lines; `worse` when right fell or wrong rose by more than the margin."""

    lines: tuple[str, ...]
    worse: bool


def compare(now: Standing, before: Standing, margin: float) -> Comparison:
    """This run against an earlier one; `margin` in percentage points."""
    lines = [f"so với mốc: đúng {_signed(now.right - before.right)}, sai {_signed(now.wrong - before.wrong)} điểm %"]
    if now.set_sha256 != before.set_sha256:
        lines.append("lưu ý: mốc được đo trên một bộ câu hỏi khác.")
    for name, verdict in now.verdicts.items():
        if before.verdicts.get(name, verdict) != verdict:
            lines.append(f"{name}: {before.verdicts[name]} -> {verdict}")
    # Shares are binary fractions: a fall of exactly the margin must not count as more.
    limit = margin + 1e-9
    return Comparison(tuple(lines), before.right - now.right > limit or now.wrong - before.wrong > limit)


def _signed(points: float) -> str:
    return f"{points:+.1f}".replace(".", ",")
