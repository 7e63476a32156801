"""What the parts of the page share: views made of our own HTML, and who is asking."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import gradio as gr

from web.who import LOCAL

STATIC = Path(__file__).parent / "static"


# Gradio knows no Vietnamese for texts of the page; it takes what is given for English, so the Vietnamese goes there.
BUILT_IN = {
    "common.loading": "Đang tải",
    "common.error": "Có lỗi",
    "common.or": "hoặc",
    "common.remove": "Bỏ",
    "common.clear": "Xóa",
    "common.empty": "Trống",
    "common.submit": "Gửi",
    "common.download": "Tải xuống",
    "file.uploading": "Đang tải lên…",
    "upload_text.drop_file": "Kéo tệp vào đây",
    "upload_text.click_to_upload": "Bấm để chọn tệp",
    "blocks.connection_can_break": "Kết nối có thể bị ngắt khi rời trang.",
    "blocks.lost_connection": "Mất kết nối, đang nối lại…",
    "blocks.waiting_for_inputs": "Đang chờ tệp tải lên xong, hãy thử lại sau giây lát.",
    "status.queue_position": "Đang chờ: thứ {position} trong {size}",
    "errors.runtime_error": "có lỗi khi chạy",
}


@lru_cache(maxsize=8)
def static_text(name: str) -> str:
    """A file of the folder `static`."""
    return (STATIC / name).read_text(encoding="utf-8")


def view(value: str = "", *, id: str, render: bool = True) -> gr.HTML:
    """A view of our own HTML; its buttons arrive as `click` events."""
    return gr.HTML(
        value,
        elem_id=id,
        elem_classes=["view"],
        js_on_load=static_text("view.js"),
        apply_default_css=False,
        render=render,
    )


def pressed(event: gr.EventData) -> dict[str, str]:
    """The data of the button that was pressed, as texts; it comes from the browser and may be anything."""
    found: dict[str, Any] = event._data if isinstance(event._data, dict) else {}
    return {str(key): str(value) for key, value in found.items()}


def number(words: str | None) -> int | None:
    """A number that a button carried; None when it is none."""
    return int(words) if words and words.isascii() and words.isdigit() and len(words) < 12 else None


def user_of(request: gr.Request) -> str:
    """Who is asking, "máy này" without login."""
    return request.username or LOCAL


def client_of(request: gr.Request) -> str:
    """What limits are counted by: the user, or without login the address."""
    return request.username or (request.client.host if request.client else LOCAL)
