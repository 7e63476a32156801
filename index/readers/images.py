"""Pictures of pages (PNG, JPEG, TIFF), read by Tesseract."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.errors import DocumentError
from index.readers import image_engine
from index.readers.base import Extracted
from index.readers.child import Answers, Ended, OutOfTime
from index.readers.ocr import Recogniser, Tesseract
from index.readers.scans import Unread, extracted, recognised

MAX_PAGES = 200
MAX_SECONDS = 2_400

_ENGINE = Path(image_engine.__file__)


def read_image(data: bytes, source: str, recogniser: Recogniser | None = None) -> Extracted:
    """The text of each picture in the file, as of a scanned PDF's pages.

    Raises:
        DocumentError: the file is broken or too large, nothing could be read, or there is no Tesseract.
    """
    reader = recogniser or Tesseract()
    with Answers(_ENGINE, [str(MAX_PAGES)], data, MAX_SECONDS) as answers:
        try:
            head = answers.next()
        except (Ended, OutOfTime):
            head = {"problem": image_engine.BROKEN}
        _check(head, source)
        if missing := reader.missing():
            raise DocumentError(f"{source}: tệp là ảnh, chưa đọc được vì {missing}")
        unread = Unread()
        numbers = range(1, head["pages"] + 1)
        pages = recognised(reader, _pictures(answers), numbers, unread)
    return extracted([pages[number] for number in sorted(pages)], unread, source)


def _pictures(answers: Answers) -> Iterator[bytes]:
    while True:
        try:
            yield answers.picture()
        except (Ended, OutOfTime):
            return


def _check(head: dict[str, Any], source: str) -> None:
    problem = head.get("problem")
    if problem == image_engine.TOO_LONG:
        raise DocumentError(
            f"{source}: tệp có {head['pages']} trang ảnh, vượt mức {MAX_PAGES} trang; hãy tách thành tệp nhỏ hơn"
        )
    if problem == image_engine.TOO_LARGE:
        raise DocumentError(
            f"{source}: ảnh có {head['pixels'] / 1e6:.0f} triệu điểm, vượt mức"
            f" {image_engine.MAX_PIXELS / 1e6:.0f} triệu; hãy quét lại ở 300 dpi"
        )
    if problem:
        raise DocumentError(f"{source}: tệp ảnh hỏng hoặc không đúng đuôi; hãy mở và lưu lại bằng phần mềm khác")
