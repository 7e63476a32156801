"""Tables as a question compares them: the figures of one column, the groups and totals of its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.bilingual import without_english
from index.folding import plain
from index.lexicon import MEASURES
from index.lines import TABLE_ROW
from index.records import Figure, Kind, Span
from qa.givens import change_of_index, derived, given
from qa.library import Shelf, View, Words, words_of
from qa.matching import ALLOWED, MOST_MISSING, Match, candidates, is_weak, present, unit_fits
from qa.records import Aim, Answered, Ask, Concept, Query

_TOTAL = re.compile(
    r"(?:tổng(?: số| cộng| chung| mức)?|cộng|chung|(?:toàn|cả) (?:tỉnh|huyện|quốc|thành phố|ngành|xã|bộ|vùng)|cả nước)"
)
_ORDINAL = re.compile(r"s?tt|số tt|số thứ tự|[ivx]+|[a-zđ]")
_LETTER = re.compile(r"[^\W\d_]")
_NUMBERED = re.compile(r"^\W*\d{1,2}[.)] *")
_DIVIDED = re.compile(r"(?:phân|chia) theo [^\n|]*")
_MOST_TABLES = 60
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table with its label, and the row without figures that names its group ("Phân theo địa phương")."""

    span: Span
    label: str
    group: str

    @property
    def is_total(self) -> bool:
        """Whether the row is the sum of the others."""
        return is_total(self.label)


@dataclass(frozen=True, slots=True)
class Table:
    """A table's rows with figures, by where they begin, and the words of its first column's heading.

    `divided` are the words of its title that say by what it is divided ("phân theo huyện").
    """

    rows: dict[int, Line]
    corner: str
    divided: str = ""


def is_total(label: str) -> bool:
    """Whether a row of that label is the sum of the others."""
    return bool(_TOTAL.fullmatch(plain(without_english(label)).strip(" :")))


def _label(line: str) -> str:
    """The first cell of a row that has words and is no ordinal."""
    cells = (cell.strip() for cell in line.split("|"))
    return next((c for c in cells if _LETTER.search(c) and not _ORDINAL.fullmatch(plain(c))), "")


def label_of(shelf: Shelf, figure: Figure) -> str:
    """The label of the row in which a figure stands; "" when that is a number ("2023 | 5,1")."""
    line = figure.sentence.of(shelf.text)
    label = _label(line)
    return without_english(label) if line.find(label) < figure.span.start - figure.sentence.start else ""


def column_heading(shelf: Shelf, figure: Figure) -> str:
    """What the rows above the table's figures say in a figure's column."""
    first = min(v.figure.sentence.start for v in shelf.views if v.figure.passage == figure.passage)
    lines = shelf.text[shelf.passage(figure.passage).span.start : first].split("\n")
    at = _column(shelf, figure)
    heads = [line.split("|") for line in lines if line.count("|") >= at > 0]
    return " ".join(without_english(cells[at].strip()) for cells in heads)


def is_cell(shelf: Shelf, figure: Figure) -> bool:
    """Whether a figure stands in a row of a table."""
    return TABLE_ROW.search(figure.sentence.of(shelf.text)) is not None


def table_of(shelf: Shelf, figure: Figure) -> Table:
    """The table in which a figure stands, its pieces put together."""
    span = _extent(shelf, figure)
    telling = {v.figure.sentence.start for v in shelf.views if span.holds(v.figure.sentence)}
    rows: dict[int, Line] = {}
    group, heading = "", ""
    for match in re.finditer(r"[^\n]+", span.of(shelf.text)):
        start = span.start + match.start() + len(match[0]) - len(match[0].lstrip())
        cells = [cell.strip() for cell in match[0].split("|")]
        label = _label(match[0])
        if start in telling:
            rows[start] = Line(Span(start, span.start + match.end()), label, group)
        elif sum(map(bool, cells)) == 1 and label:
            group = label if rows else group
        elif not rows:
            heading = label or heading
    title = plain(shelf.text[span.start : min(rows, default=span.start)])
    return Table(rows, heading, " ".join(m[0] for m in _DIVIDED.finditer(title)))


def _extent(shelf: Shelf, figure: Figure) -> Span:
    """From the first to the last passage of a table that was cut into several."""
    passages = shelf.evidence.passages
    first = last = figure.passage

    def goes_on(above: int, below: int) -> bool:
        one, two = passages[above], passages[below]
        joined = one.section == two.section and shelf.text[one.span.end : two.span.start].count("\n") == 1
        return joined and "|" in one.span.of(shelf.text) and "|" in two.span.of(shelf.text)

    while first > 0 and goes_on(first - 1, first):
        first -= 1
    while last + 1 < len(passages) and goes_on(last, last + 1):
        last += 1
    return Span(passages[first].span.start, passages[last].span.end)


def column_of(shelf: Shelf, figure: Figure) -> list[View]:
    """The figures below and above a figure: of the same column, and of its kind and unit."""
    span = _extent(shelf, figure)
    return [
        v
        for v in shelf.views
        if span.holds(v.figure.sentence)
        and _column(shelf, v.figure) == _column(shelf, figure)
        and (v.figure.kind, v.figure.unit, v.figure.plan) == (figure.kind, figure.unit, figure.plan)
    ]


def _column(shelf: Shelf, figure: Figure) -> int:
    return shelf.text.count("|", figure.sentence.start, figure.span.start)


def extreme_of_column(shelf: Shelf, query: Query, things: Sequence[Concept], low: str) -> Answered | None:
    """The row of a table with the largest or smallest figure, among the rows that are `things` ("địa phương").

    Totals, and rows whose parts stand below them, do not compete with the parts.
    """
    ask = query.asks[0]
    changes = ask.aim in (Aim.CHANGE, Aim.CHANGE_PCT)
    kinds = (Kind.CHANGE_PCT, Kind.INDEX) if changes else ALLOWED.get(ask.aim, ALLOWED[Aim.LEVEL])
    content = tuple(c for c in ask.content if not any(_alike(c, thing) for thing in things))
    loose = replace(ask, content=content)
    seen: set[tuple[int, int]] = set()
    for match in candidates(shelf, query, loose, content, kinds)[:_MOST_TABLES]:
        figure = match.figure
        if not is_cell(shelf, figure) or match.missing > MOST_MISSING:
            continue
        place = (_extent(shelf, figure).start, _column(shelf, figure))
        if place in seen:
            continue
        seen.add(place)
        rows = _competing(shelf, figure, things)
        if len(rows) >= _ENOUGH:
            return _chosen(shelf, query, rows, "giảm" in low and changes)
    return None


def _alike(one: Concept, two: Concept) -> bool:
    return bool(set(one.alternatives) & set(two.alternatives))


def _competing(shelf: Shelf, figure: Figure, things: Sequence[Concept]) -> list[View]:
    """The figures of a column whose rows are things of the kind asked for."""
    table = table_of(shelf, figure)
    column = [v for v in column_of(shelf, figure) if v.figure.sentence.start in table.rows]
    wholes = {plain(v.figure.head) for v in column if v.figure.head}
    found = []
    for view in column:
        line = table.rows[view.figure.sentence.start]
        named = words_of(f"{line.group} , {table.corner}") if line.group else words_of(table.corner)
        is_whole = line.is_total or plain(view.figure.indicator) in wholes
        divided = not line.group and (_names(things, words_of(table.divided)) or _called(line, things))
        if not is_whole and (_names(things, words_of(line.group) if _grouped(table, things) else named) or divided):
            found.append(view)
    return found


def _called(line: Line, things: Sequence[Concept]) -> bool:
    """Whether a row's label begins with the kind of thing: "Huyện An Thượng"."""
    label = plain(_NUMBERED.sub("", line.label))
    return any(label.startswith(f"{word} ") for thing in things for word in thing.alternatives)


def _grouped(table: Table, things: Sequence[Concept]) -> bool:
    """Whether some group of the table is named by what is asked for: then its rows alone compete."""
    return any(_names(things, words_of(group)) for group in {line.group for line in table.rows.values()} if group)


def _names(things: Sequence[Concept], words: Words) -> bool:
    return any(present(thing, words) for thing in things)


def _chosen(shelf: Shelf, query: Query, rows: Sequence[View], falls: bool) -> Answered | None:
    largest = (query.extreme == "max") is not falls
    ranked = sorted(rows, key=lambda v: v.figure.number, reverse=largest)
    if len(ranked) < query.ordinal:
        return None
    best = ranked[query.ordinal - 1]
    shown = given(shelf, best.figure)
    if best.figure.kind is Kind.INDEX and query.asks[0].aim in (Aim.CHANGE, Aim.CHANGE_PCT):
        shown = change_of_index(shown)
    return Answered((shown,))


def blank_row(shelf: Shelf, match: Match, content: Sequence[Concept]) -> str | None:
    """The label of a row that is what the question names and has marks for none in place of figures.

    None where `match`, the best of the figures, is itself called by all that is asked.
    """
    telling = [c for c in content if not is_weak(c) and c.alternatives[0] not in MEASURES]
    if not telling or not any(present(c, shelf.blank_words) for c in telling):
        return None
    if all(present(c, match.view.own + match.view.head) for c in telling):
        return None
    labels = (label for label in shelf.blank_labels if all(present(c, words_of(label)) >= 0.9 for c in telling))
    return next(labels, None)


def share_of_total(shelf: Shelf, query: Query, ask: Ask) -> Answered | None:
    """A row's share of its table's total, where the table prints both and no share."""
    if ask.aim is not Aim.SHARE or "tổng" not in plain(query.text):
        return None
    level = replace(ask, aim=Aim.LEVEL, unit="")
    for match in candidates(shelf, query, level, ask.content, (Kind.LEVEL,))[:6]:
        whole = _total_of(shelf, match)
        if whole is None or match.missing > MOST_MISSING or whole.number <= 0:
            continue
        part, total = given(shelf, match.figure), given(shelf, whole)
        formula = f"{part.value} / {total.value} * 100"
        value = match.figure.number / whole.number * 100
        return Answered((derived(value, "%", Kind.SHARE, part, formula, (part, total), 2),), (part, total))
    return None


def _total_of(shelf: Shelf, match: Match) -> Figure | None:
    """The total above a figure in its column; None when the figure is one itself, or its table has none."""
    if not is_cell(shelf, match.figure) or match.figure.plan:
        return None
    table = table_of(shelf, match.figure)
    mine = table.rows.get(match.figure.sentence.start)
    if mine is None or mine.is_total:
        return None
    same = [v.figure for v in column_of(shelf, match.figure) if unit_fits(v.figure, match.figure.unit or "")]
    totals = [f for f in same if (line := table.rows.get(f.sentence.start)) and line.is_total]
    return next((f for f in totals if f.period == match.figure.period and f.number >= match.figure.number), None)
