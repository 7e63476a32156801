"""What the assembly of figures works on: a sentence's findings, a paragraph's setting, and what is carried along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from index.grammar.amounts import Amount
from index.grammar.comparisons import Basis
from index.grammar.periods import Clock, PeriodMention
from index.records import Figure, Kind, Period, Span
from index.subjects import Subject

CHANGES = (Kind.CHANGE_PCT, Kind.CHANGE_ABS, Kind.INDEX, Kind.MULTIPLE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """What the lower layers found in one sentence, with the span of its paragraph's lead taken off."""

    span: Span
    amounts: Sequence[Amount]
    periods: Sequence[PeriodMention]
    bases: Sequence[Basis]


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands above a paragraph: the section's last heading, the period in force, the report's clock."""

    heading: str
    period: Period | None
    clock: Clock
    plan: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """One amount of a sentence: `left` are the words before it, `following` is where the next amount begins."""

    text: str
    plain: str
    sentence: Sentence
    amount: Amount
    left: Span
    following: int

    @property
    def words(self) -> str:
        """The plain words before the amount, from the one before it on."""
        return self.plain[self.left.start : self.left.end]


@dataclass(frozen=True, slots=True)
class State:
    """What one amount hands on to the next of its paragraph.

    `topic` is the lead before a colon, `head` the last subject with a measure, `whole` what is broken down while
    `in_part`, `current` the last indicator; `base` and `thing` are what bare subjects are joined to. `earlier` holds
    the last bases of comparison, `aside` a plan stated in brackets, `counted` what was counted,
    `by_unit` the last of each unit.
    """

    period: Period | None
    topic: Subject = Subject()
    head: Subject = Subject()
    whole: Subject = Subject()
    current: Subject = Subject()
    base: Subject = Subject()
    thing: Subject = Subject()
    in_part: bool = False
    pair: bool = False
    level: Figure | None = None
    whole_level: Figure | None = None
    last: Figure | None = None
    bare_percent: Figure | None = None
    plan_basis: str | None = None
    aside: str | None = None
    earlier: tuple[str, ...] = ()
    counted: tuple[tuple[Subject, Period | None], ...] = ()
    by_unit: dict[str, tuple[Subject, Period | None]] = field(default_factory=dict)
