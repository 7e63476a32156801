"""Who may use the page: a file of users with hashed passwords, and sessions that live as long as the program."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import threading
import time
from base64 import b64decode, b64encode
from collections.abc import Mapping
from pathlib import Path

from index.errors import UsageError

_COST, _BLOCK, _PARALLEL, _LENGTH = 2**15, 8, 1, 32
_MEMORY = 128 * _COST * _BLOCK * 2
_SHORTEST = 8
_HOURS = 12.0
_MOST_SESSIONS = 10_000


def hashed(password: str, salt: bytes | None = None) -> str:
    """What is stored for a password: scheme, salt and scrypt key."""
    salt = salt or secrets.token_bytes(16)
    key = hashlib.scrypt(password.encode(), salt=salt, n=_COST, r=_BLOCK, p=_PARALLEL, maxmem=_MEMORY, dklen=_LENGTH)
    return f"scrypt${b64encode(salt).decode()}${b64encode(key).decode()}"


def matches(password: str, stored: str) -> bool:
    """Whether a password is the stored one."""
    scheme, _, rest = stored.partition("$")
    salt = rest.partition("$")[0]
    return scheme == "scrypt" and hmac.compare_digest(hashed(password, b64decode(salt)), stored)


def add_user(path: Path, name: str, password: str) -> None:
    """Add a user to the file, or give one a new password; the file is readable by its owner alone.

    Raises:
        UsageError: the name or the password will not do, or the file cannot be read or written.
    """
    if not name.strip() or name != name.strip() or not name.isprintable():
        raise UsageError("Tên người dùng không được trống hay có ký tự lạ.")
    if len(password) < _SHORTEST:
        raise UsageError(f"Mật khẩu cần ít nhất {_SHORTEST} ký tự.")
    users = dict(read_users(path)) if path.exists() else {}
    users[name] = hashed(password)
    fresh = path.with_name(f"{path.name}.new")
    try:
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(users, file, ensure_ascii=False, indent=1)
        fresh.replace(path)
    except OSError as error:
        raise UsageError(f"Không ghi được tệp người dùng {path} ({error.strerror}).") from error


def read_users(path: Path) -> Mapping[str, str]:
    """Names and stored passwords.

    Raises:
        UsageError: the file cannot be read, or is no such file.
    """
    try:
        users = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"Không đọc được tệp người dùng {path} ({error.strerror}).") from error
    except ValueError as error:
        raise UsageError(f"Tệp người dùng {path} không phải JSON: hãy tạo bằng `traso serve --add-user`.") from error
    if not isinstance(users, dict) or not all(str(value).startswith("scrypt$") for value in users.values()):
        raise UsageError(f"Tệp người dùng {path} không đúng dạng: hãy tạo bằng `traso serve --add-user`.")
    return users


class Access:
    """Checks passwords and keeps sessions. Without users everyone may in."""

    def __init__(self, users: Mapping[str, str] | None) -> None:
        self._users = users
        self._mutex = threading.Lock()
        self._sessions: dict[str, tuple[str, float]] = {}
        # Checked in place of an unknown user's, so that the time taken does not tell which names exist.
        self._nobody = hashed(secrets.token_hex(8)) if users is not None else ""

    @property
    def closed(self) -> bool:
        """Whether a login is asked for."""
        return self._users is not None

    def login(self, name: str, password: str) -> str | None:
        """A new session's key, or None."""
        stored = (self._users or {}).get(name)
        if not matches(password, stored or self._nobody) or stored is None:
            return None
        key = secrets.token_urlsafe(32)
        with self._mutex:
            now = time.monotonic()
            self._sessions = {k: s for k, s in self._sessions.items() if s[1] > now}
            while len(self._sessions) >= _MOST_SESSIONS:
                del self._sessions[next(iter(self._sessions))]
            self._sessions[key] = (name, now + _HOURS * 3600)
        return key

    def user(self, key: str | None) -> str | None:
        """Whose session it is."""
        with self._mutex:
            found = self._sessions.get(key or "")
        return found[0] if found and found[1] > time.monotonic() else None

    def logout(self, key: str | None) -> None:
        """End a session."""
        with self._mutex:
            self._sessions.pop(key or "", None)
