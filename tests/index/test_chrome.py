from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.chrome import chrome_spans


def chrome_of(text: str) -> list[str]:
    return [line for span in chrome_spans(text) for line in span.of(text).split("\n")]


@pytest.mark.parametrize(
    "line",
    [
        "Trang chủ | Giới thiệu | Tin tức | Văn bản | Liên hệ",
        "Trang chủ » Kinh tế » Báo cáo tháng",
        "Cỡ chữ: A- A A+ | In trang | Lượt xem: 2.041",
        "Đang trực tuyến: 12 | Hôm nay: 310 | Tổng lượt truy cập: 9.120.333",
        "Chủ nhật, 05/05/2024 07:30 | Đường dây nóng: 0299.000.0111 | Tổng đài: 1022",
        "Giấy phép số 7/GP-STTTT | © 2024 UBND huyện Suối Mây",
        "Đường dây nóng: 0299.000.0111 - Email: lienhe@suoimay.example",
        "0299.000.0111",
        "  • Tác giả: BBT",
        "Tin liên quan: Suối Mây gặt lúa sớm (28/9/2024) | Xem thêm: 1 2 3 ... 9",
        "Bản quyền thuộc về Cổng thông tin điện tử huyện Suối Mây",
    ],
)
def test_page_chrome_is_found(line: str) -> None:
    text = f"Đoạn thứ nhất.\n{line}\nĐoạn thứ hai."
    assert chrome_of(text) == [line.strip()]


@pytest.mark.parametrize(
    "line",
    [
        "Ngày đăng: 02/10/2024",
        "Thời gian đăng: 22/08/2023 06:37:04 AM",
        "Thứ Năm, 27/06/2024, 15:42",
        "(Thứ Sáu, 30/6/2023) - Sáu tháng qua, tỉnh tăng trưởng 7,1%.",
        "Đường dây nóng của huyện đã tiếp nhận 35 cuộc gọi, tăng 12% so với cùng kỳ.",
        "Tổng đài 1022 tiếp nhận 4.120 phản ánh của người dân.",
        "Lượt xem truyền hình trực tuyến đạt 1,2 triệu lượt, tăng 8%.",
        "Chỉ tiêu | Tháng trước | Tháng này",
        "Tháng trước | 12,5 | 13,1",
        "Chỉ tiêu | Chung | Thành thị | Nông thôn",
        "Cấp giấy phép số 12/GP-UBND khai thác đá với công suất 50.000 m3/năm.",
        "1.204",
        "Hôm nay",
        "TỔNG SỐ",
    ],
)
def test_content_is_kept(line: str) -> None:
    assert chrome_of(f"Đoạn thứ nhất.\n{line}\nĐoạn thứ hai.") == []


def test_a_counter_block_takes_its_bare_numbers_along() -> None:
    counter = "• 0 0 4 1\n  Hôm nay\n  Hôm qua\n  Tuần này\n  18\n  27\n  57"
    text = f"{counter}\nTình hình kinh tế tháng 4 năm 2024\n1.204\n"
    (span,) = chrome_spans(text)
    assert span.of(text) == counter


def test_a_contact_list_at_the_end_is_chrome_with_all_that_follows_it() -> None:
    tail = "ĐƯỜNG DÂY NÓNG\nVăn phòng Sở\n0299.000.0111\nPhòng Đăng ký\n0299. 000.0112\nThắp sáng bản làng"
    text = f"Thu ngân sách đạt 120 tỷ đồng.\n{tail}"
    (span,) = chrome_spans(text)
    assert span.of(text) == tail


def test_a_contact_list_amid_the_text_ends_with_its_last_number() -> None:
    sentence = "Thu ngân sách trên địa bàn đạt 120 tỷ đồng, bằng 45% dự toán."
    text = f"ĐƯỜNG DÂY NÓNG\nVăn phòng Sở\n0299.000.0111\n{sentence}\nHết."
    (span,) = chrome_spans(text)
    assert span.of(text) == "ĐƯỜNG DÂY NÓNG\nVăn phòng Sở\n0299.000.0111"


def test_a_list_of_other_articles_is_chrome_with_its_figures() -> None:
    text = "Đoạn cuối.\nTIN MỚI\nThị xã thu 412 tỷ đồng (25/06/2024)\nHộ nghèo còn 5,06% (20/06/2024)"
    (span,) = chrome_spans(text)
    assert span.of(text).startswith("TIN MỚI") and span.end == len(text)


LINES = st.sampled_from(
    ["Hôm nay", "Tuần này: 3", "18", "", "Lượt xem: 4", "ĐƯỜNG DÂY NÓNG", "0299.000.0111", "TIN MỚI", "a | b", "Đoạn."]
)


@given(st.one_of(st.text(), st.lists(LINES).map("\n".join)))
def test_spans_are_ordered_disjoint_and_whole_lines(text: str) -> None:
    end = -1
    for span in chrome_spans(text):
        assert end < span.start < span.end <= len(text)
        end = span.end
        assert not text[text.rfind("\n", 0, span.start) + 1 : span.start].strip()
        assert not text[span.end :].partition("\n")[0].strip()


@pytest.mark.parametrize("hostile", ["tổng số " * 36, "1" * 299 + "x", "Hôm nay" + " " * 280 + "x", "a » " * 74])
def test_hostile_lines_take_no_time(hostile: str) -> None:
    text = "\n".join([hostile] * 200)
    chrome_spans(text)
