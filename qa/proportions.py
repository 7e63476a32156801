"""Shares, multiples and the rest of a count that the report does not state, from two levels that it does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.folding import plain
from index.grammar.comparisons import bases
from index.grammar.periods import periods
from index.records import Figure, Kind
from qa.concepts import concepts
from qa.cues import NEGATED
from qa.givens import derived, given, places_of
from qa.library import Shelf
from qa.matching import MOST_MISSING, Finder, Match, candidates, fit, is_weak, present
from qa.reasons import uncomputable
from qa.records import Aim, Answered, Ask, Concept, Outcome, Query

_HOW_MUCH = r"(?:khoảng +)?(?:bao nhiêu|mấy)"
_SHARE_OF = (
    re.compile(
        rf"^(?P<part>.{{2,90}}?) +(?:chiếm|bằng) +(?:tỷ (?:lệ|trọng) +)?{_HOW_MUCH}(?: *(?:%|phần trăm))?"
        r"(?: +(?:của|trong|so với))? +(?P<whole>.{2,90})$"
    ),
    re.compile(rf"^tỷ trọng +(?:của +)?(?P<part>.{{2,90}}?) +trong +(?P<whole>.{{2,90}}?) +(?:là |chiếm )*{_HOW_MUCH}"),
)
_TIMES_OF = re.compile(
    rf"^(?P<part>.{{2,90}}?) +(?:cao +|nhiều +|lớn +)?(?:gấp|bằng) +{_HOW_MUCH} +lần +(?:so với +)?"
    r"(?P<whole>.{2,90})$"
)
_SAYS_NOT = re.compile(r"(?<![^\W_])(?:không|chưa|thiếu|hụt|trừ)(?![^\W_])")


def _says_not(shelf: Shelf, figure: Figure) -> bool:
    """Whether the words around a figure deny something."""
    return bool(_SAYS_NOT.search(plain(f"{figure.indicator} {figure.clause.of(shelf.text)}")))


def names_two(query: Query) -> bool:
    """Whether a multiple is asked of two things, and not of one at two times: "X gấp mấy lần Y?"."""
    match = _TIMES_OF.match(plain(query.text).strip(" ?.,"))
    return match is not None and not list(bases(match["whole"])) and bool(concepts(match["whole"]))


def proportion(shelf: Shelf, query: Query, find: Finder) -> Outcome | None:
    """The share or multiple that one level is of another; None when the question names no two, or they do not fit."""
    ask, text = query.asks[0], _undated(shelf, query)
    patterns = _SHARE_OF if ask.aim is Aim.SHARE else (_TIMES_OF,) if ask.aim is Aim.MULTIPLE else ()
    match = next((m for p in patterns if (m := p.match(text))), None)
    if match is None or not (words := concepts(match["part"])):
        return None
    one = find(shelf, query, Ask(Aim.LEVEL, words, match["part"]), words)
    if not isinstance(one, Match):
        return None
    other = _whole(shelf, query, one.figure, concepts(match["whole"]), smaller=ask.aim is Aim.MULTIPLE)
    if other is None or not other.number:
        return None
    a, b = given(shelf, one.figure), given(shelf, other)
    ratio = one.figure.number / other.number
    if ask.aim is Aim.MULTIPLE:
        result = derived(ratio, "lần", Kind.MULTIPLE, a, f"{a.value} / {b.value}", (a, b), 2)
    else:
        result = derived(ratio * 100, "%", Kind.SHARE, a, f"{a.value} / {b.value} * 100", (a, b), 2)
    return Answered((replace(result, indicator=f"{a.indicator} so với {b.indicator}"),), (a, b))


def _undated(shelf: Shelf, query: Query) -> str:
    low = plain(query.text)
    for mention in periods(low, shelf.clock):
        low = low[: mention.span.start] + " " * (mention.span.end - mention.span.start) + low[mention.span.end :]
    return re.sub(r" +", " ", low).strip(" ?.,")


def _whole(shelf: Shelf, query: Query, part: Figure, words: Sequence[Concept], smaller: bool = False) -> Figure | None:
    """The level that `part` is taken of: of its unit and period, and larger unless it may be smaller."""

    def fits(whole: Figure) -> bool:
        alike = whole.unit == part.unit and whole.period == part.period and whole.plan == part.plan
        return alike and whole.span != part.span and (smaller or whole.number > part.number)

    if not [c for c in words if not is_weak(c)]:
        mine = plain(part.indicator)
        above = [v.figure for v in shelf.views if v.figure.kind is Kind.LEVEL and fits(v.figure)]
        named = [f for f in above if f.indicator and mine.startswith(plain(f.indicator)) and f.passage <= part.passage]
        return max(named, key=lambda f: (len(f.indicator), f.span.start), default=None)
    ask = Ask(Aim.LEVEL, tuple(words))
    for match in candidates(shelf, replace(query, periods=()), ask, words, (Kind.LEVEL,))[:12]:
        if fits(match.figure) and match.missing <= MOST_MISSING:
            return match.figure
    return None


def complement(shelf: Shelf, query: Query, find: Finder) -> Outcome | None:
    """How many of a whole do not: as the report counts them, else the whole less those that do."""
    low = plain(query.text)
    match = NEGATED.search(low)
    if match is None:
        return None
    ask = query.asks[0]
    stated = find(shelf, query, ask, ask.content)
    if isinstance(stated, Match) and _says_not(shelf, stated.figure):
        return Answered((given(shelf, stated.figure),))
    done_words = concepts(f"{match['thing']} {match['what']}")
    done = find(shelf, query, replace(ask, content=done_words), done_words)
    if not isinstance(done, Match):
        return uncomputable(shelf, ask)
    around = concepts(low[: match.start()] + " " + match["thing"])
    whole = _counted_whole(shelf, done.figure, around)
    if whole is None:
        return uncomputable(shelf, ask)
    a, b = given(shelf, whole), given(shelf, done.figure)
    rest = whole.number - done.figure.number
    result = derived(
        rest, whole.unit or "", Kind.LEVEL, a, f"{a.value} - {b.value}", (a, b), places_of(a.value, b.value)
    )
    return Answered((replace(result, indicator=f"{a.indicator} trừ {b.indicator}"),), (a, b))


def _counted_whole(shelf: Shelf, done: Figure, words: Sequence[Concept]) -> Figure | None:
    """The larger count of the same unit and period in the sentence, else the paragraph, of what is counted."""
    named = [c for c in words if not is_weak(c)]
    best: tuple[float, Figure] | None = None
    for view in shelf.views:
        whole = view.figure
        alike = whole.kind is Kind.LEVEL and whole.unit == done.unit and whole.period == done.period
        if not alike or whole.number <= done.number or whole.passage != done.passage or whole.plan != done.plan:
            continue
        if not all(present(c, view.own + view.sentence) for c in named):
            continue
        near = 0.3 if whole.sentence == done.sentence else 0.0
        score = near + fit(view, named, shelf)[0] - 0.0001 * abs(whole.span.start - done.span.start)
        if best is None or score > best[0]:
            best = (score, whole)
    return best[1] if best else None
