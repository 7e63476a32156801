"""What a part of a question asks for, of what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.folding import plain
from index.grammar.comparisons import Basis, BasisKind
from index.lexicon import COUNT_NOUNS
from index.records import Span
from qa.concepts import concepts, literal_concepts
from qa.cues import (
    ASKED,
    BARE_WHY,
    CHANGE,
    DATE,
    GROWTH_NAMED,
    HOW_IS,
    ORDINAL,
    PAIR,
    RANK,
    SHARE,
    STAGE,
    TEXT,
    WHY,
)
from qa.matching import is_weak
from qa.plan_words import PLAN
from qa.records import Aim, Ask, Concept
from qa.vocabulary import PLAN_OWNERS

_THINGS = frozenset(COUNT_NOUNS) - {"con", "người", "điểm", "số", "lượt", "khách"}

_SHARE_NAMED = re.compile(r"(?<![^\W_])(?:tỷ trọng|tỉ trọng)(?! (?:nào|gì))(?![^\W_])")
_WITHIN = re.compile(r"^\W*trong (?:số|tổng số|các|những)(?! liệu) [^,?]{3,90},")


@dataclass(frozen=True, slots=True)
class _Heard:
    """A part of a question: its plain text, what it is about, what it compares with.

    `and_before` is the earlier time that it names, beside a plan or alone.
    """

    part: str
    content: tuple[Concept, ...]
    words: str
    said: str
    direction: str
    plan: Basis | None
    basis: Basis | None
    and_before: str | None = None

    @property
    def earlier(self) -> bool:
        """Whether it compares with an earlier time."""
        return self.basis is not None and self.basis.kind is BasisKind.EARLIER

    def ask(self, aim: Aim) -> Ask:
        """An ask of this part."""
        return Ask(aim, self.content, self.words, basis=self.said, direction=self.direction)


def aims(text: str, low: str, piece: Span, compared: Sequence[Basis], words: str) -> list[Ask]:
    """What the part `piece` of a question asks for; `words` are its words without periods and bases of comparison."""
    part = low[piece.start : piece.end]
    here = [b for b in compared if piece.start <= b.extent.start < piece.end]
    plan = next((b for b in here if b.kind is BasisKind.PLAN), None)
    basis = plan or next(iter(here), None)
    said = re.sub(r"\s+", " ", basis.span.of(text)) if basis else ""
    direction = "giảm" if re.search(r"(?<![^\W_])giảm(?! *(?:nghèo|hay))", part) and "tăng" not in part else ""
    content, within = _focused(concepts(without_asked(words)), words), False
    if whole := _WITHIN.match(plain(words)):
        asked = {c.alternatives for c in concepts(without_asked(words[whole.end() :])) if not is_weak(c)}
        named = {c.alternatives for c in concepts(whole[0])}
        content = tuple(replace(c, focus=c.alternatives in asked - named) for c in content)
        within = any(c.focus for c in content)
    if re.search(r"(?:bao nhiêu|mấy) +chỉ tiêu", part):
        content += tuple(Concept((w,), focus=True) for w in ("vượt", "chưa", "hoàn thành") if w in part)
    before = next((b.span.of(text) for b in here if b.kind is BasisKind.EARLIER), None)
    heard = _Heard(part, content, words, said, direction, plan, basis, before)
    return [replace(a, within=within) for a in _in_words(heard) or _counted(heard) or _uncounted(heard)]


def _in_words(heard: _Heard) -> list[Ask]:
    """Asks that a sentence, a date, a stage or an ordinal answers."""
    cues = ((BARE_WHY, Aim.WHY), (WHY, Aim.WHY), (ORDINAL, Aim.ORDINAL), (STAGE, Aim.STAGE), (DATE, Aim.DATE))
    return [heard.ask(aim) for pattern, aim in cues if pattern.search(heard.part)][:1]


def _counted(heard: _Heard) -> list[Ask]:
    """One ask for a rank and for each "bao nhiêu"."""
    part, said, content = heard.part, heard.said, heard.content
    asks: list[Ask] = []
    if RANK.search(part):
        asks.append(Ask(Aim.RANK, content, heard.words))
        if not re.sub(RANK, " ", part).count("bao nhiêu"):
            return asks
    found = [m for m in ASKED.finditer(part) if not re.search(r"thứ *$", part[: m.start()])]
    for index, match in enumerate(found):
        before = part[(found[index - 1].end() if index else 0) : match.start()]
        after = part[match.end() : found[index + 1].start() if index + 1 < len(found) else len(part)]
        aim = _aim(before, after, _unit(match), heard.plan is not None, heard.basis)
        if aim is Aim.PLAN_PCT:
            owners = tuple(c for c in content if c.alternatives[0] in PLAN_OWNERS)
            said = " ".join(dict.fromkeys((said, *(c.alternatives[0] for c in owners))))
            content = tuple(c for c in content if c not in owners)
        asks.append(Ask(aim, content, heard.words, _full_unit(match), said, heard.direction))
    return asks


def _uncounted(heard: _Heard) -> list[Ask]:
    """Asks without "bao nhiêu": growth, the share of a plan, a text, else the level."""
    part, content, words = heard.part, heard.content, heard.words
    if "con số nào" in part:
        return [Ask(Aim.PAIR, content, words)]
    if GROWTH_NAMED.search(part) or CHANGE.search(part) and heard.earlier:
        level = re.search(r"số lượng|sản lượng bao|là bao", part)
        first = [Ask(Aim.LEVEL, content, words)] if level else []
        return [*first, heard.ask(Aim.CHANGE)]
    if _SHARE_NAMED.search(part):
        return [Ask(Aim.SHARE, content, words)]
    if TEXT.search(part) and not re.search(r"lần lượt|mỗi", part):
        return [Ask(Aim.TEXT, literal_concepts(words), words)]
    if heard.plan is not None and heard.and_before is not None and not heard.earlier:
        before = re.sub(r"\s+", " ", heard.and_before)
        return [Ask(Aim.PLAN_PCT, content, words, basis=heard.said), Ask(Aim.CHANGE, (), words, basis=before)]
    nameless = heard.plan is not None and not concepts(plain(words))
    if nameless or re.search(r"so với (?:kế hoạch|dự toán)", part):
        return [Ask(Aim.PLAN_PCT, content, words, basis=heard.said)]
    if heard.basis is not None and heard.earlier and heard.basis.linked and HOW_IS.search(part):
        return [heard.ask(Aim.CHANGE)]
    return [Ask(Aim.LEVEL, content, words, basis=heard.said)]


def _focused(content: tuple[Concept, ...], words: str) -> tuple[Concept, ...]:
    """The content with what is asked marked: the words right before "là bao nhiêu", or those after "có bao nhiêu"."""
    match = ASKED.search(plain(words))
    if match is None or len(content) < 2:
        return content
    before = [c for c in concepts(words[: match.start()]) if not is_weak(c)]
    after = [c for c in concepts(words[match.end() :]) if not is_weak(c)]
    counted = re.search(r"(?<![^\W_])(?:có|còn)(?: khoảng)? *$", plain(words[: match.start()]))
    chosen = after[-1] if counted and after else before[-1] if before else None
    return tuple(replace(c, focus=c == chosen) for c in content)


def without_asked(words: str) -> str:
    """The words without "bao nhiêu" and the measures behind it; the thing counted stays."""
    result, cursor = [], 0
    for match in ASKED.finditer(plain(words)):
        kept = _unit(match) in _THINGS
        result.append(words[cursor : match.start()])
        cursor = match.start("unit") if kept else match.end()
    return " ".join((*result, words[cursor:]))


def _unit(match: re.Match[str]) -> str:
    return re.sub(" +", " ", match["unit"] or "")


def _full_unit(match: re.Match[str]) -> str:
    return re.sub(" +", " ", f"{match['scale'] or ''} {match['unit'] or ''}").strip().replace("phần trăm", "%")


def _aim(before: str, after: str, unit: str, plan: bool, basis: Basis | None) -> Aim:
    change = (
        CHANGE.search(before[-30:])
        or re.search(r"(?:tăng|giảm) +giá *$", before)
        or re.search(r"^ *(?:so với|cùng kỳ)", after)
        and CHANGE.search(before)
    )
    percent = unit in ("%", "phần trăm")
    if unit == "lần" or re.search(r"gấp *$", before):
        return Aim.MULTIPLE
    if unit.startswith("điểm ph") or unit == "điểm %":
        return Aim.CHANGE_ABS
    if unit == "bậc":
        return Aim.CHANGE_ABS
    if SHARE.search(before):
        return Aim.SHARE
    if change and not re.search(r"giảm(?: *xuống)? *còn *$|tăng lên *$", before):
        return Aim.CHANGE_PCT if percent else Aim.CHANGE_ABS if unit and unit not in ("tiền",) else Aim.CHANGE
    if plan and (
        percent
        or re.search(r"(?:đạt|bằng|hoàn thành|vượt) *(?:được *)?(?:mức *)?$", before)
        or PLAN.search(before[-24:])
    ):
        return Aim.PLAN_PCT
    if percent and basis is not None and basis.kind is BasisKind.EARLIER:
        return Aim.INDEX
    if not percent and PAIR.search(before[-12:] + " " + after) and "tỷ lệ" not in before:
        return Aim.PAIR
    return Aim.LEVEL
