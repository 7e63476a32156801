"""A sentence of a language model beside the evidence that it was given: nothing that is not in there gets through.

A sentence passes when its citations exist, each of its numbers stands in the evidence, each of its figures is judged
supported by what it cites, and its words are those of the evidence or little words of administrative style.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from index.folding import plain
from index.grammar.numbers import literals
from qa.claims import as_given
from qa.judging import Judge, Label, Verdict
from qa.library import Library
from qa.records import Answer, Answered, Citation, Given
from qa.verification import supports
from qa.wording import computed, headline, said

_MARK = re.compile(r"\s*\[\s*(\d+(?:\s*,\s*\d+)*)\s*\]")
_DECORATION = re.compile(r"\*\*|__|`|^\s*(?:[-*•+]|#+)\s+", re.MULTILINE)
_NOT_PLAIN = re.compile(r"[<>{}\[\]|\\*_#`~]|https?:|www\.|://|\w\.(?:com|vn|net|org|gov)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 1200
# What may join the words of the evidence: it names no indicator, no place, no time and no direction.
LITTLE_WORDS = frozenset(
    "đạt là có của trong năm tháng đầu so với và theo báo cáo số liệu tỉnh toàn trên địa bàn đó này được ghi nhận cho "
    "thấy tương ứng bên cạnh ngoài ra kèm cụ thể về tại đến từ các những ở như vậy gồm bao mức kết quả tình hình tính "
    "đã cũng đơn vị chỉ tiêu thực hiện riêng thì mà do nguyên nhân".split()
)
# Words that turn what they stand before: each must stand before the same word in the evidence.
_TURNING = frozenset(
    "không chưa chẳng tăng giảm hơn kém nhất vượt cao thấp gần khoảng dưới thiếu thừa nhanh chậm mạnh sâu trước sau "
    "đứng xếp gấp bằng tối trên từ đến".split()
)


class Refused(Exception):  # noqa: N818 - a verdict on a sentence, not an error
    """A sentence that is not shown; the message says why, in words for the model and for the user."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A verified sentence in plain text, and the headline figures that it states."""

    text: str
    states: frozenset[Given]


class Proofreader:
    """Checks sentences against the evidence of one answer."""

    def __init__(self, library: Library, answer: Answer) -> None:
        assert isinstance(answer.outcome, Answered)
        self._judge, self._answer, self._outcome = Judge(library), answer, answer.outcome
        self._citations = {c.id: c for c in answer.citations}

    def check(self, sentence: str) -> Checked:
        """The sentence, verified.

        Raises:
            Refused: anything in it has no support.
        """
        text = _plain(sentence)
        cited = self._cited(text)
        body = as_given(_MARK.sub("", text)).strip()
        self._check_numbers(body)
        self._check_words(body)
        rest, worked_out = self._without_computed(body)
        verdicts = self._verdicts(rest, cited)
        for verdict in verdicts:
            if not self._holds(verdict, cited):
                raise Refused(f"“{verdict.claim.text}” không có trong chứng cứ được trích dẫn")
        if not verdicts and not worked_out:
            _check_quoted(body, cited)
        states = worked_out | {f for f in self._outcome.figures if not f.derived and _stated(f, body, verdicts)}
        marks = "".join(f"[{c.id}]" for c in cited)
        return Checked(f"{body.rstrip(' .!?…;:')} {marks}.", frozenset(states))

    def missing(self, sentences: Sequence[Checked]) -> list[Given]:
        """The headline figures that no sentence states."""
        stated = {figure for sentence in sentences for figure in sentence.states}
        return [figure for figure in self._outcome.figures if figure not in stated]

    # -- the checks -------------------------------------------------------------------------------------------

    def _cited(self, text: str) -> list[Citation]:
        numbers = [int(n) for mark in _MARK.findall(text) for n in mark.split(",")]
        if not numbers:
            raise Refused("câu không có trích dẫn [n]")
        if unknown := [n for n in numbers if n not in self._citations]:
            raise Refused(f"không có trích dẫn [{unknown[0]}]")
        return [self._citations[n] for n in dict.fromkeys(numbers)]

    def _check_numbers(self, body: str) -> None:
        """Each number as the evidence writes it; the question is no evidence."""
        for literal in literals(body, plain(body)):
            if not supports(self._evidence, literal.span, body):
                raise Refused(f"“{literal.text}” không có trong chứng cứ")

    def _check_words(self, body: str) -> None:
        words = _words(body)
        known = self._words
        for word in words:
            if word not in known and word not in LITTLE_WORDS:
                raise Refused(f"từ “{word}” không có trong chứng cứ")
        for word, follower in pairwise([*words, ""]):
            if word in _TURNING and (word, follower) not in self._pairs:
                raise Refused(f"“{word} {follower}”".replace(" ”", "”") + " không có trong chứng cứ")

    def _without_computed(self, body: str) -> tuple[str, frozenset[Given]]:
        """The sentence without what was worked out, which its formula vouches for and no report states."""
        found = set()
        for figure in self._outcome.figures:
            phrase = computed(figure) if figure.derived else ""
            if phrase and phrase in body and _names(figure, body):
                found.add(figure)
                body = body.replace(phrase, " ")
        return body, frozenset(found)

    def _verdicts(self, body: str, cited: Sequence[Citation]) -> list[Verdict]:
        """One verdict for each figure, that of the cited report which supports it."""
        best: dict[object, Verdict] = {}
        for report in dict.fromkeys(c.report for c in cited):
            for verdict in self._judge.judge(body, report):
                if verdict.claim.span not in best or verdict.label is Label.SUPPORTED:
                    best[verdict.claim.span] = verdict
        return list(best.values())

    def _holds(self, verdict: Verdict, cited: Sequence[Citation]) -> bool:
        """Whether a figure is supported by a sentence that is cited for it, or stands there in the same figures."""
        source = verdict.source
        if verdict.label is not Label.SUPPORTED or source is None:
            return False
        return any(
            c.report == source.report
            and (c.start < source.end and source.start < c.end or _stands(source.value, c.quote))
            for c in cited
        )

    @cached_property
    def _evidence(self) -> str:
        figures = [f for given in (*self._outcome.figures, *self._outcome.context) for f in (given, *given.operands)]
        told = [
            part
            for f in figures
            for part in (
                f.value,
                f.unit,
                f.period,
                f.basis,
                f.indicator,
                f.qualifier,
                f.formula,
                headline(f, ""),
                said(f),
            )
            if part
        ]
        sections = [c.section for c in self._answer.citations]
        return " | ".join([*(c.quote for c in self._answer.citations), *told, *sections])

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_words(self._evidence))

    @cached_property
    def _pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset(pair for part in self._evidence.split(" | ") for pair in pairwise([*_words(part), ""]))


def _plain(sentence: str) -> str:
    text = " ".join(_DECORATION.sub("", as_given(sentence)).split()).lstrip(":;,.–- ")
    unmarked = _MARK.sub("", text)
    if _NOT_PLAIN.search(unmarked) or not all(c.isprintable() for c in text):
        raise Refused("câu không phải văn bản thuần")
    if len(text) > _LONGEST:
        raise Refused("câu quá dài")
    return text


def _words(text: str) -> list[str]:
    return _WORD.findall(plain(text))


def _check_quoted(body: str, cited: Sequence[Citation]) -> None:
    """A sentence without figures says what stands in a row in a quote, joined by nothing but little words."""
    words = _words(body)
    run = max((_longest_run(words, _words(c.quote)) for c in cited), key=len)
    rest = [*words[: run.start], *words[run.stop :]]
    if len(run) < 3 or any(w not in LITTLE_WORDS for w in rest):
        raise Refused("câu không phải lời của chứng cứ được trích dẫn")


def _longest_run(words: Sequence[str], quote: Sequence[str]) -> range:
    """Where in `words` the longest row of words stands that stands in `quote` too."""
    best, before = range(0), [0] * (len(quote) + 1)
    for at, word in enumerate(words, 1):
        row = [0] * (len(quote) + 1)
        for number, other in enumerate(quote, 1):
            if word == other:
                row[number] = before[number - 1] + 1
        if max(row) > len(best):
            best = range(at - max(row), at)
        before = row
    return best


def _stands(value: str, text: str) -> bool:
    """Whether a number stands in a text, and not as a part of another."""
    return bool(re.search(rf"(?<![\d.,/]){re.escape(value)}(?!\d|[.,/]\d)", text))


def _names(figure: Given, body: str) -> bool:
    """Whether most words of a figure's name stand in a sentence."""
    wanted, found = set(_words(figure.indicator)) - LITTLE_WORDS, set(_words(body))
    return len(wanted & found) * 5 >= len(wanted) * 3


def _stated(figure: Given, body: str, verdicts: Iterable[Verdict]) -> bool:
    if not _stands(figure.value, body) or not _names(figure, body):
        return False
    about = [v for v in verdicts if figure.value in v.claim.text]
    return not about or any(_same_place(figure, v) for v in about)


def _same_place(figure: Given, verdict: Verdict) -> bool:
    source, span = verdict.source, figure.span
    if source is None or span is None:
        return False
    return (source.report, source.value) == (figure.report, figure.value) and source.start <= span.start < source.end
