"""Lines over time as an SVG picture, with numbers written the Vietnamese way. No library is needed for this."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from math import floor, log10
from typing import NamedTuple

from qa.givens import vietnamese

WIDTH, HEIGHT = 900, 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 90, 20, 56, 76
# Told apart by the colour-blind and on a grey printer, by their order and marks too.
_COLOURS = ("#0b5394", "#cc4125", "#38761d", "#674ea7", "#b45f06", "#0097a7", "#783f04", "#45818e")
_TICKS = 5
_LABELLED = 14
_SCALES = ((Decimal(10) ** 9, "tỷ"), (Decimal(10) ** 6, "triệu"), (Decimal(10) ** 3, "nghìn"))
_FONT = "font-family='Arial, Helvetica, sans-serif'"


class Dot(NamedTuple):
    """A value at a place of the axis; dots of another `run` are not joined to it."""

    at: str
    value: Decimal
    run: str = ""


class Curve(NamedTuple):
    """One line and its name."""

    name: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One pair of axes: what is measured, the places of the axis in order, the lines, and a remark below the title."""

    title: str
    unit: str
    axis: tuple[str, ...]
    curves: tuple[Curve, ...]
    remark: str = ""


def most_curves() -> int:
    """How many lines one panel can show apart."""
    return len(_COLOURS)


def svg(title: str, panels: Sequence[Panel]) -> str:
    """The panels below each other, as one SVG document."""
    head = 40
    height = head + HEIGHT * len(panels)
    parts = [
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{WIDTH}' height='{height}' viewBox='0 0 {WIDTH} {height}' "
        f"role='img' aria-label={_quoted(title)} lang='vi'>",
        f"<title>{escape(title)}</title>",
        "<rect width='100%' height='100%' fill='#ffffff'/>",
        _text(WIDTH / 2, 26, title, size=18, anchor="middle", weight="bold"),
    ]
    for number, panel in enumerate(panels):
        parts += [f"<g transform='translate(0 {head + HEIGHT * number})'>", *_panel(panel), "</g>"]
    return "\n".join((*parts, "</svg>", ""))


def _panel(panel: Panel) -> list[str]:
    values = [dot.value for curve in panel.curves for dot in curve.dots]
    factor, scale = _scale(max(map(abs, values), default=Decimal(0)))
    ticks = _ticks(min(values, default=Decimal(0)) / factor, max(values, default=Decimal(1)) / factor)
    low, high = ticks[0], ticks[-1]
    unit = f"{scale} {panel.unit}".strip()

    def x(at: str) -> float:
        step = (WIDTH - _LEFT - _RIGHT) / len(panel.axis)
        return _LEFT + step * (panel.axis.index(at) + 0.5)

    def y(value: Decimal) -> float:
        share = float((value / factor - low) / (high - low))
        return HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM)

    parts = [_text(_LEFT, 16, f"{panel.title} ({unit})", size=14, weight="bold")]
    if panel.remark:
        parts.append(_text(WIDTH - _RIGHT, 16, panel.remark, size=11, anchor="end", colour="#666666"))
    places = _places(ticks)
    for tick in ticks:
        level = y(tick * factor)
        parts.append(f"<line x1='{_LEFT}' x2='{WIDTH - _RIGHT}' y1='{level:.1f}' y2='{level:.1f}' stroke='#dddddd'/>")
        parts.append(_text(_LEFT - 8, level + 4, vietnamese(tick, places), anchor="end"))
    every = 1 + (len(panel.axis) - 1) // _LABELLED
    for number, at in enumerate(panel.axis):
        if number % every == 0:
            parts.append(_text(x(at), HEIGHT - _BOTTOM + 18, at, anchor="middle"))
    # The numbers of several lines would run into each other; those of one are read off it.
    told = len(panel.curves) == 1 and len(panel.curves[0].dots) <= _LABELLED
    for number, curve in enumerate(panel.curves):
        parts += _curve(curve, _COLOURS[number % len(_COLOURS)], x, y, factor if told else None)
    return parts + _legend(panel)


def _curve(
    curve: Curve, colour: str, x: Callable[[str], float], y: Callable[[Decimal], float], factor: Decimal | None
) -> list[str]:
    """A line with its marks; labelled in units of `factor` when that is given."""
    parts = []
    for run in dict.fromkeys(dot.run for dot in curve.dots):
        at = " ".join(f"{x(dot.at):.1f},{y(dot.value):.1f}" for dot in curve.dots if dot.run == run)
        parts.append(f"<polyline points='{at}' fill='none' stroke='{colour}' stroke-width='2'/>")
    for dot in curve.dots:
        said = f"{curve.name}, {dot.at}: {vietnamese(dot.value, _decimals(dot.value))}"
        parts.append(
            f"<circle cx='{x(dot.at):.1f}' cy='{y(dot.value):.1f}' r='3.5' fill='{colour}'>"
            f"<title>{escape(said)}</title></circle>"
        )
        if factor is not None:
            shown = dot.value / factor
            label = vietnamese(shown, min(_decimals(shown), 2))
            parts.append(_text(x(dot.at), y(dot.value) - 8, label, size=11, anchor="middle", colour=colour))
    return parts


def _legend(panel: Panel) -> list[str]:
    parts = []
    across = 4
    width = (WIDTH - _LEFT - _RIGHT) / across
    for number, curve in enumerate(panel.curves):
        left, top = _LEFT + width * (number % across), HEIGHT - _BOTTOM + 38 + 16 * (number // across)
        colour = _COLOURS[number % len(_COLOURS)]
        parts.append(f"<rect x='{left:.0f}' y='{top - 9}' width='12' height='10' fill='{colour}'/>")
        parts.append(_text(left + 17, top, curve.name))
    return parts


def _scale(most: Decimal) -> tuple[Decimal, str]:
    return next(((power, word) for power, word in _SCALES if most >= power * 10), (Decimal(1), ""))


def _ticks(low: Decimal, high: Decimal) -> list[Decimal]:
    """Round values from at most `low` to at least `high`; the axis begins at 0 unless that would flatten the lines."""
    if low >= 0 and low < high * Decimal("0.7") or low == high > 0:
        low = Decimal(0)
    if low == high:
        high = low + 1
    rough = (high - low) / _TICKS
    power = Decimal(10) ** floor(log10(rough))
    step = next(power * m for m in (1, 2, 5, 10) if power * m >= rough)
    first = (low // step - (1 if low < 0 and low % step else 0)) * step
    ticks = [first]
    while ticks[-1] < high:
        ticks.append(ticks[-1] + step)
    return ticks


def _places(ticks: Sequence[Decimal]) -> int:
    return max(_decimals(tick) for tick in ticks)


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _text(
    x: float,
    y: float,
    words: str,
    *,
    size: int = 12,
    anchor: str = "start",
    weight: str = "normal",
    colour: str = "#222222",
) -> str:
    look = f"{_FONT} font-size='{size}' text-anchor='{anchor}' font-weight='{weight}' fill='{colour}'"
    return f"<text x='{x:.1f}' y='{y:.1f}' {look}>{escape(words)}</text>"


def _quoted(words: str) -> str:
    return f"'{escape(words, quote=True)}'"
