"""The non-blank lines of a text with their spans: what chrome, metadata and sections read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.records import Span

UPPER = "A-Z" + "".join(c for c in map(chr, range(0xC0, 0x1EFA)) if c.isupper())
LOWER = "a-z" + "".join(c for c in map(chr, range(0xDF, 0x1EFA)) if c.islower())

# What a heading or title never holds and a sentence of evidence does.
FIGURE = re.compile(
    r"\d,\d|\d\s*[%‰]|(?<!\d)\d{1,3}(?:\.\d{3})+(?!\d)"
    r"|\d\s*(?:nghìn|ngàn|triệu|tỷ|tỉ|đồng|ha|m2|m3|km|kg|tấn|tạ|con|cây|người|lượt|vụ|hộ|xã|huyện|dự án"
    r"|doanh nghiệp|lao động|trường|học sinh|sản phẩm|USD|MW|kWh)(?!\w)",
    re.IGNORECASE,
)
BULLET = re.compile(r"(?:[•●▪◦·▫■□➢✓\-–—+*][ \t\u00a0]+)+|[•●▪◦▫■□➢✓]+")
TABLE_ROW = re.compile(r"^\||\S?[ \t\u00a0]\|(?:[ \t\u00a0]|$)")
MAX_GROUP = 100
MAX_GROUPS = 3
_VALUE_CELL = re.compile(r"\|\s*(?!(?:19|20)\d\d\s*(?:\||$))[-+(]?\d[\d.,]*\)?\s*%?\s*(?=\||$)")
_ANNOUNCES_TABLE = re.compile(
    r"\W*(?:(?:bảng|biểu|phụ lục)\s*(?:số\s*)?\d|(?:đơn vị(?: tính)?|đvt)\s*:)", re.IGNORECASE
)


class Line(NamedTuple):
    """One line without its margins. `after_blank` says whether a blank line (or nothing) stands before it."""

    span: Span
    text: str
    after_blank: bool

    @property
    def is_row(self) -> bool:
        """Whether the line is a row of a flattened table ("a | b | c")."""
        return TABLE_ROW.search(self.text) is not None

    @property
    def bare(self) -> Span:
        """The line without the bullets it may begin with."""
        bullet = BULLET.match(self.text)
        start = self.span.start + (bullet.end() if bullet and bullet.end() < len(self.text) else 0)
        return Span(start, self.span.end)


def is_group_line(rows: Sequence[Line], at: int) -> bool:
    """Whether line `at` names a group of the rows of the table that it stands in, without bars: "A. HÀNH KHÁCH".

    Rows stand right above and below, one or more such lines between them, and that below goes on with figures.
    """
    begin, end = at, at
    while begin > max(0, at - MAX_GROUPS - 1) and not rows[begin].after_blank and not rows[begin].is_row:
        begin -= 1
    last = min(len(rows) - 1, at + MAX_GROUPS + 1)
    while end < last and not rows[end].is_row and not rows[end + 1].after_blank:
        end += 1
    above, below = rows[begin], rows[end]
    if not (begin < at < end and end - begin <= MAX_GROUPS + 1 and above.is_row and below.is_row):
        return False
    lone = [row.text for row in rows[begin + 1 : end]]
    if any(len(text) > MAX_GROUP or FIGURE.search(text) or _ANNOUNCES_TABLE.match(text) for text in lone):
        return False
    return above.text.count("|") > 1 and _VALUE_CELL.search(below.text) is not None


def lines(text: str) -> Iterator[Line]:
    """The lines of `text` that hold something, in order; a line feed alone ends a line."""
    start, after_blank = 0, True
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            begin = start + len(raw) - len(raw.lstrip())
            yield Line(Span(begin, begin + len(stripped)), stripped, after_blank)
        after_blank = not stripped
        start += len(raw) + 1
