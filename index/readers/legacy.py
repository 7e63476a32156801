"""Text typed with the fonts of the time before Unicode, TCVN3 (ABC) and VNI, is recognised and written in Unicode.

Such text holds the right bytes for its font and nonsense for everyone else: "ViÖt Nam", "Vieät Nam". Which font it is
shows in how many of its words are Vietnamese syllables once they are converted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

Modern = Callable[[str], str]

SAMPLE = 40_000
ENOUGH = 0.8
CLEARLY = 0.25

_TCVN3_CODES = (
    "\xa1Ă\xa2Â\xa3Ê\xa4Ô\xa5Ơ\xa6Ư\xa7Đ\xa8ă\xa9â\xaaê\xabô\xacơ\xadư\xaeđ"
    "\xb5à\xb6ả\xb7ã\xb8á\xb9ạ\xbbằ\xbcẳ\xbdẵ\xbeắ\xc6ặ\xc7ầ\xc8ẩ\xc9ẫ\xcaấ\xcbậ\xccè\xceẻ\xcfẽ\xd0é\xd1ẹ"
    "\xd2ề\xd3ể\xd4ễ\xd5ế\xd6ệ\xd7ì\xd8ỉ\xdcĩ\xddí\xdeị\xdfò\xe1ỏ\xe2õ\xe3ó\xe4ọ\xe5ồ\xe6ổ\xe7ỗ\xe8ố\xe9ộ"
    "\xeaờ\xebở\xecỡ\xedớ\xeeợ\xefù\xf1ủ\xf2ũ\xf3ú\xf4ụ\xf5ừ\xf6ử\xf7ữ\xf8ứ\xf9ự\xfaỳ\xfbỷ\xfcỹ\xfdý\xfeỵ"
)
_TCVN3 = {ord(code): letter for code, letter in zip(_TCVN3_CODES[::2], _TCVN3_CODES[1::2], strict=True)}

_TONES = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_ROOF = dict(zip("áàåãäâ", ("\u0301", "\u0300", "\u0309", "\u0303", "\u0323", ""), strict=True))
_BOWL = dict(zip("éèúüëê", ("\u0301", "\u0300", "\u0309", "\u0303", "\u0323", ""), strict=True))
_SINGLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "í": "í", "ì": "ì"}


def _vni_table() -> dict[str, str]:
    """What VNI writes with one or two characters -> the letter; both cases, since a capital takes a capital mark."""
    table = dict(_SINGLE)
    for letter in "aeouyôö":
        for mark, tone in _TONES.items():
            table[letter + mark] = _SINGLE.get(letter, letter) + tone
    for letter in "aeo":
        table |= {letter + mark: letter + "\u0302" + tone for mark, tone in _ROOF.items()}
    table |= {"a" + mark: "a\u0306" + tone for mark, tone in _BOWL.items()}
    small = {code: unicodedata.normalize("NFC", letter) for code, letter in table.items()}
    mixed = {code[0].upper() + code[1:]: letter.upper() for code, letter in small.items() if len(code) > 1}
    return mixed | {code.upper(): letter.upper() for code, letter in small.items()} | small


_VNI = _vni_table()
_VNI_CODE = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[^\s\d.,;:()\[\]/|!?\"'“”…–-]+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_OWN = re.compile(r"[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|th|tr|qu|[bcdđghklmnpqrstvx])?"
    r"(?:oa|oă|oe|uâ|uê|uy|uyê|uơ|iê|yê|ươ|uô|ia|ya|uya|ưa|ua|oo|[aăâeêioôơuưy])"
    r"(?:ch|nh|ng|[cmnpt]|[iyou])?"
)
_TONE_MARKS = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))


def from_tcvn3(text: str) -> str:
    """Text typed in a TCVN3 (ABC) font, such as .VnTime, in Unicode."""
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    """Text typed in a VNI font, in Unicode."""
    return _VNI_CODE.sub(lambda match: _VNI[match[0]], text)


def unchanged(text: str) -> str:
    """Text that needs no conversion."""
    return text


def vietnamese_share(text: str) -> float:
    """Of the words with letters beyond ASCII, the share that are Vietnamese syllables; 1 when there are none."""
    words = [word for word in _TOKEN.findall(unicodedata.normalize("NFC", text[:SAMPLE])) if _BEYOND_ASCII.search(word)]
    return sum(map(_is_syllable, words)) / len(words) if words else 1.0


def _is_syllable(word: str) -> bool:
    if not _WORD.fullmatch(word):
        return False
    loose = unicodedata.normalize("NFD", word.lower())
    tones = sum(ord(char) in _TONE_MARKS for char in loose)
    bare = unicodedata.normalize("NFC", loose.translate(_TONE_MARKS))
    return tones <= 1 and bool(_SYLLABLE.fullmatch(bare))


def modern_of(lines: Iterable[str]) -> Modern:
    """The conversion that makes `lines` Vietnamese; `unchanged` for text that is in Unicode already.

    A line with letters that only Unicode has stays as it is: documents mix old and new fonts.
    """
    sample, size = list[str](), 0
    for line in lines:
        if _BEYOND_ASCII.search(line) and not _OWN.search(line):
            sample.append(line)
            size += len(line)
        if size > SAMPLE:
            break
    text = "\n".join(sample)
    share = vietnamese_share(text)
    best = max((from_tcvn3, from_vni), key=lambda convert: vietnamese_share(convert(text)))
    found = vietnamese_share(best(text))
    if found < ENOUGH or found < share + CLEARLY:
        return unchanged
    return lambda line: line if _OWN.search(line) else best(line)


def modern_text(text: str) -> str:
    """`text` in Unicode, line by line."""
    modern = modern_of(text.split("\n"))
    return text if modern is unchanged else "\n".join(map(modern, text.split("\n")))
