"""How much one client may ask in a minute."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

from index.errors import UsageError

_WINDOW = 60.0
_MOST_CLIENTS = 10_000


class TooManyRequestsError(UsageError):
    """A client has used up its minute."""


class Limiter:
    """Counts calls by client over the last minute; 0 sets no limit. Threads may share it."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_minute = per_minute
        self._clock = clock
        self._mutex = threading.Lock()
        self._calls: dict[str, deque[float]] = {}

    def count(self, client: str) -> None:
        """Count one call.

        Raises:
            TooManyRequestsError: the client has had as many in the last minute as it may.
        """
        if not self.per_minute:
            return
        now = self._clock()
        with self._mutex:
            if len(self._calls) > _MOST_CLIENTS:
                self._calls = {c: calls for c, calls in self._calls.items() if calls and now - calls[-1] < _WINDOW}
            calls = self._calls.setdefault(client, deque())
            while calls and now - calls[0] >= _WINDOW:
                calls.popleft()
            if len(calls) >= self.per_minute:
                wait = int(_WINDOW - (now - calls[0])) + 1
                raise TooManyRequestsError(f"Đã quá {self.per_minute} lượt trong một phút: hãy đợi {wait} giây.")
            calls.append(now)
