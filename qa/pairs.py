"""Figures that are written as a pair: what was done of what was planned, "1.461.801/4.624.531 triệu đồng"."""

from __future__ import annotations

import re

from qa.library import Shelf
from qa.matching import Match


def is_paired(shelf: Shelf, match: Match) -> bool:
    """Whether a figure is a part of "a/b", or its sentence has such a pair."""
    at = match.figure.sentence
    return bool(
        re.search(
            r"\d(?: ?[^\W\d_]{1,8})? ?/ ?\d",
            re.sub(r"\d{1,2}/\d{1,2}(?:/\d{4})?(?![\d.])|\d{1,2}/\d{4}", "", at.of(shelf.text)),
        )
    ) or any(v.figure.span.start - match.figure.span.end in (1, 2, 3) for v in shelf.views)


def pair_of(shelf: Shelf, match: Match) -> list[Match]:
    """Both parts of "1.461.801/4.624.531 triệu đồng"."""
    for number, view in enumerate(shelf.views[:-1]):
        second = shelf.views[number + 1]
        joined = shelf.text[view.figure.span.end : second.figure.span.start]
        if match.figure.span in (view.figure.span, second.figure.span) and "/" in joined and len(joined) < 8:
            return [Match(shelf, view, match.score, 0.0, ()), Match(shelf, second, match.score, 0.0, ())]
    in_sentence = [
        (shelf.views[i], shelf.views[i + 1])
        for i in range(len(shelf.views) - 1)
        if shelf.views[i].figure.sentence == match.figure.sentence == shelf.views[i + 1].figure.sentence
        and shelf.text[shelf.views[i].figure.span.end : shelf.views[i + 1].figure.span.start].strip() == "/"
    ]
    if in_sentence:
        return [Match(shelf, v, match.score, 0.0, ()) for v in in_sentence[0]]
    return [match]
