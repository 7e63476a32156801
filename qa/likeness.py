"""How near what a text says of a number is to what names a figure of a report, word by word, in both directions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from index.folding import fold, plain
from qa.claims import Claim
from qa.concepts import concepts
from qa.library import Shelf, View, Words, words_of
from qa.matching import implied, is_weak, present, weight
from qa.records import Concept

OWN, CLAUSE, SENTENCE, HEADING, PASSAGE = 1.0, 0.9, 0.6, 0.55, 0.35
STATED, LED = 0.95, 0.7
# Words that claims and reports put around an indicator as they like.
_IDLE = frozenset(
    "toàn tỉnh|địa bàn|trên địa bàn|tỉnh|ước đạt|thực hiện|lực lượng chức năng|cơ quan chức năng|ngành chức năng|"
    "các cấp|các ngành|toàn huyện|huyện|nguồn|hoạt động|đơn vị|công tác|kết quả|tình hình|hiện|nay|tính|từ|đến|trong|"
    "đạt|ghi nhận|tổ chức|phát triển|đầu tư của|khu vực|lĩnh vực|ngành|việc|sang|"
    "cả nước|tổng số|tổng cộng|năm nay|đã|được|hơn|khoảng|gần|của tỉnh|toàn quốc".split("|")
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """The share of the claim's words that the figure lacks, and of the figure's words that the claim lacks; 0 to 1."""

    lacking: float
    left_out: float
    unmet: tuple[Concept, ...] = ()
    dropped: tuple[Concept, ...] = ()

    @property
    def distance(self) -> float:
        """Both together: 0 for the same words."""
        return self.lacking + self.left_out


@dataclass(frozen=True, slots=True)
class Said:
    """A claim as words: its indicator's concepts, and the words of indicator, sentence and what stands above."""

    concepts: tuple[Concept, ...]
    own: Words
    sentence: Words
    lead: Words


def said_of(claim: Claim) -> Said:
    """The words of a claim."""
    figure = claim.figure
    own = f"{figure.indicator} , {figure.unit or ''}"
    return Said(named(figure.indicator), words_of(own), words_of(claim.around), words_of(claim.lead))


@lru_cache(maxsize=20_000)
def named(indicator: str) -> tuple[Concept, ...]:
    """The concepts of an indicator's words that tell something."""
    kept = re.sub(r"\d+", " ", indicator)
    return tuple(c for c in concepts(kept) if c.alternatives[0] not in _IDLE and not is_weak(c))


def likeness(said: Said, view: View, shelf: Shelf) -> Likeness:
    """How near the claim's words are to the figure's."""
    total = lost = 0.0
    unmet = []
    for concept in said.concepts:
        value = weight(concept, shelf)
        place = max(
            OWN * present(concept, view.own),
            OWN * present(concept, view.head),
            CLAUSE * present(concept, view.clause),
            SENTENCE * present(concept, view.sentence),
            HEADING * present(concept, view.heading),
            PASSAGE * present(concept, shelf.around(view.figure)),
            CLAUSE if implied(concept, view) else 0.0,
        )
        if place < CLAUSE and present(concept, view.rivals) == 1.0:
            place = min(place, PASSAGE)
        total += value
        lost += value * (1 - place)
        if place < SENTENCE:
            unmet.append(concept)
    lacking = lost / total if total else 0.6
    total = lost = 0.0
    dropped = []
    about = words_of(f"{shelf.row.title} {shelf.row.place or ''}")
    for concept in named(view.figure.indicator):
        value = weight(concept, shelf)
        place = max(
            present(concept, said.own),
            STATED * present(concept, said.sentence),
            LED * present(concept, said.lead),
            0.9 * present(concept, about),
        )
        total += value
        lost += value * (1 - place)
        if place < 0.5:
            dropped.append(concept)
    left_out = lost / total if total else 0.3
    return Likeness(lacking, left_out, tuple(unmet), tuple(dropped))


def shares_a_word(said: Said, view: View) -> bool:
    """Whether any word of the claim's sentence stands in what names the figure: a quick test before the full one."""
    return any(f" {s} " in said.sentence.bare or f" {s} " in said.lead.bare for s in view.own.bare.split() if len(s) > 1)


def folded(text: str) -> str:
    """A text in one spelling without marks."""
    return fold(plain(text))
