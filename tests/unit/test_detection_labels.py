from __future__ import annotations

import cv2
import pytest

from reviewer.detection.codes import is_bare_privacy_act
from reviewer.detection.labels import find_places, print_lines
from reviewer.detection.pixels import page_pixels
from reviewer.model.geometry import Rect
from tests.unit.detection_pages import SCALE, Image, at, blank, evidence, fill, frame, with_text


@pytest.mark.parametrize(
    ("codes", "text", "bare"),
    [
        (("(k)(3)",), "K3", True),
        (("(d)(5)", "(j)(2)"), "d5 j2", True),
        (("(k)(3)",), "(k)(3)", False),
        (("(b)(7)(C)", "(j)(2)"), "b7C j2", False),
        (("(b)(6)",), "b6", False),
    ],
)
def test_a_specimen_number_is_no_privacy_act_claim(codes: tuple[str, ...], text: str, bare: bool) -> None:
    assert is_bare_privacy_act(codes, text) is bare


def _label(page: Image, x: float, y: float, text: str) -> Rect:
    """A label on a patch of its own, as programs put it over whatever stands there; its box."""
    (width, height), _ = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, 0.5, 1)
    box = Rect(x, y - height / SCALE, x + width / SCALE, y)
    fill(page, box.grown(2), 255)
    cv2.putText(page, text, at(x, y), cv2.FONT_HERSHEY_SIMPLEX, 0.5, 0, 1, cv2.LINE_AA)
    return box


def _places(page: Image, blocks: list[Rect]) -> list[Rect]:
    return [place.rect for place in find_places(page_pixels(evidence(page)), blocks, ())]


@pytest.mark.parametrize("inwards", [3.0, 12.0, 30.0])
def test_a_label_over_the_side_of_a_box_is_whole(inwards: float) -> None:
    box = Rect(300, 200, 560, 260)
    page = frame(with_text(blank(), [400]), box)
    label = _label(page, box.x1 - inwards, 220, "3.3(h)(2)")
    found = [rect for rect in _places(page, [box]) if rect.overlap(label)]
    assert len(found) == 1
    assert found[0].x0 == pytest.approx(label.x0, abs=1.5)


def test_a_line_beside_a_box_does_not_grow_into_it() -> None:
    box = Rect(300, 200, 540, 260)
    page = frame(with_text(blank(), [400]), box)
    label = _label(page, box.x1 + 8, 220, "b6")
    assert [rect.x0 > box.x1 for rect in _places(page, [box]) if rect.overlap(label)] == [True]


@pytest.mark.parametrize(("text", "labels"), [("b6", 1), ("b", 0), ("N", 0)])
def test_a_single_letter_is_no_label(text: str, labels: int) -> None:
    box = Rect(300, 200, 540, 260)
    label = _label(frame(with_text(page := blank(), [400]), box), 570, 220, text)
    assert sum(rect.overlap(label) > 0 for rect in _places(page, [box])) == labels


def test_the_second_line_of_a_long_label_belongs_to_it() -> None:
    box = Rect(60, 200, 200, 214)
    page = frame(with_text(blank(), [400]), box)
    lines = [_label(page, 480, 208, "B3 CIA PERS/ORG"), _label(page, 480, 219, "B6")]
    places = _places(page, [box])
    assert all(any(place.overlap(line) for place in places) for line in lines)


def test_the_line_of_the_margin_does_not_hide_the_labels_beside_it() -> None:
    box = Rect(60, 200, 480, 214)
    page = frame(with_text(blank(), [400]), box)
    page[100:1500, at(536, 0)[0]] = 0
    label = _label(page, 541, 210, "B5")
    page[100:1500, at(536, 0)[0]] = 0
    assert [rect.x0 > 537 for rect in _places(page, [box]) if rect.overlap(label)] == [True]


def test_print_is_looked_for_only_at_the_height_of_the_blocks() -> None:
    block = Rect(150, 385, 300, 400)
    page = fill(with_text(blank(), [100, 700]), block)
    cv2.line(page, at(555, 40), at(555, 760), 0, 2)  # parts the margin from the text, past the rows that are looked at
    label = _label(page, 560, 398, "b6")
    _label(page, 560, 60, "b5")
    _label(page, 560, 740, "b4")
    found = _places(page, [block])
    assert len(found) == 1
    assert found[0].overlap(label) > 0.6 * label.area
    assert found[0] in print_lines(page_pixels(evidence(page)), [block])
