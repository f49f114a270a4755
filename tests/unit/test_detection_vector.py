from __future__ import annotations

from dataclasses import replace

import cv2
import pytest

from reviewer.detection.find import find_redactions
from reviewer.model.evidence import Annotation, Character, Drawing
from reviewer.model.geometry import Rect
from reviewer.model.page import Word
from tests.unit.detection_pages import Image, Reader, at, blank, evidence, fill, with_text

BOX = Rect(150, 181, 260, 194)
BLACK = (0.0, 0.0, 0.0)
BLOCK = Drawing(BOX, BLACK, None, 0, 1.0, 9, True)


def _name(order: int = 1, visible: bool = True, text: str = "Kilgour") -> list[Character]:
    return [Character(Rect(155 + 8 * n, 183, 161 + 8 * n, 192), c, order, visible) for n, c in enumerate(text)]


def _words(text: str = "Kilgour") -> list[Word]:
    return [Word(Rect(155, 183, 153 + 8 * len(text), 192), text)]


def _page() -> Image:
    return fill(with_text(blank()), BOX)


def test_a_drawn_block_has_the_exact_rectangle_of_the_file() -> None:
    found = find_redactions(evidence(_page(), drawings=[BLOCK]), None).redactions
    assert [r.rects for r in found] == [(BOX,)]
    assert not found[0].recoverable


@pytest.mark.parametrize(("words", "redactions"), [("Part 1", 0), ("PRIVILEGED", 1), ("(b)(6)", 1)])
def test_a_drawn_block_with_a_heading_in_white_is_no_redaction(words: str, redactions: int) -> None:
    page = _page()
    cv2.putText(page, words, at(155, 191), cv2.FONT_HERSHEY_SIMPLEX, 0.7, 255, 1, cv2.LINE_AA)
    found = find_redactions(evidence(page, drawings=[BLOCK]), Reader(words)).redactions
    assert len(found) == redactions


def test_black_words_on_a_block_that_was_drawn_before_them_are_hidden() -> None:
    shading = replace(BLOCK, order=0)
    found = find_redactions(evidence(_page(), _words(), [shading], characters=_name()), None).redactions
    assert [r.recoverable for r in found] == [True]


def test_text_beneath_a_drawn_block_is_recoverable_and_only_its_place_is_kept() -> None:
    found = find_redactions(evidence(_page(), _words(), [BLOCK], characters=_name()), None).redactions
    assert found[0].recoverable
    assert all(r.overlap(BOX) > 0 for r in found[0].recoverable_rects)
    assert "Kilgour" not in repr(found[0])


def test_an_invisible_ocr_layer_that_holds_the_words_is_recoverable() -> None:
    found = find_redactions(evidence(_page(), _words(), characters=_name(visible=False)), None).redactions
    assert found[0].recoverable


def test_a_code_in_the_layer_is_not_recoverable() -> None:
    characters = _name(visible=False, text="(b)(6)")
    page = _page()
    cv2.putText(page, "(b)(6)", at(155, 191), cv2.FONT_HERSHEY_SIMPLEX, 0.7, 255, 1, cv2.LINE_AA)
    found = find_redactions(evidence(page, _words("(b)(6)"), characters=characters), None).redactions
    assert not found[0].recoverable
    assert found[0].codes == ("(b)(6)",)


def test_signs_that_an_ocr_layer_reads_into_a_block_are_not_recoverable() -> None:
    found = find_redactions(
        evidence(_page(), _words("I."), characters=_name(visible=False, text="I.")), None
    ).redactions
    assert not found[0].recoverable


def test_white_block_over_text_is_a_white_out() -> None:
    page = fill(with_text(blank()), BOX, 255)
    block = replace(BLOCK, fill=(1.0, 1.0, 1.0))
    found = find_redactions(evidence(page, _words(), [block], characters=_name()), None).redactions
    assert [(r.kind, r.recoverable) for r in found] == [("white", True)]


def test_white_text_on_white_is_not_recoverable() -> None:
    page = fill(with_text(blank()), BOX, 255)
    block = replace(BLOCK, fill=(1.0, 1.0, 1.0))
    characters = [replace(c, color=(1.0, 1.0, 1.0)) for c in _name()]
    found = find_redactions(evidence(page, _words(), [block], characters=characters), None).redactions
    assert not any(r.recoverable for r in found)


def test_shading_drawn_before_its_text_is_no_redaction() -> None:
    page = fill(with_text(blank()), BOX, 235)
    shade = replace(BLOCK, fill=(0.92, 0.92, 0.92), order=0)
    text = with_text(page, [191], x=155, text="Total due")
    found = find_redactions(evidence(text, _words(), [shade], characters=_name(order=5)), None).redactions
    assert found == ()


def test_an_unapplied_redact_annotation_counts() -> None:
    page = with_text(blank())
    notes = [Annotation("Redact", (BOX,), fill=BLACK), Annotation("Highlight", (Rect(72, 300, 200, 312),))]
    found = find_redactions(evidence(page, annotations=notes), None).redactions
    assert [(r.kind, r.method, r.rects) for r in found] == [("black", "annotation", (BOX,))]


def test_a_form_field_over_text_counts() -> None:
    page = fill(with_text(blank()), BOX, 255)
    notes = [Annotation("Widget", (BOX,), fill=(1.0, 1.0, 1.0))]
    found = find_redactions(evidence(page, _words(), annotations=notes, characters=_name()), None).redactions
    assert [(r.kind, r.recoverable) for r in found] == [("white", True)]


def test_a_tinted_block_that_bears_a_code_has_the_exact_rectangle_of_the_file() -> None:
    page = fill(with_text(blank()), BOX, 168)
    cv2.putText(page, "(b)(5)", at(155, 191), cv2.FONT_HERSHEY_SIMPLEX, 0.7, 0, 1, cv2.LINE_AA)
    tint = replace(BLOCK, fill=(0.66, 0.66, 0.66))
    written = _name(order=12, text="(b)(5)")
    found = find_redactions(evidence(page, _words("(b)(5)"), [tint], characters=written), None).redactions
    assert [(r.kind, r.rects, r.codes, r.recoverable) for r in found] == [("gray", (BOX,), ("(b)(5)",), False)]


def test_a_fill_and_the_stroke_painted_after_it_are_one_outline() -> None:
    page = fill(with_text(blank()), BOX, 255)
    cv2.rectangle(page, at(BOX.x0, BOX.y0), at(BOX.x1, BOX.y1), 0, 2)
    drawn = [replace(BLOCK, fill=(1.0, 1.0, 1.0)), replace(BLOCK, fill=None, stroke=BLACK, line_width=1.0, order=10)]
    found = find_redactions(evidence(page, _words(), drawn, characters=_name()), None).redactions
    assert [(r.kind, r.rects, r.recoverable) for r in found] == [("outline", (BOX.grown(0.5),), True)]
