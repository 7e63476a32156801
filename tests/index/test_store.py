from __future__ import annotations

import dataclasses
import random
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from index import codec, store
from index.errors import ModelMismatchError, StoreError, StoreLockedError
from index.records import Evidence
from index.store import LEDGER_FILE, Change, Store
from tests.index.synthetic import FolderVectors, HashEmbedder, MemoryVectors, evidence, report

PROJECT = Path(__file__).parents[2]
TOURISM = "- Lượng khách du lịch 8 tháng đạt 700.730 lượt."
RICE = "- Diện tích lúa mùa đạt 46.717,48 ha."
REPORTS = 12

WRITER = f"""
import sys
from pathlib import Path
from index.store import Store
from tests.index.synthetic import FolderVectors, HashEmbedder, report

folder = Path(sys.argv[1])
with Store.create_or_open(folder) as store:
    vectors, embedder = FolderVectors(store.vectors_folder), HashEmbedder()
    print("open", flush=True)
    for turn in range(1000):
        for number in range({REPORTS}):
            store.add(report(number, edition=turn))
            print("ledger", flush=True)
            if number % 3 == 2:
                store.sync_vectors(vectors, embedder, lambda row: print("vectors", flush=True))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kho"


def start_writer(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], cwd=PROJECT, stdout=subprocess.PIPE)


def read_lines(process: subprocess.Popen[bytes], count: int) -> None:
    assert process.stdout is not None
    for _ in range(count):
        assert process.stdout.readline(), "the writer died by itself"


def end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.communicate()


def stored(items: list[Evidence]) -> dict[str, list[tuple[int, str]]]:
    """What the vector store must hold for these documents."""
    return {
        e.document.name: [(p.number, " > ".join(p.path) + "\n" + p.span.of(e.document.text)) for p in e.passages]
        for e in items
    }


def test_indexing_the_same_again_changes_and_embeds_nothing(folder: Path) -> None:
    items, vectors, embedder = [report(0), report(1)], MemoryVectors(), HashEmbedder()
    with Store.create_or_open(folder) as opened:
        assert opened.add_documents(items, vectors, embedder) == ["bao-cao-0", "bao-cao-1"]
        rows, words, embedded = opened.ledger.reports(), opened.ledger.bigrams(), len(embedder.embedded)
        opened.add_documents(items, vectors, embedder)
        assert (opened.ledger.reports(), opened.ledger.bigrams()) == (rows, words)
    assert len(embedder.embedded) == embedded == sum(len(e.passages) for e in items)
    assert vectors.texts() == stored(items)


def test_plan_tells_new_changed_and_unchanged_files(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    one, two = evidence("một", [TOURISM], source="một.txt"), evidence("hai", [RICE], source=str(tmp_path / "hai.txt"))
    with Store.create_or_open(folder) as opened:
        opened.add(one)
        opened.add(two)
        files = {
            "ba.txt": "0",
            "hai.txt": two.document.sha256,
            "một.txt": "0",
            str(tmp_path / "x" / ".." / "một.txt"): one.document.sha256,
        }
        assert list(opened.plan(files).values()) == [Change.NEW, Change.UNCHANGED, Change.CHANGED, Change.UNCHANGED]
        monkeypatch.setattr(store, "EXTRACTION_VERSION", store.EXTRACTION_VERSION + 1)
        assert opened.plan({"hai.txt": two.document.sha256}) == {"hai.txt": Change.CHANGED}


def test_newer_rules_make_the_vectors_of_the_same_bytes_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vectors, embedder = MemoryVectors(), HashEmbedder()
    old = evidence("a", [TOURISM, RICE])
    new = dataclasses.replace(old, passages=old.passages[:1])
    with Store.create_or_open(folder) as opened:
        opened.add_documents([old], vectors, embedder)
        monkeypatch.setattr(store, "EXTRACTION_VERSION", store.EXTRACTION_VERSION + 1)
        opened.add_documents([new], vectors, embedder)
    assert vectors.texts() == stored([new])


def test_a_changed_file_replaces_its_report_and_vectors(folder: Path) -> None:
    vectors, embedder = MemoryVectors(), HashEmbedder()
    old, new = evidence("a", [TOURISM]), evidence("a", [RICE, RICE])
    with Store.create_or_open(folder) as opened:
        opened.add_documents([old], vectors, embedder)
        opened.add_documents([new], vectors, embedder)
        assert opened.ledger.evidence("a") == new
    assert vectors.texts() == stored([new])


def test_sources_that_share_a_stem_get_numbers_and_keep_them(folder: Path) -> None:
    vectors, embedder = MemoryVectors(), HashEmbedder()
    items = [evidence("t8", [TOURISM], source=f"/{place}/t8.txt") for place in ("a", "b", "c")]
    taken = evidence("t8-3", [RICE])
    with Store.create_or_open(folder) as opened:
        assert opened.add_documents([*items[:2], taken, items[2]], vectors, embedder) == ["t8", "t8-2", "t8-3", "t8-4"]
        assert opened.remove("t8", vectors)
        assert opened.add(items[1]) == "t8-2"
        assert opened.add(items[0]) == "t8"
        opened.sync_vectors(vectors, embedder)
    # The three files have the same bytes, and each has its own vectors all the same.
    assert set(vectors.texts()) == {"t8", "t8-2", "t8-3", "t8-4"}


def test_a_name_is_one_line_in_one_spelling(folder: Path) -> None:
    with Store.create_or_open(folder) as opened:
        assert opened.add(evidence("ba\u0301o  cáo\nquý", [TOURISM], source="/x")) == "báo cáo quý"


def test_removing_takes_the_vectors_too(folder: Path) -> None:
    vectors, embedder = MemoryVectors(), HashEmbedder()
    with Store.create_or_open(folder) as opened:
        opened.add_documents([report(0)], vectors, embedder)
        before = (opened.ledger.reports(), opened.ledger.unigrams(), opened.ledger.bigrams())
        opened.add_documents([report(1)], vectors, embedder)
        assert opened.remove("bao-cao-1", vectors)
        assert (opened.ledger.reports(), opened.ledger.unigrams(), opened.ledger.bigrams()) == before
        assert not opened.remove("bao-cao-1", vectors)
    assert vectors.texts() == stored([report(0)])


def test_vectors_that_a_killed_run_left_out_or_behind_are_mended(folder: Path) -> None:
    vectors, embedder = MemoryVectors(), HashEmbedder()
    with Store.create_or_open(folder) as opened:
        opened.add_documents([report(0), report(1)], vectors, embedder)
        opened.ledger.remove("bao-cao-0")
        opened.add(report(2))
        done: list[str] = []
        assert opened.sync_vectors(vectors, embedder, lambda row: done.append(row.name)) == 1
        assert done == ["bao-cao-2"]
        assert opened.sync_vectors(vectors, embedder) == 0
    assert vectors.texts() == stored([report(1), report(2)])


def test_a_report_without_passages_is_never_waited_for(folder: Path) -> None:
    vectors, embedder = MemoryVectors(), HashEmbedder()
    with Store.create_or_open(folder) as opened:
        opened.add_documents([evidence("a", [])], vectors, embedder)
        assert opened.sync_vectors(vectors, embedder) == 0
    assert embedder.embedded == []


def test_a_store_of_another_model_says_which_and_how_to_mend_it(folder: Path) -> None:
    vectors = MemoryVectors()
    with Store.create_or_open(folder) as opened:
        opened.add_documents([report(0)], vectors, HashEmbedder("cũ"))
        with pytest.raises(ModelMismatchError, match="cũ.*mới.*traso index --rebuild-vectors") as error:
            opened.add_documents([report(1)], vectors, HashEmbedder("mới"))
        assert "\n" not in str(error.value)
        assert [row.name for row in opened.ledger.reports()] == ["bao-cao-0"]
        opened.add(report(1))
        assert opened.rebuild_vectors(vectors, HashEmbedder("mới")) == 2
        opened.check_model(vectors, HashEmbedder("mới"))
    assert vectors.fingerprint() == "mới"
    assert vectors.texts() == stored([report(0), report(1)])


def test_a_missing_store_says_to_index(folder: Path) -> None:
    with pytest.raises(StoreError, match="traso index PATH"):
        Store.open(folder)
    assert not folder.exists()


def test_a_store_cannot_be_made_where_a_file_stands(folder: Path) -> None:
    folder.write_text("x", "utf-8")
    with pytest.raises(StoreError, match="--store") as error:
        Store.create_or_open(folder)
    assert "\n" not in str(error.value)


def test_a_damaged_store_gives_its_lock_back(folder: Path) -> None:
    folder.mkdir()
    (folder / LEDGER_FILE).write_bytes(b"x" * 100)
    for _ in range(2):
        with pytest.raises(StoreError, match="bị hỏng") as error:
            Store.create_or_open(folder)
        assert not isinstance(error.value, StoreLockedError)


def test_one_process_writes_and_others_read_meanwhile(folder: Path) -> None:
    writer = start_writer(folder)
    try:
        read_lines(writer, 3)
        with pytest.raises(StoreLockedError, match="Một tiến trình khác") as error:
            Store.create_or_open(folder)
        assert str(folder) in str(error.value)
        with Store.open(folder) as reader:
            assert reader.ledger.evidence("bao-cao-0").figures
    finally:
        end(writer)
    with Store.create_or_open(folder) as first, pytest.raises(StoreLockedError):
        Store.create_or_open(folder)
    with Store.create_or_open(folder) as second:
        assert second is not first


@pytest.mark.parametrize("seed", range(10))
def test_a_killed_writer_leaves_whole_documents_and_the_next_run_completes_them(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    writer = start_writer(folder)
    try:
        read_lines(writer, chance.randrange(1, 3 * REPORTS))
        # So that the blow falls anywhere between two lines, not always just after one.
        try:
            writer.wait(chance.uniform(0, 0.03))
        except subprocess.TimeoutExpired:
            pass
    finally:
        end(writer)

    with Store.open(folder) as reader:
        check_whole(reader)
    assert_sound(folder / LEDGER_FILE)

    items = [report(number) for number in range(REPORTS)]
    with Store.create_or_open(folder) as opened:
        vectors = FolderVectors(opened.vectors_folder)
        opened.add_documents(items, vectors, HashEmbedder())
        check_whole(opened)
        assert [opened.ledger.evidence(e.document.name) for e in items] == items
        assert vectors.texts() == FolderVectors(opened.vectors_folder).texts() == stored(items)


def check_whole(opened: Store) -> None:
    words: Counter[str] = Counter()
    for row in opened.ledger.reports():
        found = opened.ledger.evidence(row.name)
        number = int(row.name.rpartition("-")[2])
        editions = (report(number, edition) for edition in range(1000))
        assert found == next(e for e in editions if e.document.sha256 == row.sha256)
        words += codec.vocabulary(found)[0]
        assert len(opened.ledger.lexical(["huyen"], 1000, [row.name])) == row.passages
    assert opened.ledger.unigrams() == words


def assert_sound(ledger: Path) -> None:
    db = sqlite3.connect(ledger)
    try:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        db.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    finally:
        db.close()
