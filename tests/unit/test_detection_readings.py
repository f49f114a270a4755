"""How codes are seen, with the shipped engine: near the lines of their boxes, on grain, in small print, at the head."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from reviewer.detection.crops import FURTHER_LOOKS, PrintArea, prepare
from reviewer.detection.find import find_redactions
from reviewer.detection.head import with_marks
from reviewer.detection.layer import words_shown
from reviewer.detection.markers import page_marks
from reviewer.detection.pixels import page_pixels
from reviewer.detection.vector import find_drawn
from reviewer.model.evidence import Character, Drawing
from reviewer.model.geometry import Rect
from reviewer.model.ocr import Layout, OcrWord
from reviewer.model.page import Word
from reviewer.ocr.engines import create_engine
from tests.unit.detection_pages import Image, Reader, at, blank, evidence, fill, frame, with_text

BOX = Rect(150, 178, 300, 196)
BELOW = Rect(150, 200, 300, 218)


def _print(page: Image, text: str, x: float, y: float, level: int = 0, size: float = 0.7) -> Image:
    cv2.putText(page, text, at(x, y), cv2.FONT_HERSHEY_SIMPLEX, size, level, 1, cv2.LINE_AA)
    return page


def test_a_bracket_on_the_line_of_its_box_is_kept_and_the_line_is_not() -> None:
    page = frame(blank(), BOX)
    left, top = at(BOX.x0 + 40, BOX.y0)
    cv2.line(page, (left, top), (left, top + 30), 0, 6)  # a stroke as high as a bracket, from the line down
    crop = prepare(page_pixels(evidence(page)), PrintArea(BOX, (BOX,), edged=True))
    assert crop is not None
    assert crop.image.shape[0] > 2 * crop.image.shape[1]  # the stroke alone, not the box
    assert not crop.full


def test_text_that_runs_into_a_box_from_outside_is_no_print_of_it() -> None:
    page = frame(blank(), BOX)
    x, y = at(BOX.x0 + 60, BOX.y1)
    cv2.line(page, (x, y - 14), (x, y + 20), 0, 2)
    assert prepare(page_pixels(evidence(page)), PrintArea(BOX, (BOX,), edged=True, fenced=True)) is None


def test_print_that_reaches_the_side_of_its_box_may_go_on() -> None:
    page = fill(blank(), BOX)
    _print(page, "(b)(6), (b)(7)(C), (b)", BOX.x0 + 22, BOX.y1 - 5, 255)
    crop = prepare(page_pixels(evidence(page)), PrintArea(Rect(BOX.x0, BOX.y0, 272, BOX.y1), (), edged=True))
    assert crop is not None
    assert crop.full


@pytest.mark.parametrize("grain", [0, 10])
def test_codes_on_grainy_paper_are_read(grain: int) -> None:
    page = _print(frame(with_text(blank()), BOX), "b6", 565, 192, 60, 0.9)
    random = np.random.default_rng(3)
    paper = page.astype(np.float32) * 0.8 + random.standard_normal(page.shape) * grain
    found = find_redactions(evidence(np.clip(paper, 0, 255).astype(np.uint8)), create_engine()).redactions
    assert [(r.codes, r.marking) for r in found] == [(("(b)(6)",), "at")]


def test_print_beside_a_box_in_which_nothing_was_seen_is_looked_at_again() -> None:
    class Sleepy(Reader):
        """Sees nothing until it is told what codes are printed with."""

        def read(self, image: Image, *, dpi: int, layout: Layout = "page", alphabet: str = "") -> list[OcrWord]:
            return super().read(image, dpi=dpi, layout=layout, alphabet=alphabet) if alphabet else []

    page = _print(frame(with_text(blank()), BOX), "b6", 565, 192, 60, 0.9)
    found = find_redactions(evidence(page), Sleepy("b6")).redactions
    assert [(r.codes, r.marking) for r in found] == [(("(b)(6)",), "at")]


class _Misled(Reader):
    """Reads print for what it is, and as a code when it is told what codes are printed with; counts its readings."""

    def __init__(self, said: str, confidence: float) -> None:
        super().__init__(*[said] * 20)
        self.confidence, self.readings = confidence, 0

    def read(self, image: Image, *, dpi: int, layout: Layout = "page", alphabet: str = "") -> list[OcrWord]:
        self.readings += 1
        self.lines = ("B1",) * 20 if alphabet else self.lines
        return [
            replace(word, confidence=self.confidence)
            for word in super().read(image, dpi=dpi, layout=layout, alphabet=alphabet)
        ]


@pytest.mark.parametrize(
    ("said", "confidence"), [("8/11/11", 0.97), ("$252,275.00", 0.93), ("Cc:", 0.8), ("5,999]", 0.6), ("WN", 0.4)]
)
def test_print_that_is_no_misread_code_is_not_looked_at_again(said: str, confidence: float) -> None:
    page = _print(frame(with_text(blank()), BOX), said, 565, 192, 60, 0.9)
    engine = _Misled(said, confidence)
    found = find_redactions(evidence(page), engine).redactions
    assert [r.codes for r in found] == [()]
    assert engine.readings == 2  # the places beside the box, and the head of the page


def test_the_head_of_a_page_is_not_read_for_itself_where_its_words_follow() -> None:
    page = _print(frame(with_text(blank()), BOX), "RELEASE IN PART B6", 400, 40, 60, 0.9)
    apart, later = _Misled("", 0.0), _Misled("", 0.0)
    assert not find_redactions(evidence(page), apart).head_unread
    found = find_redactions(evidence(page), later, words_follow=True)
    assert later.readings < apart.readings
    assert (found.head_unread, found.redactions[0].marking) == (True, "none")
    printed = ["RELEASE", "IN", "PART", "B6"]
    words = [Word(Rect(400 + 50 * n, 30, 445 + 50 * n, 42), text) for n, text in enumerate(printed)]
    for marked, marking in ((words, "head"), (words[:3], "none"), ([], "none")):
        seen = with_marks(found, page_marks(marked, 792))
        assert (seen.redactions[0].marking, seen.head_unread) == (marking, False)
        assert seen.markers == (("release in part",) if marked else ())


@pytest.mark.parametrize(("said", "confidence"), [("BS", 0.97), ("p6", 0.3), ("(U", 0.95), ("‘we)", 0.5)])
def test_print_that_may_be_a_misread_code_is_looked_at_again(said: str, confidence: float) -> None:
    page = _print(frame(with_text(blank()), BOX), said[:2], 565, 192, 60, 0.9)
    found = find_redactions(evidence(page), _Misled(said, confidence)).redactions
    assert [r.codes for r in found] == [("(b)(1)",)]


@pytest.mark.parametrize(("said", "codes"), [("n7C", ("(b)(1)",)), ("vw", ())])
def test_only_what_resembles_a_code_is_looked_at_in_every_way(said: str, codes: tuple[str, ...]) -> None:
    class Late(_Misled):
        """Takes print for a code at the last further look."""

        def read(self, image: Image, *, dpi: int, layout: Layout = "page", alphabet: str = "") -> list[OcrWord]:
            last = self.readings == len(FURTHER_LOOKS)
            return super().read(image, dpi=dpi, layout=layout, alphabet=alphabet if last else "")

    page = _print(frame(with_text(blank()), BOX), said[:2], 565, 192, 60, 0.9)
    found = find_redactions(evidence(page), Late(said, 0.4)).redactions
    assert [r.codes for r in found] == [codes]


def test_a_stack_of_the_next_block_gives_this_one_nothing() -> None:
    page = frame(frame(with_text(blank()), BOX), BELOW)
    _print(_print(page, "b6", 565, 192, size=0.8), "b5", 565, 214, size=0.8)
    upper, lower = find_redactions(evidence(page), create_engine()).redactions
    assert (upper.codes, lower.codes) == (("(b)(6)",), ("(b)(5)",))


def test_a_stamp_on_a_scan_claims_for_boxes_without_a_code() -> None:
    page = frame(with_text(blank()), BOX)
    _print(_print(page, "RELEASE IN PART", 440, 40, size=0.8), "B5,B6", 440, 56, size=0.8)
    found = find_redactions(evidence(page), create_engine())
    assert [(r.codes, r.marking) for r in found.redactions] == [((), "head")]
    assert found.markers == ("release in part",)
    assert any("RELEASE" in stamp.text for stamp in found.stamps)


def test_an_empty_head_claims_nothing() -> None:
    found = find_redactions(evidence(frame(with_text(blank()), BOX)), create_engine())
    assert [(r.codes, r.marking) for r in found.redactions] == [((), "none")]


def test_what_lies_beneath_a_drawn_block_is_not_read_as_its_code() -> None:
    page = _print(fill(with_text(blank()), BOX), "(b)(6)", 160, BOX.y1 - 5, 255)
    beneath = [Character(Rect(155 + 7 * n, 181, 161 + 7 * n, 194), c, 1) for n, c in enumerate("Kilgour")]
    above = [Character(Rect(160 + 5 * n, 182, 164 + 5 * n, 193), c, 9) for n, c in enumerate("(b)(6)")]
    words = [Word(Rect(155, 181, 204, 194), "Kilgour"), Word(Rect(160, 182, 189, 193), "(b)(6)")]
    block = Drawing(BOX, (0.0, 0.0, 0.0), None, 0, 1.0, 5, True)
    given = evidence(page, words, [block], characters=[*beneath, *above])
    shown = words_shown(given, find_drawn(page_pixels(given), given))
    assert [w.text for w in shown] == ["(b)(6)"]
    (found,) = find_redactions(given, create_engine()).redactions
    assert (found.codes, found.code_text, found.recoverable) == (("(b)(6)",), "(b)(6)", True)
