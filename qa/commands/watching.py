"""`traso index --watch`: keeps a store in step with folders until it is stopped."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from os.path import abspath
from pathlib import Path

from index.build import index_files
from index.errors import StoreLockedError, UsageError
from index.store import Change, Store
from index.watching import Seen, looks
from qa.commands.indexing import preparing, tell
from qa.commands.openers import Openers
from qa.commands.output import complain, say
from qa.settings import Settings


def watch(
    settings: Settings,
    openers: Openers,
    paths: Sequence[str],
    every: int,
    *,
    as_json: bool,
    pause: Callable[[float], None] = time.sleep,
) -> int:
    """Read new and changed files of the folders as they come; 0 when stopped by Ctrl-C.

    The store is locked while files are read and free in between.

    Raises:
        UsageError: a path is no folder.
    """
    folders = [Path(path) for path in paths]
    for folder in folders:
        if not folder.is_dir():
            raise UsageError(f"{folder} không phải thư mục: --watch theo dõi thư mục, như `traso index --watch DIR`.")
    if not folders or every < 1:
        raise UsageError("--watch cần ít nhất một thư mục, và --every từ 1 giây trở lên.")
    follower = _Follower(settings, openers, as_json)
    try:
        _say(f"Theo dõi {', '.join(map(str, folders))}; nhấn Ctrl-C để dừng.", as_json)
        for seen in looks(folders, every, pause):
            follower.follow(seen)
    except KeyboardInterrupt:
        _say("Đã dừng theo dõi.", as_json)
    return 0


def _say(line: str, as_json: bool) -> None:
    """Where JSON is wanted, standard output holds nothing else."""
    (complain if as_json else say)(line)


class _Follower:
    """Reads what was seen; what could not be read because another process writes waits for the next look."""

    def __init__(self, settings: Settings, openers: Openers, as_json: bool) -> None:
        self._settings, self._openers, self._as_json = settings, openers, as_json
        self._waiting: dict[Path, None] = {}
        self._locked = False
        self._embedder = openers.embedder(settings, preparing())

    def follow(self, seen: Seen) -> None:
        for folder in seen.lost:
            complain(f"Không còn truy cập được thư mục {folder}: TraSo chờ thư mục trở lại.")
        for path in seen.gone:
            self._waiting.pop(path, None)
            self._tell_gone(path)
        self._waiting |= dict.fromkeys(seen.changed)
        if self._waiting:
            self._read()

    def _tell_gone(self, path: Path) -> None:
        with Store.open(self._settings.store) as store:
            row = store.ledger.report_from(abspath(path))
        if row is not None:
            kept = f"báo cáo {row.name} vẫn ở trong kho, xóa bằng `traso remove {row.name}`"
            _say(f"Tệp {path} không còn: {kept}.", self._as_json)

    def _read(self) -> None:
        try:
            with Store.create_or_open(self._settings.store) as store:
                vectors = self._openers.vectors(self._settings)
                for item in index_files(store, list(self._waiting), vectors, self._embedder):
                    if item.change is not Change.UNCHANGED or item.problem is not None:
                        tell(item, self._as_json)
        except StoreLockedError as error:
            if not self._locked:
                complain(f"{error} TraSo sẽ tự thử lại.")
            self._locked = True
            return
        self._locked = False
        self._waiting.clear()
