"""A checked draft as HTML: how many figures are right, the draft with each marked in place, those to look at again."""

from __future__ import annotations

from collections.abc import Sequence

from qa.judging import Label, Verdict
from qa.verdicts import LABEL_WORDS
from web.markup import button, capital, esc, vietnamese

_ORDER = (Label.SUPPORTED, Label.CONTRADICTED, Label.UNSOURCED)
_SIGNS = {Label.SUPPORTED: "✓", Label.CONTRADICTED: "✗", Label.UNSOURCED: "?"}


def checked(title: str, text: str, verdicts: Sequence[Verdict]) -> str:
    """The whole result; `text` is the one that the verdicts' spans count in."""
    if not verdicts:
        return '<p class="empty">Văn bản này không nêu số liệu nào để kiểm tra.</p>'
    save = button("Tải trang HTML", "save", "tool", "Tải kết quả thành một trang HTML có nguồn ở bên cạnh")
    return (
        f'<div class="bar"><h2>{esc(title)}</h2>{save}</div>{_counts(verdicts)}'
        '<div class="draft" tabindex="0" role="region" aria-label="Văn bản đã kiểm tra">'
        f"{_marked(text, verdicts)}</div>"
        f"{_again(verdicts)}"
    )


def waiting(title: str) -> str:
    """What stands there while the draft is judged."""
    return (
        '<p class="answer waiting" role="status"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>'
        f"Đang kiểm tra {esc(title)}…</p>"
    )


def problem(words: str) -> str:
    """Why a draft was not judged."""
    return f'<p class="warning" role="alert"><b>Chưa kiểm tra được.</b> {esc(words)}</p>'


def lead(label: str, text: str, why: str) -> str:
    """What is said of one figure above its source; a label that is none counts as without a source."""
    known = Label(label) if label in set(Label) else Label.UNSOURCED
    said = f'<b>{esc(text)}</b> <span class="said">{_said(known)}</span>'
    return f'<p class="verdict {known.value}">{said}<br>{esc(why)}</p>'


def _said(label: Label) -> str:
    return f'<span aria-hidden="true">{_SIGNS[label]}</span> {esc(LABEL_WORDS[label])}'


def _counts(verdicts: Sequence[Verdict]) -> str:
    counts = [(label, sum(v.label is label for v in verdicts)) for label in _ORDER]
    items = "".join(
        f'<li class="count {label.value}"><b>{vietnamese(count)}</b> {_said(label)}</li>' for label, count in counts
    )
    return f'<ul class="counts" aria-label="{vietnamese(len(verdicts))} số liệu">{items}</ul>'


def _marked(text: str, verdicts: Sequence[Verdict]) -> str:
    pieces, cursor = [], 0
    for verdict in verdicts:
        start, end = verdict.claim.span
        if start < cursor:
            continue
        label = f"{verdict.claim.text}: {LABEL_WORDS[verdict.label]}. {verdict.why}"
        shown = f'{esc(text[start:end])}<sup aria-hidden="true">{_SIGNS[verdict.label]}</sup>'
        pieces += [
            esc(text[cursor:start]),
            button(shown, "verdict", f"figure {verdict.label.value}", label, _sent(verdict)),
        ]
        cursor = end
    return "".join([*pieces, esc(text[cursor:])])


def _again(verdicts: Sequence[Verdict]) -> str:
    """The figures that are not as the reports have them, the gravest first."""
    doubtful = [v for label in _ORDER[1:] for v in verdicts if v.label is label]
    if not doubtful:
        return '<p class="small">Mọi số liệu đều đúng như báo cáo.</p>'
    items = "".join(
        f'<li class="{v.label.value}"><span class="said">{_said(v.label)}</span> <b>{esc(v.claim.text)}</b> '
        f"<span>{esc(capital(v.why))}</span>{_open(v)}</li>"
        for v in doubtful
    )
    return f'<h2>Cần xem lại</h2><ul class="doubtful">{items}</ul>'


def _open(verdict: Verdict) -> str:
    if verdict.source is None:
        return ""
    return button("Xem nguồn", "verdict", "tool", f"Xem nguồn của {verdict.claim.text}", _sent(verdict))


def _sent(verdict: Verdict) -> dict[str, object]:
    source = verdict.source
    said: dict[str, object] = {"label": verdict.label.value, "text": verdict.claim.text, "why": verdict.why}
    if source is None:
        return said
    return {
        **said,
        "report": source.report,
        "start": source.start,
        "end": source.end,
        "from": source.number.start,
        "to": source.number.end,
    }
