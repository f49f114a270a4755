"""Coloured blocks where colour runs on around them: blurred by compression, and on coloured panels."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from reviewer.detection.find import find_redactions
from reviewer.model.geometry import Rect
from tests.unit.detection_pages import Image, at, blank, evidence, matched, with_text

BLOCK = Rect(150, 300, 240, 312)
RED, YELLOW, PALE_GREEN = (206, 62, 50), (246, 208, 72), (215, 242, 200)


def _painted(color: tuple[int, int, int], *, panel: bool) -> Image:
    page = cv2.cvtColor(with_text(blank(), [100, 122, 500]), cv2.COLOR_GRAY2RGB)
    if panel:
        cv2.rectangle(page, at(120, 270), at(420, 360), PALE_GREEN, cv2.FILLED)
        cv2.putText(page, "the meeting of Friday", at(250, 311), cv2.FONT_HERSHEY_SIMPLEX, 0.62, (0, 0, 0), 2)
    cv2.rectangle(page, at(BLOCK.x0, BLOCK.y0), at(BLOCK.x1, BLOCK.y1), color, cv2.FILLED)
    return np.asarray(page, np.uint8)


def _with_coarse_color(page: Image) -> Image:
    """The page as a compression that keeps a colour for every eight pixels only makes it."""
    luma, red, blue = cv2.split(cv2.cvtColor(page, cv2.COLOR_RGB2YCrCb))
    size = (page.shape[1], page.shape[0])
    small = (page.shape[1] // 8, page.shape[0] // 8)
    coarse = [cv2.resize(cv2.resize(c, small, interpolation=cv2.INTER_AREA), size) for c in (red, blue)]
    return np.asarray(cv2.cvtColor(cv2.merge([luma, *coarse]), cv2.COLOR_YCrCb2RGB), np.uint8)


@pytest.mark.parametrize("color", [RED, YELLOW])
def test_a_block_whose_colour_is_blurred(color: tuple[int, int, int]) -> None:
    page = _with_coarse_color(_painted(color, panel=False))
    matched(find_redactions(evidence(page)).redactions, [BLOCK])


def test_a_block_on_a_coloured_panel() -> None:
    found = find_redactions(evidence(_painted(YELLOW, panel=True))).redactions
    assert matched(found, [BLOCK])[0].kind == "color"
