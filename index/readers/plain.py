"""Plain text and Markdown: the text stays as it is written, but for the codes of legacy fonts."""

from __future__ import annotations

from index.readers.base import Extracted, decode
from index.readers.legacy import modern_text


def read_plain(data: bytes, source: str) -> Extracted:
    """The file's own characters; raises DocumentError when they are not text."""
    return Extracted(modern_text(decode(data, source)))
