"""Verdicts, citations and error classes: what makes an answer right, wrong or refused, counted."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from eval.cases import Case
from eval.replies import Headline, Reply
from eval.values import Date, Pair, Quantity, Value, Words, joined, normal, read_value, same, stands_in

# How many figures beside those asked for may be headlined; long lists get one more for every three.
EXTRA = 2
EXTRA_PER_ASKED = 3
OVERLAP = 0.6
_SAYS = {
    "tăng": ("tăng", "gấp", "vượt", "rose", "increase", "up", "cao hơn", "nhiều hơn"),
    "giảm": ("giảm", "fell", "decrease", "down", "thấp hơn"),
}


class Verdict(StrEnum):
    """What an answer is worth: a wrong one costs far more than a refusal."""

    RIGHT = "right"
    WRONG = "wrong"
    REFUSED = "refused"


class Failure(StrEnum):
    """Why an answer is not right. A wrong part is another figure of the very sentence that holds the right one."""

    REFUSED = "refused"
    WRONG_FIGURE = "wrong_figure"
    WRONG_PERIOD = "wrong_period"
    WRONG_PART = "wrong_part"
    MISSING = "missing"
    FORBIDDEN = "forbidden_headlined"
    TOO_MANY = "too_many"
    ANSWERED = "answered_unanswerable"
    PHRASE = "missing_phrase"
    DIRECTION = "wrong_direction"
    CRASHED = "crashed"


class Citing(StrEnum):
    """How well an answer is cited: `text[start:end] == quote`, and the quotes hold every figure not worked out."""

    EXACT = "exact"
    NONE = "no_citation"
    NOT_VERBATIM = "quote_not_verbatim"
    UNSUPPORTED = "figure_not_in_quotes"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one answer, and why. `citing` and `gold_place` are None where there is nothing to cite."""

    case: Case
    verdict: Verdict
    failure: Failure | None = None
    why: str = ""
    citing: Citing | None = None
    gold_place: bool | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of `total` questions have which verdict; `exact` of `cited` answers are cited exactly.

    `answered` of the `unanswerable` got an answer all the same.
    """

    total: int
    right: int
    wrong: int
    refused: int
    cited: int
    exact: int
    unanswerable: int = 0
    answered: int = 0

    def share(self, verdict: Verdict) -> float:
        """The share of a verdict, 0 to 1."""
        count = {Verdict.RIGHT: self.right, Verdict.WRONG: self.wrong, Verdict.REFUSED: self.refused}[verdict]
        return count / self.total if self.total else 0.0


def judge(case: Case, reply: Reply, texts: Mapping[str, str]) -> Judgement:
    """The verdict on a reply; `texts` maps a report's name to its stored text."""
    failure, why = _fault(case, reply) or (None, "")
    verdict = {None: Verdict.RIGHT, Failure.REFUSED: Verdict.REFUSED}.get(failure, Verdict.WRONG)
    cited = None if reply.abstained else citing(reply, texts)
    return Judgement(case, verdict, failure, why, cited, cites_gold(case, reply))


def crashed(case: Case, error: Exception) -> Judgement:
    """An answer that never came counts as wrong."""
    return Judgement(case, Verdict.WRONG, Failure.CRASHED, f"lỗi {type(error).__name__}: {error}")


Fault = tuple[Failure, str]


def _fault(case: Case, reply: Reply) -> Fault | None:
    if not case.answerable:
        return _presumption(case, reply)
    if reply.abstained:
        return Failure.REFUSED, "từ chối câu trả lời được"
    wanted = case.answers
    if case.any_of:
        given = (g for g in wanted if any(same(g, f.quantity, case.tolerance) for f in reply.figures))
        wanted = tuple(islice(given, 1)) or wanted
    for rule in (_missing, _forbidden, _surplus, _unsaid):
        if fault := rule(case, reply, wanted):
            return fault
    return None


def _presumption(case: Case, reply: Reply) -> Fault | None:
    """A question without answer: abstain without figures, or correct its premise by quoting the gold sentence."""
    if reply.abstained:
        return (Failure.ANSWERED, "từ chối mà vẫn nêu số làm đáp án") if reply.figures else None
    forbidden = {read_value(value) for value in case.forbidden}
    cited = normal(" ".join(quote.text for quote in reply.quotes))
    corrected = any(normal(gold) in cited or cited and cited in normal(gold) for gold in case.quote)
    if corrected and not any(read_value(figure.value) in forbidden for figure in reply.figures):
        return None
    return Failure.ANSWERED, "trả lời câu mà báo cáo không có" + _gave(reply.figures)


def _missing(case: Case, reply: Reply, wanted: Sequence[Quantity]) -> Fault | None:
    said = reply.said
    missing = [gold for gold in wanted if not _given(gold, case, reply, said)]
    if not missing:
        return None
    why = "thiếu " + ", ".join(gold.value for gold in missing) + _gave(reply.figures)
    if any(_other_period(gold, case, reply) for gold in missing):
        return Failure.WRONG_PERIOD, why
    if len(missing) == len(wanted) and any(_in_gold_sentence(figure, case) for figure in reply.figures):
        return Failure.WRONG_PART, why
    forbidden = {read_value(value) for value in case.forbidden}
    if any(read_value(figure.value) in forbidden for figure in reply.figures):
        return Failure.FORBIDDEN, why
    found = len(missing) < len(wanted) or not reply.figures
    return (Failure.MISSING if found else Failure.WRONG_FIGURE), why


def _given(gold: Quantity, case: Case, reply: Reply, said: str) -> bool:
    if any(same(gold, figure.quantity, case.tolerance) for figure in reply.figures):
        return True
    value = read_value(gold.value)
    match value:
        case Pair() if len(value.parts) == 2 and {read_value(f.value) for f in reply.figures}.issuperset(value.parts):
            return True
        case Pair(mark="-"):
            return joined(normal(gold.value)) in joined(said)
        case Date() | Words():
            return normal(gold.value) in said
        case _:
            return False


def _other_period(gold: Quantity, case: Case, reply: Reply) -> bool:
    """Whether the answer itself holds the gold figure beside a headline of the same indicator and another period."""
    return any(
        same(gold, beside.quantity, case.tolerance)
        and any(normal(f.indicator) == normal(beside.indicator) and f.period != beside.period for f in reply.figures)
        for beside in reply.beside
        if beside.indicator and beside.period
    )


def _in_gold_sentence(figure: Headline, case: Case) -> bool:
    """Whether a headline that was looked up stands in the gold quote, or is known to stand beside it."""
    golds = {read_value(gold.value) for gold in case.answers}
    if figure.derived or case.formula is not None or read_value(figure.value) in golds:
        return False
    known = {read_value(value) for value in case.forbidden_soft}
    return read_value(figure.value) in known or any(stands_in(figure.value, quote) for quote in case.quote)


def _forbidden(case: Case, reply: Reply, wanted: Sequence[Quantity]) -> Fault | None:
    allowed: set[Value] = {read_value(gold.value) for gold in wanted}
    allowed |= {part for value in tuple(allowed) if isinstance(value, Pair) for part in value.parts}
    headlined = {read_value(figure.value) for figure in reply.figures if not figure.operand}
    for written in case.forbidden:
        value = read_value(written)
        if value in headlined and value not in allowed:
            return Failure.FORBIDDEN, f"nêu số cấm {written} làm đáp án"
    return None


def _surplus(case: Case, reply: Reply, wanted: Sequence[Quantity]) -> Fault | None:
    asked = [f for f in reply.figures if any(same(gold, f.quantity, case.tolerance) for gold in wanted)]
    extra = {read_value(figure.value) for figure in reply.figures if figure not in asked}
    if len(extra) > EXTRA + len(wanted) // EXTRA_PER_ASKED:
        return Failure.TOO_MANY, f"nêu thừa {len(extra)} số so với {len(wanted)} số được hỏi"
    return None


def _unsaid(case: Case, reply: Reply, _wanted: Sequence[Quantity]) -> Fault | None:
    said = reply.said
    for phrase in case.key_phrases:
        if normal(phrase) not in said:
            return Failure.PHRASE, f"không nói “{phrase}”"
    if case.direction and not any(normal(word) in said for word in _SAYS.get(case.direction, (case.direction,))):
        return Failure.DIRECTION, f"không nói là {case.direction}"
    return None


def _gave(figures: Iterable[Headline]) -> str:
    given = ", ".join(figure.value for figure in figures)
    return f" · đã nêu {given}" if given else ""


def citing(reply: Reply, texts: Mapping[str, str]) -> Citing:
    """How well the reply is cited."""
    if not reply.quotes:
        return Citing.NONE
    for quote in reply.quotes:
        text = texts.get(quote.report, "")
        if not quote.text or not 0 <= quote.start or text[quote.start : quote.end] != quote.text:
            return Citing.NOT_VERBATIM
    quoted = " ".join(quote.text for quote in reply.quotes)
    stated = (figure.value for figure in reply.figures if not figure.derived)
    return Citing.EXACT if all(stands_in(value, quoted) for value in stated) else Citing.UNSUPPORTED


def cites_gold(case: Case, reply: Reply) -> bool | None:
    """Whether a quote is the gold sentence, a part of it, or shares most words with it; None where none is gold."""
    if not case.quote or reply.abstained:
        return None
    cited = [text for text in (normal(quote.text) for quote in reply.quotes) if text]
    return any(_alike(normal(gold), text) for gold in case.quote for text in cited)


def _alike(gold: str, cited: str) -> bool:
    words, others = set(gold.split()), set(cited.split())
    return cited in gold or gold in cited or len(words & others) >= OVERLAP * min(len(words), len(others))


def tally(judgements: Sequence[Judgement]) -> Tally:
    """The counts over all judgements."""
    verdicts = Counter(judgement.verdict for judgement in judgements)
    cited = [judgement.citing for judgement in judgements if judgement.citing is not None]
    return Tally(
        len(judgements),
        verdicts[Verdict.RIGHT],
        verdicts[Verdict.WRONG],
        verdicts[Verdict.REFUSED],
        len(cited),
        cited.count(Citing.EXACT),
        sum(not judgement.case.answerable for judgement in judgements),
        sum(judgement.failure is Failure.ANSWERED for judgement in judgements),
    )


def by_category(judgements: Sequence[Judgement]) -> dict[str, Tally]:
    """The counts of each category, in name order."""
    names = sorted({judgement.case.category for judgement in judgements})
    return {name: tally([j for j in judgements if j.case.category == name]) for name in names}


def failures(judgements: Sequence[Judgement]) -> dict[str, int]:
    """How often each thing goes wrong, most frequent first: failures of answers, then faults of citations."""
    wrong = Counter(j.failure.value for j in judgements if j.failure is not None)
    faulty = Counter(j.citing.value for j in judgements if j.citing not in (None, Citing.EXACT))
    return dict(wrong.most_common()) | dict(faulty.most_common())


def interval(
    judgements: Sequence[Judgement], verdict: Verdict, rounds: int = 2000, seed: int = 0
) -> tuple[float, float]:
    """The 95 % bootstrap interval of a verdict's share, 0 to 1; the same for the same seed."""
    if not judgements:
        return 0.0, 0.0
    hits = [judgement.verdict is verdict for judgement in judgements]
    draw = random.Random(seed)
    shares = sorted(sum(draw.choices(hits, k=len(hits))) / len(hits) for _ in range(rounds))
    return shares[int(rounds * 0.025)], shares[int(rounds * 0.975)]
