"""Splits a page into tones in which a block can be filled: black, torn black, coloured, flat gray and stippled gray."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Literal

import cv2
import numpy as np

from reviewer.detection.pixels import GRAINY, Box, Gray, Mask, PagePixels, counted, every_second, grain, part_of
from reviewer.detection.places import places
from reviewer.detection.regions import fill_holes
from reviewer.detection.seeds import even_tiles, sown

ToneName = Literal["black", "torn", "color", "gray", "stipple", "white"]

DARK = 0.5  # of the paper's level: from here on a smoothed pixel is black
DARK_RAW = 0.62  # the same for a single pixel, which may be an anti-aliased edge or a speck
TINT_STEP = 16  # grey levels below the paper from which a pixel is tinted
CHROMA = 20  # spread of the channels from which a pixel is coloured
FLAT, LEVEL_WIDTH, MOST_LEVELS = 6, 5, 3  # grey levels: how much a flat area varies; how many of them are looked at
WORN = 9  # grey levels by which a block on grainy paper may vary more
WHITE_STEP, WHITE = 11, 250  # grey levels above toned paper, and from which a pixel is white as no scan of paper is
LEAST_FLAT = 60.0  # square points of an area worth looking at
TORN_WIDTH, TORN_HEIGHT = 3.0, 1.6  # points: strokes of white letters as high as the block they stand in
LARGE_LETTER = 48.0  # points: the same on a coloured block, where codes are printed larger
LARGEST_LETTER = 13.0  # points: holes up to this size are letters of a code printed in the block
# Points across and down, and the least share of them that has the tone in a block; print on it and specks have not.
DENSE = ((5.0, 5.0, 0.4),)
# A black block lower than a line is full, as objections have it; a larger one is fuller than lines of print together.
DENSE_BLACK = ((5.0, 5.0, 0.7), (8.0, 8.0, 0.45))
DENSE_TORN = ((12.0, 6.0, 0.5),)
STIPPLE_PALEST, STIPPLE_DARKEST = 50, 0.3  # levels below the paper; of the paper's level
# Points over which the dots of a stipple are evened out; those that it takes at least throughout, and that it takes
# across and down; the levels between its extremes there, once it is evened out.
STIPPLE_SMOOTH, STIPPLE_SOLID, STIPPLE_SIZE, STIPPLE_SPREAD = 3.0, (6.0, 8.0), (16.0, 7.0), 64


@dataclass(frozen=True, slots=True)
class Tone:
    """One tone of a page: `seed` finds regions (letter-sized holes closed), `strict` is what really carries the tone.

    `solid` is the share of a region that must carry it, `edge` that of its border; on `level` the block
    has to look even. `ground` is the chroma of the even ground on which a coloured block stands. Outside `windows`
    nothing of `seed` is set.
    """

    name: ToneName
    seed: Mask
    strict: Mask
    solid: float
    edge: float
    level: Mask
    windows: tuple[Box, ...]
    ground: int = 0


def tones(page: PagePixels, wanted: ToneName) -> list[Tone]:
    """The masks of one tone, `H x W uint8` of 0 and 1: one for each level, where a page may have several."""
    if wanted == "gray":
        return _flats(page)
    if wanted == "white" and page.paper > 255 - WHITE_STEP:
        return []
    return [_tone(page, wanted)] if wanted != "color" or page.chroma is not None else []


def _tone(page: PagePixels, wanted: ToneName) -> Tone:
    if wanted == "black":
        strict = _below(page.gray, page.paper * DARK_RAW)
        seed, windows = sown(page, strict, DENSE_BLACK, LARGEST_LETTER, partial(_smooth_black, page))
        return Tone("black", seed, strict, 0.5, 0.8, page.gray, windows)
    if wanted == "torn":
        strict = _below(page.gray, page.paper * DARK_RAW)
        seed, windows = sown(page, strict, DENSE_TORN, 0, partial(_mended, page, strict))
        return Tone("torn", seed, strict, 0.6, 0.94, page.gray, windows)
    if wanted == "color" and page.chroma is not None:
        strict = _above(page.chroma, CHROMA)
        seed, windows = sown(page, strict, DENSE, LARGE_LETTER, partial(_smooth_color, page, page.chroma))
        return Tone("color", seed, strict, 0.6, 0.7, page.gray, windows)
    return _white(page) if wanted == "white" else _stipple(page)


def _smooth_black(page: PagePixels, window: Box) -> Mask:
    smooth = _below(_smooth(page, part_of(page.gray, window), 0.8), page.paper * DARK)
    return _closed(page, smooth)


def _mended(page: PagePixels, strict: Mask, window: Box) -> Mask:
    wide = np.ones((page.px(TORN_HEIGHT) | 1, page.px(TORN_WIDTH) | 1), np.uint8)
    return np.asarray(cv2.morphologyEx(part_of(strict, window), cv2.MORPH_CLOSE, wide), np.uint8)


def _smooth_color(page: PagePixels, chroma: Gray, window: Box) -> Mask:
    return _above(_smooth(page, part_of(chroma, window), 1.4), CHROMA)


def _white(page: PagePixels) -> Tone:
    pure = _above(page.gray, max(WHITE, page.paper + WHITE_STEP) - 1)
    # Compression leaves specks around the letters of a code.
    strict = np.asarray(cv2.morphologyEx(pure, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)), np.uint8)
    seed = fill_holes(_closed(page, strict), page.px(LARGEST_LETTER))
    return Tone("white", seed, strict, 0.6, 0.8, page.gray, ((0, 0, page.width, page.height),))


def _stipple(page: PagePixels) -> Tone:
    low, high = page.paper * STIPPLE_DARKEST, page.paper - STIPPLE_PALEST
    near = even_tiles(page, low, high, STIPPLE_SOLID, STIPPLE_SIZE, STIPPLE_SPREAD)
    windows = places(near, page.px(LARGEST_LETTER), page.width, page.height)
    wide, band = np.empty_like(page.gray), np.zeros_like(page.gray)  # outside its windows no level is asked for
    for x0, y0, x1, y1 in windows:
        wide[y0:y1, x0:x1] = _smooth(page, page.gray[y0:y1, x0:x1], STIPPLE_SMOOTH)
        band[y0:y1, x0:x1] = _band(wide[y0:y1, x0:x1], low, high)
    return Tone("stipple", band, band, 0.9, 0.7, wide, tuple(windows))


def _flat_levels(page: PagePixels) -> list[int]:
    """The few grey levels, between black and paper, in which larger areas of the page lie flat."""
    small = every_second(page.gray)
    low, high = int(page.paper * DARK), page.paper - TINT_STEP
    least = LEAST_FLAT * page.unit**2 / 4
    gray = _band(small, low, high)
    if cv2.countNonZero(gray) < least:
        return []  # most scans are black and white
    around = np.ones((3, 3), np.uint8)
    spread = cv2.subtract(cv2.dilate(small, around), cv2.erode(small, around))
    flat = np.asarray(cv2.bitwise_and(_below(np.asarray(spread, dtype=np.uint8), FLAT), gray), np.uint8)
    if cv2.countNonZero(flat) < least:
        return []  # nor is the rim of a letter flat
    counts = counted(small, flat)
    counts[:low] = counts[max(low, high) :] = 0
    counts = np.convolve(counts, np.ones(2 * LEVEL_WIDTH + 1), mode="same")
    levels: list[int] = []
    while len(levels) < MOST_LEVELS and counts.max(initial=0) >= least:
        level = int(np.argmax(counts))
        levels.append(level)
        counts[max(0, level - 2 * LEVEL_WIDTH) : level + 2 * LEVEL_WIDTH + 1] = 0
    return levels


def _flats(page: PagePixels) -> list[Tone]:
    """Flat tones. On grainy paper a block is worn by the compression that keeps the grain, around its code above all:
    single pixels are mended there, more levels count, and with its print the block is whole."""
    levels = _flat_levels(page)
    grainy = bool(levels) and grain(page.gray[::8]) >= GRAINY
    image = np.asarray(cv2.medianBlur(page.gray, 3), np.uint8) if grainy else page.gray
    reach = LEVEL_WIDTH + (WORN if grainy else 4)
    found: list[Tone] = []
    for level in levels:
        strict = _band(image, level - reach, level + reach)
        whole = partial(_with_print, strict, _below(image, level - reach)) if grainy else partial(part_of, strict)
        seed, windows = sown(page, strict, DENSE, LARGEST_LETTER, whole)
        found.append(Tone("gray", seed, strict, 0.6, 0.75, page.gray, windows))
    return found


def _with_print(strict: Mask, darker: Mask, window: Box) -> Mask:
    printed = cv2.bitwise_or(part_of(strict, window), part_of(darker, window))
    return np.asarray(cv2.morphologyEx(printed, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)), np.uint8)


def _closed(page: PagePixels, mask: Mask) -> Mask:
    """The mask with gaps of a letter's stroke closed: letters that reach the end of a block leave it open there."""
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((1, page.px(1.6) | 1), np.uint8)), np.uint8)


def _smooth(page: PagePixels, image: Mask, points: float) -> Mask:
    size = page.px(points) | 1
    return np.asarray(cv2.blur(image, (size, size)), dtype=np.uint8)


def _below(image: Mask, level: float) -> Mask:
    return np.asarray(cv2.threshold(image, int(level), 1, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)


def _above(image: Mask, level: float) -> Mask:
    return np.asarray(cv2.threshold(image, int(level), 1, cv2.THRESH_BINARY)[1], dtype=np.uint8)


def _band(image: Mask, low: float, high: float) -> Mask:
    inside = np.asarray(cv2.inRange(image, np.array(int(low)), np.array(int(high))), dtype=np.uint8)
    return inside & np.uint8(1)
