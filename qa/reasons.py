"""Refusals: each says in one sentence why, and offers the nearest figures, labelled as such."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.records import Kind
from qa.givens import given
from qa.library import Shelf
from qa.matching import Match
from qa.records import Aim, Ask, Code, Given, NotFound, Query

_NAMES = {
    Aim.LEVEL: "mức",
    Aim.CHANGE: "mức tăng, giảm",
    Aim.CHANGE_PCT: "tốc độ tăng, giảm",
    Aim.CHANGE_ABS: "mức tăng, giảm tuyệt đối",
    Aim.MULTIPLE: "số lần so với cùng kỳ",
    Aim.PLAN_PCT: "tỷ lệ so với kế hoạch",
    Aim.SHARE: "tỷ trọng",
    Aim.INDEX: "tỷ lệ so với cùng kỳ",
    Aim.RANK: "thứ hạng",
    Aim.PAIR: "cặp số liệu",
}


def _nearest(shelf: Shelf, matches: Sequence[Match], label: str) -> tuple[Given, ...]:
    return tuple(given(shelf, m.figure, label) for m in matches[:3])


def _about(ask: Ask) -> str:
    return " ".join(ask.words.split()).strip(" ?,.:;")[:120] or "nội dung được hỏi"


def uncomputable(shelf: Shelf, ask: Ask) -> NotFound:
    """The figures that a calculation needs are not all there, or do not go together."""
    return NotFound(
        Code.ABSENT,
        f"Báo cáo {shelf.name} không có đủ các số liệu cùng đơn vị, cùng kỳ để tính “{_about(ask)}”.",
    )


def first_figure(shelf: Shelf, passage: int) -> Given | None:
    """The first figure of a passage, offered as a neighbour of what was asked."""
    figures = [f for f in shelf.evidence.figures if f.passage == passage and f.indicator]
    return given(shelf, figures[0], "số liệu ở đoạn gần nghĩa nhất, không phải câu trả lời") if figures else None


def absent(shelf: Shelf, ask: Ask) -> NotFound:
    """The indicator is not in the report."""
    return NotFound(Code.ABSENT, f"Báo cáo {shelf.name} không nêu số liệu nào về “{_about(ask)}”.")


def nowhere(count: int, ask: Ask) -> NotFound:
    """None of the reports that were looked in has the indicator."""
    return NotFound(Code.ABSENT, f"Không báo cáo nào trong {count} báo cáo đã xem nêu số liệu về “{_about(ask)}”.")


def blank(shelf: Shelf, label: str) -> NotFound:
    """The report has a row for what is asked, and no figures in it."""
    return NotFound(Code.ABSENT, f"Báo cáo {shelf.name} có dòng “{label}” trong bảng nhưng chưa ghi số liệu.")


def empty(shelf: Shelf, match: Match) -> NotFound:
    """The report has a cell for what is asked, and in it a mark for none."""
    figure = match.figure
    told = ", ".join(filter(None, (str(figure.period) if figure.period else "", _compared_with(figure.basis))))
    where = f"“{figure.indicator}”" + (f" ({told})" if told else "")
    return NotFound(
        Code.ABSENT,
        f"Báo cáo {shelf.name} có ô {where} trong bảng nhưng ghi “{figure.value}”: chưa ghi số liệu.",
    )


def _compared_with(basis: str | None) -> str:
    return f"so với {basis}" if basis else ""


def split(shelf: Shelf, ask: Ask, near: Sequence[Match]) -> NotFound:
    """The report has the whole or a neighbour, and not this part of it."""
    return NotFound(
        Code.SPLIT,
        f"Báo cáo {shelf.name} không tách số liệu như câu hỏi về “{_about(ask)}”.",
        _nearest(shelf, near, "số liệu gần nhất, không phải câu trả lời"),
    )


def other_kind(shelf: Shelf, ask: Ask, matches: Sequence[Match]) -> NotFound:
    """The indicator is there; what is asked of it is not."""
    best = matches[0].figure
    return NotFound(
        Code.ABSENT,
        f"Báo cáo {shelf.name} có nêu “{best.indicator}” nhưng không nêu {_NAMES.get(ask.aim, 'điều được hỏi')}.",
        _nearest(shelf, matches, "số liệu cùng chỉ tiêu"),
    )


def other_period(shelf: Shelf, query: Query, matches: Sequence[Match]) -> NotFound:
    """The indicator is there for another period only."""
    asked = ", ".join(str(p) for p in query.periods)
    there = dict.fromkeys(str(m.figure.period) for m in matches[:3] if m.figure.period)
    return NotFound(
        Code.PERIOD,
        f"Báo cáo {shelf.name} không có số liệu này cho {asked}; báo cáo chỉ nêu {', '.join(there) or 'kỳ khác'}.",
        _nearest(shelf, matches, "số liệu của kỳ khác"),
    )


def other_place(shelf: Shelf, query: Query) -> NotFound:
    """The question is about another place."""
    here = shelf.row.place or "địa phương khác"
    return NotFound(
        Code.PLACE,
        f"Câu hỏi về {query.place}, còn báo cáo {shelf.name} là của {here} và không nêu số liệu của nơi được hỏi.",
    )


def partly(failure: NotFound, found: Sequence[Given]) -> NotFound:
    """One of several figures asked for is not there: why, and those that are."""
    label = "phần tìm thấy của câu hỏi"
    return NotFound(failure.code, failure.message, tuple(replace(figure, label=label) for figure in found))


def premise(shelf: Shelf, query: Query, ask: Ask, match: Match) -> NotFound | None:
    """A direction in the question that the report contradicts; None when it does not."""
    figure = match.figure
    if (
        not ask.direction
        or figure.direction in (None, ask.direction)
        or figure.kind not in (Kind.CHANGE_PCT, Kind.CHANGE_ABS)
    ):
        return None
    return NotFound(
        Code.PREMISE,
        (
            f"Câu hỏi cho rằng chỉ tiêu {ask.direction}, nhưng báo cáo {shelf.name} ghi "
            f"“{figure.indicator}” {figure.direction} {figure.value} {figure.unit or ''}."
        ).replace(" .", "."),
        (given(shelf, figure, "điều báo cáo thực sự ghi"),),
    )
