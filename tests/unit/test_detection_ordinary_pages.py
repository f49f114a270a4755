from __future__ import annotations

import cv2
import numpy as np
import pytest

from reviewer.detection.find import find_redactions
from reviewer.model.geometry import Rect, iou
from tests.unit.detection_pages import (
    Image,
    Reader,
    at,
    blank,
    evidence,
    fill,
    frame,
    matched,
    redactions,
    slanted,
    with_text,
)


def _print(page: Image, words: str, x: float, y: float, size: float = 0.6, level: int = 0) -> Image:
    cv2.putText(page, words, at(x, y), cv2.FONT_HERSHEY_SIMPLEX, size, level, 1, cv2.LINE_AA)
    return page


def test_bars_of_a_chart_are_no_redactions() -> None:
    page = with_text(blank(), [60, 500])
    for n, height in enumerate((220, 90, 160, 120)):
        fill(page, Rect(120 + 90 * n, 420 - height, 170 + 90 * n, 420), 90)
    assert redactions(page) == ()


def test_bars_of_a_crooked_chart_are_no_redactions() -> None:
    page = with_text(blank(), [60, 500])
    for n, height in enumerate((220, 90, 160, 120)):
        fill(page, Rect(120 + 90 * n, 420 - height, 170 + 90 * n, 420), 90)
    assert redactions(slanted(page, 0.8)) == ()


def test_white_outs_on_toned_paper() -> None:
    places = [Rect(150, 181, 260, 194), Rect(72, 300, 480, 340)]
    page = with_text(blank(232))
    for place in places:
        fill(page, place, 255)
    assert [r.kind for r in matched(redactions(page), places)] == ["white", "white"]


def test_a_code_as_high_as_a_white_out_does_not_cut_it() -> None:
    places = [Rect(150, 300, 182, 312), Rect(200, 340, 400, 350)]
    page = with_text(blank(225), [100, 122, 400])
    for place in places:
        fill(page, place, 255)
        cv2.putText(page, "(b)(6)", at(place.x0 + 4, place.y1 - 2.5), cv2.FONT_HERSHEY_SIMPLEX, 0.45, 0, 1, cv2.LINE_AA)
    assert [r.kind for r in matched(redactions(page), places)] == ["white", "white"]


def test_a_white_box_with_a_line_on_toned_paper_is_an_outline() -> None:
    box = Rect(150, 178, 260, 194)
    assert matched(redactions(frame(with_text(blank(232)), box)), [box])[0].kind == "outline"


def test_blocks_of_one_size_in_a_row_of_a_table_stay_redactions() -> None:
    cells = [Rect(100 + 110 * n, 300, 160 + 110 * n, 330) for n in range(4)]
    page = with_text(blank(), [60, 500])
    for cell in cells:
        fill(page, cell)
    matched(redactions(page), cells)


def test_a_mark_in_white_on_a_compact_block_is_a_logo() -> None:
    page = fill(with_text(blank(), [300, 322]), Rect(72, 60, 105, 84))
    cv2.line(page, at(78, 78), at(98, 66), 255, 8)
    assert redactions(page) == ()


@pytest.mark.parametrize("words", ["Description Quantity Unit price Amount", "AANTAL BEDRIJVEN"])
def test_a_dark_table_head_is_no_redaction(words: str) -> None:
    page = fill(with_text(blank(), [300]), Rect(72, 200, 540, 222), 80)
    for x in (80, 160, 240, 330, 420):
        _print(page, "Quantity", x, 216, 0.8, 255)
    assert find_redactions(evidence(page), Reader(words)).redactions == ()


def test_a_shaded_total_is_no_redaction() -> None:
    page = fill(with_text(blank(), [300]), Rect(400, 340, 540, 362), 215)
    _print(page, "Total   $395.05", 410, 355, 0.7)
    assert find_redactions(evidence(page), Reader("Total $395.05")).redactions == ()


def test_a_box_whose_code_touches_its_line_is_found() -> None:
    box = Rect(150, 178, 250, 189)
    page = frame(with_text(blank()), box, 2)
    _print(page, "(b)(6)", 180, 188, 0.75)
    assert matched(redactions(page), [box])[0].kind == "outline"


def test_a_letter_that_touches_a_block_does_not_lose_it() -> None:
    block = Rect(150, 181, 260, 194)
    page = fill(with_text(blank()), block)
    fill(page, Rect(146.6, 182, 148, 194))
    fill(page, Rect(148, 191, 150, 192))
    found = redactions(page)
    assert len(found) == 1
    assert iou(found[0].rects, [block]) > 0.9


def test_the_code_of_a_stepped_block_is_read() -> None:
    page = fill(fill(with_text(blank()), Rect(300, 300, 480, 314)), Rect(72, 314, 330, 328))
    _print(page, "(b)(4)", 180, 325, 0.6, 255)
    found = find_redactions(evidence(page), Reader("(b)(4)")).redactions
    assert [(r.codes, r.marking) for r in found] == [(("(b)(4)",), "at")]


@pytest.mark.parametrize("level", [0, 120])
def test_a_block_over_the_whole_body_is_a_withheld_page_and_its_code_is_read(level: int) -> None:
    body = Rect(66, 74, 546, 712)
    page = fill(with_text(blank(), [40, 760]), body, level)
    cv2.putText(page, "(b)(5)", at(270, 400), cv2.FONT_HERSHEY_SIMPLEX, 1.6, 255, 4, cv2.LINE_AA)
    page[700, 300:304] = 255
    found = matched(find_redactions(evidence(page), Reader("(b)(5)")).redactions, [body])[0]
    assert (found.kind, found.codes) == ("page", ("(b)(5)",))


def test_a_block_that_says_non_responsive_is_a_redaction_and_a_marker() -> None:
    block = Rect(150, 181, 290, 194)
    page = _print(fill(with_text(blank()), block), "Non-Responsive", 180, 191, 0.5, 255)
    detection = find_redactions(evidence(page), Reader("Non-Responsive"))
    matched(detection.redactions, [block])
    assert detection.markers == ("non-responsive",)


def test_an_empty_page_has_no_regions() -> None:
    assert redactions(np.full((400, 300), 255, np.uint8)) == ()
