"""The words around one amount: where they begin and end, what they compare with, what they name."""

from __future__ import annotations

import re
from dataclasses import replace

from index.figure_state import Clause, Sentence
from index.grammar.amounts import UnitClass
from index.grammar.comparisons import Basis, BasisKind, Cue, cue_before
from index.grammar.patterns import NO_LETTER_AFTER, NO_LETTER_BEFORE
from index.grammar.periods import PeriodMention
from index.records import Period, PeriodUnit, Span
from index.subjects import Subject, read_subject

_OF_A_PLAN = re.compile(r"(?:kế hoạch|dự toán|nguồn|vốn|nhà nước|nsnn|nhiệm vụ|kỳ thi|thpt|tết|chỉ tiêu)[^,;.]{0,22}$")
_PLAN_FIRST = re.compile(r"(?:^|[.;:]|đó)[\s\W]*(?:tổng )?(?:số )?(?:kế hoạch|dự toán|chỉ tiêu)")
_POST_STOP = re.compile(
    rf"[;.:()\n]|(?<! thanh)(?<! xuất)(?<! in),(?! bản[ ,])|{NO_LETTER_BEFORE}(?:"
    r"và(?! vừa)|so|đạt(?! (?:chuẩn|tiêu chí|yêu cầu|danh hiệu|giải|kiểm định|từ|hạng))|tăng|giảm|(?<!mặt )bằng|với|"
    r"do|vì|nhờ|trong đó|trong khi|gồm|chiếm|là|thì|nhưng|song|còn|ước|có(?! rừng)|cho|gấp|vượt|tương|"
    r"từ(?! *\d+ *tuổi)|đến|tính|khi|để|nhằm|nâng(?! cao)|xếp|(?<!nâng )cao|thấp|nhiều|ít|theo|rồi|kế|nếu|"
    r"(?<!trở )lên|(?<!trở )xuống|trở(?! lên| xuống)|vào mức|sẽ|(?<!thực )hiện|nhân dịp|cùng|trên(?= *\d)|"
    rf"dưới(?= *\d)|hơn|gần(?= *\d)|khoảng|cả|trị giá|tổng){NO_LETTER_AFTER}"
)
_TARGET_STOP = re.compile(r"[,;:()\n]|(?<![^\W\d_])(?:và|là|gồm|trong đó|còn|so)(?![^\W\d_])|\.(?!\d)")
_ONLY = re.compile(r"(?<![^\W\d_])(?:mới|chỉ) *$")
_RANKED = re.compile(r"[^,;.()]*?(?<![^\W\d_])về +([^,;.()]+?)(?= +(?:nhưng|song|và)(?![^\W\d_])|[,;.()]|$)")
_OF_LAST = re.compile(r" *(?:của|trong) *")
_GROWTH_BEFORE = re.compile(r"(?<![^\W\d_])(?:mức|nhịp|tốc độ|đà) +(?:tăng(?: trưởng)?|giảm) *$")
_OF_LAST_YEAR = re.compile(r" *(?:của|hồi) +(?:cùng +kỳ +)?năm +(?:trước|ngoái)(?![^\W\d_])")
_AMONG = re.compile(
    r"(?:[^,;.()\d]|, *(?=thành phố|thị xã|huyện|quận|đặc khu))*?(?= +(?:và|nhưng|song)(?![^\W\d_])|[,;.()\d]|$)"
)
_THAN = re.compile(r"(?<![^\W\d_])(?:cao|thấp|nhiều|ít|lớn|nhỏ|nhanh|chậm|sớm|muộn|tốt|kém) hơn *$")
_REASON = re.compile(r"(?<![^\W\d_])(?:do|vì|nhờ) [^,;.]*$")
TARGETS = ("chỉ tiêu", "tiêu chí")


def boundary(clause: Clause) -> int:
    """Where the words that may name the amount begin: after ";", a closed aside, or an opening bracket."""
    words = clause.words
    start = words.rfind(";") + 1
    depth, last_open = 0, -1
    for offset, char in enumerate(words):
        if char == "(":
            depth, last_open = depth + 1, offset
        elif char == ")":
            if depth == 0:
                start = max(start, offset + 1)
            depth = max(0, depth - 1)
    if depth and last_open >= start and words[last_open + 1 :].strip():
        start = last_open + 1
    return clause.left.start + start


def subject_at(clause: Clause, span: Span) -> Subject:
    """The subject named in `span`, its dates and comparisons left out."""
    sentence = clause.sentence
    cut = [_dated_part(m, clause.plain) for m in sentence.periods if m.span.meets(span)]
    cut += [b.extent for b in sentence.bases if span.holds(b.extent) and (b.linked or b.kind is BasisKind.EARLIER)]
    pieces, cursor = [], span.start
    for hole in sorted(cut):
        if hole.start >= cursor:
            pieces.append(Span(cursor, hole.start))
        cursor = max(cursor, hole.end)
    pieces.append(Span(cursor, span.end))
    # "= 72,4% KH" has the sign for a verb.
    text = " ".join(clause.text[p.start : p.end] for p in pieces if p.end > p.start).replace("=", " ")
    plain = " ".join(clause.plain[p.start : p.end] for p in pieces if p.end > p.start).replace("=", " ")
    return read_subject(text, plain)


def named_by(clause: Clause, own_left: Span) -> tuple[Subject, Cue]:
    """The subject in the words before the amount, and the verb that ties it to the amount."""
    words = clause.plain[own_left.start : own_left.end]
    cue, cue_at = cue_before(words)
    if cue is not Cue.NONE and (only := _ONLY.search(words[:cue_at])):
        cue_at = only.start()
    end = own_left.start + cue_at
    if own_left.start < end:
        cue2, at2 = cue_before(clause.plain[own_left.start : end].rstrip(" ,"))
        if cue in (Cue.REACH, Cue.INTO) and cue2 is Cue.REACH:
            end = own_left.start + at2
    silent = clause.amount.pair == "second" or plan_aside(clause) is not None
    subject = Subject() if silent else subject_at(clause, Span(own_left.start, end))
    return (ranked(clause) if clause.amount.rank and not subject.text else subject), cue


def ranked(clause: Clause) -> Subject:
    """What a place is in, when it stands behind: "thứ 13/63 cả nước về tốc độ tăng GRDP"."""
    start, end = clause.amount.span.end, clause.sentence.span.end
    match = _RANKED.match(clause.plain[start:end])
    return Subject.of(clause.text[start + match.start(1) : start + match.end(1)]) if match else Subject()


def rank_end(clause: Clause) -> int:
    """Where the words end that say among whom a place is: "4/13 tỉnh, thành phố vùng Đồng bằng sông Cửu Long"."""
    end = clause.amount.extent.end
    match = _AMONG.match(clause.plain, end, min(clause.following, clause.sentence.span.end))
    return match.end() if match else end


def plan_aside(clause: Clause) -> Basis | None:
    """The plan that a bracketed amount states: "dự toán Trung ương giao (5.430 tỷ đồng)"."""
    plain, left = clause.plain, clause.left
    opened = plain.rfind("(", left.start, left.end)
    if opened < 0 or plain[opened + 1 : left.end].strip():
        return None
    for basis in clause.sentence.bases:
        if basis.kind is BasisKind.PLAN and basis.extent.end <= opened and not plain[basis.extent.end : opened].strip():
            return basis
    return None


def right_basis(clause: Clause) -> tuple[Basis | None, int]:
    """What the amount is compared with in the words behind it, and where those words end."""
    end = clause.amount.extent.end
    for basis in clause.sentence.bases:
        if basis.extent.start < end:
            continue
        if basis.extent.start >= clause.following and basis.extent.start > end + 1:
            break
        if _ties(clause, basis):
            inner = _bracketed_basis(clause, basis)
            return (inner, inner.extent.end) if inner else (basis, basis.extent.end)
        break
    return _dated_basis(clause)


def _ties(clause: Clause, basis: Basis) -> bool:
    between = clause.plain[clause.amount.extent.end : basis.extent.start]
    if re.fullmatch(r" *(?:\([^()\d]*\))? *", between):
        return True
    worded = basis.linked and re.fullmatch(r"[^,;.:()\d]{0,60}", between)
    return bool(worded) and not re.search(r"(?<![^\W\d_])(?:tăng|giảm|đạt|nhưng)(?![^\W\d_])", between)


def _dated_basis(clause: Clause) -> tuple[Basis | None, int]:
    """A bare period as the basis: "bằng 93% quý I"."""
    end, amount = clause.amount.extent.end, clause.amount
    for mention in clause.sentence.periods:
        if mention.span.start >= end and mention.rule in ("year", "month", "months", "quarter"):
            relative = amount.unit_class in (UnitClass.PERCENT, UnitClass.TIMES)
            adjacent = not clause.plain[end : mention.span.start].strip() and relative
            before = clause.plain[: amount.span.start][-20:]
            if adjacent and re.search(r"(?:bằng|gấp) *(?:hơn |gần |khoảng )?$", before):
                return Basis(mention.span, mention.span, BasisKind.EARLIER, False), mention.span.end
            break
    return None, end


def _bracketed_basis(clause: Clause, basis: Basis) -> Basis | None:
    """The fuller plan in brackets right behind a short one: "KH/năm (so với chỉ tiêu HĐND tỉnh giao)"."""
    if basis.kind is not BasisKind.PLAN:
        return None
    for other in clause.sentence.bases:
        between = clause.plain[basis.extent.end : other.extent.start]
        if other.kind is BasisKind.PLAN and re.fullmatch(r" *\( *", between):
            return other
    return None


def left_basis(clause: Clause) -> Basis | None:
    """The last comparison in the words before the amount."""
    left = clause.left
    found = [b for b in clause.sentence.bases if left.start <= b.extent.start and b.extent.end <= left.end]
    return found[-1] if found else None


# A bracket of names between the thing counted and what it did: "3 xã (gồm A, B) thực hiện việc cấp ...".
_ASIDE = re.compile(
    r" *\([^()\d]*\) *(?=(?:đã +)?(?:thực hiện|được|hoàn thành|tham gia|triển khai|tổ chức|ban hành)(?![^\W\d_]))"
)


def post_end(clause: Clause) -> int:
    """Where the words behind the amount that still name its thing end; the amount's own end without any."""
    plain, sentence, end = clause.plain, clause.sentence, clause.amount.extent.end
    target = clause.amount.noun in TARGETS
    bases = [] if target else [b.extent.start for b in sentence.bases if b.extent.start >= end]
    dates = [m.span.start for m in sentence.periods if m.span.start >= end]
    limit = min([clause.following, sentence.span.end, *bases, *dates])
    if clause.amount.noun and (aside := _ASIDE.match(plain, end, limit)):
        end = aside.end()
    match = (_TARGET_STOP if target else _POST_STOP).search(plain, end, limit)
    stop = match.start() if match else limit
    return stop if plain[end:stop].strip() else clause.amount.extent.end


def own_period(clause: Clause) -> PeriodMention | None:
    """The period that follows its number directly: "nhịp tăng 5,05% của quý I"."""
    end = clause.amount.extent.end
    for mention in clause.sentence.periods:
        if mention.span.start >= end and mention.period is not None:
            link = _OF_LAST.match(clause.plain, end, mention.span.end)
            return mention if link and mention.span.start <= link.end() else None
    return None


def of_last_year(clause: Clause) -> bool:
    """Whether a growth is that of the year before: "thấp hơn mức tăng 8,32% của năm trước"."""
    return bool(_GROWTH_BEFORE.search(clause.words) and _OF_LAST_YEAR.match(clause.plain, clause.amount.extent.end))


def period_of_basis(clause: Clause, period: Period | None) -> Period | None:
    """The earlier period of a bracketed amount: "gấp đôi cùng kỳ năm 2022 (102 ca)", "so với năm 2021 (698 hộ)"."""
    if period is None or clause.words.strip() != "(":
        return None
    for basis in clause.sentence.bases:
        if basis.extent.end != clause.left.start or basis.kind is not BasisKind.EARLIER:
            continue
        if clause.plain.find("cùng kỳ", basis.extent.start, basis.extent.end) >= 0:
            year = re.search(r"(?:19|20)\d\d", basis.extent.of(clause.plain))
            return replace(period, year=int(year[0]) if year else period.year - 1)
        return next((m.period for m in clause.sentence.periods if basis.extent.holds(m.span)), None)
    return None


def dated_here(clause: Clause) -> bool:
    """Whether the words before the amount name a period."""
    left = clause.left
    return any(m.period is not None and left.start <= m.span.start < left.end for m in clause.sentence.periods)


def dates(clause: Clause, mention: PeriodMention) -> bool:
    """Whether a period in the words before the amount dates it: no comparison's and no plan's year."""
    left = clause.left
    if mention.period is None or _compared(clause.sentence, mention):
        return False
    if _THAN.search(clause.plain, left.start, mention.span.start) or _explains(clause, mention):
        return False
    if mention.rule == "year" and _bracketed(clause, mention):
        return False
    around = clause.plain[max(left.start, mention.span.start - 60) : mention.span.start]
    if mention.rule == "year" and _OF_A_PLAN.search(around) and not _PLAN_FIRST.search(around):
        return False
    return not (mention.rule == "so_far" and _dated_later(clause, mention))


def _bracketed(clause: Clause, mention: PeriodMention) -> bool:
    """Whether a year stands in a bracket that is closed before the amount: "năm 2021 (công bố năm 2022): hạng 52"."""
    before = clause.plain[clause.left.start : mention.span.start]
    behind = clause.plain[mention.span.end : clause.left.end]
    return before.count("(") > before.count(")") and ")" in behind


def _explains(clause: Clause, mention: PeriodMention) -> bool:
    """Whether the period belongs to a reason that ends before the amount: "do mưa lớn giữa tháng 9, sản lượng ..."."""
    reason = _REASON.search(clause.plain, clause.left.start, mention.span.start)
    return bool(reason) and bool(re.search(r"[,;.] ", clause.plain[mention.span.end : clause.left.end]))


def _compared(sentence: Sentence, mention: PeriodMention) -> bool:
    return any(b.extent.holds(mention.span) or b.extent.meets(mention.span) and b.linked for b in sentence.bases)


def _dated_later(clause: Clause, mention: PeriodMention) -> bool:
    return any(
        mention.span.start < m.span.start < clause.left.end and m.rule in ("as_of", "to_month")
        for m in clause.sentence.periods
    )


def passes(clause: Clause, mention: PeriodMention) -> bool:
    """Whether a period holds for its own sentence only: a whole year, "riêng tháng 8"."""
    alone = re.search(r"(?<![^\W\d_])riêng *(?:trong *)?$", clause.plain[: mention.span.start][-14:])
    span = mention.period is not None and mention.period.unit is PeriodUnit.SPAN
    return mention.rule in ("whole_year", "year_start", "year_end") or span or bool(alone)


def _dated_part(mention: PeriodMention, plain: str) -> Span:
    """What of a mention is no name: of "Vụ đông xuân 2022" only the year."""
    if mention.rule != "season":
        return mention.span
    digits = re.search(r"\d", mention.span.of(plain))
    return Span(mention.span.start + (digits.start() if digits else 0), mention.span.end)
