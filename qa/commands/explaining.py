"""`traso explain`: what each layer of the grammar found in a sentence."""

from __future__ import annotations

from index.errors import UsageError
from index.store import Store
from qa.commands.output import shown, whole
from qa.commands.reports import known_name
from qa.explain import Node, explain_place, explain_sentence
from qa.settings import Settings


def explain(settings: Settings, sentence: str | None, report: str | None, offset: int | None) -> int:
    """Print the findings as a tree, for a sentence typed in or for the one at `offset` of `report`.

    A typed sentence is read as if it stood in `report`, if that is given.
    """
    print("\n".join(_lines(_tree(settings, sentence, report, offset))))
    return 0


def _tree(settings: Settings, sentence: str | None, report: str | None, offset: int | None) -> Node:
    if (sentence is None) == (offset is None):
        raise UsageError('Hãy cho một câu, `traso explain "CÂU"`, hoặc một vị trí, `--report TÊN --at SỐ`.')
    if report is None:
        if sentence is None:
            raise UsageError("--at cần --report TÊN.")
        return explain_sentence(whole(sentence), None)
    with Store.open(settings.store) as store:
        name = known_name(report, (row.name for row in store.ledger.reports()))
        if offset is not None:
            return explain_place(store.ledger.evidence(name), offset)
        return explain_sentence(whole(sentence or ""), store.ledger.document(name).period)


def _lines(tree: Node) -> list[str]:
    lines = []
    for line in tree.lines():
        words = line.lstrip(" ")
        lines.append(" " * (len(line) - len(words)) + shown(words))
    return lines
