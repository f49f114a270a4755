"""Brings a page image to the detectors' working resolution and says how large a point is on it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from reviewer.model.evidence import PageEvidence
from reviewer.model.geometry import Rect

Gray = NDArray[np.uint8]
Mask = NDArray[np.uint8]
Box = tuple[int, int, int, int]

WORKING_DPI = 200
# Longer sides between these (points) are taken at their word; an image that states no resolution is not, and is
# treated as if its longer side were that of a letter or A4 sheet.
PLAUSIBLE_SIDE = (300.0, 1300.0)
NOMINAL_SIDE = 800.0
MIDDLE, NOISE = 0.6, 0.33  # of the paper's level; share of neighbours unlike each other: dense print has 0.08
BAND = 128  # rows
MARGIN, MUCH_LIGHTER = 25, 30  # part of the sheet's sides along them; grey levels
GRAINY = 5  # levels between neighbouring pixels of grainy paper
SEEN = 45  # grey levels that print varies its pixels by; one beneath a block does not


@dataclass(frozen=True, slots=True)
class PagePixels:
    """A page as the raster detectors see it.

    `gray` is `H x W uint8` (0 black), `chroma` the spread between the colour channels (None on a grey page), `scale`
    pixels a displayed point, `unit` pixels a point of ordinary print (differs from `scale` only where the page size
    is no paper size), `paper` the grey level of the sheet.
    """

    gray: Gray
    chroma: Gray | None
    scale: float
    unit: float
    paper: int

    @property
    def height(self) -> int:
        """Rows."""
        return int(self.gray.shape[0])

    @property
    def width(self) -> int:
        """Columns."""
        return int(self.gray.shape[1])

    def px(self, points: float) -> int:
        """Points of ordinary print as whole pixels, at least 1."""
        pixels = round(points * self.unit)  # asked thousands of times a page
        return pixels if pixels > 1 else 1

    def to_points(self, box: Box | tuple[float, float, float, float]) -> Rect:
        """A pixel box `(x0, y0, x1, y1)`, end exclusive, as displayed points; parts of a pixel count."""
        return Rect(*(float(v) / self.scale for v in box))

    def to_box(self, rect: Rect) -> Box:
        """Displayed points as a pixel box clipped to the image."""
        x0, y0, x1, y1 = (round(v * self.scale) for v in rect)
        return (
            min(max(x0, 0), self.width),
            min(max(y0, 0), self.height),
            min(max(x1, 0), self.width),
            min(max(y1, 0), self.height),
        )


def page_pixels(evidence: PageEvidence) -> PagePixels:
    """The working image of a page: at most about 200 dpi, never enlarged."""
    image = evidence.image
    longer = max(evidence.width, evidence.height, 1.0)
    plausible = PLAUSIBLE_SIDE[0] <= longer <= PLAUSIBLE_SIDE[1]
    unit_per_point = 1.0 if plausible else NOMINAL_SIDE / longer
    dpi = evidence.scale * 72 / unit_per_point
    if dpi > WORKING_DPI * 1.1:
        factor = WORKING_DPI / dpi
        size = (max(1, round(image.shape[1] * factor)), max(1, round(image.shape[0] * factor)))
        image = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    scale = image.shape[1] / max(evidence.width, 1e-6)
    gray, chroma = split_color(image)
    return PagePixels(gray, chroma, scale, scale / unit_per_point, paper_level(gray))


def split_color(image: NDArray[np.uint8]) -> tuple[Gray, Gray | None]:
    """Lightness and spread of the channels; the spread is None where the image is grey throughout."""
    if image.ndim == 2:
        return np.ascontiguousarray(image), None
    if image.shape[2] == 1:
        return np.ascontiguousarray(image[:, :, 0]), None
    gray, chroma = (np.empty(image.shape[:2], np.uint8) for _ in range(2))
    for top in range(0, image.shape[0], BAND):  # what a band takes stays in the processor's cache
        rows = slice(top, top + BAND)
        rgb = np.ascontiguousarray(image[rows, :, :3])
        red, green, blue = cv2.split(rgb)
        most, least = cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)
        cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY, dst=gray[rows])
        cv2.subtract(most, least, dst=chroma[rows])
    return gray, chroma if np.count_nonzero(chroma[::4, ::4] > 30) >= 20 else None


def paper_level(gray: Gray) -> int:
    """Grey level of the sheet: the most frequent light level, 255 where there is none.

    Where a gray block covers most of the sheet, its margin says more: that level, if it is much lighter.
    """
    small = gray[::3, ::3]
    level = _light_level(small, 0.05)
    rows, columns = small.shape[0] // MARGIN, small.shape[1] // MARGIN
    margin = np.concatenate([small[:rows].ravel(), small[-rows:].ravel(), small[:, :columns].ravel()])
    beside = _light_level(margin, 0.9) if rows and columns else 0
    return beside if level + MUCH_LIGHTER < beside < 255 else level


def _light_level(gray: Gray, least: float) -> int:
    """The most frequent light level; 255 where less than a share of `least` is light."""
    histogram = counted(gray)
    light = histogram[140:]
    if light.sum() < least * histogram.sum():
        return 255
    return 140 + int(np.argmax(np.convolve(light, np.ones(5), mode="same")))


def every_second(gray: Gray) -> Gray:
    """Every second pixel of every second row, the first ones included."""
    even = gray.shape[1] // 2 * 2
    # The lower bytes of pairs: NumPy takes them in a fifth of the time in which it walks in steps of two.
    halved = np.ascontiguousarray(gray[::2, :even]).view("<u2").astype(np.uint8)
    return halved if even == gray.shape[1] else np.hstack([halved, gray[::2, even:]])


def counted(values: Gray, where: Mask | None = None) -> NDArray[np.float64]:
    """How often each grey level occurs, at all or where a mask of the same shape is set."""
    return np.asarray(cv2.calcHist([values], [0], where, [256], [0, 256]), np.float64).ravel()


def set_along(mask: Mask, axis: int) -> NDArray[np.int32]:
    """How many pixels are set in each column (axis 0) or row (axis 1) of a mask of 0 and 1, which is not empty."""
    # OpenCV adds a hundred times as fast as it looks for the greatest.
    return np.asarray(cv2.reduce(mask, axis, cv2.REDUCE_SUM, dtype=cv2.CV_32S), np.int32).ravel()


def quantile(values: Gray, share: float = 0.5) -> float:
    """The grey level (0-255) below which `share` of `values` lie, between two levels where it falls between them.

    As np.quantile, by counting: on a region of a page that takes a twentieth of the time. `values` are not empty.
    """
    return quantile_of(counted(values), share)


def quantile_of(counts: NDArray[np.float64], share: float = 0.5) -> float:
    """The same of values of which it is known how often each level occurs among them."""
    below = np.cumsum(counts)
    place = share * (float(below[-1]) - 1)
    low, high = np.searchsorted(below, (math.floor(place), math.ceil(place)), side="right").tolist()
    return float(low + (high - low) * (place % 1))


def is_noise(page: PagePixels) -> bool:
    """Whether a page changes between dark and light so often that nothing can stand on it."""
    dark = page.gray[::8] < math.ceil(page.paper * MIDDLE)  # to compare with a part of a level takes five times as long
    changes = np.count_nonzero(dark[:, 1:] != dark[:, :-1])
    return page.width > 1 and changes > NOISE * dark.shape[0] * (page.width - 1)


def grain(gray: Gray) -> float:
    """Median step between neighbouring pixels (grey levels): the noise of what most of a picture shows."""
    return quantile(np.asarray(cv2.absdiff(gray[:, 1:], gray[:, :-1]), np.uint8)) if gray.shape[1] > 1 else 0.0


def rectangle_kernel(width: int, height: int) -> Mask:
    """A filled structuring element of about `width` x `height` pixels, odd, so that opening does not shift the mask."""
    return np.ones((max(1, height) | 1, max(1, width) | 1), np.uint8)


def part_of(image: Gray, box: Box) -> Gray:
    """What of an image or mask lies in a pixel box."""
    return image[box[1] : box[3], box[0] : box[2]]


def shows_print(page: PagePixels, rect: Rect) -> bool:
    """Whether a word or character of the text layer at `rect` (displayed points) can be seen in the pixels there."""
    x0, y0, x1, y1 = page.to_box(rect)
    part = page.gray[y0:y1, x0:x1]
    if part.size == 0:
        return False
    # The rim of a block may run through the box of a character; its middle says whether the character shows.
    rows, columns = part.shape[0] // 6, part.shape[1] // 6
    middle = part[rows : part.shape[0] - rows, columns : part.shape[1] - columns]
    return middle.size > 0 and int(np.ptp(middle)) > SEEN
