"""Neighbours of what is asked are no answers: another part, another measure, what is not done yet."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qa.chain import Assistant
from qa.records import Answered, NotFound
from tests.qa.reports import opened

REPORT = """Báo cáo tình hình kinh tế - xã hội tỉnh Hà Giang 9 tháng năm 2024

1. Vận tải
Tổng doanh thu vận tải ước đạt 912,4 tỷ đồng, tăng 9,2% so với cùng kỳ năm trước. Khối lượng hành khách vận chuyển \
đạt 4,1 triệu lượt khách.
2. Dịch vụ
Doanh thu dịch vụ tiêu dùng ước đạt 8.215 tỷ đồng, tăng 14,3% so với cùng kỳ năm trước.
3. Lâm nghiệp
Chuẩn bị hiện trường trồng rừng được 310 ha. Bảo vệ 245.600 ha rừng tự nhiên.
4. Giáo dục
Số trường chưa có nhà vệ sinh đạt chuẩn là 27 trường. Toàn tỉnh có 21.380 học sinh, tăng 350 học sinh so với năm học \
trước. Có 4 đơn vị thiếu giáo viên.
5. Du lịch
Tổng lượng khách du lịch đạt 750 nghìn lượt, bằng 75% kế hoạch năm.
6. Cải cách hành chính
Chỉ số cải cách hành chính xếp thứ 12/63 tỉnh, thành phố, tăng 3 bậc.
7. An ninh
Phát hiện 16 vụ vi phạm Luật Lâm nghiệp, trong đó xử lý 11 vụ. Phạm pháp hình sự 31 vụ; điều tra làm rõ 28 vụ.
Công tác phòng cháy rừng được quan tâm. Giải quyết việc làm cho 1.260 lao động.
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    assistant = opened(tmp_path_factory.mktemp("naming"), {"ha-giang": REPORT})
    yield assistant
    assistant.close()


@pytest.mark.parametrize(
    "question",
    [
        "Doanh thu vận tải hành khách?",
        "Khu vực dịch vụ tăng bao nhiêu phần trăm?",
        "Trồng rừng được bao nhiêu ha?",
        "Bao nhiêu trường có nhà vệ sinh đạt chuẩn?",
        "Cán cân thương mại thế nào?",
        "Bao nhiêu học sinh đạt giải cấp quốc gia?",
        "Các đơn vị thiếu giáo viên là những đơn vị nào?",
        "Kế hoạch khách du lịch năm 2026 là bao nhiêu lượt?",
        "Bạn có phải là cán bộ thống kê không?",
        "Xảy ra bao nhiêu vụ cháy rừng?",
        "Trong số lao động được giải quyết việc làm, bao nhiêu người đi nước ngoài?",
    ],
)
def test_a_neighbour_is_no_answer(asked: Assistant, question: str) -> None:
    assert isinstance(asked.ask(question).outcome, NotFound)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Doanh thu vận tải?", "912,4"),
        ("Doanh thu dịch vụ tăng bao nhiêu phần trăm?", "14,3"),
        ("Chuẩn bị hiện trường trồng rừng được bao nhiêu ha?", "310"),
        ("Bao nhiêu trường chưa có nhà vệ sinh đạt chuẩn?", "27"),
        ("Có bao nhiêu học sinh?", "21.380"),
        ("Năm học trước có bao nhiêu học sinh?", "21.030"),
        ("Kế hoạch khách du lịch năm 2024 là bao nhiêu lượt?", "1.000"),
        ("Chỉ số cải cách hành chính tăng mấy bậc?", "3"),
    ],
)
def test_what_is_asked_is_answered(asked: Assistant, question: str, value: str) -> None:
    outcome = asked.ask(question).outcome
    assert isinstance(outcome, Answered) and outcome.figures[0].value == value


def test_a_word_that_names_a_sibling_is_meant_in_a_follow_up(asked: Assistant) -> None:
    outcome = asked.ask("Trong đó làm rõ được mấy vụ rồi?", ["Bao nhiêu vụ phạm pháp hình sự?"]).outcome
    assert isinstance(outcome, Answered) and [f.value for f in outcome.figures] == ["28"]


def test_what_is_not_done_is_the_whole_less_what_is(asked: Assistant) -> None:
    outcome = asked.ask("Bao nhiêu vụ vi phạm Luật Lâm nghiệp chưa xử lý?").outcome
    assert isinstance(outcome, Answered) and [f.formula for f in outcome.figures] == ["16 - 11"]
