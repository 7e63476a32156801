"""The answer's JSON as types: what the service documents, and what a kept conversation has to look like."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from qa.payload import as_json
from qa.records import Answer, Answered, Given

Text = Annotated[str, Field(max_length=20_000)]


class FigureOut(BaseModel):
    """A figure; `start` and `end` are characters of the report's stored text."""

    model_config = ConfigDict(frozen=True)

    value: Text
    number: Text | None = None
    unit: Text = ""
    kind: Text = ""
    indicator: Text = ""
    period: Text | None = None
    basis: Text | None = None
    direction: Text | None = None
    qualifier: Text | None = None
    derived: bool = False
    formula: Text | None = None
    operands: Annotated[tuple[FigureOut, ...], Field(max_length=50)] = ()
    citation: int | None = None
    label: Text | None = None
    report: Text = ""
    start: int | None = None
    end: int | None = None

    def given(self) -> Given:
        """The figure as the wording of answers takes it."""
        return Given(
            self.value, None, self.unit, self.kind, self.indicator, self.period, self.basis, self.direction,
            self.qualifier, self.formula,
        )  # fmt: skip


class CitationOut(BaseModel):
    """A quote: the characters `start` to `end` of the report's stored text."""

    model_config = ConfigDict(frozen=True)

    id: int
    report: Text
    section: Text = ""
    quote: Text = ""
    start: int = 0
    end: int = 0
    page: int | None = None
    cell: str | None = None


class ReasonOut(BaseModel):
    """Why there is no answer."""

    model_config = ConfigDict(frozen=True)

    code: Text
    message: Text


class AnswerOut(BaseModel):
    """The same object as `traso ask --json` prints."""

    model_config = ConfigDict(frozen=True)

    id: Text = ""
    question: Text = ""
    answer: Text = ""
    abstained: bool = False
    figures: Annotated[tuple[FigureOut, ...], Field(max_length=200)] = ()
    context: Annotated[tuple[FigureOut, ...], Field(max_length=200)] = ()
    citations: Annotated[tuple[CitationOut, ...], Field(max_length=200)] = ()
    reason: ReasonOut | None = None
    nearest: Annotated[tuple[FigureOut, ...], Field(max_length=50)] = ()
    warnings: Annotated[tuple[Text, ...], Field(max_length=50)] = ()
    carried: Text | None = None
    engine: Text = "rules"
    note: Text | None = None
    elapsed_ms: float = 0.0


class ShownAnswer(AnswerOut):
    """What the page keeps beside: a remark on the figures, and the citations whose quotes are themselves the answer."""

    remark: Text = ""
    quotes: Annotated[tuple[int, ...], Field(max_length=200)] = ()

    def citation(self, number: int | None) -> CitationOut | None:
        """The citation of that number."""
        return next((c for c in self.citations if c.id == number), None)


def shown_answer(answer: Answer) -> ShownAnswer:
    """An answer as the page shows and keeps it."""
    found = ShownAnswer.model_validate(as_json(answer))
    outcome = answer.outcome
    if not isinstance(outcome, Answered):
        return found
    spans = {(name, *span) for name, span in outcome.quotes}
    quotes = tuple(c.id for c in answer.citations if (c.report, c.start, c.end) in spans)
    return found.model_copy(update={"remark": outcome.note, "quotes": quotes})
