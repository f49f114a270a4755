"""Blocks that touch and each bear a code of their own, against one stepped block with one code."""

from __future__ import annotations

import cv2
import pytest

from reviewer.detection.claims import own_claims
from reviewer.detection.pixels import page_pixels
from reviewer.model.geometry import Rect
from tests.unit.detection_pages import Image, at, blank, evidence, fill, matched, redactions, speckled, with_text

UPPER, LOWER = Rect(150, 300, 330, 318), Rect(150, 318, 240, 336)


def _page(level: int, *labelled: Rect) -> Image:
    page = with_text(blank(), [100, 122, 400])
    for block in (UPPER, LOWER):
        fill(page, block, level)
    for block in labelled:
        cv2.putText(page, "5.1.2e", at(block.x0 + 20, block.y1 - 5), cv2.FONT_HERSHEY_SIMPLEX, 0.55, 255, 2)
    return page


@pytest.mark.parametrize("level", [0, 150])
def test_touching_blocks_with_a_code_each_are_two(level: int) -> None:
    matched(redactions(_page(level, UPPER, LOWER)), [UPPER, LOWER])


@pytest.mark.parametrize("level", [0, 150])
def test_a_stepped_block_with_one_code_is_one(level: int) -> None:
    found = redactions(_page(level, UPPER))
    assert [len(r.rects) for r in found] == [2]


def test_the_grain_of_a_scan_is_no_label() -> None:
    page = page_pixels(evidence(speckled(_page(0), 0.1)))
    parts = [page.to_box(UPPER), page.to_box(LOWER)]
    assert own_claims(page, parts) == [tuple(parts)]


def test_blocks_side_by_side_a_point_apart_are_two() -> None:
    left, right = Rect(150, 300, 200, 312), Rect(201.9, 300, 280, 312)
    page = fill(fill(with_text(blank(), [100, 122, 400]), left), right)
    matched(redactions(page), [left, right])


def test_white_letters_close_to_the_sides_of_a_small_block_do_not_fray_it() -> None:
    block = Rect(150, 300, 174, 310)
    page = fill(with_text(blank(), [100, 122, 400]), block)
    cv2.putText(page, "(b)(6)", at(151.5, 308), cv2.FONT_HERSHEY_SIMPLEX, 0.42, 255, 1)
    matched(redactions(page), [block])
