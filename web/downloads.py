"""Files made for one user, fetched once by a link that nobody else can guess."""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass

_MOST = 50
_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Download:
    """A file and whose it is."""

    user: str
    name: str
    media_type: str
    content: bytes
    until: float


class Downloads:
    """A few files for a few minutes, in memory."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._kept: OrderedDict[str, Download] = OrderedDict()

    def keep(self, user: str, name: str, media_type: str, content: bytes) -> str:
        """Keep a file; the end of its address."""
        key = secrets.token_urlsafe(24)
        with self._mutex:
            self._kept[key] = Download(user, name, media_type, content, time.monotonic() + _SECONDS)
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return f"download/{key}"

    def take(self, key: str, user: str) -> Download | None:
        """The file, once, if it is this user's and not too old."""
        with self._mutex:
            found = self._kept.get(key)
            if found is None or found.user != user:
                return None
            del self._kept[key]
        return found if found.until > time.monotonic() else None
