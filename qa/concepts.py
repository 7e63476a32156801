"""The words of a question that name something, as concepts with their synonyms."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.folding import fold, plain
from index.grammar.patterns import whole
from qa.records import Concept
from qa.vocabulary import ABBREVIATIONS, COMPOUNDS, QUESTION_WORDS, SYNONYMS

_GROUPS: dict[str, tuple[str, ...]] = {}
for _group in (*SYNONYMS, *((full, short) for short, full in ABBREVIATIONS.items() if full and full != short and " " in full)):
    for _word in _group:
        _known = _GROUPS.get(fold(_word), ())
        _GROUPS[fold(_word)] = tuple(dict.fromkeys((*_known, *map(fold, _group))))

_KNOWN = [w for w in (*(w for g in SYNONYMS for w in g), *COMPOUNDS, *ABBREVIATIONS.values()) if w not in QUESTION_WORDS]
_NAME = re.compile(r"(?<![^\W_])[A-ZĐÀ-Ỹ][^\W\d_A-ZĐÀ-Ỹ]+(?: [A-ZĐÀ-Ỹ][^\W\d_A-ZĐÀ-Ỹ]+| - (?=[A-ZĐÀ-Ỹ]))+")
_PHRASES = re.compile(whole(fold(w) for w in _KNOWN if " " in w))
_WORDS = re.compile(whole(w for w in _KNOWN if w and " " not in w and w not in QUESTION_WORDS))
_STOPS = re.compile(whole(QUESTION_WORDS))
_TOKEN = re.compile(r"[^\W_]+")


def concepts(text: str) -> tuple[Concept, ...]:
    """The concepts of `text` in order: known phrases with their synonyms, and every other word that is no question word."""
    low = plain(text)
    found: list[tuple[int, str]] = []
    held = bytearray(len(low))
    names = set()
    for match in _NAME.finditer(text):
        found.append((match.start(), fold(match[0])))
        names.add(match.start())
        held[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    for match in (*_PHRASES.finditer(fold(text)), *_WORDS.finditer(low)):
        if any(held[match.start() : match.end()]):
            continue
        found.append((match.start(), fold(match[0])))
        held[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    rest = "".join(c if not h else " " for c, h in zip(low, held, strict=True))
    rest = _STOPS.sub(lambda m: " " * len(m[0]), rest)
    found += [(m.start(), fold(m[0])) for m in _TOKEN.finditer(rest)]
    return tuple(Concept(_alternatives(word), at in names) for at, word in sorted(found) if _alternatives(word))


def _alternatives(word: str) -> tuple[str, ...]:
    squeezed = " ".join(_TOKEN.findall(word))
    group = _GROUPS.get(word, ())
    return tuple(dict.fromkeys(" ".join(_TOKEN.findall(w)) for w in (squeezed, *group)))


def words_of(concept_list: Iterable[Concept]) -> str:
    """The concepts as one folded phrase, for search."""
    return " ".join(alternative for concept in concept_list for alternative in concept.alternatives)


