"""Where paragraphs of a page end: by the distance of lines, their indents, room left for the next word, and words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from index.grammar.patterns import NO_LETTER_AFTER, alternatives
from index.lexicon import COUNT_NOUNS, MEASURE_UNITS, MONEY_UNITS, SCALES
from index.lines import LOWER
from index.readers.page_flow import Line, Table

SPACE, WIDEST = 0.2, 0.4  # a blank between words, as a share of the line's height
LOOSE = 1.22  # times the usual distance of lines: a wider one parts paragraphs
INDENT, HANGING = 0.6, 1.5
SAME_SIZE = 0.08
MARKED = 0.6
EVEN = 0.4  # of the lines end at the margin: they are spread to it
WIDE, NARROW = 3.0, 0.2
LISTED = 0.6
EXACT = 0.8  # points
LONG = 0.7

ENDS = re.compile(r"[.:;!?…][”\"’')\]]?$")
_STARTS = re.compile(r"[-–•●▪◦·▫■□➢✓*+❖★]\s|\(?(?:\d{1,2}(?:\.\d{1,2}){0,2}|[IVX]{1,5}|[a-zđ]|[A-ZĐ])[.)/]\s")
CAPTION = re.compile(r"\W*(?:(?:bảng|biểu|phụ lục)\s*(?:số\s*)?\d|đơn vị(?: tính)?\s*:|đvt\s*:)", re.IGNORECASE)
UNIT = re.compile(r"\W*(?:đơn vị(?: tính)?|đvt)\s*:", re.IGNORECASE)
# "... nêu tại / Bảng 2 kèm theo": a number without a stop behind it is no caption where the sentence is under way.
_NAMED_AMID = re.compile(r"(?:bảng|biểu|phụ lục)\s*(?:số\s*)?\d+(?![\d.:])", re.IGNORECASE)
# A number may go on where a line that had no room ends with its mark or the next begins with it.
_CUT = re.compile(r"\d[.,]\n\d|\d\n[.,]\d")
_NUMBERS_MEET = re.compile(r"\d[.,]?\n[.,]?\d")
# "... đạt 210,4 / triệu kWh": a number and its unit are one, however much room there was.
_UNITS = alternatives(unit for unit in (*SCALES, *MEASURE_UNITS, *MONEY_UNITS, *COUNT_NOUNS) if unit != "số")
_LACKS_UNIT = re.compile(rf"(?<![\d/.])\d[\d.,]*(?<![.,])\n(?:{_UNITS}|USD|MW){NO_LETTER_AFTER}")
_OPEN = re.compile(rf"[{LOWER},]$")
_UNFINISHED = re.compile(
    r"(?:[,\-–]|(?<![^\W_])(?:và|của|tháng|năm|quý|ngày|các|về|theo|với|tỉnh|huyện))$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Style:
    """How a document is set: the usual distance of lines by their size, whether paragraphs are marked, lines even."""

    pitch: float
    is_marked: bool
    is_even: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph under way: its first and its last line, and how far lines reach that stand around the last."""

    first: Line
    last: Line
    reach: float


def style_of(elements: Sequence[Line | Table]) -> Style:
    """The style that most lines show."""
    pairs = [
        (a, b)
        for a, b in zip(elements, elements[1:], strict=False)
        if isinstance(a, Line) and isinstance(b, Line) and a.page == b.page and b.piece.base > a.piece.base
    ]
    pitches = Counter(round((b.piece.base - a.piece.base) / b.piece.size, 1) for a, b in pairs)
    common = [pitch for pitch, count in pitches.items() if count >= 0.15 * len(pairs)]
    pitch = min(common, default=1.2)
    style = Style(pitch, True)
    ended = [(a, b) for a, b in pairs if ENDS.search(a.piece.text) and _fits(a, b)]
    shown = sum(1 for a, b in ended if _is_apart(a, b, style) or _is_indented(a, b))
    lines = [element for element in elements if isinstance(element, Line)]
    even = sum(1 for line in lines if _is_full(line))
    # Lines that nearly all end a sentence are a list of short paragraphs, alike in length by chance.
    listed = sum(1 for line in lines if ENDS.search(line.piece.text)) > LISTED * len(lines)
    return Style(pitch, bool(ended) and shown >= MARKED * len(ended), even >= EVEN * len(lines) and not listed)


def reaches(elements: Sequence[Line | Table], style: Style) -> list[float]:
    """How far to the right the lines reach that are set as each element and stand around it; 0 for a table."""
    found = [0.0] * len(elements)
    start = 0
    for at in range(1, len(elements) + 1):
        if at == len(elements) or not _alike(elements[at - 1], elements[at], style):
            ends = [element.piece.x1 for element in elements[start:at] if isinstance(element, Line)]
            found[start:at] = [max(ends, default=0.0)] * (at - start)
            start = at
    return found


def _alike(first: Line | Table, second: Line | Table, style: Style) -> bool:
    """Whether the second element is a line right below the first and of its size."""
    if not isinstance(first, Line) or not isinstance(second, Line) or first.page != second.page:
        return False
    below = second.piece.base > first.piece.base and not _is_apart(first, second, style)
    return below and first.left == second.left and _same_size(first, second)


def parts(paragraph: Paragraph, line: Line, style: Style) -> bool:
    """Whether the paragraph ends before `line`."""
    before = paragraph.last
    first, second = before.piece, line.piece
    if before.whole or line.whole or not _same_size(before, line):
        return True
    if CAPTION.match(second.text):
        return not _is_named_amid(paragraph, line)
    # Going up means another column, where a paragraph may go on.
    if before.page == line.page and second.base > first.base and _is_apart(before, line, style):
        return True
    if _is_centred(before) or _is_centred(line):
        alike = _is_centred(before, NARROW) and _is_centred(line, NARROW)
        return not (_goes_on_centred(before, line) if alike else _is_centred_by_chance(before, line))
    return not _goes_on(paragraph, line) if _fits(before, line) else _parts_at_margin(paragraph, line, style)


def _parts_at_margin(paragraph: Paragraph, line: Line, style: Style) -> bool:
    """Whether a paragraph ends with a line that had no room for the next word."""
    before = paragraph.last
    first, second = before.piece, line.piece
    ends = bool(ENDS.search(first.text))
    begins = _is_indented(before, line) and not _is_hanging(paragraph, line)
    if _STARTS.match(second.text + " "):
        return ends or begins or _is_hanging_out(paragraph, line) or (style.is_even and not _is_full(before))
    if _CUT.search(f"{first.text}\n{second.text}"):
        return False
    if begins and not second.text[0].islower() and (ends or second.text[0].isupper()):
        return True
    if not ends and style.is_even and _is_heading_above(before, line):
        return True
    if not ends or second.text[0].islower() or style.is_marked:
        return False
    if first.text.endswith((":", ";")) and not second.text[0].isupper():
        return False
    # Where lines are spread to the margin, the last one of a paragraph ends short of it, by however little.
    return not (style.is_even and _is_full(before))


def _same_size(first: Line, second: Line) -> bool:
    sizes = first.piece.size, second.piece.size
    return abs(sizes[0] - sizes[1]) <= SAME_SIZE * max(sizes)


def _is_named_amid(paragraph: Paragraph, line: Line) -> bool:
    """Whether a sentence under way names the table that `line` begins with."""
    under_way = _OPEN.search(paragraph.last.piece.text) and _is_long(paragraph)
    return bool(under_way and _NAMED_AMID.match(line.piece.text))


def _is_full(line: Line) -> bool:
    return abs(line.right - line.piece.x1) < EXACT


def _fits(before: Line, line: Line) -> bool:
    """Whether the first word of `line` would have found room at the end of the line before: it was broken by will."""
    word = line.piece.words[0]
    room = before.right - before.piece.x1
    return room > (word.x1 - word.x0) + _blank(before, line)


def _blank(*lines: Line) -> float:
    """The least blank between the words of lines, as far as they show it."""
    size = lines[0].piece.size
    words = [line.piece.words for line in lines]
    gaps = [after.x0 - before.x1 for line in words for before, after in zip(line, line[1:], strict=False)]
    return min(max(min(gaps, default=0.0), SPACE * size), WIDEST * size)


def _is_apart(before: Line, line: Line, style: Style) -> bool:
    return line.piece.base - before.piece.base > LOOSE * style.pitch * line.piece.size


def _is_indented(before: Line, line: Line) -> bool:
    """Whether `line` begins further to the right than its column, and the line before did not."""
    return line.piece.x0 - line.left > INDENT * line.piece.size and line.piece.x0 > before.piece.x0 - 1


def _is_hanging(paragraph: Paragraph, line: Line) -> bool:
    """Whether `line` begins where the lines of its paragraph do that follow the first: below the words of an item."""
    first, last = paragraph.first, paragraph.last
    if first is not last:
        same_column = last.left == line.left
        return same_column and abs(last.piece.x0 - line.piece.x0) < 1 < line.piece.x0 - first.piece.x0
    words = first.piece.words
    marked = len(words) > 1 and _STARTS.match(first.piece.text)
    return bool(marked) and -INDENT < (line.piece.x0 - words[1].x0) / line.piece.size < HANGING


def _is_hanging_out(paragraph: Paragraph, line: Line) -> bool:
    """Whether `line` begins where the item began whose other lines stand further to the right."""
    first, last = paragraph.first, paragraph.last
    if first is last or last.left != line.left or first.left != line.left:
        return False
    return last.piece.x0 - first.piece.x0 > INDENT * line.piece.size and abs(first.piece.x0 - line.piece.x0) < 1


def _is_heading_above(before: Line, line: Line) -> bool:
    """Whether a line that ends short of the margin stands above one that is spread to it and begins anew."""
    words = line.piece.text
    return not _is_full(before) and _is_full(line) and words[0].isupper() and not words.isupper()


def _is_centred(line: Line, least: float = WIDE) -> bool:
    """Whether both margins are as far from the line, and no nearer than `least` heights of it."""
    piece = line.piece
    left, right = piece.x0 - line.left, line.right - piece.x1
    return min(left, right) > least * piece.size and abs(left - right) < 0.8 * piece.size


def _is_centred_by_chance(before: Line, line: Line) -> bool:
    """Whether a first line only looks centred: its indent is as wide as the room that was too little for a word."""
    words, following = before.piece.text, line.piece.text
    at_margin = line.piece.x0 - line.left < INDENT * line.piece.size
    goes_on = not ENDS.search(words) and not words.isupper() and not following[0].isupper()
    return _is_centred(before) and at_margin and goes_on and not _fits(before, line)


def _goes_on(paragraph: Paragraph, line: Line) -> bool:
    """Whether the words alone show that a long line, though it had room for more, is not the end of its paragraph."""
    first, second = paragraph.last.piece.text, line.piece.text
    if _STARTS.match(second):
        return False
    if _LACKS_UNIT.search(f"{first}\n{second}"):
        return True
    if not _is_long(paragraph):
        return False
    if _NUMBERS_MEET.search(f"{first}\n{second}"):
        return True
    return not ENDS.search(first) if second[0].islower() else second[0].isdigit() and bool(_OPEN.search(first))


def _is_long(paragraph: Paragraph) -> bool:
    """Whether the last line reaches most of the way to the edge: its block's, where that is the nearer one."""
    last = paragraph.last
    edge = min(last.right, paragraph.reach)
    return last.piece.x1 - last.left > LONG * (edge - last.left)


def _goes_on_centred(before: Line, line: Line) -> bool:
    first, second = before.piece.text, line.piece.text
    room = before.right - before.left - (before.piece.x1 - before.piece.x0)
    word = line.piece.words[0]
    return bool(_UNFINISHED.search(first)) or second[0].islower() or room < word.x1 - word.x0
