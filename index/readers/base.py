"""What a reader is: bytes of one file in, its text out."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from typing import NamedTuple

from index.errors import DocumentError
from index.readers.legacy import ENOUGH, modern_text, vietnamese_share
from index.records import Location


class Extracted(NamedTuple):
    """The text of a file, its title where the format itself names one, and where each part of the text stands.

    A reader that gives `locations` gives the text in NFC with the line feed as its only line end, so that they hold.
    `unread` are lines in Vietnamese on what was not read.
    """

    text: str
    title: str | None = None
    locations: tuple[Location, ...] = ()
    unread: tuple[str, ...] = ()


Reader = Callable[[bytes, str], Extracted]

# Control characters that no text holds.
_UNUSED_BYTES = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1a"))
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes, source: str) -> str:
    """`data` as text: UTF-8, UTF-16 when its mark stands in front, windows-1258 or the bytes of a legacy font.

    What was typed in a legacy font is still in its codes; `index.readers.legacy` converts it.

    Raises:
        DocumentError: the bytes are none of these, or are not text at all.
    """
    if data.startswith(UTF16_MARKS):
        return _strictly(data, "utf-16", source)
    if b"\0" in data:
        raise binary(source)
    try:
        return _strictly(data, "utf-8-sig", source)
    except DocumentError:
        if (text := _of_one_byte(data)) is not None:
            return text
        raise


def _of_one_byte(data: bytes) -> str | None:
    """Text with a byte for each character, if it makes Vietnamese words in one of the old ways."""
    known = data.translate(None, _UNUSED_BYTES)
    if len(known) != len(data) or not any(byte > 0x7F for byte in data):
        return None
    readings = []
    for encoding in ("cp1258", "cp1252"):
        text = data.decode(encoding, errors="replace")
        readings.append((vietnamese_share(modern_text(text)), text))
    share, text = max(readings, key=lambda reading: reading[0])
    return text if share >= ENOUGH else None


def binary(source: str) -> DocumentError:
    """The error for content that is not text."""
    return DocumentError(f"{source}: nội dung là dữ liệu nhị phân, không phải văn bản; hãy chọn tệp văn bản khác")


def _strictly(data: bytes, encoding: str, source: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"{source}: byte thứ {error.start + 1} không đúng bảng mã {error.encoding.upper()};"
            " hãy mở tệp và lưu lại với bảng mã UTF-8"
        ) from error
    if "\0" in text:
        raise binary(source)
    return text
