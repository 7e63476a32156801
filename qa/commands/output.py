"""What commands print. Words of documents reach a terminal as plain characters only, never as control codes."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from index.errors import UsageError

# Wide enough that no row is broken: what is piped or written to a file keeps one line for each row.
UNBOUNDED = 10_000
FORMATS = ("table", "jsonl", "csv", "xlsx")
SERIES_FORMATS = ("table", "csv", "xlsx", "json", "svg", "png")
# Characters that JSON allows inside a string but many readers take for the end of a line.
_LINE_ENDS = {ord(c): f"\\u{ord(c):04x}" for c in "\x85\u2028\u2029"}
_SURROGATES = range(0xD800, 0xE000)


def shown(text: str) -> str:
    """`text` on one line, without control and other unprintable characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def whole(text: str) -> str:
    """`text` with a replacement character for each half of a pair: broken bytes of a command line, a JSON escape."""
    return "".join("\ufffd" if ord(c) in _SURROGATES else c for c in text)


def use_utf8() -> None:
    """Make both output streams write UTF-8 with line feeds as they are, whatever the console's own encoding."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def say(line: str) -> None:
    """One line on stdout, at once."""
    print(shown(line), flush=True)


def complain(line: str) -> None:
    """One line on stderr that names the program."""
    print(f"traso: {shown(line)}", file=sys.stderr, flush=True)


def json_line(record: Mapping[str, object]) -> str:
    """A record as one line of JSON, Vietnamese letters as they are."""
    return json.dumps(record, ensure_ascii=False).translate(_LINE_ENDS)


def json_lines(records: Iterable[Mapping[str, object]]) -> str:
    """Records as lines of JSON."""
    return "".join(f"{json_line(record)}\n" for record in records)


def terminal_width() -> int | None:
    """Columns of the terminal; None where stdout is no terminal."""
    import shutil

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def table(
    headers: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[str] = (), width: int | None = None
) -> str:
    """Aligned columns under their headers, one line each; long cells are wrapped where `width` is given.

    The columns named in `right` are set flush right.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    sheet = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for header in headers:
        sheet.add_column(header, justify="right" if header in right else "left", no_wrap=header in right)
    for row in rows:
        sheet.add_row(*(Text(shown(cell)) for cell in row))
    page = io.StringIO()
    Console(file=page, width=width or UNBOUNDED, color_system=None).print(sheet)
    return "".join(f"{line.rstrip()}\n" for line in page.getvalue().splitlines())


def write(path: Path, content: str | bytes) -> None:
    """Write a file that the user named, and say so.

    Raises:
        UsageError: it cannot be written.
    """
    try:
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    except OSError as error:
        raise UsageError(f"Không ghi được tệp {path} ({error.strerror}): hãy chọn chỗ khác cho --out.") from error
    say(f"Đã ghi {path}.")
