"""The words of a table: what a column's heading, a row's label and a caption say of the figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.folding import plain as to_plain
from index.grammar.comparisons import BasisKind, bases
from index.grammar.patterns import alternatives
from index.grammar.periods import Clock, PeriodMention, periods
from index.lexicon import PLAN_WORDS
from index.records import Kind, Period, PeriodUnit
from index.table_cells import lowered, unit_of

_B, _A = r"(?<![^\W\d_])", r"(?![^\W\d_])"
_Y4 = r"(?:19|20)\d\d"
_SHORT = (
    (rf"{_B}(\d{{1,2}}) ?T(?:háng)?(?=[ /)]|$)(?: ?/ ?(?={_Y4}))?", r"\1 tháng "),
    (rf"{_B}T\.? ?(\d{{1,2}})(?![\d.,]\d|\d)", r"tháng \1"),
    (r"\bQ\.? ?(IV|I{1,3}|[1-4])\b", r"quý \1"),
    (r"\bCK\b", "cùng kỳ"),
    (r"\bUTH\b|\bƯTH\b", "ước thực hiện"),
    (r"\bTH\b", "thực hiện"),
    (r"\bLK\b", "lũy kế"),
    (r"\bKH\b", "kế hoạch"),
    (r"\bDT\b(?= *(?:năm|giao|HĐND|TW|$|\)))", "dự toán"),
)
_MARK = re.compile(r"\((?:\*+|\d{1,2})\)|\*+|[¹²³]")
_BRACKET = re.compile(r"\(([^()]*)\)")
_SO = re.compile(rf"(?<!giá ){_B}(?:so +sánh +với|so +sánh|so +với|so){_A}[ :]*|(?<=[^\W\d_)]) */ *(?={alternatives(PLAN_WORDS)}{_A}|cùng kỳ)")
_HUNDRED = re.compile(rf"(?P<basis>[^(),;:=]*?) *= *100(?: *%)?")
_YEARS = re.compile(rf"(?<!\d)(?P<a>{_Y4}) *(?:/|so với) *(?P<b>{_Y4})(?!\d)")
_PLAN = re.compile(rf"{_B}(?:{alternatives(PLAN_WORDS)}|nq){_A}")
_PLAN_FIRST = re.compile(rf"^(?:tổng (?:số )?)?(?:{alternatives(PLAN_WORDS)}|nq|(?:giao|vốn) {alternatives(PLAN_WORDS)}){_A}")
_SHARE = re.compile(rf"{_B}(?:cơ cấu|tỷ trọng|chiếm){_A}")
_CHANGE = re.compile(
    rf"{_B}(?:tốc độ +(?:tăng|giảm)|mức +(?:tăng|giảm)|tỷ lệ +(?:tăng|giảm)|tăng *(?:\(\+\)|\+)?[ ,/-]*giảm|tăng trưởng|chênh lệch|biến động){_A}|^(?:tăng|giảm){_A}(?! +thêm)|\+ */ *-"
)
_RATE = re.compile(rf"{_B}(?:tỷ lệ|tỷ suất|hệ số|độ che phủ){_A}")
_INDEX = re.compile(rf"{_B}(?:chỉ số|tốc độ +phát triển){_A}")
_EARLIER = re.compile(rf"{_B}cùng kỳ(?: *(?:năm *)?(?:trước|ngoái|{_Y4}))?|{_B}(?:năm|tháng|quý|kỳ) +(?:trước|ngoái){_A}")
_ESTIMATE = re.compile(rf"{_B}(?:ước|dự kiến|dự ước){_A}")
_FILLERS = re.compile(
    rf"{_B}(?:ước +(?:tính|thực hiện|đạt)|ước|thực hiện|sơ bộ|chính thức|dự kiến|cộng dồn|lũy kế|trong kỳ|kỳ báo cáo|số liệu|từ đầu năm|đến|hết|ngày|vào|tại|thời điểm|đã|báo cáo|kết quả|đạt được|đạt|được|kỳ này|số thực hiện){_A}"
)
_KIND_FILLERS = re.compile(
    rf"{_B}(?:cơ cấu|tỷ trọng|tỷ lệ|tốc độ|phát triển|tăng trưởng|tăng|giảm|chênh lệch|chỉ số|mức|biến động|số tương đối|số tuyệt đối|tương đối|tuyệt đối|hoàn thành|chiếm|bằng|so sánh|so|với|phần trăm|năm|trong|và|hoặc){_A}|[+=/]"
)
_EDGES = " \t\u00a0,;:.-–/&%‰"
_JOINERS = re.compile(r"^(?:và|trong|của|năm|theo|hoặc|từ|đến|tại|về|so|với|cả|các|qua|tháng)(?![^\W\d_])|(?<![^\W\d_])(?:và|trong|của|năm|theo|hoặc|từ|đến|tại|về|so|với|cả|các|qua|tính|ước|tháng|quý)$", re.IGNORECASE)
_UNIT_SAID = re.compile(r"[(\[]?(?:đơn vị(?: tính)?|đvt|đv tính) *[:：] *(?P<unit>[^()\[\]|]*)[)\]]?", re.IGNORECASE)
_NUMBERED = re.compile(r"^\W*(?:bảng|biểu|phụ lục|hình|phụ biểu)\s*(?:số\s*)?(?:[\d]+(?:[.\-]\d+)*|[IVX]+(?![^\W\d_]))[a-z]?[.:)]?\s*[-–:]?\s*|^\s*(?:\d{1,2}(?:\.\d+)*|[IVX]+)[.)]\s+", re.IGNORECASE)
_SPLIT_TAIL = re.compile(rf"{_B}(?:phân +theo|chia +theo|chia +ra|theo +(?!giá{_A})|của +(?:một số|các)|tại +(?:một số|các)|ở +(?:một số|các)).*$")
_LEADS = re.compile(r"^(?:(?:tổng hợp|tình hình thực hiện|tình hình|kết quả thực hiện|kết quả|bảng|biểu|số liệu|thực hiện|một số|các|ước tính|ước)(?![^\W\d_])\s*)+", re.IGNORECASE)
_GENERIC = re.compile(rf"{_B}(?:chỉ tiêu|tiếp theo|phụ lục|số liệu){_A}")
_COLUMN_NOTE = re.compile(r"\(?cột +(?P<which>cuối|\d{1,2})(?: *cùng)? *:? *(?P<words>[^()]*)\)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading or caption says: its own `words`, and the period, kind, basis and unit of the figures under it.

    `kind` is None where it says nothing of it; `earlier` names a period before ("cùng kỳ năm trước") of a level.
    """

    words: str = ""
    period: Period | None = None
    kind: Kind | None = None
    basis: str | None = None
    unit: str | None = None
    plan: bool = False
    estimate: bool = False
    earlier: str = ""
    compares: bool = False


@dataclass(frozen=True, slots=True)
class Caption:
    """A table's captions: the subject of its rows, its unit and period, what they say of all or of single columns."""

    subject: str
    unit: str | None
    period: Period | None
    meaning: Meaning
    notes: tuple[tuple[int, Meaning], ...] = ()


def spelt_out(text: str) -> str:
    """A heading with its short forms written out: "6T/2024" -> "6 tháng 2024", "CK" -> "cùng kỳ"."""
    for pattern, words in _SHORT:
        text = re.sub(pattern, words, text)
    return re.sub(r"\s+", " ", text).strip()


def read_heading(text: str, clock: Clock) -> Meaning:
    """The meaning of a column's heading (its path from top to bottom in one text)."""
    text = spelt_out(_MARK.sub(" ", text))
    text, unit = _take_unit(text)
    percent = unit == "%" or "%" in text
    text = re.sub(r"[()%]|\s+", " ", text)
    text = re.sub(r"\s+", " ", text).strip()
    low = to_plain(text)
    said = _compared(text, low, percent)
    rest, low_rest = said.words, to_plain(said.words)
    period, rest = _take_periods(rest, clock)
    kind = said.kind or _kind(low, percent)
    plan = kind is None and not percent and bool(_PLAN_FIRST.search(low_rest))
    earlier = ""
    if kind is None and not said.compares and (match := _EARLIER.search(to_plain(rest))):
        earlier = match[0]
        rest = rest[: match.start()] + rest[match.end() :]
    words = _own_words(rest, kind)
    return Meaning(
        words, said.period or period, kind, said.basis, "%" if percent and kind is not Kind.CHANGE_ABS else unit, plan,
        bool(_ESTIMATE.search(low)), earlier, said.compares,
    )  # fmt: skip


def _take_unit(text: str) -> tuple[str, str | None]:
    """`text` without the unit that it gives, and the unit: "(tỷ đồng)", "(ĐVT: %)", "- %"."""
    unit: str | None = None
    if said := _UNIT_SAID.search(text):
        unit = first_unit(said["unit"])
        text = text[: said.start()] + text[said.end() :]
    for match in reversed(list(_BRACKET.finditer(text))):
        pieces = re.split(r"[,;] *", match[1])
        found = next((u for p in pieces if (u := unit_of(p))), None)
        if found:
            unit = unit or found
            kept = ", ".join(p for p in pieces if not unit_of(p))
            text = text[: match.start()] + (f"({kept})" if kept else " ") + text[match.end() :]
    if match := re.search(r"\s*[-–,]\s*(%|‰)\s*$", text):
        unit, text = unit or match[1], text[: match.start()]
    return re.sub(r"\s+", " ", text).strip(), unit


def first_unit(words: str) -> str | None:
    """The first of the units that a "Đơn vị tính:" lists, as known or as said."""
    piece = re.split(r"[;,]|(?<=.) và ", words.strip())[0].strip(" .")
    return (unit_of(piece) or lowered(piece)) if piece else None


def _compared(text: str, low: str, percent: bool) -> Meaning:
    """What the heading compares with; `words` is what is left of it."""
    if match := _HUNDRED.search(low):
        basis = text[match.start("basis") : match.end("basis")].strip(_EDGES)
        basis = basis if _EARLIER.search(to_plain(basis)) or re.search(r"\d", basis) else ""
        left = text[: match.start()] + text[match.end() :]
        return Meaning(left, kind=Kind.INDEX, basis=basis or None, compares=True)
    if match := _YEARS.search(low):
        left = text[: match.start()] + text[match.end() :]
        return Meaning(left, Period(PeriodUnit.YEAR, int(match["a"])), Kind.INDEX, f"năm {match['b']}", compares=True)
    if match := _SO.search(low):
        return _against(text[: match.start()], text[match.end() :].strip(_EDGES))
    plans = [b for b in bases(low) if b.kind is BasisKind.PLAN]
    if percent and plans:
        basis = plans[-1].span
        return Meaning(text[: basis.start] + text[basis.end :], kind=Kind.PLAN_PCT, basis=basis.of(text), compares=True)
    if percent and (match := _EARLIER.search(low)) and "cơ cấu" not in low:
        left = text[: match.start()] + text[match.end() :]
        return Meaning(left, kind=Kind.INDEX, basis=text[match.start() : match.end()].strip(), compares=True)
    return Meaning(text)


def _against(before: str, after: str) -> Meaning:
    """What stands before "so với" is compared with what stands behind; behind the basis may stand a period again."""
    low = to_plain(f"so với {after}")
    basis = next(iter(bases(low)), None)
    if basis is None or basis.extent.start > 0:
        return Meaning(before, kind=Kind.INDEX if after else None, basis=after or None, compares=True)
    span = basis.span
    full = f"so với {after}"
    words = full[span.start : span.end]
    kind = Kind.PLAN_PCT if basis.kind is BasisKind.PLAN else Kind.INDEX
    if basis.kind is BasisKind.WHOLE and re.match(r"tổng|dân số|gdp|grdp", to_plain(words)):
        kind = Kind.SHARE
    return Meaning(f"{before} {full[span.end :]}", kind=kind, basis=words, compares=True)


def _kind(low: str, percent: bool) -> Kind | None:
    if _SHARE.search(low) and percent:
        return Kind.SHARE
    if _CHANGE.search(low):
        return Kind.CHANGE_PCT if percent or "tốc độ" in low or "tăng trưởng" in low else Kind.CHANGE_ABS
    if _SHARE.search(low):
        return Kind.SHARE
    return Kind.PLAN_PCT if percent and re.search(rf"{_B}(?:hoàn thành|đạt){_A}", low) else None


def share_or_change(low: str) -> Kind | None:
    """The kind that a label or caption gives to its figures in %: a growth, a share, an index, or None."""
    if _CHANGE.search(low):
        return Kind.CHANGE_PCT
    if _INDEX.search(low):
        return Kind.INDEX
    return Kind.SHARE if _SHARE.search(low) else None


def is_change(text: str) -> bool:
    """Whether a heading says that what is compared is a change and not a ratio: "Tăng, giảm so với cùng kỳ"."""
    return bool(_CHANGE.search(to_plain(spelt_out(text))))


def mentions(text: str, clock: Clock) -> Iterator[tuple[PeriodMention, Period | None]]:
    """The mentions of time in a heading; a bare day is the day that a stock is counted on."""
    low = to_plain(text)
    for mention in periods(low, clock):
        period = mention.period
        if mention.rule == "day":
            day = re.sub(r"^\D*", "", mention.span.of(low))
            period = next((m.period for m in periods(f"đến {day}", clock)), None)
        yield mention, period


def _take_periods(text: str, clock: Clock) -> tuple[Period | None, str]:
    """The period that a heading names, and its other words. A year beside a month or quarter is that one's year."""
    found = list(mentions(text, clock))
    dated = [(m, p) for m, p in found if p is not None]
    rest = text
    for mention, period in reversed(found):
        named = period is None or (mention.rule == "season")
        if not named:
            rest = rest[: mention.span.start] + " " + rest[mention.span.end :]
    if not dated:
        bare = re.search(rf"(?<![\d.,/-])({_Y4})(?![\d.,/-])", rest) if not found else None
        if bare:
            return Period(PeriodUnit.YEAR, int(bare[1])), rest[: bare.start()] + rest[bare.end() :]
        return None, rest
    mention, period = next((d for d in reversed(dated) if d[1] and d[1].unit is not PeriodUnit.YEAR), dated[-1])
    year = next((p.year for m, p in dated if p and p.unit is PeriodUnit.YEAR and m.explicit_year), None)
    year = year or next((int(m[1]) for m in re.finditer(rf"(?<![\d.,/-])({_Y4})(?![\d.,/-])", rest)), None)
    rest = re.sub(rf"(?<![\d.,/-]){_Y4}(?![\d.,/-])", " ", rest)
    if period and year and not mention.explicit_year:
        period = replace(period, year=year)
    return period, rest


def _own_words(text: str, kind: Kind | None) -> str:
    """The words that tell a column from another: without fillers, and without those that the kind says."""
    for pattern in (_FILLERS, _KIND_FILLERS) if kind is not None else (_FILLERS,):
        text = _cut(pattern, text)
    text = re.sub(r"\s+", " ", text).strip(_EDGES)
    while (match := _JOINERS.search(text)) is not None:
        text = (text[: match.start()] + text[match.end() :]).strip(_EDGES)
    return re.sub(r"\s+", " ", text) if re.search(r"[^\W\d_]", text) else ""


def _cut(pattern: re.Pattern[str], text: str) -> str:
    for match in reversed(list(pattern.finditer(to_plain(text)))):
        text = text[: match.start()] + " " + text[match.end() :]
    return text


def read_caption(lines: list[str], clock: Clock) -> Caption:
    """What the captions of a table say; `clock` gives the year that they leave out."""
    text = re.sub(r"\s+", " ", " ".join(_NUMBERED.sub("", line) for line in lines)).strip()
    notes = []
    for match in reversed(list(_COLUMN_NOTE.finditer(text))):
        which = -1 if match["which"] == "cuối" else int(match["which"]) - 1
        notes.append((which, read_heading(match["words"], clock)))
        text = text[: match.start()] + text[match.end() :]
    unit = None
    if (said := _UNIT_SAID.search(text)) is not None:
        unit = first_unit(said["unit"])
        text = text[: said.start()] + text[said.end() :]
    text, own = _take_unit(text)
    unit = unit or own
    meaning = read_heading(text, clock)
    found = [p for _, p in mentions(text, clock) if p is not None]
    found = [p for p in found if p.unit is not PeriodUnit.YEAR] or found
    period = meaning.period or (found[-1] if found else None)
    return Caption(_subject(text, clock), unit, period, meaning, tuple(notes))


def _subject(text: str, clock: Clock) -> str:
    text = _BRACKET.sub(" ", text)
    if match := _SO.search(to_plain(text)):
        text = text[: match.start()]
    for mention, _ in reversed(list(mentions(text, clock))):
        text = text[: mention.span.start] + " , " + text[mention.span.end :]
    text = re.sub(r"\s+", " ", text).strip(_EDGES)
    if match := _SPLIT_TAIL.search(to_plain(text)):
        text = text[: match.start()]
    text = _LEADS.sub("", re.sub(r"(?:\s*,|\s+và)+\s*,.*$|\s*,\s*$", "", text)).strip(_EDGES)
    while (match := _JOINERS.search(text)) is not None:
        text = (text[: match.start()] + text[match.end() :]).strip(_EDGES)
    return "" if _GENERIC.search(to_plain(text)) else sentence_case(text)


_ACRONYMS = frozenset("GRDP GDP FDI IIP CPI USD ODA NSNN HĐND UBND BHYT BHXH BHTN TW CNTT OCOP PAPI PCI PAR ICOR VND EUR HTX SXKD KCN CCN TTCN XNK".split())


def sentence_case(words: str) -> str:
    """Words in capitals as a sentence writes them; acronyms and other spellings stay."""
    if not words.isupper() or len(words.split()) < 2:
        return words
    lower = [word if word.strip(",.()") in _ACRONYMS else word.lower() for word in words.split(" ")]
    return " ".join([lower[0][:1].upper() + lower[0][1:], *lower[1:]])
