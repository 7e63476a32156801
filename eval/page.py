"""A run of the benchmark as one HTML page that needs nothing else. Every text of a document or an answer is escaped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from eval.metrics import Judgement, Verdict, failures, interval, tally
from eval.report import ALL, Result, Run, costs_said, percent, summary

WORDS = {Verdict.RIGHT: "đúng", Verdict.WRONG: "sai", Verdict.REFUSED: "từ chối"}

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #1b1f24; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #d8dee4; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
.bar { display: flex; height: .9rem; min-width: 12rem; background: #eaeef2; }
div .right { background: #1a7f37; } div .wrong { background: #cf222e; } div .refused { background: #bf8700; }
details { border: 1px solid #d8dee4; border-left-width: .4rem; margin: .4rem 0; padding: .3rem .8rem; }
details.right { border-left-color: #1a7f37; }
details.wrong { border-left-color: #cf222e; }
details.refused { border-left-color: #bf8700; }
blockquote { margin: .4rem 0; padding-left: .8rem; border-left: 3px solid #d8dee4; }
dt { font-weight: 600; } code { word-break: break-all; }
"""


def as_html(run: Run, compared: Sequence[str] = ()) -> str:
    """The page: summary, changes since the baseline, bars by set and category, errors, each item with its evidence."""
    judged = run.judgements
    parts = [
        '<!doctype html><html lang="vi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>TraSo: đo độ chính xác</title><style>{_STYLE}</style></head><body>",
        "<h1>TraSo: đo độ chính xác</h1>",
        *(f"<p>{escape(line)}</p>" for line in summary(run)),
        _list("So với mốc", compared),
        _counts("Theo bộ câu hỏi", run.by_set | {ALL: judged}),
        _counts("Theo loại câu hỏi", _by_category(judged)),
        _failures(failures(judged)),
        "<h2>Từng câu hỏi</h2>",
        *(_item(result) for result in sorted(run.results, key=_worst_first)),
        _fingerprints(run),
        "</body></html>",
    ]
    return "\n".join(parts) + "\n"


def _worst_first(result: Result) -> int:
    return (Verdict.WRONG, Verdict.REFUSED, Verdict.RIGHT).index(result.judgement.verdict)


def _by_category(judged: Sequence[Judgement]) -> dict[str, Sequence[Judgement]]:
    names = sorted({judgement.case.category for judgement in judged})
    return {name: [j for j in judged if j.case.category == name] for name in names}


def _list(title: str, lines: Sequence[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<h2>{title}</h2><ul>{items}</ul>" if lines else ""


def _counts(title: str, groups: Mapping[str, Sequence[Judgement]]) -> str:
    heads = ("số câu", *WORDS.values(), "khoảng tin cậy 95% của đúng", "trích dẫn chính xác")
    cells = "".join(f'<th class="n">{word}</th>' for word in heads)
    rows = "\n".join(_row(name, judged) for name, judged in groups.items())
    return f"<h2>{title}</h2><table><tr><th></th>{cells}<th></th></tr>\n{rows}</table>"


def _row(name: str, judged: Sequence[Judgement]) -> str:
    counts = tally(judged)
    spread = " đến ".join(map(percent, interval(judged, Verdict.RIGHT)))
    shares = (*(percent(counts.share(verdict)) for verdict in Verdict), spread, f"{counts.exact}/{counts.cited}")
    cells = "".join(f'<td class="n">{share}</td>' for share in (str(counts.total), *shares))
    bar = "".join(f'<span class="{v.value}" style="width:{100 * counts.share(v):.2f}%"></span>' for v in Verdict)
    return f'<tr><td>{escape(name)}</td>{cells}<td><div class="bar">{bar}</div></td></tr>'


def _failures(counts: Mapping[str, int]) -> str:
    if not counts:
        return ""
    rows = "\n".join(f'<tr><td>{escape(name)}</td><td class="n">{count}</td></tr>' for name, count in counts.items())
    return f'<h2>Loại lỗi</h2><table><tr><th>lỗi</th><th class="n">số câu</th></tr>\n{rows}</table>'


def _item(result: Result) -> str:
    judgement = result.judgement
    case = judgement.case
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{body}</dd>" for name, body in _facts(judgement, result.answer or {}))
    return (
        f'<details class="{judgement.verdict.value}"><summary><b>{WORDS[judgement.verdict]}</b> {escape(case.id)} '
        f"[{escape(case.category)}] {escape(case.question)}</summary><dl>{rows}</dl></details>"
    )


def _facts(judgement: Judgement, answer: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    case = judgement.case
    if case.history:
        yield "câu hỏi trước", escape(" · ".join(case.history))
    wanted = ", ".join(f"{gold.value} {gold.unit}".strip() for gold in case.answers) or "; ".join(case.key_phrases)
    yield "cần", escape(wanted if case.answerable else "từ chối")
    if judgement.why:
        yield "vì sao không đúng", escape(f"{judgement.failure}: {judgement.why}")
    yield "trả lời", escape(str(answer.get("answer") or "không có"))
    given = ", ".join(f"{f.get('value')} {f.get('unit') or ''}".strip() for f in answer.get("figures") or ())
    yield "số đã nêu", escape(given or "không có")
    for name, key in (("công thức", "formula"), ("số liệu gần nhất", "nearest")):
        if found := _found(answer, key):
            yield name, escape(found)
    if judgement.citing is not None:
        yield "trích dẫn", escape(judgement.citing) + "".join(map(_quote, answer.get("citations") or ()))
    if case.quote:
        yield "bằng chứng chuẩn", "".join(f"<blockquote>{escape(quote)}</blockquote>" for quote in case.quote)
    if case.note:
        yield "ghi chú", escape(case.note)


def _found(answer: Mapping[str, Any], key: str) -> str:
    """The formulas of the headline figures, or the figures offered beside a refusal."""
    if key == "formula":
        return "; ".join(str(f["formula"]) for f in answer.get("figures") or () if f.get("formula"))
    return "; ".join(
        " ".join(str(f.get(k) or "") for k in ("indicator", "value", "unit")) for f in answer.get(key) or ()
    )


def _quote(citation: Mapping[str, Any]) -> str:
    place = " ".join(str(citation.get(key) or "") for key in ("report", "section"))
    return f"<blockquote>{escape(str(citation.get('quote') or ''))}<br><small>{escape(place)}</small></blockquote>"


def _fingerprints(run: Run) -> str:
    marks = run.fingerprints
    rows = "\n".join(
        f"<tr><td>{escape(f'{kind} {name}'.strip())}</td><td><code>{escape(str(mark or 'không rõ'))}</code></td></tr>"
        for kind, value in marks.items()
        for name, mark in (value.items() if isinstance(value, Mapping) else (("", value),))
    )
    return f"<h2>Đo trên</h2><p>{escape('; '.join(costs_said(run.costs)))}</p><table>{rows}</table>"
