"""The rows of a table as a tree: which row is a part of which, by numbering, marks, indents, "Trong đó" and sums."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from index.folding import plain as to_plain
from index.records import Period
from index.subjects import Subject, has_measure
from index.table_captions import names_measure, sentence_case
from index.table_cells import Row
from index.table_headings import Meaning
from index.table_units import unit_of

_FOOTNOTE = re.compile(r"\s*(?:\((?:\*+|\d{1,2})\)|\*+|[¹²³])\s*$")
_PART = re.compile(
    r"(?i:trong đó|tr\.? ?đó|t\.? ?đó|tđ|trong tổng số|chia ra|gồm|bao gồm)(?i: có)? *(?:[:,][ -]*|$|-+ *|(?=[^\W\d_]))"
)
_DIVIDES = re.compile(r"^(?:phân|chia|tính)? *theo(?![^\W\d_])|^chia +ra")
_NUMBERING = (
    (1, re.compile(r"([IVX]{1,5})(?:[.)/]| *-)? *(?=\s|$)")),
    (0, re.compile(r"([A-ZĐ])[.)/] *(?=\s|$)|([A-ZĐ])$")),
    (3, re.compile(r"(\d{1,2}(?:\.\d{1,2})+)\.? *(?=\s|$)")),
    (2, re.compile(r"(\d{1,2})(?:[.)/]) *(?=\s|$)|(\d{1,2})$")),
    (6, re.compile(r"\(?([a-zđ])[.)] *(?=\s|$)|([a-zđ])$")),
)
_MARK = re.compile(r"[-–—+*•] *")
_MARKS = {"+": 2, "*": 2}
_NO_NUMBER = 8
_TOTAL = re.compile(
    r"(?:tổng(?: số| cộng| chung| mức)?|cộng|chung|(?:toàn|cả) (?:tỉnh|huyện|quốc|thành phố|ngành|xã|bộ|vùng)|cả nước)"
)
_BRACKETS = re.compile(r"\(([^()]*)\)")


@dataclass(slots=True)
class Node:
    """A row with its place in the tree. `own` are its label's words without marks, numbering and unit.

    `rank` orders depth (smaller is higher); `part` marks "Trong đó: ..."; `levels` are its level figures by column;
    `group` has no figures of its own, and `tells` its rows from those of the same name in another; `has_marked` has
    parts with a mark; `said` is what its label says as headings do; `band` what a row above it says of a part of the
    table ("Cơ cấu (%)").
    """

    row: Row
    own: str
    unit: str | None
    rank: tuple[int, int, int]
    part: bool = False
    total: bool = False
    group: bool = False
    period: Period | None = None
    levels: Mapping[int, Decimal] = field(default_factory=dict)
    parent: Node | None = None
    has_marked: bool = False
    tells: bool = False
    said: Meaning = Meaning()
    band: Meaning | None = None
    label: str = ""

    @property
    def opens_part(self) -> bool:
        """Whether the row is a bare "Trong đó:" whose parts follow."""
        return self.part and not self.own

    @property
    def divides(self) -> bool:
        """Whether the row only says how the next are divided: "Phân theo địa phương"."""
        return self.group and bool(_DIVIDES.search(to_plain(self.own)))

    @property
    def sits_under(self) -> str:
        """The words that the row inherits from those above it."""
        parent = self.parent
        while parent is not None and parent.divides:
            parent = parent.parent
        if parent is None or parent.total or to_plain(parent.words) in to_plain(self.own):
            return ""
        told_apart = self.marked or parent.tells or names_measure(parent.own) or Subject.of(self.own).bare
        if parent.group and not told_apart:
            return ""
        return parent.words

    @property
    def marked(self) -> bool:
        """Whether a mark or indent makes it a part."""
        return self.part or self.rank[1:] > (0, 0)

    @property
    def words(self) -> str:
        """The label with what it inherits; "" for a total."""
        if self.total:
            return ""
        head, own = self.sits_under, self.own
        if not head:
            return own
        return f"{own} {head}" if Subject.of(own).bare and not names_measure(head) else f"{head} {own}"


def is_numbered(label: str) -> bool:
    """Whether a label begins with a number or letter of an outline."""
    return any((m := pattern.match(label)) and label[m.end() :].strip() for _, pattern in _NUMBERING)


def read_node(row: Row, ordinal: str, texts: Sequence[str], indent: int, numbered: bool) -> Node:
    """The node of a row: its numbering cell, its label cells and the indent of the first of them."""
    label = " ".join(dict.fromkeys(t for t in texts if t))
    rank, label = _number(ordinal, label, numbered)
    label, mark = _marked(label)
    part = bool(match := _PART.match(label))
    if match:
        label = label[match.end() :]
        label, deeper = _marked(label)
        mark = max(mark, deeper, int(match[0].rstrip().endswith("-")))
    words, unit = clean_label(label)
    total = is_total(words)
    words = sentence_case(words)
    return Node(row, words, unit, (rank, indent, mark), part, total, label=words)


def is_total(words: str) -> bool:
    """Whether a label names the sum of the others and no more."""
    return bool(_TOTAL.fullmatch(to_plain(words).strip(" :")))


def _number(ordinal: str, label: str, numbered: bool) -> tuple[int, str]:
    for rank, pattern in _NUMBERING:
        match = pattern.fullmatch(ordinal.strip()) if ordinal.strip() else pattern.match(label)
        if match and (ordinal.strip() or label[match.end() :].strip()):
            found = next(g for g in match.groups() if g)
            rank += found.count(".") - 1 if rank == 3 else 0
            return rank, label if ordinal.strip() else label[match.end() :].strip()
    return (_NO_NUMBER if numbered else 0), label


def without_part_mark(label: str) -> str:
    """A label without "Trong đó:", dashes and the like before its words."""
    label = _marked(label)[0]
    if match := _PART.match(label):
        label = _marked(label[match.end() :])[0]
    return label


def _marked(label: str) -> tuple[str, int]:
    if match := _MARK.match(label):
        return label[match.end() :].strip(), _MARKS.get(match[0][0], 1)
    return label, 0


def clean_label(label: str) -> tuple[str, str | None]:
    """A label without footnote marks and unit, and the unit: "Xuất khẩu (triệu USD)" -> ("Xuất khẩu", "triệu USD")."""
    while match := _FOOTNOTE.search(label):
        label = label[: match.start()]
    unit = None
    for bracket in reversed(list(_BRACKETS.finditer(label))):
        words = re.sub(r"^(?:đơn vị(?: tính)?|đvt) *: *", "", bracket[1], flags=re.IGNORECASE)
        pieces = re.split(r"[,;] *", words)
        if found := next((u for p in pieces if (u := unit_of(p))), None):
            kept = ", ".join(p for p in pieces if not unit_of(p))
            unit = unit or found
            label = label[: bracket.start()] + (f"({kept})" if kept else "") + label[bracket.end() :]
    if unit is None and (tail := re.search(r"[\s,-]*([%‰])\s*$", label)):
        label, unit = label[: tail.start()], tail[1]
    return re.sub(r"\s+", " ", label).strip(" :;,"), unit


def link(nodes: Sequence[Node]) -> None:
    """Gives every node its parent."""
    stack: list[Node] = []
    opened: Node | None = None
    inner: list[Node] = []
    done: list[Node] = []
    for node in nodes:
        if node.opens_part:
            opened, inner = next((n for n in reversed(done) if not n.group), None), []
            continue
        if opened is not None and (node.group or _ends(opened, inner, node, done)):
            opened = None
        if opened is not None:
            deeper = next((n for n in reversed(inner) if n.rank < node.rank), None)
            node.parent = deeper or opened
            inner.append(node)
        else:
            while stack and not _is_under(node, stack[-1]):
                stack.pop()
            node.parent = stack[-1] if stack and not node.total else None
            if node.parent is not None and node.marked:
                node.parent.has_marked = True
            stack.append(node)
        done.append(node)
    rows = [n for n in nodes if not n.opens_part]
    _by_sums(rows)
    _by_measures(rows)
    _by_groups(rows)


def _is_under(node: Node, above: Node) -> bool:
    if node.total:
        return False
    if above.group and not node.group and node.rank == above.rank:
        return not above.has_marked
    if above.part and not node.rank[2] and node.rank[1] >= above.rank[1] and node.rank[0] == above.rank[0]:
        return False
    if node.part and not node.rank[2] and not above.part:
        return above.rank <= node.rank
    return above.rank < node.rank


def _ends(opened: Node, inner: Sequence[Node], node: Node, done: Sequence[Node]) -> bool:
    """Whether `node` is no more a part of `opened`: by its mark, or because the sums would not hold."""
    if node.total or node.rank < opened.rank:
        return True
    if node.rank == opened.rank and (opened.rank[0] not in (0, _NO_NUMBER) or any(n.rank > opened.rank for n in inner)):
        return True
    shared = opened.levels.keys() & node.levels.keys()
    direct = [n for n in inner if n.parent is opened]
    for column in shared:
        parts = [n.levels[column] for n in direct if column in n.levels]
        if sum(parts, node.levels[column]) > opened.levels[column] + _slack(opened.levels[column], len(parts) + 1):
            return True
    return _completes(opened, node, done)


def _completes(opened: Node, node: Node, done: Sequence[Node]) -> bool:
    """Whether `node` with `opened` and the rows beside that add up to a row above them all."""
    at = next(i for i, n in enumerate(done) if n is opened)
    beside = [opened]
    for above in reversed(done[:at]):
        if _adds_up(above, [*beside, node]):
            return True
        if above.parent is opened.parent and above.rank == opened.rank:
            beside.append(above)
    return False


def _adds_up(whole: Node, parts: Sequence[Node]) -> bool:
    columns = [c for c in whole.levels if all(c in p.levels for p in parts)]
    return bool(columns) and all(
        abs(sum((p.levels[c] for p in parts), Decimal(0)) - whole.levels[c]) <= _slack(whole.levels[c], len(parts))
        for c in columns
    )


def _slack(value: Decimal, count: int) -> Decimal:
    """What rounding may do to a sum of `count` numbers printed as `value` is."""
    exponent = value.as_tuple().exponent
    return Decimal(count) * Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0) / 2


def _by_sums(nodes: Sequence[Node]) -> None:
    """Rows without a mark or measure of their own that add up to the row above them are its parts."""
    for at, whole in enumerate(nodes):
        if whole.total or whole.group or not whole.levels:
            continue
        for parts in _following(nodes, at, whole):
            if len(whole.levels) > 1 and _adds_up(whole, parts):
                for part in parts:
                    part.parent = whole
                break


def _following(nodes: Sequence[Node], at: int, whole: Node) -> Iterator[list[Node]]:
    parts: list[Node] = []
    for node in nodes[at + 1 : at + 9]:
        beside = node.parent is whole.parent and node.rank == whole.rank and node.unit in (None, whole.unit)
        if not beside or node.total or has_measure(Subject.of(node.own)):
            return
        parts.append(node)
        if len(parts) > 1:
            yield parts


def _by_groups(nodes: Sequence[Node]) -> None:
    """Groups that have rows of the same name tell them apart: "Số người chết" of accidents and of fires."""
    groups: dict[str, list[Node]] = {}
    for node in nodes:
        if node.parent is not None and node.parent.group and not node.parent.divides:
            groups.setdefault(to_plain(node.own), []).append(node.parent)
    for named in groups.values():
        if len({id(group) for group in named}) > 1:
            for group in named:
                group.tells = True


def _by_measures(nodes: Sequence[Node]) -> None:
    """Rows without measure and unit below one that has both in its label ("Số trường (trường)") are its parts.

    Only where the table has two such rows or more: one alone may be the first of a list.
    """
    heads = [at for at, node in enumerate(nodes) if node.unit and not node.group and names_measure(node.own)]
    for at in heads if len(heads) > 1 else ():
        head = nodes[at]
        for node in nodes[at + 1 :]:
            bare = node.parent is head.parent and node.rank == head.rank and not node.unit and not node.total
            if not bare or node.group or has_measure(Subject.of(node.own)):
                break
            node.parent = head
