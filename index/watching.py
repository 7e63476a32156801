"""Report files of folders that are new, changed or gone since the last look.

Looking again every few seconds, and not the system's own notices: those do not come from the network shares on which
offices keep their reports.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from index.build import reports_in

EVERY = 5.0

_Look = dict[Path, tuple[int, int]]


class Seen(NamedTuple):
    """What a look found: files to read, files that are gone, folders that cannot be reached (each told once)."""

    changed: tuple[Path, ...] = ()
    gone: tuple[Path, ...] = ()
    lost: tuple[Path, ...] = ()


def looks(folders: Sequence[Path], every: float = EVERY, pause: Callable[[float], None] = time.sleep) -> Iterator[Seen]:
    """One result for each look, for ever; the first tells of the files that are there.

    A file is told of once two looks found it the same: one that is still being copied would be read in part.
    """
    told: _Look = {}
    before: _Look | None = None
    lost: set[Path] = set()
    while True:
        now: _Look = {}
        missing = [folder for folder in folders if not folder.is_dir()]
        for folder in folders:
            if folder in missing:
                # A share that is away for a while has not lost its files.
                now |= {path: sign for path, sign in told.items() if path.is_relative_to(folder)}
            else:
                now |= _look(folder)
        steady = now if before is None else {p: s for p, s in now.items() if before.get(p) == s}
        changed = tuple(path for path, sign in steady.items() if told.get(path) != sign)
        gone = tuple(path for path in told if path not in now)
        yield Seen(changed, gone, tuple(folder for folder in missing if folder not in lost))
        told |= {path: steady[path] for path in changed}
        for path in gone:
            del told[path]
        lost, before = set(missing), now
        pause(every)


def _look(folder: Path) -> _Look:
    found: _Look = {}
    for path in reports_in(folder):
        try:
            state = path.stat()
        except OSError:
            continue
        found[path] = (state.st_mtime_ns, state.st_size)
    return found
