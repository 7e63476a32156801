"""The reporting period that a title names: cumulative months first, then a quarter, a month, a year."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from index.records import Period, PeriodUnit

_COUNTS = {
    "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10,
    "mười một": 11, "mười hai": 12,
}  # fmt: skip
_QUARTERS = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4,
}  # fmt: skip
_MONTH_NUMBERS = {**_COUNTS, "giêng": 1, "một": 1, "tư": 4}
_COUNT = "|".join(sorted(_COUNTS, key=len, reverse=True))
# "tháng năm 2024" is no May: the year follows.
_MONTH_WORD = "|".join(word for word in sorted(_MONTH_NUMBERS, key=len, reverse=True) if word != "năm")
_YEAR = r"(?:19|20)\d{2}"
_MONTHS = re.compile(
    rf"(?<![\w/.,])(?P<count>0?[1-9]|1[0-2]|{_COUNT})\s*tháng(?!\s*(?:cuối|còn lại|tới|tiếp|\d))(?!\w)"
    r"|(?P<half>nửa (?:đầu )?năm(?: đầu)?)(?!\s*cuối)(?!\w)"
)
_QUARTER = re.compile(r"quý\s+(?P<number>iv|i{1,3}|[1-4]|một|hai|ba|bốn|tư)(?!\w)")
_MONTH = re.compile(rf"tháng\s+(?P<number>0?[1-9]|1[0-2]|{_MONTH_WORD})(?!\w)")
_YEAR_END = re.compile(
    rf"(?:tháng\s+(?:12|mười hai)|quý\s+(?:iv|4|tư))\s*(?:,|và|&)\s*(?:cả\s+)?năm(?:\s+{_YEAR})?(?!\w)"
)
_FULL_YEAR = re.compile(rf"(?:cả\s+)?năm\s+(?P<year>{_YEAR})|cả năm")
# What is counted on one day is of that month: "Đàn vật nuôi tại thời điểm 01/4/2024".
_STOCK = re.compile(
    rf"thời điểm\s+(?:ngày\s+)?(?:0?[1-9]|[12]\d|3[01])[/.-](?P<month>0?[1-9]|1[0-2])[/.-](?P<year>{_YEAR})(?!\d)"
)
_ANY_YEAR = re.compile(rf"(?:năm\s+|[/.-]\s?|\b)(?P<year>{_YEAR})(?!\d)")
# What is only compared with or planned for: "so với 9 tháng năm 2022", "phương hướng năm 2025".
_ASIDE = re.compile(
    r"(?:so với|cùng kỳ|(?<!thực hiện )(?<!thực hiện các )"
    r"(?:nghị quyết|quyết định|kế hoạch|nhiệm vụ|phương hướng|mục tiêu|dự toán|giải pháp|định hướng))[^,;:]{0,60}$"
)
# A plan for the rest of a year shares the year of the report.
_SAME_YEAR = re.compile(
    r"(?:tháng\s+(?:0?[2-9]|1[0-2])|quý\s+(?:ii|iii|iv|[2-4])|tháng (?:cuối|còn lại)(?: của)?)\s*(?:năm\s*)?$"
)


def period_of(title: str) -> Period | None:
    """The period that `title` reports on; year 0 when it names none, None when it names no period at all."""
    low = title.lower()
    for match in _MONTHS.finditer(low):
        count = 6 if match["half"] else _number(match["count"])
        if count > 1 and not _is_aside(low, 0, match.start()):
            return Period(PeriodUnit.MONTHS, _year_after(low, match.end()), count)
    if whole := _YEAR_END.search(low):
        return Period(PeriodUnit.YEAR, _year_after(low, whole.start()))
    for match in _QUARTER.finditer(low):
        if not _is_aside(low, 0, match.start()):
            return Period(PeriodUnit.QUARTER, _year_after(low, match.end()), _QUARTERS[match["number"]])
    for match in _MONTH.finditer(low):
        if not _is_aside(low, 0, match.start()):
            return Period(PeriodUnit.MONTH, _year_after(low, match.end()), _number(match["number"]))
    for match in _FULL_YEAR.finditer(low):
        if not _is_aside(low, 0, match.start()):
            return Period(PeriodUnit.YEAR, int(match["year"] or 0) or _year_after(low, match.end()))
    return _month_of_a_stock(low)


def _month_of_a_stock(low: str) -> Period | None:
    stock = _STOCK.search(low)
    if stock is None or _is_aside(low, 0, stock.start()):
        return None
    return Period(PeriodUnit.MONTH, int(stock["year"]), int(stock["month"]))


def period_with_year(period: Period, body: str, posted: date | None) -> Period | None:
    """`period` with the year that `body` gives to the same stretch of time, else that of the posting date."""
    for row in body.split("\n"):
        named = period_of(row[:600]) if "|" not in row else None
        if named and named.year and replace(named, year=0) == period:
            return named
    if posted:
        # A report appears in the last days of its period or after it: earlier in the calendar means the year before.
        return replace(period, year=posted.year - (posted.month < period.last_month - 1))
    year = _year_after(body.lower(), 0)
    return replace(period, year=year) if year else None


def _number(word: str) -> int:
    return _MONTH_NUMBERS.get(word) or int(word)


def _is_aside(low: str, start: int, end: int) -> bool:
    return _ASIDE.search(low[max(start, end - 80) : end]) is not None


def _year_after(low: str, start: int) -> int:
    """The first year from `start` on that is not a plan's; else the first before it; else 0."""
    for match in _ANY_YEAR.finditer(low, start):
        at = match.start("year")
        if not _is_aside(low, start, at) or _SAME_YEAR.search(low[start:at]):
            return int(match["year"])
    earlier = _ANY_YEAR.search(low, 0, start)
    return int(earlier["year"]) if earlier else 0
