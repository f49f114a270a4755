"""Turns the mask of one connected region into the few rectangles that cover it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from reviewer.detection.pixels import Box, set_along

BLOCK_SHARE = 0.98  # of its own rectangle: a region this full is one block

Runs = tuple[tuple[int, int], ...]


def fill_share(mask: NDArray[np.bool_]) -> float:
    """Share of the mask's own rectangle that is set."""
    return np.count_nonzero(mask) / mask.size if mask.size else 0.0


def around_all(boxes: Sequence[Box]) -> Box:
    """The smallest box around all boxes."""
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def decompose(mask: NDArray[np.bool_], tolerance: int, smallest: int) -> list[Box]:
    """Rectangles `(x0, y0, x1, y1)` that cover a region of blocks: one for a block, several for a stepped one.

    Rows whose runs differ by up to `tolerance` pixels belong to the same band; bands and runs below `smallest` pixels
    are ragged edges and are left out.
    """
    if fill_share(mask) >= BLOCK_SHARE:
        return [(0, 0, int(mask.shape[1]), int(mask.shape[0]))]
    starts = [0]
    changes = [0, *(1 + np.flatnonzero((mask[1:] != mask[:-1]).any(axis=1))).tolist()]
    rows = _all_runs(mask[changes], smallest)  # most rows are as the one above them
    current = rows[0]
    for y, row in zip(changes[1:], rows[1:], strict=True):
        if not _alike(row, current, tolerance):
            starts.append(y)
            current = row
    bands = pairwise([*starts, mask.shape[0]])
    tall = [(top, bottom) for top, bottom in bands if bottom - top >= max(2, smallest // 2)]
    return [(x0, top, x1, bottom) for top, bottom in tall for x0, x1 in _middle(mask, top, bottom, smallest)]


def skew_strips(mask: NDArray[np.bool_], tolerance: int) -> list[Box]:
    """Upright strips that follow a slanted block; each strip drifts by at most about `tolerance` pixels."""
    columns = np.flatnonzero(mask.any(axis=0))
    if columns.size == 0:
        return []
    tops = np.argmax(mask, axis=0)
    bottoms = mask.shape[0] - np.argmax(mask[::-1], axis=0)
    left, right = int(columns[0]), int(columns[-1]) + 1
    drift = abs(
        int(np.median(tops[columns[: max(1, columns.size // 10)]]))
        - int(np.median(tops[columns[-max(1, columns.size // 10) :]]))
    )
    count = max(1, min(24, round(drift / max(1, tolerance))))
    edges = np.linspace(left, right, count + 1).round().astype(int)
    strips: list[Box] = []
    for x0, x1 in pairwise(edges.tolist()):
        used = columns[(columns >= x0) & (columns < x1)]
        if used.size:
            strips.append((int(x0), int(np.median(tops[used])), int(x1), int(np.median(bottoms[used]))))
    return strips


def _all_runs(mask: NDArray[np.bool_], smallest: int) -> list[Runs]:
    """The runs of every row, as `_runs` gives those of one; all at once, since a page has thousands of rows."""
    padded = np.zeros((mask.shape[0], mask.shape[1] + 2), np.int8)
    padded[:, 1:-1] = mask
    ys, xs = np.nonzero(np.diff(padded, axis=1))
    long = xs[1::2] - xs[::2] >= smallest
    found: list[list[tuple[int, int]]] = [[] for _ in range(mask.shape[0])]
    for y, x0, x1 in zip(ys[::2][long].tolist(), xs[::2][long].tolist(), xs[1::2][long].tolist(), strict=True):
        found[y].append((x0, x1))
    return [tuple(runs) for runs in found]


def _runs(row: NDArray[np.bool_], smallest: int) -> Runs:
    edges = (1 + np.flatnonzero(row[1:] != row[:-1])).tolist()
    edges = [*([0] if row[0] else []), *edges, *([row.size] if row[-1] else [])]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return tuple((x0, x1) for x0, x1 in pairs if x1 - x0 >= smallest)


def _alike(a: Runs, b: Runs, tolerance: int) -> bool:
    return len(a) == len(b) and all(
        abs(p[0] - q[0]) <= tolerance and abs(p[1] - q[1]) <= tolerance for p, q in zip(a, b, strict=True)
    )


def _middle(mask: NDArray[np.bool_], top: int, bottom: int, smallest: int) -> Runs:
    return _runs(set_along(mask[top:bottom].view(np.uint8), 0) >= 0.5 * (bottom - top), smallest)
