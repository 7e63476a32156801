from __future__ import annotations

import json
from pathlib import Path

import pytest

from qa.cli import main
from tests.qa.test_cli import JUNE, MAY, one_line, openers


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with one report, and a corrected file that is not in it."""
    monkeypatch.setenv("TRASO_STORE", str(tmp_path / "kho"))
    (tmp_path / "son-la-05.txt").write_text(MAY, encoding="utf-8")
    (tmp_path / "sua.txt").write_text(MAY.replace("12.345", "12.435"), encoding="utf-8")
    assert main(["index", str(tmp_path / "son-la-05.txt")], openers()) == 0
    return tmp_path


def test_a_report_is_compared_with_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["diff", "son-la-05", str(folder / "sua.txt")], openers()) == 1
    out = capsys.readouterr().out
    assert "12.345 lượt" in out
    assert "12.435 lượt" in out
    assert "1 số liệu đổi, 0 thêm, 0 bớt" in out


def test_the_json_says_what_changed_and_where(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["diff", "son-la-05", str(folder / "sua.txt"), "--json"], openers()) == 1
    (record,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (record["change"], record["kind"], record["period"]) == ("changed", "level", "5 tháng 2024")
    assert (record["before"]["value"], record["after"]["number"]) == ("12.345", "12435")
    start, end = record["before"]["start"], record["before"]["end"]
    main(["text", "son-la-05"])
    assert capsys.readouterr().out[start:end] == "12.345"


def test_equal_reports_exit_0(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["diff", "son-la-05", str(folder / "son-la-05.txt")], openers()) == 0
    assert "cùng số liệu" in capsys.readouterr().out
    assert main(["diff", "son-la-05", "son-la-05", "--json"], openers()) == 0
    assert capsys.readouterr().out == ""


def test_two_files_need_no_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("a", MAY), ("b", JUNE)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    argv = ["diff", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--store", str(tmp_path / "kho")]
    assert main(argv, openers()) == 1
    assert not (tmp_path / "kho").exists()


def test_an_unknown_name_is_told_in_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["diff", "son-la-05", "son-la-06"], openers()) == 2
    assert "có phải son-la-05" in one_line(capsys.readouterr().err)


def test_index_tells_of_versions(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["index", str(folder / "sua.txt")], openers()) == 0
    out = capsys.readouterr().out
    assert (
        "sua cùng nhan đề, nơi và kỳ với son-la-05: 1 số liệu đổi, 0 thêm, 0 bớt; xem `traso diff son-la-05 sua`" in out
    )
    (folder / "sua.txt").write_text(MAY, encoding="utf-8")
    assert main(["index", str(folder / "sua.txt")], openers()) == 0
    out = capsys.readouterr().out
    assert "sua thay bản đọc trước từ cùng tệp: 1 số liệu đổi, 0 thêm, 0 bớt." in out
    assert "sua có cùng số liệu với son-la-05" in out
    (folder / "sua.txt").write_text(JUNE, encoding="utf-8")
    assert main(["index", str(folder / "sua.txt"), "--json"], openers()) == 0
    (kin,) = json.loads(capsys.readouterr().out)["kin"]
    assert (kin["relation"], kin["report"]) == ("replaces", "sua")
