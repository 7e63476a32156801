"""An indicator over time as charts and tables; each value opens its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.records import Period, PeriodUnit
from qa.chain import Assistant
from qa.chart import columns
from qa.drawing import as_page_svg
from qa.place_names import PlaceNames
from qa.series import STRETCHES, Line, Point, asked_for, series_of, told
from web.markup import button, capital, esc, inert

_TITLES = {
    "tháng": "Từng tháng",
    "lũy kế": "Lũy kế từ đầu năm",
    "quý": "Từng quý",
    "năm": "Từng năm",
    "thời điểm": "Tại thời điểm",
}
_ORDER = tuple(STRETCHES.values())
Lines = Mapping[Line, Sequence[Point]]


def followed(assistant: Assistant, words: str, place: str = "") -> Lines:
    """The lines of the indicator that `words` name, of one place or all, without plans and values corrected later."""
    places = PlaceNames(row.place or row.title for row in assistant.library.rows)
    asked = asked_for(assistant.reader, places.spelled(words))
    if asked is None:
        return {}
    found = series_of(assistant.library, asked._replace(place=place or asked.place))
    standing = {line: [p for p in points if not p.restated] for line, points in found.lines.items() if not line.plan}
    return {line: points for line, points in sorted(standing.items(), key=lambda item: _rank(item[0])) if points}


def _rank(line: Line) -> tuple[int, str, str]:
    return (_ORDER.index(line.stretch) if line.stretch in _ORDER else len(_ORDER), line.place, line.unit)


def timelines(words: str, found: Lines) -> str:
    """One block for months, one for what is counted from the beginning of the year, and so on, of each place."""
    if not found:
        return (
            f'<p class="empty">Không báo cáo nào nêu “{esc(words)}” cho kỳ của mình. Hãy thử tên chỉ tiêu như báo cáo '
            "viết, ví dụ “Lượng khách du lịch”.</p>"
        )
    several = len({line.place for line in found}) > 1
    return "".join(_block(words, line, points, several) for line, points in found.items())


def _block(words: str, line: Line, points: Sequence[Point], several: bool) -> str:
    title = _TITLES.get(line.stretch, capital(line.stretch)) + (f", {line.place}" if several else "")
    unit, amounts = told(points)
    values = [(_short(point.period), amount) for point, amount in zip(points, amounts, strict=True)]
    spoken = f"{capital(words)}, {title[:1].lower()}{title[1:]}, {unit}"
    chart = inert(as_page_svg(columns(spoken, unit, values))) if len(values) > 1 else ""
    rows = "".join(_row(point) for point in points)
    return (
        f'<section class="timeline"><h2>{esc(title)} <span class="small">{esc(unit)}</span></h2>{chart}'
        '<div class="scroll" tabindex="0" role="region" aria-label="Bảng theo thời gian"><table class="grid"><thead>'
        '<tr><th scope="col">Kỳ</th><th scope="col">Giá trị</th><th scope="col">Chỉ tiêu trong báo cáo</th>'
        f'<th scope="col">Báo cáo</th></tr></thead><tbody>{rows}</tbody></table></div></section>'
    )


def _short(period: Period) -> str:
    match period.unit:
        case PeriodUnit.MONTH:
            return f"{period.number}/{period.year}"
        case PeriodUnit.MONTHS:
            return f"{period.number}T/{period.year}"
        case PeriodUnit.YEAR:
            return str(period.year)
    return str(period)


def _row(point: Point) -> str:
    figure = point.figure
    amount = " ".join(w for w in (figure.qualifier, figure.value, figure.unit) if w)
    target = {
        "report": point.row.name,
        "start": figure.sentence.start,
        "end": figure.sentence.end,
        "from": figure.span.start,
        "to": figure.span.end,
    }
    link = button(f"<b>{esc(amount)}</b>", "cite", "rowlink", sent=target)
    return (
        f'<tr><th scope="row" class="keep">{esc(point.period)}</th><td data-head="Giá trị" class="num">{link}</td>'
        f'<td data-head="Chỉ tiêu trong báo cáo">{esc(capital(figure.indicator))}</td>'
        f'<td data-head="Báo cáo"><span class="path">{esc(point.row.title)}</span></td></tr>'
    )


def offers(names: Sequence[str]) -> str:
    """Indicators to begin with."""
    asks = "".join(f"<li>{button(esc(capital(n)), 'series', 'example', sent={'words': n})}</li>" for n in names)
    tried = f'<p class="small">Các chỉ tiêu có trong nhiều báo cáo</p><ul class="examples">{asks}</ul>' if asks else ""
    return f'<div class="welcome"><p>Gõ tên một chỉ tiêu để xem qua các kỳ của những báo cáo đã nạp.</p>{tried}</div>'
