"""Tables in plain text, set by tabs or by blanks, become lines "a | b | c"; all other lines stay as they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.readers.aligned import aligned_rows, aligned_span
from index.readers.celled import celled_tables
from index.readers.tabbed import is_tabbed_table, tabbed_end, tabbed_rows

MAX_TITLE = 200
MAX_TITLES = 4
_UNIT = re.compile(r"\W*(?:đơn vị(?: tính)?|đvt)\s*:", re.IGNORECASE)


def with_rows(text: str) -> str:
    """`text` with its tables as rows of cells, right below their titles; the same text when it has none."""
    lines = text.split("\n")
    if not any("\t" in line or "   " in line.strip() for line in lines):
        return text
    return "\n".join(_of_blanks(_of_tabs([line.rstrip("\r") for line in lines])))


def with_cells(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` with the tables whose cells stand on lines of their own as rows; and lines for users on those unclear."""
    lines = text.split("\n")
    found = celled_tables(lines)
    done: list[str] = []
    at = 0
    for table in found.tables:
        done += lines[at : table.span.start]
        _close_up(done)
        done += table.rows
        at = table.span.end
    notes = tuple(
        f"dòng {span.start + 1}-{span.end}: bảng dán mỗi ô một dòng, không rõ hàng và cột; hãy dán lại thành bảng"
        for span in found.unclear
    )
    return ("\n".join([*done, *lines[at:]]) if found.tables else text), notes


def _of_tabs(lines: Sequence[str]) -> list[str]:
    done: list[str] = []
    at = 0
    while at < len(lines):
        end = max(at + 1, tabbed_end(lines, at))
        run = lines[at:end]
        if is_tabbed_table(run):
            _close_up(done)
            done += tabbed_rows(run)
        else:
            done += run
        at = end
    return done


def _of_blanks(lines: Sequence[str]) -> list[str]:
    done: list[str] = []
    at = 0
    while (span := aligned_span(lines, at)) is not None:
        done += lines[at : span.start]
        _close_up(done)
        done += aligned_rows(lines[span.start : span.end])
        at = span.end
    return done + list(lines[at:])


def _close_up(lines: list[str]) -> None:
    """Takes away the empty lines between a table and its title and unit at the end of `lines`."""
    for _ in range(MAX_TITLES):
        at = len(lines)
        while at and not lines[at - 1].strip():
            at -= 1
        above = lines[at - 1].strip() if at else ""
        if not above or len(above) > MAX_TITLE or above.endswith((".", ";", ",", ":", "!", "?")) or "|" in above:
            return
        del lines[at:]
        if not _UNIT.match(above):
            return
