from __future__ import annotations

from collections.abc import Iterator
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.speech import MOST_CHARACTERS, ModelFailure, said_by, sentences
from tests.qa.models import Speaker, endless, in_pieces, saying

TEXTS = {
    "Đạt 700.730 lượt [1]. Tăng 64,22% [1].": ["Đạt 700.730 lượt [1].", "Tăng 64,22% [1]."],
    "Đạt 700.730 lượt. [1] [2] Tăng 64,22%. [1]": ["Đạt 700.730 lượt. [1] [2]", "Tăng 64,22%. [1]"],
    "Đến 31.8.2023, TP. Điện Biên Phủ có 12 xã. Hết.": ["Đến 31.8.2023, TP. Điện Biên Phủ có 12 xã.", "Hết."],
    "- Một [1]\n\n- Hai [2]": ["- Một [1]", "- Hai [2]"],
    "  ": [],
    "Không có dấu chấm": ["Không có dấu chấm"],
}


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("size", [1, 3, 1000])
def test_sentences_do_not_depend_on_the_pieces(text: str, size: int) -> None:
    assert list(sentences(text[at : at + size] for at in range(0, len(text), size))) == TEXTS[text]


@given(st.text(alphabet="aĐ1. [],!\n", max_size=60))
def test_no_word_is_lost(text: str) -> None:
    assert "".join("".join(sentences(in_pieces(text))).split()) == "".join(text.split())


def test_a_sentence_is_said_as_soon_as_the_next_begins() -> None:
    taken: list[str] = []

    def pieces() -> Iterator[str]:
        for piece in ("Một [1].", " H", "ai"):
            taken.append(piece)
            yield piece

    assert next(sentences(pieces())) == "Một [1]."
    assert taken == ["Một [1].", " H"]


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("<think>12 lượt?</think>Một [1].", ["Một [1]."]),
        ("<think>12 lượt? Hai [1].", []),
        ("Một <think> [1].", ["Một <think> [1]."]),
        ("<b", ["<b"]),
    ],
)
def test_what_a_model_thinks_first_is_no_answer(said: str, heard: list[str]) -> None:
    assert list(said_by(saying(said), [("user", "?")], monotonic() + 10)) == heard


def test_a_long_speech_is_cut_off() -> None:
    said: list[str] = []

    def speak(_: str, __: int) -> Iterator[str]:
        for piece in ("khách " * 100,) * 100:
            said.append(piece)
            yield piece

    with pytest.raises(ModelFailure, match="quá dài"):
        list(said_by(Speaker(speak=speak), [("user", "?")], monotonic() + 10))
    # It is not read much further than what is taken of it.
    assert len(said) < 90 and len("".join(said)) > MOST_CHARACTERS


def test_time_over_is_time_over() -> None:
    with pytest.raises(ModelFailure, match="quá thời gian"):
        list(said_by(endless(""), [("user", "?")], monotonic() + 0.2))
