"""The ledger: one SQLite file that holds every report's text, sections, passages, figures and digit strings.

It is the system of record: a document is added, replaced or removed in one transaction, and all else derives from it.
"""

from __future__ import annotations

import json
import re
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import InvalidOperation
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from index import codec
from index.errors import StoreError, StoreLockedError
from index.folding import search_terms
from index.records import DigitString, Document, Evidence, Figure, Passage, Section
from index.summary import summary_of

APPLICATION_ID = 0x54726153
SCHEMA_VERSION = 2
BUSY_SECONDS = 10.0
# What a search reads of the index: passages that hold its words, counted once for each word.
MOST_ENTRIES, LEAST_WORDS = 30_000, 3

Record = TypeVar("Record")

_WITHIN = (
    "AND rowid IN (SELECT passage.id FROM passage JOIN document ON document.id = passage.document "
    "WHERE document.name IN (SELECT value FROM json_each(?)))"
)
_TERM = re.compile(r"\w+")
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_COUNTS = {
    "word": "INSERT INTO word VALUES (?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count",
    "pair": "INSERT INTO pair VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count",
}


class Ledger:
    """One open ledger file. Threads may share it; processes each open their own."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self._path = path
        self._db = db
        self._mutex = threading.RLock()

    @classmethod
    def open(cls, path: Path, *, write: bool) -> Ledger:
        """Open the file, creating it when `write`.

        Raises:
            StoreError: the file is missing (and not `write`), damaged, or of another version.
            StoreLockedError: another process has held it for too long.
        """
        if not write and not path.is_file():
            raise StoreError(f"Chưa có kho dữ liệu ở {path.parent}: hãy chạy `traso index PATH` trước.")
        with _explained(path):
            db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        ledger = cls(path, db)
        try:
            ledger._prepare(write)
        except BaseException:
            ledger.close()
            raise
        return ledger

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Release the file."""
        self._db.close()

    def _prepare(self, write: bool) -> None:
        with _explained(self._path):
            self._db.execute("PRAGMA cell_size_check = ON")
            self._db.execute("PRAGMA foreign_keys = ON")
            if write:
                with self._transaction():
                    if not self._rows("SELECT 1 FROM sqlite_master LIMIT 1"):
                        self._create()
            self._check_version()
            self._db.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'search', 'row')")
            if write:
                # A rollback journal, not WAL: WAL needs shared memory, which network shares lack, and leaves side
                # files that a copied folder or a read-only account would miss. Commits are few: speed is no matter.
                self._db.execute("PRAGMA journal_mode = DELETE")
                self._db.execute("PRAGMA synchronous = FULL")
                # A spilling cache would shut readers out from the middle of a large document to its commit.
                self._db.execute("PRAGMA cache_spill = OFF")
            else:
                # The file itself is opened for writing, so that a reader can roll back what a killed writer left.
                self._db.execute("PRAGMA query_only = ON")

    def _create(self) -> None:
        for statement in codec.SCHEMA.split(";\n"):
            self._db.execute(statement)
        self._db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        self._db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def _check_version(self) -> None:
        application = self._rows("PRAGMA application_id")[0][0]
        version = self._rows("PRAGMA user_version")[0][0]
        if application == 0 and not self._rows("SELECT 1 FROM sqlite_master LIMIT 1"):
            raise StoreError(f"Kho dữ liệu {self._path} còn trống: hãy chạy `traso index PATH` trước.")
        if application != APPLICATION_ID:
            raise StoreError(f"{self._path} không phải kho dữ liệu của TraSo: hãy chọn thư mục khác bằng --store.")
        if version != SCHEMA_VERSION:
            newer = version > SCHEMA_VERSION
            mend = "nâng cấp TraSo" if newer else "xóa thư mục kho rồi chạy lại `traso index PATH`"
            raise StoreError(
                f"Kho dữ liệu {self._path} có phiên bản {version}, bản TraSo này đọc phiên bản {SCHEMA_VERSION}: "
                f"hãy {mend}."
            )

    @contextmanager
    def _transaction(self, mode: str = "IMMEDIATE") -> Iterator[None]:
        with self._mutex, _explained(self._path):
            self._db.execute(f"BEGIN {mode}")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                # SQLite has already rolled back by itself after some errors (a full disk).
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def _rows(self, query: str, *values: object) -> list[Any]:
        # One reader at a time: the driver caches statements, and two threads could bind the same one.
        with self._mutex, _explained(self._path):
            return self._db.execute(query, values).fetchall()

    def _records(self, decode: Callable[[codec.Row], Record], query: str, *values: object) -> tuple[Record, ...]:
        rows = self._rows(query, *values)
        try:
            return tuple(map(decode, rows))
        except (ValueError, KeyError, TypeError, InvalidOperation) as error:
            raise _damaged(self._path, "bản ghi không đọc được") from error

    def _key(self, name: str) -> int:
        found = self._rows("SELECT id FROM document WHERE name = ?", name)
        if not found:
            raise _unknown(name)
        return int(found[0][0])

    def add(self, evidence: Evidence, extraction: int = 0) -> None:
        """Add the document, or replace the one of the same name, in one transaction.

        `extraction` says which version of the rules found the evidence.
        """
        document = evidence.document
        words, pairs = codec.vocabulary(evidence)
        counts = (
            extraction,
            len(document.text),
            len(evidence.passages),
            len(evidence.figures),
            sum(1 for _ in evidence.unknown()),
            *summary_of(evidence),
            json.dumps(words, ensure_ascii=False),
            json.dumps(pairs, ensure_ascii=False),
        )
        with self._transaction():
            key = self._delete(document.name)
            row = (key, *codec.document_row(document), *counts)
            columns = f"id, {codec.DOCUMENT_COLUMNS}, {codec.COUNT_COLUMNS}"
            key = self._db.execute(f"INSERT INTO document ({columns}) VALUES ({_marks(len(row))})", row).lastrowid
            self._insert("section", [(key, *codec.section_row(s)) for s in evidence.sections])
            self._insert("figure", [(key, n, *codec.figure_row(f)) for n, f in enumerate(evidence.figures)])
            self._insert("digit", [(key, n, *codec.digit_row(d)) for n, d in enumerate(evidence.digits)])
            for passage in evidence.passages:
                row = (None, key, *codec.passage_row(passage))
                rowid = self._db.execute(f"INSERT INTO passage VALUES ({_marks(len(row))})", row).lastrowid
                path = [term for heading in passage.path for term in search_terms(heading)]
                body = search_terms(passage.span.of(document.text))
                self._db.execute(
                    "INSERT INTO search (rowid, path, body) VALUES (?, ?, ?)", (rowid, " ".join(path), " ".join(body))
                )
            self._count(words, pairs, 1)

    def remove(self, name: str) -> bool:
        """Remove a document with all that belongs to it; False when there is none of that name."""
        with self._transaction():
            return self._delete(name) is not None

    def _delete(self, name: str) -> int | None:
        query = "SELECT id, words, pairs FROM document WHERE name = ?"
        found = self._records(lambda row: (int(row[0]), json.loads(row[1]), json.loads(row[2])), query, name)
        if not found:
            return None
        key, words, pairs = found[0]
        self._count(words, pairs, -1)
        for table in ("word", "pair"):
            self._db.execute(f"DELETE FROM {table} WHERE count <= 0")
        self._db.execute("DELETE FROM search WHERE rowid IN (SELECT id FROM passage WHERE document = ?)", (key,))
        self._db.execute("DELETE FROM document WHERE id = ?", (key,))
        return key

    def _insert(self, table: str, rows: Sequence[tuple[object, ...]]) -> None:
        if rows:
            self._db.executemany(f"INSERT INTO {table} VALUES ({_marks(len(rows[0]))})", rows)

    def _count(self, words: Mapping[str, int], pairs: Mapping[str, int], sign: int) -> None:
        self._db.executemany(_COUNTS["word"], [(word, sign * n) for word, n in words.items()])
        self._db.executemany(_COUNTS["pair"], [(*pair.split(" "), sign * n) for pair, n in pairs.items()])

    def reports(self) -> tuple[codec.ReportRow, ...]:
        """All reports, in the order in which they were first added."""
        return self._records(codec.report_of, f"SELECT {codec.REPORT_COLUMNS} FROM document ORDER BY id")

    def report(self, name: str) -> codec.ReportRow | None:
        """The report of that name."""
        found = self._records(codec.report_of, f"SELECT {codec.REPORT_COLUMNS} FROM document WHERE name = ?", name)
        return found[0] if found else None

    def report_from(self, source: str) -> codec.ReportRow | None:
        """The report that was read from that source."""
        query = f"SELECT {codec.REPORT_COLUMNS} FROM document WHERE source = ? ORDER BY id LIMIT 1"
        found = self._records(codec.report_of, query, source)
        return found[0] if found else None

    def alike(self, row: codec.ReportRow) -> tuple[codec.ReportRow, ...]:
        """The other reports of the same place and period, in the order in which they were first added."""
        alike = "place IS ? AND period IS ? AND name <> ?"
        query = f"SELECT {codec.REPORT_COLUMNS} FROM document WHERE {alike} ORDER BY id"
        return self._records(codec.report_of, query, row.place, codec.period_text(row.period), row.name)

    def document(self, name: str) -> Document:
        """The document of that name. This and the readers below raise StoreError when there is none."""
        found = self._records(codec.document_of, f"SELECT {codec.DOCUMENT_COLUMNS} FROM document WHERE name = ?", name)
        if not found:
            raise _unknown(name)
        return found[0]

    def sections(self, name: str) -> tuple[Section, ...]:
        """Its sections, by number."""
        query = f"SELECT {codec.SECTION_COLUMNS} FROM section WHERE document = ? ORDER BY number"
        return self._records(codec.section_of, query, self._key(name))

    def passages(self, name: str) -> tuple[Passage, ...]:
        """Its passages, by number."""
        query = f"SELECT {codec.PASSAGE_COLUMNS} FROM passage WHERE document = ? ORDER BY number"
        return self._records(codec.passage_of, query, self._key(name))

    def figures(self, name: str, passages: Collection[int] | None = None) -> tuple[Figure, ...]:
        """Its figures in the order they were given; of the numbered `passages` alone when given."""
        query = (
            f"SELECT {codec.FIGURE_COLUMNS} FROM figure WHERE document = ? "
            "AND (? IS NULL OR passage IN (SELECT value FROM json_each(?))) ORDER BY position"
        )
        numbers = None if passages is None else json.dumps(list(passages))
        return self._records(codec.figure_of, query, self._key(name), numbers, numbers)

    def digits(self, name: str) -> tuple[DigitString, ...]:
        """Its digit strings with their classes, in the order they were given."""
        query = f"SELECT {codec.DIGIT_COLUMNS} FROM digit WHERE document = ? ORDER BY position"
        return self._records(codec.digit_of, query, self._key(name))

    def evidence(self, name: str, *, digits: bool = True) -> Evidence:
        """All of one document, read at one moment: no writer can come between its parts.

        Questions need no digit strings: they are left out where `digits` is False.
        """
        with self._transaction("DEFERRED"):
            parts = (self.sections(name), self.passages(name), self.figures(name), self.digits(name) if digits else ())
            return Evidence(self.document(name), *parts)

    def lexical(
        self, terms: Sequence[str], limit: int, reports: Sequence[str] | None = None
    ) -> list[tuple[str, int, float]]:
        """The passages that hold any of the folded `terms`: (report, passage, BM25 score), best first.

        Terms are words, never search syntax. `reports` restricts to those names.
        """
        words = self._telling(dict.fromkeys(word for term in terms for word in _TERM.findall(term)))
        match = " OR ".join(f'"{word}"' for word in words)
        if not words:
            return []
        named = "" if reports is None else _WITHIN
        # Scored and cut before it is joined: of a hundred thousand passages, most hold one of the words.
        query = (
            "SELECT document.name, passage.number, best.score FROM (SELECT rowid, -bm25(search) AS score FROM search "
            f"WHERE search MATCH ? {named} ORDER BY score DESC, rowid LIMIT ?) AS best "
            "JOIN passage ON passage.id = best.rowid JOIN document ON document.id = passage.document "
            "ORDER BY best.score DESC, document.id, passage.number"
        )
        within = () if reports is None else (json.dumps(list(reports)),)
        return self._rows(query, match, *within, limit)

    def _telling(self, words: Iterable[str]) -> list[str]:
        """The rarest of the words, as many as stand in no more than MOST_ENTRIES passages together, and at least three.

        A word that stands everywhere hardly counts in a score, and costs by the passages that hold it.
        """
        query = (
            "SELECT term, doc FROM temp.vocabulary WHERE term IN (SELECT value FROM json_each(?)) ORDER BY doc, term"
        )
        kept: list[str] = []
        entries = 0
        for word, count in self._rows(query, json.dumps(list(words))):
            entries += count
            if entries > MOST_ENTRIES and len(kept) >= LEAST_WORDS:
                break
            kept.append(word)
        return kept

    def unigrams(self) -> dict[str, int]:
        """Lower-case syllables with diacritics, with their counts over all reports."""
        return dict(self._rows("SELECT word, count FROM word"))

    def bigrams(self) -> dict[tuple[str, str], int]:
        """Neighbouring syllables (nothing but blanks between), with their counts over all reports."""
        return {(first, second): count for first, second, count in self._rows("SELECT first, second, count FROM pair")}

    def setting(self, key: str) -> str | None:
        """A value kept with the store, or None."""
        found = self._rows("SELECT value FROM setting WHERE key = ?", key)
        return found[0][0] if found else None

    def set_setting(self, key: str, value: str) -> None:
        """Keep a value with the store."""
        with self._transaction():
            self._db.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (key, value))


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def _unknown(name: str) -> StoreError:
    return StoreError(f"Không có báo cáo nào tên {name!r} trong kho: xem các tên bằng `traso reports`.")


def _damaged(path: Path, what: object) -> StoreError:
    return StoreError(f"Kho dữ liệu {path} bị hỏng ({what}): hãy xóa thư mục kho rồi chạy lại `traso index PATH`.")


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into one line for the user; misuse by our own code passes through."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.IntegrityError):
        raise
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        if code in _BUSY:
            raise StoreLockedError(f"Kho dữ liệu {path} đang bị tiến trình khác giữ: hãy đợi rồi thử lại.") from error
        if code in _DAMAGE:
            raise _damaged(path, error) from error
        raise StoreError(
            f"Không đọc hoặc ghi được kho dữ liệu {path} ({error}): hãy kiểm tra quyền truy cập và dung lượng ổ đĩa."
        ) from error
    except UnicodeEncodeError as error:
        raise StoreError(
            f"Không ghi được vào kho dữ liệu {path}: văn bản hoặc tên tệp có ký tự không hợp lệ ({error.reason})."
        ) from error
