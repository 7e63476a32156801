from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.chrome import chrome_spans
from index.metadata import Metadata, describe
from index.places import PROVINCES, places, province
from index.records import Period, PeriodUnit
from index.title_period import period_of


def read(text: str, title: str | None = None) -> Metadata:
    return describe(text, chrome_spans(text), "ten-tep", title)


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Tình hình kinh tế - xã hội tháng 8 và 8 tháng năm 2023", "8 tháng 2023"),
        ("Tình hình kinh tế - xã hội tháng 5 năm 2024", "tháng 5/2024"),
        ("Tình hình tháng 10/2023", "tháng 10/2023"),
        ("Kết quả 9 tháng đầu năm 2024, nhiệm vụ quý IV năm 2024", "9 tháng 2024"),
        ("Tình hình 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2023", "6 tháng 2023"),
        ("TÌNH HÌNH CẢ NƯỚC THÁNG 6, QUÝ II VÀ 6 THÁNG NĂM 2022", "6 tháng 2022"),
        ("QUÝ I NĂM 2022", "quý I/2022"),
        ("Tình hình quý III và 9 tháng năm 2023", "9 tháng 2023"),
        ("Ước thực hiện nhiệm vụ năm 2024, kế hoạch năm 2025", "năm 2024"),
        ("Tình hình năm 2023 và phương hướng năm 2024", "năm 2023"),
        ("Kết quả thực hiện kế hoạch phát triển kinh tế - xã hội 6 tháng đầu năm 2024", "6 tháng 2024"),
        ("Tình hình tháng 12 và năm 2023", "năm 2023"),
        ("Tình hình quý IV và cả năm 2023", "năm 2023"),
        ("Nửa đầu năm 2023, tỉnh tăng trưởng khá", "6 tháng 2023"),
        ("Kết quả sáu tháng đầu năm 2021, phương hướng sáu tháng cuối năm", "6 tháng 2021"),
        ("Tình hình tháng 11, 11 tháng; nhiệm vụ tháng 12 năm 2024", "11 tháng 2024"),
        ("Tình hình tháng Tư năm 2024", "tháng 4/2024"),
    ],
)
def test_period_of_a_title(title: str, period: str) -> None:
    assert str(period_of(title)) == period


@pytest.mark.parametrize("title", ["", "Tình hình kinh tế - xã hội", "Phương hướng năm 2025", "So với năm 2022"])
def test_no_period_in_a_title(title: str) -> None:
    assert period_of(title) is None


def test_an_official_report() -> None:
    text = (
        "ỦY BAN NHÂN DÂN TỈNH SƠN LA\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/BC-UBND\n"
        "Sơn La, ngày 03 tháng 7 năm 2023\nBÁO CÁO\nTình hình kinh tế 6 tháng đầu năm 2023\nI. KINH TẾ\n"
    )
    about = read(text)
    assert about.title == "Tình hình kinh tế 6 tháng đầu năm 2023"
    assert about.title_span is not None and about.title_span.of(text) == about.title
    assert (about.place, about.posted) == ("tỉnh Sơn La", "2023-07-03")
    assert about.period == Period(PeriodUnit.MONTHS, 2023, 6)


def test_a_title_on_two_lines() -> None:
    about = read("BÁO CÁO QUÝ: LAO ĐỘNG VÀ GIÁ CẢ\nQUÝ I NĂM 2022\n\n1. Lao động\nCả nước có 51 triệu lao động.\n")
    assert about.title == "BÁO CÁO QUÝ: LAO ĐỘNG VÀ GIÁ CẢ QUÝ I NĂM 2022"
    assert (about.place, str(about.period)) == ("cả nước", "quý I/2022")


def test_a_district_page_with_chrome() -> None:
    about = read(
        "Trang chủ | Giới thiệu | Tin tức | Liên hệ\nCỔNG THÔNG TIN ĐIỆN TỬ HUYỆN SUỐI MÂY - TỈNH LAI CHÂU\n"
        "Tình hình kinh tế - xã hội 9 tháng đầu năm 2024\nNgày đăng: 02/10/2024\n\nI. KINH TẾ\n"
    )
    assert about.title == "Tình hình kinh tế - xã hội 9 tháng đầu năm 2024"
    assert (about.place, about.posted) == ("huyện Suối Mây", "2024-10-02")


def test_a_headline_takes_its_year_from_the_text_and_its_place_from_its_own_words() -> None:
    about = read(
        "Yên Bái: Nửa năm tăng trưởng 7,55%, vốn đầu tư công giải ngân chậm\n"
        "(Thứ Sáu, 30/6/2023) - Thu ngân sách của tỉnh xấp xỉ 44% dự toán.\nTỉnh bàn kết quả 6 tháng đầu năm 2023.\n"
    )
    assert (about.place, str(about.period), about.posted) == ("tỉnh Yên Bái", "6 tháng 2023", "2023-06-30")


def test_the_year_comes_from_the_posting_date_when_nothing_else_tells() -> None:
    text = "Thu ngân sách sau {} tháng\nThứ Năm, 11/01/2024, 15:42 | Lượt xem: 12\nHuyện thu được 12 tỷ đồng.\n"
    assert str(read(text.format(12)).period) == "12 tháng 2023"
    assert str(read(text.format(2)).period) == "2 tháng 2024"


def test_a_place_by_what_the_text_speaks_of() -> None:
    text = "Trên địa bàn tỉnh Lào Cai, thu ngân sách tăng. UBND tỉnh Lào Cai họp ở huyện Bát Xát."
    assert read(f"Tình hình tháng 8 năm 2023\n{text}").place == "tỉnh Lào Cai"
    assert read("Tình hình tháng 8 năm 2023\nThu ngân sách tăng 3%.").place is None


def test_a_file_without_a_title_keeps_its_name() -> None:
    about = read("- Thu 12 tỷ đồng.\n- Chi 10 tỷ đồng.")
    assert about == Metadata("ten-tep", None, None, None, None)


def test_the_title_of_the_format_is_found_in_the_text() -> None:
    text = "# Suối Mây được mùa\n\nLúa đạt 60 tạ/ha."
    about = read(text, "Suối Mây được mùa")
    assert about.title_span is not None and about.title_span.of(text) == about.title == "Suối Mây được mùa"
    assert read("Lúa đạt 60 tạ/ha.", "Trang khác").title == "Trang khác"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("UBND TỈNH BÀ RỊA - VŨNG TÀU", ["tỉnh Bà Rịa - Vũng Tàu"]),
        ("TP. Hồ Chí Minh và thành phố Hải Phòng", ["thành phố Hồ Chí Minh", "thành phố Hải Phòng"]),
        ("thành phố Điện Biên Phủ, tỉnh Điện Biên", ["thành phố Điện Biên Phủ", "tỉnh Điện Biên"]),
        ("TÌNH HÌNH KINH TẾ - XÃ HỘI HUYỆN SUỐI MÂY THÁNG 9", ["huyện Suối Mây"]),
        ("các xã, huyện trong tỉnh", []),
    ],
)
def test_places(text: str, found: list[str]) -> None:
    assert list(places(text)) == found


def test_provinces_are_known_in_any_case_and_spelling() -> None:
    assert len(PROVINCES) == len(set(PROVINCES)) == 64
    assert [province(name.upper()) for name in PROVINCES] == list(PROVINCES)
    assert province("Thanh Hoá") == "Thanh Hóa"


@given(st.text(max_size=400), st.none() | st.text(max_size=40))
def test_any_text_has_metadata(text: str, title: str | None) -> None:
    about = describe(text, chrome_spans(text), "ten-tep", title)
    assert about.title
    if about.title_span:
        assert 0 <= about.title_span.start < about.title_span.end <= len(text)


@pytest.mark.parametrize(
    "line",
    [
        "Báo cáo số 123/BC-UBND ngày 20/6/2024",
        "Báo cáo số 123/BC-UBND, ngày 20 tháng 6 năm 2024",
        "Công văn số: 12/UBND-TH",
    ],
)
def test_the_number_of_a_report_is_no_title(line: str) -> None:
    text = f"{line}\n\nBáo cáo tình hình kinh tế - xã hội 6 tháng đầu năm 2024 tỉnh Sông Hạ\n\nThu đạt 5 tỷ đồng.\n"
    assert describe(text, (), "a").title == "Báo cáo tình hình kinh tế - xã hội 6 tháng đầu năm 2024 tỉnh Sông Hạ"


def test_a_title_may_begin_with_the_number_of_the_report() -> None:
    title = "Báo cáo số 123/BC-UBND về tình hình kinh tế - xã hội 6 tháng đầu năm 2024 tỉnh Sông Hạ"
    assert describe(f"{title}\n\nThu đạt 5 tỷ đồng.\n", (), "a").title == title
