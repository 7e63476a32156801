"""Words and sentences of Vietnamese text, by underthesea, on text that stays untouched.

underthesea segments words and proposes where sentences end. It cuts units, abbreviations and brackets apart and
overlooks some full stops, so its cuts are mended by rule. Spans always refer to the text as given.
"""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Callable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from index.records import Span

# Optional parts of underthesea that nothing here uses; importing them would bring in torch and an HTTP stack.
UNUSED = (
    *("pipeline.classification", "pipeline.sentiment", "pipeline.lang_detect", "pipeline.dependency_parse"),
    *("pipeline.translate", "agent", "address"),
)

# Words whose full stop does not end the sentence, in lower case and without that stop.
ABBREVIATIONS = frozenset("tp tx tt ttr th ths th.s ts pgs gs bs ks tr v.v t.ư t.w đ/c vd nxb mr mrs dr".split())
MAX_BRACKET = 400
MAX_TOKEN = 200

_END = re.compile(r"[.?!…]+[\"'”’»)\]]*")
_LABEL = re.compile(
    r"[-–—+•*\s]*(?:(?:Điều|Mục|Chương|Phần|Bảng|Biểu|Hình|Phụ lục)\s+)?"
    r"(?:\d{1,2}(?:\.\d{1,2})*|[IVXLC]{1,6}|[^\W\d_])[.)]+"
)
_TOKEN_START = re.compile(r"[\s(\[\"“]")
_COUNTED = re.compile(r"\d\s*\w$")
_GROUP_END = re.compile(r"(?:^|\D)\d{1,3}$")
_GROUP = re.compile(r"\d{3}(?!\d)")
_BULLET = re.compile(r"[-–—+•*]\s")
_KILOMETRE = re.compile(r"km\b", re.IGNORECASE)
_LONG_TOKEN = re.compile(rf"\S{{{MAX_TOKEN}}}")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_OPENING = {")": "(", "]": "["}
_NEAR = 40

_importing = threading.Lock()


@lru_cache(maxsize=1)
def _underthesea() -> tuple[Callable[[str], list[str]], Callable[[str], list[str]], Callable[[str], list[list[str]]]]:
    """The sentence and word tokenizers and the tagger of underthesea, imported without its optional parts."""
    modules: dict[str, Any] = sys.modules
    with _importing:
        blocked = [f"underthesea.{part}" for part in UNUSED if "underthesea" not in modules]
        modules.update(dict.fromkeys(blocked))
        try:
            from underthesea import pos_tag, sent_tokenize, word_tokenize  # type: ignore[import-untyped]
        finally:
            for name in blocked:
                del modules[name]
    return sent_tokenize, word_tokenize, pos_tag


def words(text: str) -> list[str]:
    """The words of `text` as underthesea segments them, the syllables of a word joined by one space.

    For search keys and names only: underthesea rewrites characters ("hoà" becomes "hòa"), so no span follows from it.
    """
    _, word_tokenize, _ = _underthesea()
    lines = _LONE_SURROGATE.sub("\ufffd", text).splitlines()
    return [word for line in lines if line.strip() for word in word_tokenize(line)]


def tagged(text: str) -> list[tuple[str, str]]:
    """The words of `text` as `words` gives them, each with its part of speech: "N", "V", "A", ..."""
    *_, pos_tag = _underthesea()
    lines = _LONE_SURROGATE.sub("\ufffd", text).splitlines()
    return [(word, tag) for line in lines if line.strip() for word, tag in pos_tag(line)]


@lru_cache(maxsize=1)
def _dictionary() -> frozenset[str]:
    """The words of the dictionary that underthesea brings (Viet74K), in lower case; read without importing it."""
    found = find_spec("underthesea")
    folder = Path((found and found.submodule_search_locations or [""])[0])
    return frozenset((folder / "corpus/data/Viet74K.txt").read_text("utf-8").lower().splitlines())


def is_word(text: str) -> bool:
    """Whether `text`, in lower case with its diacritics, is a word of the dictionary: "xe cộ"."""
    return text in _dictionary()


def segment(text: str) -> str:
    """`text` on one line with the syllables of a word joined by "_", as PhoBERT-kind models expect."""
    return " ".join(word.replace(" ", "_") for word in words(text))


def sentences(text: str, span: Span) -> list[Span]:
    """The sentences of `text` inside `span`, in order, without surrounding whitespace; a line end always cuts.

    Together they cover every character of the span that is not whitespace. Any text is accepted.
    """
    found: list[Span] = []
    start = span.start
    for line in span.of(text).split("\n"):
        cuts = [0, *_cuts(line), len(line)]
        for left, right in zip(cuts, cuts[1:], strict=False):
            piece = line[left:right]
            if kept := piece.strip():
                begin = start + left + len(piece) - len(piece.lstrip())
                found.append(Span(begin, begin + len(kept)))
        start += len(line) + 1
    return found


def _cuts(line: str) -> list[int]:
    """The offsets in `line` at which a sentence begins, the first sentence left out."""
    length = len(line.rstrip())
    ends = [end for end in _END.finditer(line) if end.end() < length]
    if not ends:
        return []
    proposed = _proposed(line)
    bracketed = _bracketed(line)
    cuts: list[int] = []
    for end in ends:
        begin, cut = cuts[-1] if cuts else 0, end.end()
        label = cut - begin < _NEAR and _LABEL.fullmatch(line, begin, cut)
        before, after = line[max(0, end.start() - _NEAR) : end.start()], line[cut : cut + _NEAR]
        if label or bracketed[cut] or (end.group()[:3] != "..." and _abbreviated(before)):
            continue
        if not after[0].isspace():
            ends_here = _ends_glued(before, after)
        else:
            said = not proposed.isdisjoint(range(end.start() + 1, cut + 1))
            ends_here = _ends_spaced(before, after.lstrip(), said)
        if ends_here:
            cuts.append(cut)
    return cuts


def _abbreviated(before: str) -> bool:
    return _last_token(before).lower() in ABBREVIATIONS


def _ends_glued(before: str, after: str) -> bool:
    """Whether a stop with no space behind it still ends a sentence: "năm ngoái.Tổng số", not "HK.Km"."""
    known = before[-1:].islower() or before[-1:].isdigit() or before.endswith((")", "]", "%", "”"))
    begins = after[0].isupper() and not _KILOMETRE.match(after)
    return known and (begins or _BULLET.match(after) is not None)


def _ends_spaced(before: str, after: str, said: bool) -> bool:
    """Whether a stop with a space behind it ends a sentence; `said`: underthesea has it so."""
    if _GROUP_END.search(before) and _GROUP.match(after):
        return False
    token = _last_token(before)
    lone_letter = len(token) == 1 and token.isalpha() and not _COUNTED.search(before)
    return said or (not lone_letter and after[:1].isupper())


def _last_token(before: str) -> str:
    return _TOKEN_START.split(before)[-1]


def _proposed(line: str) -> frozenset[int]:
    """Where underthesea ends a sentence, as offsets in `line`; none where its answer is not the line's own text.

    A token without end is kept from it: it walks back through the token at every full stop.
    """
    if _LONG_TOKEN.search(line):
        return frozenset()
    sent_tokenize, _, _ = _underthesea()
    ends: list[int] = []
    at = 0
    for sentence in sent_tokenize(line):
        while line[at : at + 1].isspace():
            at += 1
        if not line.startswith(sentence, at):
            return frozenset()
        at += len(sentence)
        ends.append(at)
    return frozenset(ends)


def _bracketed(line: str) -> bytearray:
    """One byte a character: 1 where a cut would fall inside a pair of brackets that is not too long to be one."""
    inside = bytearray(len(line))
    opened: dict[str, list[int]] = {"(": [], "[": []}
    for at, char in enumerate(line):
        if char in opened:
            opened[char].append(at)
        elif char in _OPENING and opened[_OPENING[char]]:
            begin = opened[_OPENING[char]].pop()
            if at - begin <= MAX_BRACKET:
                inside[begin + 1 : at + 1] = b"\1" * (at - begin)
    return inside
