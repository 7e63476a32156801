"""The words of a question that name something, as concepts with their synonyms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from functools import lru_cache
from itertools import accumulate

from index.folding import UPPER, fold, plain
from index.grammar.patterns import NO_LETTER_AFTER, NO_LETTER_BEFORE, whole
from index.records import Span
from index.words import tagged
from qa.abbreviations import ABBREVIATIONS
from qa.library import one_words
from qa.phrase_book import PhraseBook
from qa.records import Concept
from qa.thesaurus import fillers, is_one_thing, term_words, terms
from qa.vocabulary import COMPOUNDS, QUESTION_WORDS, SYNONYMS, WEAK_SAID

# Of the common syllables of a longer form a concept would tell less than by its own name.
_LONGEST = 4
_GROUPS: dict[str, tuple[str, ...]] = {}
for _group in (
    *SYNONYMS,
    *(
        tuple(said for said in (*term.names, *term.forms) if len(said.split()) <= _LONGEST)
        for term in terms()
        if is_one_thing(term.names[0])
    ),
    *((full, short) for short, full in ABBREVIATIONS.items() if full and full != short and " " in full),
):
    for _word in _group:
        _key = fold(_word) if " " in _word else _word
        _GROUPS[_key] = tuple(dict.fromkeys((*_GROUPS.get(_key, ()), *_group)))

_KNOWN = [
    w
    for w in (*(w for g in SYNONYMS for w in g), *COMPOUNDS, *ABBREVIATIONS.values(), *WEAK_SAID)
    if w not in QUESTION_WORDS
]
_SAID = frozenset(_KNOWN)
# A number after a name is its own ("Hợp Thành 2"), unless something is counted or dated by it ("Điện Biên 8 tháng").
NUMBERED = re.compile(
    rf"(?<![^\W_])(?:[{UPPER}][^\W\d_{UPPER}]+ ){{2,}}\d{{1,2}}(?= *(?:$|[?,.)]|(?:rộng|dài|cao|có|và|"
    rf"hay|hoặc|so|được|đạt|hơn|là|đã|với)(?![^\W_])))"
)
_NAME = re.compile(
    rf"(?<![^\W_])[{UPPER}][^\W\d_{UPPER}]+(?:(?: |-| - )[{UPPER}](?:[’'][^\W\d_{UPPER}]+|[^\W\d_{UPPER}]+))+"
)
_PHRASES = PhraseBook(w for w in _KNOWN if " " in w)
_WORDS = re.compile(whole(w for w in _KNOWN if w and " " not in w))
_GRADED = re.compile(
    rf"{NO_LETTER_BEFORE}(?:(?:hạng|loại|nhóm) +(?:\d{{1,2}}(?! *sao)|[ivx]{{1,4}})|\d +sao){NO_LETTER_AFTER}"
)
# It names figures as a word does: it is no period of the calendar.
SCHOOL_YEAR = re.compile(rf"{NO_LETTER_BEFORE}năm học +(?:19|20)\d\d *[-–/] *(?:19|20)\d\d(?!\d)")
AGES = re.compile(
    rf"(?<!\d)\d{{1,2}} *[-–] *\d{{1,2}} +tuổi{NO_LETTER_AFTER}|(?<!\d)\d{{1,2}} +tuổi +trở +lên{NO_LETTER_AFTER}"
)
_STOP_PHRASES = frozenset(w for w in (*QUESTION_WORDS, *fillers()) if " " in w)
_PHRASE_STOPS = PhraseBook(_STOP_PHRASES)
_CLASS_WORDS = frozenset(
    "luật|nghị|bộ|sở|ban|chương|kế|chỉ|vốn|cục|tổng|tỷ|thu|chi|quỹ|đề|dự|hội|ủy|công|đảng|huyện|tỉnh|xã|thành|khu|cụm|trường|giấy|số|giá|diện|sản|doanh|lượng|chủ|thị|phường|nhà|trung|cây|đàn|theo|trong|tại|của|vì|năm|tháng|quý|khách|các|toàn|việt|người|cho|mức|tốc|ngoài|trừ|riêng|còn|giữa|so|cùng|ở".split(
        "|"
    )
) - {"trung", "việt"}
_STOPS = re.compile(whole((*QUESTION_WORDS, *fillers())))
_TOKEN = re.compile(r"[^\W_]+")


def concepts(text: str) -> tuple[Concept, ...]:
    """The concepts of `text` in order: names, known phrases with synonyms, every other word that asks nothing."""
    low = plain(text)
    found: list[tuple[int, str]] = []
    held = bytearray(len(low))
    names = set()
    for span, use in (*_names(text, low), *_phrases(text, low)):
        if not any(held[span.start : span.end]):
            held[span.start : span.end] = b"\1" * (span.end - span.start)
            if use is not _Use.STOP:
                found.append((span.start, span.of(low)))
            if use is _Use.NAME:
                names.add(span.start)
    rest = "".join(c if not h else " " for c, h in zip(low, held, strict=True))
    rest = _STOPS.sub(lambda m: " " * len(m[0]), rest)
    verbs = set()
    for span, tag in _words(text, rest):
        word = " ".join(_TOKEN.findall(span.of(low)))
        found.append((span.start, word))
        if tag == "V" and word not in term_words():
            verbs.add(span.start)
    forms = ((at, _alternatives(word)) for at, word in sorted(found))
    return tuple(Concept(said, at in names, verb=at in verbs) for at, said in forms if said)


def _words(text: str, rest: str) -> Iterator[tuple[Span, str]]:
    """The words of `rest`, the part of `text` that is left, with their part of speech.

    Syllables that make one word stay together.
    """
    for span, tag in _segmented(text):
        syllables = [Span(m.start(), m.end()) for m in _TOKEN.finditer(rest, span.start, span.end)]
        whole = "".join(rest[span.start : span.end].split()) == "".join(plain(span.of(text)).split())
        yield from ((part, tag) for part in ([span] if whole and syllables else syllables))


@lru_cache(maxsize=1024)
def _segmented(text: str) -> tuple[tuple[Span, str], ...]:
    """Where the words of `text` stand, with their parts of speech, as underthesea cuts it.

    Each syllable stands alone, without one, where its answer does not align.
    """
    syllables = [Span(m.start(), m.end()) for m in _TOKEN.finditer(text)]
    cut = [(n, tag) for word, tag in tagged(text) if (n := len(_TOKEN.findall(word)))]
    if sum(n for n, _ in cut) != len(syllables):
        return tuple((span, "") for span in syllables)
    ends = accumulate(n for n, _ in cut)
    return tuple(
        (Span(syllables[end - n].start, syllables[end - 1].end), tag) for end, (n, tag) in zip(ends, cut, strict=True)
    )


class _Use(Enum):
    """What a stretch of a question is."""

    NAME = auto()
    PHRASE = auto()
    STOP = auto()


def _names(text: str, low: str) -> Iterator[tuple[Span, _Use]]:
    """Names and grades, the numbered ones first, without a class word before them ("huyện")."""
    for match in NUMBERED.finditer(text):
        yield Span(*match.span()), _Use.NAME
    for match in _NAME.finditer(text):
        words = match[0].split(" ")
        lead = len(words[0]) + 1 if plain(words[0]) in _CLASS_WORDS else 0
        if len(match[0][lead:].replace("-", " ").split()) > 1:
            yield Span(match.start() + lead, match.end()), _Use.NAME
    for match in SCHOOL_YEAR.finditer(low):
        yield Span(*match.span()), _Use.NAME
    for match in AGES.finditer(low):
        yield Span(*match.span()), _Use.NAME
    for match in _GRADED.finditer(low):
        yield Span(*match.span()), _Use.NAME


def _phrases(text: str, low: str) -> Iterator[tuple[Span, _Use]]:
    """Known phrases, accented alike or typed bare, then phrases that ask, then known words."""
    for span in _PHRASES.find(low):
        said = " ".join(span.of(low).split())
        if said in _SAID or said == fold(said):
            yield span, _Use.PHRASE
    for span in _PHRASE_STOPS.find(low):
        if " ".join(span.of(low).split()) in _STOP_PHRASES:
            yield span, _Use.STOP
    for match in _WORDS.finditer(low):
        yield Span(*match.span()), _Use.PHRASE


def _alternatives(word: str) -> tuple[str, ...]:
    """The forms of a word and its synonyms. One syllable is looked up with its diacritics: "sắn" is not "sản"."""
    group = _GROUPS.get(fold(word) if " " in word else word, ())
    forms = (one_words(w) for w in (word, *group))
    return tuple(dict.fromkeys(" ".join(_TOKEN.findall(w)) for w in forms))


_CORE = re.compile(
    whole(
        "nào gì là của có các những tên kể ai ở tại trong năm bao nhiêu mấy và với cho biết nêu ba hai bốn năm".split()
    )
)


def literal_concepts(text: str) -> tuple[Concept, ...]:
    """The concepts of a text whose every word may be meant: "chỉ tiêu chưa hoàn thành"."""
    low = _CORE.sub(lambda m: " " * len(m[0]), plain(text))
    return tuple(Concept((w,)) for w in _TOKEN.findall(low))
