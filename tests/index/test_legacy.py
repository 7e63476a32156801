from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents import read_data
from index.errors import DocumentError
from index.readers.legacy import _TCVN3, _VNI, from_tcvn3, from_vni, modern_text, vietnamese_share

REPORT = (
    "Báo cáo tình hình kinh tế - xã hội tháng 9 năm 2023\n\n"
    "Sản lượng thủy sản ước đạt 1.234,5 tấn, tăng 6,8% so với cùng kỳ năm trước.\n"
    "Diện tích gieo trồng lúa mùa đạt 46.717 ha; đàn lợn giảm nhẹ do dịch bệnh.\n"
    "Xã Bản A | 12,5 | 13,0\n"
)
TONES = "\u0300\u0301\u0303\u0309\u0323"


def typed_in_tcvn3(text: str) -> str:
    codes = {letter: chr(code) for code, letter in _TCVN3.items()}
    return "".join(codes.get(char, char) for char in text)


def typed_in_vni(text: str) -> str:
    codes = {
        letter: code for code, letter in _VNI.items() if len(code) == 1 or code[1:].islower() or not code.isupper()
    }
    return "".join(codes.get(char, char) for char in text)


def windows_1258(text: str) -> bytes:
    """Letters with their tone after them, as that code page has it."""
    pieces = []
    for char in text:
        loose = unicodedata.normalize("NFD", char)
        base = unicodedata.normalize("NFC", "".join(c for c in loose if c not in TONES))
        pieces.append(base + "".join(c for c in loose if c in TONES))
    return "".join(pieces).encode("cp1258")


WRITTEN = {
    "utf-8": REPORT.encode(),
    "utf-16": REPORT.encode("utf-16"),
    "windows-1258": windows_1258(REPORT),
    "TCVN3 in one byte": typed_in_tcvn3(REPORT).encode("latin-1"),
    "TCVN3 saved as UTF-8": typed_in_tcvn3(REPORT).encode(),
    "VNI in one byte": typed_in_vni(REPORT).encode("cp1252"),
    "VNI saved as UTF-8": typed_in_vni(REPORT).encode(),
}


@pytest.mark.parametrize("way", WRITTEN)
def test_text_of_every_encoding_and_font_is_the_same(way: str) -> None:
    assert read_data(Path("a.txt"), WRITTEN[way]).text == REPORT


@pytest.mark.parametrize("way", WRITTEN)
def test_pages_and_sheets_too(way: str) -> None:
    if way == "utf-16":
        return
    table = WRITTEN[way].split(b"\n")[-2].replace(b" | ", b";")
    lines = WRITTEN[way].split(b"\n")
    page = b"<html><body><p>" + b"</p><p>".join(lines[2:4]) + b"</p></body></html>"
    assert read_data(Path("a.html"), page).text == REPORT.split("\n")[2] + "\n\n" + REPORT.split("\n")[3]
    sheet = lines[0] + b"\n" + lines[2].replace(b",", b"") + b"\n" + table
    assert "Xã Bản A | 12,5 | 13,0" in read_data(Path("a.csv"), sheet).text


def test_a_page_may_write_a_legacy_font_in_entities() -> None:
    typed = typed_in_tcvn3("Sản lượng thủy sản ước đạt một nghìn tấn")
    page = "".join(char if char.isascii() else f"&#{ord(char)};" for char in typed)
    assert read_data(Path("a.html"), f"<p>{page}</p>".encode()).text == "Sản lượng thủy sản ước đạt một nghìn tấn"


def test_lines_in_unicode_stay_amid_lines_of_an_old_font() -> None:
    mixed = f"{typed_in_tcvn3(REPORT)}Tỷ lệ hộ nghèo còn 9,85%.\n"
    assert modern_text(mixed) == f"{REPORT}Tỷ lệ hộ nghèo còn 9,85%.\n"


def test_capitals_of_vni() -> None:
    assert from_vni("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM") == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert from_tcvn3("§¬n vÞ tÝnh: tØ ®ång") == "Đơn vị tính: tỉ đồng"


@pytest.mark.parametrize(
    "text", ["Un café crème à Genève, s'il vous plaît", "Größe und Maß über alles", "naïve £5 ±2 °C"]
)
def test_other_languages_are_left_alone(text: str) -> None:
    assert modern_text(text) == text
    with pytest.raises(DocumentError, match="UTF-8"):
        read_data(Path("a.txt"), text.encode("latin-1"))


def test_the_share_of_vietnamese_words() -> None:
    assert vietnamese_share(REPORT) == 1.0
    assert vietnamese_share(typed_in_tcvn3(REPORT)) < 0.3
    assert vietnamese_share("abc 123") == 1.0


@given(st.text(max_size=200))
def test_any_text_is_taken(text: str) -> None:
    assert isinstance(modern_text(text), str)
