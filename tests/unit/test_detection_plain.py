"""Pages that their drawing operators explain are told from those whose pixels must be searched."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviewer.detection.find import find_redactions
from reviewer.detection.plain import is_plain
from reviewer.model.evidence import Annotation, Drawing, PageEvidence
from reviewer.model.geometry import Rect
from tests.unit.detection_pages import SCALE, Image, blank, evidence, fill, with_text

BOX = Rect(150, 181, 260, 194)
BLACK, GRAY, WHITE = (0.0, 0.0, 0.0), (0.7, 0.7, 0.7), (1.0, 1.0, 1.0)
BLOCK = Drawing(BOX, BLACK, None, 0, 1.0, 9, True)
SHEET = Drawing(Rect(0, 0, 612, 792), WHITE, None, 0, 1.0, 0, True)
RULE = Drawing(Rect(72, 90, 540, 91), BLACK, None, 0, 1.0, 2, True)


def _page(image: Image, *drawings: Drawing) -> PageEvidence:
    return replace(evidence(image, drawings=drawings), only_text_and_paths=True)


def _plain(page: PageEvidence) -> bool:
    return is_plain(page, page.image, SCALE, [BOX])


def test_text_rules_and_drawn_blocks_on_a_white_sheet_need_no_search() -> None:
    page = _page(fill(with_text(blank()), BOX), SHEET, RULE, BLOCK)
    assert _plain(page)
    assert [r.rects for r in find_redactions(page, None).redactions] == [(BOX,)]


@pytest.mark.parametrize(
    "shape",
    [
        Drawing(Rect(150, 300, 260, 314), GRAY, None, 0, 1.0, 3, True),
        Drawing(Rect(150, 300, 260, 314), None, BLACK, 1, 1.0, 3, True),
        Drawing(Rect(150, 300, 151, 314), BLACK, None, 0, 1.0, 3, True),
        Drawing(Rect(150, 300, 151, 301), BLACK, None, 0, 1.0, 3, True),
        Drawing(Rect(150, 300, 260, 314), WHITE, None, 0, 1.0, 3, True),
    ],
    ids=["gray block", "outline", "upright line", "dot", "white-out"],
)
def test_any_other_shape_sends_the_page_to_the_search(shape: Drawing) -> None:
    assert not _plain(_page(fill(with_text(blank()), BOX), BLOCK, shape))


def test_a_dark_patch_that_no_drawing_explains_is_found_in_the_pixels() -> None:
    letters = Rect(150, 300, 260, 314)  # blocks that are letters of a font
    page = _page(fill(fill(with_text(blank()), BOX), letters), BLOCK)
    assert not _plain(page)
    assert len(find_redactions(page, None).redactions) == 2


def test_pictures_shadings_and_annotations_send_the_page_to_the_search() -> None:
    page = _page(fill(with_text(blank()), BOX), BLOCK)
    assert not _plain(replace(page, only_text_and_paths=False))
    note = Annotation("Square", (Rect(150, 300, 260, 314),))
    assert not _plain(replace(page, annotations=(note,)))
