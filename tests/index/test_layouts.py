from __future__ import annotations

from pathlib import Path

import pytest

from index.documents import read_data
from index.records import DigitClass, Document
from tests.index.layouts import WRITERS, Layout, as_docx, as_xlsx, layouts
from tests.index.test_tables import line_of, read

CASES = layouts()


def written(layout: Layout, suffix: str) -> Document:
    return read_data(Path(f"bang{suffix}"), WRITERS[suffix](layout))


def test_there_are_layouts_of_many_kinds() -> None:
    assert len(CASES) >= 14
    assert sum(len(layout.expected) for layout in CASES) >= 250


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("layout", CASES, ids=lambda layout: layout.name)
def test_a_layout_gives_its_figures_in_every_format(layout: Layout, suffix: str) -> None:
    found = read(written(layout, suffix).text, layout.period)
    assert [line_of(figure) for figure in found.figures] == list(layout.expected)
    assert [d.span.of(found.text) for d in found.digits if d.digit_class is DigitClass.UNKNOWN] == []


@pytest.mark.parametrize("layout", CASES, ids=lambda layout: layout.name)
def test_every_figure_is_placed_in_its_cell(layout: Layout) -> None:
    drawn = {(cell.row, cell.column): cell.text for cell in layout.cells}
    sheet = written(layout, ".xlsx")
    for figure in read(sheet.text, layout.period).figures:
        (place,) = sheet.located(figure.span)
        assert place.cell is not None
        name, _, address = place.cell.partition("!")
        column, row = ord(address[0]) - 65, int(address[1:]) - 1 - len(layout.titles)
        assert name == "Biểu"
        assert figure.value in drawn[row, column]
    page = written(layout, ".docx")
    for figure in read(page.text, layout.period).figures:
        (place,) = page.located(figure.span)
        assert place.cell is not None
        _, line, column_said = (int(part.split(" ")[1]) for part in place.cell.split(", "))
        assert figure.value in drawn[line - 1, column_said - 1]


@pytest.mark.parametrize("layout", CASES, ids=lambda layout: layout.name)
def test_locations_are_in_order_and_apart(layout: Layout) -> None:
    for data, suffix in ((as_xlsx(layout), ".xlsx"), (as_docx(layout), ".docx")):
        document = read_data(Path(f"bang{suffix}"), data)
        places = document.locations
        assert places
        assert all(0 <= place.start < place.end <= len(document.text) for place in places)
        assert all(a.end <= b.start for a, b in zip(places, places[1:], strict=False))
