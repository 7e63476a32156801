"""A ZIP of report files: its members in order, each as a file of its own. Nothing is written to the disk."""

from __future__ import annotations

import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from index.errors import DocumentError
from index.readers.packages import opened

SUFFIXES = (".zip",)
MAX_PART = 120
_UTF8_NAME = 0x800
_DRIVE = re.compile(r"[A-Za-z]:")
_HIDDEN = ("__MACOSX", "Thumbs.db")


class Member(NamedTuple):
    """A readable member: the path to show for it, inside the archive's own, and its bytes or why they cannot be had."""

    path: Path
    data: bytes
    problem: str | None = None


class Archive(NamedTuple):
    """The members of an archive that can be reports, and the names of those that cannot."""

    members: Iterator[Member]
    skipped: tuple[str, ...]


def open_archive(path: Path, data: bytes, readable: Collection[str], most: int) -> Archive:
    """The members with a suffix in `readable`, unpacked one by one, none larger than `most` bytes.

    Raises:
        DocumentError: the archive is broken, locked or made to exhaust its reader, or holds nothing readable.
    """
    with opened(data, str(path)) as archive:
        names = _names(archive)
        links = {number for number, entry in enumerate(archive.infolist()) if stat.S_ISLNK(entry.external_attr >> 16)}
    # A link names a file of another machine and holds no report.
    files = {entry: name for entry, name in names.items() if entry not in links}
    wanted = {entry: name for entry, name in files.items() if PurePosixPath(name).suffix.lower() in readable}
    if not wanted:
        known = ", ".join(sorted(readable))
        raise DocumentError(f"{path}: tệp nén không có báo cáo nào; TraSo đọc các tệp {known}")
    skipped = tuple(name for entry, name in names.items() if entry not in wanted)
    return Archive(_members(path, data, wanted, most), skipped)


def _members(path: Path, data: bytes, wanted: dict[int, str], most: int) -> Iterator[Member]:
    with opened(data, str(path)) as archive:
        entries = archive.infolist()
        for entry, name in wanted.items():
            yield _member(archive, entries[entry], path / name, most)


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, shown: Path, most: int) -> Member:
    if entry.file_size > most:
        size = f"{entry.file_size / 1e6:.0f} MB, vượt mức {most / 1e6:.0f} MB"
        return Member(shown, b"", f"{shown}: tệp lớn {size}; hãy tách thành tệp nhỏ hơn")
    try:
        return Member(shown, archive.read(entry))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
        return Member(shown, b"", f"{shown}: không giải nén được, tệp bị hỏng; hãy nén lại tệp này")


def _names(archive: zipfile.ZipFile) -> dict[int, str]:
    """The name to show for each file in the archive, by its number; no two are the same."""
    names: dict[int, str] = {}
    taken: set[str] = set()
    for number, entry in enumerate(archive.infolist()):
        parts = safe_parts(_decoded(entry))
        if entry.is_dir() or not parts or any(part.startswith(".") or part in _HIDDEN for part in parts):
            continue
        name, again = "/".join(parts), 2
        while name in taken:
            last = PurePosixPath(parts[-1])
            name, again = "/".join((*parts[:-1], f"{last.stem} ({again}){last.suffix}")), again + 1
        taken.add(name)
        names[number] = name
    return names


def safe_parts(name: str) -> tuple[str, ...]:
    """The parts of a member's name that lead downwards: no root, no drive, no way up, nothing unprintable."""
    cleaned = "".join(char if char.isprintable() else " " for char in unicodedata.normalize("NFC", name))
    parts = [" ".join(part.split()) for part in cleaned.replace("\\", "/").split("/")]
    return tuple(_short(part) for part in parts if part and part not in {".", ".."} and not _DRIVE.fullmatch(part))


def _short(part: str) -> str:
    path = PurePosixPath(part)
    return part if len(part) <= MAX_PART else path.stem[: MAX_PART - len(path.suffix[:10])] + path.suffix[:10]


def _decoded(entry: zipfile.ZipInfo) -> str:
    """A member's name; some programs write UTF-8 without saying so."""
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename
