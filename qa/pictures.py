"""A drawing as a PNG picture: painted by Pillow with Roboto, which has all Vietnamese letters, on any machine alike."""

from __future__ import annotations

import io
from functools import lru_cache

import font_roboto  # type: ignore[import-untyped]
from PIL import Image, ImageDraw, ImageFont

from qa.drawing import Box, Drawing, Level, Mark, Run, Shape, Words

SCALE = 2  # pixels for each unit of the drawing: sharp in print
_ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}
_FINER = 2  # lines are painted larger and shrunk, so that their edges are smooth


def as_png(drawing: Drawing) -> bytes:
    """The drawing as a PNG file of SCALE times its size."""
    size = drawing.width * SCALE, drawing.height * SCALE
    finer = Image.new("RGB", (size[0] * _FINER, size[1] * _FINER), "#ffffff")
    brush = ImageDraw.Draw(finer)
    for shape in drawing.shapes:
        _paint(brush, shape, SCALE * _FINER)
    picture = finer.resize(size, Image.Resampling.LANCZOS)
    pen = ImageDraw.Draw(picture)
    for shape in drawing.shapes:
        if isinstance(shape, Words):
            place = shape.x * SCALE, shape.y * SCALE
            font = _font(shape.size * SCALE, shape.bold)
            pen.text(place, shape.text, shape.colour, font, anchor=_ANCHORS[shape.anchor])
    data = io.BytesIO()
    picture.save(data, "PNG", optimize=True)
    return data.getvalue()


def _paint(brush: ImageDraw.ImageDraw, shape: Shape, scale: int) -> None:
    """Everything but words, which are sharper when painted in their own size."""
    match shape:
        case Level(x0, x1, y, colour):
            brush.line((x0 * scale, y * scale, x1 * scale, y * scale), colour, scale)
        case Run(points, colour):
            brush.line([(x * scale, y * scale) for x, y in points], colour, 2 * scale, joint="curve")
        case Mark(x, y, colour, _, radius):
            brush.circle((x * scale, y * scale), radius * scale, colour)
        case Box(x, y, width, height, colour, _):
            brush.rectangle((x * scale, y * scale, (x + width) * scale, (y + height) * scale), colour)


@lru_cache
def _font(size: int, bold: bool) -> ImageFont.FreeTypeFont:
    # Vietnamese letters are single characters in NFC, which is how all stored text is written: no shaping is needed.
    path = font_roboto.font_files["RobotoBold" if bold else "Roboto"]
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
