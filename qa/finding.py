"""The figure that answers one ask, by kind, words, period and unit; or why there is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.folding import fold, plain
from index.lexicon import COUNT_NOUNS, MEASURES
from index.records import Figure, Kind
from qa.blanks import blank_cell
from qa.columns import blank_row
from qa.labels import by_label
from qa.library import Shelf
from qa.matching import ALLOWED, LEAST_SCORE, MOST_MISSING, Match, candidates, counts_another, fit, is_weak, present
from qa.naming import is_named, named_part
from qa.pairs import is_paired
from qa.reasons import absent, blank, empty, other_kind, other_period, split
from qa.records import QUOTED, Aim, Ask, Concept, NotFound, Query
from qa.thesaurus import term_names
from qa.timing import period_fit

# How many characters behind a stated figure what is asked of it may follow: "82 dự án với tổng vốn đăng ký ...".
_BESIDE = 90
# A unit that so few figures of a report have says by itself what is counted.
_FEW = 2
_CHANGES = (Aim.CHANGE, Aim.CHANGE_PCT, Aim.CHANGE_ABS)
_HERDS = ("đàn", "tổng đàn")
_EVERY_KIND = tuple(Kind)
_RATE = re.compile(
    r"(?<![^\W_])(?:tỷ lệ|tỷ suất|tỷ trọng|độ che phủ|che phủ|bao phủ|lạm phát|thất nghiệp|tốc độ|công suất|phần "
    r"trăm|nợ xấu|cơ cấu)(?![^\W_])"
)


def find(
    shelf: Shelf, query: Query, ask: Ask, content: Sequence[Concept], near: Figure | None = None
) -> Match | NotFound:
    """The figure that answers one ask, or why there is none. `near` is a figure in whose sentence it is expected."""
    if ask.aim in QUOTED:
        return absent(shelf, ask)
    matches = candidates(shelf, query, ask, content, ALLOWED[ask.aim])
    near = near or _claimed(shelf, query, content)
    if near is not None:
        matches = sorted(matches, key=lambda m: -(m.score + _nearness(m.figure, near)))
    if ask.aim is Aim.LEVEL:
        matches = [m for m in matches if m.figure.value not in query.claims]
    matches = [m for m in matches if _kind_fits(m, ask, shelf) and (ask.aim is not Aim.PAIR or is_paired(shelf, m))]
    matches = by_label(shelf, matches, content, query.text) if near is None else matches
    top = sorted(matches[:15], key=_lacks_focus) if ask.aim in _CHANGES else matches[:15]
    none = blank_cell(shelf, query, ask, content, ALLOWED[ask.aim], next(iter(top), None))
    if none is not None:
        return empty(shelf, none)
    for match in top:
        if near is None and (part := named_part(match, top, ask)):
            return part
        if ask.aim is Aim.LEVEL and (_uncounted(match) or counts_another(match.view, ask)):
            continue
        if _lacks_thing(match):
            continue
        if match.missing <= MOST_MISSING and match.score >= LEAST_SCORE and is_named(match, content, ask):
            label = blank_row(shelf, match, content)
            return match if label is None else blank(shelf, label)
    return _why_not(shelf, query, ask, content)


def _lacks_thing(match: Match) -> bool:
    """Whether the question speaks of a known thing that the report never names: a figure without it is another's."""
    said = match.shelf.all_words
    return any(
        not c.verb
        and not is_weak(c)
        and c.alternatives[0] in term_names()
        and not any(f" {fold(a)} " in said for a in c.alternatives)
        for c in match.unmet
    )


def _lacks_focus(match: Match) -> bool:
    return any(c.focus and not is_weak(c) for c in match.unmet)


def _uncounted(match: Match) -> bool:
    """Whether the words beside "bao nhiêu" are not met, and the unit alone does not single the figure out."""
    if not _lacks_focus(match):
        return False
    unit = match.figure.unit
    return sum(v.figure.unit == unit and v.figure.kind is match.figure.kind for v in match.shelf.views) > _FEW


def _claimed(shelf: Shelf, query: Query, content: Sequence[Concept]) -> Figure | None:
    """The figure that the question itself states ("82 dự án có bao nhiêu vốn?"), by its words."""
    said = [
        v for v in shelf.views if plain(v.figure.value) in query.claims and any(present(c, v.own) == 1 for c in content)
    ]
    best = max(said, key=lambda v: fit(v, content, shelf)[0], default=None)
    return best.figure if best else None


def _nearness(figure: Figure, near: Figure) -> float:
    """What standing beside `near` adds to a score: most right behind it, then in its sentence, then in its passage."""
    if near.of == figure.span:
        return 0.5
    if figure.sentence == near.sentence:
        return 0.4 if 0 < figure.span.start - near.span.end < _BESIDE else 0.2
    return 0.08 if figure.passage == near.passage else 0.0


def _kind_fits(match: Match, ask: Ask, shelf: Shelf) -> bool:
    figure = match.figure
    if ask.aim is Aim.LEVEL and figure.kind in (Kind.RATIO, Kind.SHARE):
        asked_rate = ask.unit == "%" or bool(_RATE.search(plain(ask.words)))
        return ask.unit in ("%", "") and (
            asked_rate or figure.kind is Kind.RATIO and bool(_RATE.search(plain(figure.indicator)))
        )
    if ask.aim is Aim.LEVEL and ("tỷ lệ" in ask.words.lower() or ask.unit == "%") and figure.unit != "%":
        return ask.unit != "%" and figure.kind is not Kind.LEVEL
    if ask.aim is Aim.CHANGE_PCT:
        return figure.unit == "%"
    return True


def _why_not(shelf: Shelf, query: Query, ask: Ask, content: Sequence[Concept]) -> NotFound:
    anywhen = replace(query, periods=())
    if query.periods:
        late = [
            m
            for m in candidates(shelf, anywhen, ask, content, ALLOWED[ask.aim])
            if m.missing <= MOST_MISSING
            and m.score >= LEAST_SCORE
            and _kind_fits(m, ask, shelf)
            and period_fit(m.figure, query, shelf) is None
        ]
        if late:
            return other_period(shelf, query, late)
    loose = replace(ask, unit="", basis="")
    others = [
        m
        for m in candidates(shelf, query if not query.periods else anywhen, loose, content, _EVERY_KIND)
        if m.missing <= MOST_MISSING
    ]
    if others and others[0].score >= LEAST_SCORE:
        if not query.periods and any(
            o.figure.kind in ALLOWED[ask.aim] and _kind_fits(o, ask, shelf) for o in others[:3]
        ):
            return split(shelf, ask, others[:3])
        return other_kind(shelf, ask, others)
    near = candidates(shelf, anywhen, loose, content, _EVERY_KIND)[:3]
    if near and near[0].missing < 0.8 and near[0].score > 0.1 and any(_says(c, near[0]) for c in content):
        return split(shelf, ask, near)
    return absent(shelf, ask)


def _says(concept: Concept, match: Match) -> bool:
    """Whether the figure's name holds a concept that stands for itself: no lone syllable of another word."""
    word = concept.alternatives[0]
    whole = " " in word or word in COUNT_NOUNS
    return (
        (word in _HERDS or whole and word not in MEASURES)
        and not is_weak(concept)
        and present(concept, match.view.own) == 1
    )
