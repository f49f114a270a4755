"""Finds filled redactions in pixels: black, gray and coloured blocks, also faint, speckled, slanted or carrying a code."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from reviewer.detection.candidate import Candidate
from reviewer.detection.explain import Explain
from reviewer.detection.pixels import Box, Mask, PagePixels, rectangle_kernel
from reviewer.detection.shapes import decompose, fill_share, skew_strips
from reviewer.model.page import Kind

# The smallest block that is taken for a redaction: narrower or lower than this is a letter, a rule or a tick.
SMALLEST_WIDTH, SMALLEST_HEIGHT = 6.0, 5.0
# White letters inside a black block are holes up to this size; bigger holes are not a block's.
LARGEST_LETTER = 13.0
# A line of bold print holds at most about six tenths of ink between its edges, a block nearly all.
SOLID_SHARE, SOLID_EDGE = 0.72, 0.85
DARK = 0.5  # of the paper's level
TINT_STEP = 16  # grey levels below the paper that count as a tint
TINT_CHROMA = 26


@dataclass(frozen=True, slots=True)
class Fill:
    """One filled region in working pixels: its rectangles, how well they cover it, and its median tone."""

    boxes: tuple[Box, ...]
    fit: float
    solid: float
    edge: float
    tone: int
    chroma: int
    ink: float


def find_fills(page: PagePixels, explain: Explain | None = None) -> list[Candidate]:
    """Candidates of kind black, gray and color, black ones first."""
    dark = _dark_mask(page)
    black = _candidates(page, dark, explain, tinted=False)
    tint = _tint_mask(page)
    margin = page.px(1.5)
    for candidate in black:
        for rect in candidate.rects:
            x0, y0, x1, y1 = page.to_box(rect)
            tint[max(0, y0 - margin) : y1 + margin, max(0, x0 - margin) : x1 + margin] = 0
    return black + _candidates(page, tint, explain, tinted=True)


def _dark_mask(page: PagePixels) -> Mask:
    smooth = cv2.blur(page.gray, (page.px(0.8), page.px(0.8)))
    return np.asarray(cv2.threshold(smooth, int(page.paper * DARK), 1, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)


def _tint_mask(page: PagePixels) -> Mask:
    smooth = cv2.blur(page.gray, (page.px(1.6), page.px(1.6)))
    tint = cv2.threshold(smooth, page.paper - TINT_STEP, 1, cv2.THRESH_BINARY_INV)[1]
    if page.chroma is not None:
        colored = cv2.threshold(cv2.blur(page.chroma, (page.px(1.6), page.px(1.6))), TINT_CHROMA, 1, cv2.THRESH_BINARY)
        tint = cv2.bitwise_or(tint, colored[1])
    return np.asarray(tint, dtype=np.uint8)


def _fill_letters(mask: Mask, largest: int) -> Mask:
    """The mask with its letter-sized holes closed, so that a code printed in white does not tear a block apart."""
    _count, labels, stats, _ = cv2.connectedComponentsWithStats(1 - mask, connectivity=4, ltype=cv2.CV_32S)
    small = (stats[:, cv2.CC_STAT_WIDTH] <= largest) & (stats[:, cv2.CC_STAT_HEIGHT] <= largest)
    small[0] = False
    return np.asarray(mask | small.astype(np.uint8)[labels], dtype=np.uint8)


def _candidates(page: PagePixels, mask: Mask, explain: Explain | None, *, tinted: bool) -> list[Candidate]:
    solid = _fill_letters(mask, page.px(LARGEST_LETTER))
    kernel = rectangle_kernel(page.px(SMALLEST_WIDTH), page.px(SMALLEST_HEIGHT))
    opened = cv2.morphologyEx(solid, cv2.MORPH_OPEN, kernel)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(opened, connectivity=4, ltype=cv2.CV_32S)
    found: list[Candidate] = []
    for number in range(1, count):
        x, y, w, h = (int(v) for v in stats[number, :4])
        region = labels[y : y + h, x : x + w] == number
        fill = _measure(page, mask, region, x, y, tinted=tinted)
        reason = _objection(page, fill, (x, y, x + w, y + h), tinted=tinted)
        rects = tuple(page.to_points(box) for box in fill.boxes)
        if reason:
            if explain is not None:
                explain.drop([page.to_points((x, y, x + w, y + h))], "fill", reason)
            continue
        confidence = min(0.99, 0.4 + 0.3 * fill.fit + 0.3 * fill.solid)
        found.append(Candidate(rects, _kind(page, fill), confidence, "raster-fill", content=fill.ink > 0.004))
    return found


def _measure(page: PagePixels, mask: Mask, region: NDArray[np.bool_], x: int, y: int, *, tinted: bool) -> Fill:
    h, w = region.shape
    gray = page.gray[y : y + h, x : x + w]
    inside = _filled(page, gray, x, y, tinted=tinted)[region]
    boxes = _boxes(page, region)
    covered = np.zeros_like(region)
    for x0, y0, x1, y1 in boxes:
        covered[y0:y1, x0:x1] = True
    both = np.count_nonzero(covered & region)
    either = max(1, np.count_nonzero(covered | region))
    levels = gray[region]
    tone = int(np.median(levels)) if levels.size else 255
    chroma = 0 if page.chroma is None else int(np.median(page.chroma[y : y + h, x : x + w][region]))
    ink = float(np.mean(levels < tone - 60)) if tinted else float(np.mean(levels > tone + 90))
    shifted = tuple(_trim(page, (x + x0, y + y0, x + x1, y + y1), tinted=tinted) for x0, y0, x1, y1 in boxes)
    solid = float(inside.mean()) if inside.size else 0.0
    edge = min((_edge(page, box, tinted=tinted) for box in shifted), default=0.0)
    return Fill(shifted, both / either, solid, edge, tone, chroma, ink)


def _filled(page: PagePixels, gray: Mask, x: int, y: int, *, tinted: bool) -> NDArray[np.bool_]:
    """Which pixels of a window carry the fill, judged one by one: between letters the paper shows, in a block not."""
    if not tinted:
        return np.asarray(gray < 0.62 * page.paper)
    tint = gray < page.paper - TINT_STEP // 2
    if page.chroma is not None:
        tint |= page.chroma[y : y + gray.shape[0], x : x + gray.shape[1]] > TINT_CHROMA
    return np.asarray(tint)


def _trim(page: PagePixels, box: Box, *, tinted: bool) -> Box:
    """The box moved inwards to where the fill really starts: smoothing has widened it by a pixel or so."""
    x0, y0, x1, y1 = box
    filled = _filled(page, page.gray[y0:y1, x0:x1], x0, y0, tinted=tinted)
    rows, columns = filled.mean(axis=1) >= 0.6, filled.mean(axis=0) >= 0.6
    reach = page.px(1.5)
    top, bottom = int(np.argmax(rows)), int(np.argmax(rows[::-1]))
    left, right = int(np.argmax(columns)), int(np.argmax(columns[::-1]))
    return (
        x0 + (left if left <= reach else 0),
        y0 + (top if top <= reach else 0),
        x1 - (right if right <= reach else 0),
        y1 - (bottom if bottom <= reach else 0),
    )


def _edge(page: PagePixels, box: Box, *, tinted: bool) -> float:
    """How straight the box ends: the least share of a side along which the fill reaches the border (corners apart)."""
    x0, y0, x1, y1 = box
    filled = _filled(page, page.gray[y0:y1, x0:x1], x0, y0, tinted=tinted)
    depth = page.px(1.2)
    sides = (filled[:depth], filled[-depth:], filled[:, :depth].T, filled[:, -depth:].T)
    shares = [float(np.mean(side.any(axis=0))) * float(side.mean()) for side in sides if side.size]
    return min(shares, default=0.0) ** 0.5


def _boxes(page: PagePixels, region: NDArray[np.bool_]) -> list[Box]:
    if fill_share(region) >= 0.93:
        return [(0, 0, region.shape[1], region.shape[0])]
    points = np.argwhere(region)[:, ::-1].astype(np.int32)
    (_, (side_a, side_b), angle) = cv2.minAreaRect(points)
    slant = min(angle % 90, 90 - angle % 90)
    area = max(1.0, float(side_a + 1) * float(side_b + 1))
    if 0.3 < slant <= 8 and np.count_nonzero(region) / area >= 0.9 and region.shape[1] > region.shape[0]:
        return skew_strips(region, page.px(2))
    return decompose(region, page.px(2), page.px(SMALLEST_HEIGHT * 0.8))


def _objection(page: PagePixels, fill: Fill, box: Box, *, tinted: bool) -> str:
    """Why this region is no redaction; empty if nothing speaks against it."""
    x0, y0, x1, y1 = box
    if not fill.boxes:
        return "no straight block in it"
    if fill.solid < (0.92 if tinted else SOLID_SHARE):
        return f"only {fill.solid:.0%} filled: print, not a block"
    if fill.fit < 0.86:
        return f"rectangles cover it only to {fill.fit:.0%}"
    if fill.edge < SOLID_EDGE:
        return f"ragged edge: {fill.edge:.0%}"
    if (x1 - x0) * (y1 - y0) > 0.9 * page.width * page.height:
        return "covers the page: background"
    edges = (x0 <= 1) + (y0 <= 1) + (x1 >= page.width - 1) + (y1 >= page.height - 1)
    if edges and ((x1 - x0) > 0.7 * page.width or (y1 - y0) > 0.7 * page.height or edges > 1):
        return "runs along the edge of the scan"
    return ""


def _kind(page: PagePixels, fill: Fill) -> Kind:
    if fill.chroma > 24:
        return "color"
    return "black" if fill.tone < DARK * page.paper else "gray"
