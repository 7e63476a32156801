"""A question in one report: its own place goes without saying, and is no word to look for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.folding import UPPER, fold
from qa.library import Shelf, padded
from qa.records import QUOTED, Concept, Query

_TITLE_NAME = re.compile(rf"(?:(?<![^\W_])[{UPPER}][^\W\d_]*(?:[ -]+|$)){{2,}}")


def at_home(shelf: Shelf, query: Query) -> Query:
    """The query without the report's own place, which every figure of the report shares."""
    home = padded(f"{shelf.row.place or ''} {_names_in(shelf.row.title)}")
    place = query.place
    bare = padded(place.partition(" ")[2] if place[:1].islower() else place)
    mine = set(home.split())
    named = [word for word in (shelf.row.place or "").split() if word[:1].isupper()]
    # A name of one syllable ("Huế") has no neighbour in it to be known by.
    alone = fold(named[0]) if len(named) == 1 else None
    quoted = bool(query.asks) and query.asks[0].aim in QUOTED
    if place and (bare.strip() and bare in home or (bare in shelf.all_words if quoted else _speaks_of(shelf, bare))):
        place = ""
    asks = tuple(
        replace(
            a,
            content=tuple(
                c
                for c in a.content
                if not (
                    len(c.alternatives) == 1
                    and (fold(c.alternatives[0]) == alone or _is_home(c, home, a.content, mine))
                )
            ),
        )
        for a in query.asks
    )
    kept = tuple(a if a.content or not b.content else b for a, b in zip(asks, query.asks, strict=True))
    return replace(query, asks=kept, place=place)


def _names_in(title: str) -> str:
    """The proper names of a title; all of one in capitals. Its other words say what the report is about."""
    return title if title.isupper() else " , ".join(match[0] for match in _TITLE_NAME.finditer(title))


def _is_home(concept: Concept, home: str, content: Sequence[Concept], mine: set[str]) -> bool:
    """Whether a concept is (part of) the name of the report's own place, or its initials."""
    word = fold(concept.alternatives[0])
    if word == "".join(w[0] for w in home.split()[1:3]) and len(word) == 2:
        return True
    if " " in word:
        return f" {word} " in home
    here = [fold(c.alternatives[0]) for c in content if len(c.alternatives) == 1]
    at = here.index(word)
    pairs = [f"{here[at - 1]} {word}" if at else "", f"{word} {here[at + 1]}" if at + 1 < len(here) else ""]
    return word in mine and any(p and f" {p} " in home for p in pairs)


def _speaks_of(shelf: Shelf, place: str) -> bool:
    return place.strip() != "" and any(place in v.sentence.bare or place in v.own.bare for v in shelf.views)
