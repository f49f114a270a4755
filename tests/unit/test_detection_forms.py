"""Forms, letters and typescript that come with a release: boxes to be ticked, lists of exemptions, underlined print."""

from __future__ import annotations

import cv2
import pytest

from reviewer.detection.find import find_redactions
from reviewer.detection.labels import find_places
from reviewer.detection.pixels import page_pixels
from reviewer.model.evidence import Drawing
from reviewer.model.geometry import Rect, bounds
from reviewer.model.page import Word
from tests.unit.detection_pages import SCALE, Image, at, blank, evidence, frame, redactions, with_text

WHITE = (1.0, 1.0, 1.0)
NAME = Rect(100, 300, 240, 318)


def _tick_boxes(count: int) -> Image:
    page = frame(with_text(blank(), [80]), NAME)
    for n in range(count):
        box = Rect(90, 120 + 18 * n, 103, 130 + 18 * n)
        frame(page, box)
        cv2.putText(page, "Facsimile", at(box.x1 + 6, box.y1), cv2.FONT_HERSHEY_SIMPLEX, 0.7, 0, 2, cv2.LINE_AA)
    return page


def test_boxes_to_be_ticked_are_no_redactions() -> None:
    assert [r.rects[0].overlap(NAME) > 0 for r in redactions(_tick_boxes(5))] == [True]


def test_one_or_two_small_boxes_may_hide_initials() -> None:
    assert [len(redactions(_tick_boxes(few))) for few in (1, 2)] == [2, 3]


def test_small_boxes_of_unlike_sizes_may_hide_words() -> None:
    page = with_text(blank(), [80])
    for n, width in enumerate((12, 15, 18)):
        frame(page, Rect(90 + 100 * n, 120, 90 + 100 * n + width, 134))
    assert len(redactions(page)) == 3


def _coded(codes: list[str]) -> tuple[Image, list[Word], list[Drawing]]:
    """A page on which white blocks, each with a larger one behind it, bear codes."""
    page = with_text(blank(), [80])
    words: list[Word] = []
    drawings: list[Drawing] = []
    for n, code in enumerate(codes):
        box = Rect(120 + 110 * (n % 3), 200 + 20 * (n // 3), 180 + 110 * (n % 3), 214 + 20 * (n // 3))
        for outer in (box.grown(8, 0), box):
            drawings.append(Drawing(outer, WHITE, None, 0, 1.0, len(drawings), True))
        words.append(Word(Rect(box.x0 + 4, box.y0 + 2, box.x0 + 30, box.y1 - 2), code))
        cv2.putText(page, code, at(box.x0 + 4, box.y1 - 3), cv2.FONT_HERSHEY_SIMPLEX, 0.6, 0, 1, cv2.LINE_AA)
    return page, words, drawings


@pytest.mark.parametrize(
    ("codes", "found"),
    [
        (["(b)(1)", "(b)(2)", "(b)(3)", "(b)(4)", "(b)(5)", "(b)(6)", "(b)(8)", "(b)(9)", "(d)(5)", "(j)(2)"], 0),
        (["(b)(5)", "(b)(6)", "(b)(6)", "(b)(6)", "(b)(5)", "(b)(6)", "(b)(3)"], 7),
        (["(b)(5)", "(b)(6)", "(b)(3)"], 3),
    ],
)
def test_a_letter_that_lists_all_exemptions_withholds_nothing_by_it(codes: list[str], found: int) -> None:
    page, words, drawings = _coded(codes)
    kept = find_redactions(evidence(page, words, drawings), None).redactions
    assert sum(len({round(rect.y0) + round(rect.x1, -2) for rect in r.rects}) for r in kept) == found


@pytest.mark.parametrize("font", [cv2.FONT_HERSHEY_DUPLEX, cv2.FONT_HERSHEY_TRIPLEX])
def test_bold_underlined_words_are_no_blocks(font: int) -> None:
    page = with_text(blank(), [80])
    for n, word in enumerate(("enforcement", "purposes", "intellectual")):
        x, y = at(90 + 130 * n, 140)
        (width, _), _ = cv2.getTextSize(word, font, 0.7, 4)
        cv2.putText(page, word, (x, y), font, 0.7, 0, 4)
        cv2.rectangle(page, (x, y + 1), (x + width, y + 5), 0, -1)
    assert redactions(page) == ()


def _typed(page: Image, words: list[str], x: float, y: float, gap: float) -> Rect:
    """Words with wide spaces between them; the box around all."""
    placed = []
    for word in words:
        (width, height), _ = cv2.getTextSize(word, cv2.FONT_HERSHEY_SIMPLEX, 0.5, 1)
        cv2.putText(page, word, at(x, y), cv2.FONT_HERSHEY_SIMPLEX, 0.5, 0, 1, cv2.LINE_AA)
        placed.append(Rect(x, y - height / SCALE, x + width / SCALE, y))
        x += width / SCALE + gap
    return bounds(placed)


def test_a_label_with_the_spaces_of_a_typewriter_is_whole() -> None:
    page = frame(with_text(blank(), [400]), NAME)
    label = _typed(page, ["b6", "-1", "Per", "FBI"], 470, 312, 7)
    found = [place.rect for place in find_places(page_pixels(evidence(page)), [NAME], ()) if place.rect.overlap(label)]
    assert len(found) == 1
    assert (found[0].x0, found[0].x1) == pytest.approx((label.x0, label.x1), abs=1.5)


def test_a_line_of_text_that_ends_in_the_margin_is_no_label() -> None:
    page = frame(with_text(blank(), [400]), NAME)
    line = _typed(page, ["he", "was", "seen", "by", "them", "on", "the", "way", "to", "town"], 330, 312, 7)
    places = find_places(page_pixels(evidence(page)), [NAME], ())
    assert all(place.rect.width < 40 for place in places if place.rect.overlap(line))
