"""Folding: text without diacritics or case, character for character, so that offsets stay true."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache

UPPER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
SYLLABLE = re.compile(r"[^\W_]+")


def _fold_char(char: str) -> str:
    if char in "đĐ":
        return "d"
    base = unicodedata.normalize("NFD", char)[0].lower()
    return base if len(base) == 1 else char


def _lower_char(char: str) -> str:
    low = char.lower()
    return low if len(low) == 1 else char


class _Table(dict[int, str]):
    """What each character becomes, found out when it is first met: `str.translate` then runs without Python.

    Every question folds thousands of texts; a call for each character was most of the time of an answer.
    """

    def __init__(self, change: Callable[[str], str], known: Mapping[int, str]) -> None:
        super().__init__(known)
        self._change = change

    def __missing__(self, code: int) -> str:
        found = self[code] = self._change(chr(code))
        return found


_BLANKS = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\t\r"), " ")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_LATE_TONE = re.compile(r"(?<!q)(o)([àáảãạèéẻẽẹ])(?![^\W_])|(?<!q)(u)([ỳýỷỹỵ])(?![^\W_])")
_EARLY_CLOSED = re.compile(r"([òóỏõọ])([ae])(?=[^\W\d_aeiouy])")
_CLOSED = {(o, v): f"o{t}" for v, ts in (("a", "àáảãạ"), ("e", "èéẻẽẹ")) for o, t in zip("òóỏõọ", ts, strict=True)}
_EARLY = {
    "o": dict(zip("àáảãạèéẻẽẹ", ("òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe"), strict=True)),
    "u": dict(zip("ỳýỷỹỵ", ("ùy", "úy", "ủy", "ũy", "ụy"), strict=True)),
}
_I_FOR_Y = re.compile(r"(?<![^\W_])(kì|tỉ|kí|quí)(?![^\W_])")
_Y = {"kì": "kỳ", "tỉ": "tỷ", "kí": "ký", "quí": "quý"}


_SHORT = 40
_LOWER = _Table(_lower_char, {**_BLANKS, **_DASHES})
_BARE = _Table(_fold_char, {})


def plain(text: str) -> str:
    """`text` in lower case and one spelling (hoà -> hòa, tỉ -> tỷ, dashes, blanks), character for character.

    Patterns of the grammar are written in this spelling; len(plain(text)) == len(text) always.
    """
    low = text.translate(_LOWER)
    low = _LATE_TONE.sub(lambda m: _EARLY[m[1] or m[3]][m[2] or m[4]], low)
    low = _EARLY_CLOSED.sub(lambda m: _CLOSED[m[1], m[2]], low)
    if any(word in low for word in _Y):
        low = _I_FOR_Y.sub(lambda m: _Y[m[0]], low)
    return low


def fold(text: str) -> str:
    """`plain(text)` without diacritics; len(fold(text)) == len(text) always."""
    return _folded(text) if len(text) <= _SHORT else bare(plain(text))


def bare(text: str) -> str:
    """Text that is plain already, without diacritics."""
    return text.translate(_BARE)


@lru_cache(maxsize=50_000)
def _folded(text: str) -> str:
    """The same few thousand words and names are folded over and over."""
    return bare(plain(text))


def syllables(text: str) -> list[str]:
    """The folded runs of letters and digits of `text`, in order: "Lượt 1.5" -> ["luot", "1", "5"]."""
    return SYLLABLE.findall(fold(text))


def search_terms(text: str) -> list[str]:
    """What lexical search indexes: folded syllables, and their neighbours as pairs ("du_lich")."""
    single = syllables(text)
    return single + [f"{a}_{b}" for a, b in zip(single, single[1:], strict=False)]
