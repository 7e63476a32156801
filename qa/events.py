"""Whether a report says that something took place on the day that a text gives."""

from __future__ import annotations

from index.records import Span
from index.words import sentences
from qa.days import DAY, Day, days_in
from qa.library import Shelf, words_of
from qa.likeness import named
from qa.matching import present, weight

SAME, LIKE = 0.45, 0.3


def place_of_day(day: Day, statement: str, shelf: Shelf) -> tuple[bool, Span | None]:
    """Whether a report has the day for what `statement` says, and the sentence that speaks of it (None: none does)."""
    asked = [c for c in named(DAY.sub(" ", statement))]
    total = sum(weight(c, shelf) for c in asked)
    found: list[tuple[float, bool, Span]] = []
    for passage in shelf.evidence.passages:
        for sentence in sentences(shelf.text, passage.span):
            known = list(days_in(shelf.text, sentence))
            if known and total:
                words = words_of(" ".join((*passage.path, sentence.of(shelf.text))))
                lacking = sum(weight(c, shelf) * (1 - present(c, words)) for c in asked) / total
                found.append((lacking, any(day.same(k) for k in known), sentence))
    found.sort(key=lambda f: (f[0], not f[1]))
    right = next((sentence for lacking, same, sentence in found if same and lacking <= SAME), None)
    if right is not None:
        return True, right
    return False, found[0][2] if found and found[0][0] <= LIKE else None
