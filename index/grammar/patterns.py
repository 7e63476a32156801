"""Word tables become patterns: written once, longest first, bounded by letters (digits may touch: "đạt13.040")."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.lexicon import longest_first

NO_LETTER_BEFORE = r"(?<![^\W\d_])"
NO_LETTER_AFTER = r"(?![^\W\d_])"


def alternatives(words: Iterable[str]) -> str:
    """A group that matches any of `words`, longest first; a blank in a word matches one or more blanks."""
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", " +") for w in longest_first(words)) + ")"


def whole(words: Iterable[str]) -> str:
    """As `alternatives`, but only where no letter touches either end."""
    return NO_LETTER_BEFORE + alternatives(words) + NO_LETTER_AFTER
