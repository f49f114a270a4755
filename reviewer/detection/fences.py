"""Tells enclosed areas that are boxes, also torn, slanted or crooked ones, from the insides of letters and pictures."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from reviewer.detection.lines import Lines
from reviewer.detection.pixels import Box, Mask, PagePixels
from reviewer.detection.regions import Region
from reviewer.detection.shapes import BLOCK_SHARE, decompose, fill_share, skew_strips

SMALLEST_WIDTH, SMALLEST_HEIGHT = 9.0, 5.5  # points
FENCE_SHARE = 0.85  # least share of a box's outline that is drawn
MOSTLY = 0.5
LOWEST_STEP, MOST_NOTCHED = 7.0, 0.5  # points; share of an area in steps lower than that
INSET, CLEAR = 1.5, 0.005  # points along the border of an area that belong to its lines; share of ink in the rest
LEAST_FIT, MOST_STEPS, TORN, SURE_FENCE, CROOKED_FENCE = 0.9, 12, 0.7, 0.95, 0.98
CROOKED_FULL = 0.9  # least share of its own rectangle that a crooked box takes
NOTCHED_FULL, SHORTEST_NOTCHED = 0.85, 30.0  # the same of a box that others are laid over; points
# Points, degrees, share of the turned box.
SHORTEST_SLANTED, LEAST_SLANT, MOST_SLANT, SLANTED_SHARE = 30.0, 0.15, 5.5, 0.95
FRAYED = 1.5  # pixels along its border that steps and specks of a line may take of a turned box
HIGHEST_TORN, CORNER = 20.0, 0.7  # points
FULL = 0.35  # least share of its own rectangle that a cell takes


def fenced(page: PagePixels, lines: Lines, hole: Region) -> tuple[list[Box], float] | None:
    """The rectangles of an enclosed area, and how much of its fence is drawn; None if it is no box."""
    region = hole.inside
    share = np.count_nonzero(region) / region.size
    turned = _slanted(page, region)
    if share < FULL and not turned:
        return None
    height, width = region.shape
    boxes = decompose(region, page.px(1.5), page.px(SMALLEST_HEIGHT * 0.9))
    if len(boxes) != 1 and share >= TORN and _line_high(page, region):
        # Letters that reach the line have torn the area, but its four sides may be straight.
        fence = _fence(page, lines, np.ones_like(region), hole.x, hole.y)
        if fence >= SURE_FENCE:
            return [(0, 0, width, height)], fence
    if turned:
        own = _followed(page, lines, region, hole.x, hole.y)
        return (skew_strips(region, page.px(2)), own) if own >= CROOKED_FENCE else None
    if not boxes or len(boxes) > MOST_STEPS or _curved(page, boxes):
        return None
    covered = np.zeros_like(region)
    for x0, y0, x1, y1 in boxes:
        covered[y0:y1, x0:x1] = True
    fits = np.count_nonzero(covered & region) >= LEAST_FIT * np.count_nonzero(covered | region)
    fence = _fence(page, lines, covered, hole.x, hole.y) if fits else 0.0
    notched = share >= NOTCHED_FULL and width >= page.px(SHORTEST_NOTCHED) and is_clear(page, lines, hole)
    if fence < FENCE_SHARE and (notched or (fits and share >= CROOKED_FULL)):
        # A line that runs crooked, and boxes laid over the area, leave the sides of a rectangle; the area's own border
        # follows them.
        own = _followed(page, lines, region, hole.x, hole.y)
        fence = own if own >= CROOKED_FENCE else fence
    if fence < FENCE_SHARE:
        return None
    return [_regrown(region & ~covered, box, page.px(SMALLEST_HEIGHT)) for box in boxes], fence


def is_clear(page: PagePixels, lines: Lines, hole: Region) -> bool:
    """Whether no print stands in an enclosed area; the lines of boxes laid over its rectangles lie outside it."""
    inset = 2 * page.px(INSET) + 1
    padded = np.pad(hole.inside, 1).astype(np.uint8)
    inner = cv2.erode(padded, np.ones((inset, inset), np.uint8))[1:-1, 1:-1]
    ink = _window(lines.ink, hole.x, hole.y, inner.shape)
    return cv2.countNonZero(cv2.bitwise_and(ink, inner)) <= CLEAR * cv2.countNonZero(inner)


def _regrown(left: NDArray[np.bool_], box: Box, reach: int) -> Box:
    """The box with the rows above and below it that it mostly fills: crooked sides are `left` over in low bands."""
    x0, y0, x1, y1 = box
    above = left[max(0, y0 - reach) : y0, x0:x1].mean(axis=1)[::-1] < MOSTLY
    below = left[y1 : y1 + reach, x0:x1].mean(axis=1) < MOSTLY
    up = int(np.argmax(above)) if above.any() else above.size
    down = int(np.argmax(below)) if below.any() else below.size
    return x0, y0 - up, x1, y1 + down


def _curved(page: PagePixels, boxes: list[Box]) -> bool:
    """Whether low steps make up much of an area, as in the round of a letter or a logo; a notch or two do not."""
    lowest = page.px(LOWEST_STEP)
    if len(boxes) > 3:
        return sorted(b[3] - b[1] for b in boxes)[(len(boxes) - 1) // 2] < lowest
    sizes = [((b[2] - b[0]) * (b[3] - b[1]), b[3] - b[1] < lowest) for b in boxes]
    return len(boxes) == 3 and sum(size for size, low in sizes if low) > MOST_NOTCHED * sum(size for size, _ in sizes)


def _line_high(page: PagePixels, region: NDArray[np.bool_]) -> bool:
    """Whether an area has the shape of a line of print and all four corners, as the inside of no letter has."""
    height, width = region.shape
    inset = page.px(CORNER)
    if height > page.px(HIGHEST_TORN) or width < 1.5 * height or height <= 2 * inset:
        return False
    return bool(region[[inset, inset, -1 - inset, -1 - inset], [inset, -1 - inset, inset, -1 - inset]].all())


def _fence(page: PagePixels, lines: Lines, region: NDArray[np.bool_], x: int, y: int) -> float:
    """Share of the region's outline along which a straight line is drawn (the worse of its two directions)."""
    reach = page.px(1.6)
    padded = np.pad(region.view(np.uint8), reach + 1)
    top, left = y - reach - 1, x - reach - 1
    shares = []
    for mask, axis in ((lines.across, 0), (lines.down, 1)):
        line = _window(mask, left, top, padded.shape)
        around, beside = ((n, 1) if axis == 0 else (1, n) for n in (2 * reach + 1, 3))
        edge = cv2.subtract(padded, cv2.erode(padded, np.ones(beside, np.uint8)))
        total = cv2.countNonZero(edge)
        near = cv2.bitwise_and(edge, cv2.dilate(line, np.ones(around, np.uint8)))
        shares.append(cv2.countNonZero(near) / total if total else 0.0)
    return min(shares)


def _slanted(page: PagePixels, region: NDArray[np.bool_]) -> bool:
    """Whether an area is one rectangle that a crooked scan has turned by a few degrees."""
    height, width = region.shape
    if width < page.px(SHORTEST_SLANTED) or width < height or fill_share(region) >= BLOCK_SHARE:
        return False
    contours, _ = cv2.findContours(region.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    _center, sides, angle = cv2.minAreaRect(np.concatenate(contours))
    slant = min(float(angle) % 90, 90 - float(angle) % 90)
    whole = SLANTED_SHARE * (float(sides[0]) + 1) * (float(sides[1]) + 1) - FRAYED * (float(sides[0]) + float(sides[1]))
    return bool(LEAST_SLANT < slant <= MOST_SLANT and np.count_nonzero(region) >= whole)


def _followed(page: PagePixels, lines: Lines, region: NDArray[np.bool_], x: int, y: int) -> float:
    """Share of an area's own border that runs along a line of either direction."""
    reach = page.px(1.6)
    inside = np.pad(region, reach + 1).astype(np.uint8)
    top, left = y - reach - 1, x - reach - 1
    line = _window(lines.across, left, top, inside.shape) | _window(lines.down, left, top, inside.shape)
    near = cv2.dilate(line, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
    edge = (inside > 0) & (cv2.erode(inside, np.ones((3, 3), np.uint8)) == 0)
    return int(np.count_nonzero(edge & (near > 0))) / max(1, int(np.count_nonzero(edge)))


def _window(mask: Mask, left: int, top: int, shape: tuple[int, ...]) -> Mask:
    h, w = shape[0], shape[1]
    out = np.zeros((h, w), np.uint8)
    y0, x0 = max(0, top), max(0, left)
    part = mask[y0 : max(0, top + h), x0 : max(0, left + w)]
    out[y0 - top : y0 - top + part.shape[0], x0 - left : x0 - left + part.shape[1]] = part
    return out
