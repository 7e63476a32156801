"""What stands above a table: the subject of its rows, their unit and period, notes on single columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.folding import plain as to_plain
from index.grammar.patterns import whole
from index.grammar.periods import Clock
from index.lines import UPPER
from index.records import Period, PeriodUnit
from index.subjects import Subject
from index.table_headings import (
    BRACKET,
    COMPARED,
    EDGES,
    UNIT_SAID,
    Meaning,
    first_unit,
    mentions,
    read_heading,
    take_unit,
    without_loose_words,
)

_NUMBERED = re.compile(
    r"^\W*(?:bảng|biểu|phụ lục|hình|phụ biểu)\s*(?:số\s*)?(?:\d+(?:[.\-]\d+)*|[IVX]+(?![^\W\d_]))[a-z]?"
    r"[.:)]?\s*[-–:]?\s*"
    r"|^\s*(?:\d{1,3}(?:\.\d+)*|[IVX]+)[.)]\s+",
    re.IGNORECASE,
)
_TABLE = re.compile(r"\W*(?:bảng|biểu|phụ biểu)\s*(?:số\s*)?\d", re.IGNORECASE)
_PLACE_ALONE = re.compile(rf"(?:(?i:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn)(?: [{UPPER}][^\W\d_]*)+)")
_DIVIDED = re.compile(
    r"(?<![^\W\d_])(?:phân +theo|chia +theo|chia +ra|theo +(?!giá(?![^\W\d_]))|(?:của|tại|ở) +(?:một số|các)).*$"
)
_LEADS = re.compile(
    r"^(?:(?:niên giám(?: thống kê)?|báo cáo|thông cáo|tổng hợp|tình hình thực hiện|tình hình|kết quả thực hiện"
    r"|kết quả|rà soát|bảng|biểu|số liệu|thực hiện|một số|các|ước tính|ước)(?![^\W\d_])\s*)+",
    re.IGNORECASE,
)
_SOME = re.compile(r"(?<![^\W\d_])(?:một số|chủ yếu)(?![^\W\d_])\s*", re.IGNORECASE)
_GENERIC = re.compile(whole(("chỉ tiêu", "tiếp theo", "phụ lục", "số liệu")))
_ON_A_COLUMN = re.compile(r"\(?cột +(?P<which>cuối|\d{1,2})(?: *cùng)? *:? *(?P<words>[^()]*)\)?", re.IGNORECASE)
_ACRONYMS = frozenset(
    "GRDP GDP FDI IIP CPI USD ODA NSNN HĐND UBND BHYT BHXH BHTN TW CNTT OCOP PAPI PCI PAR ICOR VND EUR HTX XNK".split()
)
_NOT_MEASURES = re.compile(r"lương thực|điện (?:tử|thoại|máy|lực)|khách sạn|điểm (?:trường|du lịch)|giá đỡ")
LISTED = re.compile(r"\s*,\s*|\s+và\s+")
_RATES = re.compile(r"(?:tỷ lệ|số|tổng|tốc độ|chỉ số|cơ cấu)(?![^\W\d_])")


@dataclass(frozen=True, slots=True)
class Caption:
    """A table's captions: the subject of its rows, its unit and period, what they say of all or of single columns.

    `notes` pair a column's number (-1: the last) with what is said of it.
    """

    subject: str
    unit: str | None
    period: Period | None
    meaning: Meaning
    notes: tuple[tuple[int, Meaning], ...] = ()


def unnumbered(line: str) -> str:
    """A caption without its number: "Bảng 31. Dân số" -> "Dân số"."""
    return _NUMBERED.sub("", line)


def own_lines(lines: Sequence[str]) -> Sequence[str]:
    """The captions from the line that numbers the table on: what stands above it is the title of the report."""
    at = [n for n, line in enumerate(lines) if _TABLE.match(line) and unnumbered(line).strip(EDGES)]
    return lines[at[-1] :] if at else lines


def read_caption(lines: Sequence[str], clock: Clock) -> Caption:
    """What the captions of a table say; `clock` gives the year that they leave out."""
    text = re.sub(r"\s+", " ", " ".join(map(unnumbered, lines))).strip()
    notes = []
    for note in reversed(list(_ON_A_COLUMN.finditer(text))):
        which = -1 if note["which"].lower() == "cuối" else int(note["which"]) - 1
        notes.append((which, read_heading(note["words"], clock)))
        text = text[: note.start()] + text[note.end() :]
    unit = None
    if (said := UNIT_SAID.search(text)) is not None:
        unit = first_unit(said["unit"])
        text = text[: said.start()] + text[said.end() :]
    text, own = take_unit(text)
    meaning = read_heading(text, clock)
    found = [p for _, p in mentions(text, clock) if p is not None]
    found = [p for p in found if p.unit is not PeriodUnit.YEAR] or found
    period = meaning.period or (found[-1] if found else None)
    return Caption(_subject(text, clock), unit or own, period, meaning, tuple(notes))


def _subject(text: str, clock: Clock) -> str:
    """The words of a caption that name what its rows measure; "" when it names none ("Một số chỉ tiêu chủ yếu")."""
    text = BRACKET.sub(" ", text)
    if link := COMPARED.search(to_plain(text)):
        text = text[: link.start()]
    for mention, _ in reversed(list(mentions(text, clock))):
        text = text[: mention.span.start] + " , " + text[mention.span.end :]
    text = re.sub(r"\s+", " ", text).strip(EDGES)
    if divided := _DIVIDED.search(to_plain(text)):
        text = text[: divided.start()]
    text = _LEADS.sub("", re.sub(r"(?:\s*,|\s+và)+\s*,.*$", "", text))
    text = _first_of_a_kind(without_loose_words(_SOME.sub("", text.strip(EDGES))))
    if _PLACE_ALONE.fullmatch(text):
        return ""
    return "" if _GENERIC.search(to_plain(text)) else sentence_case(text)


def _first_of_a_kind(text: str) -> str:
    """The first of the indices that a caption lists ("Chỉ số giá tiêu dùng, chỉ số giá vàng"): rows name the others."""
    first, *others = LISTED.split(text)
    measure = Subject.of(first).measure
    same = measure not in ("", "số") and any(
        Subject.of(o).measure == measure and not Subject.of(o).bare for o in others
    )
    return first if same and not Subject.of(first).bare else text


def sentence_case(words: str) -> str:
    """Words as they begin a sentence; those in capitals are written small but for acronyms."""
    if words.isupper() and len(words.split()) > 1:
        words = " ".join(word if word.strip(",.()") in _ACRONYMS else word.lower() for word in words.split(" "))
    return words[:1].upper() + words[1:]


def names_measure(words: str) -> bool:
    """Whether `words` begin with a measure ("Sản lượng lúa", "Tỷ lệ hộ nghèo"), and not with a name like one."""
    subject = Subject.of(words)
    second = next(iter(words.split()[1:2]), "")
    is_name = second[:1].isupper() and not second.isupper() and not words.isupper()
    if is_name or _NOT_MEASURES.match(subject.plain):
        return False
    return bool(subject.measure) or bool(_RATES.match(subject.plain))


def object_of(subject: str) -> str:
    """What the measures that a caption lists are of: "Diện tích, sản lượng lúa" -> "lúa"; else `subject`."""
    rest, listed = subject, False
    while measure := Subject.of(rest).measure:
        rest = rest[len(measure) :]
        if not (link := LISTED.match(rest)):
            return rest.strip() if listed else subject
        rest, listed = rest[link.end() :], True
    return rest.strip() if listed else subject
