"""A series as a table to read, as rows for office software, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from qa.citing import Citer
from qa.givens import vietnamese
from qa.library import Library
from qa.records import Citation
from qa.series import Line, Point, Series
from qa.spreadsheets import Cell, Column

COLUMNS: tuple[Column, ...] = (
    ("Nơi", 20),
    ("Loại kỳ", 10),
    ("Kỳ", 16),
    ("Giá trị", 14),
    ("Đơn vị", 14),
    ("So cùng kỳ (%), tính", 18),
    ("So cùng kỳ, báo cáo nêu", 20),
    ("Tính chất", 12),
    ("Ghi chú", 36),
    ("Chỉ tiêu", 40),
    ("Báo cáo", 24),
    ("Cũng trong", 24),
    ("Mục", 40),
    ("Trích dẫn", 60),
    ("Đầu", 8),
    ("Cuối", 8),
    ("Trang", 7),
    ("Ô", 14),
)
_SHOWN = ("kỳ", "giá trị", "đơn vị", "so cùng kỳ", "báo cáo nêu", "ghi chú", "báo cáo", "vị trí")
RIGHT = ("giá trị", "so cùng kỳ")


def growth_of(point: Point) -> Decimal | None:
    """The growth, to a hundredth of a percent."""
    return None if point.growth is None else round(point.growth, 2)


def signed(growth: Decimal | None) -> str:
    """A growth in words: "tăng 8,40%"."""
    if growth is None:
        return ""
    return f"{'tăng' if growth >= 0 else 'giảm'} {vietnamese(abs(growth), 2)}%"


def nature_of(point: Point) -> str:
    """Whether the figure is planned, estimated or neither."""
    return "kế hoạch" if point.figure.plan else "ước tính" if point.figure.estimate else "thực hiện"


def title_of(line: Line) -> str:
    """What stands over a line of the table."""
    return f"{line.place}, {line.stretch}, {line.unit}{', kế hoạch' if line.plan else ''}"


def screen(points: Sequence[Point]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Headers and cells of one line."""
    return _SHOWN, [_screen_cells(point) for point in points]


def _screen_cells(point: Point) -> tuple[str, ...]:
    figure = point.figure
    report = point.row.name + (f" (và {len(point.also)} báo cáo khác)" if point.also else "")
    value = " ".join(filter(None, (figure.qualifier, figure.value)))
    place = f"{figure.span.start}-{figure.span.end}"
    growth = signed(growth_of(point))
    return str(point.period), value, figure.unit or "", growth, point.stated, point.note, report, place


def _cited(library: Library, point: Point) -> Citation:
    citer = Citer(library)
    citer.cite(point.row.name, point.figure.sentence, point.figure.span)
    return citer.citations()[0]


def rows_of(library: Library, series: Series) -> Iterator[tuple[Cell, ...]]:
    """What stands under COLUMNS, one row a point."""
    for line, points in series.lines.items():
        for point in points:
            figure, cited = point.figure, _cited(library, point)
            yield (
                line.place,
                line.stretch,
                str(point.period),
                figure.number,
                figure.unit,
                growth_of(point),
                point.stated,
                nature_of(point),
                point.note,
                figure.indicator,
                point.row.name,
                ", ".join(point.also),
                cited.section,
                cited.quote,
                *figure.span,
                cited.page,
                cited.cell,
            )


def record_of(library: Library, words: str, series: Series) -> dict[str, object]:
    """The JSON form: the lines with their points, and the names that come near and were left out."""
    return {
        "indicator": words,
        "series": [
            {
                "place": line.place,
                "stretch": line.stretch,
                "unit": line.unit,
                "plan": line.plan,
                "points": [_point(library, point) for point in points],
            }
            for line, points in series.lines.items()
        ],
        "left_out": list(series.near),
    }


def _point(library: Library, point: Point) -> dict[str, object]:
    figure, cited, growth = point.figure, _cited(library, point), growth_of(point)
    return {
        "period": str(point.period),
        "value": figure.value,
        "number": format(figure.number, "f"),
        "unit": figure.unit,
        "amount": format(point.amount, "f"),
        "growth_pct": None if growth is None else format(growth, "f"),
        "stated_growth": point.stated or None,
        "estimate": figure.estimate,
        "note": point.note or None,
        "restated": point.restated,
        "indicator": figure.indicator,
        "report": point.row.name,
        "also": list(point.also),
        "start": figure.span.start,
        "end": figure.span.end,
        "citation": {
            "section": cited.section,
            "quote": cited.quote,
            "start": cited.start,
            "end": cited.end,
            "page": cited.page,
            "cell": cited.cell,
        },
    }
