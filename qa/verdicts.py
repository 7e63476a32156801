"""Verdicts as the JSON and the words that the command line and pages share."""

from __future__ import annotations

from collections.abc import Sequence

from qa.judging import Label, Source, Verdict, worst

LABEL_WORDS = {Label.SUPPORTED: "đúng", Label.CONTRADICTED: "sai", Label.UNSOURCED: "không có nguồn"}


def as_json(id: str, verdicts: Sequence[Verdict]) -> dict[str, object]:
    """The shape of the contract: id, label, and a verdict for each figure."""
    return {"id": id, "label": worst(verdicts).value, "figures": [figure_json(v) for v in verdicts]}


def figure_json(verdict: Verdict) -> dict[str, object]:
    """One figure: its text and label, why, and the citation of what the report has."""
    return {
        "text": verdict.claim.text,
        "label": verdict.label.value,
        "why": verdict.why,
        "citation": _citation(verdict.source),
    }


def _citation(source: Source | None) -> dict[str, object] | None:
    if source is None:
        return None
    return {
        "report": source.report,
        "section": source.section,
        "start": source.start,
        "end": source.end,
        "quote": source.quote,
        "value": source.value,
        "unit": source.unit,
    }


def counted(verdicts: Sequence[Verdict]) -> str:
    """How many figures have which label, in one line."""
    if not verdicts:
        return "Đoạn văn không nêu số liệu nào."
    counts = [(LABEL_WORDS[label], sum(v.label is label for v in verdicts)) for label in Label]
    return f"{len(verdicts)} số liệu: " + ", ".join(f"{count} {words}" for words, count in counts if count) + "."
