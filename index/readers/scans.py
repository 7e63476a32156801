"""Pages that are pictures: read by a recogniser where there is one, and named where they were not read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from index.errors import DocumentError
from index.readers.base import Extracted
from index.readers.boxes import Page
from index.readers.ocr import Recogniser
from index.readers.page_flow import flow
from index.readers.page_text import text_of

NAMED = 6  # uncertain numbers of a page that are named


class Unread:
    """The pages that were not read, by reason."""

    def __init__(self) -> None:
        self._pages: dict[str, list[int]] = {}

    def add(self, reason: str, *pages: int) -> None:
        """Notes that pages were not read."""
        if pages:
            self._pages.setdefault(reason, []).extend(pages)

    def lines(self) -> tuple[str, ...]:
        """One line a reason: "trang 3, 5-9: là ảnh, ..."."""
        return tuple(f"trang {_ranges(pages)}: {reason}" for reason, pages in self._pages.items())


def recognised(
    reader: Recogniser, pictures: Iterable[bytes], numbers: Sequence[int], unread: Unread
) -> dict[int, Page]:
    """The pages that `pictures` show, by number; those that cannot be read are noted."""
    found: dict[int, Page] = {}
    drawn: list[int] = []
    for number, picture in zip(numbers, pictures, strict=False):
        drawn.append(number)
        result = reader.read(picture, number)
        if result is None:
            unread.add("là ảnh, Tesseract không đọc được", number)
            continue
        found[number] = result.page
        if result.unsure:
            named = ", ".join(result.unsure[:NAMED]) + (", ..." if len(result.unsure) > NAMED else "")
            unread.add(f"{len(result.unsure)} số nhận dạng chưa chắc ({named}); hãy đối chiếu với bản gốc", number)
    unread.add("ảnh hỏng, không mở được", *(number for number in numbers if number not in drawn))
    return found


def extracted(pages: Sequence[Page], unread: Unread, source: str) -> Extracted:
    """The text of pages, with what was not read.

    Raises:
        DocumentError: nothing was read, and there is a reason to tell.
    """
    text, locations = text_of(flow(pages))
    lines = unread.lines()
    if lines and not text:
        raise DocumentError(f"{source}: không đọc được chữ nào; {'; '.join(lines)}")
    return Extracted(text, None, locations, lines)


def _ranges(pages: Sequence[int]) -> str:
    """Page numbers as people write them: 3, 5-9."""
    parts = []
    for _, run in groupby(enumerate(sorted(pages)), key=lambda pair: pair[1] - pair[0]):
        numbers = [number for _, number in run]
        parts.append(str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}")
    return ", ".join(parts)
