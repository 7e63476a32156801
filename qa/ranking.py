"""Largest, smallest and per-head: the member that a question singles out, by the report's word or by number."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from index.folding import plain
from index.records import Figure, Kind
from qa.columns import extreme_of_column
from qa.concepts import concepts
from qa.givens import derived, given
from qa.library import Shelf, View, words_of
from qa.matching import ALLOWED, Finder, Match, candidates, fit, unit_fits
from qa.records import Aim, Answered, Ask, Concept, NotFound, Outcome, Query

_MOST = re.compile(r"(?<![^\W_])(?:dẫn đầu|đứng đầu|(?:cao|nhiều|lớn|đông|mạnh) nhất)(?![^\W_])")
_LEAST = re.compile(r"(?<![^\W_])(?:(?:thấp|ít|nhỏ) nhất|đứng cuối)(?![^\W_])")
_SAID_NTH = {2: "hai|nhì|2", 3: "ba|3", 4: "tư|bốn|4", 5: "năm|5"}
_NUMBERS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5}
_HOW_MANY_LEAD = re.compile(
    r"^(?:nêu |kể tên |cho biết )?(?:tên )?(?P<count>hai|ba|bốn|năm|[2-9]) +(?!năm|tháng|quý)(?=[^\W\d_])"
)
# What the rows of tables are most often, said elsewhere than before "nào": "Trong các tỉnh, nơi nào ...".
_ROWS = frozenset(("tỉnh", "địa phương", "huyện", "xã", "nước", "thị trường", "ngành", "mặt hàng", "sản phẩm"))
_WHICH = re.compile(r"(?<![^\W_])([^\W\d_]+(?: [^\W\d_]+)?) nào(?![^\W_])")
_IN_TABLE = re.compile(r"(?<![^\W_])(?:nêu |có |ghi )?trong (?:biểu|bảng)(?: này| trên)?(?![^\W_])")
_OF_PLAN = re.compile(
    r"(?<![^\W_])(?:đạt |có )?(?:tỷ lệ |% )?(?:thực hiện |hoàn thành )?(?:so với|đạt|bằng) (?:kế hoạch|dự toán)"
    r"(?: năm)?(?: được giao)?(?![^\W_])"
)
_EACH = re.compile(
    r"(?:bình quân )?(?<![^\W_])(?:mỗi|một|1) (?P<thing>.{2,40}?)(?= trong | đăng ký | có | đạt | được | là | thì "
    r"|,| bao nhiêu| mấy| tốn | phục vụ | sử dụng | gánh | thiệt hại | trị giá | bị | tuyển | nộp | bình quân|"
    r" trung bình|$)"
)


def family_of(shelf: Shelf, whole: Figure) -> list[View]:
    """The figures that name parts of a whole: they inherit its indicator, or follow it in its breakdown."""
    head = plain(whole.indicator)
    return [
        v
        for v in shelf.views
        if v.figure.passage == whole.passage
        and v.figure.span != whole.span
        and not v.figure.plan
        and v.figure.head
        and plain(v.figure.head) == head
        and plain(v.figure.indicator) != head
    ]


def extreme(shelf: Shelf, query: Query, find: Finder) -> Outcome | None:
    """The largest or smallest of what is asked: as the report says it, else by comparing a family's numbers."""
    low = plain(query.text)
    if query.asks[0].aim is Aim.RANK:
        first, *others = query.asks
        query = replace(query, asks=(replace(first, aim=Aim.LEVEL), *others))
    if re.search(r"(?:năm|tháng|quý) nào", low):
        return _period_of_extreme(shelf, query)
    which = _WHICH.search(low)
    things = [*(concepts(which[1]) or [Concept((words_of(which[1]).said.strip(),))])] if which else []
    things += [c for c in query.asks[0].content if set(c.alternatives) & _ROWS]
    row = extreme_of_column(shelf, _of_a_level(query, low), things, low)
    return _leaders(shelf, query, low) or _said(shelf, query, low) or row or _compared(shelf, query, low)


def _leaders(shelf: Shelf, query: Query, low: str) -> Outcome | None:
    """The first few of a ranking that the report gives in one sentence: "ba thị trường lớn nhất là ..."."""
    said = _HOW_MANY_LEAD.match(low)
    if said is None:
        return None
    count = _NUMBERS.get(said["count"]) or int(said["count"])
    ask = query.asks[-1]
    content = concepts(_HOW_MANY_LEAD.sub("", plain(query.asks[0].words)) or low)
    pattern = _MOST if query.extreme == "max" else _LEAST
    loose = replace(ask, content=content, aim=Aim.LEVEL)
    for match in candidates(shelf, query, loose, content, _kinds(query, low))[:12]:
        if match.missing <= 0.4 and (row := _row_of(shelf, match.figure, ask.unit, pattern, count)):
            return Answered(tuple(given(shelf, f) for f in row))
    return None


def _row_of(shelf: Shelf, lead: Figure, unit: str, pattern: re.Pattern[str], count: int) -> list[Figure]:
    """The first `count` figures behind "nhiều nhất" in a sentence of the paragraph of `lead`, from its own on."""
    for sentence in dict.fromkeys(v.figure.sentence for v in shelf.views if v.figure.passage == lead.passage):
        said = pattern.search(plain(sentence.of(shelf.text)))
        if said is None or sentence.start < lead.sentence.start:
            continue
        row = [
            v.figure
            for v in shelf.views
            if v.figure.sentence == sentence
            and v.figure.kind is lead.kind
            and unit_fits(v.figure, unit)
            and v.figure.span.start >= sentence.start + said.start()
        ]
        if len(row) >= count:
            return row[:count]
    return []


def _of_a_level(query: Query, low: str) -> Query:
    """A question for a name as one for figures: only their comparison tells which district is the poorest."""
    ask = query.asks[0]
    if ask.aim is not Aim.TEXT:
        return query
    named = _IN_TABLE.sub(" ", _WHICH.sub(" ", _LEAST.sub(" ", _MOST.sub(" ", low))))
    of_plan = _OF_PLAN.search(named)
    if of_plan:
        named = named[: of_plan.start()] + " " + named[of_plan.end() :]
    aim = Aim.PLAN_PCT if of_plan else Aim.LEVEL
    return replace(query, asks=(replace(ask, aim=aim, content=concepts(named)), *query.asks[1:]))


def _kinds(query: Query, low: str) -> tuple[Kind, ...]:
    ask = query.asks[0]
    rising = ask.aim in (Aim.CHANGE, Aim.CHANGE_PCT) or "tăng" in low and ask.aim is not Aim.LEVEL
    return (Kind.CHANGE_PCT,) if rising else ALLOWED[Aim.LEVEL]


def _said(shelf: Shelf, query: Query, low: str) -> Outcome | None:
    """The figure whose own clause says "dẫn đầu", "cao nhất": the report's word goes before our comparison."""
    ask = query.asks[0]
    pattern = _MOST if query.extreme == "max" else _LEAST
    if query.ordinal > 1:
        pattern = re.compile(rf"(?<![^\W_])thứ (?:{_SAID_NTH[query.ordinal]})(?![^\W_])")
    which = _WHICH.search(low)
    kind_of_thing = concepts(which[1]) if which else ()
    content = (*ask.content, *(c for c in kind_of_thing if c not in ask.content))
    for match in candidates(shelf, query, ask, ask.content, _kinds(query, low))[:12]:
        clause = plain(match.figure.clause.of(shelf.text))
        if match.missing <= 0.4 and pattern.search(clause) and fit(match.view, content, shelf)[0] > 0.3:
            return Answered((given(shelf, match.figure),))
    return None


def _compared(shelf: Shelf, query: Query, low: str) -> Outcome | None:
    ask, kinds = query.asks[0], _kinds(query, low)
    loose = replace(ask, unit="", aim=Aim.CHANGE)
    for match in candidates(shelf, query, loose, ask.content, (Kind.LEVEL, Kind.CHANGE_PCT, Kind.RATIO))[:10]:
        family = [v for v in family_of(shelf, match.figure) if v.figure.kind in kinds and unit_fits(v.figure, ask.unit)]
        if len(family) >= 2 and match.missing <= 0.4:
            return _chosen(shelf, query, family, low)
    return None


def _chosen(shelf: Shelf, query: Query, family: Sequence[View], low: str) -> Outcome | None:
    direction = "giảm" if "giảm" in low else "tăng"
    fits = [v for v in family if v.figure.direction in (None, direction)]
    if not fits:
        return None
    ranked = sorted(fits, key=lambda v: v.figure.number, reverse=query.extreme == "max")
    if len(ranked) < query.ordinal:
        return None
    best = ranked[query.ordinal - 1]
    return Answered((given(shelf, best.figure),), tuple(given(shelf, v.figure) for v in family if v is not best)[:4])


def _period_of_extreme(shelf: Shelf, query: Query) -> Outcome | None:
    """One indicator over several periods: which period has the largest figure."""
    ask, low = query.asks[0], plain(query.text)
    best = next((m for m in candidates(shelf, query, ask, ask.content, _kinds(query, low)) if m.missing <= 0.4), None)
    if best is None:
        return None
    row = _over_time(shelf, best.figure, query)
    if len(row) < 2:
        return None
    choose: Callable[..., Figure] = max if query.extreme == "max" else min
    chosen = choose(row, key=lambda f: f.number)
    return Answered((given(shelf, chosen),), tuple(given(shelf, f) for f in row if f is not chosen)[:4])


def _over_time(shelf: Shelf, figure: Figure, query: Query) -> list[Figure]:
    same = [
        f
        for f in shelf.evidence.figures
        if f.indicator == figure.indicator and f.kind is figure.kind and f.unit == figure.unit and f.period
    ]
    asked = [f for f in same if not query.periods or f.period in query.periods]
    return list({f.period: f for f in asked}.values())


def per_unit(shelf: Shelf, query: Query, find: Finder) -> Outcome | None:
    """The mean over things counted: registered capital for each new enterprise."""
    low = plain(query.text)
    each = _EACH.search(low)
    if each is None:
        return None
    ask = query.asks[0]
    thing = concepts(each["thing"])
    rest: tuple[Concept, ...] = tuple(c for c in ask.content if c.alternatives[0] not in ("bình quân",))
    stated = find(shelf, query, ask, ask.content)
    if isinstance(stated, Match) and "/" in (stated.figure.unit or ""):
        return Answered((given(shelf, stated.figure),))
    total = find(shelf, query, ask, rest)
    if isinstance(total, NotFound):
        return total
    mine = total.figure
    counts = candidates(shelf, query, Ask(Aim.LEVEL, thing), thing, (Kind.LEVEL,))
    # What is shared out among households goes to those of its own sentence, not to all that a report counts.
    beside = [m for m in counts if m.figure.sentence == mine.sentence]
    around = [m for m in counts if m.figure.passage == mine.passage and m.figure.sentence != mine.sentence]
    for match in (*beside, *around, *counts[:6]):
        count = match.figure
        if (
            count.period == total.figure.period
            and count.unit
            and match.missing <= 0.4
            and count.span != total.figure.span
            and unit_fits(count, each["thing"].split(" trong ")[0]) | (thing[0].alternatives[0] in plain(count.unit))
        ):
            a, b = given(shelf, total.figure), given(shelf, count)
            result = derived(
                total.figure.number / count.number,
                total.figure.unit or "",
                Kind.LEVEL,
                a,
                f"{a.value} / {b.value}",
                (a, b),
                2,
            )
            return Answered(
                (replace(result, indicator=f"{total.figure.indicator} bình quân mỗi {count.unit}"),), (a, b)
            )
    return None
