"""Ruling lines on the picture of a page: found, and taken out, since Tesseract reads letters where lines cross them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.readers.boxes import Rule

DARK = 140
LONG = 1 / 30  # of the page's longer side: no stroke of a letter is as long
THICK = 12  # pixels: a thicker bar is a picture's
TOUCH = 4  # pixels: on a slanted scan a line goes on one row lower
MAX_RULES = 600

Picture = NDArray[np.uint8]
Mask = NDArray[np.bool_]


def grey(pgm: bytes) -> Picture:
    """The pixels of a grey PGM picture."""
    head, _, body = pgm.partition(b"\n")
    _, width, height, _ = head.split()
    return np.frombuffer(body, dtype=np.uint8).reshape(int(height), int(width))


def pgm(picture: Picture) -> bytes:
    """The picture as PGM."""
    height, width = picture.shape
    return b"P5\n%d %d\n255\n" % (width, height) + picture.tobytes()


def without_rules(picture: Picture) -> tuple[Picture, list[Rule]]:
    """The picture with its level and upright lines made white, and those lines in pixels."""
    dark = picture < DARK
    least = int(max(picture.shape) * LONG)
    level = _runs(dark, least)
    upright = _runs(dark.T, least)
    rules = [Rule(x0, y, x1, y) for y, x0, x1 in _lines(level)]
    rules += [Rule(x, y0, x, y1) for x, y0, y1 in _lines(upright)]
    if len(rules) > MAX_RULES:
        return picture, []
    cleaned = picture.copy()
    cleaned[_wider(level) | _wider(upright.T, across=True)] = 255
    return cleaned, rules


def _runs(dark: Mask, least: int) -> Mask:
    """The dark pixels that lie in a level run of at least that length."""
    padded = np.zeros((dark.shape[0], dark.shape[1] + 2), dtype=np.int8)
    padded[:, 1:-1] = dark
    change = np.diff(padded, axis=1)
    rows, starts = np.nonzero(change == 1)
    _, ends = np.nonzero(change == -1)
    kept = ends - starts >= least
    mask = np.zeros(padded.shape, dtype=np.int32)
    mask[rows[kept], starts[kept]] += 1
    mask[rows[kept], ends[kept]] -= 1
    found: Mask = np.cumsum(mask, axis=1)[:, : dark.shape[1]] > 0
    return found


def _lines(mask: Mask) -> list[tuple[float, float, float]]:
    """Level lines as (height, start, end): runs that touch one another from row to row are one line."""
    change = np.diff(np.pad(mask.astype(np.int8), ((0, 0), (1, 1))), axis=1)
    rows, starts = np.nonzero(change == 1)
    _, ends = np.nonzero(change == -1)
    lines: list[list[int]] = []  # top, bottom, start, end
    open_lines: list[list[int]] = []
    for row, start, end in zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True):
        open_lines = [line for line in open_lines if row - line[1] <= 2]
        same = next((line for line in open_lines if start <= line[3] + TOUCH and end >= line[2] - TOUCH), None)
        if same is None:
            same = [row, row, start, end]
            lines.append(same)
            open_lines.append(same)
        same[1], same[2], same[3] = row, min(same[2], start), max(same[3], end)
    return [((line[0] + line[1]) / 2, line[2], line[3]) for line in lines if line[1] - line[0] < THICK]


def _wider(mask: Mask, across: bool = False) -> Mask:
    """The mask and two pixels on either side of its lines, where a scan is grey."""
    axis = 1 if across else 0
    wide = mask.copy()
    for step in (1, 2):
        wide |= np.roll(mask, step, axis) | np.roll(mask, -step, axis)
    return wide
