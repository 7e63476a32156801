"""Questions for one indicator over several periods, answered from all the reports together."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from qa.givens import given
from qa.library import Library
from qa.question import QuestionReader
from qa.records import Answered
from qa.series import STRETCHES, Line, Point, Series, asked_for, series_of

_CUE = re.compile(
    r"(?<![^\W_])(?:(?:qua|theo|trong) )?(?:"
    r"(?:các|từng|mỗi|những) (?P<stretch>tháng|quý|năm|kỳ báo cáo|kỳ|báo cáo)(?: (?:gần đây|vừa qua|qua))?|"
    r"theo thời gian)(?![^\W_])(?! nào)",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"(?<![^\W_])(?:diễn biến|biến động|xu hướng|thay đổi|chuỗi số liệu|là bao nhiêu|bao nhiêu|(?:như )?thế nào|ra sao|"
    r"lần lượt)(?: của)?(?![^\W_])|\?",
    re.IGNORECASE,
)
_SO_FAR = re.compile(r"(?<![^\W_])(?:lũy kế|cộng dồn)(?![^\W_])", re.I)
_MOST_POINTS = 12
# Reports that come each month count from the beginning of the year more often than they give the month alone.
_STRETCHES = {"tháng": ("tháng", "lũy kế"), "quý": ("quý",), "năm": ("năm",)}


def asks_over_time(question: str) -> bool:
    """Whether a question asks for a row of periods: "qua các tháng", "từng quý", "theo thời gian"."""
    return bool(_CUE.search(question))


def over_time(library: Library, reader: QuestionReader, question: str, among: Collection[str]) -> Answered | None:
    """The points of the indicator, of one place and one kind of period, the latest of them if they are many.

    None when fewer than two stand in the reports.
    """
    words = _ASKING.sub(" ", _SO_FAR.sub(" ", _CUE.sub(" ", question)))
    asked = asked_for(reader, " ".join(words.split()))
    if asked is None:
        return None
    found = series_of(library, asked)
    line = _line(found, question, among)
    if line is None:
        return None
    points = [p for p in _within(found.lines[line], among) if not p.restated][-_MOST_POINTS:]
    figures = tuple(given(library.shelf(p.row.name), p.figure) for p in points)
    notes = [f"Nơi: {line.place}.", *(f"{p.period}: {p.note}." for p in points if p.note)]
    return Answered(figures, note=" ".join(notes))


def _within(points: Sequence[Point], among: Collection[str]) -> list[Point]:
    return [p for p in points if not among or p.row.name in among]


def _line(found: Series, question: str, among: Collection[str]) -> Line | None:
    """The line of the kind of period asked for that has most points; levels done, not planned."""
    cue = _CUE.search(question)
    said = (cue["stretch"] or "").lower() if cue else ""
    wanted = ("lũy kế",) if _SO_FAR.search(question) else _STRETCHES.get(said, tuple(STRETCHES.values()))
    sizes = {
        line: len([p for p in _within(points, among) if not p.restated])
        for line, points in found.lines.items()
        if not line.plan and line.stretch in wanted
    }
    fit = [line for line, size in sizes.items() if size > 1]
    return max(fit, key=lambda line: (-wanted.index(line.stretch), sizes[line]), default=None)
