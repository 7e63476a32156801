"""The blocks of a DOCX in order, and its tables as cells with their spans and places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from index.readers.docx_numbering import W, value
from index.readers.docx_text import Note, paragraph_text
from index.readers.grids import GridCell, is_value
from index.readers.legacy import Modern
from index.readers.nodes import Node
from index.readers.writer import tidy

MAX_SPAN = 100
MAX_CELL = 600
STEP = 200  # twentieths of a point: narrower than the indent that any office uses for a step
MAX_DEPTH = 40
_WRAPPERS = frozenset(f"{W}{tag}" for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
# A line of the unit or the period between a table and its title.
_BESIDE = re.compile(r"\W*(?:đơn vị|đvt|\()", re.IGNORECASE)


class Block(NamedTuple):
    """A paragraph or a table; `before_table` marks a paragraph that is the title of the table below, or its unit."""

    node: Node
    is_table: bool
    before_table: bool = False


def blocks_in(holder: Node) -> Iterator[Block]:
    """The paragraphs and tables right inside `holder`, content controls opened."""
    found = list(_opened(holder, frozenset({f"{W}p", f"{W}tbl"}), 0))
    filled = [n for n in found if n.tag == f"{W}tbl" or paragraph_text(n).text.strip()]
    captions: set[int] = set()
    for above, below in zip(reversed(filled), [None, *reversed(filled)], strict=False):
        is_table_below = below is not None and below.tag == f"{W}tbl"
        holds_below = below is not None and id(below) in captions and _BESIDE.match(paragraph_text(below).text)
        if above.tag != f"{W}tbl" and (is_table_below or holds_below):
            captions.add(id(above))
    for node in found:
        yield Block(node, node.tag == f"{W}tbl", id(node) in captions)


def _opened(holder: Node, wanted: frozenset[str], depth: int) -> Iterator[Node]:
    for child in holder:
        if child.tag in wanted:
            yield child
        elif child.tag in _WRAPPERS and depth < MAX_DEPTH:
            yield from _opened(child, wanted, depth + 1)


def _rows(table: Node) -> list[list[Node]]:
    rows = _opened(table, frozenset({f"{W}tr"}), 0)
    return [list(_opened(row, frozenset({f"{W}tc"}), 0)) for row in rows]


def is_layout(table: Node) -> bool:
    """Whether a table merely sets text side by side: it holds tables or long text, or few cells and no figures."""
    rows = _rows(table)
    if any(True for row in rows for cell in row for _ in cell.iter(f"{W}tbl")):
        return True
    texts = [[_text(cell)[0] for cell in row] for row in rows]
    if max(map(len, texts), default=0) < 2 or any(len(text) > MAX_CELL for row in texts for text in row):
        return True
    has_values = any(is_value(text) for row in texts for text in row[1:])
    return not has_values and max(map(len, texts)) == 2 and len(texts) <= 4


def table_cells(table: Node, number: int, modern: Modern, notes: list[Note]) -> list[list[GridCell]]:
    """The rows of a table; `notes` takes the footnotes that its cells refer to."""
    rows: list[list[GridCell]] = []
    open_above: dict[int, tuple[int, int]] = {}
    for at, row in enumerate(_opened(table, frozenset({f"{W}tr"}), 0), 1):
        is_head = any(True for _ in _properties(row, "trPr", "tblHeader"))
        line: list[GridCell] = [GridCell("")] * _skipped(row)
        column = len(line)
        for cell in _opened(row, frozenset({f"{W}tc"}), 0):
            width = min(_number(value(cell, "gridSpan")), MAX_SPAN)
            merge = next(_properties(cell, "tcPr", "vMerge"), None)
            goes_on = merge is not None and merge.get(f"{W}val") != "restart" and column in open_above
            if goes_on:
                _lengthen(rows, open_above[column])
            else:
                text, found = _text(cell)
                notes += found
                where = f"bảng {number}, dòng {at}, cột {column + 1}"
                line.append(GridCell(tidy(modern(text)), width, 1, is_head, where, _indent(cell)))
                open_above.pop(column, None)
                if merge is not None:
                    open_above[column] = (at - 1, len(line) - 1)
            column += width
        rows.append(line)
    return rows


def _lengthen(rows: list[list[GridCell]], place: tuple[int, int]) -> None:
    row, at = place
    if row < len(rows):
        rows[row][at] = rows[row][at]._replace(height=rows[row][at].height + 1)


def _properties(node: Node, holder: str, tag: str) -> Iterator[Node]:
    for child in node:
        if child.tag == f"{W}{holder}":
            yield from child.iter(f"{W}{tag}")


def _skipped(row: Node) -> int:
    """How many columns a row leaves free before its first cell."""
    before = next(_properties(row, "trPr", "gridBefore"), None)
    return min(_number(before.get(f"{W}val")), MAX_SPAN) if before is not None else 0


def _indent(cell: Node) -> int:
    """How many steps the first paragraph of a cell is set in."""
    first = next(cell.iter(f"{W}p"), None)
    margin = next(_properties(first, "pPr", "ind"), None) if first is not None else None
    left = "" if margin is None else margin.get(f"{W}left") or margin.get(f"{W}start") or ""
    return int(left) // STEP if left.isdecimal() and len(left) < 6 else 0


def _number(text: str | None) -> int:
    return max(1, int(text)) if text and text.isdecimal() and len(text) < 6 else 1


def _text(cell: Node) -> tuple[str, list[Note]]:
    contents = [paragraph_text(paragraph) for paragraph in cell.iter(f"{W}p")]
    return " ".join(c.text for c in contents), [note for c in contents for note in c.notes]
