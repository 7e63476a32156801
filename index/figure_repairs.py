"""What only the whole sentence tells: a basis said later, a period shared by a whole and its parts."""

from __future__ import annotations

from dataclasses import replace

from index.records import Figure, Kind


def with_later_basis(figures: list[Figure]) -> list[Figure]:
    """A change without a basis takes the next one in its sentence: "tăng 02 vụ, giảm 01 người so với cùng kỳ"."""
    result, basis = [], None
    for figure in reversed(figures):
        if figure.kind in (Kind.CHANGE_ABS, Kind.CHANGE_PCT):
            figure = figure if figure.basis is not None else replace(figure, basis=basis)
            basis = figure.basis
        result.append(figure)
    return result[::-1]


def reconcile(figures: list[Figure]) -> list[Figure]:
    """Parts that add up to another whole of their sentence take its period: month parts after a cumulative total."""
    result = list(figures)
    levels = [f for f in figures if f.kind is Kind.LEVEL]
    parts = [f for f in levels if f.head]
    for whole in levels:
        family = [p for p in parts if p.unit == whole.unit and p.span > whole.span and p is not whole]
        if len(family) < 2 or whole.head or sum(p.number for p in family[:2]) != whole.number:
            continue
        moved = {p.span for p in family[:2] if p.period != whole.period}
        result = [replace(f, period=whole.period) if f.span in moved or f.of in moved else f for f in result]
    return result
