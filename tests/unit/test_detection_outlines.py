from __future__ import annotations

import cv2
import numpy as np
import pytest

from reviewer.detection.pixels import page_pixels
from reviewer.model.geometry import Rect, iou
from tests.unit.detection_pages import (
    Image,
    at,
    blank,
    evidence,
    fill,
    frame,
    matched,
    redactions,
    slanted,
    speckled,
    with_text,
)

LINE = Rect(150, 178, 300, 194)
PARAGRAPH = Rect(72, 300, 480, 380)


def _write(page: Image, words: str, x: float, y: float, size: float = 0.6) -> Image:
    cv2.putText(page, words, at(x, y), cv2.FONT_HERSHEY_SIMPLEX, size, 0, 1, cv2.LINE_AA)
    return page


def _stipple(page: Image, rect: Rect, share: float, seed: int) -> Image:
    """Dots of one pixel, as a bilevel scan makes of a tint."""
    (x0, y0), (x1, y1) = at(rect.x0, rect.y0), at(rect.x1, rect.y1)
    part = page[y0 + 1 : y1, x0 + 1 : x1]
    part[np.random.default_rng(seed).random(part.shape) < share] = 0
    return page


def _broken(page: Image, rect: Rect, every: float, gap: float) -> Image:
    """Gaps in the four lines of a box."""
    for x in np.arange(rect.x0 + every, rect.x1 - gap, every):
        fill(page, Rect(x, rect.y0 - 2, x + gap, rect.y0 + 2), 255)
        fill(page, Rect(x, rect.y1 - 2, x + gap, rect.y1 + 2), 255)
    for y in np.arange(rect.y0 + every, rect.y1 - gap, every):
        fill(page, Rect(rect.x0 - 2, y, rect.x0 + 2, y + gap), 255)
        fill(page, Rect(rect.x1 - 2, y, rect.x1 + 2, y + gap), 255)
    return page


@pytest.mark.parametrize("share", [0.03, 0.35, 0.5])
@pytest.mark.parametrize("box", [LINE, PARAGRAPH], ids=["line", "paragraph"])
def test_stippled_boxes(share: float, box: Rect) -> None:
    page = _stipple(frame(with_text(blank()), box), box, share, seed=4)
    assert matched(redactions(page), [box])[0].kind in {"outline", "gray"}


def test_hairlines_of_a_reduced_scan() -> None:
    """A line of one black pixel at 300 dpi, halfway between two pixels at 150, leaves each a quarter of its ink."""
    page = with_text(blank())
    for box in (LINE, PARAGRAPH):
        fill(page, box, 255)
        cv2.rectangle(page, at(box.x0, box.y0), at(box.x1, box.y1), 200, 2)
    matched(redactions(page), [LINE, PARAGRAPH])


@pytest.mark.parametrize(("every", "gap"), [(22.0, 1.5), (30.0, 2.5), (59.0, 3.5)])
def test_broken_borders(every: float, gap: float) -> None:
    matched(redactions(_broken(frame(with_text(blank()), PARAGRAPH), PARAGRAPH, every, gap)), [PARAGRAPH])


@pytest.mark.parametrize("degrees", [-1.0, -0.3, 0.3, 1.0])
@pytest.mark.parametrize("width", [1, 2, 3])
def test_crooked_boxes(degrees: float, width: int) -> None:
    page = slanted(frame(with_text(blank()), PARAGRAPH, width), degrees)
    found = redactions(page)
    assert len(found) == 1
    assert iou(found[0].rects, [PARAGRAPH]) > 0.8


def test_a_crooked_line_round_the_whole_body() -> None:
    page = with_text(blank(), [40, 760])
    corners = [(62, 76), (300, 73), (562, 78), (565, 400), (560, 742), (300, 746), (64, 740), (60, 400)]
    points = np.array([at(x, y) for x, y in corners], np.int32)
    cv2.polylines(page, [points], True, 0, 2)
    found = redactions(page)
    assert [r.kind for r in found] == ["page"]
    assert iou(found[0].rects, [Rect(62, 75, 563, 742)]) > 0.95


def test_a_box_that_overlaps_another_leaves_it_whole() -> None:
    wide, small = Rect(79, 253, 430, 269), Rect(112, 263, 172, 279)
    found = redactions(frame(frame(with_text(blank(), [60, 500]), wide), small))
    assert len(found) == 1
    assert iou(found[0].rects, [wide, small]) > 0.9


def test_boxes_with_white_between_their_lines_are_separate() -> None:
    left, right = Rect(150, 178, 220, 196), Rect(221.5, 178, 300, 196)
    matched(redactions(frame(frame(with_text(blank()), left, 1), right, 1)), [left, right])


@pytest.mark.parametrize("side", ["above", "below"])
def test_a_stamp_over_the_upper_or_lower_side(side: str) -> None:
    box = Rect(300, 40, 420, 80)
    page = frame(with_text(blank()), box)
    y = box.y0 if side == "above" else box.y1
    fill(page, Rect(200, y - 7, 500, y + 7), 255)
    _write(page, "Approved for Release: 2019/08/13 C03021694", 200, y + 5, 0.8)
    matched(redactions(page), [box], least=0.6)


def test_a_code_over_one_side_and_the_sides_under_a_stamp() -> None:
    coded, stamped = Rect(360, 300, 500, 346), Rect(300, 34, 420, 76)
    page = frame(frame(with_text(blank(), [200, 600]), coded), stamped)
    fill(page, Rect(496, 306, 530, 336), 255)
    _write(_write(page, "b6", 497, 318), "b7C", 497, 332)
    fill(page, Rect(200, 43, 460, 63), 255)
    _write(page, "Approved for Release: 2019/08/13 C03021694", 200, 59, 0.8)
    matched(redactions(page), [stamped, coded])


def test_noise_does_not_hide_a_box() -> None:
    page = speckled(frame(with_text(blank(235)), PARAGRAPH, 2), 0.002)
    assert matched(redactions(page), [PARAGRAPH])[0].kind == "outline"


def rules_of_one_length() -> Image:
    page = with_text(blank())
    for y in (85, 151, 240):
        cv2.line(page, at(60, y), at(550, y), 0, 2)
    return page


def halftone_picture() -> Image:
    page = with_text(blank(), [60, 600])
    random = np.random.default_rng(7)
    tone = cv2.resize(random.random((6, 8)).astype(np.float32), (700, 500), interpolation=cv2.INTER_CUBIC)
    page[300:800, 200:900] = np.where(random.random(tone.shape) < tone, 0, 255)
    cv2.rectangle(page, (200, 300), (900, 800), 0, 2)
    return page


def boxed_quotation() -> Image:
    page = with_text(blank(), [60, 500])
    frame(page, Rect(60, 200, 560, 300))
    return with_text(page, [225, 247, 269, 291])


def form_with_fields() -> Image:
    page = blank()
    for row in range(6):
        box = Rect(60, 100 + 40 * row, 560, 140 + 40 * row)
        frame(page, box, 1, clear=False)
        _write(page, "Name and address of the applicant", 66, box.y0 + 10, 0.4)
    return page


@pytest.mark.parametrize(
    "draw",
    [rules_of_one_length, halftone_picture, boxed_quotation, form_with_fields],
    ids=lambda f: str(f.__name__),
)
def test_stays_quiet_on(draw: object) -> None:
    assert callable(draw)
    assert [(f.method, [r.rounded(0) for r in f.rects]) for f in redactions(draw())] == []


def test_part_of_a_pixel_counts() -> None:
    page = page_pixels(evidence(blank()))
    assert page.to_points((0.5, 1, 2.5, 3)).width * page.scale == pytest.approx(2)


def test_a_code_may_fill_a_small_box() -> None:
    box = Rect(150, 300, 176, 311)
    page = frame(with_text(blank(), [100, 122, 400]), box, 3)
    cv2.putText(page, "(b)(6)", at(152.5, 308.5), cv2.FONT_HERSHEY_SIMPLEX, 0.5, 0, 2, cv2.LINE_AA)
    assert [r.kind for r in matched(redactions(page), [box])] == ["outline"]


def test_a_box_over_whose_lower_line_others_are_laid_is_found() -> None:
    under = Rect(80, 200, 520, 220)
    over = [Rect(120, 217, 240, 232), Rect(300, 217, 470, 232)]
    page = frame(with_text(blank(), [100, 300]), under)
    for box in over:
        frame(page, box)
    assert any(iou([rect], [under]) > 0.8 for found in redactions(page) for rect in found.rects)
