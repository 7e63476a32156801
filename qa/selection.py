"""Evidence becomes the figures asked for, or a reason why not. Nothing is answered by similarity alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.folding import plain
from index.lexicon import COUNT_NOUNS, MEASURES
from index.records import Figure, Kind, Span
from qa.arithmetic import worked_out
from qa.blanks import blank_cell
from qa.columns import blank_row, share_of_total
from qa.computing import compute
from qa.cues import ASKED, GROWTH_NAMED, HOW_IS
from qa.givens import beside, change_of_index, given, over_plan
from qa.home import at_home
from qa.labels import by_label
from qa.library import Shelf
from qa.matching import (
    ALLOWED,
    LEAST_SCORE,
    MOST_MISSING,
    Match,
    basis_fits,
    candidates,
    counts_another,
    fit,
    is_weak,
    present,
    unit_fits,
)
from qa.members import enumerated
from qa.naming import is_named, named_part
from qa.operations import calculates
from qa.pairs import is_paired, pair_of
from qa.proportions import names_two, proportion
from qa.quoting import quote
from qa.reasons import absent, blank, empty, other_kind, other_period, other_place, partly, premise, split, uncomputable
from qa.records import QUOTED, Aim, Answered, Ask, Calculation, Code, Concept, Given, NotFound, Operation, Outcome, Query
from qa.timing import period_fit

# How many characters behind a stated figure what is asked of it may follow: "82 dự án với tổng vốn đăng ký ...".
_BESIDE = 90
# A list has as many.
_SEVERAL = 2
# A unit that so few figures of a report have says by itself what is counted.
_FEW = 2
# "Giải ngân được bao nhiêu %?" is asked of what was to be done.
_DONE = re.compile(r"(?<![^\W_])(?:đạt|được|hoàn thành|giải ngân|thực hiện|giao|xong|thanh toán|tới đâu)(?![^\W_])")
_CHANGES = (Aim.CHANGE, Aim.CHANGE_PCT, Aim.CHANGE_ABS)
_HERDS = ("đàn", "tổng đàn")
_EVERY_KIND = tuple(Kind)
_RATE = re.compile(
    r"(?<![^\W_])(?:tỷ lệ|tỷ suất|tỷ trọng|độ che phủ|che phủ|bao phủ|lạm phát|thất nghiệp|tốc độ|công suất|phần "
    r"trăm|nợ xấu|cơ cấu)(?![^\W_])"
)


def select(shelf: Shelf, query: Query) -> Outcome:
    """What the report answers to the query."""
    query = at_home(shelf, query)
    if query.place:
        return other_place(shelf, query)
    if not query.asks:
        return NotFound(
            Code.NO_QUESTION,
            "Câu hỏi không nêu rõ cần số liệu gì: hãy nêu tên chỉ tiêu, ví dụ “Lượng khách du lịch 8 tháng?”.",
        )
    counted = tuple(a for a in query.asks if a.aim not in QUOTED)
    if counted and query.operation not in (Operation.NONE, Operation.MEMBERS):
        query = replace(query, asks=counted)
    return _answered(shelf, query, counted)


def _answered(shelf: Shelf, query: Query, counted: tuple[Ask, ...]) -> Outcome:
    """What answers a question that asks something of this place; `counted` are its asks for figures."""
    listed = query.operation is Operation.MEMBERS and query.asks[0].aim is Aim.TEXT and len(query.asks) > 1
    if listed:
        query = replace(query, asks=(replace(query.asks[1], content=query.asks[0].content, words=query.asks[0].words),))
    elif query.asks[0].aim in QUOTED and query.operation in (Operation.NONE, Operation.MEMBERS):
        return enumerated(shelf, query, find) or quote(shelf, query)
    if query.operation is not Operation.NONE or query.last_year:
        other = query.operation is Operation.SUM and query.calculation is not None
        outcome = compute(shelf, query, find) if not other or query.calculation.operation is Operation.SUM else None
        if isinstance(outcome, Answered):
            few = query.operation is Operation.MEMBERS and len(outcome.figures) < _SEVERAL
            return uncomputable(shelf, query.asks[0]) if few else outcome
        if query.calculation is not None and (worked := _worked_out(shelf, query, query.calculation)):
            return worked
        if outcome is not None:
            return outcome
        if query.operation in (Operation.WITHOUT, Operation.DIFFERENCE, Operation.EXTREME):
            return uncomputable(shelf, query.asks[0])
        if query.asks[0].aim in QUOTED:
            return quote(shelf, query)
    elif query.calculation is not None and (worked := _worked_out(shelf, query, query.calculation)):
        return worked
    elif _leaves_out(query):
        return uncomputable(shelf, query.asks[0])
    stated = _stated_or_proportion(shelf, replace(query, asks=counted or query.asks))
    if query.operation is Operation.MEMBERS and isinstance(stated, Answered) and len(stated.figures) < _SEVERAL:
        return uncomputable(shelf, query.asks[0])
    return stated


def _worked_out(shelf: Shelf, query: Query, calculation: Calculation) -> Outcome | None:
    """What a calculation comes to; None where the question may be read without it."""
    outcome = worked_out(shelf, query, calculation, find)
    return outcome if calculation.certain or isinstance(outcome, Answered) else None


def _leaves_out(query: Query) -> bool:
    """Whether a question speaks of a calculation that was not understood: its operands are no answer."""
    levels = all(a.aim in (Aim.LEVEL, Aim.CHANGE) and not a.basis for a in query.asks)
    return levels and calculates(plain(query.text))


def _stated_or_proportion(shelf: Shelf, query: Query) -> Outcome:
    """What the report states; a share or a multiple of two things that it does not state is worked out."""
    if query.asks[0].aim is Aim.MULTIPLE and names_two(query):
        return proportion(shelf, query, find) or uncomputable(shelf, query.asks[0])
    outcome = _each(shelf, query)
    return proportion(shelf, query, find) or outcome if isinstance(outcome, NotFound) else outcome


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
        if match.missing <= MOST_MISSING and match.score >= LEAST_SCORE and is_named(match, content, ask):
            label = blank_row(shelf, match, content)
            return match if label is None else blank(shelf, label)
    return _why_not(shelf, query, ask, content)


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


def _each(shelf: Shelf, query: Query) -> Outcome:
    """All asks of a question in order; later ones inherit what the first is about."""
    figures: list[Given] = []
    premises: list[Given] = []
    spans: list[Span] = []
    anchor: Match | None = None
    failure: NotFound | None = None
    wanting = False
    for ask in _each_of_something(query.asks):
        if _states(query, ask):
            # "Doanh thu du lịch đạt 1.225,7 tỷ đồng, gấp mấy lần cùng kỳ?" asks nothing of the level that it states.
            stated = _one(shelf, replace(query, claims=()), ask, anchor)
            if isinstance(stated, NotFound):
                return stated
            anchor = anchor or stated[0]
            premises.append(given(shelf, stated[0].figure))
            continue
        found = _one(shelf, query, ask, anchor)
        if isinstance(found, NotFound) and (worked_out := _share_worked_out(shelf, query, ask)):
            return worked_out
        if isinstance(found, NotFound):
            failure = failure or found
            wanting |= _wants(ask)
            continue
        matches = found
        if reason := premise(shelf, query, ask, matches[0]):
            return reason
        anchor = anchor or matches[0]
        for match in matches:
            if match.figure.span not in spans:
                spans.append(match.figure.span)
                figures.append(_shown(shelf, match.figure, ask))
    if not figures or anchor is None:
        return failure or absent(shelf, query.asks[0])
    if failure is not None and wanting:
        # Half an answer is easily taken for the whole.
        return partly(failure, figures)
    context = beside(shelf, anchor.figure, spans)
    return Answered(tuple(figures), (*(p for p in premises if p not in context), *context))


def _wants(ask: Ask) -> bool:
    """Whether a part of a question asks for a figure of its own: no mere direction, no "mấy tháng" beside the rest."""
    if ask.aim not in (Aim.LEVEL, *_CHANGES):
        return True
    asked = bool(ASKED.search(plain(ask.words)))
    return asked and (ask.aim in _CHANGES or bool(ask.unit) or any(not is_weak(c) for c in ask.content))


def _each_of_something(asks: Sequence[Ask]) -> list[Ask]:
    """The asks, those that name nothing of what the first is about: its figure's own, or the first's words."""
    first, *later = asks
    content = tuple(c for c in first.content if not is_weak(c))
    complete = [first]
    for ask in later:
        if ask.aim in _CHANGES and not ask.basis and first.aim in _CHANGES:
            ask = replace(ask, basis=first.basis)
        named = any(not is_weak(c) for c in ask.content)
        again = ask.aim is Aim.LEVEL or ask.aim in _CHANGES and ask.basis in ("", first.basis)
        if not named and not ask.unit and again and first.aim in _CHANGES:
            # "Tăng hay giảm, bao nhiêu?" asks for one thing.
            continue
        if not named and ask.unit == "%" and ask.aim is Aim.LEVEL and first.aim in _CHANGES:
            ask = replace(ask, aim=Aim.CHANGE_PCT)
        complete.append(ask if named or not ask.content else replace(ask, content=()))
    return complete if content else list(asks)


def _share_worked_out(shelf: Shelf, query: Query, ask: Ask) -> Answered | None:
    return share_of_total(shelf, query, ask) if len(query.asks) == 1 else None


def _states(query: Query, ask: Ask) -> bool:
    """Whether a part of a question states a level that a later part asks more about."""
    later = ask is not query.asks[-1]
    return later and ask.aim is Aim.LEVEL and bool(query.claims) and not ASKED.search(plain(ask.words))


def _shown(shelf: Shelf, figure: Figure, ask: Ask) -> Given:
    """The figure as the ask wants to see it: an index as a change, a count out of all as a ratio."""
    written = _whole_ratio(shelf, figure, ask) or given(shelf, figure)
    asked_change = ask.aim in (Aim.CHANGE, Aim.CHANGE_PCT) and figure.kind is Kind.INDEX
    if ask.aim is Aim.PLAN_PCT and "vượt" in plain(ask.words) and figure.number > 100:
        return over_plan(written)
    return change_of_index(written) if asked_change else written


def _whole_ratio(shelf: Shelf, figure: Figure, ask: Ask) -> Given | None:
    """A count out of all, as it is written: "07/11 xã" for how many communes."""
    for view in shelf.views:
        total = view.figure
        if (
            ask.aim is not Aim.LEVEL
            or total.plan
            or total.unit != figure.unit
            or not 0 < total.span.start - figure.span.end <= 2
        ):
            continue
        if shelf.text[figure.span.end : total.span.start].strip() == "/" and total.number >= figure.number:
            span = Span(figure.span.start, total.span.end)
            return replace(given(shelf, figure), value=span.of(shelf.text), span=span)
    return None


def _one(shelf: Shelf, query: Query, ask: Ask, anchor: Match | None) -> list[Match] | NotFound:
    if anchor is not None and not ask.content:
        return _of_same(shelf, ask, anchor)
    content, near = ask.content, None
    if anchor is None and not content and ask is not query.asks[0]:
        content = query.asks[0].content
    if anchor is not None:
        near = anchor.figure
        first = query.asks[0].content
        if len(content) < len(first) and len(content) <= 2:
            content = (*content, *first)
    found = find(shelf, query, ask, content, near)
    if isinstance(found, NotFound) and content is not ask.content:
        found = find(shelf, query, ask, ask.content, near)
    if isinstance(found, NotFound):
        again = (find(shelf, query, other, content, near) for other in _measured_so(ask))
        other = next((match for match in again if isinstance(match, Match)), None)
        return [other] if other else found
    if ask.aim is Aim.PAIR:
        return pair_of(shelf, found)
    if ask.aim is Aim.CHANGE:
        return [found, *_other_change(shelf, found)]
    return [found]


def _measured_so(ask: Ask) -> tuple[Ask, ...]:
    """The ask read in other ways where no level answers: an index, and what is compared, have no other level."""
    words = plain(ask.words)
    if ask.aim is not Aim.LEVEL:
        return ()
    if GROWTH_NAMED.search(words) and not ask.basis:
        return (replace(ask, aim=Aim.CHANGE_PCT),)
    index = any(a.startswith("chỉ số") for c in ask.content for a in c.alternatives)
    aims = [Aim.INDEX] if ask.basis or index or "chỉ số" in words or ask.unit == "%" else []
    if ask.unit == "%" and _DONE.search(words):
        aims.append(Aim.PLAN_PCT)
    if HOW_IS.search(words):
        aims.append(Aim.CHANGE)
    return tuple(replace(ask, aim=aim) for aim in aims)


def _of_same(shelf: Shelf, ask: Ask, anchor: Match) -> list[Match] | NotFound:
    """A further figure of the anchor's indicator and period: its growth, its share of the plan."""
    mine = anchor.figure
    # "Đạt bao nhiêu %?" of a level asks for its share of the plan or of the whole, whichever stands beside it.
    share = ask.aim is Aim.LEVEL and ask.unit == "%"
    fits = [
        v
        for v in shelf.views
        if (v.figure.kind in ALLOWED[ask.aim] or share and v.figure.kind is Kind.PLAN_PCT)
        and v.figure.passage == mine.passage
        and v.figure.span != mine.span
        and unit_fits(v.figure, ask.unit)
        and basis_fits(v.figure, ask) is not None
        and (
            v.figure.of == mine.span
            or v.figure.indicator == mine.indicator
            and (v.figure.period == mine.period or mine.period is None)
        )
        and not (ask.aim is Aim.CHANGE_PCT and v.figure.unit != "%")
    ]
    if not fits:
        return other_kind(shelf, ask, [anchor])
    fits.sort(
        key=lambda v: (
            v.figure.of != mine.span,
            -(basis_fits(v.figure, ask) or 0),
            abs(v.figure.span.start - mine.span.start),
        )
    )
    best = Match(shelf, fits[0], anchor.score, 0.0, ())
    return [best, *_other_change(shelf, best)] if ask.aim is Aim.CHANGE else [best]


def _other_change(shelf: Shelf, match: Match) -> list[Match]:
    """The same change said the other way: "tăng 10 vụ (tăng 166,67%)"."""
    mine = match.figure
    return [
        Match(shelf, v, match.score, 0.0, ())
        for v in shelf.views
        if v.figure.sentence == mine.sentence
        and v.figure.indicator == mine.indicator
        and v.figure.period == mine.period
        and v.figure.span != mine.span
        and v.figure.basis == mine.basis
        and {v.figure.kind, mine.kind} == {Kind.CHANGE_PCT, Kind.CHANGE_ABS}
        and "điểm" not in f"{v.figure.unit} {mine.unit}"
    ][:1]
