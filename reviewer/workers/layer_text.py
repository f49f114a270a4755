"""Takes from a file's text layer what a reader of the page can see: nothing from beneath a redaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import cv2
import numpy as np

from reviewer.model.evidence import Character, Pixels
from reviewer.model.geometry import Rect, bounds
from reviewer.model.page import Word

_TOUCH = 0.06  # share of a word that a redaction may overlap before its letters are looked at one by one
_HIDDEN = 0.35  # share of a letter under a redaction from which it counts as hidden
# Height of letters in points; what is lower is dirt, what is higher a picture or a frame.
_LOWEST, _HIGHEST = 2.5, 22.0
_DARK = 140


def visible_words(
    words: Sequence[Word], covers: Sequence[Rect], characters: Callable[[Rect], Sequence[Character]]
) -> tuple[Word, ...]:
    """`words` without those beneath `covers` (displayed points); a word that is half covered keeps its free letters.

    `characters` gives the letters of the layer inside a rectangle.
    """
    return tuple(_free(words, covers, characters))


def _free(
    words: Sequence[Word], covers: Sequence[Rect], characters: Callable[[Rect], Sequence[Character]]
) -> Iterator[Word]:
    for word in words:
        area = max(word.rect.area, 1e-6)
        if sum(word.rect.overlap(cover) for cover in covers) <= _TOUCH * area:
            yield word
            continue
        inside = [c for c in characters(word.rect) if word.rect.contains_point(*c.rect.center)]
        letters = [c for c in inside if not _covered(c.rect, covers)]
        if letters:
            yield replace(word, rect=bounds(c.rect for c in letters), text="".join(c.char for c in letters))


def _covered(rect: Rect, covers: Sequence[Rect]) -> bool:
    return any(rect.overlap(cover) > _HIDDEN * max(rect.area, 1e-6) for cover in covers)


def share_of_ink(gray: Pixels, scale: float, words: Sequence[Word]) -> float:
    """The share (0-1) of letter-sized ink on a page (`scale` pixels a point) that stands where the layer has words.

    Low for a scan that only got a stamp or a page number as text; 1 for a page without ink.
    """
    even = gray[: gray.shape[0] // 2 * 2, : gray.shape[1] // 2 * 2]
    # The darkest of each four pixels: half the resolution tells as much and costs a quarter.
    darkest = np.minimum(np.minimum(even[::2, ::2], even[1::2, ::2]), np.minimum(even[::2, 1::2], even[1::2, 1::2]))
    scale /= 2
    dark = (darkest < _DARK).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    boxes = stats[1:]
    heights = boxes[:, cv2.CC_STAT_HEIGHT] / scale
    boxes = boxes[(heights >= _LOWEST) & (heights <= _HIGHEST)]
    ink = boxes[:, cv2.CC_STAT_AREA].astype(np.float64)
    if ink.sum() < 25 * scale:
        return 1.0
    layer = np.zeros(dark.shape, np.uint8)
    for word in words:
        x0, y0, x1, y1 = (round(v * scale) for v in word.rect.grown(2.0))
        layer[max(0, y0) : max(0, y1), max(0, x0) : max(0, x1)] = 1
    middle_x = boxes[:, cv2.CC_STAT_LEFT] + boxes[:, cv2.CC_STAT_WIDTH] // 2
    middle_y = boxes[:, cv2.CC_STAT_TOP] + boxes[:, cv2.CC_STAT_HEIGHT] // 2
    return float((ink * layer[middle_y, middle_x]).sum() / ink.sum())
