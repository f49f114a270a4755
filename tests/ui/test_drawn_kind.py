"""A redaction drawn by hand is of the kind that it looks like on the page."""

from __future__ import annotations

import numpy as np
import pytest

from reviewer.model.geometry import Rect
from reviewer.model.page import Kind
from reviewer.ui.page import PageView
from reviewer.ui.page.drawn_kind import Pixels, drawn_kind, kind_of
from tests.ui.page_kit import HIDDEN, settle
from tests.ui.test_page_turning import view as view  # the pages of the tests of turning

PAPER = 250


def _picture(fill: tuple[int, int, int] | None = None, sides: int = 0, *, code: bool = False) -> Pixels:
    """A box of 100 x 40 pixels with 4 around: filled, with so many sides drawn 2 pixels off, with a code in it."""
    page = np.full((48, 108, 3), PAPER, dtype=np.uint8)
    if fill is not None:
        page[4:44, 4:104] = fill
    for side in (page[2:4, 4:104], page[44:46, 4:104], page[4:44, 2:4], page[4:44, 104:106])[:sides]:
        side[:] = 20
    if code:
        page[20:28, 40:70:2] = 255 if fill is not None and max(fill) < 128 else 0
    return page


@pytest.mark.parametrize(
    ("picture", "kind"),
    [
        (_picture((10, 10, 10)), "black"),
        (_picture((10, 10, 10), code=True), "black"),
        (_picture((150, 152, 150)), "gray"),
        (_picture((200, 40, 40)), "color"),
        (_picture(sides=4), "outline"),
        (_picture(sides=4, code=True), "outline"),
        (_picture(sides=3), "outline"),
        (_picture(sides=2), "white"),  # the lines of a table row, or of a form
        (_picture(), "white"),
        (_picture(code=True), "white"),
    ],
)
def test_the_pixels_tell_the_kind(picture: Pixels, kind: Kind) -> None:
    assert kind_of(picture, 4, 6) == kind


def test_a_border_that_slants_and_lies_beside_the_box_is_one() -> None:
    page = np.full((40, 300, 3), PAPER, dtype=np.uint8)
    for x in range(8, 292):  # thin and pale, as where a scan is shown small, and lower by 3 pixels at its end
        page[6 + x // 100, x] = page[32 + x // 100, x] = 170
    page[8:34, 8] = page[8:34, 291] = 170
    assert kind_of(page, 4, 6) == "outline"


def test_the_smallest_box_has_a_kind() -> None:
    assert kind_of(np.zeros((3, 3, 3), dtype=np.uint8), 4, 6) == "black"


@pytest.mark.parametrize("quarters", [0, 1])
def test_what_the_page_shows_is_asked(view: PageView, quarters: int) -> None:
    view.turn((100,), quarters)
    settle(view)
    assert drawn_kind(view, 100, HIDDEN) == "black"
    assert drawn_kind(view, 100, Rect(100, 400, 300, 440)) == "white"
    assert drawn_kind(view, 100, Rect(60, 300, 560, 740)) == "page"
    assert drawn_kind(view, 999, HIDDEN) == "black"  # no such page: as it was always taken to be
