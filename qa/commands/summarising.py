"""`traso summary`: the leading figures of a report or a section as cited sentences."""

from __future__ import annotations

from dataclasses import asdict

from index.store import Store
from qa.commands.openers import Openers
from qa.commands.output import complain, json_line, say, shown
from qa.commands.reports import known_name
from qa.commands.verifying import library_of
from qa.phrasing import Phraser
from qa.settings import Settings
from qa.summary import Part, summary


def summarise(settings: Settings, openers: Openers, name: str, section: str | None, *, as_json: bool) -> int:
    """Print the summary part by part, each as soon as it is verified, then what it cites."""
    model = openers.model(settings)
    phraser = Phraser(model, settings.llm, settings.llm_seconds) if model is not None else None
    with Store.open(settings.store) as store:
        library = library_of(store)
        name = known_name(name, (row.name for row in library.rows))
        parts = []
        for part in summary(library, name, section, phraser):
            if isinstance(part, str):
                complain(part)
                continue
            parts.append(part)
            if as_json:
                print(json_line({"report": name} | asdict(part)), flush=True)
            else:
                _say(part)
    if not as_json:
        for citation in {c.id: c for part in parts for c in part.citations}.values():
            say(f"[{citation.id}] {citation.report}: “{citation.quote}”")
    return 0


def _say(part: Part) -> None:
    say(part.heading)
    for sentence in part.sentences:
        print(f"- {shown(sentence)}", flush=True)
