"""Tables of a page: their cells, and whether they hold data or lay out the page."""

from __future__ import annotations

from collections.abc import Iterator

from index.readers.grids import GridCell, grid_lines
from index.readers.nodes import Node, one_line

MAX_SPAN = 100
MAX_CELL = 600  # a longer cell is a page laid out with a table


_BREAKS = frozenset({"br", "p", "div", "li", "ul", "ol"})


def table_rows(table: Node) -> list[str]:
    """The rows of a data table as lines, its caption and title rows first; empty when it merely lays out the page."""
    rows = [cells for row in table.iter("tr") if (cells := _cells(row))]
    is_nested = sum(1 for _ in table.iter("table")) > 1
    return [] if is_nested else row_lines(rows, [_text(caption) for caption in table.iter("caption")])


def row_lines(rows: list[list[GridCell]], titles: list[str]) -> list[str]:
    """The rows of a data table as lines, `titles` and rows of one cell first; empty when its cells hold a page's text.

    A row lists the cells that begin in it; those that reach down into it from above are left out.
    """
    if max(map(len, rows), default=0) < 2 or any(len(c.text) > MAX_CELL for row in rows for c in row):
        return []
    while len(rows) > 1 and len(rows[0]) == 1:
        titles.append(rows.pop(0)[0].text)
    lines = titles + [" | ".join(piece.text for piece in line).strip(" ") for line in grid_lines(rows)]
    return [line for line in lines if line.strip("| ")]


def _cells(row: Node) -> list[GridCell]:
    return [
        GridCell(
            _text(cell), _span(cell.get("colspan")), _span(cell.get("rowspan")), cell.tag == "th" or _is_in_head(row)
        )
        for cell in row
        if cell.tag in {"td", "th"}
    ]


def _text(node: Node) -> str:
    return one_line("".join(_parts(node)))


def _parts(node: Node) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        apart = " " if child.tag in _BREAKS else ""
        yield apart
        yield from _parts(child)
        yield apart
        yield child.tail or ""


def _is_in_head(row: Node) -> bool:
    parent = row.getparent()
    return parent is not None and parent.tag == "thead"


def _span(value: str | None) -> int:
    return max(1, min(int(value), MAX_SPAN)) if value and value.isdecimal() and len(value) < 6 else 1
