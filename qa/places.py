"""The place that a question names, to choose the report or to refuse another's figures."""

from __future__ import annotations

import re

from index.folding import UPPER, fold
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
    province = _PROVINCE.search(fold(text))
    return _FOLDED[province[1]] if province else ""
