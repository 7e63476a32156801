"""The shelf on the page: uploads good and bad, replacing, removing."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import httpx
import openpyxl  # type: ignore[import-untyped]
import pytest

from tests.qa.reports import SON_LA
from tests.web.conftest import WIDTHS, Open, Site, Visit

HTML = """<html><head><title>Báo cáo kinh tế - xã hội tỉnh Yên Bái tháng 8 và 8 tháng năm 2024</title></head><body>
<h1>Báo cáo kinh tế - xã hội tỉnh Yên Bái tháng 8 và 8 tháng năm 2024</h1><h2>I. Kinh tế</h2>
<p>Sản lượng chè búp tươi 8 tháng đạt 41.350 tấn, tăng 2,6% so với cùng kỳ năm trước.</p>
<script>document.title = "hỏng"; fetch("//evil.test/x")</script><img src="//evil.test/a.png">
<p onclick="alert(1)">Diện tích trồng rừng 8 tháng đạt 12.480 ha.</p></body></html>"""


def upload(seen: Visit, name: str, content: bytes, field: str = "#upload") -> Any:  # noqa: ANN401 - a locator
    """Hand over a file, and wait for what is said about it."""
    seen.page.locator(f"{field} input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/plain", "buffer": content}
    )
    seen.page.wait_for_selector("#upload-result .summary > li")
    return seen.page.locator("#upload-result .summary > li").last


@pytest.mark.parametrize("width", WIDTHS)
def test_an_uploaded_report_is_summed_up_and_answers(visit: Open, own_site: Site, width: str) -> None:
    seen = visit(own_site.address, width)
    seen.tab("Báo cáo")
    said = upload(seen, "Sơn La tháng 8.txt", SON_LA.encode())
    assert "Đã thêm Sơn La tháng 8" in said.inner_text()
    assert "tỉnh Sơn La · 8 tháng 2024" in said.inner_text()
    assert "4 số liệu" in said.inner_text()
    seen.page.wait_for_function("document.querySelectorAll('.shelf tbody tr').length === 4")
    seen.shot("6-bao-cao")
    said.get_by_text("Hỏi báo cáo này").click()
    seen.page.get_by_label("Câu hỏi", exact=True).wait_for()
    answer = seen.ask("Tổng lượng khách du lịch 8 tháng?")
    assert answer.locator(".value strong").inner_text() == "2.846.700"
    assert "Sơn La" in answer.locator(".sources").inner_text()


def test_a_report_can_be_replaced_and_removed(visit: Open, own_site: Site) -> None:
    seen = visit(own_site.address)
    seen.tab("Báo cáo")
    seen.page.get_by_label("Thay lao-cai-07 bằng tệp khác").click()
    seen.page.wait_for_selector("#replace input[type=file]", state="attached")
    said = upload(seen, "sửa.txt", SON_LA.encode(), "#replace")
    assert "Đã thay lao-cai-07" in said.inner_text()
    rows = seen.page.locator(".shelf tbody tr")
    assert "tỉnh Sơn La" in rows.filter(has_text="lao-cai-07").inner_text()
    asked: list[str] = []
    seen.page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    seen.page.get_by_label("Xóa lao-cai-07").click()
    assert "lao-cai-07" in asked[0]
    assert rows.count() == 3
    seen.page.once("dialog", lambda dialog: dialog.accept())
    seen.page.get_by_label("Xóa lao-cai-07").click()
    seen.page.wait_for_function("document.querySelectorAll('.shelf tbody tr').length === 2")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("chuong-trinh.txt", b"MZ\x90\x00\x03\x00\x00\x00", "dữ liệu nhị phân"),
        ("chuong-trinh.exe", b"MZ\x90\x00\x03", "đuôi tệp"),
        ("trong.txt", b"", "không có nội dung"),
        ("lon.txt", b"a" * 1_200_000, ""),
    ],
)
def test_bad_files_are_refused_by_name(visit: Open, own_site: Site, name: str, content: bytes, said: str) -> None:
    seen = visit(own_site.address)
    seen.tab("Báo cáo")
    if not said:
        # Larger than allowed: the page says so before anything is sent.
        sent: list[str] = []
        seen.page.on("request", lambda request: sent.append(request.url) if "upload" in request.url else None)
        seen.page.locator("#upload input[type=file]").set_input_files(
            {"name": name, "mimeType": "text/plain", "buffer": content}
        )
        seen.page.get_by_text("lon.txt: tệp lớn 2 MB, vượt mức 1 MB.").wait_for()
        assert sent == []
    else:
        message = upload(seen, name, content).inner_text()
        assert name in message
        assert said in message
        assert str(own_site.store) not in message
    assert seen.page.locator(".shelf tbody tr").count() == 3


def test_a_name_is_never_a_path_and_scripts_of_a_file_never_run(visit: Open, own_site: Site) -> None:
    seen = visit(own_site.address)
    seen.tab("Báo cáo")
    said = upload(seen, "../../../che<b>.html", HTML.encode())
    name = re.search(r"Đã thêm (.+?) –", said.inner_text())
    assert name is not None
    assert not set("/\\<>") & set(name[1])
    kept = [path for path in own_site.store.rglob("*.html")]
    assert [path.parent.name for path in kept] == ["uploads"]
    assert [path for path in own_site.store.parent.parent.glob("che*")] == []
    said.get_by_text("Hỏi báo cáo này").click()
    answer = seen.ask("Sản lượng chè búp tươi 8 tháng?")
    assert answer.locator(".value strong").inner_text() == "41.350"
    assert seen.page.title() == "TraSo – tra số liệu báo cáo"


def test_the_same_file_twice_is_one_report(visit: Open, own_site: Site) -> None:
    seen = visit(own_site.address)
    seen.tab("Báo cáo")
    upload(seen, "son-la.txt", SON_LA.encode())
    seen.page.wait_for_function("document.querySelectorAll('.shelf tbody tr').length === 4")
    seen.page.locator("#upload input[type=file]").set_input_files(
        {"name": "son-la.txt", "mimeType": "text/plain", "buffer": SON_LA.encode()}
    )
    seen.page.get_by_text("đã có trong kho").wait_for()
    assert seen.page.locator(".shelf tbody tr").count() == 4


def test_two_hundred_megabytes_are_refused_before_they_are_sent(visit: Open, site: Site, tmp_path: Path) -> None:
    large = tmp_path / "rat-lon.txt"
    with large.open("wb") as file:
        file.truncate(200_000_000)
    seen = visit(site.address)
    seen.tab("Báo cáo")
    sent: list[str] = []
    seen.page.on("request", lambda request: sent.append(request.url) if "upload" in request.url else None)
    seen.page.locator("#upload input[type=file]").set_input_files(large)
    seen.page.get_by_text("rat-lon.txt: tệp lớn 200 MB, vượt mức 50 MB.").wait_for()
    assert sent == []
    # Nor does the server take them from one who does not ask the page first.
    begun = b'--b\r\ncontent-disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
    answer = httpx.post(
        f"{site.address}gradio_api/upload",
        content=iter([begun, *[b"a" * 1_000_000] * 200]),
        headers={"content-type": "multipart/form-data; boundary=b"},
        timeout=60,
    )
    assert answer.status_code == 413


@pytest.mark.parametrize("width", WIDTHS)
def test_the_shelf_says_what_of_a_file_was_not_read(visit: Open, own_site: Site, width: str) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Chỉ tiêu", "Đơn vị", "8 tháng 2024"])
    book.active.append(["Sản lượng chè búp tươi", "tấn", 41350])
    book.create_sheet("Nháp").append(["bỏ"])
    book["Nháp"].sheet_state = "hidden"
    content = io.BytesIO()
    book.save(content)
    seen = visit(own_site.address, width)
    seen.tab("Báo cáo")
    said = upload(seen, "bieu-so-lieu.xlsx", content.getvalue())
    assert "1 phần chưa đọc" in said.inner_text()
    assert "Nháp" in said.inner_text()
    seen.page.wait_for_function("document.querySelectorAll('.shelf tbody tr').length === 4")
    seen.page.locator(".shelf .unread summary").click()
    assert "Nháp" in seen.page.locator(".shelf .unread").inner_text()
    seen.shot("e-phan-chua-doc")
