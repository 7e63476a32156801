"""Lines of a narrow column that are spread to both margins: gaps inside them as wide as between columns of a table."""

from __future__ import annotations

from collections.abc import Sequence

from index.readers.boxes import Piece, Word
from index.readers.figure_columns import NUMERIC
from index.readers.page_words import piece

BLANK = 0.25  # of a line's height: the least blank between words
EVEN = 1.0  # points: the gaps of a spread line differ by no more
MARGIN = 1.2  # points
INDENT = 5.0  # times the height of a line
NEXT = 2.5  # times it: the following line is no further below

Row = list[Piece]


def closed_up(rows: Sequence[Row], left: float, right: float) -> list[Row]:
    """The rows of a column between these margins, those that are one spread line in one piece."""
    return [[_whole(row)] if _is_spread(rows, at, left, right) else row for at, row in enumerate(rows)]


def _is_spread(rows: Sequence[Row], at: int, left: float, right: float) -> bool:
    """Whether a row fills the column by even gaps, and what follows had no room left in it."""
    row = rows[at]
    if len(row) < 2 or _is_figures(row) or (at + 1 < len(rows) and _ends_alike(row, rows[at + 1])):
        return False
    words = _words(row)
    size = row[0].size
    begins = -MARGIN < words[0].x0 - left < INDENT * size
    if not begins or abs(words[-1].x1 - right) > MARGIN:
        return False
    gaps = [after.x0 - before.x1 for before, after in zip(words, words[1:], strict=False)]
    if max(gaps) - min(gaps) > EVEN:
        return False
    if at + 1 == len(rows) or rows[at + 1][0].base - row[0].base > NEXT * size:
        return at > 0 and len(rows[at - 1]) == 1 and abs(rows[at - 1][0].x1 - right) < MARGIN
    following = rows[at + 1][0].words[0]
    return following.x1 - following.x0 > sum(gaps) - (len(gaps) + 1) * BLANK * size


def _is_figures(row: Row) -> bool:
    return all(NUMERIC.fullmatch(part.text) for part in row)


def _ends_alike(row: Row, following: Row) -> bool:
    """Whether figures stand at the end of both, as in a table of two columns."""
    return len(following) > 1 and all(NUMERIC.fullmatch(one[-1].text) for one in (row, following))


def _words(row: Row) -> list[Word]:
    return [word for part in row for word in part.words]


def _whole(row: Row) -> Piece:
    return piece(_words(row))
