"""Evidence becomes the figures asked for, or a reason why not. Nothing is answered by similarity alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.folding import plain
from index.records import Figure, Kind, Span
from qa.arithmetic import worked_out
from qa.columns import share_of_total
from qa.computing import compute
from qa.cues import ASKED, GROWTH_NAMED, HOW_IS
from qa.finding import find
from qa.givens import beside, change_of_index, given, over_plan
from qa.home import at_home
from qa.library import Shelf
from qa.matching import (
    ALLOWED,
    Match,
    basis_fits,
    is_weak,
    unit_fits,
)
from qa.members import enumerated
from qa.operations import calculates
from qa.pairs import pair_of
from qa.proportions import names_two, proportion
from qa.quoting import quote
from qa.reasons import absent, other_kind, other_place, partly, premise, uncomputable
from qa.records import (
    QUOTED,
    Aim,
    Answered,
    Ask,
    Calculation,
    Code,
    Given,
    NotFound,
    Operation,
    Outcome,
    Query,
)

# A list has as many.
_SEVERAL = 2
# "Giải ngân được bao nhiêu %?" is asked of what was to be done.
_DONE = re.compile(r"(?<![^\W_])(?:đạt|được|hoàn thành|giải ngân|thực hiện|giao|xong|thanh toán|tới đâu)(?![^\W_])")
_CHANGES = (Aim.CHANGE, Aim.CHANGE_PCT, Aim.CHANGE_ABS)


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
    outcome = _computed(shelf, query) or _stated_or_proportion(shelf, replace(query, asks=counted or query.asks))
    if query.operation is Operation.MEMBERS and isinstance(outcome, Answered) and len(outcome.figures) < _SEVERAL:
        return outcome if outcome.quotes else uncomputable(shelf, query.asks[0])
    return outcome


def _computed(shelf: Shelf, query: Query) -> Outcome | None:
    """What a calculation or a comparison comes to, or why it does not; None where the question asks for none."""
    asked = query.operation is not Operation.NONE or query.last_year
    calculation = query.calculation
    outcome = compute(shelf, query, find) if asked else None
    if isinstance(outcome, Answered):
        return outcome
    if calculation is not None and (worked := _worked_out(shelf, query, calculation)):
        return worked
    if not asked:
        return uncomputable(shelf, query.asks[0]) if _leaves_out(query) else None
    if outcome is not None:
        return outcome
    if query.operation in (Operation.DIFFERENCE, Operation.EXTREME):
        return uncomputable(shelf, query.asks[0])
    return quote(shelf, query) if query.asks[0].aim in QUOTED else None


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
        if reason := premise(shelf, query, ask, found[0]):
            return reason
        anchor = anchor or found[0]
        fresh = [match.figure for match in found if match.figure.span not in spans]
        spans += dict.fromkeys(figure.span for figure in fresh)
        figures += dict.fromkeys(_shown(shelf, figure, ask) for figure in fresh)
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
