"""Compressed files are looked over before anything of them is read: how much they unpack to, and what they hide.

Nothing is ever written to the disk, whatever path a member claims.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from index.errors import DocumentError

MAX_UNPACKED = 300_000_000
MAX_XML = 100_000_000
MAX_RATIO = 200
RATIO_FROM = 10_000_000  # below it no ratio does harm
MAX_MEMBERS = 5_000
CHUNK = 1 << 20

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MEMBER = b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ENTITIES = re.compile(rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E|E\x00?N\x00?T\x00?I\x00?T\x00?Y)")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


@contextmanager
def opened(data: bytes, source: str) -> Iterator[zipfile.ZipFile]:
    """The archive, once its directory says that it can be unpacked safely; errors on the way become one line.

    Raises:
        DocumentError: it is broken, asks for a password or unpacks to too much.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if data.startswith(_MEMBER) and _lacks_first(archive):
                raise _cut_short(source)
            _check_directory(archive, source, len(data))
            yield archive
    except _BROKEN as error:
        raise broken(source) from error


def check_office(data: bytes, source: str) -> None:
    """Makes sure that a .docx or .xlsx may be given to a library.

    Raises:
        DocumentError: it is broken, locked with a password, of the old binary format, or made to exhaust its reader.
    """
    if data.startswith(_COMPOUND):
        if _ENCRYPTED in data:
            raise _locked(source)
        raise DocumentError(
            f"{source}: là tệp Office đời cũ (.doc, .xls) đổi đuôi; hãy mở bằng Office và lưu lại dạng .docx, .xlsx"
        )
    with opened(data, source) as archive:
        names = [name for name in archive.namelist() if name.lower().endswith((".xml", ".rels"))]
        if sum(archive.getinfo(name).file_size for name in names) > MAX_XML:
            raise _too_large(source, MAX_XML)
        for name in names:
            _check_part(archive, name, source)


def broken(source: str) -> DocumentError:
    """The error for a file whose format cannot be made out."""
    return DocumentError(
        f"{source}: tệp bị hỏng, bị cắt cụt hoặc không đúng định dạng của đuôi tệp; hãy tải hoặc lưu lại tệp"
    )


def _lacks_first(archive: zipfile.ZipFile) -> bool:
    """Whether the directory leaves out the first member: it is that of a file packed inside an archive cut short."""
    return min((member.header_offset for member in archive.infolist()), default=1) > 0


def _cut_short(source: str) -> DocumentError:
    return DocumentError(f"{source}: tệp nén bị cắt cụt, thiếu phần cuối; hãy tải lại hoặc nén lại tệp")


def _locked(source: str) -> DocumentError:
    return DocumentError(f"{source}: tệp được đặt mật khẩu; hãy bỏ mật khẩu rồi lưu lại")


def _too_large(source: str, limit: int) -> DocumentError:
    return DocumentError(
        f"{source}: nội dung bung ra quá {limit // 1_000_000} MB hoặc nén quá {MAX_RATIO} lần, có thể là tệp phá hoại;"
        " hãy tách thành tệp nhỏ hơn"
    )


def _check_directory(archive: zipfile.ZipFile, source: str, size: int) -> None:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise DocumentError(
            f"{source}: tệp nén có {len(members)} mục, vượt mức {MAX_MEMBERS}; hãy tách thành tệp nhỏ hơn"
        )
    if any(member.flag_bits & 0x1 for member in members):
        raise _locked(source)
    # The library never unpacks more of a member than its directory entry says, so the sum is a true bound.
    total = sum(member.file_size for member in members)
    if total > MAX_UNPACKED or (total > RATIO_FROM and total > MAX_RATIO * size):
        raise _too_large(source, MAX_UNPACKED)


def _check_part(archive: zipfile.ZipFile, name: str, source: str) -> None:
    """Unpacks one part, to see that it is whole and declares no entities: the formats have no use for them."""
    tail = b""
    with archive.open(name) as part:
        while chunk := part.read(CHUNK):
            if _ENTITIES.search(tail + chunk):
                raise DocumentError(
                    f"{source}: phần {name.rpartition('/')[2]} khai báo thực thể XML, có thể là tệp phá hoại;"
                    " hãy mở bằng Office và lưu lại"
                )
            tail = chunk[-32:]
