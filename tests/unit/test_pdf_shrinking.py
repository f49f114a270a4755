"""Pictures are shrunk to the mean of what each new pixel covers, by whatever OpenCV is fastest at."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from reviewer.model.evidence import Pixels
from reviewer.pdf.shrinking import shrunk

SCAN, PHOTO, COLORS = "a scan in black and white", "a picture in grey", "a picture in colours"


def picture(kind: str, width: int = 256, height: int = 326) -> Pixels:
    """Blots of some pixels, the same every time."""
    shape = (height, width, 3) if kind == COLORS else (height, width)
    noise = np.random.default_rng(5).integers(0, 256, shape, dtype=np.uint8)
    blots = np.asarray(cv2.GaussianBlur(noise, (0, 0), 1.5), dtype=np.uint8)
    return np.asarray((blots > 127) * np.uint8(255)) if kind == SCAN else blots


def by_opencv(image: Pixels, size: tuple[int, int]) -> Pixels:
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def unlike(one: Pixels, other: Pixels) -> tuple[int, float]:
    """By how many levels two pictures differ at most, and what share of their pixels does."""
    apart = cv2.absdiff(one, other)
    return int(apart.max()), float(np.mean(apart > 0))


@pytest.mark.parametrize("kind", [SCAN, PHOTO, COLORS])
@pytest.mark.parametrize("size", [(170, 220), (171, 217), (255, 324), (256, 220), (17, 22), (256, 326), (1, 1)])
def test_a_mean_half_way_may_be_rounded_the_other_way_and_no_more(kind: str, size: tuple[int, int]) -> None:
    image = picture(kind)
    mine, other = shrunk(image, size), by_opencv(image, size)
    assert mine.shape == other.shape
    assert mine.dtype == np.uint8
    levels, share = unlike(mine, other)
    assert levels <= 1
    assert share < 0.005


@pytest.mark.parametrize("kind", [SCAN, PHOTO, COLORS])
def test_half_the_size_is_what_opencv_makes_of_it(kind: str) -> None:
    image = picture(kind)
    assert unlike(shrunk(image, (128, 163)), by_opencv(image, (128, 163))) == (0, 0.0)


def test_a_part_of_a_picture_is_shrunk_as_a_copy_of_it() -> None:
    image = picture(PHOTO)
    part = image[10:160, 20:140]
    assert np.array_equal(shrunk(part, (80, 100)), shrunk(part.copy(), (80, 100)))


@pytest.mark.parametrize("before", [False, True])
def test_the_leave_it_takes_ends_with_it(before: bool) -> None:
    cv2.ipp.setUseIPP_NotExact(before)
    kept = cv2.ipp.useIPP_NotExact()  # False wherever OpenCV is built without that library
    try:
        shrunk(picture(PHOTO), (170, 220))
        assert cv2.ipp.useIPP_NotExact() == kept
        with pytest.raises(cv2.error):
            shrunk(picture(PHOTO), (0, 220))
        assert cv2.ipp.useIPP_NotExact() == kept
    finally:
        cv2.ipp.setUseIPP_NotExact(False)
