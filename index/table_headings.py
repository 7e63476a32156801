"""What a column's heading says of the figures below it: their own words, period, kind, basis and unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.folding import plain as to_plain
from index.grammar.comparisons import BasisKind, bases
from index.grammar.patterns import alternatives, whole
from index.grammar.periods import Clock, PeriodMention, periods
from index.lexicon import PLAN_WORDS
from index.records import Kind, Period, PeriodUnit
from index.table_units import lowered, unit_of

_B, _A = r"(?<![^\W\d_])", r"(?![^\W\d_])"
_Y4 = r"(?:19|20)\d\d"
_BARE_YEAR = re.compile(rf"(?<![\d.,/-])({_Y4})(?![\d.,/-])")
# Short forms, written as headings write them.
_SHORT = (
    (rf"{_B}(\d{{1,2}}) ?T(?:háng)?(?=[ /)]|$)(?: ?/ ?(?={_Y4}))?", r"\1 tháng "),
    (rf"{_B}T\.? ?(\d{{1,2}})(?![.,]?\d)", r"tháng \1"),
    (r"\bQ\.? ?(IV|I{1,3}|[1-4])\b", r"quý \1"),
    (r"điểm ?%", "điểm phần trăm"),
    (r"\bCK\b", "cùng kỳ"),
    (r"\b[UƯ]TH\b", "ước thực hiện"),
    (r"\bTH\b", "thực hiện"),
    (r"\bLK\b", "lũy kế"),
    (r"\bKH\b", "kế hoạch"),
    (r"\bDT\b(?= *(?:năm|giao|HĐND|TW|Trung ương|$|\)))", "dự toán"),
)
# What a heading over several columns says of how they divide the whole, and the whole among them.
_BREAKS_DOWN = re.compile(rf"{_B}(?:trong đó|chia ra){_A} *:?", re.IGNORECASE)
_TOTAL_OF = re.compile(r"(?<=[^\W\d_]) +(?:tổng số|tổng cộng|chung)$", re.IGNORECASE)
NOTE_MARK = re.compile(r"\((?:\*+|\d{1,2})\)|\*+|[¹²³]")
BRACKET = re.compile(r"\(([^()]*)\)")
EDGES = " \t\u00a0,;:.-–/&%‰"
COMPARED = re.compile(
    rf"(?<!giá ){_B}(?:so +sánh +với|so +sánh|so +với|so){_A}[ :]*"
    rf"|(?<=[^\W\d_)]) */ *(?={alternatives(PLAN_WORDS)}{_A}|cùng kỳ)"
)
_DONE_OF = re.compile(r"^(?:ước )?(?:thực hiện|ước) */ *", re.IGNORECASE)
_YEAR_BEFORE = re.compile(rf" +năm +(?:trước|ngoái){_A}")
_HUNDRED = re.compile(r"(?P<basis>[^(),;:=]*?) *= *100(?: *%)?")
_YEARS = re.compile(rf"(?<!\d)(?P<a>{_Y4}) */ *(?P<b>{_Y4})(?!\d)")
_PLAN_FIRST = re.compile(rf"^(?:tổng (?:số )?|giao |vốn )?{alternatives((*PLAN_WORDS, 'nq'))}{_A}")
_SHARE = re.compile(whole(("cơ cấu", "tỷ trọng", "chiếm")))
_GROWTH = ("tốc độ tăng", "tốc độ giảm", "mức tăng", "mức giảm", "tỷ lệ tăng", "tỷ lệ giảm", "tăng trưởng", "biến động")
_CHANGE = re.compile(
    rf"{whole((*_GROWTH, 'chênh lệch'))}|{_B}tăng *(?:\(\+\)|\+)?[ ,/-]*giảm{_A}"
    rf"|^(?:tăng|giảm){_A}(?! +(?:thêm|nghèo))|\+ */ *-"
)
_INDEX = re.compile(whole(("chỉ số", "tốc độ phát triển")))
_EARLIER = re.compile(
    rf"{_B}cùng kỳ(?: *(?:năm *)?(?:trước|ngoái|{_Y4}))?|{_B}(?:năm|tháng|quý|kỳ) +(?:trước|ngoái){_A}"
)
_ESTIMATE = re.compile(whole(("ước", "dự kiến", "dự ước")))
_FILLERS = re.compile(
    whole(
        (
            "ước tính", "ước thực hiện", "ước đạt", "ước", "thực hiện", "sơ bộ", "chính thức", "dự kiến", "cộng dồn",
            "lũy kế", "trong kỳ", "kỳ báo cáo", "số liệu", "từ đầu năm", "đến", "hết", "ngày", "vào", "tại",
            "thời điểm", "đã", "báo cáo", "kết quả", "đạt được", "đạt", "được", "kỳ này", "số thực hiện",
        )
    )
)  # fmt: skip
_SAID_BY_KIND = re.compile(
    whole(
        (
            "giá so sánh", "cơ cấu", "tỷ trọng", "tỷ lệ", "tốc độ", "phát triển", "tăng trưởng", "tăng", "giảm",
            "chênh lệch", "chỉ số", "mức", "biến động", "số tương đối", "số tuyệt đối",
            "tương đối", "tuyệt đối", "hoàn thành", "chiếm", "bằng", "so sánh", "so", "với",
            "phần trăm", "năm", "trong", "và", "hoặc",
        )
    )
    + r"|[+=/]"
)  # fmt: skip
# Words that are a part of the name here: "Số xã đạt chuẩn", "Tỷ lệ hộ nghèo tăng, giảm".
_KEPT = re.compile(r"đạt +(?:chuẩn|tiêu chí)|tỷ lệ +(?:hộ|dân|trẻ|lao động|che phủ|thất nghiệp|đô thị)")
_LINKS = r"và|trong|của|năm(?! học)|theo|hoặc|từ|đến|tại|về|so|với|cả|các|qua|tháng"
_LOOSE = re.compile(rf"^(?:{_LINKS}){_A}|{_B}(?:(?<!lâu )(?<!h[àằ]ng )(?:{_LINKS})|tính|ước|quý)$", re.IGNORECASE)
UNIT_SAID = re.compile(r"[(\[]?(?:đơn vị(?: tính)?|đvt|đv tính) *: *(?P<unit>[^()\[\]|]*)[)\]]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading or caption says: its own `words`, and the period, kind, basis and unit of the figures under it.

    `kind` is None where it says nothing of it. `earlier` names a period before ("cùng kỳ năm trước") that a level is
    of; `undated` that a period is named which has no normal form ("năm học 2023-2024").
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
    undated: bool = False


def spelt_out(text: str) -> str:
    """A heading with its short forms written out: "6T/2024" -> "6 tháng 2024", "CK" -> "cùng kỳ"."""
    for pattern, words in _SHORT:
        text = re.sub(pattern, words, text)
    return _squeezed(text)


def read_heading(text: str, clock: Clock) -> Meaning:
    """The meaning of a column's heading (its path from top to bottom in one text)."""
    text, unit = take_unit(spelt_out(NOTE_MARK.sub(" ", text)))
    text = _TOTAL_OF.sub("", _squeezed(_BREAKS_DOWN.sub(" ", text)))
    percent = unit == "%" or "%" in text
    said = _of_a_hundred(text) or _compared(_bare(text), percent)
    low = to_plain(_bare(text))
    kind = said.kind or _kind(low, percent)
    period, rest, undated = _take_periods(_bare(said.words), clock)
    earlier = ""
    if kind is None and not said.compares and (match := _EARLIER.search(to_plain(rest))):
        earlier, rest = match[0], rest[: match.start()] + rest[match.end() :]
    return Meaning(
        words=_own_words(rest, kind),
        period=said.period or period,
        kind=kind,
        basis=said.basis,
        unit="%" if percent and kind is not Kind.CHANGE_ABS else unit,
        plan=kind is None and not percent and bool(_PLAN_FIRST.search(to_plain(said.words))),
        estimate=bool(_ESTIMATE.search(low)),
        earlier=earlier,
        compares=said.compares,
        undated=undated,
    )


def _bare(text: str) -> str:
    return _squeezed(re.sub(r"[()%]", " ", text))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def take_unit(text: str) -> tuple[str, str | None]:
    """`text` without the unit that it gives, and the unit: "(tỷ đồng)", "(ĐVT: %)", "- %"."""
    unit: str | None = None
    if said := UNIT_SAID.search(text):
        unit = first_unit(said["unit"])
        text = text[: said.start()] + " " + text[said.end() :]
    for bracket in reversed(list(BRACKET.finditer(text))):
        pieces = re.split(r"[,;] *", bracket[1])
        found = next((u for p in pieces if (u := unit_of(p))), None)
        if found:
            unit = unit or found
            kept = ", ".join(p for p in pieces if not unit_of(p))
            text = text[: bracket.start()] + (f"({kept})" if kept else " ") + text[bracket.end() :]
    if tail := re.search(r"\s*[-–,]\s*(%|‰)\s*$", text):
        unit, text = unit or tail[1], text[: tail.start()]
    return _squeezed(text), unit


def first_unit(words: str) -> str | None:
    """The first of the units that a "Đơn vị tính:" lists, as known or as said."""
    piece = re.split(r"[;,]|(?<=.) và ", words.strip())[0].strip(" .")
    own, _, foreign = piece.partition(" - ")
    if foreign.isascii() and unit_of(own):  # "Người - Person"
        piece = own
    elif unit_of(foreign):  # "Vốn - triệu USD": the unit of one of several measures
        return None
    return (unit_of(piece) or lowered(piece)) if piece else None


def _of_a_hundred(text: str) -> Meaning | None:
    """An index whose basis is set to 100: "(năm trước = 100)"."""
    match = _HUNDRED.search(to_plain(text))
    if not match:
        return None
    basis = text[match.start("basis") : match.end("basis")].strip(EDGES)
    says = _EARLIER.search(to_plain(basis)) or re.search(r"\d", basis)
    return Meaning(
        text[: match.start()] + " " + text[match.end() :], kind=Kind.INDEX, basis=basis if says else None, compares=True
    )


def _compared(text: str, percent: bool) -> Meaning:
    """What the heading compares with; `words` is what is left of it."""
    low = to_plain(text)
    if years := _YEARS.search(low):
        left = text[: years.start()] + text[years.end() :]
        return Meaning(left, Period(PeriodUnit.YEAR, int(years["a"])), Kind.INDEX, f"năm {years['b']}", compares=True)
    if link := COMPARED.search(low):
        return _against(text[: link.start()], text[link.end() :].strip(EDGES))
    plans = [b.span for b in bases(low) if b.kind is BasisKind.PLAN]
    if percent and plans:
        left = text[: plans[-1].start] + text[plans[-1].end :]
        return Meaning(left, kind=Kind.PLAN_PCT, basis=plans[-1].of(text), compares=True)
    if percent and (earlier := _EARLIER.search(low)) and not _SHARE.search(low):
        left = text[: earlier.start()] + text[earlier.end() :]
        return Meaning(left, kind=Kind.INDEX, basis=text[earlier.start() : earlier.end()].strip(), compares=True)
    return Meaning(text)


def _against(before: str, after: str) -> Meaning:
    """What stands before "so với" is compared with what stands behind; behind the basis may stand a period again."""
    after = _DONE_OF.sub("", after)
    full = f"so với {after}"
    basis = next(iter(bases(to_plain(full))), None)
    if basis is None or basis.extent.start > 0:
        return Meaning(before, kind=Kind.INDEX if after else None, basis=after or None, compares=True)
    end = basis.span.end
    if later := _YEAR_BEFORE.match(to_plain(full), end):
        end = later.end()
    words = full[basis.span.start : end]
    kind = Kind.PLAN_PCT if basis.kind is BasisKind.PLAN else Kind.INDEX
    if basis.kind is BasisKind.WHOLE and re.match(r"tổng|dân số|gdp|grdp", to_plain(words)):
        kind = Kind.SHARE
    return Meaning(f"{before} {full[end:]}", kind=kind, basis=words, compares=True)


def _kind(low: str, percent: bool) -> Kind | None:
    if _CHANGE.search(low) and not _SHARE.search(low):
        relative = percent or re.search(r"tốc độ|tăng trưởng", low)
        return Kind.CHANGE_PCT if relative else Kind.CHANGE_ABS
    if _SHARE.search(low):
        return Kind.SHARE
    return Kind.PLAN_PCT if percent and re.search(whole(("hoàn thành", "đạt")), low) else None


def kind_in_percent(low: str) -> Kind | None:
    """The kind that plain words give to figures in %: a growth, an index, a share, or None."""
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
        if mention.span.of(low).endswith("năm") and low[mention.span.end :].startswith(" học"):
            continue
        period = mention.period
        if mention.rule == "day":
            day = re.sub(r"^\D*", "", mention.span.of(low))
            period = next((m.period for m in periods(f"đến {day}", clock)), None)
        yield mention, period


def _take_periods(text: str, clock: Clock) -> tuple[Period | None, str, bool]:
    """The period that a heading names, its other words, and whether it names one that has no normal form."""
    found = list(mentions(text, clock))
    dated = [(m, p) for m, p in found if p is not None]
    rest = text
    for mention, period in reversed(found):
        if mention.rule == "price_base":
            rest = rest[: mention.span.end - 4] + rest[mention.span.end :]
        elif period is not None and mention.rule != "season":
            rest = rest[: mention.span.start] + " " + rest[mention.span.end :]
    bare = _BARE_YEAR.search(rest) if dated or not found else None
    if not dated:
        if bare:
            return Period(PeriodUnit.YEAR, int(bare[1])), rest[: bare.start()] + rest[bare.end() :], False
        return None, rest, any(m.rule == "years" for m, _ in found)
    mention, chosen = next((d for d in reversed(dated) if d[1].unit is not PeriodUnit.YEAR), dated[-1])
    years = [p.year for m, p in dated if p.unit is PeriodUnit.YEAR and m.explicit_year]
    years += [int(bare[1])] if bare else []
    if years and not mention.explicit_year:
        chosen = replace(chosen, year=years[0])
    return chosen, _BARE_YEAR.sub(" ", rest), False


def _own_words(text: str, kind: Kind | None) -> str:
    """The words that tell a column from another: without fillers, and without those that the kind says."""
    for pattern in (_FILLERS, _SAID_BY_KIND) if kind is not None else (_FILLERS,):
        for match in reversed(list(pattern.finditer(to_plain(text)))):
            if _KEPT.match(to_plain(text), match.start()):
                continue
            text = text[: match.start()] + " " + text[match.end() :]
    text = without_loose_words(text)
    return text if re.search(r"[^\W\d_]", text) else ""


def without_loose_words(text: str) -> str:
    """`text` without the links that its cut parts left at its ends ("... của các")."""
    text = _squeezed(text).strip(EDGES)
    while (match := _LOOSE.search(text)) is not None:
        text = (text[: match.start()] + text[match.end() :]).strip(EDGES)
    return text
