"""How commands get hold of what is heavy: the assistant, the vectors, the embedding model. Tests give their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from index.fetching import Fetched
    from index.store import Embedder, VectorIndex
    from qa.records import Answer
    from qa.settings import Settings


class Assistant(Protocol):
    """What answers questions."""

    def ask(self, question: str, history: Sequence[str] = (), report: str | None = None, id: str = "") -> Answer:
        """The answer to one question, after the earlier ones of `history`."""

    def close(self) -> None:
        """Release the store."""


@runtime_checkable
class StreamingAssistant(Assistant, Protocol):
    """What answers sentence by sentence."""

    def stream(self, question: str, history: Sequence[str] = (), report: str | None = None) -> Iterator[str | Answer]:
        """The verified sentences of an answer, and last the answer."""


def open_assistant(settings: Settings) -> Assistant:
    """The assistant on the store of `settings`, with their language model at its side if they name one."""
    from qa.chain import Assistant as Chain

    model = open_model(settings)
    if model is None:
        return Chain.open(settings)
    from qa.assisted import AssistedAssistant

    return AssistedAssistant(Chain.open(settings), model, settings)


def open_model(settings: Settings) -> BaseChatModel | None:
    """The language model of `settings`, if they name one."""
    from qa.language_model import open_model as opened

    return opened(settings)


def open_vectors(settings: Settings) -> VectorIndex:
    """The vectors of the store: a folder inside it, or the Chroma server of `settings`."""
    from index.store import VECTORS_FOLDER
    from index.vectors import VectorStore

    if settings.chroma_url:
        return VectorStore(None, url=settings.chroma_url)
    return VectorStore(settings.store / VECTORS_FOLDER)


def open_embedder(settings: Settings, progress: Callable[[str], None]) -> Embedder:
    """The embedding model; `progress` hears what is done when it has to be prepared first."""
    from index.embedding import Embedder as Model

    return Model.load(settings.model, settings.cache, progress)


def open_fetch(url: str) -> Fetched:
    """The file at an address that the user gave."""
    from index.build import FETCHER

    return FETCHER.fetch(url)


@dataclass(frozen=True, slots=True)
class Openers:
    """One function for each."""

    assistant: Callable[[Settings], Assistant] = open_assistant
    model: Callable[[Settings], BaseChatModel | None] = open_model
    vectors: Callable[[Settings], VectorIndex] = open_vectors
    embedder: Callable[[Settings, Callable[[str], None]], Embedder] = open_embedder
    fetch: Callable[[str], Fetched] = open_fetch
