"""A document's text becomes figures and classified digit strings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from index.figure_state import Sentence, Setting
from index.figures import ParagraphReader
from index.folding import UPPER
from index.folding import plain as to_plain
from index.grammar.amounts import Amount, amounts_of, join_neighbours
from index.grammar.comparisons import bases
from index.grammar.numbers import Literal, Shape, literals
from index.grammar.periods import Clock, periods
from index.nonfigures import non_figure
from index.records import DigitClass, DigitString, Document, Figure, Kind, Passage, Period, Section, Span
from index.subjects import Subject, has_measure
from index.tables import blank_cells, table_figures
from index.torn import cuts, numbers_meet

T = TypeVar("T")
Sentences = Callable[[str, Span], Sequence[Span]]

# The number of the last passage that may stand right below the title, which is a passage itself.
_RIGHT_BELOW = 1
_DATED = ("day", "as_of", "from_to", "dates")
_PLAN_HEADING = re.compile(r"(?<![^\W\d_])(?:kế hoạch|nhiệm vụ|mục tiêu|phương hướng|chỉ tiêu)(?![^\W\d_])")
_DONE_HEADING = re.compile(r"tình hình|kết quả|thực hiện|ước thực hiện|đánh giá")


class _Reader:
    """The layers' findings on one document, by offset."""

    def __init__(self, document: Document, sections: Sequence[Section]) -> None:
        self.document, self.sections = document, sections
        self.text, self.plain = document.text, to_plain(document.text)
        self.clock = Clock(document.period)
        self.periods = tuple(periods(self.plain, self.clock))
        self.bases = tuple(bases(self.plain))
        self.headings = tuple(s.heading_span for s in sections if s.heading_span)
        self.classes: dict[Span, DigitClass] = {}
        self.amounts: list[Amount] = []
        found = list(literals(self.text, self.plain))
        self.torn = self._torn(found)
        for literal in found:
            self._sort(literal)
        self.amounts = join_neighbours(self.amounts, self.plain)

    def _torn(self, found: Sequence[Literal]) -> frozenset[Span]:
        """The numbers that are parts of others, which a line end cut in two."""
        torn: set[Span] = set()
        for cut in cuts(self.text):
            at = bisect_left(found, cut.left.start, key=lambda literal: literal.span.start)
            both = Span(cut.left.start, cut.right.end)
            sides = [literal for literal in found[at : at + 3] if literal.span.meets(both)]
            # Their parts are read like others, for what the sentence goes on to say of them.
            if cut.is_sure or all(self._label(literal) is None for literal in sides):
                torn.update(literal.span for literal in sides)
        return frozenset(torn)

    def _sort(self, literal: Literal) -> None:
        inside_unit = (
            bool(self.amounts) and self.amounts[-1].extent.holds(literal.span) and self.amounts[-1].span != literal.span
        )
        label = DigitClass.OTHER if inside_unit else self._label(literal)
        if label is None:
            found = amounts_of(literal, self.text, self.plain)
            self.amounts.extend(found)
            for amount in found:
                self.classes[amount.span] = DigitClass.UNKNOWN
        else:
            self.classes[literal.span] = label

    def _label(self, literal: Literal) -> DigitClass | None:
        if any(c.meets(literal.span) for c in self.document.chrome):
            return DigitClass.CHROME
        if self._numbers_heading(literal):
            return DigitClass.HEADING
        for mention in self.periods:
            if mention.span.holds(literal.span) or (
                mention.span.meets(literal.span) and literal.shape is not Shape.FRACTION
            ):
                return DigitClass.DATE if mention.rule in _DATED else DigitClass.PERIOD
        return non_figure(literal, self.text, self.plain)

    def _numbers_heading(self, literal: Literal) -> bool:
        line = self.text.rfind("\n", 0, literal.span.start) + 1
        before = self.text[line : literal.span.start]
        if not re.fullmatch(r"[\s•*+#\-]*(?:(?:[Pp]hần|[Cc]hương|[Mm]ục|[Bb]iểu|[Bb]ảng)\s+)?", before):
            return False
        after = self.text[literal.span.end : literal.span.end + 3]
        lead = before.strip(" \t•*+#-\u00a0")
        return (
            bool(lead)
            or bool(re.match(r"[.)]\s|[.)]$|\.[^\d]", after))
            or (
                "." in literal.text
                and bool(re.match(rf"\s+[{UPPER}]", after))
                and any(h.holds(literal.span) for h in self.headings)
            )
        )

    def is_torn(self, figure: Figure) -> bool:
        """Whether the number of a figure is a part of another."""
        return any(figure.span.meets(span) for span in self.torn)

    def within(self, span: Span) -> Sentence:
        """The findings inside `span`."""
        return Sentence(
            span,
            _inside(self.amounts, span, lambda a: a.span),
            _inside(self.periods, span, lambda m: m.span),
            _inside(self.bases, span, lambda b: b.extent),
        )


def _inside(items: Sequence[T], span: Span, key: Callable[[T], Span]) -> tuple[T, ...]:
    first = bisect_left(items, span.start, key=lambda item: key(item).start)
    found = []
    for item in items[first:]:
        if key(item).start >= span.end:
            break
        found.append(item)
    return tuple(found)


def read_figures(
    document: Document, sections: Sequence[Section], passages: Sequence[Passage], sentences: Sentences
) -> tuple[tuple[Figure, ...], tuple[DigitString, ...]]:
    """All figures of `document` in order, and every digit string with its class.

    `sentences(text, span)` gives the sentence spans inside a passage.
    """
    reader = _Reader(document, sections)
    settings = {s.number: _setting(reader.clock, sections, s) for s in sections}
    tables = table_figures(reader.text, passages, partial(_above_table, document, settings), reader.classes)
    figures: list[Figure] = []
    paragraph: ParagraphReader | None = None
    before: Passage | None = None
    for passage in passages:
        section = sections[passage.section]
        if passage.number in tables.figures:
            figures += [_placed(figure, section, passage) for figure in tables.figures[passage.number]]
            continue
        if (
            paragraph is None
            or before is None
            or "\n" in reader.text[before.span.end : passage.span.start]
            or before.section != passage.section
        ):
            paragraph = ParagraphReader(reader.text, reader.plain, settings[section.number])
        before = passage
        for span in _whole(sentences(reader.text, passage.span), reader.text):
            if section.heading_span and section.heading_span.meets(span) and section.heading_span.end < span.end:
                span = Span(section.heading_span.end, span.end)
            found = (f for f in paragraph.read(reader.within(span)) if not (_means_nothing(f) or reader.is_torn(f)))
            figures += [_placed(figure, section, passage) for figure in found]
    kept = {figure.span for figure in figures}
    figures = [replace(f, of=f.of if f.of in kept else None) for f in figures]
    known = dict.fromkeys((f.span for f in figures), DigitClass.FIGURE)
    digits = tuple(DigitString(span, label) for span, label in sorted({**tables.classes, **known}.items()))
    return tuple(sorted(figures, key=lambda f: f.span)), digits


def _whole(spans: Sequence[Span], text: str) -> Iterator[Span]:
    """The sentences of a passage, those whole again that end between two numbers at the end of a line."""
    waiting: Span | None = None
    for span in spans:
        if waiting is not None and numbers_meet(text, waiting.end, span.start):
            waiting = Span(waiting.start, span.end)
            continue
        if waiting is not None:
            yield waiting
        waiting = span
    if waiting is not None:
        yield waiting


def read_blanks(document: Document, sections: Sequence[Section], passages: Sequence[Passage]) -> tuple[Figure, ...]:
    """The cells of tables with a mark for none ("-", "..."), as the figures that they would be."""
    settings = {s.number: _setting(Clock(document.period), sections, s) for s in sections}
    found = blank_cells(document.text, passages, partial(_above_table, document, settings))
    return tuple(_placed(figure, sections[passage.section], passage) for passage, figure in found)


def _means_nothing(figure: Figure) -> bool:
    """A bare number without a unit whose words name no measure: left to the list of unknown digit strings."""
    return figure.kind is Kind.LEVEL and figure.unit is None and not has_measure(Subject.of(figure.indicator))


def _placed(figure: Figure, section: Section, passage: Passage) -> Figure:
    return replace(figure, section=section.number, passage=passage.number)


# "Kết quả 9 tháng, ước cả năm 2023": the result is of the months.
_ESTIMATED = re.compile(r"\d.*(?<![^\W\d_])(?:dự )?ước(?: thực hiện| kết quả)? (?:cả )?năm(?: \d{4})?$")


def _setting(clock: Clock, sections: Sequence[Section], section: Section) -> Setting:
    lineage = list(_lineage(sections, section))
    period: Period | None = clock.cumulative
    for ancestor in reversed(lineage):
        head = to_plain(ancestor.heading)
        named = [m.period for m in periods(head, clock) if m.period and not _ESTIMATED.search(head[: m.span.end])]
        period = named[-1] if named else period
    heads = [to_plain(s.heading) for s in lineage]
    plan = any(_PLAN_HEADING.search(h) and not _DONE_HEADING.search(h) for h in heads)
    return Setting(section.heading, period, clock, plan)


def _above_table(document: Document, settings: Mapping[int, Setting], passage: Passage) -> Setting:
    """What stands above a table: where no heading does, the report's title may be the table's own."""
    setting = settings[passage.section]
    is_first = passage.number <= _RIGHT_BELOW and not setting.heading
    return replace(setting, heading=document.title) if is_first else setting


def _lineage(sections: Sequence[Section], section: Section) -> Iterator[Section]:
    here: Section | None = section
    while here is not None:
        yield here
        here = sections[here.parent] if here.parent is not None else None
