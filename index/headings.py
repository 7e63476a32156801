"""Which lines are headings: their label, their words, and their rank in the numbering."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from index.lines import BULLET, FIGURE, UPPER, Line, is_group_line
from index.records import Span

MAX_HEADING = 200
MAX_LEAD = 90
MAX_PLAIN = 60
LONG_LINE = 120


class Scheme(IntEnum):
    """The numbering schemes, from the widest to the narrowest. Markdown's "#" stand above all: -6 to -1."""

    PART = 0
    LETTER = 1
    ROMAN = 2
    CAPITALS = 3
    DECIMAL = 4
    DECIMAL_2 = 5
    DECIMAL_3 = 6
    SMALL_LETTER = 7
    PARENTHESIS = 8
    STAR = 9
    PLAIN = 10


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: `begin` is the start of its line, `span` its label and words. Lower ranks are wider.

    `text` is "" for a numbered paragraph without a lead-in: it only ends the section of the number before it.
    """

    rank: int
    label: str
    text: str
    span: Span
    begin: int


_ORDINAL = "(?i:(?:thứ )?(?:nhất|một|hai|ba|bốn|tư|năm|sáu))"
_LABELS: tuple[tuple[Scheme, re.Pattern[str]], ...] = tuple(
    (scheme, re.compile(pattern))
    for scheme, pattern in (
        (Scheme.PART, rf"(?i:phần|chương) (?:{_ORDINAL}|[IVX]{{1,4}}|\d{{1,2}})(?!\w)[.:)]?"),
        (Scheme.ROMAN, r"[IVX]{1,5}(?:[.)/]|[ \u00a0]?[-–](?=\s))"),
        (Scheme.LETTER, r"[A-ZĐ](?:[.)/]|[ \u00a0]?[-–](?=\s))"),
        (Scheme.DECIMAL_3, r"\d{1,2}\.\d{1,2}\.\d{1,2}(?:[.)/]|[ \u00a0]?[-–](?=\s)|(?=\s))"),
        (Scheme.DECIMAL_2, r"\d{1,2}\.\d{1,2}(?:[.)/]|[ \u00a0]?[-–](?=\s)|(?=\s))"),
        (Scheme.DECIMAL, r"\d{1,2}(?:[./]|[ \u00a0]?[-–](?=\s))"),
        (Scheme.PARENTHESIS, r"\(?\d{1,2}\)"),
        (Scheme.SMALL_LETTER, r"\(?[a-zđ](?:\)|[./](?=\s))"),
    )
)
_MARKDOWN = re.compile(r"(#{1,6})[ \u00a0]+")
_EMPHASIS = re.compile(r"(\*\*|__)(?P<inner>.+?)\1[.:]?")
_STAR = re.compile(r"[*❖★][ \u00a0]+")
_BEGINS = re.compile(rf"[ \u00a0]*(?=[{UPPER}\"“‘(*])")
_OFFICES = re.compile(
    r"tm\.|kt\.|tl\.|(?:phó )?(?:chủ tịch|cục trưởng|giám đốc|chi cục trưởng)|nơi nhận|đơn vị tính|đvt", re.IGNORECASE
)
_TRIM = " \t\u00a0:*_#"
_SPLIT_LEAD = re.compile(r":|,(?=\s)")


def heading_of(rows: Sequence[Line], at: int) -> Heading | None:
    """The heading that line `at` is or begins with; None for plain paragraphs, bullets and table rows."""
    row = rows[at]
    if row.is_row or is_group_line(rows, at):
        return None
    start, hashes = _body_start(row)
    text = row.text[start - row.span.start :]
    scheme, label, begin = _label(text)
    rank = hashes - 7 if hashes else int(scheme)
    if scheme is Scheme.PART:
        return _part(rows, at, start, label, rank)
    if label:
        return _labelled(row, rank, label, start, begin)
    if hashes:
        words = text.strip(_TRIM)
        return Heading(rank, "", words, Span(start, row.span.end), row.span.start) if words else None
    return _unlabelled(rows, at)


def is_numbered(row: Line) -> bool:
    """Whether the line begins with a number or letter of an outline."""
    start, _ = _body_start(row)
    return bool(_label(row.text[start - row.span.start :])[1])


def _label(text: str) -> tuple[Scheme, str, int]:
    """The scheme and the label that `text` begins with, and where the words after it begin; "" when there is none."""
    for scheme, pattern in _LABELS:
        label = pattern.match(text)
        if label and scheme is Scheme.PART:
            return scheme, label[0], label.end()
        if label and (gap := _BEGINS.match(text, label.end())) and gap.end() < len(text):
            return scheme, label[0], gap.end()
    return Scheme.PLAIN, "", 0


def _body_start(row: Line) -> tuple[int, int]:
    """Where the line's words begin after bullets, "#" and emphasis marks, and how many "#" there were."""
    start = row.span.start
    text = row.text
    bullet = BULLET.match(text)
    if bullet and bullet.end() < len(text):
        start, text = start + bullet.end(), text[bullet.end() :]
    hashes = 0
    if marks := _MARKDOWN.match(text):
        hashes = len(marks[1])
        start, text = start + marks.end(), text[marks.end() :]
    if _EMPHASIS.match(text):
        start += 2
    return start, hashes


def _part(rows: Sequence[Line], at: int, start: int, label: str, rank: int) -> Heading:
    """The part "Phần thứ nhất", whose words often stand on the next line."""
    row = rows[at]
    own = row.text[start - row.span.start + len(label) :].strip(_TRIM + ".-–")
    end = row.span.end
    if not own and at + 1 < len(rows):
        following = rows[at + 1]
        if _is_short(following.text) and not following.is_row and not is_numbered(following):
            own, end = following.text.strip(_TRIM), following.span.end
    return Heading(rank, label.rstrip(".:) "), own, Span(start, end), row.span.start)


def _labelled(row: Line, rank: int, label: str, start: int, begin: int) -> Heading:
    """A numbered line: all of it when it is short and carries no figure, else its lead-in."""
    words = row.text[start - row.span.start + begin :]
    label = label.strip()
    is_item = label.endswith(")") and label[-2].isdigit() and words.endswith(".")
    if _is_short(words) and not is_item:
        return Heading(rank, label, words.strip(_TRIM).rstrip("."), Span(start, row.span.end), row.span.start)
    lead = _lead(words)
    return Heading(rank, label, lead, Span(start, start + begin + len(lead)), row.span.start)


def _is_short(text: str) -> bool:
    """Whether `text` reads as a heading: no figure, no sentence."""
    bare = text.strip(_TRIM)
    if not bare or len(text) > MAX_HEADING or FIGURE.search(text) or text.endswith((";", ",")):
        return False
    if ":" in bare:
        return False
    return not bare.endswith(".") or (len(bare) <= MAX_PLAIN and ". " not in bare and len(bare.split()) <= 10)


def _lead(words: str) -> str:
    """The lead-in of a paragraph, "" if it has none: "Về du lịch, dịch vụ, tỉnh đón ..." -> "Về du lịch, dịch vụ"."""
    end = 0
    for mark in _SPLIT_LEAD.finditer(words):
        if words.count("(", 0, mark.start()) > words.count(")", 0, mark.start()):
            continue
        piece = words[end : mark.start()].strip(" ,")
        if not end:
            if mark.start() > MAX_LEAD or FIGURE.search(words[: mark.start() + 2]) or ". " in piece:
                return ""
        elif len(piece.split()) > 2 or not piece[:1].islower() or FIGURE.search(piece):
            break
        end = mark.start()
        if mark[0] == ":":
            break
    return words[:end].strip(_TRIM)


def _unlabelled(rows: Sequence[Line], at: int) -> Heading | None:
    """The line "* Trồng trọt", a line in capitals or bold, or a short line that stands alone above a paragraph."""
    row = rows[at]
    following = rows[at + 1] if at + 1 < len(rows) else None
    if following is None or following.is_row or not _is_short(row.text) or _OFFICES.match(row.text):
        return None
    scheme = _bare_scheme(row, following, row.after_blank or (at > 0 and is_numbered(rows[at - 1])))
    if scheme is None:
        return None
    label = "*" if scheme is Scheme.STAR else ""
    return Heading(int(scheme), label, row.text.strip(_TRIM), row.span, row.span.start)


def _bare_scheme(row: Line, following: Line, is_apart: bool) -> Scheme | None:
    text, words = row.text, row.text.strip(_TRIM)
    if _EMPHASIS.fullmatch(text) and len(words) <= LONG_LINE:
        return Scheme.PLAIN
    if _STAR.match(text):
        is_item = text.endswith(".") or len(words) > MAX_PLAIN or _STAR.match(following.text)
        return None if is_item else Scheme.STAR
    if BULLET.match(text) or len(words) > LONG_LINE:
        return None
    if words.isupper() and len(words.split()) > 1:
        return Scheme.CAPITALS
    stands_alone = is_apart and len(words) <= MAX_PLAIN and text[-1].isalnum() and text[0].isupper()
    if stands_alone and len(following.text) >= LONG_LINE and not BULLET.match(following.text):
        return Scheme.PLAIN
    return None
