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
from index.readers.ocr import Recogniser, Tesseract
from index.readers.page_words import words_of
from index.readers.scans import Unread, extracted, recognised

MAX_PAGES = 2_000
MAX_SCANS = 200  # pages that Tesseract reads in one file: some ten minutes
MAX_SECONDS = 240
RENDER_SECONDS = 10 * MAX_SECONDS
SCALE = 300 / 72  # dots for a point
# A page is one picture when pictures cover this share and fewer characters stand on it: a scan may bear a footer.
COVERED = ((0.25, 12), (0.5, 200))
UNMAPPED = 0.3  # of a page's characters without a code: its text layer cannot be read

_ENGINE = Path(pdf_engine.__file__)


def read_pdf(data: bytes, source: str, recogniser: Recogniser | None = None) -> Extracted:
    """The text of all pages as paragraphs and tables "a | b | c", each stretch with its page.

    Raises:
        DocumentError: the file is locked, broken, too long, or takes too much time or memory.
    """
    unread = Unread()
    pages: dict[int, Page] = {}
    pictures: list[int] = []
    for answer in _answers(data, source):
        number = answer["number"]
        if answer.get("failed"):
            unread.add("trang hỏng, không đọc được", number)
        elif _is_picture(answer):
            pictures.append(number)
        else:
            pages[number] = _page(answer)
            if answer["cut"]:
                unread.add(f"quá {pdf_engine.MAX_GLYPHS} ký tự, chỉ đọc phần đầu; hãy tách trang", number)
    reader = recogniser or Tesseract()
    if pictures and (missing := reader.missing()):
        unread.add(f"là ảnh, chưa đọc được vì {missing}", *pictures)
    elif pictures:
        unread.add(f"là ảnh, chưa đọc vì mỗi tệp chỉ đọc {MAX_SCANS} trang ảnh; hãy tách tệp", *pictures[MAX_SCANS:])
        pages |= recognised(reader, _rendered(data, pictures[:MAX_SCANS]), pictures[:MAX_SCANS], unread)
    return extracted([pages[number] for number in sorted(pages)], unread, source)


def _answers(data: bytes, source: str) -> Iterator[dict[str, Any]]:
    """What the engine finds on each page."""
    try:
        with Answers(_ENGINE, ["text", str(MAX_PAGES)], data, MAX_SECONDS) as answers:
            head = answers.next()
            _check(head, source)
            for _ in range(head["pages"]):
                yield answers.next()
    except OutOfTime as error:
        raise DocumentError(f"{source}: đọc quá {MAX_SECONDS} giây chưa xong; hãy tách thành tệp nhỏ hơn") from error
    except Ended as error:
        raise DocumentError(
            f"{source}: tệp PDF hỏng hoặc quá phức tạp; hãy mở và lưu lại bằng phần mềm khác"
        ) from error


def _rendered(data: bytes, numbers: Sequence[int]) -> Iterator[bytes]:
    """The pictures of pages; fewer where the engine ends before."""
    with Answers(_ENGINE, ["render", str(SCALE), *map(str, numbers)], data, RENDER_SECONDS) as answers:
        for _ in numbers:
            try:
                yield answers.picture()
            except (Ended, OutOfTime):
                return


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
    glyphs: Sequence[Any] = answer["glyphs"]
    if answer["unmapped"] > UNMAPPED * (answer["unmapped"] + len(glyphs)):
        return True
    shown = sum(1 for glyph in glyphs if not glyph[0].isspace())
    return any(answer["image"] > share and shown < few for share, few in COVERED)


def _page(answer: dict[str, Any]) -> Page:
    return Page(
        answer["number"],
        answer["width"],
        answer["height"],
        words_of(Glyph(*glyph) for glyph in answer["glyphs"]),
        tuple(Rule(*rule) for rule in answer["rules"]),
    )
