"""Places as people type them: initials, other spellings, names without diacritics, written out as the reports do."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from index.folding import fold
from index.grammar.patterns import NO_LETTER_AFTER, NO_LETTER_BEFORE
from index.places import PROVINCES
from qa.abbreviations import ABBREVIATIONS, AGENCIES
from qa.translation import is_english

# As typed, whatever is in the store; longest first where one begins with another.
_SPELLINGS = {
    "br-vt": "Bà Rịa - Vũng Tàu", "brvt": "Bà Rịa - Vũng Tàu", "bà rịa vũng tàu": "Bà Rịa - Vũng Tàu",
    "bà rịa-vũng tàu": "Bà Rịa - Vũng Tàu", "tp. hcm": "thành phố Hồ Chí Minh", "tp.hcm": "thành phố Hồ Chí Minh",
    "tp hcm": "thành phố Hồ Chí Minh", "tphcm": "thành phố Hồ Chí Minh", "hcm": "Hồ Chí Minh",
    "tt huế": "Thừa Thiên Huế", "tt-huế": "Thừa Thiên Huế", "tt. huế": "Thừa Thiên Huế", "tth": "Thừa Thiên Huế",
    "thừa thiên - huế": "Thừa Thiên Huế", "thừa thiên-huế": "Thừa Thiên Huế", "đắc lắc": "Đắk Lắk",
    "đăk lăk": "Đắk Lắk", "đak lak": "Đắk Lắk", "dak lak": "Đắk Lắk", "daklak": "Đắk Lắk", "đắc nông": "Đắk Nông",
    "đăk nông": "Đắk Nông", "dak nong": "Đắk Nông", "daknong": "Đắk Nông", "kontum": "Kon Tum", "công tum": "Kon Tum",
    "bắc cạn": "Bắc Kạn", "sài gòn": "Hồ Chí Minh",
}  # fmt: skip
_SPELT = re.compile(
    rf"{NO_LETTER_BEFORE}(?:{'|'.join(sorted(map(re.escape, _SPELLINGS), key=len, reverse=True))}){NO_LETTER_AFTER}",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?<![^\W_])(?<![/-])[A-ZĐ]{2,3}(?![^\W_])(?![/-]\w)")


class PlaceNames:
    """Writes place names out. Initials stand for a place only where one place of the store alone has them."""

    def __init__(self, places: Iterable[str]) -> None:
        known = {fold(name): name for name in PROVINCES}
        heads = " , ".join({fold(place) for place in places})
        self._provinces = [name for key, name in known.items() if re.search(rf"(?<!\w){re.escape(key)}(?!\w)", heads)]

    def spelled(self, question: str) -> str:
        """The question with its places written out; other words stay as they are typed."""
        text = _SPELT.sub(lambda m: _SPELLINGS[m[0].lower()], question)
        text = _INITIALS.sub(lambda m: self._by_initials.get(m[0], m[0]), text)
        # An English question is known by its letters; it is put into Vietnamese by those who know it.
        if text.isascii() and self._bare is not None and not is_english(text):
            # Amid words without diacritics a name is no name to the reader: "tra vinh" is tea and glory.
            text = self._bare.sub(lambda m: self._folded[fold(m[0])], text)
        return text

    @cached_property
    def _by_initials(self) -> dict[str, str]:
        named: dict[str, list[str]] = defaultdict(list)
        for name in self._provinces:
            named["".join(word[0] for word in name.replace("-", " ").split())].append(name)
        return {
            initials: names[0]
            for initials, names in named.items()
            if len(names) == 1 and initials.lower() not in ABBREVIATIONS and initials.lower() not in AGENCIES
        }

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {fold(name): name for name in self._provinces}

    @cached_property
    def _bare(self) -> re.Pattern[str] | None:
        if not self._folded:
            return None
        names = "|".join(sorted(map(re.escape, self._folded), key=len, reverse=True))
        return re.compile(rf"(?<![^\W_])(?:{names})(?![^\W_])", re.IGNORECASE)
