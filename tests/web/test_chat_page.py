"""Asking on the page: answers, sources, follow-ups, refusals, conversations that the browser keeps."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from index.store import Store
from tests.web.conftest import WIDTHS, Open, Site, filled, served
from web.server import Serving


@pytest.mark.parametrize("width", WIDTHS)
def test_an_answer_opens_its_source_at_the_very_characters(visit: Open, site: Site, width: str) -> None:
    seen = visit(site.address, width)
    seen.shot("1-mo-dau")
    answer = seen.ask("Tổng lượng khách du lịch 8 tháng 2024 của Lào Cai?")
    assert answer.locator(".value strong").inner_text() == "5.214.600"
    assert "8 tháng 2024" in answer.locator(".what").inner_text()
    assert {"tăng 12,7% so với cùng kỳ năm trước", "đạt 72,4% kế hoạch năm"} <= set(
        answer.locator(".chip").all_inner_texts()
    )
    seen.shot("2-tra-loi")
    mark = answer.locator(".value [data-act=cite]").first
    start, end = (int(mark.get_attribute(f"data-{name}")) for name in ("start", "end"))
    mark.click()
    seen.page.wait_for_selector(".passages mark")
    with Store.open(site.store) as store:
        text = store.ledger.document("lao-cai-08").text
    assert seen.page.locator(".passages mark").text_content() == text[start:end]
    assert "2. Du lịch" in seen.page.locator(".crumbs").inner_text()
    assert "tỉnh Lào Cai" in seen.page.locator(".facts").inner_text()
    seen.shot("3-nguon")
    seen.page.get_by_label("Đóng nguồn").click()
    seen.page.wait_for_selector(".passages", state="detached")


def test_a_chip_marks_its_own_number_inside_the_sentence(visit: Open, site: Site) -> None:
    seen = visit(site.address)
    seen.ask("Tổng lượng khách du lịch 8 tháng 2024 của Lào Cai?").get_by_text("đạt 72,4% kế hoạch năm").click()
    assert seen.page.locator(".passages mark b").text_content() == "72,4"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_follow_up_says_what_it_carries_over_and_a_computed_figure_how(visit: Open, site: Site, width: str) -> None:
    seen = visit(site.address, width)
    seen.ask("Lượng khách du lịch 8 tháng 2024 của Lào Cai?")
    answer = seen.ask("Còn khách quốc tế thì sao?")
    assert "khách du lịch" in answer.locator(".carried").inner_text().lower()
    assert answer.locator(".value strong").inner_text() == "486.200"
    computed = seen.ask("Khách quốc tế 8 tháng cùng kỳ năm trước là bao nhiêu lượt?")
    assert computed.locator(".badge").inner_text() == "Số tính"
    assert "486.200" in computed.locator(".formula code").inner_text()
    assert computed.locator(".operands .chip").count() == 2
    seen.shot("4-hoi-tiep")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_refusal_says_why_and_its_nearest_figure_asks(visit: Open, site: Site, width: str) -> None:
    seen = visit(site.address, width)
    refusal = seen.ask("Lượng khách du lịch 8 tháng năm 2019 của Lào Cai?")
    assert refusal.locator(".why").inner_text() == "Báo cáo chỉ có kỳ khác"
    assert refusal.locator(".value").count() == 0
    nearest = refusal.locator(".near").first
    number = re.search(r"[\d.,]*\d", nearest.locator("b").inner_text())
    seen.shot("5-tu-choi")
    nearest.click()
    seen.page.wait_for_selector(".turn:nth-of-type(2) .value strong")
    assert number is not None
    assert seen.page.locator(".answer").last.locator(".value strong").inner_text() == number[0]


def test_text_of_reports_and_questions_is_never_markup(visit: Open, site: Site) -> None:
    seen = visit(site.address)
    answer = seen.ask(
        "Tổng lượng khách du lịch 8 tháng của Yên Bái?<img src=//evil.test/a.png onerror=alert(1)> ${1+1}"
    )
    seen.page.on("dialog", lambda dialog: seen.errors.append(dialog.message))
    assert seen.page.locator(".asked img").count() == 0
    assert "${1+1}" in seen.page.locator(".asked p").first.inner_text()
    cement = seen.ask("Sản lượng xi măng 8 tháng của Yên Bái?")
    cement.locator("[data-act=cite]").first.click()
    seen.page.wait_for_selector(".passages mark")
    assert "<b>Sản lượng xi măng</b>" in (seen.page.locator(".passages").text_content() or "")
    assert answer is not None


def test_conversations_are_kept_by_the_browser_and_can_be_deleted(visit: Open, site: Site) -> None:
    seen = visit(site.address)
    seen.ask("Tổng đàn trâu?")
    seen.page.get_by_text("+ Cuộc hỏi mới").click()
    seen.page.wait_for_selector(".welcome")
    seen.ask("Tổng đàn bò?")
    seen.page.reload()
    seen.page.wait_for_selector(".talk")
    assert seen.page.locator(".talk .open").all_inner_texts() == ["Tổng đàn bò?", "Tổng đàn trâu?"]
    seen.page.locator(".talk .open").nth(1).click()
    seen.page.wait_for_function("document.querySelector('.asked p')?.innerText === 'Tổng đàn trâu?'")
    seen.page.on("dialog", lambda dialog: dialog.accept())
    seen.page.locator(".talk [data-act=delete]").nth(1).click()
    seen.page.wait_for_function("document.querySelectorAll('.talk').length === 1")
    seen.page.reload()
    seen.page.wait_for_selector(".talk")
    assert seen.page.locator(".talk .open").all_inner_texts() == ["Tổng đàn bò?"]


def test_a_conversation_goes_to_word_with_its_sources_as_footnotes(visit: Open, site: Site) -> None:
    seen = visit(site.address)
    seen.ask("Tổng đàn trâu?")
    with seen.page.expect_download() as download:
        seen.page.get_by_text("Xuất Word").click()
    content = download.value.path().read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        notes = parts.read("word/footnotes.xml").decode("utf-8")
        assert "footnoteReference" in parts.read("word/document.xml").decode("utf-8")
    assert "Tổng đàn trâu có 96.400 con" in notes


def test_an_answer_is_copied_with_its_source(visit: Open, site: Site) -> None:
    seen = visit(site.address, permissions=["clipboard-read", "clipboard-write"])
    seen.ask("Tổng đàn trâu?").get_by_text("Sao chép kèm nguồn").click()
    seen.page.wait_for_selector("#traso-note.on")
    copied = seen.page.evaluate("navigator.clipboard.readText()")
    assert "96.400 con [1]" in copied
    assert "Nguồn:\n[1] Báo cáo tình hình kinh tế - xã hội tỉnh Lào Cai tháng 8" in copied


def test_two_people_at_once_do_not_see_each_other(visit: Open, site: Site) -> None:
    first, second = visit(site.address), visit(site.address)
    first.ask("Tổng đàn trâu?")
    second.ask("Tổng đàn bò?")
    first.ask("Có bao nhiêu trường học?")
    for seen, own, others in ((first, "96.400", "22.750"), (second, "22.750", "96.400")):
        words = seen.page.locator("#chat").inner_text()
        assert own in words
        assert others not in words
        assert seen.page.locator(".talk").count() == 1


def test_only_the_chosen_reports_are_asked(visit: Open, site: Site) -> None:
    seen = visit(site.address)
    seen.page.get_by_label("Hỏi trong").click()
    seen.page.get_by_role("option", name=re.compile("tháng 7 và 7 tháng")).click()
    seen.page.keyboard.press("Escape")
    answer = seen.ask("Tổng lượng khách du lịch trong tháng?")
    assert answer.locator(".value strong").inner_text() == "598.100"
    assert "tháng 7 và 7 tháng" in seen.page.locator(".within").inner_text()


def test_a_question_too_many_says_so_and_can_be_asked_again(visit: Open, tmp_path: Path) -> None:
    with served(filled(tmp_path), Serving(per_minute=1)) as site:
        seen = visit(site.address)
        seen.ask("Tổng đàn trâu?")
        refused = seen.ask("Tổng đàn bò?")
        assert "Đã quá 1 lượt trong một phút" in refused.locator(".message").inner_text()
        assert refused.get_by_text("Hỏi lại").count() == 1
        # It is no part of the conversation.
        seen.page.reload()
        seen.page.wait_for_selector(".turn")
        assert seen.page.locator(".turn").count() == 1


def test_the_box_is_free_for_the_next_question_at_once(visit: Open, site: Site) -> None:
    seen = visit(site.address)
    box = seen.page.get_by_label("Câu hỏi", exact=True)
    box.fill("Tổng đàn trâu?")
    box.press("Enter")
    seen.page.wait_for_function("document.querySelector('#question textarea').value === ''")
    box.fill("Tổng đàn bò?")
    seen.page.wait_for_selector(".sources")
    assert box.input_value() == "Tổng đàn bò?"


def test_questions_to_try_come_from_the_reports_and_never_push_an_answer_away(visit: Open, site: Site) -> None:
    seen = visit(site.address)
    seen.page.wait_for_selector(".example")
    tried = seen.page.locator(".example").first
    question = tried.inner_text()
    seen.page.evaluate("window.trasoShown = document.querySelector('.welcome').outerHTML")
    tried.click()
    seen.page.wait_for_selector(".answer:not(.waiting) .value")
    assert seen.page.locator(".asked p").first.inner_text() == question
    seen.page.evaluate("window.trasoExamples(window.trasoShown)")
    assert seen.page.locator(".answer .value").count() > 0
