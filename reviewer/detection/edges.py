"""Finds where a filled block begins and ends, and how straight its sides are; letters beside it are no part of it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from reviewer.detection.pixels import Box, Mask, PagePixels, set_along
from reviewer.detection.shapes import BLOCK_SHARE, fill_share
from reviewer.detection.tones import Tone

LETTER_BEFORE, GAP = 6.0, 0.25  # points of print that may touch the end of a block; filled share of the gap
RIM, CLOSED, MOSTLY_DARK, RIM_EDGE = 2, 0.97, 0.62, 0.95  # pixels; shares; how straight such a block is
ONE_LINE, FULL_HEIGHT, TAB = 16.0, 0.88, 14.0  # points; share of the height of a block; points by which letters reach
LETTERS = 0.9  # most ink in what is beside a block: between letters there is paper


def without_tabs(
    page: PagePixels, tone: Tone, region: NDArray[np.bool_], x: int, y: int
) -> tuple[NDArray[np.bool_], int]:
    """A black block as high as one line, without the letters beside it that run into its ends, and where it begins.

    They are lower than the block; it counts without them where it ends straight there.
    """
    height, width = region.shape
    if tone.name != "black" or height > page.px(ONE_LINE) or fill_share(region) >= BLOCK_SHARE:
        return region, x
    full = np.flatnonzero(_shares(region.view(np.uint8), 0) >= FULL_HEIGHT)
    if not full.size:
        return region, x
    left, right = int(full[0]), int(full[-1]) + 1
    tabs = left, width - right
    if not any(tabs) or max(tabs) > page.px(TAB) or right - left < page.px(LETTER_BEFORE):
        return region, x
    core = np.ascontiguousarray(region[:, left:right])
    sharp = edge_share(page, tone, trim(page, tone, (x + left, y, x + right, y + height))) >= RIM_EDGE
    beside = region.copy()
    beside[:, left:right] = False
    ink = float(np.mean(tone.strict[y : y + height, x : x + width][beside]))
    lettered = ink < LETTERS and fill_share(core) >= BLOCK_SHARE
    return (core, x + left) if sharp and lettered else (region, x)


def trim(page: PagePixels, tone: Tone, box: Box) -> Box:
    """The box moved inwards to where the fill starts: smoothing widens it, and letters close by cling to it."""
    x0, y0, x1, y1 = box
    filled = tone.strict[y0:y1, x0:x1]
    rows, columns = _shares(filled, 1), _shares(filled, 0)
    reach = page.px(1.5)
    top, bottom = _start(rows, reach), _start(rows[::-1], reach)
    left, right = _start(columns, reach), _start(columns[::-1], reach)
    box = x0 + left, y0 + top, x1 - right, y1 - bottom
    before, after = _print_before(page, columns), _print_before(page, columns[::-1])
    if (before or after) and edge_share(page, tone, box) < tone.edge:
        shorter = x0 + max(left, before), box[1], x1 - max(right, after), box[3]
        box = shorter if edge_share(page, tone, shorter) >= tone.edge else box
    return box


def _print_before(page: PagePixels, columns: NDArray[np.float64]) -> int:
    """Columns up to the end of a letter that touches the block: the gap after its stem is all but empty."""
    reach = page.px(LETTER_BEFORE)
    if columns.size <= 4 * reach:
        return 0
    (gaps,) = (columns[:reach] < GAP).nonzero()
    return int(gaps[-1]) + 1 if gaps.size else 0


def _start(profile: NDArray[np.float64], reach: int) -> int:
    """Index of the first line that belongs to the fill: sparse lines go however many, half-filled ones only a few."""
    first = int((profile >= 0.45).argmax())  # 0 where there is none
    return first + int((profile[first : first + reach + 1] >= 0.6).argmax())


def edge_share(page: PagePixels, tone: Tone, box: Box) -> float:
    """How straight the box ends: the least share of a side along which the fill reaches the border."""
    x0, y0, x1, y1 = box
    filled = tone.strict[y0:y1, x0:x1]
    depth = page.px(1.2)
    sides = ((filled[:depth], 0), (filled[-depth:], 0), (filled[:, :depth], 1), (filled[:, -depth:], 1))
    shares = [_reached(side, axis) * cv2.countNonZero(side) / side.size for side, axis in sides if side.size]
    if tone.name == "torn" and len(shares) == len(sides):  # letters cut its head or its foot, and one of its ends
        return float(min(max(shares[:2]), max(shares[2:])) ** 0.5)
    straight = float(min(shares, default=0.0) ** 0.5)
    if tone.name in ("black", "white") and straight < RIM_EDGE and _closed_rim(filled):
        return RIM_EDGE
    return straight


def _closed_rim(filled: Mask) -> bool:
    """Whether a block is dark all along its border and mostly within: white letters reach close to its sides."""
    sides = (filled[:RIM], filled[-RIM:], filled[:, :RIM], filled[:, -RIM:])
    closed = all(side.size and cv2.countNonZero(side) >= CLOSED * side.size for side in sides)
    return closed and cv2.countNonZero(filled) >= MOSTLY_DARK * filled.size


def _reached(side: Mask, axis: int) -> float:
    """Share of the rows or columns of a side in which anything is set."""
    found = cv2.reduce(side, axis, cv2.REDUCE_MAX)
    return cv2.countNonZero(found) / found.size


def _shares(mask: Mask, axis: int) -> NDArray[np.float64]:
    """Share of each column (axis 0) or row (axis 1) of a mask that is set."""
    return np.divide(set_along(mask, axis), mask.shape[axis])
