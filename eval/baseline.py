"""A run's standing: what is kept of it to compare later runs with, and the comparison."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import UsageError

_KEPT = ("fingerprints", "overall", "sets", "categories")


@dataclass(frozen=True, slots=True)
class Standing:
    """What two runs are compared by: right and wrong in per cent, over all and by category, the verdict of each id.

    `sets` is the sha256 of each set of questions, by name.
    """

    right: float
    wrong: float
    verdicts: Mapping[str, str]
    categories: Mapping[str, tuple[float, float]]
    sets: Mapping[str, str]

    @classmethod
    def of(cls, record: Any) -> Standing:  # noqa: ANN401 - any JSON
        """The standing in a run's JSON or in what `kept` leaves of it; KeyError or TypeError when it is neither."""
        return cls(
            *_right_and_wrong(record["overall"]),
            {str(item["id"]): str(item["verdict"]) for item in record["items"]},
            {str(name): _right_and_wrong(counts) for name, counts in record["categories"].items()},
            {str(name): str(digest) for name, digest in record["fingerprints"]["sets"].items()},
        )


def _right_and_wrong(counts: Any) -> tuple[float, float]:  # noqa: ANN401 - any JSON
    return 100 * float(counts["shares"]["right"]), 100 * float(counts["shares"]["wrong"])


def kept(record: Mapping[str, Any]) -> dict[str, Any]:
    """A run's JSON without answers and costs: small enough to be committed as a baseline."""
    items = [{key: item[key] for key in ("id", "verdict", "failure")} for item in record["items"]]
    return {key: record[key] for key in _KEPT} | {"items": items}


def read_baseline(path: Path) -> Standing:
    """The standing of an earlier run, from its JSON file.

    Raises:
        UsageError: the file is no such JSON.
    """
    try:
        return Standing.of(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            f"Không đọc được mốc so sánh {path}: cần tệp do `--out` hoặc `--save-baseline` của lần chạy trước ghi ra."
        ) from error


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed since a baseline, in lines; `worse` when right fell or wrong rose by more than the margin."""

    lines: tuple[str, ...]
    worse: bool


def compare(now: Standing, before: Standing, margin: float) -> Comparison:
    """This run against an earlier one; `margin` in percentage points."""
    # Shares are binary fractions: a fall of exactly the margin must not count as more.
    limit = margin + 1e-9
    worse = before.right - now.right > limit or now.wrong - before.wrong > limit
    return Comparison((*_changes(now, before), *(("kém hơn mốc.",) if worse else ())), worse)


def _changes(now: Standing, before: Standing) -> Iterator[str]:
    yield f"so với mốc: đúng {_signed(now.right - before.right)}, sai {_signed(now.wrong - before.wrong)} điểm %"
    if now.sets != before.sets:
        yield "lưu ý: mốc được đo trên một bộ câu hỏi khác."
    for name, (right, wrong) in now.categories.items():
        was_right, was_wrong = before.categories.get(name, (right, wrong))
        if (right, wrong) != (was_right, was_wrong):
            yield f"loại {name}: đúng {_signed(right - was_right)}, sai {_signed(wrong - was_wrong)} điểm %"
    for name, verdict in now.verdicts.items():
        if before.verdicts.get(name, verdict) != verdict:
            yield f"{name}: {before.verdicts[name]} -> {verdict}"


def _signed(points: float) -> str:
    return f"{points:+.1f}".replace(".", ",").replace("-0,0", "+0,0")
