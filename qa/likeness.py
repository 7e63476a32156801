"""How near what a text says of a number is to what names a figure of a report, word by word, in both directions."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from index.folding import fold, plain
from index.places import NATION
from index.records import Kind
from qa.claims import Claim
from qa.concepts import concepts
from qa.library import Shelf, View, Words, bare_unit, words_of
from qa.matching import implied, is_weak, present, weight
from qa.records import Concept

OWN, CLAUSE, SENTENCE, HEADING, PASSAGE = 1.0, 0.9, 0.6, 0.55, 0.35
STATED, LED = 0.95, 0.7
NAMESAKE = 0.2
# Words that claims and reports put around an indicator as they like.
_IDLE = frozenset(
    "độ|toàn tỉnh|địa bàn|trên địa bàn|tỉnh|ước đạt|thực hiện|lực lượng chức năng|cơ quan chức năng|ngành chức năng|"
    "các cấp|các ngành|toàn huyện|huyện|nguồn|hoạt động|đơn vị|công tác|kết quả|tình hình|hiện|nay|tính|từ|đến|trong|"
    "đạt|ghi nhận|đối|đối với|cách xa|cách|xa|tổ chức|lập|thành lập|"
    "tiến hành|triển khai|phát triển|đầu tư của|khu vực|lĩnh vực|ngành|việc|sang|"
    "cả nước|tổng số|tổng cộng|năm nay|đã|được|hơn|khoảng|gần|của tỉnh|toàn quốc".split("|")
)
_IDLE_PHRASES = re.compile(
    r"(?i)(?<![^\W_])(?:(?:các )?lực lượng chức năng|(?:các )?cơ quan chức năng|(?:các )?ngành chức năng|"
    r"(?:các )?cấp,? (?:các )?ngành|trên địa bàn (?:toàn )?(?:tỉnh|huyện)|trên địa bàn|toàn (?:tỉnh|huyện|ngành)|"
    r"trung bình|nền kinh tế|(?<=ngân sách )nhà nước)(?![^\W_])"
)
# What narrows an indicator though a question would not ask by it: "nhỏ và vừa", "cao", "mới".
_NARROW = frozenset("nhỏ vừa lớn cao thấp mới cũ nữ nam nặng nhẹ ngoài chưa không thiếu tự đơn đôi tạm".split())
# Whose something is goes without saying more often than what it is: "nợ xấu của các tổ chức tín dụng".
_OWNED = re.compile(r" của (?:các |những )?")
_TOTAL = re.compile(r"^tổng (?:mức |số |giá trị )?")
INHERITED, OWNERS, HEADED, NARROWING = 0.4, 0.6, 0.7, 2.5


@dataclass(frozen=True, slots=True)
class Likeness:
    """The share of the claim's words that the figure lacks, and of the figure's words that the claim lacks; 0 to 1.

    `unmet` are words that stand nowhere near the figure, `foreign` those that do not name it, `dropped` those of the
    figure that the claim lacks.
    """

    lacking: float
    left_out: float
    unmet: tuple[Concept, ...] = ()
    foreign: tuple[Concept, ...] = ()
    dropped: tuple[Concept, ...] = ()

    @property
    def distance(self) -> float:
        """Both together: 0 for the same words."""
        return self.lacking + self.left_out


@dataclass(frozen=True, slots=True)
class Said:
    """A claim as words: its indicator's concepts, and the words of indicator, sentence and what stands above."""

    concepts: tuple[Concept, ...]
    inherited: frozenset[Concept]
    own: Words
    sentence: Words
    lead: Words


def said_of(claim: Claim) -> Said:
    """The words of a claim."""
    figure = claim.figure
    own = f"{figure.indicator} , {figure.unit or ''}"
    inherited = frozenset(named(figure.head)) if figure.head else frozenset()
    words = named(figure.indicator)
    if behind := named(claim.name_behind):
        # What stands before names the subject of all that follows.
        inherited, words = frozenset(words) - {*behind}, tuple(dict.fromkeys((*behind, *words)))
        own = f"{own} , {claim.name_behind}"
    if claim.whole:
        # The words before it name its part.
        inherited, words, own = frozenset(), named(claim.name_behind), f"{figure.unit or ''} , {claim.name_behind}"
    if claim.grouping:
        # What is counted names itself; the words before it name what is said of it.
        words = named(figure.unit or "") or words[-1:]
    if figure.kind is Kind.RANK:
        words = tuple(dict.fromkeys((*words, *named(claim.behind))))
    return Said(words, inherited, words_of(own), words_of(claim.around), words_of(claim.lead))


def own_words(said: Said, claim: Claim) -> Said | None:
    """A claim by the words since the figure before alone: a clause may name its figure anew ("..., còn đàn trâu ...").

    None when the claim inherits nothing, or these words name nothing.
    """
    figure = claim.figure
    head, name = figure.head, figure.indicator
    if not head or not name.startswith(head) or claim.name_behind or claim.whole or claim.grouping:
        return None
    rest = name[len(head) :].strip()
    words = named(rest)
    if not words or not any(not is_weak(c) for c in words):
        return None
    return replace(said, concepts=words, inherited=frozenset(), own=words_of(f"{rest} , {figure.unit or ''}"))


@lru_cache(maxsize=20_000)
def named(indicator: str) -> tuple[Concept, ...]:
    """The concepts of an indicator's words that tell something."""
    kept = _IDLE_PHRASES.sub(" , ", re.sub(r"\d+", " ", indicator))
    return tuple(c for c in concepts(kept) if c.alternatives[0] not in _IDLE and not is_weak(c))


def held(concept: Concept, words: Words) -> float:
    """How far a concept stands in `words`; "tổng" is said or left out as one likes."""
    found = present(concept, words)
    rest = _TOTAL.sub("", concept.alternatives[0])
    if found or rest == concept.alternatives[0] or " " not in rest:
        return found
    return CLAUSE * present(Concept((rest,)), words)


@lru_cache(maxsize=20_000)
def narrowing(indicator: str) -> tuple[str, ...]:
    """The syllables of an indicator that narrow it and belong to none of its concepts."""
    low = _IDLE_PHRASES.sub(" ", plain(indicator))
    held = {s for c in named(indicator) for s in c.alternatives[0].split()}
    return tuple(s for s in dict.fromkeys(words_of(low).said.split()) if s in _NARROW and s not in held)


def likeness(said: Said, view: View, shelf: Shelf) -> Likeness:
    """How near the claim's words are to the figure's."""
    left_out, dropped = _left_out(said, view, shelf)
    return replace(_lacking(said, view, shelf), left_out=left_out, dropped=dropped)


def _lacking(said: Said, view: View, shelf: Shelf) -> Likeness:
    """The share of the claim's words that the figure lacks; those inherited from an earlier figure count less."""
    if not said.concepts:
        return Likeness(_lacking_syllables(said, view), 0.0)
    total = lost = 0.0
    unmet, foreign = [], []
    about = _about(shelf)
    for concept in said.concepts:
        value = weight(concept, shelf) * (INHERITED if concept in said.inherited else 1.0)
        named_so = max(
            OWN * held(concept, view.own),
            OWN * held(concept, view.head),
            CLAUSE if implied(concept, view) else 0.0,
        )
        near = max(named_so, CLAUSE * held(concept, view.clause))
        if named_so < CLAUSE and not (concept.name and held(concept, about)):
            foreign.append(concept)
        far = max(
            SENTENCE * held(concept, view.sentence),
            HEADING * held(concept, view.heading),
            PASSAGE * held(concept, shelf.around(view.figure)),
        )
        if concept.name:
            far = max(min(far, NAMESAKE), OWN * held(concept, about))
        elif present(concept, view.rivals) == 1.0:
            far = min(far, PASSAGE)
        place = max(near, far)
        total += value
        lost += value * (1 - place)
        if place < SENTENCE:
            unmet.append(concept)
    return Likeness(lost / total, 0.0, tuple(unmet), tuple(foreign))


def taken(said: Said, view: View, shelf: Shelf) -> tuple[Concept, ...]:
    """The claim's words that single out a later figure of the sentence: a part that follows the whole."""
    for other in shelf.views:
        mine, its = view.figure, other.figure
        if its.sentence != mine.sentence or its.span.start <= mine.span.start:
            continue
        same = its.kind is mine.kind and bare_unit(its.unit) == bare_unit(mine.unit)
        # The level of a part shows too that the sentence has the part apart, whatever is said of the whole.
        if not same and (its.kind is not Kind.LEVEL or mine.kind is Kind.LEVEL):
            continue
        more = tuple(c for c in named(its.indicator) if not present(c, view.own) and not present(c, view.head))
        if more and all(present(c, said.own) for c in more):
            return more
    return ()


def _lacking_syllables(said: Said, view: View) -> float:
    """The share of a claim's syllables that the figure's clause lacks, where no word of the claim tells much."""
    syllables = [s for s in said.own.said.split() if s.isalpha()]
    if not syllables:
        return 0.6
    held = view.own.said + view.head.said + view.clause.said
    return sum(f" {s} " not in held for s in syllables) / len(syllables)


def _left_out(said: Said, view: View, shelf: Shelf) -> tuple[float, tuple[Concept, ...]]:
    """The share of the figure's words that the claim leaves out; those inherited from the whole count less."""
    total = lost = 0.0
    dropped = []
    about = _about(shelf)
    head = frozenset(named(view.figure.head)) if view.figure.head else frozenset()
    owners = (
        frozenset(named(_OWNED.split(view.figure.indicator, 1)[-1])) if _OWNED.search(view.figure.indicator) else head
    )
    for concept in named(view.figure.indicator):
        value = weight(concept, shelf) * (INHERITED if concept in head else OWNERS if concept in owners else 1.0)
        value *= HEADED if present(concept, view.heading) else 1.0
        place = max(
            held(concept, said.own),
            STATED * held(concept, said.sentence),
            LED * held(concept, said.lead),
            0.9 * held(concept, about),
            CLAUSE if implied(concept, view) else 0.0,
        )
        total += value
        lost += value * (1 - place)
        if place < 0.5:
            dropped.append(concept)
            if _narrows(concept, said):
                total, lost = total + NARROWING, lost + NARROWING
    for syllable in narrowing(view.figure.indicator):
        total += NARROWING
        if f" {syllable} " not in said.sentence.said and f" {syllable} " not in said.lead.said:
            lost += NARROWING
            dropped.append(Concept((syllable,)))
    return (lost / total if total else 0.3), tuple(dropped)


def _narrows(concept: Concept, said: Said) -> bool:
    """Whether a claim says a thing of the figure without what narrows it: "doanh nghiệp" of "nhỏ và vừa" ones."""
    first, _, rest = concept.alternatives[0].partition(" ")
    second, _, narrow = rest.partition(" ")
    return f" {first} {second} " in said.sentence.said and any(s in _NARROW for s in narrow.split())


def _about(shelf: Shelf) -> Words:
    nation = " , việt nam , nước ta , toàn quốc" if shelf.row.place == NATION else ""
    return _words(f"{shelf.row.title} {shelf.row.place or ''}{nation}")


@lru_cache(maxsize=4096)
def _words(text: str) -> Words:
    return words_of(text)


def shares_a_word(said: Said, view: View) -> bool:
    """Whether any word of the claim's sentence stands in what names the figure: a quick test before the full one."""
    return any(
        f" {s} " in said.sentence.bare or f" {s} " in said.lead.bare for s in view.own.bare.split() if len(s) > 1
    )


def folded(text: str) -> str:
    """A text in one spelling without marks."""
    return fold(plain(text))
