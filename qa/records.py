"""The frozen values that flow through `qa/`: what is asked, what was found, what is answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from index.records import Period, Span


class Aim(StrEnum):
    """What a question wants to know of an indicator."""

    LEVEL = "level"
    CHANGE = "change"
    CHANGE_PCT = "change_pct"
    CHANGE_ABS = "change_abs"
    MULTIPLE = "multiple"
    PLAN_PCT = "plan_pct"
    SHARE = "share"
    INDEX = "index"
    RANK = "rank"
    DATE = "date"
    STAGE = "stage"
    ORDINAL = "ordinal"
    PAIR = "pair"
    TEXT = "text"
    WHY = "why"


QUOTED = (Aim.DATE, Aim.STAGE, Aim.ORDINAL, Aim.TEXT, Aim.WHY)
"""What is answered by words of the report."""


class Operation(StrEnum):
    """What is to be worked out from what is found."""

    NONE = "none"
    DIFFERENCE = "difference"
    WITHOUT = "without"
    SUM = "sum"
    REST_OF_PLAN = "rest_of_plan"
    LARGER_CHANGE = "larger_change"
    EXTREME = "extreme"
    MEMBERS = "members"
    PER_UNIT = "per_unit"
    YEAR_PLAN = "year_plan"
    COMPLEMENT = "complement"
    ADD_UP = "add_up"


class Code(StrEnum):
    """Why there is no answer."""

    ABSENT = "absent_indicator"
    PERIOD = "other_period"
    PLACE = "other_place"
    SPLIT = "no_such_split"
    PREMISE = "false_premise"
    AMBIGUOUS = "ambiguous"
    NO_QUESTION = "not_a_question"
    INSTRUCTION = "instruction"


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that a question speaks of: alternatives ("lợn" or "heo"), each a run of syllables.

    `name` marks a proper name: without it in its clause or sentence no figure answers.
    `focus` marks the words right beside "bao nhiêu": they say what is counted or measured.
    `verb` marks a verb that is no part of what such reports call anything: they may say it in another way.
    """

    alternatives: tuple[str, ...]
    name: bool = False
    focus: bool = False
    verb: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """One figure wanted: its aim, the words that name it, the unit or thing counted, the basis of comparison.

    `within`: a part of what is named first is wanted, by the words in focus: "Trong số 142 thanh niên, mấy người ...".
    """

    aim: Aim
    content: tuple[Concept, ...] = ()
    words: str = ""
    unit: str = ""
    basis: str = ""
    direction: str = ""
    within: bool = False


@dataclass(frozen=True, slots=True)
class Calculation:
    """What is to be worked out: for each way to read it the operands in words, the whole first; words said of all.

    A `certain` one is asked for in so many words: without it nothing answers the question.
    """

    operation: Operation
    readings: tuple[tuple[str, ...], ...]
    common: str = ""
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Query:
    """A question as understood. `periods` are those it names; `explicit` when it names one.

    `ordinal` counts from the end that `extreme` names: 2 for "lớn thứ hai".
    `carried` says in words what was taken over from the question before, `fresh` are the question's own words then.
    """

    question: str
    text: str
    english: bool
    asks: tuple[Ask, ...]
    periods: tuple[Period, ...] = ()
    place: str = ""
    last_year: bool = False
    operation: Operation = Operation.NONE
    calculation: Calculation | None = None
    extreme: str = ""
    ordinal: int = 1
    claims: tuple[str, ...] = ()
    carried: str = ""
    fresh: tuple[Concept, ...] = ()
    refusal: Code | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote: `quote == text[start:end]` of the report's stored text.

    `page` is where it begins in the file; `cell` names the cells of the figures that it is cited for.
    """

    id: int
    report: str
    section: str
    quote: str
    start: int
    end: int
    page: int | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """A headline or context figure of an answer. A derived one has its formula and operands."""

    value: str
    number: Decimal | None
    unit: str
    kind: str
    indicator: str
    period: str | None = None
    basis: str | None = None
    direction: str | None = None
    qualifier: str | None = None
    formula: str | None = None
    operands: tuple[Given, ...] = ()
    report: str = ""
    span: Span | None = None
    sentence: Span | None = None
    label: str = ""

    @property
    def derived(self) -> bool:
        """Whether it was worked out and stands nowhere in the report."""
        return self.formula is not None


@dataclass(frozen=True, slots=True)
class Answered:
    """What was found: the figures asked for, what stands beside them, and quotes for answers in words."""

    figures: tuple[Given, ...]
    context: tuple[Given, ...] = ()
    quotes: tuple[tuple[str, Span], ...] = ()
    note: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotFound:
    """Why there is no answer, and the nearest figures, labelled as such."""

    code: Code
    message: str
    nearest: tuple[Given, ...] = ()


Outcome = Answered | NotFound


@dataclass(frozen=True, slots=True)
class Answer:
    """An outcome in words, with its citations: what every surface shows.

    `engine` is "rules" or the language model that the words are of; `note` says why one that was asked is not used.
    """

    id: str
    question: str
    text: str
    outcome: Outcome
    citations: tuple[Citation, ...] = field(default=())
    cited: tuple[tuple[Given, int], ...] = field(default=())
    carried: str = ""
    engine: str = "rules"
    note: str = ""
    elapsed_ms: float = 0.0
