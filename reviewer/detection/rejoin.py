"""Puts gray blocks together again that a code printed in them, mottled by the compression of a scan, has parted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from reviewer.detection.candidate import Candidate
from reviewer.detection.pixels import Gray, PagePixels
from reviewer.model.geometry import Rect, bounds

LEVEL = 1.2  # points by which the heads and the feet of two parts may differ
NARROWEST, WIDEST = 5.0, 110.0  # points between them: a line between two cells is narrower, a code is not wider
SMOOTH = 0.8  # points over which the mottles of compression are evened out
SAME, PAPER = 9, 0.5  # grey levels; of the way from the block's gray to the paper
LEAST_SAME, MOST_PAPER = 0.25, 0.02  # shares of the place between two parts


def rejoined(page: PagePixels, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, with gray blocks between which nothing but print on the same gray stands made one."""
    found = [c for c in candidates if not _plain_gray(c)]
    grays = sorted((c for c in candidates if _plain_gray(c)), key=lambda c: c.bounds.x0)
    while grays:
        block = grays.pop(0)
        follower = next((c for c in grays if _parted(page, block.bounds, c.bounds)), None)
        if follower is None:
            found.append(block)
            continue
        grays.remove(follower)
        whole = bounds([block.bounds, follower.bounds])
        sure = min(block.confidence, follower.confidence)
        grays.insert(0, replace(block, rects=(whole,), confidence=sure, content=True))
    return found


def _plain_gray(candidate: Candidate) -> bool:
    return candidate.method == "raster-gray" and len(candidate.rects) == 1


def _parted(page: PagePixels, left: Rect, right: Rect) -> bool:
    """Whether two blocks stand at one height, and the place between them holds their gray, darker print, no paper."""
    reach, point = LEVEL * page.unit / page.scale, page.unit / page.scale
    if abs(left.y0 - right.y0) > reach or abs(left.y1 - right.y1) > reach:
        return False
    if not NARROWEST * point <= right.x0 - left.x1 <= WIDEST * point:
        return False
    between = Rect(left.x1, max(left.y0, right.y0), right.x0, min(left.y1, right.y1))
    gap, block = _window(page, between.grown(0, -point)), _window(page, left.grown(-point))
    if not gap.size or not block.size:
        return False
    level = int(np.median(block))
    even = cv2.blur(gap, (page.px(SMOOTH) | 1, page.px(SMOOTH) | 1))
    same = float(np.mean(cv2.absdiff(even, np.full_like(even, level)) <= SAME))
    paper = float(np.mean(even > level + PAPER * (page.paper - level)))
    return same >= LEAST_SAME and paper <= MOST_PAPER


def _window(page: PagePixels, rect: Rect) -> Gray:
    x0, y0, x1, y1 = page.to_box(rect)
    return np.ascontiguousarray(page.gray[y0:y1, x0:x1])
