"""Lines of all pages become paragraphs, so that a sentence is whole whatever margin or page it was broken at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.lines import LOWER
from index.readers.joints import joint
from index.readers.page_flow import Line, Table
from index.readers.page_notes import MARK, footnotes
from index.records import Location

SPACE = 0.2  # a blank between words, as a share of the line's height
LOOSE = 1.22  # times the usual distance of lines: a wider one parts paragraphs
INDENT = 0.6
SAME_SIZE = 0.08
MARKED = 0.6
EVEN = 0.4  # of the lines end at the margin: they are spread to it
WIDE, NARROW = 3.0, 0.2
LISTED = 0.6
EXACT = 0.8  # points
MAX_CAPTION = 200
LONG = 0.7
ALIKE = 20  # points: columns of one table differ by no more from page to page

_ENDS = re.compile(r"[.:;!?…][”\"’')\]]?$")
_STARTS = re.compile(r"[-–•●▪◦·▫■□➢✓*+❖★]\s|\(?(?:\d{1,2}(?:\.\d{1,2}){0,2}|[IVX]{1,5}|[a-zđ]|[A-ZĐ])[.)/]\s")
_CAPTION = re.compile(r"\W*(?:(?:bảng|biểu|phụ lục)\s*(?:số\s*)?\d|đơn vị(?: tính)?\s*:|đvt\s*:)", re.IGNORECASE)
_OPEN = re.compile(rf"[{LOWER},]$")
_UNFINISHED = re.compile(
    r"(?:[,\-–]|(?<![^\W_])(?:và|của|tháng|năm|quý|ngày|các|về|theo|với|tỉnh|huyện))$", re.IGNORECASE
)


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


@dataclass(frozen=True, slots=True)
class _Style:
    """How a document is set: the usual distance of lines by their size, whether paragraphs are marked, lines even."""

    pitch: float
    is_marked: bool
    is_even: bool = False


def text_of(elements: Iterable[Line | Table]) -> tuple[str, tuple[Location, ...]]:
    """The text of lines and tables in reading order: blocks apart by a blank line; and the page of each stretch."""
    found = list(elements)
    style = _style(found)
    text = _Text()
    before: Line | Table | None = None
    notes, waiting = footnotes(found), list[Line]()
    for at, element in enumerate(found):
        if at in notes and isinstance(element, Line):
            waiting.append(element)
        elif isinstance(element, Line) and isinstance(before, Line) and not _parts(before, element, style):
            cut, between = joint(text.last, element.piece.text)
            text.add(element.piece.text, element.page, between, cut)
            before = element
        else:
            _add_notes(text, waiting)
            if isinstance(element, Table):
                _add_table(text, element, before)
            else:
                text.add(element.piece.text, element.page, "\n" if _is_unit(before, element) else "\n\n")
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
        if (near and len(words) <= MAX_CAPTION and not words.endswith((".", ";"))) or _CAPTION.match(words):
            between = "\n"
    for line in table.lines:
        text.add(line, table.page, between)
        between = "\n"


def _is_unit(before: Line | Table | None, line: Line) -> bool:
    """Whether the line is the unit of a table under its title."""
    return isinstance(before, Line) and before.page == line.page and bool(_CAPTION.match(line.piece.text))


def _same_columns(first: Sequence[float], second: Sequence[float]) -> bool:
    return len(first) == len(second) and all(abs(a - b) < ALIKE for a, b in zip(first, second, strict=True))


def _style(elements: Sequence[Line | Table]) -> _Style:
    pairs = [
        (a, b)
        for a, b in zip(elements, elements[1:], strict=False)
        if isinstance(a, Line) and isinstance(b, Line) and a.page == b.page and b.piece.base > a.piece.base
    ]
    pitches = Counter(round((b.piece.base - a.piece.base) / b.piece.size, 1) for a, b in pairs)
    common = [pitch for pitch, count in pitches.items() if count >= 0.15 * len(pairs)]
    pitch = min(common, default=1.2)
    style = _Style(pitch, True)
    ended = [(a, b) for a, b in pairs if _ENDS.search(a.piece.text) and _fits(a, b)]
    shown = sum(1 for a, b in ended if _is_apart(a, b, style) or _is_indented(a, b))
    lines = [element for element in elements if isinstance(element, Line)]
    even = sum(1 for line in lines if _is_full(line))
    # Lines that nearly all end a sentence are a list of short paragraphs, alike in length by chance.
    listed = sum(1 for line in lines if _ENDS.search(line.piece.text)) > LISTED * len(lines)
    return _Style(pitch, bool(ended) and shown >= MARKED * len(ended), even >= EVEN * len(lines) and not listed)


def _parts(before: Line, line: Line, style: _Style) -> bool:
    """Whether a paragraph ends with `before`."""
    first, second = before.piece, line.piece
    if before.whole or line.whole or abs(first.size - second.size) > SAME_SIZE * max(first.size, second.size):
        return True
    if _CAPTION.match(second.text):
        return True
    if before.page == line.page and (second.base < first.base - first.size or _is_apart(before, line, style)):
        # Going up means another column, where a paragraph may go on.
        if second.base > first.base:
            return True
    if _is_centred(before) or _is_centred(line):
        alike = _is_centred(before, NARROW) and _is_centred(line, NARROW)
        return not (alike and _goes_on_centred(before, line))
    if _fits(before, line):
        return not _goes_on(before, line)
    ends = bool(_ENDS.search(first.text))
    if _STARTS.match(second.text + " "):
        return ends or _is_indented(before, line)
    if _is_indented(before, line) and (ends or second.text[0].isupper()):
        return True
    if not ends or second.text[0].islower() or style.is_marked:
        return False
    # Where lines are spread to the margin, the last one of a paragraph ends short of it, by however little.
    return not (style.is_even and _is_full(before))


def _is_full(line: Line) -> bool:
    return abs(line.right - line.piece.x1) < EXACT


def _fits(before: Line, line: Line) -> bool:
    """Whether the first word of `line` would have found room at the end of the line before: it was broken by will."""
    word = line.piece.words[0]
    room = before.right - before.piece.x1
    return room > (word.x1 - word.x0) + SPACE * before.piece.size


def _is_apart(before: Line, line: Line, style: _Style) -> bool:
    return line.piece.base - before.piece.base > LOOSE * style.pitch * line.piece.size


def _is_indented(before: Line, line: Line) -> bool:
    """Whether `line` begins further to the right than its column, and the line before did not."""
    return line.piece.x0 - line.left > INDENT * line.piece.size and line.piece.x0 > before.piece.x0 - 1


def _is_centred(line: Line, least: float = WIDE) -> bool:
    """Whether both margins are as far from the line, and no nearer than `least` heights of it."""
    piece = line.piece
    left, right = piece.x0 - line.left, line.right - piece.x1
    return min(left, right) > least * piece.size and abs(left - right) < 0.8 * piece.size


def _goes_on(before: Line, line: Line) -> bool:
    """Whether the words alone show that a long line, though it had room for more, is not the end of its paragraph."""
    is_long = before.piece.x1 - before.left > LONG * (before.right - before.left)
    first, second = before.piece.text, line.piece.text
    if not is_long or _STARTS.match(second):
        return False
    return not _ENDS.search(first) if second[0].islower() else second[0].isdigit() and bool(_OPEN.search(first))


def _goes_on_centred(before: Line, line: Line) -> bool:
    first, second = before.piece.text, line.piece.text
    room = before.right - before.left - (before.piece.x1 - before.piece.x0)
    word = line.piece.words[0]
    return bool(_UNFINISHED.search(first)) or second[0].islower() or room < word.x1 - word.x0
