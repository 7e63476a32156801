"""Places as reports name them, and the place that a report is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from index.folding import fold
from index.grammar.patterns import alternatives
from index.lines import LOWER, UPPER

# Before and after the mergers of July 2025.
PROVINCES: tuple[str, ...] = (
    "An Giang", "Bà Rịa - Vũng Tàu", "Bạc Liêu", "Bắc Giang", "Bắc Kạn", "Bắc Ninh", "Bến Tre", "Bình Dương",
    "Bình Định", "Bình Phước", "Bình Thuận", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Đắk Nông",
    "Điện Biên", "Đồng Nai", "Đồng Tháp", "Gia Lai", "Hà Giang", "Hà Nam", "Hà Nội", "Hà Tĩnh", "Hải Dương",
    "Hải Phòng", "Hậu Giang", "Hòa Bình", "Hồ Chí Minh", "Huế", "Hưng Yên", "Khánh Hòa", "Kiên Giang", "Kon Tum",
    "Lai Châu", "Lạng Sơn", "Lào Cai", "Lâm Đồng", "Long An", "Nam Định", "Nghệ An", "Ninh Bình", "Ninh Thuận",
    "Phú Thọ", "Phú Yên", "Quảng Bình", "Quảng Nam", "Quảng Ngãi", "Quảng Ninh", "Quảng Trị", "Sóc Trăng", "Sơn La",
    "Tây Ninh", "Thái Bình", "Thái Nguyên", "Thanh Hóa", "Thừa Thiên Huế", "Tiền Giang", "Trà Vinh", "Tuyên Quang",
    "Vĩnh Long", "Vĩnh Phúc", "Yên Bái",
)  # fmt: skip
CITIES = frozenset({"Cần Thơ", "Đà Nẵng", "Hà Nội", "Hải Phòng", "Hồ Chí Minh", "Huế"})
NATION = "cả nước"

_BY_KEY = {fold(name): name for name in PROVINCES}
_COMMUNE, _DISTRICT, _PROVINCE = range(3)
_LEVELS = {
    "xã": _COMMUNE, "phường": _COMMUNE, "thị trấn": _COMMUNE, "đặc khu": _COMMUNE,
    "huyện": _DISTRICT, "quận": _DISTRICT, "thị xã": _DISTRICT, "thành phố": _DISTRICT, "tp": _DISTRICT,
    "tỉnh": _PROVINCE,
}  # fmt: skip
_CLASS = "|".join(sorted(_LEVELS, key=len, reverse=True))
_SYLLABLE = rf"(?!(?i:hội|{_CLASS})(?!\w))[{UPPER}][{LOWER}{UPPER}'’]*"
_JOINT = r"[ \u00a0]?-[ \u00a0]?|[ \u00a0]"
_NAME = rf"{_SYLLABLE}(?:(?:{_JOINT}){_SYLLABLE}){{0,4}}"
_PLACE = re.compile(rf"(?<!\w)(?P<word>(?i:{_CLASS}))\.?[ \u00a0]+(?P<name>{_NAME})")
_NATIONAL_TITLE = re.compile(r"cả nước|toàn quốc|việt nam", re.IGNORECASE)
_NATIONAL_ISSUER = re.compile(r"\W*(?:tổng cục thống kê|chính phủ|bộ tài chính|bộ kế hoạch)", re.IGNORECASE)
_NOT_IN_NAMES = frozenset(
    "tháng năm quý nửa đầu sáu chín ba ước báo kết tình và trong đến đạt tăng giảm kinh ubnd hđnd".split()
)
_MENTIONS = 2
_MANY_PROVINCES = 8


# A province written without marks and in small letters, as in an English text: "phu yen".
BARE_PROVINCE = re.compile(rf"(?<![a-z0-9]){alternatives(_BY_KEY)}(?![a-z0-9])")


def province(name: str) -> str | None:
    """The written form of a province's name in any case or spelling ("ĐIỆN BIÊN", "Thanh Hoá"), or None."""
    return _BY_KEY.get(fold(name))


def province_place(name: str) -> str:
    """A province with its class word: "tỉnh Điện Biên", "thành phố Hải Phòng"."""
    return f"{'thành phố' if name in CITIES else 'tỉnh'} {name}"


def places(text: str) -> Iterator[str]:
    """The places that `text` names with their class word, in order, as written in running text ("huyện Than Uyên")."""
    for match in _PLACE.finditer(text):
        word = match["word"].lower()
        if found := _named_province(match["name"], _LEVELS[word] == _PROVINCE):
            yield province_place(found)
        elif (name := _local_name(match["name"])) and word != "tỉnh":
            yield f"{'thành phố' if word == 'tp' else word} {name}"
        elif name:
            yield f"tỉnh {name}"


def place_of(title: str, letterhead: Sequence[str], text: str) -> str | None:
    """The most specific place of the title, else of the letterhead, else the one that `text` speaks of most.

    "cả nước" for national reports; None when nothing tells.
    """
    if named := list(places(title)):
        return min(named, key=_level)
    if _NATIONAL_TITLE.search(title):
        return NATION
    if named := [place for line in letterhead for place in places(line)]:
        return min(named, key=_level)
    if any(_NATIONAL_ISSUER.match(line) for line in letterhead):
        return NATION
    counted = Counter(places(text))
    for place, _ in counted.most_common():
        if _stands_in(_name(place), title):
            return place
    written = next((name for name in PROVINCES if _stands_in(name, title)), None)
    return province_place(written) if written else _most_mentioned(counted, text)


def _named_province(name: str, any_province: bool) -> str | None:
    """The longest province name that `name` begins with; after "thành phố" only a city counts."""
    parts = re.split(f"({_JOINT})", name)
    for end in range(len(parts), 0, -2):
        found = province(re.sub(r"[ \u00a0]?-[ \u00a0]?", " - ", "".join(parts[:end])))
        if found and (any_province or (found in CITIES and end == len(parts))):
            return found
    return None


def _local_name(name: str) -> str:
    """`name` up to the first word that cannot belong to one, in title case when it was in capitals."""
    kept: list[str] = []
    for syllable in re.split(r"[ \u00a0]-[ \u00a0]", name)[0].split():
        if syllable.lower() in _NOT_IN_NAMES:
            break
        kept.append(syllable.capitalize() if syllable.isupper() else syllable)
    return " ".join(kept)


def _class_of(place: str) -> str:
    return next(word for word in sorted(_LEVELS, key=len, reverse=True) if place.startswith(f"{word} "))


def _name(place: str) -> str:
    return place[len(_class_of(place)) + 1 :]


def _level(place: str) -> int:
    return _PROVINCE if _name(place) in CITIES else _LEVELS[_class_of(place)]


def _stands_in(name: str, title: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", title) for form in (name, name.upper()))


def _most_mentioned(counted: Counter[str], text: str) -> str | None:
    """The leader at the level that the text itself speaks of ("toàn huyện", "toàn tỉnh"), if it leads clearly."""
    low = text.lower()
    of_district = low.count("toàn huyện") > low.count("toàn tỉnh")
    for level in (_DISTRICT, _PROVINCE) if of_district else (_PROVINCE, _DISTRICT):
        ranked = [(place, n) for place, n in counted.most_common() if _level(place) == level]
        if ranked and ranked[0][1] >= _MENTIONS and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]):
            return ranked[0][0]
    if _NATIONAL_TITLE.search(text) or sum(name in text for name in PROVINCES) >= _MANY_PROVINCES:
        return NATION
    return None
