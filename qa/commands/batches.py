"""Lines of JSON that a batch reads, from a file or stdin."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from index.errors import UsageError


@contextmanager
def lines_of(source: str, what: str) -> Iterator[IO[bytes]]:
    """The lines of the file `source` ("-": stdin); `what` names it in messages ("tệp câu hỏi").

    Raises:
        UsageError: it cannot be opened.
    """
    if source == "-":
        yield sys.stdin.buffer
        return
    try:
        file = open(source, "rb")
    except OSError as error:
        raise UsageError(f"Không mở được {what} {source} ({error.strerror}).") from error
    with file:
        yield file


def object_of(line: bytes, example: str) -> dict[str, Any]:
    """The JSON object of one line; `example` shows one in the message.

    Raises:
        UsageError: it is no UTF-8, no JSON or no object.
    """
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UsageError("không đúng bảng mã UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise UsageError("không phải JSON hợp lệ.") from error
    if not isinstance(record, dict):
        raise UsageError(f"cần một đối tượng JSON như {example}.")
    return record
