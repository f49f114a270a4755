"""Blocks that print tears or touches, and dark pieces of other things that look like small blocks."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from reviewer.detection.find import find_redactions
from reviewer.model.evidence import Drawing
from reviewer.model.geometry import Rect, iou
from tests.unit.detection_pages import Image, at, blank, evidence, fill, matched, redactions, speckled, with_text

LOW, WHOLE = Rect(150, 300, 240, 309), Rect(150, 330, 240, 342)


def _white_code(page: Image, block: Rect, size: float) -> Image:
    """A code in white letters that are as high as the block, cut off where they leave it."""
    printed = page.copy()
    cv2.putText(printed, "(b) (6), (b)", at(block.x0 - 1, block.y1 - 1), cv2.FONT_HERSHEY_SIMPLEX, size, 255, 2)
    x0, y0 = at(block.x0, block.y0)
    x1, y1 = at(block.x1, block.y1)
    page[y0:y1, x0:x1] = printed[y0:y1, x0:x1]
    return page


@pytest.mark.parametrize("size", [0.5, 0.6, 0.7])
def test_white_letters_as_high_as_a_low_block_do_not_cut_it(size: float) -> None:
    page = fill(fill(with_text(blank(), [100, 122, 400]), LOW), WHOLE)
    matched(redactions(_white_code(page, LOW, size)), [LOW, WHOLE])


def test_letters_that_cling_to_a_block_do_not_make_it_ragged() -> None:
    block = Rect(150, 300, 330, 345)
    page = fill(with_text(blank(), [100, 122, 400]), block)
    cv2.putText(page, "p g j", at(160, 302), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 0, 3)
    matched(redactions(page), [block])


@pytest.mark.parametrize(("top", "bottom"), [(20, 90), (30, 400), (700, 770)])
def test_a_block_as_wide_as_the_page_begins_near_its_end(top: float, bottom: float) -> None:
    block = Rect(60, top, 560, bottom)
    matched(redactions(fill(with_text(blank(), [450, 480, 510]), block)), [block])


@pytest.mark.parametrize(("top", "bottom"), [(8, 30), (765, 785)])
def test_a_strip_along_the_end_of_a_scan_is_no_block(top: float, bottom: float) -> None:
    assert not redactions(fill(with_text(blank(), [450, 480, 510]), Rect(30, top, 590, bottom)))


@pytest.mark.parametrize("width", [18, 32, 64])
def test_words_that_run_into_the_ends_of_a_low_block_are_no_part_of_it(width: float) -> None:
    block = Rect(150, 300, 150 + width, 311)
    page = fill(with_text(blank(), [100, 122, 400]), block)
    for x, y in ((143, 309), (150.5 + width, 309)):
        cv2.putText(page, "e", at(x, y), cv2.FONT_HERSHEY_SIMPLEX, 0.7, 0, 3)
        cv2.putText(page, "e", at(x - 6, y), cv2.FONT_HERSHEY_SIMPLEX, 0.7, 0, 3)
    fill(page, block)
    matched(redactions(page), [block], 0.85)


def test_half_of_the_dots_of_a_block_may_be_noise() -> None:
    block = Rect(150, 300, 330, 345)
    page = speckled(fill(with_text(blank(), [100, 122, 400]), block), 0.4)
    assert any(r.kind == "black" and iou(r.rects, [block]) > 0.8 for r in redactions(page))


@pytest.mark.parametrize("step", [4, 5])
def test_a_hatched_block_holds_no_print(step: int) -> None:
    block = Rect(100, 300, 330, 345)
    page = with_text(blank(), [100, 122, 400])
    x0, y0 = at(block.x0, block.y0)
    x1, y1 = at(block.x1, block.y1)
    rows, columns = np.mgrid[y0:y1, x0:x1]
    page[y0:y1, x0:x1] = np.where(((rows + columns) % step == 0) | ((rows - columns) % step == 0), 0, 255)
    assert any(iou(r.rects, [block]) > 0.8 for r in redactions(page))


def _pen_stroke() -> Image:
    page = with_text(blank(), [100, 122])
    points = np.array([at(200 + 8 * n, 300 + 22 * np.sin(n / 2)) for n in range(24)], np.int32)
    cv2.polylines(page, [points], False, 0, 15)
    return page


def _blot() -> Image:
    page = with_text(blank(), [100, 122])
    for x, y, radius in ((200, 300, 11), (212, 303, 13), (224, 301, 10)):
        cv2.circle(page, at(x, y), radius, 0, cv2.FILLED)
    return page


def _torn_rim() -> Image:
    page = with_text(blank(), [100, 122])
    corner = np.array([at(584, 1), at(609, 1), at(609, 118)], np.int32)
    cv2.fillPoly(page, [corner], 0)
    return page


def _ring_beside_a_bar() -> Image:
    page = fill(with_text(blank(), [100, 122]), Rect(200, 300, 229, 305.7))
    cv2.line(page, at(203, 303), at(192, 325), 0, 12)
    cv2.circle(page, at(245, 325), 50, 0, 12)
    return page


@pytest.mark.parametrize("draw", [_pen_stroke, _blot, _torn_rim, _ring_beside_a_bar], ids=lambda f: str(f.__name__)[1:])
def test_pieces_of_other_things_are_no_blocks(draw: object) -> None:
    assert callable(draw)
    assert [(f.kind, f.method, [r.rounded(0) for r in f.rects]) for f in redactions(draw())] == []


def _drawn(rect: Rect, order: int, *, border: float = 0.0) -> Drawing:
    black = (0.0, 0.0, 0.0)
    return Drawing(rect, None if border else black, black if border else None, border, 1.0, order, True)


def test_a_drawn_block_counts_with_its_border() -> None:
    upper, lower = Rect(150, 300, 330, 318), Rect(140, 318.7, 300, 330)
    page = fill(fill(with_text(blank(), [100, 122]), upper.grown(0.4)), lower.grown(0.4))
    drawings = [_drawn(r, 2 * n) for n, r in enumerate((upper, lower))]
    drawings += [_drawn(r, 2 * n + 1, border=0.8) for n, r in enumerate((upper, lower))]
    found = find_redactions(evidence(page, drawings=drawings)).redactions
    assert len(found) == 1
    assert iou(found[0].rects, [upper.grown(0.4), lower.grown(0.4)]) > 0.95


def test_a_block_drawn_in_the_dark_of_a_picture_hides_nothing() -> None:
    page = fill(with_text(blank(), [100, 122]), Rect(80, 300, 300, 480))
    cv2.ellipse(page, at(190, 340), (120, 60), 0, 0, 360, 200, cv2.FILLED)
    found = find_redactions(evidence(page, drawings=[_drawn(Rect(120, 430, 150, 442), 1)])).redactions
    assert "vector-fill" not in {r.method for r in found}
