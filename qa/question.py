"""A question becomes a Query: what is asked, of what, when, where and compared with what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.folding import plain
from index.grammar.comparisons import Basis, BasisKind, bases
from index.grammar.numbers import Shape, literals
from index.grammar.patterns import NO_LETTER_AFTER, NO_LETTER_BEFORE, alternatives
from index.grammar.periods import Clock, PeriodMention, periods
from index.ledger import Ledger
from index.lexicon import MEASURES
from index.records import Period, PeriodUnit, Span
from qa.abbreviations import ABBREVIATIONS, AMBIGUOUS
from qa.aims import aims, without_asked
from qa.calculations import calculation_of
from qa.concepts import AGES, NUMBERED, SCHOOL_YEAR, concepts
from qa.cues import ADD_UP, ASKED, CHANGE, DATE, GROWTH_NAMED, RANK, STAGE, TEXT, WHY
from qa.days import pinned_day
from qa.deducing import deduced
from qa.expansion import expand, years_back
from qa.initials import Initials
from qa.matching import is_weak
from qa.operations import operation_of, ordinal_of
from qa.places import place_in
from qa.records import Aim, Ask, Code, Operation, Query
from qa.report_words import ReportWords
from qa.spelling import Speller, spoken_words
from qa.translation import is_english, to_vietnamese
from qa.vocabulary import INSTRUCTIONS, NOT_QUESTIONS

_LEFT_OUT = re.compile(r"\((?:không kể|không tính|chưa kể|chưa tính|trừ|không gồm|không bao gồm) [^()]*\)")
_INCLUDED = re.compile(
    r"[,(] *(?:tính|kể|gồm|bao gồm)(?: tính| gồm)? (?:cả|chung)(?! năm| nước| tỉnh) [^,?()]{3,60}[,)]?"
)
_GRADE = re.compile(r"(?<![^\W_])(?:hạng|loại|nhóm) +$")
_TAG = re.compile(r"<[^<>]*>")
_SPLIT = re.compile(
    r"[,;?.]\s+|\s+\+\s+|\s+(?:(?<!nhỏ )và(?! vừa)|"
    r"(?<!vừa )(?<!hôm )(?<!tháng )(?<!năm )(?<!quý )(?<!vụ )(?<!kỳ )rồi|đồng thời|(?<!so )với|kèm(?: theo)?|"
    r"cùng(?! kỳ| thời| tháng))\s+|[?]\s*$"
)
_MEASURED = re.compile(rf"(?:tổng )?(?:số (?!liệu)|{alternatives(MEASURES)}(?![^\W_]))")
_LAST_YEAR = re.compile(
    rf"{NO_LETTER_BEFORE}(?:cùng kỳ năm (?:trước|ngoái)|năm (?:học )?(?:ngoái|trước)|cùng kỳ năm \d{{4}}|cùng "
    rf"kỳ){NO_LETTER_AFTER}"
)
_POSTED = re.compile(r"(?:báo cáo|bài|tin|văn bản)[^,.;]{0,30}(?:đăng|phát hành|công bố)|đăng (?:tải )?(?:vào )?ngày")
_BARE_YEAR = re.compile(
    r"(?<![\d/.,-])([^\W\d_]+)(?<!năm)(?<!Năm)(?<!tháng)(?<!quý)(?<!kỳ)(?<!vụ)(?<!sánh)(?<!đoạn) ((?:19|"
    r"20)\d\d)(?![\d/.,-]| *-)"
)
# Abbreviations whose meaning a table knows; that of some is told by what stands beside them.
_TABLED = {**ABBREVIATIONS, **dict.fromkeys(AMBIGUOUS, "")}
_ORDER = re.compile(
    r"(?<![^\W_])(?:khỏi cần|từ giờ|cứ (?:ghi|viết|nói|báo)|chỉ được (?:trả lời|nói|ghi)|phải (?:trả lời|nói|ghi) là|"
    r"hãy (?:ghi|nói|viết)|đừng (?:xem|đọc|tra))(?![^\W_])"
)
_CALCULATED = (Operation.SUM, Operation.WITHOUT)
_PREMISE = re.compile(r"^(?:nếu )?(?:suy|tính)(?: ra)? từ [^,]{3,40}?(?:, *| thì )")


def reader_of(ledger: Ledger) -> QuestionReader:
    """The reader of questions to the reports of a ledger."""
    words, pairs = ledger.unigrams(), ledger.bigrams()
    return QuestionReader(Speller(words, pairs, spoken_words()), Initials(words, pairs), ReportWords(pairs))


class QuestionReader:
    """Reads questions in the words of one store's reports."""

    def __init__(self, speller: Speller, initials: Initials, words: ReportWords) -> None:
        self.speller, self.initials, self.words = speller, initials, words

    def read(self, question: str, clock: Clock) -> Query:
        """The query that `question` asks, periods read against `clock`."""
        return next(self.readings(question, clock))

    def readings(self, question: str, clock: Clock) -> Iterator[Query]:
        """The query that `question` asks; then, when asked for, that in the reports' terms if it differs."""
        question = _without_orders(_TAG.sub(" ", question))
        english = is_english(question)
        written_out = question if english else expand(self.initials.expand(question, _TABLED))
        text = to_vietnamese(question) if english else self.speller.repair(written_out)
        query = self._query(question, text, english, clock)
        yield query
        reworded = self.words.write(text)
        if reworded != text and not query.refusal:
            yield self._query(question, reworded, english, clock)

    def _query(self, question: str, text: str, english: bool, clock: Clock) -> Query:
        """The query of a question that reads as `text`."""
        text = years_back(expand(text), clock)
        low = plain(text)
        if lead := _PREMISE.match(low):
            text, low = text[lead.end() :], low[lead.end() :]
        if (back := deduced(text, clock)) is not None:
            query = self._query(question, back.text, english, clock)
            levels = tuple(a for a in query.asks if a.aim is Aim.LEVEL and a.content)
            if levels:
                return replace(query, asks=levels[:1], periods=back.periods, last_year=True)
        if ADD_UP.match(low):
            return Query(question, text, english, (), operation=Operation.ADD_UP)
        if refusal := _refusal(low, plain(question)):
            return Query(question, text, english, (), refusal=refusal)
        text = _BARE_YEAR.sub(r"\1 năm \2", text)
        low = plain(text)
        mentions = tuple(periods(low, clock))
        compared, targets = _target(tuple(bases(low)), low)
        target = tuple(
            Period(PeriodUnit.YEAR, int(y))
            for b in targets
            for y in re.findall(r"(?:19|20)\d\d", low[b.span.start : b.span.end])
        )
        mentions = tuple(pinned_day(m, low) for m in mentions)
        free = [
            m
            for m in mentions
            if m.period and not _named_after(m, low) and not any(b.extent.meets(m.span) for b in compared)
        ]
        ordinal = ordinal_of(low)
        operation, extreme = operation_of(low) if ordinal == 1 else (Operation.EXTREME, "max")
        calculation = calculation_of(text)
        if ordinal == 1 and calculation and calculation.certain and calculation.operation in _CALCULATED:
            operation, extreme = calculation.operation, ""
        aside = "".join(
            " " if any(b.extent.start <= i < b.extent.end for b in targets) else c for i, c in enumerate(text)
        )
        asks = self._asks(aside, plain(aside), mentions, compared, operation)
        return Query(
            question=question,
            text=text,
            english=english,
            asks=asks,
            periods=tuple(dict.fromkeys((*_unique(free), *target, *_listed(low)))) or _year_before(low, asks, clock),
            place=place_in(text),
            last_year=_asks_last_year(low, asks, compared),
            operation=operation,
            calculation=calculation,
            extreme=extreme,
            ordinal=ordinal,
            claims=tuple(
                x.text
                for x in literals(text, low)
                if x.shape in (Shape.NUMBER, Shape.FRACTION) and not _dates(x.span, mentions)
            ),
        )

    def _asks(
        self, text: str, low: str, mentions: Sequence[PeriodMention], compared: Sequence[Basis], operation: Operation
    ) -> tuple[Ask, ...]:
        if _POSTED.search(low) and DATE.search(low):
            return (Ask(Aim.DATE, (), "ngày đăng", unit="posted"),)
        asks: list[Ask] = []
        for piece in _pieces(low) if operation in (Operation.NONE, Operation.MEMBERS) else [Span(0, len(low))]:
            words = _named(text, piece, mentions, compared)
            asks = _joined(asks, aims(text, low, piece, compared, words))
        return tuple(asks)


def _joined(asks: list[Ask], more: Sequence[Ask]) -> list[Ask]:
    """The asks with more of them; "tăng hay giảm, bao nhiêu phần trăm?" is one ask in two parts."""
    for ask in more:
        last = asks[-1] if asks else None
        if last is not None and last.aim is Aim.CHANGE and ask.aim is Aim.LEVEL and not ask.content:
            asks[-1] = replace(last, aim=Aim.CHANGE_PCT if ask.unit == "%" else Aim.CHANGE, unit=ask.unit)
        elif not _repeats(ask, asks):
            asks.append(ask)
    return asks


def _repeats(ask: Ask, asks: Sequence[Ask]) -> bool:
    return any(a.aim is ask.aim and not ask.content and (a.unit, a.basis) == (ask.unit, ask.basis) for a in asks)


def _without_orders(question: str) -> str:
    """A question without the sentences before it that only say what to answer: they are data, no orders."""
    parts = re.split(r"(?<=[.!;])\s+", question)
    asked = [p for p in parts if not _ORDER.search(plain(p)) or "?" in p or ASKED.search(plain(p))]
    return " ".join(asked) if len(asked) < len(parts) and asked else question


def _refusal(low: str, raw: str) -> Code | None:
    if any(phrase in low or phrase in raw for phrase in INSTRUCTIONS):
        return Code.INSTRUCTION
    if any(phrase in low or phrase in raw for phrase in NOT_QUESTIONS):
        return Code.NO_QUESTION
    return None if re.search(r"[^\W\d_]{2}", low) else Code.NO_QUESTION


def _dates(span: Span, mentions: Sequence[PeriodMention]) -> bool:
    return any(m.span.meets(span) for m in mentions)


def _unique(mentions: Sequence[PeriodMention]) -> tuple[Period, ...]:
    return tuple(dict.fromkeys(m.period for m in mentions if m.period))


def _marked(low: str, span: Span) -> bool:
    part = low[span.start : span.end]
    if re.match(r"\s*(?:hãy |xin |vui lòng )?(?:cho (?:tôi |em |mình )?(?:biết|hỏi)|nêu)(?![^\W_])", part):
        return True
    return any(p.search(part) for p in (ASKED, GROWTH_NAMED, RANK, DATE, STAGE, WHY, TEXT)) or bool(
        re.search(r"tỷ lệ so với (?:kế hoạch|dự toán)", part)
    )


def _pieces(low: str) -> list[Span]:
    """The parts of a question that each ask something; a part that asks nothing joins its neighbour."""
    cuts = [m.span() for m in _SPLIT.finditer(low)]
    pieces, start = [], 0
    for begin, end in cuts:
        rest = Span(end, len(low))
        following = next((b for b, _ in cuts if b > end), len(low))
        left, right = low[start:begin], low[end:following]
        joint = low[begin:end].strip() or ","
        implied = low[begin] == "," and _implies_level(left, right) or _names_more(left, joint, right)
        if (
            begin > start
            and rest.end > rest.start
            and (implied or _marked(low, Span(start, begin)) and _marked(low, rest))
        ):
            pieces.append(Span(start, begin))
            start = end
    pieces.append(Span(start, len(low)))
    return [p for p in pieces if low[p.start : p.end].strip(" ?.,")]


def _implies_level(left: str, right: str) -> bool:
    """Whether "X tháng 8, tăng mấy %?" asks for X too: the second part only adds to a first that names something."""
    return (
        bool(concepts(left))
        and not concepts(without_asked(right))
        and bool(ASKED.search(right) or GROWTH_NAMED.search(right))
    )


def _names_more(left: str, joint: str, right: str) -> bool:
    """Whether a part that names something asks for it: "Tổng kim ngạch? bao nhiêu % kế hoạch?", "X và tốc độ tăng"."""
    named = concepts(left)
    if not named or left.lstrip().startswith("trong "):
        return False
    if joint[0] in ",+" or right.startswith("số "):
        thing = any(c.alternatives[0] not in MEASURES and not is_weak(c) for c in named)
        if thing and _MEASURED.search(left) and _MEASURED.match(right) and concepts(right):
            return True
    if not _marked(right, Span(0, len(right))):
        return False
    return joint[0] == "?" or bool(GROWTH_NAMED.match(right) or re.match(r"(?:đạt )?bao nhiêu %", right))


def _named(text: str, piece: Span, mentions: Sequence[PeriodMention], compared: Sequence[Basis]) -> str:
    """The words of a piece without periods and bases of comparison."""
    holes = [
        Span(*m.span()) for m in re.finditer(r"(?:tính +)?(?:theo +)?giá (?:so sánh|hiện hành|cố định)", plain(text))
    ]
    holes += [Span(*m.span()) for pattern in (_LEFT_OUT, _INCLUDED) for m in pattern.finditer(plain(text))]
    numbered = [m.end() for m in NUMBERED.finditer(text)]
    holes += [
        x.span
        for x in literals(text, plain(text))
        if x.shape in (Shape.NUMBER, Shape.FRACTION)
        and x.span.end not in numbered
        and not _GRADE.search(plain(text[: x.span.start]))
        and not plain(text[x.span.end :]).startswith(" sao")
    ]
    holes += [m.span for m in mentions if m.rule not in ("season", "price_base")] + [
        b.extent for b in compared if b.linked or b.kind is BasisKind.EARLIER
    ]
    holes += [b.extent for b in compared if b.kind is BasisKind.PLAN and b.extent.start > piece.start + 2]
    names = [Span(*m.span()) for pattern in (SCHOOL_YEAR, AGES) for m in pattern.finditer(plain(text))]
    holes = [h for h in holes if not any(name.meets(h) for name in names)]
    kept = [c if not any(h.start <= i < h.end for h in holes) else " " for i, c in enumerate(text)]
    return "".join(kept[piece.start : piece.end])


def _target(compared: tuple[Basis, ...], low: str) -> tuple[tuple[Basis, ...], tuple[Basis, ...]]:
    """A plan with its year that is not compared with is a period, not a basis: "Mục tiêu năm 2025"."""
    kept, found = [], []
    for basis in compared:
        year = re.search(r"(?:19|20)\d\d", low[basis.span.start : basis.span.end])
        against = (
            re.search(r"(?:%|phần trăm|so với|đạt|bằng|vượt|hoàn thành) *$", low[: basis.extent.start]) or basis.linked
        )
        if basis.kind is BasisKind.PLAN and year and not against:
            found.append(basis)
        else:
            kept.append(basis)
    return tuple(kept), tuple(found)


def _listed(low: str) -> tuple[Period, ...]:
    """The further years of "các năm 2022, 2023 và 2024"."""
    match = re.search(r"năm +((?:(?:19|20)\d\d(?: *, *| *và *| +)){1,}(?:19|20)\d\d)", low)
    return tuple(Period(PeriodUnit.YEAR, int(y)) for y in re.findall(r"\d{4}", match[1])) if match else ()


def _named_after(mention: PeriodMention, low: str) -> bool:
    """Whether a year belongs to a name and dates nothing: "vốn kéo dài từ năm 2022"."""
    before = low[max(0, mention.span.start - 24) : mention.span.start]
    return mention.rule == "year" and bool(
        re.search(r"(?:kéo dài|chuyển nguồn|chuyển tiếp|kỳ thi|thpt)(?: từ| sang| của)? *$", before)
    )


def _year_before(low: str, asks: Sequence[Ask], clock: Clock) -> tuple[Period, ...]:
    """The report's months a year earlier, where their share of a plan is asked for: "cùng kỳ năm trước đạt ... %"."""
    match, whole = _LAST_YEAR.search(low), clock.cumulative
    if match is None or whole is None or not asks or any(a.aim is not Aim.PLAN_PCT for a in asks):
        return ()
    compared = re.search(r"(?:so(?: với)?|với|bằng|hơn) *$", low[: match.start()])
    return () if compared else (replace(whole, year=whole.year - 1),)


def _asks_last_year(low: str, asks: Sequence[Ask], compared: Sequence[Basis]) -> bool:
    """Whether the level itself is wanted for the year before: "Cùng kỳ năm trước diện tích cà phê là bao nhiêu?"."""
    if not asks or any(a.aim is not Aim.LEVEL for a in asks) or CHANGE.search(low) and "suy ra" not in low:
        return False
    match = _LAST_YEAR.search(low)
    return bool(match) and not re.search(r"so(?: với)? *$|với *$", low[: match.start()]) if match else False
