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
from typing import Protocol

from index.readers.boxes import Page, Rule, Word
from index.readers.scan_rules import grey, pgm, without_rules

SECONDS = 120  # for one page
POINTS = 595.0  # the width that a page is given
SURE = 70  # the mean confidence below which a page is worth a second look
INSTALL = "cài gói tesseract-ocr và tesseract-ocr-vie"
_WORD, _COLUMNS = "5", 12


@dataclass(frozen=True, slots=True)
class Recognised:
    """A page read from its picture, and how sure its words are, 0 to 100."""

    page: Page
    confidence: float


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
        pixels, rules = without_rules(grey(picture))
        table = _run(["stdin", "stdout", "-l", "vie", "--dpi", "300", "--psm", "6", "tsv"], pgm(pixels))
        if table is None:
            return None
        height, width = pixels.shape
        scale = POINTS / width
        words, confidences = _words(table, scale)
        page = Page(
            number,
            POINTS,
            height * scale,
            tuple(words),
            tuple(Rule(r.x0 * scale, r.y0 * scale, r.x1 * scale, r.y1 * scale) for r in rules),
        )
        return Recognised(page, statistics.fmean(confidences) if confidences else 100.0)


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


def _words(table: str, scale: float) -> tuple[list[Word], list[float]]:
    """The words of Tesseract's table in points, those of a line on one base, and how sure each is."""
    lines: dict[tuple[str, ...], list[tuple[str, float, float, float, float]]] = defaultdict(list)
    confidences: list[float] = []
    for key, text, (left, top, width, height), confidence in _rows(table):
        lines[key].append((text, left * scale, top * scale, (left + width) * scale, (top + height) * scale))
        confidences.append(confidence)
    heights = [max(w[4] for w in line) - min(w[2] for w in line) for line in lines.values()]
    usual = statistics.median(heights) if heights else 1.0
    words = []
    for line in lines.values():
        base = statistics.median(word[4] for word in line)
        own = max(w[4] for w in line) - min(w[2] for w in line)
        size = usual if own < 1.6 * usual else own
        words += [Word(text, x0, base - 0.8 * size, x1, base + 0.25 * size, base) for text, x0, _, x1, _ in line]
    return words, confidences


def _rows(table: str) -> Iterator[tuple[tuple[str, ...], str, tuple[int, int, int, int], float]]:
    """The words of the table: line, text, box in pixels, confidence."""
    for row in table.split("\n"):
        cells = row.split("\t")
        if len(cells) == _COLUMNS and cells[0] == _WORD and (text := cells[11].strip()):
            left, top, width, height = (int(cell) for cell in cells[6:10])
            yield tuple(cells[1:5]), unicodedata.normalize("NFC", text), (left, top, width, height), float(cells[10])
