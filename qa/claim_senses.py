"""What the words around a stated number make of it: growth that is named, a plan that is passed, a name behind it."""

from __future__ import annotations

import re
from dataclasses import replace

from index.grammar.patterns import NO_LETTER_AFTER, NO_LETTER_BEFORE
from index.records import Figure, Kind, Span

# "Tăng trưởng GRDP nửa đầu năm là 5,54%" says that GRDP grew by it.
_GROWTH = re.compile(
    rf"{NO_LETTER_BEFORE}(?:tốc độ|mức|nhịp|đà|tỷ lệ)? *(?P<up>tăng trưởng|tăng){NO_LETTER_AFTER}[^;:%\d]*"
    r"(?:\d[^;:%,]*)?(?:là|đạt|ở mức|ước|được|còn|chỉ|:) *(?:hơn|gần|khoảng|chừng|trên|dưới|đạt|là|ở mức)? *$"
)
_FALL = re.compile(rf"{NO_LETTER_BEFORE}(?:tốc độ|mức|nhịp|tỷ lệ) *giảm{NO_LETTER_AFTER}[^;:%\d]*(?:là|ở mức|ước) *$")
_OF_GROWTH = re.compile(rf"{NO_LETTER_BEFORE}(?:tăng trưởng|tốc độ tăng|mức tăng|đà tăng){NO_LETTER_AFTER}")
_AIMS = r"(?:kế hoạch|mục tiêu|chỉ tiêu|kịch bản|phấn đấu)"
_AIM = re.compile(rf"(?i)(?<![^\W_]){_AIMS}(?![^\W_]) *")
# "Vượt kế hoạch: được 17.818 ha" says what was done.
_PLAN_PASSED = re.compile(
    r"(?<![^\W_])vượt (?:kế hoạch|dự toán|chỉ tiêu|mục tiêu)[^,;:\d]*[,;:] *(?:[^\W\d_]+ +){0,2}$"
)
_GROWTH_AIM = re.compile(
    rf"{NO_LETTER_BEFORE}{_AIMS}[^,;.\d]*(?:tăng trưởng|tốc độ tăng|mức tăng)"
    rf"[^,;.\d%]*(?:\d{{4}}[^,;.\d%]*)?$"
)
# "Giảm sâu nhất là nhóm giao thông, 1,58%": the verb stands first.
_MOST = re.compile(rf"(?:^|[,;:.] ){NO_LETTER_BEFORE}(?P<w>tăng|giảm) +[^\W\d_]+ +nhất{NO_LETTER_AFTER}[^\d;.]*$")
_AS_INDEX = re.compile(r"(?<![^\W_])(?:bằng|chỉ số)(?![^\W_])[^,;.]*$")
# "Tăng trưởng mạnh nhất là khai khoáng với 18,8%"
_LEADS = re.compile(r"(?i)^[^,;]*?trưởng(?: [^,;]*?)?(?<![^\W_])là(?: (?:nhóm|ngành|khu vực))? ")
# "Nuôi trồng góp thêm 4.146,6 tấn" gives a part, no change.
_A_PART = re.compile(rf"{NO_LETTER_BEFORE}(?:góp|đóng góp|thu|có|cấp|nhận|đón) +thêm *$")
# What may stand between the numbers of a row that has its verb once: "nông nghiệp tăng 2,78%, dịch vụ 6,60%".
_VERB = re.compile(
    rf"{NO_LETTER_BEFORE}(?:đạt|chiếm|là|bằng|tăng|giảm|còn|mức|tỷ lệ|tỷ trọng|lên|xuống|so|kế hoạch|dự toán|hoàn thành"
    rf"|ước|góp|tức|tương đương){NO_LETTER_AFTER}|[.:()]"
)
_WHOLE = re.compile(r"\d[^,;:.()]* (?:trong|trên) (?:tổng|tổng số|số) *(?:(?:hơn|gần|khoảng|trên) +)?$")
# "Tăng 3,5% so với tháng trước và hơn 30% so với cùng kỳ": the verb is said once.
_AND_AGAIN = re.compile(r"^so với [^,;.%\d]*(?:\d[^,;.%]*)?(?:,| và|, và) (?:(?:hơn|gần|khoảng|tới) )?$")
_NOT_GROWN = re.compile(rf"{NO_LETTER_BEFORE}(?:chiếm|tỷ trọng|kế hoạch|dự toán|đóng góp|kịch bản){NO_LETTER_AFTER}")
# "Vượt 5,1% kế hoạch" is 105,1 % of it.
_PASSED = re.compile(
    rf"{NO_LETTER_BEFORE}vượt{NO_LETTER_AFTER}(?: +(?:kế hoạch|dự toán|chỉ tiêu|mục tiêu|mức|năm|cả|giao|đề ra|được|"
    r"hơn|gần|khoảng|tới|đến|trên|là)(?![^\W_]))* *$"
)
# What may stand between the beginning of a part of a sentence and the number that it begins with.
_OPENING = re.compile(
    rf"(?:^|[,;:(–]|{NO_LETTER_BEFORE}(?:và|với|còn|có|đã có|trong đó|trong đó có)) *"
    r"(?:(?:hơn|gần|ngót|khoảng|chừng|trên|dưới|(?:đã |mới |chỉ )?có|tới|xấp xỉ|và|còn) +)*$"
)
_ADDED = re.compile(
    rf"{NO_LETTER_BEFORE}(?:thêm|bớt|hụt|mất đi|hao hụt|dôi ra|ít đi|nhiều lên){NO_LETTER_AFTER}|"
    r"(?:nhiều|ít|cao|thấp) hơn[^;.]*lần lượt"
)
_OF_ALL = re.compile(
    r"\d[^\d]*[,;:(] *(?:còn |và )?(?:nếu )?(?:tính chung(?: lại)?|chung|cộng lại|tổng cộng|bình quân chung|"
    r"tính tổng thể|tính gộp(?: lại)?|tổng thể)(?: toàn tỉnh| cả tỉnh| cả nước)?(?: *(?:là|đạt|thì|được|ở mức|:))* *"
    r"(?:hơn|gần|khoảng)? *$"
)
_NO_NAME = re.compile(
    r" *(?:so với|so|cùng kỳ|kế hoạch|kh|dự toán|chỉ tiêu|nghị quyết|mục tiêu|trong|của năm|vào|năm|tháng|quý|là|"
    rf"do|nhờ|và|thì|nên|mà|khi){NO_LETTER_AFTER}"
)
_NAME_ENDS = re.compile(r"[,;:.()]|\d|$")
_SHARES = (Kind.RATIO, Kind.SHARE, Kind.OTHER)


def as_meant(figure: Figure, low: str) -> Figure:
    """A stated figure whose kind the words before it tell otherwise than by a verb; `low` is its text, plain."""
    before = low[figure.sentence.start : figure.span.start]
    match figure.kind:
        case Kind.CHANGE_ABS if not figure.basis and (_A_PART.search(before) or _PLAN_PASSED.search(before)):
            return replace(figure, kind=Kind.LEVEL, direction=None)
        case Kind.INDEX if before.endswith("("):
            # What stands in brackets behind a basis is the level that is compared with.
            return replace(figure, kind=Kind.OTHER)
        case Kind.INDEX if _OF_GROWTH.search(before) and not _AS_INDEX.search(before):
            return replace(_grown(figure), kind=Kind.CHANGE_PCT)
        case Kind.PLAN_PCT if figure.basis and _GROWTH_AIM.search(before):
            # "Mục tiêu tăng trưởng GRDP 13,6%" aims at growth, it is no share of an aim.
            name = _AIM.sub("", figure.indicator).strip()
            return replace(figure, indicator=name, kind=Kind.OTHER, direction="tăng", basis=None)
        case Kind.RATIO if not _NOT_GROWN.search(before):
            return _change(figure, before)
        case _:
            return figure


def _change(figure: Figure, before: str) -> Figure:
    """A bare share that the words before it make a growth or a fall."""
    if fronted := _MOST.search(before):
        return replace(figure, kind=Kind.CHANGE_PCT, direction=fronted["w"])
    if _GROWTH.search(before):
        return replace(figure, kind=Kind.CHANGE_PCT, direction="tăng")
    if _FALL.search(before):
        return replace(figure, kind=Kind.CHANGE_PCT, direction="giảm")
    if _OF_GROWTH.search(before) and not figure.basis:
        # "Dẫn đầu tăng trưởng là công nghiệp với 10,87%": the sentence is about growth, its verbs are not.
        return _grown(figure)
    return figure


def _grown(figure: Figure) -> Figure:
    """A number of a sentence about growth, called by what grew."""
    name = _LEADS.sub("", figure.indicator) or figure.indicator
    return replace(figure, indicator=name, kind=Kind.OTHER, direction="tăng")


def in_row(before: Figure, figure: Figure, low: str) -> Figure:
    """A share right behind a change, with a name and no verb of its own, may be a change as that one is."""
    if before.sentence != figure.sentence or figure.kind not in (Kind.RATIO, Kind.INDEX):
        return figure
    between = low[before.span.end : figure.span.start].lstrip(" %")
    if before.kind is Kind.INDEX and figure.kind is Kind.RATIO and not figure.basis and _AS_INDEX.search(between):
        return replace(figure, kind=Kind.INDEX, basis=before.basis)
    if not before.direction or before.kind not in (Kind.CHANGE_PCT, Kind.OTHER):
        return figure
    if figure.kind is Kind.INDEX:
        again = _AND_AGAIN.search(between)
        return replace(figure, kind=Kind.CHANGE_PCT, direction=before.direction) if again else figure
    if not re.match(r"[,;]|và ", between) or _VERB.search(between) or len(between.split()) < 2:
        return figure
    return replace(figure, kind=Kind.OTHER, direction=before.direction, basis=figure.basis or before.basis)


def is_addition(before: str) -> bool:
    """Whether words before a number make it what came in addition or was lost: "dịch vụ có thêm 1.472 nghìn người"."""
    return bool(_ADDED.search(before))


def of_all(figure: Figure, low: str) -> Figure:
    """A number behind its parts that says it is of them all: "thành thị 2,88%, nông thôn 2,19%, tính chung 2,46%"."""
    if not figure.head or not _OF_ALL.search(low[figure.sentence.start : figure.span.start]):
        return figure
    return replace(figure, indicator=figure.head, head="")


def passes_plan(figure: Figure, before: str) -> bool:
    """Whether a share of a plan says by how much the plan was passed; `before` are the plain words before it."""
    return figure.kind is Kind.PLAN_PCT and figure.number < 100 and bool(_PASSED.search(before))


def is_whole(before: str) -> bool:
    """Whether a number is that of which another is a part: "285 lượt trong tổng số 62.400 lượt"."""
    return bool(_WHOLE.search(before))


def name_behind(figure: Figure, extent: Span, low: str) -> str:
    """The words behind a share that begins its part of the sentence: they name it ("69% hồ sơ nộp trực tuyến")."""
    share = figure.kind in _SHARES and figure.unit in ("%", "phần trăm")
    money = figure.kind is Kind.LEVEL and (figure.unit or "").endswith(("đồng", "USD"))
    if not share and not money:
        return ""
    if not _OPENING.search(low[figure.sentence.start : figure.span.start]) or _NO_NAME.match(low, extent.end):
        return ""
    end = _NAME_ENDS.search(low, extent.end)
    return low[extent.end : min(end.start() if end else len(low), figure.sentence.end)].strip()
