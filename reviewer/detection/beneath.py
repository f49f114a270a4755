"""Says what a picture of the file holds where something is painted over it: print, and whether the page shows it."""

from __future__ import annotations

import cv2
import numpy as np

from reviewer.detection.pixels import PagePixels, quantile
from reviewer.detection.regions import boxes
from reviewer.model.evidence import Pixels
from reviewer.model.geometry import Rect

# Grey levels: ground that print is dark on; print against it; what the page and the picture may differ by.
LIGHT, CONTRAST, SAME = 120, 60, 12.0
LETTERS, LETTER = 4, (8, 50)  # pieces of print, and their height in pixels at 150 dpi


def holds_print(picture: Pixels) -> bool:
    """Whether several letter-sized dark pieces stand on light ground: a block burned into the picture is none."""
    paper = int(quantile(picture, 0.8))
    if paper < LIGHT:
        return False
    pieces = boxes(np.asarray(picture < paper - CONTRAST, dtype=np.uint8))
    high = (pieces[:, 3] >= LETTER[0]) & (pieces[:, 3] <= LETTER[1]) & (pieces[:, 2] <= 3 * LETTER[1])
    return int(np.count_nonzero(high)) >= LETTERS


def is_shown(page: PagePixels, picture: Pixels, rect: Rect) -> bool:
    """Whether the page shows what the picture holds, so that nothing lies over it."""
    x0, y0, x1, y1 = page.to_box(rect)
    part = page.gray[y0:y1, x0:x1]
    if part.size == 0:
        return True
    seen = cv2.resize(part, (picture.shape[1], picture.shape[0]), interpolation=cv2.INTER_AREA)
    return float(np.mean(cv2.absdiff(np.asarray(seen, dtype=np.uint8), picture))) < SAME
