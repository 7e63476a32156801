"""Slips of typing: telex left undecoded, letters swapped, diacritics left out. Repairs never touch a valid word."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import log

from index.folding import fold, plain
from qa.phrases import SPOKEN_PAIRS, SPOKEN_WORDS
from qa.vocabulary import ABBREVIATIONS, COMPOUNDS, QUESTION_WORDS, SYNONYMS

_INITIALS = "ngh|ng|gh|gi|kh|nh|ph|qu|th|tr|ch|b|c|d|g|h|k|l|m|n|p|r|s|t|v|x|"
_RHYMES = (
    "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|e|ec|em|en|eng|eo|ep|et|eu|i|ia|ich|iec|iem|ien|ieng|iep|iet|ieu|im|in|inh|ip|it|iu|o|oa|oac|oach|oai|oam|oan|oang|oanh|oao|oap|oat|oay|oc|oe|oen|oet|oeo|oi|om|on|ong|ooc|oong|op|ot|"
    "u|ua|uan|uang|uat|uay|uc|ue|uech|uenh|ui|um|un|ung|uoc|uoi|uom|uon|uong|uop|uot|uou|uo|up|ut|uu|uy|uya|uych|uyen|uyet|uynh|uyt|uyu|uy|y|ye|yem|yen|yet|yeu|uyn|uynh"
)
_SYLLABLE = re.compile(rf"(?:{_INITIALS})(?:{_RHYMES})")
_TONE = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_DOUBLES = (
    ("dd", "đ"),
    ("aa", "â"),
    ("ee", "ê"),
    ("oo", "ô"),
    ("uow", "ươ"),
    ("aw", "ă"),
    ("ow", "ơ"),
    ("uw", "ư"),
    ("w", "ư"),
)
_WORD = re.compile(r"[^\W\d_]+")


def is_syllable(word: str) -> bool:
    """Whether the folded `word` can be a Vietnamese syllable."""
    return bool(_SYLLABLE.fullmatch(fold(word)))


def telex(word: str) -> str | None:
    """What undecoded telex spells: "luowngj" -> "lượng"; None when it spells no syllable."""
    low = word.lower()
    tones = [c for c in low[1:] if c in _TONE]
    if not low.isascii() or (not tones and not any(d in low for d, _ in _DOUBLES)):
        return None
    for tone in dict.fromkeys([*reversed(tones), ""]):
        base = low
        if tone:
            at = base.rfind(tone)
            base = base[:at] + base[at + 1 :]
        for typed, letter in _DOUBLES:
            base = base.replace(typed, letter)
        if base != low and is_syllable(base) and not set(base) & set("wjzf"):
            return _with_tone(base, tone)
    return None


def _with_tone(base: str, tone: str) -> str:
    if not tone:
        return base
    vowels = [i for i, c in enumerate(base) if fold(c) in "aeiouy" and not (c == "u" and base[:i].endswith("q"))]
    marked = [i for i in vowels if base[i] in "âăêôơư"]
    at = (
        marked[-1]
        if marked
        else vowels[0]
        if len(vowels) == 1
        else vowels[-2]
        if vowels[-1] == len(base) - 1
        else vowels[-1]
    )
    return unicodedata.normalize("NFC", base[: at + 1] + _TONE[tone] + base[at + 1 :])


def _edits(word: str) -> Iterable[str]:
    for i in range(len(word) - 1):
        yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    for i in range(len(word)):
        yield word[:i] + word[i + 1 :]
        for letter in "abcdeghiklmnopqrstuvxy":
            yield word[:i] + letter + word[i:]
            yield word[:i] + letter + word[i + 1 :]


def _toneless(word: str) -> str:
    """The word without its tone mark, its letters kept: "đến" -> "đên"."""
    tones = set(_TONE.values())
    return unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", word) if c not in tones))


# "ươ" with one of its horns left out: no Vietnamese syllable has it.
_MISSPELT = re.compile(r"(?<!q)u[ơớờởỡợ](?=[^\W\d_])|ư[oóòỏõọ]")


def _marks_apart(one: str, other: str) -> int:
    """How many marks two spellings of the same letters differ in: "đuợc" lacks one of "được"."""
    mine, theirs = (Counter(unicodedata.normalize("NFD", w.replace("đ", "d\u0335"))) for w in (one, other))
    return max((mine - theirs).total(), (theirs - mine).total())


_ONSETS = (("s", "x"), ("tr", "ch"), ("gi", "d"), ("gi", "r"), ("d", "r"), ("l", "n"))


def _misheard(word: str) -> Iterable[str]:
    """The word with each first letter that some regions speak alike: "suất" and "xuất"."""
    for one, other in _ONSETS:
        for mine, theirs in ((one, other), (other, one)):
            if word.startswith(mine) and not (mine == "n" and word[1:2] in "gh"):
                yield theirs + word[len(mine) :]


def _respelt(text: str, found: Sequence[re.Match[str]], words: Sequence[str]) -> str:
    """`text` with each word found in its new spelling; those whose spelling stays keep their capitals."""
    pieces, cursor = [], 0
    for match, word in zip(found, words, strict=True):
        pieces += [text[cursor : match.start()], match[0] if word == plain(match[0]) else word]
        cursor = match.end()
    return "".join(pieces) + text[cursor:]


def spoken_words() -> set[str]:
    """The words of questions and of their synonyms, which no report need hold."""
    phrases = [*QUESTION_WORDS, *COMPOUNDS, *ABBREVIATIONS.values(), *(w for group in SYNONYMS for w in group)]
    return {word for phrase in phrases for word in phrase.split() if word.isalpha()} | SPOKEN_WORDS


class Speller:
    """Repairs words against the words and word pairs of the reports. `pairs` and `words` count accented syllables."""

    def __init__(self, words: Mapping[str, int], pairs: Mapping[tuple[str, str], int], known: Iterable[str]) -> None:
        self.words, self.pairs = words, pairs
        self.total = sum(words.values()) + 1
        self.by_fold: dict[str, list[str]] = {}
        for word in [*words, *known]:
            forms = self.by_fold.setdefault(fold(word), [])
            if word not in forms:
                forms.append(word)
        self.spoken = frozenset(known)
        self._restored = lru_cache(maxsize=256)(self._restore)

    def repair(self, text: str) -> str:
        """`text` with impossible syllables mended and, where it is typed bare, its diacritics restored."""
        return self._restored(self._confusions(self._toned(_WORD.sub(lambda m: self._mend(m[0]), text))))

    def _toned(self, text: str) -> str:
        """Words with a wrong tone mark mended where the reports know their pair: "giãi ngân" -> "giải ngân"."""
        found = list(_WORD.finditer(text))
        words = [plain(m[0]) for m in found]
        for at, (match, word) in enumerate(zip(found, words, strict=True)):
            if word.isascii() or word in self.words or word in self.spoken or match[0][0].isupper() or len(word) < 2:
                continue
            forms = self.by_fold.get(fold(word), [])
            left = self.by_fold.get(fold(words[at - 1]), [words[at - 1]]) if at else []
            right = self.by_fold.get(fold(words[at + 1]), [words[at + 1]]) if at + 1 < len(words) else []
            heard = {
                f: sum(self.pairs.get((b, f), 0) for b in left) + sum(self.pairs.get((f, a), 0) for a in right)
                for f in forms
            }
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
        """The form that askers use with the tone that the word lacks: "đên"."""
        return next((f for f in forms if f in self.spoken and _toneless(f) == word), None)

    def _confusions(self, text: str) -> str:
        """Words misheard at their first letters, mended where the reports know the pair: "xốt suất" -> "sốt xuất"."""
        found = list(_WORD.finditer(text))
        words = [plain(m[0]) for m in found]
        for at in range(len(words) - 1, -1, -1):
            word = words[at]
            if found[at][0][0].isupper() or self._paired(words, at, word) or len(word) < 3:
                continue
            heard = {other: self._paired(words, at, other) for other in _misheard(word) if other in self.words}
            best = max(heard, key=lambda f: heard[f], default=word)
            words[at] = best if heard.get(best) else word
        return _respelt(text, found, words)

    def _paired(self, words: list[str], at: int, word: str) -> int:
        before = self.pairs.get((words[at - 1], word), 0) if at else 0
        return before + (self.pairs.get((word, words[at + 1]), 0) if at + 1 < len(words) else 0)

    def _mend(self, word: str) -> str:
        folded = fold(word)
        if len(word) < 3 or word.isupper() or word[:1].isupper():
            return word
        if folded in self.by_fold:
            return word
        if decoded := telex(word):
            return decoded
        if is_syllable(word):
            return word
        swapped = (folded[:i] + folded[i + 1] + folded[i] + folded[i + 2 :] for i in range(len(folded) - 1))
        if decoded := next((d for d in map(telex, swapped) if d in self.words or d in self.spoken), None):
            return decoded
        candidates = {e for e in _edits(folded) if e in self.by_fold}
        if not candidates:
            return word
        best = max(candidates, key=lambda c: sum(self.words.get(w, 0) for w in self.by_fold[c]))
        return max(self.by_fold[best], key=lambda w: self.words.get(w, 0))

    def _restore(self, text: str) -> str:
        found = list(_WORD.finditer(text))
        words = [plain(m[0]) for m in found]
        bare = [w.isascii() for w in words]
        spelt = sum(1 for w, b in zip(words, bare, strict=True) if not b)
        if not words:
            return text
        if spelt * 2 > sum(bare) + 1 and spelt >= 3:
            bare = [b and self._lacks_marks(words, at) for at, b in enumerate(bare)]
        lattice = [self._forms(w) if b else [w] for w, b in zip(words, bare, strict=True)]
        chosen = self._viterbi(lattice)
        kept = [not b or m[0].isupper() and len(m[0]) > 1 for m, b in zip(found, bare, strict=True)]
        return _respelt(text, found, [plain(m[0]) if k else w for m, w, k in zip(found, chosen, kept, strict=True)])

    def _lacks_marks(self, words: list[str], at: int) -> bool:
        """Whether a bare word amid accented ones was meant with its marks: the reports never write it so bare here."""
        word = words[at]
        if self.words.get(word, 0) == 0 and word not in self.spoken:
            return True
        after = words[at + 1] if at + 1 < len(words) else ""
        return not self._paired(words, at, word) and any(
            self._paired(words, at, form) or (form, after) in SPOKEN_PAIRS for form in self._forms(word) if form != word
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
        pair = self.pairs.get((before, word), 0) + (40 if (before, word) in SPOKEN_PAIRS else 0)
        backoff = 0.05 * (self.words.get(word, 0) + (3.0 if word in self.spoken else 0.1)) / self.total
        return log(0.95 * pair / (self.words.get(before, 0) + 40) + backoff)
