"""Characters become words, and words lines: by their places, since blanks in a PDF are often missing or spurious."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from index.readers.boxes import Glyph, Piece, Word
from index.readers.syllables import mended

# Widths as shares of a line's height (about 1.17 times the size in points).
GAP = 0.13  # where a run of characters has no blanks of its own, a wider gap is one
SURE_GAP = 0.28  # wider than what kerning or spread letters leave
NO_GAP = 0.02  # a blank that takes no room is damage
TOUCH = 0.05  # words no further apart are one, set in two ways
WIDE = 1.3  # a wider gap parts columns; justified lines stay below
EVEN = 0.6  # points: gaps of a spread line differ by no more
SMALL = 0.8
SAME_BASE = 0.25

_NO_BREAK = "\u00a0\u202f\u2007"
_UNITS = re.compile(r"(?<![^\W\d_])(?:[kcdm]?m|hm)$")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def words_of(glyphs: Iterable[Glyph]) -> tuple[Word, ...]:
    """The words of a page; characters of one word stand together in the file."""
    return tuple(word for run in _runs(glyphs) for word in _split(run))


def _runs(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _goes_on(run[-1], glyph):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _goes_on(last: Glyph, glyph: Glyph) -> bool:
    if unicodedata.combining(glyph.char):
        return True
    size = max(last.size, glyph.size, 1.0)
    alike = min(last.size, glyph.size) > SMALL * size or glyph.char.isspace()
    return alike and abs(glyph.base - last.base) < SAME_BASE * size and -0.4 * size < glyph.x0 - last.x1 < WIDE * size


def _split(run: Sequence[Glyph]) -> Iterator[Word]:
    """The words of one run of characters."""
    spaced = any(glyph.char.isspace() for glyph in run)
    shown: list[Glyph] = []
    blank: Glyph | None = None
    for glyph in run:
        if glyph.char.isspace() or not glyph.char.isprintable():
            blank = glyph if glyph.char.isspace() else blank
            continue
        if shown:
            gap = (glyph.x0 - shown[-1].x1) / max(glyph.size, 1.0)
            parts = gap > NO_GAP if blank else gap > (SURE_GAP if spaced else GAP)
            if parts and blank and blank.char in _NO_BREAK and shown[-1].char.isdigit() and glyph.char.isdigit():
                shown.append(blank)
            elif parts and not unicodedata.combining(glyph.char):
                yield _word(shown)
                shown = []
        blank = None
        shown.append(glyph)
    if shown:
        yield _word(shown)


def _word(glyphs: Sequence[Glyph]) -> Word:
    # The box of a letter with several marks is higher than its font's line: "Tổng" must not look larger than "con".
    usual = sorted(glyphs, key=lambda glyph: glyph.size)[(len(glyphs) - 1) // 2]
    return Word(
        unicodedata.normalize("NFC", "".join(glyph.char for glyph in glyphs)),
        min(glyph.x0 for glyph in glyphs),
        usual.top,
        max(glyph.x1 for glyph in glyphs),
        usual.bottom,
        glyphs[0].base,
    )


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """Words on one level, from left to right; the rows from top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.base, word.x0)):
        size = max(word.size, 1.0)
        near = [row for row in rows[-4:] if abs(row[-1].base - word.base) < SAME_BASE * min(size, row[-1].size)]
        if near:
            near[-1].append(word)
        else:
            rows.append([word])
    for row in rows:
        row.sort(key=lambda word: word.x0)
    return _with_raised(rows)


def _with_raised(rows: list[list[Word]]) -> list[list[Word]]:
    """Raised or lowered small words go to the line whose word they touch: notes, and the 2 of m2."""
    kept: list[list[Word]] = []
    for at, row in enumerate(rows):
        left = [
            word for word in row if not any(_raise(word, rows[to]) for to in (at + 1, at - 1) if 0 <= to < len(rows))
        ]
        if left:
            rows[at] = left
            kept.append(left)
        else:
            rows[at] = row
    return kept


def _raise(word: Word, row: list[Word]) -> bool:
    """Joins `word` to the word of `row` that it follows closely, if one does."""
    if not word.text.isdigit() or len(word.text) > 2:
        return False
    near = bisect_right(row, word.x0, key=lambda other: other.x0)
    for at in range(max(0, near - 2), near):
        before = row[at]
        size = before.size
        follows = -0.1 * size < word.x0 - before.x1 < 0.15 * size
        if follows and word.size < SMALL * size and before.top - 0.3 * size < word.middle[1] < before.bottom:
            is_power = word.text in ("2", "3") and _UNITS.search(before.text)
            text = before.text + (word.text if is_power else word.text.translate(_RAISED))
            row[at] = before._replace(text=text, x1=max(before.x1, word.x1))
            return True
    after = row[0]
    is_mark = -0.1 * after.size < after.x0 - word.x1 < 0.4 * after.size and word.size < SMALL * after.size
    if is_mark and after.top - 0.3 * after.size < word.middle[1] < after.bottom:
        row[0] = after._replace(text=f"{word.text.translate(_RAISED)} {after.text}", x0=word.x0)
        return True
    return False


def pieces_of(row: Sequence[Word]) -> Iterator[Piece]:
    """The words of a row, parted at wide gaps."""
    gaps = [after.x0 - before.x1 for before, after in zip(row, row[1:], strict=False)]
    start = 0
    for at in range(1, len(row) + 1):
        if at == len(row) or (
            gaps[at - 1] > WIDE * max(row[at].size, row[at - 1].size) and not _is_spread(row, gaps, at - 1)
        ):
            yield piece(row[start:at])
            start = at


def _is_spread(row: Sequence[Word], gaps: Sequence[float], at: int) -> bool:
    """Whether a wide gap is a blank of a line spread to both margins: words with such a gap again beside it."""
    for other in (at - 1, at + 1):
        if 0 <= other < len(gaps) and abs(gaps[at] - gaps[other]) < EVEN:
            around = row[min(at, other) : max(at, other) + 2]
            return any(word.text[:1].isalpha() for word in around[:-1])
    return False


def piece(words: Sequence[Word]) -> Piece:
    """One piece of a line with its text."""
    text = words[0].text
    for before, word in zip(words, words[1:], strict=False):
        touches = -SURE_GAP * word.size < word.x0 - before.x1 < TOUCH * word.size
        text += ("" if touches else " ") + word.text
    return Piece(mended(unicodedata.normalize("NFC", text)), tuple(words))
