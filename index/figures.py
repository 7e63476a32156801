"""Clause assembly: amounts, periods and comparisons of a sentence become figures with their meaning."""

from __future__ import annotations

import re
from dataclasses import replace

from index.figure_clauses import (
    TARGETS,
    boundary,
    dated_here,
    dates,
    left_basis,
    named_by,
    of_last_year,
    own_period,
    passes,
    period_of_basis,
    plan_aside,
    post_end,
    rank_end,
    right_basis,
    subject_at,
)
from index.figure_kinds import Said, is_planned_money, kind_of, plan_kind, uses_aside
from index.figure_names import PLAN_WORD, Naming, handed_on, leaves_part, resolve, shares_unit, topic_of
from index.figure_repairs import back_to_whole, goes_with, ranks_moved, reconcile, told_apart, with_later_basis
from index.figure_state import CHANGES, Clause, Sentence, Setting, State
from index.folding import plain as to_plain
from index.grammar.amounts import Amount, UnitClass
from index.grammar.comparisons import Basis, BasisKind, says_last_year
from index.grammar.patterns import NO_LETTER_AFTER, NO_LETTER_BEFORE
from index.grammar.periods import periods
from index.records import Figure, Kind, Period, PeriodUnit, Span
from index.subjects import Subject, has_measure, join, read_subject

_PART = re.compile(
    rf"{NO_LETTER_BEFORE}(?:trong đó|gồm(?: có)?|bao gồm|trong số (?:đó|này)|chia theo|chia ra|"
    rf"cụ thể(?: như sau)?|theo khu vực|phân theo){NO_LETTER_AFTER}"
)
_ESTIMATE = re.compile(r"(?<![^\W\d_])(?:ước|dự ước|dự kiến)(?![^\W\d_])")
_GOES_ON = re.compile(r"^[,\s]*(?:đã|mới|được|hiện|đang) ")
_SINGLED = re.compile(r"(?:^|[,;(]) *(?:chỉ )?riêng (?!(?:trong )?(?:ngày|tháng|quý|năm) )[^,;()]*$")
_AGAIN = re.compile(r"[ ,]*(?:(?:và|nhưng|song) )?(?:lại )?(?:tăng|giảm) (?:hơn |khoảng |gần )?")
_SAME_TIME = re.compile(r"cùng (?:kỳ|thời|tháng|quý)|năm (?:trước|ngoái)|^ck")
_TOTAL_AGAIN = re.compile(r"; *(?:lũy kế|cộng dồn|tính chung|gộp chung)(?![^\W\d_])[^;:]*$")
_IN_TOTAL = re.compile(r"[\s;.\-+•*]*trong (?P<whole>tổng(?: số)? [^,;:.()\d]{2,60}), ")
_RESPECTIVELY = re.compile(r"(?<![^\W\d_])(?:tương ứng|lần lượt)(?![^\W\d_])")


class ParagraphReader:
    """Reads the sentences of one paragraph in order; later sentences inherit from earlier ones."""

    def __init__(self, text: str, plain: str, setting: Setting) -> None:
        self.text, self.plain, self.setting = text, plain, setting
        self.done: list[Figure] = []
        self.queue: list[Period] = []
        self.followers: list[Subject] = []
        self.fleeting: tuple[Period | None, ...] = ()
        self.heading = topic_of(setting.heading)
        self.state = State(setting.period)

    def read(self, sentence: Sentence) -> list[Figure]:
        """The figures of `sentence`, in order of their digits."""
        earlier = tuple(basis for basis in self.state.earlier[-2:] if not basis.lower().startswith("vụ "))
        self.state = replace(self.state, in_part=False, pair=False, earlier=earlier, last=None)
        self.fleeting, self.done, self.queue, self.followers = (), [], [], []
        saved: list[State] = []
        cursor, end = sentence.span.start, sentence.span.end
        for index, amount in enumerate(sentence.amounts):
            last = index + 1 == len(sentence.amounts)
            following = end if last else sentence.amounts[index + 1].span.start
            left = Span(cursor, amount.span.start)
            self._walk(left, saved)
            clause = Clause(self.text, self.plain, sentence, amount, left, following)
            partner = sentence.amounts[index + 1] if amount.pair == "first" else amount
            figure, cursor = self._figure(clause, partner, self._changes_again(sentence, index))
            self.done.append(figure)
        self._walk(Span(cursor, end), saved)
        while saved:
            self._close(saved)
        if self.fleeting:
            self.state = replace(self.state, period=self.fleeting[0])
        return back_to_whole(told_apart(ranks_moved(reconcile(with_later_basis(self.done))), self.text), self.text)

    def _changes_again(self, sentence: Sentence, index: int) -> bool:
        """Whether the next amount is another change of the same thing: "tăng 0,8% và tăng 10,4%"."""
        if index + 1 >= len(sentence.amounts):
            return False
        gap = self.plain[sentence.amounts[index].extent.end : sentence.amounts[index + 1].span.start]
        return bool(_AGAIN.fullmatch(gap))

    # -- moving through the words between two amounts ---------------------------------------------------------

    def _walk(self, gap: Span, saved: list[State]) -> None:
        for char in self.plain[gap.start : gap.end]:
            if char == "(":
                saved.append(self.state)
            elif char == ")" and saved:
                self._close(saved)

    def _close(self, saved: list[State]) -> None:
        """What a bracket said is over, but for plans, bare percentages and bases that go on."""
        inner, outer = self.state, saved.pop()
        self.state = replace(
            outer,
            aside=inner.aside,
            bare_percent=inner.bare_percent or outer.bare_percent,
            plan_basis=inner.plan_basis or outer.plan_basis,
            earlier=outer.earlier or inner.earlier,
        )
        if outer.last is None and inner.last is not None and outer.level is None:
            head = outer.head if outer.head.text else inner.head
            self.state = replace(self.state, level=inner.level, current=inner.current, head=head)

    # -- one amount -------------------------------------------------------------------------------------------

    def _figure(self, clause: Clause, partner: Amount, again: bool) -> tuple[Figure, int]:
        """The figure of `clause`, and how far its words reach; `again` when another change follows."""
        left, plain = clause.left, self.plain
        self._enter_period(clause)
        self._respective_subjects(clause)
        self._back_to_whole(clause)
        own_left = self._parts(clause, boundary(clause))
        basis, cursor = right_basis(clause)
        behind = rank_end(clause) if clause.amount.rank else post_end(clause)
        lead = left_basis(clause)
        subject, cue = named_by(clause, own_left)
        said = Said(cue, subject, basis or lead, own_left)
        kind, direction = kind_of(clause, said, self.state)
        if kind is Kind.PLAN_PCT and uses_aside(said, self.state):
            self.state = replace(self.state, plan_basis=self.state.aside, aside=None)
        amount = self._counted_alike(
            replace(clause.amount, noun=partner.noun, unit=partner.unit, unit_class=partner.unit_class)
        )
        post = self._words_behind(clause, amount, partner, behind)
        fresh = not clause.words.strip(" ;-+*•") and (";" in clause.words or self.state.last is None)
        singled = bool(_SINGLED.search(plain, own_left.start, own_left.end))
        naming = Naming(subject, amount, kind, post, self.heading, bool(_GOES_ON.match(clause.words)), singled, fresh)
        if leaves_part(naming, self.state):
            self.state = replace(self.state, in_part=False)
        resolved = self._of_earlier(clause, kind) or resolve(naming, self.state)
        if self.followers and kind in CHANGES and not subject.text:
            resolved = self.followers.pop(0)
        basis_text = self._basis_text(kind, basis, lead, amount, again, dated_here(clause))
        period, cursor = self._own_period(clause, kind, basis_text, cursor)
        aside = plan_aside(clause)
        if aside is not None:
            kind = kind if amount.unit_class is not UnitClass.PERCENT else plan_kind(self.state)
            resolved = join(self.state.current, Subject.of(aside.span.of(self.text)))
            basis_text = direction = None
            self.state = replace(self.state, aside=re.sub(r"\s+", " ", aside.span.of(self.text)))
        compared = self._compared_pair(amount)
        planned_pair = amount.pair == "second" and compared is None and is_planned_money(clause, self.state)
        if planned_pair:
            resolved = join(Subject.of("kế hoạch"), resolved)
        elif amount.pair == "second" and compared is None and amount.unit_class is UnitClass.COUNT:
            resolved = Subject.of(amount.noun)
        period = compared or period
        planned = amount.noun not in TARGETS and bool(PLAN_WORD.match(subject.plain))
        own_plan = aside is not None or planned_pair or planned
        if own_plan and kind is Kind.LEVEL and period and period.unit is not PeriodUnit.YEAR:
            period = Period(PeriodUnit.YEAR, period.year)
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
            estimate=bool(_ESTIMATE.search(plain, left.start, left.end)),
            plan=own_plan or self.setting.plan,
            denominator=amount.denominator,
            of=self._of(kind, resolved, subject),
            head=resolved.head or self._whole_of(kind, amount),
            clause=Span(left.start, max(cursor, behind)),
            sentence=clause.sentence.span,
        )
        if aside is None:
            self._remember(figure, naming, resolved)
        return figure, max(cursor, amount.extent.end, behind if post or amount.rank else 0)

    def _words_behind(self, clause: Clause, amount: Amount, partner: Amount, behind: int) -> str:
        """The words behind an amount that still name its thing; none behind a rank: they say among whom it is."""
        if amount.rank:
            return ""
        if amount.pair == "first":
            behind = post_end(replace(clause, amount=partner, following=clause.sentence.span.end))
        return re.sub(r"^ *\([^()]*\) *", " ", self.text[partner.extent.end : max(behind, partner.extent.end)])

    def _counted_alike(self, amount: Amount) -> Amount:
        """A bare part of a count counts the same: "thiếu 86 giáo viên, gồm mầm non 31, tiểu học 38"."""
        whole = self.state.whole_level
        bare = amount.unit is None and amount.unit_class is UnitClass.NONE and not amount.rank and not amount.pair
        if not (bare and self.state.in_part and whole is not None and whole.kind is Kind.LEVEL and whole.unit):
            return amount
        counted = self.state.counted and amount.number < whole.number and whole.unit != "%"
        return replace(amount, unit=whole.unit) if counted else amount

    def _of_earlier(self, clause: Clause, kind: Kind) -> Subject | None:
        """The indicator of an earlier level in brackets, which is the one in force: "so với năm 2021 (698 hộ)"."""
        earlier = kind is Kind.LEVEL and period_of_basis(clause, self.state.period) is not None
        return self.state.current if earlier and self.state.current.text else None

    def _back_to_whole(self, clause: Clause) -> None:
        """After a breakdown "; lũy kế 9 tháng 342.870 tấn" is the whole again."""
        whole = self.state.whole
        if self.state.in_part and whole.text and _TOTAL_AGAIN.search(clause.words):
            self.state = replace(self.state, in_part=False, current=whole, base=whole)

    def _whole_of(self, kind: Kind, amount: Amount) -> str:
        part = self.state.in_part and kind is not Kind.RANK and shares_unit(amount, self.state)
        return self.state.whole.text if part else ""

    # -- periods ----------------------------------------------------------------------------------------------

    def _enter_period(self, clause: Clause) -> None:
        """The periods in the words before the amount, one after the other, take force."""
        for mention in clause.sentence.periods:
            if not clause.left.start <= mention.span.start < clause.left.end:
                continue
            span_of_years = mention.rule == "years" and self.plain.startswith("giai", mention.span.start)
            if span_of_years:
                self.fleeting = self.fleeting or (self.state.period,)
                self.state = replace(self.state, period=None)
            if dates(clause, mention):
                if passes(clause, mention):
                    self.fleeting = self.fleeting or (self.state.period,)
                self.state = replace(self.state, period=mention.period)

    def _own_period(self, clause: Clause, kind: Kind, basis: str | None, cursor: int) -> tuple[Period | None, int]:
        """The period of the clause's figure, and how far its words reach."""
        period = self._respective(clause) or self.state.period
        against = (basis or "").lower()
        if own := own_period(clause):
            period, cursor = own.period, max(cursor, own.span.end)
        elif against.startswith(("tháng trước", "quý trước")) and not dated_here(clause):
            clock = self.setting.clock
            period = (clock.month if against.startswith("tháng") else clock.quarter) or period
            if not any(m.period for m in clause.sentence.periods):
                self.state = replace(self.state, period=period)
        elif kind is Kind.LEVEL and (earlier := period_of_basis(clause, period)):
            period = earlier
        told = kind in (*CHANGES, Kind.LEVEL, Kind.PLAN_PCT) and says_last_year(clause.words)
        if period is not None and (told or kind in CHANGES and of_last_year(clause)):
            period = replace(period, year=period.year - 1)
        return period, cursor

    def _respective_subjects(self, clause: Clause) -> None:
        """The indicators before "lần lượt" are those of the changes after it, one by one."""
        if _RESPECTIVELY.search(clause.words):
            names = list(dict.fromkeys(f.indicator for f in self.done if f.kind is Kind.LEVEL))
            self.followers = [Subject.of(n) for n in names] if len(names) > 1 else []

    def _respective(self, clause: Clause) -> Period | None:
        """The period of the k-th figure before, for the k-th after "tương ứng" or "lần lượt"."""
        if _RESPECTIVELY.search(clause.words):
            self.queue = list(dict.fromkeys(f.period for f in self.done if f.period is not None))
            self.queue = self.queue if len(self.queue) > 1 else []
        return self.queue.pop(0) if self.queue else None

    def _compared_pair(self, amount: Amount) -> Period | None:
        """The earlier period of the second of a pair that repeats a comparison: "giảm 1,88% so với 31/7 (450/766)"."""
        state = self.state
        if amount.pair != "second" or state.last is None or state.level is None or not state.earlier:
            return None
        if state.last.number != state.level.number and state.level is not state.last:
            return None
        if len(self.done) < 2 or self.done[-2].kind is not Kind.CHANGE_PCT:
            return None
        if self.done[-1].number not in {f.number for f in self.done[:-2]}:
            return None
        mentioned = [m.period for m in periods(f"đến {to_plain(state.earlier[-1])}", self.setting.clock) if m.period]
        return mentioned[0] if mentioned else None

    # -- breakdowns -------------------------------------------------------------------------------------------

    def _parts(self, clause: Clause, begin: int) -> Span:
        """Steps into a breakdown at "trong đó" or ":", and returns the stretch that may name this amount."""
        end = clause.left.end
        offset = start = max(clause.left.start, begin)
        if self.state.last is None and (lead := _IN_TOTAL.match(self.plain, start, end)):
            whole = subject_at(clause, Span(*lead.span("whole")))
            self.state = replace(self.state, in_part=True, whole=whole, current=whole, whole_level=None)
            start = lead.end()
        words = re.sub(r"\([^()]*\)", lambda m: " " * len(m[0]), self.plain[start:end])
        divided = False
        for match in _PART.finditer(words):
            start, divided = offset + match.end(), True
            self._enter_part()
        for mark in re.finditer(r":(?!\d)", words):
            colon = offset + mark.start()
            if colon < start:
                continue
            named = subject_at(clause, Span(start, colon))
            if re.search(r"\d", named.plain):
                named = Subject()
            first = self.state.last is None
            silent = first and not read_subject(self.text[colon + 1 : end], self.plain[colon + 1 : end]).text
            if first and not (silent and has_measure(named)):
                self._lead(named)
            elif not first and (divided or not named.text or named.only_edges):
                self._enter_part()
            if silent or not (first or divided or not named.text or named.only_edges):
                continue
            start, divided = colon + 1, False
        return Span(start, end)

    def _lead(self, named: Subject) -> None:
        """A paragraph's or sentence's lead before ":" is the topic of what follows."""
        if named.text and not named.only_edges:
            topic = self.state.topic if named.bare and self.state.topic.text else named
            self.state = replace(
                self.state, topic=topic, current=Subject(), level=None, by_unit={}, counted=(), head=Subject()
            )

    def _enter_part(self) -> None:
        state = self.state
        if not state.in_part or state.last is not None:
            self.state = replace(state, in_part=True)
            if state.current.text:
                self.state = replace(self.state, whole=state.current, whole_level=state.level)

    # -- what a figure is compared with, and what it hands on ---------------------------------------------------

    def _basis_text(
        self, kind: Kind, right: Basis | None, left: Basis | None, amount: Amount, again: bool, dated: bool
    ) -> str | None:
        if kind not in (*CHANGES, Kind.PLAN_PCT, Kind.RATIO):
            return None
        wanted = BasisKind.PLAN if kind is Kind.PLAN_PCT else BasisKind.EARLIER
        chosen = right or (left if left is not None and left.kind in (wanted, BasisKind.WHOLE) else None)
        if kind is Kind.RATIO and (chosen is None or chosen.kind is not BasisKind.WHOLE):
            return None
        if chosen is None:
            return self.state.plan_basis if kind is Kind.PLAN_PCT else self._carried_basis(again, dated)
        text = re.sub(r"\s+", " ", chosen.span.of(self.text))
        if kind is Kind.PLAN_PCT:
            self.state = replace(self.state, plan_basis=text)
        elif kind in CHANGES and amount.unit_class is not UnitClass.POINTS:
            self.state = replace(self.state, earlier=(*self.state.earlier, text))
        return text

    def _carried_basis(self, again: bool, dated: bool) -> str | None:
        """The basis that goes on: of two in turn ("tháng trước", "cùng kỳ") the one at this place of the pair.

        A figure with a period of its own takes over no other time than "cùng kỳ": "quý III/2023" is no 9 months.
        """
        earlier = tuple(basis for basis in self.state.earlier if goes_with(basis, self.state.period))
        if dated:
            earlier = tuple(basis for basis in earlier if _SAME_TIME.search(to_plain(basis)))
        if len(earlier) < 2 or earlier[-2] == earlier[-1]:
            return earlier[-1] if earlier else None
        return earlier[-2] if again else earlier[-1]

    def _of(self, kind: Kind, resolved: Subject, subject: Subject) -> Span | None:
        """The level that the figure qualifies."""
        state = self.state
        if kind in (Kind.LEVEL, Kind.PRICE) or kind is Kind.RATIO and subject.text:
            return None
        if state.level is not None and state.level.indicator == resolved.text:
            return state.level.span
        if kind in CHANGES and not subject.text:
            named = [f for f in self.done if f.kind is Kind.LEVEL and f.indicator == resolved.text]
            return named[-1].span if named else None
        if kind is Kind.SHARE and state.in_part and state.whole_level is not None:
            return state.whole_level.span
        return None

    def _remember(self, figure: Figure, naming: Naming, resolved: Subject) -> None:
        """Hands the figure on to the next of its paragraph."""
        state, subject, amount = self.state, naming.subject, naming.amount
        second = amount.pair == "second"
        states_rate = figure.kind is Kind.RATIO and bool(subject.text)
        level = state.level
        if (figure.kind is Kind.LEVEL or states_rate) and not second:
            level = figure
        elif subject.text and figure.kind in CHANGES:
            level = None
        pair = second or (state.pair and figure.kind is Kind.PLAN_PCT)
        if not second:
            state = handed_on(state, figure, naming, resolved)
            if amount.unit_class is UnitClass.COUNT and amount.unit and figure.kind is Kind.LEVEL:
                by_unit = {**state.by_unit, amount.unit: (resolved, figure.period)}
                state = replace(state, by_unit=by_unit, counted=(*state.counted, by_unit[amount.unit]))
            if amount.unit_class is UnitClass.PERCENT and not subject.text:
                state = replace(state, bare_percent=figure)
        self.state = replace(state, level=level, pair=pair, last=figure)
