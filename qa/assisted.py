"""Answers of the rules, worded by a language model where its every sentence can be verified.

Figures, citations, refusals and their reasons are those of the rules, whatever the model says and whether it answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING

from qa.chain import Assistant
from qa.english_claims import is_english
from qa.library import Library
from qa.phrasing import NotWordedError, Phraser, answer_messages
from qa.proofreading import Proofreader
from qa.records import Answer, Answered, NotFound
from qa.rephrasing import UNCLEAR, rephrased
from qa.retrieval import PassageRetriever
from qa.wording import frame_of

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from qa.settings import Settings

_NAMES = 60


Event = str | Answer
"""A verified sentence of the answer that is being given; or, last of all, the whole answer.

Its text replaces the sentences before: it may be that of the rules.
"""


class AssistedAssistant:
    """An assistant with a language model at its side."""

    def __init__(self, assistant: Assistant, model: BaseChatModel, settings: Settings) -> None:
        self._assistant, self._rewrites = assistant, settings.llm_rewrite
        self._phraser = Phraser(model, settings.llm, settings.llm_seconds)

    @property
    def library(self) -> Library:
        """The reports."""
        return self._assistant.library

    def close(self) -> None:
        """Close the store."""
        self._assistant.close()

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        report: str | None = None,
        id: str = "",
        among: Sequence[str] = (),
    ) -> Answer:
        """The answer to a question; see `stream`."""
        *_, answer = self.stream(question, history, report, id, among)
        assert isinstance(answer, Answer)
        return answer

    def stream(
        self,
        question: str,
        history: Sequence[str] = (),
        report: str | None = None,
        id: str = "",
        among: Sequence[str] = (),
    ) -> Iterator[Event]:
        """Verified sentences as the model says them, then the final answer; nothing else ever leaves.

        Raises:
            UsageError: there is no report of that name.
        """
        started = perf_counter()
        answer = self._assistant.ask(question, history, report, id, among)
        understood = ""
        if isinstance(answer.outcome, NotFound) and self._rewrites and not history and answer.outcome.code in UNCLEAR:
            answer, understood = self._reworded(answer, report, among)
        for event in self._worded(answer):
            if isinstance(event, Answer):
                elapsed = (perf_counter() - started) * 1000
                event = replace(event, text=f"{understood}{event.text}", elapsed_ms=elapsed)
            yield event

    def _worded(self, answer: Answer) -> Iterator[Event]:
        # Words of English cannot be held against evidence in Vietnamese.
        if not isinstance(answer.outcome, Answered) or is_english(answer.question):
            yield answer
            return
        proof = Proofreader(self.library, answer)
        said = []
        try:
            for checked in self._phraser.phrase(answer_messages(answer), proof, complete=True):
                said.append(checked.text)
                yield checked.text
        except NotWordedError as error:
            yield replace(answer, note=unused(self._phraser.name, error))
            return
        before, behind = frame_of(answer.text, answer.outcome)
        text = "\n".join([*before, " ".join(said), *behind])
        yield replace(answer, text=text, engine=self._phraser.name)

    def _reworded(self, refused: Answer, report: str | None, among: Sequence[str]) -> tuple[Answer, str]:
        """The rules' answer to the model's rewording, and the line that shows it; else the refusal as it was."""
        names = self._names(refused.question, report, among)
        question = rephrased(self._phraser.model, refused.question, names, self._phraser.seconds)
        if question is None:
            return refused, ""
        again = self._assistant.ask(question, (), report, refused.id, among)
        if isinstance(again.outcome, NotFound):
            return refused, ""
        return replace(again, question=refused.question), f"(Hiểu câu hỏi là: {question})\n"

    def _names(self, question: str, report: str | None, among: Sequence[str]) -> list[str]:
        """Names of indicators, those of the passages nearest in words first."""
        within = (report,) if report else tuple(among) or tuple(row.name for row in self.library.rows)
        near = PassageRetriever(library=self.library, reports=within).hits(question)
        found: dict[str, None] = {}
        for name, passage in near:
            found |= dict.fromkeys(
                f.indicator for f in self.library.shelf(name).evidence.figures if f.passage == passage
            )
        return list(found)[:_NAMES]


def unused(name: str, error: NotWordedError) -> str:
    """Why the words of the model `name` are not used, for the user."""
    return f"Mô hình ngôn ngữ {name} không dùng được lần này ({error}); câu trả lời theo luật."
