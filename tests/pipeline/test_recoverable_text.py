"""Failed redactions, each made as a PDF file and read as such: whether something is beneath, and where; never what."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from reviewer.detection.find import find_redactions
from reviewer.model.evidence import Pixels
from reviewer.model.geometry import Rect
from reviewer.model.page import Redaction
from reviewer.pdf.source import open_source
from reviewer.pdf.write import PageWriter, PdfWriter

BOX = Rect(150, 178, 330, 196)
SECRET = "Wilhelmina Kilgour"
BLACK, WHITE, GRAY = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0), (0.7, 0.7, 0.7)
PAGE = Rect(0, 0, 612, 792)
Draw = Callable[[PageWriter], None]


def _lines(page: PageWriter) -> None:
    for row in range(20):
        if row != 3:  # there the block stands
            page.text(72, 100 + 30 * row, "The undersigned asks for payment of the invoice of 3 November", 11)


def _secret(page: PageWriter) -> None:
    page.text(158, 191, SECRET, 12)


def _scan(*, blocked: bool = False, named: bool = True) -> Pixels:
    """A page as a picture of 150 dpi, with or without the name in it, with or without a block burned into it."""
    image = np.full((1650, 1275), 250, np.uint8)
    scale = 150 / 72
    for row in range(20):
        place = (150, round((100 + 30 * row) * scale))
        cv2.putText(image, "The undersigned asks for it", place, cv2.FONT_HERSHEY_SIMPLEX, 0.7, 10, 2, cv2.LINE_AA)
    left, top, right, bottom = (round(v * scale) for v in BOX)
    image[top - 4 : bottom + 4, left - 4 : right + 4] = 250
    if named:
        cv2.putText(image, "Kilgour W.", (left + 20, bottom - 8), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 10, 2, cv2.LINE_AA)
    if blocked:
        image[top:bottom, left:right] = 0
        cv2.putText(image, "(b)(6)", (left + 20, bottom - 8), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 255, 2, cv2.LINE_AA)
    return image


def beneath_a_drawn_block(page: PageWriter) -> None:
    _lines(page)
    page.rectangle(Rect(140, 170, 340, 200), WHITE)
    _secret(page)
    page.rectangle(BOX, BLACK)


def beneath_a_block_with_its_code(page: PageWriter) -> None:
    beneath_a_drawn_block(page)
    page.text(158, 191, "(b)(6), (b)(7)(C)", 12, color=WHITE)


def beneath_an_outline(page: PageWriter) -> None:
    _secret(page)
    page.rectangle(BOX, WHITE, BLACK)
    page.text(200, 191, "(b)(6)", 10)


def beneath_a_white_out(page: PageWriter) -> None:
    _secret(page)
    page.rectangle(BOX, WHITE)


def beneath_a_gray_block(page: PageWriter) -> None:
    _secret(page)
    page.rectangle(BOX, GRAY)


def beneath_a_square_annotation(page: PageWriter) -> None:
    _secret(page)
    page.annotation(BOX, "Square", fill=BLACK)


def beneath_an_image_patch(page: PageWriter) -> None:
    _secret(page)
    page.image(BOX, np.zeros((40, 400), np.uint8))


def in_the_ocr_layer_of_a_redacted_scan(page: PageWriter) -> None:
    image = _scan(named=False)
    scale = 150 / 72
    left, top, right, bottom = (round(v * scale) for v in BOX)
    image[top:bottom, left:right] = 0
    page.image(PAGE, image)
    page.text_in(Rect(158, 181, 300, 193), SECRET)


def in_a_scan_beneath_a_drawn_block(page: PageWriter) -> None:
    page.image(PAGE, _scan())
    page.rectangle(BOX, BLACK)


def in_a_scan_beneath_a_white_out(page: PageWriter) -> None:
    page.image(PAGE, _scan())
    page.rectangle(BOX, WHITE)


def in_a_scan_beneath_a_patch(page: PageWriter) -> None:
    page.image(PAGE, _scan())
    page.image(BOX, np.full((40, 400), 255, np.uint8))


def in_a_scan_beneath_a_square(page: PageWriter) -> None:
    page.image(PAGE, _scan())
    page.annotation(BOX, "Square", fill=WHITE)


def in_a_scan_beneath_an_annotation(page: PageWriter) -> None:
    page.image(PAGE, _scan())
    page.annotation(BOX, "Redact", fill=BLACK)


FAILED: list[Draw] = [
    beneath_a_drawn_block,
    beneath_a_block_with_its_code,
    beneath_an_outline,
    beneath_a_white_out,
    beneath_a_gray_block,
    beneath_a_square_annotation,
    beneath_an_image_patch,
    in_the_ocr_layer_of_a_redacted_scan,
    in_a_scan_beneath_a_drawn_block,
    in_a_scan_beneath_a_white_out,
    in_a_scan_beneath_a_patch,
    in_a_scan_beneath_a_square,
]


def nothing_but_a_block(page: PageWriter) -> None:
    _lines(page)
    page.rectangle(Rect(140, 170, 340, 200), WHITE)
    page.rectangle(BOX, BLACK)


def a_code_on_the_block(page: PageWriter) -> None:
    page.rectangle(BOX, BLACK)
    page.text(158, 191, "(b)(6), (b)(7)(C)", 10, color=WHITE)


def words_on_the_block(page: PageWriter) -> None:
    page.rectangle(BOX, BLACK)
    page.text(158, 191, "REDACTED", 10, color=WHITE)


def a_word_of_the_tool_in_the_colour_of_the_block(page: PageWriter) -> None:
    page.rectangle(BOX, BLACK)
    page.text(158, 191, "Privileged", 12)


def a_date_that_the_tool_fits_into_each_block(page: PageWriter) -> None:
    for row, (width, height) in enumerate(((60, 12), (80, 14), (40, 12), (60, 16))):
        box = Rect(100, 100 + 40 * row, 100 + width, 100 + 40 * row + height)
        page.rectangle(box, BLACK)
        page.text_in(box.grown(-1), "03/23/2019")


def white_words_beneath_a_white_out(page: PageWriter) -> None:
    page.rectangle(Rect(140, 170, 340, 200), WHITE)
    page.text(158, 191, "Form field", 10, color=WHITE)
    page.rectangle(BOX, WHITE, BLACK)


def shading_of_a_form(page: PageWriter) -> None:
    page.rectangle(BOX, (0.92, 0.92, 0.92))
    page.text(158, 191, "Name of applicant", 10)


def signs_of_an_ocr_layer(page: PageWriter) -> None:
    in_a_scan_with_a_burned_block(page)
    page.text_in(Rect(158, 181, 170, 193), "l,")


def a_word_of_an_ocr_layer_stretched_into_the_block(page: PageWriter) -> None:
    in_a_scan_with_a_burned_block(page)
    page.text_in(Rect(72, 181, 210, 193), "unwillingness-g")


def in_a_scan_with_a_burned_block(page: PageWriter) -> None:
    page.image(PAGE, _scan(blocked=True))


def a_white_out_on_empty_paper(page: PageWriter) -> None:
    page.image(PAGE, _scan(named=False))
    page.rectangle(BOX, WHITE)


def a_drawn_block_on_a_burned_one(page: PageWriter) -> None:
    page.image(PAGE, _scan(blocked=True))
    page.rectangle(BOX, BLACK)


def a_drawn_block_on_empty_paper(page: PageWriter) -> None:
    page.image(PAGE, _scan(named=False))
    page.rectangle(BOX, BLACK)


SOUND: list[Draw] = [
    nothing_but_a_block,
    a_code_on_the_block,
    words_on_the_block,
    a_word_of_the_tool_in_the_colour_of_the_block,
    a_date_that_the_tool_fits_into_each_block,
    white_words_beneath_a_white_out,
    shading_of_a_form,
    signs_of_an_ocr_layer,
    a_word_of_an_ocr_layer_stretched_into_the_block,
    in_a_scan_with_a_burned_block,
    a_drawn_block_on_a_burned_one,
    a_drawn_block_on_empty_paper,
    a_white_out_on_empty_paper,
]


def _found(folder: Path, draw: Draw, rotation: int = 0) -> tuple[Redaction, ...]:
    writer = PdfWriter()
    page = writer.page(612, 792, rotation)
    draw(page)
    writer.save(folder / "page.pdf")
    with open_source(folder / "page.pdf") as source:
        return find_redactions(source.page(0).evidence(150)).redactions


@pytest.mark.parametrize("draw", FAILED, ids=lambda f: f.__name__)
def test_what_is_beneath_is_reported_with_its_place(draw: Draw, tmp_path: Path) -> None:
    found = _found(tmp_path, draw)
    assert [r.recoverable for r in found] == [True], [(r.kind, r.method, r.rects) for r in found]
    assert all(rect.overlap(BOX) > 0.5 * rect.area for rect in found[0].recoverable_rects)
    assert "Kilgour" not in repr(found)
    assert "Wilhelmina" not in repr(found)


@pytest.mark.parametrize("draw", SOUND, ids=lambda f: f.__name__)
def test_nothing_is_invented(draw: Draw, tmp_path: Path) -> None:
    assert [r for r in _found(tmp_path, draw) if r.recoverable] == []


def test_a_redact_annotation_that_was_not_applied_shows_what_a_scan_holds(tmp_path: Path) -> None:
    found = _found(tmp_path, in_a_scan_beneath_an_annotation)
    assert [(r.method, r.recoverable) for r in found] == [("annotation", True)]


def test_a_name_that_is_hidden_again_and_again_is_reported_each_time(tmp_path: Path) -> None:
    def names(page: PageWriter) -> None:
        for row in range(4):
            box = Rect(150, 100 + 40 * row, 255, 116 + 40 * row)
            page.text(152, 112 + 40 * row, SECRET, 12)
            page.rectangle(box, BLACK)

    assert [r.recoverable for r in _found(tmp_path, names)] == [True] * 4


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_turned_page_is_read_as_shown(rotation: int, tmp_path: Path) -> None:
    found = _found(tmp_path, in_a_scan_beneath_a_drawn_block, rotation)
    assert [r.recoverable for r in found] == [True]
