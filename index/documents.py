"""A file becomes a Document: text in NFC with fixed offsets, and what its head says of it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path

from index.chrome import chrome_spans
from index.errors import DocumentError
from index.metadata import describe
from index.readers import READERS
from index.readers.base import Extracted
from index.records import Document

MAX_BYTES = 50_000_000
MAX_LINE = 200_000
NEWLINE = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
LINE_TOO_LONG = re.compile(rf"[^\n]{{{MAX_LINE + 1}}}")


def read(path: Path, name: str | None = None) -> Document:
    """Reads one report. `name` is what users call it, the file's stem unless given.

    Raises:
        DocumentError: the file is missing, of an unknown format, broken, empty or too large.
    """
    return read_data(path, bytes_of(path), name)


def read_data(path: Path, data: bytes, name: str | None = None) -> Document:
    """Reads one report from the bytes of its file; `path` names it and says its format.

    Raises:
        DocumentError: the format is unknown, or the content is broken or empty.
    """
    source = str(path)
    suffix = path.suffix.lower()
    reader = READERS.get(suffix)
    if reader is None:
        raise DocumentError(f"{source}: chưa đọc được đuôi tệp {suffix or '(trống)'}; các đuôi đọc được: {_known()}")
    extracted = reader(data, source)
    text = normalise(extracted.text)
    _check(text, source)
    chrome = chrome_spans(text)
    name = name or unicodedata.normalize("NFC", path.stem)
    about = describe(text, chrome, name, _one_line(extracted))
    return Document(
        name=name,
        source=source,
        format=suffix.removeprefix("."),
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        title=about.title,
        place=about.place,
        period=about.period,
        posted=about.posted,
        chrome=chrome,
        # Places that may have moved are worse than none.
        locations=extracted.locations if text == extracted.text else (),
        unread=extracted.unread,
    )


def normalise(text: str) -> str:
    """`text` with the line feed as its only line end, in NFC; nothing else is rewritten."""
    return unicodedata.normalize("NFC", NEWLINE.sub("\n", text))


def _known() -> str:
    return ", ".join(sorted(READERS))


def _one_line(extracted: Extracted) -> str | None:
    if extracted.title is None:
        return None
    return " ".join(normalise(extracted.title).split()) or None


def bytes_of(path: Path) -> bytes:
    """The content of a file.

    Raises:
        DocumentError: it is missing, too large or cannot be opened.
    """
    try:
        if not path.is_file():
            raise DocumentError(f"{path}: không có tệp này; hãy kiểm tra lại đường dẫn")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise DocumentError(
                f"{path}: tệp lớn {size / 1e6:.0f} MB, vượt mức {MAX_BYTES / 1e6:.0f} MB; hãy tách thành tệp nhỏ hơn"
            )
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path}: không mở được ({error.strerror}); hãy kiểm tra quyền đọc tệp") from error


def _check(text: str, source: str) -> None:
    if not text.strip():
        raise DocumentError(f"{source}: tệp không có nội dung; hãy chọn tệp có chữ")
    long_line = LINE_TOO_LONG.search(text)
    if long_line:
        number = text.count("\n", 0, long_line.start()) + 1
        raise DocumentError(
            f"{source}: dòng {number} dài hơn {MAX_LINE} ký tự nên không phải đoạn văn; hãy xuống dòng theo từng đoạn"
        )
