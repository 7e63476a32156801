"""Elements of a page become lines: paragraphs, headings, list items and table rows, in document order."""

from __future__ import annotations

import re
from typing import NamedTuple

from index.readers.html_tables import table_rows
from index.readers.nodes import Node, one_line

HEADINGS = {"h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### ", "h5": "##### ", "h6": "###### "}
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
MAX_HEADING = 250
MAX_CAPTION = 200
FEW = 0.1
LINKS = 3
LINKED = 0.6

_CHROME_TAGS = frozenset({"nav", "aside", "footer"})
_CHROME_ROLES = frozenset({"navigation", "complementary", "contentinfo", "banner", "search"})
_CHROME_NAMES = re.compile(
    r"(?:^|[-_ ])(?:menu|nav|navbar|breadcrumbs?|sidebar|footer|related|comments?|share|social|banner|pagination|paging"
    r"|tin-?lien-?quan|tin-?khac|quang-?cao)(?:$|[-_ ])",
    re.IGNORECASE,
)
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_JOINED = frozenset({("row", "row"), ("row", "title"), ("title", "title"), ("item", "item")})
_UNIT = re.compile(r"\W*(?:đơn vị|đvt)", re.IGNORECASE)
_ENDS = (".", ";", ":", ",", "!", "?")
_OUTLINE = re.compile(r"#+ (?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*|[A-ZĐ]|[a-zđ])[.)] ")
_BULLET = re.compile(r"[-–+•*]\s")


class Pruning(NamedTuple):
    """Decides what is no part of the article; `weights` counts the article's characters in each element."""

    weights: dict[Node, int]
    total: int

    def drops(self, element: Node) -> bool:
        """Whether `element` is hidden, a menu, a side bar, a footer or a list of links."""
        if element.get("hidden") is not None or _INVISIBLE.search(element.get("style") or ""):
            return True
        if element.tag in HEADINGS or self.weights[element] > FEW * self.total:
            return False
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag in _CHROME_TAGS or element.get("role") in _CHROME_ROLES or _CHROME_NAMES.search(names):
            return True
        return not self.weights[element] and element.tag in {"ul", "ol", "div", "p"} and _is_link_list(element)


def render(root: Node, pruning: Pruning) -> str:
    """The text of `root`: blocks apart by a blank line, rows and items by a line feed."""
    page = _Page(pruning)
    page.walk(root, 0)
    page.flush()
    return page.text()


def _is_link_list(element: Node) -> bool:
    links = [one_line("".join(link.itertext())) for link in element.iter("a")]
    words = one_line("".join(element.itertext()))
    return len(links) >= LINKS and sum(map(len, links)) >= LINKED * len(words)


class _Block(NamedTuple):
    kind: str
    text: str


class _Page:
    """Collects blocks while the tree is walked; `_mark` stands before the next one ("- ", "## ")."""

    def __init__(self, pruning: Pruning) -> None:
        self._pruning = pruning
        self._blocks: list[_Block] = []
        self._pending: list[str] = []
        self._mark = ""
        self._kind = "text"

    def walk(self, element: Node, depth: int) -> None:
        """Adds what stands in `element`, `depth` lists deep."""
        self._pending.append(element.text or "")
        for child in element:
            if self._pruning.drops(child):
                self._pending.append(" ")
            elif child.tag == "br":
                self.flush()
                self._kind = "line"
            elif child.tag not in BLOCKS:
                self.walk(child, depth)
            elif child.tag == "table" and (rows := table_rows(child)):
                self.flush()
                titles = sum(1 for caption in child.iter("caption") if one_line("".join(caption.itertext())))
                self._blocks += [_Block("row" if at >= titles else "title", row) for at, row in enumerate(rows)]
            else:
                self.flush()
                self._begin(child.tag, depth)
                self.walk(child, depth + (child.tag in {"ul", "ol"}))
                self.flush()
                self._mark, self._kind = "", "text"
            self._pending.append(child.tail or "")

    def _begin(self, tag: str, depth: int) -> None:
        if tag in HEADINGS:
            self._mark, self._kind = HEADINGS[tag], "heading"
        elif tag == "li":
            self._mark, self._kind = "- " if depth <= 1 else "+ ", "item"

    def flush(self) -> None:
        """Ends the block under way."""
        text = one_line("".join(self._pending))
        self._pending.clear()
        if not text:
            return
        if self._kind == "heading" and len(text) > MAX_HEADING:
            self._mark, self._kind = "", "text"
        self._blocks.append(_Block(self._kind, text if _BULLET.match(text) else self._mark + text))
        self._mark, self._kind = "", "text"

    def text(self) -> str:
        """All blocks; a heading that is the caption of a table loses its mark."""
        parts: list[str] = []
        captions = self._captions()
        for at, block in enumerate(self._blocks):
            before = self._blocks[at - 1].kind if at else ""
            joined = block.kind == "line" or (block.kind, before) in _JOINED or at - 1 in captions
            parts.append(("\n" if joined else "\n\n") if at else "")
            parts.append(block.text.lstrip("# ") if block.kind == "heading" and at in captions else block.text)
        return "".join(parts)

    def _captions(self) -> set[int]:
        """The numbers of the blocks that are a table's title or unit, by being right above it.

        A heading heads a section where it has a number of the report's outline, where the table has a caption of its
        own, and where others of its rank without a number stand above text.
        """
        found: set[int] = set()
        heading = self._ranks_above_text()
        for at in range(len(self._blocks) - 2, -1, -1):
            block, below = self._blocks[at], self._blocks[at + 1]
            holds = below.kind in ("row", "title") or (at + 1 in found and _UNIT.match(below.text))
            is_short = len(block.text) <= MAX_CAPTION and not block.text.endswith(_ENDS)
            is_title = block.kind == "heading" and below.kind == "row" and not _OUTLINE.match(block.text)
            is_title = is_title and _rank(block.text) not in heading
            if is_title or (block.kind == "text" and holds and is_short):
                found.add(at)
        return found

    def _ranks_above_text(self) -> set[int]:
        pairs = zip(self._blocks, self._blocks[1:], strict=False)
        text = ("text", "item", "line")
        heading = [a.text for a, b in pairs if a.kind == "heading" and b.kind in text]
        return {_rank(words) for words in heading if not _OUTLINE.match(words)}


def _rank(heading: str) -> int:
    return len(heading) - len(heading.lstrip("#"))
