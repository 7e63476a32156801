"""DOCX: headings, lists with their numbers, paragraphs, tables and footnotes in the order in which they are read."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from index.errors import DocumentError
from index.readers.base import Extracted
from index.readers.docx_numbering import Numbering, W, read_numbering
from index.readers.docx_styles import Mark, Styles
from index.readers.docx_tables import Block, blocks_in, is_layout, table_cells
from index.readers.docx_text import Content, Note, paragraph_text
from index.readers.grids import grid_lines
from index.readers.legacy import modern_of
from index.readers.nodes import Node
from index.readers.packages import broken, check_office
from index.readers.writer import Writer, tidy

if TYPE_CHECKING:
    from docx.parts.document import DocumentPart

MAX_HEADING = 250
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_UNREAD = (
    ("hình (chữ trong hình không đọc được)", f"{{{_DRAWING}/picture}}pic"),
    ("biểu đồ", f"{{{_DRAWING}/chart}}chart"),
    ("đối tượng nhúng", f"{W}object"),
)


def read_docx(data: bytes, source: str) -> Extracted:
    """The body: "## " before headings, lists as they are numbered, "a | b | c" for table rows, notes below their place.

    Headers, footers and comments are no part of the report.

    Raises:
        DocumentError: the file is broken, locked, or made to exhaust its reader.
    """
    check_office(data, source)
    try:
        return _Body(data).extracted()
    except DocumentError:
        raise
    except Exception as error:  # the library raises whatever comes first on parts that contradict each other
        raise broken(source) from error


class _Body:
    """Writes the blocks of one document; `_holds` says that the next block belongs right below the last."""

    def __init__(self, data: bytes) -> None:
        from docx import Document

        document = Document(io.BytesIO(data))
        self.root = cast(Node, document.element.body)
        self.styles = Styles(document.styles, _numbering(document.part))
        self.notes = _notes(document.part)
        self.modern = modern_of(paragraph_text(p).text for p in self.root.iter(f"{W}p"))
        self.page = Writer()
        self.tables = 0
        self.pending: list[Note] = []
        self._holds = self._in_list = False

    def extracted(self) -> Extracted:
        """The whole text."""
        self._blocks(self.root)
        counts = ((what, sum(1 for _ in self.root.iter(tag))) for what, tag in _UNREAD)
        unread = tuple(f"{count} {what}" for what, count in counts if count)
        return Extracted(self.page.text, None, tuple(self.page.locations), unread)

    def _blocks(self, holder: Node) -> None:
        for block in blocks_in(holder):
            if block.is_table:
                self._table(block.node)
            else:
                self._paragraph(block)
            self._footnotes()

    def _paragraph(self, block: Block) -> None:
        content = paragraph_text(block.node)
        self.pending += content.notes
        mark = self.styles.mark(block.node)
        lines = self._lines(content)
        if lines:
            joined = self._holds or (mark.is_item and self._in_list)
            if not joined:
                self.page.gap()
            hashes = "" if block.before_table or len(lines[0]) > MAX_HEADING else _hashes(mark)
            self.page.line(f"{hashes}{mark.drawn}{lines[0]}")
            for line in lines[1:]:
                self.page.line(line)
            self._holds, self._in_list = block.before_table, mark.is_item
        for box in content.boxes:
            self._holds = self._in_list = False
            self._blocks(box)

    def _lines(self, content: Content) -> list[str]:
        return [line for raw in content.text.split("\n") if (line := tidy(self.modern(raw)))]

    def _table(self, node: Node) -> None:
        if is_layout(node):
            for cell in node.iter(f"{W}tc"):
                if not any(True for _ in _inner_cells(cell)):
                    self._holds = self._in_list = False
                    self._blocks(cell)
            return
        self.tables += 1
        rows = table_cells(node, self.tables, self.modern, self.pending)
        if not self._holds:
            self.page.gap()
        for line in grid_lines(rows):
            self.page.row(line)
        self.page.gap()
        self._holds = self._in_list = False

    def _footnotes(self) -> None:
        """The notes that the last block refers to, once it and what belongs to it are written."""
        if self._holds:
            return
        while self.pending:
            note = self.pending.pop(0)
            for paragraph in self.notes.pop(note, []):
                if lines := self._lines(paragraph_text(paragraph)):
                    self.page.gap()
                    self.page.line(" ".join(lines), f"chú thích {note.id}")
                    self._in_list = False


def _hashes(mark: Mark) -> str:
    return "#" * mark.heading + " " if mark.heading else ""


def _inner_cells(cell: Node) -> Iterator[Node]:
    return (inner for inner in cell.iter(f"{W}tc") if inner is not cell)


def _numbering(part: DocumentPart) -> Numbering:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import parse_xml

    try:
        return read_numbering(cast(Node, parse_xml(part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).blob)))
    except KeyError:
        return read_numbering(None)


def _notes(part: DocumentPart) -> dict[Note, list[Node]]:
    """The paragraphs of each footnote and endnote; the library has no call for them."""
    from docx.oxml import parse_xml

    found: dict[Note, list[Node]] = {}
    for related in part.rels.values():
        kind = "" if related.is_external else related.reltype.rpartition("/")[2]
        if kind in ("footnotes", "endnotes"):
            root = cast(Node, parse_xml(related.target_part.blob))
            for note in root.iter(f"{W}{kind[:-1]}"):
                if note.get(f"{W}type") is None:
                    found[Note(kind[:-1], note.get(f"{W}id") or "")] = list(note.iter(f"{W}p"))
    return found
