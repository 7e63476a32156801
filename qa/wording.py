"""Figures become sentences. Numbers are written as the report writes them; what was worked out shows its formula."""

from __future__ import annotations

import re

from index.records import Kind
from qa.records import Answered, Given, NotFound, Outcome, Query

_ENGLISH_KINDS = {"tăng": "increase of", "giảm": "decrease of"}
_UNDERSTOOD, _WARNING, _SOURCE = "(Hiểu theo câu hỏi trước:", "Lưu ý:", "Theo báo cáo:"


def said(figure: Given) -> str:
    """A figure as a phrase: "tăng 64,22% so với cùng kỳ năm 2022"."""
    amount = _amount(figure)
    basis = f" {_linked(figure.basis)}" if figure.basis else ""
    match figure.kind:
        case Kind.CHANGE_PCT | Kind.CHANGE_ABS:
            return f"{figure.direction or 'thay đổi'} {amount}{basis}"
        case Kind.MULTIPLE:
            return f"gấp {amount}{basis.replace('so với ', '')}"
        case Kind.PLAN_PCT:
            return f"đạt {amount} {figure.basis or 'kế hoạch'}"
        case Kind.INDEX:
            return f"bằng {amount}{basis}"
        case Kind.SHARE:
            return f"chiếm {amount}"
        case Kind.RANK:
            return f"xếp thứ {figure.value}"
    return amount


def _amount(figure: Given) -> str:
    unit = figure.unit
    glue = "" if unit in ("%", "‰") or not unit else " "
    return f"{figure.qualifier + ' ' if figure.qualifier else ''}{figure.value}{glue}{unit}"


def _linked(basis: str) -> str:
    return basis if re.match(r"(?i)so |với ", basis) else f"so với {basis}"


def headline(figure: Given, mark: str) -> str:
    """A headline figure with its indicator, period and citation mark."""
    name = _capital(figure.indicator) or "Số liệu"
    when = f" ({figure.period})" if figure.period else ""
    if figure.derived:
        return f"{name}{when}{' ' if figure.direction else ': '}{computed(figure)} {mark}".strip()
    text = said(figure)
    link = ": " if figure.kind in (Kind.LEVEL, Kind.RATIO, Kind.PRICE, Kind.OTHER, Kind.INDEX) else " "
    return f"{name}{when}{link}{text} {mark}".strip()


def computed(figure: Given) -> str:
    """What was worked out, with its formula: "12,5% (tính từ: ...)"."""
    return f"{said(figure) if figure.direction else _amount(figure)} (tính từ: {figure.formula})"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def text_of(outcome: Outcome, query: Query, marks: dict[Given, int], quotes: list[tuple[str, int]], source: str) -> str:
    """The whole answer in words, in the language of the question; `source` names the report if it may be another."""
    if isinstance(outcome, NotFound):
        return _refused(outcome, query.english)
    lines = [headline(f, _mark(marks, f)) for f in outcome.figures]
    beside = (
        [
            said(g) + (f" {_mark(marks, g)}" if g not in outcome.figures else "")
            for g in outcome.context
            if not g.label and not outcome.figures[0].derived
        ]
        if outcome.figures
        else []
    )
    if beside:
        lines.append("Kèm theo: " + "; ".join(dict.fromkeys(beside)) + ".")
    lines += [f"“{quote}” [{number}]" for quote, number in quotes]
    if outcome.note:
        lines.append(outcome.note)
    lines += [f"{_WARNING} {w}" for w in outcome.warnings]
    if source:
        lines.append(f"{_SOURCE} {source}.")
    text = "\n".join(lines)
    if query.english:
        text = _english(outcome) + "\n" + text
    return f"{_carried(query)}{text}"


def frame_of(text: str, outcome: Answered) -> tuple[list[str], list[str]]:
    """The lines of an answer before and behind its figures: how it was understood; notes, warnings and the report."""
    lines = text.splitlines()
    before = [line for line in lines[:1] if line.startswith(_UNDERSTOOD)]
    behind = [line for line in lines if line.startswith((_WARNING, _SOURCE)) or (outcome.note and line == outcome.note)]
    return before, behind


def _carried(query: Query) -> str:
    return f"{_UNDERSTOOD} {query.carried}.)\n" if query.carried else ""


def _mark(marks: dict[Given, int], figure: Given) -> str:
    numbers = [marks[f] for f in (figure, *figure.operands) if f in marks]
    return "".join(f"[{n}]" for n in dict.fromkeys(numbers))


def _english(outcome: Answered) -> str:
    parts = []
    for figure in outcome.figures:
        change = _ENGLISH_KINDS.get(figure.direction or "", "")
        parts.append(f"{figure.indicator}: {change + ' ' if change else ''}{_amount(figure)}".strip())
    return "According to the report: " + "; ".join(parts) + "." if parts else "According to the report:"


def _refused(outcome: NotFound, english: bool) -> str:
    lines = ["The report does not answer this. " + outcome.message if english else outcome.message]
    if outcome.nearest:
        label = outcome.nearest[0].label or "số liệu gần nhất"
        lines.append(f"{_capital(label)}: " + "; ".join(_near(g, outcome.message) for g in outcome.nearest) + ".")
    return "\n".join(lines)


def _near(figure: Given, message: str) -> str:
    """A neighbour with its period, and with its report when the message is not about that one."""
    where = [figure.period, None if figure.report in message else figure.report]
    noted = ", ".join(w for w in where if w)
    return f"{figure.indicator}{f' ({noted})' if noted else ''} {said(figure)}"
