"""Files become evidence in the store: what `traso index` does, file by file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index import archives
from index.archives import Member
from index.codec import ReportRow
from index.documents import MAX_BYTES, bytes_of, read, read_data
from index.errors import DocumentError, UsageError
from index.fetching import Fetched, Fetcher
from index.metadata import describe
from index.number_marks import marks_note
from index.readers import READERS
from index.reading import read_figures
from index.records import Document, Evidence
from index.revisions import Kin, Relation, counted, differences, kin_of, may_be_kin
from index.sections import passages, sections
from index.store import Change, Embedder, Store, VectorIndex, absolute
from index.torn import torn_note
from index.words import sentences

FETCHER = Fetcher(MAX_BYTES)
SUFFIXES = frozenset({*READERS, *archives.SUFFIXES})


@dataclass(frozen=True, slots=True)
class Indexed:
    """What became of one file: its row in the store, or the one-line reason why it was left out.

    A member of an archive counts as a file. `skipped` are the members of the archive `source` that are no reports;
    `kin` are the reports of the store that this one replaces, repeats or stands beside.
    """

    source: str
    change: Change
    row: ReportRow | None = None
    problem: str | None = None
    skipped: tuple[str, ...] = ()
    kin: tuple[Kin, ...] = ()


def files_in(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The report files among `paths` and, in name order, inside its folders; hidden files and folders are left out.

    Raises:
        UsageError: a path does not exist, or no file of a known format was found.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += reports_in(path)
        elif path.exists():
            found.append(path)
        else:
            raise UsageError(f"Không có tệp hoặc thư mục {path}: hãy kiểm tra lại đường dẫn.")
    if not found:
        known = ", ".join(sorted(SUFFIXES))
        raise UsageError(f"Không thấy báo cáo nào trong {', '.join(map(str, paths))}: TraSo đọc các tệp {known}.")
    return tuple(dict.fromkeys(found))


def reports_in(folder: Path) -> list[Path]:
    """The report files inside a folder, in name order; hidden ones are left out."""
    inside = (f for f in sorted(folder.rglob("*")) if f.is_file() and f.suffix.lower() in SUFFIXES)
    return [f for f in inside if not any(part.startswith(".") for part in f.relative_to(folder).parts)]


def evidence_of(path: Path, name: str | None = None) -> Evidence:
    """Everything the index knows of one file.

    Raises:
        DocumentError: the file cannot be read as a report.
    """
    return _evidence(read(path, name))


def _evidence(document: Document) -> Evidence:
    about = describe(document.text, document.chrome, document.name, document.title)
    tree = sections(document.text, document.chrome, about.title_span)
    parts = passages(document.text, tree, document.chrome)
    figures, digits = read_figures(document, tree, parts, sentences)
    notes = (*torn_note(document.text, digits), *marks_note(document.text, figures))
    document = replace(document, unread=(*document.unread, *notes))
    return Evidence(document, tree, parts, figures, digits)


def index_files(
    store: Store,
    files: Sequence[Path | str],
    vectors: VectorIndex,
    embedder: Embedder,
    started: Callable[[str], None] = lambda _source: None,
    embedded: Callable[[ReportRow], None] = lambda _row: None,
    fetch: Callable[[str], Fetched] = FETCHER.fetch,
) -> Iterator[Indexed]:
    """Adds new and changed files to the ledger one by one, then brings the vectors up to date.

    A string is the address of a file, which `fetch` brings. A file that cannot be read is reported and the others go
    on. Each file is one transaction: a killed run leaves whole documents, and the next run completes it.

    Raises:
        ModelMismatchError: the vectors are of another model; nothing was written.
    """
    store.check_model(vectors, embedder)
    for file in files:
        source = str(file)
        started(source)
        try:
            if isinstance(file, str):
                fetched = fetch(file)
                yield from _index(store, Path(fetched.name), fetched.data, source)
            else:
                yield from _index(store, file, bytes_of(file), source)
        except DocumentError as error:
            yield Indexed(source, Change.NEW, problem=str(error))
    store.sync_vectors(vectors, embedder, done=embedded)


def _index(store: Store, path: Path, data: bytes, source: str) -> Iterator[Indexed]:
    """Adds one file, or each report of an archive; `source` is where the file comes from."""
    if path.suffix.lower() not in archives.SUFFIXES:
        yield _added(store, Member(path, data), source)
        return
    archive = archives.open_archive(path, data, READERS, MAX_BYTES)
    for member in archive.members:
        yield _added(store, member, f"{source}/{member.path.relative_to(path).as_posix()}")
    if archive.skipped:
        yield Indexed(source, Change.UNCHANGED, skipped=archive.skipped)


def _added(store: Store, file: Member, source: str) -> Indexed:
    change = store.plan({source: hashlib.sha256(file.data).hexdigest()})[source]
    if file.problem is not None or change is Change.UNCHANGED:
        return Indexed(source, change, problem=file.problem)
    try:
        evidence = _evidence(replace(read_data(file.path, file.data), source=source))
    except DocumentError as error:
        return Indexed(source, change, problem=str(error))
    before = store.ledger.report_from(absolute(source))
    # Read before it is replaced.
    earlier = store.ledger.figures(before.name) if before else ()
    row = store.ledger.report(store.add(evidence))
    assert row is not None
    kin = list(_kin(store, row, evidence))
    if before is not None:
        kin.insert(0, Kin(Relation.REPLACES, before.name, counted(differences(earlier, evidence.figures))))
    return Indexed(source, change, row=row, kin=tuple(kin))


def _kin(store: Store, row: ReportRow, evidence: Evidence) -> Iterator[Kin]:
    """The reports of the store that hold the same figures, or are another version of this one."""
    for other in store.ledger.alike(row):
        if may_be_kin(row, other):
            found = kin_of(row, evidence.figures, other, store.ledger.figures(other.name))
            if found is not None:
                yield found
