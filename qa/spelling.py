"""Slips of typing: telex left undecoded, letters swapped, diacritics left out. Repairs never touch a valid word."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from math import log

from index.folding import fold, plain
from index.lexicon import MEASURES
from index.words import is_word
from qa.abbreviations import ABBREVIATIONS
from qa.phrases import ASKED_WORDS, SPOKEN_PAIRS, SPOKEN_WORDS
from qa.slips import Neighbours, Slips, is_syllable, swaps, telex, toneless
from qa.thesaurus import fillers
from qa.vocabulary import COMPOUNDS, QUESTION_WORDS, SYNONYMS

_WORD = re.compile(r"[^\W\d_]+")
# "ươ" with one of its horns left out: no Vietnamese syllable has it.
_MISSPELT = re.compile(r"(?<!q)u[ơớờởỡợ](?=[^\W\d_])|ư[oóòỏõọ]")


def _marks_apart(one: str, other: str) -> int:
    """How many marks two spellings of the same letters differ in: "đuợc" lacks one of "được"."""
    mine, theirs = (Counter(unicodedata.normalize("NFD", w.replace("đ", "d\u0335"))) for w in (one, other))
    return max((mine - theirs).total(), (theirs - mine).total())


# What makes a question one: never taken for a word that sounds alike.
_ASKING = frozenset("nào gì sao mấy bao nhiêu đâu ai thế vậy".split())
_ONSETS = (("s", "x"), ("tr", "ch"), ("gi", "d"), ("gi", "r"), ("d", "r"), ("l", "n"))


def _misheard(word: str) -> Iterable[str]:
    """The word with each first letter that some regions speak alike: "suất" and "xuất"."""
    for one, other in _ONSETS:
        for mine, theirs in ((one, other), (other, one)):
            if word.startswith(mine) and not (mine == "n" and word[1:2] in "gh"):
                yield theirs + word[len(mine) :]


def _in_compound(words: Sequence[str], at: int) -> bool:
    """Whether a word makes one of the dictionary with a neighbour: "xe cộ" is no slip."""
    pairs = (words[max(0, at - 1) : at + 1], words[at : at + 2])
    return any(len(pair) == 2 and is_word(" ".join(pair)) for pair in pairs)


def _respelt(text: str, found: Sequence[re.Match[str]], words: Sequence[str]) -> str:
    """`text` with each word found in its new spelling; those whose spelling stays keep their capitals."""
    pieces, cursor = [], 0
    for match, word in zip(found, words, strict=True):
        pieces += [text[cursor : match.start()], match[0] if word == plain(match[0]) else word]
        cursor = match.end()
    return "".join(pieces) + text[cursor:]


def _neighbours(text: str, found: Sequence[re.Match[str]], words: Sequence[str]) -> list[tuple[str, str]]:
    """The words right before and behind each one; "" where a number stands between."""
    apart = [any(c.isdigit() for c in text[a.end() : b.start()]) for a, b in zip(found, found[1:], strict=False)]
    behind = ["" if gap else word for gap, word in zip(apart, words[1:], strict=True)]
    before = ["" if gap else word for gap, word in zip(apart, words, strict=False)]
    return list(zip(["", *before], [*behind, ""], strict=True))


def spoken_words() -> set[str]:
    """The words of questions and of their synonyms, which no report need hold."""
    phrases = [
        *QUESTION_WORDS,
        *fillers(),
        *COMPOUNDS,
        *MEASURES,
        *ABBREVIATIONS.values(),
        *(w for g in SYNONYMS for w in g),
    ]
    return {word for phrase in phrases for word in phrase.split() if word.isalpha()} | SPOKEN_WORDS


class Speller:
    """Repairs words against the words and word pairs of the reports. `pairs` and `words` count accented syllables."""

    def __init__(self, words: Mapping[str, int], pairs: Mapping[tuple[str, str], int], known: Iterable[str]) -> None:
        self.words, self.pairs = words, pairs
        self.total = sum(words.values()) + 1
        self.by_fold: dict[str, list[str]] = {}
        # In one order always: among equals the first is taken.
        for word in [*words, *sorted(known)]:
            forms = self.by_fold.setdefault(fold(word), [])
            if word not in forms:
                forms.append(word)
        self.spoken = frozenset(known)
        self._restored = lru_cache(maxsize=256)(self._restore)

    def repair(self, text: str) -> str:
        """`text` with impossible syllables mended and, where it is typed bare, its diacritics restored."""
        return self._restored(self._confusions(self._toned(self._mended(text))))

    def _toned(self, text: str) -> str:
        """Words with a wrong tone mark mended where the reports know their pair: "giãi ngân" -> "giải ngân"."""
        found = list(_WORD.finditer(text))
        words = [plain(m[0]) for m in found]
        for at, (match, word) in enumerate(zip(found, words, strict=True)):
            if word.isascii() or word in self.words or word in self.spoken or match[0][0].isupper() or len(word) < 2:
                continue
            if _in_compound(words, at):
                continue
            forms = self.by_fold.get(fold(word), [])
            left = self.by_fold.get(fold(words[at - 1]), [words[at - 1]]) if at else []
            right = self.by_fold.get(fold(words[at + 1]), [words[at + 1]]) if at + 1 < len(words) else []
            heard = {f: sum(self._pair(b, f) for b in left) + sum(self._pair(f, a) for a in right) for f in forms}
            best = max(heard, key=lambda f: heard[f], default=word)
            if not heard.get(best):
                best = self._marked_as(word, forms) or word
            words[at] = best
        return _respelt(text, found, words)

    def _marked_as(self, word: str, forms: Sequence[str]) -> str | None:
        """The form with the marks of `word` over other letters ("gỉam"), or with the tone that it lacks ("đên")."""
        marks = sorted(unicodedata.normalize("NFD", word))
        moved = [f for f in forms if sorted(unicodedata.normalize("NFD", f)) == marks]
        if moved:
            return max(moved, key=lambda f: self.words.get(f, 0))
        near = [f for f in forms if _MISSPELT.search(word) and _marks_apart(f, word) <= 1]
        return max(near, key=lambda f: self.words.get(f, 0), default=self._toned_alone(word, forms))

    def _toned_alone(self, word: str, forms: Sequence[str]) -> str | None:
        """The form that askers use with another tone: "đên", "bẵng"."""
        if is_word(word):
            return None
        return next((f for f in forms if f in ASKED_WORDS and toneless(f) == toneless(word)), None)

    def _confusions(self, text: str) -> str:
        """Words misheard or with another tone mended: "xốt suất" -> "sốt xuất", "bản lẻ" -> "bán lẻ".

        Only where the reports know the pair and not the one typed; of another tone, the pairs on both sides.
        """
        found = list(_WORD.finditer(text))
        words = [plain(m[0]) for m in found]
        for at in range(len(words) - 1, -1, -1):
            word = words[at]
            if found[at][0][0].isupper() or self._paired(words, at, word) or len(word) < 3:
                continue
            if word in _ASKING:
                continue
            heard = {other: self._paired(words, at, other) for other in _misheard(word) if other in self.words}
            if not word.isascii() and 0 < at < len(words) - 1:
                heard |= {other: self._between(words, at, other) for other in self._other_tones(word)}
            best = max(heard, key=lambda f: heard[f], default=word)
            words[at] = best if heard.get(best) else word
        return _respelt(text, found, words)

    def _other_tones(self, word: str) -> list[str]:
        return [f for f in self.by_fold.get(fold(word), []) if f != word and toneless(f) == toneless(word)]

    def _paired(self, words: list[str], at: int, word: str) -> int:
        before = self.pairs.get((words[at - 1], word), 0) if at else 0
        return before + (self.pairs.get((word, words[at + 1]), 0) if at + 1 < len(words) else 0)

    def _between(self, words: list[str], at: int, word: str) -> int:
        """How often the reports know `word` beside both its neighbours, by the rarer; 0 when one is unknown."""
        return min(self._pair(words[at - 1], word), self._pair(word, words[at + 1]))

    def _mended(self, text: str) -> str:
        """Unknown words mended as their neighbours allow: letters swapped, struck wrong, left out, put in."""
        found = list(_WORD.finditer(text))
        words = [plain(m[0]) for m in found]
        bare = sum(map(str.isascii, words)) * 2 > len(words)
        meant = [self._meant(m[0]) for m in found]
        for at, slips in enumerate(meant):
            if slips is None:
                continue
            after = meant[at + 1] if at + 1 < len(words) else None
            beside = after.all if after else words[at + 1 : at + 2]
            best = self._likeliest(slips, self._typed(words[at - 1 : at]), self._typed(beside))
            if best is not None:
                words[at] = fold(best) if bare and words[at].isascii() else best
        return _respelt(text, found, words)

    def _typed(self, words: Sequence[str]) -> set[str]:
        """What words that stand beside a slip may have been meant as."""
        return {form for w in words for form in (self._forms(w) if w.isascii() else [w])} | set(words)

    def _meant(self, word: str) -> Slips | None:
        """What an unknown `word` can have been meant as; None for one that is known or a name."""
        low, folded = plain(word), fold(word)
        known = folded in self.by_fold if low.isascii() else low in self.words or low in self.spoken
        if known or len(low) < 3 or word[:1].isupper():
            return None
        decoded = telex(word)
        if decoded and folded in self.by_fold:
            return None
        near = self._near.near(low)
        if decoded and (decoded in self.words or decoded in self.spoken or not near):
            return Slips((decoded,), (), False)
        swapped = [w for w in swaps(low) if w in self.words or w in self.spoken]
        if not swapped:
            telexed = filter(None, map(telex, swaps(folded)))
            swapped = [w for w in telexed if w in self.words or w in self.spoken]
        if not swapped:
            swapped = [form for w in swaps(folded) for form in self.by_fold.get(w, [])]
        far = [form for w in self._near_bare.near(folded) for form in self.by_fold[w] if form not in near]
        return Slips(tuple(swapped), (*near, *far), is_syllable(word))

    @cached_property
    def _near(self) -> Neighbours:
        return Neighbours([*self.words, *sorted(self.spoken)])

    @cached_property
    def _near_bare(self) -> Neighbours:
        return Neighbours(self.by_fold)

    def _likeliest(self, slips: Slips, before: Collection[str], after: Collection[str]) -> str | None:
        """The form that the reports know best between its neighbours; where they know none, only swapped letters."""

        def known(form: str) -> tuple[int, int]:
            return sum(self._pair(b, form) for b in before), sum(self._pair(form, a) for a in after)

        heard = {form: known(form) for form in slips.all}

        def rank(form: str) -> tuple[int, int]:
            return sum(heard[form]), self.words.get(form, 0)

        if not slips.possible and slips.swapped:
            return max(slips.swapped, key=rank)
        fit = [f for f in slips.all if (all if slips.possible else any)(heard[f])]
        if not fit and not slips.possible:
            fit = [f for f in slips.struck if f in ASKED_WORDS]
        return max(fit, key=rank, default=None)

    def _pair(self, before: str, after: str) -> int:
        return self.pairs.get((before, after), 0) + (40 if (before, after) in SPOKEN_PAIRS else 0)

    def _restore(self, text: str) -> str:
        found = list(_WORD.finditer(text))
        words = [plain(m[0]) for m in found]
        bare = [w.isascii() for w in words]
        spelt = sum(1 for w, b in zip(words, bare, strict=True) if not b)
        if not words:
            return text
        if spelt * 2 > sum(bare) + 1 and spelt >= 3:
            beside = _neighbours(text, found, words)
            strange = [b and w not in self.words and w not in self.spoken for w, b in zip(words, bare, strict=True)]
            partly = any(s and not is_word(w) for s, w in zip(strange, words, strict=True))
            bare = [
                b and (s and (partly or not is_word(w)) or self._lacks_marks(w, *beside[at]))
                for at, (b, s, w) in enumerate(zip(bare, strange, words, strict=True))
            ]
        lattice = [self._forms(w) if b else [w] for w, b in zip(words, bare, strict=True)]
        chosen = self._viterbi(lattice)
        kept = [not b or m[0].isupper() and len(m[0]) > 1 for m, b in zip(found, bare, strict=True)]
        return _respelt(text, found, [plain(m[0]) if k else w for m, w, k in zip(found, chosen, kept, strict=True)])

    def _lacks_marks(self, word: str, before: str, after: str) -> bool:
        """Whether a bare word was meant with its marks: the reports know them beside its neighbours, and not it."""
        beside = [before, word, after]
        return not self._paired(beside, 1, word) and any(
            self._paired(beside, 1, form) or (form, after) in SPOKEN_PAIRS for form in self._forms(word) if form != word
        )

    def _forms(self, word: str) -> list[str]:
        return self.by_fold.get(word, [word])

    def _viterbi(self, lattice: list[list[str]]) -> list[str]:
        scores = [{w: self._alone(w) for w in lattice[0]}]
        back: list[dict[str, str]] = [{}]
        for row in lattice[1:]:
            step: dict[str, float] = {}
            link: dict[str, str] = {}
            for word in row:
                link[word] = max(scores[-1], key=lambda before, w=word: scores[-1][before] + self._after(before, w))  # type: ignore[misc]
                step[word] = scores[-1][link[word]] + self._after(link[word], word)
            scores.append(step)
            back.append(link)
        word = max(scores[-1], key=lambda w: scores[-1][w])
        path = [word]
        for link in reversed(back[1:]):
            word = link[word]
            path.append(word)
        return path[::-1]

    def _alone(self, word: str) -> float:
        return log((self.words.get(word, 0) + (3.0 if word in self.spoken else 0.1)) / self.total)

    def _after(self, before: str, word: str) -> float:
        pair = self._pair(before, word)
        backoff = 0.05 * (self.words.get(word, 0) + (3.0 if word in self.spoken else 0.1)) / self.total
        return log(0.95 * pair / (self.words.get(before, 0) + 40) + backoff)
