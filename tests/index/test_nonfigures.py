from __future__ import annotations

import pytest

from index.folding import plain
from index.grammar.numbers import literals
from index.nonfigures import non_figure


def classes(text: str) -> list[str | None]:
    low = plain(text)
    return [non_figure(literal, text, low) for literal in literals(text, low)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nghị quyết 12 của HĐND", "docnum"),
        ("Nghị quyết số 12/NQ-HĐND", "docnum"),
        ("Đề án 06.", "name"),
        ("dịch Covid-19", "name"),
        ("Quốc lộ 279 qua tỉnh", "name"),
        ("lần thứ 9", "other"),
        ("trẻ dưới 5 tuổi", "other"),
        ("sau 3 năm gián đoạn", "other"),
        ("dưới 3 tháng", "other"),
        ("kỷ niệm 70 năm chiến thắng", "other"),
        ("3 khâu đột phá", "other"),
        ("trong 11 nhóm hàng", "other"),
        ("hạng 4 sao", "other"),
        ("bình 12 kg", "other"),
        ("vượt ngưỡng 5 tỷ USD", "other"),
        ("hotline: 1022", "chrome"),
        ("ngày 31/8/2023", "date"),
        ("tháng 8/2023", "period"),
        ("năm 2010", "period"),
        ("kỳ thi tốt nghiệp THPT 2023", "period"),
    ],
)
def test_the_words_around_a_number_say_that_it_is_no_figure(text: str, expected: str) -> None:
    assert classes(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "có 12 dự án",
        "dự án 12 tỷ đồng",
        "đạt 2.010 tấn",
        "tăng 5%",
        "trồng 2.022 ha",
        "xếp thứ 9",
        "đường 12 km",
        "hỗ trợ 15 nhà",
        "giảm 3 xã",
        "tăng 3 năm",
        "thu 1.999 tỷ đồng",
        "điểm đạt 30 điểm",
    ],
)
def test_measured_and_counted_numbers_may_be_figures(text: str) -> None:
    assert classes(text) == [None]


def test_a_line_is_not_explained_by_the_one_above() -> None:
    assert classes("Đề án\n06 xã") == [None]
