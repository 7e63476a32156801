"""Plain text and Markdown: as written but for the codes of legacy fonts, and tables set by tabs or blanks as rows."""

from __future__ import annotations

from index.readers.base import Extracted, decode
from index.readers.legacy import modern_text
from index.readers.text_tables import with_rows


def read_plain(data: bytes, source: str) -> Extracted:
    """The file's own characters but where columns are set apart; raises DocumentError when they are not text."""
    return Extracted(with_rows(modern_text(decode(data, source))))
