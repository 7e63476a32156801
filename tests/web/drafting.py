"""A draft, and having it judged on the page."""

from __future__ import annotations

from tests.web.conftest import Visit

# One figure as the report has it, one with another value, one that no report has.
DRAFT = (
    "Tổng đàn trâu của tỉnh Lào Cai có 96.400 con.\n"
    "Lũy kế 8 tháng năm 2024, tổng lượng khách du lịch đạt 5.314.600 lượt.\n"
    "Sản lượng cà phê nhân đạt 1.234 tấn."
)


def paste(seen: Visit, words: str, report: str = "") -> None:
    """Have a text judged, against one report where it is named."""
    seen.tab("Kiểm tra văn bản")
    seen.page.get_by_label("Văn bản cần kiểm tra").fill(words)
    if report:
        seen.page.locator("#draft-report input").click()
        seen.page.get_by_role("option", name=report).click()
    seen.page.get_by_role("button", name="Kiểm tra", exact=True).click()
