from __future__ import annotations

import pytest

from index.folding import plain
from index.subjects import Subject, has_measure, is_rate, join, read_subject, without_superlative


def read(text: str) -> Subject:
    return read_subject(text, plain(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Diện tích lúa mùa ước đạt", "Diện tích lúa mùa"),
        ("- Tổng mức bán lẻ hàng hóa ước tính", "Tổng mức bán lẻ hàng hóa"),
        ("trong đó: khách quốc tế", "khách quốc tế"),
        ("; sản lượng thu hoạch", "sản lượng thu hoạch"),
        ("Chỉ số giá tiêu dùng (CPI)", "Chỉ số giá tiêu dùng (CPI)"),
        ("Giá trị sản xuất (giá so sánh 2010)", "Giá trị sản xuất"),
        ("mưa nhiều nhưng diện tích ngô", "diện tích ngô"),
        ("ước đạt", ""),
        ("tăng khoảng", ""),
        ("", ""),
        ("Thời tiết thuận lợi, sâu bệnh ít, sản lượng chè", "sản lượng chè"),
    ],
)
def test_verbs_and_fillers_are_no_part_of_an_indicator(text: str, words: str) -> None:
    assert read(text).text == words


def test_a_subject_is_a_measure_of_an_object() -> None:
    subject = read("diện tích lúa mùa")
    assert (subject.measure, subject.object, subject.bare) == ("diện tích", "lúa mùa", False)
    assert subject.as_object().text == "lúa mùa"
    bare = read("diện tích gieo trồng")
    assert (bare.measure, bare.object, bare.bare) == ("diện tích", "", True)
    assert read("CPI").bare is False


def test_what_is_inherited_stands_in_front_and_is_said_once() -> None:
    head = Subject.of("Giá trị sản xuất công nghiệp")
    assert join(head, Subject.of("khai khoáng")).text == "Giá trị sản xuất công nghiệp khai khoáng"
    assert join(head, Subject.of("khai khoáng")).head == "Giá trị sản xuất công nghiệp"
    assert join(Subject(), head) is head
    assert join(Subject.of("công nghiệp"), head) is head
    assert join(head, Subject.of("công nghiệp")) is head


def test_a_ranking_says_what_it_ranks_up_to_its_first_member() -> None:
    assert without_superlative(Subject.of("khách quốc tế đông nhất là Hàn Quốc")).text == "khách quốc tế"
    assert without_superlative(Subject.of("khách quốc tế")).text == "khách quốc tế"


def test_rates_and_measures_are_known_by_their_words() -> None:
    assert is_rate(read("Tỷ lệ hộ nghèo"))
    assert not is_rate(read("Số hộ nghèo"))
    assert has_measure(read("doanh thu lữ hành"))
    assert not has_measure(read("cam, bưởi"))
    assert read("đạt được").only_edges
