"""Folding: text without diacritics or case, character for character, so that offsets stay true."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

UPPER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
SYLLABLE = re.compile(r"[^\W_]+")


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    if char in "đĐ":
        return "d"
    base = unicodedata.normalize("NFD", char)[0].lower()
    return base if len(base) == 1 else char


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


def _lower_char(char: str) -> str:
    low = char.lower()
    return low if len(low) == 1 else char


def plain(text: str) -> str:
    """`text` in lower case and one spelling (hoà -> hòa, tỉ -> tỷ, dashes, blanks), character for character.

    Patterns of the grammar are written in this spelling; len(plain(text)) == len(text) always.
    """
    low = "".join(map(_lower_char, text)).translate(_BLANKS).translate(_DASHES)
    low = _LATE_TONE.sub(lambda m: _EARLY[m[1] or m[3]][m[2] or m[4]], low)
    low = _EARLY_CLOSED.sub(lambda m: _CLOSED[m[1], m[2]], low)
    return _I_FOR_Y.sub(lambda m: _Y[m[0]], low)


def fold(text: str) -> str:
    """`plain(text)` without diacritics; len(fold(text)) == len(text) always."""
    return "".join(map(_fold_char, plain(text)))


def syllables(text: str) -> list[str]:
    """The folded runs of letters and digits of `text`, in order: "Lượt 1.5" -> ["luot", "1", "5"]."""
    return SYLLABLE.findall(fold(text))


def search_terms(text: str) -> list[str]:
    """What lexical search indexes: folded syllables, and their neighbours as pairs ("du_lich")."""
    single = syllables(text)
    return single + [f"{a}_{b}" for a, b in zip(single, single[1:], strict=False)]
