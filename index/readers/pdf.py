"""PDF: the text layer in reading order, page by page; pages that are pictures are read by Tesseract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from index.errors import DocumentError
from index.readers import pdf_engine
from index.readers.base import Extracted
from index.readers.boxes import Glyph, Page, Rule
from index.readers.child import Answers, Ended, OutOfTime
from index.readers.page_flow import flow
from index.readers.page_text import text_of
from index.readers.page_words import words_of

MAX_PAGES = 2_000
MAX_SECONDS = 240
FEW_GLYPHS = 12  # a page with a picture and fewer characters is one picture
COVERED = 0.25
UNMAPPED = 0.3  # of a page's characters without a code: its text layer cannot be read

_ENGINE = Path(pdf_engine.__file__)


def read_pdf(data: bytes, source: str) -> Extracted:
    """The text of all pages as paragraphs and tables "a | b | c", each stretch with its page.

    Raises:
        DocumentError: the file is locked, broken, too long, or takes too much time or memory.
    """
    pages = list(_pages(data, source))
    read = [page for page in pages if isinstance(page, Page)]
    text, locations = text_of(flow(read))
    return Extracted(text, None, locations, ())


def _pages(data: bytes, source: str) -> Iterator[Page | int]:
    """The pages in order; of those that are pictures or cannot be read, the number."""
    try:
        with Answers(_ENGINE, ["text", str(MAX_PAGES)], data, MAX_SECONDS) as answers:
            head = answers.next()
            _check(head, source)
            for _ in range(head["pages"]):
                answer = answers.next()
                yield answer["number"] if _is_picture(answer) else _page(answer)
    except OutOfTime as error:
        raise DocumentError(f"{source}: đọc quá {MAX_SECONDS} giây chưa xong; hãy tách thành tệp nhỏ hơn") from error
    except Ended as error:
        raise DocumentError(f"{source}: tệp PDF hỏng hoặc quá phức tạp; hãy mở và lưu lại bằng phần mềm khác") from error


def _check(head: dict[str, Any], source: str) -> None:
    problem = head.get("problem")
    if problem == pdf_engine.PASSWORD:
        raise DocumentError(f"{source}: tệp PDF có mật khẩu; hãy bỏ mật khẩu rồi đọc lại")
    if problem == pdf_engine.TOO_LONG:
        raise DocumentError(
            f"{source}: tệp PDF có {head['pages']} trang, vượt mức {MAX_PAGES} trang; hãy tách thành tệp nhỏ hơn"
        )
    if problem:
        raise Ended


def _is_picture(answer: dict[str, Any]) -> bool:
    glyphs: Sequence[Any] = answer.get("glyphs", ())
    if answer.get("failed") or answer["unmapped"] > UNMAPPED * (answer["unmapped"] + len(glyphs)):
        return True
    shown = sum(1 for glyph in glyphs if not glyph[0].isspace())
    return bool(shown < FEW_GLYPHS and answer["image"] > COVERED)


def _page(answer: dict[str, Any]) -> Page:
    return Page(
        answer["number"],
        answer["width"],
        answer["height"],
        words_of(Glyph(*glyph) for glyph in answer["glyphs"]),
        tuple(Rule(*rule) for rule in answer["rules"]),
    )
