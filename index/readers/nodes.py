"""The little of lxml's elements that the HTML reader uses, so that one module alone imports lxml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

_SPACES = re.compile(r"[ \t\r\n\f]+")


class Node(Protocol):
    """An element: its tag, the text before its first child, and the text after its end."""

    tag: str
    text: str | None
    tail: str | None

    def get(self, key: str) -> str | None:
        """An attribute's value."""

    def getparent(self) -> Node | None:
        """The element around this one."""

    def iter(self, *tags: str) -> Iterator[Node]:
        """This element and all inside it, in document order."""

    def itertext(self) -> Iterator[str]:
        """All text inside, in document order."""

    def __iter__(self) -> Iterator[Node]: ...


def one_line(text: str) -> str:
    """`text` with the white space of the page's source as single spaces; no-break spaces stay."""
    return _SPACES.sub(" ", text).strip(" ")
