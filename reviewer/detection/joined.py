"""Groups cells that share walls, and tells the grids of tables among them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reviewer.detection.pixels import Box, PagePixels

WALL = 2.5  # points: the thickest wall between two cells
GRID_CELLS = 6


def neighbours(page: PagePixels, cells: Sequence[Sequence[Box]]) -> list[list[int]]:
    """Groups of cells that share a wall, as indexes; a cell is one or more pixel boxes."""
    parent = list(range(len(cells)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    wall = page.px(WALL)
    owners = np.array([i for i, cell in enumerate(cells) for _ in cell], np.int64)
    boxes = np.array([box for cell in cells for box in cell], np.int64).reshape(-1, 4)
    for i, box in enumerate(boxes):
        for other in set(owners[:i][_joined(boxes[:i], box, wall)].tolist()):
            parent[root(int(owners[i]))] = root(other)
    groups: dict[int, list[int]] = {}
    for i in range(len(cells)):
        groups.setdefault(root(i), []).append(i)
    return list(groups.values())


def is_grid(page: PagePixels, cells: Sequence[Sequence[Box]]) -> bool:
    """Whether most of at least six joined cells stand in ranks of equal height or files of equal width."""
    boxes = [box for cell in cells for box in cell]
    if len(boxes) < GRID_CELLS:
        return False
    near = page.px(1.5)
    ranks = max(sum(abs(b[1] - a[1]) <= near and abs(b[3] - a[3]) <= near for b in boxes) for a in boxes)
    files = max(sum(abs(b[0] - a[0]) <= near and abs(b[2] - a[2]) <= near for b in boxes) for a in boxes)
    return max(ranks, files) >= GRID_CELLS - 1


def _joined(boxes: NDArray[np.int64], box: NDArray[np.int64], wall: int) -> NDArray[np.bool_]:
    """Which of `boxes` (a row each) share a wall with `box`."""
    common = np.minimum(boxes[:, 2:], box[2:]) - np.maximum(boxes[:, :2], box[:2])
    across, down = common[:, 0], common[:, 1]
    beside = (across <= 0) & (across >= -wall) & (down > wall)
    return beside | ((down <= 0) & (down >= -wall) & (across > wall))
