"""A question becomes a Query: what is asked, of what, when, where and compared with what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.folding import plain
from index.grammar.comparisons import Basis, BasisKind, bases
from index.grammar.numbers import Shape, literals
from index.grammar.patterns import NO_LETTER_AFTER, NO_LETTER_BEFORE, alternatives, whole
from index.grammar.periods import Clock, PeriodMention, periods
from index.lexicon import COUNT_NOUNS, MEASURE_UNITS, MONEY_UNITS, SCALES
from index.records import Period, PeriodUnit, Span
from qa.concepts import NUMBERED, concepts, literal_concepts
from qa.matching import is_weak
from qa.operations import operation_of
from qa.places import place_in
from qa.records import Aim, Ask, Code, Concept, Operation, Query
from qa.spelling import Speller
from qa.translation import is_english, to_vietnamese
from qa.vocabulary import ABBREVIATIONS, AGENCIES, COLLOQUIAL, INSTRUCTIONS, NOT_QUESTIONS

_HOW_MANY = rf"{NO_LETTER_BEFORE}(?:khoảng +)?(?:bao +nhiêu|bao +nhiu|mấy|nhiêu){NO_LETTER_AFTER}"
_UNITS = alternatives(
    [*COUNT_NOUNS, *MEASURE_UNITS, *MONEY_UNITS, "lần", "bậc", "tiền", "điểm phần trăm", "điểm", "phần trăm"]
)
_ASKED = re.compile(
    rf"{_HOW_MANY}(?: +(?P<scale>{alternatives(SCALES)}){NO_LETTER_AFTER})?(?: *(?P<unit>%|{_UNITS}{NO_LETTER_AFTER}(?: ?/ ?(?:ha|người|hộ|xã|km2|con|kg|tấn|tạ|lít|m2|m3|lượng|tháng|năm){NO_LETTER_AFTER})?))?"
)
_THINGS = frozenset(COUNT_NOUNS) - {"con", "người", "điểm", "số", "lượt", "khách"}
_CHANGE = re.compile(
    rf"{NO_LETTER_BEFORE}(?:tăng +(?:hay|hoặc|,)? *giảm|tăng|giảm|thay đổi|biến động|hụt|đi lên|đi xuống|chênh){NO_LETTER_AFTER}(?! +(?:nghèo|giá))"
)
_GROWTH_NAMED = re.compile(
    whole(
        [
            "tốc độ tăng",
            "tốc độ tăng trưởng",
            "mức tăng",
            "mức giảm",
            "tăng trưởng",
            "tăng, giảm",
            "tăng giảm",
            "tăng hay giảm",
            "đi lên hay đi xuống",
            "mức thay đổi",
        ]
    )
)
_PLAN = re.compile(whole(["kế hoạch", "dự toán", "chỉ tiêu", "nghị quyết", "kh"]))
_SHARE = re.compile(whole(["chiếm", "tỷ trọng", "cơ cấu", "tương ứng tỷ lệ"]))
_RANK = re.compile(
    rf"{NO_LETTER_BEFORE}(?:thứ +(?:mấy|bao nhiêu|hạng)|hạng +(?:mấy|bao nhiêu)|xếp +(?:thứ|hạng)|đứng +thứ|vị trí +(?:thứ +)?(?:mấy|bao nhiêu|nào)){NO_LETTER_AFTER}"
)
_ORDINAL = re.compile(rf"{NO_LETTER_BEFORE}lần +thứ +(?:mấy|bao nhiêu){NO_LETTER_AFTER}")
_DATE = re.compile(
    whole(
        [
            "ngày nào",
            "khi nào",
            "bao giờ",
            "thời gian nào",
            "thời điểm nào",
            "hôm nào",
            "ngày mấy",
            "ngày bao nhiêu",
            "ngày tháng nào",
        ]
    )
)
_STAGE = re.compile(whole(["giai đoạn nào", "nhiệm kỳ nào", "những năm nào", "thời kỳ nào"]))
_WHY = re.compile(
    whole(["vì sao", "tại sao", "do đâu", "nhờ đâu", "nguyên nhân", "lý do", "vì đâu", "sao lại", "mà sao", "cớ sao", "yếu tố nào"])
)
_BARE_WHY = re.compile(r"^ *sao +(?!cho|chép|biển|vàng)[^?]{6,}|(?<!thì )(?<!thế )(?<!ra )(?<![^\W_])sao [^?]{4,}(?:thế|vậy) *[?]?$")
_LEFT_OUT = re.compile(r"\((?:không kể|không tính|chưa kể|chưa tính|trừ|không gồm|không bao gồm) [^()]*\)")
_GRADE = re.compile(r"(?<![^\W_])(?:hạng|loại|nhóm) +$")
_BACK_THEN = re.compile(
    r"(?<!so với )(?<!cùng kỳ )(?<![^\W_])((?:\d+ tháng|quý (?:i{1,3}|iv|[1-4])|tháng \d+)(?: đầu)?) (?:năm ngoái|năm trước)",
    re.IGNORECASE,
)
# "tháng trước" as the time asked about, not as what is compared with.
_MONTH_BEFORE = re.compile(
    r"(?<!so với )(?<!với )(?<!hơn )(?<!so )(?<!cùng kỳ )(?<!của )(?<![^\W_])tháng trước(?= *(?:là|có|được|đạt|bao nhiêu|mấy|thì|,|\?|$))",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]*>")
_ADD_UP = re.compile(r"^(?:hãy |vậy |thế )?(?:cộng|gộp) (?:cả |hết )?(?:hai|ba|các|chúng|lại|mấy)")
_HOW_IS = re.compile(whole(["thế nào", "ra sao", "thì sao"]))
_TEXT = re.compile(
    whole(
        [
            "là gì",
            "những gì",
            "kể tên",
            "gồm những",
            "những ai",
            "huyện nào",
            "mặt hàng nào",
            "chỉ tiêu nào",
            "liệt kê",
            "cái gì",
            "ở đâu",
            "nước nào",
            "nơi nào",
            "xã nào",
            "tỉnh nào",
            "ngành nào",
            "nhóm nào",
            "địa phương nào",
            "khoản nào",
            "đơn vị nào",
        ]
    )
)
_PAIR = re.compile(r"trên tổng số|trên tổng|^ *trên +\d+ |(?:^| )trên +\d+ ")
_SPLIT = re.compile(r"[,;?.]\s+|\s+(?:và|rồi|đồng thời|với)\s+|[?]\s*$")
_MONTHS = re.compile(r"(?<![\w.,/])(\d{1,2}) ?t(?=\s|/|$|[,.?])", re.IGNORECASE)
_MONTH = re.compile(r"(?<![^\W_])t(\d{1,2})(?=\s|/|$|[,.?])", re.IGNORECASE)
_QUARTER = re.compile(r"(?<![^\W_])q\.?(i{1,3}|iv|[1-4])(?=\s|/|$|[,.?])", re.IGNORECASE)
_LAST_YEAR = re.compile(
    rf"{NO_LETTER_BEFORE}(?:cùng kỳ năm (?:trước|ngoái)|năm ngoái|năm trước|cùng kỳ năm \d{{4}}|cùng kỳ){NO_LETTER_AFTER}"
)
_POSTED = re.compile(r"(?:báo cáo|bài|tin|văn bản)[^,.;]{0,30}(?:đăng|phát hành|công bố)|đăng (?:tải )?(?:vào )?ngày")
_WORDS = re.compile(r"(?<![/\w-])[^\W_]+(?![/-]\w)")
_BARE_YEAR = re.compile(
    r"(?<![\d/.,-])([^\W\d_]+)(?<!năm)(?<!Năm)(?<!tháng)(?<!quý)(?<!kỳ)(?<!vụ)(?<!sánh)(?<!đoạn) ((?:19|20)\d\d)(?![\d/.,-]| *-)"
)
_PREMISE = re.compile(r"^(?:nếu )?(?:suy|tính)(?: ra)? từ [^,]{3,40}?(?:, *| thì )")


_AGENCY = re.compile(rf"{NO_LETTER_BEFORE}{alternatives([*AGENCIES])}{NO_LETTER_AFTER}", re.IGNORECASE)
_COLLOQUIAL = re.compile(
    rf"{NO_LETTER_BEFORE}(?:{alternatives([*COLLOQUIAL])}){NO_LETTER_AFTER}", re.IGNORECASE
)


def expand(text: str) -> str:
    """Abbreviations and short periods written out: "8T/2023" -> "8 tháng 2023", "bn" -> "bao nhiêu"."""
    text = _AGENCY.sub(lambda m: AGENCIES[plain(m[0])], text)
    text = re.sub(r"(?<![^\W_])[Mm]ay(?= *(?:%|phần|phan|lần|lan |bậc))", "mấy", text)
    text = _MONTHS.sub(r"\1 tháng", text)
    text = re.sub(r"(\d tháng)/((?:19|20)\d\d)", r"\1 \2", text)
    text = _MONTH.sub(r"tháng \1", text)
    text = _QUARTER.sub(lambda m: f"quý {m[1].upper()}", text)

    def full(match: re.Match[str]) -> str:
        word = plain(match[0])
        if word == "dt":
            after = plain(text[match.end() : match.end() + 12])
            before = plain(text[max(0, match.start() - 12) : match.start()])
            budget = re.match(r" *(?:hđnd|giao|trung ương|năm|tw|tỉnh|thu|chi)", after) or re.search(
                r"(?:%|phần trăm|so với) *$", before
            )
            return "dự toán" if budget else "doanh thu" if re.match(r" *(?:dịch vụ|dv|du lịch)", after) else "diện tích"
        return ABBREVIATIONS.get(word, match[0])

    return _COLLOQUIAL.sub(lambda m: COLLOQUIAL[re.sub(" +", " ", plain(m[0]))], _WORDS.sub(full, text))


class QuestionReader:
    """Reads questions in the words of one store's reports."""

    def __init__(self, speller: Speller) -> None:
        self.speller = speller

    def read(self, question: str, clock: Clock) -> Query:
        """The query that `question` asks, with periods read against `clock`."""
        question = _TAG.sub(" ", question)
        english = is_english(question)
        text = to_vietnamese(question) if english else self.speller.repair(expand(question))
        text = _years_back(expand(text), clock)
        low = plain(text)
        if lead := _PREMISE.match(low):
            text, low = text[lead.end() :], low[lead.end() :]
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
        mentions = tuple(_pinned(m, low) for m in mentions)
        free = [
            m
            for m in mentions
            if m.period and not _named_after(m, low) and not any(b.extent.meets(m.span) for b in compared)
        ]
        operation, extreme = operation_of(low)
        aside = "".join(
            " " if any(b.extent.start <= i < b.extent.end for b in targets) else c for i, c in enumerate(text)
        )
        asks = self._asks(aside, plain(aside), mentions, compared, operation)
        return Query(
            question=question,
            text=text,
            english=english,
            asks=asks,
            periods=tuple(dict.fromkeys((*_unique(free), *target, *_listed(low)))),
            place=place_in(text),
            last_year=_asks_last_year(low, asks, compared),
            operation=operation,
            extreme=extreme,
            claims=tuple(
                x.text
                for x in literals(text, low)
                if x.shape in (Shape.NUMBER, Shape.FRACTION) and not _dates(x.span, mentions)
            ),
        )

    def _asks(
        self, text: str, low: str, mentions: Sequence[PeriodMention], compared: Sequence[Basis], operation: Operation
    ) -> tuple[Ask, ...]:
        if _POSTED.search(low) and _DATE.search(low):
            return (Ask(Aim.DATE, (), "ngày đăng", unit="posted"),)
        asks: list[Ask] = []
        for piece in _pieces(low) if operation in (Operation.NONE, Operation.MEMBERS) else [Span(0, len(low))]:
            words = _named(text, piece, mentions, compared)
            asks = _joined(asks, _aims(text, low, piece, compared, words))
        return tuple(asks)


def _years_back(text: str, clock: Clock) -> str:
    """A growth of last year's months with their year: "9 tháng năm ngoái GRDP tăng bao nhiêu" asks for that growth."""
    last = clock.cumulative
    if last is None:
        return text
    if last.unit is PeriodUnit.MONTHS and last.last_month > 1:
        text = _MONTH_BEFORE.sub(f"tháng {last.last_month - 1} năm {last.year}", text)
    if not (_CHANGE.search(plain(text)) or _GROWTH_NAMED.search(plain(text))):
        return text
    return _BACK_THEN.sub(rf"\1 năm {last.year - 1}", text)


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
    return any(a.aim is ask.aim and not ask.content and a.unit == ask.unit for a in asks)


def _refusal(low: str, raw: str) -> Code | None:
    if any(phrase in low or phrase in raw for phrase in INSTRUCTIONS):
        return Code.INSTRUCTION
    if _ADD_UP.match(low) or any(phrase in low or phrase in raw for phrase in NOT_QUESTIONS):
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
    return any(p.search(part) for p in (_ASKED, _GROWTH_NAMED, _RANK, _DATE, _STAGE, _WHY, _TEXT)) or bool(
        re.search(r"tỷ lệ so với (?:kế hoạch|dự toán)", part)
    )


def _pieces(low: str) -> list[Span]:
    """The parts of a question that each ask something; a part that asks nothing joins its neighbour."""
    cuts = [m.span() for m in _SPLIT.finditer(low)]
    pieces, start = [], 0
    for begin, end in cuts:
        rest = Span(end, len(low))
        following = next((b for b, _ in cuts if b > end), len(low))
        implied = low[begin] == "," and _implies_level(low[start:begin], low[end:following])
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
        and not concepts(_without_asked(right))
        and bool(_ASKED.search(right) or _GROWTH_NAMED.search(right))
    )


def _named(text: str, piece: Span, mentions: Sequence[PeriodMention], compared: Sequence[Basis]) -> str:
    """The words of a piece without periods and bases of comparison."""
    holes = [
        Span(*m.span()) for m in re.finditer(r"(?:tính +)?(?:theo +)?giá (?:so sánh|hiện hành|cố định)", plain(text))
    ]
    holes += [Span(*m.span()) for m in _LEFT_OUT.finditer(plain(text))]
    numbered = [m.end() for m in NUMBERED.finditer(text)]
    holes += [
        x.span
        for x in literals(text, plain(text))
        if x.shape in (Shape.NUMBER, Shape.FRACTION)
        and x.span.end not in numbered
        and not _GRADE.search(plain(text[: x.span.start]))
    ]
    holes += [m.span for m in mentions if m.rule not in ("season", "price_base")] + [
        b.extent for b in compared if b.linked or b.kind is BasisKind.EARLIER
    ]
    holes += [b.extent for b in compared if b.kind is BasisKind.PLAN and b.extent.start > piece.start + 2]
    kept = [c if not any(h.start <= i < h.end for h in holes) else " " for i, c in enumerate(text)]
    return "".join(kept[piece.start : piece.end])


def _aims(text: str, low: str, piece: Span, compared: Sequence[Basis], words: str) -> list[Ask]:
    part = low[piece.start : piece.end]
    here = [b for b in compared if piece.start <= b.extent.start < piece.end]
    plan = next((b for b in here if b.kind is BasisKind.PLAN), None)
    basis = plan or next(iter(here), None)
    said = re.sub(r"\s+", " ", basis.span.of(text)) if basis else ""
    direction = "giảm" if re.search(r"(?<![^\W_])giảm(?! *(?:nghèo|hay))", part) and "tăng" not in part else ""
    content = _focused(concepts(_without_asked(words)), words)
    content = (
        (*content, *(Concept((w,), focus=True) for w in ("vượt", "chưa", "hoàn thành") if w in part))
        if re.search(r"(?:bao nhiêu|mấy) +chỉ tiêu", part)
        else content
    )
    if _BARE_WHY.search(part):
        return [Ask(Aim.WHY, content, words, basis=said, direction=direction)]
    for pattern, aim in ((_WHY, Aim.WHY), (_ORDINAL, Aim.ORDINAL), (_STAGE, Aim.STAGE), (_DATE, Aim.DATE)):
        if pattern.search(part):
            return [Ask(aim, content, words, basis=said, direction=direction)]
    asks: list[Ask] = []
    if _RANK.search(part):
        asks.append(Ask(Aim.RANK, content, words))
        if not re.sub(_RANK, " ", part).count("bao nhiêu"):
            return asks
    found = list(_ASKED.finditer(part))
    found = [m for m in found if not re.search(r"thứ *$", part[: m.start()])]
    for index, match in enumerate(found):
        before = part[(found[index - 1].end() if index else 0) : match.start()]
        after = part[match.end() : found[index + 1].start() if index + 1 < len(found) else len(part)]
        aim = _aim(before, after, _unit(match), plan is not None, basis)
        if aim is Aim.PLAN_PCT:
            owners = tuple(c for c in content if c.alternatives[0] in ("hđnd", "ubnd", "trung ương", "thủ tướng"))
            said = " ".join(dict.fromkeys((said, *(c.alternatives[0] for c in owners))))
            content = tuple(c for c in content if c not in owners)
        asks.append(Ask(aim, content, words, _full_unit(match), said, direction))
    if asks:
        return asks
    if "con số nào" in part:
        return [Ask(Aim.PAIR, content, words)]
    if _GROWTH_NAMED.search(part) or (_CHANGE.search(part) and basis is not None and basis.kind is BasisKind.EARLIER):
        level = re.search(r"số lượng|sản lượng bao|là bao", part)
        first = [Ask(Aim.LEVEL, content, words)] if level else []
        return [*first, Ask(Aim.CHANGE, content, words, basis=said, direction=direction)]
    if plan is not None and not concepts(plain(words)):
        return [Ask(Aim.PLAN_PCT, content, words, basis=said)]
    if re.search(r"tỷ lệ so với (?:kế hoạch|dự toán)|so với (?:kế hoạch|dự toán)", part):
        return [Ask(Aim.PLAN_PCT, content, words, basis=said)]
    if _TEXT.search(part) and not re.search(r"lần lượt|mỗi", part):
        return [Ask(Aim.TEXT, literal_concepts(words), words)]
    if basis is not None and basis.kind is BasisKind.EARLIER and basis.linked and _HOW_IS.search(part):
        return [Ask(Aim.CHANGE, content, words, basis=said, direction=direction)]
    return [Ask(Aim.LEVEL, content, words, basis=said)]


def _target(compared: tuple[Basis, ...], low: str) -> tuple[tuple[Basis, ...], tuple[Basis, ...]]:
    """A plan with its year that opens the question or stands as its target is a period, not a basis: "Mục tiêu năm 2025"."""
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


def _pinned(mention: PeriodMention, low: str) -> PeriodMention:
    """A bare day is a point in time: "tại thời điểm 31/7/2023"."""
    found = re.search(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$", low[mention.span.start : mention.span.end])
    if mention.rule != "day" or not found:
        return mention
    return PeriodMention(
        mention.span, mention.rule, Period(PeriodUnit.AS_OF, int(found[3]), 0, int(found[2]), int(found[1]))
    )


def _focused(content: tuple[Concept, ...], words: str) -> tuple[Concept, ...]:
    """The content with what is asked marked: the words right before "là bao nhiêu", or those after "có bao nhiêu"."""
    match = _ASKED.search(plain(words))
    if match is None or len(content) < 2:
        return content
    before = [c for c in concepts(words[: match.start()]) if not is_weak(c)]
    after = [c for c in concepts(words[match.end() :]) if not is_weak(c)]
    counted = re.search(r"(?<![^\W_])(?:có|còn)(?: khoảng)? *$", plain(words[: match.start()]))
    chosen = after[-1] if counted and after else before[-1] if before else None
    return tuple(replace(c, focus=c == chosen) for c in content)


def _without_asked(words: str) -> str:
    """The words without "bao nhiêu" and the measures behind it; the thing counted stays."""
    result, cursor = [], 0
    for match in _ASKED.finditer(plain(words)):
        kept = _unit(match) in _THINGS
        result.append(words[cursor : match.start()])
        cursor = match.start("unit") if kept else match.end()
    return " ".join((*result, words[cursor:]))


def _unit(match: re.Match[str]) -> str:
    return re.sub(" +", " ", match["unit"] or "")


def _full_unit(match: re.Match[str]) -> str:
    return re.sub(" +", " ", f"{match['scale'] or ''} {match['unit'] or ''}").strip().replace("phần trăm", "%")


def _aim(before: str, after: str, unit: str, plan: bool, basis: Basis | None) -> Aim:
    change = _CHANGE.search(before[-30:]) or re.search(r"(?:tăng|giảm) +giá *$", before) or re.search(r"^ *(?:so với|cùng kỳ)", after) and _CHANGE.search(before)
    percent = unit in ("%", "phần trăm")
    if unit == "lần" or re.search(r"gấp *$", before):
        return Aim.MULTIPLE
    if unit.startswith("điểm ph") or unit == "điểm %":
        return Aim.CHANGE_ABS
    if unit == "bậc":
        return Aim.CHANGE_ABS
    if _SHARE.search(before):
        return Aim.SHARE
    if change and not re.search(r"giảm(?: *xuống)? *còn *$|tăng lên *$", before):
        return Aim.CHANGE_PCT if percent else Aim.CHANGE_ABS if unit and unit not in ("tiền",) else Aim.CHANGE
    if plan and (
        percent or re.search(r"(?:đạt|bằng|hoàn thành|vượt) *(?:được *)?$", before) or _PLAN.search(before[-24:])
    ):
        return Aim.PLAN_PCT
    if percent and basis is not None and basis.kind is BasisKind.EARLIER:
        return Aim.INDEX
    if not percent and _PAIR.search(before[-12:] + " " + after) and "tỷ lệ" not in before:
        return Aim.PAIR
    return Aim.LEVEL


def _asks_last_year(low: str, asks: Sequence[Ask], compared: Sequence[Basis]) -> bool:
    """Whether the level itself is wanted for the year before: "Cùng kỳ năm trước diện tích cà phê là bao nhiêu?"."""
    if not asks or any(a.aim is not Aim.LEVEL for a in asks) or _CHANGE.search(low) and "suy ra" not in low:
        return False
    match = _LAST_YEAR.search(low)
    return bool(match) and not re.search(r"so(?: với)? *$|với *$", low[: match.start()]) if match else False
