"""Questions in the words of reports: what askers call a thing becomes its term, their turns of phrase plain words."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from functools import cache

from index.folding import plain
from qa.phrase_book import PhraseBook
from qa.rewriting import Change, changed
from qa.thesaurus import is_one_thing, terms, turns

_WORD = re.compile(r"[^\W_]+")


class ReportWords:
    """Writes forms as terms, unless the reports themselves have the form; `pairs` are their neighbouring syllables.

    Terms that are one concept are left to its synonyms: the report may have any of them.
    """

    def __init__(self, pairs: Container[tuple[str, str]]) -> None:
        self._pairs = pairs

    def write(self, text: str) -> str:
        """`text` with its forms written as the first of their terms that the reports have."""
        return changed(text, self.changes(text)).text

    def changes(self, text: str) -> Iterator[Change]:
        """The forms in `text`, each with its term."""
        meanings, book = _known()
        low = plain(text)
        for span in book.find(low):
            form = " ".join(span.of(low).split())
            if form not in meanings or self._said(form):
                continue
            said = turns().get(form) or next(filter(self._said, meanings[form]), None)
            if said is not None:
                yield Change(span, said)

    def _said(self, phrase: str) -> bool:
        words = _WORD.findall(phrase)
        return len(words) > 1 and all(pair in self._pairs for pair in zip(words, words[1:], strict=False))


@cache
def _known() -> tuple[Mapping[str, tuple[str, ...]], PhraseBook]:
    meanings = {form: term.names for term in terms() if not is_one_thing(term.names[0]) for form in term.forms}
    meanings |= {form: (meaning,) for form, meaning in turns().items()}
    return meanings, PhraseBook(meanings)
