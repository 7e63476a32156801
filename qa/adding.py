"""The sum of what was answered before: "cộng hai cái lại"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from index.records import Kind
from qa.givens import derived, places_of
from qa.records import Answered, Code, Given, NotFound, Outcome

_NOTHING = "Chưa có hai số liệu nào để cộng: hãy hỏi từng số liệu trước, rồi mới hỏi tổng."


def added(earlier: Sequence[Outcome]) -> Outcome:
    """The sum of the last figures answered, or why they do not go together; `earlier` has the latest answer last."""
    figures = _to_add(earlier)
    if len(figures) < 2:
        return NotFound(Code.NO_QUESTION, _NOTHING)
    for why, differ in (
        ("không cùng đơn vị", {f.unit.lower() for f in figures}),
        ("không cùng kỳ", {f.period for f in figures}),
        ("không cùng là mức đạt được", {f.kind for f in figures} | {Kind.LEVEL.value}),
    ):
        if len(differ) > 1:
            names = " và ".join(f"“{f.indicator}” ({f.period or 'không rõ kỳ'})" for f in figures)
            return NotFound(Code.AMBIGUOUS, f"Không cộng được {names}: các số liệu {why}.", figures)
    if len({(f.report, f.span) for f in figures}) < len(figures):
        return NotFound(Code.AMBIGUOUS, "Hai câu hỏi trước cùng hỏi một số liệu nên không có gì để cộng.", figures)
    first = figures[0]
    result = derived(
        sum((f.number for f in figures if f.number is not None), Decimal(0)),
        first.unit,
        Kind.LEVEL,
        first,
        " + ".join(f.value for f in figures),
        figures,
        places_of(*(f.value for f in figures)),
    )
    return Answered((replace(result, indicator=" và ".join(f.indicator for f in figures)),), figures)


def _to_add(earlier: Sequence[Outcome]) -> tuple[Given, ...]:
    """The figures of the latest answer when it has several, else the first of each of the last two."""
    answered = [o for o in earlier if isinstance(o, Answered) and o.figures]
    if not answered:
        return ()
    if len(answered[-1].figures) > 1:
        return answered[-1].figures
    return tuple(o.figures[0] for o in answered[-2:])
