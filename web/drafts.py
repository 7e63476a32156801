"""A draft that people paste or upload, and its figures judged against the reports."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index.documents import read
from index.errors import DocumentError, UsageError
from index.readers import READERS
from qa.claims import Frame, as_given, frame_of
from qa.commands.output import whole
from web.ingest import called

LONGEST_DRAFT = 60_000


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it is judged: its title, its text in NFC, what of it states nothing.

    `report` is the one to compare it with, all if empty.
    """

    title: str
    text: str
    frame: Frame | None = None
    report: str = ""


def pasted(words: str) -> Draft:
    """The draft that was typed or pasted.

    Raises:
        UsageError: it is empty or too long.
    """
    return _within_limits(Draft("Đoạn văn bản", as_given(whole(words)).strip()))


def uploaded(file: Path, largest: int) -> Draft:
    """The draft in an uploaded file, which is deleted; `largest` is in bytes.

    Raises:
        DocumentError: it cannot be read.
        UsageError: it is too long.
    """
    name, suffix = called(file.name), file.suffix.lower()
    try:
        if file.stat().st_size > largest:
            raise DocumentError(f"{name}{suffix}: tệp lớn hơn mức {largest // 1_000_000} MB.")
        if suffix not in READERS:
            known = ", ".join(sorted(READERS))
            raise DocumentError(f"{name}{suffix}: chưa đọc được đuôi tệp này; các đuôi đọc được: {known}.")
        document = read(file, name)
    except DocumentError as error:
        raise DocumentError(str(error).replace(str(file), f"{name}{suffix}")) from error
    finally:
        file.unlink(missing_ok=True)
    return _within_limits(Draft(name, document.text, frame_of(document)))


def _within_limits(draft: Draft) -> Draft:
    if not draft.text.strip():
        raise UsageError("Hãy dán đoạn văn bản cần kiểm tra, hoặc tải lên một tệp.")
    if len(draft.text) > LONGEST_DRAFT:
        raise UsageError(f"Văn bản dài hơn {LONGEST_DRAFT} ký tự: hãy kiểm tra từng phần.")
    return draft
