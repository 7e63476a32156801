"""Figures of an answer that look wrong in their report: given as written, with a warning beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.codec import ReportRow
from index.number_marks import doubtful, is_open
from index.records import Figure, Kind, Span
from qa.auditing import audited
from qa.library import Library, Shelf
from qa.records import Answered, Given

_THOUSANDTHS = re.compile(r"\d{1,3},\d{3}")
_SCALES = ("nghìn", "ngàn", "triệu", "tỷ", "tỉ")


class Doubts:
    """Warnings for figures, kept for each report: what its own sums do not give, and marks that may be misprints."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._kept: dict[ReportRow, dict[Span, str]] = {}

    def of(self, outcome: Answered) -> tuple[str, ...]:
        """What is doubtful in the figures asked for and in what they were worked out from, each said once."""
        found: dict[str, None] = {}
        for figure in outcome.figures:
            for part in (figure, *figure.operands):
                if warning := self._warning(part):
                    found[warning] = None
        return tuple(found)

    def _warning(self, figure: Given) -> str | None:
        if figure.span is None or not figure.report:
            return None
        shelf = self._library.shelf(figure.report)
        if shelf.row not in self._kept:
            self._kept[shelf.row] = dict([*_misprints(shelf), *_disagreements(shelf)])
        return self._kept[shelf.row].get(figure.span)


def _disagreements(shelf: Shelf) -> Iterator[tuple[Span, str]]:
    for finding in audited(shelf):
        for figure in finding.figures:
            yield figure.span, f"{finding.words} {finding.computation}. Cần kiểm tra lại với nơi lập báo cáo."


def _misprints(shelf: Shelf) -> Iterator[tuple[Span, str]]:
    """Numbers whose comma may be meant to part thousands.

    "214,447 tỷ đồng" is the only one with three decimals, or no number of the report tells how its commas are read.
    """
    levels = [f for f in shelf.evidence.figures if f.kind is Kind.LEVEL and (f.unit or "").startswith(_SCALES)]
    odd = [f for f in levels if _THOUSANDTHS.fullmatch(f.value)]
    if len(odd) == 1 and len(levels) > len(odd):
        yield odd[0].span, _comma(odd[0])
    for figure in doubtful(shelf.text, shelf.evidence.figures):
        yield figure.span, _open_comma(figure)
    for figure in shelf.evidence.figures:
        if is_open(figure.value) and figure.number == int(figure.value.replace(",", "")):
            grouped = figure.value.replace(",", ".")
            yield figure.span, f"báo cáo tách hàng nghìn bằng dấu phẩy: “{figure.value}” là {grouped}."


def _open_comma(figure: Figure) -> str:
    grouped = figure.value.replace(",", ".")
    return (
        f"báo cáo viết “{figure.value}” và không cho biết dấu phẩy tách hàng nghìn hay phần thập phân:"
        f" cũng có thể là {grouped}. Cần đối chiếu với bản gốc."
    )


def _comma(figure: Figure) -> str:
    return f"báo cáo viết “{figure.value} {figure.unit}”; dấu phẩy có thể là dấu tách hàng nghìn bị viết nhầm."
