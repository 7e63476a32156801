"""Tables whose columns are set by blanks, as `pdftotext -layout` writes them: where they stand, and their rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from index.lines import LOWER
from index.readers.aligned_heads import Column, Piece, column_at, headings, joined, with_headings
from index.readers.figure_columns import NUMERIC
from index.readers.grids import is_figure
from index.readers.writer import MAX_INDENT
from index.records import Span
from index.table_headings import take_unit
from index.table_units import unit_of

MAX_BLANKS = 1  # empty lines between two rows
MAX_LABELS = 6  # lines of words between two rows of figures
MAX_HEAD = 14
MAX_COLUMNS = 40
MAX_CELL = 120
OFF_MIDDLE = 0.2  # of the width of the columns of figures
_GAP = re.compile(r"\S+(?: \S+)*")
_CAPTION = re.compile(r"\W*(?:(?:bảng|biểu|phụ lục)\s*(?:số\s*)?\d|(?:đơn vị(?: tính)?|đvt)\s*[:(])", re.IGNORECASE)
_GOES_ON = re.compile(rf"[{LOWER}(,]")
_OPEN = re.compile(r"(?<![^\W\d_])(?:và|của|hoặc|cho|trên|theo|với|từ)$", re.IGNORECASE)
_ORDINAL = re.compile(r"[IVX]+|\d{1,2}(?:\.\d{1,2})*|[A-ZĐa-zđ]|[-+*•]")
_COUNTER = re.compile(r"\(?(?:[A-ZĐa-z]|\d{1,2})\)?(?: *= *[\d()./:+*x% -]+)?")
_WORD = re.compile(r"[^\W\d_]{2}")
_NUMBERS = re.compile(r"[-+]?\d[\d.,]*%?(?: [-+]?\d[\d.,]*%?)+")
_THOUSANDS = re.compile(r"\d{1,3}(?: \d{3})+(?:,\d+)?")


@dataclass(slots=True)
class _Row:
    """A row by column: its words, where its label begins, and whether it has figures."""

    anchored: bool
    texts: dict[int, str] = field(default_factory=dict)
    left: int = 0


def aligned_span(lines: Sequence[str], at: int) -> Span | None:
    """The lines of the next table at or after line `at`; None when there is none."""
    while at < len(lines):
        if not _is_anchor(pieces_of(lines[at])):
            at += 1
            continue
        end = _end(lines, at)
        anchors = [row for line in lines[at:end] if _is_anchor(row := pieces_of(line))]
        columns = _columns(anchors)
        if len(anchors) > 1 and 1 < len(columns) <= MAX_COLUMNS and _stand_in_columns(anchors):
            label = _label_column(anchors, columns)
            return Span(_start(lines, at, columns[label], columns[label + 1]), end)
        at = end
    return None


def aligned_rows(lines: Sequence[str]) -> Iterator[str]:
    """The lines of a table as rows "a | b | c", its headings in one."""
    rows = [pieces_of(line) for line in lines if line.strip()]
    first = next(at for at, row in enumerate(rows) if _is_anchor(row))
    anchors = [row for row in rows[first:] if _is_anchor(row)]
    columns = _columns(anchors)
    label = _label_column(anchors, columns)
    if label > 1:
        columns, label = _with_one_numbering(columns, label), 1
    while first > 1 and _opens_body(rows[first - 1], columns, label):
        first -= 1
    columns = with_headings(rows[:first], columns)
    names = headings(rows[:first], columns)
    if any(names):
        yield _line(names)
    for row in _joined(_body(rows[first:], columns, label), label):
        yield _line([row.texts.get(column, "") for column in range(len(columns))], row.left)


def _opens_body(row: Sequence[Piece], columns: Sequence[Column], label: int) -> bool:
    """Whether the last line above the figures is a row: it names a group, or gives the unit of what is below."""
    words = row[-1].text
    if _GOES_ON.match(words):
        return False
    if len(row) == 1 and row[0].x0 > columns[label].x1:
        middle, width = (columns[label + 1].x0 + columns[-1].x1) / 2, columns[-1].x1 - columns[label + 1].x0
        return _tells_unit(words) and abs(row[0].centre - middle) < OFF_MIDDLE * width
    numbers = len(row) == 2 and label > 0 and bool(_ORDINAL.fullmatch(row[0].text))
    return numbers or all(piece.x0 < columns[label + 1].x0 for piece in row)


def _tells_unit(words: str) -> bool:
    return unit_of(words) is not None or take_unit(words)[1] is not None


def _counts_columns(row: Sequence[Piece]) -> bool:
    """Whether a row only numbers the columns: "A  B  1  2  3=2/1"."""
    return all(map(_COUNTER.fullmatch, (piece.text for piece in row)))


def _with_one_numbering(columns: Sequence[Column], label: int) -> list[Column]:
    """The columns with those before the label as one: numbers of several ranks do not stand below one another."""
    return [Column(columns[0].x0, columns[label - 1].x1), *columns[label:]]


def pieces_of(line: str) -> list[Piece]:
    """The pieces of a line that two blanks or more part, and the numbers that one parts."""
    if "|" in line or "\t" in line:
        return []
    return [part for m in _GAP.finditer(line) for part in _numbers(Piece(m[0], m.start(), m.end()))]


def _numbers(piece: Piece) -> Iterator[Piece]:
    if _NUMBERS.fullmatch(piece.text) and not _THOUSANDS.fullmatch(piece.text):
        for match in re.finditer(r"\S+", piece.text):
            yield Piece(match[0], piece.x0 + match.start(), piece.x0 + match.end())
    else:
        yield piece


def _is_anchor(row: Sequence[Piece]) -> bool:
    """Whether a line is a row with figures: a label or none, and figures or marks for none apart from it."""
    others = row[1:] if row and not is_figure(row[0].text) else row
    values = [piece for piece in others if NUMERIC.fullmatch(piece.text)]
    return len(row) > 1 and any(is_figure(p.text) for p in values) and 2 * len(values) >= len(others) - 1


def _stand_in_columns(anchors: Sequence[Sequence[Piece]]) -> bool:
    """Whether the last figures of the rows stand below one another."""
    ends = [row[-1] for row in anchors]
    alike = sum(1 for a, b in zip(ends, ends[1:], strict=False) if a.x0 < b.x1 and b.x0 < a.x1)
    return 2 * alike >= len(ends) - 1


def _end(lines: Sequence[str], at: int) -> int:
    """Where the rows end that begin with line `at`: with the last that has figures, or what goes on with its label."""
    end, blanks = at + 1, 0
    labels = 0
    for number in range(at + 1, len(lines)):
        row = pieces_of(lines[number])
        if not lines[number].strip():
            blanks += 1
        elif _is_anchor(row):
            end, blanks, labels = number + 1, 0, 0
        else:
            labels += 1
        if blanks > MAX_BLANKS + labels or labels > MAX_LABELS or (row and _CAPTION.match(row[0].text)):
            break
    while end < len(lines) and len(row := pieces_of(lines[end])) == 1:
        if not _GOES_ON.match(row[0].text) and not _is_open(pieces_of(lines[end - 1])[0].text):
            break
        end += 1
    return end


def _start(lines: Sequence[str], at: int, label: Column, following: Column) -> int:
    """Where the headings begin above the first row of figures: with the first line of several, or beside the labels."""
    start, apart = at, False
    for number in range(at - 1, max(-1, at - 1 - MAX_HEAD), -1):
        row = pieces_of(lines[number])
        if not row:
            if lines[number].strip() or (start < at and apart):
                break
            apart = True
            continue
        if any(_CAPTION.match(piece.text) or len(piece.text) > MAX_CELL for piece in row):
            break
        if len(row) > 1 or (row[0].x0 >= label.x1 and not (start < at and _is_title(row[0], apart))):
            start = number
        elif row[0].x1 > following.x0:
            break
        apart = False
    return start


def _is_title(piece: Piece, apart: bool) -> bool:
    """Whether words above headings are no heading: the unit of the table, or a title that stands apart."""
    return apart or unit_of(piece.text.strip(" ()")) is not None


def _columns(anchors: Sequence[Sequence[Piece]]) -> list[Column]:
    """Where the columns stand: what rows with figures have below one another."""
    merged: list[Column] = []
    rows = [row for row in anchors if not _counts_columns(row)] or anchors
    for piece in sorted((piece for row in rows for piece in row), key=lambda piece: piece.x0):
        if merged and piece.x0 < merged[-1].x1:
            merged[-1] = Column(merged[-1].x0, max(merged[-1].x1, piece.x1))
        else:
            merged.append(Column(piece.x0, piece.x1))
    return merged


def _label_column(anchors: Sequence[Sequence[Piece]], columns: Sequence[Column]) -> int:
    """The column of labels: the first whose rows have words, where only numbering stands before it."""
    texts: dict[int, list[str]] = {}
    for row in anchors:
        for piece in row:
            texts.setdefault(column_at(piece, columns), []).append(piece.text)
    for column in range(len(columns) - 1):
        found = texts.get(column, [])
        if sum(1 for text in found if _WORD.search(text) and not _ORDINAL.fullmatch(text)) * 2 > len(found):
            return column
        if not all(_ORDINAL.fullmatch(text.rstrip(".)")) for text in found):
            return 0
    return 0


def _body(rows: Sequence[Sequence[Piece]], columns: Sequence[Column], label: int) -> Iterator[_Row]:
    labels = [piece.x0 for row in rows for piece in row if column_at(piece, columns) == label]
    left = min(labels, default=0)
    for pieces in rows:
        row = _Row(_is_anchor(pieces))
        for piece in pieces:
            column = column_at(piece, columns, by_start=piece is pieces[0])
            row.texts[column] = f"{row.texts[column]} {piece.text}" if column in row.texts else piece.text
            if column == label:
                row.left = min(int(max(0, piece.x0 - left)) // 2, MAX_INDENT)
        _place_group(row, label)
        yield row


def _place_group(row: _Row, label: int) -> None:
    """Words that stand alone in the middle of a row, and give no unit of those below, are its label."""
    alone = [column for column in row.texts if column > label]
    if row.anchored or label in row.texts or len(alone) != 1:
        return
    words = row.texts[alone[0]]
    if not _tells_unit(words) and not _GOES_ON.match(words):
        row.texts[label] = row.texts.pop(alone[0])


def _joined(rows: Iterator[_Row], label: int) -> list[_Row]:
    """Rows whose label takes several lines made one: lines go on in small letters, figures stand beside any of them."""
    kept: list[_Row] = []
    for row in rows:
        above = kept[-1] if kept else None
        text = row.texts.get(label, "")
        is_band = not text and not row.anchored
        goes_on = bool(_GOES_ON.match(text)) or (is_band and all(map(_GOES_ON.match, row.texts.values())))
        goes_on = goes_on or (above is not None and bool(text) and _is_open(above.texts.get(label, "")))
        # Figures without a label of their own stand beside the middle of it, or below it.
        waits = row.anchored and not text and above is not None and not above.anchored and label in above.texts
        if above is not None and (waits or (goes_on and not (row.anchored and above.anchored))):
            for column, words in row.texts.items():
                before = above.texts.get(column)
                above.texts[column] = joined(before, words) if before else words
            above.anchored |= row.anchored
        else:
            kept.append(row)
    return kept


def _is_open(label: str) -> bool:
    """Whether a label breaks off in the middle."""
    return label.endswith(("-", ",", "/", "(")) or label.count("(") > label.count(")") or bool(_OPEN.search(label))


def _line(cells: Sequence[str], indent: int = 0) -> str:
    return "  " * indent + " | ".join(cells).rstrip(" ")
