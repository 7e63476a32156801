"""Lines over time as a drawing, with numbers written the Vietnamese way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import floor, log10
from typing import NamedTuple

from qa.drawing import Box, Drawing, Level, Mark, Run, Shape, Words
from qa.givens import vietnamese

WIDTH, HEIGHT = 900, 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 90, 20, 56, 76
# Told apart by the colour-blind and on a grey printer, by their order and marks too.
_COLOURS = ("#0b5394", "#cc4125", "#38761d", "#674ea7", "#b45f06", "#0097a7", "#783f04", "#45818e")
_TICKS = 5
_LABELLED = 14
_SCALES = ((Decimal(10) ** 9, "tỷ"), (Decimal(10) ** 6, "triệu"), (Decimal(10) ** 3, "nghìn"))
_HEAD = 40
# A phone shows some 360 pixels: few columns make a narrow chart, whose letters stay as large as the page's.
_NARROWEST, _WIDEST, _COLUMN, _BROADEST = 350, 1100, 82, 56.0
_COLUMNS_HEIGHT, _COLUMNS_TOP, _COLUMNS_BOTTOM, _NARROW_LEFT = 260, 28, 44, 64
_ACROSS = 4  # names in a line of the legend


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


def draw(title: str, panels: Sequence[Panel]) -> Drawing:
    """The panels below each other, as one picture."""
    shapes: list[Shape] = [Words(WIDTH / 2, 26, title, size=18, anchor="middle", bold=True)]
    for number, panel in enumerate(panels):
        shapes += _panel(panel, _HEAD + HEIGHT * number)
    return Drawing(title, WIDTH, _HEAD + HEIGHT * len(panels), tuple(shapes))


def _panel(panel: Panel, top: int) -> Iterator[Shape]:
    """The shapes of a panel whose upper edge is at `top`."""
    values = [dot.value for curve in panel.curves for dot in curve.dots]
    factor, scale = _scale(max(map(abs, values), default=Decimal(0)))
    marks = ticks(min(values, default=Decimal(0)) / factor, max(values, default=Decimal(1)) / factor)
    low, high = marks[0], marks[-1]
    unit = f"{scale} {panel.unit}".strip()
    bottom = top + HEIGHT - _BOTTOM

    def x(at: str) -> float:
        step = (WIDTH - _LEFT - _RIGHT) / len(panel.axis)
        return _LEFT + step * (panel.axis.index(at) + 0.5)

    def y(value: Decimal) -> float:
        share = float((value / factor - low) / (high - low))
        return bottom - share * (HEIGHT - _TOP - _BOTTOM)

    yield Words(_LEFT, top + 16, f"{panel.title} ({unit})", size=14, bold=True)
    if panel.remark:
        yield Words(WIDTH - _RIGHT, top + 16, panel.remark, size=11, anchor="end", colour="#666666")
    places = _places(marks)
    for mark in marks:
        level = y(mark * factor)
        yield Level(_LEFT, WIDTH - _RIGHT, level)
        yield Words(_LEFT - 8, level + 4, vietnamese(mark, places), anchor="end")
    every = 1 + (len(panel.axis) - 1) // _LABELLED
    for number, at in enumerate(panel.axis):
        if number % every == 0:
            yield Words(x(at), bottom + 18, at, anchor="middle")
    # The numbers of several lines would run into each other; those of one are read off it.
    told = len(panel.curves) == 1 and len(panel.curves[0].dots) <= _LABELLED
    for number, curve in enumerate(panel.curves):
        yield from _curve(curve, _COLOURS[number % len(_COLOURS)], x, y, factor if told else None)
    yield from _legend(panel, bottom)


def _curve(
    curve: Curve, colour: str, x: Callable[[str], float], y: Callable[[Decimal], float], factor: Decimal | None
) -> Iterator[Shape]:
    """A line with its marks; labelled in units of `factor` when that is given."""
    for run in dict.fromkeys(dot.run for dot in curve.dots):
        yield Run(tuple((x(dot.at), y(dot.value)) for dot in curve.dots if dot.run == run), colour)
    for dot in curve.dots:
        said = f"{curve.name}, {dot.at}: {vietnamese(dot.value, _decimals(dot.value))}"
        yield Mark(x(dot.at), y(dot.value), colour, said)
        if factor is not None:
            shown = dot.value / factor
            label = vietnamese(shown, min(_decimals(shown), 2))
            yield Words(x(dot.at), y(dot.value) - 8, label, size=11, anchor="middle", colour=colour)


def _legend(panel: Panel, bottom: int) -> Iterator[Shape]:
    width = (WIDTH - _LEFT - _RIGHT) / _ACROSS
    for number, curve in enumerate(panel.curves):
        left, top = _LEFT + width * (number % _ACROSS), bottom + 38 + 16 * (number // _ACROSS)
        yield Box(left, top - 9, 12, 10, _COLOURS[number % len(_COLOURS)])
        yield Words(left + 17, top, curve.name)


def columns(title: str, unit: str, values: Sequence[tuple[str, Decimal]]) -> Drawing:
    """A column for each place of the axis, on an axis that holds 0: as wide as they need, so that a phone shows it."""
    marks = ticks(min(Decimal(0), *(v for _, v in values)), max(Decimal(0), *(v for _, v in values)))
    width = min(_WIDEST, max(_NARROWEST, _NARROW_LEFT + _RIGHT + _COLUMN * len(values)))
    slot = (width - _NARROW_LEFT - _RIGHT) / len(values)
    inner = _COLUMNS_HEIGHT - _COLUMNS_TOP - _COLUMNS_BOTTOM

    def y(value: Decimal) -> float:
        return _COLUMNS_TOP + inner * float((marks[-1] - value) / (marks[-1] - marks[0]))

    shapes: list[Shape] = [Words(_NARROW_LEFT - 8, 14, unit, anchor="end")]
    for mark in marks:
        shapes += [
            Level(_NARROW_LEFT, width - _RIGHT, y(mark)),
            Words(_NARROW_LEFT - 8, y(mark) + 4, vietnamese(mark, _places(marks)), anchor="end"),
        ]
    every = 1 + (len(values) - 1) // _LABELLED
    broad = min(_BROADEST, slot * 0.62)
    for number, (at, value) in enumerate(values):
        middle, top = _NARROW_LEFT + slot * (number + 0.5), min(y(value), y(Decimal(0)))
        shown = vietnamese(value, min(_decimals(value), 2))
        height = max(abs(y(value) - y(Decimal(0))), 1)
        shapes.append(Box(middle - broad / 2, top, broad, height, _COLOURS[0], f"{at}: {shown}"))
        if number % every == 0:
            shapes += [
                Words(middle, top - 6, shown, anchor="middle", bold=True),
                Words(middle, _COLUMNS_HEIGHT - 20, at, anchor="middle"),
            ]
    return Drawing(title, round(width), _COLUMNS_HEIGHT, tuple(shapes))


def _scale(most: Decimal) -> tuple[Decimal, str]:
    return next(((power, word) for power, word in _SCALES if most >= power * 10), (Decimal(1), ""))


def ticks(low: Decimal, high: Decimal) -> list[Decimal]:
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
