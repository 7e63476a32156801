"""Known phrases found in a text: where they stand, and that nothing else is taken for one."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.folding import fold
from qa.phrase_book import PhraseBook

PHRASES = (
    "du lịch",
    "khách du lịch",
    "khách du lịch quốc tế",
    "lúa",
    "lúa đông xuân",
    "thu, chi",
    "hiv/aids",
    "ngân sách",
)
BOOK = PhraseBook(PHRASES)
PIECES = st.sampled_from(
    [
        *PHRASES,
        "du lich",
        "KHÁCH",
        "Khách  Du\nLịch",
        "quốc tế",
        "lúa đông",
        "xuân",
        "thu",
        "chi",
        "hiv",
        "aids",
        "2024",
    ]
)
GAPS = st.sampled_from([" ", " ", "  ", "\n", "\xa0", ", ", "/", "", " - ", "_"])
MADE = st.lists(st.tuples(PIECES, GAPS).map("".join), max_size=12).map("".join)
TEXTS = st.one_of(MADE, st.text(max_size=80))
few = settings(max_examples=200, deadline=None)


def found(text: str) -> list[str]:
    return [span.of(text) for span in BOOK.find(text)]


def tokens(text: str) -> list[str]:
    return re.findall(r"[^\W_]+|[^\w\s]", fold(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lượng khách du lịch 8 tháng", ["khách du lịch"]),
        ("khách du lịch quốc tế và du lịch", ["khách du lịch quốc tế", "du lịch"]),
        ("khách du lịch quốc gia", ["khách du lịch"]),
        ("lúa đông", ["lúa"]),
        ("luong khach du lich", ["khach du lich"]),
        ("KHÁCH  DU\u00a0LỊCH", ["KHÁCH  DU\u00a0LỊCH"]),
        ("thu,chi ngân sách", ["thu,chi", "ngân sách"]),
        ("thu chi ngân sách", ["ngân sách"]),
        ("người nhiễm HIV/AIDS", ["HIV/AIDS"]),
        ("lúa lúa lúa", ["lúa", "lúa", "lúa"]),
        ("du lịch khách", ["du lịch"]),
        ("lúamì, sách ngân", []),
        ("", []),
    ],
)
def test_phrases_are_found_longest_first(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_an_empty_book_finds_nothing() -> None:
    assert list(PhraseBook(()).find("khách du lịch")) == []


@given(TEXTS)
@few
def test_spans_are_in_order_and_apart(text: str) -> None:
    spans = list(BOOK.find(text))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(first.end <= second.start for first, second in pairwise(spans))


@given(TEXTS)
@few
def test_each_is_a_known_phrase_up_to_case_marks_and_blanks(text: str) -> None:
    known = [tokens(phrase) for phrase in PHRASES]
    assert all(tokens(part) in known for part in found(text))


@given(TEXTS)
@few
def test_no_phrase_is_left_between_those_found(text: str) -> None:
    ends = [0, *(span.end for span in BOOK.find(text))]
    starts = [*(span.start for span in BOOK.find(text)), len(text)]
    assert [list(BOOK.find(text[end:start])) for end, start in zip(ends, starts, strict=True)] == [[]] * len(ends)


@given(st.lists(st.sampled_from(PHRASES), max_size=8))
@few
def test_all_that_stand_apart_are_found(chosen: list[str]) -> None:
    assert found(" ; ".join(chosen)) == chosen


@given(st.sampled_from(PHRASES), st.sampled_from([" ", "   ", "\n", "\t", "\xa0"]))
def test_blanks_and_marks_do_not_matter(phrase: str, blank: str) -> None:
    typed = fold(phrase).upper().replace(" ", blank)
    assert found(f"x {typed} x") == [typed]
