"""Numbers that a workbook keeps as words, "48,210" among cells that are numbers: written the Vietnamese way like these.

Which mark parts thousands is told by the other numbers in words, and by the size of the numbers in the same column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from index.number_marks import Marks, decimal_points, marks_of

NAMED = 4
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_SWAP = str.maketrans(",.", ".,")
Place = tuple[int, int]


def rewritten(words: Mapping[Place, str], numbers: Mapping[Place, int | float]) -> tuple[dict[Place, str], list[str]]:
    """The cells in words that group thousands with a comma, written with points; and those that may be decimals.

    Both arguments are cells of one sheet by row and column.
    """
    grouped = {place: text for place, text in words.items() if _GROUPED.fullmatch(text)}
    if not grouped:
        return {}, []
    # "1.1" may number a row.
    marks = marks_of(text for text in words.values() if "," in text)
    done: dict[Place, str] = {}
    unsure: list[str] = []
    for column in sorted({column for _, column in grouped}):
        cells = {place: text for place, text in grouped.items() if place[1] == column}
        beside = [str(round(number)) for (_, at), number in numbers.items() if at == column]
        points = decimal_points([*(text.lstrip("-+") for text in cells.values()), *beside], marks, Marks(), None)
        if points:
            done |= {place: text.translate(_SWAP) for place, text in cells.items()}
        elif points is None:
            unsure += cells.values()
    return done, unsure


def unsure_note(unsure: Sequence[str], sheet: str) -> Iterator[str]:
    """The line for users on numbers in words that read both ways."""
    if unsure:
        named = ", ".join(f"“{text}”" for text in unsure[:NAMED]) + (", ..." if len(unsure) > NAMED else "")
        yield (
            f"{len(unsure)} ô chữ ở trang tính “{sheet}” ({named}) được hiểu là số thập phân, dù không rõ dấu phẩy tách"
            " hàng nghìn hay phần thập phân; hãy đổi thành ô số"
        )
