"""A flattened table's parts: captions, the headings of its columns, their roles, and the rows below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from index.bilingual import is_english
from index.folding import plain as to_plain
from index.lines import TABLE_ROW
from index.records import Passage, Span
from index.table_cells import Cell, Row, cell_numbers, is_none, is_year, rows_of
from index.table_headings import take_unit
from index.table_units import unit_of


class Role(Enum):
    """What a column holds."""

    ORDINAL = "ordinal"
    LABEL = "label"
    UNIT = "unit"
    VALUE = "value"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Layout:
    """A table taken apart. `headings` and `roles` have one entry a column; `heads` are the rows that name columns."""

    captions: tuple[Cell, ...]
    heads: tuple[Row, ...]
    headings: tuple[str, ...]
    roles: tuple[Role, ...]
    body: tuple[Row, ...]

    def columns(self, role: Role) -> list[int]:
        """The numbers of the columns with a role."""
        return [column for column, found in enumerate(self.roles) if found is role]


MAX_HEADS = 4
DITTO = frozenset({'"', "”", "“", "''", "″", "nt", "-nt-", "nt-", "như trên", "„", "//"})
_ORDINAL_HEADING = re.compile(r"(?:s?tt|số tt|số thứ tự|mã số|mã|ms|no\.?)\.?")
_UNIT_HEADING = re.compile(r"(?:đơn vị(?: tính)?|đvt|đv tính|đv|đ\.v\.t)\.?")
_ORDINAL = re.compile(r"[IVX]+|\d{1,2}(?:\.\d{1,2})*|[A-ZĐa-zđ]|[-+*•]")
_COUNTER = re.compile(r"\(?(?:[A-ZĐa-z]|\d{1,2})\)?(?: *= *[\d()./:+*x% -]+)?")
_CONTINUES = re.compile(r"\(?(?:tiếp theo|tiếp)\)?")
_DIVIDES = re.compile(r"(?:phân|chia)(?: ra)? theo(?![^\W\d_])")
_UNIT_LINE = re.compile(r"đơn vị|đvt|đv tính")


def table_runs(text: str, passages: Sequence[Passage]) -> list[list[Passage]]:
    """The passages that are tables, those that are pieces of one table together."""
    runs: list[list[Passage]] = []
    for passage in passages:
        if not any(TABLE_ROW.search(line) for line in passage.span.of(text).split("\n")):
            continue
        last = runs[-1][-1] if runs else None
        joined = last is not None and last.number + 1 == passage.number and last.section == passage.section
        if last is not None and joined and text[last.span.end : passage.span.start].count("\n") == 1:
            runs[-1].append(passage)
        else:
            runs.append([passage])
    return runs


def read_layout(text: str, span: Span, before: Layout | None) -> Layout | None:
    """The table whose lines `span` covers; None when its rows hold no labelled numbers.

    `before` is the table above: rows that go on after a break take its headings.
    """
    rows = _whole(rows_of(text, span))
    captions = _captions(rows)
    rows = rows[len(captions) :]
    captions = [cell for cell in captions if not is_english(cell.text)]
    heads, body = _parted(rows)
    width = max((len(row.cells) for row in body if not row.is_line), default=0)
    headings = _merged(heads, width)
    is_rest = not heads and before is not None and len(before.headings) == width
    if is_rest and before is not None and all(_CONTINUES.search(to_plain(c.text)) for c in captions):
        headings, captions = list(before.headings), list(before.captions)
    repeated = [row for row in body if heads and _same(row, heads[-1])]
    body = [row for row in body if row not in repeated]
    headed = tuple([*heads, *repeated])
    roles = _roles(headings, body)
    layout = Layout(tuple(captions), headed, tuple(headings), tuple(roles), tuple(body))
    return layout if _holds_figures(layout) else None


def _whole(rows: Sequence[Row]) -> list[Row]:
    """The rows, those that name a group or a part of the table ("I | KINH TẾ", " | Tỷ đồng") as long as the others.

    Empty cells at their end are often left out, and what is one cell over all columns repeated.
    """
    width = max((len(row.cells) for row in rows), default=0)
    return [_as_group(row, width) for row in rows]


def _as_group(row: Row, width: int) -> Row:
    if row.is_line:
        return row
    first, *others = row.cells
    opens = not first.text or len(row.cells) < width - 1 or _ORDINAL.fullmatch(first.text)
    if len(row.cells) == 2 and opens:
        return replace(row, cells=(*row.cells, *[_nothing(row)] * (width - 2)))
    at = 0 if others and others[0].text == first.text else 1
    again = row.cells[at:]
    repeats = len(again) > 2 and again[0].text and len({cell.text for cell in again}) == 1
    if not repeats or not first.text or is_none(again[0].text) or cell_numbers(again[0]):
        return row
    return replace(row, cells=(*row.cells[: at + 1], *[_nothing(row)] * (len(again) - 1)))


def _nothing(row: Row) -> Cell:
    return Cell(Span(row.span.end, row.span.end), "")


def _captions(rows: Sequence[Row]) -> list[Cell]:
    """The lines above the table proper: without bars, or with one filled cell of several."""
    found: list[Cell] = []
    for row in rows:
        filled = [cell for cell in row.cells if cell.text]
        alone = len(filled) == 1 and len(row.cells) > 2 and not cell_numbers(filled[0])
        named = bool(row.cells[0].text) or bool(filled and _UNIT_LINE.search(to_plain(filled[0].text)))
        if not row.is_line and not (alone and named):
            break
        found += filled
    return found


def _parted(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The rows that name columns (and those that only number them), and the rest."""
    at = 0
    while at < min(len(rows), MAX_HEADS) and _names_columns(rows[at], rows, at):
        at += 1
        if at < len(rows) and band_of(rows[at]):
            break
    if at == len(rows):
        return [], list(rows)
    return list(rows[:at]), list(rows[at:])


def _names_columns(row: Row, rows: Sequence[Row], at: int) -> bool:
    if row.is_line:
        return False
    if _counts_columns(row):
        return True
    texts = [cell.text for cell in row.cells]
    values = [cell for cell in row.cells[1:] if cell.text]
    if any(cell_numbers(cell) and not is_year(cell.text) for cell in values) or _lacks_figures(row):
        return False
    if any(is_year(cell.text) for cell in values):
        return at == 0 or texts[0] in ("", rows[at - 1].cells[0].text)
    is_group = bool(at and texts[0] and sum(map(bool, texts)) <= 2 and len(texts) > 2)
    return not is_group


def band_of(row: Row) -> str:
    """What a row without a label says of all rows below it, in one cell over its columns: "Tỷ đồng", "Cơ cấu (%)"."""
    if row.is_line or len(row.cells) < 3 or row.cells[0].text:
        return ""
    words = {cell.text for cell in row.cells if cell.text}
    if len(words) != 1:
        return ""
    text = words.pop()
    return text if unit_of(text) or take_unit(text)[1] else ""


def _lacks_figures(row: Row) -> bool:
    """Whether a row is one of a thing without figures: a label and marks for none."""
    marks = [cell for cell in row.cells[1:] if cell.text and is_none(cell.text)]
    return bool(row.cells[0].text and marks)


def _counts_columns(row: Row) -> bool:
    """Whether a row numbers the columns: "A | B | 1 | 2 | 3=2/1"."""
    texts = [cell.text for cell in row.cells if cell.text]
    if len(texts) < 2 or not all(_COUNTER.fullmatch(t) for t in texts):
        return False
    numbers = [int(m[1]) for t in texts if (m := re.match(r"\(?(\d+)", t))]
    return len(numbers) > 1 and all(b - a == 1 for a, b in zip(numbers, numbers[1:], strict=False)) and numbers[0] <= 2


def _merged(heads: Sequence[Row], width: int) -> list[str]:
    """One heading a column: the words of the rows above one another, merged cells filled to the right."""
    named = [row for row in heads if not _counts_columns(row)]
    lines = [[cell.text for cell in row.cells] for row in named]
    lines = [([""] if _lacks_corner(line, lines, width) else []) + line for line in lines]
    lines = [(line + [""] * width)[: max(width, 0)] for line in lines]
    for upper, lower in zip(lines, lines[1:], strict=False):
        _fill_right(upper, lower)
    if not lines:
        return [""] * width
    return [_heading(column) for column in zip(*lines, strict=True)]


def _lacks_corner(line: Sequence[str], lines: Sequence[Sequence[str]], width: int) -> bool:
    """Whether a row of headings leaves out the first column, and not the end of a cell merged to the right."""
    begins = line[:1] and _ORDINAL_HEADING.fullmatch(to_plain(line[0]).strip())
    return len(line) == width - 1 and not begins and not any(len(other) == width for other in lines)


def _heading(column: Sequence[str]) -> str:
    """The words of a column's heading from top to bottom, each once, without those that only say how it is divided."""
    texts = dict.fromkeys(filter(None, column))
    return " ".join([text for text in texts if not _DIVIDES.match(to_plain(text))] or texts)


def _fill_right(upper: list[str], lower: Sequence[str]) -> None:
    for column in range(1, len(upper)):
        if not upper[column] and lower[column] and lower[column - 1] and upper[column - 1]:
            upper[column] = upper[column - 1]


def _same(row: Row, head: Row) -> bool:
    return [c.text for c in row.cells] == [c.text for c in head.cells] or _counts_columns(row)


def _roles(headings: Sequence[str], body: Sequence[Row]) -> list[Role]:
    full = [row for row in body if not row.is_line]
    roles: list[Role] = []
    for column, heading in enumerate(headings):
        texts = [row.at(column).text for row in full]
        roles.append(_role(to_plain(heading).strip(), texts, roles))
    if Role.LABEL not in roles and Role.VALUE in roles:
        roles[roles.index(Role.VALUE)] = Role.LABEL
    return roles


def _role(heading: str, texts: Sequence[str], before: Sequence[Role]) -> Role:
    filled = [text for text in texts if text]
    if _ORDINAL_HEADING.fullmatch(heading):
        return Role.ORDINAL
    units = sum(map(_is_unit, filled))
    # "Đơn vị" heads the names of communes as well.
    if (
        _UNIT_HEADING.fullmatch(heading)
        and units >= len(filled) / 2
        or (filled and not heading and units == len(filled))
    ):
        return Role.UNIT
    if Role.LABEL not in before:
        only_ordinals = not heading and bool(filled) and all(_ORDINAL.fullmatch(t.rstrip(".)")) for t in filled)
        return Role.ORDINAL if only_ordinals and not before else Role.LABEL
    numeric = sum(1 for t in filled if not is_none(t) and cell_numbers(Cell(Span(0, len(t)), t)))
    none = sum(1 for t in filled if is_none(t))
    if numeric + none >= len(filled) / 2 and (numeric or none or heading or Role.VALUE in before):
        return Role.VALUE
    return Role.NOTE if Role.VALUE in before else Role.LABEL


def _is_unit(text: str) -> bool:
    return text.lower() in DITTO or unit_of(text) is not None


def _holds_figures(layout: Layout) -> bool:
    values = layout.columns(Role.VALUE)
    rows = [r for r in layout.body if not r.is_line and any(cell_numbers(r.at(c)) for c in values)]
    named = [r for r in rows if any(re.search(r"[^\W\d_]|\d", r.at(c).text) for c in layout.columns(Role.LABEL))]
    return bool(named) and (bool(layout.heads) or len(named) > 1 or any(layout.headings))
