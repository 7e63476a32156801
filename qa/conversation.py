"""Follow-up questions: what stands from the question before. A small explicit state, shown in the answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from index.folding import plain
from index.lexicon import MEASURES
from qa.records import Aim, Ask, Concept, Query
from qa.vocabulary import PLAN_OWNERS

Reader = Callable[[str], Iterator[Query]]
_FOLLOWS = re.compile(
    r"^(?:còn|thế|vậy|như vậy|thế còn|vậy còn|so với|trong đó|đạt|bằng|tăng|giảm|cụ thể|riêng|và|nếu|"
    r"tức là|mặt hàng|lũy kế|tháng|quý|chiếm|xếp|kế hoạch|cộng|hai)(?![^\W_])"
)


def in_context(question: str, history: Sequence[str], read: Reader) -> Query:
    """The query of `question`, completed from the questions before where it leaves something out."""
    return next(readings(question, history, read))


def readings(question: str, history: Sequence[str], read: Reader) -> Iterator[Query]:
    """The query of `question` in its context; then, made only when asked for, other ways to read or to complete it."""
    found = read(question)
    query = next(found)
    before = None
    if history and not query.refusal and query.asks:
        before = in_context(history[-1], history[:-1], read)
    if before is not None and before.asks and _follows(query):
        yield from _completed(query, before)
    else:
        yield query
        yield from found


def _follows(query: Query) -> bool:
    return not query.asks[0].content or bool(_FOLLOWS.match(plain(query.question).strip()))


def _completed(query: Query, before: Query) -> Iterator[Query]:
    """The query with what the one before leaves standing; then with less of it."""
    low = plain(query.question).strip()
    first, old = query.asks[0], before.asks[0]
    topic = old.content
    elliptic = not re.search(r"bao nhiêu|mấy|%", low) and first.aim is Aim.LEVEL
    if not first.content:
        asks = tuple(
            replace(a, content=a.content or topic, words=a.words if a.content else old.words, unit=a.unit)
            for a in query.asks
        )
    else:
        kept = tuple(replace(c, focus=False) for c in topic if c not in first.content)
        asks = tuple(replace(a, content=(*a.content, *kept)) for a in query.asks)
    owners = [c for c in first.content if c.alternatives[0] in PLAN_OWNERS]
    if elliptic and old.aim is Aim.PLAN_PCT and owners:
        basis = "dự toán " + " ".join(c.alternatives[0] for c in owners)
        asks = tuple(replace(a, basis=basis, content=tuple(c for c in a.content if c not in owners)) for a in asks)
    if elliptic:
        asks = tuple(replace(a, aim=old.aim, unit=a.unit or old.unit, basis=a.basis or old.basis) for a in asks)
    whole = replace(
        query,
        asks=asks,
        periods=query.periods or before.periods,
        place=query.place or before.place,
        carried=_said(old),
        fresh=tuple(c for c in first.content if c not in topic and c not in owners),
    )
    yield whole
    carried = [replace(c, focus=False) for c in topic if c not in first.content] if first.content else []
    for concept in carried:
        yield _without(whole, (concept,))
    things = [c for c in carried if c.alternatives[0] not in MEASURES]
    if len(things) > 1:
        yield _without(whole, things)
    if carried and first.aim is Aim.LEVEL:
        # The new words alone may name another thing, counted in another unit.
        yield replace(whole, asks=query.asks)


def _without(query: Query, dropped: Sequence[Concept]) -> Query:
    """The query with carried concepts dropped: the new words may stand in their place."""
    return replace(
        query, asks=tuple(replace(a, content=tuple(c for c in a.content if c not in dropped)) for a in query.asks)
    )


def _said(ask: Ask) -> str:
    return re.sub(r"\s+", " ", ask.words).strip(" ?.,") or ", ".join(c.alternatives[0] for c in ask.content)
