"""What a chart is made of: lines, marks and words at their places. `as_svg` writes them; `qa.pictures` paints them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

_FONT = "font-family='Arial, Helvetica, sans-serif'"


class Words(NamedTuple):
    """Words whose base line begins, has its middle or ends at (x, y), as `anchor` says: "start", "middle" or "end"."""

    x: float
    y: float
    text: str
    size: int = 12
    anchor: str = "start"
    bold: bool = False
    colour: str = "#222222"


class Level(NamedTuple):
    """A thin level line."""

    x0: float
    x1: float
    y: float
    colour: str = "#dddddd"


class Run(NamedTuple):
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    colour: str


class Mark(NamedTuple):
    """A point of a line; `says` is shown when it is pointed at."""

    x: float
    y: float
    colour: str
    says: str
    radius: float = 3.5


class Box(NamedTuple):
    """A filled rectangle; `says` is shown when it is pointed at."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    says: str = ""


Shape = Words | Level | Run | Mark | Box


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of `width` by `height` on white; what is later in `shapes` lies above."""

    title: str
    width: int
    height: int
    shapes: Sequence[Shape]


def as_svg(drawing: Drawing) -> str:
    """The drawing as one SVG document."""
    width, height = drawing.width, drawing.height
    title = escape(drawing.title, quote=True)
    lines = [
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}' viewBox='0 0 {width} {height}' "
        f"role='img' aria-label='{title}' lang='vi'>",
        f"<title>{title}</title>",
        "<rect width='100%' height='100%' fill='#ffffff'/>",
        *map(_element, drawing.shapes),
        "</svg>",
    ]
    return "\n".join((*lines, ""))


def _element(shape: Shape) -> str:
    match shape:
        case Words(x, y, text, size, anchor, bold, colour):
            weight = "bold" if bold else "normal"
            look = f"{_FONT} font-size='{size}' text-anchor='{anchor}' font-weight='{weight}' fill='{colour}'"
            return f"<text x='{x:.1f}' y='{y:.1f}' {look}>{escape(text)}</text>"
        case Level(x0, x1, y, colour):
            return f"<line x1='{x0:.1f}' x2='{x1:.1f}' y1='{y:.1f}' y2='{y:.1f}' stroke='{colour}'/>"
        case Run(points, colour):
            at = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
            return f"<polyline points='{at}' fill='none' stroke='{colour}' stroke-width='2'/>"
        case Mark(x, y, colour, says, radius):
            return f"<circle cx='{x:.1f}' cy='{y:.1f}' r='{radius}' fill='{colour}'>{_said(says)}</circle>"
        case Box(x, y, width, height, colour, says):
            place = f"x='{x:.1f}' y='{y:.1f}' width='{width:.1f}' height='{height:.1f}'"
            return f"<rect {place} fill='{colour}'>{_said(says)}</rect>"


def _said(words: str) -> str:
    return f"<title>{escape(words)}</title>" if words else ""
