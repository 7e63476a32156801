"""What a reader is: bytes of one file in, its text out."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from typing import NamedTuple

from index.errors import DocumentError


class Location(NamedTuple):
    """Where the characters from `start` to before `end` stand in the file: a page from 1, or a sheet's cell."""

    start: int
    end: int
    page: int | None = None
    cell: str | None = None


class Extracted(NamedTuple):
    """The text of a file, and its title where the format itself names one.

    `locations` are in order and apart; a reader that gives them gives `text` in NFC with line feeds as line ends.
    `unread` says in Vietnamese, a line each, what was not read and what to do.
    """

    text: str
    title: str | None = None
    locations: tuple[Location, ...] = ()
    unread: tuple[str, ...] = ()


Reader = Callable[[bytes, str], Extracted]

UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes, source: str) -> str:
    """`data` as text: UTF-8, or UTF-16 when its mark stands in front.

    Raises:
        DocumentError: the bytes are neither, or are not text at all.
    """
    if data.startswith(UTF16_MARKS):
        return _strictly(data, "utf-16", source)
    if b"\0" in data:
        raise binary(source)
    return _strictly(data, "utf-8-sig", source)


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
