"""The last gate: every figure stands in its report and is worded as found; every number in an answer has support."""

from __future__ import annotations

import re

from index.folding import plain
from index.grammar.numbers import Shape, literals
from index.records import Span
from qa.records import Answered, Citation, Given, NotFound, Outcome
from qa.wording import headline, said

_MARK = re.compile(r"\[\d+\]")
_NUMBER = re.compile(r"\d[\d.,/]*")


class UnverifiedAnswerError(AssertionError):
    """An answer says a number that nothing cited supports: a defect of the program, never shown as an answer."""


def verify(text: str, outcome: Outcome, citations: tuple[Citation, ...], question: str, texts: dict[str, str]) -> None:
    """Checks an answer before anyone sees it.

    Raises:
        UnverifiedAnswerError: a number without support, a figure that is not what stands at its place or is not worded
            as it was found, or a citation whose characters are not the report's.
    """
    for citation in citations:
        if texts[citation.report][citation.start : citation.end] != citation.quote:
            raise UnverifiedAnswerError(f"citation {citation.id} does not match the report")
    supported = _supported(outcome, citations, question)
    unmarked = _MARK.sub(" ", text)
    for literal in literals(unmarked, plain(unmarked)):
        if literal.shape in (Shape.NUMBER, Shape.FRACTION, Shape.DATE, Shape.MONTH_YEAR) and not supports(
            supported, literal.span, unmarked
        ):
            raise UnverifiedAnswerError(f"{literal.text!r} has no support")
    if isinstance(outcome, Answered):
        _check_figures(text, outcome, texts)


def _check_figures(text: str, outcome: Answered, texts: dict[str, str]) -> None:
    """Each figure stands in its report as it is given, and in the answer as it was found."""
    beside = () if not outcome.figures or outcome.figures[0].derived else outcome.context
    for figure in (*outcome.figures, *outcome.context):
        for part in (figure, *figure.operands):
            if part.span is not None and _written(part.span.of(texts[part.report])) != _written(part.value):
                raise UnverifiedAnswerError(f"{part.value!r} does not stand at its place")
    worded = [headline(f, "") for f in outcome.figures] + [said(g) for g in beside if not g.label]
    for phrase in worded:
        if phrase not in text:
            raise UnverifiedAnswerError(f"{phrase!r} is not worded as it was found")


def _written(value: str) -> str:
    return re.sub(r"\s+", " ", value).strip()


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
        parts += [outcome.note, *outcome.warnings]
    else:
        parts.append(outcome.message)
    return " | ".join(parts)


def supports(supported: str, span: Span, said: str) -> bool:
    """Whether the number at `span` of a text stands in `supported` as it is, and not as a part of another."""
    number = re.escape(span.of(said))
    return bool(re.search(rf"(?<![\d.,]){number}(?![\d]|[.,]\d)", supported))
