"""The citations of an answer: one for each quoted sentence, with its place in the file that was read."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.records import Span
from qa.givens import section_path
from qa.library import Library, Shelf
from qa.records import Citation


@dataclass(slots=True)
class _Quote:
    """A sentence to quote, and the spans in it that it is quoted for."""

    report: str
    sentence: Span
    parts: list[Span] = field(default_factory=list)


class Citer:
    """Collects what an answer rests on."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._quotes: list[_Quote] = []

    def cite(self, report: str, sentence: Span, part: Span | None) -> int:
        """The number of the citation of `sentence`, which is cited for `part`."""
        known = [n for n, q in enumerate(self._quotes) if (q.report, q.sentence) == (report, sentence)]
        if not known:
            self._quotes.append(_Quote(report, sentence))
        at = known[0] if known else len(self._quotes) - 1
        if part is not None:
            self._quotes[at].parts.append(part)
        return at + 1

    def citations(self) -> tuple[Citation, ...]:
        """All of them, by number."""
        return tuple(self._citation(number, quote) for number, quote in enumerate(self._quotes, 1))

    def _citation(self, number: int, quote: _Quote) -> Citation:
        shelf = self._library.shelf(quote.report)
        start, end = quote.sentence
        page, cell = _place(shelf, quote)
        return Citation(number, quote.report, section_path(shelf, start), shelf.text[start:end], start, end, page, cell)


def _place(shelf: Shelf, quote: _Quote) -> tuple[int | None, str | None]:
    """The page where the sentence begins, and the cells of the parts that it is cited for."""
    document = shelf.evidence.document
    pages = [place.page for place in document.located(quote.sentence) if place.page is not None]
    parts = quote.parts or [quote.sentence]
    cells = dict.fromkeys(place.cell for part in parts for place in document.located(part) if place.cell)
    return (pages[0] if pages else None), (_together(list(cells)) or None)


def _together(cells: list[str]) -> str:
    """Cells of one sheet by one name of it: "Biểu 2!C7, D7"."""
    said = cells[:1]
    for before, cell in zip(cells, cells[1:], strict=False):
        sheet, mark, address = cell.rpartition("!")
        said.append(address if mark and before.rpartition("!")[0] == sheet else cell)
    return ", ".join(said) if all("!" in cell for cell in cells) else "; ".join(cells)
