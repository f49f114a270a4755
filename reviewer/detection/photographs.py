"""Tells a page that is a photograph, where patches without sharp edges are its own light and shade."""

from __future__ import annotations

import numpy as np

from reviewer.detection.candidate import Candidate
from reviewer.detection.explain import Explain
from reviewer.detection.pixels import Box, PagePixels, counted, quantile

# Paper, ink and blocks of two tones fill most of any page that was written: so many bands of grey levels hold so much.
BAND, BANDS, WRITTEN = 24, 3, 0.7
STEP = 48  # grey levels by which a block differs from what is beyond each of its sides
NEAR, FAR = 1.2, 2.6  # points outside a block in which that is seen


def without_shades(page: PagePixels, found: list[Candidate], explain: Explain | None) -> list[Candidate]:
    """The candidates; on a photograph only those that end at all four sides in a step."""
    if not found or not is_photograph(page):
        return found
    kept = [c for c in found if all(_stands_out(page, page.to_box(rect)) for rect in c.rects)]
    if explain is not None:
        for candidate in found:
            if not any(candidate is other for other in kept):
                explain.drop(candidate.rects, candidate.method, "fades out: light and shade of a photograph")
    return kept


def is_photograph(page: PagePixels) -> bool:
    """Whether the grey levels of a page are spread as on no page of paper and ink."""
    levels = counted(np.ascontiguousarray(page.gray[::4, ::4]))
    bands = np.sort(np.add.reduceat(levels, np.arange(0, 256, BAND)))
    return float(bands[-BANDS:].sum()) < WRITTEN * float(levels.sum())


def _stands_out(page: PagePixels, box: Box) -> bool:
    x0, y0, x1, y1 = box
    near, far = page.px(NEAR), page.px(FAR)
    inside = page.gray[y0:y1, x0:x1]
    sides = (
        page.gray[max(0, y0 - far) : max(0, y0 - near), x0:x1],
        page.gray[y1 + near : y1 + far, x0:x1],
        page.gray[y0:y1, max(0, x0 - far) : max(0, x0 - near)],
        page.gray[y0:y1, x1 + near : x1 + far],
    )
    if not inside.size or not all(side.size for side in sides):
        return False
    level = quantile(np.ascontiguousarray(inside))
    return all(abs(quantile(np.ascontiguousarray(side)) - level) >= STEP for side in sides)
