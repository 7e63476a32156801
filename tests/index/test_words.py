"""Sentences keep figures whole and offsets true; words come from underthesea."""

from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records import Span
from index.words import segment, sentences, words


def cut(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "marked",
    [
        "Lượng khách đạt 1.234,5 nghìn lượt.| Doanh thu tăng 3.2 lần.| Hết",
        "Trồng mới 12 ha so với năm ngoái.|Tổng diện tích là 4.900 ha.",
        "Bắt 18 vụ.|Xử lý 20 người.",
        "Thu ngân sách tăng 8%.|Chi giảm (2,5%).|Đầu tư đạt kế hoạch năm 2022.| Còn lại chậm.",
        "Luân chuyển 5 triệu HK.Km, tăng 3%.| Hàng hóa 7 triệu tấn.km, 2 triệu tấn.Km hết.",
        "Xã thuộc TP. Hà Mới và Tp. Cũ, TP.Vinh.| Ông Th.S Nguyễn Văn A. Bình nói.",
        "Vốn T.Ư giao 50 tr. Đồng, trường, trạm, v.v. Đều đạt.",
        "1. Tên mục một.| Câu sau.| 2. Tên mục hai",
        "1.1. Tiểu mục",
        "- II. Phần hai",
        "Bảng 3. Giá cả (xem mục 4. Phần sau. Hết).| Câu nữa.",
        "(Ghi chú: số ước. Chưa chốt.)| Câu nữa.",
        "Ông nói: “Đã đạt.”| Bà nói chưa.",
        "Có sởi, bạch hầu…|Thích ứng tốt... và tiếp tục...| Kết thúc!| Thật không?| Vâng",
        "Xem https://vi-du.gov.vn/a.html đạt 19%.| Số còn lại.",
        "Có 551. 657 con bò.| Dài 500 m.| Rộng 3 km.| cao hơn",
        "Đàn trâu tăng so với năm trước.|- Đàn bò giảm.",
    ],
)
def test_sentences(marked: str) -> None:
    assert cut(marked.replace("|", "")) == [part.strip() for part in marked.split("|")]


def test_lines_are_always_apart() -> None:
    assert cut("Một dòng\nchữ thường\n\n  \n hai ") == ["Một dòng", "chữ thường", "hai"]


def test_offsets_count_from_the_text_and_not_from_the_span() -> None:
    text = "Bỏ. Giữ câu này. Và câu này. Bỏ."
    assert [span.of(text) for span in sentences(text, Span(4, 28))] == ["Giữ câu này.", "Và câu này."]


def test_a_bracket_that_never_closes_near_does_not_hold_the_text_together() -> None:
    text = "Mở (ngoặc. " + "Câu dài thêm nữa. " * 40 + ")"
    assert len(cut(text)) > 30


LETTERS = st.sampled_from(list('.?!…,()[]"”’ \n\t\r\x00\x0b\u00a0\u2028\ud800aÁđK19%-•😀\u0301'))
TEXTS = st.one_of(st.text(), st.text(LETTERS), st.text().map(lambda text: unicodedata.normalize("NFD", text)))


@given(TEXTS, st.data())
def test_sentences_cover_any_span_of_any_text_once(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = sentences(text, Span(start, end))
    edges = [start, *(edge for span in found for edge in span), end]
    assert edges == sorted(edges)
    assert all(span.of(text) == span.of(text).strip() != "" for span in found)
    gaps = zip(edges[::2], edges[1::2], strict=True)
    assert not "".join(text[left:right] for left, right in gaps).strip()


@pytest.mark.parametrize("line", ["a." * 300_000, "A. " * 100_000, "(" * 300_000, "." * 300_000, "(Câu. " * 50_000])
def test_a_long_line_takes_linear_time(line: str) -> None:
    assert "".join(cut(line)).replace(" ", "") == line.replace(" ", "")


def test_words_join_their_syllables() -> None:
    assert words("lượng khách du lịch\nxuất khẩu") == ["lượng", "khách", "du lịch", "xuất khẩu"]
    assert segment("lượng khách du lịch\nxuất khẩu") == "lượng khách du_lịch xuất_khẩu"
    assert words(" \n") == []


@given(TEXTS)
def test_words_accept_any_text(text: str) -> None:
    assert not [word for word in segment(text).split(" ") if "\n" in word]


def test_underthesea_comes_without_torch_and_leaves_its_parts_importable() -> None:
    program = (
        "import sys; from index.words import words; assert 'underthesea' not in sys.modules; words('du lịch');"
        "assert 'torch' not in sys.modules; import underthesea.pipeline.translate; assert 'torch' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
