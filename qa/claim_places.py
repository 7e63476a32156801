"""The places that a statement names beside those of a report's figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.folding import UPPER, fold, plain
from index.places import NATION
from index.records import Kind
from qa.claims import Claim
from qa.library import Shelf, View
from qa.places import place_in

_NATION = re.compile(r"(?<![^\W_])(?:cả nước|toàn quốc|việt nam)(?![^\W_])")
_AMONG = re.compile(
    r"(?:(?<![^\W_])(?:đứng|xếp|thứ|hạng|so với|dẫn đầu|hơn)(?![^\W_])[^,.;]{0,40}|trong |"
    r"bình quân(?: chung)?(?: của)? ?)$"
)
# A district may have the name of its province.
_BELOW = ("huyen", "xa", "phuong", "quan")


def other_place(claim: Claim, view: View, shelf: Shelf) -> str:
    """What tells that a claim speaks of another place than a figure, in Vietnamese words; "" where nothing does."""
    home = fold(shelf.row.place or "")
    real = f"{view.figure.indicator} {view.figure.clause.of(shelf.text)}"
    around = fold(
        " ".join(
            (
                view.figure.sentence.of(shelf.text),
                *shelf.evidence.sections[view.figure.section].path,
                view.figure.indicator,
            )
        )
    )
    sentence = claim.around
    national = home == fold(NATION) or _of_nation(plain(real)) or claim.figure.kind is Kind.RANK
    national = national or _of_nation(plain(view.figure.sentence.of(shelf.text)))
    if not national and _of_nation(plain(claim.segment)):
        return f"là của {shelf.row.place or 'địa phương trong báo cáo'}, không phải cả nước"
    region = _REGION.search(plain(claim.behind)) if claim.figure.kind is Kind.RANK else None
    if region and fold(region[0]) not in around:
        return f"không phải trong vùng {region[0]}"
    # A clause that names its own place leaves those of its neighbours to them.
    before = re.split(r"[;.] ", sentence.partition(claim.figure.value)[0])[-1]
    for name in places_in(claim.segment) or places_in(before):
        if _is_anothers(name, claim):
            continue
        bare = fold(re.sub(r"^(?:tỉnh|huyện|thành phố|thị xã|xã|phường|tp\.?|quận|thị trấn) +", "", name))
        kind = fold(name.partition(" ")[0])
        below = kind in _BELOW and bare in home and kind not in home and f"{kind} {bare}" not in around
        if below or bare and bare not in home and bare not in around and fold(bare) not in fold(shelf.row.title):
            return f"không phải của {name}"
    return ""


_REGION = re.compile(
    r"đồng bằng sông hồng|đồng bằng sông cửu long|trung du và miền núi bắc bộ|bắc trung bộ|duyên hải miền trung|"
    r"duyên hải nam trung bộ|nam trung bộ|tây nguyên|đông nam bộ|tây nam bộ|tây bắc|đông bắc|"
    r"miền (?:trung|bắc|nam)"
)


def _is_anothers(place: str, claim: Claim) -> bool:
    """Whether a place names a later figure of the claim's sentence, and not this one."""
    mine = f"{claim.clause} {claim.around.partition(claim.figure.value)[0]}"
    return place not in mine and any(place in name for name in claim.later)


def _of_nation(low: str) -> bool:
    """Whether a sentence states something of the whole country, and does not only compare with it."""
    return any(not _AMONG.search(low[: match.start()]) for match in _NATION.finditer(low))


_PLACE_NAME = rf"[{UPPER}][^\W\d_]+(?: [{UPPER}][^\W\d_]+)*"
_PLACE_LIST = re.compile(
    rf"(?<![^\W_])(?i:các) (?P<word>(?i:huyện|xã|phường|thị xã|thành phố|tỉnh)) "
    rf"(?P<names>{_PLACE_NAME}(?:, {_PLACE_NAME})*(?: và {_PLACE_NAME})?)"
)


def places_in(text: str) -> tuple[str, ...]:
    """The places that a text names: with its class word, and provinces by their bare name."""
    found = list(_listed(text))
    rest = text
    while place := place_in(rest):
        found.append(place)
        bare = place.split(" ", 1)[-1] if place.split(" ")[0].islower() else place
        at = fold(rest).find(fold(bare))
        if at < 0:
            break
        rest = rest[:at] + " " * 0 + rest[at + len(bare) :]
    return tuple(dict.fromkeys(found))


def _listed(text: str) -> Iterator[str]:
    """The places of a list that has its class word once: "các huyện Mường Nhé, Mường Chà và Tủa Chùa"."""
    for match in _PLACE_LIST.finditer(text):
        for name in re.split(r", | và ", match["names"]):
            yield f"{match['word'].lower()} {name}"
