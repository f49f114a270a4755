"""Finds small isolated print beside the text of a page, where agencies put the codes of deletions at that height."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from reviewer.detection.packed import upright_strokes
from reviewer.detection.pixels import Box, PagePixels, quantile
from reviewer.detection.regions import boxes
from reviewer.model.geometry import Rect, bounds
from reviewer.model.page import Word

LABEL_INK = 0.62  # of the way from the darkest print to the paper: what is darker is print
DARKEST = 0.005  # of a page: what its darkest print fills
SMALLEST, HIGHEST_LINE, WIDEST = 4.0, 17.0, 110.0
WORD_GAP, LINE_GAP = 5.0, 6.0
ISOLATED, NEXT_TO = 9.0, 14.0
LEAST_WIDTH = 1.1  # of its height: the shortest codes are a letter and a figure, at least 1.25 times as wide as high
SIDE = 0.17  # of the page's width: the strips in which a label needs no free space around it
REACH = 6.0
LONG_LINE = 22.0  # points: higher than any letter
FURTHEST_IN, PAST = 60.0, 1.5  # points that a label may reach into a box; that the box's own line runs on beyond it
INWARDS = 1.0  # points that a label has to reach into a box
SOLID = 0.6  # share of ink from which it is no box that a label could reach into, but a block
SAME_LEFT = 2.0  # points by which the lines of one label may begin apart


@dataclass(frozen=True, slots=True)
class Place:
    """One line of small print that may be a code: where it stands, and what the file's own layer says it is."""

    rect: Rect
    layer: str


def find_places(page: PagePixels, blocks: Sequence[Rect], words: Sequence[Word]) -> list[Place]:
    """Label-sized print at the height of at least one of `blocks`, outside all of them (displayed points)."""
    point = page.unit / page.scale
    level = _ink_level(page)
    reach = REACH * 4 * point
    near = print_lines(page, blocks, rows=_rows_near(page, blocks, reach))
    lines = [
        rect
        for rect in near
        if rect.width >= LEAST_WIDTH * rect.height
        and any(rect.y0 - reach <= b.y1 and rect.y1 + reach >= b.y0 for b in blocks)
    ]
    aside = [rect for rect in lines if _stands_aside(page, rect, blocks, level)]
    aside += [r for r in lines if r not in aside and any(_goes_on(r, label, point) for label in aside)]
    middles = [(*word.rect.center, word.text) for word in words]
    return [Place(rect, _written(rect.grown(2 * point), middles)) for rect in _whole(page, aside, near)]


def _rows_near(page: PagePixels, blocks: Sequence[Rect], reach: float) -> slice:
    """The rows of a page that hold all print within `reach` of blocks; what is cut off at their ends is not."""
    margin = reach + (HIGHEST_LINE + LONG_LINE) * page.unit / page.scale
    _, top, _, bottom = page.to_box(bounds(blocks).grown(0, margin))
    return slice(top, bottom)


def _written(area: Rect, middles: Sequence[tuple[float, float, str]]) -> str:
    """The words whose middles lie in an area."""
    x0, y0, x1, y1 = area
    return " ".join(text for x, y, text in middles if y0 <= y <= y1 and x0 <= x <= x1)


def _goes_on(rect: Rect, label: Rect, point: float) -> bool:
    """Whether a line begins under or above a longer one as the next one of the same label does."""
    if abs(rect.x0 - label.x0) > SAME_LEFT * point:
        return False
    apart = max(rect.y0 - label.y1, label.y0 - rect.y1)
    return -point <= apart <= LINE_GAP * point and rect.width < label.width


def _whole(page: PagePixels, aside: Sequence[Rect], lines: Sequence[Rect]) -> list[Rect]:
    """The labels with the words before them: in the type of a typewriter a space is so wide that they come apart.

    A line of text, whose last words stand in the margin, is longer than any label and left as it was.
    """
    point = page.unit / page.scale
    found: list[Rect] = []
    for label in sorted(aside, key=lambda rect: -rect.x1):
        if any(label.overlap(other) > 0 for other in found):
            continue
        whole = label
        while whole.width <= WIDEST * point:
            before = [rect for rect in lines if _just_before(rect, whole, point)]
            if not before:
                break
            whole = bounds([whole, *before])
        found.append(whole if whole.width <= WIDEST * point else label)
    return found


def _just_before(rect: Rect, label: Rect, point: float) -> bool:
    """Whether print ends a wide space before a label begins."""
    level = min(label.y1, rect.y1) - max(label.y0, rect.y0) > 0.5 * min(rect.height, label.height)
    return level and 0 < label.x0 - rect.x1 <= ISOLATED * point


def _ink_level(page: PagePixels) -> int:
    """Grey level between print and paper; print on a worn page may be pale."""
    darkest = quantile(page.gray[::4, ::4], DARKEST)
    return int(darkest + LABEL_INK * (page.paper - darkest))


def print_lines(
    page: PagePixels, blocks: Sequence[Rect], widest: float = WIDEST, rows: slice = slice(None)
) -> list[Rect]:
    """Pieces of lines of small print outside `blocks` within `rows`, at most `widest` points of ordinary print wide."""
    first = rows.start or 0
    level = _ink_level(page)
    ink = np.asarray(cv2.threshold(page.gray[rows], level, 1, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)
    margin = page.px(1.5)
    for block in blocks:
        x0, y0, x1, y1 = page.to_box(block)
        ink[max(0, y0 - margin - first) : max(0, y1 + margin - first), max(0, x0 - margin) : x1 + margin] = 0
    # The line that parts the margin from the text would make one piece of all labels beside it.
    ink = np.asarray(cv2.subtract(ink, upright_strokes(ink, page.px(LONG_LINE) | 1)), dtype=np.uint8)
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, page.px(WORD_GAP) | 1), np.uint8))
    pieces = boxes(np.asarray(joined, dtype=np.uint8))
    pieces[:, 1] += first
    found = _with_inner_ends(page, pieces, blocks, level)
    wide = (found[:, 2] >= page.px(SMALLEST)) & (found[:, 2] <= page.px(widest))
    high = (found[:, 3] >= page.px(SMALLEST)) & (found[:, 3] <= page.px(HIGHEST_LINE))
    return [page.to_points((x, y, x + w, y + h)) for x, y, w, h in found[wide & high].tolist()]


def _with_inner_ends(
    page: PagePixels, found: NDArray[np.int64], blocks: Sequence[Rect], level: int
) -> NDArray[np.int64]:
    """The pieces of print (`x, y, width, height`), those that reach over the right side of a box with what is in it."""
    near = page.px(1.5) + page.px(WORD_GAP)
    for block in blocks:
        left, top, right, bottom = page.to_box(block)
        follows = (found[:, 0] >= right) & (found[:, 0] <= right + near)
        follows &= (found[:, 1] < bottom) & (found[:, 1] + found[:, 3] > top)
        for k in np.flatnonzero(follows).tolist():
            x, y, w, h = found[k].tolist()
            start = _start_before(page, (max(left, right - page.px(FURTHEST_IN)), y, x, y + h), level)
            if start <= right - page.px(INWARDS):
                found[k] = start, y, x + w - start, h
    return found


def _start_before(page: PagePixels, window: Box, level: int) -> int:
    """The column in a window at which the print that ends at its right side begins; its right side if there is none."""
    x0, y0, x1, y1 = window
    past = page.px(PAST)
    ink = page.gray[max(0, y0 - past) : y1 + past, x0:x1] < level
    inner = ink[min(past, y0) : min(past, y0) + y1 - y0]
    columns = np.flatnonzero(inner.any(axis=0) & ~ink.all(axis=0))  # those of the box's own line run on
    gap = page.px(WORD_GAP)
    if not columns.size or x1 - x0 - columns[-1] > gap or inner.mean() > SOLID:
        return x1
    gaps = np.flatnonzero(np.diff(columns) > gap)
    return x0 + int(columns[gaps[-1] + 1 if gaps.size else 0])


def _stands_aside(page: PagePixels, rect: Rect, blocks: Sequence[Rect], ink: int) -> bool:
    """Whether the print stands in a side strip of the page, or free of other print next to a block."""
    width = page.width / page.scale
    if rect.x0 > (1 - SIDE) * width or rect.x1 < SIDE * width:
        return True
    point = page.unit / page.scale
    x0, y0, x1, y1 = page.to_box(rect)
    free = page.px(ISOLATED)
    after = page.gray[y0:y1, x1 + 1 : x1 + free]
    if after.size and int(np.count_nonzero(after < ink)):
        return False
    before = page.gray[y0:y1, max(0, x0 - free) : max(0, x0 - 1)]
    if rect.center[0] > (1 - SIDE) * width and not int(np.count_nonzero(before < ink)):
        return True  # a long label, as with the name of a statute, begins further in
    return any(_beside(rect, b, point) for b in blocks)


def _beside(rect: Rect, block: Rect, point: float) -> bool:
    """Whether print stands next to a block, or over its right side."""
    level = min(rect.y1, block.y1) - max(rect.y0, block.y0) > 0.5 * rect.height
    over = block.x0 < rect.x0 < block.x1 - INWARDS * point < rect.x1
    reach = NEXT_TO * point
    return level and (over or 0 <= rect.x0 - block.x1 <= reach or 0 <= block.x0 - rect.x1 <= reach)


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
