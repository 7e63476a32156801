"""Folding: text without diacritics or case, character for character, so that offsets stay true."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

SYLLABLE = re.compile(r"[^\W_]+")


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    if char in "đĐ":
        return "d"
    base = unicodedata.normalize("NFD", char)[0].lower()
    return base if len(base) == 1 else char


def fold(text: str) -> str:
    """`text` in lower case without diacritics; len(fold(text)) == len(text) always."""
    return "".join(map(_fold_char, text))


def syllables(text: str) -> list[str]:
    """The folded runs of letters and digits of `text`, in order: "Lượt 1.5" -> ["luot", "1", "5"]."""
    return SYLLABLE.findall(fold(text))


def search_terms(text: str) -> list[str]:
    """What lexical search indexes: folded syllables, and their neighbours as pairs ("du_lich")."""
    single = syllables(text)
    return single + [f"{a}_{b}" for a, b in zip(single, single[1:], strict=False)]
