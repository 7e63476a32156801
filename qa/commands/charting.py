"""`traso series`: one indicator over the periods and places of all reports, as a table, a file or a chart."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from index.errors import UsageError
from index.store import Store
from qa import chart, series_table, spreadsheets
from qa.commands.output import SERIES_FORMATS, say, table, terminal_width, whole, write
from qa.drawing import Drawing, as_svg
from qa.library import Library
from qa.place_names import PlaceNames
from qa.question import reader_of
from qa.series import Line, Point, Series, asked_for, series_of
from qa.settings import Settings

_MOST_PERIODS = 8


def series(settings: Settings, words: str, *, format: str | None, out: str | None) -> int:
    """Print the series of the indicator `words`, or write it to the file `out`; 1 when no report has it.

    The suffix of `out` names the format where `format` does not.
    """
    form = format or (Path(out).suffix.removeprefix(".").lower() if out else "")
    form = form if form in SERIES_FORMATS else "table"
    if form in ("xlsx", "png") and out is None:
        raise UsageError(f"Định dạng {form} cần tên tệp: hãy thêm --out FILE.{form}.")
    words = " ".join(whole(words).split())
    with Store.open(settings.store) as store:
        library = Library(store.ledger)
        reader = reader_of(store.ledger)
        places = PlaceNames(row.place or row.title for row in library.rows)
        asked = asked_for(reader, places.spelled(words))
        if asked is None:
            example = 'hãy viết như `traso series "lượng khách du lịch"`.'
            raise UsageError(f"“{words}” không nêu tên chỉ tiêu nào: {example}")
        found = series_of(library, asked)
        if not found.lines and (asked.periods or asked.seasons):
            others = series_of(library, asked._replace(periods=(), seasons=())).lines
            if others:
                held = sorted({str(point.period) for points in others.values() for point in points})[:_MOST_PERIODS]
                say(f"Không có số liệu “{words}” của kỳ đã nêu. Kho có của: {', '.join(held)}.")
                return 1
        if not found.lines:
            close = f" Tên gần giống: {'; '.join(found.near)}." if found.near else ""
            say(f"Không báo cáo nào có số liệu mang tên “{words}”.{close}")
            return 1
        content = _content(library, words, found, form, terminal_width() if out is None else None)
    if out is not None:
        write(Path(out), content)
    elif isinstance(content, str):
        sys.stdout.write(content)
    return 0


def _content(library: Library, words: str, found: Series, form: str, width: int | None) -> str | bytes:
    match form:
        case "csv":
            return spreadsheets.as_csv(series_table.COLUMNS, series_table.rows_of(library, found))
        case "xlsx":
            return spreadsheets.as_xlsx("Chuỗi số liệu", series_table.COLUMNS, series_table.rows_of(library, found))
        case "json":
            return json.dumps(series_table.record_of(library, words, found), ensure_ascii=False, indent=1) + "\n"
        case "svg":
            return as_svg(_drawn(words, found))
        case "png":
            # Only whoever wants a picture waits for its library.
            from qa.pictures import as_png

            return as_png(_drawn(words, found))
        case _:
            return _table(found, width)


def _drawn(words: str, found: Series) -> Drawing:
    return chart.draw(f"{words[:1].upper()}{words[1:]}", panels_of(found))


def _table(found: Series, width: int | None) -> str:
    parts = []
    for line, points in found.lines.items():
        headers, cells = series_table.screen(points)
        parts.append(f"{series_table.title_of(line)}\n{table(headers, cells, series_table.RIGHT, width)}")
    if found.near:
        parts.append(f"Không gộp vào vì tên có thêm từ khác: {'; '.join(found.near)}.\n")
    return "\n".join(parts)


def panels_of(found: Series) -> list[chart.Panel]:
    """One panel for each unit and kind of period, a line for each place; plans and corrected values are left out."""
    grouped: dict[tuple[str, str], list[tuple[Line, tuple[Point, ...]]]] = {}
    for line, points in found.lines.items():
        standing = tuple(point for point in points if not point.restated)
        if not line.plan and standing:
            grouped.setdefault((line.stretch, line.unit), []).append((line, standing))
    # A line of a single point says least: places with more come first.
    return [
        _panel(stretch, unit, sorted(lines, key=lambda item: (-len(item[1]), item[0].place)))
        for (stretch, unit), lines in grouped.items()
    ]


def _panel(stretch: str, unit: str, lines: list[tuple[Line, tuple[Point, ...]]]) -> chart.Panel:
    shown = lines[: chart.most_curves()]
    periods = sorted({p.period for _, points in shown for p in points}, key=lambda p: (p.year, p.last_month, p.day))
    axis = tuple(dict.fromkeys(map(str, periods)))
    curves = []
    for line, points in shown:
        # Months so far begin anew each year: a line over the turn of the year would show a fall that never was.
        dots = {
            str(p.period): chart.Dot(str(p.period), p.amount, str(p.period.year) if stretch == "lũy kế" else "")
            for p in points
        }
        curves.append(chart.Curve(line.place, tuple(dots.values())))
    more = len(lines) - len(shown)
    remark = f"còn {more} nơi khác trong bảng" if more else ""
    return chart.Panel(f"{stretch[:1].upper()}{stretch[1:]}", unit, axis, tuple(curves), remark)
