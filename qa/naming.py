"""Whether a figure's own name is what a question asks about: no neighbour's, no other measure, no other part."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.folding import plain
from index.lexicon import MEASURES
from index.records import Figure, Kind
from qa.columns import is_cell
from qa.library import Shelf, View, Words, padded, words_of
from qa.matching import MONEY_MEASURES, Match, implied, in_money, is_weak, present, unit_fits, weight
from qa.records import Ask, Concept

# How many passages below its whole a part may stand: the bullets of one list.
_BREAKDOWN = 6
# Of so few words the last tells a part: "doanh thu vận tải hành khách".
_NAME_ALONE, _PART = 3, 5

_WORTHS = ("giá trị ", "kim ngạch ", "doanh thu ", "trị giá ")

# What turns a name into that of what is not done, or not done yet.
_UNDONE = ("chưa", "không", "chuẩn bị")

# What a question says is not done: "chưa xử lý"; at its end "không" only asks.
_NOT_DONE = re.compile(
    r"(?<!có )(?<!phải )(?<!đúng )(?<![^\W_])(chưa|không)"
    r"(?= +(?:được |bị )?(?!kể|tính|gồm|bao gồm|phải|hỏi|có|nhỉ|ạ)[^\W\d_])"
)


def named_part(whole: Match, matches: Sequence[Match], ask: Ask) -> Match | None:
    """The part of a breakdown whose name the question says: the whole has all of its words but those.

    "Riêng lúa nương gieo cấy bao nhiêu ha?" is about "- Lúa nương: 23.477 ha" under "Diện tích lúa mùa gieo cấy".
    """
    lost = [c for c in whole.unmet if not is_weak(c)]
    mine = whole.figure
    # A part is smaller than its whole in what can be counted; of two growths neither is a part of the other.
    if mine.kind is not Kind.LEVEL or not lost or any(c.alternatives[0] in MEASURES for c in lost):
        return None
    for part in matches:
        other = part.figure
        below = 0 <= other.passage - mine.passage <= _BREAKDOWN and other.span.start > mine.span.start
        same = other.kind is mine.kind and other.unit == mine.unit and other.period == mine.period
        if not (below and same) or other.number >= mine.number or other.plan != mine.plan:
            continue
        named = all(present(c, part.view.own) == 1 for c in lost)
        inherited = all(present(c, whole.view.own + whole.view.clause) for c in part.unmet if not is_weak(c))
        if named and inherited and not _counts_less(part.view, ask.unit):
            return part
    return None


def is_named(match: Match, content: Sequence[Concept], ask: Ask) -> bool:
    """Whether the figure's own clause, not only its sentence or paragraph, speaks of what is asked."""
    view = match.view
    asked = words_of(f"{ask.words} {' '.join(c.alternatives[0] for c in content)}").said
    undone = any(f" {word} " in view.own.said and f" {word} " not in asked for word in _UNDONE)
    if undone or _not_done(view, ask) or _is_other_measure(content, view):
        return False
    near = view.own + view.head + view.clause + view.heading
    around = near + view.sentence
    if is_cell(match.shelf, match.figure):
        # Its table's title and section speak of every cell.
        near, around = (words + match.shelf.around(match.figure) for words in (near, around))
    if any(c.name and not present(c, near if c.alternatives[0][-1:].isdigit() else around) for c in content):
        return False
    measures = [c for c in content if c.alternatives[0] in MEASURES and not implied(c, view)]
    if any(not present(c, around) for c in measures) and any(f" {m} " in view.own.said for m in MEASURES):
        return False
    if not measures and any(
        " khu vuc " in padded(c.alternatives[0]) and not present(c, view.own + view.head + view.clause) for c in content
    ):
        # "Khu vực dịch vụ tăng bao nhiêu?" asks for what it produces, not for its "doanh thu".
        if any(f" {m} " in view.own.said and f" {m} " not in asked for m in MONEY_MEASURES):
            return False
    last = content[-1] if 0 < len(content) <= _NAME_ALONE else None
    if last is not None and not (present(last, around) or implied(last, view)) and _tells_apart(last, match.shelf):
        return False
    if _counted_alone(content, view, near) or _counts_less(view, ask.unit) or _is_whole(ask, content, view, near):
        return False
    worth = {c: weight(c, match.shelf) for c in content}
    here = sum(w for c, w in worth.items() if present(c, near) or implied(c, view))
    there = sum(w for c, w in worth.items() if present(c, around) or implied(c, view))
    total = sum(worth.values())
    if not content or here / total >= 0.25 and there / total >= 0.5:
        return True
    return there / total >= 0.9 and len(_fitting(match, ask.unit)) == 1


def _is_other_measure(content: Sequence[Concept], view: View) -> bool:
    """Whether a worth is asked for and the figure is of an amount: "giá trị xuất khẩu" against tons produced."""
    worth = [c for c in content if c.alternatives[0].startswith(_WORTHS) and not present(c, view.own + view.head)]
    unit = view.measured_in
    return bool(worth) and bool(unit) and unit != "%" and not in_money(unit)


def _counted_alone(content: Sequence[Concept], view: View, near: Words) -> bool:
    """Whether only what is counted is met, and nothing that the question says of it.

    "Bao nhiêu học sinh đạt giải cấp quốc gia?" is not answered by "21.380 học sinh".
    """
    unit = words_of(view.figure.unit or "")
    told = [c for c in content if not is_weak(c) and c.alternatives[0] not in MEASURES and not present(c, unit)]
    counted = [c for c in content if present(c, unit)]
    return bool(counted) and len(told) > 1 and not any(present(c, near) or implied(c, view) for c in told)


def _not_done(view: View, ask: Ask) -> bool:
    """Whether the question asks for what is not done and the figure's clause does not speak of that."""
    said = (view.own + view.head + view.clause + view.heading).said
    return any(f" {m[1]} " not in said for m in _NOT_DONE.finditer(plain(ask.words)))


def _is_whole(ask: Ask, content: Sequence[Concept], view: View, near: Words) -> bool:
    """Whether a part is asked for and the figure lacks its words: it is the whole, or another part."""
    return ask.within and any(c.focus and not present(c, near) and not implied(c, view) for c in content)


def _counts_less(view: View, asked: str) -> bool:
    """Whether "vụ cháy" is asked for and the figure, in "vụ", is of others: its clause does not speak of the rest."""
    unit = plain(view.figure.unit or "")
    rest = asked.removeprefix(unit).strip() if unit and asked.startswith(f"{unit} ") else ""
    return bool(rest) and not present(Concept((rest,)), view.own + view.head + view.clause + view.heading)


def _tells_apart(concept: Concept, shelf: Shelf) -> bool:
    """Whether the report names other figures by a concept: one that lacks it is then not what is asked."""
    word = concept.alternatives[0]
    if is_weak(concept) or word in MEASURES or len(word) < _PART:
        return False
    return any(present(concept, view.own) == 1 for view in shelf.views)


def _fitting(match: Match, unit: str) -> list[Figure]:
    """The figures of the match's sentence that have the unit asked for."""
    mine = match.figure
    return [
        v.figure
        for v in match.shelf.views
        if v.figure.sentence == mine.sentence and v.figure.kind is mine.kind and unit and unit_fits(v.figure, unit)
    ]
