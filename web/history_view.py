"""The list of conversations, and the first screen with questions to try."""

from __future__ import annotations

from collections.abc import Sequence

from web.book import Book
from web.markup import button, esc, vietnamese

_SHORT = 60


def history(book: Book) -> str:
    """The conversations, each to open or delete, and a new one to begin."""
    items = "".join(_item(c.id, c.title, c.id == book.current) for c in book.conversations if c.turns)
    listed = f"<ul>{items}</ul>" if items else '<p class="small">Các cuộc hỏi được giữ trong trình duyệt này.</p>'
    export = button("Xuất Word", "export", "tool", "Xuất cuộc hỏi đang mở ra tệp Word") if book.current else ""
    fold = button("Các cuộc hỏi", "fold", "tool only-narrow", "Mở hoặc đóng danh sách các cuộc hỏi")
    new = button("+ Cuộc hỏi mới", "new", "tool strong")
    bar = f'<div class="bar">{new}{fold}{export}</div>'
    return f'<nav aria-label="Các cuộc hỏi">{bar}<div class="list">{listed}</div></nav>'


def _item(id: str, title: str, current: bool) -> str:
    short = title if len(title) <= _SHORT else f"{title[: _SHORT - 1]}…"
    here = " current" if current else ""
    delete = button(
        "✕",
        "delete",
        "icon",
        f"Xóa cuộc hỏi: {short}",
        {"id": id, "confirm": "Xóa cuộc hỏi này khỏi trình duyệt?"},
    )
    return f'<li class="talk{here}">{button(esc(short), "open", "open", sent={"id": id})}{delete}</li>'


def welcome(questions: Sequence[str], reports: int) -> str:
    """What stands where no question has been asked yet."""
    if not reports:
        go = button("Thêm báo cáo", "tab", "tool strong", sent={"tab": "reports"})
        return (
            '<div class="welcome"><h1>Chưa có báo cáo nào</h1><p>Thêm báo cáo kinh tế - xã hội của địa phương để bắt '
            f"đầu hỏi số liệu.</p>{go}</div>"
        )
    asks = "".join(f"<li>{button(esc(q), 'ask', 'example', sent={'question': q})}</li>" for q in questions)
    tried = f'<p class="small">Hỏi thử</p><ul class="examples">{asks}</ul>' if asks else ""
    return (
        '<div class="welcome"><h1>Hỏi số liệu trong báo cáo</h1><p>TraSo trả lời bằng đúng con số trong '
        f"<b>{vietnamese(reports)}</b> báo cáo đã nạp, kèm câu văn chứa con số đó. Báo cáo không nêu thì TraSo nói là "
        f"không nêu.</p>{tried}</div>"
    )
