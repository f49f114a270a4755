from __future__ import annotations

import cv2
import numpy as np

from reviewer.detection.find import find_redactions
from reviewer.detection.pixels import is_noise, page_pixels
from reviewer.model.geometry import Rect
from reviewer.model.page import Word
from tests.unit.detection_pages import Image, Reader, at, blank, evidence, fill, frame, matched, redactions, with_text

BUBBLE = Rect(80, 200, 400, 330)


def _colored(page: Image) -> Image:
    return np.asarray(cv2.cvtColor(page, cv2.COLOR_GRAY2RGB), np.uint8)


def _paint(page: Image, rect: Rect, color: tuple[int, int, int]) -> Image:
    cv2.rectangle(page, at(rect.x0, rect.y0), at(rect.x1, rect.y1), color, cv2.FILLED)
    return page


def _write(page: Image, words: str, x: float, y: float, size: float = 0.62) -> Image:
    cv2.putText(page, words, at(x, y), cv2.FONT_HERSHEY_SIMPLEX, size, 0, 2, cv2.LINE_AA)
    return page


def test_boxes_in_a_pale_bubble_are_found_and_the_bubble_between_them_is_not() -> None:
    page = fill(with_text(blank(), [60, 600]), BUBBLE, 234)
    boxes = [Rect(90, 210, 250, 226), Rect(270, 210, 390, 226), Rect(90, 240, 300, 256)]
    for box in boxes:
        frame(page, box)
    with_text(page, [290, 312], x=90, text="Thank you for the news, until then")
    assert [r.kind for r in matched(redactions(page), boxes)] == ["outline"] * 3


def test_a_pale_block_that_ends_on_all_sides_is_found() -> None:
    name = Rect(150, 181, 260, 194)
    assert matched(redactions(fill(with_text(blank()), name, 232)), [name])[0].kind == "gray"


def test_a_photograph_in_colours_holds_no_blocks() -> None:
    page = _colored(with_text(blank(), [60, 80]))
    small = np.random.default_rng(4).integers(0, 255, (40, 30, 3), dtype=np.uint8)
    page[300:1500, 150:1150] = cv2.resize(small, (1000, 1200), interpolation=cv2.INTER_CUBIC)
    assert find_redactions(evidence(page), None).redactions == ()


def test_a_logo_of_two_colours_is_no_block() -> None:
    page = _colored(with_text(blank(), [300, 320]))
    for n, color in enumerate([(200, 30, 40), (30, 120, 210), (255, 220, 0), (30, 120, 210)]):
        _paint(page, Rect(80 + 11 * n, 60, 91 + 11 * n, 80 + 8 * (n % 2)), color)
    assert find_redactions(evidence(page), None).redactions == ()


def test_a_code_printed_as_large_as_its_yellow_block_is_read() -> None:
    block = Rect(150, 300, 360, 355)
    page = _write(_paint(_colored(with_text(blank(), [60, 80])), block, (255, 255, 170)), "5.1.2.e", 170, 346, 3.4)
    found = find_redactions(evidence(page), Reader("5.1.2.e")).redactions
    assert [r.kind for r in matched(found, [block])] == ["color"]


def test_a_torn_cell_of_a_form_is_no_box() -> None:
    page = with_text(blank(), [60, 80])
    for y in (300, 320):
        cv2.line(page, at(72, y), at(300, y), 0, 3)
    for x in (260, 300):
        cv2.line(page, at(x, 290), at(x, 320), 0, 3)
    assert redactions(page) == ()


def test_a_box_with_boxes_in_it_is_one_redaction() -> None:
    outer = Rect(100, 300, 480, 380)
    page = frame(with_text(blank(), [60, 80]), outer)
    for x in (110, 240, 370):
        _write(frame(page, Rect(x, 310, x + 90, 330)), "5.1.2e", x + 20, 326)
    _write(page, "buiten verzoek", 240, 360)
    found = find_redactions(evidence(page), Reader(*["buiten verzoek"] * 12))
    assert [r.kind for r in matched(found.redactions, [outer])] == ["outline"]
    assert "outside the scope" in found.markers


def test_a_word_that_the_layer_puts_into_an_empty_box_does_not_stand_there() -> None:
    box = Rect(150, 300, 210, 320)
    page = _write(frame(with_text(blank(), [60, 80]), box), "Washington", 214, 316)
    words = [Word(Rect(140, 304, 216, 318), "Washington")]
    matched(find_redactions(evidence(page, words), None).redactions, [box])


def test_noise_is_told_from_dense_print() -> None:
    noise = np.where(np.random.default_rng(1).random((1100, 850)) > 0.5, 255, 0).astype(np.uint8)
    dense = with_text(blank(), [40 + 10 * n for n in range(70)])
    assert is_noise(page_pixels(evidence(noise)))
    assert not is_noise(page_pixels(evidence(dense)))


def test_a_total_in_a_frame_is_print() -> None:
    page = _write(frame(with_text(blank(), [60, 80]), Rect(150, 300, 320, 324)), "Total    $395.05", 160, 316)
    assert find_redactions(evidence(page), Reader("Total $395.05")).redactions == ()
