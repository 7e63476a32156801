"""Reads the marked corpus of `tests/corpus`: sentences and short reports with what must be read out of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from index.folding import plain
from index.grammar.numbers import read_number
from index.reading import read_figures
from index.records import DigitString, Document, Figure, Passage, Period, PeriodUnit, Section, Span
from index.words import sentences

CORPUS = Path(__file__).parent.parent / "corpus"
FIELDS = ("number", "unit", "kind", "indicator", "period", "basis", "direction", "qualifier")
# Every period that an "@" line can name, by its normal form.
PERIODS = {
    str(period): period
    for year in range(2015, 2031)
    for period in (
        Period(PeriodUnit.YEAR, year),
        *(Period(PeriodUnit.QUARTER, year, number) for number in range(1, 5)),
        *(Period(unit, year, number) for unit in (PeriodUnit.MONTH, PeriodUnit.MONTHS) for number in range(1, 13)),
    )
}
_MARK = re.compile(r"⟦(.*?)⟧", re.DOTALL)


@dataclass(frozen=True)
class Case:
    """A text without its marks, the spans that were marked, and what is expected of them, line by line."""

    place: str
    period: str
    heading: str
    marked: str
    expected: tuple[tuple[str, ...], ...]
    classes: tuple[tuple[str, str], ...]

    @cached_property
    def text(self) -> str:
        return _MARK.sub(r"\1", self.marked)

    @cached_property
    def marks(self) -> tuple[Span, ...]:
        found, taken = [], 0
        for match in _MARK.finditer(self.marked):
            start = match.start() - taken
            found.append(Span(start, start + len(match[1])))
            taken += 2
        return tuple(found)


def sentence_cases(name: str) -> list[Case]:
    """The sentences of one corpus file: blocks with blank lines between them, under the last "@" line."""
    path, period, heading, found = CORPUS / name, "-", "-", []
    block: list[str] = []
    for number, line in enumerate([*path.read_text("utf-8").split("\n"), ""], 1):
        if line.startswith("@"):
            period, heading = (part.strip() for part in line[1:].split("|"))
        elif line.strip() and not line.startswith("#"):
            block.append(line)
        elif block and not line.strip():
            found.append(_case(f"{path.stem}:{number - len(block)}", period, heading, block))
            block = []
    return found


def document_cases(name: str) -> list[Case]:
    """The whole reports of one corpus file: each begins with "=== its name"."""
    path = CORPUS / name
    parts = re.split(r"(?m)^=== *(.*)\n", path.read_text("utf-8"))[1:]
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return [_case(f"{path.stem}:{title}", "-", "-", body.split("\n")) for title, body in pairs]


def _case(place: str, period: str, heading: str, lines: Sequence[str]) -> Case:
    text = "\n".join(line for line in lines if not line.startswith(("->", "="))).strip("\n")
    expected = tuple(tuple(p.strip() for p in line[2:].split("|")) for line in lines if line.startswith("->"))
    classes = tuple(_class_of(part) for line in lines if line.startswith("=") for part in line[1:].split("|"))
    return Case(place, period, heading, text, expected, classes)


def _class_of(part: str) -> tuple[str, str]:
    text, _, name = part.strip().rpartition(" ")
    return text, name


def read_case(case: Case) -> tuple[list[Figure], list[DigitString]]:
    """The figures and digit strings of a sentence, under its heading, in a report of its period."""
    heading = "" if case.heading == "-" else f"{case.heading}\n"
    text, offset = heading + case.text, heading_length(case)
    period = None if case.period == "-" else PERIODS[case.period]
    document = Document("mau", "mau.txt", "txt", "", text, "", None, period, None)
    span = Span(offset, len(text))
    tree = [Section(0, None, 0, "", "", None, Span(0, len(text)), ())]
    if heading:
        label, _, words = case.heading.partition(" ")
        tree.append(Section(1, 0, 1, label, words, Span(0, offset - 1), Span(0, len(text)), (case.heading,)))
    passage = Passage(0, len(tree) - 1, span, tree[-1].path)
    figures, digits = read_figures(document, tree, [passage], sentences)
    return list(figures), [d for d in digits if d.span.start >= offset]


def heading_length(case: Case) -> int:
    """Where the sentence begins in the text that `read_case` makes."""
    return 0 if case.heading == "-" else len(case.heading) + 1


def wrong(case: Case, figures: Sequence[Figure], offset: int = 0) -> list[str]:
    """What `figures` miss of the case's marks, one line each; the case begins at `offset` of their text."""
    assert len(case.marks) == len(case.expected), f"{case.place}: {len(case.marks)} dấu, {len(case.expected)} dòng ->"
    at = {mark.start + offset: (mark, line) for mark, line in zip(case.marks, case.expected, strict=True)}
    problems = [f"thừa: {f.value} ({f.indicator})" for f in figures if f.span.start not in at]
    found = {f.span.start: f for f in figures}
    for start, (mark, line) in at.items():
        figure = found.get(start)
        if figure is None:
            problems.append(f"thiếu: {mark.of(case.text)}")
            continue
        assert mark.of(case.text).startswith(figure.value), f"{case.place}: {mark.of(case.text)} # {figure.value}"
        problems += _differences(figure, line)
    return problems


def _differences(figure: Figure, line: Sequence[str]) -> Iterator[str]:
    got = (
        str(figure.number),
        figure.unit,
        str(figure.kind),
        figure.indicator,
        str(figure.period) if figure.period else None,
        figure.basis,
        figure.direction,
        figure.qualifier,
    )
    for name, wanted, value in zip(FIELDS, line, got, strict=False):
        same = _says(value or "", wanted) if name == "indicator" else _same(value) == _same(wanted.removeprefix("-"))
        if wanted and not same:
            yield f"{figure.value}: {name} = {value}, phải là {wanted}"


def _says(indicator: str, wanted: str) -> bool:
    """Whether all words before "!" occur in the indicator, and none behind it."""
    said, (must, _, must_not) = plain(indicator).split(), plain(wanted).partition("!")
    return set(must.split()) <= set(said) and not set(must_not.split()) & set(said)


def _same(value: str | None) -> str:
    return " ".join(plain(value or "").split())


def reads_again(figure: Figure) -> bool:
    """Whether the printed digits give the figure's number once more."""
    return read_number(figure.value.split("/")[0]) == figure.number
