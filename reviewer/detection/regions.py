"""Connected regions of a mask, by their contours: on a page that is several times cheaper than labelling each pixel."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from reviewer.detection.pixels import Mask

Contour = NDArray[np.int32]
Window = tuple[int, int, int, int]  # x, y, width, height in pixels

SPECK = 4  # pixels: with the pixels around it, a hole of two each way


@dataclass(frozen=True, slots=True)
class Region:
    """One connected region: the pixel window `x, y, width, height` around it, and what is set in that window."""

    x: int
    y: int
    inside: NDArray[np.bool_]


def boxes(mask: Mask) -> NDArray[np.int64]:
    """`x, y, width, height` of every region whose pixels touch at sides or corners, one a row."""
    contours, levels = _contours(mask)
    chosen = [contours[i] for i in np.flatnonzero(levels[:, 3] < 0).tolist()]
    if not chosen:
        return np.zeros((0, 4), np.int64)
    # All at once: print has thousands of pieces, of which each call costs half a microsecond.
    starts = np.cumsum([0, *map(len, chosen[:-1])])
    x, y = np.ascontiguousarray(np.concatenate(chosen)[:, 0].T)
    left, top = np.minimum.reduceat(x, starts), np.minimum.reduceat(y, starts)
    width, height = np.maximum.reduceat(x, starts) - left + 1, np.maximum.reduceat(y, starts) - top + 1
    return np.stack([left, top, width, height], axis=1).astype(np.int64)


def regions(mask: Mask, wanted: Callable[[Window], bool] | None = None) -> Iterator[Region]:
    """Every region whose pixels touch at sides or corners, with the holes in it left open; with `wanted`, only those of
    whose window it says so."""
    contours, levels = _contours(mask)
    for outer in np.flatnonzero(levels[:, 3] < 0).tolist():
        contour = contours[outer]
        x, y, w, h = cv2.boundingRect(contour)
        if wanted is not None and not wanted((x, y, w, h)):
            continue
        canvas = np.zeros((h, w), np.uint8)
        cv2.drawContours(canvas, [contour], -1, 1, cv2.FILLED, offset=(-x, -y))
        child = int(levels[outer][2])
        while child >= 0:
            # A hole's contour runs over the pixels around it, which belong to the region.
            cv2.drawContours(canvas, [contours[child]], -1, 0, cv2.FILLED, offset=(-x, -y))
            cv2.drawContours(canvas, [contours[child]], -1, 1, 1, offset=(-x, -y))
            child = int(levels[child][0])
        yield Region(x, y, canvas.view(np.bool_))


def holes(mask: Mask, least: tuple[int, int], most: tuple[int, int], rows: slice = slice(None)) -> Iterator[Region]:
    """Areas that the mask encloses within `rows`, with whatever stands in them; width and height from `least` to `most`
    pixels."""
    left, top, width, height = cv2.boundingRect(mask[rows])
    first = rows.start or 0
    contours, levels = _contours(mask[rows][top : top + height, left : left + width])
    for contour in (contours[i] for i in np.flatnonzero(levels[:, 3] >= 0).tolist()):
        x, y, w, h = cv2.boundingRect(contour)
        if not (least[0] <= w - 2 <= most[0] and least[1] <= h - 2 <= most[1]):
            continue
        canvas = np.zeros((h, w), np.uint8)
        cv2.drawContours(canvas, [contour], -1, 1, cv2.FILLED, offset=(-x, -y))
        cv2.drawContours(canvas, [contour], -1, 0, 1, offset=(-x, -y))
        yield Region(left + x + 1, first + top + y + 1, canvas[1:-1, 1:-1] > 0)


def fill_holes(mask: Mask, largest: int, within: Mask | None = None) -> Mask:
    """A copy of the mask in which enclosed areas of up to `largest` pixels in width and height are set.

    Only those that pixels of `within`, a part of the mask, enclose.
    """
    contours, levels = _contours(mask if within is None else within)
    filled = mask.copy()
    for contour in (contours[i] for i in np.flatnonzero(levels[:, 3] >= 0).tolist()):
        x, y, w, h = cv2.boundingRect(contour)
        if w <= SPECK and h <= SPECK:
            filled[y + 1 : y + h - 1, x + 1 : x + w - 1] = 1  # a hole of so few pixels leaves out none of its rectangle
        elif w - 2 <= largest and h - 2 <= largest:
            cv2.drawContours(filled, [contour], -1, 1, cv2.FILLED)
    return filled


def _contours(mask: Mask) -> tuple[Sequence[Contour], NDArray[np.int32]]:
    """Outer contours and those of holes, each with next, previous, first child and parent (-1: none)."""
    if not mask.size:
        return (), np.zeros((0, 4), np.int32)
    contours, hierarchy = cv2.findContours(mask, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    levels = np.asarray(hierarchy, dtype=np.int32) if contours else np.zeros((1, 0, 4), np.int32)
    return cast("Sequence[Contour]", contours), levels[0]
