"""What the style and the list of a DOCX paragraph draw before it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, cast

from index.readers.docx_numbering import BULLET, Numbering, W, value
from index.readers.nodes import Node

_HEADING = re.compile(r"(?:heading|đề mục|tiêu đề)\s*([1-9])$", re.IGNORECASE)


class Mark(NamedTuple):
    """The level of a heading (0: none; 1: the title), and what is drawn before the words: "2.1. ", "- "."""

    heading: int = 0
    drawn: str = ""

    @property
    def is_item(self) -> bool:
        """Whether the paragraph is an item of a list."""
        return bool(self.drawn) and not self.heading


class _Style(NamedTuple):
    name: str
    element: Node


class Styles:
    """The paragraph styles of one document, with its lists, which count on with each paragraph."""

    def __init__(self, styles: Iterable[object], numbering: Numbering) -> None:
        self._numbering = numbering
        self._styles: dict[str, _Style] = {}
        for style in styles:
            key, name, element = (getattr(style, field, None) for field in ("style_id", "name", "element"))
            if key and element is not None:
                self._styles[key] = _Style(name or "", cast(Node, element))

    def mark(self, paragraph: Node) -> Mark:
        """What stands before the next paragraph; to be asked once for each, in order."""
        properties = next((c for c in paragraph if c.tag == f"{W}pPr"), None)
        named = value(properties, "pStyle") if properties is not None else None
        chain = list(self._chain(named))
        drawn = self._drawn(properties, chain)
        for style in chain:
            if style.name.lower() == "title":
                return Mark(1)
            if match := _HEADING.match(style.name):
                # The first level is the title's alone: a report's own headings stand below it.
                return Mark(min(6, int(match[1]) + 1), "" if drawn == BULLET else drawn)
        return Mark(0, drawn)

    def _chain(self, key: str | None) -> Iterator[_Style]:
        """A style and those that it builds on."""
        seen = set()
        while key and key in self._styles and key not in seen:
            seen.add(key)
            yield self._styles[key]
            key = value(self._styles[key].element, "basedOn")

    def _drawn(self, properties: Node | None, chain: Sequence[_Style]) -> str:
        number = depth = None
        for holder in (properties, *(style.element for style in chain)):
            entry = next(holder.iter(f"{W}numPr"), None) if holder is not None else None
            if entry is not None:
                number, depth = number or value(entry, "numId"), depth or value(entry, "ilvl")
            if number is not None:
                break
        if number is None or number == "0":
            return ""
        level = int(depth[:2]) if depth is not None and depth.isdecimal() else 0
        return self._numbering.mark(number, level)
