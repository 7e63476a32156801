"""The composition: question -> query -> evidence -> outcome -> verified answer, as a LangChain Runnable."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from time import perf_counter
from typing import TYPE_CHECKING, Any

from index.grammar.periods import Clock
from index.store import Store
from qa.adding import added
from qa.also_asked import with_also_asked
from qa.choice import Shortlist, is_meant, ordered
from qa.citing import Citer
from qa.confirming import asks_to_confirm, confirmed, corrected
from qa.conversation import in_context, readings
from qa.doubts import Doubts
from qa.library import Library, Shelf, words_of
from qa.matching import is_weak, present
from qa.over_time import asks_over_time, over_time
from qa.place_names import PlaceNames
from qa.question import QuestionReader, reader_of
from qa.reasons import absent, first_figure, nowhere
from qa.records import Answer, Answered, Citation, Code, Given, NotFound, Operation, Outcome, Query
from qa.retrieval import PassageRetriever, VectorRanking
from qa.selection import select
from qa.settings import Settings
from qa.verification import UnverifiedAnswerError, verify
from qa.wording import text_of

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

_REFUSED = {
    Code.INSTRUCTION: (
        "TraSo chỉ trả lời theo báo cáo: yêu cầu bỏ qua báo cáo, ước đoán hay nói theo ý người hỏi không "
        "được thực hiện."
    ),
    Code.NO_QUESTION: (
        "TraSo chỉ tra số liệu trong các báo cáo kinh tế - xã hội: hãy hỏi một chỉ tiêu, ví dụ “Lượng "
        "khách du lịch 8 tháng?”."
    ),
}

_OFFERED = (Code.ABSENT, Code.SPLIT)
# Another reading of the question may find what was not found; it mends no false premise.
_READ_AGAIN = (Code.ABSENT, Code.SPLIT, Code.PERIOD)
_NEAR = 3
# "Từng tháng" may be read as a list of members too.
_OF_PERIODS = (Operation.NONE, Operation.MEMBERS)

_ONE_PERIOD = "Các báo cáo chỉ nêu chỉ tiêu này cho một kỳ, không có nhiều kỳ để so."
_UNVERIFIED = "TraSo tìm thấy số liệu nhưng không kiểm chứng được từng con số trong câu trả lời, nên không đưa ra."


@dataclass(frozen=True, slots=True)
class Request:
    """One question with what was asked before it and the report, or the several (`among`), it is restricted to."""

    question: str
    history: tuple[str, ...] = ()
    report: str | None = None
    id: str = ""
    among: tuple[str, ...] = ()


class Assistant:
    """Answers questions from one store. Opening is cheap; the embedding model loads when words alone find nothing."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store = store
        self.library = Library(store.ledger)
        self._vectors = VectorRanking(store, settings)

    @classmethod
    def open(cls, settings: Settings) -> Assistant:
        """Open the store to read.

        Raises:
            StoreError: there is no store, or it cannot be read.
        """
        return cls(Store.open(settings.store), settings)

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    @cached_property
    def reader(self) -> QuestionReader:
        """Reads questions with the words of this store's reports."""
        # What is loaded by now stays for good: looked through with every round of the garbage collector, it would hold
        # up an answer in twenty for longer than the answer takes.
        gc.freeze()
        return reader_of(self.store.ledger)

    @cached_property
    def _places(self) -> PlaceNames:
        return PlaceNames(row.place or row.title for row in self.library.rows)

    @cached_property
    def _doubts(self) -> Doubts:
        return Doubts(self.library)

    @cached_property
    def chain(self) -> Runnable[Request, Answer]:
        """Retrieve | understand and select, report by report | find neighbours | word, cite and verify."""
        from langchain_core.runnables import RunnableLambda

        chain: Runnable[Request, Any] = RunnableLambda(self._retrieved)
        steps: tuple[Callable[[Any], Any], ...] = (
            self._selected,
            self._neighboured,
            self._worded,
        )
        for step in steps:
            chain = chain | RunnableLambda(step)
        return chain

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        report: str | None = None,
        id: str = "",
        among: Sequence[str] = (),
    ) -> Answer:
        """The verified answer to a question, from one `report`, from those `among` the names given, or from all.

        Raises:
            UsageError: there is no report of that name.
        """
        started = perf_counter()
        spelled = self._places.spelled
        request = Request(spelled(question), tuple(map(spelled, history)), report, id, tuple(among))
        return replace(self.chain.invoke(request), question=question, elapsed_ms=(perf_counter() - started) * 1000)

    # -- the steps --------------------------------------------------------------------------------------------

    def _retrieved(self, request: Request) -> tuple[Request, Shortlist]:
        """The reports to look in, best first: of many, those of the place and period or with the words."""
        if request.report:
            return request, Shortlist((request.report,), tuple)
        query = in_context(request.question, request.history, partial(self.reader.readings, clock=Clock(None)))
        said = " ".join((*request.history[-1:], query.text))
        hits = PassageRetriever(library=self.library, reports=request.among or None).hits
        names = [name for name in ordered(self.library, query) if not request.among or name in request.among]
        if query.carried and not query.place:
            before = self._answering_before(request)
            names.sort(key=lambda name: name not in before)
        return request, Shortlist(names, lambda: {name for name, _ in hits(said)})

    def _readings(self, request: Request, names: Iterable[str]) -> Iterator[tuple[Shelf, Iterator[Query]]]:
        """Each report with the ways to read the question there; the next is opened only when it is asked for."""
        for shelf in map(self.library.shelf, names):
            yield shelf, readings(request.question, request.history, partial(self.reader.readings, clock=shelf.clock))

    def _selected(self, retrieved: tuple[Request, Shortlist]) -> tuple[Request, Query, Outcome]:
        request, names = retrieved
        if not names:
            empty = Query(request.question, request.question, False, ())
            return request, empty, NotFound(Code.ABSENT, "Kho chưa có báo cáo nào: hãy chạy `traso index PATH`.")
        if request.report:
            return self._in_one_report(request, names)
        query = self.reader.read(request.question, Clock(None))
        if query.operation not in _OF_PERIODS or not asks_over_time(query.text):
            return self._in_one_report(request, names)
        found = over_time(self.library, self.reader, query.text, request.among)
        if found is not None:
            return request, query, found
        request, query, outcome = self._in_one_report(request, names)
        if isinstance(outcome, Answered) and len(outcome.figures) == 1:
            outcome = replace(outcome, note=" ".join(filter(None, (outcome.note, _ONE_PERIOD))))
        return request, query, outcome

    def _in_one_report(self, request: Request, names: Shortlist) -> tuple[Request, Query, Outcome]:
        """What the first report that answers says, or why none does.

        What is only near to what is asked, a plan or another part of the year, gives way to what a later report has.
        """
        first: tuple[Query, Outcome] | None = None
        near: tuple[Query, Outcome] | None = None
        for shelf, ways in self._readings(request, names):
            query = next(ways)
            if query.operation is Operation.ADD_UP:
                return request, query, added(self._earlier(request))
            outcome = NotFound(query.refusal, _REFUSED[query.refusal]) if query.refusal else _found(shelf, query)
            if query.fresh and not _speaks_of(shelf, outcome, query):
                outcome = absent(shelf, query.asks[0])
            if isinstance(outcome, NotFound) and (again := _read_again(shelf, query, ways, outcome)):
                return request, *again
            settled = len(names) == 1 or bool(query.carried)
            if isinstance(outcome, Answered) and (settled or is_meant(shelf, query, outcome)):
                return request, query, outcome
            if isinstance(outcome, Answered):
                near = near or (query, outcome)
            elif first is None or _better(outcome, first[1]):
                first = (query, outcome)
        if near is not None:
            return request, *near
        assert first is not None
        query, outcome = first
        if len(names) > 1 and query.asks and isinstance(outcome, NotFound) and _bare(outcome):
            outcome = nowhere(len(names), query.asks[0])
        return request, query, outcome

    def _earlier(self, request: Request) -> list[Outcome]:
        """What the last two questions of the conversation were answered."""
        asked = request.history
        last = range(max(0, len(asked) - 2), len(asked))
        before = (replace(request, question=asked[at], history=asked[:at]) for at in last)
        return [self._selected(self._retrieved(each))[2] for each in before]

    def _answering_before(self, request: Request) -> set[str]:
        """The reports that answered the question before: what is asked on is asked of them first."""
        outcome = self._earlier(request)[-1]
        return {f.report for f in outcome.figures} if isinstance(outcome, Answered) else set()

    def _neighboured(self, selected: tuple[Request, Query, Outcome]) -> tuple[Request, Query, Outcome]:
        """A refusal that has nothing near to show yet gets figures of the passages nearest in words and meaning."""
        request, query, outcome = selected
        if (
            not isinstance(outcome, NotFound)
            or outcome.nearest
            or outcome.code not in _OFFERED
            or not self.library.rows
        ):
            return selected
        within = (request.report,) if request.report else request.among or None
        retriever = PassageRetriever(library=self.library, vectors=self._vectors, reports=within, limit=_NEAR)
        near = [
            figure
            for document in retriever.invoke(query.text)
            if (figure := first_figure(self.library.shelf(document.metadata["report"]), document.metadata["passage"]))
        ]
        return request, query, replace(outcome, nearest=tuple(near[:_NEAR]))

    def _worded(self, selected: tuple[Request, Query, Outcome]) -> Answer:
        request, query, outcome = selected
        citations, cited = self._cited(outcome)
        quotes = []
        if isinstance(outcome, Answered):
            for name, span in outcome.quotes:
                number = next(c.id for c in citations if c.report == name and (c.start, c.end) == tuple(span))
                quotes.append((span.of(self.library.shelf(name).text), number))
            outcome = replace(outcome, warnings=self._doubts.of(outcome))
        text = text_of(outcome, query, cited, quotes, self._source(request, outcome))
        texts = {c.report: self.library.shelf(c.report).text for c in citations}
        try:
            verify(
                text,
                outcome,
                citations,
                f"{request.question} {query.text} {query.carried} {self._source(request, outcome)}",
                texts,
            )
        except UnverifiedAnswerError:
            outcome, citations, cited = NotFound(Code.AMBIGUOUS, _UNVERIFIED), (), {}
            text = text_of(outcome, query, cited, [], "")
        return Answer(request.id, request.question, text, outcome, citations, tuple(cited.items()), query.carried)

    def _source(self, request: Request, outcome: Outcome) -> str:
        """The title of the report that answered, when the store holds others and none was named."""
        if request.report or len(self.library.rows) < 2 or isinstance(outcome, NotFound):
            return ""
        names = dict.fromkeys([f.report for f in outcome.figures] or [outcome.quotes[0][0]])
        if len(names) > 1:
            return ", ".join(names)
        name = next(iter(names))
        row = self.library.shelf(name).row
        place = f", {row.place}" if row.place and row.place.lower() not in row.title.lower() else ""
        return f"{row.title}{place} ({name})"

    def _cited(self, outcome: Outcome) -> tuple[tuple[Citation, ...], dict[Given, int]]:
        """One citation for each quoted sentence, and the citation of each figure."""
        citer = Citer(self.library)
        cited: dict[Given, int] = {}
        if isinstance(outcome, NotFound):
            return (), {}
        for figure in (*outcome.figures, *outcome.context):
            for part in (figure, *figure.operands):
                if part.sentence is not None and part not in cited:
                    cited[part] = citer.cite(part.report, part.sentence, part.span)
        for name, span in outcome.quotes:
            citer.cite(name, span, span)
        return citer.citations(), cited


def _found(shelf: Shelf, query: Query) -> Outcome:
    """What one report answers; figures that the question itself states are confirmed or set right."""
    if asks_to_confirm(query):
        return confirmed(shelf, query) or select(shelf, replace(query, claims=()))
    outcome = select(shelf, query)
    if isinstance(outcome, NotFound):
        return outcome
    return corrected(shelf, query, with_also_asked(query, outcome))


def _read_again(
    shelf: Shelf, query: Query, others: Iterable[Query], outcome: NotFound
) -> tuple[Query, Answered] | None:
    """What another reading of a question that was not answered finds of its new words."""
    for other in others if outcome.code in _READ_AGAIN else ():
        again = _found(shelf, other)
        if isinstance(again, Answered) and _speaks_of(shelf, again, query):
            return other, again
    return None


def _speaks_of(shelf: Shelf, outcome: Outcome, query: Query) -> bool:
    """Whether the answer to a follow-up is about its new words: "Còn đàn bò thì sao?" is not answered by buffaloes.

    A word that tells little elsewhere is meant where another figure of the sentence is called so: "làm rõ 28 vụ".
    """
    if isinstance(outcome, NotFound) or not outcome.figures:
        return True
    words = words_of(" ".join(f"{f.indicator} {f.unit} {f.basis or ''}" for f in outcome.figures))
    sentences = {f.sentence for f in outcome.figures}
    beside = [v.own for v in shelf.views if v.figure.sentence in sentences]
    meant = [c for c in query.fresh if not is_weak(c) or any(present(c, own) == 1 for own in beside)]
    return all(present(c, words) for c in meant)


def _better(outcome: NotFound, than: Outcome) -> bool:
    return (
        isinstance(than, NotFound)
        and than.code in (Code.ABSENT, Code.PLACE)
        and outcome.code not in (Code.ABSENT, Code.PLACE)
    )


def _bare(outcome: NotFound) -> bool:
    return outcome.code is Code.ABSENT and not outcome.nearest
