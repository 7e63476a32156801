"""The last gate: every number in an outgoing answer must stand in its cited figures, formulas, periods or quotes."""

from __future__ import annotations

import re

from index.folding import plain
from index.grammar.numbers import Shape, literals
from index.records import Span
from qa.records import Answered, Citation, Given, NotFound, Outcome

_MARK = re.compile(r"\[\d+\]")
_NUMBER = re.compile(r"\d[\d.,/]*")


class UnverifiedAnswerError(AssertionError):
    """An answer says a number that nothing cited supports: a defect of the program, never shown as an answer."""


def verify(text: str, outcome: Outcome, citations: tuple[Citation, ...], question: str, texts: dict[str, str]) -> None:
    """Checks an answer before anyone sees it.

    Raises:
        UnverifiedAnswerError: a number without support, or a citation whose characters are not the report's.
    """
    for citation in citations:
        if texts[citation.report][citation.start : citation.end] != citation.quote:
            raise UnverifiedAnswerError(f"citation {citation.id} does not match the report")
    supported = _supported(outcome, citations, question)
    said = _MARK.sub(" ", text)
    for literal in literals(said, plain(said)):
        if literal.shape in (Shape.NUMBER, Shape.FRACTION, Shape.DATE, Shape.MONTH_YEAR) and not _holds(
            supported, literal.span, said
        ):
            raise UnverifiedAnswerError(f"{literal.text!r} has no support")


def _supported(outcome: Outcome, citations: tuple[Citation, ...], question: str) -> str:
    given: list[Given] = (
        list(outcome.nearest) if isinstance(outcome, NotFound) else [*outcome.figures, *outcome.context]
    )
    given += [o for f in given for o in f.operands]
    parts = [
        question,
        *(c.quote for c in citations),
        *(f.report for f in given),
        *(n for n, _ in getattr(outcome, "quotes", ())),
    ]
    for figure in given:
        parts += [
            figure.value,
            figure.unit,
            figure.period or "",
            figure.basis or "",
            figure.indicator,
            figure.formula or "",
        ]
    if isinstance(outcome, Answered):
        parts.append(outcome.note)
    else:
        parts.append(outcome.message)
    return " | ".join(parts)


def _holds(supported: str, span: Span, said: str) -> bool:
    number = re.escape(span.of(said))
    return bool(re.search(rf"(?<![\d.,]){number}(?![\d]|[.,]\d)", supported))
