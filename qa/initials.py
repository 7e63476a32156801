"""Abbreviations that no table holds, resolved by the reports: "khách DL" is "khách du lịch" where they write so."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from index.folding import fold, plain
from index.words import is_word

_SHORT = re.compile(r"(?<![^\W_])[A-ZĐ]{2,6}(?![^\W_])")
_ROMAN = re.compile(r"[IVXLC]+")
_WORD = re.compile(r"[^\W\d_]+")
# A phrase that its neighbours do not point to must be so much commoner than the next.
_CLEARLY, _OFTEN = 2, 2


class Initials:
    """Phrases of the reports by the first letters of their syllables; `pairs` counts neighbouring syllables."""

    def __init__(self, words: Mapping[str, int], pairs: Mapping[tuple[str, str], int]) -> None:
        self._words, self._pairs = words, pairs

    @cached_property
    def _next(self) -> Mapping[tuple[str, str], Sequence[tuple[str, int]]]:
        """The syllables behind each one by their first letter, with how often they stand there."""
        behind = defaultdict(list)
        for (one, two), count in self._pairs.items():
            behind[one, two[:1]].append((two, count))
        return behind

    @cached_property
    def _first(self) -> Mapping[str, set[str]]:
        """The syllables that another follows, by their first letter."""
        first = defaultdict(set)
        for one, _ in self._pairs:
            first[one[:1]].add(one)
        return first

    @cached_property
    def _beside(self) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
        """How often one syllable stands before another, the first as it may be typed bare; and one behind another."""
        before: Counter[tuple[str, str]] = Counter()
        behind: Counter[tuple[str, str]] = Counter()
        for (one, two), count in self._pairs.items():
            before[fold(one), two] += count
            behind[one, fold(two)] += count
        return before, behind

    def expand(self, text: str, known: Mapping[str, str]) -> str:
        """`text` with its abbreviations in capitals written out; `known` ones where the neighbours speak against it."""
        pieces, cursor = [], 0
        for match in _SHORT.finditer(text):
            short = plain(match[0])
            if short in self._words or _ROMAN.fullmatch(match[0]):
                continue
            before = [fold(w) for w in _WORD.findall(text[: match.start()])[-1:]]
            after = [fold(w) for w in _WORD.findall(text[match.end() :])[:1]]
            phrase = self._meant(short, before, after, known.get(short))
            if phrase:
                pieces += [text[cursor : match.start()], phrase]
                cursor = match.end()
        return "".join(pieces) + text[cursor:]

    def _meant(self, short: str, before: list[str], after: list[str], known: str | None) -> str | None:
        def pointed(phrase: str) -> int:
            words = phrase.split()
            left, right = self._beside
            return 2 * sum(left[b, words[0]] for b in before) + sum(right[words[-1], a] for a in after)

        if known is not None and (known == "" or pointed(known) or not (before or after)):
            return None
        found = sorted(((pointed(phrase), count, phrase) for phrase, count in self._phrases(short)), reverse=True)
        if not found or known is not None and not found[0][0]:
            return None
        best, others = found[0], found[1:]
        clear = best[0] > max((o[0] for o in others), default=0)
        common = not others or best[1] >= _OFTEN and all(best[1] >= _CLEARLY * o[1] for o in others)
        return best[2] if clear or not best[0] and common else None

    def _phrases(self, short: str) -> Iterator[tuple[str, int]]:
        """Each chain of syllables with these first letters, and how often its rarest pair stands."""
        chains: list[tuple[tuple[str, ...], int]] = [((first,), 1 << 30) for first in self._first.get(short[0], ())]
        for letter in short[1:]:
            chains = [
                ((*chain, word), min(count, seen))
                for chain, count in chains
                for word, seen in self._next.get((chain[-1], letter), ())
            ]
        for chain, count in chains:
            if _is_compound(chain):
                yield " ".join(chain), count


def _is_compound(syllables: tuple[str, ...]) -> bool:
    """Whether the syllables are words of the dictionary, one alone at most: "chi thường xuyên"."""
    alone = 0
    at = 0
    while at < len(syllables):
        if is_word(" ".join(syllables[at : at + 2])) and at + 1 < len(syllables):
            at += 2
        else:
            alone, at = alone + 1, at + 1
    return alone <= 1 < len(syllables)
