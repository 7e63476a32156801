"""Figures that a question itself states: confirmed, or set right, by the verifier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from index.folding import plain
from index.records import Figure
from qa.claims import as_given, read_claims
from qa.givens import given
from qa.judging import Label, Verdict, judge_in
from qa.library import Shelf
from qa.records import Answered, Query

_CONFIRM = re.compile(
    r"(?<![^\W_])(?:có phải(?: là)?|(?:có )?phải không|(?:có )?đúng không|đúng hay sai|đúng hay không|có đúng(?: là)?|"
    r"đúng chứ|phải chứ|có chính xác không|chính xác không|đúng chưa|đúng không vậy|xác nhận (?:giúp|giùm|hộ|lại)|"
    r"có (?:thật|đúng) (?:thế|vậy|như vậy) không|thôi nhỉ|chứ nhỉ)(?![^\W_])"
)


_REACHED = re.compile(
    r"(?<![^\W_])(?:vượt|đạt|hoàn thành|xong|cán đích|về đích)(?: được| cả)* (?:mức )?"
    r"(?:kế hoạch|kh|dự toán|chỉ tiêu|mục tiêu)(?![^\W_])"
)


def asks_to_confirm(query: Query) -> bool:
    """Whether a question states a figure and asks whether it is so: "… 700.730 lượt, đúng không?"."""
    return bool(query.claims) and bool(_CONFIRM.search(plain(query.text)))


def confirmed(shelf: Shelf, query: Query) -> Answered | None:
    """The report's own figures for those that the question states, and whether they agree.

    None when the report has no figure for one of them.
    """
    verdicts = tuple(_verdicts(shelf, _without(query.text)))
    told = [figure for verdict in verdicts if (figure := _real(verdict)) is not None]
    if any(figure.plan for figure in told) and _REACHED.search(plain(query.text)):
        # "Đã vượt kế hoạch 150 triệu USD phải không?" is about what came of the plan.
        return None
    if not verdicts or len(told) < len(verdicts):
        return None
    wrong = [v.why for v in verdicts if v.label is not Label.SUPPORTED]
    note = f"Không đúng như câu hỏi nêu. {' '.join(wrong)}" if wrong else "Đúng như báo cáo ghi."
    return Answered(tuple(given(shelf, figure) for figure in told), note=note)


def corrected(shelf: Shelf, query: Query, outcome: Answered) -> Answered:
    """The answer, with a note where the question states one of its figures otherwise."""
    if not query.claims:
        return outcome
    shown = {f.span for f in (*outcome.figures, *outcome.context)}
    contradicted = [
        verdict
        for verdict in _verdicts(shelf, query.question if query.english else query.text)
        if verdict.label is Label.CONTRADICTED and (told := _real(verdict)) is not None and told.span in shown
    ]
    wrong = [f"Câu hỏi nêu “{v.claim.text}”. {v.why}" for v in contradicted]
    real = {v.source.figure.span for v in contradicted if v.source and v.source.figure}
    # What the question has otherwise is set right in the answer, not beside it.
    right = tuple(f for f in outcome.context if f.span in real)
    return replace(
        outcome,
        figures=(*right, *outcome.figures),
        context=tuple(f for f in outcome.context if f.span not in real),
        note=" ".join(filter(None, (outcome.note, *wrong))),
    )


def _without(text: str) -> str:
    """The question as a statement."""
    for match in reversed(list(_CONFIRM.finditer(plain(text)))):
        text = text[: match.start()] + text[match.end() :]
    return text.strip(" ?,.")


def _verdicts(shelf: Shelf, text: str) -> Iterator[Verdict]:
    yield from judge_in(read_claims(as_given(text), shelf.evidence.document.period), shelf)


def _real(verdict: Verdict) -> Figure | None:
    return verdict.source.figure if verdict.source else None
