"""What a page shows: words, lines of words and ruling lines, each with its place in points from the upper left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Glyph(NamedTuple):
    """One character. `base` is the height of the line that it stands on."""

    char: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float

    @property
    def size(self) -> float:
        """How high the character's line is; a little more than its size in points."""
        return self.bottom - self.top


class Word(NamedTuple):
    """Characters without a blank between them."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float

    @property
    def size(self) -> float:
        """How high the word's line is."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of the word."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words on one line, without a wide gap inside."""

    text: str
    words: tuple[Word, ...]

    @property
    def x0(self) -> float:
        """The left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """The right edge."""
        return self.words[-1].x1

    @property
    def top(self) -> float:
        """The upper edge."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return max(word.bottom for word in self.words)

    @property
    def base(self) -> float:
        """The height of the line that most of it stands on."""
        return max(self.words, key=lambda word: word.x1 - word.x0).base

    @property
    def size(self) -> float:
        """How high the line is: the lower half of its words are no higher, whatever marks the others bear."""
        return sorted(word.size for word in self.words)[(len(self.words) - 1) // 2]


class Rule(NamedTuple):
    """A level or upright ruling line, as a box without thickness."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_level(self) -> bool:
        """Whether the line runs from left to right."""
        return self.x1 - self.x0 > self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its number in the file (from 1), its size, its words in the file's order, and its ruling lines."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()
