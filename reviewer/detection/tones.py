"""Splits a page into tones in which a block can be filled: black, torn black, coloured, flat gray and stippled gray."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np

from reviewer.detection.packed import TILE_WIDTH, connected_with, no_tiles
from reviewer.detection.pixels import GRAINY, Mask, PagePixels, counted, grain
from reviewer.detection.regions import fill_holes

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
# Points each way, and the least share of them that carries the tone in a block; print on it and specks take the rest.
DENSE = ((5.0, 0.4),)
# A black block lower than a line is full, as objections have it; a larger one is fuller than lines of print together.
DENSE_BLACK = ((5.0, 0.7), (8.0, 0.45))
COARSE = 4  # pixels


@dataclass(frozen=True, slots=True)
class Tone:
    """One tone of a page: `seed` finds regions (letter-sized holes closed), `strict` is what really carries the tone.

    `solid` is the share of a region that must carry it, `edge` that of its border; on `level` the block
    has to look even. `ground` is the chroma of the even ground on which a coloured block stands.
    """

    name: ToneName
    seed: Mask
    strict: Mask
    solid: float
    edge: float
    level: Mask
    ground: int = 0


def tones(page: PagePixels, wanted: ToneName) -> list[Tone]:
    """The masks of one tone, `H x W uint8` of 0 and 1: one for each level, where a page may have several."""
    if wanted == "gray":
        return [_flat(page, level) for level in _flat_levels(page)]
    if wanted == "white" and page.paper > 255 - WHITE_STEP:
        return []
    return [_tone(page, wanted)] if wanted != "color" or page.chroma is not None else []


def _tone(page: PagePixels, wanted: ToneName) -> Tone:
    if wanted == "black":
        strict = _below(page.gray, page.paper * DARK_RAW)
        smooth = _closed(page, _below(_smooth(page, page.gray, 0.8), page.paper * DARK))
        near = connected_with(smooth, _dense(page, strict, DENSE_BLACK))
        seed = fill_holes(smooth, page.px(LARGEST_LETTER), within=near)
        return Tone("black", seed, strict, 0.5, 0.8, page.gray)
    if wanted == "torn":
        strict = _below(page.gray, page.paper * DARK_RAW)
        wide = np.ones((page.px(TORN_HEIGHT) | 1, page.px(TORN_WIDTH) | 1), np.uint8)
        seed = np.asarray(cv2.morphologyEx(strict, cv2.MORPH_CLOSE, wide), np.uint8)
        return Tone("torn", seed, strict, 0.6, 0.94, page.gray)
    if wanted == "color" and page.chroma is not None:
        strict = _above(page.chroma, CHROMA)
        smooth = _above(_smooth(page, page.chroma, 1.4), CHROMA)
        return Tone("color", _seed(page, smooth, strict, LARGE_LETTER), strict, 0.6, 0.7, page.gray)
    if wanted == "white":
        pure = _above(page.gray, max(WHITE, page.paper + WHITE_STEP) - 1)
        # Compression leaves specks around the letters of a code.
        strict = np.asarray(cv2.morphologyEx(pure, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)), np.uint8)
        return Tone("white", fill_holes(_closed(page, strict), page.px(LARGEST_LETTER)), strict, 0.6, 0.8, page.gray)
    wide = _smooth(page, page.gray, 3.0)
    band = _band(wide, page.paper * 0.3, page.paper - 50)
    return Tone("stipple", band, band, 0.9, 0.7, wide)


def _flat_levels(page: PagePixels) -> list[int]:
    """The few grey levels, between black and paper, in which larger areas of the page lie flat."""
    small = np.ascontiguousarray(page.gray[::2, ::2])
    low, high = int(page.paper * DARK), page.paper - TINT_STEP
    least = LEAST_FLAT * page.unit**2 / 4
    if cv2.countNonZero(_band(small, low, high)) < least:
        return []  # most scans are black and white
    around = np.ones((3, 3), np.uint8)
    spread = cv2.subtract(cv2.dilate(small, around), cv2.erode(small, around))
    flat = _below(np.asarray(spread, dtype=np.uint8), FLAT)
    counts = counted(small, flat)
    counts[:low] = counts[max(low, high) :] = 0
    counts = np.convolve(counts, np.ones(2 * LEVEL_WIDTH + 1), mode="same")
    levels: list[int] = []
    while len(levels) < MOST_LEVELS and counts.max(initial=0) >= least:
        level = int(np.argmax(counts))
        levels.append(level)
        counts[max(0, level - 2 * LEVEL_WIDTH) : level + 2 * LEVEL_WIDTH + 1] = 0
    return levels


def _flat(page: PagePixels, level: int) -> Tone:
    """A flat tone. On grainy paper a block is worn by the compression that keeps the grain, around its code above all:
    single pixels are mended there, more levels count, and with its print the block is whole."""
    grainy = grain(page.gray[::8]) >= GRAINY
    image = np.asarray(cv2.medianBlur(page.gray, 3), np.uint8) if grainy else page.gray
    reach = LEVEL_WIDTH + (WORN if grainy else 4)
    strict = _band(image, level - reach, level + reach)
    mask = strict
    if grainy:
        printed = cv2.bitwise_or(strict, _below(image, level - reach))
        mask = np.asarray(cv2.morphologyEx(printed, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)), np.uint8)
    return Tone("gray", _seed(page, mask, strict, LARGEST_LETTER), strict, 0.6, 0.75, page.gray)


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


def _seed(page: PagePixels, mask: Mask, strict: Mask, largest: float) -> Mask:
    """What of the mask is connected with a place where `strict` is dense enough for a block, with its holes of up to
    `largest` points closed.

    The edges of letters pass through every level of gray: their thousands of specks need not be traced.
    """
    return fill_holes(connected_with(mask, _dense(page, strict, DENSE)), page.px(largest))


def _dense(page: PagePixels, strict: Mask, least: Sequence[tuple[float, float]]) -> Mask:
    """The tiles of a mask in the middle of places dense enough for a block: a share of so many points set, any of
    `least`."""
    dense = no_tiles(strict)
    height, width = (side // COARSE * COARSE for side in strict.shape)
    if not height or not width:
        return dense
    coarse = strict[:height, :width] * np.uint8(255)
    for part in (2, COARSE):  # halving twice takes a fifth of the time of quartering
        size = width // part, height // part
        coarse = np.asarray(cv2.resize(coarse, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    found = np.zeros(coarse.shape, np.uint8)
    for points, share in least:
        near = round(page.px(points) / COARSE) | 1
        around = cv2.blur(coarse, (near, near), borderType=cv2.BORDER_CONSTANT)
        found = found | _above(np.asarray(around, dtype=np.uint8), share * 255)
    for first in range(TILE_WIDTH // COARSE):
        beside = found[:, first :: TILE_WIDTH // COARSE]
        dense[: beside.shape[0], : beside.shape[1]] |= beside
    return dense
