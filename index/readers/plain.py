"""Plain text and Markdown: the text stays as it is written."""

from __future__ import annotations

from index.readers.base import Extracted, decode


def read_plain(data: bytes, source: str) -> Extracted:
    """The file's own characters; raises DocumentError when they are not text."""
    return Extracted(decode(data, source))
