"""A conversation as HTML: the figures asked for stand out, what stands beside them are chips, [1] opens the source."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from index.codec import ReportRow
from qa.wording import said
from web.book import Turn
from web.copying import copied, place_in_file
from web.feedback_view import rating
from web.markup import button, capital, day_words, esc
from web.payloads import CitationOut, FigureOut, ShownAnswer

Rows = Mapping[str, ReportRow]

REASONS = {
    "absent_indicator": "Báo cáo không nêu chỉ tiêu này",
    "other_period": "Báo cáo chỉ có kỳ khác",
    "other_place": "Báo cáo của địa phương khác",
    "no_such_split": "Báo cáo không tách chi tiết như vậy",
    "false_premise": "Câu hỏi nêu khác với báo cáo",
    "ambiguous": "Chưa đủ căn cứ để trả lời",
    "not_a_question": "Chưa rõ cần số liệu nào",
    "instruction": "TraSo chỉ trả lời theo báo cáo",
}
_MEASURED = {
    "change_pct": "{name} {period} tăng hay giảm bao nhiêu %?",
    "change_abs": "{name} {period} tăng hay giảm bao nhiêu?",
    "plan_pct": "{name} {period} đạt bao nhiêu % kế hoạch?",
    "share": "{name} {period} chiếm bao nhiêu %?",
    "multiple": "{name} {period} gấp bao nhiêu lần?",
}
_UP, _DOWN = "▲", "▼"


def conversation(turns: Sequence[Turn], rows: Rows, *, begun: bool = False, saying: str = "") -> str:
    """All turns; the last one may still be without its answer, or with the figures asked for alone when `begun`.

    `saying` is what of its words has been verified so far.
    """
    last = len(turns) - 1
    return "".join(_turn(number, turn, rows, begun and number == last, saying) for number, turn in enumerate(turns))


def failed(question: str, words: str) -> str:
    """A question that was not looked up, with why; it is not kept."""
    again = button("Hỏi lại", "ask", "tool", sent={"question": question})
    return (
        f'<article class="turn"><div class="asked"><p>{esc(question)}</p></div>'
        '<div class="answer refused" role="alert">'
        f'<p class="why">Chưa hỏi được</p><p class="message">{esc(words)}</p><div class="tools">{again}</div></div>'
        "</article>"
    )


def _turn(number: int, turn: Turn, rows: Rows, begun: bool, saying: str) -> str:
    asked = f'<div class="asked"><p>{esc(turn.question)}</p>{_among(turn.among, rows)}</div>'
    if turn.answer is None:
        does = "Đang kiểm chứng câu tiếp theo…" if saying else "Đang tra trong báo cáo…"
        waits = f'<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span> {does}'
        said = f'<p class="worded">{esc(saying)}</p>' if saying else ""
        return f'<article class="turn">{asked}<div class="answer waiting" role="status">{said}{waits}</div></article>'
    return f'<article class="turn">{asked}{_answer(number, turn, turn.answer, rows, begun)}</article>'


def _among(among: Sequence[str], rows: Rows) -> str:
    if not among:
        return ""
    return f'<p class="within">Hỏi trong: {esc(", ".join(title_of(name, rows) for name in among))}</p>'


def title_of(name: str, rows: Rows) -> str:
    """What a report is called where people read it."""
    return rows[name].title if name in rows else name


def _answer(number: int, turn: Turn, answer: ShownAnswer, rows: Rows, begun: bool) -> str:
    parts = [_carried(answer)]
    if answer.abstained:
        parts.append(_why(answer))
    else:
        parts += [_headline(answer, figure) for figure in answer.figures]
        parts += [_quote(answer.citation(n)) for n in answer.quotes]
    if begun:
        return f'<div class="answer waiting begun" role="status">{"".join(parts)}</div>'
    if answer.abstained:
        parts.append(_nearest(answer))
    else:
        parts += [f'<p class="worded">{esc(answer.answer)}</p>'] if answer.engine != "rules" else []
        parts += [f'<p class="note">{esc(note)}</p>' for note in (answer.remark, answer.note) if note]
        parts += [_chips(answer), _warnings(answer), _sources(answer, rows)]
    parts.append(_tools(answer, rows, rating(number, turn.rated)))
    return f'<div class="answer{" refused" if answer.abstained else ""}">{"".join(parts)}</div>'


def _carried(answer: ShownAnswer) -> str:
    if not answer.carried:
        return ""
    return f'<p class="carried">Hiểu theo câu hỏi trước: <b>{esc(answer.carried)}</b></p>'


def _headline(answer: ShownAnswer, figure: FigureOut) -> str:
    when = f'<span class="when">{esc(figure.period)}</span>' if figure.period else ""
    what = f'<p class="what">{esc(capital(figure.indicator) or figure.label or "Số liệu")}{when}</p>'
    marks = "".join(_mark(answer.citation(n)) for n in _cited(figure))
    value = f'<p class="value">{_amount(figure)}{marks}</p>'
    return f'<div class="headline{" derived" if figure.derived else ""}">{what}{value}{_formula(answer, figure)}</div>'


def _cited(figure: FigureOut) -> list[int]:
    numbers = [f.citation for f in (figure, *figure.operands) if f.citation is not None]
    return list(dict.fromkeys(numbers))


def _amount(figure: FigureOut) -> str:
    """The value large, the words that qualify it small: "tăng 64,22% so với cùng kỳ"."""
    whole = said(figure.given())
    before, value, after = whole.partition(figure.value)
    sign = {"tăng": _UP, "giảm": _DOWN}.get(figure.direction or "", "") if figure.kind.startswith("change") else ""
    arrow = f'<span class="arrow {"up" if sign == _UP else "down"}" aria-hidden="true">{sign}</span>' if sign else ""
    close = re.match(r"[%‰]", after)
    value, after = value + (close[0] if close else ""), after[1:] if close else after
    lead = f"<span>{esc(before.strip())}</span> " if before.strip() else ""
    rest = f" <span>{esc(after.strip())}</span>" if after.strip() else ""
    return f"{arrow}{lead}<strong>{esc(value)}</strong>{rest}"


def _formula(answer: ShownAnswer, figure: FigureOut) -> str:
    if not figure.derived:
        return ""
    formula = f'<span class="badge">Số tính</span> <code>{esc(figure.formula)}</code>'
    operands = "".join(f"<li>{_chip(answer, operand)}</li>" for operand in figure.operands)
    return f'<p class="formula">{formula}</p>' + (f'<ul class="chips operands">{operands}</ul>' if operands else "")


def _chip(answer: ShownAnswer, figure: FigureOut) -> str:
    name = f"{figure.indicator} " if figure.indicator else ""
    same = answer.figures and figure.indicator == answer.figures[0].indicator and not answer.figures[0].derived
    when = f" ({figure.period})" if figure.period and not same else ""
    words = (
        esc(said(figure.given())) if same else f"{esc(capital(name))}{esc(when.strip())}: {esc(said(figure.given()))}"
    )
    citation = answer.citation(figure.citation)
    if citation is None:
        return f'<span class="chip {esc(_tone(figure))}">{words}</span>'
    return button(words, "cite", f"chip {_tone(figure)}", sent=_target(citation, figure))


def _tone(figure: FigureOut) -> str:
    if figure.kind.startswith("change"):
        return {"tăng": "up", "giảm": "down"}.get(figure.direction or "", "")
    return "plan" if figure.kind == "plan_pct" else ""


def _target(citation: CitationOut, figure: FigureOut | None = None) -> dict[str, object]:
    inside = figure if figure is not None and figure.report == citation.report else None
    return {
        "report": citation.report,
        "start": citation.start,
        "end": citation.end,
        "from": inside.start if inside else None,
        "to": inside.end if inside else None,
    }


def _mark(citation: CitationOut | None) -> str:
    if citation is None:
        return ""
    return button(f"[{citation.id}]", "cite", "mark", f"Mở nguồn số {citation.id}", _target(citation))


def _quote(citation: CitationOut | None) -> str:
    if citation is None:
        return ""
    return f'<blockquote class="quoted">{esc(citation.quote)} {_mark(citation)}</blockquote>'


def _chips(answer: ShownAnswer) -> str:
    already = {*answer.figures, *(operand for figure in answer.figures for operand in figure.operands)}
    shown = dict.fromkeys(_chip(answer, figure) for figure in answer.context if figure not in already)
    if not shown:
        return ""
    items = "".join(f"<li>{chip}</li>" for chip in shown)
    return f'<div class="beside"><p class="small">Số liệu kèm theo</p><ul class="chips">{items}</ul></div>'


def _warnings(answer: ShownAnswer) -> str:
    return "".join(f'<p class="warning" role="note"><b>Lưu ý:</b> {esc(words)}</p>' for words in answer.warnings)


def _sources(answer: ShownAnswer, rows: Rows) -> str:
    lines = []
    for citation in answer.citations:
        row = rows.get(citation.report)
        about = [row.place, f"đăng {day_words(row.posted)}" if row.posted else None] if row else []
        beside = "".join(f" · {esc(words)}" for words in about if words)
        path = " · ".join(filter(None, (citation.section, place_in_file(citation))))
        section = f'<span class="path">{esc(path)}</span>' if path else ""
        lines.append(
            f"<li>{_mark(citation)} <span><b>{esc(title_of(citation.report, rows))}</b>{beside}{section}</span></li>"
        )
    return f'<ul class="sources" aria-label="Nguồn">{"".join(lines)}</ul>' if lines else ""


def _why(answer: ShownAnswer) -> str:
    reason = answer.reason
    code, message = (reason.code, reason.message) if reason else ("", answer.answer)
    return f'<p class="why">{esc(REASONS.get(code, "Không có câu trả lời"))}</p><p class="message">{esc(message)}</p>'


def _nearest(answer: ShownAnswer) -> str:
    if not answer.nearest:
        return ""
    label = capital(answer.nearest[0].label or "số liệu gần nhất, không phải câu trả lời")
    items = "".join(f"<li>{_near(figure)}</li>" for figure in answer.nearest)
    return f'<p class="small">{esc(label)} – bấm để hỏi:</p><ul class="nearest">{items}</ul>'


def _near(figure: FigureOut) -> str:
    when = f' <span class="when">{esc(figure.period)}</span>' if figure.period else ""
    words = f"<span>{esc(capital(figure.indicator))}{when}</span> <b>{esc(said(figure.given()))}</b>"
    return button(words, "ask", "near", sent={"question": question_about(figure), "among": figure.report})


def question_about(figure: FigureOut) -> str:
    """A question that this figure answers."""
    pattern = _MEASURED.get(figure.kind, "{name} {period} là bao nhiêu?")
    return " ".join(pattern.format(name=capital(figure.indicator), period=figure.period or "").split())


def _tools(answer: ShownAnswer, rows: Rows, rate: str) -> str:
    plain, rich = copied(answer, rows)
    copy = button("Sao chép kèm nguồn", "copy", "tool", sent={"plain": plain, "rich": rich})
    return f'<div class="tools">{"" if answer.abstained else copy}{rate}</div>'
