"""Finds small isolated print beside the text of a page, where agencies put the codes of deletions at that height."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from reviewer.detection.pixels import PagePixels
from reviewer.detection.regions import boxes
from reviewer.model.geometry import Rect, bounds
from reviewer.model.page import Word

LABEL_INK = 0.62  # of the way from the darkest print to the paper: what is darker is print
DARKEST = 0.5  # percent of a page that its darkest print fills
SMALLEST, HIGHEST_LINE, WIDEST = 4.0, 17.0, 110.0
WORD_GAP, LINE_GAP = 5.0, 6.0
ISOLATED = 9.0
SIDE = 0.17  # of the page's width: the strips in which a label needs no free space around it
REACH = 6.0


@dataclass(frozen=True, slots=True)
class Place:
    """One line of small print that may be a code: where it stands, and what the file's own layer says it is."""

    rect: Rect
    layer: str


def find_places(page: PagePixels, blocks: Sequence[Rect], words: Sequence[Word]) -> list[Place]:
    """Label-sized print at the height of at least one of `blocks`, outside all of them (displayed points)."""
    point = page.unit / page.scale
    found: list[Place] = []
    level = _ink_level(page)
    for rect in print_lines(page, blocks):
        beside = any(rect.y0 - REACH * 4 * point <= b.y1 and rect.y1 + REACH * 4 * point >= b.y0 for b in blocks)
        if beside and _stands_aside(page, rect, blocks, level):
            text = " ".join(w.text for w in words if rect.grown(2 * point).contains_point(*w.rect.center))
            found.append(Place(rect, text))
    return found


def _ink_level(page: PagePixels) -> int:
    """Grey level between print and paper; print on a worn page may be pale."""
    darkest = float(np.percentile(page.gray[::4, ::4], DARKEST))
    return int(darkest + LABEL_INK * (page.paper - darkest))


def print_lines(page: PagePixels, blocks: Sequence[Rect], widest: float = WIDEST) -> list[Rect]:
    """Pieces of lines of small print outside `blocks`, at most `widest` points of ordinary print wide."""
    ink = cv2.threshold(page.gray, _ink_level(page), 1, cv2.THRESH_BINARY_INV)[1]
    margin = page.px(1.5)
    for block in blocks:
        x0, y0, x1, y1 = page.to_box(block)
        ink[max(0, y0 - margin) : y1 + margin, max(0, x0 - margin) : x1 + margin] = 0
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, page.px(WORD_GAP) | 1), np.uint8))
    found = boxes(np.asarray(joined, dtype=np.uint8))
    wide = (found[:, 2] >= page.px(SMALLEST)) & (found[:, 2] <= page.px(widest))
    high = (found[:, 3] >= page.px(SMALLEST)) & (found[:, 3] <= page.px(HIGHEST_LINE))
    return [page.to_points((int(x), int(y), int(x + w), int(y + h))) for x, y, w, h in found[wide & high]]


def _stands_aside(page: PagePixels, rect: Rect, blocks: Sequence[Rect], ink: int) -> bool:
    """Whether the print stands in a side strip of the page, or free of other print next to a block."""
    width = page.width / page.scale
    if rect.x0 > (1 - SIDE) * width or rect.x1 < SIDE * width:
        return True
    point = page.unit / page.scale
    if not any(_beside(rect, b, 14 * point) for b in blocks):
        return False
    _x0, y0, x1, y1 = page.to_box(rect)
    free = page.px(ISOLATED)
    after = page.gray[y0:y1, x1 + 1 : x1 + free]
    return not after.size or int(np.count_nonzero(after < ink)) == 0


def _beside(rect: Rect, block: Rect, reach: float) -> bool:
    level = min(rect.y1, block.y1) - max(rect.y0, block.y0) > 0.5 * rect.height
    return level and (0 <= rect.x0 - block.x1 <= reach or 0 <= block.x0 - rect.x1 <= reach)


def stacks(rects: Sequence[Rect], point: float) -> list[list[int]]:
    """Groups of label lines that stand under each other and belong together, as indexes into `rects`."""
    groups: list[list[int]] = []
    for i in sorted(range(len(rects)), key=lambda k: rects[k].y0):
        for group in groups:
            box = bounds(rects[k] for k in group)
            over = min(box.x1, rects[i].x1) - max(box.x0, rects[i].x0)
            near = -point <= rects[i].y0 - box.y1 <= LINE_GAP * point or rects[i].intersect(box).area > 0
            if near and over > 0:
                group.append(i)
                break
        else:
            groups.append([i])
    return groups
