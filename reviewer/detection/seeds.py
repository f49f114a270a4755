"""Finds where on a page a tone is dense enough for a block, and what of the tone is connected with such places."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import cv2
import numpy as np

from reviewer.detection.packed import TILE_HEIGHT, TILE_WIDTH, connected_with
from reviewer.detection.pixels import Box, Gray, Mask, PagePixels
from reviewer.detection.places import places
from reviewer.detection.regions import fill_holes

COARSE = 4  # pixels: as high as a tile, half as wide
BESIDE = 8.0  # points beside a dense place in which its block may go on; more where larger letters may be in it
# Levels by which a coarse look may be darker, as a share, and lighter than what it looks for.
DARKER, LIGHTER = 0.85, 10

Size = tuple[float, float]
Shares = Sequence[tuple[float, float, float]]  # points across and down, and the least share of them that has the tone


def sown(
    page: PagePixels, strict: Mask, least: Shares, largest: float, grow: Callable[[Box], Mask]
) -> tuple[Mask, tuple[Box, ...]]:
    """What of the masks that `grow` makes of windows is connected with a place where `strict` is dense enough for a
    block, any of `least`, with holes of up to `largest` points closed; and those windows.

    The edges of letters pass through every level of gray: their thousands of specks need not be traced, and most of a
    page not be looked at.
    """
    dense = dense_tiles(page, strict, least)
    seed = np.zeros_like(strict)
    windows = places(dense, page.px(max(largest, BESIDE)), page.width, page.height)
    for box in windows:
        x0, y0, x1, y1 = box
        tiles = dense[y0 // TILE_HEIGHT : -(-y1 // TILE_HEIGHT), x0 // TILE_WIDTH : -(-x1 // TILE_WIDTH)]
        found = connected_with(grow(box), tiles)
        if largest:
            found = fill_holes(found, page.px(largest))
        # A rim is left free, so that what is cut off at the end of a window does not seem to go on there.
        left, top, right, bottom = x0 > 0, y0 > 0, int(x1 < page.width), int(y1 < page.height)
        seed[y0 + top : y1 - bottom, x0 + left : x1 - right] = found[top : y1 - y0 - bottom, left : x1 - x0 - right]
    return seed, tuple(windows)


def dense_tiles(page: PagePixels, strict: Mask, least: Shares) -> Mask:
    """The tiles of a mask in the middle of places dense enough for a block: a share of so many points set, any of
    `least`."""
    coarse = quartered(strict * np.uint8(255))
    found = np.zeros(coarse.shape, bool)
    for across, down, share in least if coarse.size else ():
        size = round(page.px(across) / COARSE) | 1, round(page.px(down) / COARSE) | 1
        found |= cv2.blur(coarse, size, borderType=cv2.BORDER_CONSTANT) > int(share * 255)
    return _as_tiles(page, found)


def even_tiles(page: PagePixels, low: float, high: float, solid: Size, even: Size, most: int) -> Mask:
    """The tiles in the middle of places of `solid` points across and down in which the smoothed level of a page may lie
    between `low` and `high` throughout, and of `even` points in which its extremes are at most `most` levels apart."""
    coarse = quartered(page.gray)
    if not coarse.size:
        return _as_tiles(page, coarse > 0)
    smooth = cv2.blur(coarse, (3, 3))
    inside = cv2.inRange(smooth, np.array(int(DARKER * low)), np.array(int(high + LIGHTER)))
    within, around = (
        np.ones((max(1, page.px(down) // COARSE), max(1, page.px(across) // COARSE)), np.uint8)
        for across, down in (solid, even)
    )
    spread = cv2.subtract(cv2.dilate(smooth, around), cv2.erode(smooth, around))
    return _as_tiles(page, (cv2.erode(inside, within) > 0) & (spread <= most))


def quartered(image: Gray) -> Gray:
    """An image of a quarter of the size, without what is left over at its right and lower end."""
    height, width = (side // COARSE * COARSE for side in image.shape)
    coarse = image[:height, :width]
    if not coarse.size:
        return np.zeros((height // COARSE, width // COARSE), np.uint8)
    for part in (2, COARSE):  # halving twice takes a fifth of the time of quartering
        size = width // part, height // part
        coarse = np.asarray(cv2.resize(coarse, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    return coarse


def _as_tiles(page: PagePixels, cells: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> Mask:
    """A coarse mask as one of tiles, which are two cells wide."""
    tiles = np.zeros((-(-page.height // TILE_HEIGHT), -(-page.width // TILE_WIDTH)), np.uint8)
    pairs = np.zeros((cells.shape[0], 2 * tiles.shape[1]), bool)
    pairs[:, : cells.shape[1]] = cells
    tiles[: cells.shape[0]] = pairs.view(np.uint16) > 0
    return tiles
