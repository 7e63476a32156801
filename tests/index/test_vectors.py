"""The vector store: what goes in is found again, by the right document, across processes and over HTTP."""

from __future__ import annotations

import gc
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index.errors import StoreError
from index.vectors import MAX_ROWS, Vectors, VectorStore

A, B = "a" * 64, "b" * 64


def unit(*rows: int) -> Vectors:
    return np.eye(4, dtype=np.float32)[list(rows)]


def nearest(store: VectorStore, vector: Vectors, reports: list[str] | None = None) -> tuple[str, int, float]:
    ((report, number, similarity),) = store.query(vector, 1, reports)
    return report, number, round(similarity, 4)


def passages(*numbers: int) -> list[tuple[int, str]]:
    return [(number, f"đoạn {number}") for number in numbers]


@pytest.fixture
def store(tmp_path: Path) -> VectorStore:
    store = VectorStore(tmp_path / "vectors")
    store.reset("model-1")
    return store


def test_an_empty_store_answers(tmp_path: Path) -> None:
    store = VectorStore(tmp_path / "new" / "vectors")
    assert (store.fingerprint(), store.count(), store.digests()) == (None, 0, set())
    assert store.query(unit(0)[0], 5) == []
    store.remove(A)
    with pytest.raises(StoreError, match="rebuild-vectors"):
        store.add("r", A, passages(0), unit(0))


def test_the_nearest_passage_comes_first(store: VectorStore) -> None:
    store.add("thang-8", A, passages(0, 1), unit(0, 1))
    store.add("thang-9", B, passages(0), unit(2))
    near = np.array([0.1, 1.0, 0.0, 0.0], np.float32)
    assert nearest(store, near) == ("thang-8", 1, 0.995)
    assert [hit[:2] for hit in store.query(near, 9, ["thang-9"])] == [("thang-9", 0)]
    assert len(store.query(near, 9, ["thang-8", "thang-9"])) == 3
    assert store.query(near, 9, []) == store.query(near, 9, ["khác"]) == store.query(near, 0) == []


def test_adding_again_replaces(store: VectorStore) -> None:
    store.add("cũ", A, passages(0, 1, 2), unit(0, 1, 2))
    store.add("mới", A, passages(0, 1), unit(3, 1))
    assert store.count() == 2
    assert nearest(store, unit(3)[0]) == ("mới", 0, 1)


def test_remove_takes_one_document_only(store: VectorStore) -> None:
    store.add("thang-8", A, passages(0, 1), unit(0, 1))
    store.add("thang-9", B, passages(0), unit(2))
    store.remove(A)
    assert (store.count(), store.digests()) == (1, {B})


def test_digests_name_whole_documents_only(store: VectorStore) -> None:
    store.add("thang-8", A, passages(0, 1), unit(0, 1))
    rows = MAX_ROWS + 1
    with pytest.raises(StoreError):
        # The second batch holds a vector that Chroma refuses, as if the process had ended between the two.
        vectors = np.random.default_rng(0).normal(size=(rows, 4)).astype(np.float32)
        vectors[-1] = np.nan
        store.add("thang-9", B, passages(*range(rows)), vectors)
    assert store.count() == 2 + MAX_ROWS
    assert store.digests() == {A}


def test_reset_empties_and_renames(store: VectorStore) -> None:
    store.add("thang-8", A, passages(0), unit(0))
    store.reset("model-2")
    assert (store.fingerprint(), store.count(), store.digests()) == ("model-2", 0, set())


def test_a_store_opened_later_sees_what_another_process_wrote(store: VectorStore, tmp_path: Path) -> None:
    store.add("thang-8", A, passages(0), unit(0))
    program = (
        "import sys, numpy as np; from pathlib import Path; from index.vectors import VectorStore;"
        "VectorStore(Path(sys.argv[1])).add('thang-9', 'b' * 64, [(7, 'x')], np.eye(4, dtype=np.float32)[1:2])"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "vectors")], check=True)
    later = VectorStore(tmp_path / "vectors")
    assert (later.fingerprint(), later.digests()) == ("model-1", {A, B})
    assert nearest(later, unit(1)[0]) == ("thang-9", 7, 1)
    assert nearest(store, unit(0)[0]) == ("thang-8", 0, 1)


def test_odd_text_and_vectors_of_another_length(store: VectorStore) -> None:
    store.add("r", A, [(0, "lẻ \ud800 \x00")], unit(0))
    assert store.digests() == {A}
    with pytest.raises(ValueError, match="1 passages, 2 vectors"):
        store.add("r", B, passages(0), unit(0, 1))
    with pytest.raises(StoreError):
        store.query(np.ones(3, np.float32), 1)


@pytest.mark.parametrize("content", [b"", b"not a database" * 500])
def test_a_damaged_folder_is_one_clear_line(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "vectors"
    folder.mkdir()
    (folder / "chroma.sqlite3").write_bytes(content)
    if content:
        with pytest.raises(StoreError, match="rebuild-vectors") as caught:
            VectorStore(folder)
        assert str(folder) in str(caught.value) and "\n" not in str(caught.value)
    else:
        assert VectorStore(folder).fingerprint() is None


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "ftp://127.0.0.1", "127.0.0.1:8000", "http://127.0.0.1:x"])
def test_no_server_is_one_clear_line(url: str) -> None:
    with pytest.raises(StoreError, match="Chroma") as caught:
        VectorStore(None, url=url)
    assert "\n" not in str(caught.value)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["run", "--path", str(tmp_path), "--host", "127.0.0.1", "--port", str(port)]
    start = f"import sys; sys.argv[1:] = {command}; from chromadb.cli.cli import app; app()"
    process = subprocess.Popen([sys.executable, "-c", start], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and process.poll() is None:
            with socket.socket() as probe:
                probe.settimeout(1)
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
def test_the_same_over_http(server: str) -> None:
    store = VectorStore(None, url=server)
    store.reset("model-1")
    store.add("thang-8", A, passages(0, 1), unit(0, 1))
    later = VectorStore(None, url=server)
    assert (later.fingerprint(), later.count(), later.digests()) == ("model-1", 2, {A})
    assert nearest(later, unit(1)[0], ["thang-8"]) == ("thang-8", 1, 1)
    later.remove(A)
    assert store.count() == 0
    # Chroma's client leaves its sockets to the garbage collector.
    del store, later
    gc.collect()
