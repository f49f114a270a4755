"""Tells whether a picture has colours, and makes grey of one that has none."""

from __future__ import annotations

import cv2
import numpy as np
from cv2.typing import MatLike

from reviewer.model.evidence import Pixels

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
