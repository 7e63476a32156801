"""The pictures of the READMEs: `make screens` serves the samples and takes them, on a wide screen and on a phone."""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from index.build import evidence_of, files_in
from index.store import Store
from qa.settings import Settings
from tests.web.conftest import FLAGS, HOW_TO_ADD, chromium, served
from web.server import Serving

PROJECT = Path(__file__).parents[2]
PICTURES = PROJECT / "docs" / "screens"
WIDE, PHONE = (1200, 760), (390, 760)
_COLOURS = 128


def answer(page: Any) -> None:  # noqa: ANN401 - Playwright's own
    """A question, its answer, and the source of the answer."""
    ask(page, "Lượng khách du lịch 8 tháng?")
    page.locator(".value [data-act=cite]").first.click()
    page.wait_for_selector(".passages mark")


def talk(page: Any) -> None:  # noqa: ANN401
    """A follow-up, which is computed, and a refusal."""
    ask(page, "Khách quốc tế 8 tháng?")
    ask(page, "Lượng khách du lịch 8 tháng năm 2019?")


def reports(page: Any) -> None:  # noqa: ANN401
    """The shelf."""
    page.get_by_role("tab", name="Báo cáo").click()
    page.wait_for_selector(".shelf")


def figures(page: Any) -> None:  # noqa: ANN401
    """The figure table."""
    page.get_by_role("tab", name="Số liệu").click()
    page.wait_for_selector(".figures .rowlink")


def timeline(page: Any) -> None:  # noqa: ANN401
    """An indicator over time."""
    page.get_by_role("tab", name="Theo thời gian").click()
    page.get_by_label("Chỉ tiêu").fill("Lúa ruộng")
    page.get_by_role("button", name="Xem").click()
    page.wait_for_selector(".timeline")


def drafts(page: Any) -> None:  # noqa: ANN401
    """A draft, one of its figures wrong."""
    page.get_by_role("tab", name="Kiểm tra văn bản").click()
    page.get_by_label("Văn bản cần kiểm tra").fill(
        "Đến tháng 8/2023, lượng khách du lịch ước 700.730 lượt, tăng 62,24% so với cùng kỳ năm 2022, đạt 75% kế "
        "hoạch; trong đó khách quốc tế là 5.613 lượt."
    )
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    page.locator(".draft .contradicted").first.click()
    page.wait_for_selector(".passages mark")


SCREENS: dict[str, tuple[tuple[int, int], Callable[[Any], None]]] = {
    "hoi-dap": (WIDE, answer),
    "dien-thoai": (PHONE, talk),
    "bao-cao": (WIDE, reports),
    "so-lieu": (WIDE, figures),
    "theo-thoi-gian": (WIDE, timeline),
    "kiem-tra": (WIDE, drafts),
}


def ask(page: Any, question: str) -> None:  # noqa: ANN401
    """Ask and wait for the answer."""
    before = page.locator(".answer:not(.waiting)").count()
    page.get_by_label("Câu hỏi", exact=True).fill(question)
    page.get_by_label("Câu hỏi", exact=True).press("Enter")
    page.wait_for_function("n => document.querySelectorAll('.answer:not(.waiting)').length > n", arg=before)


def small(content: bytes) -> bytes:
    """A picture of few colours: a page has no more, and the project stays small."""
    from PIL import Image

    picture = Image.open(io.BytesIO(content)).convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    page = io.BytesIO()
    picture.save(page, "PNG", optimize=True)
    return page.getvalue()


def main() -> int:
    """Take all pictures; 2 without a browser."""
    path = chromium()
    if path is None:
        print(HOW_TO_ADD, file=sys.stderr)
        return 2
    from playwright.sync_api import sync_playwright

    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        settings = Settings(store=Path(folder) / "kho")
        with Store.create_or_open(settings.store) as store:
            for file in files_in([PROJECT / "samples"]):
                store.add(evidence_of(file))
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        with served(settings, Serving(per_minute=0)) as site:
            for name, (size, show) in SCREENS.items():
                page = browser.new_page(viewport={"width": size[0], "height": size[1]}, locale="vi-VN")
                page.goto(site.address)
                page.wait_for_selector(".welcome")
                show(page)
                page.wait_for_timeout(700)
                picture = small(page.screenshot())
                (PICTURES / f"{name}.png").write_bytes(picture)
                print(f"{name}.png: {len(picture) // 1000} kB")
                page.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
