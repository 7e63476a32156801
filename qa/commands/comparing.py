"""`traso diff`: where the figures of two reports, or of a report and a file not in the store yet, differ."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from index.build import evidence_of
from index.errors import StoreError, UsageError
from index.records import Evidence, Figure
from index.revisions import Counts, Difference, counted, differences
from index.store import Store
from qa.commands.output import json_lines, say, table, terminal_width
from qa.commands.reports import suggestion
from qa.figures_table import KIND_WORDS
from qa.settings import Settings

_CHANGES = {"changed": "đổi", "added": "thêm", "removed": "bớt"}


def diff(settings: Settings, before: str, after: str, *, as_json: bool) -> int:
    """Print the differences from `before` to `after`; 1 when there are any."""
    old, new = _sides(settings, (before, after))
    found = differences(old.figures, new.figures)
    names = (old.document.name, new.document.name)
    if as_json:
        sys.stdout.write(json_lines(record_of(difference) for difference in found))
    elif not found:
        say(f"{names[0]} và {names[1]} có cùng số liệu ({len(new.figures)} số liệu).")
    else:
        headers = ("thay đổi", "chỉ tiêu", "loại", "kỳ", "so với", names[0], names[1])
        sys.stdout.write(table(headers, [_cells(d) for d in found], width=terminal_width()))
        say(f"Từ {names[0]} sang {names[1]}: {told(counted(found))}.")
    return 1 if found else 0


def told(counts: Counts) -> str:
    """Differences counted, in words."""
    return f"{counts.changed} số liệu đổi, {counts.added} thêm, {counts.removed} bớt"


def _sides(settings: Settings, wanted: Sequence[str]) -> list[Evidence]:
    """The evidence of each name or file.

    A name goes before a file: a report is never hidden by a file that happens to be in the current folder.
    """
    found: list[Evidence] = []
    try:
        with Store.open(settings.store) as store:
            names = [row.name for row in store.ledger.reports()]
            for text in wanted:
                name = unicodedata.normalize("NFC", text)
                found.append(store.ledger.evidence(name) if name in names else _read(text, suggestion(name, names)))
    except StoreError:
        # Two files can be compared without any store.
        if found or not all(Path(text).is_file() for text in wanted):
            raise
        found = [evidence_of(Path(text)) for text in wanted]
    return found


def _read(text: str, otherwise: str) -> Evidence:
    path = Path(text)
    if not path.is_file():
        raise UsageError(f"Không có báo cáo hay tệp nào tên {text!r}{otherwise}")
    return evidence_of(path)


def record_of(difference: Difference) -> dict[str, object]:
    """The JSON form of one difference: what it is about, then each side (None: not there)."""
    figure = difference.after or difference.before
    assert figure is not None
    return {
        "change": difference.change,
        "indicator": figure.indicator,
        "kind": figure.kind.value,
        "period": None if figure.period is None else str(figure.period),
        "basis": figure.basis,
        "place": figure.place,
        "before": _side(difference.before),
        "after": _side(difference.after),
    }


def _side(figure: Figure | None) -> dict[str, object] | None:
    if figure is None:
        return None
    return {
        "value": figure.value,
        "number": format(figure.number, "f"),
        "unit": figure.unit,
        "direction": figure.direction,
        "start": figure.span.start,
        "end": figure.span.end,
    }


def _cells(difference: Difference) -> tuple[str, ...]:
    figure = difference.after or difference.before
    assert figure is not None
    about = (figure.indicator, KIND_WORDS[figure.kind], str(figure.period or ""), figure.basis or "")
    return (_CHANGES[difference.change], *about, _value(difference.before), _value(difference.after))


def _value(figure: Figure | None) -> str:
    if figure is None:
        return "-"
    return " ".join(filter(None, (figure.direction, figure.value, figure.unit)))
