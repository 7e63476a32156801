"""A table's caption, columns and rows as read: the material from which its figures are made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median

from index.figure_state import Setting
from index.folding import plain as to_plain
from index.grammar.periods import Clock
from index.number_marks import Marks, counts_whole, decimal_points, marks_of, marks_of_counts
from index.records import Kind, PeriodUnit
from index.table_captions import Caption, names_measure, own_lines, read_caption, unnumbered
from index.table_cells import CellNumber, Row, cell_numbers, is_year, value_of
from index.table_headings import Meaning, first_unit, is_change, read_heading
from index.table_layout import DITTO, Layout, Role, band_of
from index.table_rows import Node, is_numbered, link, read_node
from index.table_units import unit_of

PERCENT = ("%", "‰")
_ABSOLUTE = re.compile(r"(?:tuyệt đối|chênh lệch)(?![^\W\d_])")
LOW_INDEX = 50  # below it, "so với cùng kỳ (%)" gives a change and no ratio
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of values: its heading's meaning, and whether it writes decimals with a point."""

    at: int
    meaning: Meaning
    points: bool

    @property
    def is_level(self) -> bool:
        """Whether its cells are levels as far as the heading says."""
        return self.meaning.kind is None and not self.meaning.compares


@dataclass(frozen=True, slots=True)
class Parts:
    """A table's caption with the clock it sets, its columns of values and its rows with their parents."""

    caption: Caption
    clock: Clock
    columns: tuple[Column, ...]
    nodes: tuple[Node, ...]


def read_parts(layout: Layout, setting: Setting, marks: Marks) -> Parts:
    """The parts of a table under `setting`; `marks` is what the numbers of the whole report tell of their marks."""
    caption = _caption(layout, setting)
    clock = _clock(caption, setting)
    columns = tuple(_columns(layout, caption, clock, marks))
    nodes: list[Node] = []
    for band, rows in _banded(layout.body, clock):
        part = list(_nodes(replace(layout, body=tuple(rows)), columns, clock))
        for node in part:
            node.band = band
        link(part)
        _join_comparing_rows(part)
        nodes += part
    return Parts(caption, clock, columns, tuple(nodes))


def _caption(layout: Layout, setting: Setting) -> Caption:
    lines = own_lines([cell.text for cell in layout.captions])
    # Yearbooks print the unit alone in the corner: "Nghìn người".
    alone = unit_of(lines[-1].strip(" ()")) if lines and (len(lines) > 1 or setting.heading) else None
    caption = read_caption(lines[:-1] if alone else lines, setting.clock)
    caption = replace(caption, unit=caption.unit or alone)
    title = unnumbered(setting.heading)
    if not caption.subject and not caption.meaning.words and (title != setting.heading or names_measure(title)):
        above = read_caption([setting.heading], setting.clock)
        caption = replace(above, unit=caption.unit or above.unit, period=caption.period or above.period)
    corner = " ".join(layout.headings[c] for c in layout.columns(Role.LABEL))
    if caption.unit is None and (unit := read_caption([corner], setting.clock).unit):
        caption = replace(caption, unit=unit)
    return caption


def _clock(caption: Caption, setting: Setting) -> Clock:
    own, report = caption.period, setting.clock.period
    if own is None or (report is not None and own.unit is PeriodUnit.YEAR and own.year == report.year):
        return setting.clock
    return Clock(own)


def _columns(layout: Layout, caption: Caption, clock: Clock, marks: Marks) -> Iterator[Column]:
    values = layout.columns(Role.VALUE)
    all_texts = [n.text for c in values for n in _numbers(layout, c)]
    english = any(map(_ENGLISH.fullmatch, all_texts))
    table = sum((_marks(layout, at, caption, clock) for at in values), Marks())
    for at in values:
        numbers = _numbers(layout, at)
        texts = [n.text for n in numbers]
        if len(texts) > 1 and all(map(is_year, texts)):
            continue
        meaning = read_heading(layout.headings[at], clock)
        for which, note in caption.notes:
            if which == at or (which == -1 and at == values[-1]):
                meaning = replace(meaning, period=meaning.period or note.period, basis=meaning.basis or note.basis)
        points = english or bool(decimal_points(texts, table, marks, meaning.unit or caption.unit))
        if meaning.kind is Kind.INDEX and (is_change(layout.headings[at]) or _are_changes(numbers, points)):
            relative = meaning.unit in PERCENT or meaning.unit is None and not _is_absolute(layout, at, meaning, clock)
            meaning = replace(meaning, kind=Kind.CHANGE_PCT if relative else Kind.CHANGE_ABS)
        yield Column(at, meaning, points)


def _marks(layout: Layout, at: int, caption: Caption, clock: Clock) -> Marks:
    """What a column tells of the marks of numbers, by its numbers and by its unit."""
    texts = [n.text for n in _numbers(layout, at)]
    whole = counts_whole(read_heading(layout.headings[at], clock).unit or caption.unit)
    return marks_of(texts) + (marks_of_counts(texts) if whole else Marks())


def _is_absolute(layout: Layout, at: int, meaning: Meaning, clock: Clock) -> bool:
    """Whether a change without a unit is one in that of the table: by its name, or because one beside it is in %."""
    if _ABSOLUTE.search(to_plain(layout.headings[at])):
        return True
    beside = [read_heading(layout.headings[c], clock) for c in layout.columns(Role.VALUE) if abs(c - at) == 1]
    return is_change(layout.headings[at]) and any(b.unit in PERCENT and b.basis == meaning.basis for b in beside)


def _numbers(layout: Layout, at: int) -> list[CellNumber]:
    return [n for row in layout.body if not row.is_line for n in cell_numbers(row.at(at))]


def _are_changes(numbers: list[CellNumber], points: bool) -> bool:
    if any(n.negative or n.way for n in numbers):
        return True
    return bool(numbers) and median(value_of(n.text, points) for n in numbers) < LOW_INDEX


def _banded(body: Sequence[Row], clock: Clock) -> Iterator[tuple[Meaning | None, list[Row]]]:
    """The rows of a table in parts, each with what the row above the part says of all its figures."""
    band: Meaning | None = None
    rows: list[Row] = []
    for row in body:
        if text := band_of(row):
            yield band, rows
            said = read_heading(text, clock)
            unit = unit_of(text)
            band, rows = (replace(said, words="", unit=unit) if unit else said), []
        else:
            rows.append(row)
    yield band, rows


def _nodes(layout: Layout, columns: tuple[Column, ...], clock: Clock) -> Iterator[Node]:
    ordinals, labels = layout.columns(Role.ORDINAL), layout.columns(Role.LABEL)
    numbered = bool(ordinals) or any(is_numbered(row.at(labels[0]).text) for row in layout.body if not row.is_line)
    above, unit_above = "", None
    dating = _dating(columns, clock)
    for row in layout.body:
        cells = [row.at(0)] if row.is_line else [row.at(c) for c in labels]
        texts = [cell.text for cell in cells]
        if len(texts) > 1 and not texts[0] and texts[1]:
            texts[0] = above
        above = texts[0]
        ordinal = "" if row.is_line or not ordinals else row.at(ordinals[0]).text
        filled = not row.is_line and any(row.at(c).text for c in layout.columns(Role.VALUE))
        if ordinal and not any(texts) and not filled:
            texts, ordinal = [ordinal], ""
        node = read_node(row, ordinal, texts, cells[0].indent, numbered)
        unit_above = _unit_entry(layout, row, unit_above)
        node.unit = node.unit or unit_above
        node.group = not node.part and not filled
        node.said = read_heading(re.sub(r"^[-+*• ]+", "", " ".join(texts)), clock)
        _date(node, dating)
        node.levels = dict(_levels(row, columns))
        yield node


def _dating(columns: tuple[Column, ...], clock: Clock) -> Clock:
    """The clock by which labels such as "Tháng 1" are read: any year will do where each column names its own."""
    years = [c.meaning.period for c in columns if c.meaning.period and c.meaning.period.unit is PeriodUnit.YEAR]
    return Clock(years[-1]) if clock.period is None and len(years) == len(columns) > 0 else clock


def _unit_entry(layout: Layout, row: Row, above: str | None) -> str | None:
    """The unit column's entry in a row; a ditto mark repeats the one above."""
    for column in layout.columns(Role.UNIT):
        text = "" if row.is_line else row.at(column).text
        return above if text.lower() in DITTO else first_unit(text) if text else None
    return None


def _date(node: Node, clock: Clock) -> None:
    """A label that is a period dates its row: "Tháng 1", "2021", "Sơ bộ 2022"."""
    named = read_heading(node.own, clock)
    node.period = named.period
    if named.period is not None and not named.words and not named.compares:
        node.own = ""


def _levels(row: Row, columns: tuple[Column, ...]) -> Iterator[tuple[int, Decimal]]:
    for column in columns:
        numbers = cell_numbers(row.at(column.at))
        if not column.is_level or column.meaning.unit in PERCENT or len(numbers) != 1 or numbers[0].denominator:
            continue
        value = value_of(numbers[0].text, column.points)
        yield column.at, -value if numbers[0].negative else value


def _join_comparing_rows(nodes: list[Node]) -> None:
    """A row that only compares ("So với cùng kỳ (%)") speaks of the row of levels above it."""
    level: Node | None = None
    for node in nodes:
        if node.said.compares and not node.said.words and level is not None:
            node.own, node.parent, node.total = level.own, level.parent, level.total
        elif not node.group and not node.said.compares:
            level = node
