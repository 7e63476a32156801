"""Layer four: what a figure is compared with ("so với cùng kỳ năm trước", "dự toán HĐND tỉnh giao") and how."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from index.grammar.patterns import NO_LETTER_AFTER, NO_LETTER_BEFORE, alternatives, whole
from index.lexicon import DOWN_SIGNS, DOWN_WORDS, PLAN_TAIL, PLAN_WORDS, UP_SIGNS, UP_WORDS
from index.records import Span


class BasisKind(StrEnum):
    """What stands on the other side of a comparison."""

    EARLIER = "earlier"
    PLAN = "plan"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Basis:
    """A basis of comparison. `span` covers its words without "so với"; `extent` includes the link.

    `linked` says that "so với" (or the like) stands before it.
    """

    span: Span
    extent: Span
    kind: BasisKind
    linked: bool


_Y4 = r"(?:19|20)\d\d"
_LINK = r"(?:(?:nếu +|khi +)?so +với|so(?= +(?:cùng|ck))|so +sánh +với|đối +chiếu(?: +với)?)"
_EARLIER = (
    rf"(?:thực +hiện +|bình +quân +|số +|mức +)*cùng +kỳ(?: +các)?(?: +(?:của +)?năm +(?:trước|ngoái|{_Y4})|"
    rf" +(?:{_Y4}|trước))?(?!\d)"
    rf"|cùng +(?:thời +điểm|tháng|quý|thời +gian)(?: +(?:của +)?(?:năm +(?:trước|ngoái|{_Y4})|(?:tháng|quý) +trước))?"
    r"|(?:bình +quân +)?(?:tháng|quý|năm|vụ|kỳ|tuần) +(?:trước|ngoái)(?: +liền +kề)?"
    rf"|ck{NO_LETTER_AFTER}(?: +{_Y4})?"
    r"|vụ +[^\W\d_]+(?: +[^\W\d_]+)? +(?:năm +)?(?:trước|ngoái)"
)
_AFTER_LINK = (
    rf"(?:(?:bình +quân +|mức +(?:tăng +|giảm +)?(?:của +)?|ước +(?:thực +hiện +)?)?(?:cuối +|đầu +|cùng +)?"
    rf"(?:tháng +\d{{1,2}}(?: *(?:/|năm) *{_Y4})?|\d{{1,2}} +tháng(?: +đầu)?(?: +năm)?(?: +{_Y4})?|"
    rf"quý +(?:i{{1,3}}v?|iv|\d)(?: *(?:/|năm) *{_Y4})?|năm +{_Y4}|{_Y4}"
    rf"|năm +(?:trước|ngoái)|(?:cuối|đầu) +năm(?: +{_Y4})?|(?:ngày +)?\d{{1,2}}/\d{{1,2}}(?:/{_Y4})?))(?![\d/])"
)
_PLAN = (
    rf"(?:{alternatives(PLAN_WORDS)}|(?<=%)dt|(?<=% )dt){NO_LETTER_AFTER}(?:(?: +|"
    rf"/ *)(?:{alternatives(PLAN_TAIL)}{NO_LETTER_AFTER}|{_Y4}(?!\d)))*"
)
_WHOLE = (
    r"(?:tổng +(?:số +)?[^\W\d_]+(?: +[^\W\d_]+){0,6}|(?:số +)?vốn +đăng +k[ýỳ][^,;.()]*|gdp|grdp|dân +số|"
    r"số +hộ|số +xã|quy +mô +[^,;.()]+)"
)
_OPEN = (
    r"[^,;.:()\n]{2,70}?(?= *(?:[,;.:()\n]|$|(?:tăng|giảm|đạt|ước|bằng|là|thì|nhưng|do|nhờ|vì|trong +đó|gồm|"
    r"và|khi|tại)(?![^\W\d_])))"
)

_BASIS = re.compile(
    rf"{NO_LETTER_BEFORE}(?:(?P<link>{_LINK}) +(?:(?P<plan_l>(?:khối +lượng +(?:theo +)?)?{_PLAN})|"
    rf"(?P<earlier_l>{_EARLIER}|{_AFTER_LINK})|(?P<open>{_OPEN}))"
    rf"|(?P<earlier>{_EARLIER})|(?P<plan>{_PLAN}))"
)
_PLAN_IN_OPEN = re.compile(alternatives(PLAN_WORDS) + NO_LETTER_AFTER)


def bases(plain: str) -> Iterator[Basis]:
    """The bases of comparison in `plain`, in order, without overlap."""
    for match in _BASIS.finditer(plain):
        groups = match.groupdict()
        name = next(n for n in ("plan_l", "earlier_l", "open", "earlier", "plan") if groups[n])
        start, end = match.span(name)
        while end > start and plain[end - 1] == " ":
            end -= 1
        kind = BasisKind.PLAN if name.startswith("plan") else BasisKind.EARLIER
        if name == "open":
            kind = BasisKind.PLAN if _PLAN_IN_OPEN.search(plain, start, end) else BasisKind.WHOLE
        yield Basis(Span(start, end), Span(match.start(), end), kind, bool(groups["link"]))


_FILLERS = (
    r"(?:(?:,|hơn|khoảng|gần|trên|dưới|xấp xỉ|thêm|tới|mạnh(?: nhất)?|nhẹ|cao(?: nhất)?|sâu(?: nhất)?|"
    r"được|bình quân|mức|ở mức|nhiều nhất|nhất|thấp nhất|khá|đến|là|tuyệt đối|tương ứng|lần lượt|ước|ước đạt|"
    r"đạt|chung lên|lên(?= +\d+,\d+ +điểm)|với mức|nhanh|đáng kể|đột biến|thấp|không dưới|ít nhất|ròng|thực tế|"
    r"với)(?![^\W\d_]) *)*"
)
_DIRECTION = re.compile(
    rf"(?:(?P<up>{whole(UP_WORDS)}|[{UP_SIGNS}])|(?P<down>{whole(DOWN_WORDS)}|[{DOWN_SIGNS}]))"
    rf"(?P<object> +(?:vụ|mức|so|của|quý|tháng|năm|kịch bản|cpi|cùng kỳ|kế hoạch|dự toán|bình quân|mục tiêu|"
    rf"chỉ tiêu)[^,;.()\d]*?(?:\d[\d/]*)?(?: *\([^()]*\))?)? *(?:là +)?{_FILLERS}$"
)
_INTO = re.compile(
    rf"{NO_LETTER_BEFORE}(?:(?:tăng|giảm|nâng)[^,;.()]*?)?(?P<into>lên(?: +(?:tới|đến|thành|mức|trên|gần|hơn|"
    rf"khoảng))?|xuống(?: +còn)?|còn|giảm còn|là) *{_FILLERS}$"
)
_TIMES = re.compile(rf"{NO_LETTER_BEFORE}(?:gấp|bằng|tăng|cao gấp|lớn gấp) *{_FILLERS}$")
_SHARE = re.compile(rf"{NO_LETTER_BEFORE}(?:chiếm|tỷ trọng|đóng góp)[^,;.()\d%]*$")
_REACH = re.compile(
    rf"{NO_LETTER_BEFORE}(?:đạt|bằng|hoàn thành|tương đương|tức|được|thực hiện|mới đạt|thì bằng)(?: +(?:bằng|"
    rf"tỷ lệ|mức|được))* *{_FILLERS}$"
)
_EXCEED = re.compile(rf"{NO_LETTER_BEFORE}(?:vượt)(?: +(?:kế hoạch|dự toán|mức))* *{_FILLERS}$")
_LAST_YEAR_DID = re.compile(
    rf"(?:^|[(,;.]) *(?:cùng +kỳ|ck)(?: +năm +(?:trước|ngoái|{_Y4}))? *(?:tăng|giảm|đạt|là|:)? *$"
)


_REACH_BACK = 140


class Cue(StrEnum):
    """The words just before a number that say how it is meant."""

    UP = "tăng"
    DOWN = "giảm"
    TIMES = "gấp"
    SHARE = "chiếm"
    REACH = "đạt"
    EXCEED = "vượt"
    INTO = "còn"
    NONE = ""


def cue_before(left: str) -> tuple[Cue, int]:
    """The cue at the end of `left` (plain text up to a number) and where it starts; (NONE, len(left)) without one."""
    skipped = max(0, len(left) - _REACH_BACK)
    cue, start = _cue_in(left[skipped:])
    return cue, start + skipped


def _cue_in(left: str) -> tuple[Cue, int]:
    for cue, pattern in ((Cue.EXCEED, _EXCEED), (Cue.SHARE, _SHARE)):
        if match := pattern.search(left):
            return cue, match.start()
    if (match := _DIRECTION.search(left)) and not _into_after(left, match.start()):
        return (Cue.UP if match["up"] else Cue.DOWN), match.start()
    for cue, pattern in (
        (Cue.TIMES, re.compile(rf"{NO_LETTER_BEFORE}gấp *{_FILLERS}$")),
        (Cue.REACH, _REACH),
        (Cue.INTO, _INTO),
    ):
        if match := pattern.search(left):
            return cue, match.start("into") if cue is Cue.INTO else match.start()
    return Cue.NONE, len(left)


def _into_after(left: str, start: int) -> bool:
    tail = left[start:]
    return (
        bool(re.search(r"(?<![^\W\d_])(?:lên|xuống|còn|từ)(?![^\W\d_])(?! +\d+,\d+ +điểm)", tail)) and "kéo" not in tail
    )


def says_last_year(left: str) -> bool:
    """Whether "cùng kỳ tăng" stands before the number: the figure belongs to the year before."""
    return bool(_LAST_YEAR_DID.search(left))
