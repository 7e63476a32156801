"""What a language model says, sentence by sentence, within bounds of time and length whatever it does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from queue import Empty, Full, Queue
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from qa.prompts import Message

MOST_CHARACTERS = 4000
_MARK = r"\s*\[[\d,\s]*\]"
# The end of a sentence, with the citations behind its full stop; what follows must have begun, and be no small letter
# or number. A short word in capitals before the full stop is an abbreviation: "TP. Điện Biên".
_END = re.compile(rf"(?P<stop>(?<!\b[A-ZĐ])(?<!\b[A-ZĐ][A-Za-zĐ])[.!?…](?:{_MARK})*)\s+(?=[^\s\[])|\n+\s*(?=[^\s\[])")
_THOUGHT, _THOUGHT_ENDS = "<think>", "</think>"
_PENDING, _STEP = 64, 0.1


class ModelFailure(Exception):  # noqa: N818 - the model failed, not this program
    """A model is down, slow or does not come to an end; the message says which in a few Vietnamese words."""


def heard(model: BaseChatModel, messages: list[Message], deadline: float) -> Iterator[str]:
    """The pieces of a model's answer as they come, without what a reasoning model thinks first.

    `deadline` is a reading of `time.monotonic`. The model is read in a thread of its own, which is left behind when it
    does not answer; closing the iterator ends it with the next piece.

    Raises:
        ModelFailure: it raised something, the time is over, or it says more than anyone asked for.
    """
    pieces: Queue[str | Exception | None] = Queue(_PENDING)
    done = Event()
    Thread(target=_listen, args=(model, messages, pieces, done), daemon=True, name="language model").start()
    try:
        yield from _bounded(_taken(pieces, deadline))
    finally:
        done.set()


def _listen(model: BaseChatModel, messages: list[Message], pieces: Queue[str | Exception | None], done: Event) -> None:
    def give(piece: str | Exception | None) -> None:
        while not done.is_set():
            try:
                pieces.put(piece, timeout=_STEP)
            except Full:
                continue
            return

    try:
        for chunk in model.stream(messages):
            if done.is_set():
                return
            give(str(chunk.text))
        give(None)
    except Exception as error:
        give(error)


def _taken(pieces: Queue[str | Exception | None], deadline: float) -> Iterator[str]:
    while True:
        try:
            piece = pieces.get(timeout=max(0.0, deadline - monotonic()))
        except Empty as error:
            raise ModelFailure("quá thời gian") from error
        if isinstance(piece, Exception):
            # Its message may hold an address or a key.
            raise ModelFailure(f"gặp lỗi {type(piece).__name__}") from piece
        if piece is None:
            return
        yield piece


def _bounded(pieces: Iterable[str]) -> Iterator[str]:
    said, held, thinking = 0, "", True
    for piece in pieces:
        said += len(piece)
        if said > MOST_CHARACTERS:
            raise ModelFailure("nói quá dài")
        if not thinking:
            yield piece
            continue
        held += piece
        start = held.lstrip()
        if _THOUGHT.startswith(start[: len(_THOUGHT)]) and _THOUGHT_ENDS not in start:
            continue
        thinking = False
        yield start.partition(_THOUGHT_ENDS)[2] if start.startswith(_THOUGHT) else held
    if thinking and not held.lstrip().startswith(_THOUGHT):
        yield held


def sentences(pieces: Iterator[str]) -> Iterator[str]:
    """The sentences of a text that comes in pieces, each as soon as the next has begun; citations stay with theirs."""
    held = ""
    for piece in pieces:
        held += piece
        while match := _END.search(held):
            sentence = held[: match.end("stop") if match["stop"] else match.start()].strip()
            held = held[match.end() :]
            if sentence:
                yield sentence
    if held.strip():
        yield held.strip()


def said_by(model: BaseChatModel, messages: list[Message], deadline: float) -> Iterator[str]:
    """The sentences of a model's answer; see `heard`.

    Raises:
        ModelFailure: see `heard`.
    """
    pieces = heard(model, messages, deadline)
    with closing(pieces):  # type: ignore[type-var]
        yield from sentences(pieces)
