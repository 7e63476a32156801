"""Questions answered by words of the report: dates, periods, ordinals, lists of names, causes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.folding import plain
from index.grammar.periods import periods
from index.records import Kind, Span
from qa.givens import given, sentences_of
from qa.library import Shelf, Words, padded, words_of
from qa.matching import ALLOWED, candidates, present, unit_fits, weight
from qa.reasons import absent
from qa.records import Aim, Answered, Ask, Code, Concept, Given, NotFound, Outcome, Query
from qa.vocabulary import WEAK_WORDS

_CAUSE = re.compile(
    r"(?<![^\W_])(?:do(?! đó)|vì|nhờ|bởi|nguyên nhân|dẫn đến|khiến|tác động|làm cho|làm tăng|làm giảm|"
    r"nên|cùng với việc|đã thu hút|xuất phát từ|góp phần|tuy nhiên do|giúp|chủ yếu do|trong bối cảnh|"
    r"tạo điều kiện|vướng)(?![^\W_])"
)
_WHICH = re.compile(r"(?<![^\W_])(?:là|gồm) (?:những|các) [^,?]{2,40} nào(?![^\W_])|(?<![^\W_])là ai(?![^\W_])")
_ASKS_LIST = re.compile(
    r"^(?:những|các|kể tên|liệt kê|nêu)(?![^\W_])|(?<![^\W_])(?:những|các) [^,?]*(?:gì|nào)(?![^\W_])"
)
_LIST = re.compile(r"(?<![^\W_])(?:như|gồm|bao gồm|là|cụ thể)(?![^\W_])[^,;.]{2,60}[,;][^,;.]{2,60}[,;]|:[^;]{2,90};")
# Measures that a sentence with a cause often leaves out: "muối 31 nghìn tấn, giảm do mưa sớm".
_UNSAID = ("sản lượng", "diện tích", "số lượng")
_LISTED = 0.35
_ORDINAL = re.compile(r"lần +thứ +(\d+|[ivxlc]+)(?![^\W_])")
_MOST_MISSING = 0.5
_TEXT_MISSING = 0.36
_CONTRARY = {"tăng": "giảm", "giảm": "tăng"}


@dataclass(frozen=True, slots=True)
class _Found:
    span: Span
    words: Words
    score: float
    missing: float


def quote(shelf: Shelf, query: Query) -> Outcome:
    """The sentence that says it, with the date, period or ordinal in it as the headline."""
    ask = query.asks[0]
    if ask.unit == "posted":
        return _posted(shelf, ask)
    if ask.aim is Aim.WHY:
        return _why(shelf, query, ask)
    found = _sentences(shelf, ask.content, query)
    if ask.aim is Aim.TEXT and _ASKS_LIST.search(plain(query.text)):
        found.sort(key=lambda f: -(f.score + _LISTED * bool(_LIST.search(plain(f.span.of(shelf.text))))))
    if ask.aim is Aim.DATE:
        return _dated(shelf, ask, query, found)
    if ask.aim is Aim.STAGE:
        return _stage(shelf, ask, found)
    if ask.aim is Aim.ORDINAL:
        return _ordinal(shelf, ask, found)
    if found and found[0].missing <= _TEXT_MISSING and _phrased(ask.content, found[0].words) >= 0.4:
        best = found[0].span
        if _WHICH.search(plain(query.text)) and not _names_more(found[0].words, query):
            return absent(shelf, ask)
        return Answered(_each_in(shelf, best, query), quotes=((shelf.name, best),))
    return absent(shelf, ask)


def _names_more(words: Words, query: Query) -> bool:
    """Whether a sentence says names that the question does not: asked which they are, a count alone is no answer."""
    asked = words_of(query.text).bare
    more = [s for s in words.bare.split() if f" {s} " not in asked and not s.isdigit() and s not in WEAK_WORDS]
    return len(more) > 1


def _phrased(content: Sequence[Concept], words: Words) -> float:
    """The share of the question's neighbouring words that stand side by side in the sentence too."""
    pairs = [f" {a.alternatives[0]} {b.alternatives[0]} " for a, b in zip(content, content[1:], strict=False)]
    return sum(p in words.said for p in pairs) / len(pairs) if pairs else 1.0


def _each_in(shelf: Shelf, sentence: Span, query: Query) -> tuple[Given, ...]:
    """The sentence's figures that a second part of the question asks of each: "là nước nào, mỗi nước bao nhiêu?"."""
    wanted = [a for a in query.asks[1:] if a.aim in ALLOWED]
    return tuple(
        given(shelf, v.figure)
        for a in wanted
        for v in shelf.views
        if v.figure.sentence == sentence and v.figure.kind in ALLOWED[a.aim] and unit_fits(v.figure, a.unit)
    )


def _sentences(shelf: Shelf, content: Sequence[Concept], query: Query) -> list[_Found]:
    """All sentences of the report by how well they speak of `content`; the neighbours' words count a little."""
    worth = {c: max(0.9, weight(c, shelf)) for c in content}
    total = sum(worth.values()) or 1.0
    home = _home(shelf, query) if query.asks[0].aim is Aim.WHY else None
    claims = [plain(c) for c in query.claims]
    found = []
    for passage in shelf.evidence.passages:
        around = shelf.passage_words[passage.number]
        for span in sentences_of(shelf, passage.number):
            words = words_of(span.of(shelf.text))
            here = [max(present(c, words), 0.4 * present(c, around)) for c in content]
            met = sum(h * worth[c] for h, c in zip(here, content, strict=True))
            lost = sum(worth[c] for h, c in zip(here, content, strict=True) if h < 0.3)
            bonus = (0.25 if passage.number == home else 0.0) + 0.5 * sum(
                c in plain(span.of(shelf.text)) for c in claims
            )
            brevity = 0.0001 * (span.end - span.start)
            found.append(_Found(span, words, met / total + bonus - brevity, lost / total))
    return sorted(found, key=lambda f: -f.score)


def _home(shelf: Shelf, query: Query) -> int | None:
    """The passage that holds the figures of what is asked: its cause stands nearby."""
    ask = query.asks[0]
    matches = candidates(
        shelf, query, Ask(Aim.CHANGE, ask.content, ask.words), ask.content, (*ALLOWED[Aim.LEVEL], *ALLOWED[Aim.CHANGE])
    )
    return matches[0].figure.passage if matches and matches[0].missing <= 0.4 else None


def _value(shelf: Shelf, span: Span, sentence: Span, kind: Kind = Kind.OTHER, label: str = "") -> Given:
    return Given(
        re.sub(r"\s+", " ", span.of(shelf.text)),
        None,
        "",
        kind.value,
        label,
        report=shelf.name,
        span=span,
        sentence=sentence,
    )


def _posted(shelf: Shelf, ask: Ask) -> Outcome:
    for line in re.finditer(r"[^\n]+", shelf.text[:6000]):
        day = re.search(r"\d{1,2}/\d{1,2}/\d{4}", line[0])
        if day and re.search(r"(?i)đăng|cập nhật|ngày|thứ", line[0]) and shelf.row.posted:
            start = line.start() + day.start()
            iso = "/".join(str(int(x)) for x in reversed(shelf.row.posted.split("-")))
            if "/".join(str(int(x)) for x in day[0].split("/")) == iso:
                lead = len(line[0]) - len(line[0].lstrip(" •\t"))
                whole = Span(line.start() + lead, line.end())
                return Answered((_value(shelf, Span(start, start + len(day[0])), whole, label="Ngày đăng"),))
    return absent(shelf, ask)


def _dated(shelf: Shelf, ask: Ask, query: Query, found: Sequence[_Found]) -> Outcome:
    """The day nearest to the words asked for, in the best sentence that has one."""
    for candidate in found[:6]:
        if candidate.missing > _MOST_MISSING:
            break
        days = _days(shelf, candidate.span)
        if days:
            anchor = _anchor(shelf, candidate.span, ask.content, query)
            best = min(
                days, key=lambda d: abs(d.start - anchor) if d.start >= anchor else 2.5 * (anchor - d.start) - 30
            )
            return Answered((_value(shelf, best, candidate.span, label="Ngày"),))
    return absent(shelf, ask)


def _days(shelf: Shelf, sentence: Span) -> list[Span]:
    low = plain(sentence.of(shelf.text))
    spans = []
    for mention in periods(low, shelf.clock):
        if mention.rule in ("day", "as_of", "from_to"):
            words = low[mention.span.start : mention.span.end]
            match = re.search(r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?|\d{1,2} +tháng +\d{1,2}(?: +năm +\d{4})?", words)
            if match:
                at = sentence.start + mention.span.start
                spans.append(Span(at + match.start(), at + match.end()))
    return spans


def _anchor(shelf: Shelf, sentence: Span, content: Sequence[Concept], query: Query) -> int:
    low = plain(sentence.of(shelf.text))
    for claim in query.claims:
        if plain(claim) in low:
            return sentence.start + low.index(plain(claim))
    words = [(m.start(), padded(m[0]).strip()) for m in re.finditer(r"[^\W_]+", low)]
    asked = {s: weight(c, shelf) for c in content for a in c.alternatives for s in padded(a).split()}
    hits = [(asked[w], at) for at, w in words if w in asked]
    return sentence.start + (max(hits)[1] if hits else 0)


def _stage(shelf: Shelf, ask: Ask, found: Sequence[_Found]) -> Outcome:
    for candidate in found[:5]:
        if candidate.missing > _MOST_MISSING:
            break
        low = plain(candidate.span.of(shelf.text))
        spans = [
            Span(candidate.span.start + m.start(), candidate.span.start + m.end())
            for m in re.finditer(r"(?:19|20)\d\d *- *(?:19|20)\d\d", low)
        ]
        if spans:
            best = max(
                spans, key=lambda s: _coverage(_item_before(low, s.start - candidate.span.start), ask.content, shelf)
            )
            return Answered((_value(shelf, best, candidate.span, label="Giai đoạn"),))
    return absent(shelf, ask)


def _ordinal(shelf: Shelf, ask: Ask, found: Sequence[_Found]) -> Outcome:
    for candidate in found[:5]:
        if candidate.missing > _MOST_MISSING:
            break
        low = plain(candidate.span.of(shelf.text))
        hits = list(_ORDINAL.finditer(low))
        if hits:
            best = max(hits, key=lambda m: _coverage(low[max(0, m.start() - 70) : m.start()], ask.content, shelf))
            at = candidate.span.start + best.start(1)
            return Answered((_value(shelf, Span(at, at + len(best[1])), candidate.span, label="Lần thứ"),))
    return absent(shelf, ask)


def _item_before(low: str, at: int) -> str:
    """The words of a list's item up to `at`."""
    return low[low.rfind(";", 0, at) + 1 : at]


def _coverage(words: str, content: Sequence[Concept], shelf: Shelf) -> float:
    held = words_of(words)
    return sum(weight(c, shelf) for c in content if present(c, held))


def _why(shelf: Shelf, query: Query, ask: Ask) -> Outcome:
    """The sentence that gives the cause, after the premise has been checked against the figures."""
    low = plain(query.text)
    said = (
        "giảm"
        if re.search(r"giảm|thấp|hụt", low) and "tăng" not in low
        else "tăng"
        if re.search(r"tăng", low) and "giảm" not in low
        else ""
    )
    if said and (wrong := _contradiction(shelf, query, ask, said)):
        return wrong
    things = tuple(c for c in ask.content if c.alternatives[0] not in _UNSAID) or ask.content
    found = [f for f in _sentences(shelf, things, query) if f.missing <= _MOST_MISSING]
    causes = [f for f in found[:8] if _CAUSE.search(plain(f.span.of(shelf.text)))]
    best = max(causes, key=lambda f: f.score + (0.4 if _follows(shelf, found[0].span, f.span) else 0.0), default=None)
    if best is None or best.score < found[0].score - 0.45 and not _follows(shelf, found[0].span, best.span):
        return NotFound(Code.ABSENT, f"Báo cáo {shelf.name} không nêu nguyên nhân của điều được hỏi.")
    return Answered((), quotes=((shelf.name, best.span),))


def _follows(shelf: Shelf, first: Span, second: Span) -> bool:
    """Whether the second sentence comes right after the first in one paragraph: it often gives the cause."""
    gap = shelf.text[first.end : second.start]
    return 0 <= second.start - first.end <= 3 and not gap.strip() and "\n" not in gap


def _contradiction(shelf: Shelf, query: Query, ask: Ask, said: str) -> NotFound | None:
    wanted = Ask(Aim.CHANGE, ask.content, ask.words)
    kinds = (Kind.CHANGE_PCT, Kind.CHANGE_ABS)
    matches = candidates(shelf, query, wanted, ask.content, kinds)
    if not matches or matches[0].missing > 0.3 or matches[0].score < 0.5:
        return None
    figure = matches[0].figure
    claimed = [m for m in matches[:8] if plain(m.figure.value) in {plain(c) for c in query.claims}]
    figure = claimed[0].figure if claimed else figure
    if figure.direction == _CONTRARY[said]:
        words = (
            f"Câu hỏi cho rằng chỉ tiêu {said}, nhưng báo cáo {shelf.name} ghi “{figure.indicator}” "
            f"{figure.direction} {figure.value} {figure.unit or ''}"
        )
        return NotFound(Code.PREMISE, words.strip() + ".", (given(shelf, figure, "điều báo cáo thực sự ghi"),))
    return None
