"""A checked draft as one page of HTML: the draft with its figures marked, the sources beside it. It loads nothing."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from qa.judging import Verdict
from qa.verdicts import LABEL_WORDS, counted

_STYLE = """
body { margin: 0; font: 16px/1.6 system-ui, sans-serif; color: #1c1c1c; background: #fff; }
header { padding: 1rem 1.5rem; border-bottom: 1px solid #ddd; }
h1 { font-size: 1.25rem; margin: 0; }
main { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 1.5rem; padding: 1rem 1.5rem; }
.draft { white-space: pre-wrap; overflow-wrap: anywhere; }
.draft a { color: inherit; text-decoration: none; border-radius: 3px; padding: 0 2px; }
.supported { background: #d9f2dd; } .contradicted { background: #ffd5d2; outline: 2px solid #c62828; }
.unsourced { background: #fff1c2; border-bottom: 2px dashed #a67c00; }
ol { padding-left: 1.5rem; margin: 0; } li { margin-bottom: 1rem; }
li:target { outline: 2px solid #1565c0; outline-offset: 4px; }
blockquote { margin: .25rem 0; padding-left: .75rem; border-left: 3px solid #bbb; color: #333; }
small { color: #555; }
@media (max-width: 50rem) { main { grid-template-columns: 1fr; } }
@media print { main { display: block; } }
"""
_PAGE = """<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header><h1>{title}</h1><p>{counted}</p></header>
<main>
<section class="draft" aria-label="Dự thảo">{draft}</section>
<section aria-label="Nguồn"><ol>{sources}</ol></section>
</main>
</body>
</html>
"""


def page_of(title: str, text: str, verdicts: Sequence[Verdict]) -> str:
    """The page of a draft; every word of draft and reports is escaped."""
    return _PAGE.format(
        title=escape(title),
        style=_STYLE,
        counted=escape(counted(verdicts)),
        draft=_draft(text, verdicts),
        sources="".join(_source(number, verdict) for number, verdict in enumerate(verdicts, 1)),
    )


def _draft(text: str, verdicts: Sequence[Verdict]) -> str:
    pieces, cursor = [], 0
    for number, verdict in enumerate(verdicts, 1):
        start, end = verdict.claim.span
        if start < cursor:
            continue
        said = f"{LABEL_WORDS[verdict.label]}: {verdict.why}"
        pieces.append(escape(text[cursor:start]))
        pieces.append(
            f'<a class="{verdict.label.value}" href="#s{number}" title="{escape(said)}">{escape(text[start:end])}'
            f"<sup>{number}</sup></a>"
        )
        cursor = end
    return "".join([*pieces, escape(text[cursor:])])


def _source(number: int, verdict: Verdict) -> str:
    label = LABEL_WORDS[verdict.label]
    head = f'<b class="{verdict.label.value}">{escape(verdict.claim.text)}</b>: {label}. {escape(verdict.why)}'
    source = verdict.source
    if source is None:
        return f'<li id="s{number}">{head}</li>'
    place = " · ".join(filter(None, (source.report, source.section, f"{source.start}:{source.end}")))
    return (
        f'<li id="s{number}">{head}<blockquote>{escape(source.quote)}</blockquote><small>{escape(place)}</small></li>'
    )
