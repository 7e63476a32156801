"""An answer's JSON, read for judging. Whatever it lacks is empty: a poor answer is judged, not refused to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from eval.values import Quantity, normal


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure of an answer. An `operand` is headlined only as part of a computation."""

    value: str
    unit: str = ""
    indicator: str = ""
    period: str = ""
    derived: bool = False
    operand: bool = False

    @property
    def quantity(self) -> Quantity:
        """Its value and unit."""
        return Quantity(self.value, self.unit)


@dataclass(frozen=True, slots=True)
class Quote:
    """A citation: the characters start to end of a report's stored text, as the answer claims."""

    text: str
    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reply:
    """What an answer says: its headline figures, those `beside` them (context and nearest), its quotes."""

    text: str
    abstained: bool
    figures: tuple[Headline, ...] = ()
    beside: tuple[Headline, ...] = ()
    quotes: tuple[Quote, ...] = ()

    @classmethod
    def read(cls, payload: Mapping[str, Any]) -> Reply:
        """The reply in an answer's JSON object."""
        quotes = payload.get("citations") or ()
        beside = [*(payload.get("context") or ()), *(payload.get("nearest") or ())]
        return cls(
            text=str(payload.get("answer") or ""),
            abstained=bool(payload.get("abstained")),
            figures=tuple(map(_headline, payload.get("figures") or ())),
            beside=tuple(map(_headline, beside)),
            quotes=tuple(map(_quote, quotes)),
        )

    @property
    def said(self) -> str:
        """The answer and its quotes in one spelling, to look words up in."""
        return normal(" ".join([self.text, *(quote.text for quote in self.quotes)]))


def _headline(figure: Mapping[str, Any]) -> Headline:
    return Headline(
        value=str(figure.get("value") or ""),
        unit=str(figure.get("unit") or ""),
        indicator=str(figure.get("indicator") or ""),
        period=str(figure.get("period") or ""),
        derived=bool(figure.get("derived")),
        operand=bool(figure.get("operand")),
    )


def _quote(citation: Mapping[str, Any]) -> Quote:
    start, end = citation.get("start"), citation.get("end")
    return Quote(
        text=str(citation.get("quote") or ""),
        report=str(citation.get("report") or ""),
        start=start if isinstance(start, int) else -1,
        end=end if isinstance(end, int) else -1,
    )
