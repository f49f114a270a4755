"""Traces the thin straight lines of a page, and says how thick the line around an area is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from reviewer.detection.packed import (
    TILE_HEIGHT,
    TILE_WIDTH,
    connected_with,
    level_runs,
    packed,
    unpacked,
    upright_runs,
)
from reviewer.detection.pixels import Box, Gray, Mask, PagePixels

# How far below the level of the paper ink of a line must lie, as a share of it, on a page of so many dots an inch: a
# hairline of a finer scan is spread over two pixels when it is reduced, and the coarser the page, the paler its lines.
LINE_INK, LINE_INK_DPI = 0.25, 200
SHORTEST_LINE = (9.0, 6.0)  # points, level and upright
LONGEST_BREAK = 4.0  # points that may be missing of a line
THIN = 3  # pixels: up to so many a line may be thinner than it looks
DRIFT, THICKEST = 0.7, 1.4  # points by which a crooked line drifts along one part of a box; of its thickness
THICK_FRAME = 3.2  # points

Edges = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Lines:
    """Ink of a page, its straight runs, horizontal and vertical, with short breaks closed, and all three together.

    `drawn` are the rows in which there are level runs.
    """

    ink: Mask
    across: Mask
    down: Mask
    sealed: Mask
    drawn: NDArray[np.int64]

    def fences(self, lowest: int) -> Mask:
        """What of all three is near level lines at least `lowest` pixels apart: letters that stand apart from any, or
        on one line, fence nothing."""
        level = np.zeros((-(-self.ink.shape[0] // TILE_HEIGHT), -(-self.ink.shape[1] // TILE_WIDTH)), np.uint8)
        np.bitwise_or.at(level, self.drawn // TILE_HEIGHT, packed(self.across[self.drawn]))
        return connected_with(self.sealed, np.asarray(level > 0, np.uint8), lowest // TILE_HEIGHT)

    def rows(self, reach: int) -> slice:
        """The rows of the page from `reach` pixels above its first level line to as far below its last."""
        drawn = self.drawn
        return slice(max(0, int(drawn[0]) - reach), int(drawn[-1]) + 1 + reach) if drawn.size else slice(0, 0)


def trace_lines(page: PagePixels) -> Lines:
    """Ink and straight lines of the page."""
    level = int(page.paper * (1 - LINE_INK * min(1.0, page.unit * 72 / LINE_INK_DPI)))
    ink = np.asarray(cv2.threshold(page.gray, level, 1, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)
    bits = packed(ink)
    across, drawn = level_runs(ink, bits, page.px(SHORTEST_LINE[0]), page.px(LONGEST_BREAK) + 1)
    upright = upright_runs(bits, page.px(SHORTEST_LINE[1]), page.px(LONGEST_BREAK) + 1)
    sealed = unpacked(bits | upright, page.width)
    sealed[drawn] |= across[drawn]
    return Lines(ink, across, unpacked(upright, page.width), sealed, drawn)


def outer_edge(page: PagePixels, lines: Lines, box: Box) -> Edges:
    """The box grown to the outer edge of the line that fences it, to a part of a pixel."""
    x0, y0, x1, y1 = box
    gray, ink = page.gray[y0:y1], lines.sealed[y0:y1]
    left = _line_width(page, gray[:, :x0][:, ::-1].T, ink[:, :x0][:, ::-1].T)
    right = _line_width(page, gray[:, x1:].T, ink[:, x1:].T)
    gray, ink = page.gray[:, x0:x1], lines.sealed[:, x0:x1]
    top = _line_width(page, gray[:y0][::-1], ink[:y0][::-1])
    bottom = _line_width(page, gray[y1:], ink[y1:])
    return x0 - left, y0 - top, x1 + right, y1 + bottom


def crooked_edge(page: PagePixels, lines: Lines, box: Box) -> tuple[float, float, float, float]:
    """The same for one part of a crooked box, whose lines cross its rows: above and below by what columns hold."""
    x0, y0, x1, y1 = box
    inside, outside = page.px(DRIFT), page.px(DRIFT) + page.px(THICKEST)
    left, _top, right, _bottom = outer_edge(page, lines, box)
    above = lines.sealed[max(0, y0 - outside) : y0 + inside, x0:x1]
    below = lines.sealed[max(0, y1 - inside) : y1 + outside, x0:x1]
    top, bottom = (float(np.median(np.count_nonzero(strip, axis=0))) if strip.size else 0.0 for strip in (above, below))
    return left, y0 - top, right, y1 + bottom


def _line_width(page: PagePixels, gray: Gray, ink: Mask) -> float:
    """How far a line reaches that starts with the first row, in rows: thin lines by how dark they are.

    A scan spreads a thin line over the rows that it touches, and two lines close by would seem to meet.
    """
    reach = page.px(4)
    drawn = ink[:reach].mean(axis=1) >= 0.5
    width = int(np.argmin(drawn)) if not drawn.all() else int(drawn.size)
    if not 0 < width <= THIN or not page.paper:
        return float(width)
    darkness = np.clip(1 - np.median(gray[: width + 1], axis=1) / page.paper, 0, 1)
    total = float(darkness.sum())
    middle = float((darkness * (np.arange(darkness.size) + 0.5)).sum()) / max(total, 1e-6)
    return min(max(middle + total / 2, width - 0.8), width + 0.5)


def is_framed(page: PagePixels, boxes: Sequence[Box], outer: Sequence[Edges]) -> bool:
    """Whether the fence of boxes with these `outer` edges is a thick frame, as of a picture or a fingerprint."""
    thick = page.px(THICK_FRAME)
    sides = (zip(box, edges, strict=True) for box, edges in zip(boxes, outer, strict=True))
    return any(all(abs(a - b) >= thick for a, b in pairs) for pairs in sides)
