"""The word lists of `qa/terms`: each line can be read one way only, and no list works against another."""

from __future__ import annotations

from collections import Counter
from importlib import resources

import pytest

from index.folding import plain
from qa.thesaurus import english, fillers, is_one_thing, term_words, terms, turns

TERMS = ("agriculture", "economy", "finance", "society")
PAIRED = (*TERMS, "turns", "english")


def lines(name: str) -> list[str]:
    text = (resources.files("qa") / "terms" / f"{name}.txt").read_text("utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def twice(words: list[str]) -> list[str]:
    return [word for word, times in Counter(words).items() if times > 1]


@pytest.mark.parametrize("name", PAIRED)
def test_a_line_has_one_equals_sign_and_something_before_it(name: str) -> None:
    assert [line for line in lines(name) if line.count("=") != 1 or not line.partition("=")[0].strip()] == []


@pytest.mark.parametrize("name", (*TERMS, "turns"))
def test_a_form_has_a_meaning(name: str) -> None:
    assert [line for line in lines(name) if not line.partition("=")[2].strip()] == []


@pytest.mark.parametrize("name", (*TERMS, "turns", "fillers"))
def test_vietnamese_words_stand_as_questions_are_read(name: str) -> None:
    """Forms are looked up in plain text: one in another spelling is never found."""
    assert [line for line in lines(name) if line != plain(line)] == []


@pytest.mark.parametrize("name", (*PAIRED, "fillers"))
def test_no_word_stands_between_two_blanks_or_signs(name: str) -> None:
    bad = [line for line in lines(name) if "  " in line or "| |" in line or "/ /" in line or line.endswith("|")]
    assert bad == []


@pytest.mark.parametrize("name", ("turns", "english"))
def test_a_turn_has_one_meaning(name: str) -> None:
    assert twice([line.partition("=")[0].strip() for line in lines(name)]) == []


def test_every_line_of_terms_is_read() -> None:
    assert len(terms()) == sum(len(lines(name)) for name in TERMS) > 1000


def test_no_form_stands_on_two_lines() -> None:
    assert twice([form for term in terms() for form in term.forms]) == []


def test_no_form_is_a_name_of_its_own_line() -> None:
    assert [term for term in terms() if set(term.forms) & set(term.names)] == []


def test_no_name_stands_twice_on_its_line() -> None:
    assert [term for term in terms() if twice(list(term.names))] == []


def test_names_and_forms_are_words() -> None:
    words = [word for term in terms() for word in (*term.names, *term.forms)]
    assert [word for word in words if word != word.strip() or not any(c.isalpha() for c in word)] == []


def test_no_turn_is_written_again_by_another() -> None:
    assert set(turns()) & set(turns().values()) == set()


def test_a_turn_is_no_form_of_a_term() -> None:
    assert set(turns()) & {form for term in terms() for form in term.forms} == set()


def test_fillers_name_nothing() -> None:
    assert twice(list(fillers())) == []
    named = {word for term in terms() for word in (*term.names, *term.forms)}
    assert set(fillers()) & (named | set(turns())) == set()
    assert [filler for filler in fillers() if "=" in filler or "|" in filler] == []


def test_english_keeps_the_capitals_that_reports_write() -> None:
    assert english()["people's council"] == "HĐND"
    assert english()["what was"] == ""
    assert [phrase for phrase in english() if phrase != phrase.lower()] == []


@pytest.mark.parametrize("term", ["muối", "hồ tiêu", "dân số", "phụ nữ", "thất nghiệp"])
def test_a_word_or_two_are_one_thing(term: str) -> None:
    assert is_one_thing(term)


@pytest.mark.parametrize(
    "term", ["tỷ lệ thất nghiệp", "diện tích rừng", "sản lượng muối", "thu ngân sách nhà nước", "dân số nông thôn"]
)
def test_a_measure_of_something_is_not_one_thing(term: str) -> None:
    assert not is_one_thing(term)


def test_names_are_known_by_word_and_by_pair() -> None:
    known = term_words()
    assert {"ngân", "sách", "ngân sách", "thu ngân"} <= known
    assert "thu ngân sách" not in known
    assert all(word.replace(" ", "").isalpha() and word.count(" ") < 2 for word in known)
