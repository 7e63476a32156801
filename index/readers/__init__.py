"""One small reader for each file format: a new format is one module and one row of `READERS`."""

from __future__ import annotations

from index.readers.base import Extracted, Reader
from index.readers.csv import read_csv
from index.readers.docx import read_docx
from index.readers.html import read_html
from index.readers.images import read_image
from index.readers.pdf import read_pdf
from index.readers.plain import read_plain
from index.readers.xlsx import read_xlsx
from index.records import Location

READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".md": read_plain,
    ".html": read_html,
    ".htm": read_html,
    ".docx": read_docx,
    ".xlsx": read_xlsx,
    ".csv": read_csv,
    ".pdf": read_pdf,
    ".png": read_image,
    ".jpg": read_image,
    ".jpeg": read_image,
    ".tif": read_image,
    ".tiff": read_image,
}

__all__ = ["READERS", "Extracted", "Location", "Reader"]
