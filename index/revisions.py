"""What two readings of figures share and where they differ: versions of one report, one report in two formats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from index.codec import ReportRow
from index.folding import fold, plain
from index.records import Figure

# Two formats of one report may lose a figure in a hundred; a rounding to whole figures is left for short ones.
SAME_SHARE = 0.98
# Below this share of common figures two reports are two reports, whatever their titles say.
KIN_SHARE = 0.5


class Difference(NamedTuple):
    """One indicator of one kind, period and basis whose value or unit differs; None where a side does not have it."""

    before: Figure | None
    after: Figure | None

    @property
    def change(self) -> str:
        """`changed`, `added` or `removed`."""
        return "added" if self.before is None else "removed" if self.after is None else "changed"


class Counts(NamedTuple):
    """How many figures changed, were added, were removed."""

    changed: int
    added: int
    removed: int

    @property
    def total(self) -> int:
        """All differences."""
        return sum(self)


class Relation(StrEnum):
    """What a report that was read is to one in the store."""

    REPLACES = "replaces"
    SAME = "same"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class Kin:
    """A report that the one just read replaces, repeats in another file, or stands beside as another version."""

    relation: Relation
    report: str
    counts: Counts


def meaning(figure: Figure) -> tuple[object, ...]:
    """What a figure is about, its value and unit aside; capitals and spelling variants tell nothing apart."""
    words = (" ".join(plain(text or "").split()) for text in (figure.indicator, figure.basis, figure.place))
    return (*words, figure.kind, figure.period, figure.plan)


def _reading(figure: Figure) -> tuple[object, ...]:
    # "giảm 3%" corrected to "tăng 3%" is a change of value, though the digits stay.
    return figure.number, " ".join((figure.unit or "").lower().split()), figure.direction


def differences(before: Iterable[Figure], after: Iterable[Figure]) -> tuple[Difference, ...]:
    """The figures that differ, those that stand in `after` in its order, then those that only `before` has."""
    old, new = _by_meaning(before), _by_meaning(after)
    found: list[Difference] = []
    gone: list[Difference] = []
    for key in {**new, **old}:
        mine, theirs = _without_common(old.get(key, []), new.get(key, []))
        pairs = min(len(mine), len(theirs))
        found += [Difference(a, b) for a, b in zip(mine, theirs, strict=False)]
        found += [Difference(None, figure) for figure in theirs[pairs:]]
        gone += [Difference(figure, None) for figure in mine[pairs:]]
    found.sort(key=lambda d: d.after.span if d.after else (0, 0))
    return (*found, *sorted(gone, key=lambda d: d.before.span if d.before else (0, 0)))


def _by_meaning(figures: Iterable[Figure]) -> dict[tuple[object, ...], list[Figure]]:
    groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        groups[meaning(figure)].append(figure)
    return groups


def _without_common(old: Sequence[Figure], new: Sequence[Figure]) -> tuple[list[Figure], list[Figure]]:
    """What is left of each side once equal values are paired off, however often a report repeats one."""
    said = {_reading(figure) for figure in old} & {_reading(figure) for figure in new}
    return [f for f in old if _reading(f) not in said], [f for f in new if _reading(f) not in said]


def counted(found: Sequence[Difference]) -> Counts:
    """The differences, counted."""
    changes = [difference.change for difference in found]
    return Counts(changes.count("changed"), changes.count("added"), changes.count("removed"))


def may_be_kin(row: ReportRow, other: ReportRow) -> bool:
    """Whether two reports of the store can be one by their heads, so that comparing their figures pays."""
    if row.name == other.name or not row.figures or not other.figures:
        return False
    if (row.place, row.period) != (other.place, other.period):
        return False
    known = row.place is not None and row.period is not None
    return known or fold(row.title) == fold(other.title) or row.figures == other.figures


def kin_of(row: ReportRow, figures: Sequence[Figure], other: ReportRow, theirs: Sequence[Figure]) -> Kin | None:
    """What `row` is to the report `other`; None when they merely share place and period."""
    found = counted(differences(theirs, figures))
    apart = max(found.changed + found.added, found.changed + found.removed)
    share = 1 - apart / max(len(figures), len(theirs))
    if share >= SAME_SHARE and not found.changed:
        return Kin(Relation.SAME, other.name, found)
    named = fold(row.title) == fold(other.title)
    # A changed value leaves its indicator in place, so it counts for kinship while it counts against sameness.
    kept = 1 - max(found.added, found.removed) / max(len(figures), len(theirs))
    return Kin(Relation.BESIDE, other.name, found) if named and kept >= KIN_SHARE else None
