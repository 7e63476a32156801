"""The tables of `yearbooks.txt` as the files of `eval/tables/`, written anew by `python -m tests.index.yearbooks`."""

from __future__ import annotations

from pathlib import Path

from fpdf.enums import TableBordersLayout

from tests.index.layouts import ABOVE, LEFT, WRITERS, Layout, layouts
from tests.index.pdf_files import Pages

DRAWINGS = Path(__file__).parent / "yearbooks.txt"
FILES = Path(__file__).parents[2] / "eval" / "tables"


def as_txt(layout: Layout) -> bytes:
    """A table flattened to lines: merged cells are empty but for the first, empty cells at the end left out."""
    rows = [" | ".join(cells).rstrip(" |") for cells in _texts(layout)]
    return "\n".join([*(text for _, text in layout.titles), *rows, *layout.notes, ""]).encode()


def as_md(layout: Layout) -> bytes:
    """A table of Markdown, which knows one row of headings."""
    first, *rest = [f"| {' | '.join(cells)} |" for cells in _texts(layout)]
    rule = f"|{'---|' * len(layout.grid[0])}"
    titles = [line for _, text in layout.titles for line in (text, "")]
    return "\n".join([*titles, first, rule, *rest, "", *layout.notes, ""]).encode()


def _texts(layout: Layout) -> list[list[str]]:
    return [["" if cell.strip() in (LEFT, ABOVE) else cell.rstrip() for cell in line] for line in layout.grid]


def as_pdf(layout: Layout) -> bytes:
    """A page of a yearbook: the unit in the right corner, all cells ruled."""
    pages = Pages(heading="", numbered=False)
    for column, text in layout.titles:
        if column:
            pages.cell(0, 7, text, align="R", new_x="LMARGIN", new_y="NEXT")
        else:
            pages.paragraph(text)
    pages.set_font("R", size=9)
    width = max(map(len, layout.grid))
    widths = (3, *[1] * (width - 1))
    headed = 1 + sum(ABOVE in map(str.strip, line) for line in layout.grid)
    borders = TableBordersLayout.ALL
    with pages.table(borders_layout=borders, col_widths=widths, line_height=5, num_heading_rows=headed) as table:
        rows = [table.row() for _ in layout.grid]
        for cell in layout.cells:
            words = "\u00a0" * 3 * cell.indent + cell.text
            rows[cell.row].cell(words, colspan=cell.width, rowspan=cell.height)
    pages.set_font("R", size=12)
    pages.ln(4)
    for note in layout.notes:
        pages.paragraph(note)
    return pages.data()


ALL_WRITERS = {**WRITERS, ".txt": as_txt, ".md": as_md, ".pdf": as_pdf}


def yearbooks() -> list[tuple[str, Layout]]:
    """The name of each file with its drawing."""
    return [(layout.name, layout) for layout in layouts(DRAWINGS)]


def written(name: str, layout: Layout) -> bytes:
    """The bytes of the file of that name."""
    return ALL_WRITERS[Path(name).suffix](layout)


if __name__ == "__main__":
    FILES.mkdir(exist_ok=True)
    for name, layout in yearbooks():
        (FILES / name).write_bytes(written(name, layout))
