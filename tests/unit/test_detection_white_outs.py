"""White-outs on white paper: what they cut shows them; what merely ends in one row does not."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from numpy.random import default_rng

from reviewer.detection.explain import Explain
from reviewer.detection.find import find_redactions
from reviewer.model.geometry import Rect
from reviewer.sample.damage import SCANS, Placement, scanned
from reviewer.sample.layout import Flow, Type
from reviewer.sample.raster import blank as sheet_of_paper
from reviewer.sample.raster import paint
from reviewer.sample.sheet import WHITE, Box, Sheet
from tests.unit.detection_pages import Image, at, blank, evidence, fill, matched, redactions, with_text

_DPI = 300
_PARAGRAPH = "The bureau did not say who had asked for the figures, nor why they were wanted by noon that day. "


def _released(hidden: Rect, style: str = "archive") -> Image:
    """A page of the sample maker on white paper, as a scan on which a white rectangle was drawn."""
    flow = Flow(Sheet)
    flow.text(_PARAGRAPH * 14, Type("serif", 11))
    image = sheet_of_paper(flow.sheet, _DPI)
    paint(image, flow.sheet.marks, _DPI)
    made = scanned(image, SCANS[style]["clean"], Placement(flow.sheet.width, flow.sheet.height), default_rng(4))
    made = made.convert("L")
    paint(made, [Box(hidden, WHITE)], _DPI)
    return np.asarray(made, np.uint8)


def _lines() -> list[float]:
    flow = Flow(Sheet)
    flow.text(_PARAGRAPH * 14, Type("serif", 11))
    return sorted({word.baseline for word in flow.sheet.words()})


@pytest.mark.parametrize("style", ["archive", "office", "bilevel"])
def test_a_white_out_is_found_by_the_letters_it_cuts(style: str) -> None:
    third, sixth = _lines()[2], _lines()[5]
    hidden = Rect(150, third - 2.2, 420, sixth + 3)  # of the third line the upper halves are left
    found = find_redactions(evidence(_released(hidden, style), scale=_DPI / 72)).redactions
    (cut,) = matched(found, [hidden])
    assert (cut.kind, cut.method, cut.marking) == ("white", "raster-cut", "none")
    assert cut.confidence < 0.8


def test_one_that_leaves_the_feet_of_letters_is_found_from_below() -> None:
    third, sixth = _lines()[2], _lines()[5]
    hidden = Rect(150, third - 9, 420, sixth - 2.4)
    found = find_redactions(evidence(_released(hidden), scale=_DPI / 72)).redactions
    assert [r.kind for r in found] == ["white"]


def test_one_between_the_lines_leaves_nothing_to_see() -> None:
    third, sixth = _lines()[2], _lines()[5]
    hidden = Rect(150, third - 9, 420, sixth + 3)
    assert not find_redactions(evidence(_released(hidden), scale=_DPI / 72)).redactions


def test_a_drawn_page_has_no_cut_letters_that_say_anything() -> None:
    third, sixth = _lines()[2], _lines()[5]
    given = evidence(_released(Rect(150, third - 2.2, 420, sixth + 3)), scale=_DPI / 72)
    drawn = type(given)(given.width, given.height, given.image, given.scale)
    assert not find_redactions(drawn).redactions


def dashed_lines() -> Image:
    page = with_text(blank(), [60, 90, 600])
    for y in (200, 260):
        for n in range(40):
            x0, y0 = at(72 + 11 * n, y)
            page[y0 : y0 + 3 + n % 3, x0 : x0 + 14] = 0
    return page


def dotted_leaders() -> Image:
    page = with_text(blank(), [60, 90, 600])
    for y in (200, 230, 260):
        cv2.putText(page, "Contents " + "." * 60, at(72, y), cv2.FONT_HERSHEY_SIMPLEX, 0.6, 0, 2)
    return page


def small_print() -> Image:
    page = with_text(blank())
    cv2.putText(page, "The small print names the terms of sale " * 2, at(72, 680), cv2.FONT_HERSHEY_SIMPLEX, 0.32, 0, 1)
    return page


def capitals_without_feet() -> Image:
    page = with_text(blank(), [60, 90, 600])
    for y in (200, 250, 300):
        cv2.putText(page, "THE MINUTES HIT THE LINE IN HEIGHT", at(72, y), cv2.FONT_HERSHEY_SIMPLEX, 0.7, 0, 2)
    return page


def a_sheet_cut_off_at_its_foot() -> Image:
    """Nothing follows below: the copier cut it, not the agency."""
    page = with_text(blank())
    return fill(page, Rect(0, 603, 612, 792), 255)


@pytest.mark.parametrize(
    "draw",
    [dashed_lines, dotted_leaders, small_print, capitals_without_feet, a_sheet_cut_off_at_its_foot],
    ids=lambda f: f.__name__,
)
def test_stays_quiet_on(draw: Callable[[], Image]) -> None:
    assert [(f.kind, f.method, f.rects) for f in redactions(draw())] == []


def test_letters_at_a_redaction_that_is_found_otherwise_are_no_second_one() -> None:
    third, sixth = _lines()[2], _lines()[5]
    hidden = Rect(150, third - 2.2, 420, sixth + 3)
    image = _released(hidden)
    x0, y0, x1, y1 = (round(v * _DPI / 72) for v in hidden)
    image = image.copy()
    image[y0:y1, x0:x1] = 178  # a gray that counts as no ink
    explain = Explain()
    found = find_redactions(evidence(image, scale=_DPI / 72), None, explain).redactions
    assert [r.kind for r in found] == ["gray"]
    assert any("already found" in remark.reason for remark in explain.remarks)
