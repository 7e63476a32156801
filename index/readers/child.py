"""A reader's engine as a process of its own: what it answers, within a limit of time."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self


class Ended(Exception):
    """The process ended, or said something unexpected, before its answer was whole."""


class OutOfTime(Exception):
    """The process took too long and was ended."""


class Answers:
    """Runs a script of this package, gives it `data`, and reads its answers; at the end it no longer runs."""

    def __init__(self, script: Path, arguments: Sequence[str], data: bytes, seconds: float) -> None:
        self._process = subprocess.Popen(
            # -P: nothing is imported from the folder where the user works.
            [sys.executable, "-P", str(script), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._late = False
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._feeder = threading.Thread(target=self._feed, args=(data,), daemon=True)

    def __enter__(self) -> Self:
        self._timer.start()
        self._feeder.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        self._process.kill()
        self._process.wait()
        self._feeder.join()
        if self._process.stdout:
            self._process.stdout.close()

    def next(self) -> dict[str, Any]:
        """The next line of JSON.

        Raises:
            OutOfTime: the time is over.
            Ended: there is none.
        """
        line = self._out.readline()
        try:
            answer = json.loads(line)
        except ValueError:
            raise (OutOfTime if self._late else Ended) from None
        if not isinstance(answer, dict):
            raise Ended
        return answer

    def picture(self) -> bytes:
        """The next picture, a grey PGM whole; raises as `next` does."""
        head = self._out.readline()
        parts = head.split()
        if len(parts) != 4 or parts[0] != b"P5":
            raise OutOfTime if self._late else Ended
        size = int(parts[1]) * int(parts[2])
        body: bytes = self._out.read(size)
        if len(body) != size:
            raise OutOfTime if self._late else Ended
        return bytes(head + body)

    @property
    def _out(self) -> Any:  # noqa: ANN401 - Popen's type allows that there is none
        return self._process.stdout

    def _end(self) -> None:
        self._late = True
        self._process.kill()

    def _feed(self, data: bytes) -> None:
        pipe = self._process.stdin
        if pipe is None:
            return
        try:
            with pipe:
                pipe.write(data)
        except OSError:
            return  # it ended without reading all: its answer, or the lack of one, says why
