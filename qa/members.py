"""The members of a breakdown or of a list, with all that is asked of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from index.folding import plain
from index.lexicon import MEASURES
from index.records import Figure, Kind
from qa.concepts import concepts
from qa.differences import unit_key
from qa.givens import given
from qa.library import Shelf, View
from qa.matching import (
    ALLOWED,
    Finder,
    candidates,
    unit_fits,
)
from qa.ranking import family_of
from qa.records import Aim, Answered, Ask, Concept, NotFound, Outcome, Query

_ENUMERATION = re.compile(
    r"^(?P<named>[^?:;]{5,120}?),? +lần lượt(?![^\W_])|"
    r"^(?:hãy )?(?:liệt kê|kể|nêu|cho biết) (?:ra )?số (?P<unit>vụ|hộ|người|dự án|xã|ca|lao động|doanh nghiệp) "
    r"(?P<counted>[^?:;]{5,160})"
)
_PARTS = re.compile(r" *, *| +và +")
_LISTING = {"cơ", "cấu", "loại", "nhóm", "trình độ", "khoản", "gồm", "chia", "hạng", "sao"}


def _breakdown(shelf: Shelf, whole: Figure) -> list[View]:
    """The sentence's later figures of the whole's unit that together do not exceed it."""
    found, total = [], Decimal(0)
    for view in shelf.views:
        part = view.figure
        between = shelf.text[whole.span.end : part.span.start]
        if between.count("(") > between.count(")"):
            continue
        if (
            part.plan
            or part.sentence != whole.sentence
            or part.span.start <= whole.span.start
            or part.kind is not Kind.LEVEL
            or not _one_unit(part, whole)
            or part.indicator == whole.indicator
        ):
            continue
        total += part.number
        if total > whole.number * Decimal("1.02"):
            break
        found.append(view)
    return found if len(found) >= 2 else []


def _one_unit(part: Figure, whole: Figure) -> bool:
    mine, other = plain(part.unit or ""), plain(whole.unit or "")
    return mine == other or bool(mine and other) and (mine.startswith(other) or other.startswith(mine))


def members(shelf: Shelf, query: Query, find: Finder) -> Outcome | None:
    """The parts of a whole, with all that is asked of each."""
    ask = query.asks[0]
    if listed := enumerated(shelf, query, find):
        return listed
    content = tuple(c for c in ask.content if not set(c.alternatives) & _LISTING)
    kinds = ALLOWED[Aim.CHANGE] if ask.aim is Aim.CHANGE else ALLOWED[Aim.LEVEL]
    best: tuple[float, list[View]] = (0.0, [])
    for match in candidates(shelf, query, replace(ask, unit=""), content, (*ALLOWED[Aim.LEVEL], *ALLOWED[Aim.CHANGE]))[
        :12
    ]:
        family = [
            v
            for v in (family_of(shelf, match.figure) or _breakdown(shelf, match.figure))
            if v.figure.kind in kinds and unit_fits(v.figure, ask.unit)
        ]
        if family and match.missing <= 0.5 and match.score > best[0]:
            best = (match.score, family)
    if not best[1]:
        best = (0.0, _in_one_sentence(shelf, query, ask, content, kinds))
    if not best[1]:
        return None
    wanted = [given(shelf, v.figure) for v in best[1]]
    for extra in query.asks[1:]:
        wanted += [given(shelf, o) for v in best[1] for o in _of(shelf, v.figure) if o.kind in ALLOWED[extra.aim]]
    wanted.sort(key=lambda g: g.span.start if g.span else 0)
    return Answered(tuple(wanted))


def enumerated(shelf: Shelf, query: Query, find: Finder) -> Outcome | None:
    """The figures of things named one by one: "Diện tích cam, bưởi, nhãn lần lượt là bao nhiêu?"."""
    match = _ENUMERATION.match(plain(query.text))
    named = [concepts(p) for p in _PARTS.split(match["named"] or match["counted"])] if match else []
    if match is None or len(named) < 2 or not all(named):
        return None
    ask = query.asks[0] if match["named"] else Ask(Aim.LEVEL, unit=match["unit"])
    shared = tuple(c for c in named[0] if c.alternatives[0] in MEASURES)
    found = []
    for own in named:
        content = tuple(dict.fromkeys((*shared, *own)))
        one = find(shelf, query, replace(ask, content=content), content)
        if isinstance(one, NotFound):
            return one
        found.append(one.figure)
    if len({f.span for f in found}) < len(found):
        return None
    return Answered(tuple(given(shelf, f) for f in found))


def _in_one_sentence(
    shelf: Shelf, query: Query, ask: Ask, content: Sequence[Concept], kinds: Sequence[Kind]
) -> list[View]:
    """Several figures of one sentence that speaks of what is listed, though no whole is named in it."""
    wanted = ALLOWED[Aim.CHANGE] if any(a.aim in (Aim.CHANGE, Aim.CHANGE_PCT) for a in query.asks) else kinds
    rising = "tăng" in plain(query.text) and "giảm" not in plain(query.text)
    for match in candidates(shelf, query, replace(ask, unit="", aim=Aim.CHANGE), content, wanted)[:6]:
        family = [v for v in shelf.views if v.figure.sentence == match.figure.sentence and v.figure.kind in wanted]
        family = [v for v in family if not rising or v.figure.direction in (None, "tăng")]
        alike = {(v.figure.kind, unit_key(v.figure)) for v in family}
        if len(family) >= 2 and len(alike) == 1 and match.missing <= 0.4 and content:
            return family
    return []


def _of(shelf: Shelf, level: Figure) -> list[Figure]:
    return [v.figure for v in shelf.views if v.figure.of == level.span]
