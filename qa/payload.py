"""An Answer as the JSON that the command line, the page and the benchmark share."""

from __future__ import annotations

from qa.records import Answer, Given, NotFound


def as_json(answer: Answer) -> dict[str, object]:
    """The shape of the contract: answer, figures, context, citations, reason, nearest."""
    cited = dict(answer.cited)
    outcome = answer.outcome
    refused = isinstance(outcome, NotFound)
    return {
        "id": answer.id,
        "question": answer.question,
        "answer": answer.text,
        "abstained": refused,
        "figures": [] if isinstance(outcome, NotFound) else [_figure(f, cited) for f in outcome.figures],
        "context": [] if isinstance(outcome, NotFound) else [_figure(f, cited) for f in outcome.context],
        "citations": [
            {
                "id": c.id,
                "report": c.report,
                "section": c.section,
                "quote": c.quote,
                "start": c.start,
                "end": c.end,
                "page": c.page,
                "cell": c.cell,
            }
            for c in answer.citations
        ],
        "reason": {"code": outcome.code.value, "message": outcome.message} if isinstance(outcome, NotFound) else None,
        "nearest": [_figure(f, cited) for f in outcome.nearest] if isinstance(outcome, NotFound) else [],
        "warnings": [] if isinstance(outcome, NotFound) else list(outcome.warnings),
        "carried": answer.carried or None,
        "engine": answer.engine,
        "note": answer.note or None,
        "elapsed_ms": round(answer.elapsed_ms, 1),
    }


def _figure(figure: Given, cited: dict[Given, int]) -> dict[str, object]:
    return {
        "value": figure.value,
        "number": f"{figure.number:f}" if figure.number is not None else None,
        "unit": figure.unit,
        "kind": figure.kind,
        "indicator": figure.indicator,
        "period": figure.period,
        "basis": figure.basis,
        "direction": figure.direction,
        "qualifier": figure.qualifier,
        "derived": figure.derived,
        "formula": figure.formula,
        "operands": [_figure(o, cited) for o in figure.operands],
        "citation": cited.get(figure),
        "label": figure.label or None,
        "report": figure.report,
        "start": figure.span.start if figure.span else None,
        "end": figure.span.end if figure.span else None,
    }
