"""Windows of a page hold whatever may be a block, and leave the rest of it out."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from reviewer.detection.fills import find_fills
from reviewer.detection.packed import tiles
from reviewer.detection.pixels import Box, Gray, PagePixels, part_of
from reviewer.detection.places import places
from reviewer.detection.seeds import dense_tiles, even_tiles, quartered

SCALE = 200 / 72


def page_of(gray: Gray) -> PagePixels:
    return PagePixels(gray, None, SCALE, SCALE, 255)


@pytest.mark.parametrize("number", range(20))
def test_windows_hold_all_that_is_wanted_and_do_not_overlap(number: int) -> None:
    chance = np.random.default_rng(number)
    height, width = (int(n) for n in chance.integers(1, 300, 2))
    wanted = (chance.random((height, width)) < 0.001).astype(np.uint8)
    found = places(tiles(wanted), beside := int(chance.integers(0, 40)), width, height)
    held = np.zeros_like(wanted)
    for box in found:
        part_of(held, box)[:] += 1
    assert held.max(initial=0) <= 1
    near = cv2.dilate(wanted, np.ones((2 * beside + 1, 2 * beside + 1), np.uint8))
    assert np.all(held[near > 0] == 1)


def test_where_nothing_is_wanted_nothing_is_looked_at() -> None:
    assert places(np.zeros((50, 40), np.uint8), 20, 320, 200) == []


def test_a_quarter_is_the_mean_of_what_it_stands_for() -> None:
    image = np.arange(11 * 9, dtype=np.uint8).reshape(11, 9)
    assert quartered(image).shape == (2, 2)
    assert abs(int(quartered(image)[0, 0]) - float(image[:4, :4].mean())) <= 1


def test_a_block_is_dense_and_a_line_of_print_is_not() -> None:
    ink = np.zeros((400, 600), np.uint8)
    ink[100:130, 100:300] = 1
    ink[200:225, 100:500:8] = ink[202:222:9, 100:500] = 1
    dense = dense_tiles(page_of(ink), ink, ((5.0, 5.0, 0.7),))
    assert dense[100 // 4 : 130 // 4].any()
    assert not dense[190 // 4 :].any()


def test_a_stipple_is_even_and_a_line_of_print_is_not() -> None:
    gray = np.full((400, 600), 255, np.uint8)
    gray[100:140, 100:300] = np.where(np.indices((40, 200)).sum(axis=0) % 4 < 2, 0, 255)
    for x in range(100, 500, 20):
        cv2.putText(gray, "m", (x, 300), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 0, 2)
    even = even_tiles(page_of(gray), 76, 205, (6.0, 8.0), (16.0, 7.0), 64)
    assert even[100 // 4 : 140 // 4].any()
    assert not even[250 // 4 :].any()


@pytest.mark.parametrize("box", [(60, 60, 200, 90), (40, 300, 130, 330), (250, 700, 460, 790), (430, 100, 600, 150)])
def test_blocks_far_apart_are_each_found_whole(box: Box) -> None:
    gray = np.full((850, 620), 255, np.uint8)
    others: list[Box] = [(300, 20, 420, 50), (60, 500, 400, 600)]
    for x0, y0, x1, y1 in (box, *others):
        gray[y0:y1, x0:x1] = 0
    page = page_of(gray)
    found = sorted(page.to_box(rect) for candidate in find_fills(page) for rect in candidate.rects)
    assert found == sorted([box, *others])
