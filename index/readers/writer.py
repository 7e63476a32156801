"""The text of a file as it is written line by line, with the place of each piece."""

from __future__ import annotations

import re
import unicodedata

from index.readers.grids import GridLine, Piece
from index.records import Location

MAX_INDENT = 15
_SPACES = re.compile(r"[^\S\u00a0]+")


def tidy(text: str) -> str:
    """`text` in NFC on one line, white space single but for no-break spaces."""
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text)).strip(" ")


class Writer:
    """Collects lines. Every piece given is to be `tidy` already: offsets count the characters as they are."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._ends = 2
        self.locations: list[Location] = []

    @property
    def text(self) -> str:
        """What has been written."""
        return "".join(self._parts)

    def line(self, text: str, where: str | None = None) -> None:
        """One line below the last."""
        self.row((Piece(text, where),))

    def row(self, line: GridLine) -> None:
        """One line of cells; an indent is two blanks before the words."""
        self._begin(1)
        for column, piece in enumerate(line):
            self._add(" | " if column else "")
            self._add("  " * min(piece.indent, MAX_INDENT))
            if piece.where and piece.text:
                self.locations.append(Location(self._length, self._length + len(piece.text), None, piece.where))
            self._add(piece.text)

    def gap(self) -> None:
        """What comes next stands apart."""
        if self._length:
            self._begin(2)

    def _begin(self, ends: int) -> None:
        missing = ends - self._ends if self._length else 0
        self._add("\n" * missing)
        self._ends = 2 if ends == 2 else 0

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
