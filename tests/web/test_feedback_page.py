"""What people say of an answer: the buttons under it, the log in the store's folder."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from index.errors import UsageError
from tests.web.conftest import USERS, WIDTHS, Open, Site
from tests.web.test_login_page import enter
from web.book import Turn
from web.feedback import EARLIER_FILE, LOG_FILE, LONGEST_LINE, LONGEST_NOTE, FeedbackLog, feedback_on
from web.payloads import ReasonOut, ShownAnswer


def logged(site: Site) -> list[dict[str, Any]]:
    """The lines of the log."""
    return [json.loads(line) for line in (site.store / LOG_FILE).read_text("utf-8").splitlines()]


@pytest.mark.parametrize("width", WIDTHS)
def test_an_answer_is_called_wrong_with_a_note(visit: Open, own_site: Site, width: str) -> None:
    seen = visit(own_site.address, width)
    seen.ask("Lượng khách du lịch 8 tháng 2024 của Lào Cai?")
    answer = seen.ask("Còn khách quốc tế thì sao?")
    answer.get_by_label("Câu trả lời này sai").click()
    note = answer.get_by_label("Ghi chú cho góp ý")
    note.fill("phải là  486.300")
    seen.shot("c-gop-y")
    note.press("Enter")
    answer.locator(".rated").wait_for()
    assert answer.locator(".rated").inner_text() == "Đã ghi góp ý: sai."
    (line,) = logged(own_site)
    assert (line["verdict"], line["note"]) == ("wrong", "phải là 486.300")
    assert line["question"] == "Còn khách quốc tế thì sao?"
    assert line["history"] == ["Lượng khách du lịch 8 tháng 2024 của Lào Cai?"]
    assert line["reports"] == []
    assert [figure["value"] for figure in line["answer"]["figures"]] == ["486.200"]
    assert abs((datetime.now(UTC) - datetime.fromisoformat(line["time"])).total_seconds()) < 60
    assert "user" not in line
    # Said once; the answer before it can still be judged, also after the page is opened again.
    seen.page.reload()
    seen.page.wait_for_selector(".turn:nth-of-type(2) .rated")
    first = seen.page.locator(".answer").first
    first.get_by_label("Câu trả lời này đúng").click()
    first.get_by_text("Gửi góp ý").click()
    first.locator(".rated").wait_for()
    assert [(line["verdict"], line["history"]) for line in logged(own_site)][1] == ("right", [])


def test_a_name_is_logged_only_where_people_log_in(visit: Open, closed_site: Site) -> None:
    seen = visit(closed_site.address, wait="form")
    enter(seen, "minh", USERS["minh"])
    seen.page.wait_for_selector("#history nav")
    answer = seen.ask("Tổng đàn bò?")
    answer.get_by_label("Câu trả lời này đúng").click()
    answer.get_by_text("Gửi góp ý").click()
    answer.locator(".rated").wait_for()
    assert [(line["user"], line["verdict"]) for line in logged(closed_site)] == [("minh", "right")]


def turn(text: str = "có 5 con") -> Turn:
    return Turn(question="Có bao nhiêu con?", answer=ShownAnswer(answer=text), among=("a",))


def test_the_log_keeps_one_earlier_file_and_no_more(tmp_path: Path) -> None:
    log = FeedbackLog(tmp_path, largest=2_000)
    for _ in range(30):
        log.add(feedback_on(turn(), (), "right", "", None))
    assert sorted(path.name for path in tmp_path.iterdir()) == [EARLIER_FILE, LOG_FILE]
    assert all(path.stat().st_size <= 2_000 for path in tmp_path.iterdir())
    assert (tmp_path / LOG_FILE).stat().st_mode & 0o077 == 0


def test_what_is_too_long_or_has_no_answer_is_not_logged(tmp_path: Path) -> None:
    log = FeedbackLog(tmp_path)
    with pytest.raises(UsageError):
        feedback_on(Turn(question="?"), (), "wrong", "", None)
    long = ShownAnswer(warnings=("a" * 20_000,) * (LONGEST_LINE // 20_000 + 1))
    with pytest.raises(UsageError):
        log.add(feedback_on(Turn(question="?", answer=long), (), "wrong", "", None))
    assert list(tmp_path.iterdir()) == []
    assert len(feedback_on(turn(), (), "wrong", "x" * 900, None).note) == LONGEST_NOTE
    assert "\ud800" not in feedback_on(turn(), (), "wrong", "\ud800", None).note


def test_what_only_the_page_keeps_is_not_in_the_log() -> None:
    answer = ShownAnswer(
        answer="Không nêu.", abstained=True, reason=ReasonOut(code="other_period", message="m"), remark="n"
    )
    record = feedback_on(Turn(question="?", answer=answer), (), "right", "", None).answer.model_dump()
    assert record["reason"]["code"] == "other_period"
    assert "remark" not in record
