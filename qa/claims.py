"""The figures that a text states, read by the grammar of the index as if the text were a small report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from index.documents import normalise
from index.folding import plain
from index.grammar.comparisons import bases
from index.grammar.periods import Clock, PeriodMention, month_end, periods
from index.lexicon import COUNT_NOUNS
from index.metadata import describe
from index.reading import read_figures
from index.records import DigitClass, Document, Figure, Kind, Passage, Period, PeriodUnit, Section, Span
from index.sections import passages, sections
from index.words import sentences
from qa.claim_senses import as_meant, in_row, is_addition, is_whole, name_behind, of_all, passes_plan
from qa.days import Day, events_in, pinned_day
from qa.english_claims import english_phrases, is_english
from qa.report_words import ReportWords
from qa.rewriting import Readable, changed
from qa.statement_words import in_report_words

# A number written as no number can be: "7.007.30" has a group of two digits behind one of three.
_ODD = re.compile(r"(?<![\d.,/-])\d[\d.,]*[\d](?![\d/])")
_WRITTEN = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?|0\d+")
_DATE_LIKE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{1,2}(?:\.\d{1,2}){2,}")
_OF_GROUP = re.compile(r"(?<![^\W_])(?:của|cho|từ|tại|với)(?: (?:cả|hơn|gần|khoảng|tổng số))? *$")
# "202 dự án đã được cấp phép với tổng vốn đăng ký 45.007 tỷ đồng"
_MEASURED_OF_THEM = re.compile(
    r"[^\d]{0,60}(?<![^\W_])(?:với|có) (?:tổng )?(?:số )?(?:vốn|diện tích|công suất|quy mô|giá trị)"
)
_RIGHT_BEHIND = re.compile(r" *\(?(?:(?:của|hồi|vào|ở|trong|tại|từ|cuối|đầu|hết|thời điểm) *)*")
_END_OF = re.compile(r"(?<!đến )(?<!tới )(?<![^\W_])(?:cuối|hết) +(?:tháng *)?$")
# The year in the name of what is carried over from it dates no figure.
_CARRIED_OVER = re.compile(r"(?<![^\W_])(?:kéo dài|chuyển nguồn|chuyển tiếp|chuyển)(?: sang)?(?: từ)? *$")
_SHARES_OUT = (DigitClass.UNKNOWN,)


@dataclass(frozen=True, slots=True)
class Claim:
    """One stated figure. `span` covers number and unit in the text as given, `text` is what stands there.

    `dated` are the periods that the text itself names for it; `around` is its sentence, `clause` the part of it that
    names the figure, `lead` what stands above.
    `behind` are the words right behind it that belong to it, `bound` is the word of approximation before it.
    `group` is the count in the name of what is stated ("vốn của 202 dự án là ..."), `grouping` marks that count itself.
    `day` is set for the day of an event, which is no number.
    `readable` is False for a number that is not written as one; `passed` says that a plan was passed by the number.
    `whole` marks a number of which the one before it is a part, `name_behind` are the words behind that name it.
    `addition` says that the number came in addition or was lost: a level in its grammar, a change by its meaning.
    `segment` are the words of the sentence since the figure before, and those right behind up to a comma.
    `later` are the names of the sentence's figures behind it: what they name is theirs.
    """

    figure: Figure
    span: Span
    text: str
    around: str
    clause: str
    lead: str
    dated: tuple[Period, ...] = ()
    years: tuple[int, ...] = ()
    behind: str = ""
    bound: str = ""
    readable: bool = True
    day: Day | None = None
    group: Figure | None = None
    grouping: bool = False
    passed: bool = False
    whole: bool = False
    name_behind: str = ""
    addition: bool = False
    segment: str = ""
    later: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What of a draft states nothing: menus and counters of its page, and its title, which dates no single figure."""

    chrome: tuple[Span, ...] = ()
    title: Span | None = None


def frame_of(document: Document) -> Frame:
    """The frame of a draft that was read from a file."""
    about = describe(document.text, document.chrome, document.name, document.title)
    return Frame(document.chrome, about.title_span)


def read_claims(
    text: str, period: Period | None, frame: Frame | None = None, words: ReportWords | None = None
) -> tuple[Claim, ...]:
    """The claims of `text` in order, its times read against a report of `period`, its forms written as terms.

    `text` must be in NFC with line feeds as its only line ends, as `index.documents.normalise` leaves it.
    """
    changes = [*(english_phrases(text) if is_english(text) else in_report_words(text))]
    if words is not None:
        changes += words.changes(text)
    return tuple(_Reader(text, changed(text, changes), period, frame or Frame()).claims())


def as_given(text: str) -> str:
    """A text as claims are read from it."""
    return normalise(text)


class _Reader:
    def __init__(self, text: str, readable: Readable, period: Period | None, frame: Frame) -> None:
        self.text, self.readable, self.work = text, readable, readable.text
        self.low = plain(self.work)
        self.clock = Clock(period)
        whole = Span(0, len(self.work))
        chrome = tuple(readable.image(span) for span in frame.chrome)
        title = readable.image(frame.title) if frame.title else None
        document = Document("", "", "", "", self.work, "", None, period, None, chrome)
        tree: Sequence[Section] = (Section(0, None, 0, "", "", None, whole, ()),)
        parts: Sequence[Passage] = (Passage(0, 0, whole, ()),)
        if "\n" in self.work.strip():
            tree = sections(self.work, chrome, title)
            parts = passages(self.work, tree, chrome)
        self.tree, self.parts = tree, parts
        self.figures, self.digits = read_figures(document, tree, parts, sentences)
        self.mentions = tuple(_pinned(m, self.low) for m in periods(self.low, self.clock))
        self.bases = tuple(bases(self.low))

    def claims(self) -> Iterator[Claim]:
        odd = tuple(self._odd())
        found = [f for f in self._meant() if not any(o.span.meets(f.span) for o in odd)]
        stray = [
            self._stray(d.span)
            for d in self.digits
            if d.digit_class in _SHARES_OUT and not any(o.span.meets(d.span) for o in odd)
        ]
        stated = sorted([*found, *odd, *stray], key=lambda f: f.span)
        groups = {f.span: g for f, g in zip(stated[1:], stated, strict=False) if self._groups(g, f)}
        for number, figure in enumerate(stated):
            claim = self._claim(figure, figure not in odd)
            follower = stated[number + 1].span if number + 1 < len(stated) else None
            yield replace(claim, group=groups.get(figure.span), grouping=follower in groups)
        yield from self._events([*found, *odd, *stray])

    def _meant(self) -> Iterator[Figure]:
        """The figures, each as the words before it and the row that it stands in make it."""
        before: Figure | None = None
        for figure in self.figures:
            meant = of_all(as_meant(figure, self.low), self.low)
            before = in_row(before, meant, self.low) if before else meant
            yield before

    def _groups(self, count: Figure, figure: Figure) -> bool:
        """Whether a count says of how many things a figure is: "tổng vốn của 202 dự án được cấp phép là 3.028 tỷ"."""
        before = self.low[max(0, count.span.start - 16) : count.span.start]
        between = self.low[count.span.end : figure.span.start]
        measured = figure.unit not in COUNT_NOUNS and bool(_MEASURED_OF_THEM.match(between, len(count.unit or "") + 1))
        return (
            count.kind is Kind.LEVEL
            and count.unit in COUNT_NOUNS
            and (bool(_OF_GROUP.search(before)) or measured)
            and count.sentence == figure.sentence
            and not re.search(r"[,;:.()]", between)
        )

    def _events(self, stated: Sequence[Figure]) -> Iterator[Claim]:
        """The days of events, in sentences that state no figure: elsewhere they date the figures."""
        for passage in self.parts:
            for sentence in sentences(self.work, passage.span):
                if any(sentence.meets(f.span) for f in stated):
                    continue
                for day in events_in(self.work, sentence):
                    figure = replace(self._stray(day.span), clause=sentence, sentence=sentence)
                    yield replace(self._claim(figure, True), day=day)

    def _stray(self, span: Span) -> Figure:
        """Digits that no rule explains: they may claim anything."""
        sentence = self._sentence(span)
        value = span.of(self.work)
        number = Decimal(re.sub(r"\D", "", value) or "0")
        return Figure(span, value, number, None, Kind.OTHER, sentence.of(self.work), clause=sentence, sentence=sentence)

    def _odd(self) -> Iterator[Figure]:
        """Numbers that are not written as numbers are, with the meaning of the figure read from their digits."""
        for match in _ODD.finditer(self.work):
            span = Span(*match.span())
            parts = [f for f in self.figures if span.meets(f.span)]
            if _WRITTEN.fullmatch(match[0]) or _DATE_LIKE.fullmatch(match[0]) or not parts:
                continue
            yield replace(parts[-1], span=span, value=match[0])

    def _sentence(self, span: Span) -> Span:
        start = max(self.work.rfind("\n", 0, span.start) + 1, 0)
        end = self.work.find("\n", span.end)
        return Span(start, end if end >= 0 else len(self.work))

    def _claim(self, figure: Figure, readable: bool) -> Claim:
        extent = Span(figure.span.start, self._unit_end(figure))
        origin = self.readable.origin(extent)
        dated = tuple(m.period for m in self._dating(figure) if m.period is not None)
        section = self.tree[figure.section].path if figure.section < len(self.tree) else ()
        before = self.low[figure.sentence.start : figure.span.start]
        lead = self.work[max(0, figure.sentence.start - 600) : figure.sentence.start]
        return Claim(
            figure=figure,
            span=origin,
            text=origin.of(self.text),
            around=figure.sentence.of(self.work),
            clause=f"{figure.indicator} {figure.clause.of(self.work)}",
            lead=" ".join((*section, lead)),
            dated=dated,
            years=tuple(self._years(figure)),
            behind=self.work[extent.end : max(extent.end, figure.clause.end)],
            bound=bound_before(self.low, figure.span.start),
            readable=readable,
            passed=passes_plan(figure, before),
            whole=is_whole(before),
            name_behind=name_behind(figure, extent, self.low),
            addition=figure.kind is Kind.LEVEL and is_addition(before),
            segment=self._segment(figure, extent),
            later=tuple(f.indicator for f in self.figures if figure.span.end <= f.span.start < figure.sentence.end),
        )

    def _segment(self, figure: Figure, extent: Span) -> str:
        earlier = [f.span.end for f in self.figures if figure.sentence.start <= f.span.start < figure.span.start]
        start = max(earlier, default=figure.sentence.start)
        cut = max(self.low.rfind(mark, start, figure.span.start) for mark in (", ", "; ", ": ")) if earlier else -1
        start = max(start, cut)
        stop = re.search(r"[,;:.(]\s|[.;]$|\d", self.low[extent.end : figure.sentence.end])
        end = extent.end + stop.start() if stop else figure.sentence.end
        return self.work[start:end]

    def _unit_end(self, figure: Figure) -> int:
        unit = plain(figure.unit or "")
        if not unit:
            return figure.span.end
        pattern = re.compile(" *" + r"\s+".join(map(re.escape, unit.split())))
        match = pattern.match(self.low, figure.span.end)
        return match.end() if match else figure.span.end

    def _dating(self, figure: Figure) -> Iterator[PeriodMention]:
        """The mentions of time that the text gives for a figure, no comparison's."""
        told = [
            m
            for m in self.mentions
            if m.period
            and not any(b.extent.meets(m.span) for b in self.bases)
            and not (figure.basis and _is_basis(self.low[m.span.start : m.span.end], figure, m.span))
            and not (m.period.unit is PeriodUnit.YEAR and _CARRIED_OVER.search(self.low[: m.span.start]))
        ]
        end = self._unit_end(figure)
        behind = [m for m in told if m.span.start >= end and _RIGHT_BEHIND.fullmatch(self.low[end : m.span.start])]
        # "Từ 16.766 tỷ đồng cuối tháng 7 xuống 16.450 tỷ đồng cuối tháng 8": each is of the time right behind it.
        for mention in behind or told:
            inside = figure.sentence.start <= mention.span.start < figure.sentence.end
            before = mention.span.start < figure.span.end
            if before and (_is_of(mention, figure) or (inside and mention.rule == "day")):
                yield mention
            elif inside and mention.span.start >= figure.span.end and not self._between(figure, mention):
                yield mention

    def _between(self, figure: Figure, mention: PeriodMention) -> bool:
        """Whether another figure, or the end of the clause, stands between a figure and a later mention of time."""
        others = any(figure.span.end <= f.span.start < mention.span.start for f in self.figures)
        return others or bool(re.search(r"[,;:.]\s", self.low[figure.span.end : mention.span.start]))

    def _years(self, figure: Figure) -> Iterator[int]:
        """The years that are written in the clause of a figure, and behind it up to the next figure or comma."""
        later = [f.span.start for f in self.figures if f.span.start >= figure.span.end]
        end = min([*later, figure.sentence.end])
        stop = re.search(r"[,;:]\s", self.low[figure.span.end : end])
        end = max(figure.clause.end, figure.span.end + stop.start() if stop else end)
        for match in re.finditer(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]*\d)", self.low[figure.clause.start : end]):
            yield int(match[0])


def _is_basis(said: str, figure: Figure, span: Span) -> bool:
    """Whether a mention of time behind a number is what it is compared with: "bằng 50,1% năm 2023"."""
    return span.start >= figure.span.end and said.strip() == plain(figure.basis or "").strip()


def _is_of(mention: PeriodMention, figure: Figure) -> bool:
    """Whether a mention of time is the one that a figure got its period from; the end of a month may be pinned."""
    said, mine = mention.period, figure.period
    if said is None or mine is None or said == mine:
        return said == mine
    return (
        said.unit is PeriodUnit.AS_OF
        and mine.unit in (PeriodUnit.MONTH, PeriodUnit.MONTHS)
        and (said.year, said.month) == (mine.year, mine.last_month)
    )


def _pinned(mention: PeriodMention, low: str) -> PeriodMention:
    """A bare day is a point in time, "tại thời điểm 31/7/2023", and so is the end of a month."""
    period = mention.period
    if period is not None and period.unit is PeriodUnit.MONTH and _END_OF.search(low[: _number_of(mention, low)]):
        return replace(mention, period=month_end(period.number, period.year))
    return pinned_day(mention, low)


def _number_of(mention: PeriodMention, low: str) -> int:
    """Where the first digit of a mention of time stands."""
    digit = re.search(r"\d", low[mention.span.start : mention.span.end])
    return mention.span.start + (digit.start() if digit else 0)


_MORE = ("hơn", "trên", "quá", "vượt mốc", "vượt ngưỡng", "vượt con số", "đã vượt", "nhỉnh hơn", "cán mốc hơn")
_AT_LEAST = ("không dưới", "ít nhất", "tối thiểu", "không ít hơn", "chí ít", "từ")
_LESS = (
    "gần",
    "dưới",
    "chưa đến",
    "chưa tới",
    "chưa đầy",
    "sát",
    "ngót",
    "sát mốc",
    "gần tới",
    "xấp xỉ gần",
    "tiệm cận",
)
_AT_MOST = ("không quá", "tối đa", "không hơn")
_ABOUT = (
    "khoảng", "chừng", "xấp xỉ", "tầm", "cỡ", "ước khoảng", "vào khoảng", "trên dưới", "suýt soát", "ước chừng",
    "khoảng chừng", "tương đương khoảng", "độ",
)  # fmt: skip
BOUNDS = {
    **dict.fromkeys(_MORE, "hơn"),
    **dict.fromkeys(_AT_LEAST, "ít nhất"),
    **dict.fromkeys(_LESS, "gần"),
    **dict.fromkeys(_AT_MOST, "nhiều nhất"),
    **dict.fromkeys(_ABOUT, "khoảng"),
}
_BOUND = re.compile(
    rf"(?<![^\W_])(?<!cao )(?<!thấp )(?<!nhiều )(?<!lớn )(?<!nhỏ )(?<!nhanh )(?<!chậm )"
    rf"(?P<w>{'|'.join(sorted(map(re.escape, BOUNDS), key=len, reverse=True))}) *$"
)
_NOT_BOUND = ("từ", "độ", "quá", "đã vượt")


def bound_before(low: str, start: int) -> str:
    """What the words before a number make of it: "hơn", "gần", "khoảng", "ít nhất", "nhiều nhất" or ""."""
    match = _BOUND.search(low[max(0, start - 20) : start])
    return BOUNDS[match["w"]] if match and match["w"] not in _NOT_BOUND else ""
