"""Vietnamese syllables: mends words that a PDF tears apart ("ĐIỀ U KHO ẢN"), where no other reading is possible."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ONSETS = "ngh ng nh gh gi kh ph qu th tr ch b c d đ g h k l m n p r s t v x".split()
# The vowels of a syllable with the consonants that may end it; "-" stands for none. Spelt without tone marks.
_RIMES = {
    "a": "- c ch i m n ng nh o p t u y",
    "ă": "c m n ng p t",
    "â": "c m n ng p t u y",
    "e": "- c m n ng o p t",
    "ê": "- ch m n nh p t u",
    "i": "- a ch m n nh p t u",
    "iê": "c m n ng p t u",
    "o": "- c i m n ng p t a e ac ach ai am an ang anh ao at ay ap ăc ăm ăn ăng ăt en eo et oc ong",
    "ô": "- c i m n ng p t",
    "ơ": "- i m n p t",
    "u": "- a c i m n ng p t y ê ân âng ât ây ê êch ên ênh êt ơ ya yên yêt ych ynh yt yu yp",
    "uô": "c i m n ng t p",
    "ư": "- a c i n ng t u",
    "ươ": "c i m n ng p t u",
    "y": "- nh t ch",
    "yê": "m n ng t u",
    "ua": "- n ng nh",
}
_TAILS = frozenset(vowel + ("" if end == "-" else end) for vowel, ends in _RIMES.items() for end in ends.split())
_AFTER_Q = frozenset(tail for tail in _TAILS if tail.startswith(tuple("aăâeêioơyô")))
# Syllables that begin with a vowel and are words or parts of words; others of that shape are torn-off ends.
_BARE = frozenset(
    "a ai am an ang anh ao e em eo im in inh iu o oa oai oan oang oanh ong oà oán oát oải u ui um un ung uất uẩn "
    "uế uể uốc uốn uống y yên yêu yến yết yếu yểm à ào á ác ách ái ám án áng ánh áo áp át áy âm ân âu è é én ép "
    "ét ê êm êu ì í ít ò òa ó óc óng ô ôi ôm ôn ông ù ùn ú úng úp út ý ăm ăn ăng ơ ơi ơn ư ưa ưng ưu ương ước ướm "
    "ướp ướt ườn ưỡn ưỡng ạ ảnh ảo ấm ấn ấp ất ấu ấy ầm ầu ầy ẩm ẩn ẩu ập ắc ắp ắt ẳng ế ếch ề ỉ ỉm ỉu ị ọ ỏng ố "
    "ốc ối ốm ống ốp ồ ồn ổ ổi ổn ộc ớ ới ớn ớt ờ ở ụ ủ ủi ủng ứ ứa ức ứng ừ ỳ ỷ".split()
)
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_CLOSED = ("c", "ch", "p", "t")
_ENDS = frozenset("c ch m n ng nh p t".split())
_PAIR = re.compile(r"(?<![^\W_])(?P<left>[^\W\d_]{1,6}) (?P<right>[^\W\d_]{1,4})(?![^\W_])")


@lru_cache(maxsize=4096)
def is_syllable(word: str) -> bool:
    """Whether `word` is spelt as a Vietnamese syllable, whether or not one so spelt exists."""
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [char for char in letters if char in _TONES]
    bare = unicodedata.normalize("NFC", "".join(char for char in letters if char not in _TONES))
    if len(tones) > 1:
        return False
    for onset in ("", *_ONSETS):
        tail = bare[len(onset) :]
        rimes = _AFTER_Q if onset == "qu" else _TAILS
        if bare.startswith(onset) and (tail in rimes or (onset == "gi" and f"i{tail}" in rimes)):
            return not tail.endswith(_CLOSED) or bool(tones and tones[0] in "\u0301\u0323")
    return False


def joins(left: str, right: str) -> bool:
    """Whether `left` and `right` can only be one syllable torn in two ("ngườ" + "i", "cộ" + "ng", "kho" + "ản").

    Letters of one case alone: capitals on either side, or small ones after at most one capital.
    """
    alike = (left.isupper() and right.isupper()) or (right.islower() and (left[:1] + left[1:].lower()) == left)
    low, end = left.lower(), right.lower()
    if not alike or not any(char in "aeiouyăâêôơư" for char in _bare_letters(low)) or not is_syllable(low + end):
        return False
    return not is_syllable(low) or (end in _ENDS and len(left) > 1) or (is_syllable(end) and _is_torn_end(end))


def mended(text: str) -> str:
    """`text` with the blanks inside torn syllables taken out."""
    start = 0
    while (pair := _PAIR.search(text, start)) is not None:
        if joins(pair["left"], pair["right"]):
            text = text[: pair.end("left")] + text[pair.start("right") :]
            start = pair.start("left")
        else:
            start = pair.start("right")
    return text


def _is_torn_end(word: str) -> bool:
    return _bare_letters(word)[0] in "aeiouyăâêôơư" and word not in _BARE


@lru_cache(maxsize=4096)
def _bare_letters(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(char for char in letters if char not in _TONES))
