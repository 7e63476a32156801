"""`traso audit`: where the figures of a report do not agree with each other."""

from __future__ import annotations

from index.store import Store
from qa.auditing import Finding, audited
from qa.commands.output import json_line, say
from qa.commands.reports import known_name
from qa.commands.verifying import library_of
from qa.library import Shelf
from qa.settings import Settings


def audit(settings: Settings, name: str | None, *, as_json: bool) -> int:
    """Print the disagreements inside one report, or inside each; 1 when there is one."""
    with Store.open(settings.store) as store:
        library = library_of(store)
        names = [row.name for row in library.rows]
        chosen = [known_name(name, names)] if name is not None else names
        total = 0
        for report in chosen:
            shelf = library.shelf(report)
            findings = audited(shelf)
            total += len(findings)
            for finding in findings:
                if as_json:
                    print(json_line(_record(shelf, finding)))
                else:
                    _print(shelf, finding)
    if not as_json:
        say(f"{len(chosen)} báo cáo: {total} chỗ số liệu không khớp nhau." if total else _NONE.format(len(chosen)))
    return int(total > 0)


_NONE = "{} báo cáo: không thấy chỗ nào số liệu không khớp nhau."


def _print(shelf: Shelf, finding: Finding) -> None:
    start, end = finding.sentence
    say(f"- {finding.words} {finding.computation}")
    say(f"  {shelf.name} [{start}:{end}] “{shelf.text[start:end]}”")


def _record(shelf: Shelf, finding: Finding) -> dict[str, object]:
    start, end = finding.sentence
    return {
        "report": shelf.name,
        "kind": finding.kind,
        "why": finding.words,
        "computation": finding.computation,
        "figures": [
            {"value": f.value, "unit": f.unit, "indicator": f.indicator, "start": f.span.start, "end": f.span.end}
            for f in finding.figures
        ],
        "citation": {"report": shelf.name, "start": start, "end": end, "quote": shelf.text[start:end]},
    }
