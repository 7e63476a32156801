"""The words of a paragraph of a DOCX as a reader sees them: deletions out, insertions in, fields by their results."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from index.readers.docx_numbering import W, value
from index.readers.legacy import from_tcvn3, from_vni
from index.readers.nodes import Node

_GONE = frozenset(f"{W}{tag}" for tag in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "p"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = f"{W}txbxContent"
_CHARACTERS = {
    f"{W}tab": " ",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}ptab": " ",
}
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
MAX_DEPTH = 60


class Note(NamedTuple):
    """A footnote or endnote by its id."""

    kind: str
    id: str


@dataclass(slots=True)
class Content:
    """What stands in a paragraph: its words with line breaks, the notes it refers to, the text boxes it anchors."""

    text: str = ""
    notes: list[Note] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)


def paragraph_text(paragraph: Node) -> Content:
    """The content of a w:p."""
    content = Content()
    parts: list[str] = []
    _collect(paragraph, content, parts, 0)
    content.text = "".join(parts)
    return content


def _collect(node: Node, content: Content, parts: list[str], depth: int) -> None:
    if depth > MAX_DEPTH:
        return
    for child in node:
        tag = child.tag
        if tag == f"{W}r":
            start = len(parts)
            _collect(child, content, parts, depth + 1)
            parts[start:] = [_by_font(child, "".join(parts[start:]))]
        elif tag == f"{W}t":
            parts.append(child.text or "")
        elif tag in _CHARACTERS:
            parts.append(_CHARACTERS[tag])
        elif tag in _NOTES:
            content.notes.append(Note(_NOTES[tag], child.get(f"{W}id") or ""))
        elif tag == _BOX:
            content.boxes.append(child)
        elif tag not in _GONE and tag != _FALLBACK and isinstance(tag, str):
            _collect(child, content, parts, depth + 1)


def _by_font(run: Node, text: str) -> str:
    """The words of a run, converted when its own font is one of before Unicode; capitals are a font of their own."""
    properties = next((c for c in run if c.tag == f"{W}rPr"), None)
    fonts = next(properties.iter(f"{W}rFonts"), None) if properties is not None else None
    font = (fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "") if fonts is not None else ""
    if font.startswith(".Vn"):
        modern = from_tcvn3(text)
        return modern.upper() if font.endswith("H") else modern
    if font.upper().startswith("VNI-"):
        return from_vni(text)
    if properties is not None and any(True for _ in properties.iter(f"{W}vanish")):
        return "" if value(properties, "vanish") not in ("0", "false") else text
    return text
