"""English questions in the words of Vietnamese reports, phrase by phrase. What is not in the table stays as it is."""

from __future__ import annotations

import re

from index.grammar.patterns import alternatives
from index.lexicon import COUNT_NOUNS
from qa.english_words import COUNT_WORDS, ENGLISH, ENGLISH_STOPS, MONTH_NAMES

_WORDS = re.compile(r"[a-z']+")
_PHRASE = re.compile(rf"(?<![^\W_])(?P<p>{alternatives(ENGLISH)})(?![^\W_])")
_STOP = re.compile(rf"(?<![^\W_])(?:{alternatives(ENGLISH_STOPS)})(?![^\W_])")
_MONTHS = re.compile(
    rf"(?:the +)?(?:first +)?(?P<n>\d+|{alternatives(COUNT_WORDS)})[ -]+months?(?: +of)?(?: +(?P<y>\d{{4}}))?|"
    rf"(?<![^\W_])(?P<m>{alternatives(MONTH_NAMES)})(?: +(?P<my>\d{{4}}))(?!\d)"
)
_QUARTER = re.compile(r"(?:the +)?(?P<q>first|second|third|fourth) +quarter(?: +of)?(?: +(?P<y>\d{4}))?")
_QUARTERS = {"first": "I", "second": "II", "third": "III", "fourth": "IV"}
_YEAR = re.compile(r"(?<!năm )(?<![\d/.,])(?P<y>(?:19|20)\d\d)(?![\d/])")
# English names the thing counted last: "how many gift packages" is "bao nhiêu suất quà".
_COUNTED = re.compile(rf"bao nhiêu (?!{alternatives(COUNT_NOUNS)} )([^\W\d_]+ )({alternatives(COUNT_NOUNS)})(?![^\W_])")
_MARKS = frozenset("what how which when why who is was were did does the many much".split())


def is_english(text: str) -> bool:
    """Whether a question is asked in English."""
    words = _WORDS.findall(text.lower())
    return text.isascii() and len(words) >= 3 and sum(w in _MARKS for w in words) >= 2


def to_vietnamese(text: str) -> str:
    """The question with English phrases replaced, longest first, and periods in Vietnamese form."""
    low = text.lower()
    low = _MONTHS.sub(_months, low)
    low = _QUARTER.sub(lambda m: f" quý {_QUARTERS[m['q']]}" + (f"/{m['y']} " if m["y"] else " "), low)
    low = _PHRASE.sub(lambda m: f" {ENGLISH[re.sub(' +', ' ', m['p'])]} ", low)
    for asked, meant in (("by how much", "tăng giảm bao nhiêu"), ("by what percent", "bao nhiêu phần trăm")):
        if asked in text.lower():
            low = low.replace(meant, " ", 1) + f" {meant}"
    low = _STOP.sub(" ", low)
    low = _YEAR.sub(
        lambda m: (
            m[0]
            if "tháng" in low[max(0, m.start() - 16) : m.start()] or "/" in low[m.start() - 1 : m.start()]
            else f"năm {m['y']}"
        ),
        low,
    )
    return _COUNTED.sub(r"bao nhiêu \2 \1", re.sub(r"\s+", " ", low)).strip()


def _months(match: re.Match[str]) -> str:
    if match["m"]:
        return f" tháng {MONTH_NAMES.index(match['m']) + 1}/{match['my']} "
    count = match["n"]
    number = int(count) if count.isdigit() else COUNT_WORDS[count]
    return f" {number} tháng đầu năm {match['y'] or ''} "
