"""The times of English statements in the words of Vietnamese reports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.grammar.patterns import alternatives
from index.records import Span
from qa.english_words import COUNT_WORDS, MONTH_NAMES
from qa.rewriting import Change

_MONTH_NAME = alternatives(MONTH_NAMES)
_DAY = re.compile(
    rf"(?P<from>from +|than +)?(?:on +)?(?:the +)?(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)? +(?P<m>{_MONTH_NAME})|"
    rf"(?P<am>{_MONTH_NAME}) +(?P<ad>\d{{1,2}})(?:st|nd|rd|th)?(?![\d.]))(?:,? +(?P<y>\d{{4}}))?(?!\d)"
)
_MONTHS = re.compile(
    rf"(?:the +)?first +(?P<n>\d+|{alternatives(COUNT_WORDS)})[ -]+months?"
    rf"(?: +of(?: +the +year)?)?(?: +(?P<y>\d{{4}}))?|"
    rf"(?<![^\W_])(?P<m>{alternatives(MONTH_NAMES)})(?: +(?P<my>\d{{4}}))?(?!\d)"
)
_ON_MONTH = re.compile(
    rf"(?<=%) +(?:on|from|over|versus|against) +(?P<m>{alternatives(MONTH_NAMES)})(?: +(?P<y>\d{{4}}))?(?![a-z\d])"
)
_SO_MANY_MONTHS = re.compile(
    rf"(?:the +)?(?P<n>\d+|{alternatives(COUNT_WORDS)})-month(?: +(?:total|period|figure|result))?(?![a-z])"
)
_HALF = re.compile(r"(?:the +)?(?P<h>first|second) +half(?: +of)?(?: +(?P<y>\d{4}))?(?!\d)")
_YEAR = re.compile(r"(?<![^\W_])(?:in|of|for|(?P<from>from|than|on)) +(?P<y>(?:19|20)\d\d)(?![\d/.,]*\d)")


def english_times(low: str) -> Iterator[Change]:
    """The changes of days, months, halves and years; `low` is the text in small letters."""
    rules = (
        (_DAY, _day),
        (_ON_MONTH, _on_month),
        (_MONTHS, _period),
        (_SO_MANY_MONTHS, _months),
        (_HALF, _half),
        (_YEAR, _year),
    )
    for pattern, written in rules:
        for match in pattern.finditer(low):
            yield Change(Span(*match.span()), written(match))


def _day(match: re.Match[str]) -> str:
    day, name = match["d"] or match["ad"], match["m"] or match["am"]
    written = f"{day}/{MONTH_NAMES.index(name) + 1}" + (f"/{match['y']}" if match["y"] else "")
    return f"so với {written}" if match["from"] else f"ngày {written}"


def _on_month(match: re.Match[str]) -> str:
    month = f"tháng {MONTH_NAMES.index(match['m']) + 1}"
    return f" so với {month}{'/' + match['y'] if match['y'] else ''}"


def _months(match: re.Match[str]) -> str:
    count = match["n"]
    return f"{count if count.isdigit() else COUNT_WORDS[count]} tháng"


def _half(match: re.Match[str]) -> str:
    half = "6 tháng đầu năm" if match["h"] == "first" else "6 tháng cuối năm"
    return f"{half} {match['y'] or ''}".strip()


def _year(match: re.Match[str]) -> str:
    return f"{'so với ' if match['from'] else ''}năm {match['y']}"


def _period(match: re.Match[str]) -> str:
    if match["m"]:
        month = f"tháng {MONTH_NAMES.index(match['m']) + 1}"
        return f"{month}/{match['my']}" if match["my"] else month
    count = match["n"]
    number = int(count) if count.isdigit() else COUNT_WORDS[count]
    return f"{number} tháng đầu năm {match['y'] or ''}".strip()
