"""Finds outlined redactions one side of which is hidden: a stamp or a line of print was laid over it."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from reviewer.detection.candidate import Candidate
from reviewer.detection.pixels import Box, Mask, PagePixels

SHORTEST_SIDE, SHORTEST_BASE = 10.0, 16.0
THICKEST = 3.5
CORNER = 3.0
UNEVEN = 9.0  # points by which the two upright sides may differ where print covers their ends
LEAST_COVER = 0.2  # share of the hidden side along which print must stand to explain why it is hidden
EMPTY = 0.03
REACH, PIECE = 20.0, 0.3  # how far and how much of the hidden side may show beyond the print
HIDDEN = 7.0


def find_open_boxes(
    page: PagePixels, ink: Mask, across: Mask, down: Mask, closed: Sequence[Candidate]
) -> list[Candidate]:
    """Boxes with three straight sides whose fourth, the upper or lower one, is covered by print."""
    bases = _strokes(page, across, SHORTEST_BASE, upright=False)
    sides = _strokes(page, down, SHORTEST_SIDE, upright=True)
    taken = [page.to_box(r) for c in closed for r in c.rects]
    found: list[Candidate] = []
    for base in bases:
        for upwards in (True, False):
            box = _open_box(page, base, sides, upwards=upwards)
            if box is None or any(_overlaps(box, t) for t in taken):
                continue
            if _is_empty(page, ink, box, upwards=upwards) and _covered(page, ink, box, upwards=upwards):
                box = _completed(page, across, box, upwards=upwards)
                found.append(Candidate((page.to_points(box),), "outline", 0.75, "raster-open-outline"))
                taken.append(box)
    return found


def _strokes(page: PagePixels, mask: Mask, shortest: float, *, upright: bool) -> list[Box]:
    _count, _labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8, ltype=cv2.CV_32S)
    along, thick = (stats[:, 3], stats[:, 2]) if upright else (stats[:, 2], stats[:, 3])
    chosen = (along >= page.px(shortest)) & (thick <= page.px(THICKEST))
    chosen[0] = False
    return [(int(x), int(y), int(x + w), int(y + h)) for x, y, w, h in stats[chosen, :4]]


def _open_box(page: PagePixels, base: Box, sides: list[Box], *, upwards: bool) -> Box | None:
    """The box on (or under) a base, if an upright line stands at each of its ends."""
    corner = page.px(CORNER)
    level = (base[1] + base[3]) // 2

    def meets(side: Box, x: int) -> bool:
        end = side[3] if upwards else side[1]
        return abs((side[0] + side[2]) // 2 - x) <= corner and abs(end - level) <= corner

    lefts = [s for s in sides if meets(s, base[0])]
    rights = [s for s in sides if meets(s, base[2])]
    for left in lefts:
        for right in rights:
            far_left, far_right = (left[1], right[1]) if upwards else (left[3], right[3])
            if right[0] - left[2] < page.px(SHORTEST_BASE) or abs(far_left - far_right) > page.px(UNEVEN):
                continue
            if upwards:
                return left[0], min(far_left, far_right), right[2], base[3]
            return left[0], base[1], right[2], max(far_left, far_right)
    return None


def _overlaps(a: Box, b: Box) -> bool:
    across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    smaller = min((a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1]))
    return across > 0 and down > 0 and across * down > 0.4 * smaller


def _is_empty(page: PagePixels, ink: Mask, box: Box, *, upwards: bool) -> bool:
    """Whether nothing is printed in the part of the box away from its hidden side."""
    x0, y0, x1, y1 = box
    inset, height = page.px(1.8), y1 - y0
    top, bottom = (y0 + int(0.5 * height), y1 - inset) if upwards else (y0 + inset, y1 - int(0.5 * height))
    inner = ink[top:bottom, x0 + inset : x1 - inset]
    return inner.size > 0 and float(inner.mean()) <= EMPTY


def _covered(page: PagePixels, ink: Mask, box: Box, *, upwards: bool) -> bool:
    """Whether print lies over the hidden side."""
    x0, y0, x1, y1 = box
    reach = page.px(7)
    edge = y0 if upwards else y1
    strip = ink[max(0, edge - reach) : edge + reach, x0:x1]
    return strip.size > 0 and float(np.mean(strip.any(axis=0))) >= LEAST_COVER


def _completed(page: PagePixels, across: Mask, box: Box, *, upwards: bool) -> Box:
    """The box drawn out over the print that hides its end: to the farthest piece of a line, else by a line of print."""
    x0, y0, x1, y1 = box
    reach = page.px(REACH)
    strip = across[max(0, y0 - reach) : y0, x0:x1] if upwards else across[y1 : y1 + reach, x0:x1]
    rows = np.flatnonzero(strip.mean(axis=1) >= PIECE) if strip.size else np.zeros(0, np.int64)
    hidden = page.px(HIDDEN)
    if upwards:
        return x0, max(0, y0 - strip.shape[0] + int(rows[0])) if rows.size else max(0, y0 - hidden), x1, y1
    return x0, y0, x1, y1 + (int(rows[-1]) + 1 if rows.size else min(hidden, page.height - y1))
