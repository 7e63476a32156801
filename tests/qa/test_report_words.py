"""Questions as reports would put them: askers' forms as terms, turns as plain words, notes as questions."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.expansion import expand
from qa.phrase_book import PhraseBook
from qa.report_words import ReportWords
from qa.thesaurus import is_one_thing, terms, turns

REPORT = """thu ngân sách nhà nước trên địa bàn; thu nội địa; chi y tế; chi giáo dục đào tạo; dân số nông thôn;
tiền trước bạ; sơ tán dân; lợn tiêu hủy"""
few = settings(max_examples=200, deadline=None)


def pairs_of(text: str) -> dict[tuple[str, str], int]:
    return dict.fromkeys(pairwise(re.findall(r"[^\W_]+", text)), 1)


@pytest.fixture(scope="module")
def words() -> ReportWords:
    return ReportWords(pairs_of(REPORT))


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("Tiền thu vào ngân sách là bao nhiêu?", "thu ngân sách nhà nước là bao nhiêu?"),
        ("Năm nay chi cho y tế mấy tỷ?", "Năm nay chi y tế mấy tỷ?"),
        ("Dân quê có bao nhiêu người?", "dân số nông thôn có bao nhiêu người?"),
        ("DÂN  QUÊ có bao nhiêu?", "dân số nông thôn có bao nhiêu?"),
        ("Di tản dân: bao nhiêu hộ?", "sơ tán dân: bao nhiêu hộ?"),
        ("Chi cho giáo dục và chi cho y tế?", "chi giáo dục đào tạo và chi y tế?"),
        ("Heo bị tiêu hủy bao nhiêu con?", "lợn tiêu hủy bao nhiêu con?"),
    ],
)
def test_a_form_becomes_the_first_of_its_terms_that_the_reports_have(
    words: ReportWords, asked: str, written: str
) -> None:
    assert words.write(asked) == written


@pytest.mark.parametrize(
    "asked",
    [
        "Chi cho quân sự bao nhiêu?",
        "Tiền trước bạ bao nhiêu?",
        "dan que co bao nhieu nguoi",
        "Dân số nông thôn bao nhiêu?",
        "Con nít có bao nhiêu em?",
        "Sản lượng lúa bao nhiêu tấn?",
        "",
    ],
    ids=["no term said", "form said", "typed bare", "term itself", "one concept", "nothing known", "empty"],
)
def test_what_is_no_form_or_better_left_stays(words: ReportWords, asked: str) -> None:
    assert words.write(asked) == asked


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("Khách quốc tế rớt xuống mấy phần trăm?", "Khách quốc tế giảm mấy phần trăm?"),
        ("Giá điện tăng vọt bao nhiêu?", "Giá điện tăng bao nhiêu?"),
        ("CPI biến động ra sao?", "CPI tăng hay giảm?"),
    ],
)
def test_a_turn_becomes_plain_words_whatever_the_reports_have(asked: str, written: str) -> None:
    assert ReportWords({}).write(asked) == written


def test_a_turn_that_the_reports_have_stays() -> None:
    question = "Giá điện tăng vọt bao nhiêu?"
    assert ReportWords(pairs_of("giá điện tăng vọt")).write(question) == question


@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(["lúa", "mấy", "?", "2024", " "])).map(" ".join)))
@few
def test_text_without_forms_is_never_changed(text: str) -> None:
    assert ReportWords(pairs_of(REPORT)).write(text) == text


@given(st.lists(st.sampled_from([f for t in terms() if not is_one_thing(t.names[0]) for f in t.forms]), max_size=4))
@few
def test_without_reports_no_form_of_a_term_is_written(forms: list[str]) -> None:
    text = " ; ".join(forms)
    assert any(PhraseBook(turns()).find(text)) or ReportWords({}).write(text) == text


@pytest.mark.parametrize(
    ("noted", "asked"),
    [
        ("Gỗ tịch thu (m3)?", "Gỗ tịch thu bao nhiêu m3?"),
        ("Sản lượng thủy sản (tấn)", "Sản lượng thủy sản bao nhiêu tấn"),
        ("Diện tích rừng (nghìn ha).", "Diện tích rừng bao nhiêu nghìn ha."),
        ("Tỷ lệ hộ nghèo (ĐVT: %)?", "Tỷ lệ hộ nghèo bao nhiêu %?"),
        ("Vốn đăng ký (đvt triệu USD)?", "Vốn đăng ký bao nhiêu triệu USD?"),
        ("Thu phí (tỷ đồng)?", "Thu phí bao nhiêu tỷ đồng?"),
        ("Số vụ cháy (vụ)?", "Số vụ cháy bao nhiêu vụ?"),
    ],
)
def test_a_unit_noted_at_the_end_asks_for_as_many(noted: str, asked: str) -> None:
    assert expand(noted) == asked


@pytest.mark.parametrize(
    "asked",
    [
        "Thu phí (tỷ đồng) là bao nhiêu?",
        "Gỗ (m3) tịch thu được?",
        "Trạm y tế (huyện Mường La)?",
        "Bao nhiêu tấn cá (tấn)?",
    ],
    ids=["asked besides", "not at the end", "no unit", "asked before"],
)
def test_what_stands_in_brackets_elsewhere_asks_nothing(asked: str) -> None:
    assert expand(asked) == asked


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Thu ngân sách bao nhiêu tỷ đ?", "Thu ngân sách bao nhiêu tỷ đồng?"),
        ("Vốn FDI mấy triệu đô?", "Vốn FDI mấy triệu USD?"),
        ("Xuất khẩu mấy triệu đô la Mỹ?", "Xuất khẩu mấy triệu USD?"),
        ("Kiều hối mấy tỷ đô la?", "Kiều hối mấy tỷ USD?"),
        ("Phí mấy nghìn Đ mỗi lượt?", "Phí mấy nghìn đồng mỗi lượt?"),
        ("Chi mấy tỷ đồng?", "Chi mấy tỷ đồng?"),
        ("Đô la tăng giá mấy %?", "Đô la tăng giá mấy %?"),
        ("Có mấy tỷ đơn hàng?", "Có mấy tỷ đơn hàng?"),
    ],
)
def test_money_in_short_is_written_out_behind_a_scale_only(typed: str, meant: str) -> None:
    assert expand(typed) == meant


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Giải ngân bao nhiêu trên bao nhiêu?", "Giải ngân bao nhiêu trên tổng số?"),
        ("Gieo được bao nhiêu ha trên bao nhiêu ha?", "Gieo được bao nhiêu ha trên tổng số?"),
        ("Bao nhiêu xã trên tổng số bao nhiêu xã đạt chuẩn?", "Bao nhiêu xã trên tổng số đạt chuẩn?"),
        ("Có mấy chỉ tiêu, trên tổng cộng mấy chỉ tiêu đạt?", "Có mấy chỉ tiêu trên tổng số đạt?"),
        ("Bao nhiêu xã trên bao nhiêu huyện?", "Bao nhiêu xã trên bao nhiêu huyện?"),
        ("Mấy hộ trên địa bàn có bao nhiêu người?", "Mấy hộ trên địa bàn có bao nhiêu người?"),
    ],
)
def test_as_many_of_as_many_are_out_of_all_where_one_thing_is_counted(asked: str, meant: str) -> None:
    assert expand(asked) == meant
