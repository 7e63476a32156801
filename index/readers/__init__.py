"""One small reader for each file format: a new format is one module and one row of `READERS`."""

from __future__ import annotations

from index.readers.base import Extracted, Location, Reader
from index.readers.html import read_html
from index.readers.images import read_image
from index.readers.pdf import read_pdf
from index.readers.plain import read_plain

READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".md": read_plain,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".png": read_image,
    ".jpg": read_image,
    ".jpeg": read_image,
    ".tif": read_image,
    ".tiff": read_image,
}

__all__ = ["READERS", "Extracted", "Location", "Reader"]
