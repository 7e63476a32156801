"""The figure table of a report, searched, filtered and sorted: what is shown is what is downloaded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from index.folding import fold
from index.lexicon import SCALES
from index.records import Evidence, Figure
from qa import figures_table
from qa.figures_table import KIND_WORDS, Row

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
DOWN, UP = "down", "up"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words to find (diacritics do not matter), a top section, a kind in words, a unit, and an order by value."""

    words: str = ""
    section: str = ""
    kind: str = ""
    unit: str = ""
    sort: str = ""


def figure_rows(evidence: Evidence, wanted: Wanted) -> list[Row]:
    """The rows, in reading order unless sorted by value."""
    syllables = fold(wanted.words).split()
    rows = [row for row in figures_table.rows_of(evidence) if row.figure and _fits(row, row.figure, wanted, syllables)]
    if wanted.sort in (DOWN, UP):
        rows.sort(key=lambda row: scaled(row.figure), reverse=wanted.sort == DOWN)
    return rows


def _fits(row: Row, figure: Figure, wanted: Wanted, syllables: Sequence[str]) -> bool:
    if wanted.section and top_section(row) != wanted.section:
        return False
    if wanted.kind and KIND_WORDS[figure.kind] != wanted.kind:
        return False
    if wanted.unit and (figure.unit or "") != wanted.unit:
        return False
    if not syllables:
        return True
    said = fold(f"{figure.indicator} {figure.value} {figure.unit or ''} {figure.period or ''}")
    return all(syllable in said for syllable in syllables) or " ".join(syllables) in fold(row.section)


def scaled(figure: Figure | None) -> Decimal:
    """The number with its scale word worked in: "1,2 nghìn tỷ" is more than "900 tỷ"."""
    if figure is None:
        return Decimal(0)
    unit = (figure.unit or "").lower()
    scale = next((SCALES[word] for word in sorted(SCALES, key=len, reverse=True) if _begins(unit, word)), Decimal(1))
    return figure.number * scale


def _begins(unit: str, word: str) -> bool:
    return unit == word or unit.startswith(f"{word} ")


def top_section(row: Row) -> str:
    """The first heading of a row's section path."""
    return row.section.split(" > ")[0]


def choices(evidence: Evidence) -> tuple[list[str], list[str], list[str]]:
    """The sections of a report's figures in order, and their kinds and units, the commonest first."""
    rows = [row for row in figures_table.rows_of(evidence) if row.figure]
    sections = list(dict.fromkeys(section for row in rows if (section := top_section(row))))
    kinds = _by_number(KIND_WORDS[row.figure.kind] for row in rows if row.figure)
    units = _by_number(row.figure.unit or "" for row in rows if row.figure)
    return sections, kinds, [unit for unit in units if unit]


def _by_number(values: Iterable[str]) -> list[str]:
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return sorted(counts, key=lambda value: -counts[value])


def written(rows: Sequence[Row], form: str) -> tuple[bytes, str]:
    """The table as a file of the form "csv" or "xlsx", and its media type."""
    if form == "csv":
        return figures_table.as_csv(rows).encode("utf-8"), CSV
    return figures_table.as_xlsx(rows), XLSX
