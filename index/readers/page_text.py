"""Lines of all pages become paragraphs, so that a sentence is whole whatever margin or page it was broken at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.readers.joints import joint
from index.readers.page_breaks import CAPTION, UNIT, Paragraph, parts, reaches, style_of
from index.readers.page_flow import Line, Table
from index.readers.page_margins import with_margins
from index.readers.page_notes import MARK, footnotes
from index.records import Location

MAX_CAPTION = 200
ALIKE = 20  # points: columns of one table differ by no more from page to page


class _Text:
    """The text so far, and on which page each stretch of it stands."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.last = ""
        self._places: list[Location] = []

    def add(self, text: str, page: int, between: str, cut: int = 0) -> None:
        """Adds `text` of a page after `between`; `cut` characters of what stands before are taken off first."""
        if cut:
            self._parts[-1] = self._parts[-1][:-cut]
            self._length -= cut
            place = self._places[-1]
            self._places[-1] = place._replace(end=place.end - cut)
        if self._parts:
            self._parts.append(between)
            self._length += len(between)
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        self.last = text
        if self._places and self._places[-1].page == page:
            self._places[-1] = self._places[-1]._replace(end=self._length)
        else:
            self._places.append(Location(start, self._length, page))

    def whole(self) -> tuple[str, tuple[Location, ...]]:
        """All text and its places."""
        return "".join(self._parts), tuple(self._places)


def text_of(elements: Iterable[Line | Table]) -> tuple[str, tuple[Location, ...]]:
    """The text of lines and tables in reading order: blocks apart by a blank line; and the page of each stretch."""
    found = with_margins(list(elements))
    style = style_of(found)
    reach = reaches(found, style)
    text = _Text()
    before: Line | Table | None = None
    paragraph: Paragraph | None = None
    notes, waiting = footnotes(found), list[Line]()
    for at, element in enumerate(found):
        if at in notes and isinstance(element, Line):
            waiting.append(element)
            continue
        if isinstance(element, Line) and paragraph is not None and not parts(paragraph, element, style):
            cut, between = joint(text.last, element.piece.text)
            text.add(element.piece.text, element.page, between, cut)
            paragraph = Paragraph(paragraph.first, element, reach[at])
        else:
            _add_notes(text, waiting)
            if isinstance(element, Table):
                _add_table(text, element, before)
                paragraph = None
            else:
                text.add(element.piece.text, element.page, "\n" if _is_unit(before, element) else "\n\n")
                paragraph = Paragraph(element, element, reach[at])
        before = element
    _add_notes(text, waiting)
    return text.whole()


def _add_notes(text: _Text, waiting: list[Line]) -> None:
    """The footnotes that a paragraph kept waiting, each a paragraph."""
    for at, line in enumerate(waiting):
        words = line.piece.text
        cut, between = (0, "\n\n") if at == 0 or MARK.match(words) else joint(text.last, words)
        text.add(words, line.page, between, cut)
    waiting.clear()


def _add_table(text: _Text, table: Table, before: Line | Table | None) -> None:
    """A table goes on with that of the page before, and stands right below its caption."""
    between = "\n\n"
    if isinstance(before, Table):
        if table.page == before.page + 1 and _same_columns(before.xs, table.xs):
            between = "\n"
    elif before is not None:
        piece = before.piece
        near = before.page == table.page and table.top - piece.bottom < 2 * piece.size
        words = piece.text
        if (near and len(words) <= MAX_CAPTION and not words.endswith((".", ";"))) or CAPTION.match(words):
            between = "\n"
    for line in table.lines:
        text.add(line, table.page, between)
        between = "\n"


def _is_unit(before: Line | Table | None, line: Line) -> bool:
    """Whether the line is the unit of a table under its title."""
    return isinstance(before, Line) and before.page == line.page and bool(UNIT.match(line.piece.text))


def _same_columns(first: Sequence[float], second: Sequence[float]) -> bool:
    return len(first) == len(second) and all(abs(a - b) < ALIKE for a, b in zip(first, second, strict=True))
