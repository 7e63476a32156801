"""What PDFium finds in a PDF: glyphs with their places, ruling lines, images of pages. Runs as a process of its own.

The library is written in C++ and reads whatever it is given, so `pdf.py` starts this file with a limit of time and
the file itself takes one of memory: a hostile PDF ends the process, never TraSo. It imports nothing of the project.
Standard input is the PDF. `text MAX_PAGES` answers one line of JSON a page, `render SCALE PAGE...` one grey picture
in PGM a page.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

MAX_MEMORY = 3 << 30
MAX_GLYPHS = 30_000  # a page of small print has 12,000
MAX_RULES = 20_000
MAX_OBJECTS = 60_000
MAX_SIDE = 6_000  # pixels
MAX_DEPTH = 6
PASSWORD, BROKEN, TOO_LONG = "password", "broken", "too long"
HYPHEN = 0x02  # PDFium's own mark for a hyphen at the end of a line
THIN = 2.5  # points: a filled box no thicker is a ruling line

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]


def main(argv: Sequence[str]) -> int:
    """Answers one request; the exit code says nothing, the first line of the answer does."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    import pypdfium2  # type: ignore[import-untyped]

    data = sys.stdin.buffer.read()
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except (pypdfium2.PdfiumError, MemoryError) as error:
        locked = getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD
        _say({"problem": PASSWORD if locked else BROKEN})
        return 1
    if argv[0] == "render":
        for number in map(int, argv[2:]):
            _render(document, number - 1, float(argv[1]))
        return 0
    if count > int(argv[1]):
        _say({"problem": TOO_LONG, "pages": count})
        return 1
    _say({"pages": count})
    for number in range(count):
        try:
            _say(_page(pypdfium2.raw, document[number], number + 1))
        except (pypdfium2.PdfiumError, MemoryError):
            _say({"number": number + 1, "failed": True})
    return 0


def _say(message: object) -> None:
    sys.stdout.buffer.write(json.dumps(message, separators=(",", ":")).encode() + b"\n")
    sys.stdout.buffer.flush()


def _page(raw: Any, page: Any, number: int) -> dict[str, object]:  # noqa: ANN401 - PDFium has no types
    place, width, height = _upright(page)
    text = page.get_textpage()
    count = raw.FPDFText_CountChars(text.raw)
    glyphs, unmapped = _glyphs(raw, text.raw, place)
    rules, covered = _drawn(raw, page.raw, place)
    text.close()
    turned = Counter(glyph[-1] for glyph in glyphs).most_common(1)
    turn = turned[0][0] if turned else 0
    page.close()
    return {
        "number": number,
        "width": height if turn % 2 else width,
        "height": width if turn % 2 else height,
        "glyphs": [_turned_glyph(g, turn, width, height) for g in glyphs if g[-1] == turn],
        "rules": [_turned_box(rule, turn, width, height) for rule in rules],
        "unmapped": unmapped,
        "cut": count > MAX_GLYPHS,
        "image": min(1.0, covered / max(width * height, 1.0)),
    }


def _upright(page: Any) -> tuple[Callable[[float, float], Point], float, float]:  # noqa: ANN401
    """How a point of the file becomes a point of the page as it is shown, from its upper left corner."""
    left, bottom, right, top = page.get_bbox()
    width, height = right - left, top - bottom
    turn = page.get_rotation() // 90 % 4
    places: tuple[Callable[[float, float], Point], ...] = (
        lambda x, y: (x - left, top - y),
        lambda x, y: (y - bottom, x - left),
        lambda x, y: (right - x, y - bottom),
        lambda x, y: (top - y, right - x),
    )
    return places[turn], (height if turn % 2 else width), (width if turn % 2 else height)


def _glyphs(raw: Any, text: Any, place: Callable[[float, float], Point]) -> tuple[list[list[Any]], int]:  # noqa: ANN401
    """Each character as [char, x0, top, x1, bottom, origin x, y, quarter turns]; and how many have no code."""
    found: list[list[Any]] = []
    unmapped = 0
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    upright = place(0, 0), place(1, 0)
    axis = math.atan2(upright[1][1] - upright[0][1], upright[1][0] - upright[0][0])
    for at in range(min(raw.FPDFText_CountChars(text), MAX_GLYPHS)):
        if raw.FPDFText_IsGenerated(text, at) == 1:
            continue
        code = raw.FPDFText_GetUnicode(text, at)
        if not code or raw.FPDFText_HasUnicodeMapError(text, at) == 1:
            unmapped += 1
            continue
        if not raw.FPDFText_GetLooseCharBox(text, at, box) or not raw.FPDFText_GetCharOrigin(text, at, x, y):
            continue
        angle = raw.FPDFText_GetCharAngle(text, at)
        turn = _quarters(axis + angle)
        if turn is None:
            continue
        char = "-" if code == HYPHEN else chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        corners = place(box.left, box.top), place(box.right, box.bottom)
        found.append([char, *_ordered(*corners), *place(x.value, y.value), turn])
    return found, unmapped


def _quarters(angle: float) -> int | None:
    """The nearest number of quarter turns; None for slanted text, which is a stamp."""
    quarters = round(angle / (math.pi / 2))
    return quarters % 4 if abs(angle - quarters * math.pi / 2) < 0.1 else None


def _ordered(first: Point, second: Point) -> tuple[float, float, float, float]:
    xs, ys = sorted((first[0], second[0])), sorted((first[1], second[1]))
    return round(xs[0], 2), round(ys[0], 2), round(xs[1], 2), round(ys[1], 2)


def _turned(point: Point, turn: int, width: float, height: float) -> Point:
    """A point of a page whose text runs down (1), on its head (2) or up (3), as it stands when the text is level."""
    x, y = point
    return ((x, y), (y, width - x), (width - x, height - y), (height - y, x))[turn]


def _turned_box(box: Sequence[float], turn: int, width: float, height: float) -> tuple[float, float, float, float]:
    return _ordered(_turned((box[0], box[1]), turn, width, height), _turned((box[2], box[3]), turn, width, height))


def _turned_glyph(glyph: Sequence[Any], turn: int, width: float, height: float) -> list[Any]:
    origin = _turned((glyph[5], glyph[6]), turn, width, height)
    return [glyph[0], *_turned_box(glyph[1:5], turn, width, height), round(origin[1], 2)]


def _drawn(
    raw: Any,  # noqa: ANN401
    page: Any,  # noqa: ANN401
    place: Callable[[float, float], Point],
) -> tuple[list[tuple[float, float, float, float]], float]:
    """The level and upright lines of a page as boxes, and the area that pictures cover."""
    rules: list[tuple[float, float, float, float]] = []
    covered = 0.0
    for item, matrix in _objects(raw, page):
        if len(rules) >= MAX_RULES:
            break
        if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_IMAGE:
            corners = [place(*_moved(matrix, corner)) for corner in ((0, 0), (1, 1))]
            x0, y0, x1, y1 = _ordered(corners[0], corners[1])
            covered += (x1 - x0) * (y1 - y0)
        else:
            rules += [_ordered(place(*a), place(*b)) for a, b in _strokes(raw, item, matrix)]
    return rules[:MAX_RULES], covered


def _objects(raw: Any, page: Any) -> Iterator[tuple[Any, Matrix]]:  # noqa: ANN401
    """The paths and pictures of a page, those inside forms too, each with its matrix."""
    unit: Matrix = (1, 0, 0, 1, 0, 0)
    count = min(raw.FPDFPage_CountObjects(page), MAX_OBJECTS)
    waiting = [(raw.FPDFPage_GetObject(page, at), unit, 0) for at in range(count)]
    waiting.reverse()
    while waiting:
        item, around, depth = waiting.pop()
        kind = raw.FPDFPageObj_GetType(item)
        own = raw.FS_MATRIX()
        if not raw.FPDFPageObj_GetMatrix(item, own):
            continue
        matrix = _product((own.a, own.b, own.c, own.d, own.e, own.f), around)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
            inside = min(raw.FPDFFormObj_CountObjects(item), MAX_OBJECTS - len(waiting))
            waiting += [(raw.FPDFFormObj_GetObject(item, at), matrix, depth + 1) for at in reversed(range(inside))]
        elif kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            yield item, matrix


def _strokes(raw: Any, path: Any, matrix: Matrix) -> list[tuple[Point, Point]]:  # noqa: ANN401
    """The level and upright strokes of a path; a thin filled box is one stroke."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    if not fill.value and not stroke.value:
        return []
    points: list[Point] = []
    strokes: list[tuple[Point, Point]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    begun: Point = (0, 0)
    for at in range(min(raw.FPDFPath_CountSegments(path), 2_000)):
        segment = raw.FPDFPath_GetPathSegment(path, at)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        here = _moved(matrix, (x.value, y.value))
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            begun = here
        elif kind == raw.FPDF_SEGMENT_LINETO and points:
            strokes.append((points[-1], here))
        points.append(here)
        if raw.FPDFPathSegment_GetClose(segment):
            strokes.append((here, begun))
    if fill.value and points:
        (x0, y0), (x1, y1) = (
            (min(p[0] for p in points), min(p[1] for p in points)),
            (
                max(p[0] for p in points),
                max(p[1] for p in points),
            ),
        )
        if y1 - y0 <= THIN < x1 - x0:
            return [((x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2))]
        if x1 - x0 <= THIN < y1 - y0:
            return [(((x0 + x1) / 2, y0), ((x0 + x1) / 2, y1))]
    return [(a, b) for a, b in strokes if (abs(a[0] - b[0]) < 0.5) != (abs(a[1] - b[1]) < 0.5)]


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _moved(matrix: Matrix, point: Point) -> Point:
    a, b, c, d, e, f = matrix
    return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f


def _render(document: Any, at: int, scale: float) -> None:  # noqa: ANN401
    page = document[at]
    scale = min(scale, MAX_SIDE / max(*page.get_size(), 1.0))
    picture = page.render(scale=scale, grayscale=True, draw_annots=True)
    rows = bytes(picture.buffer)
    if picture.stride != picture.width:
        rows = b"".join(
            rows[start : start + picture.width] for start in range(0, picture.height * picture.stride, picture.stride)
        )
    sys.stdout.buffer.write(b"P5 %d %d 255\n" % (picture.width, picture.height) + rows)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
