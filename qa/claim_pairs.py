"""A stated figure beside each figure of a report that has its number or is called by its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from index.folding import plain
from index.records import Kind
from qa.claim_senses import passes_plan
from qa.claims import Claim
from qa.library import Shelf, View
from qa.likeness import Likeness, Said, likeness, own_words, said_of, shares_a_word
from qa.meaning import Conflict, conflicts
from qa.quantities import Quantity, agrees, of_figure, same_unit

# A figure whose words are so far from a claim's is not what it speaks of, whatever its number.
FAR = 1.3
_WHOLE_PLAN = 100


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure beside a claim. `agrees` says that the number is right, `exact` to the last digit.

    `conflicts` is what the claim has otherwise than the figure.
    """

    shelf: Shelf
    view: View
    said: Said
    like: Likeness
    grouping: bool
    agrees: bool
    exact: bool
    conflicts: tuple[Conflict, ...]

    @property
    def digits(self) -> int:
        """How many digits of the figure the claim has right: those of a rounded number count for less."""
        figure = self.view.figure
        return len(figure.number.normalize().as_tuple().digits) if self.exact else 0


def pairs_of(claim: Claim, shelf: Shelf) -> Iterator[Pair]:
    """The figures of a report that may be what a claim states, or what it ought to state."""
    if claim.day is not None:
        return
    whole = said_of(claim)
    anew = own_words(whole, claim)
    for view in map(_as_said_by(claim), shelf.views):
        figure = view.figure
        amount, real = _amounts(claim, view, shelf)
        same = same_unit(amount.unit, real.unit) or _is_per_each(claim, amount.unit, real.unit)
        if not shares_a_word(whole, view):
            continue
        true = same and claim.readable and agrees(amount, claim.bound, real, figure.qualifier or "")
        if claim.figure.denominator is not None and figure.denominator is not None:
            true = true and claim.figure.denominator == figure.denominator
        if not same and not (figure.number == claim.figure.number):
            continue
        said, like = _nearest_reading(whole, anew, view, shelf)
        if like.distance > FAR and not claim.grouping:
            continue
        found = conflicts(claim, view, shelf)
        if not same:
            found = (
                Conflict(
                    "unit",
                    f"là {figure.unit or 'số không có đơn vị'}, không phải {claim.figure.unit or 'số không có đơn vị'}",
                ),
                *found,
            )
            true = True
        if not true and found:
            continue
        yield Pair(shelf, view, said, like, claim.grouping, true, amount.value == real.value, found)


def _nearest_reading(whole: Said, anew: Said | None, view: View, shelf: Shelf) -> tuple[Said, Likeness]:
    """The claim's words with all that they inherit, or those of its clause alone where they name the figure fully."""
    like = likeness(whole, view, shelf)
    if anew is None:
        return whole, like
    alone = likeness(anew, view, shelf)
    full = not alone.foreign and not alone.dropped and alone.distance < like.distance
    return (anew, alone) if full else (whole, like)


def _is_per_each(claim: Claim, said: str, real: str) -> bool:
    """Whether words say what the unit has behind its stroke: "mỗi xã đạt 17,6 tiêu chí" of "17,6 tiêu chí/xã"."""
    unit, stroke, each = real.partition("/")
    if not stroke or unit.strip() != said:
        return False
    return bool(re.search(rf"(?<![^\W_])(?:mỗi|một|từng) {re.escape(each.strip())}(?![^\W_])", plain(claim.around)))


def _amounts(claim: Claim, view: View, shelf: Shelf) -> tuple[Quantity, Quantity]:
    """Both amounts; where one says by how much a plan was passed and the other how much of it was done, of it all."""
    figure = view.figure
    said, real = of_figure(claim.figure), of_figure(figure)
    if claim.figure.kind is not Kind.PLAN_PCT or figure.kind is not Kind.PLAN_PCT:
        return said, real
    passed = passes_plan(figure, plain(shelf.text[figure.sentence.start : figure.span.start]))
    if claim.passed == passed:
        return said, real
    return (
        replace(said, value=said.value + _WHOLE_PLAN) if claim.passed else said,
        replace(real, value=real.value + _WHOLE_PLAN) if passed else real,
    )


def _as_said_by(claim: Claim) -> Callable[[View], View]:
    """How a figure reads beside a claim: an index as a change, a change as an index, where the claim has the other."""

    def read(view: View) -> View:
        figure = view.figure
        if claim.figure.kind is Kind.CHANGE_PCT and figure.kind is Kind.INDEX:
            change = figure.number - 100
            return replace(view, figure=replace(figure, number=abs(change), direction="tăng" if change > 0 else "giảm"))
        if claim.figure.kind is Kind.INDEX and figure.kind is Kind.CHANGE_PCT and figure.direction:
            sign = 1 if figure.direction == "tăng" else -1
            return replace(view, figure=replace(figure, number=100 + sign * figure.number, direction=None))
        return view

    return read
