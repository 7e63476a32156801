"""`traso reports`, `traso text`, and finding a report by the name a user typed."""

from __future__ import annotations

import difflib
import sys
import unicodedata
from collections.abc import Iterable

from index.codec import ReportRow
from index.errors import UsageError
from index.folding import fold
from index.store import Store
from qa.commands.output import json_line, say, table, terminal_width
from qa.settings import Settings


def known_name(name: str, names: Iterable[str]) -> str:
    """`name` as the store spells it.

    Raises:
        UsageError: it is none of `names`; the message suggests near ones.
    """
    wanted = unicodedata.normalize("NFC", name)
    names = list(names)
    if wanted in names:
        return wanted
    raise UsageError(f"Không có báo cáo nào tên {name!r}{suggestion(wanted, names)}")


def suggestion(name: str, names: Iterable[str]) -> str:
    """The end of a message about an unknown name: the near ones, or where to see them all."""
    folded = {fold(known): known for known in names}
    keys = difflib.get_close_matches(fold(name), folded, n=3, cutoff=0.5)
    near = [folded[key] for key in keys or [key for key in folded if fold(name) in key][:3]]
    return f": có phải {' hay '.join(near)}?" if near else ": xem các tên bằng `traso reports`."


def record_of(row: ReportRow) -> dict[str, object]:
    """What JSON says of a report; see `ReportRow` for the counts."""
    return {
        "name": row.name,
        "title": row.title,
        "place": row.place,
        "period": None if row.period is None else str(row.period),
        "posted": row.posted,
        "format": row.format,
        "source": row.source,
        "sha256": row.sha256,
        "characters": row.characters,
        "passages": row.passages,
        "figures": row.figures,
        "unknown": row.unknown,
        "tables": row.tables,
        "unitless": row.unitless,
        "pages": row.pages,
        "sheets": row.sheets,
        "unread": list(row.unread),
    }


def reports(settings: Settings, *, as_json: bool) -> int:
    """List the reports, as a table or one JSON record a line."""
    with Store.open(settings.store) as store:
        rows = store.ledger.reports()
    if as_json:
        for row in rows:
            print(json_line(record_of(row)))
    elif not rows:
        say(f"Kho {settings.store} chưa có báo cáo nào: hãy chạy `traso index PATH`.")
    else:
        counts = ("số liệu", "chưa rõ")
        cells = [
            (row.name, str(row.period or ""), row.place or "", str(row.figures), str(row.unknown), row.title)
            for row in rows
        ]
        sys.stdout.write(table(("tên", "kỳ", "địa phương", *counts, "nhan đề"), cells, counts, terminal_width()))
    return 0


def text(settings: Settings, name: str) -> int:
    """Print a report's stored text and nothing else, so that offsets can be checked against it."""
    with Store.open(settings.store) as store:
        found = known_name(name, (row.name for row in store.ledger.reports()))
        sys.stdout.write(store.ledger.document(found).text)
    return 0
