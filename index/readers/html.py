"""HTML: trafilatura finds where the article stands, lxml gives it back whole, in order, with its tables."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import cast

from index.readers.base import Extracted, decode
from index.readers.html_blocks import BLOCKS, Pruning, render
from index.readers.legacy import modern_of, unchanged
from index.readers.nodes import Node, one_line

MOST = 0.9  # an element with this share of the article's text holds all of it
CONTAINERS = frozenset("html body div section article main center form table tbody tr td span font".split())
DROPPED = ("script", "style", "noscript", "template", "iframe", "svg", "object", "select", "button", "textarea", "head")
LONG_ENOUGH = 25
GROWTH = 1.3
SITE_NAME = re.compile(
    r"\s[-–|»]\s+(?:cổng|trang|báo|đài|website|sở|ubnd|ủy ban|cục|chi cục|\S+\.vn)\b(?:(?!\s[-–|»]\s).)*$",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[|\n]|(?<=[.!?;:])\s")
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read_html(data: bytes, source: str) -> Extracted:
    """The main content: "## " before headings, "- " before list items, "a | b | c" for table rows.

    Without an article that trafilatura recognises, all that stands on the page outside menus and footers.

    Raises:
        DocumentError: the bytes are not text.
    """
    from lxml import etree, html  # type: ignore[import-untyped]

    page = DECLARATION.sub("", decode(data, source))
    try:
        root = html.document_fromstring(page, parser=html.HTMLParser(remove_comments=True, remove_pis=True))
    except etree.ParserError:
        return Extracted("")
    _modernise(cast(Node, root))
    title = one_line(" ".join(root.xpath("//head/title/text()")))
    etree.strip_elements(root, *DROPPED, with_tail=False)
    article = _article_sentences(html.tostring(root, encoding="unicode"))
    return _extracted(cast(Node, root), title, article)


def _modernise(root: Node) -> None:
    """Rewrites the page's words in Unicode where they were typed in a legacy font, entities and all."""
    modern = modern_of(root.itertext())
    for element in root.iter() if modern is not unchanged else ():
        element.text = modern(element.text) if element.text else element.text
        element.tail = modern(element.tail) if element.tail else element.tail


def _extracted(root: Node, title: str, article: frozenset[str]) -> Extracted:
    weights = _weights(root, article)
    pruning = Pruning(weights, weights[root])
    content = _content(root, weights)
    heading = _title_heading(root, title)
    if heading is None:
        return Extracted(render(content, pruning), SITE_NAME.sub("", title) or None)
    name = one_line("".join(heading.itertext()))
    text = render(content, pruning)
    if name not in text:
        wider = render(_common(content, heading), pruning)
        text = wider if len(wider) <= GROWTH * len(text) + 300 else f"# {name}\n\n{text}"
    return Extracted(text, name)


def _article_sentences(page: str) -> frozenset[str]:
    """The sentences that trafilatura takes for the article."""
    import trafilatura

    # It logs an error for each page without an article; the page is read all the same.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = trafilatura.extract(page, output_format="txt", include_tables=True, include_comments=False) or ""
    return frozenset(_sentences(found))


def _sentences(text: str) -> Iterator[str]:
    """The longer sentences of `text`, without spaces: the same however a line is broken or a table drawn."""
    for piece in SENTENCE_END.split(text):
        key = "".join(piece.split())
        if len(key) >= LONG_ENOUGH:
            yield key


def _weights(root: Node, article: frozenset[str]) -> dict[Node, int]:
    """How many characters of the article each element holds."""
    weights = dict.fromkeys(root.iter(), 0)
    for element in weights:
        if element.tag in BLOCKS and not any(child.tag in BLOCKS for child in element):
            weight = sum(len(key) for key in _sentences("".join(element.itertext())) if key in article)
            holder: Node | None = element if weight else None
            while holder is not None:
                weights[holder] += weight
                holder = holder.getparent()
    return weights


def _content(root: Node, weights: dict[Node, int]) -> Node:
    """The smallest container that holds most of the article; the whole page when there is none."""
    content = root
    while weights[content]:
        inner = max(content, key=weights.__getitem__, default=None)
        if inner is None or inner.tag not in CONTAINERS or weights[inner] < MOST * weights[root]:
            break
        content = inner
    while content.tag in {"table", "tbody", "tr"} and (parent := content.getparent()) is not None:
        content = parent
    return content


def _title_heading(root: Node, title: str) -> Node | None:
    """The heading that the page's title repeats, else the only first-level heading."""
    headings = [element for element in root.iter("h1", "h2") if one_line("".join(element.itertext()))]
    for heading in headings:
        words = one_line("".join(heading.itertext())).lower()
        shared = SITE_NAME.sub("", title).lower()
        if len(words) >= LONG_ENOUGH // 2 and shared and (words.startswith(shared) or title.lower().startswith(words)):
            return heading
    first = [heading for heading in headings if heading.tag == "h1"]
    return first[0] if len(first) == 1 else None


def _common(content: Node, heading: Node) -> Node:
    """The smallest element that holds both."""
    above = {content}
    holder = content.getparent()
    while holder is not None:
        above.add(holder)
        holder = holder.getparent()
    common = heading
    while common not in above and (parent := common.getparent()) is not None:
        common = parent
    return common
