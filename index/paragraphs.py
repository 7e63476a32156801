"""Lines grouped into paragraphs and tables, and cut where they are too long to retrieve."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.bilingual import without_english
from index.headings import is_numbered
from index.lines import BULLET, FIGURE, LOWER, UPPER, Line, is_group_line
from index.records import Span
from index.torn import numbers_meet

MAX_PARAGRAPH = 1200
MAX_TABLE = 1500
WRAPPED = 60  # a line shorter than this was not broken by a margin
MAX_CAPTION = 200

_CAPTION = re.compile(r"\W*(?:(?:bảng|biểu|phụ lục)\s*(?:số\s*)?\d|đơn vị(?: tính)?\s*:|đvt\s*:)", re.IGNORECASE)
_UNIT = re.compile(r"\W*(?:đơn vị(?: tính)?|đvt)\s*:", re.IGNORECASE)
_CONTINUES = re.compile(rf"[{LOWER}]")
_BREAKS_OFF = re.compile(rf"[{LOWER},]$")
# A sentence may end glued to the next ("năm trước.Tổng diện tích"), but not at an abbreviation ("TP. Hồ Chí Minh").
_SENTENCE_END = re.compile(
    rf"(?<![\s.(][{UPPER}])(?<!\b[{UPPER}][{LOWER}{UPPER}])[.!?…][”\")]?(?:\s+|(?=[{UPPER}]))(?=[{UPPER}“\"(+-])"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a table with its caption."""

    span: Span
    is_table: bool

    def pieces(self, text: str) -> Iterator[Span]:
        """The block, cut at sentence or row ends so that no piece is longer than it need be."""
        limit = MAX_TABLE if self.is_table else MAX_PARAGRAPH
        ends = _row_ends if self.is_table else _sentence_ends
        start, last = self.span.start, self.span.start
        if self.span.end - start > limit:
            for end in ends(text, self.span):
                if end - start > limit and last > start:
                    yield _stripped(text, start, last)
                    start = last
                last = end
            if self.span.end - start > limit and last > start:
                yield _stripped(text, start, last)
                start = last
        yield _stripped(text, start, self.span.end)


def blocks(rows: Sequence[Line], owners: Sequence[int]) -> Iterator[Block]:
    """Groups `rows`, each of the section that `owners` names; no block reaches over two sections."""
    at = 0
    while at < len(rows):
        limit = at + 1
        while limit < len(rows) and owners[limit] == owners[at]:
            limit += 1
        yield from _blocks_of_section(rows[at:limit])
        at = limit


def _blocks_of_section(rows: Sequence[Line]) -> Iterator[Block]:
    at = 0
    while at < len(rows):
        end = _table_end(rows, at)
        is_table = end > at
        if not is_table:
            end = at + 1
            while end < len(rows) and _wraps(rows[end - 1], rows[end]):
                end += 1
        yield Block(Span(rows[at].span.start, rows[end - 1].span.end), is_table)
        at = end


def _table_end(rows: Sequence[Line], at: int) -> int:
    """Where the table that begins at `at`, with its captions, ends; `at` itself when none does."""
    end = at
    while end < len(rows) and not rows[end].is_row:
        if not _is_caption(rows[end]) or (end > at and not _adjoins(rows, end)):
            return at
        end += 1
    if end == len(rows) or (end > at and not _adjoins(rows, end)):
        return at
    end += 1
    while end < len(rows) and not rows[end].after_blank and (rows[end].is_row or _is_between(rows, end)):
        end += 1
    return end


def _is_caption(row: Line) -> bool:
    if _CAPTION.match(row.text):
        return True
    is_short = len(row.text) <= MAX_CAPTION and not without_english(row.text).endswith((".", ";"))
    return is_short and not BULLET.match(row.text) and not is_numbered(row)


def _adjoins(rows: Sequence[Line], at: int) -> bool:
    """Whether line `at` follows its caption: directly, or after a blank line when one says that it is a caption.

    Paragraphs of Markdown are always apart: there a title is what stands above a unit or a table and tells no figure.
    """
    above = rows[at - 1].text
    if not rows[at].after_blank or _CAPTION.match(above):
        return True
    is_title = not above.endswith((":", "!", "?", ",")) and not FIGURE.search(above)
    return is_title and (bool(_UNIT.match(rows[at].text)) or rows[at].text.startswith("|"))


def _is_between(rows: Sequence[Line], at: int) -> bool:
    """Whether line `at` is a row without cells ("Trong đó:") amid a table."""
    if is_group_line(rows, at):
        return True
    if at + 1 == len(rows) or rows[at + 1].after_blank or not rows[at + 1].is_row:
        return False
    text = rows[at].text
    return len(text) <= MAX_CAPTION // 2 and not _CAPTION.match(text) and not is_numbered(rows[at])


def _wraps(line: Line, following: Line) -> bool:
    return (
        not following.after_blank
        and not following.is_row
        and len(line.text) >= WRAPPED
        and _goes_on(line.text, following.text)
        and not is_numbered(following)
    )


def _goes_on(line: str, following: str) -> bool:
    if numbers_meet(f"{line}\n{following}", len(line), len(line) + 1):
        return True
    begins = _CONTINUES.match(following) is not None or following[0].isdigit()
    return begins and _BREAKS_OFF.search(line) is not None


def _sentence_ends(text: str, span: Span) -> Iterator[int]:
    return (match.end() for match in _SENTENCE_END.finditer(text, span.start, span.end))


def _row_ends(text: str, span: Span) -> Iterator[int]:
    return (at + 1 for at in range(span.start, span.end) if text[at] == "\n")


def _stripped(text: str, start: int, end: int) -> Span:
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return Span(start, end)
