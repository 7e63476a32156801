"""What calculations in everyday words come to: value, formula and operands; what does not go together is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from qa.chain import Assistant
from qa.payload import as_json
from tests.qa.conftest import Ask
from tests.qa.reports import opened

HA_GIANG = """Báo cáo tình hình kinh tế - xã hội tỉnh Hà Giang 9 tháng năm 2024

I. Kinh tế
1. Trồng trọt
Diện tích cây chè 20.480 ha; diện tích cây cam 7.150,5 ha; diện tích cây lê 1.260 ha. Sản lượng chè búp tươi 9 tháng \
đạt 61.300 tấn.
2. Lâm nghiệp
Diện tích rừng 9 tháng đạt 465.000 ha, trong đó rừng phòng hộ 231.700 ha, rừng sản xuất 177.300 ha.
3. Ngân sách
Tổng chi ngân sách 9 tháng 12.640 tỷ đồng, trong đó chi thường xuyên 7.905,4 tỷ đồng, chi đầu tư phát triển 3.318 tỷ \
đồng.
4. Khách du lịch
Trong tháng 9, khách nội địa đạt 184.000 lượt. Lũy kế 9 tháng, khách quốc tế đạt 96.500 lượt.
5. Tăng trưởng
Giá trị sản xuất công nghiệp 9 tháng tăng 11,8% so với cùng kỳ; giá trị sản xuất xây dựng 9 tháng tăng 7,35% so với \
cùng kỳ.
6. Lao động
Tổng số lao động nam và lao động nữ được giải quyết việc làm là 16.200 người.

II. Xã hội
1. Giáo dục
Toàn tỉnh có 214 trường mầm non, 189 trường tiểu học và 175 trường trung học cơ sở.
2. Y tế
Có 412 bác sĩ và 958 điều dưỡng. Số giường bệnh của bệnh viện công là 2.350 giường.
3. Giao thông
Xảy ra 96 vụ tai nạn giao thông, làm 41 người chết, 88 người bị thương.
"""

WORKED_OUT = [
    ("Diện tích cây chè cộng diện tích cây cam được bao nhiêu ha?", "27.630,5", "ha", "20.480 + 7.150,5"),
    ("Cây chè, cây cam và cây lê cộng lại có bao nhiêu ha?", "28.890,5", "ha", "20.480 + 7.150,5 + 1.260"),
    ("Gộp rừng phòng hộ và rừng sản xuất thì được bao nhiêu ha?", "409.000", "ha", "231.700 + 177.300"),
    ("Chi thường xuyên với chi đầu tư phát triển cộng lại là bao nhiêu?", "11.223,4", "tỷ đồng", "7.905,4 + 3.318"),
    ("Số người chết cộng số người bị thương là bao nhiêu?", "129", "người", "41 + 88"),
    (
        "Trường mầm non, trường tiểu học và trường trung học cơ sở tổng cộng bao nhiêu trường?",
        "578",
        "trường",
        "214 + 189 + 175",
    ),
    ("Ngoài chi thường xuyên thì tổng chi ngân sách còn bao nhiêu?", "4.734,6", "tỷ đồng", "12.640 - 7.905,4"),
    ("Trong tổng chi ngân sách, bỏ chi đầu tư phát triển ra thì còn mấy?", "9.322", "tỷ đồng", "12.640 - 3.318"),
    ("Diện tích cây chè và diện tích cây cam chênh nhau bao nhiêu ha?", "13.329,5", "ha", "20.480 - 7.150,5"),
    ("Diện tích cây lê và diện tích cây cam chênh nhau bao nhiêu ha?", "5.890,5", "ha", "7.150,5 - 1.260"),
    (
        "Khoảng cách giữa chi thường xuyên và chi đầu tư phát triển là bao nhiêu?",
        "4.587,4",
        "tỷ đồng",
        "7.905,4 - 3.318",
    ),
    ("Rừng phòng hộ hay rừng sản xuất nhiều hơn, hơn bao nhiêu ha?", "54.400", "ha", "231.700 - 177.300"),
    (
        "Giá trị sản xuất công nghiệp và giá trị sản xuất xây dựng tăng chênh nhau bao nhiêu điểm phần trăm?",
        "4,45",
        "điểm phần trăm",
        "11,8 - 7,35",
    ),
]


@pytest.fixture(scope="module")
def ha_giang(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    opening = opened(tmp_path_factory.mktemp("tinh-toan"), {"ha-giang-09": HA_GIANG})
    yield opening
    opening.close()


@pytest.fixture(scope="module")
def ask_ha_giang(ha_giang: Assistant) -> Ask:
    return lambda *questions: as_json(ha_giang.ask(questions[-1], questions[:-1]))


@pytest.mark.parametrize(("question", "value", "unit", "formula"), WORKED_OUT)
def test_what_calculations_come_to(ask_ha_giang: Ask, question: str, value: str, unit: str, formula: str) -> None:
    (figure,) = ask_ha_giang(question)["figures"]
    assert (figure["value"], figure["unit"], figure["formula"]) == (value, unit, formula)


@pytest.mark.parametrize(("question", "formula"), [(row[0], row[3]) for row in WORKED_OUT])
def test_the_operands_are_those_of_the_formula_and_cited(ask_ha_giang: Ask, question: str, formula: str) -> None:
    answer = ask_ha_giang(question)
    (figure,) = answer["figures"]
    quotes = {c["id"]: c["quote"] for c in answer["citations"]}
    assert sorted(o["value"] for o in figure["operands"]) == sorted(re.split(r" [+-] ", formula))
    assert all(o["value"] in quotes[o["citation"]] for o in figure["operands"])
    assert {o["period"] for o in figure["operands"]} == {figure["period"]} == {"9 tháng 2024"}


@pytest.mark.parametrize(
    "question",
    [
        "Diện tích cây chè cộng sản lượng chè búp tươi được bao nhiêu?",
        "Số bác sĩ cộng số giường bệnh được bao nhiêu?",
        "Tổng chi ngân sách trừ diện tích rừng thì còn bao nhiêu?",
        "Chênh lệch giữa số vụ tai nạn và chi thường xuyên là bao nhiêu?",
        "Trường tiểu học cộng số người bị thương được bao nhiêu?",
    ],
)
def test_units_that_do_not_go_together_are_refused(ask_ha_giang: Ask, question: str) -> None:
    answer = ask_ha_giang(question)
    assert (answer["abstained"], answer["figures"]) == (True, [])


@pytest.mark.parametrize(
    "question",
    [
        "Khách nội địa cộng khách quốc tế được bao nhiêu lượt?",
        "Khách nội địa và khách quốc tế chênh nhau bao nhiêu lượt?",
        "Gộp khách nội địa với khách quốc tế thì được mấy lượt?",
    ],
)
def test_periods_that_do_not_go_together_are_refused(ask_ha_giang: Ask, question: str) -> None:
    answer = ask_ha_giang(question)
    assert (answer["abstained"], answer["figures"]) == (True, [])


@pytest.mark.parametrize(
    "question",
    [
        "Trường mầm non cộng trường trung học phổ thông có bao nhiêu trường?",
        "Diện tích cây chè cộng diện tích cây mận được bao nhiêu ha?",
        "Tổng chi ngân sách trừ chi sự nghiệp môi trường còn bao nhiêu?",
        "Diện tích cây chè và diện tích cây mận chênh nhau bao nhiêu ha?",
        "Giá trị sản xuất công nghiệp cộng giá trị sản xuất xây dựng được bao nhiêu?",
    ],
)
def test_an_operand_that_the_report_lacks_is_no_other_and_no_nought(ask_ha_giang: Ask, question: str) -> None:
    answer = ask_ha_giang(question)
    assert (answer["abstained"], answer["figures"]) == (True, [])


def test_what_the_report_has_of_all_together_is_not_added(ask_ha_giang: Ask) -> None:
    question = "Lao động nam cộng lao động nữ được giải quyết việc làm là bao nhiêu người?"
    (figure,) = ask_ha_giang(question)["figures"]
    assert (figure["value"], figure["derived"]) == ("16.200", False)
