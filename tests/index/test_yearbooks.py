"""The tables of `yearbooks.txt`: the benchmark has them as drawn, and every format says the same of a table."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from index.build import evidence_of
from index.documents import read_data
from tests.index.layouts import Layout, layouts
from tests.index.yearbooks import ALL_WRITERS, FILES, written, yearbooks

BOOKS = yearbooks()
# Words that tell rows and columns from one another go with the merged cells; figures, units and periods may not.
LOST = 0.01


def test_there_are_layouts_of_many_kinds_in_every_format() -> None:
    assert len(BOOKS) + len(layouts()) >= 22
    assert {Path(name).suffix for name, _ in BOOKS} == set(ALL_WRITERS)
    assert {path.name for path in FILES.iterdir()} == {name for name, _ in BOOKS}


@pytest.mark.parametrize(("name", "layout"), BOOKS, ids=[name for name, _ in BOOKS])
def test_the_files_of_the_benchmark_are_those_drawn(name: str, layout: Layout) -> None:
    drawn = read_data(Path(name), written(name, layout))
    assert drawn.text == read_data(Path(name), (FILES / name).read_bytes()).text


@pytest.mark.parametrize("suffix", sorted(ALL_WRITERS))
def test_a_table_says_the_same_in_every_format(suffix: str, tmp_path: Path) -> None:
    lost, whole = Counter[tuple[str, ...]](), 0
    for name, layout in BOOKS:
        expected = figures(tmp_path / f"bang{Path(name).suffix}", written(name, layout))
        found = figures(tmp_path / f"bang{suffix}", ALL_WRITERS[suffix](layout))
        whole += expected.total()
        lost += Counter({(name, *key): count for key, count in (expected - found).items()})
    assert whole > 500
    assert lost.total() <= LOST * whole, lost


def figures(path: Path, data: bytes) -> Counter[tuple[str, ...]]:
    path.write_bytes(data)
    found = evidence_of(path).figures
    return Counter((f.value, str(f.unit), f.kind.value, str(f.period), str(f.basis), f.indicator) for f in found)
