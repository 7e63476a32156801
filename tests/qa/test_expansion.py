"""Notes, topics and what is not meant: questions as people jot them down."""

from __future__ import annotations

import pytest

from qa.expansion import expand
from qa.operations import calculates
from qa.translation import is_english, to_vietnamese


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("SL: ? tấn", "sản lượng: bao nhiêu tấn"),
        ("tăng ? % so CK", "tăng bao nhiêu % so với cùng kỳ"),
        ("Thu ngân sách: % so KH?", "Thu ngân sách: bao nhiêu % so với kế hoạch?"),
        ("Mức độ hoàn thành dự toán", "đạt bao nhiêu % dự toán"),
        ("Độ che phủ rừng ấy, bao nhiêu?", "Độ che phủ rừng bao nhiêu?"),
        ("tính lũy kế, không phải riêng tháng 5.", "tính lũy kế."),
        ("có phải 5 xã không?", "có phải 5 xã không?"),
        ("cuối tháng 7/2023", "đến 31/7/2023"),
        ("đến cuối tháng 7", "đến cuối tháng 7"),
        ("quý cuối cùng của năm 2021", "quý IV năm 2021"),
        ("Số này là bao nhiêu? Tăng mấy %?", "Số này là bao nhiêu? Tăng mấy %?"),
    ],
)
def test_notes_are_spelt_out(typed: str, meant: str) -> None:
    assert " ".join(expand(typed).split()) == meant


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("What did exports total from January to August 2023?", "8 tháng đầu năm 2023"),
        ("Exports value 8M/2023, change?", "8 tháng đầu năm 2023"),
        ("How much capital was mobilised by 31 August 2023?", "đến 31/8/2023"),
        ("What was the food safety rate in Q1 2022?", "quý I/2022"),
        ("How many people were killed in August?", "tháng 8"),
    ],
)
def test_english_times_are_read(asked: str, said: str) -> None:
    assert is_english(asked) and said in to_vietnamese(asked)


@pytest.mark.parametrize("bare", ["tong luot khach du lich 8 thang", "san luong ngo la bao nhieu", "the do can bo"])
def test_vietnamese_typed_bare_is_no_english(bare: str) -> None:
    assert not is_english(bare)


def test_words_of_calculations_are_known() -> None:
    assert calculates("bỏ khách quốc tế ra thì còn bao nhiêu")
    assert not calculates("thuế sản phẩm trừ trợ cấp là bao nhiêu")
