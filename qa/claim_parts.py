"""What of a whole a statement speaks of, beside a report's figure: each check gives Vietnamese words, or ""."""

from __future__ import annotations

import re

from index.folding import plain
from index.records import Kind
from qa.claims import Claim
from qa.library import Shelf, View

_ONLY = re.compile(
    r"(?<![^\W_])(?:cho riêng|riêng cho|dành riêng|chỉ (?:tính )?riêng|chỉ riêng)(?![^\W_])"
    r"(?! +(?:trong )?(?:tháng|quý|năm|ngày))"
)
_OF_ALL = re.compile(r"(?<![^\W_])(?<!trong )(?<!trên )(?:tổng (?:số|cộng)|các loại|toàn bộ|tất cả)(?![^\W_])")
_PART_OF = re.compile(r"(?<![^\W_])(?:trong đó|riêng|trong số (?:đó|này))(?![^\W_])")
_WITH = r"(?<![^\W_])(?:tính cả|kể cả|gồm cả|bao gồm cả|có tính)(?![^\W_]) +"
_WITHOUT = r"(?<![^\W_])(?:không (?:bao )?gồm|không (?:tính|kể)|chưa (?:tính|kể|bao gồm|gồm)|trừ)(?![^\W_]) +"
_SCOPES = tuple(re.compile(f"{lead}([^,;.()\\d]{{3,60}})") for lead in (_WITH, _WITHOUT))


def other_scope(claim: Claim, view: View, shelf: Shelf) -> str:
    """What the text counts in and the report leaves out, or the other way round: "tính cả nguồn dự phòng"."""
    said, real = plain(claim.around), plain(view.figure.sentence.of(shelf.text))
    for mine, other in (_SCOPES, _SCOPES[::-1]):
        for match in mine.finditer(said):
            thing = set(match[1].split()[:3])
            if any(len(thing & set(m[1].split()[:4])) > 1 for m in other.finditer(real)):
                return "được tính không như vậy"
    return ""


def _is_part(view: View, shelf: Shelf) -> bool:
    """Whether a figure is said to be a part of a larger one before it: "39 huy chương, trong đó có 30 huy chương"."""
    mine = view.figure
    nameless = plain(mine.indicator) == plain(mine.head)
    if mine.kind is not Kind.LEVEL or _OF_ALL.search(plain(mine.indicator)) and not nameless:
        return False
    return any(
        other.figure.sentence == mine.sentence
        and other.figure.kind is Kind.LEVEL
        and other.figure.unit == mine.unit
        and other.figure.span < mine.span
        and other.figure.number > mine.number
        and _PART_OF.search(plain(shelf.text[other.figure.span.end : mine.span.start]))
        for other in shelf.views
    )


def other_part(claim: Claim, view: View, shelf: Shelf) -> str:
    """A whole that the text gives to one of its parts alone: "cho riêng các hộ nghèo"."""
    if _ONLY.search(plain(claim.around)) and "riêng" not in plain(view.figure.sentence.of(shelf.text)):
        return "là của tất cả, không riêng một phần"
    if _OF_ALL.search(plain(claim.segment)) and not claim.figure.head and _is_part(view, shelf):
        return "là của một phần, không phải của tất cả"
    return ""


def other_group(claim: Claim, view: View, shelf: Shelf) -> str:
    """A figure that the text gives to one group of things, and the report, by the count before it, to another."""
    if claim.group is None:
        return ""
    unit = claim.group.unit
    counts = [
        v.figure
        for v in shelf.views
        if v.figure.unit == unit
        and v.figure.kind is Kind.LEVEL
        and v.figure.passage == view.figure.passage
        and v.figure.span.start < view.figure.span.start
    ]
    if not counts or counts[-1].number == claim.group.number:
        return ""
    return f"là của {counts[-1].value} {unit}, không phải {claim.group.value} {unit}"
