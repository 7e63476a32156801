"""The words that name what a figure measures: cleaned of verbs and fillers, split into a measure and its object."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.folding import plain as to_plain
from index.grammar.patterns import NO_LETTER_AFTER, NO_LETTER_BEFORE, alternatives
from index.lexicon import DEPENDENT_MEASURES, DOWN_SIGNS, MEASURES, RIGHT_KEEPS, SUBJECT_EDGE, UP_SIGNS

_EDGE = rf"(?:(?<!sầu )(?!bằng cấp){alternatives(SUBJECT_EDGE)}|(?<!chứng )chỉ(?! +(?:số|tiêu|thị)))"
# Bullets and arrows name nothing.
_SIGNS = f"•●▪◦▫■□➢✓❖★{UP_SIGNS}{DOWN_SIGNS}"
_MARKS = rf"[\s,;.:(\-+*{_SIGNS}\"“”'/&]"
_LEFT = re.compile(rf"[\s,;.:()\-+*{_SIGNS}\"“”'/&]|{_EDGE}{NO_LETTER_AFTER}")
_RIGHT_EDGE = rf"(?:{alternatives(word for word in SUBJECT_EDGE if word not in RIGHT_KEEPS)}|(?<!chứng )chỉ)"
_RIGHT = re.compile(rf"(?:{_MARKS}|{NO_LETTER_BEFORE}(?<!thực )(?<!sầu ){_RIGHT_EDGE})$")
_LONGEST_EDGE = 32
_STRETCH = 400
_SUPERLATIVE = re.compile(
    r"(?: +| *, *)(?:là (?:nhóm|ngành|khu vực|mặt hàng|địa phương|lĩnh vực)|(?:có mức |giảm |tăng )?(?:cao|thấp|"
    r"lớn|nhiều|đông|ít|nhỏ|mạnh|sâu) nhất|dẫn đầu|đứng đầu)(?![^\W\d_]).*$"
)
_PLACE_FILLERS = re.compile(
    rf"{NO_LETTER_BEFORE}(?:trên địa bàn toàn tỉnh|trên địa bàn tỉnh|trên địa bàn huyện|toàn tỉnh|toàn huyện|"
    rf"toàn xã|cả nước|toàn quốc|của tỉnh|của huyện|trên địa bàn|toàn ngành|ước|tỉnh|huyện)(?![^\W\d_])"
)
_MEASURE = re.compile(rf"^(?:(?:tổng|số|ước)\s+)?{alternatives(MEASURES)}{NO_LETTER_AFTER}")
_NO_MEASURE = re.compile(
    r"(?:thu (?:hái|hoạch|hút|hồi|gom)|chi (?:tiết|trả|nhánh|cục)|giá (?:trị gia tăng)|số hóa|tiền sử|"
    r"điện (?:biên|bàn)|điểm (?:cầu|cấp|trường))(?![^\W\d_])"
)
_ANY_MEASURE = re.compile(rf"{NO_LETTER_BEFORE}{alternatives(MEASURES)}{NO_LETTER_AFTER}")
_RATE = re.compile(rf"{NO_LETTER_BEFORE}(?:tỷ lệ|tỷ suất|tỷ trọng|độ che phủ|tl|hệ số){NO_LETTER_AFTER}")
_BARE_WORDS = re.compile(
    rf"{NO_LETTER_BEFORE}(?:thu hoạch|gieo trồng|gieo cấy|đăng ký|đăng kỳ|thực hiện|bình quân|trồng mới|hiện có|"
    rf"khai thác|nuôi trồng|kinh doanh|tăng thêm|cho thu hoạch|hằng năm|cả năm|tổng|số|chung){NO_LETTER_AFTER}"
)
_CUT = re.compile(r"(?<!xuất)[,;.]\s+|(?<![^\W\d_])với\s+")
_TURN = re.compile(r"^.*(?<![^\W\d_])(?:nhưng|song|trong khi đó|trong khi|nghĩa là|đồng thời)(?![^\W\d_])\s*")
_NUMBERING = re.compile(
    r"^\d{1,2}(?:[.)]|(?:\.\d{1,2})+[.)]?)(?: +(?=[^\W\d_])|$)|^\d{1,3} +(?=(?:chỉ tiêu|tiêu chí|nhiệm vụ|mục tiêu)\b)"
)
_LONGEST = 20


@dataclass(frozen=True, slots=True)
class Subject:
    """An indicator's words. `measure` is its head ("diện tích"), `object` the rest; `bare` has no object of its own."""

    text: str = ""
    plain: str = ""
    measure: str = ""
    object: str = ""
    bare: bool = False
    head: str = ""

    @classmethod
    def of(cls, text: str, measure: str | None = None, bare: bool | None = None) -> Subject:
        """A subject from clean words."""
        text = re.sub(r"\s+", " ", text).strip()
        low = to_plain(text)
        match = None if _NO_MEASURE.match(low) else _MEASURE.match(low)
        found = match[0] if match else ""
        rest = low[match.end() :] if match else low
        rest = re.sub(r"\s+", " ", _BARE_WORDS.sub("", _PLACE_FILLERS.sub("", rest))).strip(" ,-–—")
        return cls(
            text,
            low,
            found if measure is None else measure,
            rest,
            bool(found in DEPENDENT_MEASURES and not rest) if bare is None else bare,
        )

    @property
    def only_edges(self) -> bool:
        """Whether nothing but fillers and verbs is left."""
        return not re.sub(rf"{NO_LETTER_BEFORE}{_EDGE}{NO_LETTER_AFTER}|[\s,.;:()-]", "", self.plain)

    def as_object(self) -> Subject:
        """The subject without its measure: what another measure may be asked of ("Lúa mùa" of "diện tích lúa mùa")."""
        match = None if _NO_MEASURE.match(self.plain) else _MEASURE.match(self.plain)
        if not match or not self.object:
            return self
        return Subject.of(self.text[match.end() :].strip(" ,"))


def read_subject(text: str, plain: str) -> Subject:
    """The subject in a stretch of words up to a number; empty when nothing but verbs and fillers stands there."""
    end = len(plain)
    start = max(0, end - _STRETCH)
    while start < end and (left := _LEFT.match(plain, start, end)):
        start = left.end()
    while start < end and (right := _RIGHT.search(plain, max(start, end - _LONGEST_EDGE), end)):
        if plain.endswith(("trở lên", "trở xuống"), start, end):
            break
        end = right.start()
        while start < end and (left := _LEFT.match(plain, start, end)):
            start = left.end()
    if end <= start:
        return Subject()
    if (turn := _TURN.match(plain[start:end])) and turn.end() < end - start:
        return read_subject(text[start + turn.end() : end], plain[start + turn.end() : end])
    start = _shorten(plain, start, end)
    words = text[start:end]
    if words.count(")") != words.count("("):
        words = re.sub(r"\([^()]*$|^[^()]*\)", "", words)
    words = re.sub(r"\((?![A-ZĐ]{2,8}\))[^()]*\)", " ", words)
    words = _NUMBERING.sub("", words)
    words = re.sub(
        r"(?<= ),? *là (?:nhóm|ngành|khu vực|mặt hàng|địa phương) (?:giảm|tăng|có)[^,;]*$", "", words.strip(" ,;:-–—")
    )
    return Subject.of(words.strip(" ,;:-–—"))


def _deed_measured(stretch: str, cut: int) -> bool:
    """Whether a bare measure behind "với" measures what was said before: "cấp giấy chứng nhận ... với diện tích"."""
    before = re.split(r"[,;.)]", stretch[:cut])[-1].split()
    return stretch[:cut].rstrip().endswith("với") and len(stretch[cut:].split()) <= 2 and len(before) >= 5


def _shorten(plain: str, start: int, end: int) -> int:
    """Long stretches keep their last measure phrase after a comma, else their last clause."""
    stretch = plain[start:end]
    cuts = [m.end() for m in _CUT.finditer(stretch)]
    for cut in reversed(cuts):
        if _MEASURE.match(stretch[cut:]) and not _deed_measured(stretch, cut):
            return start + cut
    if len(stretch.split()) > _LONGEST:
        return start + cuts[-1] if cuts else start
    return start


def without_superlative(subject: Subject) -> Subject:
    """The subject up to "cao nhất là ...": what the members of a ranking are ranked by."""
    match = _SUPERLATIVE.search(subject.plain)
    return Subject.of(subject.text[: match.start()]) if match and match.start() else subject


def has_measure(subject: Subject) -> bool:
    """Whether any word of the subject is a measure."""
    return bool(_ANY_MEASURE.search(subject.plain))


def is_rate(subject: Subject) -> bool:
    """Whether the subject is itself a rate, so that its level is in %."""
    return bool(_RATE.search(subject.plain))


_CLASS_NOUNS = (
    "khu vực",
    "thành phố",
    "thị xã",
    "thị trấn",
    "xã",
    "huyện",
    "nhóm",
    "ngành",
    "vùng",
    "tỉnh",
    "phường",
    "khối",
)


def _before_sibling(head: Subject, own: Subject) -> str:
    """The head up to where it names a sibling of `own`: "... khu vực thành thị" before "khu vực nông thôn"."""
    lead = next((noun for noun in _CLASS_NOUNS if own.plain.startswith(f"{noun} ")), "")
    at = head.plain.find(f" {lead} ") if lead else -1
    return head.text[:at] if at > 0 else head.text


def join(head: Subject, own: Subject) -> Subject:
    """`own` with what it inherits in front; words that it repeats are not said twice."""
    if not head.text or head.plain in own.plain:
        return own
    if own.plain and own.plain in head.plain:
        return head
    kept = _before_sibling(head, own)
    merged = Subject.of(f"{kept} {own.text}")
    return Subject(merged.text, merged.plain, merged.measure, merged.object, merged.bare, head.text)
