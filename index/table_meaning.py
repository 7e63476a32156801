"""The figures of one table: every numeric cell with what its row, its column and the caption say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median

from index.figures import Setting
from index.folding import plain as to_plain
from index.grammar.comparisons import bases
from index.grammar.periods import Clock
from index.records import Figure, Kind, Period, PeriodUnit, Span
from index.table_cells import CellNumber, Row, cell_numbers, decimal_points, is_year, value_of
from index.table_layout import DITTO, Layout, Role
from index.table_periods import before, combined, compared
from index.table_rows import Node, link, names_measure, read_node
from index.table_words import Caption, Meaning, first_unit, is_change, read_caption, read_heading, share_or_change

_PERCENT = ("%", "‰")
_OF_A_WHOLE = (Kind.INDEX, Kind.PLAN_PCT, Kind.SHARE, Kind.CHANGE_PCT)
_CHANGES = (Kind.CHANGE_PCT, Kind.CHANGE_ABS)
_LOW_INDEX = 50
_RANK = re.compile(r"(?<![^\W\d_])(?:xếp hạng|thứ hạng|vị trí|xếp thứ|hạng)(?![^\W\d_])")
_PRICE = re.compile(r"^giá (?!trị)")
_MONEY = re.compile(r"đồng|usd|vnd|(?<![^\W\d_])đ(?![^\W\d_])")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of values: its heading's meaning, and whether it writes decimals with a point."""

    at: int
    meaning: Meaning
    points: bool
    heading: str

    @property
    def is_level(self) -> bool:
        """Whether its cells are levels as far as the heading says."""
        return self.meaning.kind is None and not self.meaning.compares


class TableReader:
    """Reads the figures of one table."""

    def __init__(self, text: str, layout: Layout, setting: Setting) -> None:
        self.text, self.layout, self.setting = text, layout, setting
        self.caption = self._caption()
        self.clock = self._clock()
        self.columns = self._columns()
        self.nodes = self._nodes()
        link(self.nodes)
        tops = [n for n in self.nodes if not n.total and not n.group and n.parent is None and n.own]
        unnamed = sum(not names_measure(n.own) for n in tops)
        self.caption_everywhere = bool(self.caption.subject) and unnamed * 2 > len(tops)

    def figures(self) -> list[Figure]:
        """The figures in the order of their digits."""
        found: list[Figure] = []
        above: Node | None = None
        units: str | None = None
        for node in self.nodes:
            units = self._unit_cell(node.row, units)
            said = self._row_meaning(node)
            if said.compares and not said.words and above is not None:
                node = replace(node, own=above.own, parent=above.parent, total=above.total, unit=node.unit)
            row = list(self._row(node, said, units))
            found += _with_levels(row)
            if row and not said.compares:
                above = node
        return found

    # -- the parts --------------------------------------------------------------------------------------------

    def _caption(self) -> Caption:
        captions = [cell.text for cell in self.layout.captions]
        caption = read_caption(captions, self.setting.clock)
        if not captions and names_measure(self.setting.heading) and not re.search(r"\d|,", self.setting.heading):
            caption = replace(caption, subject=self.setting.heading)
        corner = " ".join(self.layout.headings[c] for c in self.layout.columns(Role.LABEL))
        if caption.unit is None and (unit := read_caption([corner], self.setting.clock).unit):
            caption = replace(caption, unit=unit)
        return caption

    def _clock(self) -> Clock:
        own, report = self.caption.period, self.setting.clock.period
        if own is None or (report is not None and own.unit is PeriodUnit.YEAR and own.year == report.year):
            return self.setting.clock
        return Clock(own)

    def _columns(self) -> list[Column]:
        columns = []
        values = self.layout.columns(Role.VALUE)
        everywhere = [n.text for c in values for n in self._numbers(c)]
        english = any(re.fullmatch(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}", t) for t in everywhere)
        for at in values:
            heading = self.layout.headings[at]
            meaning = read_heading(heading, self.clock)
            texts = [n.text for n in self._numbers(at)]
            if texts and all(map(is_year, texts)) and len(texts) > 1:
                continue
            for which, note in self.caption.notes:
                if which == at or (which == -1 and at == values[-1]):
                    meaning = replace(meaning, period=meaning.period or note.period, basis=meaning.basis or note.basis)
            columns.append(Column(at, self._as_change(at, heading, meaning), english or decimal_points(texts), heading))
        return columns

    def _as_change(self, at: int, heading: str, meaning: Meaning) -> Meaning:
        """An index whose heading or numbers say that it is a change in %: "Tăng, giảm", -2,3, 7,9."""
        if meaning.kind is Kind.INDEX and (is_change(heading) or self._are_changes(at)):
            return replace(meaning, kind=Kind.CHANGE_PCT)
        return meaning

    def _are_changes(self, at: int) -> bool:
        numbers = self._numbers(at)
        points = decimal_points([n.text for n in numbers])
        return any(n.negative or n.way for n in numbers) or bool(
            numbers and median(value_of(n.text, points) for n in numbers) < _LOW_INDEX
        )

    def _numbers(self, at: int) -> list[CellNumber]:
        return [n for row in self.layout.body if not row.is_line for n in cell_numbers(row.at(at))]

    def _nodes(self) -> list[Node]:
        ordinals, labels = self.layout.columns(Role.ORDINAL), self.layout.columns(Role.LABEL)
        numbered = bool(ordinals)
        nodes, above = [], ""
        for row in self.layout.body:
            cells = [row.at(0)] if row.is_line else [row.at(c) for c in labels]
            texts = [cell.text for cell in cells]
            if len(texts) > 1 and not texts[0] and texts[1]:
                texts[0] = above
            above = texts[0]
            ordinal = "" if row.is_line or not ordinals else row.at(ordinals[0]).text
            if not any(texts) and ordinal and not self._has_values(row):
                texts, ordinal = [ordinal], ""
            node = read_node(row, ordinal, texts, cells[0].indent, numbered)
            node.group = not node.part and not self._has_values(row)
            self._date(node)
            node.levels = dict(self._levels(row))
            nodes.append(node)
        return nodes

    def _has_values(self, row: Row) -> bool:
        return any(row.at(c).text for c in self.layout.columns(Role.VALUE))

    def _date(self, node: Node) -> None:
        """A label that is a period dates its row: "Tháng 1", "2021", "Quý II/2023"."""
        if node.unit is None or is_year(node.own):
            meaning = read_heading(node.own, self.clock)
            node.period = meaning.period
            if meaning.period is not None and not meaning.words and not meaning.compares:
                node.own = ""

    def _levels(self, row: Row) -> Iterator[tuple[int, Decimal]]:
        for column in self.columns:
            numbers = cell_numbers(row.at(column.at))
            if column.is_level and len(numbers) == 1 and column.meaning.unit not in _PERCENT and not numbers[0].denominator:
                value = value_of(numbers[0].text, column.points)
                yield column.at, -value if numbers[0].negative else value

    def _unit_cell(self, row: Row, above: str | None) -> str | None:
        """The unit column's entry; a ditto mark repeats the one above."""
        for column in self.layout.columns(Role.UNIT):
            text = row.at(column).text
            if text.lower() in DITTO:
                return above
            return first_unit(text) if text and not row.is_line else None
        return None

    def _row_meaning(self, node: Node) -> Meaning:
        label = " ".join(node.row.at(c).text for c in self.layout.columns(Role.LABEL)) if not node.row.is_line else ""
        return read_heading(re.sub(r"^[-+* ]+", "", label), self.clock)

    # -- one row ----------------------------------------------------------------------------------------------

    def _row(self, node: Node, said: Meaning, unit_cell: str | None) -> Iterator[Figure]:
        for column in self.columns:
            for number in cell_numbers(node.row.at(column.at)):
                yield from self._figure(node, said, column, number, unit_cell)

    def _figure(self, node: Node, said: Meaning, column: Column, number: CellNumber, unit_cell: str | None) -> Iterator[Figure]:
        meaning = self._meaning(column, said)
        unit = self._unit(node, meaning, number, unit_cell)
        kind, basis = self._kind(node, column, meaning, number, unit)
        value = value_of(number.text, column.points)
        head, indicator = self._indicator(node, meaning, kind)
        change = kind in _CHANGES
        down = number.negative or number.way == "giảm"
        plan = kind is Kind.LEVEL and (meaning.plan or said.plan)
        if kind in _OF_A_WHOLE and unit not in _PERCENT:
            unit = "%"
        figure = Figure(
            span=number.span if change else number.signed,
            value=(number.span if change else number.signed).of(self.text),
            number=-value if number.negative and not change else value,
            unit=None if kind is Kind.RANK else unit,
            kind=kind,
            indicator=indicator,
            period=self._period(node, column, meaning, plan),
            basis=basis[:1].lower() + basis[1:] if basis and not basis[:2].isupper() else basis,
            direction=("giảm" if down else "tăng") if change else None,
            qualifier=number.qualifier,
            estimate=meaning.estimate or said.estimate,
            plan=plan,
            head=head,
            clause=node.row.span,
            sentence=node.row.span,
        )
        yield from _parts(figure, number, column.points, self.text)

    def _meaning(self, column: Column, said: Meaning) -> Meaning:
        """The column's meaning; that of a row which compares ("So với cùng kỳ (%)") where the column has none."""
        meaning = column.meaning
        if column.is_level and said.compares:
            return replace(meaning, kind=said.kind, basis=said.basis, unit=said.unit, compares=True, period=meaning.period or said.period)
        return meaning

    def _unit(self, node: Node, meaning: Meaning, number: CellNumber, unit_cell: str | None) -> str | None:
        if meaning.unit in _PERCENT or meaning.kind in _OF_A_WHOLE:
            return meaning.unit or "%"
        inherited = (n.unit for n in _lineage(node) if n.unit)
        return number.unit or node.unit or unit_cell or meaning.unit or next(inherited, None) or self.caption.unit

    def _kind(self, node: Node, column: Column, meaning: Meaning, number: CellNumber, unit: str | None) -> tuple[Kind, str | None]:
        kind, basis = meaning.kind, meaning.basis
        if kind is Kind.CHANGE_ABS and unit in _PERCENT and meaning.unit in _PERCENT:
            return Kind.CHANGE_PCT, basis
        if kind is not None:
            return kind, basis
        if meaning.compares:
            return (Kind.INDEX if unit in _PERCENT else Kind.OTHER), basis
        if unit in _PERCENT:
            return self._percent_kind(node, column, number)
        words = to_plain(node.words or self.caption.subject)
        if number.denominator and _RANK.search(words) or unit is None and _RANK.search(words):
            return Kind.RANK, None
        if _PRICE.search(words) and unit and _MONEY.search(to_plain(unit)):
            return Kind.PRICE, None
        return Kind.LEVEL, None

    def _percent_kind(self, node: Node, column: Column, number: CellNumber) -> tuple[Kind, str | None]:
        """The kind of a figure in % whose column says none: by its row's label, else by the caption."""
        low = to_plain(node.words)
        named = share_or_change(low)
        basis = next((b.span.of(node.words) for b in bases(low) if b.linked), None)
        caption = self.caption.meaning
        if named is None and names_measure(node.own) and not caption.compares:
            return Kind.RATIO, None
        if named is None and caption.kind is not None:
            named, basis = caption.kind, caption.basis
        named = named or share_or_change(to_plain(self.caption.subject)) or Kind.RATIO
        if named in (Kind.INDEX, Kind.CHANGE_PCT) and basis is None:
            basis = caption.basis
        if named is Kind.INDEX and (number.negative or value_of(number.text, column.points) < _LOW_INDEX):
            named = Kind.CHANGE_PCT
        return named, basis

    def _indicator(self, node: Node, meaning: Meaning, kind: Kind) -> tuple[str, str]:
        """The inherited words and all words of the indicator of a cell."""
        row, head, column = node.words, node.sits_under, meaning.words
        subject = self.caption.subject
        if subject and (self.caption_everywhere or not row or not names_measure(row)) and not (column and names_measure(column) and not row):
            head = _with(subject, head) if row and to_plain(subject) not in to_plain(row) else head
            row = _with(subject, row)
        elif node.total and not column:
            row = node.own
        if kind is Kind.LEVEL and meaning.plan:
            return head, f"{column or 'Kế hoạch'} {row}".strip()
        if not column or to_plain(column) in to_plain(row):
            return head, row or column
        if names_measure(column) and not names_measure(node.own):
            own = node.words
            lead = subject if row != own else ""
            return head, " ".join(filter(None, (_with(lead, column), own)))
        return head, f"{row} {column}".strip()

    def _period(self, node: Node, column: Column, meaning: Meaning, plan: bool) -> Period | None:
        default = node.period or self.caption.period or self.setting.period
        if plan:
            year = (meaning.period or node.period or self.caption.period or self.clock.period)
            finer = meaning.period if meaning.period and meaning.period.unit is not PeriodUnit.YEAR else None
            return finer or (Period(PeriodUnit.YEAR, year.year) if year else None)
        if meaning.earlier:
            main = next((c.meaning.period for c in self._near(column) if not c.meaning.earlier and c.meaning.period), None)
            return before(meaning.earlier, main or default, meaning.period, self.clock)
        if meaning.period is not None:
            return combined(meaning.period, node.period if not node.own else None)
        if meaning.compares or meaning.kind in _OF_A_WHOLE or meaning.kind is Kind.CHANGE_ABS:
            levels = [c.meaning.period for c in self._near(column) if c.at < column.at and not c.meaning.earlier and c.meaning.period]
            return compared(meaning.basis, levels, default, self.clock)
        return default

    def _near(self, column: Column) -> list[Column]:
        """The other columns of levels, nearest first, those on the left before those on the right."""
        levels = [c for c in self.columns if c.is_level and not c.meaning.plan and c.at != column.at]
        return sorted(levels, key=lambda c: (abs(c.at - column.at), c.at))


def _with(head: str, own: str) -> str:
    """`own` behind `head`, unless it says the same."""
    if not head or to_plain(head) in to_plain(own):
        return own
    return f"{head} {own}".strip()


def _lineage(node: Node) -> Iterator[Node]:
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def _parts(figure: Figure, number: CellNumber, points: bool, text: str) -> Iterator[Figure]:
    """The figure, as two where the cell is "done/whole"; a rank keeps its denominator."""
    if number.denominator is None:
        yield figure
        return
    whole = value_of(number.denominator, points)
    if figure.kind is Kind.RANK:
        yield replace(figure, denominator=whole)
        return
    for span, value in (
        (Span(figure.span.start, figure.span.start + len(number.text)), figure.number),
        (Span(figure.span.end - len(number.denominator), figure.span.end), whole),
    ):
        yield replace(figure, span=span, value=span.of(text), number=value)


def _with_levels(row: Sequence[Figure]) -> list[Figure]:
    """The figures of a row, those that qualify a level with its span: the same period's, by preference of the same words."""
    levels = [f for f in row if f.kind is Kind.LEVEL and not f.plan]
    result = []
    for figure in row:
        if figure.kind not in (Kind.LEVEL, Kind.PRICE, Kind.RATIO, Kind.RANK):
            fits = [f for f in levels if f.period == figure.period]
            same = [f for f in fits if f.indicator == figure.indicator]
            figure = replace(figure, of=(same or fits)[0].span if same or fits else None)
        result.append(figure)
    return result

