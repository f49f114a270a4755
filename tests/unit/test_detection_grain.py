from __future__ import annotations

import cv2
import numpy as np

from reviewer.detection.find import find_redactions
from reviewer.model.geometry import Rect, iou
from tests.unit.detection_pages import Image, Reader, at, blank, evidence, fill, with_text

SHADE = 60  # levels that the shadow of the binding takes from the paper, more than a gray block differs by


def _grainy(page: Image, seed: int = 5) -> Image:
    """A worn scan: shadow at its left, noise of the sensor, and what compression makes of both."""
    height, width = page.shape
    shadow = SHADE * np.exp(-np.linspace(0, 1, width) * 14)
    noise = np.random.default_rng(seed).normal(0, 13, (height, width))
    return np.asarray(np.clip(page * 0.83 - shadow + noise, 0, 255), np.uint8)


def _compressed(page: Image) -> Image:
    coded = cv2.imencode(".jpg", page, [cv2.IMWRITE_JPEG_QUALITY, 38])[1]
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_GRAYSCALE), np.uint8)


def _with_code(page: Image, rect: Rect, code: str) -> Image:
    fill(page, rect, 168)
    cv2.putText(page, code, at(rect.x0 + 6, rect.y1 - 2.6), cv2.FONT_HERSHEY_SIMPLEX, 0.75, 0, 2, cv2.LINE_AA)
    return page


def test_gray_blocks_with_codes_on_worn_grainy_paper() -> None:
    page = _grainy(with_text(blank(), [60, 90, 400]))
    blocks = [Rect(90, 179, 250, 190.5), Rect(300, 267, 372, 278.5), Rect(75, 289, 160, 300.5)]
    for block in blocks:
        _with_code(page, block, "(b)(7)(E)")
    found = find_redactions(evidence(_compressed(page)), Reader(*["(b)(7)(E)"] * 3)).redactions
    assert [r.kind for r in found] == ["gray"] * 3
    assert all(any(iou(r.rects, [block]) > 0.8 for r in found) for block in blocks)


def test_grainy_paper_without_blocks() -> None:
    assert find_redactions(evidence(_compressed(_grainy(with_text(blank())))), None).redactions == ()


def test_a_page_withheld_in_gray_on_toned_paper() -> None:
    page = fill(_grainy(blank()), Rect(66, 74, 546, 712), 176)
    assert [r.kind for r in find_redactions(evidence(_compressed(page)), None).redactions] == ["page"]
