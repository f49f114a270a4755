"""Masks with eight pixels to a byte: what takes OpenCV a millisecond a page on bytes takes a tenth of that on bits."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from reviewer.detection.pixels import Mask, set_along

Bits = NDArray[np.uint8]
_Join = Callable[[Bits, Bits], Bits]

ALONE = 3  # rows
TILE_WIDTH, TILE_HEIGHT = 8, 4  # pixels: a tile is as wide as a byte


def packed(mask: Mask) -> Bits:
    """The bits of a mask of 0 and 1, the first pixel of eight the highest; the last byte of a row is filled with 0."""
    return np.packbits(mask, axis=1)


def unpacked(bits: Bits, width: int) -> Mask:
    """The mask of `width` columns again."""
    return np.unpackbits(bits, axis=1, count=width)


def upright_runs(bits: Bits, shortest: int, gap: int) -> Bits:
    """Runs of at least `shortest` pixels in each column, breaks below `gap` closed: as OpenCV opens and closes."""
    for count, join in (
        (shortest, np.bitwise_and),
        (shortest, np.bitwise_or),
        (gap, np.bitwise_or),
        (gap, np.bitwise_and),
    ):
        bits = _joined(bits, count, join)
    return bits


def upright_strokes(mask: Mask, shortest: int) -> Mask:
    """Runs of at least `shortest` pixels in each column; as OpenCV opens."""
    bits = _joined(_joined(packed(mask), shortest, np.bitwise_and), shortest, np.bitwise_or)
    return unpacked(bits, mask.shape[1])


def grown(mask: Mask, *, upright: bool) -> Mask:
    """A mask with a pixel more above and below all that is set, or on its left and right; as OpenCV dilates."""
    bits = packed(mask)
    more = bits.copy()
    if upright:
        more[1:] |= bits[:-1]
        more[:-1] |= bits[1:]
    else:
        more |= (bits << np.uint8(1)) | (bits >> np.uint8(1))
        more[:, 1:] |= bits[:, :-1] << np.uint8(7)
        more[:, :-1] |= bits[:, 1:] >> np.uint8(7)
    return unpacked(more, mask.shape[1])


def level_runs(mask: Mask, bits: Bits, shortest: int, gap: int) -> tuple[Mask, NDArray[np.int64]]:
    """The same in each row of a mask and its bits, and the rows that have some; others are not looked at."""
    found = np.zeros_like(mask)
    rows = _rows_with_runs(bits, mask, shortest)
    if rows.size:
        opened = cv2.morphologyEx(mask[rows], cv2.MORPH_OPEN, np.ones((1, shortest), np.uint8))
        held = opened.any(axis=1)
        rows = rows[held]
        if rows.size:
            found[rows] = cv2.morphologyEx(opened[held], cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    return found, rows


def low_ends(bits: Bits, low: int, high: int, blank: int, fewest: int) -> list[int]:
    """The rows in which at least `fewest` pieces of ink end beside each other with nothing in the `blank` rows below.

    Only pieces at most `low` pixels high there count: above them nothing is set up to `high` pixels. Print ends in
    several rows that follow each other; rows that others lie next to are left out.
    """
    nothing = np.zeros((high, bits.shape[1]), np.uint8)
    above = _any_of(np.concatenate([nothing, bits]), high - low)[: bits.shape[0]]
    below = _any_of(np.concatenate([bits[1:], nothing[:1]]), blank)
    ends = bits & ~below
    if not bits.size:
        return []
    rows = np.flatnonzero(set_along(np.bitwise_count(ends & ~above), 1) >= fewest)
    for narrowed in (_with_neighbours, _with_runs):
        if not rows.size:
            return []
        rows = rows[narrowed(ends[rows], above[rows], below[rows], fewest)]
    alone = np.diff(rows, prepend=-ALONE - 1, append=bits.shape[0] + ALONE) > ALONE
    return [int(row) for row in rows[alone[1:] & alone[:-1]]]


def _with_neighbours(ends: Bits, above: Bits, below: Bits, fewest: int) -> NDArray[np.bool_]:
    """Which rows may have `fewest` pieces with no ink below from the first to the last: so many begin, not tall, from
    one byte with ink below to the next."""
    starts = np.bitwise_count(ends & ~((ends >> np.uint8(1)) | above))  # one that goes on in the next byte counts twice
    # Between the bytes of the first and the last of them, which have four each at most, no byte has ink below.
    likely = np.flatnonzero(set_along(starts * (below == 0), 1) >= fewest - 8)
    starts, below = starts[likely], below[likely]
    # The rows are laid end to end, with ink below between them.
    passed = _laid_out(starts, 1, 0).cumsum(dtype=np.int32)
    blocked = np.flatnonzero(_laid_out(below, 1, 255))
    first, last = blocked[:-1], blocked[1:]
    many = last[passed[last] - passed[np.maximum(first - 1, 0)] >= fewest]
    found = np.zeros(ends.shape[0], bool)
    found[likely[many // (ends.shape[1] + 2)]] = True
    return found


def _with_runs(ends: Bits, above: Bits, below: Bits, fewest: int) -> NDArray[np.bool_]:
    """Which rows have `fewest` pieces that are tall nowhere, with no ink below from the first to the last."""
    flat = _laid_out(np.unpackbits(ends, axis=1), 0, 0).view(np.int8)
    tall = _laid_out(np.unpackbits(ends & above, axis=1), 0, 0)
    passed = _laid_out(np.unpackbits(below, axis=1), 0, 1).cumsum(dtype=np.int32)
    first = np.flatnonzero(np.diff(flat, prepend=np.int8(0)) == 1)
    first = first[np.add.reduceat(tall, first, dtype=np.int32) == 0] if first.size else first
    many = first[: max(0, first.size - fewest + 1)]  # each with the last of so many pieces from it on
    many = many[passed[many] == passed[first[fewest - 1 :]]]
    found = np.zeros(ends.shape[0], bool)
    found[many // (8 * ends.shape[1] + 1)] = True
    return found


def _laid_out(rows: Bits, before: int, between: int) -> Bits:
    """Rows end to end, `between` after each, and before each where there is to be one `before` it, too."""
    found = np.full((rows.shape[0], before + rows.shape[1] + 1), between, np.uint8)
    found[:, before:-1] = rows
    return found.ravel()


def _any_of(bits: Bits, count: int) -> Bits:
    """Each row joined with the `count` - 1 rows below it."""
    height = bits.shape[0]
    rows = np.concatenate([bits, np.zeros((count, bits.shape[1]), np.uint8)])
    reach = 1
    while reach < count:
        step = min(reach, count - reach)
        rows = rows[:-step] | rows[step:]
        reach += step
    return rows[:height]


def tiles(mask: Mask) -> Mask:
    """Which tiles of 8 columns and 4 rows hold anything, as a mask of tiles."""
    return _tiles(packed(mask))


def connected_with(mask: Mask, wanted: Mask, apart: int = 0) -> Mask:
    """The pixels of a mask in those groups of touching tiles of which one is `wanted` (a mask of tiles), or two are at
    least `apart` rows of tiles from each other."""
    bits = packed(mask)
    held = _tiles(bits)
    count, labels = cv2.connectedComponents(
        held, connectivity=8, ltype=cv2.CV_16U if held.size < 1 << 16 else cv2.CV_32S
    )
    rows, columns = np.nonzero(wanted & held)
    groups = np.asarray(labels[rows, columns], np.int64)
    chosen = np.zeros(count, np.uint8)
    chosen[groups] = 255
    if apart:
        first, last = np.full(count, held.shape[0]), np.zeros(count, np.int64)
        np.minimum.at(first, groups, rows)
        np.maximum.at(last, groups, rows)
        chosen[last - first < apart] = 0
    return unpacked(bits & np.repeat(chosen[labels], TILE_HEIGHT, axis=0)[: bits.shape[0]], mask.shape[1])


def _tiles(bits: Bits) -> Mask:
    below = np.zeros((-bits.shape[0] % TILE_HEIGHT, bits.shape[1]), np.uint8)
    rows = np.concatenate([bits, below])
    held = rows[0::TILE_HEIGHT] | rows[1::TILE_HEIGHT] | rows[2::TILE_HEIGHT] | rows[3::TILE_HEIGHT]
    return np.asarray(held > 0, np.uint8)


def _joined(bits: Bits, count: int, join: _Join) -> Bits:
    """Each row joined with its neighbours, `count` rows in all, as many above as below or one more; none beyond the
    first and last."""
    if count < 2 or not bits.size:
        return bits
    before, height = count // 2, bits.shape[0]
    rows = np.full((height + count - 1, bits.shape[1]), 255 if join is np.bitwise_and else 0, np.uint8)
    rows[before : before + height] = bits
    reach = 1
    while reach < count:
        step = min(reach, count - reach)
        rows = join(rows[:-step], rows[step:])
        reach += step
    return rows


def _rows_with_runs(bits: Bits, edges: Mask, shortest: int) -> NDArray[np.int64]:
    """The rows that may have a run of `shortest` pixels: so many whole bytes are set, or a run may go on past an edge,
    of which `edges` has the pixels in its first and last column."""
    whole = bits == 255
    for _ in range((shortest - 7) // 8 - 1):
        whole = whole[:, :-1] & whole[:, 1:]
    may = whole if shortest >= 15 else bits > 0
    return np.flatnonzero(may.any(axis=1) | (edges[:, 0] > 0) | (edges[:, -1] > 0))
