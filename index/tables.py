"""Flattened tables become figures: a number, its row, its column and the caption make the meaning."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from index.figure_state import Setting
from index.number_marks import marks_in
from index.records import DigitClass, Figure, Passage, Span
from index.table_layout import Layout, Role, read_layout, table_runs
from index.table_meaning import TableReader

Classes = Mapping[Span, DigitClass]


@dataclass(slots=True)
class TableFindings:
    """The figures of a document's tables by passage number, and the classes of all digit strings outside figures."""

    figures: dict[int, list[Figure]] = field(default_factory=dict)
    classes: dict[Span, DigitClass] = field(default_factory=dict)


def table_figures(
    text: str, passages: Sequence[Passage], settings: Callable[[Passage], Setting], classes: Classes
) -> TableFindings:
    """The figures of all tables among `passages`; a passage without an entry in `figures` is no table.

    `settings` gives what stands above a passage; `classes` are the digit strings as the words beside them class them.
    """
    findings = TableFindings(classes=dict(classes))
    before: Layout | None = None
    marks = marks_in(text)
    for run in table_runs(text, passages):
        span = Span(run[0].span.start, run[-1].span.end)
        layout = read_layout(text, span, before)
        if layout is None:
            continue
        before = layout
        figures = TableReader(text, layout, settings(run[0]), marks).figures()
        for passage in run:
            findings.figures[passage.number] = [f for f in figures if passage.span.holds(f.span)]
        _classify(findings.classes, span, layout, figures)
    return findings


def blank_cells(
    text: str, passages: Sequence[Passage], settings: Callable[[Passage], Setting]
) -> Iterator[tuple[Passage, Figure]]:
    """The cells of all tables that say that there is no figure, each with the passage where it stands."""
    before: Layout | None = None
    marks = marks_in(text)
    for run in table_runs(text, passages):
        layout = read_layout(text, Span(run[0].span.start, run[-1].span.end), before)
        if layout is None:
            continue
        before = layout
        for figure in TableReader(text, layout, settings(run[0]), marks).blanks():
            yield next(p for p in run if p.span.holds(figure.sentence)), figure


def _classify(classes: dict[Span, DigitClass], span: Span, layout: Layout, figures: Sequence[Figure]) -> None:
    """Digits outside the cells of values that no word explains are ordinals, numbers of columns and notes."""
    taken = sorted(f.span for f in figures)
    values = sorted(_value_cells(layout))
    for digits in [d for d in classes if span.holds(d)]:
        if _meets(taken, digits):
            del classes[digits]
        elif classes[digits] is DigitClass.UNKNOWN and not _meets(values, digits):
            classes[digits] = DigitClass.OTHER


def _meets(ordered: Sequence[Span], span: Span) -> bool:
    """Whether one of the spans, which are in order and apart, shares a character with `span`."""
    at = bisect_right(ordered, span.start, key=lambda s: s.start)
    return any(other.meets(span) for other in ordered[max(0, at - 1) : at + 1])


def _value_cells(layout: Layout) -> Iterator[Span]:
    for row in layout.body:
        for column in (*layout.columns(Role.VALUE), *layout.columns(Role.NOTE)):
            if not row.is_line and row.at(column).text:
                yield row.at(column).span
