from __future__ import annotations

import cv2
import numpy as np
import pytest

from reviewer.detection.find import find_redactions
from reviewer.model.geometry import Rect, iou
from tests.unit.detection_pages import (
    SCALE,
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

NAME = Rect(150, 181, 260, 194)
PARAGRAPH = Rect(72, 300, 480, 380)


def test_black_blocks_in_a_line_and_over_a_paragraph() -> None:
    page = fill(fill(with_text(blank()), NAME), PARAGRAPH)
    assert [r.kind for r in matched(redactions(page), [NAME, PARAGRAPH])] == ["black", "black"]


def test_gray_block() -> None:
    page = fill(with_text(blank()), NAME, 190)
    assert matched(redactions(page), [NAME])[0].kind == "gray"


def test_a_code_mottled_to_the_rim_does_not_part_a_gray_block() -> None:
    page = fill(with_text(blank()), NAME, 190)
    code = Rect(190, NAME.y0, 215, NAME.y1)
    x0, y0, x1, y1 = (round(v * SCALE) for v in code)
    mottled = np.random.default_rng(1).integers(160, 216, (y1 - y0 + 1, x1 - x0 + 1))
    page[y0 : y1 + 1, x0 : x1 + 1] = mottled
    cv2.putText(page, "b6", at(195, NAME.y1 - 3), cv2.FONT_HERSHEY_SIMPLEX, 0.6, 0, 2, cv2.LINE_AA)
    assert matched(redactions(page), [NAME])[0].kind == "gray"


def test_gray_blocks_with_paper_between_them_stay_apart() -> None:
    right = Rect(270, NAME.y0, 330, NAME.y1)
    page = fill(fill(with_text(blank()), NAME, 190), right, 190)
    assert [r.kind for r in matched(redactions(page), [NAME, right])] == ["gray", "gray"]


def test_coloured_block() -> None:
    page = cv2.cvtColor(with_text(blank()), cv2.COLOR_GRAY2RGB)
    cv2.rectangle(page, at(NAME.x0, NAME.y0), at(NAME.x1, NAME.y1), (250, 245, 120), cv2.FILLED)
    assert matched(find_redactions(evidence(np.asarray(page, np.uint8)), None).redactions, [NAME])[0].kind == "color"


@pytest.mark.parametrize("width", [1, 2, 3])
def test_outlines_from_a_word_to_a_paragraph(width: int) -> None:
    word = Rect(150, 178, 190, 196)
    page = frame(frame(with_text(blank()), word, width), PARAGRAPH, width)
    assert [r.kind for r in matched(redactions(page), [word, PARAGRAPH])] == ["outline", "outline"]


def test_a_box_over_the_whole_body_is_a_withheld_page() -> None:
    body = Rect(60, 70, 550, 720)
    page = frame(with_text(blank(), [40, 760]), body)
    assert matched(redactions(page), [body])[0].kind == "page"


def test_a_broken_border_still_closes() -> None:
    page = frame(with_text(blank()), PARAGRAPH)
    for x in (120, 200, 300):
        fill(page, Rect(x, PARAGRAPH.y0 - 2, x + 2, PARAGRAPH.y0 + 2), 255)
    matched(redactions(page), [PARAGRAPH])


def test_a_stamp_over_one_side_of_a_box_does_not_lose_it() -> None:
    box = Rect(300, 40, 420, 80)
    page = frame(with_text(blank()), box)
    fill(page, Rect(200, 50, 500, 64), 255)
    cv2.putText(page, "Approved for Release 2019 C0302", at(200, 62), cv2.FONT_HERSHEY_SIMPLEX, 0.7, 0, 2)
    matched(redactions(page), [box])


@pytest.mark.parametrize("degrees", [-3.0, -1.0, 1.0, 3.0, 5.0])
def test_crooked_blocks(degrees: float) -> None:
    page = slanted(fill(with_text(blank()), PARAGRAPH), degrees)
    found = redactions(page)
    assert len(found) == 1
    assert found[0].kind == "black"
    assert iou(found[0].rects, [PARAGRAPH]) > 0.6


def test_speckled_and_faint_blocks() -> None:
    page = speckled(fill(with_text(blank()), PARAGRAPH, 70), 0.06)
    assert matched(redactions(page), [PARAGRAPH])[0].kind == "black"


def test_white_code_in_a_block_does_not_tear_it() -> None:
    page = fill(with_text(blank()), NAME)
    cv2.putText(page, "(b)(6)", at(NAME.x0 + 3, NAME.y1 - 3), cv2.FONT_HERSHEY_SIMPLEX, 0.6, 255, 1, cv2.LINE_AA)
    matched(redactions(page), [NAME])


def test_block_on_a_table_line() -> None:
    page = with_text(blank())
    for y in (180, 195):
        cv2.line(page, at(60, y), at(550, y), 0, 2)
    block = Rect(150, 182, 260, 194)
    matched(redactions(fill(page, block)), [block], least=0.6)


def test_touching_blocks_are_one_and_stepped_ones_have_several_rects() -> None:
    upper, lower = Rect(200, 300, 480, 314), Rect(72, 314, 330, 328)
    found = redactions(fill(fill(with_text(blank()), upper), lower))
    assert len(found) == 1
    assert len(found[0].rects) > 1
    assert iou(found[0].rects, [upper, lower]) > 0.9


def test_lines_with_white_between_are_separate() -> None:
    lines = [Rect(72, 300, 480, 312), Rect(72, 316, 480, 328)]
    page = with_text(blank())
    for line in lines:
        fill(page, line)
    matched(redactions(page), lines)


def test_touching_outlines_are_one() -> None:
    left, right = Rect(150, 178, 220, 196), Rect(220, 178, 300, 196)
    found = redactions(frame(frame(with_text(blank()), left), right))
    assert len(found) == 1
    assert iou(found[0].rects, [left, right]) > 0.85


def test_an_image_without_a_resolution_is_measured_by_its_size() -> None:
    page = fill(with_text(blank()), NAME)
    found = find_redactions(evidence(page, scale=1.0), None).redactions
    assert len(found) == 1
    assert iou(found[0].rects, [NAME.scaled(SCALE)]) > 0.8
