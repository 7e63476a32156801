"""Figures of the index as figures of an answer, and what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from index.folding import UPPER
from index.records import Figure, Kind, Span
from qa.library import Shelf
from qa.records import Given

_BESIDE = (
    Kind.LEVEL,
    Kind.CHANGE_PCT,
    Kind.CHANGE_ABS,
    Kind.MULTIPLE,
    Kind.INDEX,
    Kind.PLAN_PCT,
    Kind.SHARE,
    Kind.RANK,
)


def given(shelf: Shelf, figure: Figure, label: str = "") -> Given:
    """The figure as the report writes it."""
    return Given(
        value=figure.value,
        number=figure.number,
        unit=figure.unit or "",
        kind=figure.kind.value,
        indicator=figure.indicator,
        period=str(figure.period) if figure.period else None,
        basis=figure.basis,
        direction=figure.direction,
        qualifier=figure.qualifier,
        report=shelf.name,
        span=figure.span,
        sentence=figure.sentence,
        label=label,
    )


def derived(
    value: Decimal, unit: str, kind: Kind, like: Given, formula: str, operands: Sequence[Given], places: int
) -> Given:
    """A figure that was worked out; it is written the Vietnamese way with `places` decimals."""
    return Given(
        value=vietnamese(value, places),
        number=round(value, places),
        unit=unit,
        kind=kind.value,
        indicator=like.indicator,
        period=like.period,
        basis=like.basis,
        formula=formula,
        operands=tuple(operands),
        report=like.report,
    )


def vietnamese(value: Decimal, places: int) -> str:
    """1234.5 with one place -> "1.234,5"."""
    text = f"{value:,.{places}f}"
    return text.translate(str.maketrans(",.", ".,"))


def change_of_index(index: Given) -> Given:
    """An index as a change: "bằng 118,29% cùng kỳ" is "tăng 18,29%"; the formula shows the conversion."""
    assert index.number is not None
    change = index.number - 100
    up = change >= 0
    formula = f"{index.value} - 100" if up else f"100 - {index.value}"
    result = derived(abs(change), "%", Kind.CHANGE_PCT, index, formula, (index,), places_of(index.value))
    return replace(result, direction="tăng" if up else "giảm")


def over_plan(share: Given) -> Given:
    """How far a plan was exceeded: "đạt 107,8% kế hoạch" is "vượt 7,8%"."""
    assert share.number is not None
    result = derived(
        share.number - 100, "%", Kind.PLAN_PCT, share, f"{share.value} - 100", (share,), places_of(share.value)
    )
    return replace(result, qualifier="vượt")


def places_of(*values: str) -> int:
    """The most decimals among values as written."""
    return max((len(v.rpartition(",")[2]) if "," in v else 0) for v in values)


def beside(shelf: Shelf, figure: Figure, taken: Sequence[Span]) -> tuple[Given, ...]:
    """What helps to read a figure: the level it qualifies, its growth, its share of the plan; at most four."""
    found = []
    for other in shelf.evidence.figures:
        if other.span in taken or other.passage != figure.passage or other.kind not in _BESIDE:
            continue
        same = other.indicator == figure.indicator and other.period == figure.period and other.plan == figure.plan
        if same and (other.kind is not figure.kind or other.basis != figure.basis):
            found.append(given(shelf, other))
    return tuple(found[:4])


def trimmed(text: str, span: Span) -> Span:
    """The span without blanks and bullets at its ends."""
    part = text[span.start : span.end]
    lead = len(part) - len(part.lstrip(" \t\u00a0•*+-"))
    tail = len(part) - len(part.rstrip())
    return Span(span.start + lead, max(span.start + lead + 1, span.end - tail))


_CUT = re.compile(
    rf"(?<=[^\d\s][.;!?])\s+(?=[{UPPER}\"“])|(?<=[/\d]\d[.;!?])\s+(?=[{UPPER}\"“])|(?<=[^\W_{UPPER}]\.)(?=[{UPPER}])|(?<=[%)]\.)(?=[{UPPER}])|\n+"
)


def sentences_of(shelf: Shelf, passage: int) -> list[Span]:
    """The sentences of a passage by a plain rule: for quoting sentences that may hold no figure."""
    span = shelf.passage(passage).span
    known = sorted({f.sentence for f in shelf.evidence.figures if f.passage == passage})
    spans, start = [], span.start
    for cut in [*(m for m in _CUT.finditer(shelf.text, span.start, span.end)), None]:
        end = cut.start() if cut else span.end
        if end > start and shelf.text[start:end].strip():
            spans.append(trimmed(shelf.text, Span(start, end)))
        start = cut.end() if cut else span.end
    return [s for s in spans if not any(k.meets(s) for k in known)] + known


def section_path(shelf: Shelf, at: int) -> str:
    """The heading path at a position: "I. Kinh tế > 3. Thương mại"."""
    inside = [p for p in shelf.evidence.passages if p.span.start <= at < p.span.end]
    return " > ".join(inside[0].path) if inside else ""
