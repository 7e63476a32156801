"""`traso figures`: the figure table of one report or all, in the format wanted."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from index.errors import UsageError
from index.records import Evidence
from index.store import Store
from qa import figures_table
from qa.commands.output import FORMATS, json_lines, table, terminal_width, write
from qa.commands.reports import known_name
from qa.settings import Settings


def figures(
    settings: Settings, name: str | None, *, format: str | None, out: str | None, everything: bool, coverage: bool
) -> int:
    """Print the table, or write it to the file `out`, whose suffix names the format where `format` does not."""
    form = format or (Path(out).suffix.removeprefix(".").lower() if out else "")
    form = form if form in FORMATS else "table"
    if form == "xlsx" and out is None:
        raise UsageError("Định dạng xlsx cần tên tệp: hãy thêm --out FILE.xlsx.")
    if coverage and form not in ("table", "jsonl"):
        raise UsageError("--coverage chỉ có định dạng table và jsonl.")
    found = _evidence(settings, name)
    width = terminal_width() if out is None else None
    content = _coverage(found, form, width) if coverage else _figures(found, form, everything, width)
    if out is not None:
        write(Path(out), content)
    elif isinstance(content, str):
        sys.stdout.write(content)
    return 0


def _evidence(settings: Settings, name: str | None) -> list[Evidence]:
    with Store.open(settings.store) as store:
        names = [row.name for row in store.ledger.reports()]
        wanted = names if name is None else [known_name(name, names)]
        return [store.ledger.evidence(report) for report in wanted]


def _coverage(found: Sequence[Evidence], form: str, width: int | None) -> str:
    counted = [figures_table.coverage_of(evidence) for evidence in found]
    if form == "jsonl":
        return json_lines(coverage.record() for coverage in counted)
    headers, cells = figures_table.coverage_table(counted)
    return table(headers, cells, headers[1:], width)


def _figures(found: Sequence[Evidence], form: str, everything: bool, width: int | None) -> str | bytes:
    rows = [row for evidence in found for row in figures_table.rows_of(evidence, everything)]
    match form:
        case "jsonl":
            return json_lines(map(figures_table.record_of, rows))
        case "csv":
            return figures_table.as_csv(rows)
        case "xlsx":
            return figures_table.as_xlsx(rows)
        case _:
            headers, cells = figures_table.as_table(rows)
            return table(headers, cells, ("nguyên văn",), width)
