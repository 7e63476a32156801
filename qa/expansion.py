"""Abbreviations, short periods and turns of phrase of a question written out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.folding import plain
from index.grammar.patterns import NO_LETTER_AFTER, NO_LETTER_BEFORE, alternatives
from index.grammar.periods import Clock, month_end
from index.lexicon import COUNT_NOUNS, MEASURE_UNITS, SCALES
from index.records import PeriodUnit, Span
from qa.abbreviations import ABBREVIATIONS, AGENCIES, AMBIGUOUS
from qa.cues import ASKED, CHANGE, GROWTH_NAMED
from qa.rewriting import Change
from qa.vocabulary import COLLOQUIAL, QUESTION_WORDS

_BACK_THEN = re.compile(
    (
        r"(?<!so với )(?<!cùng kỳ )(?<![^\W_])((?:\d+ tháng|quý (?:i{1,3}|iv|[1-4])|tháng \d+)(?: đầu)?) "
        r"(?:năm ngoái|năm trước)"
    ),
    re.IGNORECASE,
)
# "tháng trước" as the time asked about, not as what is compared with.
_MONTH_BEFORE = re.compile(
    (
        r"(?<!so với )(?<!với )(?<!hơn )(?<!so )(?<!cùng kỳ )(?<!của )(?<![^\W_])tháng trước(?= *(?:là|có|"
        r"được|đạt|bao nhiêu|mấy|thì|,|\?|$))"
    ),
    re.IGNORECASE,
)
_MONTHS = re.compile(r"(?<![\w.,/])(\d{1,2}) ?t(?=\s|/|$|[,.?:;)])", re.IGNORECASE)
_MONTHS_OF = re.compile(r"(\d tháng)/((?:19|20)\d\d)")
_YEAR_BEHIND = re.compile(r"/(?=(?:19|20)\d\d)")
_MONTH = re.compile(r"(?<![^\W_])t(\d{1,2})(?=\s|/|$|[,.?:;)])", re.IGNORECASE)
_QUARTER = re.compile(r"(?<![^\W_])q\.?(i{1,3}|iv|[1-4])(?=\s|/|$|[,.?])", re.IGNORECASE)
_AGAINST = re.compile(
    r"(?<![^\W_])so (?=(?:quý|tháng|năm|cùng|kế hoạch|dự toán|chỉ tiêu|dư? ?toán) |(?:ck|kh|dt)(?![^\W_])|[qt]\d)",
    re.IGNORECASE,
)
_MONTH_END = re.compile(
    r"(?<!đến )(?<!tới )(?<!hết )(?<![^\W_])cuối tháng (\d{1,2})(?:(?:/| năm )((?:19|20)\d\d))?(?![\d/])",
    re.IGNORECASE,
)
_MIDDLE = re.compile(r"(?<![^\W_])giữa tháng (\d{1,2})(?![\d/])", re.IGNORECASE)
# Typed bare amid words with diacritics.
_BARE_QUARTER = re.compile(r"(?<![^\W_])quy(?= +(?:i{1,3}|iv)(?![^\W_]))", re.IGNORECASE)
_HOW_MANY = re.compile(r"(?<![^\W_])bao nhieu(?![^\W_])", re.IGNORECASE)
_WORDS = re.compile(r"(?<![/\w-])[^\W_]+(?![/-]\w)")
_VOWEL = re.compile(r"[aeiouy]|[^\x00-\x7fđ]", re.IGNORECASE)
_SLASHED = re.compile(
    rf"{NO_LETTER_BEFORE}{alternatives([a for a in ABBREVIATIONS if '/' in a])}{NO_LETTER_AFTER}", re.IGNORECASE
)
_AGENCY = re.compile(rf"{NO_LETTER_BEFORE}{alternatives([*AGENCIES])}{NO_LETTER_AFTER}", re.IGNORECASE)
_COLLOQUIAL = re.compile(rf"{NO_LETTER_BEFORE}(?:{alternatives([*COLLOQUIAL])}){NO_LETTER_AFTER}", re.IGNORECASE)


# Notes in place of sentences: "SL: ? tấn, % so CK", "tổng KN? % KH năm?".
_BLANK = re.compile(r"(?<=[\s:(])\?(?= *(?:%|[^\W\d_A-ZĐ]))|(?<=≈) *\?")
_RATE = re.compile(
    r"(?:^|(?<=[,;:?])|(?<=kèm)|(?<=cùng)) *% *(?P<verb>(?:tăng|giảm|hoàn thành|đạt|vượt)(?![^\W_]))?", re.IGNORECASE
)
_FULFILLED = re.compile(
    r"(?<![^\W_])(?:mức độ|tỷ lệ|mức|tiến độ|kết quả) (?:hoàn thành|thực hiện|đạt)(?: được)?(?: so với)? "
    r"(?=(?:kế hoạch|dự toán|chỉ tiêu|kh|dt)(?![^\W_]))",
    re.IGNORECASE,
)


_OF_ALL = re.compile(r"(?<=[^\W\d_]) ?/ ?(?=(?:tổng|số)(?![^\W_]))", re.IGNORECASE)
# "Bao nhiêu ha trên bao nhiêu ha", "bao nhiêu trên tổng cộng bao nhiêu".
_MUCH_OF_MUCH = re.compile(
    r"(?P<much>bao nhiêu|mấy)(?P<unit>(?: [^\W_]+){0,2}?),? trên (?:tổng (?:số|cộng) )?(?:bao nhiêu|mấy)"
    r"(?P=unit)(?![^\W_])",
    re.IGNORECASE,
)
# What is put first and then left: "Độ che phủ rừng ấy, ..."; what is expressly not meant.
_TOPIC = re.compile(r" (?:ấy|á|ý|nè)(?: (?:chị|anh|em|bạn|cô|chú|bác))? *,", re.IGNORECASE)
_NOT_MEANT = re.compile(
    r"(?:, *(?:chứ +)?|(?<![^\W_])chứ +)không (?:phải|hỏi)(?: là)?(?! *(?:\?|$)) [^,.?]{2,40}(?=[,.?]|$)", re.IGNORECASE
)
_LAST_QUARTER = re.compile(r"quý cuối(?: cùng)?(?: của)?(?= năm)", re.IGNORECASE)


_SCALE = rf"{NO_LETTER_BEFORE}(?P<scale>{alternatives(SCALES)})"
_MONEY = re.compile(rf"{_SCALE} +(?P<unit>đ|đô(?! thị)(?: la)?(?: mỹ)?){NO_LETTER_AFTER}", re.IGNORECASE)
# A unit noted at the end, as tables note it: "Gỗ tịch thu (m3)?".
_NOTED_UNIT = re.compile(
    rf" *\((?:đvt:? *)?(?P<unit>%|(?:{alternatives(SCALES)} +)?"
    rf"{alternatives([*MEASURE_UNITS, *COUNT_NOUNS, 'đồng', 'usd'])})\)"
    r"(?= *[?.]? *$)",
    re.IGNORECASE,
)


def _spelt_out(text: str) -> str:
    """Notes as the questions they stand for."""
    text = _LAST_QUARTER.sub("quý IV", _NOT_MEANT.sub("", _TOPIC.sub(" ", text)))
    text = _MUCH_OF_MUCH.sub(r"\g<much>\g<unit> trên tổng số", _OF_ALL.sub(" trên ", text))
    text = _BLANK.sub(" bao nhiêu ", text)
    text = _MONEY.sub(lambda m: f"{m['scale']} {'đồng' if plain(m['unit']) == 'đ' else 'USD'}", text)
    if not ASKED.search(plain(text)):
        text = _NOTED_UNIT.sub(lambda m: f" bao nhiêu {m['unit']}", text)
    text = _RATE.sub(lambda m: f" {m['verb']} bao nhiêu %" if m["verb"] else " bao nhiêu % ", text)
    return _FULFILLED.sub("đạt bao nhiêu % ", text)


def expand(text: str) -> str:
    """Abbreviations and short periods written out: "8T/2023" -> "8 tháng 2023", "bn" -> "bao nhiêu"."""
    text = _spelt_out(text)
    text = _AGENCY.sub(lambda m: AGENCIES[plain(m[0])], text)
    text = _SLASHED.sub(lambda m: ABBREVIATIONS[plain(m[0])], text)
    text = _BARE_QUARTER.sub("quý", _HOW_MANY.sub("bao nhiêu", text))
    text = re.sub(r"(?<![^\W_])[Mm]ay(?= *(?:%|phần|phan|lần|lan |bậc))", "mấy", text)
    text = _MONTHS.sub(r"\1 tháng", text)
    text = _MONTHS_OF.sub(r"\1 \2", text)
    text = _MONTH.sub(r"tháng \1", text)
    text = _AGAINST.sub("so với ", text)
    text = _MONTH_END.sub(_to_last_day, text)
    text = _MIDDLE.sub(r"15/\1", text)
    text = _QUARTER.sub(lambda m: f"quý {m[1].upper()}", text)

    return _COLLOQUIAL.sub(lambda m: COLLOQUIAL[re.sub(" +", " ", plain(m[0]))], _WORDS.sub(_in_full, text))


def _in_full(match: re.Match[str]) -> str:
    """A word that is an abbreviation written out, by what stands around it."""
    text, word = match.string, plain(match[0])
    for before, after, meant in AMBIGUOUS.get(word, ()):
        if re.search(rf"(?:{before}) *$", plain(text[: match.start()])) and re.match(
            rf" *(?:{after})", plain(text[match.end() :])
        ):
            return meant
    return ABBREVIATIONS.get(word, match[0])


def short_forms(text: str) -> Iterator[Change]:
    """The changes that write out the abbreviations and short periods of a statement, each at its place.

    A word in small letters that has a vowel may be a word of its own ("voi", "mây"): it stays as it is.
    """
    for match in _AGENCY.finditer(text):
        yield Change(Span(*match.span()), AGENCIES[plain(match[0])])
    for match in _SLASHED.finditer(text):
        yield Change(Span(*match.span()), ABBREVIATIONS[plain(match[0])])
    for match in _MONTHS.finditer(text):
        end = match.end() + (1 if _YEAR_BEHIND.match(text, match.end()) else 0)
        yield Change(Span(match.end(1), end), " tháng" + " " * (end - match.end()))
    for match in _MONTH.finditer(text):
        yield Change(Span(match.start(), match.start(1)), "tháng ")
    for match in _QUARTER.finditer(text):
        yield Change(Span(*match.span()), f"quý {match[1].upper()}")
    for match in _WORDS.finditer(text):
        meant = _in_full(match)
        if meant != match[0] and meant not in QUESTION_WORDS and (match[0].isupper() or not _VOWEL.search(match[0])):
            yield Change(Span(*match.span()), meant)


def _to_last_day(match: re.Match[str]) -> str:
    """The last day of a month, when stocks are counted; its year is the report's where none is said."""
    month, year = int(match[1]), match[2]
    if not 1 <= month <= 12:
        return match[0]
    return f"đến {month_end(month, int(year or 0)).day}/{month}" + (f"/{year}" if year else "")


def years_back(text: str, clock: Clock) -> str:
    """A growth of last year's months with their year: "9 tháng năm ngoái GRDP tăng bao nhiêu" asks for that growth."""
    last = clock.cumulative
    if last is None:
        return text
    if last.unit is PeriodUnit.MONTHS and last.last_month > 1:
        text = _MONTH_BEFORE.sub(f"tháng {last.last_month - 1} năm {last.year}", text)
    if not (CHANGE.search(plain(text)) or GROWTH_NAMED.search(plain(text))):
        return text
    return _BACK_THEN.sub(rf"\1 năm {last.year - 1}", text)
