"""The place that a question names, to choose the report or to refuse another's figures."""

from __future__ import annotations

import re

from index.folding import UPPER, fold, plain
from index.places import PROVINCES

_NAMED = re.compile(
    rf"(?<![^\W_])(?i:(tỉnh|huyện|thành phố|thị xã|xã|phường|TP\.?|quận|thị trấn)) "
    rf"+((?:[{UPPER}][^\W\d_]*(?:[ -](?=[{UPPER}]))?)+)"
)
_FOLDED = {fold(name): name for name in PROVINCES}
_PROVINCE = re.compile(
    r"(?<![a-z0-9])(" + "|".join(sorted(map(re.escape, _FOLDED), key=len, reverse=True)) + r")(?![a-z0-9])"
)


def place_in(text: str) -> str:
    """The most specific place that `text` names, "huyện Than Uyên" or a province's bare name; "" without one."""
    for match in _NAMED.finditer(text):
        name = match[2].strip(" -")
        if name[:1].isupper() and fold(match[1]) != fold(name):
            return f"{match[1].lower()} {name}"
    bare = fold(text)
    return next((_FOLDED[m[1]] for m in _PROVINCE.finditer(bare) if _is_name(text, bare, m)), "")


def _is_name(text: str, bare: str, match: re.Match[str]) -> bool:
    """Whether the syllables of a province are its name: "huy động thấp hơn" does not speak of Đồng Tháp."""
    if len(bare) != len(text):
        return True
    said = text[match.start(1) : match.end(1)]
    return said[:1].isupper() or plain(said) in (plain(_FOLDED[match[1]]), fold(said))
