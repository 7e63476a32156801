"""Plain text and Markdown: as written, but old fonts in Unicode and tables set by tabs, blanks or lines as rows."""

from __future__ import annotations

from index.readers.base import Extracted, decode
from index.readers.legacy import modern_text
from index.readers.text_tables import with_cells, with_rows


def read_plain(data: bytes, source: str) -> Extracted:
    """The file's own characters but where columns are set apart; raises DocumentError when they are not text."""
    text, unread = with_cells(modern_text(decode(data, source)))
    return Extracted(with_rows(text), unread=unread)
