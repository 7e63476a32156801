"""Words that are a unit and nothing else, as headings, labels and cells of tables give them."""

from __future__ import annotations

import re

from index.folding import plain as to_plain
from index.grammar.amounts import UnitClass, amounts_of
from index.grammar.numbers import literals
from index.lexicon import COUNT_NOUNS

_SHORT_UNITS = frozenset({"tr.đ", "trđ", "tr.đồng", "tr. đồng", "tỷ.đ", "tr.đ/người", "1.000đ", "ng.đ"})
_THOUSANDS = re.compile(r"(?:1[. ]?000|10\^3|10³) +(?=\S)")


def unit_of(words: str) -> str | None:
    """`words` as a unit when they are nothing else ("tỷ đồng", "1000 tấn" -> "nghìn tấn"), or None."""
    words = re.sub(r"\s+", " ", words).strip(" .:;,-")
    words = _THOUSANDS.sub("nghìn ", words)
    if not words or len(words) > 40 or re.search(r"\d{2}", words):
        return None
    if to_plain(words) in _SHORT_UNITS:
        return words
    sample = f"1 {words}"
    literal = next(literals(sample, to_plain(sample)), None)
    found = amounts_of(literal, sample, to_plain(sample)) if literal else ()
    if not found or found[0].extent.end < len(sample) or found[0].unit_class is UnitClass.NONE:
        return None
    is_open_noun = found[0].unit_class is UnitClass.COUNT and found[0].noun not in COUNT_NOUNS
    return None if is_open_noun else lowered(words)


def lowered(unit: str) -> str:
    """A unit without its capital ("Tỷ đồng", "Ha"), symbols kept ("USD", "MW")."""
    return unit[:1].lower() + unit[1:] if unit[:1].isupper() and not unit[1:2].isupper() and len(unit) > 1 else unit
