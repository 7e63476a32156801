"""Office files made for tests, whole and spoilt."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

from docx import Document
from docx.oxml import parse_xml
from openpyxl import Workbook  # type: ignore[import-untyped]

WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def workbook(fill: Callable[[Workbook], None]) -> bytes:
    """The bytes of a workbook that `fill` has filled."""
    book = Workbook()
    fill(book)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def small_workbook() -> bytes:
    """One table of one figure."""

    def fill(book: Workbook) -> None:
        book.active.append(["Chỉ tiêu", "Tháng 9 năm 2023"])
        book.active.append(["Thu ngân sách (tỷ đồng)", 12.5])

    return workbook(fill)


def document(body: str = "") -> bytes:
    """A document of one paragraph, with `body` (WordprocessingML with the prefix w) after it."""
    made = Document()
    made.add_paragraph("Thu ngân sách đạt 12,5 tỷ đồng.")
    if body:
        end = made.element.body[-1]
        for element in parse_xml(f'<w:x xmlns:w="{WORDS}">{body}</w:x>'):
            end.addprevious(element)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def rewritten(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The archive with the member whose path ends with `name` changed."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, change(content) if member.endswith(name) else content)
    return result.getvalue()


def archive(members: Mapping[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP with these members."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", packing) as new:
        for name, content in members.items():
            new.writestr(name, content)
    return result.getvalue()
