"""The store: one folder with the ledger, the vectors that derive from it, and the lock of its one writer.

The ledger comes first, always: whatever a killed process left undone among the vectors, the next run completes.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import chain, count
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

from filelock import FileLock, Timeout

from index.codec import ReportRow
from index.errors import ModelMismatchError, StoreError, StoreLockedError
from index.ledger import Ledger
from index.records import Evidence, Passage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EXTRACTION_VERSION = 13
"""Raise it when the rules find other sections, passages or figures in the same file: files are then read again."""

LEDGER_FILE = "ledger.sqlite"
VECTORS_FOLDER = "chroma"
LOCK_FILE = "write.lock"
# Passages embedded together: what a killed run has to embed again, half a minute of work.
SHARE = 1_000
ADDRESS = re.compile(r"https?://", re.IGNORECASE)


class Embedder(Protocol):
    """What turns passages into vectors. The model may load as late as the first call."""

    @property
    def fingerprint(self) -> str:
        """Names the model and its weights; vectors of other fingerprints do not compare."""

    def passages(self, texts: list[str], /) -> NDArray[np.float32]:
        """One row for each text."""


class VectorIndex(Protocol):
    """What keeps vectors. A `digest` stands for one document as it was indexed; see `vector_digest`."""

    def fingerprint(self) -> str | None:
        """The model of the vectors, or None when there never were any."""

    def reset(self, fingerprint: str, /) -> None:
        """Drop all vectors; those to come are of this model."""

    def add(
        self, report: str, digest: str, passages: Sequence[tuple[int, str]], vectors: NDArray[np.float32], /
    ) -> None:
        """Keep the vectors of a document's passages, given as (number, text)."""

    def remove(self, digest: str, /) -> None:
        """Drop the vectors of one document, if any."""

    def digests(self) -> Collection[str]:
        """The documents that have vectors."""


class Change(StrEnum):
    """What indexing has to do for a file."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


def _ignore(_: ReportRow) -> None:
    """No progress wanted."""


def embedded_text(text: str, passage: Passage) -> str:
    """What is embedded for a passage of `text`: its heading path, then its own words."""
    body = passage.span.of(text)
    return f"{' > '.join(passage.path)}\n{body}" if passage.path else body


def vector_digest(row: ReportRow) -> str:
    """The key of a document's vectors: another name, other bytes or other rules make another key.

    The file's sha256 alone would not do: two copies of one file are two reports, and newer rules may cut the same
    bytes into other passages.
    """
    return hashlib.sha256(f"{row.name}\0{row.sha256}\0{row.extraction}".encode()).hexdigest()


class Store:
    """An open store. Readers never wait for a lock; `create_or_open` makes this process the writer until `close`."""

    def __init__(self, folder: Path, ledger: Ledger, lock: FileLock | None = None) -> None:
        self.folder = folder
        self.ledger = ledger
        self._lock = lock

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Open to read.

        Raises:
            StoreError: there is no store, or it is damaged or of another version.
        """
        return cls(folder, Ledger.open(folder / LEDGER_FILE, write=False))

    @classmethod
    def create_or_open(cls, folder: Path) -> Store:
        """Open to write, making the folder if need be.

        Raises:
            StoreLockedError: another process is writing.
            StoreError: the folder cannot be written, or the store is damaged or of another version.
        """
        lock = FileLock(folder / LOCK_FILE, blocking=False, thread_local=False)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except Timeout as error:
            raise StoreLockedError(
                f"Một tiến trình khác đang ghi vào kho {folder}: hãy đợi tiến trình đó xong rồi chạy lại."
            ) from error
        except OSError as error:
            raise StoreError(
                f"Không ghi được vào thư mục kho {folder} ({error.strerror}): hãy kiểm tra quyền truy cập hoặc chọn "
                "thư mục khác bằng --store."
            ) from error
        try:
            return cls(folder, Ledger.open(folder / LEDGER_FILE, write=True), lock)
        except BaseException:
            lock.release()
            raise

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the ledger and let the next writer in."""
        self.ledger.close()
        if self._lock is not None:
            self._lock.release()

    @property
    def vectors_folder(self) -> Path:
        """Where the vectors belong."""
        return self.folder / VECTORS_FOLDER

    def plan(self, files: Mapping[str, str]) -> dict[str, Change]:
        """What to do for each file, given as path -> sha256; relative and absolute paths to one file are the same.

        A row is looked up at a time: listing all of them for each file would make indexing many reports quadratic.
        """

        def change(source: str, sha256: str) -> Change:
            before = self.ledger.report_from(absolute(source))
            if before is None:
                return Change.NEW
            same = (before.sha256, before.extraction) == (sha256, EXTRACTION_VERSION)
            return Change.UNCHANGED if same else Change.CHANGED

        return {source: change(source, sha256) for source, sha256 in files.items()}

    def add(self, evidence: Evidence) -> str:
        """Add a document to the ledger, in place of the one from the same source; its name in the store.

        The name is the document's own, with a number where another source already has it; the source is stored as an
        absolute path. Vectors come later, by `sync_vectors`.
        """
        source = absolute(evidence.document.source)
        wanted = " ".join(unicodedata.normalize("NFC", evidence.document.name).split())
        before = self.ledger.report_from(source)
        name = before.name if before else self._free_name(wanted)
        document = replace(evidence.document, name=name, source=source)
        self.ledger.add(replace(evidence, document=document), EXTRACTION_VERSION)
        return name

    def _free_name(self, wanted: str) -> str:
        numbered = (f"{wanted}-{n}" for n in count(2))
        return next(name for name in chain((wanted,), numbered) if self.ledger.report(name) is None)

    def add_documents(
        self,
        items: Iterable[Evidence],
        vectors: VectorIndex,
        embedder: Embedder,
        done: Callable[[ReportRow], None] = _ignore,
    ) -> list[str]:
        """Add documents, each in its own transaction, then their vectors; the names they got.

        Raises:
            ModelMismatchError: before anything is written.
        """
        self.check_model(vectors, embedder)
        names = [self.add(evidence) for evidence in items]
        self.sync_vectors(vectors, embedder, done)
        return names

    def remove(self, name: str, vectors: VectorIndex) -> bool:
        """Remove a report and its vectors; False when there is none of that name."""
        digests = [vector_digest(row) for row in self.ledger.reports() if row.name == name]
        removed = self.ledger.remove(name)
        for digest in digests:
            vectors.remove(digest)
        return removed

    def check_model(self, vectors: VectorIndex, embedder: Embedder) -> None:
        """Make sure that the vectors, if any, are of the embedder's model.

        Raises:
            ModelMismatchError: they are of another.
        """
        made_with = vectors.fingerprint()
        if made_with not in (None, embedder.fingerprint):
            raise ModelMismatchError(
                f"Vectơ trong kho {self.folder} được tạo bằng mô hình {made_with}, không phải {embedder.fingerprint}: "
                "hãy chạy `traso index --rebuild-vectors` hoặc chọn lại mô hình cũ."
            )

    def sync_vectors(
        self, vectors: VectorIndex, embedder: Embedder, done: Callable[[ReportRow], None] = _ignore
    ) -> int:
        """Bring the vectors in line with the ledger; the count of documents embedded, each passed to `done`.

        Raises:
            ModelMismatchError: the vectors there are of another model.
        """
        self.check_model(vectors, embedder)
        if vectors.fingerprint() is None:
            vectors.reset(embedder.fingerprint)
        wanted = {vector_digest(row): row for row in self.ledger.reports() if row.passages}
        present = set(vectors.digests())
        for stale in present - wanted.keys():
            vectors.remove(stale)
        missing = {digest: row for digest, row in wanted.items() if digest not in present}
        for together in self._shares(missing):
            parts = {digest: self._embedded(row) for digest, row in together.items()}
            # A report in two formats has most of its passages twice.
            texts = list(dict.fromkeys(text for passages in parts.values() for _, text in passages))
            places = {text: at for at, text in enumerate(texts)}
            found = embedder.passages(texts)
            for digest, row in together.items():
                passages = parts[digest]
                vectors.add(row.name, digest, passages, found[[places[text] for _, text in passages]])
                done(row)
        return len(missing)

    def _embedded(self, row: ReportRow) -> list[tuple[int, str]]:
        text = self.ledger.document(row.name).text
        return [(p.number, embedded_text(text, p)) for p in self.ledger.passages(row.name)]

    def _shares(self, missing: Mapping[str, ReportRow]) -> Iterator[dict[str, ReportRow]]:
        """The documents in shares of about SHARE passages: texts of like length are found among many."""
        share: dict[str, ReportRow] = {}
        passages = 0
        for digest, row in missing.items():
            share[digest] = row
            passages += row.passages
            if passages >= SHARE:
                yield share
                share, passages = {}, 0
        if share:
            yield share

    def rebuild_vectors(
        self, vectors: VectorIndex, embedder: Embedder, done: Callable[[ReportRow], None] = _ignore
    ) -> int:
        """Make all vectors again from the ledger, with this embedder; the count of documents."""
        vectors.reset(embedder.fingerprint)
        return self.sync_vectors(vectors, embedder, done)


def absolute(source: str) -> str:
    """How the store names a source: an absolute path, or the address that the report was fetched from."""
    return source if ADDRESS.match(source) else os.path.abspath(source)
