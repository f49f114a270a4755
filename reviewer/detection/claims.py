"""Tells touching blocks that each bear a label of their own: who claims an exemption twice has made two deletions."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from reviewer.detection.pixels import Box, Mask, PagePixels, quantile
from reviewer.detection.regions import boxes as boxes_of

PRINT_STEP = 28  # grey levels between a block and a letter on it
RIM = 1.0  # points along the sides of a block that are not looked at
LETTER = 2.5, 16.0  # points: the height of a letter, and the most that it is wide
FEWEST = 2  # letters of a label
GAP, CLEAR, NARROWEST = 0.9, 0.06, 9.0  # points between two blocks; share of it that specks darken; points of one
GRAIN = 5  # times as many specks as letters are the grain of a scan


def bears_label(page: PagePixels, box: Box) -> bool:
    """Whether letters are printed on a filled block, darker or lighter than itself."""
    rim = page.px(RIM)
    x0, y0, x1, y1 = box
    part = page.gray[y0 + rim : y1 - rim, x0 + rim : x1 - rim]
    if min(part.shape) < page.px(LETTER[0]):
        return False
    level = int(quantile(part))
    print_ = (cv2.absdiff(part, np.full_like(part, level)) > PRINT_STEP).astype(np.uint8)
    pieces = boxes_of(print_)
    tall = pieces[:, 3] >= page.px(LETTER[0])
    letters = np.count_nonzero(tall & (pieces[:, 2] <= page.px(LETTER[1])))
    return bool(letters >= FEWEST and np.count_nonzero(~tall) <= GRAIN * letters)


def own_claims(page: PagePixels, parts: Sequence[Box]) -> list[tuple[Box, ...]]:
    """The parts of one region, parted where several bear a label; one without stays with that which it borders most."""
    labelled = [part for part in parts if bears_label(page, part)]
    if len(labelled) < 2:
        return [tuple(parts)]
    groups: dict[Box, list[Box]] = {part: [] for part in labelled}
    for part in parts:
        owner = part if part in groups else max(labelled, key=lambda other: _border(part, other))
        groups[owner].append(part)
    return [tuple(group) for group in groups.values()]


def parted_at_gaps(page: PagePixels, filled: Mask, box: Box) -> list[Box]:
    """The blocks that stand side by side in a box: white runs between them from head to foot, as through no letter."""
    x0, y0, x1, y1 = box
    rim = page.px(RIM)
    dark = filled[y0 + rim : y1 - rim, x0:x1]
    if not dark.size or x1 - x0 < page.px(NARROWEST):
        return [box]
    clear = np.concatenate(([False], np.count_nonzero(dark, axis=0) <= CLEAR * dark.shape[0], [False]))
    edges = np.flatnonzero(np.diff(clear.astype(np.int8))).reshape(-1, 2)
    gaps = [(int(a), int(b)) for a, b in edges if b - a >= GAP * page.unit and a > 0 and b < x1 - x0]
    starts, ends = [0, *(b for _, b in gaps)], [*(a for a, _ in gaps), x1 - x0]
    parts = [(x0 + a, y0, x0 + b, y1) for a, b in zip(starts, ends, strict=True)]
    return parts if all(part[2] - part[0] >= page.px(NARROWEST) for part in parts) else [box]


def _border(a: Box, b: Box) -> int:
    """How much of their sides two boxes have in common, negative for the distance between them."""
    across = min(a[2], b[2]) - max(a[0], b[0])
    down = min(a[3], b[3]) - max(a[1], b[1])
    return max(across, down) if min(across, down) >= -2 else min(across, down)
