"""The figures of one table: every numeric cell with what its row, its column and the caption say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.figure_state import Setting
from index.folding import plain as to_plain
from index.grammar.comparisons import bases
from index.grammar.patterns import NO_LETTER_AFTER, NO_LETTER_BEFORE, alternatives, whole
from index.lexicon import COUNT_NOUNS
from index.number_marks import Marks
from index.records import Figure, Kind, Period, PeriodUnit, Span
from index.subjects import Subject
from index.table_captions import LISTED, names_measure, object_of, sentence_case
from index.table_cells import CellNumber, cell_numbers, is_none, value_of
from index.table_headings import Meaning, kind_in_percent
from index.table_layout import Layout
from index.table_parts import LOW_INDEX, PERCENT, Column, read_parts
from index.table_periods import before, combined, compared
from index.table_rows import Node, is_total

_IN_PERCENT = (Kind.INDEX, Kind.PLAN_PCT, Kind.SHARE, Kind.CHANGE_PCT)
_CHANGES = (Kind.CHANGE_PCT, Kind.CHANGE_ABS)
_STANDING = (Kind.LEVEL, Kind.PRICE, Kind.RATIO, Kind.RANK)
_RANK = re.compile(whole(("xếp hạng", "thứ hạng", "vị trí", "xếp thứ", "hạng")))
_RATE = re.compile(r"(?:tỷ lệ|tỷ suất|hệ số|độ che phủ)(?![^\W\d_])")
_PRICE = re.compile(r"giá (?!trị)")
_MONEY = re.compile(whole(("đồng", "usd", "vnd", "đ")))
_COUNTED = re.compile(
    rf"{NO_LETTER_BEFORE}(?:tổng +)?số +(?:lượng +)?(?P<noun>{alternatives(COUNT_NOUNS)}){NO_LETTER_AFTER}"
)
_THING = re.compile(rf"(?:^|\d )(?P<noun>{alternatives(COUNT_NOUNS)})$")


class TableReader:
    """Reads the figures of one table."""

    def __init__(self, text: str, layout: Layout, setting: Setting, marks: Marks) -> None:
        self.text, self.setting = text, setting
        parts = read_parts(layout, setting, marks)
        self.caption, self.clock, self.columns, self.nodes = parts.caption, parts.clock, parts.columns, parts.nodes
        tops = [n for n in self.nodes if not n.total and not n.group and n.own and _is_top(n)]
        listed = LISTED.split(to_plain(self.caption.subject))
        self.listed = listed if len(listed) > 1 else []
        self.shared = _shared(self.listed, [to_plain(c.meaning.words) for c in self.columns])
        self.columns_tell = self.shared is None and any(self._lists(c.meaning.words) for c in self.columns)
        self.caption_everywhere = sum(not names_measure(n.own) for n in tops) * 2 > len(tops)

    def figures(self) -> list[Figure]:
        """The figures in the order of their digits."""
        return [figure for node in self.nodes for figure in _with_levels(list(self._row(node)))]

    def blanks(self) -> Iterator[Figure]:
        """The cells with a mark for none as the figures they would be: `value` is the mark, `number` means nothing."""
        for node in self.nodes:
            for column in self.columns:
                cell = node.row.at(column.at)
                if cell.text and is_none(cell.text) and not node.group:
                    yield from self._figures(node, column, CellNumber(cell.span, cell.span, "100", False))

    def _row(self, node: Node) -> Iterator[Figure]:
        for column in self.columns:
            for number in cell_numbers(node.row.at(column.at)):
                yield from self._figures(node, column, number)

    def _figures(self, node: Node, column: Column, number: CellNumber) -> Iterator[Figure]:
        meaning = _meaning(column, node)
        unit = self._unit(node, meaning, number)
        head, indicator = self._indicator(node, meaning)
        kind, basis = self._kind(node, column, number, unit, to_plain(indicator))
        value = value_of(number.text, column.points)
        change = kind in _CHANGES
        span = number.span if change else number.signed
        down = number.negative or number.way == "giảm"
        plan = column.is_level and not meaning.compares and (meaning.plan or node.said.plan)
        figure = Figure(
            span=span,
            value=span.of(self.text),
            number=-value if number.negative and not change else value,
            unit=_unit_of_kind(kind, unit, indicator, meaning.words),
            kind=kind,
            indicator=indicator,
            period=self._period(node, column, meaning, plan),
            basis=basis[:1].lower() + basis[1:] if basis and not basis[:2].isupper() else basis,
            direction=("giảm" if down else "tăng") if change else None,
            qualifier=number.qualifier,
            estimate=meaning.estimate or node.said.estimate,
            plan=plan,
            head=head,
            clause=node.row.span,
            sentence=node.row.span,
        )
        yield from _of_a_pair(figure, number, column.points, self.text)

    def _unit(self, node: Node, meaning: Meaning, number: CellNumber) -> str | None:
        if meaning.unit in PERCENT or meaning.kind in _IN_PERCENT:
            return meaning.unit or "%"
        inherited = next((n.unit for n in _lineage(node) if n.unit), None)
        return number.unit or node.unit or meaning.unit or inherited or self.caption.unit

    def _kind(
        self, node: Node, column: Column, number: CellNumber, unit: str | None, words: str
    ) -> tuple[Kind, str | None]:
        meaning = _meaning(column, node)
        if meaning.kind is not None:
            return meaning.kind, meaning.basis
        if meaning.compares:
            return (Kind.INDEX if unit in PERCENT else Kind.OTHER), meaning.basis
        if unit in PERCENT:
            return self._percent_kind(node, column, number)
        if _RANK.search(words) and (number.denominator or unit is None):
            return Kind.RANK, None
        is_price = _PRICE.match(words) and unit is not None and _MONEY.search(to_plain(unit))
        return (Kind.PRICE if is_price else Kind.LEVEL), None

    def _percent_kind(self, node: Node, column: Column, number: CellNumber) -> tuple[Kind, str | None]:
        """The kind of a figure in % whose column says none: by its row's label, else by the caption."""
        low, caption = to_plain(node.words), self.caption.meaning
        named = kind_in_percent(low)
        basis = next((b.span.of(node.words) for b in bases(low) if b.linked), None)
        if named is None and (_RATE.match(to_plain(node.own)) or _RATE.match(to_plain(_meaning(column, node).words))):
            return Kind.RATIO, None
        if named is None:
            named = caption.kind or kind_in_percent(to_plain(self.caption.subject)) or Kind.RATIO
        if named in (Kind.INDEX, Kind.CHANGE_PCT, caption.kind):
            basis = basis or caption.basis
        if named is Kind.INDEX and (number.negative or value_of(number.text, column.points) < LOW_INDEX):
            named = Kind.CHANGE_PCT
        return named, basis

    def _indicator(self, node: Node, meaning: Meaning) -> tuple[str, str]:
        """The inherited words and all words of the indicator of a cell: caption, row, and what tells the column."""
        row, head, column, subject = node.words, node.sits_under, meaning.words, self.caption.subject
        column = "" if is_total(column) and to_plain(column).startswith("tổng") else column
        leads = names_measure(column) and not names_measure(row)
        if self.shared is not None and leads:
            column, subject = _with_shared(column, self.shared), ""
        elif self.shared == "" or (self.columns_tell and column) or not self._takes_subject(row, node):
            subject = ""
        elif leads and Subject.of(column).bare:
            subject = object_of(subject)
        elif Subject.of(row).bare:
            subject, row = "", _of_subject(row, subject)
        head = _joined(subject, head) if row and to_plain(subject) not in to_plain(row) else head
        if meaning.plan:
            return head, f"{sentence_case(column) or 'Kế hoạch'} {_joined(subject, row)}".strip()
        if not subject and not row and self.shared is None:
            row = node.label
        if to_plain(column) in to_plain(_joined(subject, row)):
            # Of several things that a caption lists the column tells which.
            told = column and row and self.listed and to_plain(column) not in to_plain(row)
            return head, f"{row} {column}" if told else _joined(subject, row)
        if leads:
            lead = f"{column} {subject}".strip() if Subject.of(column).bare else _joined(subject, column)
            return head, f"{lead} {row}".strip()
        return head, f"{_joined(subject, row)} {column}".strip()

    def _lists(self, words: str) -> bool:
        """Whether the caption lists several things and these are one of them."""
        return bool(words) and any(part.endswith(to_plain(words)) for part in self.listed)

    def _takes_subject(self, row: str, node: Node) -> bool:
        """Whether the caption's subject belongs before a row's words: not where they name a measure of their own.

        Nor where the caption lists things ("cơ sở y tế và giường bệnh") and the row stands under one of them.
        """
        top = next((n for n in reversed([node, *_lineage(node)]) if not n.total), node)
        if self.listed and top.own and top.unit and self._lists(top.own):
            return False
        if row and names_measure(row):
            own = to_plain(row) in to_plain(self.caption.subject)
            return Subject.of(row).bare or self.caption_everywhere and not own
        return True

    def _period(self, node: Node, column: Column, meaning: Meaning, plan: bool) -> Period | None:
        default = node.period or self.caption.period or self.setting.period
        if plan:
            said = meaning.period or node.period or self.caption.period or self.clock.period
            finer = meaning.period if meaning.period and meaning.period.unit is not PeriodUnit.YEAR else None
            return finer or (Period(PeriodUnit.YEAR, said.year) if said else None)
        if meaning.undated:
            return None
        if meaning.earlier:
            main = next((c.meaning.period for c in self._levels_near(column) if c.meaning.period), None)
            return before(meaning.earlier, main or default, meaning.period, self.clock)
        if meaning.period is not None:
            return combined(meaning.period, node.period if not node.own else None)
        if column.is_level:
            return default
        left = [c.meaning.period for c in self._levels_near(column) if c.at < column.at and c.meaning.period]
        return compared(meaning.basis, left, default, self.clock)

    def _levels_near(self, column: Column) -> list[Column]:
        """The other columns of levels done, nearest first, those on the left before those on the right."""
        levels = [c for c in self.columns if c.is_level and not c.meaning.plan and not c.meaning.earlier]
        return sorted((c for c in levels if c.at != column.at), key=lambda c: (abs(c.at - column.at), c.at))


def _meaning(column: Column, node: Node) -> Meaning:
    """The column's meaning; that of a row which compares ("So với cùng kỳ (%)") where the column has none."""
    said, meaning = node.said, column.meaning
    if node.band is not None and column.is_level:
        words = " ".join(filter(None, (node.band.words, meaning.words)))
        meaning = replace(node.band, words=words, period=meaning.period or node.band.period, undated=meaning.undated)
        meaning = replace(meaning, unit=node.band.unit or column.meaning.unit, plan=column.meaning.plan)
    if not column.is_level or not said.compares:
        return meaning
    period = meaning.period or said.period
    return replace(meaning, kind=said.kind, basis=said.basis, unit=said.unit, compares=True, period=period)


def _unit_of_kind(kind: Kind, unit: str | None, indicator: str, column: str) -> str | None:
    """The unit that goes with a kind; where none is said, the things that "Số học sinh" or a column "Lớp" counts."""
    if kind is Kind.RANK:
        return None
    if kind in _IN_PERCENT and unit not in PERCENT:
        return "%"
    if unit is None and kind is Kind.LEVEL and (counted := _counted(to_plain(indicator), to_plain(column))):
        return counted["noun"]
    return unit


def _shared(listed: Sequence[str], columns: Sequence[str]) -> str | None:
    """What the measures of all columns are of where the caption lists them; None where it does not.

    "Diện tích, dân số và mật độ dân số" has nothing more (""), "Số trường, số học sinh mầm non" has "mầm non".
    """
    if not listed or not any(listed[0] in column for column in columns):
        return None
    if any(listed[-1] in column for column in columns):
        return ""
    heads = [column for column in columns if column and listed[-1].startswith(f"{column} ")]
    return listed[-1][len(max(heads, key=len)) :].strip() if heads else None


def _with_shared(column: str, shared: str) -> str:
    """A measure of a column with what all of them are of: "Mật độ" of "dân số", not "Dân số" of it."""
    return column if to_plain(shared) in to_plain(column) else f"{column} {shared}"


def _counted(indicator: str, column: str) -> re.Match[str] | None:
    """The things that an indicator or a column counts: "Số học sinh", "Hộ nghèo Số hộ", "Lớp"."""
    return _COUNTED.match(indicator) or _THING.search(column) or _COUNTED.search(column)


def _joined(head: str, own: str) -> str:
    """`own` behind `head`, unless it says the same."""
    return own if not head or to_plain(head) in to_plain(own) else f"{head} {own}".strip()


def _of_subject(measure: str, subject: str) -> str:
    """A measure without an object of its own, with that of the caption: "Sản lượng" of "Sản lượng thủy sản"."""
    if to_plain(measure) in to_plain(subject) and object_of(subject) == subject:
        return subject
    return f"{measure} {object_of(subject)}".strip()


def _is_top(node: Node) -> bool:
    """Whether a row is part of none, but for groups that only say how rows are divided."""
    return all(above.divides for above in _lineage(node))


def _lineage(node: Node) -> Iterator[Node]:
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def _of_a_pair(figure: Figure, number: CellNumber, points: bool, text: str) -> Iterator[Figure]:
    """The figure, as two where the cell is "done/whole"; a rank keeps its denominator."""
    if number.denominator is None:
        yield figure
        return
    whole_value = value_of(number.denominator, points)
    if figure.kind is Kind.RANK:
        yield replace(figure, denominator=whole_value)
        return
    start, end = figure.span
    first, second = Span(start, start + len(number.text)), Span(end - len(number.denominator), end)
    yield replace(figure, span=first, value=first.of(text))
    yield replace(figure, span=second, value=second.of(text), number=whole_value)


def _with_levels(row: Sequence[Figure]) -> list[Figure]:
    """The figures of a row, those that qualify a level with its span: of the same period, best of the same words."""
    levels = [f for f in row if f.kind is Kind.LEVEL and not f.plan]
    result = []
    for figure in row:
        fits = [f for f in levels if f.period == figure.period and figure.kind not in _STANDING]
        same = [f for f in fits if f.indicator == figure.indicator] or fits
        result.append(replace(figure, of=same[0].span) if same else figure)
    return result
