"""Tells whether a picture has colours, and brings colours of a file's own colour space to those that are shown."""

from __future__ import annotations

import cv2
import numpy as np
from cv2.typing import MatLike

from reviewer.model.evidence import Pixels
from reviewer.pdf.mupdf import pymupdf

TINT = 24  # difference between the channels from which a pixel counts as coloured
_TINTED_SHARE = 0.0005  # a stamp or a thin coloured frame; less is noise of the scanner


def gray_if_colorless(image: Pixels) -> Pixels:
    """An RGB image without a coloured spot as grey; any other as it is. Every fourth pixel each way is looked at."""
    if image.ndim == 2:
        return image
    height, width = image.shape[0] // 4, image.shape[1] // 4
    whole = image[: 4 * height, : 4 * width]
    few = cv2.resize(whole, (width, height), interpolation=cv2.INTER_NEAREST) if whole.size else image
    return image if is_tinted(few) else to_gray(image)


def to_gray(image: Pixels) -> Pixels:
    """`image` as `H x W`; itself where it is grey already."""
    return image if image.ndim == 2 else cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.uint8, copy=False)


def is_tinted(image: MatLike) -> bool:
    """Whether more pixels of an RGB image are coloured than the noise of a scanner makes."""
    red, green, blue = cv2.split(image)
    spread = cv2.subtract(cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue))
    return bool(np.count_nonzero(spread > TINT) > _TINTED_SHARE * spread.size)


def as_shown(image: Pixels, space: pymupdf.Colorspace | None) -> Pixels:
    """Pixels of a colour space as they are shown (grey or RGB); None: they are so already.

    A grey image of an RGB space holds what its three channels share.
    """
    if space is None:
        return image
    if image.ndim == 2:  # each of 256 levels is converted once, not every pixel
        levels = np.repeat(np.arange(256, dtype=np.uint8), space.n)
        table = _converted(levels.reshape(1, 256, space.n), space, pymupdf.csGRAY)
        return cv2.LUT(image, table.reshape(256)).astype(np.uint8, copy=False)
    return _converted(image, space, pymupdf.csRGB)


def _converted(image: Pixels, space: pymupdf.Colorspace, to: pymupdf.Colorspace) -> Pixels:
    height, width = image.shape[:2]
    own = pymupdf.Pixmap(space, width, height, np.ascontiguousarray(image).tobytes(), 0)
    shown = pymupdf.Pixmap(to, own)
    return np.frombuffer(shown.samples, np.uint8).reshape(height, width, shown.n)
