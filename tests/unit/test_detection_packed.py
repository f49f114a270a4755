"""Masks packed by bits give what OpenCV gives on bytes."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from reviewer.detection import packed
from reviewer.detection.frames import find_frames
from reviewer.detection.lines import trace_lines
from reviewer.detection.pixels import Mask, PagePixels


def made(number: int) -> Mask:
    """Blots and streaks of any density on a small page of odd sides."""
    chance = np.random.default_rng(number)
    height, width = chance.integers(1, 90, 2)
    dots = (chance.random((height, width)) < chance.choice([0.05, 0.3, 0.6, 0.9, 0.97])).astype(np.uint8)
    return np.asarray(cv2.dilate(dots, np.ones(chance.integers(1, 7, 2), np.uint8)), np.uint8)


@pytest.mark.parametrize("number", range(40))
def test_runs_are_opened_and_closed_as_by_opencv(number: int) -> None:
    mask = made(number)
    shortest, gap = (int(n) for n in np.random.default_rng(number).integers(2, 40, 2))
    bits = packed.packed(mask)
    level, drawn = packed.level_runs(mask, bits, shortest, gap)
    upright = packed.unpacked(packed.upright_runs(bits, shortest, gap), mask.shape[1])
    for found, shape in ((level, (1, -1)), (upright, (-1, 1))):
        opened = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones(shortest, np.uint8).reshape(shape))
        closed = cv2.morphologyEx(opened, cv2.MORPH_CLOSE, np.ones(gap, np.uint8).reshape(shape))
        assert np.array_equal(found, closed)
    assert drawn.tolist() == np.flatnonzero(level.any(axis=1)).tolist()


@pytest.mark.parametrize("number", range(40))
def test_a_mask_grows_as_by_opencv(number: int) -> None:
    mask = made(number)
    assert np.array_equal(packed.grown(mask, upright=True), cv2.dilate(mask, np.ones((3, 1), np.uint8)))
    assert np.array_equal(packed.grown(mask, upright=False), cv2.dilate(mask, np.ones((1, 3), np.uint8)))


@pytest.mark.parametrize("number", range(40))
def test_what_is_connected_with_a_wanted_place_is_kept_whole(number: int) -> None:
    mask = made(number)
    wanted = np.zeros_like(mask)
    wanted[mask.shape[0] // 2, mask.shape[1] // 2] = 1
    kept = packed.connected_with(mask, packed.tiles(wanted))
    count, labels = cv2.connectedComponents(mask, connectivity=8)
    for label in range(1, count):
        piece = labels == label
        assert piece[kept > 0].sum() in (0, piece.sum())
        if piece[mask.shape[0] // 2, mask.shape[1] // 2]:
            assert kept[piece].all()
    assert not kept[mask == 0].any()


def test_what_holds_two_wanted_places_far_enough_apart_is_kept() -> None:
    mask = np.zeros((80, 120), np.uint8)
    mask[8:40, 8:12] = mask[8:12, 60:90] = 1
    wanted = np.zeros_like(mask)
    wanted[[8, 36, 8], [8, 8, 70]] = 1
    kept = packed.connected_with(mask, packed.tiles(wanted), 7)
    assert kept[:, :40].sum() == mask[:, :40].sum()
    assert not kept[:, 40:].any()
    assert not packed.connected_with(mask, packed.tiles(wanted), 8).any()


@pytest.mark.parametrize("number", range(10))
def test_strokes_are_opened_as_by_opencv(number: int) -> None:
    mask = made(number)
    kernel = np.ones((2 * number + 3, 1), np.uint8)
    opened = cv2.morphologyEx(mask, cv2.MORPH_OPEN, kernel)
    assert np.array_equal(packed.upright_strokes(mask, kernel.shape[0]), opened)


def low_ends_one_by_one(ink: Mask, low: int, high: int, blank: int, fewest: int) -> list[int]:
    """What `low_ends` finds, looked for pixel by pixel."""
    found = []
    for row in range(ink.shape[0]):
        below = np.count_nonzero(ink[row + 1 : row + 1 + blank], axis=0) > 0
        tall = np.count_nonzero(ink[max(0, row - high) : max(0, row - low)], axis=0) > 0
        ends = np.concatenate([[0], ink[row] * ~below, [0]]).astype(np.int8)
        runs = zip(np.flatnonzero(np.diff(ends) == 1), np.flatnonzero(np.diff(ends) == -1), strict=True)
        starts = [int(x0) for x0, x1 in runs if not tall[x0:x1].any()]
        pairs = zip(starts, starts[fewest - 1 :], strict=False)
        if any(not below[first : last + 1].any() for first, last in pairs):
            found.append(row)
    return [row for row in found if not any(0 < abs(row - other) <= packed.ALONE for other in found)]


@pytest.mark.parametrize("fewest", [3, 10, 12])
@pytest.mark.parametrize("number", range(12))
def test_rows_in_which_low_pieces_end_are_found(number: int, fewest: int) -> None:
    chance = np.random.default_rng(number)
    ink = (chance.random((90, 150)) < 0.002).astype(np.uint8)
    for top in range(8, 80, 17):
        for x in range(int(chance.integers(0, 9)), 150, int(chance.integers(3, 14))):
            ink[top - int(chance.choice([1, 2, 3, 9])) : top + int(chance.random() < 0.02), x : x + 2] = 1
    expected = low_ends_one_by_one(ink, 4, 6, 5, fewest)
    assert packed.low_ends(packed.packed(ink), 4, 6, 5, fewest) == expected
    assert expected or fewest > 10


def test_a_frame_that_is_known_is_not_looked_for_again() -> None:
    gray = np.full((400, 600), 255, np.uint8)
    cv2.rectangle(gray, (100, 100), (400, 200), 0, 2)
    page = PagePixels(gray, None, 200 / 72, 200 / 72, 255)
    lines = trace_lines(page)
    (frame,) = find_frames(page, lines)
    assert frame not in find_frames(page, lines, [frame.box])
    x0, y0, x1, y1 = frame.box
    assert find_frames(page, lines, [(x0 - 40, y0, x1, y1)]) == [frame]
