from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from index.watching import Seen, looks


def watching(*folders: Path) -> Iterator[Seen]:
    return looks(folders, pause=lambda _seconds: None)


def write(path: Path, text: str, at: int) -> None:
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(at, at))


def test_the_first_look_tells_of_what_is_there(tmp_path: Path) -> None:
    write(tmp_path / "b.txt", "b", 1)
    (tmp_path / "muc").mkdir()
    write(tmp_path / "muc" / "a.html", "a", 1)
    write(tmp_path / "ghi-chu.exe", "x", 1)
    write(tmp_path / ".an.txt", "x", 1)
    seen = next(watching(tmp_path))
    assert seen == Seen((tmp_path / "b.txt", tmp_path / "muc" / "a.html"))


def test_a_file_is_told_of_once_it_stays_the_same(tmp_path: Path) -> None:
    seen = watching(tmp_path)
    assert next(seen) == Seen()
    write(tmp_path / "a.txt", "mot", 1)
    assert next(seen) == Seen()
    write(tmp_path / "a.txt", "mot hai", 2)
    assert next(seen) == Seen()
    assert next(seen) == Seen((tmp_path / "a.txt",))
    assert next(seen) == Seen()


def test_a_changed_file_is_told_of_again(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "mot", 1)
    seen = watching(tmp_path)
    next(seen)
    write(tmp_path / "a.txt", "hai", 2)
    assert [next(seen) for _ in range(3)] == [Seen(), Seen((tmp_path / "a.txt",)), Seen()]


def test_a_file_that_is_gone_is_told_of_once_and_again_when_it_comes_back(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "mot", 1)
    seen = watching(tmp_path)
    next(seen)
    (tmp_path / "a.txt").unlink()
    assert [next(seen), next(seen)] == [Seen(gone=(tmp_path / "a.txt",)), Seen()]
    write(tmp_path / "a.txt", "mot", 1)
    assert [next(seen), next(seen)] == [Seen(), Seen((tmp_path / "a.txt",))]


def test_a_folder_that_is_away_has_not_lost_its_files(tmp_path: Path) -> None:
    share, other = tmp_path / "o-mang", tmp_path / "khac"
    share.mkdir()
    other.mkdir()
    write(share / "a.txt", "mot", 1)
    seen = watching(share, other)
    assert next(seen) == Seen((share / "a.txt",))
    shutil.move(share, tmp_path / "cat")
    assert [next(seen), next(seen)] == [Seen(lost=(share,)), Seen()]
    shutil.move(tmp_path / "cat", share)
    assert [next(seen), next(seen)] == [Seen(), Seen()]
