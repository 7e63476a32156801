"""A conversation as a Word document: each [1] of an answer becomes a footnote that names the source and quotes it."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

from index.codec import ReportRow
from web.book import Conversation, Turn
from web.copying import answer_lines, source_line

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MARK = re.compile(r"\[(\d{1,4})\]")
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_NOTES_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
# Word asks for these two, the lines above the notes of a page, before any note of ours.
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
_FIRST_NOTE = 2


def document_of(talk: Conversation, rows: Mapping[str, ReportRow]) -> bytes:
    """The .docx file."""
    from docx import Document
    from docx.shared import Pt

    document = Document()
    document.core_properties.author = document.core_properties.comments = ""
    document.core_properties.title = _clean(talk.title)
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(13)
    document.add_heading("Tra cứu số liệu báo cáo", level=1)
    notes: list[str] = []
    for turn in talk.turns:
        _add(document, turn, rows, notes)
    _attach(document, notes)
    page = io.BytesIO()
    document.save(page)
    return page.getvalue()


def _add(document: Any, turn: Turn, rows: Mapping[str, ReportRow], notes: list[str]) -> None:  # noqa: ANN401 - python-docx's own
    document.add_paragraph().add_run(_clean(turn.question)).bold = True
    if turn.answer is None:
        return
    if turn.answer.carried:
        document.add_paragraph().add_run(_clean(f"Hiểu theo câu hỏi trước: {turn.answer.carried}.")).italic = True
    for line in answer_lines(turn.answer):
        paragraph = document.add_paragraph()
        for at, part in enumerate(_MARK.split(line)):
            citation = turn.answer.citation(int(part)) if at % 2 else None
            if citation is None:
                paragraph.add_run(_clean(f"[{part}]" if at % 2 else part))
                continue
            notes.append(source_line(citation, rows))
            _refer(paragraph, _FIRST_NOTE + len(notes) - 1)


def _refer(paragraph: Any, number: int) -> None:  # noqa: ANN401 - python-docx's own
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run()
    run.font.superscript = True
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(number))
    run._r.append(reference)


def _attach(document: Any, notes: list[str]) -> None:  # noqa: ANN401 - python-docx's own
    """Put the notes into the file; python-docx has no footnotes of its own."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    if not notes:
        return
    body = "".join(_note(number, words) for number, words in enumerate(notes, _FIRST_NOTE))
    xml = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes xmlns:w="{_WORD}">'
        f"{_SEPARATORS}{body}</w:footnotes>"
    )
    part = Part(PackURI("/word/footnotes.xml"), _NOTES_TYPE, xml.encode("utf-8"), document.part.package)
    document.part.relate_to(part, _NOTES_LINK)


def _note(number: int, words: str) -> str:
    size = '<w:rPr><w:sz w:val="20"/></w:rPr>'
    return (
        f'<w:footnote w:id="{number}"><w:p><w:r>{_RAISED}<w:footnoteRef/></w:r>'
        f'<w:r>{size}<w:t xml:space="preserve"> {escape(_clean(words))}</w:t></w:r></w:p></w:footnote>'
    )


def _clean(text: str) -> str:
    """Without characters that XML cannot hold."""
    return _UNWRITABLE.sub(" ", text)
