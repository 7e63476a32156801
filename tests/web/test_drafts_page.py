"""Checking a draft on the page: pasted or uploaded, each figure with its verdict in place and its source beside."""

from __future__ import annotations

import io

import pytest

from index.store import Store
from tests.web.conftest import WIDTHS, Open, Site
from tests.web.drafting import DRAFT, paste


@pytest.mark.parametrize("width", WIDTHS)
def test_each_figure_of_a_pasted_text_has_its_verdict_in_place(visit: Open, site: Site, width: str) -> None:
    seen = visit(site.address, width)
    paste(seen, DRAFT)
    seen.page.wait_for_selector(".draft")
    found = seen.page.locator(".draft .figure")
    assert [words.rstrip("✓✗?") for words in found.all_inner_texts()] == ["96.400 con", "5.314.600 lượt", "1.234 tấn"]
    labels = [mark.get_attribute("class").split()[-1] for mark in found.all()]
    assert labels == ["supported", "contradicted", "unsourced"]
    assert seen.page.locator(".counts b").all_inner_texts() == ["1", "1", "1"]
    assert "5.214.600 lượt" in seen.page.locator(".doubtful .contradicted").inner_text()
    seen.shot("a-kiem-tra")
    found.nth(1).click()
    seen.page.wait_for_selector(".passages mark")
    start, end = (int(found.nth(1).get_attribute(f"data-{name}")) for name in ("start", "end"))
    with Store.open(site.store) as store:
        text = store.ledger.document("lao-cai-08").text
    assert seen.page.locator(".passages mark").text_content() == text[start:end]
    assert seen.page.locator(".passages mark b").text_content() == "5.214.600"
    assert "sai" in seen.page.locator("#source .verdict").inner_text()
    seen.shot("b-kiem-tra-nguon")
    seen.page.get_by_label("Đóng nguồn").click()
    seen.page.wait_for_selector(".passages", state="detached")
    found.nth(2).click()
    seen.page.wait_for_selector("#source .verdict.unsourced")
    assert seen.page.locator(".passages").count() == 0


def test_an_uploaded_draft_is_judged_and_taken_away_as_a_page(visit: Open, site: Site) -> None:
    import docx

    document = docx.Document()
    for line in (*DRAFT.splitlines(), "<img src=//evil.test/a.png onerror=alert()> ${a}"):
        document.add_paragraph(line)
    content = io.BytesIO()
    document.save(content)
    seen = visit(site.address)
    seen.tab("Kiểm tra văn bản")
    seen.page.locator("#draft-file input[type=file]").set_input_files(
        {"name": "../dự thảo.docx", "mimeType": "application/zip", "buffer": content.getvalue()}
    )
    seen.page.wait_for_selector(".draft")
    assert seen.page.locator(".draft .figure.supported").count() == 1
    assert seen.page.locator(".draft img").count() == 0
    assert "${a}" in seen.page.locator(".draft").inner_text()
    assert "dự thảo" in seen.page.locator("#draft h2").first.inner_text()
    with seen.page.expect_download() as download:
        seen.page.get_by_label("Tải kết quả thành một trang HTML").click()
    page = download.value.path().read_text("utf-8")
    assert 'class="contradicted"' in page
    assert "5.214.600" in page
    assert "<img" not in page
    # A draft is no report: it is not kept.
    assert list(site.store.rglob("*.docx")) == []


def test_one_report_to_compare_with(visit: Open, site: Site) -> None:
    seen = visit(site.address)
    paste(seen, "Tổng đàn trâu có 96.400 con.", "tháng 7 và 7 tháng")
    seen.page.wait_for_selector(".draft .unsourced")


@pytest.mark.parametrize(
    ("words", "said"),
    [("", "Hãy dán đoạn văn bản"), ("Trời hôm nay đẹp.", "không nêu số liệu nào")],
)
def test_a_text_without_figures_is_told_so(visit: Open, site: Site, words: str, said: str) -> None:
    seen = visit(site.address)
    paste(seen, words)
    seen.page.get_by_text(said).wait_for()


def test_a_draft_that_cannot_be_read_is_named(visit: Open, site: Site) -> None:
    seen = visit(site.address)
    seen.tab("Kiểm tra văn bản")
    seen.page.locator("#draft-file input[type=file]").set_input_files(
        {"name": "chuong-trinh.txt", "mimeType": "text/plain", "buffer": b"MZ\x90\x00\x03\x00\x00\x00"}
    )
    message = seen.page.locator("#draft .warning")
    message.wait_for()
    assert "chuong-trinh.txt" in message.inner_text()
    assert "dữ liệu nhị phân" in message.inner_text()
    assert str(site.store.parent) not in message.inner_text()
