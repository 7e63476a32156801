"""An indicator over time as charts and tables; each value opens its source."""

from __future__ import annotations

from collections.abc import Sequence

from index.records import Period, PeriodUnit
from web.chart import columns
from web.markup import button, capital, esc
from web.timeline import Point, Series

_TITLES = {False: "Từng tháng", True: "Lũy kế từ đầu năm"}


def timelines(words: str, found: Sequence[Series]) -> str:
    """One block for months, one for what is counted from the beginning of the year."""
    if not found:
        return (
            f'<p class="empty">Không báo cáo nào nêu “{esc(words)}” cho kỳ của mình. Hãy thử tên chỉ tiêu như báo cáo '
            "viết, ví dụ “Lượng khách du lịch”.</p>"
        )
    return "".join(_block(words, series) for series in found)


def _block(words: str, series: Series) -> str:
    title = _TITLES[series.cumulative]
    values = [(_short(point.period), point.number) for point in series.points]
    spoken = f"{capital(words)}, {title.lower()}, {series.unit}"
    chart = columns(values, series.unit, spoken) if len(values) > 1 else ""
    rows = "".join(_row(point) for point in series.points)
    return (
        f'<section class="timeline"><h2>{esc(title)} <span class="small">{esc(series.unit)}</span></h2>{chart}'
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
        "report": point.report,
        "start": figure.sentence.start,
        "end": figure.sentence.end,
        "from": figure.span.start,
        "to": figure.span.end,
    }
    link = button(f"<b>{esc(amount)}</b>", "cite", "rowlink", sent=target)
    return (
        f'<tr><th scope="row" class="keep">{esc(point.period)}</th><td data-head="Giá trị" class="num">{link}</td>'
        f'<td data-head="Chỉ tiêu trong báo cáo">{esc(capital(figure.indicator))}</td>'
        f'<td data-head="Báo cáo"><span class="path">{esc(point.title)}</span></td></tr>'
    )


def offers(names: Sequence[str]) -> str:
    """Indicators to begin with."""
    asks = "".join(f"<li>{button(esc(capital(n)), 'series', 'example', sent={'words': n})}</li>" for n in names)
    tried = f'<p class="small">Các chỉ tiêu có trong nhiều báo cáo</p><ul class="examples">{asks}</ul>' if asks else ""
    return f'<div class="welcome"><p>Gõ tên một chỉ tiêu để xem qua các kỳ của những báo cáo đã nạp.</p>{tried}</div>'
