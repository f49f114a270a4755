"""Boxes on crooked scans: long ones, pairs of lines, and the stamps that lie crooked on a straight page."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from reviewer.detection.find import find_redactions
from reviewer.model.geometry import Rect, bounds
from tests.unit.detection_pages import Image, Reader, at, blank, evidence, frame, redactions, slanted, with_text

LINES = [Rect(90, 300, 500, 312), Rect(90, 316, 470, 328)]


def _turned(rect: Rect, degrees: float) -> Rect:
    """The box around a rectangle of the page as the crooked scan shows it."""
    turn = cv2.getRotationMatrix2D((306, 396), degrees, 1)
    corners = np.array([(x, y, 1) for x in (rect.x0, rect.x1) for y in (rect.y0, rect.y1)]) @ turn.T
    return Rect(*corners.min(axis=0).tolist(), *corners.max(axis=0).tolist())


def _turned_stamp(degrees: float) -> Image:
    """A stamp with three lines of words, put onto a straight page by a careless hand."""
    stamp = frame(blank(), Rect(230, 360, 380, 430), width=3)
    for line, words in enumerate(("RECEIVED", "AUG 22 2018", "FIELD ANALYTICS")):
        cv2.putText(stamp, words, at(250, 382 + 18 * line), cv2.FONT_HERSHEY_SIMPLEX, 0.75, 0, 2, cv2.LINE_AA)
    page = with_text(blank(), [100, 122, 144, 600, 622])
    return np.minimum(page, slanted(stamp, degrees))


@pytest.mark.parametrize("degrees", [-2.0, -0.7, 0.4, 0.8, 1.5, 3.0])
def test_lines_boxed_one_by_one_on_a_crooked_scan_stay_two(degrees: float) -> None:
    page = with_text(blank(), [100, 122, 260, 400])
    for line in LINES:
        frame(page, line, width=2)
    found = redactions(slanted(page, degrees))
    assert [r.kind for r in found] == ["outline", "outline"]
    for line in LINES:
        wanted = _turned(line, degrees)
        assert any(bounds(r.rects).overlap(wanted) > 0.9 * bounds(r.rects).area for r in found)


@pytest.mark.parametrize("degrees", [-4.0, 3.0])
def test_a_stamp_put_on_crooked_is_no_redaction(degrees: float) -> None:
    assert not find_redactions(evidence(_turned_stamp(degrees)), Reader("FICUD RMAL")).redactions
