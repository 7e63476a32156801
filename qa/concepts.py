"""The words of a question that name something, as concepts with their synonyms."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.folding import UPPER, fold, plain
from index.grammar.patterns import whole
from qa.records import Concept
from qa.vocabulary import ABBREVIATIONS, COMPOUNDS, QUESTION_WORDS, SYNONYMS

_GROUPS: dict[str, tuple[str, ...]] = {}
for _group in (*SYNONYMS, *((full, short) for short, full in ABBREVIATIONS.items() if full and full != short and " " in full)):
    for _word in _group:
        _key = fold(_word) if " " in _word else _word
        _GROUPS[_key] = tuple(dict.fromkeys((*_GROUPS.get(_key, ()), *_group)))

_KNOWN = [w for w in (*(w for g in SYNONYMS for w in g), *COMPOUNDS, *ABBREVIATIONS.values()) if w not in QUESTION_WORDS]
_NAME = re.compile(rf"(?<![^\W_])[{UPPER}][^\W\d_{UPPER}]+(?:(?: |-| - )[{UPPER}][^\W\d_{UPPER}]+)+")
_PHRASES = re.compile(whole(fold(w) for w in _KNOWN if " " in w))
_WORDS = re.compile(whole(w for w in _KNOWN if w and " " not in w))
_STOPS = re.compile(whole(QUESTION_WORDS))
_TOKEN = re.compile(r"[^\W_]+")
_ONE_WORD = re.compile(r"xuất(?: *, *| +)nhập khẩu")


def concepts(text: str) -> tuple[Concept, ...]:
    """The concepts of `text` in order: known phrases with their synonyms, and every other word that is no question word."""
    low = plain(text)
    found: list[tuple[int, str]] = []
    held = bytearray(len(low))
    names = set()
    for match in _NAME.finditer(text):
        found.append((match.start(), plain(match[0])))
        names.add(match.start())
        held[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    for match in (*_PHRASES.finditer(fold(text)), *_WORDS.finditer(low)):
        if any(held[match.start() : match.end()]):
            continue
        found.append((match.start(), low[match.start() : match.end()]))
        held[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    rest = "".join(c if not h else " " for c, h in zip(low, held, strict=True))
    rest = _STOPS.sub(lambda m: " " * len(m[0]), rest)
    found += [(m.start(), m[0]) for m in _TOKEN.finditer(rest)]
    return tuple(Concept(_alternatives(word), at in names) for at, word in sorted(found) if _alternatives(word))


def _alternatives(word: str) -> tuple[str, ...]:
    """The forms of a word and its synonyms. One syllable is looked up with its diacritics: "sắn" is not "sản"."""
    group = _GROUPS.get(fold(word) if " " in word else word, ())
    forms = (_ONE_WORD.sub("xuấtnhậpkhẩu", w) for w in (word, *group))
    return tuple(dict.fromkeys(" ".join(_TOKEN.findall(w)) for w in forms))


def words_of(concept_list: Iterable[Concept]) -> str:
    """The concepts as one phrase, for search."""
    return " ".join(alternative for concept in concept_list for alternative in concept.alternatives)




_CORE = re.compile(whole("nào gì là của có các những tên kể ai ở tại trong năm bao nhiêu mấy và với cho biết nêu ba hai bốn năm".split()))


def literal_concepts(text: str) -> tuple[Concept, ...]:
    """The concepts of a text whose every word may be meant: "chỉ tiêu chưa hoàn thành"."""
    low = _CORE.sub(lambda m: " " * len(m[0]), plain(text))
    return tuple(Concept((w,)) for w in _TOKEN.findall(low))
