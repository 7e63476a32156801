"""What was read of a file, counted: for the line that `traso index` prints of it, and kept with the report."""

from __future__ import annotations

from typing import NamedTuple

from index.records import Evidence, Kind
from index.table_layout import table_runs


class Summary(NamedTuple):
    """Tables with figures, levels that lack a unit, pages and sheets read."""

    tables: int
    unitless: int
    pages: int
    sheets: int


def summary_of(evidence: Evidence) -> Summary:
    """The counts of one document."""
    document = evidence.document
    telling = {figure.passage for figure in evidence.figures}
    runs = table_runs(document.text, evidence.passages)
    cells = {place.cell for place in document.locations if place.cell}
    return Summary(
        tables=sum(any(passage.number in telling for passage in run) for run in runs),
        unitless=sum(figure.kind is Kind.LEVEL and figure.unit is None for figure in evidence.figures),
        pages=len({place.page for place in document.locations if place.page is not None}),
        sheets=len({cell.rpartition("!")[0] for cell in cells if "!" in cell}),
    )
