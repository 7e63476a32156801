"""Layer three: what a text says of time. "8 tháng đầu năm 2023", "đến 31/8/2023", "quý II", "lũy kế"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from index.grammar.patterns import NO_LETTER_AFTER, NO_LETTER_BEFORE
from index.records import Period, PeriodUnit, Span

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "một": 1, "hai": 2, "ba": 3, "tư": 4}
_SPELT = {
    "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "mười một": 11,
    "mười hai": 12,
}  # fmt: skip
_MONTHS_NAMED = {**_SPELT, "giêng": 1, "tư": 4, "chạp": 12}
del _MONTHS_NAMED["bốn"]
_COMMON_YEAR = 2023


@dataclass(frozen=True, slots=True)
class Clock:
    """The period of the report, against which "trong tháng", "lũy kế" or a missing year are read. None: unknown."""

    period: Period | None

    def year(self, explicit: str | None = None) -> int:
        """The year written, else the report's, else 0 (unknown)."""
        if explicit:
            return int(explicit)
        return self.period.year if self.period else 0

    @property
    def month(self) -> Period | None:
        """The last month of the report."""
        return Period(PeriodUnit.MONTH, self.period.year, self.period.last_month) if self.period else None

    @property
    def quarter(self) -> Period | None:
        """The quarter in which the report ends."""
        if self.period is None:
            return None
        return Period(PeriodUnit.QUARTER, self.period.year, (self.period.last_month + 2) // 3)

    @property
    def cumulative(self) -> Period | None:
        """From the beginning of the year to the report's last month."""
        if self.period is None or self.period.unit in (PeriodUnit.YEAR, PeriodUnit.QUARTER):
            return self.period
        return months(self.period.last_month, self.period.year)


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A stretch of text that speaks of time, its rule's name and the period it means (None: a bare span of years).

    `cumulative` marks "lũy kế", "tính chung": it changes what an unnamed period means from there on.
    """

    span: Span
    rule: str
    period: Period | None
    explicit_year: bool = False


def months(count: int, year: int) -> Period:
    """The first `count` months of `year`: a year when they are twelve."""
    return Period(PeriodUnit.YEAR, year) if count == 12 else Period(PeriodUnit.MONTHS, year, count)


def month_end(month: int, year: int) -> Period:
    """The last day of a month; of an unknown year (0) that of a common one."""
    return Period(PeriodUnit.AS_OF, year, 0, month, monthrange(year or _COMMON_YEAR, month)[1])


_Y = r"(?:(?: *(?:/|-) *| +)?(?:năm +)?(?P<{0}>(?:19|20)\d\d)(?![\d.,]*\d))"
_DAY = r"(?P<{0}d>0?[1-9]|[12]\d|3[01])"
_MON = r"(?P<{0}m>0?[1-9]|1[0-2])"
_DATE = (
    rf"(?:{_DAY}[/.-]{_MON}(?:[/.-](?P<{{0}}y>(?:19|20)\d\d))?(?![\d/])|"
    rf"{_DAY.replace('d>', 'dd>')} +tháng +{_MON.replace('m>', 'mm>')}(?:(?: +năm +|/)(?P<{{0}}yy>(?:19|"
    rf"20)\d\d))?(?!\d))"
)

Reader = Callable[[re.Match[str], Clock], Period | None]


def _date(match: re.Match[str], clock: Clock, key: str) -> tuple[int, int, int]:
    get = match.groupdict().get
    day, month = get(f"{key}d") or get(f"{key}dd"), get(f"{key}m") or get(f"{key}mm")
    return int(day or 0), int(month or 0), clock.year(get(f"{key}y") or get(f"{key}yy"))


def _as_of(match: re.Match[str], clock: Clock) -> Period:
    day, month, year = _date(match, clock, "a")
    return Period(PeriodUnit.AS_OF, year, 0, month, day)


def _span(match: re.Match[str], clock: Clock) -> Period:
    day, month, year = _date(match, clock, "b")
    first_day, first_month, first_year = _date(match, Clock(Period(PeriodUnit.YEAR, year)), "a")
    if (first_day, first_month, first_year) == (1, 1, year):
        return Period(PeriodUnit.AS_OF, year, 0, month, day)
    return Period(PeriodUnit.SPAN, year, 0, month, day, f"{first_day}/{first_month}/{first_year}")


def _months(match: re.Match[str], clock: Clock) -> Period:
    count = match["n"]
    return months(int(count) if count.isdigit() else _SPELT[re.sub(" +", " ", count)], clock.year(match["y"]))


def _last_months(match: re.Match[str], clock: Clock) -> Period:
    count = match["n"]
    number = int(count) if count.isdigit() else _SPELT[re.sub(" +", " ", count)]
    return Period(PeriodUnit.LAST_MONTHS, clock.year(match["y"]), number)


def _month(match: re.Match[str], clock: Clock) -> Period:
    return Period(PeriodUnit.MONTH, clock.year(match["y"]), int(match["n"]))


def _month_named(match: re.Match[str], clock: Clock) -> Period:
    return Period(PeriodUnit.MONTH, clock.year(match["y"]), _MONTHS_NAMED[re.sub(" +", " ", match["name"])])


def _to_month_named(match: re.Match[str], clock: Clock) -> Period:
    return months(_month_named(match, clock).number, clock.year(match["y"]))


def _to_month(match: re.Match[str], clock: Clock) -> Period:
    return months(int(match["n"]), clock.year(match["y"]))


def _quarter(match: re.Match[str], clock: Clock) -> Period:
    return Period(PeriodUnit.QUARTER, clock.year(match["y"]), _QUARTERS[match["n"]])


def _year(match: re.Match[str], clock: Clock) -> Period:
    return Period(PeriodUnit.YEAR, clock.year(match["y"]))


def _year_start(match: re.Match[str], clock: Clock) -> Period:
    return Period(PeriodUnit.YEAR_START, clock.year(match["y"]))


def _year_end(match: re.Match[str], clock: Clock) -> Period:
    return month_end(12, clock.year(match["y"]))


def _half(match: re.Match[str], clock: Clock) -> Period:
    second = match["half"] in ("cuối", "sau")
    unit = PeriodUnit.LAST_MONTHS if second else PeriodUnit.MONTHS
    return Period(unit, clock.year(match["y"]), 6)


_ENDS = r"(?!\d|[.,]\d|/\d{1,3}(?!\d))"
_N = rf"(?<![\d.,/])(?P<n>0?[1-9]|1[0-2]){_ENDS}"
_SPELT_N = (
    r"(?<![\d.,/])(?P<n>0?[1-9]|1[0-2]|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười(?: +(?:một|hai))?)(?!\d|"
    r"[.,]\d|/\d{1,3}(?!\d))"
)
# "Tháng năm" is May, but in "3 tháng năm 2024" and "các tháng năm nay" it is no month's name.
_NAMED = (
    r"tháng +(?P<name>giêng|hai|ba|tư|năm(?! +(?:\d|nay|trước|ngoái|sau|học|qua))|sáu|bảy|tám|chín|mười(?: +(?:một|"
    rf"hai))?|chạp){NO_LETTER_AFTER}(?! +(?:lần|tuổi|đầu|cuối|qua|nay|liên|liền))"
)
_UPTO = (
    r"(?:(?:lũy *kế|cộng dồn|tính|kể|ước)(?: +từ +đầu +năm(?: +\d{4})?)?,? +|"
    r"từ +đầu +năm(?: +\d{4})?,? +)?(?:cho +)?(?:đến|tới) +(?:hết +|cuối +|thời điểm +|nay +)?"
)

# The first rule that matches at a place, longest match first, wins.
_RULES: tuple[tuple[str, str, Reader | None], ...] = (
    ("from_to", rf"từ +(?:ngày +)?{_DATE.format('a')} +(?:đến|tới)(?: +hết)?(?: +ngày)? +{_DATE.format('b')}", _span),
    ("dates", rf"(?<![\d/]){_DATE.format('a')} *- *{_DATE.format('b')}", _span),
    ("day", rf"(?:ngày|sáng|chiều|tối|hôm) +(?:ngày +)?{_DATE.format('a')}", None),
    ("day", r"(?<![\d/.,])(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])[/.-](?:19|20)\d\d(?!\d)", None),
    ("as_of", rf"(?:{_UPTO})(?:ngày +)?{_DATE.format('a')}", _as_of),
    ("to_month", rf"{_UPTO}tháng +{_N}{_Y.format('y')}?", _to_month),
    ("to_month", rf"{_UPTO}{_NAMED}{_Y.format('y')}?", _to_month_named),
    ("to_year_end", rf"{_UPTO}(?:cuối +)?năm{_Y.format('y')}?(?= *(?:,|còn|có|giảm|ước|đạt|dự|tỷ))", _year_end),
    ("last_months", rf"{_SPELT_N} +tháng +(?:cuối|còn lại)(?: +của)?(?: +(?:năm|nă))?{_Y.format('y')}?", _last_months),
    (
        "months",
        rf"(?<!dưới )(?<!sau )(?<!mỗi )(?<!vòng )(?<!dài )(?<!trên )(?<!hạn "
        rf"){_SPELT_N} +tháng(?! +tuổi)(?: +qua| +nay)?"
        rf"(?: +đầu)?(?: +của)?(?: +năm)?(?: +nay)?{_Y.format('y')}?",
        _months,
    ),
    (
        "months",
        rf"(?<![\d.,/])(?P<n>0?[2-9]|1[0-2])t{NO_LETTER_AFTER}(?!\d)(?: +đầu(?= +năm))?"
        rf"(?: +năm(?: +nay)?)?{_Y.format('y')}?",
        _months,
    ),
    ("month", r"t(?P<n>0?[1-9]|1[0-2])/(?P<y>(?:19|20)\d\d)(?![\d/])", _month),
    ("half", rf"(?:nửa +(?P<half>đầu|cuối|sau)|nửa(?P<half2>)) +năm(?: +nay)?{_Y.format('y')}?", _half),
    ("month_year", r"(?<![\d/.,])(?P<n>0?[1-9]|1[0-2])/(?P<y>(?:19|20)\d\d)(?![\d/])", _month),
    ("month", rf"(?:cuối +|đầu +|trong +|hết +)?tháng +{_N}{_Y.format('y')}?", _month),
    (
        "month",
        rf"(?<!\d )(?<!các )(?<!mỗi )(?<!một )(?<!hằng )(?<!hàng )(?:cuối +|đầu +|trong +|hết +)?{_NAMED}"
        rf"{_Y.format('y')}?",
        _month_named,
    ),
    (
        "quarter",
        rf"(?:cuối +|hết +)?quý +(?P<n>iv|i{{1,3}}|[1-4]|một|hai|ba|tư){NO_LETTER_AFTER}(?!\d){_Y.format('y')}?",
        _quarter,
    ),
    ("season", r"vụ +[^\W\d_]+(?: +[^\W\d_]+)?(?: +năm)? +(?:(?:19|20)\d\d *- *)?(?P<y>(?:19|20)\d\d)(?!\d)", _year),
    (
        "years",
        r"(?:giai +đoạn|nhiệm +kỳ|thời +kỳ|các +năm|năm +học|niên +vụ|kỳ|vụ +đông +xuân|"
        r"vụ +đông)(?: +năm)? *(?:19|20)\d\d *[-,] *(?:19|20)?\d\d(?!\d)",
        None,
    ),
    ("years", r"(?<![\d/.,-])(?:19|20)\d\d *- *(?:19|20)\d\d(?![\d/])", None),
    ("price_base", r"giá +(?:so +sánh|cố +định|gốc)(?: +năm)? +(?:19|20)\d\d(?!\d)", None),
    ("year_start", rf"(?<!từ )(?<!tháng )đầu +năm(?: +nay)?{_Y.format('y')}?(?! *(?:đến|tới))", _year_start),
    ("year_end", rf"(?:vào +)?cuối +năm{_Y.format('y')}?", _year_end),
    ("year", r"(?:trong +|cả +|hết +|của +|ước +|toàn +)?năm +(?P<y>(?:19|20)\d\d)(?![\d.,]*\d)", _year),
    ("this_month", r"(?:trong|riêng|ước|của)? *tháng(?: +này| +báo +cáo)|trong +tháng(?! +\d)", lambda _m, c: c.month),
    ("this_quarter", r"(?:(?:trong|cả|toàn) +quý|quý +này)(?! +(?:[ivx\d]|một|hai|ba|tư))", lambda _m, c: c.quarter),
    ("so_far", r"trong +kỳ(?! +họp)|(?:tính +)?đến +nay", lambda _m, c: c.cumulative),
    (
        "so_far",
        r"(?:lũy *kế +)?từ +đầu +năm(?: +(?:đến|tới) +(?:nay|giờ|hết +tháng))?(?! +(?:19|"
        r"20)\d\d)(?! +đến +(?:tháng|ngày)? *\d)",
        lambda _m, c: c.cumulative,
    ),
    (
        "so_far",
        r"lũy *kế(?: +đến +nay)?(?! +(?:[^\W\d_]+ +){0,3}(?:đến|tới) +(?:hết +|cuối +)?(?:tháng|ngày|\d))",
        lambda _m, c: c.cumulative,
    ),
    (
        "whole_year",
        r"(?:ước +)?cả +năm(?! +(?:19|20)\d\d)|trong +năm(?! +(?:19|20)\d\d)",
        lambda _m, c: Period(PeriodUnit.YEAR, c.year()) if c.period else None,
    ),
)
_COMPILED = tuple(
    (name, re.compile(rf"(?:{NO_LETTER_BEFORE}|(?=\d))(?:{pattern})"), read) for name, pattern, read in _RULES
)


def periods(plain: str, clock: Clock, start: int = 0, end: int | None = None) -> Iterator[PeriodMention]:
    """The mentions of time in plain[start:end], in order, without overlap; `plain` is `folding.plain` text."""
    stop = len(plain) if end is None else end
    found = []
    for order, (name, pattern, read) in enumerate(_COMPILED):
        for match in pattern.finditer(plain, start, stop):
            found.append((match.start(), -(match.end() - match.start()), order, name, match, read))
    position = start
    for begin, _, _, name, match, read in sorted(found, key=lambda f: f[:3]):
        if begin < position or match.end() == begin:
            continue
        position = match.end()
        period = read(match, clock) if read else None
        if period is not None and period.year == 0:
            period = None
        explicit = any(v for k, v in match.groupdict().items() if k in ("y", "ay", "ayy", "by", "byy"))
        yield PeriodMention(Span(begin, match.end()), name, period, explicit)
