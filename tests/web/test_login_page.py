"""Login in the browser, and what an accessibility checker finds."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.conftest import USERS, WIDTHS, Open, Site, Visit
from tests.web.drafting import DRAFT, paste

# What Gradio's own parts do, which the page cannot change.
NOT_OURS = {"region", "landmark-one-main", "page-has-heading-one", "meta-viewport"}


def enter(seen: Visit, name: str, password: str) -> None:
    """Fill in the login form and send it."""
    seen.page.get_by_label("Tên người dùng").fill(name)
    seen.page.get_by_label("Mật khẩu").fill(password)
    seen.page.get_by_role("button", name="Đăng nhập").click()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_opens_with_the_right_password_alone(visit: Open, closed_site: Site, width: str) -> None:
    seen = visit(closed_site.address, width, wait="form")
    enter(seen, "lan", "sai-mat-khau")
    seen.page.get_by_text("không đúng").wait_for()
    seen.shot("9-dang-nhap")
    enter(seen, "lan", USERS["lan"])
    seen.page.wait_for_selector(".welcome")
    assert seen.page.url == closed_site.address
    answer = seen.ask("Tổng đàn trâu?")
    assert answer.locator(".value strong").inner_text() == "96.400"
    if width != "390":
        seen.page.get_by_text("Đăng xuất").click()
        seen.page.wait_for_selector("form")


def test_users_of_one_browser_do_not_see_each_others_conversations(visit: Open, closed_site: Site) -> None:
    seen = visit(closed_site.address, wait="form")
    for name, question, talks in (("lan", "Tổng đàn trâu?", 1), ("minh", "Tổng đàn bò?", 1), ("lan", "", 1)):
        enter(seen, name, USERS[name])
        seen.page.wait_for_selector("#history nav")
        if question:
            seen.ask(question)
        seen.page.wait_for_selector(".talk")
        assert seen.page.locator(".talk").count() == talks
        assert (seen.page.locator(".talk .open").inner_text() == "Tổng đàn trâu?") == (name == "lan")
        seen.page.get_by_text("Đăng xuất").click()
        seen.page.wait_for_selector("form")


def problems(seen: Visit) -> list[str]:
    """What axe finds serious, one line each."""
    from axe_core_python.sync_playwright import Axe

    # What is still fading in has less contrast than it will have.
    seen.page.wait_for_function("document.getAnimations().every((each) => each.playState !== 'running')")
    found: dict[str, Any] = Axe().run(seen.page)
    return [
        f"{problem['id']}: {node['html'][:160]}"
        for problem in found["violations"]
        if problem["impact"] in ("serious", "critical") and problem["id"] not in NOT_OURS
        for node in problem["nodes"]
    ]


@pytest.mark.parametrize(("scheme", "width"), [("light", "1440"), ("dark", "1440"), ("light", "390"), ("dark", "390")])
def test_the_page_is_accessible(visit: Open, site: Site, scheme: str, width: str) -> None:
    seen = visit(site.address, width, color_scheme=scheme)
    seen.ask("Tổng lượng khách du lịch 8 tháng 2024 của Lào Cai?").locator("[data-act=cite]").first.click()
    seen.page.wait_for_selector(".passages mark")
    found = {"nguồn": problems(seen)}
    seen.page.keyboard.press("Escape")
    refusal = seen.ask("Lượng khách du lịch 8 tháng năm 2019?")
    refusal.get_by_label("Câu trả lời này sai").click()
    found["Hỏi đáp"] = problems(seen)
    seen.shot(f"d-hoi-dap-{scheme}")
    for tab, name in (("Báo cáo", "bao-cao"), ("Số liệu", "so-lieu"), ("Theo thời gian", "theo-thoi-gian")):
        seen.tab(tab)
        seen.page.wait_for_timeout(400)
        found[tab] = problems(seen)
        seen.shot(f"d-{name}-{scheme}")
    paste(seen, DRAFT)
    seen.page.wait_for_selector(".draft")
    found["Kiểm tra văn bản"] = problems(seen)
    seen.shot(f"d-kiem-tra-{scheme}")
    assert {tab: lines for tab, lines in found.items() if lines} == {}
    assert seen.page.evaluate("document.documentElement.lang") == "vi"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_login_is_accessible(visit: Open, closed_site: Site, scheme: str) -> None:
    seen = visit(closed_site.address, wait="form", color_scheme=scheme)
    assert problems(seen) == []


def test_the_page_works_from_the_keyboard(visit: Open, site: Site) -> None:
    seen = visit(site.address)
    seen.ask("Tổng đàn trâu?")
    seen.page.locator(".value [data-act=cite]").first.focus()
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_selector(".passages mark")
    seen.page.wait_for_function("document.activeElement?.dataset.act === 'close'")
    seen.page.keyboard.press("Escape")
    seen.page.wait_for_selector(".passages", state="detached")
