"""Headings make sections; the lines below them make passages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.headings import Heading, Scheme, heading_of
from index.lines import Line, lines
from index.paragraphs import blocks
from index.records import Passage, Section, Span

_CAN_SWAP = ((int(Scheme.LETTER), int(Scheme.ROMAN)), (int(Scheme.SMALL_LETTER), int(Scheme.STAR)))


def sections(text: str, chrome: Sequence[Span], title_span: Span | None) -> tuple[Section, ...]:
    """The section tree in reading order. Number 0 is the root: it spans the whole text and has the path ().

    A section runs from the line of its heading to the next heading of the same or a wider rank.
    """
    rows = evidence_lines(text, chrome)
    read_to = title_span.end if title_span else 0
    found: list[Heading] = []
    for at, row in enumerate(rows):
        if row.span.start >= read_to and (heading := heading_of(rows, at)):
            found.append(heading)
            read_to = heading.span.end
    return _tree(_ranked(found), len(text))


def passages(text: str, tree: Sequence[Section], chrome: Sequence[Span]) -> tuple[Passage, ...]:
    """The paragraphs, bullets and tables in order: all but blanks, chrome and lines that are headings and no more."""
    rows = _without_headings(evidence_lines(text, chrome), tree)
    owners = [_innermost(tree, row.span.start).number for row in rows]
    found: list[Passage] = []
    for block in blocks(rows, owners):
        section = _innermost(tree, block.span.start)
        for piece in block.pieces(text):
            found.append(Passage(len(found), section.number, piece, section.path))
    return tuple(found)


def evidence_lines(text: str, chrome: Sequence[Span]) -> list[Line]:
    """The lines that hold something and are not chrome."""
    remaining = sorted(chrome, reverse=True)
    rows = []
    for row in lines(text):
        while remaining and remaining[-1].end <= row.span.start:
            remaining.pop()
        if not (remaining and remaining[-1].meets(row.span)):
            rows.append(row)
    return rows


def _ranked(found: Sequence[Heading]) -> list[Heading]:
    """`found` with ranks swapped where the document uses two schemes the other way round ("I." above "A.")."""
    order = list(dict.fromkeys(heading.rank for heading in found))
    swapped: dict[int, int] = {}
    for upper, lower in _CAN_SWAP:
        if upper in order and lower in order and order.index(lower) < order.index(upper):
            swapped |= {upper: lower, lower: upper}
    return [replace(heading, rank=swapped.get(heading.rank, heading.rank)) for heading in found]


@dataclass(slots=True)
class _Open:
    section: Section
    rank: int


def _tree(found: Sequence[Heading], length: int) -> tuple[Section, ...]:
    root = Section(0, None, 0, "", "", None, Span(0, length), ())
    done = [root]
    stack = [_Open(root, -100)]
    for heading in found:
        if not heading.text and not any(opened.rank == heading.rank for opened in stack):
            continue
        while stack[-1].rank >= heading.rank:
            _close(stack.pop(), heading.begin, done)
        if not heading.text:
            continue
        parent = stack[-1].section
        section = Section(
            number=len(done),
            parent=parent.number,
            level=parent.level + 1,
            label=heading.label,
            heading=heading.text,
            heading_span=heading.span,
            span=Span(heading.begin, length),
            path=(*parent.path, f"{heading.label} {heading.text}".strip()),
        )
        done.append(section)
        stack.append(_Open(section, heading.rank))
    return tuple(done)


def _close(opened: _Open, end: int, done: list[Section]) -> None:
    done[opened.section.number] = replace(opened.section, span=Span(opened.section.span.start, end))


def _without_headings(rows: Sequence[Line], tree: Sequence[Section]) -> list[Line]:
    """`rows` without those that a heading takes up to their end."""
    headings = [section.heading_span for section in reversed(tree) if section.heading_span]
    kept = []
    for row in rows:
        while headings and headings[-1].end < row.span.end:
            headings.pop()
        if not (headings and headings[-1].meets(row.span)):
            kept.append(row)
    return kept


def _innermost(tree: Sequence[Section], at: int) -> Section:
    section = tree[bisect_right(tree, at, key=lambda section: section.span.start) - 1]
    while section.parent is not None and at >= section.span.end:
        section = tree[section.parent]
    return section
