from __future__ import annotations

import pytest

from index.folding import plain
from index.grammar.comparisons import Basis, BasisKind, Cue, bases, cue_before, says_last_year


def found(text: str) -> list[Basis]:
    return list(bases(plain(text)))


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("so với cùng kỳ năm trước", "cùng kỳ năm trước", BasisKind.EARLIER),
        ("so với cùng kì năm 2022,", "cùng kì năm 2022", BasisKind.EARLIER),
        ("so cùng kỳ", "cùng kỳ", BasisKind.EARLIER),
        ("so với tháng trước", "tháng trước", BasisKind.EARLIER),
        ("so với tháng 12/2022", "tháng 12/2022", BasisKind.EARLIER),
        ("so với 31/7/2023", "31/7/2023", BasisKind.EARLIER),
        ("so với đầu năm", "đầu năm", BasisKind.EARLIER),
        ("so với quý IV/2021 và", "quý IV/2021", BasisKind.EARLIER),
        ("bằng vụ trước", "vụ trước", BasisKind.EARLIER),
        ("đạt kế hoạch năm", "kế hoạch năm", BasisKind.PLAN),
        ("75% KH năm", "KH năm", BasisKind.PLAN),
        ("dự toán HĐND tỉnh giao,", "dự toán HĐND tỉnh giao", BasisKind.PLAN),
        ("so với kế hoạch", "kế hoạch", BasisKind.PLAN),
        ("kế hoạch vốn Thủ tướng Chính phủ giao", "kế hoạch vốn Thủ tướng Chính phủ giao", BasisKind.PLAN),
        ("so với tổng vốn đăng ký.", "tổng vốn đăng ký", BasisKind.WHOLE),
    ],
)
def test_a_basis_is_said_in_the_words_of_the_text(text: str, words: str, kind: BasisKind) -> None:
    (basis,) = found(text)
    assert (basis.span.of(text), basis.kind) == (words, kind)
    assert basis.linked == ("so" in basis.extent.of(plain(text)).split())


def test_bases_stand_in_order() -> None:
    text = "tăng 1% so với tháng trước và tăng 2% so với cùng kỳ năm trước, đạt 60% kế hoạch"
    assert [basis.span.of(text) for basis in found(text)] == ["tháng trước", "cùng kỳ năm trước", "kế hoạch"]


def test_no_basis_where_nothing_is_compared() -> None:
    assert found("Sản lượng đạt 5 tấn, tăng 3%.") == []


@pytest.mark.parametrize(
    ("left", "cue", "before"),
    [
        ("Sản lượng tăng ", Cue.UP, "Sản lượng "),
        ("Sản lượng giảm hơn ", Cue.DOWN, "Sản lượng "),
        ("cao hơn cùng kỳ ", Cue.UP, ""),
        ("thấp hơn kịch bản tăng trưởng ", Cue.DOWN, ""),
        ("khách gấp ", Cue.TIMES, "khách "),
        ("dịch vụ chiếm khoảng ", Cue.SHARE, "dịch vụ "),
        ("Thu ngân sách ước đạt ", Cue.REACH, None),
        ("Thu ngân sách vượt ", Cue.EXCEED, "Thu ngân sách "),
        ("đàn lợn lên gần ", Cue.INTO, "đàn lợn "),
        ("hộ nghèo giảm còn ", Cue.INTO, None),
        ("Diện tích lúa ", Cue.NONE, "Diện tích lúa "),
        ("tăng trưởng khá, diện tích ", Cue.NONE, "tăng trưởng khá, diện tích "),
        ("", Cue.NONE, ""),
    ],
)
def test_the_cue_is_the_last_thing_said_before_the_number(left: str, cue: Cue, before: str | None) -> None:
    seen, at = cue_before(plain(left))
    assert seen is cue
    if before is not None:
        assert left[:at] == before


@pytest.mark.parametrize(
    ("left", "expected"),
    [("(cùng kỳ tăng ", True), ("; cùng kỳ năm trước giảm ", True), ("so với cùng kỳ tăng ", False), ("tăng ", False)],
)
def test_a_figure_of_last_year_says_so(left: str, expected: bool) -> None:
    assert says_last_year(plain(left)) is expected
