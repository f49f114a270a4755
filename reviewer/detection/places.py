"""Narrows a page to the few windows in which something may be found, so that the rest of it need not be searched."""

from __future__ import annotations

import cv2
import numpy as np

from reviewer.detection.packed import TILE_HEIGHT, TILE_WIDTH
from reviewer.detection.pixels import Box, Mask
from reviewer.detection.regions import boxes


def places(wanted: Mask, beside: int, width: int, height: int) -> list[Box]:
    """Pixel windows around the tiles `wanted` (a mask of tiles) and `beside` pixels beside them, of which none overlap,
    on a page of `width` x `height` pixels."""
    across, down = -(-beside // TILE_WIDTH), -(-beside // TILE_HEIGHT)
    left, top, columns, rows = cv2.boundingRect(wanted)
    if not columns:
        return []
    left, top, right, bottom = max(0, left - across), max(0, top - down), left + columns + across, top + rows + down
    near = cv2.dilate(wanted[top:bottom, left:right], np.ones((2 * down + 1, 2 * across + 1), np.uint8))
    found = [
        (
            (left + x) * TILE_WIDTH,
            (top + y) * TILE_HEIGHT,
            min(width, (left + x + w) * TILE_WIDTH),
            min(height, (top + y + h) * TILE_HEIGHT),
        )
        for x, y, w, h in boxes(np.asarray(near, np.uint8)).tolist()
    ]
    return _merged(found)


def _merged(found: list[Box]) -> list[Box]:
    """The boxes with those that overlap made one."""
    merged: list[Box] = []
    while found:
        box = found.pop()
        other = next((m for m in merged if _overlap(box, m)), None)
        if other is None:
            merged.append(box)
        else:
            merged.remove(other)
            found.append((min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3])))
    return merged


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
