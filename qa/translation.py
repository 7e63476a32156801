"""English questions in the words of Vietnamese reports, phrase by phrase. What is not in the table stays as it is."""

from __future__ import annotations

import re

from index.grammar.patterns import alternatives
from index.lexicon import COUNT_NOUNS
from index.places import BARE_PROVINCE, province
from qa.english_words import COUNT_WORDS, ENGLISH_STOPS, MONTH_NAMES
from qa.phrase_book import PhraseBook
from qa.slips import is_syllable
from qa.thesaurus import english

_WORDS = re.compile(r"[a-z']+")
_PHRASES = PhraseBook([*english(), *ENGLISH_STOPS])
_MONTHS = re.compile(
    rf"(?:the +)?(?:first +)?(?P<n>\d+|{alternatives(COUNT_WORDS)})[ -]+months?(?: +of)?(?: +(?P<y>\d{{4}}))?|"
    rf"(?<![^\W_])(?P<m>{alternatives(MONTH_NAMES)})(?: +(?P<my>\d{{4}}))(?!\d)"
)
# Asks for a level first: "What did exports total, and by how much did they grow?".
_AND_CHANGE = re.compile(r",? and (?=by how much|by what percent|its percentage|the percentage|how much more)")
_MONTH = alternatives(MONTH_NAMES)
# "January to August 2023", "8M/2023", "the eight months to August 2023".
_FROM_JANUARY = re.compile(
    rf"(?:from +|between +)?january *(?:to|-|–|and|through|until) *(?P<m>{_MONTH})(?: +(?P<y>\d{{4}}))?|"
    rf"(?<![^\W_])(?P<n>\d{{1,2}}) ?m(?:[/ ] *(?P<ny>\d{{4}}))?(?![^\W_])|"
    rf"(?:the +)?(?:\d+|{alternatives(COUNT_WORDS)})[ -]+months? +(?:to|through) +"
    rf"(?P<tm>{_MONTH})(?: +(?P<ty>\d{{4}}))?"
)
_DAY = re.compile(
    rf"(?:by|at|as of|on|until|up to)? *(?:the +)?(?:end of +)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)? +(?:of +)?"
    rf"(?P<m>{_MONTH})"
    r"(?:,? +(?P<y>\d{4}))?(?!\d)"
)
_ONE_MONTH = re.compile(rf"(?<![^\W_])(?!may(?![^\W_]))(?P<m>{_MONTH})(?![^\W_])(?! +\d{{4}})|(?<=in )may(?![^\W_])")
_SHORT_QUARTER = re.compile(r"(?<![^\W_])q([1-4])(?:[/ ] *(\d{4}))?(?![^\W_])")
_QUARTER = re.compile(r"(?:the +)?(?P<q>first|second|third|fourth) +quarter(?: +of)?(?: +(?P<y>\d{4}))?")
_ROMAN = ("I", "II", "III", "IV")
_QUARTERS = {"first": "I", "second": "II", "third": "III", "fourth": "IV"}
_YEAR = re.compile(r"(?<!năm )(?<![\d/.,])(?P<y>(?:19|20)\d\d)(?![\d/])")
# English names the thing counted last: "how many gift packages" is "bao nhiêu suất quà".
_COUNTED = re.compile(rf"bao nhiêu (?!{alternatives(COUNT_NOUNS)} )([^\W\d_]+ )({alternatives(COUNT_NOUNS)})(?![^\W_])")
# English words that no Vietnamese typed bare can be.
_TELLING = frozenset(w for phrase in english() for w in _WORDS.findall(phrase) if len(w) > 3 and not is_syllable(w))
_MARKS = frozenset("what how which when why who is was were did does the many much".split())


def is_english(text: str) -> bool:
    """Whether a question is asked in English."""
    words = _WORDS.findall(text.lower())
    if not text.isascii():
        return False
    if len(words) >= 3 and sum(w in _MARKS for w in words) >= 2:
        return True
    return sum(w in _TELLING for w in words) >= 2


def to_vietnamese(text: str) -> str:
    """The question with English phrases replaced, longest first, and periods in Vietnamese form."""
    low = _AND_CHANGE.sub(", how much, ", text.lower())
    low = _FROM_JANUARY.sub(_first_months, low)
    low = _SHORT_QUARTER.sub(lambda m: f" quý {_ROMAN[int(m[1]) - 1]}" + (f"/{m[2]} " if m[2] else " "), low)
    low = _DAY.sub(_day, low)
    low = _MONTHS.sub(_months, low)
    low = _ONE_MONTH.sub(lambda m: f" tháng {MONTH_NAMES.index(m['m'] or 'may') + 1} ", low)
    low = _QUARTER.sub(lambda m: f" quý {_QUARTERS[m['q']]}" + (f"/{m['y']} " if m["y"] else " "), low)
    low = _in_vietnamese(BARE_PROVINCE.sub(lambda m: f" {(province(m[0]) or m[0]).lower()} ", low))
    for asked, meant in (("by how much", "tăng giảm bao nhiêu"), ("by what percent", "bao nhiêu phần trăm")):
        if asked in text.lower():
            low = low.replace(meant, " ", 1).rstrip(" ?.") + f" {meant}"
    low = _YEAR.sub(
        lambda m: (
            m[0]
            if "tháng" in low[max(0, m.start() - 16) : m.start()] or "/" in low[m.start() - 1 : m.start()]
            else f"năm {m['y']}"
        ),
        low,
    )
    low = re.sub(r" +(?=[?,.])", "", re.sub(r"\s+", " ", low))
    return _COUNTED.sub(r"bao nhiêu \2 \1", low).strip()


def _in_vietnamese(low: str) -> str:
    pieces, cursor = [], 0
    for span in _PHRASES.find(low):
        phrase = " ".join(span.of(low).split())
        if phrase in english() or phrase in ENGLISH_STOPS:
            # "quý I" has its numeral already.
            pieces += [low[cursor : span.start], f" {english().get(phrase, '')} "]
            cursor = span.end
    return "".join(pieces) + low[cursor:]


def _first_months(match: re.Match[str]) -> str:
    month = match["m"] or match["tm"]
    count = MONTH_NAMES.index(month) + 1 if month else int(match["n"])
    return f" {count} tháng đầu năm {match['y'] or match['ny'] or match['ty'] or ''} "


def _day(match: re.Match[str]) -> str:
    year = f"/{match['y']}" if match["y"] else ""
    return f" đến {int(match['d'])}/{MONTH_NAMES.index(match['m']) + 1}{year} "


def _months(match: re.Match[str]) -> str:
    if match["m"]:
        return f" tháng {MONTH_NAMES.index(match['m']) + 1}/{match['my']} "
    count = match["n"]
    number = int(count) if count.isdigit() else COUNT_WORDS[count]
    return f" {number} tháng đầu năm {match['y'] or ''} "
