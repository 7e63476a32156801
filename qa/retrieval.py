"""The hybrid retriever: folded lexical search, and vectors when words alone find too little, fused by rank."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from index.folding import search_terms
from index.store import Store
from qa.library import Library
from qa.settings import Settings

if TYPE_CHECKING:
    from index.embedding import Embedder
    from index.vectors import VectorStore

Hit = tuple[str, int]
VectorSearch = Callable[[str, int, Sequence[str] | None], list[tuple[str, int, float]]]
RANK_CONSTANT = 10


class VectorRanking:
    """Passages by the nearness of their vectors to a question. Chroma and the model load with the first question."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store, self._settings = store, settings

    def __call__(self, text: str, limit: int, reports: Sequence[str] | None) -> list[tuple[str, int, float]]:
        """(report, passage number, cosine similarity), nearest first; empty when the store has no vectors yet.

        Raises:
            ModelMismatchError: the vectors were made by another model than that of the settings.
        """
        if not self._settings.chroma_url and not self._store.vectors_folder.exists():
            return []
        return self._vectors.query(self._embedder.queries([text])[0], limit, reports)

    @cached_property
    def _vectors(self) -> VectorStore:
        from index.vectors import VectorStore

        url = self._settings.chroma_url
        found = VectorStore(None, url=url) if url else VectorStore(self._store.vectors_folder)
        self._store.check_model(found, self._embedder)
        return found

    @cached_property
    def _embedder(self) -> Embedder:
        from index.embedding import Embedder

        return Embedder.load(self._settings.model, self._settings.cache)


def fuse(*rankings: Sequence[Hit]) -> list[Hit]:
    """Reciprocal rank fusion (k = 10): the hits of all rankings, best first."""
    scores: dict[Hit, float] = {}
    for ranking in rankings:
        for rank, hit in enumerate(ranking):
            scores[hit] = scores.get(hit, 0.0) + 1.0 / (RANK_CONSTANT + rank + 1)
    return sorted(scores, key=lambda h: -scores[h])


class PassageRetriever(BaseRetriever):
    """Passages for a query text: lexical, and fused with vectors when `vectors` is given."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    library: Library
    vectors: VectorSearch | None = None
    reports: tuple[str, ...] | None = None
    limit: int = 40

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        hits = self.hits(query)
        return [_document(self.library, hit, rank) for rank, hit in enumerate(hits)]

    def hits(self, query: str) -> list[Hit]:
        """The report names and passage numbers, best first."""
        lexical = [
            (name, number)
            for name, number, _ in self.library.ledger.lexical(search_terms(query), self.limit, self.reports)
        ]
        if self.vectors is None:
            return lexical
        dense = [(name, number) for name, number, _ in self.vectors(query, self.limit, self.reports)]
        return fuse(lexical, dense)[: self.limit]


def _document(library: Library, hit: Hit, rank: int) -> Document:
    name, number = hit
    shelf = library.shelf(name)
    passage = shelf.passage(number)
    return Document(
        page_content=passage.span.of(shelf.text),
        metadata={
            "report": name,
            "passage": number,
            "section": " > ".join(passage.path),
            "start": passage.span.start,
            "end": passage.span.end,
            "rank": rank,
        },
    )
