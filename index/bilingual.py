"""Tables of yearbooks in two languages: the English half of titles, headings and labels is told apart and left out."""

from __future__ import annotations

import re

from index.readers.syllables import is_syllable

_WORD = re.compile(r"[^\W\d_]+")
# Shorter words, and short ones in capitals, may be units and acronyms: "ha", "GRDP".
_LONG, _LONG_IN_CAPITALS = 4, 5
# "Nam - Male", "Diện tích - Area (Km2)", "(Người/km2 - Person/km2)": up to a bracket or the end.
_SECOND = re.compile(r"(?<=\S) +[-–/] +(?P<english>[A-Za-z](?:[^()\-–]|(?<=\w)-(?=\w))*?)(?= *[()]| *$)")
_NUMBER = re.compile(r"(?<![^\W_])\d[\d.,]*")


def is_english(text: str) -> bool:
    """Whether words are English: without Vietnamese letters, and mostly not spelt as Vietnamese syllables."""
    words = _WORD.findall(text)
    foreign = [word for word in words if not is_syllable(word)]
    long = [word for word in foreign if len(word) >= (_LONG_IN_CAPITALS if word.isupper() else _LONG)]
    return text.isascii() and bool(long) and 2 * len(foreign) >= len(words)


def without_english(text: str) -> str:
    """`text` without the English behind a dash or stroke that says its Vietnamese once more; a year is kept.

    "Nam - Male" -> "Nam", "Sơ bộ - Prel. 2021" -> "Sơ bộ 2021".
    """
    for match in reversed(list(_SECOND.finditer(text))):
        english = match["english"]
        if is_english(english) and _WORD.search(text[: match.start()]):
            numbers = _NUMBER.findall(english)
            text = " ".join((text[: match.start()], *numbers)) + text[match.end() :]
    return text
