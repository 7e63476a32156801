"""A summary of a report or a section: its leading figures as cited sentences, or a language model's verified ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.errors import UsageError
from index.folding import fold, plain
from index.lines import TABLE_ROW
from index.records import Figure, Kind, Passage
from qa.citing import Citer
from qa.givens import beside, given
from qa.library import Library, Shelf
from qa.phrasing import NotWordedError, Phraser, summary_messages
from qa.proofreading import Proofreader
from qa.records import Answer, Answered, Citation, Given
from qa.verification import verify
from qa.wording import headline, said

_LEADING = (Kind.LEVEL, Kind.CHANGE_PCT, Kind.RATIO, Kind.INDEX, Kind.RANK, Kind.PRICE)
# Of a whole report the first paragraphs of each heading below a chapter speak, of one section all its indicators.
_DEPTH, _FEW, _MANY = 2, 2, 8


@dataclass(frozen=True, slots=True)
class Part:
    """The summary of one heading: sentences with marks, the figures and citations that they rest on.

    `engine` is "rules", or the model whose words the sentences are.
    """

    heading: str
    sentences: tuple[str, ...]
    citations: tuple[Citation, ...]
    engine: str = "rules"


@dataclass(frozen=True, slots=True)
class _Leading:
    heading: str
    figures: tuple[tuple[Given, tuple[Given, ...]], ...]


def summary(library: Library, name: str, section: str | None, phraser: Phraser | None) -> Iterator[Part | str]:
    """The parts of the summary, in order; a text among them is a note on why the model's words are not used.

    The citations are numbered through all parts.

    Raises:
        UsageError: there is no such report or section, or no figure in it.
    """
    shelf = library.shelf(name)
    chosen = passages_of(shelf, section) if section is not None else list(shelf.evidence.passages)
    depth, most = (max(map(len, (p.path for p in chosen))), _MANY) if section is not None else (_DEPTH, _FEW)
    leading = list(_leading(shelf, chosen, depth, most))
    if not leading:
        raise UsageError(f"Không có số liệu nào để tóm tắt trong {section or name}.")
    citer = Citer(library)
    for one in leading:
        for figure in _all(one):
            assert figure.sentence is not None
            citer.cite(name, figure.sentence, figure.span)
    for one in leading:
        answer = _by_rules(shelf, one, citer.citations())
        part = Part(one.heading, tuple(answer.text.split("\n")), answer.citations)
        if phraser is None:
            yield part
            continue
        try:
            proof = Proofreader(library, answer)
            messages = summary_messages(one.heading, answer)
            sentences = [checked.text for checked in phraser.phrase(messages, proof, complete=False)]
            yield replace(part, sentences=tuple(sentences), engine=phraser.name)
        except NotWordedError as error:
            yield f"Mục “{one.heading}” tóm tắt theo luật: mô hình {phraser.name} không dùng được ({error})."
            yield part
            phraser = None if error.failed else phraser


def passages_of(shelf: Shelf, section: str) -> list[Passage]:
    """The passages under the heading that `section` names: its words, some of them, or its path ("I > 2").

    Raises:
        UsageError: no heading is meant, or several could be.
    """
    wanted = [_key(step) for step in section.split(">")]
    paths = list(dict.fromkeys(path[:n] for p in shelf.evidence.passages for path in [p.path] for n in _depths(path)))
    found = [path for path in paths if _is_meant(wanted, path, exactly=True)]
    found = found or [path for path in paths if _is_meant(wanted, path, exactly=False)]
    # A heading that stands above the others is meant with them.
    above = [path for path in found if not any(path != o and path[: len(o)] == o for o in found)]
    if not above:
        headings = list(dict.fromkeys(path[0] for path in paths))
        raise UsageError(f"Không có mục nào là {section!r} trong {shelf.name}; các mục lớn: {'; '.join(headings[:8])}.")
    if len(above) > 1:
        named = "; ".join(" > ".join(path) for path in above[:5])
        raise UsageError(f"Có nhiều mục hợp với {section!r}, hãy nêu rõ hơn: {named}.")
    return [p for p in shelf.evidence.passages if p.path[: len(above[0])] == above[0]]


def _depths(path: tuple[str, ...]) -> range:
    return range(1, len(path) + 1)


def _is_meant(wanted: Sequence[str], path: tuple[str, ...], *, exactly: bool) -> bool:
    """Whether the last steps of a path are those wanted: by number or whole heading, or by some words of it."""
    if len(wanted) > len(path):
        return False
    for want, heading in zip(wanted, path[-len(wanted) :], strict=True):
        key = _key(heading)
        number, _, words = key.partition(" ")
        if not (want in (key, number, words) if exactly else f" {want} " in f" {key} "):
            return False
    return True


def _key(heading: str) -> str:
    return " ".join(word.rstrip(".):") for word in fold(plain(heading)).split())


def _leading(shelf: Shelf, chosen: Sequence[Passage], depth: int, most: int) -> Iterator[_Leading]:
    """The first figure of each paragraph of running text, or of each indicator; at most so many under one heading."""
    numbers = {p.number: p for p in chosen}
    found: dict[tuple[str, ...], list[Figure]] = {}
    seen: set[tuple[int, str]] = set()
    for figure in shelf.evidence.figures:
        passage = numbers.get(figure.passage)
        if passage is None or figure.kind not in _LEADING or not figure.indicator:
            continue
        key = (passage.number, figure.indicator if most > _FEW else "")
        if key in seen:
            continue
        if TABLE_ROW.search(figure.sentence.of(shelf.text)):
            continue
        group = found.setdefault(passage.path[:depth], [])
        if len(group) < most:
            group.append(figure)
            seen.add(key)
    for path, figures in found.items():
        together = tuple((given(shelf, f), _near(shelf, f)) for f in figures)
        yield _Leading(" > ".join(path) or shelf.row.title, together)


def _near(shelf: Shelf, figure: Figure) -> tuple[Given, ...]:
    """What is said of a figure in its own sentence."""
    return tuple(g for g in beside(shelf, figure, [figure.span]) if g.sentence == figure.sentence)[:2]


def _all(one: _Leading) -> list[Given]:
    return [g for figure, near in one.figures for g in (figure, *near)]


def _by_rules(shelf: Shelf, one: _Leading, citations: Sequence[Citation]) -> Answer:
    """The figures under one heading as sentences, verified as answers are."""
    numbers = {(c.start, c.end): c.id for c in citations}
    cited = tuple((g, numbers[g.sentence.start, g.sentence.end]) for g in _all(one) if g.sentence is not None)
    marks = dict(cited)
    lines = []
    for figure, near in one.figures:
        lines.append(f"{'; '.join([headline(figure, ''), *map(said, near)])} [{marks[figure]}].")
    text = "\n".join(" ".join(line.split()) for line in lines)
    used = tuple(c for c in citations if c.id in marks.values())
    outcome = Answered(tuple(f for f, _ in one.figures), tuple(g for _, near in one.figures for g in near))
    verify(text, outcome, used, "", {shelf.name: shelf.text})
    return Answer("", one.heading, text, outcome, used, cited)
