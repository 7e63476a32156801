"""Tables become one line a row, "a | b | c": merged cells filled in, a heading of several rows made one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.readers.nodes import Node, one_line

MAX_SPAN = 100
MAX_CELL = 600  # a longer cell is a page laid out with a table


_BREAKS = frozenset({"br", "p", "div", "li", "ul", "ol"})


class Cell(NamedTuple):
    """A cell: its words, how many columns and rows it takes, and whether it is marked as a heading."""

    text: str
    width: int = 1
    height: int = 1
    is_head: bool = False


class _Hanging(NamedTuple):
    """A cell from above: how many more rows it reaches down, and what it says there."""

    rows: int
    text: str


def table_rows(table: Node) -> list[str]:
    """The rows of a data table as lines, its caption and title rows first; empty when it merely lays out the page."""
    rows = [cells for row in table.iter("tr") if (cells := _cells(row))]
    is_nested = sum(1 for _ in table.iter("table")) > 1
    return [] if is_nested else row_lines(rows, [_text(caption) for caption in table.iter("caption")])


def row_lines(rows: list[list[Cell]], titles: list[str]) -> list[str]:
    """The rows of a data table as lines, `titles` and rows of one cell first; empty when its cells hold a page's text.

    A row lists the cells that begin in it; those that reach down into it from above are left out.
    """
    if max(map(len, rows), default=0) < 2 or any(len(c.text) > MAX_CELL for row in rows for c in row):
        return []
    while len(rows) > 1 and len(rows[0]) == 1:
        titles.append(rows.pop(0)[0].text)
    head = _head_height(rows)
    grid = _grid(rows, head)
    if head > 1:
        grid[:head] = [[_merged(column) for column in zip(*grid[:head], strict=True)]]
    lines = titles + [" | ".join(row).strip(" ") for row in grid]
    return [line for line in lines if line.strip("| ")]


def _cells(row: Node) -> list[Cell]:
    return [
        Cell(_text(cell), _span(cell.get("colspan")), _span(cell.get("rowspan")), cell.tag == "th" or _is_in_head(row))
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


def _head_height(rows: Sequence[Sequence[Cell]]) -> int:
    """How many rows name the columns: those marked as heading, else as many as the first row's tallest cell."""
    marked = 0
    while marked < len(rows) and all(cell.is_head for cell in rows[marked]):
        marked += 1
    return marked or min(max(cell.height for cell in rows[0]), len(rows))


def _grid(rows: Sequence[Sequence[Cell]], head: int) -> list[list[str]]:
    """One text for each column of each row. Below the head a merged cell repeats its words, but never its figures."""
    grid: list[list[str]] = []
    hanging: dict[int, _Hanging] = {}
    for at, row in enumerate(rows):
        line: list[str] = []
        for cell in row:
            _fill(line, hanging)
            again = cell.text if at < head or not any(char.isdigit() for char in cell.text) else ""
            for column in range(cell.width):
                if cell.height > 1:
                    hanging[len(line)] = _Hanging(cell.height - 1, again)
                line.append(again if column else cell.text)
        _fill(line, hanging)
        grid.append(line)
    width = max(map(len, grid))
    return [line + [""] * (width - len(line)) for line in grid]


def _fill(line: list[str], hanging: dict[int, _Hanging]) -> None:
    """Adds to `line` the cells that reach down into its next columns."""
    while (above := hanging.pop(len(line), None)) is not None:
        if above.rows > 1:
            hanging[len(line)] = _Hanging(above.rows - 1, above.text)
        line.append(above.text)


def _merged(column: Sequence[str]) -> str:
    """The words of one column's heading from top to bottom, each once."""
    return " ".join(dict.fromkeys(text for text in column if text))
