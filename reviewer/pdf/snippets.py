"""Small pictures kept with a page: a strip across the page at each redaction, and a thumbnail."""

from __future__ import annotations

from math import sqrt

from reviewer.model.evidence import Pixels
from reviewer.model.geometry import Rect
from reviewer.pdf.encode import encode_picture
from reviewer.pdf.shrinking import shrunk

STRIP_DPI = 100.0
THUMBNAIL_SIDE = 220
_STRIP_QUALITY, _THUMBNAIL_QUALITY = 35, 60
_STRIP_PIXELS = 850 * 330  # a taller strip, such as a whole page, is made coarser instead of larger
_MARGIN = 10.0  # points above and below, so that a line of context shows


def strip(gray: Pixels, scale: float, box: Rect) -> bytes:
    """The full width of a grey page (`scale` pixels a point) at the height of `box` (points), as a small JPEG.

    The full width, because the code that belongs to a redaction often stands in the margin.
    """
    height = gray.shape[0]
    top = min(max(0, int((box.y0 - _MARGIN) * scale)), height - 1)
    bottom = max(top + 1, min(height, int((box.y1 + _MARGIN) * scale) + 1))
    part = gray[top:bottom]
    shrink = min(1.0, STRIP_DPI / 72 / scale)
    shrink *= min(1.0, sqrt(_STRIP_PIXELS / max(1.0, part.size * shrink * shrink)))
    return encode_picture(_shrunk(part, shrink), "jpeg", _STRIP_QUALITY)


def thumbnail(image: Pixels, side: int = THUMBNAIL_SIDE) -> bytes:
    """A page (grey or RGB) as a JPEG whose longer side is at most `side` pixels."""
    return encode_picture(_shrunk(image, min(1.0, side / max(image.shape[:2]))), "jpeg", _THUMBNAIL_QUALITY)


def _shrunk(image: Pixels, factor: float) -> Pixels:
    if factor >= 1.0:
        return image
    size = max(1, round(image.shape[1] * factor)), max(1, round(image.shape[0] * factor))
    return shrunk(image, size)
