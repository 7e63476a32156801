"""What kind of figure an amount is: a level, a change, a share, a part of a plan, a rank."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.figure_state import Clause, State
from index.grammar.amounts import UnitClass
from index.grammar.comparisons import Basis, BasisKind, Cue
from index.records import Kind, Span
from index.subjects import Subject, is_rate

_MONEY_PAIR = re.compile(r"giải ngân|thanh toán|vốn|kế hoạch|dự toán|thu |chi ")
_GROWTH = re.compile(
    r"^(?:mục tiêu |kế hoạch |chỉ tiêu )?(?:tốc độ|mức|nhịp|mức độ)? ?(?:tăng trưởng|tăng)(?![^\W\d_])"
)
_DIRECTION = re.compile(
    r"(?<![^\W\d_])(?<!kịch bản )(?<!nhịp )(?<!mức )"
    r"(tăng|giảm|cao hơn|thấp hơn|nhanh hơn|chậm hơn|đóng góp|kéo lùi|khá hơn)(?![^\W\d_])"
)
_DOWN = ("giảm", "thấp hơn", "chậm hơn", "kéo lùi")
_PRICE = re.compile(r"(?<![^\W\d_])giá(?! *trị)")
_BELOW_PLAN = re.compile(r"(?:thấp|cao) hơn (?:mức )?(?:chỉ tiêu|kế hoạch|dự toán|mục tiêu)[^\d,;.]{0,30}$")
# "thấp hơn mức 2,12 con của năm 2020" states the other level, not the difference.
_THAN_LEVEL = re.compile(r"(?:cao|thấp|nhiều|ít|lớn|nhỏ) hơn (?:so với )?mức *$")
_EXTRA = re.compile(r"(?:có|^|[,;(]) *thêm *$")
_PLAN_FOLLOWS = re.compile(
    r"[^\d,;.()]{0,20}[ ,(]*(?:đạt|bằng|hoàn thành)? *\d[\d.,]* *% *"
    r"(?:kh|kế hoạch|dự toán|chỉ tiêu|nghị quyết)(?![^\W\d_])"
)
Meaning = tuple[Kind, str | None]


@dataclass(frozen=True, slots=True)
class Said:
    """What is said about an amount: its verb, its subject, its comparison, and the words that may name it."""

    cue: Cue
    subject: Subject
    basis: Basis | None
    own_left: Span


def is_planned_money(clause: Clause, state: State) -> bool:
    """Whether the second of a pair is what was planned: money, or a percentage of the plan follows."""
    follows = _PLAN_FOLLOWS.match(clause.plain, clause.amount.extent.end, clause.sentence.span.end)
    return bool(_MONEY_PAIR.search(state.current.plain)) or follows is not None


def kind_of(clause: Clause, said: Said, state: State) -> Meaning:
    """The kind of the clause's figure and its direction ("tăng", "giảm")."""
    amount, cue = clause.amount, said.cue
    direction = cue.value if cue in (Cue.UP, Cue.DOWN) else _sign(clause)
    if amount.rank:
        return Kind.RANK, None
    match amount.unit_class:
        case UnitClass.TIMES:
            if cue in (Cue.UP, Cue.DOWN):
                return Kind.MULTIPLE, cue.value
            return (Kind.MULTIPLE, "tăng") if cue is Cue.TIMES else (Kind.LEVEL, None)
        case UnitClass.POINTS:
            return Kind.CHANGE_ABS, direction or _clause_direction(clause, said.own_left)
        case UnitClass.PLACES:
            return (Kind.CHANGE_ABS, direction) if direction else (Kind.LEVEL, None)
        case UnitClass.PERCENT:
            return _percent_kind(clause, said, state, direction)
        case _:
            return _counted_kind(clause, said, state, direction)


def _counted_kind(clause: Clause, said: Said, state: State, direction: str | None) -> Meaning:
    words = clause.plain[said.own_left.start : said.own_left.end]
    if direction and not (said.cue is Cue.UP and _EXTRA.search(words)) and not _THAN_LEVEL.search(words):
        return Kind.CHANGE_ABS, direction
    if clause.amount.per and _PRICE.search(said.subject.plain or state.current.plain):
        return Kind.PRICE, None
    return Kind.LEVEL, None


def _percent_kind(clause: Clause, said: Said, state: State, direction: str | None) -> Meaning:
    """The first that applies: growth, share, part of a plan, change, then what a standing rate can be."""
    cue, subject, basis = said.cue, said.subject, said.basis
    plan = basis is not None and basis.kind is BasisKind.PLAN
    if not direction and not plan and _GROWTH.search(subject.plain):
        return Kind.CHANGE_PCT, "tăng"
    grows = not subject.text and bool(_GROWTH.search(state.current.plain))
    if grows and not direction and not plan and cue in (Cue.NONE, Cue.REACH):
        return Kind.CHANGE_PCT, "tăng"
    if cue is Cue.SHARE or (subject.text and not direction and _of_structure(subject, state)):
        return Kind.SHARE, None
    if cue is Cue.EXCEED and (plan or state.plan_basis):
        return Kind.PLAN_PCT, None
    if direction and _BELOW_PLAN.search(clause.plain[max(0, said.own_left.end - 60) : said.own_left.end]):
        return plan_kind(state), None
    if direction:
        rate = state.level is not None and state.level.kind is Kind.RATIO and not subject.text
        changed = rate or (is_rate(subject) and not subject.bare)
        return Kind.CHANGE_ABS if changed else Kind.CHANGE_PCT, direction
    if plan and basis is not None:
        if not _is_target(clause, basis, said.own_left):
            return Kind.PLAN_PCT, None
        return (Kind.CHANGE_PCT, "tăng") if _GROWTH.search(subject.plain) else (plan_kind(state), None)
    return _compared_kind(clause, said, state) or _standing_kind(clause, said, state)


def _compared_kind(clause: Clause, said: Said, state: State) -> Meaning | None:
    """The kind that a plan in brackets, an earlier period, a whole or a pair before the percentage gives it."""
    cue, subject, basis = said.cue, said.subject, said.basis
    if uses_aside(said, state):
        return Kind.PLAN_PCT, None
    then = (
        basis is not None
        and basis.kind is BasisKind.EARLIER
        and "(" in clause.plain[said.own_left.start - 2 : clause.amount.span.start]
    )
    if then and not subject.text and state.last is not None and state.last.kind is Kind.PLAN_PCT:
        return Kind.PLAN_PCT, None
    if basis is not None and basis.kind is BasisKind.EARLIER and cue in (Cue.REACH, Cue.INTO, Cue.NONE):
        return Kind.INDEX, None
    if basis is not None and basis.kind is BasisKind.WHOLE and cue is not Cue.NONE:
        return Kind.PLAN_PCT if state.pair else Kind.RATIO, None
    if state.pair and not subject.text:
        return (Kind.PLAN_PCT if _MONEY_PAIR.search(state.current.plain) else Kind.RATIO), None
    if not subject.text and state.last is not None and cue is Cue.REACH and state.plan_basis:
        return Kind.PLAN_PCT, None
    return None


def _standing_kind(clause: Clause, said: Said, state: State) -> Meaning:
    """A rate, or one more of what the percentage before it was."""
    subject, previous = said.subject, state.last
    if previous is not None and previous.unit == "%" and not is_rate(subject) and said.cue is Cue.NONE:
        same = previous.kind in (Kind.SHARE, Kind.RATIO, Kind.PLAN_PCT) or not subject.text or subject.only_edges
        if same:
            return previous.kind, previous.direction
    bracketed = "(" in clause.plain[said.own_left.start - 2 : said.own_left.end]
    if not subject.text and said.cue is Cue.NONE and state.bare_percent is not None and bracketed:
        return state.bare_percent.kind, state.bare_percent.direction
    return Kind.RATIO, None


def uses_aside(said: Said, state: State) -> bool:
    """Whether a bare "đạt 52%" is measured by the plan that stands in brackets before it."""
    return bool(state.aside) and said.cue is Cue.REACH and said.basis is None and not said.subject.text


def plan_kind(state: State) -> Kind:
    """The kind of a percentage that is itself planned: that of the figure before, else a rate."""
    last = state.last
    return last.kind if last is not None and last.kind in (Kind.CHANGE_PCT, Kind.SHARE) else Kind.RATIO


def _of_structure(subject: Subject, state: State) -> bool:
    head = state.whole if state.in_part else state.head
    return (
        subject.plain.startswith("cơ cấu")
        or state.topic.plain.startswith("cơ cấu")
        or (head.plain.startswith("cơ cấu") and not subject.measure)
    )


def _sign(clause: Clause) -> str | None:
    """The direction of a signed rate: "(+3,4%)"."""
    start = clause.amount.span.start
    sign = clause.plain[max(0, start - 2) : start]
    if clause.amount.unit_class is UnitClass.PERCENT and re.fullmatch(r"[ (][+-]", sign):
        return "tăng" if sign[-1] == "+" else "giảm"
    return None


def _is_target(clause: Clause, basis: Basis, left: Span) -> bool:
    """Whether the plan is what is stated ("Mục tiêu cả năm là 9%") and not what is compared with."""
    return (
        not basis.linked
        and left.start <= basis.extent.start < left.end
        and not clause.plain[left.start : basis.extent.start].strip(" ,;(.")
    )


def _clause_direction(clause: Clause, left: Span) -> str | None:
    found = _DIRECTION.findall(clause.plain[max(0, left.start - 60) : left.end])
    return None if not found else "giảm" if found[-1] in _DOWN else "tăng"
