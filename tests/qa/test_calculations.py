"""Calculations in everyday words: which operation, of what; and what only sounds like one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.calculations import calculation_of
from qa.records import Operation

SUMS = [
    ("Thu nội địa cộng thu xuất nhập khẩu được bao nhiêu?", "thu nội địa | thu xuất nhập khẩu"),
    ("Đàn trâu cộng với đàn bò có mấy con?", "đàn trâu | đàn bò"),
    ("Doanh thu bán lẻ cộng thêm doanh thu lưu trú là bao nhiêu?", "doanh thu bán lẻ | doanh thu lưu trú"),
    ("Diện tích chè và diện tích cà phê gộp lại là bao nhiêu ha?", "diện tích chè | diện tích cà phê"),
    ("Cộng số người chết với số người bị thương được bao nhiêu?", "số người chết | số người bị thương"),
    ("Gộp sản lượng lúa và sản lượng ngô thì được bao nhiêu tấn?", "sản lượng lúa | sản lượng ngô"),
    ("Khách nội địa cộng khách quốc tế là mấy lượt?", "khách nội địa | khách quốc tế"),
    ("Cho em hỏi đàn lợn cộng đàn gia cầm được bao nhiêu?", "đàn lợn | đàn gia cầm"),
    ("Chi thường xuyên và chi đầu tư cộng lại là bao nhiêu tỷ đồng?", "chi thường xuyên | chi đầu tư"),
    (
        "Trường mầm non, trường tiểu học và trường trung học cộng lại có bao nhiêu trường?",
        "trường mầm non | trường tiểu học | trường trung học",
    ),
    (
        "Tính giúp tôi thu tiền thuê đất cộng thu lệ phí trước bạ được bao nhiêu",
        "thu tiền thuê đất | thu lệ phí trước bạ",
    ),
    ("Gom vốn vay và vốn viện trợ lại thì có bao nhiêu?", "vốn vay | vốn viện trợ"),
    ("Sản lượng cá nuôi, tôm nuôi cộng lại ra bao nhiêu tấn?", "sản lượng cá nuôi | tôm nuôi"),
    ("Cộng cả chè, cà phê và cao su thì có bao nhiêu ha?", "chè | cà phê | cao su"),
    ("Tổng cộng lao động nam và lao động nữ là bao nhiêu người?", "lao động nam | lao động nữ"),
    ("Tổng đàn trâu và đàn bò là bao nhiêu con?", "đàn trâu | đàn bò"),
    ("Vốn trong nước cùng vốn nước ngoài cộng lại được mấy tỷ đồng?", "vốn trong nước | vốn nước ngoài"),
]
PERHAPS_SUMS = [
    ("Hộ nghèo lẫn hộ cận nghèo, cả thảy bao nhiêu hộ?", "hộ nghèo | hộ cận nghèo"),
    ("Xuất khẩu và nhập khẩu, cả hai là bao nhiêu?", "xuất khẩu | nhập khẩu"),
    ("Số vụ cháy với số vụ nổ tổng cộng mấy vụ?", "số vụ cháy | số vụ nổ"),
]
REMAINDERS = [
    ("Tổng chi ngân sách trừ chi đầu tư thì còn bao nhiêu?", "tổng chi ngân sách | chi đầu tư"),
    (
        "Lấy tổng thu ngân sách trừ đi thu tiền sử dụng đất còn lại bao nhiêu?",
        "tổng thu ngân sách | thu tiền sử dụng đất",
    ),
    ("Số trường học không kể trường tư thục là bao nhiêu?", "số trường học | trường tư thục"),
    ("Ngoài lúa mùa thì diện tích gieo trồng còn bao nhiêu ha?", "diện tích gieo trồng | lúa mùa"),
    ("Bỏ khách quốc tế đi thì lượng khách còn bao nhiêu?", "lượng khách | khách quốc tế"),
    ("Dư nợ tín dụng loại nợ xấu ra thì còn bao nhiêu?", "dư nợ tín dụng | nợ xấu"),
    ("Nếu trừ chi trả nợ thì tổng chi còn bao nhiêu tỷ?", "tổng chi | chi trả nợ"),
    ("Số giường bệnh ngoại trừ bệnh viện tư còn mấy giường?", "số giường bệnh | bệnh viện tư"),
    ("Kim ngạch xuất khẩu chưa kể cà phê là bao nhiêu?", "kim ngạch xuất khẩu | cà phê"),
    (
        "Số dự án trừ dự án đã hoàn thành và dự án bị thu hồi thì còn bao nhiêu?",
        "số dự án | dự án đã hoàn thành | dự án bị thu hồi",
    ),
    ("Tổng sản lượng gỗ mà bỏ gỗ keo đi thì còn bao nhiêu m3?", "tổng sản lượng gỗ | gỗ keo"),
    (
        "Sản lượng gỗ rừng trồng (tổng trừ gỗ rừng tự nhiên) là bao nhiêu m3?",
        "sản lượng gỗ | gỗ rừng tự nhiên",
    ),
    ("Khai thác gỗ 4 tháng (5 tháng trừ tháng 5) là bao nhiêu?", "5 tháng | tháng 5"),
    ("Tổng trị giá xuất, nhập khẩu nếu không kể dầu thô là bao nhiêu?", "tổng trị giá xuất, nhập khẩu | dầu thô"),
    ("Thu ngân sách là bao nhiêu nếu không tính thu tiền sử dụng đất?", "thu ngân sách | thu tiền sử dụng đất"),
    (
        "Lấy số doanh nghiệp thành lập mới trừ số doanh nghiệp giải thể còn bao nhiêu?",
        "số doanh nghiệp thành lập mới | số doanh nghiệp giải thể",
    ),
]
DIFFERENCES = [
    ("Đàn trâu và đàn bò chênh nhau bao nhiêu con?", "đàn trâu | đàn bò"),
    ("Chênh lệch giữa xuất khẩu và nhập khẩu là bao nhiêu?", "xuất khẩu | nhập khẩu"),
    (
        "Khoảng cách giữa thu nhập thành thị và thu nhập nông thôn là bao nhiêu?",
        "thu nhập thành thị | thu nhập nông thôn",
    ),
    ("Dân số nam với dân số nữ hơn kém nhau bao nhiêu người?", "dân số nam | dân số nữ"),
    ("Diện tích lúa và diện tích ngô, cây nào lớn hơn và hơn bao nhiêu?", "diện tích lúa | diện tích ngô"),
    ("Sản lượng chè so với cà phê chênh bao nhiêu tấn?", "sản lượng chè | cà phê"),
    ("Giữa chi thường xuyên và chi đầu tư, khoản nào nhiều hơn, chênh bao nhiêu?", "chi thường xuyên | chi đầu tư"),
    ("Học sinh tiểu học hay học sinh trung học đông hơn, hơn bao nhiêu em?", "học sinh tiểu học | học sinh trung học"),
    ("Số ca khỏi và số ca mắc lệch nhau mấy ca?", "số ca khỏi | số ca mắc"),
    ("So số vụ tai nạn đường bộ và đường sắt thì chênh bao nhiêu vụ?", "số vụ tai nạn đường bộ | đường sắt"),
    ("Giá vàng và giá đô la cách nhau bao nhiêu?", "giá vàng | giá đô la"),
    ("Nông nghiệp và lâm nghiệp chênh lệch bao nhiêu tỷ đồng?", "nông nghiệp | lâm nghiệp"),
    (
        "Chênh lệch số hộ nghèo giữa huyện Mường Khương và huyện Si Ma Cai là bao nhiêu hộ?",
        "huyện mường khương | huyện si ma cai",
    ),
]
ASKED = [
    *((Operation.SUM, *row) for row in (*SUMS, *PERHAPS_SUMS)),
    *((Operation.WITHOUT, *row) for row in REMAINDERS),
    *((Operation.DIFFERENCE, *row) for row in DIFFERENCES),
]
NONE = [
    "Nhà văn hóa cộng đồng có bao nhiêu?",
    "Khu vực ngoài nhà nước đóng góp bao nhiêu?",
    "Có bao nhiêu học sinh bỏ học?",
    "Tính gộp 8 tháng thu ngân sách bao nhiêu?",
    "Bao nhiêu lao động đi làm việc ngoài nước?",
    "Tổng cộng có bao nhiêu trường học?",
    "Cộng dồn từ đầu năm đón bao nhiêu lượt khách?",
    "Cộng hòa Liên bang Đức mua bao nhiêu tấn chè?",
    "Nơi công cộng có bao nhiêu bãi đỗ xe?",
    "Bao nhiêu dự án bỏ hoang?",
    "Thuế sản phẩm trừ trợ cấp là bao nhiêu?",
    "Trường ngoài công lập có bao nhiêu học sinh?",
    "Bao nhiêu cộng tác viên dân số?",
    "Hộ nghèo giảm bao nhiêu so với cùng kỳ?",
    "Diện tích lúa và diện tích ngô là bao nhiêu?",
]
PIECES = st.sampled_from(
    "cộng|gộp|trừ|bỏ|ngoài|không kể|chênh|chênh lệch giữa|hơn|và|với|hay|,|?|thì|còn|là|được|bao nhiêu|mấy|"
    "nếu|cho em hỏi|đàn trâu|chi thường xuyên|8 tháng|nào|nhiều hơn|cả hai|lại|trong|giữa|tổng cộng| ".split("|")
)
TEXTS = st.one_of(st.lists(PIECES, max_size=14).map(" ".join), st.text(max_size=120))


@pytest.mark.parametrize(("operation", "question", "operands"), ASKED)
def test_a_calculation_is_read_with_its_operands(operation: Operation, question: str, operands: str) -> None:
    found = calculation_of(question)
    assert found is not None
    assert found.operation is operation
    first, *_ = found.readings
    assert " | ".join(operand.strip().lower() for operand in first) == operands


@pytest.mark.parametrize(("question", "certain"), [(q, q not in dict(PERHAPS_SUMS)) for _, q, _ in ASKED])
def test_only_a_sum_not_asked_for_in_so_many_words_is_uncertain(question: str, certain: bool) -> None:
    found = calculation_of(question)
    assert found is not None and found.certain is certain


@pytest.mark.parametrize("question", NONE)
def test_what_only_sounds_like_a_calculation_is_none(question: str) -> None:
    assert calculation_of(question) is None


def test_what_is_said_of_both_sides_is_kept() -> None:
    found = calculation_of("Chênh lệch số hộ nghèo giữa xã Tả Phời và xã Hợp Thành là bao nhiêu?")
    assert found is not None and found.common.strip() == "số hộ nghèo"


def test_two_joints_are_two_readings() -> None:
    found = calculation_of("Chênh lệch giữa thu phí và lệ phí và thu tiền thuê đất là bao nhiêu?")
    assert found is not None
    assert found.readings == (("thu phí", "lệ phí và thu tiền thuê đất"), ("thu phí và lệ phí", "thu tiền thuê đất"))


@pytest.mark.parametrize("question", [row[1] for row in ASKED[::4]])
def test_blanks_and_marks_at_the_end_do_not_matter(question: str) -> None:
    found, again = calculation_of(question), calculation_of(f"  {question.replace(' ', '  ')} ??")
    assert found == again


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_and_operands_are_of_it(text: str) -> None:
    found = calculation_of(text)
    if found is None:
        return
    whole = " ".join(text.split())
    assert found.readings
    for operands in found.readings:
        assert len(operands) > 1
        assert all(operand.strip() and operand in whole for operand in operands)
