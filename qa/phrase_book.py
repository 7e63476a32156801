"""Known phrases found in a text, longest first, however many are known."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from index.folding import fold
from index.records import Span

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]")


class PhraseBook:
    """Finds phrases whatever the blanks between their words and whether or not they are typed with diacritics."""

    def __init__(self, phrases: Iterable[str]) -> None:
        by_first: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        for phrase in phrases:
            tokens = tuple(_TOKEN.findall(fold(phrase)))
            by_first[tokens[0]].add(tokens)
        self._by_first = {first: sorted(found, key=len, reverse=True) for first, found in by_first.items()}

    def find(self, text: str) -> Iterator[Span]:
        """Where phrases stand in `text`: from the left, the longest at each place, none within another."""
        found = list(_TOKEN.finditer(fold(text)))
        tokens = tuple(match[0] for match in found)
        at = 0
        while at < len(tokens):
            length = next((len(p) for p in self._by_first.get(tokens[at], ()) if tokens[at : at + len(p)] == p), 0)
            if length:
                yield Span(found[at].start(), found[at + length - 1].end())
            at += length or 1
