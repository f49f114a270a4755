"""Finds filled redactions in pixels: black, gray and coloured blocks, faint, slanted or with a code printed in them."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from reviewer.detection.bars import without_bars
from reviewer.detection.candidate import Candidate
from reviewer.detection.explain import Explain
from reviewer.detection.pixels import Box, Mask, PagePixels, rectangle_kernel
from reviewer.detection.regions import regions
from reviewer.detection.shapes import BLOCK_SHARE, decompose, fill_share, skew_strips
from reviewer.detection.tones import DARK, Tone, ToneName, tones
from reviewer.model.page import Kind

# The smallest block that is taken for a redaction: narrower or lower than this is a letter, a rule or a tick.
SMALLEST_WIDTH, SMALLEST_HEIGHT = 6.0, 5.0
# A stippled patch lower than this cannot be told from a smudged line of print.
SMALLEST_STIPPLE = 8.0
# A patch below this size is as small as a bold word; it must be full and sharp.
SURE_WIDTH, SURE_HEIGHT, SURE_SOLID, SURE_EDGE = 16.0, 7.0, 0.9, 0.92
EVEN = 20.0  # grey levels by which a stippled patch may vary, once smoothed
# No line of print is as large and as full; such a block may be slanted, mottled or frayed by the fax.
LARGE_WIDTH, LARGE_HEIGHT, LARGE_SOLID, LARGE_EDGE = 22.0, 8.5, 0.9, 0.55
# Bullets, logos and punch holes are as small and as full; only a sharp oblong of this size is kept.
TINY_WIDTH, TINY_HEIGHT, TINY_AREA, TINY_FIT = 9.0, 5.5, 62.0, 0.92
COMPACT = 36.0
LOGO_HEIGHT, LOGO_LIGHT = 20.0, 0.08
RIM = 9.0  # points: what the edge of a scan leaves lies within this distance of it
LEAST_FIT = 0.86
LIGHT_OUTSIDE = 0.66  # of the paper's level, around a black block
MOST_BOXES, LOWEST_STEP, LOW_STEPS, SMALLEST_STEPPED = 14, 7.5, 0.3, 70.0
LETTER_BEFORE, GAP = 6.0, 0.25  # points of print that may touch the end of a block; filled share of the gap
ROUND = 0.82  # of the circle around it: more than any oblong covers
TORN = 0.6
SHORTEST_SLANTED, SLANTED_SHARE = 55.0, 0.88  # points; of the slanted rectangle around it
MOST_LEVEL, MOST_SLANTED = 0.3, 8.0  # degrees
SUREST_WHITE = 0.85  # a white area with a line around it is an outline
SMALLEST_CODE = 25.0  # square points of print that may be a code on a large block
PRINT_STEP = 60  # grey levels between a block and what is printed on it
COLORED = 24


@dataclass(frozen=True, slots=True)
class Fill:
    """One filled region in working pixels: its rectangles, how well they cover it, and its median tone."""

    boxes: tuple[Box, ...]
    fit: float
    solid: float
    edge: float
    level: int
    chroma: int
    ink: float
    light: float
    roundness: float
    outside: int
    spread: float


def find_fills(page: PagePixels, explain: Explain | None = None) -> list[Candidate]:
    """Candidates of kind black, gray and color; what one tone has found the next ones leave alone."""
    names: tuple[ToneName, ...] = ("black", "color", "gray", "stipple", "white")
    found: list[Candidate] = []
    for name in names:
        for tone in tones(page, name):
            _blank(page, tone.seed, found)
            found += _candidates(page, tone, explain)
    return without_bars(page, found, explain)


def _blank(page: PagePixels, mask: Mask, found: list[Candidate]) -> None:
    margin = page.px(1.5)
    for candidate in found:
        for rect in candidate.rects:
            x0, y0, x1, y1 = page.to_box(rect)
            mask[max(0, y0 - margin) : y1 + margin, max(0, x0 - margin) : x1 + margin] = 0


def _candidates(page: PagePixels, tone: Tone, explain: Explain | None) -> list[Candidate]:
    low = SMALLEST_STIPPLE if tone.name == "stipple" else SMALLEST_HEIGHT
    opened = cv2.morphologyEx(tone.seed, cv2.MORPH_OPEN, rectangle_kernel(page.px(SMALLEST_WIDTH), page.px(low)))
    sums = cv2.integral(tone.strict)
    found: list[Candidate] = []
    for region in regions(np.asarray(opened, dtype=np.uint8)):
        x, y = region.x, region.y
        h, w = region.inside.shape
        carried = int(sums[y + h, x + w]) - int(sums[y, x + w]) - int(sums[y + h, x]) + int(sums[y, x])
        if carried < 0.8 * tone.solid * np.count_nonzero(region.inside):
            continue  # print: the letters carry the tone, not what is between them
        fill = _measure(page, tone, region.inside, x, y)
        reason = _objection(page, tone, fill)
        if reason:
            if explain is not None:
                explain.drop([page.to_points((x, y, x + w, y + h))], f"{tone.name} fill", reason)
            continue
        rects = tuple(page.to_points(box) for box in fill.boxes)
        most = SUREST_WHITE if tone.name == "white" else 0.99
        confidence = min(most, 0.3 + 0.2 * fill.fit + 0.2 * fill.solid + 0.3 * fill.edge)
        kind: Kind = "white" if tone.name == "white" else _kind(page, fill)
        printed = (fill.ink + fill.light) * sum(rect.area for rect in rects) * (page.scale / page.unit) ** 2
        content = fill.ink + fill.light > 0.004 or printed > SMALLEST_CODE
        found.append(Candidate(rects, kind, confidence, f"raster-{tone.name}", content, fill.ink, fill.light))
    return found


def _measure(page: PagePixels, tone: Tone, region: NDArray[np.bool_], x: int, y: int) -> Fill:
    h, w = region.shape
    whole = _trim(page, tone, (x, y, x + w, y + h))
    roundness = _roundness(region)
    near = max(abs(a - b) for a, b in zip(whole, (x, y, x + w, y + h), strict=True)) <= page.px(2)
    straight = _large_enough(page, whole) and near and _edge(page, tone, whole) >= tone.edge + 0.05
    if straight and fill_share(region) >= TORN:
        region = np.ones_like(region)  # letters at the rim have torn the region, but its four sides are straight
    parts, slanted = _boxes(page, region)
    local = [(x + x0, y + y0, x + x1, y + y1) for x0, y0, x1, y1 in parts]
    boxes = tuple(box for box in (_trim(page, tone, b) for b in local) if _large_enough(page, box))
    covered = np.zeros_like(region)
    for x0, y0, x1, y1 in local:
        covered[y0 - y : y1 - y, x0 - x : x1 - x] = True
    fit = float(np.count_nonzero(covered & region)) / max(1, int(np.count_nonzero(covered | region)))
    gray = np.concatenate([page.gray[b[1] : b[3], b[0] : b[2]].ravel() for b in boxes]) if boxes else np.zeros(0)
    strict = np.concatenate([tone.strict[b[1] : b[3], b[0] : b[2]].ravel() for b in boxes]) if boxes else np.zeros(0)
    level = int(np.median(gray)) if gray.size else 255
    chroma = 0 if page.chroma is None else int(np.median(page.chroma[y : y + h, x : x + w][region]))
    ink = float(np.mean(gray < level - PRINT_STEP)) if gray.size else 0.0
    light = float(np.mean(gray > level + PRINT_STEP // 2)) if gray.size else 0.0
    solid = float(strict.mean()) if strict.size else 0.0
    edge = 1.0 if slanted else min((_edge(page, tone, box) for box in boxes), default=0.0)
    spread = max((float(np.std(tone.level[b[1] : b[3], b[0] : b[2]])) for b in boxes), default=0.0)
    return Fill(boxes, fit, solid, edge, level, chroma, ink, light, roundness, _outside(page, tone, x, y, w, h), spread)


def _boxes(page: PagePixels, region: NDArray[np.bool_]) -> tuple[list[Box], bool]:
    """The rectangles of a region, and whether it is one slanted block cut into strips."""
    if fill_share(region) >= BLOCK_SHARE:
        return [(0, 0, region.shape[1], region.shape[0])], False
    contours, _ = cv2.findContours(region.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    _center, sides, angle = cv2.minAreaRect(np.concatenate(contours))
    slant = min(float(angle) % 90, 90 - float(angle) % 90)
    area = (float(sides[0]) + 1) * (float(sides[1]) + 1)
    long = region.shape[1] > max(region.shape[0], page.px(SHORTEST_SLANTED))
    if MOST_LEVEL < slant <= MOST_SLANTED and long and np.count_nonzero(region) >= SLANTED_SHARE * area:
        return skew_strips(region, page.px(2)), True
    return decompose(region, page.px(2), page.px(SMALLEST_HEIGHT * 0.8)), False


def _roundness(region: NDArray[np.bool_]) -> float:
    contours, _ = cv2.findContours(region.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    _center, radius = cv2.minEnclosingCircle(np.concatenate(contours))
    return float(np.count_nonzero(region)) / max(1.0, float(np.pi) * float(radius) ** 2)


def _outside(page: PagePixels, tone: Tone, x: int, y: int, w: int, h: int) -> int:
    """Median grey level just outside a region in its window: paper round a block, dusk in a picture."""
    far, near = page.px(2.6), page.px(1.2)
    left, top = max(0, x - far), max(0, y - far)
    seed = np.ascontiguousarray(tone.seed[top : y + h + far, left : x + w + far])
    ring = cv2.dilate(seed, rectangle_kernel(2 * far, 2 * far)) - cv2.dilate(seed, rectangle_kernel(2 * near, 2 * near))
    levels = page.gray[top : y + h + far, left : x + w + far][ring > 0]
    return int(np.median(levels)) if levels.size else page.paper


def _large_enough(page: PagePixels, box: Box) -> bool:
    return box[2] - box[0] >= page.px(2.5) and box[3] - box[1] >= page.px(2.5)


def _trim(page: PagePixels, tone: Tone, box: Box) -> Box:
    """The box moved inwards to where the fill starts: smoothing widens it, and letters close by cling to it."""
    x0, y0, x1, y1 = box
    filled = tone.strict[y0:y1, x0:x1]
    rows, columns = filled.mean(axis=1), filled.mean(axis=0)
    reach = page.px(1.5)
    top, bottom = _start(rows, reach), _start(rows[::-1], reach)
    left, right = _start(columns, reach), _start(columns[::-1], reach)
    box = x0 + left, y0 + top, x1 - right, y1 - bottom
    before, after = _print_before(page, columns), _print_before(page, columns[::-1])
    if (before or after) and _edge(page, tone, box) < tone.edge:
        shorter = x0 + max(left, before), box[1], x1 - max(right, after), box[3]
        box = shorter if _edge(page, tone, shorter) >= tone.edge else box
    return box


def _print_before(page: PagePixels, columns: NDArray[np.float64]) -> int:
    """Columns up to the end of a letter that touches the block: the gap after its stem is all but empty."""
    gaps = np.flatnonzero(columns[: page.px(LETTER_BEFORE)] < GAP)
    return int(gaps[-1]) + 1 if gaps.size and columns.size > 4 * page.px(LETTER_BEFORE) else 0


def _start(profile: NDArray[np.float64], reach: int) -> int:
    """Index of the first line that belongs to the fill: sparse lines go however many, half-filled ones only a few."""
    dense = profile >= 0.45
    first = int(np.argmax(dense)) if dense.any() else 0
    full = profile[first : first + reach + 1] >= 0.6
    return first + (int(np.argmax(full)) if full.any() else 0)


def _edge(page: PagePixels, tone: Tone, box: Box) -> float:
    """How straight the box ends: the least share of a side along which the fill reaches the border."""
    x0, y0, x1, y1 = box
    filled = tone.strict[y0:y1, x0:x1]
    depth = page.px(1.2)
    sides = (filled[:depth], filled[-depth:], filled[:, :depth].T, filled[:, -depth:].T)
    shares = [float(np.mean(side.any(axis=0))) * float(side.mean()) for side in sides if side.size]
    return float(min(shares, default=0.0) ** 0.5)


def _objection(page: PagePixels, tone: Tone, fill: Fill) -> str:
    """Why this region is no redaction; empty if nothing speaks against it."""
    if not fill.boxes:
        return "no straight block in it"
    if fill.solid < tone.solid:
        return f"only {fill.solid:.0%} filled: print, not a block"
    if fill.fit < LEAST_FIT:
        return f"rectangles cover it only to {fill.fit:.0%}"
    box = _around(fill.boxes)
    width, height = box[2] - box[0], box[3] - box[1]
    large = width >= page.px(LARGE_WIDTH) and height >= page.px(LARGE_HEIGHT) and fill.solid >= LARGE_SOLID
    if fill.edge < (LARGE_EDGE if large and tone.name != "stipple" else tone.edge):
        return f"ragged edge: {fill.edge:.0%}"
    if tone.name == "stipple" and fill.spread > EVEN:
        return f"uneven: {fill.spread:.0f} levels"
    if width < page.px(SMALLEST_WIDTH) or height < page.px(SMALLEST_HEIGHT):
        return "too small"
    small = width < page.px(SURE_WIDTH) or height < page.px(SURE_HEIGHT)
    if small and (tone.name == "stipple" or fill.edge < SURE_EDGE or fill.solid < SURE_SOLID):
        return f"small, and not sharp enough for a block: edge {fill.edge:.0%}, {fill.solid:.0%} filled"
    if not large and fill.solid < SURE_SOLID and fill.edge < SURE_EDGE - 0.06:
        return f"neither full nor sharp: edge {fill.edge:.0%}, {fill.solid:.0%} filled"
    return _shape_objection(page, fill, box)


def _around(boxes: tuple[Box, ...]) -> Box:
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def _shape_objection(page: PagePixels, fill: Fill, box: Box) -> str:
    """What speaks against a sharp full region: its size, its roundness, or where on the page it lies."""
    x0, y0, x1, y1 = box
    width, height = (x1 - x0) / page.unit, (y1 - y0) / page.unit
    if width * height < TINY_AREA or width < TINY_WIDTH or height < TINY_HEIGHT:
        return "as small as a bullet or a logo"
    if fill.roundness > ROUND:
        return "round: a punch hole or a seal"
    if max(width, height) < COMPACT and (len(fill.boxes) > 1 or fill.fit < TINY_FIT) and height > 0.6 * width:
        return "round: a punch hole, a bullet or a logo"
    if LOGO_HEIGHT < height < COMPACT and height > 0.6 * width and fill.light > LOGO_LIGHT:
        return "a mark in white on a compact block: a logo"
    low = sum(b[3] - b[1] < page.px(LOWEST_STEP) for b in fill.boxes)
    if fill.level < DARK * page.paper and fill.outside < LIGHT_OUTSIDE * page.paper:
        return "fades out: part of a picture"
    stepped = len(fill.boxes) > 2 and fill.edge < 1
    if stepped and low >= LOW_STEPS * len(fill.boxes) and max(width, height) < SMALLEST_STEPPED:
        return "many small steps: a picture"
    if len(fill.boxes) > MOST_BOXES and fill.edge < 1:
        return f"not a block: {len(fill.boxes)} pieces"
    if (x1 - x0) * (y1 - y0) > 0.9 * page.width * page.height:
        return "covers the page: background"
    full = [b for b in fill.boxes if b[2] - b[0] > 0.95 * (x1 - x0)]
    if (
        len(fill.boxes) >= 4
        and min((b[1] for b in full), default=y1) <= y0 + 2
        and max((b[3] for b in full), default=y0) >= y1 - 2
    ):
        return "a frame round something"
    rim = page.px(RIM)
    edges = (x0 <= 1) + (y0 <= 1) + (x1 >= page.width - 1) + (y1 >= page.height - 1)
    if edges and (width * page.unit > 0.7 * page.width or height * page.unit > 0.7 * page.height or edges > 1):
        return "runs along the edge of the scan"
    if edges and len(fill.boxes) > 1:
        return "a ragged piece at the edge of the scan"
    along = max(x0, page.width - x1) < 0.15 * page.width and min(y0, page.height - y1) < 0.05 * page.height
    if along and width * page.unit > 0.7 * page.width:
        return "runs along the edge of the scan"
    if y1 <= rim or x1 <= rim or y0 >= page.height - rim or x0 >= page.width - rim:
        return "lies in the rim of the scan"
    return ""


def _kind(page: PagePixels, fill: Fill) -> Kind:
    if fill.chroma > COLORED:
        return "color"
    return "black" if fill.level < DARK * page.paper else "gray"
