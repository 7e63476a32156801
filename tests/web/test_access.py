"""Passwords, sessions, limits, and the command that adds users."""

from __future__ import annotations

import io
import json
import stat
from pathlib import Path

import pytest

from index.errors import UsageError
from qa.cli import main
from web.access import Access, add_user, hashed, matches, read_users
from web.downloads import Downloads
from web.limits import Limiter, TooManyRequestsError


def test_a_password_is_stored_as_a_salted_hash(tmp_path: Path) -> None:
    path = tmp_path / "users.json"
    add_user(path, "lan", "mot-mat-khau")
    add_user(path, "minh", "mot-mat-khau")
    users = read_users(path)
    assert set(users) == {"lan", "minh"}
    assert users["lan"] != users["minh"]
    assert "mot-mat-khau" not in path.read_text("utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert matches("mot-mat-khau", users["lan"])
    assert not matches("mot-mat-khau ", users["lan"])


@pytest.mark.parametrize(("name", "password"), [("lan", "ngan"), ("", "mot-mat-khau"), ("a\nb", "mot-mat-khau")])
def test_bad_names_and_short_passwords_are_refused(tmp_path: Path, name: str, password: str) -> None:
    with pytest.raises(UsageError):
        add_user(tmp_path / "users.json", name, password)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", ["{", "[]", '{"lan": "mat-khau-de-lo"}'])
def test_a_damaged_file_of_users_lets_nobody_in(tmp_path: Path, content: str) -> None:
    path = tmp_path / "users.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match="users.json"):
        read_users(path)


def test_a_session_ends_with_logout_and_cannot_be_made_up() -> None:
    access = Access({"lan": hashed("mot-mat-khau")})
    assert access.login("lan", "khac") is None
    assert access.login("khong-co", "mot-mat-khau") is None
    key = access.login("lan", "mot-mat-khau")
    assert key is not None
    assert access.user(key) == "lan"
    assert access.user(f"{key}x") is None
    assert access.user(None) is None
    access.logout(key)
    assert access.user(key) is None


def test_users_are_added_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "users.json"
    monkeypatch.setattr("sys.stdin", io.StringIO("mot-mat-khau\n"))
    assert main(["serve", "--auth-file", str(path), "--add-user", "lan"]) == 0
    assert "mot-mat-khau" not in capsys.readouterr().out
    assert matches("mot-mat-khau", json.loads(path.read_text("utf-8"))["lan"])


@pytest.mark.parametrize(
    "argv",
    [
        ["--add-user", "lan"],
        ["--auth-file", "khong-co.json"],
        ["--port", "0"],
        ["--max-upload", "0"],
        ["--port", "so-hai"],
        ["--nhanh"],
    ],
)
def test_bad_use_is_one_line(argv: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--store", str(tmp_path / "kho"), *argv]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_minute_holds_so_many_calls_of_each_client() -> None:
    now = 100.0
    limiter = Limiter(2, lambda: now)
    limiter.count("lan")
    limiter.count("lan")
    limiter.count("minh")
    with pytest.raises(TooManyRequestsError, match="60 giây|61 giây"):
        limiter.count("lan")
    now += 61
    limiter.count("lan")


def test_a_file_is_handed_over_once_and_to_its_own_user() -> None:
    downloads = Downloads()
    key = downloads.keep("lan", "a.docx", "x/y", b"a").removeprefix("download/")
    assert downloads.take(key, "minh") is None
    found = downloads.take(key, "lan")
    assert found is not None
    assert found.content == b"a"
    assert downloads.take(key, "lan") is None
