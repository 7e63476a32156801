"""The shelf of reports as a table, and what is said after an upload."""

from __future__ import annotations

from collections.abc import Sequence

from index.codec import ReportRow
from web.ingest import Taken
from web.markup import button, esc, vietnamese

_HEADS = ("Báo cáo", "Địa phương", "Kỳ", "Số liệu", "Chưa rõ", "")


def shelf_table(rows: Sequence[ReportRow], problem: str = "") -> str:
    """All reports, each with what can be done with it."""
    if not rows:
        return '<p class="empty">Chưa có báo cáo nào. Kéo tệp vào khung ở trên để bắt đầu.</p>'
    heads = "".join(f'<th scope="col">{esc(head) or "<span class=sr>Thao tác</span>"}</th>' for head in _HEADS)
    body = "".join(_row(row) for row in rows)
    total = vietnamese(sum(row.figures for row in rows))
    trouble = f'<p class="warning">Tìm theo nghĩa chưa sẵn sàng: {esc(problem)}</p>' if problem else ""
    return (
        f'{trouble}<p class="small">{vietnamese(len(rows))} báo cáo, {total} số liệu</p>'
        f'<div class="scroll" tabindex="0" role="region" aria-label="Các báo cáo"><table class="grid shelf"><thead><tr>'
        f"{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(row: ReportRow) -> str:
    name = {"name": row.name}
    confirm = f"Xóa báo cáo “{row.title}” ({row.name}) khỏi kho? Không lấy lại được."
    acts = (
        button("Hỏi", "only", "tool", f"Chỉ hỏi trong {row.name}", name),
        button("Số liệu", "table", "tool", f"Bảng số liệu của {row.name}", name),
        button("Thay", "replace", "tool", f"Thay {row.name} bằng tệp khác", name),
        button("Xóa", "remove", "tool danger", f"Xóa {row.name}", {**name, "confirm": confirm}),
    )
    unknown = f'<span class="badge" title="Chuỗi số TraSo chưa hiểu là gì">{row.unknown}</span>' if row.unknown else "0"
    left = (
        f'<details class="unread"><summary>{_unread_words(row)}</summary>{_unread(row)}</details>' if row.unread else ""
    )
    return (
        f'<tr><th scope="row"><b>{esc(row.title)}</b><span class="path">{esc(row.name)}.{esc(row.format)}</span>'
        f"{left}</th>"
        f'<td class="keep" data-head="Địa phương">{esc(row.place or "–")}</td>'
        f'<td class="keep" data-head="Kỳ">{esc(row.period or "–")}</td>'
        f'<td class="num" data-head="Số liệu">{vietnamese(row.figures)}</td>'
        f'<td class="num" data-head="Chưa rõ">{unknown}</td><td class="acts">{"".join(acts)}</td></tr>'
    )


def _unread_words(row: ReportRow) -> str:
    return f"{vietnamese(len(row.unread))} phần chưa đọc"


def _unread(row: ReportRow) -> str:
    return f"<ul>{''.join(f'<li>{esc(part)}</li>' for part in row.unread)}</ul>"


def summary(taken: Sequence[Taken], failed: Sequence[str]) -> str:
    """What was read from the files just uploaded, and what could not be."""
    good = "".join(f'<li class="good">{_taken(item)}</li>' for item in taken)
    bad = "".join(f'<li class="bad" role="alert"><b>Không nạp được.</b> {esc(words)}</li>' for words in failed)
    return f'<ul class="summary">{good}{bad}</ul>' if good or bad else ""


def _taken(item: Taken) -> str:
    row = item.row
    if item.known:
        return f"<b>{esc(row.name)}</b> đã có trong kho, không đổi."
    done = "Đã thay" if item.replaced else "Đã thêm"
    facts = [
        row.place or "chưa rõ địa phương",
        str(row.period) if row.period else "chưa rõ kỳ",
        f"{vietnamese(row.passages)} đoạn",
        f"{vietnamese(row.figures)} số liệu",
        f"{row.unknown} chuỗi số chưa rõ",
    ]
    counts = ((row.pages, "trang"), (row.sheets, "trang tính"), (row.tables, "bảng"), (row.unitless, "số thiếu đơn vị"))
    facts += [f"{vietnamese(count)} {words}" for count, words in counts if count]
    left = f'<p class="warning">{_unread_words(row)}:</p>{_unread(row)}' if row.unread else ""
    ask = button("Hỏi báo cáo này", "only", "tool strong", sent={"name": row.name})
    return f"<b>{done} {esc(row.name)}</b> – {esc(row.title)}<br>{esc(' · '.join(facts))}{left}<br>{ask}"
