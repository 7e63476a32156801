"""Pictures of pages become words, by Tesseract with Vietnamese where it is installed."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, Protocol

from index.readers.boxes import Page, Rule, Word

SECONDS = 120  # for one page
POINTS = 595.0  # the width that a page is given
SURE = 80  # the confidence below which a number is worth a second look
NOISE = 15  # the confidence below which words are specks
LARGE = 1.6  # times the usual height of lines: a heading, or two lines taken for one
SPECK = 0.45  # of the usual height of words: rests of ruling lines are lower
INSTALL = "cài gói tesseract-ocr và tesseract-ocr-vie"
_WORD, _COLUMNS = "5", 12


@dataclass(frozen=True, slots=True)
class Recognised:
    """A page read from its picture, and those of its numbers that may be read wrongly."""

    page: Page
    unsure: tuple[str, ...] = ()


class _Read(NamedTuple):
    """A word of Tesseract's table: the line that it stands in, its box in pixels, how sure it is (0 to 100)."""

    line: tuple[str, ...]
    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float

    @property
    def is_number(self) -> bool:
        """Whether the word has digits."""
        return any(char.isdigit() for char in self.text)


class Recogniser(Protocol):
    """Reads pictures of pages."""

    def missing(self) -> str | None:
        """Why it cannot read, and what to install; None when it can."""

    def read(self, picture: bytes, number: int) -> Recognised | None:
        """The page that a grey PGM shows; None when it fails."""


class Tesseract:
    """The program `tesseract` of this machine."""

    def missing(self) -> str | None:
        """What is not installed: the program, or its Vietnamese."""
        languages = _languages()
        if languages is None:
            return f"máy chưa cài Tesseract; {INSTALL}"
        return None if "vie" in languages else "Tesseract trên máy chưa có tiếng Việt; cài gói tesseract-ocr-vie"

    def read(self, picture: bytes, number: int) -> Recognised | None:
        """The page that a grey PGM shows, its ruling lines apart from its words."""
        from index.readers.scan_rules import grey, pgm, without_rules

        pixels, rules = without_rules(grey(picture))
        table = _run(["stdin", "stdout", "-l", "vie", "--dpi", "300", "--psm", "6", "tsv"], pgm(pixels))
        if table is None:
            return None
        height, width = pixels.shape
        scale = POINTS / width
        found = _without_specks(list(_rows(table)))
        lines = [Rule(r.x0 * scale, r.y0 * scale, r.x1 * scale, r.y1 * scale) for r in rules]
        page = Page(number, POINTS, height * scale, tuple(_words(found, scale)), tuple(lines))
        return Recognised(page, tuple(word.text for word in found if word.is_number and word.confidence < SURE))


@cache
def _languages() -> frozenset[str] | None:
    if shutil.which("tesseract") is None:
        return None
    listed = _run(["--list-langs"], b"")
    return frozenset((listed or "").split())


def _run(arguments: Sequence[str], data: bytes) -> str | None:
    try:
        done = subprocess.run(["tesseract", *arguments], input=data, capture_output=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _rows(table: str) -> Iterator[_Read]:
    """The words of the table."""
    for row in table.split("\n"):
        cells = row.split("\t")
        if len(cells) == _COLUMNS and cells[0] == _WORD and (text := cells[11].strip()):
            left, top, width, height = (int(cell) for cell in cells[6:10])
            text = unicodedata.normalize("NFC", text)
            yield _Read(tuple(cells[1:5]), text, left, top, left + width, top + height, float(cells[10]))


def _without_specks(words: Sequence[_Read]) -> list[_Read]:
    """The words without what Tesseract makes of specks and of rests of lines; numbers stay, they may be figures."""
    usual = statistics.median(word.bottom - word.top for word in words) if words else 0
    return [
        word
        for word in words
        if word.is_number
        or word.text in "-–"
        or (word.confidence >= NOISE and (word.confidence >= SURE or word.bottom - word.top > SPECK * usual))
    ]


def _words(found: Sequence[_Read], scale: float) -> Iterator[Word]:
    """The words in points, those of a line on one base and of one height, since letters differ in theirs."""
    lines: dict[tuple[str, ...], list[_Read]] = defaultdict(list)
    for word in found:
        lines[word.line].append(word)
    heights = {key: max(w.bottom for w in line) - min(w.top for w in line) for key, line in lines.items()}
    usual = statistics.median(heights.values()) if heights else 0
    for key, line in lines.items():
        base = statistics.median(word.bottom for word in line) * scale
        size = (usual if heights[key] < LARGE * usual else heights[key]) * scale
        for word in line:
            yield Word(word.text, word.left * scale, base - 0.8 * size, word.right * scale, base + 0.25 * size, base)
