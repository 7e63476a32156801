"""The word lists of `qa/terms`: what askers call the terms of reports, their turns of phrase, their padding.

A line of a list of terms is `term / equal term = form | form`; of turns `form = meaning`; of fillers a phrase.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from index.folding import plain
from index.lexicon import MEASURES
from index.words import is_word

_COMPOSED = 3
_MEASURES = tuple(f"{measure} " for measure in MEASURES)
_TOPICS = ("agriculture", "economy", "finance", "society")


@dataclass(frozen=True, slots=True)
class Term:
    """What reports call a thing, in one or more ways, and the forms in which people ask for exactly that."""

    names: tuple[str, ...]
    forms: tuple[str, ...]


@cache
def terms() -> tuple[Term, ...]:
    """The terms of all topics."""
    return tuple(
        Term(tuple(names.split(" / ")), tuple(forms.split(" | ")))
        for topic in _TOPICS
        for names, forms in _pairs(topic)
    )


def is_one_thing(term: str) -> bool:
    """Whether a term is one concept: a word, or two; no measure of something, no thing with what is said of it."""
    return (len(term.split()) < _COMPOSED or is_word(term)) and not term.startswith(_MEASURES)


@cache
def term_words() -> frozenset[str]:
    """The words of all names of terms, alone and in pairs."""
    found = set()
    for name in (name for term in terms() for name in term.names):
        single = [word for word in name.replace(",", " ").split() if word.isalpha()]
        found.update(single)
        found.update(f"{one} {two}" for one, two in zip(single, single[1:], strict=False))
    return frozenset(found)


@cache
def term_names() -> frozenset[str]:
    """All names of terms that are no measure."""
    return frozenset(n for term in terms() for n in term.names if n not in MEASURES)


@cache
def turns() -> Mapping[str, str]:
    """Turns of phrase that ask, with the plain words for them."""
    return dict(_pairs("turns"))


@cache
def fillers() -> tuple[str, ...]:
    """Phrases that name nothing of what is asked."""
    return tuple(_lines("fillers"))


@cache
def asides() -> tuple[str, ...]:
    """Phrases around the figures of a statement that name none of them."""
    return tuple(_lines("asides"))


@cache
def english() -> Mapping[str, str]:
    """English phrases with what the reports say for them; nothing for those that name nothing."""
    return dict(_pairs("english"))


def _lines(name: str) -> Iterator[str]:
    text = (resources.files("qa") / "terms" / f"{name}.txt").read_text("utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield line if name == "english" else plain(line)


def _pairs(name: str) -> Iterator[tuple[str, str]]:
    for line in _lines(name):
        form, _, meaning = line.partition("=")
        yield form.strip(), meaning.strip()
