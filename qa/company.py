"""The figures of a text beside each other: what one keeps company with tells of what it is, and is not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from index.folding import plain
from index.records import Kind
from qa.claim_pairs import Pair
from qa.claims import Claim
from qa.library import Words, bare_unit, words_of
from qa.likeness import Likeness, held, named, taken
from qa.matching import weight

# A figure is what a text speaks of when no more than this share of the words on either side is missing.
NEAR, NAMED, LEFT_OUT = 0.62, 0.42, 0.42
# A number of so many digits that stands in a report to the last one is seldom there by chance.
TELLING, SOMEWHAT_TELLING = 5, 3
NEAR_EXACT, NAMED_EXACT, LEFT_OUT_EXACT = 1.1, 0.66, 0.6
# The company of the text's other figures makes up for words that are not the report's.
NAMED_AMONG, LEFT_OUT_AMONG, AMONG_MANY = 0.7, 0.72, 0.8
# What words tell of a figure: its own, those before it in the sentence, those behind it, those of the sentence before.
OWN, BEFORE, BEHIND, LED = 1.0, 0.6, 0.3, 0.25
_NATION = re.compile(r"việt nam")


@dataclass(frozen=True)
class Seat:
    """One claim of a text, the figures that it may mean, nearest first, and the text's other claims."""

    claim: Claim
    pairs: Sequence[Pair]
    others: Sequence[tuple[Claim, Sequence[Pair]]]

    @cached_property
    def true(self) -> tuple[Pair, ...]:
        """The figures that the claim states as they are."""
        return tuple(p for p in self.pairs if p.agrees and not p.conflicts)

    @cached_property
    def rivals(self) -> tuple[Pair, ...]:
        """The figures that the claim may mean and does not state; those that another claim states are that one's."""
        return tuple(p for p in self.pairs if not p.agrees and not p.conflicts and not self._is_anothers(p))

    def _is_anothers(self, pair: Pair) -> bool:
        return any(
            p.view.figure.span == pair.view.figure.span and p.like.distance <= pair.like.distance
            for _, pairs in self.others
            for p in pairs
            if p.agrees and not p.conflicts
        )

    def company(self, pair: Pair) -> int:
        """How many other claims of the same sentence state figures from where this one stands: 0, 1 or 2 for more."""
        near = (
            claim
            for claim, pairs in self.others
            if claim.around == self.claim.around
            and any(
                _near_by(pair, p)
                for p in pairs
                if p.agrees and not p.conflicts and (p.like.distance <= NEAR or p.digits >= SOMEWHAT_TELLING)
            )
        )
        return sum(1 for _ in islice(near, 2))

    def leaned_from(self, pair: Pair) -> bool:
        """Whether the text has more of the words that tell a rival from a figure than of those that tell the figure."""
        return any(
            _leaning(self._places, other, pair) > _leaning(self._places, pair, other)
            for other in self.rivals
            if other.view.figure.kind is pair.view.figure.kind
        )

    @cached_property
    def _places(self) -> tuple[tuple[float, Words], ...]:
        claim = self.claim
        before = claim.around.partition(claim.figure.value)[0].rpartition("; ")[2]
        behind = claim.segment.rpartition(claim.figure.value)[2]
        # "Nam" of the country's name tells of no men.
        before, behind = (_NATION.sub(" , ", plain(words)) for words in (before, behind))
        own = f"{claim.figure.indicator} , {claim.figure.unit or ''} , {claim.name_behind}"
        return (
            (OWN, words_of(_NATION.sub(" , ", plain(own)))),
            (BEFORE, words_of(before)),
            (BEHIND, words_of(behind)),
            (LED, words_of(plain(claim.lead))),
        )


def _near_by(one: Pair, other: Pair) -> bool:
    """Whether two figures of a report stand in one sentence, or, where the number tells somewhat, in one passage."""
    a, b = one.view.figure, other.view.figure
    if a.span == b.span:
        return False
    return a.sentence == b.sentence or (a.passage == b.passage and one.digits >= SOMEWHAT_TELLING)


def _leaning(places: Sequence[tuple[float, Words]], pair: Pair, other: Pair) -> float:
    """How much of what names a figure, and not another, stands in the text, and how near the claim."""
    counted = bare_unit(pair.view.figure.unit)
    own = [c for c in named(pair.view.figure.indicator) if not held(c, other.view.own) and c.alternatives[0] != counted]
    return sum(weight(c, pair.shelf) * max(value * held(c, words) for value, words in places) for c in own)


def _told_by(company: int, like: Likeness) -> bool:
    """Whether its company makes up for the words that a figure lacks."""
    if company > 1:
        return like.lacking <= AMONG_MANY and like.left_out <= AMONG_MANY
    return company > 0 and like.lacking <= NAMED_AMONG and like.left_out <= LEFT_OUT_AMONG


class Company:
    """The claims of one text, each with its pairs."""

    def __init__(self, claims: Sequence[Claim], pairs: Sequence[Sequence[Pair]]) -> None:
        self._all = tuple(zip(claims, pairs, strict=True))

    def seat(self, number: int) -> Seat:
        """The claim of that number among the others."""
        claim, pairs = self._all[number]
        return Seat(claim, pairs, (*self._all[:number], *self._all[number + 1 :]))


def is_meant(pair: Pair, seat: Seat) -> bool:
    """Whether a figure is what the claim speaks of: its words are near, or its number and company tell it.

    What is not told by words must not be another figure by the words that the text has.
    """
    like = pair.like
    if pair.grouping:
        return like.lacking <= NAMED and pair.exact
    single = pair.view.figure.kind in (Kind.SHARE, Kind.RANK)
    if not single and taken(pair.said, pair.view, pair.shelf):
        return False
    if like.distance <= NEAR and like.lacking <= NAMED and like.left_out <= LEFT_OUT:
        return True
    told = (
        pair.digits >= TELLING
        and like.distance <= NEAR_EXACT
        and like.lacking <= NAMED_EXACT
        and like.left_out <= LEFT_OUT_EXACT
    ) or _told_by(seat.company(pair), like)
    return told and not seat.leaned_from(pair)
