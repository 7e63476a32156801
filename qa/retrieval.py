"""The hybrid retriever: folded lexical search, and vectors when words alone find too little, fused by rank."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from index.folding import search_terms
from qa.library import Library

Hit = tuple[str, int]
VectorSearch = Callable[[str, int, Sequence[str] | None], list[tuple[str, int, float]]]
RANK_CONSTANT = 10


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


def reports_of(documents: Iterable[Document]) -> list[str]:
    """The reports of retrieved passages, best first."""
    return list(dict.fromkeys(d.metadata["report"] for d in documents))
