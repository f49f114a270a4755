"""Tells the pages whose drawing operators alone say all they hide, so that nobody need search their pixels."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from reviewer.detection.vector import LARGEST_SHARE, MOST_DRAWINGS, SMALLEST_HEIGHT, SMALLEST_WIDTH, kind_of
from reviewer.model.evidence import Drawing, PageEvidence, Pixels
from reviewer.model.geometry import Rect

# A line in print is this many times as long as it is thick; dots, and strokes that go up, may make a box between them.
_RULE = 5.0
_TINTED = 215  # grey level below which a patch on white paper can be seen
_AROUND = 2.0  # points around a block, for its border and its soft edge
_COARSE = 2  # every second pixel each way is enough for what is no smaller than the smallest block


def is_plain(evidence: PageEvidence, gray: Pixels, scale: float, blocks: Sequence[Rect]) -> bool:
    """Whether a page holds only text, level rules and `blocks` that were found by what the file draws.

    No picture, no shading, no annotation, no shape that could be, or be a part of, anything else; and beside the
    blocks no dark patch, such as letters that are blocks make. `gray` are its pixels, `scale` of them a point.
    """
    if not evidence.only_text_and_paths or evidence.annotations or len(evidence.drawings) > MOST_DRAWINGS:
        return False
    page = Rect(0.0, 0.0, evidence.width, evidence.height)
    near = [block.grown(_AROUND) for block in blocks]
    for number, drawing in enumerate(evidence.drawings):
        ground = number == 0 and _is_sheet(drawing, page)
        if not (ground or _is_rule(drawing.rect) or any(_holds(block, drawing.rect) for block in near)):
            return False
    return not _has_patch(gray, scale, near)


def _holds(block: Rect, rect: Rect) -> bool:
    return block.x0 <= rect.x0 and block.y0 <= rect.y0 and rect.x1 <= block.x1 and rect.y1 <= block.y1


def _is_rule(rect: Rect) -> bool:
    return rect.height < SMALLEST_HEIGHT and rect.width >= _RULE * rect.height


def _is_sheet(drawing: Drawing, page: Rect) -> bool:
    """Whether it is the white ground that some programs paint before anything else."""
    white = drawing.fill is not None and kind_of(drawing.fill, bordered=False) == "white"
    return white and drawing.rect.overlap(page) >= LARGEST_SHARE * page.area


def _has_patch(gray: Pixels, scale: float, blocks: Sequence[Rect]) -> bool:
    dark = (gray[::_COARSE, ::_COARSE] < _TINTED).astype(np.uint8)
    scale /= _COARSE
    for block in blocks:
        x0, y0, x1, y1 = (round(v * scale) for v in block)
        dark[max(0, y0) : max(0, y1), max(0, x0) : max(0, x1)] = 0
    kernel = np.ones((max(1, int(SMALLEST_HEIGHT * scale)), max(1, int(SMALLEST_WIDTH * scale))), np.uint8)
    return bool(cv2.erode(dark, kernel, borderType=cv2.BORDER_CONSTANT, borderValue=0).any())
