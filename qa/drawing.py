"""What a chart is made of: lines, marks and words at their places. written as SVG here, painted by `qa.pictures`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

PAGE_SCALE = 1.15  # how much larger than drawn a page may show a drawing
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
    size = f"width='{drawing.width}' height='{drawing.height}'"
    ground = "<rect width='100%' height='100%' fill='#ffffff'/>"
    return _document(drawing, size, [f"<title>{escape(drawing.title)}</title>", ground])


def as_page_svg(drawing: Drawing) -> str:
    """The drawing as a part of a page, as wide as its place allows; the page's style sheet gives the colours.

    Columns are of the class "column", words in bold of "value", level lines of "rule".
    """
    look = f"class='chart' style='max-width: {drawing.width * PAGE_SCALE:.0f}px'"
    return _document(drawing, look, [])


def _document(drawing: Drawing, look: str, begin: Sequence[str]) -> str:
    view = f"viewBox='0 0 {drawing.width} {drawing.height}'"
    title = escape(drawing.title, quote=True)
    opening = f"<svg xmlns='http://www.w3.org/2000/svg' {look} {view} role='img' aria-label='{title}' lang='vi'>"
    return "\n".join((opening, *begin, *map(_element, drawing.shapes), "</svg>", ""))


def _element(shape: Shape) -> str:
    match shape:
        case Words(x, y, text, size, anchor, bold, colour):
            weight = "bold" if bold else "normal"
            look = f"{_FONT} font-size='{size}' text-anchor='{anchor}' font-weight='{weight}' fill='{colour}'"
            of = " class='value'" if bold else ""
            return f"<text{of} x='{x:.1f}' y='{y:.1f}' {look}>{escape(text)}</text>"
        case Level(x0, x1, y, colour):
            return f"<line class='rule' x1='{x0:.1f}' x2='{x1:.1f}' y1='{y:.1f}' y2='{y:.1f}' stroke='{colour}'/>"
        case Run(points, colour):
            at = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
            return f"<polyline points='{at}' fill='none' stroke='{colour}' stroke-width='2'/>"
        case Mark(x, y, colour, says, radius):
            return f"<circle cx='{x:.1f}' cy='{y:.1f}' r='{radius}' fill='{colour}'>{_said(says)}</circle>"
        case Box(x, y, width, height, colour, says):
            place = f"x='{x:.1f}' y='{y:.1f}' width='{width:.1f}' height='{height:.1f}'"
            of = " class='column'" if says else ""
            return f"<rect{of} {place} fill='{colour}'>{_said(says)}</rect>"


def _said(words: str) -> str:
    return f"<title>{escape(words)}</title>" if words else ""
