"""The figure table and the timeline on the page."""

from __future__ import annotations

import io

import openpyxl  # type: ignore[import-untyped]
import pytest

from tests.web.conftest import WIDTHS, Open, Site, Visit


def table_of(seen: Visit, report: str) -> None:
    """Open the figure table of a report."""
    seen.tab("Báo cáo")
    seen.page.get_by_label(f"Bảng số liệu của {report}").click()
    seen.page.wait_for_selector(f".figures [data-report={report}]")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_table_is_searched_and_downloaded_as_shown(visit: Open, site: Site, width: str) -> None:
    seen = visit(site.address, width)
    table_of(seen, "lao-cai-08")
    seen.shot("7-so-lieu")
    every = seen.page.locator(".figures tbody tr").count()
    seen.page.get_by_label("Tìm").fill("khach du lich")
    seen.page.wait_for_function("all => document.querySelectorAll('.figures tbody tr').length < all", arg=every)
    shown = seen.page.locator(".figures tbody tr").all_inner_texts()
    assert shown
    assert all("khách" in row.lower() or "2. Du lịch" in row for row in shown)
    seen.page.locator("#figures-sort input").click()
    seen.page.get_by_role("option", name="Giá trị giảm dần").click()
    seen.page.wait_for_function("document.querySelector('.figures td b').innerText.includes('5.214.600')")
    with seen.page.expect_download() as download:
        seen.page.get_by_text("Tải Excel").click()
    sheet = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes())).active
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == len(shown) + 1
    assert dict(zip(rows[0], rows[1], strict=True))["Số"] == 5214600
    with seen.page.expect_download() as download:
        seen.page.get_by_text("Tải CSV").click()
    lines = download.value.path().read_text("utf-8-sig").splitlines()
    assert len(lines) == len(rows)
    assert ";5214600;" in lines[1]


def test_filters_narrow_the_table_and_a_row_opens_its_source(visit: Open, site: Site) -> None:
    seen = visit(site.address)
    table_of(seen, "lao-cai-08")
    seen.page.locator("#figures-kind input").click()
    seen.page.get_by_role("option", name="% kế hoạch").click()
    seen.page.wait_for_function("document.querySelectorAll('.figures tbody tr').length === 3")
    seen.page.locator("#figures-section input").click()
    seen.page.get_by_role("option", name="II. Văn hóa - xã hội").click()
    seen.page.get_by_text("Không có số liệu nào khớp").wait_for()
    seen.page.locator("#figures-section input").click()
    seen.page.get_by_role("option", name="Tất cả").click()
    seen.page.wait_for_selector(".figures .rowlink")
    value = seen.page.locator(".figures td b").first.inner_text()
    seen.page.locator(".figures .rowlink").first.click()
    assert seen.page.locator(".passages mark b").text_content() == value


@pytest.mark.parametrize("width", WIDTHS)
def test_an_indicator_over_time_keeps_months_and_totals_apart(visit: Open, site: Site, width: str) -> None:
    seen = visit(site.address, width)
    seen.tab("Theo thời gian")
    seen.page.get_by_label("Chỉ tiêu").fill("tong luong khach du lich")
    seen.page.locator("#timeline-place input").click()
    seen.page.get_by_role("option", name="tỉnh Lào Cai").click()
    seen.page.get_by_role("button", name="Xem").click()
    seen.page.wait_for_selector(".timeline")
    blocks = seen.page.locator(".timeline")
    assert [words.split("\n")[0] for words in blocks.locator("h2").all_inner_texts()] == [
        "Từng tháng lượt",
        "Lũy kế từ đầu năm lượt",
    ]
    values = [blocks.nth(at).locator("tbody b").all_inner_texts() for at in (0, 1)]
    assert values == [["598.100 lượt", "612.300 lượt"], ["4.602.300 lượt", "5.214.600 lượt"]]
    assert blocks.nth(1).locator(".column title").all_text_contents() == ["7T/2024: 4.602.300", "8T/2024: 5.214.600"]
    seen.shot("8-theo-thoi-gian")
    blocks.nth(0).locator(".rowlink").first.click()
    assert seen.page.locator(".passages mark b").text_content() == "598.100"
