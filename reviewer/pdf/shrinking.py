"""Makes pictures smaller by the mean of what each of their new pixels covers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import cv2
import numpy as np
from cv2.typing import MatLike

from reviewer.model.evidence import Pixels


def shrunk(image: Pixels, size: tuple[int, int]) -> Pixels:
    """`image` (grey or RGB) at `size` (width, height), which is no larger than it is either way."""
    if image.shape[1::-1] == (2 * size[0], 2 * size[1]):
        return np.asarray(_averaged(image, size), dtype=np.uint8)  # OpenCV's own way is as fast at that
    with _by_vectors():
        if image.ndim == 2:
            return np.asarray(_averaged(image, size), dtype=np.uint8)
        # Channel by channel: all at once takes a fifth to one and a half of OpenCV's own time, as the sizes will have.
        return np.asarray(cv2.merge([_averaged(channel, size) for channel in cv2.split(image)]), dtype=np.uint8)


def _averaged(image: MatLike, size: tuple[int, int]) -> MatLike:
    return cv2.resize(image, size, interpolation=cv2.INTER_AREA)


@contextmanager
def _by_vectors() -> Iterator[None]:
    """Lets OpenCV leave the work to Intel's library, where it was built with it, for as long as this lasts.

    That takes a tenth to two thirds of the time. OpenCV wants to be told because a mean half-way between two levels
    may be rounded the other way, which few pixels in ten thousand are. The setting holds for this thread alone.
    """
    before = cv2.ipp.useIPP_NotExact()
    cv2.ipp.setUseIPP_NotExact(True)
    try:
        yield
    finally:
        cv2.ipp.setUseIPP_NotExact(before)
