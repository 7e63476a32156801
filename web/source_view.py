"""The source beside the chat: the passage with the quoted characters marked, its section, report, place and date."""

from __future__ import annotations

from collections.abc import Sequence

from index.records import Passage, Span
from qa.library import Shelf
from web.markup import button, day_words, esc


def source(shelf: Shelf, quote: Span, figure: Span | None = None, lead: str = "") -> str:
    """The passages that hold `quote`, with those before and after; `figure` is marked stronger inside it.

    `lead` is HTML that stands above them. A span that lies outside the text (the report was replaced) shows a message
    instead.
    """
    text = shelf.text
    if not 0 <= quote.start < quote.end <= len(text):
        return message("Báo cáo đã được thay nên không còn đoạn này. Hãy hỏi lại để lấy trích dẫn mới.")
    passages = shelf.evidence.passages
    held = [p for p in passages if p.span.meets(quote)]
    before, after = _around(passages, held)
    # One block however many passages the quote runs over, so that its characters are marked as one.
    whole = Span(min([p.span.start for p in held] + [quote.start]), max([p.span.end for p in held] + [quote.end]))
    here = f'<div class="passage here">{_marked(text, whole, quote, figure)}</div>'
    body = f"{_passages(text, before)}{here}{_passages(text, after)}"
    path = held[0].path if held else ()
    label = "Đoạn văn bản nguồn"
    shown = f'<div class="passages" tabindex="0" aria-label="{label}">{body}</div>'
    return f"{_head(shelf, path)}{lead}{shown}{_foot(shelf, quote)}"


def _around(passages: Sequence[Passage], held: Sequence[Passage]) -> tuple[Sequence[Passage], Sequence[Passage]]:
    """The passages just before and after those that hold the quote, within their section."""
    if not held:
        return (), ()
    first, last = held[0].number, held[-1].number
    near = [p for p in passages if p.section in {p.section for p in held}]
    return [p for p in near if p.number == first - 1], [p for p in near if p.number == last + 1]


def message(words: str) -> str:
    """A message in the place of a source."""
    return without_source(f'<p class="warning">{esc(words)}</p>')


def without_source(html: str) -> str:
    """What is said where there is no source to show."""
    return f'<header class="source-head"><h2>Nguồn</h2>{_close()}</header>{html}'


def _close() -> str:
    return button("✕", "close", "icon", "Đóng nguồn")


def _head(shelf: Shelf, path: tuple[str, ...]) -> str:
    row = shelf.row
    about = [
        row.place,
        str(row.period) if row.period else None,
        f"đăng ngày {day_words(row.posted)}" if row.posted else None,
    ]
    facts = "".join(f"<li>{esc(words)}</li>" for words in about if words)
    steps = "".join(f"<li>{esc(step)}</li>" for step in path)
    return (
        f'<header class="source-head"><h2>{esc(row.title)}</h2>{_close()}</header>'
        f'<ul class="facts">{facts}<li>{esc(row.name)}</li></ul>'
        + (f'<ol class="crumbs" aria-label="Mục">{steps}</ol>' if steps else "")
    )


def _foot(shelf: Shelf, quote: Span) -> str:
    return f'<p class="small">Ký tự {quote.start}–{quote.end} của văn bản “{esc(shelf.name)}”.</p>'


def _passages(text: str, passages: Sequence[Passage]) -> str:
    return "".join(f'<div class="passage">{esc(p.span.of(text))}</div>' for p in passages)


def _marked(text: str, whole: Span, quote: Span, figure: Span | None) -> str:
    """`whole` with the part of it that `quote` covers in a mark, and in that the figure in bold."""
    start, end = max(whole.start, quote.start), min(whole.end, quote.end)
    inner = esc(text[start:end])
    if figure is not None and start <= figure.start < figure.end <= end:
        inner = f"{esc(text[start : figure.start])}<b>{esc(figure.of(text))}</b>{esc(text[figure.end : end])}"
    return f"{esc(text[whole.start : start])}<mark>{inner}</mark>{esc(text[end : whole.end])}"
