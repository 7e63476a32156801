"""The days that a text names, and those of them on which something took place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.folding import plain
from index.grammar.periods import PeriodMention
from index.records import Period, PeriodUnit, Span

DAY = re.compile(
    r"(?<![\d/.,-])(?P<d>0?[1-9]|[12]\d|3[01])(?:[/.-](?P<m>0?[1-9]|1[0-2])[/.-](?P<y>(?:19|20)\d\d)(?![\d/])|"
    r" +tháng +(?P<mm>0?[1-9]|1[0-2])(?:(?: +năm +|/)(?P<yy>(?:19|20)\d\d))?(?!\d))"
)
# A day behind these is that of a paper, or the end of a count.
_NO_EVENT = re.compile(
    r"(?:(?:nghị quyết|quyết định|chỉ thị|công văn|thông tư|nghị định|kế hoạch|kết luận|văn bản|tờ trình|công điện|"
    r"thông báo|luật|báo cáo|số)[^,;]*(?:ngày)? *|(?:đến|hết|từ|tới|so với|thời điểm)(?: +hết)?(?: +ngày)? *)$"
)

_WRITTEN = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")


@dataclass(frozen=True, slots=True)
class Day:
    """A day as written: `span` in the text, and what it means; the year is 0 where none is written."""

    span: Span
    day: int
    month: int
    year: int

    def same(self, other: Day) -> bool:
        """Whether both are one day; a year that is not written is any."""
        years = not self.year or not other.year or self.year == other.year
        return (self.day, self.month) == (other.day, other.month) and years


def days_in(text: str, span: Span) -> Iterator[Day]:
    """The days that the characters of `span` name."""
    for match in DAY.finditer(plain(text), span.start, span.end):
        month, year = match["m"] or match["mm"], match["y"] or match["yy"]
        yield Day(Span(*match.span()), int(match["d"]), int(month), int(year or 0))


def events_in(text: str, span: Span) -> Iterator[Day]:
    """Those on which something took place: no dates of papers, no ends of counts."""
    low = plain(text)
    for day in days_in(text, span):
        if not _NO_EVENT.search(low[span.start : day.span.start]):
            yield day


def pinned_day(mention: PeriodMention, low: str) -> PeriodMention:
    """A bare day is a point in time, "tại thời điểm 31/7/2023"; other mentions stay as they are."""
    found = _WRITTEN.search(low[mention.span.start : mention.span.end])
    if mention.rule != "day" or not found:
        return mention
    return replace(mention, period=Period(PeriodUnit.AS_OF, int(found[3]), 0, int(found[2]), int(found[1])))
