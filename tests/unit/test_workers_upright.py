"""A page on its side or its head is ordered as if it were held upright, and its boxes stay where they are shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviewer.model.geometry import Rect
from reviewer.model.page import Redaction, Word
from reviewer.workers.upright import order_page
from tests.unit.typeset import HEIGHT, WIDTH, block, hole, line

LINES = ["The board met twice", "and adopted the plan", "without any vote"]
HOLE = hole(180, 80, 260, 90, "(b)(6)")
NUMBER = line("ADA-2018-000104", 480, 770)


def _scanned(rect: Rect, quarters: int) -> Rect:
    """Where a box of an upright page lies on one that was scanned turned clockwise by `quarters`."""
    for _ in range(quarters):
        rect = Rect(-rect.y1, rect.x0, -rect.y0, rect.x1)
    x, y = ((0.0, 0.0), (HEIGHT, 0.0), (WIDTH, HEIGHT), (0.0, WIDTH))[quarters]
    return Rect(rect.x0 + x, rect.y0 + y, rect.x1 + x, rect.y1 + y)


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_text_runs_as_on_the_upright_page_and_boxes_stay(quarters: int) -> None:
    size = (WIDTH, HEIGHT) if quarters % 2 == 0 else (HEIGHT, WIDTH)
    words = [replace(w, rect=_scanned(w.rect, quarters)) for w in [*block(LINES), *NUMBER]]
    redaction = replace(HOLE, rects=tuple(_scanned(rect, quarters) for rect in HOLE.rects))
    ordered = order_page(words, [redaction], (), size, quarters)
    assert ordered.text.text.splitlines() == ["The board met twice [redacted (b)(6)]", *LINES[1:], "ADA-2018-000104"]
    assert [w.rect for w in ordered.text.words] == [pytest.approx(w.rect) for w in words]
    assert ordered.redactions[0].rects == redaction.rects
    assert ordered.redactions[0].lines == 1
    assert ordered.numbers.bates == "ADA-2018-000104"


def test_stamps_are_left_out_of_the_text_of_a_turned_page() -> None:
    stamp = Word(_scanned(Rect(50, 79, 60 + 5 * 19, 90), 2), "RELEASED")
    words = [replace(w, rect=_scanned(w.rect, 2)) for w in block(LINES)]
    nothing: tuple[Redaction, ...] = ()
    assert order_page(words, nothing, [stamp], (WIDTH, HEIGHT), 2).text.text.splitlines() == LINES[1:]
