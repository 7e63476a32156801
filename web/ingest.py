"""Uploaded files become reports in the store. A file's name is only what people call it: it is never a path here."""

from __future__ import annotations

import hashlib
import shutil
import threading
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from index.build import evidence_of
from index.codec import ReportRow
from index.errors import DocumentError, TraSoError, UsageError
from index.readers import READERS
from index.store import Store
from qa.commands.openers import Openers
from qa.settings import Settings

UPLOADS = "uploads"
_LONGEST_NAME = 80
Told = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file: its report, and whether it was there already, or took the place of another."""

    row: ReportRow
    known: bool = False
    replaced: bool = False


class Intake:
    """Writes to the store, one change at a time; vectors follow in the background."""

    def __init__(self, settings: Settings, openers: Openers, largest: int) -> None:
        self.settings, self.openers, self.largest = settings, openers, largest
        self._writing = threading.Lock()
        self._behind = threading.Event()
        self._worker: threading.Thread | None = None
        self.problem = ""

    def add(self, upload: Path, told: Told, instead_of: str | None = None) -> Taken:
        """Read an uploaded file into the store, as a new report or in place of one; the upload itself is deleted.

        Raises:
            TraSoError: it cannot be read as a report, or the store cannot be written.
        """
        name, suffix = called(upload.name), upload.suffix.lower()
        told(0.1, f"Đang nhận {name}{suffix}")
        try:
            kept = self._kept(upload, name, suffix)
        finally:
            upload.unlink(missing_ok=True)
        try:
            with self._writing, Store.create_or_open(self.settings.store) as store:
                taken = self._added(store, kept, name, told, instead_of)
        except DocumentError as error:
            kept.unlink(missing_ok=True)
            # The reader names the file as it was kept; people know it by another name.
            raise DocumentError(str(error).replace(str(kept), f"{name}{suffix}")) from error
        if not taken.known:
            self.follow()
        return taken

    def _kept(self, upload: Path, name: str, suffix: str) -> Path:
        """The upload under the name of its content, in a folder of the store."""
        size = upload.stat().st_size
        if size > self.largest:
            limit = self.largest // 1_000_000
            raise DocumentError(f"{name}{suffix}: tệp lớn {size / 1e6:.0f} MB, vượt mức {limit} MB.")
        if suffix not in READERS:
            known = ", ".join(sorted(READERS))
            raise DocumentError(f"{name}{suffix}: chưa đọc được đuôi tệp này; các đuôi đọc được: {known}.")
        folder = self.settings.store / UPLOADS
        folder.mkdir(parents=True, exist_ok=True)
        kept = folder / f"{hashlib.sha256(upload.read_bytes()).hexdigest()}{suffix}"
        shutil.copyfile(upload, kept)
        return kept

    def _added(self, store: Store, kept: Path, name: str, told: Told, instead_of: str | None) -> Taken:
        before = {row.name: row for row in store.ledger.reports()}
        known = next((row for row in before.values() if row.source == str(kept.absolute())), None)
        if known is not None and instead_of in (None, known.name):
            return Taken(known, known=True)
        told(0.3, f"Đang đọc {name}")
        evidence = evidence_of(kept, name)
        told(0.8, f"Đang ghi {name} vào kho")
        if instead_of is not None:
            if instead_of not in before:
                raise UsageError(f"Báo cáo {instead_of} không còn trong kho.")
            # The same source keeps the same name, and the old text goes in the same transaction.
            document = replace(evidence.document, source=before[instead_of].source)
            evidence = replace(evidence, document=document)
        added = store.add(evidence)
        row = next(row for row in store.ledger.reports() if row.name == added)
        return Taken(row, replaced=instead_of is not None)

    def remove(self, name: str) -> bool:
        """Remove a report; False when it was gone already.

        Raises:
            TraSoError: the store cannot be written.
        """
        with self._writing, Store.create_or_open(self.settings.store) as store:
            row = next((row for row in store.ledger.reports() if row.name == name), None)
            removed = store.ledger.remove(name)
        if row is not None and Path(row.source).parent == (self.settings.store / UPLOADS).absolute():
            Path(row.source).unlink(missing_ok=True)
        self.follow()
        return removed

    def follow(self) -> None:
        """Have the vectors brought in line with the ledger, in the background."""
        self._behind.set()
        if self._worker is None or not self._worker.is_alive():
            self._worker = threading.Thread(target=self._catch_up, name="traso-vectors", daemon=True)
            self._worker.start()

    def _catch_up(self) -> None:
        while self._behind.is_set():
            self._behind.clear()
            try:
                embedder = self.openers.embedder(self.settings, lambda _step: None)
                with self._writing, Store.create_or_open(self.settings.store) as store:
                    store.sync_vectors(self.openers.vectors(self.settings), embedder)
                self.problem = ""
            except TraSoError as error:
                # Questions are answered without vectors; the reports tab says what is wrong.
                self.problem = str(error)

    def wait(self, seconds: float) -> None:
        """Wait for the background work, for at most so long."""
        if self._worker is not None:
            self._worker.join(seconds)


def called(file_name: str) -> str:
    """What a report from a file of this name is called: its stem, in printable characters, never with a separator."""
    stem = unicodedata.normalize("NFC", Path(file_name.replace("\\", "/")).stem)
    words = " ".join("".join(c if c.isprintable() and c not in '/\\<>:"|?*' else " " for c in stem).split())
    return words.strip(". ")[:_LONGEST_NAME] or "bao-cao"
