"""Language models that behave in one way each: real chat models of LangChain, without a network."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from threading import Event
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import PrivateAttr

Speak = Callable[[str, int], Iterator[str]]
"""From the prompt, and how often the model was asked before, to the pieces that it says."""


class Speaker(BaseChatModel):
    """Says what `speak` makes of the prompt, piece by piece; remembers the prompts."""

    speak: Speak
    _heard: list[str] = PrivateAttr(default_factory=list)

    @property
    def heard(self) -> list[str]:
        """The prompts so far, each as one text."""
        return self._heard

    @property
    def _llm_type(self) -> str:
        return "speaker"

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: Sequence[str] | None = None,
        run_manager: Any = None,  # noqa: ANN401
        **kwargs: Any,  # noqa: ANN401
    ) -> Iterator[ChatGenerationChunk]:
        asked = len(self._heard)
        self._heard.append("\n".join(str(m.content) for m in messages))
        for piece in self.speak(self._heard[-1], asked):
            yield ChatGenerationChunk(message=AIMessageChunk(content=piece))

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: Sequence[str] | None = None,
        run_manager: Any = None,  # noqa: ANN401
        **kwargs: Any,  # noqa: ANN401
    ) -> ChatResult:
        text = "".join(str(chunk.message.content) for chunk in self._stream(messages))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=text))])


def in_pieces(text: str) -> Iterator[str]:
    """A text as models stream it: cut without regard for words and numbers."""
    yield from re.findall(r".{1,5}", text, re.DOTALL)


def saying(*texts: str) -> Speaker:
    """Says the first text when it is first asked, the next then, and the last from there on."""
    return Speaker(speak=lambda _, asked: in_pieces(texts[min(asked, len(texts) - 1)]))


def honest() -> Speaker:
    """Reads out the figures that it is told to state."""

    def speak(prompt: str, _: int) -> Iterator[str]:
        lines = re.findall(r"^- cần nêu: (.*?) ((?:\[\d+\])+)$", prompt, re.MULTILINE)
        return in_pieces(" ".join(f"{line} {marks}." for line, marks in lines))

    return Speaker(speak=speak)


def failing(error: Exception, after: str = "") -> Speaker:
    """Raises `error` once it has said a text."""

    def speak(_: str, __: int) -> Iterator[str]:
        yield from in_pieces(after)
        raise error

    return Speaker(speak=speak)


def endless(text: str) -> Speaker:
    """Says a text again and again, and never stops."""

    def speak(_: str, __: int) -> Iterator[str]:
        while True:
            yield text

    return Speaker(speak=speak)


def silent(until: Event, after: str = "") -> Speaker:
    """Says a text, then nothing until the event."""

    def speak(_: str, __: int) -> Iterator[str]:
        yield from in_pieces(after)
        until.wait()
        yield " "

    return Speaker(speak=speak)
