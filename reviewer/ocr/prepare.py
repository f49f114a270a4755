"""Puts a page picture right for OCR: turned, skewed and speckled scans, each with the way back for the boxes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from reviewer.model.geometry import Rect
from reviewer.model.ocr import Gray

_MAX_SKEW = 12.0
_COARSE_STEP, _FINE_STEP = 1.0, 0.25
_SKEW_PIXELS = 900
_PAPER = 255
_SMOOTH_DPI = 250.0
# Tones are looked at coarsely: the median of about 16 points is the ground that letters stand on, not the letters.
_TONE_DPI, _TONE_PIXELS = 50, 11
_SAME_TONE, _EVEN_SHARE, _TINTED, _BAND_SHARE, _FILLED = 16, 0.5, 200, 0.004, 0.6
# A band is clearly darker than the paper around it: dirty paper as a whole is left to Tesseract, which bears it better.
_DARKER = 40
NOISY = 3.0  # specks for each letter of a worn copy, at least
# Where there are so many, one beginning of a stroke in 40 and more is a point by itself; in 19 of 20 pages
# fewer are.
_LONE, _EACH_ROW = 1 / 40, 5
_TILE = 510  # pixels: no more marks fit in a tile than 16 bits count, and counting them so is the faster way


@dataclass(frozen=True, slots=True)
class Prepared:
    """A picture made readable, and what takes a box on it back to the picture it was made from (pixels)."""

    image: Gray
    back: Callable[[Rect], Rect]


def turned(image: Gray, quarters: int) -> Prepared:
    """`image` turned counter-clockwise by `quarters` times 90 degrees."""
    height, width = image.shape
    quarters %= 4
    backs: tuple[Callable[[Rect], Rect], ...] = (
        lambda r: r,
        lambda r: Rect(width - r.y1, r.x0, width - r.y0, r.x1),
        lambda r: Rect(width - r.x1, height - r.y1, width - r.x0, height - r.y0),
        lambda r: Rect(r.y0, height - r.x1, r.y1, height - r.x0),
    )
    return Prepared(np.ascontiguousarray(np.rot90(image, quarters)), backs[quarters])


def skew_degrees(image: Gray) -> float:
    """How far the lines of a page rise to the right, in degrees (-12 to 12, steps of a quarter); 0 if none are seen.

    The angle at which the ink of the page, added up along the rows, falls into the sharpest lines (projection
    profile, Postl 1986), on a picture reduced to 900 pixels.
    """
    factor = _SKEW_PIXELS / max(image.shape)
    small = cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA) if factor < 1 else image
    ink = (small < min(200, int(np.median(small)) - 30)).astype(np.float32)
    if ink.sum() < 200:
        return 0.0
    coarse = np.arange(-_MAX_SKEW, _MAX_SKEW + 0.01, _COARSE_STEP)
    best = max(coarse, key=lambda angle: _sharpness(ink, float(angle)))
    fine = np.arange(best - _COARSE_STEP, best + _COARSE_STEP + 0.01, _FINE_STEP)
    angle = float(max(fine, key=lambda value: _sharpness(ink, float(value))))
    return angle if _sharpness(ink, angle) > 1.1 * _sharpness(ink, 0.0) else 0.0


def _sharpness(ink: cv2.typing.MatLike, degrees: float) -> float:
    height, width = ink.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    profile = cv2.warpAffine(ink, matrix, (width, height), flags=cv2.INTER_NEAREST).sum(axis=1)
    return float(np.square(np.diff(profile)).sum())


def straightened(image: Gray, degrees: float) -> Prepared:
    """`image` with lines that rise by `degrees` laid level; boxes go back with their centre, keeping their size."""
    height, width = image.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    inverse = cv2.invertAffineTransform(matrix)
    level = cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=_PAPER)

    def back(rect: Rect) -> Rect:
        x, y = (float(v) for v in inverse @ np.array([*rect.center, 1.0]))
        return Rect(x - rect.width / 2, y - rect.height / 2, x + rect.width / 2, y + rect.height / 2)

    return Prepared(level.astype(np.uint8), back)


def evened(image: Gray, dpi: int) -> Gray:
    """`image` with evenly toned areas turned to paper, and what stands on them to ink, be it darker or lighter.

    Tesseract sets one threshold for a page, so that a title on a grey band, dark or light, is lost in the band. A page
    without such areas comes back as it is; pictures, whose tone is nowhere even, stay pictures.
    """
    step = max(1, round(dpi / _TONE_DPI))
    small = np.ascontiguousarray(image[::step, ::step])
    if not _may_hold_bands(small):
        return image
    tone = cv2.medianBlur(small, _TONE_PIXELS)
    near = (cv2.absdiff(small, tone) <= _SAME_TONE).astype(np.float32)
    darker = tone < min(_TINTED, int(np.median(tone)) - _DARKER)
    even = darker & (cv2.blur(near, (_TONE_PIXELS, _TONE_PIXELS)) > _EVEN_SHARE)
    bands = _bands(even.astype(np.uint8))
    if not bands:
        return image
    evened_image = image.copy()
    for x, y, width, height in bands:
        place = np.s_[y * step : (y + height) * step, x * step : (x + width) * step]
        part = image[place]
        ground = cv2.resize(tone[y : y + height, x : x + width], part.shape[::-1], interpolation=cv2.INTER_LINEAR)
        dark, light = cv2.subtract(ground, part), cv2.subtract(part, ground)
        inverse = np.count_nonzero(light > _DARKER) > np.count_nonzero(dark > _DARKER)
        ink, most = (light, 255 - ground) if inverse else (dark, ground)
        evened_image[place] = (255 - ink * (255.0 / np.maximum(most, 1))).astype(np.uint8)
    return evened_image


def _may_hold_bands(small: Gray) -> bool:
    """Whether any tone of the page may be dark over a large enough area; on most pages none is, seen in a tenth of the
    time: the median is dark where more than half of what is around is.
    """
    tinted = (small < _TINTED).astype(np.uint8)
    around = cv2.boxFilter(tinted, -1, (_TONE_PIXELS, _TONE_PIXELS), normalize=False, borderType=cv2.BORDER_REPLICATE)
    dark = (around > _TONE_PIXELS**2 // 2).astype(np.uint8)
    kernel = np.ones((_TONE_PIXELS, _TONE_PIXELS), np.uint8)
    return cv2.countNonZero(cv2.morphologyEx(dark, cv2.MORPH_OPEN, kernel)) >= _BAND_SHARE / 2 * small.size


def _bands(even: Gray) -> list[tuple[int, int, int, int]]:
    """Boxes (x, y, width, height) of large areas that all but fill their box; others are no ground to write on."""
    kernel = np.ones((_TONE_PIXELS, _TONE_PIXELS), np.uint8)
    area = cv2.morphologyEx(cv2.morphologyEx(even, cv2.MORPH_OPEN, kernel), cv2.MORPH_CLOSE, kernel)
    _, _, found, _ = cv2.connectedComponentsWithStats(area, connectivity=4)
    return [
        (int(x), int(y), int(width), int(height))
        for x, y, width, height, filled in found[1:]
        if filled >= _BAND_SHARE * even.size and filled >= _FILLED * width * height
    ]


def smoothed(image: Gray, dpi: int) -> Gray:
    """`image` with the noise of copier and fax blurred away, by less than the stroke of small type."""
    return cv2.GaussianBlur(image, (0, 0), dpi / _SMOOTH_DPI).astype(np.uint8)


def despeckled(image: Gray) -> Gray:
    """`image` without dots of one or two pixels (median of 3 x 3); thin type of small size suffers from it."""
    return cv2.medianBlur(image, 3).astype(np.uint8)


def speckles(image: Gray, dpi: int) -> float:
    """Dots of up to three pixels for each letter-sized mark of the page; below 0.2 on clean scans.

    Marks are counted tile by tile, which takes half the time, each in the tile in which it begins; and in every second
    tile, like the black ones of a chessboard, which is half of that again.
    """
    low, high = dpi * 3 / 72, dpi * 30 / 72
    step = max(_TILE // 2, _TILE - 2 - int(high))  # tiles overlap: a letter that begins in one is whole there
    _, ink = cv2.threshold(image, 0, 255, cv2.THRESH_OTSU | cv2.THRESH_BINARY_INV)
    ink = cv2.copyMakeBorder(ink, 1, 0, 1, 0, cv2.BORDER_CONSTANT, value=0)
    dots = letters = 0
    for top in range(0, ink.shape[0] - 1, step):
        for left in range(top // step % 2 * step, ink.shape[1] - 1, 2 * step):
            tile = ink[top : top + _TILE, left : left + _TILE]
            _, _, marks, _ = cv2.connectedComponentsWithStats(tile, connectivity=8, ltype=cv2.CV_16U)
            x, y, _, heights, areas = marks[1:].T
            here = (x > 0) & (y > 0) & (x <= step) & (y <= step)
            letters += int(np.count_nonzero(here & (heights >= low) & (heights <= high)))
            dots += int(np.count_nonzero(here & (areas <= 3)))
    return dots / max(1, letters)


def is_noisy(image: Gray, dpi: int) -> bool:
    """Whether a page has more than three specks for each of its letters: a worn copy, or a copy of copies.

    Single points of ink in a fifth of the rows, seen in a thirtieth of the time, tell of most pages that they have not.
    """
    level, _ = cv2.threshold(np.ascontiguousarray(image[::4, ::4]), 0, 255, cv2.THRESH_OTSU)
    height = image.shape[0]
    if height < 3:
        return False
    above, row, below = (np.ascontiguousarray(image[k : height - 2 + k : _EACH_ROW]) for k in range(3))
    _, ink = cv2.threshold(row, level, 255, cv2.THRESH_BINARY_INV)
    _, beside = cv2.threshold(cv2.min(above, below), level, 255, cv2.THRESH_BINARY_INV)
    begins = cv2.subtract(ink[:, 1:-1], ink[:, :-2])
    lone = cv2.subtract(cv2.subtract(begins, ink[:, 2:]), beside[:, 1:-1])
    return cv2.countNonZero(lone) > _LONE * cv2.countNonZero(begins) and speckles(image, dpi) > NOISY


def densest_part(image: Gray, side: int) -> Gray:
    """The square of `side` pixels (or less, at the edges) that holds the most ink, for a quick look at a page."""
    height, width = image.shape
    if height <= side and width <= side:
        return image
    step = side // 2
    ink = (image < min(200, int(np.median(image)) - 30)).astype(np.uint8)
    corners = [(y, x) for y in range(0, max(1, height - step), step) for x in range(0, max(1, width - step), step)]
    y, x = max(corners, key=lambda corner: int(ink[corner[0] : corner[0] + side, corner[1] : corner[1] + side].sum()))
    return image[y : y + side, x : x + side]
