from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from index.errors import DocumentError
from index.fetching import Fetched
from index.store import Store
from qa.cli import main
from qa.commands.openers import Openers
from qa.commands.watching import watch
from qa.settings import Settings
from tests.index.synthetic import FolderVectors, HashEmbedder
from tests.qa.test_cli import JUNE, MAY, one_line, openers

PROJECT = Path(__file__).parents[2]
Step = Callable[[], None]


def steps(*actions: Step) -> Callable[[float], None]:
    """A pause that does the next action each time, and ends as Ctrl-C does."""
    left = list(actions)

    def pause(_seconds: float) -> None:
        if not left:
            raise KeyboardInterrupt
        left.pop(0)()

    return pause


def nothing() -> None:
    pass


def watched(folder: Path, *actions: Step, as_json: bool = False) -> int:
    settings = Settings(store=folder / "kho")
    return watch(settings, openers(), [str(folder / "vao")], 1, as_json=as_json, pause=steps(*actions))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "vao").mkdir()
    return tmp_path


def put(path: Path, text: str) -> Step:
    return lambda: path.write_text(text, encoding="utf-8") and None


def test_new_changed_and_gone_files_each_have_their_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "vao" / "son-la.txt"
    code = watched(folder, put(path, MAY), nothing, put(path, JUNE + "\n"), nothing, path.unlink, nothing)
    out, err = capsys.readouterr()
    assert code == 0
    lines = out.splitlines()
    assert lines[0].startswith(f"Theo dõi {folder / 'vao'}")
    assert lines[1].startswith("Đã thêm son-la ")
    assert lines[2].startswith("Đã thay son-la ")
    assert "thay bản đọc trước" in lines[3]
    assert lines[4] == f"Tệp {path} không còn: báo cáo son-la vẫn ở trong kho, xóa bằng `traso remove son-la`."
    assert lines[5:] == ["Đã dừng theo dõi."]
    assert err == ""
    with Store.open(folder / "kho") as store:
        assert [row.name for row in store.ledger.reports()] == ["son-la"]


def test_what_is_in_the_store_already_is_passed_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "vao" / "son-la.txt"
    put(path, MAY)()
    assert main(["index", str(path), "--store", str(folder / "kho")], openers()) == 0
    capsys.readouterr()
    assert watched(folder, nothing) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_a_file_that_cannot_be_read_has_one_line_until_it_changes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "vao" / "hong.docx"
    path.write_bytes(b"khong phai docx")
    assert watched(folder, nothing, nothing, nothing) == 0
    assert str(path) in one_line(capsys.readouterr().err)


def test_a_store_that_another_process_writes_is_waited_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder / "vao" / "son-la.txt", MAY)()
    other = Store.create_or_open(folder / "kho")
    assert watched(folder, nothing, nothing, other.close, nothing) == 0
    out, err = capsys.readouterr()
    assert "tự thử lại" in one_line(err)
    assert "Đã thêm son-la " in out


def test_the_store_is_free_between_looks(folder: Path) -> None:
    put(folder / "vao" / "son-la.txt", MAY)()

    def write() -> None:
        Store.create_or_open(folder / "kho").close()

    assert watched(folder, write, write) == 0


def test_json_alone_is_on_standard_output(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder / "vao" / "son-la.txt", MAY)()
    assert watched(folder, nothing, as_json=True) == 0
    (record,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (record["name"], record["change"]) == ("son-la", "new")


@pytest.mark.parametrize(
    "argv", [["khong-co"], [], ["tep.txt"], ["https://x.example/"], [".", "--every", "0"]], ids=str
)
def test_only_folders_are_watched(
    argv: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    put(folder / "tep.txt", MAY)()
    assert main(["index", "--watch", *argv], openers()) == 2
    one_line(capsys.readouterr().err)
    assert not (folder / ".traso").exists()


def test_ctrl_c_ends_the_command_cleanly(folder: Path) -> None:
    code = (
        "import sys; from qa.cli import main; from tests.qa.test_cli import openers; "
        "sys.exit(main(sys.argv[1:], openers()))"
    )
    put(folder / "vao" / "son-la.txt", MAY)()
    argv = ["index", "--watch", str(folder / "vao"), "--every", "1", "--store", str(folder / "kho")]
    process = subprocess.Popen(
        [sys.executable, "-c", code, *argv],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        # A run in the background hands on that interrupts are ignored; a user's shell does not.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    try:
        assert process.stdout is not None
        lines = [process.stdout.readline(), process.stdout.readline()]
        assert lines[1].startswith("Đã thêm son-la ")
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    finally:
        process.kill()
        process.communicate()
    assert (process.returncode, out, err) == (0, "Đã dừng theo dõi.\n", "")


def test_an_address_is_indexed_when_it_is_given(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def fetch(url: str) -> Fetched:
        if "hong" in url:
            raise DocumentError(f"{url}: máy chủ trả lời mã 404")
        return Fetched(url, "son-la.txt", MAY.encode())

    with_web = Openers(
        vectors=lambda settings: FolderVectors(settings.store / "chroma"),
        embedder=lambda _settings, _progress: HashEmbedder("hash-1"),
        fetch=fetch,
    )
    store = ["--store", str(folder / "kho")]
    assert main(["index", "https://x.example/son-la.txt", *store], with_web) == 0
    assert "Đã thêm son-la (https://x.example/son-la.txt)" in capsys.readouterr().out
    assert main(["index", "https://x.example/hong", *store], with_web) == 2
    out, err = capsys.readouterr()
    assert "mã 404" in one_line(err)
    assert "1 tệp không đọc được" in out
