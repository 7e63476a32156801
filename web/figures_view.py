"""The figure table of a report as HTML; a row opens its source."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from index.records import Figure
from qa.figures_table import KIND_WORDS, Row
from web.figure_rows import Wanted
from web.markup import button, capital, esc, vietnamese

PAGE = 100
_HEADS = ("Chỉ tiêu", "Giá trị", "Đơn vị", "Loại", "Kỳ", "So với", "Mục")


def figures_table(rows: Sequence[Row], report: str, wanted: Wanted, shown: int) -> str:
    """The first `shown` rows, a button for more, and links that download all of them."""
    query = {
        "report": report, "q": wanted.words, "section": wanted.section, "kind": wanted.kind,
        "unit": wanted.unit, "sort": wanted.sort,
    }  # fmt: skip
    address = urlencode({key: value for key, value in query.items() if value})
    links = "".join(
        f'<a class="tool" href="table/{form}?{esc(address)}" download>Tải {words}</a>'
        for form, words in (("xlsx", "Excel"), ("csv", "CSV"))
    )
    count = f'<p class="small" role="status">{vietnamese(len(rows))} số liệu</p>'
    bar = f'<div class="bar">{count}<span>{links}</span></div>'
    if not rows:
        return f'{bar}<p class="empty">Không có số liệu nào khớp. Hãy bớt điều kiện lọc.</p>'
    heads = "".join(f'<th scope="col">{esc(head)}</th>' for head in _HEADS)
    body = "".join(_row(row, row.figure) for row in rows[:shown] if row.figure)
    more = button(f"Xem thêm {min(PAGE, len(rows) - shown)} dòng", "more", "tool") if len(rows) > shown else ""
    return (
        f'{bar}<div class="scroll" tabindex="0" role="region" aria-label="Bảng số liệu"><table class="grid figures">'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>{more}"
    )


def _row(row: Row, figure: Figure) -> str:
    value = " ".join(w for w in (figure.direction, figure.qualifier, figure.value) if w)
    target = {
        "report": row.report, "start": figure.sentence.start, "end": figure.sentence.end,
        "from": row.span.start, "to": row.span.end,
    }  # fmt: skip
    name = button(esc(capital(figure.indicator) or "(không rõ)"), "cite", "rowlink", sent=target)
    cells = (
        ("Giá trị", f"<b>{esc(value)}</b>", "num"),
        ("Đơn vị", esc(figure.unit or ""), ""),
        ("Loại", esc(KIND_WORDS[figure.kind]), "keep"),
        ("Kỳ", esc(figure.period or ""), "keep"),
        ("So với", esc(figure.basis or ""), ""),
        ("Mục", f'<span class="path">{esc(row.section)}</span>', ""),
    )
    body = "".join(f'<td data-head="{head}" class="{style}">{cell}</td>' for head, cell, style in cells)
    return f'<tr><th scope="row">{name}</th>{body}</tr>'
