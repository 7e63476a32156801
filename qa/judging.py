"""Each figure that a text states is judged by meaning: supported, contradicted or unsourced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeGuard

from index.folding import plain
from index.records import Figure, Kind, Span
from qa.claim_pairs import Pair, pairs_of
from qa.claims import Claim, Frame, read_claims
from qa.company import SOMEWHAT_TELLING, TELLING, Company, Seat, is_meant
from qa.days import Day, days_in
from qa.events import place_of_day
from qa.givens import section_path
from qa.library import Library, Shelf, View

# How near the words of a figure must be for it to contradict a claim, or to be what one has otherwise.
RIVAL, NEAR = 0.55, 0.62
# Another figure is what the text speaks of when it is nearer by this much, or by more where it lacks a word.
NEARER, FARTHER = 0.12, 0.3
UNSURE, JUST = 0.3, 0.02


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
        period = shelf.evidence.document.period
        verdicts = tuple(judge_in(read_claims(text, period, frame), shelf))
        doubted = any(v.label is not Label.SUPPORTED for v in verdicts)
        if doubted and any(shelf.report_words.changes(text)):
            again = judge_in(read_claims(text, period, frame, shelf.report_words), shelf)
            known = {v.claim.span: v for v in again if v.label is Label.SUPPORTED}
            verdicts = tuple(known.get(v.claim.span, v) for v in verdicts)
        yield from verdicts


def worst(verdicts: Sequence[Verdict]) -> Label:
    """The gravest label; a text that states no figure is supported."""
    return max((v.label for v in verdicts), key=_GRAVITY.index, default=Label.SUPPORTED)


def judge_in(claims: Sequence[Claim], shelf: Shelf) -> Iterator[Verdict]:
    """The verdicts of one report on the figures of one text, in order."""
    company = Company(claims, [sorted(pairs_of(claim, shelf), key=lambda p: p.like.distance) for claim in claims])
    for number, claim in enumerate(claims):
        yield (_judged_day(claim, claim.day, shelf) if claim.day is not None else _judged(claim, company.seat(number)))


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


def _judged(claim: Claim, seat: Seat) -> Verdict:
    pairs, rivals = seat.pairs, seat.rivals
    nearest = next((p for p in seat.true if is_meant(p, seat)), None)
    if nearest is not None and (seat.company(nearest) or nearest.digits >= SOMEWHAT_TELLING):
        # What keeps company, or has many digits, is told by its number: a figure of another kind is no rival to it.
        rivals = tuple(r for r in rivals if r.view.figure.kind is nearest.view.figure.kind)
    rival = rivals[0] if rivals else None
    if nearest is not None and not seat.company(nearest) and not claim.grouping and _cannot_tell(rival, nearest):
        return Verdict(claim, Label.UNSOURCED, f"Lời văn hợp cả với số {_said(rival.view)}.", _source(rival))
    given = claim.grouping or nearest is not None and claim.whole and seat.company(nearest)
    if nearest is not None and (given or not _meant_rather(rival, nearest, company=seat.company(nearest) > 0)):
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


def _meant_rather(rival: Pair | None, pair: Pair, *, company: bool) -> bool:
    """Whether another figure is what the claim's words mean: nearer by far, or the one that has all of its words.

    Where number and company tell a figure, one of another sentence has to be nearer by far.
    """
    if rival is None:
        return False
    if not company and _is_whole_of(rival, pair):
        return True
    # A whole and its parts stand in one sentence: there the words decide, whatever the number tells.
    told = company and pair.digits >= SOMEWHAT_TELLING and rival.view.figure.sentence != pair.view.figure.sentence
    has_all = bool(pair.like.foreign and not rival.like.foreign or pair.like.unmet and not rival.like.unmet)
    # A figure of just these words is meant before one of more words: "vốn đăng ký" before "vốn đăng ký cộng dồn".
    lacks = bool(rival.like.foreign) and not pair.like.foreign
    just = rival.like.distance < JUST and bool(pair.like.dropped) and not told
    margin = 0.0 if has_all or just else FARTHER if lacks or told else NEARER
    return rival.like.distance + margin < pair.like.distance


def _is_whole_of(rival: Pair, pair: Pair) -> bool:
    """Whether a figure is a part that has no name but its whole's, which all of the claim's words say."""
    whole, part = rival.view.figure, pair.view.figure
    alike = plain(part.indicator) == plain(part.head) == plain(whole.indicator) and whole.sentence == part.sentence
    return alike and whole.number > part.number and rival.like.lacking < JUST and not rival.like.foreign


def _cannot_tell(rival: Pair | None, pair: Pair) -> TypeGuard[Pair]:
    """Whether the words, far from either, fit another figure of the same time just as well."""
    if (
        rival is None
        or pair.digits >= TELLING
        or pair.like.distance < UNSURE
        or (rival.like.foreign and not pair.like.foreign)
    ):
        return False
    same = rival.view.figure.period == pair.view.figure.period and rival.view.figure.kind is pair.view.figure.kind
    return same and rival.like.distance <= pair.like.distance


def _said(view: View) -> str:
    figure = view.figure
    unit = figure.unit or ""
    glue = "" if unit in ("%", "‰") or not unit else " "
    amount = f"{figure.value}{glue}{unit}"
    if figure.direction and figure.kind is not Kind.MULTIPLE:
        amount = f"{figure.direction} {amount}"
    return f"{amount} ({figure.period})" if figure.period else amount


def _source(pair: Pair) -> Source:
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
