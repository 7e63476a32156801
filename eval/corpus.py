"""The reports that the questions are asked about, in a store of their own or one that is there already."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from eval.cases import Case
from eval.launch import Launched, launch
from index.errors import DocumentError, UsageError
from qa.commands.openers import open_assistant, open_embedder, open_vectors
from qa.commands.output import complain
from qa.settings import Settings

Answerer = Callable[[Case], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Corpus:
    """What an open store holds: each report's text and the sha256 of its file, by name; the model of the vectors."""

    texts: Mapping[str, str]
    files: Mapping[str, str]
    model: str | None


@dataclass(frozen=True, slots=True)
class Engine:
    """What is evaluated: how files become a store, how a store answers a case with the JSON of an answer.

    `cold` measures one case in a fresh process; None: it is not measured.
    """

    index: Callable[[Sequence[Path], Settings], None]
    answerer: Callable[[Settings], AbstractContextManager[Answerer]]
    cold: Callable[[Case, Settings], Launched] | None = None


@contextmanager
def store_for(
    paths: Sequence[Path] | None, settings: Settings, index: Callable[[Sequence[Path], Settings], None]
) -> Iterator[Settings]:
    """The settings of a store with the reports in `paths`, kept until the block ends; of the given store when None.

    Raises:
        UsageError: a path does not exist or holds no report.
        DocumentError: a file cannot be read as a report.
    """
    if paths is None:
        yield settings
        return
    with tempfile.TemporaryDirectory(prefix="traso-eval-", ignore_cleanup_errors=True) as folder:
        # A Chroma server holds the vectors of the user's own store: they must not be mixed with these.
        own = replace(settings, store=Path(folder), chroma_url="")
        index(paths, own)
        yield own


def describe(settings: Settings) -> Corpus:
    """What the store holds.

    Raises:
        StoreError: there is no store, or it is damaged or of another version.
    """
    from index.store import Store

    with Store.open(settings.store) as store:
        rows = store.ledger.reports()
        texts = {row.name: store.ledger.document(row.name).text for row in rows}
        vectors = settings.chroma_url or store.vectors_folder.is_dir()
        model = open_vectors(settings).fingerprint() if vectors else None
    return Corpus(texts, {row.name: row.sha256 for row in rows}, model)


def read_texts(paths: Sequence[Path], settings: Settings) -> None:
    """Put the reports in `paths` into the ledger alone: enough to look at their texts."""
    from index.build import evidence_of, files_in
    from index.store import Store

    with Store.create_or_open(settings.store) as store:
        for path in files_in(paths):
            store.add(evidence_of(path))


def index_reports(paths: Sequence[Path], settings: Settings) -> None:
    """Put the reports in `paths` into the store, ledger and vectors."""
    from index.build import files_in, index_files
    from index.store import Store

    embedder = open_embedder(settings, complain)
    with Store.create_or_open(settings.store) as store:
        for done in index_files(store, files_in(paths), open_vectors(settings), embedder):
            if done.problem is not None:
                raise DocumentError(done.problem)


@contextmanager
def assistant(settings: Settings) -> Iterator[Answerer]:
    """The real assistant; a case with a report is asked about that report alone."""
    from qa.payload import as_json

    with closing(open_assistant(settings)) as opened:
        yield lambda case: as_json(opened.ask(case.question, case.history, case.report, case.id))


def cold_start(case: Case, settings: Settings) -> Launched:
    """One question asked by `traso ask` in a process of its own.

    Raises:
        UsageError: the command fails.
    """
    within = ["--report", case.report] if case.report else []
    command = ["ask", *within, "--store", str(settings.store), "--", case.question]
    done = launch([sys.executable, "-m", "qa", *command])
    if done.code not in (0, 1):
        raise UsageError(f"Lệnh `traso ask` không chạy được với câu {case.id}: hãy chạy riêng lệnh đó để xem lỗi.")
    return done


REAL = Engine(index_reports, assistant, cold_start)
