"""Each figure that a text states is judged by meaning: supported, contradicted or unsourced."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeGuard

from index.records import Figure, Kind, Span
from qa.claims import Claim, Frame, read_claims
from qa.days import Day, days_in
from qa.events import place_of_day
from qa.givens import section_path
from qa.library import Library, Shelf, View
from qa.likeness import Likeness, Said, likeness, said_of, shares_a_word, taken
from qa.meaning import Conflict, conflicts
from qa.quantities import agrees, of_figure, same_unit

# A figure is what a text speaks of when no more than this share of the words on either side is missing.
NEAR, NAMED, LEFT_OUT = 0.62, 0.42, 0.42
# Another figure is what the text speaks of when it is nearer by this much, or by more where it lacks a word.
NEARER, FARTHER = 0.12, 0.3
# A number of so many digits that stands in a report to the last one is seldom there by chance.
TELLING = 5
NEAR_EXACT, NAMED_EXACT, LEFT_OUT_EXACT = 0.85, 0.5, 0.6
RIVAL, IN_COMPANY, UNSURE, JUST, FAR = 0.55, 0.65, 0.3, 0.02, 1.1


class Label(StrEnum):
    """What is said of a stated figure."""

    SUPPORTED = "supported"
    UNSOURCED = "unsourced"
    CONTRADICTED = "contradicted"


_GRAVITY = tuple(Label)
# A report that has a figure tells more than one that has it otherwise.
_TELLS = (Label.SUPPORTED, Label.CONTRADICTED, Label.UNSOURCED)


@dataclass(frozen=True, slots=True)
class Source:
    """What a stated figure was compared with; `quote == text[start:end]` of the report.

    `number` are the characters of its number within the report; `figure` is None for a day, which is no figure.
    """

    report: str
    start: int
    end: int
    quote: str
    value: str
    unit: str
    section: str
    number: Span
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """A stated figure, its label, one sentence on why, and where the report has it."""

    claim: Claim
    label: Label
    why: str
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class _Pair:
    """A figure beside a claim."""

    shelf: Shelf
    view: View
    said: Said
    like: Likeness
    grouping: bool
    agrees: bool
    exact: bool
    conflicts: tuple[Conflict, ...]


class Judge:
    """Judges texts against the reports of a library, or one of them."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def judge(self, text: str, report: str | None = None, frame: Frame | None = None) -> tuple[Verdict, ...]:
        """A verdict for each figure that `text` states, in order; `text` as `claims.as_given` leaves it."""
        names = [report] if report is not None else [row.name for row in self.library.rows]
        found = [tuple(self._verdicts(text, name, frame)) for name in names]
        # Where several reports may be meant, the one that has most of the text's figures tells what the others are.
        found.sort(key=lambda some: -sum(v.label is Label.SUPPORTED for v in some))
        best: dict[Span, Verdict] = {}
        for verdict in (v for some in found for v in some):
            known = best.get(verdict.claim.span)
            if known is None or _TELLS.index(verdict.label) < _TELLS.index(known.label):
                best[verdict.claim.span] = verdict
        return tuple(best[span] for span in sorted(best))

    def _verdicts(self, text: str, name: str, frame: Frame | None) -> Iterator[Verdict]:
        shelf = self.library.shelf(name)
        yield from judge_in(read_claims(text, shelf.evidence.document.period, frame), shelf)


def worst(verdicts: Sequence[Verdict]) -> Label:
    """The gravest label; a text that states no figure is supported."""
    return max((v.label for v in verdicts), key=_GRAVITY.index, default=Label.SUPPORTED)


def judge_in(claims: Sequence[Claim], shelf: Shelf) -> Iterator[Verdict]:
    """The verdicts of one report on the figures of one text, in order."""
    pairs = [sorted(_pairs(claim, shelf), key=lambda p: p.like.distance) for claim in claims]
    together = _together(claims, pairs)
    for claim, found in zip(claims, pairs, strict=True):
        yield (
            _judged_day(claim, claim.day, shelf)
            if claim.day is not None
            else _judged(claim, found, together.get(claim.around))
        )


def _together(claims: Sequence[Claim], pairs: Sequence[Sequence[_Pair]]) -> dict[str, Span]:
    """The sentences of the text whose figures all stand in one sentence of the report, and that sentence.

    Words that the text leaves out are then made up for by the company that a figure keeps.
    """
    found: dict[str, Span] = {}
    for sentence in dict.fromkeys(c.around for c in claims):
        mine = [p for c, p in zip(claims, pairs, strict=True) if c.around == sentence]
        if len(mine) < 2:
            continue
        homes = [{p.view.figure.sentence for p in some if p.agrees and not p.conflicts} for some in mine]
        shared = set.intersection(*homes)
        if len(shared) == 1:
            found[sentence] = shared.pop()
    return found


def _judged_day(claim: Claim, day: Day, shelf: Shelf) -> Verdict:
    right, sentence = place_of_day(day, claim.around, shelf)
    if sentence is None:
        return Verdict(claim, Label.UNSOURCED, "Không thấy ngày này trong báo cáo.")
    known = next(d for d in days_in(shelf.text, sentence) if not right or day.same(d))
    written = known.span.of(shelf.text)
    section = section_path(shelf, sentence.start)
    source = Source(shelf.name, *sentence, sentence.of(shelf.text), written, "", section, known.span)
    if right:
        return Verdict(claim, Label.SUPPORTED, "Báo cáo ghi như vậy.", source)
    return Verdict(claim, Label.CONTRADICTED, f"Báo cáo ghi ngày {written}.", source)


def _judged(claim: Claim, pairs: Sequence[_Pair], home: Span | None) -> Verdict:
    true = [p for p in pairs if p.agrees and not p.conflicts]
    rivals = [p for p in pairs if not p.agrees and not p.conflicts]
    nearest = next((p for p in true if _is_meant(p, home)), None)
    rival = rivals[0] if rivals else None
    if nearest is not None and home is None and not claim.grouping and _cannot_tell(rival, nearest):
        return Verdict(claim, Label.UNSOURCED, f"Lời văn hợp cả với số {_said(rival.view)}.", _source(rival))
    if nearest is not None and (claim.grouping or not _meant_rather(rival, nearest)):
        return Verdict(claim, Label.SUPPORTED, "Báo cáo ghi như vậy.", _source(nearest))
    otherwise = next((p for p in pairs if p.agrees and p.conflicts and p.like.distance < NEAR), None)
    if rival is not None and (nearest is not None or rival.like.distance < RIVAL):
        if otherwise is None or rival.like.distance <= otherwise.like.distance + NEARER:
            why = f"Báo cáo ghi {rival.view.figure.indicator}: {_said(rival.view)}."
            return Verdict(claim, Label.CONTRADICTED, why, _source(rival))
    if otherwise is not None:
        why = f"Trong báo cáo, số {_said(otherwise.view)} {otherwise.conflicts[0].words}."
        return Verdict(claim, Label.CONTRADICTED, why, _source(otherwise))
    return Verdict(claim, Label.UNSOURCED, "Không thấy số này trong báo cáo.")


def _is_meant(pair: _Pair, home: Span | None) -> bool:
    """Whether the words of a figure are near enough; in the company of the text's other figures fewer are needed."""
    like = pair.like
    if pair.grouping:
        return like.lacking <= NAMED and pair.exact
    if len(pair.view.figure.number.normalize().as_tuple().digits) >= TELLING and pair.exact:
        near = like.distance <= NEAR_EXACT and like.lacking <= NAMED_EXACT and like.left_out <= LEFT_OUT_EXACT
    elif home is not None and pair.view.figure.sentence == home:
        near = like.lacking <= NAMED and like.left_out <= IN_COMPANY
    else:
        near = like.distance <= NEAR and like.lacking <= NAMED and like.left_out <= LEFT_OUT
    single = pair.view.figure.kind in (Kind.SHARE, Kind.RANK)
    return near and (single or not taken(pair.said, pair.view, pair.shelf))


def _meant_rather(rival: _Pair | None, pair: _Pair) -> bool:
    """Whether another figure is what the claim's words mean: nearer by far, or the one that has all of its words."""
    if rival is None:
        return False
    has_all = bool(pair.like.foreign and not rival.like.foreign or pair.like.unmet and not rival.like.unmet)
    # A figure of just these words is meant before one of more words: "vốn đăng ký" before "vốn đăng ký cộng dồn".
    lacks = bool(rival.like.foreign) and not pair.like.foreign
    just = rival.like.distance < JUST and bool(pair.like.dropped)
    margin = 0.0 if has_all or just else FARTHER if lacks else NEARER
    return rival.like.distance + margin < pair.like.distance


def _pairs(claim: Claim, shelf: Shelf) -> Iterator[_Pair]:
    if claim.day is not None:
        return
    said: Said = said_of(claim)
    amount = of_figure(claim.figure)
    for view in map(_as_said_by(claim), shelf.views):
        figure = view.figure
        real = of_figure(figure)
        same = same_unit(amount.unit, real.unit)
        if not shares_a_word(said, view):
            continue
        true = same and claim.readable and agrees(amount, claim.bound, real, figure.qualifier or "")
        if claim.figure.denominator is not None and figure.denominator is not None:
            true = true and claim.figure.denominator == figure.denominator
        if not same and not (figure.number == claim.figure.number):
            continue
        like = likeness(said, view, shelf)
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
        yield _Pair(shelf, view, said, like, claim.grouping, true, amount.value == real.value, found)


def _cannot_tell(rival: _Pair | None, pair: _Pair) -> TypeGuard[_Pair]:
    """Whether the words, far from either, fit another figure of the same time just as well."""
    if rival is None or pair.like.distance < UNSURE or (rival.like.foreign and not pair.like.foreign):
        return False
    same = rival.view.figure.period == pair.view.figure.period and rival.view.figure.kind is pair.view.figure.kind
    return same and rival.like.distance <= pair.like.distance


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


def _said(view: View) -> str:
    figure = view.figure
    unit = figure.unit or ""
    glue = "" if unit in ("%", "‰") or not unit else " "
    amount = f"{figure.value}{glue}{unit}"
    if figure.direction and figure.kind is not Kind.MULTIPLE:
        amount = f"{figure.direction} {amount}"
    return f"{amount} ({figure.period})" if figure.period else amount


def _source(pair: _Pair) -> Source:
    figure, shelf = pair.view.figure, pair.shelf
    start, end = figure.sentence
    return Source(
        shelf.name,
        start,
        end,
        shelf.text[start:end],
        figure.value,
        figure.unit or "",
        section_path(shelf, start),
        figure.span,
        figure,
    )
