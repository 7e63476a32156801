"""What the head of a report says of the whole: its title, place, period and posting date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.folding import fold
from index.lines import BULLET, Line, lines
from index.places import place_of
from index.records import Period, Span
from index.title_period import period_of, period_with_year

HEAD_LINES = 40
LETTERHEAD_LINES = 12
HEADLINE_LINES = 6
MAX_TITLE = 220
INTRODUCTION = 4000
INTRODUCTION_LINES = 12


@dataclass(frozen=True, slots=True)
class Metadata:
    """The head of a report. `posted` is an ISO date; `title_span` is None when the title is the fallback."""

    title: str
    title_span: Span | None
    place: str | None
    period: Period | None
    posted: str | None


def describe(text: str, chrome: Sequence[Span], fallback_name: str, title: str | None = None) -> Metadata:
    """Reads the head of `text`. `title` is the one that the file format names, if any; nothing found is None."""
    rows = tuple(lines(text))
    head = [row for row in rows if not any(span.holds(row.span) for span in chrome)][:HEAD_LINES]
    title_span = _title_span(head, title)
    name = " ".join(title_span.of(text).split()) if title_span else (title or fallback_name)
    posted = _posted(rows[:HEAD_LINES])
    title_end = title_span.end if title_span else 0
    body = text[title_end : title_end + INTRODUCTION]
    above = [row.text for row in rows[:LETTERHEAD_LINES] if row.span.start < title_end and len(row.text) <= MAX_TITLE]
    return Metadata(
        title=name,
        title_span=title_span,
        place=place_of(name, above, text),
        period=_period(name, body, posted),
        posted=posted.isoformat() if posted else None,
    )


_REPORT_WORD = re.compile(r"BÁO CÁO(?: (?:TÓM TẮT|NHANH|SƠ BỘ|TỔNG HỢP|CHÍNH THỨC))?", re.IGNORECASE)
_MARKS = re.compile(r"#{1,6}\s+|\*\*|__")
_SUBJECT = re.compile(r"(?:tình hình|kết quả|báo cáo|thông cáo|ước thực hiện)\b", re.IGNORECASE)
_NOT_TITLE = re.compile(
    r"(?:số\s*:|số\s+\d|(?:thời gian đăng|ngày|đăng|cập nhật|kính gửi|cộng (?:hòa|hoà)|độc lập|đơn vị)\b).*"
    r"|.*,\s*ngày \d{1,2} tháng.*|[\W\d]+"
    r"|(?:báo cáo|thông cáo|công văn)\s+số\s*:?\s*\d+\s*/\S+(?:,?\s+ngày\s[\d\s/.-]+(?:tháng[\d\s]+năm[\d\s]+)?)?",
    re.IGNORECASE,
)
_LETTERHEAD = re.compile(
    r"(?:ủy ban|uỷ ban|ubnd|cục|tổng cục|chi cục|sở|bộ|tỉnh|huyện|hội đồng|chính phủ)\b", re.IGNORECASE
)
_ISSUE_PERIOD = re.compile(r"(?:tháng|quý|năm|\d{1,2} tháng|(?:sáu|chín|ba) tháng)\b[^.:]{0,120}", re.IGNORECASE)


def _title_span(head: Sequence[Line], named: str | None) -> Span | None:
    """The first line that the surest sign points to; a sign is a way of finding a title, surest first."""
    bare = [_without_marks(row) for row in head]
    for row in bare if named else ():
        if fold(row.text) == fold(named or ""):
            return row.span
    signs = (
        lambda at: at > 0 and _REPORT_WORD.fullmatch(bare[at - 1].text),
        lambda at: head[at].text.startswith("# "),
        lambda at: _SUBJECT.match(bare[at].text) and (at == 0 or period_of(_joined(bare, at))),
        lambda at: at < HEADLINE_LINES and (period_of(bare[at].text) or not _LETTERHEAD.match(bare[at].text)),
    )
    for sign in signs:
        for at, row in enumerate(bare):
            if _can_be_title(row) and sign(at):
                return _with_continuation(bare, at)
    return None


def _without_marks(row: Line) -> Line:
    """The line without bullets, Markdown "#" and emphasis, its span shortened alike."""
    start, end = row.span
    text = row.text
    while mark := BULLET.match(text) or _MARKS.match(text):
        if mark.end() == len(text):
            break
        text = text[mark.end() :].lstrip()
        start = end - len(text)
    while text.endswith(("**", "__")) and len(text) > 2:
        text = text[:-2].rstrip()
        end = start + len(text)
    return Line(Span(start, end), text, row.after_blank)


def _can_be_title(row: Line) -> bool:
    return (
        len(row.text) <= MAX_TITLE
        and not row.text.endswith((".", ";"))
        and not row.text.startswith("(")
        and not row.is_row
        and not _NOT_TITLE.fullmatch(row.text)
        and not _REPORT_WORD.fullmatch(row.text)
    )


def _joined(rows: Sequence[Line], at: int) -> str:
    following = rows[at + 1].text if at + 1 < len(rows) else ""
    return f"{rows[at].text} {following}" if _ISSUE_PERIOD.fullmatch(following) else rows[at].text


def _with_continuation(rows: Sequence[Line], at: int) -> Span:
    """The title's span, with the next line when it is the period that the first leaves out."""
    if at + 1 < len(rows) and not period_of(rows[at].text) and _ISSUE_PERIOD.fullmatch(rows[at + 1].text):
        return Span(rows[at].span.start, rows[at + 1].span.end)
    return rows[at].span


_DATE = r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})"
_POSTED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:(?:thời gian|ngày) (?:đăng|cập nhật|xuất bản|phát hành)|đăng (?:lúc|ngày)|cập nhật|xuất bản)[^\d]{{0,20}}"
        rf"(?:\d{{1,2}}[:h]\d{{2}}[^\d]{{1,5}})?{_DATE}",
        r"^[^.;]{2,40},\s*ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})$",
        rf"^\W*(?:thứ \w+|chủ nhật)\W+(?:ngày )?{_DATE}",
        rf"^{_DATE}(?:\W+\d{{1,2}}:\d{{2}}.{{0,12}})?$",
        rf"^\(.{{0,80}}công bố ngày {_DATE}\)$",
    )
)


def _posted(rows: Sequence[Line]) -> date | None:
    for pattern in _POSTED:
        for row in rows:
            found = pattern.search(row.text[:400])
            if found and (day := _date(*map(int, found.groups()))):
                return day
    return None


def _date(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _period(title: str, body: str, posted: date | None) -> Period | None:
    """The title's period; its year, when left out, from the introduction or the posting date."""
    found = period_of(title)
    if found is None:
        named = (period_of(row[:400]) for row in body.split("\n")[:INTRODUCTION_LINES] if "|" not in row)
        return next((period for period in named if period and period.year), None)
    if found.year:
        return found
    return period_with_year(found, body, posted)
