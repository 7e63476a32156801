"""An answer as it is pasted into a document: the words, and where they stand, as plain text and as rich text."""

from __future__ import annotations

from collections.abc import Mapping

from index.codec import ReportRow
from web.markup import day_words, esc
from web.payloads import CitationOut, ShownAnswer


def place_in_file(citation: CitationOut) -> str:
    """Where in its file a quote stands: the page, the sheet and cell; "" for files that have neither."""
    page = f"trang {citation.page}" if citation.page is not None else None
    return ", ".join(words for words in (page, citation.cell) if words)


def source_line(citation: CitationOut, rows: Mapping[str, ReportRow]) -> str:
    """Where a quote stands: report, place, section, and the quote itself."""
    row = rows.get(citation.report)
    title = row.title if row else citation.report
    place = row.place if row and row.place and row.place.lower() not in title.lower() else None
    posted = f"đăng ngày {day_words(row.posted)}" if row and row.posted else None
    section = f"mục {citation.section}" if citation.section else None
    where = ", ".join(words for words in (title, place, posted, section, place_in_file(citation)) if words)
    return f"{where}: “{' '.join(citation.quote.split())}”"


def answer_lines(answer: ShownAnswer) -> list[str]:
    """The answer's own lines, without those that name its report once more."""
    unwanted = ("Theo báo cáo: ", "(Hiểu theo câu hỏi trước:")
    return [line for line in answer.answer.splitlines() if not line.startswith(unwanted)]


def copied(answer: ShownAnswer, rows: Mapping[str, ReportRow]) -> tuple[str, str]:
    """Plain text, and HTML for office software."""
    lines = answer_lines(answer)
    sources = [f"[{c.id}] {source_line(c, rows)}" for c in answer.citations]
    plain = "\n".join([*lines, *(["Nguồn:", *sources] if sources else [])])
    rich = "".join(f"<p>{esc(line)}</p>" for line in lines)
    if sources:
        rich += "<p><i>Nguồn:</i></p>" + "".join(f"<p><i>{esc(line)}</i></p>" for line in sources)
    return plain, rich
