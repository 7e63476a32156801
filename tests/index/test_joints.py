"""Torn words are mended where nothing else can be meant; numbers on two lines are never made one."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.readers.joints import joint
from index.readers.syllables import is_syllable, mended


def together(left: str, right: str) -> str:
    cut, between = joint(left, right)
    return left[: len(left) - cut] + between + right


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        ("ĐIỀ U KHO ẢN", "ĐIỀU KHOẢN"),
        ("ngườ i dân đượ c", "người dân được"),
        ("Điệ n Biên, cộ ng đồ ng", "Điện Biên, cộng đồng"),
        ("thự c hiệ n việ c làm", "thực hiện việc làm"),
    ],
)
def test_torn_syllables_are_mended(torn: str, whole: str) -> None:
    assert mended(torn) == whole


@pytest.mark.parametrize(
    "text",
    [
        "y tế, ở xã, áo ấm, ủy ban",
        "nhóm B ở huyện",
        "vitamin C ít hơn",
        "dài 5 km ở bản A Pa Chải",
        "kinh tế - xã hội",
        "hộ ít đất, mưa ít",
        "USD và EUR ổn định",
        "lớp 1 a và b",
        "lo ăn, no ấm",
    ],
)
def test_words_that_stand_by_themselves_stay(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("so với cùng kỳ", "năm trước", "so với cùng kỳ năm trước"),
        ("năm 2023", "4.9 nghìn", "năm 2023\n4.9 nghìn"),
        ("các năm 2021,", "2022", "các năm 2021,\n2022"),
        ("đạt 1.", "234 ha", "đạt 1.\n234 ha"),
        ("thu 1.234.", "567 triệu", "thu 1.234.567 triệu"),
        ("thu 1.234.", "5678 triệu", "thu 1.234.\n5678 triệu"),
        ("năm 2023.", "567 hộ", "năm 2023.\n567 hộ"),
        ("đạt 12", ",5 tỷ", "đạt 12,5 tỷ"),
        ("đạt 1", ".234,5 tỷ", "đạt 1.234,5 tỷ"),
        ("đạt 1.2", "34 tỷ", "đạt 1.2\n34 tỷ"),
        ("phát tri-", "ển", "phát triển"),
        ("lớp tập hu-", "ấn", "lớp tập huấn"),
        ("đẩy mạ-", "nh", "đẩy mạnh"),
        ("tiền thu-", "ế", "tiền thuế"),
        ("kinh tế xã-", "hội", "kinh tế xã-hội"),
        ("phát tri\u00ad", "ển", "phát triển"),
        ("được ngườ", "i dân", "được người dân"),
        ("dịch Covid-", "19", "dịch Covid-19"),
        ("giai đoạn 2021-", "2025", "giai đoạn 2021-2025"),
        ("Quyết định số 12/QĐ-", "UBND", "Quyết định số 12/QĐ-UBND"),
        ("tháng 8/", "2023", "tháng 8/2023"),
        ("kinh tế -", "xã hội", "kinh tế - xã hội"),
        ("tăng 12,5", "% so", "tăng 12,5 % so"),
    ],
)
def test_lines_are_joined(left: str, right: str, whole: str) -> None:
    assert together(left, right) == whole


@given(st.text(min_size=1).map(str.strip).filter(bool), st.text(min_size=1).map(str.strip).filter(bool))
@example("100 m²", "0")
def test_no_joint_makes_one_number_of_two(left: str, right: str) -> None:
    left, right = (unicodedata.normalize("NFC", side) for side in (left, right))
    if left[-1].isdigit() and right[0].isdigit():
        assert together(left, right) == f"{left}\n{right}"


@pytest.mark.parametrize("word", "nghiêng quyết giữa khuya thuở xoong gì quốc yêu oà ĐIỆN ngoằn".split())
def test_syllables_are_known_by_their_spelling(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", "ngườ cac km USD đượ Covid tứơ bb".split())
def test_what_no_syllable_is_spelt_like(word: str) -> None:
    assert not is_syllable(word)
