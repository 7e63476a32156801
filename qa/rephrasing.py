"""A question that the rules did not understand, put by a language model into words of reports; never into figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from time import monotonic
from typing import TYPE_CHECKING

from index.folding import fold, plain
from qa.prompts import as_data, load
from qa.records import Code
from qa.speech import ModelFailure, said_by

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

UNCLEAR = (Code.ABSENT, Code.AMBIGUOUS, Code.NO_QUESTION)
"""Refusals that may mean that the words were not understood; the others are answers: that period is not there."""

_LONGEST, _NAMES, _NAME = 240, 60, 80
_DIGITS = re.compile(r"\d+")
_PLAIN = re.compile(r"[\w\s,.?%/():;–-]+")
# Turning a question round is no rewording, whatever the rules would make of it.
_TURNING = ("tăng", "giảm", "không", "chưa", "nhất", "hơn", "kế hoạch", "trừ", "ngoài")
_SPELT = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "trăm", "nghìn", "triệu", "tỷ")


def rephrased(model: BaseChatModel, question: str, names: Sequence[str], seconds: float) -> str | None:
    """The question in the words of `names`, or None: the model has none, or its own is void."""
    offered = "\n".join(f"- {as_data(name, _NAME)}" for name in names[:_NAMES])
    messages = load("rewrite").filled(question=as_data(question, 2000), names=offered)
    try:
        said = next(said_by(model, messages, monotonic() + seconds), "")
    except ModelFailure:
        return None
    said = " ".join(said.split())
    return said if _is_fair(said, question) else None


def _is_fair(said: str, question: str) -> bool:
    """Whether a rewording asks the same: no figure, time, name or turn more or less than the user's own words."""
    low, asked = plain(said), plain(question)
    return (
        0 < len(said) <= _LONGEST
        and bool(_PLAIN.fullmatch(said))
        and low != asked
        and Counter(_DIGITS.findall(low)) == Counter(_DIGITS.findall(asked))
        and all((word in _words(low)) <= (word in _words(asked)) for word in _SPELT)
        and all(_turns(word, said) == _turns(word, question) for word in _TURNING)
        and all(f" {fold(name.lower())} " in f" {' '.join(_words(fold(low)))} " for name in _names(question))
    )


def _names(text: str) -> list[str]:
    """The words with a capital that begin no sentence."""
    words = re.findall(r"[^\W_]+|[.?!]", text)
    return [word for before, word in pairwise(words) if word[0].isupper() and before not in ".?!"]


def _turns(word: str, text: str) -> bool:
    """Whether a word stands in a text, typed with its marks or without."""
    return f" {fold(word)} " in f" {' '.join(_words(fold(plain(text))))} "


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)
