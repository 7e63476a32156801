"""A text made readable for the grammar: spelt numbers as digits, English as the words of reports.

Every change keeps the place it came from, so that what is found in the readable text leads back to the text as given.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from index.records import Span


@dataclass(frozen=True, slots=True)
class Change:
    """The characters of `span` are read as `words`."""

    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Readable:
    """A text with changes made. `spans` are where they stand in `text`, `sources` the characters they stand for."""

    text: str
    spans: tuple[Span, ...] = ()
    sources: tuple[Span, ...] = ()

    def origin(self, span: Span) -> Span:
        """The characters of the given text that `span` stands for: the whole of every change that it touches."""
        return Span(self._place(span.start, at_end=False), self._place(span.end, at_end=True))

    def image(self, source: Span) -> Span:
        """Where the characters of the given text at `source` stand in `text`."""
        return Span(self._moved(source.start), self._moved(source.end))

    def _moved(self, at: int) -> int:
        number = bisect_right(self.sources, at, key=lambda s: s.start) - 1
        if number < 0:
            return at
        made, source = self.spans[number], self.sources[number]
        return made.end + at - source.end if at >= source.end else made.start

    def _place(self, at: int, *, at_end: bool) -> int:
        number = bisect_right(self.spans, at - at_end, key=lambda s: s.start) - 1
        if number < 0:
            return at
        made, source = self.spans[number], self.sources[number]
        if at - at_end < made.end:
            return source.end if at_end else source.start
        return at - made.end + source.end


def changed(text: str, changes: Iterable[Change]) -> Readable:
    """`text` with `changes` made; of two that meet, the earlier one counts."""
    pieces: list[str] = []
    spans: list[Span] = []
    sources: list[Span] = []
    cursor = length = 0
    for change in sorted(changes, key=lambda c: (c.span.start, -c.span.end)):
        if change.span.start < cursor:
            continue
        kept = text[cursor : change.span.start]
        pieces += [kept, change.words]
        length += len(kept)
        spans.append(Span(length, length + len(change.words)))
        sources.append(change.span)
        length += len(change.words)
        cursor = change.span.end
    return Readable("".join([*pieces, text[cursor:]]), tuple(spans), tuple(sources))
