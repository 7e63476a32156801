"""Cells of one table that a question's words fit alike: the one whose row and column are called by them answers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.table_headings import read_heading
from index.table_rows import clean_label, without_part_mark
from qa.columns import column_heading, is_cell, is_total, label_of
from qa.library import Shelf, words_of
from qa.matching import Match
from qa.records import Concept

# How much lower than the best a cell may score and still be its equal but for the names.
_ALIKE = 0.08
_LINKS = frozenset(("và", "của", "các", "với", "trong", "theo", "số", "mức"))
_INNERMOST = re.compile(r"^.*(?:trong đó|chia ra)(?![^\W\d_]) *:? *", re.IGNORECASE)


def by_label(shelf: Shelf, matches: Sequence[Match], content: Sequence[Concept], text: str) -> list[Match]:
    """`matches`, that of the first and its equals in one table in front whose whole labels the question `text` says.

    "Doanh thu ăn uống" is the row "Ăn uống", not "Lưu trú, ăn uống" above it, which has its words as well.
    """
    if not matches or not is_cell(shelf, matches[0].figure):
        return list(matches)
    first = matches[0]
    equals = [m for m in matches if m.score >= first.score - _ALIKE and _comparable(shelf, m, first)]
    if len(equals) < 2:
        return list(matches)
    labels = [_labels(shelf, m) for m in equals]
    # A row or column that all of them stand in tells none from the others.
    telling = [at for at in (0, 1) if len({both[at] for both in labels}) > 1]
    called = [_called([both[at] for at in telling], content, text) for both in labels]
    best = equals[called.index(max(called))]
    return [best, *[m for m in matches if m is not best]]


def _comparable(shelf: Shelf, match: Match, first: Match) -> bool:
    mine, other = match.figure, first.figure
    same = (mine.passage, mine.kind, mine.unit, mine.period, mine.plan, mine.basis)
    return is_cell(shelf, mine) and same == (
        other.passage, other.kind, other.unit, other.period, other.plan, other.basis
    )  # fmt: skip


def _labels(shelf: Shelf, match: Match) -> tuple[str, str]:
    """What the row and the column of a cell are called, without periods and units; "" for a total."""
    row, column = label_of(shelf, match.figure), column_heading(shelf, match.figure)
    row = "" if is_total(row) else clean_label(without_part_mark(row))[0]
    named, said = (read_heading(_INNERMOST.sub("", text), shelf.clock).words for text in (row, column))
    return named, said


def _called(labels: Sequence[str], content: Sequence[Concept], text: str) -> int:
    """How many syllables the labels of a cell have; -1 where the question leaves some out."""
    named = words_of(" , ".join(labels)).said
    asked = set(words_of(text).said.split())
    asked |= {s for c in content for other in c.alternatives if f" {other} " in named for s in other.split()}
    syllables = named.split()
    return len(syllables) if all(s in asked or s in _LINKS for s in syllables) else -1
