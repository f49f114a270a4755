"""Groups cells that share walls, and tells the grids of tables among them."""

from __future__ import annotations

from collections.abc import Sequence

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
    for i, a in enumerate(cells):
        for j in range(i):
            if any(_joined(p, q, wall) for p in a for q in cells[j]):
                parent[root(i)] = root(j)
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


def _joined(a: Box, b: Box, wall: int) -> bool:
    across = min(a[2], b[2]) - max(a[0], b[0])
    down = min(a[3], b[3]) - max(a[1], b[1])
    return (0 >= across >= -wall and down > wall) or (0 >= down >= -wall and across > wall)
