"""A language model words what the rules have found.

Each sentence is verified before it is passed on, and asked for once more when it cannot be.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from qa.prompts import Message, as_data, load
from qa.proofreading import Checked, Proofreader, Refused
from qa.records import Answer, Answered
from qa.speech import ModelFailure, said_by
from qa.wording import headline, said

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

MOST_SENTENCES = 6
# Small models repeat the tags of a prompt; any other tag is refused with its sentence.
_OUR_TAGS = re.compile(r"</?(?:evidence|figures|question|section|accepted)>")
_QUOTE, _QUOTES, _QUESTION, _PROBLEM = 1200, 12, 2000, 300


class NotWordedError(Exception):
    """A model's words are not used; the message says why. `failed` when the model is not worth asking again now."""

    def __init__(self, why: str, *, failed: bool) -> None:
        super().__init__(why)
        self.failed = failed


@dataclass(frozen=True, slots=True)
class Phraser:
    """A model, its name, and the seconds that it has for one text, both tries together."""

    model: BaseChatModel
    name: str
    seconds: float

    def phrase(self, messages: list[Message], proof: Proofreader, *, complete: bool) -> Iterator[Checked]:
        """Verified sentences, each as soon as it is; the whole must state every headline figure where `complete`.

        Raises:
            NotWordedError: the model failed, or said twice what cannot be verified. What was given before is verified.
        """
        deadline = monotonic() + self.seconds
        accepted: list[Checked] = []
        try:
            problem = yield from self._tried(messages, proof, accepted, deadline, complete)
            if problem:
                again = [*messages, *_correction(problem, accepted)]
                problem = yield from self._tried(again, proof, accepted, deadline, complete)
        except ModelFailure as failure:
            raise NotWordedError(str(failure), failed=True) from failure
        if problem:
            # What is wrong quotes the model: that is for the model alone, and reaches no user.
            raise NotWordedError("nói điều không kiểm chứng được", failed=False)

    def _tried(
        self,
        messages: list[Message],
        proof: Proofreader,
        accepted: list[Checked],
        deadline: float,
        complete: bool,
    ) -> Generator[Checked, None, str]:
        """The verified sentences of one try, which are added to those `accepted`; returns what is wrong, if any."""
        before = {sentence.text for sentence in accepted}
        seen: set[str] = set()
        for said_so in said_by(self.model, messages, deadline):
            sentence = _OUR_TAGS.sub(" ", said_so).strip()
            if not sentence:
                continue
            try:
                checked = proof.check(sentence)
            except Refused as refused:
                return str(refused)
            if checked.text in seen:
                # Who begins again has nothing more to say; what is missing then is found below.
                break
            seen.add(checked.text)
            if checked.text in before:
                continue
            accepted.append(checked)
            yield checked
            if len(accepted) == MOST_SENTENCES:
                break
        if complete and (missing := proof.missing(accepted)):
            return f"thiếu số {missing[0].value}"
        return "" if accepted else "không viết câu nào"


def answer_messages(answer: Answer) -> list[Message]:
    """What a model is given to word an answer."""
    question = as_data(answer.question, _QUESTION)
    return load("answer").filled(question=question, evidence=evidence_of(answer), figures=figures_of(answer))


def summary_messages(section: str, answer: Answer) -> list[Message]:
    """What a model is given to sum up a section, whose leading figures are the `answer`."""
    heading = as_data(section, _QUESTION)
    return load("summary").filled(section=heading, evidence=evidence_of(answer), figures=figures_of(answer))


def evidence_of(answer: Answer) -> str:
    """The quotes of an answer, numbered."""
    return "\n".join(f"[{c.id}] {as_data(c.quote, _QUOTE)}" for c in answer.citations[:_QUOTES])


def figures_of(answer: Answer) -> str:
    """The figures of an answer, those to be stated first."""
    assert isinstance(answer.outcome, Answered)
    cited = dict(answer.cited)
    lines = []
    for figure in answer.outcome.figures:
        numbers = dict.fromkeys(cited[f] for f in (figure, *figure.operands) if f in cited)
        lines.append(f"- cần nêu: {as_data(headline(figure, ''), _QUOTE)} {''.join(f'[{n}]' for n in numbers)}")
    lines += [f"- có thể nêu: {as_data(said(f), _QUOTE)}" for f in answer.outcome.context if not f.label]
    return "\n".join(lines)


def _correction(problem: str, accepted: Sequence[Checked]) -> list[Message]:
    sentences = " ".join(as_data(s.text, _QUOTE) for s in accepted)
    return load("correct").filled(problem=as_data(problem, _PROBLEM), accepted=sentences)
