"""Slips of typing inside one word: telex left undecoded, letters swapped, left out, doubled or struck wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from index.folding import fold

_INITIALS = "ngh|ng|gh|gi|kh|nh|ph|qu|th|tr|ch|b|c|d|g|h|k|l|m|n|p|r|s|t|v|x|"
_RHYMES = (
    "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|e|ec|em|en|eng|eo|ep|et|eu|i|ia|ich|iec|iem|ien|ieng|iep|iet|ieu|im|in|inh|ip|it|iu|o|oa|oac|oach|oai|oam|oan|oang|oanh|oao|oap|oat|oay|oc|oe|oen|oet|oeo|oi|om|on|ong|ooc|oong|op|ot|"
    "u|ua|uan|uang|uat|uay|uc|ue|uech|uenh|ui|um|un|ung|uoc|uoi|uom|uon|uong|uop|uot|uou|uo|up|ut|uu|uy|uya|uych|uyen|uyet|uynh|uyt|uyu|uy|y|ye|yem|yen|yet|yeu|uyn|uynh"
)
_SYLLABLE = re.compile(rf"(?:{_INITIALS})(?:{_RHYMES})")
_TONE = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_DOUBLES = (
    ("dd", "đ"),
    ("aa", "â"),
    ("ee", "ê"),
    ("oo", "ô"),
    ("uow", "ươ"),
    ("aw", "ă"),
    ("ow", "ơ"),
    ("uw", "ư"),
    ("w", "ư"),
)


def is_syllable(word: str) -> bool:
    """Whether the folded `word` can be a Vietnamese syllable."""
    return bool(_SYLLABLE.fullmatch(fold(word)))


def telex(word: str) -> str | None:
    """What undecoded telex spells: "luowngj" -> "lượng"; None when it spells no syllable."""
    low = word.lower()
    tones = [c for c in low[1:] if c in _TONE]
    if not low.isascii() or (not tones and not any(d in low for d, _ in _DOUBLES)):
        return None
    for tone in dict.fromkeys([*reversed(tones), ""]):
        base = low
        if tone:
            at = base.rfind(tone)
            base = base[:at] + base[at + 1 :]
        for typed, letter in _DOUBLES:
            base = base.replace(typed, letter)
        if base != low and is_syllable(base) and not set(base) & set("wjzf"):
            return _with_tone(base, tone)
    return None


def _with_tone(base: str, tone: str) -> str:
    if not tone:
        return base
    vowels = [i for i, c in enumerate(base) if fold(c) in "aeiouy" and not (c == "u" and base[:i].endswith("q"))]
    marked = [i for i in vowels if base[i] in "âăêôơư"]
    at = (
        marked[-1]
        if marked
        else vowels[0]
        if len(vowels) == 1
        else vowels[-2]
        if vowels[-1] == len(base) - 1
        else vowels[-1]
    )
    return unicodedata.normalize("NFC", base[: at + 1] + _TONE[tone] + base[at + 1 :])


def swaps(word: str) -> Iterable[str]:
    """`word` with each two neighbouring letters in the other order: "gimả" -> "giảm"."""
    for i in range(len(word) - 1):
        yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]


class Neighbours:
    """The words one letter away from any word: struck wrong, left out or put in.

    Two words are so near only when they agree after each has lost at most one letter: by that they are looked up.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._by_rest: dict[str, list[str]] = {}
        for word in words:
            for rest in _rests(word):
                self._by_rest.setdefault(rest, []).append(word)

    def near(self, word: str) -> list[str]:
        """The words at most one letter away from `word`, in the order given."""
        met = dict.fromkeys(other for rest in _rests(word) for other in self._by_rest.get(rest, ()))
        return [other for other in met if _one_apart(word, other)]


def _rests(word: str) -> set[str]:
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def _one_apart(one: str, other: str) -> bool:
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) <= 1
    short, long = sorted((one, other), key=len)
    return short in _rests(long)


@dataclass(frozen=True, slots=True)
class Slips:
    """What an unknown word can have been meant as; `possible` when it could be a word that the reports don't hold."""

    swapped: tuple[str, ...]
    struck: tuple[str, ...]
    possible: bool

    @property
    def all(self) -> tuple[str, ...]:
        """Every form, those of swapped letters first."""
        return self.swapped + self.struck


def toneless(word: str) -> str:
    """The word without its tone mark, its letters kept: "đến" -> "đên"."""
    tones = set(_TONE.values())
    return unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", word) if c not in tones))
