"""The reports of a store as the question answering reads them: evidence with folded views, kept per process."""

from __future__ import annotations

import re
from collections import Counter, OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise
from math import log
from threading import Lock
from typing import NamedTuple

from index.codec import ReportRow
from index.errors import UsageError
from index.folding import bare, plain
from index.grammar.periods import Clock
from index.ledger import Ledger
from index.lines import TABLE_ROW
from index.records import Evidence, Figure, Kind, Passage, Span
from index.table_cells import is_none
from qa.report_words import ReportWords

# Reports that stay open; each takes some megabytes, and a question reads a dozen at most. More would save little
# reading, and make each round of Python's garbage collector longer than an answer.
KEPT = 24
_NOT_WORD = re.compile(r"[^\w]+|_+")
_TRADE = re.compile(r"xuất(?: *, *| +và +| +)nhập khẩu|xuat nhap khau")
_PASSENGERS = re.compile(r"hành +khách")
_LEFT_OUT = re.compile(r"(?<![^\W_])(?:trừ|không kể|không tính|không bao gồm)(?![^\W_]) [^,;()]*")


class Words(NamedTuple):
    """Text as syllables between single blanks, with diacritics (`said`) and without (`bare`): for whole-word search."""

    said: str
    bare: str

    def __add__(self, other: tuple[str, ...]) -> Words:  # type: ignore[override]
        return Words(self.said + other[0], self.bare + other[1])


def one_words(text: str) -> str:
    """Plain text with words glued that must not be taken apart: trade is no export, passengers are no tourists."""
    # Looked for first: most texts have neither, and a pattern costs more than a word.
    if "nhập khẩu" in text or "nhap khau" in text:
        text = _TRADE.sub("xuấtnhậpkhẩu", text)
    return _PASSENGERS.sub("hànhkhách", text) if "hành" in text else text


def words_of(text: str) -> Words:
    """The words of a text, those of `one_words` glued."""
    said = f" {_NOT_WORD.sub(' ', one_words(plain(text))).strip()} "
    return Words(said, bare(said))


@lru_cache(maxsize=4096)
def padded(text: str) -> str:
    """The words of a text without diacritics."""
    return words_of(text).bare


class Named(NamedTuple):
    """A figure and the words of its name."""

    figure: Figure
    own: Words


class Spoken(dict[Span, Words]):
    """The words of stretches of a text, found out when they are first asked for; several figures share a sentence."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def __missing__(self, span: Span) -> Words:
        found = self[span] = words_of(span.of(self._text))
        return found


@dataclass(frozen=True, slots=True)
class View:
    """A figure as words: what names it, what it is a part of, its clause, its sentence, its headings.

    `measured_in` is the unit of the level: of the figure itself, or of the one that a change or share qualifies.
    `together` are the figures of its sentence. Most figures of a report are ruled out by kind and unit: the words of
    their sentences are never looked at, and so not made.
    """

    figure: Figure
    own: Words
    head: Words
    heading: Words
    measured_in: str = ""
    spoken: Spoken = field(default_factory=lambda: Spoken(""), compare=False, repr=False)
    together: Sequence[Named] = field(default=(), compare=False, repr=False)

    @property
    def clause(self) -> Words:
        """The words of its clause."""
        return self.spoken[self.figure.clause]

    @property
    def sentence(self) -> Words:
        """The words of its sentence."""
        return self.spoken[self.figure.sentence]

    @property
    def before(self) -> Words:
        """The words of its sentence up to the figure: what follows names no figure before it."""
        return self.spoken[Span(self.figure.sentence.start, self.figure.span.start)]

    @property
    def later(self) -> Words:
        """The names of the later figures of its sentence, whatever they measure."""
        mine = self.figure
        found = [own for other, own in self.together if other.span > mine.span and other.indicator != mine.indicator]
        return Words("".join(w.said for w in found), "".join(w.bare for w in found))

    @property
    def rivals(self) -> Words:
        """The names of its sentence's other figures that could be taken for it: their words are theirs alone."""
        mine = self.figure
        unit = bare_unit(mine.unit)
        found = [
            own
            for other, own in self.together
            if other.span not in (mine.span, mine.of)
            and not (other.kind is mine.kind is Kind.LEVEL and other.span < mine.span and other.number > mine.number)
            and other.indicator != mine.indicator
            and (bare_unit(other.unit) == unit or mine.kind is Kind.SHARE and other.kind is Kind.LEVEL)
        ]
        return Words("".join(w.said for w in found), "".join(w.bare for w in found))


@lru_cache(maxsize=4096)
def bare_unit(unit: str | None) -> str:
    """A unit without its scale: "nghìn lượt" -> "lượt"."""
    return re.sub(r"^(?:nghìn tỷ|nghìn|ngàn|triệu|tỷ|vạn) +", "", (unit or "").lower())


def _joined(first: Words, second: Words) -> Words:
    """The words of two texts, one after the other, with one blank between them."""
    return Words(first.said[:-1] + second.said, first.bare[:-1] + second.bare)


@lru_cache(maxsize=20_000)
def named_words(name: str, unit: str | None = None) -> Words:
    """The words of a figure's name with its unit, or of its head; reports share most of them."""
    return words_of(name if unit is None else _LEFT_OUT.sub(" ", plain(f"{name} , {unit}")))


@dataclass
class Shelf:
    """One report, read once."""

    row: ReportRow
    evidence: Evidence
    clock: Clock = field(init=False)

    def __post_init__(self) -> None:
        self.clock = Clock(self.evidence.document.period)

    @property
    def name(self) -> str:
        """The report's name in the store."""
        return self.row.name

    @property
    def text(self) -> str:
        """The stored text."""
        return self.evidence.document.text

    @cached_property
    def views(self) -> tuple[View, ...]:
        """All figures with their words."""
        sections = self.evidence.sections
        headings = [words_of(" ".join(s.path[-2:])) for s in sections]
        spoken = Spoken(self.text)
        levels = {
            (f.passage, f.indicator): (f.unit or "").lower() for f in self.evidence.figures if f.kind is Kind.LEVEL
        }
        named = [Named(f, named_words(f.indicator, f.unit or "")) for f in self.evidence.figures]
        together: dict[Span, list[Named]] = {}
        for one in named:
            together.setdefault(one.figure.sentence, []).append(one)
        return tuple(
            View(
                figure,
                own,
                named_words(figure.head),
                headings[figure.section],
                levels.get((figure.passage, figure.indicator), (figure.unit or "").lower()),
                spoken,
                together[figure.sentence],
            )
            for figure, own in named
        )

    @cached_property
    def frequencies(self) -> Counter[str]:
        """In how many passages each syllable stands, with its diacritics and without."""
        counts: Counter[str] = Counter()
        for words in self._spoken:
            counts.update({*words.said.split(), *words.bare.split()})
        return counts

    @cached_property
    def _spoken(self) -> tuple[Words, ...]:
        """The words of each passage."""
        return tuple(words_of(p.span.of(self.text)) for p in self.evidence.passages)

    @cached_property
    def passage_words(self) -> tuple[Words, ...]:
        """Each passage with its headings."""
        passages = zip(self.evidence.passages, self._spoken, strict=True)
        return tuple(_joined(named_words(" ".join(p.path)), words) if p.path else words for p, words in passages)

    def around(self, figure: Figure) -> Words:
        """The words of a figure's passage; those of its headings and captions alone for a cell of a table.

        The other rows of a table speak of other things: no word of theirs is about this figure.
        """
        if figure.passage not in self._table_heads:
            return self.passage_words[figure.passage]
        return self._table_heads[figure.passage]

    @cached_property
    def _table_heads(self) -> dict[int, Words]:
        """What stands above the rows in each passage that is a table."""
        first: dict[int, int] = {}
        for figure in self.evidence.figures if "|" in self.text else ():
            if TABLE_ROW.search(figure.sentence.of(self.text)):
                start = first.get(figure.passage, figure.sentence.start)
                first[figure.passage] = min(start, figure.sentence.start)
        passages = self.evidence.passages
        return {
            n: words_of(" ".join((*passages[n].path, self.text[passages[n].span.start : at])))
            for n, at in first.items()
        }

    @cached_property
    def blank_labels(self) -> tuple[str, ...]:
        """The labels of table rows whose figures are all marks for none: "Trong đó: Ô tô điện | " | ... | ..."."""
        found = []
        for passage in self.evidence.passages:
            for line in passage.span.of(self.text).split("\n") if "|" in passage.span.of(self.text) else ():
                label, *cells = [cell for cell in map(str.strip, line.split("|")) if cell] or [""]
                marks = [cell for cell in cells if is_none(cell)]
                if label and len(marks) > 1 and len(marks) + 1 >= len(cells):
                    found.append(label)
        return tuple(found)

    @cached_property
    def blank_words(self) -> Words:
        """The words of all `blank_labels`."""
        return words_of(" ".join(self.blank_labels))

    @cached_property
    def all_words(self) -> str:
        """Title, place and every passage, padded: what the report speaks of at all."""
        head = padded(f"{self.row.title} {self.row.place or ''}")
        return head + "".join(w.bare for w in self.passage_words)

    @cached_property
    def report_words(self) -> ReportWords:
        """Writes the forms of a text as the terms that this report has."""
        pairs = {pair for words in self._spoken for pair in pairwise(words.said.split())}
        return ReportWords(pairs)

    def rarity(self, syllable: str) -> float:
        """How much a syllable tells: near 0 for one that stands everywhere, largest for one that never does."""
        total = len(self.evidence.passages) + 1
        seen = self.frequencies.get(syllable, 0)
        return log((total + 1) / (seen + 0.5))

    def passage(self, number: int) -> Passage:
        """The passage of that number."""
        return self.evidence.passages[number]


class Library:
    """The shelves of one store, opened as they are needed; those used last stay open, as many as `keep`."""

    def __init__(self, ledger: Ledger, keep: int = KEPT) -> None:
        self.ledger = ledger
        self._keep = keep
        self._shelves: OrderedDict[str, Shelf] = OrderedDict()
        # The page asks from several threads.
        self._mutex = Lock()

    @cached_property
    def rows(self) -> tuple[ReportRow, ...]:
        """All reports, in the order they were added."""
        return self.ledger.reports()

    @cached_property
    def named(self) -> Mapping[str, ReportRow]:
        """All reports by name."""
        return {row.name: row for row in self.rows}

    @cached_property
    def heads(self) -> Mapping[str, str]:
        """The words of each report's place and title, by its name: folded once, not with every question."""
        return {row.name: padded(f"{row.place or ''} {row.title}") for row in self.rows}

    def shelf(self, name: str) -> Shelf:
        """One report.

        Raises:
            UsageError: there is no report of that name.
        """
        with self._mutex:
            if name in self._shelves:
                self._shelves.move_to_end(name)
                return self._shelves[name]
        row = self.named.get(name)
        if row is None:
            raise UsageError(f"Không có báo cáo tên {name!r} trong kho: chạy `traso reports` để xem tên các báo cáo.")
        opened = Shelf(row, self.ledger.evidence(name, digits=False))
        with self._mutex:
            opened = self._shelves.setdefault(name, opened)
            while len(self._shelves) > self._keep:
                self._shelves.popitem(last=False)
        return opened
