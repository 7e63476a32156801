"""The numbers and bullets that a word processor draws before paragraphs: they stand nowhere in the text of the file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from index.readers.nodes import Node

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BULLET = "- "
MAX_LEVELS = 9

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_PLACE = re.compile(r"%(\d)")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered: its format ("decimal", "bullet"), its text ("%1.%2.") and first number."""

    form: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """Counts the lists of one document. `lists` gives the levels of each list and the outline that it shares."""

    lists: dict[str, tuple[str, dict[int, Level]]]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def mark(self, number: str, depth: int) -> str:
        """What stands before the next paragraph of a list: "2.1. ", "a) ", "- "; "" for none."""
        outline, levels = self.lists.get(number, ("", {}))
        level = levels.get(depth)
        if level is None or level.form == "none":
            return ""
        counts = self._counts.setdefault(outline, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        if level.form == "bullet":
            return BULLET

        def written(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            above = levels.get(at, level)
            form = above.form if above.form != "bullet" else "decimal"
            return _written(counts.setdefault(at, above.start), form)

        text = _PLACE.sub(written, level.text).strip()
        return f"{text} " if text else ""


def read_numbering(root: Node | None) -> Numbering:
    """The lists of word/numbering.xml."""
    outlines: dict[str, dict[int, Level]] = {}
    lists: dict[str, tuple[str, dict[int, Level]]] = {}
    for outline in root.iter(f"{W}abstractNum") if root is not None else ():
        outlines[outline.get(f"{W}abstractNumId") or ""] = _levels(outline)
    for entry in root.iter(f"{W}num") if root is not None else ():
        name = value(entry, "abstractNumId") or ""
        number = entry.get(f"{W}numId") or ""
        own = _levels(entry)
        # A list that starts anew by an override counts by itself.
        restarted = any(True for _ in entry.iter(f"{W}startOverride"))
        starts = {int(o.get(f"{W}ilvl") or 0): value(o, "startOverride") for o in entry.iter(f"{W}lvlOverride")}
        levels = outlines.get(name, {}) | own
        for depth, start in starts.items():
            if start and start.isdecimal() and depth in levels:
                levels = levels | {depth: Level(levels[depth].form, levels[depth].text, int(start[:6]))}
        lists[number] = (f"{name}/{number}" if restarted else name, levels)
    return Numbering(lists)


def value(node: Node, tag: str) -> str | None:
    """The value of the first child of that name, however deep."""
    found = next(node.iter(f"{W}{tag}"), None)
    return None if found is None else found.get(f"{W}val")


def _levels(node: Node) -> dict[int, Level]:
    found = {}
    for level in node.iter(f"{W}lvl"):
        depth = level.get(f"{W}ilvl") or "0"
        start = value(level, "start") or "1"
        if depth.isdecimal() and int(depth[:2]) < MAX_LEVELS:
            first = int(start[:6]) if start.isdecimal() else 1
            found[int(depth[:2])] = Level(value(level, "numFmt") or "decimal", value(level, "lvlText") or "", first)
    return found


def _written(number: int, form: str) -> str:
    match form:
        case "upperRoman":
            return _roman(number).upper()
        case "lowerRoman":
            return _roman(number)
        case "upperLetter":
            return _letter(number).upper()
        case "lowerLetter":
            return _letter(number)
        case "decimalZero":
            return f"{number:02d}"
    return str(number)


def _roman(number: int) -> str:
    text = ""
    for size, letters in _ROMAN:
        while number >= size and len(text) < 12:
            text += letters
            number -= size
    return text


def _letter(number: int) -> str:
    return chr(96 + (number - 1) % 26 + 1) * ((number - 1) // 26 + 1) if 0 < number < 200 else str(number)
