"""What stands between two lines of one paragraph or cell: mostly a blank, nothing inside a torn word, never numbers."""

from __future__ import annotations

import re
import unicodedata

from index.readers.syllables import is_syllable, joins

_LAST = re.compile(r"[^\W\d_]+$")
_FIRST = re.compile(r"[^\W\d_]+(?![^\W_])")
_OPEN_NUMBER = re.compile(r"\d[.,]?$")
# What a line end may have cut in the middle of a number, for certain: groups of thousands, or a mark and digits alone.
_GROUPS, _GROUP = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+\.$"), re.compile(r"\d{3}(?!\d)")
_WHOLE, _REST = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})*$"), re.compile(r",\d+(?![\d.,]*\d)|(?:\.\d{3})+(?!\d)")
SOFT_HYPHEN = "\u00ad"


def joint(left: str, right: str) -> tuple[int, str]:
    """How `left` goes on with the line `right`: how many characters to take off its end, and what to put between.

    A line feed keeps two numbers apart: no blank or hyphen between digits may make one of them. A number that can only
    be one ("1.234." and "567") is made whole.
    """
    if (_GROUPS.search(left) and _GROUP.match(right)) or (_WHOLE.search(left) and _REST.match(right)):
        return 0, ""
    # A raised digit ("m²") is a digit too, though no \d.
    if (left[-1:].isdigit() or _OPEN_NUMBER.search(left)) and right[0].isdigit():
        return 0, "\n"
    if left.endswith(SOFT_HYPHEN):
        return _whole(left[:-1], right, 1)
    if len(left) > 1 and left[-1] in "-/" and left[-2].isalnum() and right[0].isalnum():
        return _hyphenated(left, right)
    last, first = _LAST.search(left), _FIRST.match(right)
    if last and first and joins(last[0], first[0]):
        return _whole(left, right, 0)
    return 0, " "


def _hyphenated(left: str, right: str) -> tuple[int, str]:
    """A hyphen goes where a word was parted ("phát tri-", "ển"), and stays in names and ranges ("Covid-", "19")."""
    last, first = _LAST.search(left[:-1]), _FIRST.match(right)
    if left[-1] == "-" and last and first and right[0].islower():
        torn = is_syllable(last[0] + first[0]) or not (is_syllable(last[0]) or is_syllable(first[0]))
        if torn:
            return _whole(left[:-1], right, 1)
    return 0, ""


def _whole(left: str, right: str, cut: int) -> tuple[int, str]:
    """No blank, unless the letters would melt into other ones and move the offsets."""
    tight = unicodedata.is_normalized("NFC", left[-1:] + right[:1])
    return (cut, "") if tight else (cut, " ")
