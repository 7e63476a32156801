"""The passage vectors in Chroma, a folder of its own or a server. All of it can be made again from the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from index.errors import StoreError

if TYPE_CHECKING:
    from chromadb import Collection
    from chromadb.api import ClientAPI
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from chromadb.base_types import InclusionExclusionOperator, LiteralValue

COLLECTION = "passages"
# Chroma refuses more rows in one call.
MAX_ROWS = 5_461
# With Chroma's own settings the graph loses neighbours; with these it lost none of 12,500.
HNSW: CreateHNSWConfiguration = {"space": "cosine", "ef_construction": 200, "ef_search": 400, "max_neighbors": 32}

Vectors = npt.NDArray[np.float32]


class VectorStore:
    """One vector for each passage, under its document's sha256 and its number in the document.

    One process may write at a time. What another process wrote is seen by a store opened afterwards.
    """

    def __init__(self, folder: Path | None, *, url: str | None = None) -> None:
        """Open `folder`, created if missing, or the Chroma server at `url` ("http://127.0.0.1:8000")."""
        if (folder is None) == (url is None):
            raise ValueError("either a folder or a url")
        self._place = url or str(folder)
        self._served = url is not None
        with self._guarded():
            self._client = _connect(url) if url else _open(self._place)
            # Chroma would hand its cached system, which never sees what another process writes, to the next client
            # of the folder, and would hold it, files and sockets, until the process ends.
            self._client.clear_system_cache()
            names = [found.name for found in self._client.list_collections()]
            found = COLLECTION in names
            self._stored = self._client.get_collection(COLLECTION, embedding_function=None) if found else None

    def fingerprint(self) -> str | None:
        """The fingerprint of the embedding model that made the vectors; None before the first `reset`."""
        if self._stored is None:
            return None
        return str((self._stored.metadata or {}).get("fingerprint", ""))

    def reset(self, fingerprint: str) -> None:
        """Throw all vectors away and begin anew for the embedding model of that fingerprint."""
        with self._guarded():
            if self._stored is not None:
                self._client.delete_collection(COLLECTION)
            self._stored = self._client.create_collection(
                COLLECTION,
                metadata={"fingerprint": fingerprint},
                configuration={"hnsw": HNSW},
                embedding_function=None,
            )

    def add(self, report: str, sha256: str, passages: Sequence[tuple[int, str]], vectors: Vectors) -> None:
        """Store the vectors of one document's passages (number, text), in place of any it had.

        `vectors` is float32 of shape (len(passages), dimensions). Until all are in, `digests` does not name it.
        """
        if len(passages) != len(vectors):
            raise ValueError(f"{len(passages)} passages, {len(vectors)} vectors")
        self.remove(sha256)
        document: dict[str, str | int] = {"report": report, "sha256": sha256, "passages": len(passages)}
        with self._guarded():
            for start in range(0, len(passages), MAX_ROWS):
                rows = passages[start : start + MAX_ROWS]
                self._collection.upsert(
                    ids=[f"{sha256[:16]}:{number}" for number, _ in rows],
                    embeddings=np.asarray(vectors[start : start + MAX_ROWS], np.float32),
                    metadatas=[document | {"number": number} for number, _ in rows],
                    documents=[text.encode("utf-8", "replace").decode() for _, text in rows],
                )

    def remove(self, sha256: str) -> None:
        """Remove the vectors of one document; nothing happens when it has none."""
        with self._guarded():
            if self._stored is not None:
                self._stored.delete(where={"sha256": sha256})

    def digests(self) -> set[str]:
        """The sha256 of every document all of whose passages have their vector."""
        if self._stored is None:
            return set()
        with self._guarded():
            found = self._stored.get(include=["metadatas"])["metadatas"] or []
        counted = Counter((str(row["sha256"]), row["passages"]) for row in found)
        return {sha256 for (sha256, passages), count in counted.items() if count == passages}

    def count(self) -> int:
        """How many passages have a vector."""
        if self._stored is None:
            return 0
        with self._guarded():
            return self._stored.count()

    def query(self, vector: Vectors, limit: int, reports: Sequence[str] | None = None) -> list[tuple[str, int, float]]:
        """The passages nearest to `vector` (float32 of shape (dimensions,)), nearest first.

        Each is (report, passage number, cosine similarity); `reports` restricts the search to those reports.
        """
        if self._stored is None or limit < 1 or (reports is not None and not reports):
            return []
        chosen: dict[InclusionExclusionOperator, list[LiteralValue]] = {"$in": list(reports or ())}
        with self._guarded():
            answer = self._stored.query(
                query_embeddings=np.asarray(vector, np.float32).reshape(1, -1),
                n_results=limit,
                where=None if reports is None else {"report": chosen},
                include=["metadatas", "distances"],
            )
        rows, distances = (answer["metadatas"] or [[]])[0], (answer["distances"] or [[]])[0]
        return [
            (str(row["report"]), int(str(row["number"])), 1.0 - float(distance))
            for row, distance in zip(rows, distances, strict=True)
        ]

    @property
    def _collection(self) -> Collection:
        if self._stored is None:
            raise StoreError(f"Kho véc-tơ {self._place} còn trống: hãy chạy traso index --rebuild-vectors.")
        return self._stored

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Chroma raises its own, its server's and Rust's errors; the user gets one line for all of them."""
        try:
            yield
        except StoreError:
            raise
        except Exception as error:
            reason = str(error).strip().partition("\n")[0] or type(error).__name__
            remedy = (
                "hãy kiểm tra máy chủ Chroma có đang chạy ở địa chỉ này không"
                if self._served
                else "hãy xoá thư mục này rồi chạy traso index --rebuild-vectors"
            )
            raise StoreError(f"Không dùng được kho véc-tơ {self._place} ({reason}): {remedy}.") from error


def _open(folder: str) -> ClientAPI:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(folder, settings=Settings(anonymized_telemetry=False))


def _connect(url: str) -> ClientAPI:
    import chromadb
    from chromadb.config import Settings

    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise StoreError(f"Địa chỉ Chroma {url!r} không hợp lệ: hãy viết như http://127.0.0.1:8000.")
    ssl = parts.scheme == "https"
    return chromadb.HttpClient(
        host=parts.hostname,
        port=parts.port or (443 if ssl else 8000),
        ssl=ssl,
        settings=Settings(anonymized_telemetry=False),
    )
