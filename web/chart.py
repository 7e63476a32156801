"""Columns over time as SVG: no library, numbers written the Vietnamese way, colours from the page's style sheet."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from web.markup import esc

_HEIGHT = 260
# A phone shows some 360 pixels: few columns make a narrow chart, whose letters stay as large as the page's.
_NARROWEST, _WIDEST, _COLUMN = 350, 1100, 82
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 12, 28, 44
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_MOST_LABELS = 14


def number_words(number: Decimal, places: int = 2) -> str:
    """A number the Vietnamese way, at most `places` decimals: 1.234,5."""
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole, _, rest = f"{rounded:,f}".partition(".")
    rest = rest.rstrip("0")
    return whole.replace(",", ".") + (f",{rest}" if rest else "")


def ticks(lowest: Decimal, highest: Decimal, wanted: int = 4) -> list[Decimal]:
    """Round numbers from at or below `lowest` to at or above `highest`, about `wanted` steps apart."""
    spread = highest - lowest or abs(highest) or Decimal(1)
    raw = spread / wanted
    power = Decimal(1).scaleb(raw.adjusted())
    step = next(power * factor for factor in _STEPS if power * factor >= raw)
    first = (lowest / step).to_integral_value("ROUND_FLOOR") * step
    found = [first]
    while found[-1] < highest or len(found) < 2:
        found.append(found[-1] + step)
    return found


def columns(values: Sequence[tuple[str, Decimal]], unit: str, title: str) -> str:
    """A chart of (period, number); `title` says what it shows to those who cannot see it."""
    numbers = [number for _, number in values]
    marks = ticks(min(Decimal(0), *numbers), max(Decimal(0), *numbers))
    low, high = marks[0], marks[-1]
    inner = _HEIGHT - _TOP - _BOTTOM

    def y(number: Decimal) -> float:
        return _TOP + inner * float((high - number) / (high - low))

    wide = min(_WIDEST, max(_NARROWEST, _LEFT + _RIGHT + _COLUMN * len(values)))
    slot = (wide - _LEFT - _RIGHT) / len(values)
    width = min(56.0, slot * 0.62)
    lines = "".join(
        f'<line class="rule" x1="{_LEFT}" x2="{wide - _RIGHT}" y1="{y(m):.1f}" y2="{y(m):.1f}"/>'
        f'<text class="axis" x="{_LEFT - 8}" y="{y(m) + 4:.1f}" text-anchor="end">{number_words(m)}</text>'
        for m in marks
    )
    every = max(1, -(-len(values) // _MOST_LABELS))
    bars = "".join(
        _bar(_LEFT + slot * (at + 0.5), width, y(number), y(Decimal(0)), label, number, at % every == 0)
        for at, (label, number) in enumerate(values)
    )
    return (
        f'<svg class="chart" style="max-width: {wide * 1.15:.0f}px" viewBox="0 0 {wide} {_HEIGHT}" role="img" '
        f'aria-label="{esc(title)}">'
        f'<text class="axis" x="{_LEFT - 8}" y="14" text-anchor="end">{esc(unit)}</text>{lines}{bars}</svg>'
    )


def _bar(middle: float, width: float, y: float, zero: float, label: str, number: Decimal, labelled: bool) -> str:
    top, height = min(y, zero), abs(zero - y)
    words = (
        f'<text class="value" x="{middle:.1f}" y="{top - 6:.1f}" text-anchor="middle">{number_words(number)}</text>'
        f'<text class="axis" x="{middle:.1f}" y="{_HEIGHT - 20}" text-anchor="middle">{esc(label)}</text>'
    )
    return (
        f'<g class="column"><title>{esc(label)}: {number_words(number)}</title>'
        f'<rect x="{middle - width / 2:.1f}" y="{top:.1f}" width="{width:.1f}" height="{max(height, 1):.1f}" rx="4"/>'
        f"{words if labelled else ''}</g>"
    )
