"""Questions to try, made from the reports that are loaded and asked beforehand: each one shown has its answer."""

from __future__ import annotations

import re
import threading
from collections import Counter

from index.folding import fold
from index.lexicon import MEASURES
from index.records import Figure, Kind, Span
from qa.library import Shelf
from qa.records import Answered
from web.desk import Desk
from web.markup import capital

_WANTED = 6
_TRIED = 40
_REPORTS = 3
_CLEAR = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){1,4}")
_MEASURING = ("tong ", *(f"{fold(word)} " for word in MEASURES if " " in word))
_ENDINGS = {
    Kind.LEVEL: "{name} {period} là bao nhiêu?",
    Kind.CHANGE_PCT: "{name} {period} tăng hay giảm bao nhiêu %?",
    Kind.PLAN_PCT: "{name} {period} đạt bao nhiêu % kế hoạch?",
    Kind.SHARE: "{name} {period} chiếm bao nhiêu %?",
}


class Examples:
    """Kept until the shelf changes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._mutex = threading.Lock()
        self._made: tuple[object, tuple[str, ...]] = (None, ())

    def ready(self) -> tuple[str, ...]:
        """What `questions` gives, if that is known already."""
        made, questions = self._made
        return questions if made == self._desk.rows() else ()

    def questions(self) -> tuple[str, ...]:
        """A few questions on different sections and kinds; fewer, even none, where little is clear."""
        rows = self._desk.rows()
        with self._mutex:
            if self._made[0] != rows:
                self._made = (rows, tuple(self._found()))
            return self._made[1]

    def _found(self) -> list[str]:
        found: list[str] = []
        kinds: list[Kind] = []
        sections: list[str] = []
        with self._desk.assistant() as assistant:
            rows = sorted(assistant.library.rows, key=lambda row: -row.figures)[:_REPORTS]
            tries = (found for row in rows for found in _candidates(assistant.library.shelf(row.name)))
            for figure, section, question in list(tries)[:_TRIED]:
                if kinds.count(figure.kind) >= 2 or section in sections:
                    continue
                outcome = assistant.ask(question).outcome
                if isinstance(outcome, Answered) and figure.span in {g.span for g in outcome.figures}:
                    found.append(question)
                    kinds.append(figure.kind)
                    sections.append(section)
                if len(found) == _WANTED:
                    break
        return found


def _candidates(shelf: Shelf) -> list[tuple[Figure, str, str]]:
    """Figures with a short clear name, the weightiest first, with their section and a question for each."""
    figures = shelf.evidence.figures
    qualified = Counter(figure.of for figure in figures if figure.of)
    paths = {section.number: " > ".join(section.path[:3]) for section in shelf.evidence.sections}
    found = [
        (_weight(figure, qualified), figure, paths.get(figure.section, ""), pattern)
        for figure in figures
        if (pattern := _ENDINGS.get(figure.kind)) and figure.period is not None and _clear(figure.indicator)
    ]
    found.sort(key=lambda candidate: -candidate[0])
    return [
        (figure, section, pattern.format(name=capital(figure.indicator), period=figure.period))
        for _, figure, section, pattern in found
    ]


def _weight(figure: Figure, qualified: Counter[Span]) -> int:
    """A figure that others qualify, named by what it measures, is what people ask for."""
    measured = fold(figure.indicator).startswith(_MEASURING)
    return 2 * measured + min(2, qualified[figure.of or figure.span])


def _clear(name: str) -> bool:
    """Whether a name reads well in a question: a few words, none of them a heading run into it."""
    return bool(_CLEAR.fullmatch(name)) and name[1:] == name[1:].lower()
