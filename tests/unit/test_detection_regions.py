from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reviewer.detection.regions import boxes, fill_holes, holes, regions


def _ring() -> NDArray[np.uint8]:
    """A ring with an island in it, and a block beside it that touches it at one corner."""
    mask = np.zeros((20, 24), np.uint8)
    mask[2:12, 2:12] = 1
    mask[4:10, 4:10] = 0
    mask[6:8, 6:8] = 1
    mask[12:15, 12:20] = 1
    return mask


def test_regions_are_the_set_pixels_with_their_holes_left_open() -> None:
    mask = _ring()
    again = np.zeros_like(mask)
    for region in regions(mask):
        h, w = region.inside.shape
        again[region.y : region.y + h, region.x : region.x + w] |= region.inside.astype(np.uint8)
    assert np.array_equal(again, mask)
    assert sorted(boxes(mask).tolist()) == [[2, 2, 18, 13], [6, 6, 2, 2]]


def test_regions_that_are_not_wanted_are_left_out() -> None:
    found = list(regions(_ring(), lambda window: window[2] < 5))
    assert [(region.x, region.y, region.inside.shape) for region in found] == [(6, 6, (2, 2))]


def test_holes_hold_whatever_stands_in_them() -> None:
    found = list(holes(_ring(), (3, 3), (20, 20)))
    assert [(h.x, h.y, h.inside.shape, bool(h.inside.all())) for h in found] == [(4, 4, (6, 6), True)]
    assert list(holes(_ring(), (7, 7), (20, 20))) == []


def test_only_small_holes_are_filled() -> None:
    assert int(fill_holes(_ring(), 6)[4:10, 4:10].sum()) == 36
    assert np.array_equal(fill_holes(_ring(), 5), _ring())


def test_specks_are_filled_as_other_holes_are() -> None:
    mask = np.ones((30, 40), np.uint8)
    mask[3, 3] = mask[6:8, 6] = mask[6, 7] = mask[12:14, 12:14] = mask[20, 20:22] = 0
    assert fill_holes(mask, 2).all()
    mask[25, 0:2] = 0  # open to the border: no hole
    assert np.array_equal(np.argwhere(fill_holes(mask, 2) == 0), [[25, 0], [25, 1]])


def test_only_what_a_part_of_the_mask_encloses_is_filled() -> None:
    mask = np.hstack([_ring(), _ring()])
    part = mask.copy()
    part[:, 24:] = 0
    filled = fill_holes(mask, 6, within=part)
    assert int(filled[4:10, 4:10].sum()) == 36
    assert np.array_equal(filled[:, 24:], mask[:, 24:])


def test_an_empty_mask_has_none() -> None:
    empty = np.zeros((5, 5), np.uint8)
    assert boxes(empty).shape == (0, 4)
    assert list(regions(empty)) == []
