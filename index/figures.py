"""Clause assembly: amounts, periods and comparisons of a sentence become figures with their meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from index.folding import plain as to_plain
from index.grammar.amounts import Amount, UnitClass
from index.grammar.comparisons import Basis, BasisKind, Cue, cue_before, says_last_year
from index.grammar.periods import Clock, PeriodMention, periods
from index.records import Figure, Kind, Period, PeriodUnit, Span
from index.subjects import Subject, has_measure, is_rate, join, read_subject, without_superlative

_PART = re.compile(
    r"(?<![^\W\d_])(?:trong đó|gồm(?: có)?|bao gồm|trong số (?:đó|này)|chia theo|chia ra|cụ thể(?: như sau)?|theo khu vực|phân theo)(?![^\W\d_])"
)
_PLAN_OF = re.compile(
    r"(?<![^\W\d_])(?:kế hoạch|kh|dự toán|mục tiêu|chỉ tiêu|kịch bản|phấn đấu|yêu cầu|đặt mục tiêu)(?![^\W\d_])"
)
_OF_A_PLAN = re.compile(r"(?:kế hoạch|dự toán|nguồn|vốn|nhà nước|nsnn|nhiệm vụ|kỳ thi|thpt|tết|chỉ tiêu)[^,;.]{0,22}$")
_PLAN_FIRST = re.compile(r"(?:^|[.;:]|đó)[\s\W]*(?:tổng )?(?:số )?(?:kế hoạch|dự toán|chỉ tiêu)")
_ESTIMATE = re.compile(r"(?<![^\W\d_])(?:ước|dự ước|dự kiến)(?![^\W\d_])")
_MONEY_PAIR = re.compile(r"giải ngân|thanh toán|vốn|kế hoạch|dự toán|thu |chi ")
_POST_STOP = re.compile(
    r"[;.:()\n]|(?<! thanh)(?<! xuất)(?<! in),|(?<![^\W\d_])(?:và(?! vừa)|so|đạt(?! (?:chuẩn|tiêu chí|yêu cầu|danh hiệu|giải|kiểm định|từ|hạng))|tăng|giảm|(?<!mặt )bằng|với|do|vì|nhờ|trong đó|trong khi|gồm|chiếm|là|thì|nhưng|song|còn|ước|có|cho|gấp|vượt|tương|từ|đến|tính|khi|để|nhằm|nâng(?! cao)|xếp|(?<!nâng )cao|thấp|nhiều|ít|theo|rồi|kế|nếu|lên|xuống|trở|sẽ|hiện|cùng|trên(?= *\d)|dưới(?= *\d)|hơn|gần(?= *\d)|khoảng|cả|trị giá|tổng)(?![^\W\d_])"
)
_PLAN_FOLLOWS = re.compile(r"[^\d,;.()]{0,20}[ ,(]*(?:đạt|bằng|hoàn thành)? *\d[\d.,]* *% *(?:kh|kế hoạch|dự toán|chỉ tiêu|nghị quyết)(?![^\W\d_])")
_BELOW_PLAN = re.compile(r"(?:thấp|cao) hơn (?:mức )?(?:chỉ tiêu|kế hoạch|dự toán|mục tiêu)[^\d,;.]{0,30}$")
_ONLY = re.compile(r"(?<![^\W\d_])(?:mới|chỉ) *$")
_GOES_ON = re.compile(r"^[,\s]*(?:đã|mới|được|hiện|đang) ")
_TARGET_STOP = re.compile(r"[,;:()\n]|(?<![^\W\d_])(?:và|là|gồm|trong đó|còn|so)(?![^\W\d_])|\.(?!\d)")
_GROWTH = re.compile(r"^(?:mục tiêu |kế hoạch |chỉ tiêu )?(?:tốc độ|mức|nhịp|mức độ)? ?(?:tăng trưởng|tăng)(?![^\W\d_])")
_CHANGES = (Kind.CHANGE_PCT, Kind.CHANGE_ABS, Kind.INDEX, Kind.MULTIPLE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """What the lower layers found in one sentence, with the span of its paragraph's lead taken off."""

    span: Span
    amounts: Sequence[Amount]
    periods: Sequence[PeriodMention]
    bases: Sequence[Basis]


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands above a paragraph: the section's last heading, the period in force, the report's clock."""

    heading: str
    period: Period | None
    clock: Clock
    plan: bool = False


@dataclass(slots=True)
class _State:
    period: Period | None
    topic: Subject
    head: Subject
    whole: Subject
    current: Subject
    in_part: bool = False
    level: Figure | None = None
    whole_level: Figure | None = None
    last: Figure | None = None
    plan_basis: str | None = None
    earlier: list[str] = field(default_factory=list)
    bare_percent: Figure | None = None
    pair: bool = False
    aside: str | None = None
    base: Subject = Subject()
    thing: Subject = Subject()
    by_unit: dict[str, tuple[Subject, Period | None]] = field(default_factory=dict)


class ParagraphReader:
    """Reads the sentences of one paragraph in order; later sentences inherit from earlier ones."""

    def __init__(self, text: str, plain: str, setting: Setting) -> None:
        self.text, self.plain, self.setting = text, plain, setting
        self.done: list[Figure] = []
        self.queue: list[Period] = []
        self.followers: list[Subject] = []
        self.fleeting: tuple[Period | None, ...] = ()
        self.heading = _topic_of(setting.heading)
        self.state = _State(setting.period, Subject(), Subject(), Subject(), Subject())

    def read(self, sentence: Sentence) -> list[Figure]:
        """The figures of `sentence`, in order of their digits."""
        state = self.state
        state.in_part, state.pair = False, False
        state.earlier = [basis for basis in state.earlier[-2:] if not basis.lower().startswith("vụ ")]
        state.last = None
        self.fleeting = ()
        figures: list[Figure] = []
        self.done, self.queue, self.followers = figures, [], []
        saved: list[_State] = []
        cursor = sentence.span.start
        for index, amount in enumerate(sentence.amounts):
            following = (
                sentence.amounts[index + 1].span.start if index + 1 < len(sentence.amounts) else sentence.span.end
            )
            left = Span(cursor, amount.span.start)
            self._walk(sentence, left, saved)
            partner = sentence.amounts[index + 1] if amount.pair == "first" else amount
            self._another_change_follows = self._changes_again(sentence, index)
            figure, cursor = self._figure(sentence, amount, left, following, partner)
            figures.append(figure)
        self._walk(sentence, Span(cursor, sentence.span.end), saved)
        while saved:
            self._close(saved)
        if self.fleeting:
            self.state.period = self.fleeting[0]
        return reconcile(self._backfill(figures))

    def _changes_again(self, sentence: Sentence, index: int) -> bool:
        """Whether the next amount is another change of the same thing: "tăng 0,8% và tăng 10,4%"."""
        if index + 1 >= len(sentence.amounts):
            return False
        gap = self.plain[sentence.amounts[index].extent.end : sentence.amounts[index + 1].span.start]
        return bool(re.fullmatch(r"[ ,]*(?:(?:và|nhưng|song) )?(?:lại )?(?:tăng|giảm) (?:hơn |khoảng |gần )?", gap))

    # -- moving through the words between two amounts ---------------------------------------------------------

    def _walk(self, sentence: Sentence, gap: Span, saved: list[_State]) -> None:
        for offset in range(gap.start, gap.end):
            char = self.plain[offset]
            if char == "(":
                saved.append(replace(self.state, earlier=list(self.state.earlier)))
            elif char == ")" and saved:
                self._close(saved)

    def _close(self, saved: list[_State]) -> None:
        inner, self.state = self.state, saved.pop()
        self.state.aside = inner.aside
        self.state.bare_percent = inner.bare_percent or self.state.bare_percent
        self.state.plan_basis = inner.plan_basis or self.state.plan_basis
        if not self.state.earlier:
            self.state.earlier = inner.earlier
        if self.state.last is None and inner.last is not None and self.state.level is None:
            self.state.level, self.state.current = inner.level, inner.current
            self.state.head = inner.head if not self.state.head.text else self.state.head

    # -- one amount -------------------------------------------------------------------------------------------

    def _figure(
        self, sentence: Sentence, amount: Amount, left: Span, following: int, partner: Amount
    ) -> tuple[Figure, int]:
        state = self.state
        boundary = self._boundary(left)
        self._period(sentence, left)
        followers = self._respective_subjects(left)
        own_left = self._parts(sentence, left, boundary)
        self._goes_on = bool(_GOES_ON.match(self.plain[left.start : left.end]))
        basis, cursor = self._right_basis(sentence, amount, following)
        post_end = self._post_end(sentence, amount, following)
        lead = self._left_basis(sentence, left)
        cue, cue_at = cue_before(self.plain[own_left.start : own_left.end])
        if cue is not Cue.NONE and (only := _ONLY.search(self.plain[own_left.start : own_left.start + cue_at])):
            cue_at = only.start()
        subject_span = Span(own_left.start, own_left.start + cue_at)
        if own_left.start < subject_span.end:
            cue2, at2 = cue_before(self.plain[own_left.start : subject_span.end].rstrip(" ,"))
            if cue in (Cue.REACH, Cue.INTO) and cue2 in (Cue.REACH,):
                subject_span = Span(own_left.start, own_left.start + at2)
        subject = Subject() if amount.pair == "second" else self._subject(sentence, subject_span)
        aside = self._plan_aside(sentence, left)
        if aside is not None:
            subject = Subject()
        if amount.rank and not subject.text:
            subject = self._ranked(amount, sentence)
        kind, direction = self._kind(amount, cue, subject, basis or lead, own_left)
        post = self.text[amount.extent.end : post_end] if post_end > amount.extent.end else ""
        if amount.pair == "first":
            post = self.text[partner.extent.end : self._post_end(sentence, partner, sentence.span.end)]
            amount = replace(amount, noun=partner.noun, unit=partner.unit, unit_class=partner.unit_class)
        resolved = self._resolve(subject, amount, kind, post)
        if followers and kind in _CHANGES and not subject.text:
            resolved = followers.pop(0)
        basis_text = self._basis_text(kind, basis, lead, amount)
        period = self._respective(left) or state.period
        if own := self._own_period(sentence, amount):
            period, cursor = own.period, max(cursor, own.span.end)
        elif (
            basis_text is not None
            and basis_text.lower().startswith(("tháng trước", "quý trước"))
            and not self._dated_here(sentence, left)
        ):
            clock = self.setting.clock
            period = (clock.month if basis_text.lower().startswith("tháng") else clock.quarter) or period
            if period != state.period and not any(m.period for m in sentence.periods):
                state.period = period
        if says_last_year(self.plain[left.start : left.end]) and period is not None and kind in (*_CHANGES, Kind.LEVEL):
            period = replace(period, year=period.year - 1)
        if aside is not None:
            kind = kind if amount.unit_class is not UnitClass.PERCENT else self._plan_kind()
            resolved = join(state.current, Subject.of(aside.span.of(self.text)))
            basis_text = direction = None
            state.aside = re.sub(r"\s+", " ", aside.span.of(self.text))
        compared = self._compared_pair(amount)
        follows_plan = _PLAN_FOLLOWS.match(self.plain, amount.extent.end, sentence.span.end) is not None
        money = bool(_MONEY_PAIR.search(state.current.plain)) or follows_plan
        planned_pair = amount.pair == "second" and compared is None and money
        if amount.pair == "second" and not planned_pair and compared is None and amount.unit_class is UnitClass.COUNT:
            resolved = Subject.of(amount.noun)
        period = compared or period
        if planned_pair:
            resolved = join(Subject.of("kế hoạch"), resolved)
        plan = aside is not None or self.setting.plan or planned_pair or bool(_PLAN_OF.match(subject.plain))
        if plan and kind is Kind.LEVEL and (aside or planned_pair or _PLAN_OF.match(subject.plain)) and period:
            period = Period(PeriodUnit.YEAR, period.year) if period.unit is not PeriodUnit.YEAR else period
        figure = Figure(
            span=amount.span,
            value=amount.span.of(self.text),
            number=amount.number,
            unit=amount.unit,
            kind=kind,
            indicator=resolved.text,
            period=period,
            basis=basis_text,
            direction=direction,
            qualifier=amount.qualifier,
            estimate=bool(_ESTIMATE.search(self.plain, left.start, left.end)),
            plan=plan,
            denominator=amount.denominator,
            of=self._of(kind, resolved, subject),
            head=resolved.head
            or (state.whole.text if state.in_part and kind is not Kind.RANK and self._shares_unit(amount) else ""),
            clause=Span(left.start, max(cursor, post_end)),
            sentence=sentence.span,
        )
        if aside is None:
            self._remember(figure, subject, resolved, amount)
        return figure, max(cursor, amount.extent.end, post_end if post else 0)

    def _boundary(self, left: Span) -> int:
        """Where the words that may name the next amount begin: after ";", a closed aside, or an opening bracket."""
        words = self.plain[left.start : left.end]
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
        return left.start + start

    def _period(self, sentence: Sentence, left: Span) -> None:
        for mention in sentence.periods:
            if not left.start <= mention.span.start < left.end:
                continue
            if mention.rule == "years" and self.plain.startswith("giai", mention.span.start):
                self.fleeting = self.fleeting or (self.state.period,)
                self.state.period = None
            if mention.period is None:
                continue
            if any(b.extent.holds(mention.span) or b.extent.meets(mention.span) and b.linked for b in sentence.bases):
                continue
            around = self.plain[max(left.start, mention.span.start - 60) : mention.span.start]
            if mention.rule == "year" and _OF_A_PLAN.search(around) and not _PLAN_FIRST.search(around):
                continue
            alone = re.search(r"(?<![^\W\d_])riêng *(?:trong *)?$", self.plain[: mention.span.start][-14:])
            if mention.rule in ("whole_year", "year_start", "year_end") or alone:
                self.fleeting = self.fleeting or (self.state.period,)
            if mention.rule == "so_far" and self._later_period(sentence, mention, left):
                continue
            self.state.period = mention.period

    def _respective_subjects(self, left: Span) -> list[Subject]:
        """The indicators before "lần lượt", for the changes after it, one by one."""
        if re.search(r"(?<![^\W\d_])(?:tương ứng|lần lượt)(?![^\W\d_])", self.plain[left.start : left.end]):
            names = list(dict.fromkeys(f.indicator for f in self.done if f.kind is Kind.LEVEL))
            self.followers = [Subject.of(n) for n in names] if len(names) > 1 else []
        return self.followers

    def _respective(self, left: Span) -> Period | None:
        """The period of the k-th figure before, for the k-th after "tương ứng" or "lần lượt"."""
        if re.search(r"(?<![^\W\d_])(?:tương ứng|lần lượt)(?![^\W\d_])", self.plain[left.start : left.end]):
            self.queue = list(dict.fromkeys(f.period for f in self.done if f.period is not None))
            self.queue = self.queue if len(self.queue) > 1 else []
        return self.queue.pop(0) if self.queue else None

    def _compared_pair(self, amount: Amount) -> Period | None:
        """The earlier period of the second of a pair that repeats a comparison: "giảm 1,88% so với 31/7 (16.450/16.766)"."""
        state = self.state
        if amount.pair != "second" or state.last is None or state.level is None or not state.earlier:
            return None
        if state.last.number != state.level.number and state.level is not state.last:
            return None
        if (
            len(self.done) < 2
            or self.done[-2].kind is not Kind.CHANGE_PCT
            or self.done[-1].number not in {f.number for f in self.done[:-2]}
        ):
            return None
        mentioned = [m.period for m in periods(f"đến {to_plain(state.earlier[-1])}", self.setting.clock) if m.period]
        return mentioned[0] if mentioned else None

    def _own_period(self, sentence: Sentence, amount: Amount) -> PeriodMention | None:
        """The period that follows its number directly: "nhịp tăng 5,05% của quý I"."""
        for mention in sentence.periods:
            if mention.span.start >= amount.extent.end and mention.period is not None:
                link = self.plain[amount.extent.end : mention.span.start]
                return mention if re.fullmatch(r" *(?:của|trong) *", link) else None
        return None

    def _dated_here(self, sentence: Sentence, left: Span) -> bool:
        return any(m.period is not None and left.start <= m.span.start < left.end for m in sentence.periods)

    def _later_period(self, sentence: Sentence, mention: PeriodMention, left: Span) -> bool:
        return any(
            m.span.start > mention.span.start and m.span.start < left.end and m.rule in ("as_of", "to_month")
            for m in sentence.periods
        )

    def _parts(self, sentence: Sentence, left: Span, boundary: int) -> Span:
        """Steps into a breakdown at "trong đó" or ":", and returns the stretch that may name this amount."""
        state, start = self.state, max(left.start, boundary)
        words = re.sub(r"\([^()]*\)", lambda m: " " * len(m[0]), self.plain[start : left.end])
        offset, divided = start, False
        for match in _PART.finditer(words):
            start, divided = offset + match.end(), True
            self._enter_part()
        for mark in re.finditer(r":(?!\d)", words):
            colon = offset + mark.start()
            if colon < start:
                continue
            named = self._subject(sentence, Span(start, colon))
            if re.search(r"\d", named.plain):
                named = Subject()
            if (
                state.last is None
                and not read_subject(self.text[colon + 1 : left.end], self.plain[colon + 1 : left.end]).text
            ):
                if not has_measure(named):
                    self._lead(named)
                continue
            if state.last is None:
                self._lead(named)
            elif divided or not named.text or named.only_edges:
                self._enter_part()
            else:
                continue
            start, divided = colon + 1, False
        return Span(start, left.end)

    def _lead(self, named: Subject) -> None:
        """A paragraph's or sentence's lead before ":" is the topic of what follows."""
        state = self.state
        if named.text and not named.only_edges:
            state.topic = named if not (named.bare and state.topic.text) else state.topic
            state.current, state.level, state.by_unit, state.head = Subject(), None, {}, Subject()

    def _enter_part(self) -> None:
        state = self.state
        if not state.in_part or state.last is not None:
            state.in_part = True
            if state.current.text:
                state.whole, state.whole_level = state.current, state.level

    def _plan_aside(self, sentence: Sentence, left: Span) -> Basis | None:
        """The plan that a bracketed amount states: "dự toán Trung ương giao (5.430 tỷ đồng)"."""
        opened = self.plain.rfind("(", left.start, left.end)
        if opened < 0 or self.plain[opened + 1 : left.end].strip():
            return None
        return next(
            (
                b
                for b in sentence.bases
                if b.kind is BasisKind.PLAN and not self.plain[b.extent.end : opened].strip() and b.extent.end <= opened
            ),
            None,
        )

    def _plan_kind(self) -> Kind:
        last = self.state.last
        return last.kind if last is not None and last.kind in (Kind.CHANGE_PCT, Kind.SHARE) else Kind.RATIO

    def _right_basis(self, sentence: Sentence, amount: Amount, following: int) -> tuple[Basis | None, int]:
        end = amount.extent.end
        for basis in sentence.bases:
            if basis.extent.start < end:
                continue
            if basis.extent.start >= following and basis.extent.start > end + 1:
                break
            between = self.plain[end : basis.extent.start]
            loose = re.fullmatch(r" *(?:\([^()\d]*\))? *", between)
            worded = (
                basis.linked
                and re.fullmatch(r"[^,;.:()\d]{0,60}", between)
                and not re.search(r"(?<![^\W\d_])(?:tăng|giảm|đạt|nhưng)(?![^\W\d_])", between)
            )
            if loose or worded:
                inner = self._bracketed_basis(sentence, basis)
                return (inner, inner.extent.end) if inner else (basis, basis.extent.end)
            break
        for mention in sentence.periods:
            if mention.span.start >= end and mention.rule in ("year", "month", "months", "quarter"):
                adjacent = not self.plain[end : mention.span.start].strip() and amount.unit_class is UnitClass.PERCENT
                if adjacent and re.search(
                    r"(?:bằng|gấp) *(?:hơn |gần |khoảng )?$", self.plain[: amount.span.start][-20:]
                ):
                    return Basis(mention.span, mention.span, BasisKind.EARLIER, False), mention.span.end
                break
        return None, end

    def _bracketed_basis(self, sentence: Sentence, basis: Basis) -> Basis | None:
        """The fuller plan in brackets right behind a short one: "KH/năm (so với chỉ tiêu HĐND tỉnh giao)"."""
        if basis.kind is not BasisKind.PLAN:
            return None
        for other in sentence.bases:
            if other.kind is BasisKind.PLAN and re.fullmatch(
                r" *\( *", self.plain[basis.extent.end : other.extent.start]
            ):
                return other
        return None

    def _left_basis(self, sentence: Sentence, left: Span) -> Basis | None:
        found = [b for b in sentence.bases if left.start <= b.extent.start and b.extent.end <= left.end]
        return found[-1] if found else None

    def _post_end(self, sentence: Sentence, amount: Amount, following: int) -> int:
        met = amount.noun in ("chỉ tiêu", "tiêu chí")
        limit = min([following, sentence.span.end, *(b.extent.start for b in sentence.bases if b.extent.start >= amount.extent.end and not met),
                     *(m.span.start for m in sentence.periods if m.span.start >= amount.extent.end)])  # fmt: skip
        stops = _TARGET_STOP if amount.noun in ("chỉ tiêu", "tiêu chí") else _POST_STOP
        match = stops.search(self.plain, amount.extent.end, limit)
        stop = match.start() if match else limit
        return stop if self.plain[amount.extent.end : stop].strip() else amount.extent.end

    # -- meaning ----------------------------------------------------------------------------------------------

    def _subject(self, sentence: Sentence, span: Span) -> Subject:
        cut = [self._dated_part(m) for m in sentence.periods if m.span.meets(span)]
        cut += [b.extent for b in sentence.bases if span.holds(b.extent) and (b.linked or b.kind is BasisKind.EARLIER)]
        pieces, cursor = [], span.start
        for hole in sorted(cut):
            if hole.start >= cursor:
                pieces.append(Span(cursor, hole.start))
            cursor = max(cursor, hole.end)
        pieces.append(Span(cursor, span.end))
        text = " ".join(self.text[p.start : p.end] for p in pieces if p.end > p.start)
        plain = " ".join(self.plain[p.start : p.end] for p in pieces if p.end > p.start)
        return read_subject(text, plain)

    def _ranked(self, amount: Amount, sentence: Sentence) -> Subject:
        """What a place is in, when it stands behind: "thứ 13/63 cả nước về tốc độ tăng GRDP"."""
        match = re.match(
            r"[^,;.()]*?(?<![^\W\d_])về +([^,;.()]+?)(?= +(?:nhưng|song|và)(?![^\W\d_])|[,;.()]|$)",
            self.plain[amount.span.end : sentence.span.end],
        )
        if not match:
            return Subject()
        start = amount.span.end + match.start(1)
        return Subject.of(self.text[start : amount.span.end + match.end(1)])

    def _dated_part(self, mention: PeriodMention) -> Span:
        """What of a mention is no name: of "Vụ đông xuân 2022" only the year."""
        if mention.rule != "season":
            return mention.span
        digits = re.search(r"\d", mention.span.of(self.plain))
        return Span(mention.span.start + (digits.start() if digits else 0), mention.span.end)

    def _kind(
        self, amount: Amount, cue: Cue, subject: Subject, basis: Basis | None, left: Span
    ) -> tuple[Kind, str | None]:
        state = self.state
        direction = cue.value if cue in (Cue.UP, Cue.DOWN) else self._sign(amount)
        if amount.rank:
            return Kind.RANK, None
        match amount.unit_class:
            case UnitClass.TIMES:
                if cue in (Cue.UP, Cue.DOWN):
                    return Kind.MULTIPLE, cue.value
                return (Kind.MULTIPLE, "tăng") if cue is Cue.TIMES else (Kind.LEVEL, None)
            case UnitClass.POINTS:
                return Kind.CHANGE_ABS, direction or self._clause_direction(left)
            case UnitClass.PLACES:
                return (Kind.CHANGE_ABS, direction) if direction else (Kind.LEVEL, None)
            case UnitClass.PERCENT:
                return self._percent_kind(cue, subject, basis, direction, left)
            case _:
                if direction and not (
                    cue is Cue.UP and re.search(r"(?:có|^|[,;(]) *thêm *$", self.plain[left.start : left.end])
                ):
                    return Kind.CHANGE_ABS, direction
                if amount.per and re.search(r"(?<![^\W\d_])giá(?! *trị)", subject.plain or state.current.plain):
                    return Kind.PRICE, None
                return Kind.LEVEL, None

    def _percent_kind(
        self, cue: Cue, subject: Subject, basis: Basis | None, direction: str | None, left: Span
    ) -> tuple[Kind, str | None]:
        state = self.state
        plan = basis is not None and basis.kind is BasisKind.PLAN
        if not direction and not plan and _GROWTH.search(subject.plain):
            return Kind.CHANGE_PCT, "tăng"
        if cue is Cue.SHARE or (subject.text and not direction and self._of_structure(subject)):
            return Kind.SHARE, None
        if cue is Cue.EXCEED and (plan or state.plan_basis):
            return Kind.PLAN_PCT, None
        if direction and _BELOW_PLAN.search(self.plain[max(0, left.end - 60) : left.end]):
            return self._plan_kind(), None
        if direction:
            rate = state.level is not None and state.level.kind is Kind.RATIO and not subject.text
            if rate or (is_rate(subject) and not subject.bare):
                return Kind.CHANGE_ABS, direction
            return Kind.CHANGE_PCT, direction
        if plan and basis is not None and not self._is_target(basis, left):
            return Kind.PLAN_PCT, None
        if plan and basis is not None:
            return self._plan_kind(), direction
        if state.aside and cue is Cue.REACH and basis is None and not subject.text:
            state.plan_basis, state.aside = state.aside, None
            return Kind.PLAN_PCT, None
        if basis is not None and basis.kind is BasisKind.EARLIER and cue in (Cue.REACH, Cue.INTO, Cue.NONE):
            return Kind.INDEX, None
        if basis is not None and basis.kind is BasisKind.WHOLE and cue is not Cue.NONE:
            return Kind.PLAN_PCT if state.pair else Kind.RATIO, None
        if state.pair and not subject.text:
            return (Kind.PLAN_PCT if _MONEY_PAIR.search(state.current.plain) else Kind.RATIO), None
        if not subject.text and state.last is not None and cue is Cue.REACH and state.plan_basis:
            return Kind.PLAN_PCT, None
        previous = state.last
        if previous is not None and previous.unit == "%" and not is_rate(subject) and cue is Cue.NONE:
            if previous.kind in (Kind.SHARE, Kind.RATIO, Kind.PLAN_PCT) or not subject.text or subject.only_edges:
                return previous.kind, previous.direction
        if (
            not subject.text
            and cue is Cue.NONE
            and state.bare_percent is not None
            and "(" in self.plain[left.start - 2 : left.end]
        ):
            return state.bare_percent.kind, state.bare_percent.direction
        return Kind.RATIO, None

    def _of_structure(self, subject: Subject) -> bool:
        head = self.state.whole if self.state.in_part else self.state.head
        return (
            subject.plain.startswith("cơ cấu")
            or self.state.topic.plain.startswith("cơ cấu")
            or (head.plain.startswith("cơ cấu") and not subject.measure)
        )

    def _sign(self, amount: Amount) -> str | None:
        """The direction of a signed rate: "(+3,4%)"."""
        sign = self.plain[max(0, amount.span.start - 2) : amount.span.start]
        if amount.unit_class is UnitClass.PERCENT and re.fullmatch(r"[ (][+-]", sign):
            return "tăng" if sign[-1] == "+" else "giảm"
        return None

    def _is_target(self, basis: Basis, left: Span) -> bool:
        """Whether the plan is what is stated ("Mục tiêu cả năm là 9%") and not what is compared with."""
        return (
            not basis.linked
            and left.start <= basis.extent.start < left.end
            and not self.plain[left.start : basis.extent.start].strip(" ,;(.")
        )

    def _clause_direction(self, left: Span) -> str | None:
        words = self.plain[max(0, left.start - 60) : left.end]
        found = re.findall(
            r"(?<![^\W\d_])(?<!kịch bản )(?<!nhịp )(?<!mức )(tăng|giảm|cao hơn|thấp hơn|nhanh hơn|chậm hơn|đóng góp|kéo lùi|khá hơn)(?![^\W\d_])",
            words,
        )
        return None if not found else "giảm" if found[-1] in ("giảm", "thấp hơn", "chậm hơn", "kéo lùi") else "tăng"

    def _resolve(self, subject: Subject, amount: Amount, kind: Kind, post: str) -> Subject:
        """The full indicator: what is inherited from the whole, the topic or the figure before, and what is said."""
        state = self.state
        posted = Subject.of(post.strip(" ,;:-–—"))
        noun = amount.noun if amount.unit_class is UnitClass.COUNT else ""
        if not subject.text:
            if noun and not posted.text and amount.pair != "second" and (known := self._known_unit(amount)):
                if kind is not Kind.LEVEL or known[1] != state.period:
                    return known[0]
            if kind is not Kind.LEVEL or amount.pair == "second" or (state.last is not None and not noun):
                other = state.last is not None and state.last.unit != amount.unit
                if kind is Kind.LEVEL and posted.text and amount.unit_class is UnitClass.MEASURE and other and not amount.pair:
                    return posted
                if kind is Kind.LEVEL and posted.text and amount.pair != "second" and state.last is not None:
                    return join(state.base if state.base.text else state.topic, posted)
                return state.current if state.current.text else join(state.topic, posted)
            counted = Subject.of(join_words(noun, posted.text))
            if state.last is not None and state.base.text:
                other = state.last.unit != amount.unit or amount.unit in state.by_unit
                own_thing = len(posted.text.split()) >= 2 and other and posted.plain != "các loại"
                return counted if own_thing else join(state.base, counted)
            return join(state.topic, counted) if posted.text else join(self._topic, counted)
        own = subject
        if posted.text and (noun or len(posted.text.split()) <= 6):
            own = Subject.of(
                join_words(subject.text, join_words(noun, posted.text)), measure=subject.measure, bare=False
            )
        elif noun and noun not in subject.plain and not has_measure(subject):
            own = Subject.of(join_words(subject.text, noun), measure=subject.measure, bare=False)
        if _PLAN_OF.fullmatch(subject.plain) and state.current.text:
            return join(state.current, subject)
        if subject.bare:
            inherited = state.thing if state.thing.text else state.base
            source = inherited if state.last is not None and inherited.object else self._topic
            return join(source.as_object(), own) if source.text else own
        topic, named_head = (self._measured(s, subject, amount) for s in (state.topic, state.head))
        if state.in_part and kind is Kind.LEVEL and self._outgrows(amount):
            state.in_part = False
        if state.in_part and state.whole.text and not subject.measure and self._shares_unit(amount):
            return join(state.whole, own)
        if self._goes_on and state.base.text and state.last is not None and not subject.measure:
            return join(state.base, own)
        if not subject.measure and not noun:
            if state.last is not None or kind is not Kind.LEVEL:
                head = state.whole if state.in_part else named_head
                if head.text and self._shares_unit(amount) and not subject.plain.startswith("vụ "):
                    return join(head, own)
            elif (
                named_head.text
                and not has_measure(subject)
                and self._shares_unit(amount)
                and state.whole_level is not None
            ):
                return join(named_head, own)
            if topic.text:
                return join(topic, own)
        if topic.text and not named_head.text:
            return join(topic, own)
        return own

    @staticmethod
    def _measured(head: Subject, subject: Subject, amount: Amount) -> Subject:
        """The head, unless it is a rate and the amount a quantity of a thing that its own words name."""
        quantity = amount.unit_class is UnitClass.MEASURE and len(subject.plain.split()) >= 3
        return Subject() if quantity and is_rate(head) else head

    @property
    def _topic(self) -> Subject:
        return self.state.topic if self.state.topic.text else self.heading

    def _known_unit(self, amount: Amount) -> tuple[Subject, Period | None] | None:
        """What was last counted in this unit: "vụ" finds "vụ tai nạn" too."""
        unit = amount.unit or ""
        for known, subject in reversed(self.state.by_unit.items()):
            if known == unit or known.startswith(f"{unit} ") or unit.startswith(f"{known} "):
                return subject
        return None

    def _outgrows(self, amount: Amount) -> bool:
        """Whether the amount is larger than the whole it would be a part of: then the breakdown is over."""
        whole = self.state.whole_level
        return (
            whole is not None
            and whole.kind is Kind.LEVEL
            and whole.unit == amount.unit
            and amount.number > whole.number
        )

    def _shares_unit(self, amount: Amount) -> bool:
        whole = self.state.whole_level
        if amount.unit_class in (UnitClass.PERCENT, UnitClass.POINTS, UnitClass.TIMES) or whole is None:
            return True
        return whole.unit == amount.unit or whole.unit == "%" or amount.unit is None

    def _basis_text(self, kind: Kind, right: Basis | None, left: Basis | None, amount: Amount) -> str | None:
        state = self.state
        if kind not in (*_CHANGES, Kind.PLAN_PCT, Kind.RATIO):
            return None
        wanted = BasisKind.PLAN if kind is Kind.PLAN_PCT else BasisKind.EARLIER
        chosen = right or (left if left is not None and left.kind in (wanted, BasisKind.WHOLE) else None)
        if kind is Kind.RATIO and (chosen is None or chosen.kind is not BasisKind.WHOLE):
            return None
        if chosen is not None:
            text = re.sub(r"\s+", " ", chosen.span.of(self.text))
            if kind is Kind.PLAN_PCT:
                state.plan_basis = text
            elif kind in _CHANGES and amount.unit_class is not UnitClass.POINTS:
                state.earlier.append(text)
            return text
        return state.plan_basis if kind is Kind.PLAN_PCT else self._carried()

    def _carried(self) -> str | None:
        """The basis that goes on: of two in turn ("tháng trước", "cùng kỳ") the one at this place of the pair."""
        state = self.state
        if len(state.earlier) < 2 or state.earlier[-2] == state.earlier[-1]:
            return state.earlier[-1] if state.earlier else None
        first, second = state.earlier[-2:]
        return first if self._another_change_follows else second

    def _of(self, kind: Kind, resolved: Subject, subject: Subject) -> Span | None:
        state = self.state
        if kind in (Kind.LEVEL, Kind.PRICE) or kind is Kind.RATIO and subject.text:
            return None
        if state.level is not None and state.level.indicator == resolved.text:
            return state.level.span
        if kind is Kind.SHARE and state.in_part and state.whole_level is not None:
            return state.whole_level.span
        return None

    def _remember(self, figure: Figure, subject: Subject, resolved: Subject, amount: Amount) -> None:
        state, first = self.state, self.state.last is None
        if (
            figure.kind in (Kind.LEVEL, Kind.RATIO)
            and amount.pair != "second"
            and not (figure.kind is Kind.RATIO and not subject.text)
        ):
            state.level = figure
        elif subject.text and figure.kind in _CHANGES:
            state.level = None
        state.pair = amount.pair == "second" or (state.pair and figure.kind is Kind.PLAN_PCT)
        state.last = figure
        if amount.pair == "second":
            return
        state.current = resolved
        if amount.unit_class is UnitClass.COUNT and amount.unit and figure.kind is Kind.LEVEL:
            state.by_unit = {**state.by_unit, amount.unit: (resolved, figure.period)}
        counted = amount.unit_class is UnitClass.COUNT and figure.kind is Kind.LEVEL
        if counted and not subject.bare and len(resolved.text.split()) > 2:
            state.thing = resolved
        elif subject.text and not subject.bare:
            state.thing = Subject()
        if subject.bare and not state.base.text:
            state.base = self._topic
        elif subject.text and not subject.bare:
            state.base = subject if counted and resolved.text.startswith(subject.text) else resolved
        elif first:
            state.base = self._topic
        if subject.measure and not subject.bare and not state.in_part:
            state.head = without_superlative(resolved)
            if not state.in_part:
                state.whole, state.whole_level = resolved, figure
        if amount.unit_class is UnitClass.PERCENT and not subject.text:
            state.bare_percent = figure

    def _backfill(self, figures: list[Figure]) -> list[Figure]:
        """A change without a basis takes the next one in its sentence: "tăng 02 vụ, giảm 01 người so với cùng kỳ"."""
        result, basis = [], None
        for figure in reversed(figures):
            if figure.kind in (Kind.CHANGE_ABS, Kind.CHANGE_PCT):
                if figure.basis is None:
                    figure = replace(figure, basis=basis)
                basis = figure.basis
            result.append(figure)
        return result[::-1]


def _topic_of(heading: str) -> Subject:
    """A section's heading as the topic of its bare figures ("Tai nạn giao thông"); long or manifold headings say too much."""
    named = read_subject(heading, to_plain(heading))
    manifold = (
        re.search(r"\d|tình hình|kết quả|tổng quan|chung$|khác$", named.plain)
        or "," in heading
        or " và " in heading
        or " - " in heading
        or len(heading.split()) > 7
    )
    return Subject() if manifold else named


def reconcile(figures: list[Figure]) -> list[Figure]:
    """Parts that add up to another whole of their sentence take its period: month parts after a cumulative total."""
    result = list(figures)
    levels = [f for f in figures if f.kind is Kind.LEVEL]
    parts = [f for f in levels if f.head]
    for whole in levels:
        family = [p for p in parts if p.unit == whole.unit and p.span > whole.span and p is not whole]
        if len(family) < 2 or whole.head or sum(p.number for p in family[:2]) != whole.number:
            continue
        moved = {p.span for p in family[:2] if p.period != whole.period}
        result = [replace(f, period=whole.period) if f.span in moved or f.of in moved else f for f in result]
    return result


def join_words(first: str, second: str) -> str:
    """Two phrases as one, without an empty blank."""
    return f"{first} {second}".strip()
