"""Pages drawn for the detection tests: letter size at 150 dpi, with lines of print-like marks."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from reviewer.detection.find import find_redactions
from reviewer.model.evidence import Annotation, Character, Drawing, PageEvidence
from reviewer.model.geometry import Rect, iou
from reviewer.model.ocr import Layout, OcrWord
from reviewer.model.page import Redaction, Word

Image = NDArray[np.uint8]
DPI = 150
SCALE = DPI / 72
SENTENCE = "The undersigned asks for payment of the invoice dated 3 November"


def blank(level: int = 255) -> Image:
    """An empty page."""
    return np.full((1650, 1275), level, np.uint8)


def with_text(page: Image, lines: Sequence[float] = (), x: float = 72, text: str = SENTENCE) -> Image:
    """Lines of print at the given heights (points), 10 points high or so."""
    for y in lines or [100 + 22 * n for n in range(24)]:
        cv2.putText(page, text, at(x, y), cv2.FONT_HERSHEY_SIMPLEX, 0.62, 0, 2, cv2.LINE_AA)
    return page


def at(x: float, y: float) -> tuple[int, int]:
    return round(x * SCALE), round(y * SCALE)


def fill(page: Image, rect: Rect, level: int = 0) -> Image:
    cv2.rectangle(page, at(rect.x0, rect.y0), at(rect.x1, rect.y1), level, cv2.FILLED)
    return page


def frame(page: Image, rect: Rect, width: int = 2, clear: bool = True) -> Image:
    if clear:
        fill(page, rect, 255)
    cv2.rectangle(page, at(rect.x0, rect.y0), at(rect.x1, rect.y1), 0, width)
    return page


def slanted(page: Image, degrees: float) -> Image:
    """The page as a crooked scan."""
    h, w = page.shape
    turn = cv2.getRotationMatrix2D((w / 2, h / 2), degrees, 1)
    return np.asarray(cv2.warpAffine(page, turn, (w, h), flags=cv2.INTER_LINEAR, borderValue=255), np.uint8)


def speckled(page: Image, share: float, seed: int = 1) -> Image:
    """The page with a share of its pixels turned to black or white."""
    random = np.random.default_rng(seed)
    noise = random.random(page.shape)
    out = page.copy()
    out[noise < share / 2] = 0
    out[noise > 1 - share / 2] = 255
    return out


def evidence(
    image: Image,
    words: Sequence[Word] = (),
    drawings: Sequence[Drawing] = (),
    annotations: Sequence[Annotation] = (),
    characters: Sequence[Character] = (),
    scale: float = SCALE,
) -> PageEvidence:
    def inside(clip: Rect) -> tuple[Character, ...]:
        return tuple(c for c in characters if c.rect.overlap(clip) > 0)

    size = image.shape[1] / scale, image.shape[0] / scale
    return PageEvidence(*size, image, scale, 150, tuple(drawings), (), tuple(annotations), tuple(words), inside)


def redactions(image: Image) -> tuple[Redaction, ...]:
    return find_redactions(evidence(image), None).redactions


def matched(found: Sequence[Redaction], wanted: Sequence[Rect], least: float = 0.7) -> list[Redaction]:
    """The finding for each wanted rectangle, in that order; fails where one is missing or one too many is there."""
    pairs = [next((f for f in found if iou(f.rects, [rect]) > least), None) for rect in wanted]
    assert None not in pairs, [[r.rounded(0) for r in f.rects] for f in found]
    assert len(found) == len(wanted), [(f.kind, f.method, [r.rounded(0) for r in f.rects]) for f in found]
    return [p for p in pairs if p is not None]


class Reader:
    """An engine that says the same words for every line of print it is shown; the real one has tests of its own."""

    name = "reader"

    def __init__(self, *lines: str) -> None:
        self.lines = lines

    def read(self, image: Image, *, dpi: int, layout: Layout = "page", alphabet: str = "") -> list[OcrWord]:
        rows = np.concatenate(([False], (image < 128).any(axis=1), [False])).astype(np.int8)
        edges = np.flatnonzero(np.diff(rows))
        tops = list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
        spoken = zip(tops, self.lines, strict=False)
        return [OcrWord(Rect(10, top, 90, bottom), text, 0.9, line=n) for n, ((top, bottom), text) in enumerate(spoken)]

    def close(self) -> None:
        return None
