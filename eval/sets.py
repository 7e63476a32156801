"""The question sets of the project, each with the reports that it asks about, and any other set that is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

_HERE = Path(__file__).resolve().parent
SAMPLES = _HERE.parent / "samples"
STYLES = _HERE / "reports"
TABLES = _HERE / "tables"
QUESTIONS = _HERE / "questions.jsonl"
BASELINE = _HERE / "baseline.json"


@dataclass(frozen=True, slots=True)
class GoldSet:
    """A JSONL file of questions and the files or folders of their reports; None: a store that is there already."""

    name: str
    questions: Path
    reports: tuple[Path, ...] | None


OWN: tuple[GoldSet, ...] = (
    GoldSet("samples", QUESTIONS, (SAMPLES,)),
    GoldSet("styles", _HERE / "styles.jsonl", (STYLES,)),
    GoldSet("tables", _HERE / "tables.jsonl", (TABLES,)),
)


def chosen(questions: Path | None, reports: Sequence[Path] | None, store: str | None) -> tuple[GoldSet, ...]:
    """The sets to ask: one named file or all of the project's own, about `reports`, a store, or each set's own.

    A file that is no set of the project is asked about the samples unless told otherwise.
    """
    found = OWN
    if questions is not None:
        own = [each for each in OWN if each.questions == questions.resolve()]
        found = (own[0] if own else GoldSet(questions.stem, questions, (SAMPLES,)),)
    if store is None and reports is None:
        return found
    return tuple(replace(each, reports=None if reports is None else tuple(reports)) for each in found)
