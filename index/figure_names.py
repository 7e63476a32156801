"""The full indicator of a figure: what is said, and what is inherited from the whole, the topic or the last figure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from index.figure_state import State
from index.folding import plain as to_plain
from index.grammar.amounts import Amount, UnitClass
from index.records import Figure, Kind, Period
from index.subjects import Subject, has_measure, is_rate, join, read_subject, without_superlative

PLAN_WORD = re.compile(
    r"(?<![^\W\d_])(?:kế hoạch|kh|dự toán|mục tiêu|chỉ tiêu|nghị quyết|nq|kịch bản|phấn đấu|yêu cầu|đặt mục tiêu)"
    r"(?![^\W\d_])"
)
_TOO_VAGUE = re.compile(r"\d|tình hình|kết quả|tổng quan|chung$|khác$")
_LONGEST_TOPIC = 7
_LONGEST_POST = 6


@dataclass(frozen=True, slots=True)
class Naming:
    """The words that name one figure, before its amount and behind it, and how it stands to the figure before.

    `goes_on`: a verb goes on about the last one; `singled`: "riêng X"; `fresh`: the amount opens its clause.
    """

    subject: Subject
    amount: Amount
    kind: Kind
    post: str
    heading: Subject
    goes_on: bool = False
    singled: bool = False
    fresh: bool = False

    @property
    def posted(self) -> Subject:
        """The thing named behind the amount."""
        return Subject.of(self.post.strip(" ,;:-–—"))

    @property
    def noun(self) -> str:
        """The noun that is counted."""
        return self.amount.noun if self.amount.unit_class is UnitClass.COUNT else ""


def topic_of(heading: str) -> Subject:
    """A section's heading as the topic of its bare figures; long or manifold headings say too much."""
    named = read_subject(heading, to_plain(heading))
    manifold = (
        _TOO_VAGUE.search(named.plain)
        or any(mark in heading for mark in (",", " và ", " - "))
        or len(heading.split()) > _LONGEST_TOPIC
    )
    return Subject() if manifold else named


def topic_in_force(state: State, heading: Subject) -> Subject:
    """The lead before a colon, else the heading."""
    return state.topic if state.topic.text else heading


def resolve(naming: Naming, state: State) -> Subject:
    """The full indicator of a figure."""
    if not naming.subject.text:
        return _unnamed(naming, state)
    return _named(naming, state, _spoken(naming))


def _unnamed(naming: Naming, state: State) -> Subject:
    amount, posted, noun, kind = naming.amount, naming.posted, naming.noun, naming.kind
    second, level = amount.pair == "second", kind is Kind.LEVEL
    if noun and not posted.text and not second and (known := known_unit(amount, state)):
        if not level or known[1] != state.period:
            return known[0]
    if naming.fresh and kind is Kind.RATIO and len(posted.text.split()) > 1:
        return join(state.topic, posted)
    if kind is Kind.CHANGE_ABS and noun and posted.text and (known := _counted_before(f"{noun} {posted.plain}", state)):
        return known[0]
    if not level or second or (state.last is not None and not noun):
        return _going_on(naming, state)
    if not noun and not posted.text and (total := _total_before(amount, state)):
        return total
    counted = Subject.of(join_words(noun, posted.text))
    if state.last is not None and state.base.text:
        other = state.last.unit != amount.unit or amount.unit in state.by_unit
        own_thing = len(posted.text.split()) >= 2 and other and posted.plain != "các loại"
        return counted if own_thing else join(state.base, counted)
    return join(state.topic if posted.text else topic_in_force(state, naming.heading), counted)


def _counted_before(words: str, state: State) -> tuple[Subject, Period | None] | None:
    """What was counted before in the same words: "giảm 02 người chết" after "làm chết 21 người"."""
    wanted = set(words.split())
    return next((known for known in reversed(state.counted) if wanted <= set(known[0].plain.split())), None)


def _total_before(amount: Amount, state: State) -> Subject | None:
    """What a sentence without a subject goes on about: "Tính chung 10 tháng đạt 38 tỷ đồng" after the month's total."""
    if state.last is not None or state.topic.text:
        return None
    for named, level in ((state.whole, state.whole_level), (state.current, state.level)):
        if named.text and level is not None and level.unit == amount.unit:
            return named
    return None


def _going_on(naming: Naming, state: State) -> Subject:
    """A figure without words of its own goes on about the last one."""
    amount, posted = naming.amount, naming.posted
    if naming.kind is Kind.LEVEL and posted.text and state.last is not None:
        if amount.unit_class is UnitClass.MEASURE and state.last.unit != amount.unit and not amount.pair:
            return posted
        if amount.pair != "second":
            return join(state.base if state.base.text else state.topic, posted)
    return state.current if state.current.text else join(state.topic, posted)


def _spoken(naming: Naming) -> Subject:
    """The subject with the counted noun and the words behind it."""
    subject, posted, noun = naming.subject, naming.posted, naming.noun
    behind = ""
    if posted.text and (noun or len(posted.text.split()) <= _LONGEST_POST):
        behind = join_words(noun, posted.text)
    elif noun and noun not in subject.plain and not has_measure(subject):
        behind = noun
    return Subject.of(join_words(subject.text, behind), measure=subject.measure, bare=False) if behind else subject


def _named(naming: Naming, state: State, own: Subject) -> Subject:
    """The subject said, with what it inherits in front."""
    subject = naming.subject
    if PLAN_WORD.fullmatch(subject.plain) and state.current.text:
        return join(state.current, subject)
    if subject.bare:
        inherited = state.thing if state.thing.text else state.base
        going_on = state.last is not None and inherited.object
        source = inherited if going_on else topic_in_force(state, naming.heading)
        return join(source.as_object(), own) if source.text else own
    if state.in_part and state.whole.text and not subject.measure and shares_unit(naming.amount, state):
        return join(state.whole, own)
    if naming.singled and (of := _singled_from(naming, state)):
        return join(of, own)
    if naming.goes_on and state.base.text and state.last is not None and not subject.measure:
        return join(state.base, own)
    topic, head = _measuring(state.topic, naming), _measuring(state.head, naming)
    if above := _inherited(naming, state, topic, head):
        return join(above, own)
    return join(topic, own) if topic.text and not head.text else own


def _singled_from(naming: Naming, state: State) -> Subject | None:
    """The level that "riêng X" is a part of: in the same unit, and larger."""
    level = state.level
    if naming.kind is not Kind.LEVEL or naming.subject.measure or state.last is None or level is None:
        return None
    part = level.kind is Kind.LEVEL and level.unit == naming.amount.unit and naming.amount.number < level.number
    return Subject.of(level.indicator) if part else None


def _measuring(head: Subject, naming: Naming) -> Subject:
    """The head, unless it is a rate and the amount a quantity of a thing that its own words name."""
    quantity = naming.amount.unit_class is UnitClass.MEASURE and len(naming.subject.plain.split()) >= 3
    return Subject() if quantity and is_rate(head) else head


def _inherited(naming: Naming, state: State, topic: Subject, head: Subject) -> Subject | None:
    """The head or topic that a subject without a measure belongs to."""
    subject = naming.subject
    if subject.measure or naming.noun:
        return None
    shared = shares_unit(naming.amount, state)
    if state.last is not None or naming.kind is not Kind.LEVEL:
        above = state.whole if state.in_part else head
        if above.text and shared and not subject.plain.startswith("vụ "):
            return above
    elif head.text and not has_measure(subject) and shared and state.whole_level is not None:
        return head
    return topic if topic.text else None


def leaves_part(naming: Naming, state: State) -> bool:
    """Whether a named level is larger than the whole it would be a part of: then the breakdown is over."""
    subject, whole = naming.subject, state.whole_level
    own = subject.text and not subject.bare and not (PLAN_WORD.fullmatch(subject.plain) and state.current.text)
    if not state.in_part or not own or naming.kind is not Kind.LEVEL or whole is None:
        return False
    return whole.kind is Kind.LEVEL and whole.unit == naming.amount.unit and naming.amount.number > whole.number


def known_unit(amount: Amount, state: State) -> tuple[Subject, Period | None] | None:
    """What was last counted in this unit: "vụ" finds "vụ tai nạn" too."""
    unit = amount.unit or ""
    if " " in unit and (counted := _counted_before(unit, state)):
        return counted
    for known, subject in reversed(state.by_unit.items()):
        if known == unit or known.startswith(f"{unit} ") or unit.startswith(f"{known} "):
            return subject
    return None


def shares_unit(amount: Amount, state: State) -> bool:
    """Whether the amount can be a part of the whole: in its unit, or relative."""
    whole = state.whole_level
    if amount.unit_class in (UnitClass.PERCENT, UnitClass.POINTS, UnitClass.TIMES) or whole is None:
        return True
    return whole.unit == amount.unit or whole.unit == "%" or amount.unit is None


def handed_on(state: State, figure: Figure, naming: Naming, resolved: Subject) -> State:
    """The state with what the next figure may inherit from this one: `current`, `thing`, `base`, `head`, `whole`."""
    subject, own = naming.subject, bool(naming.subject.text) and not naming.subject.bare
    counted = naming.amount.unit_class is UnitClass.COUNT and figure.kind is Kind.LEVEL
    topic, thing, base = topic_in_force(state, naming.heading), state.thing, state.base
    if counted and not subject.bare and len(resolved.text.split()) > 2:
        thing = resolved
    elif own:
        thing = Subject()
    if subject.bare and not base.text:
        base = topic
    elif own:
        base = subject if counted and resolved.text.startswith(subject.text) else resolved
    elif state.last is None:
        base = topic
    state = replace(state, current=resolved, thing=thing, base=base)
    if subject.measure and not subject.bare and not state.in_part:
        state = replace(state, head=without_superlative(resolved), whole=resolved, whole_level=figure)
    return state


def join_words(first: str, second: str) -> str:
    """Two phrases as one, without an empty blank."""
    return f"{first} {second}".strip()
