"""Finds outlined redactions in pixels: white areas fenced by straight thin lines, also broken or dotted ones."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from reviewer.detection.candidate import Candidate
from reviewer.detection.contents import MOST_AROUND, around, clear_beside, content, runs_on, textured, without_specks
from reviewer.detection.explain import Explain
from reviewer.detection.frames import find_frames, overlapping
from reviewer.detection.pixels import Box, Gray, Mask, PagePixels
from reviewer.detection.regions import Region, holes
from reviewer.detection.shapes import BLOCK_SHARE, decompose, fill_share, skew_strips

SMALLEST_WIDTH, SMALLEST_HEIGHT = 9.0, 5.5
LINE_INK = 0.75  # of the paper's level: thin lines turn pale when a scan is reduced
SHORTEST_LINE = (9.0, 6.0)
LONGEST_BREAK = 4.0
FENCE_SHARE = 0.85
CODE_HEIGHT = 16.0
THIN = 3  # pixels: up to so many a line may be thinner than it looks
MOSTLY = 0.5
LOWEST_STEP, MOST_NOTCHED = 7.0, 0.5  # points; share of an area in steps lower than that
THICK_FRAME = 3.2
LEAST_FIT, MOST_STEPS, TORN, SURE_FENCE, CROOKED_FENCE = 0.9, 12, 0.7, 0.95, 0.98
CROOKED_FULL = 0.9  # least share of its own rectangle that a crooked box takes
SHORTEST_SLANTED, LEAST_SLANT, MOST_SLANT, SLANTED_SHARE = (
    30.0,
    0.15,
    5.5,
    0.95,
)  # points, degrees, share of the turned box
HIGHEST_TORN, CORNER = 20.0, 0.7
FULL = 0.35  # least share of its own rectangle that a cell takes
SMALLEST_CODE = 25.0  # square points of print that may be a code in a large box
DENSE = 0.3  # share of ink from which a cell is print or a picture
WRITTEN, CODED = 0.02, 0.003  # share of ink that is writing, and that may be a code
SPARSE = 0.12  # share of ink up to which it may be the specks of a thin stipple
GRID_CELLS = 6
EMPTY, CLEAR_SHARE = 0.01, 0.08  # ink in, and least share of, the part of a box that print does not lie over
HIDDEN_FENCE = 0.7
PLAIN, HALF_HIDDEN, TEXTURED = "raster-outline", "raster-half-hidden", "raster-stippled-outline"
LEAST_PLAIN = 20.0  # points: least width of a box that fences nothing and is neither stippled nor under print
KNOWN = 0.3  # share of the smaller of two boxes from which they are the same place
TABLE_CELLS, TABLE_SHARE = 4, 0.4


@dataclass(frozen=True, slots=True)
class Lines:
    """Ink of a page, its straight runs, horizontal and vertical, with short breaks closed, and all three together."""

    ink: Mask
    across: Mask
    down: Mask
    sealed: Mask


@dataclass(frozen=True, slots=True)
class Cell:
    """A fenced white area in working pixels: its parts, how much of its fence is drawn, and what stands inside.

    `method` tells a cell whose fence is partly under print, and one filled with a stipple, from a plain one.
    """

    boxes: tuple[Box, ...]
    fence: float
    ink: float
    reads: bool
    method: str = PLAIN


def find_outlines(page: PagePixels, explain: Explain | None = None) -> list[Candidate]:
    """Candidates of kind outline.

    Cells of one table or form share a `group`; those in which print plainly stands come as `released`, so that the
    print of the others can be judged with them. Tables that are mostly written on are left out as a whole.
    """
    lines = trace_lines(page)
    cells = _cells(page, lines)
    cells += _framed_cells(page, lines, cells)
    cells = [_without_nested(page, lines, cell, cells) for cell in cells]
    kept: list[Candidate] = []
    for number, group in enumerate(_neighbours(page, cells)):
        members = [cells[i] for i in group]
        written = sum(cell.reads or cell.ink > WRITTEN for cell in members)
        table = len(members) >= TABLE_CELLS and written >= TABLE_SHARE * len(members)
        table = table or _is_grid(page, members)
        for cell in members:
            rects = tuple(page.to_points(_outer(page, lines, box)) for box in cell.boxes)
            if table:
                if explain is not None:
                    explain.drop(rects, "outline", f"table: {written} of {len(members)} joined cells are written on")
                continue
            if _framed(page, lines, cell):
                if explain is not None:
                    explain.drop(rects, "outline", "its frame is thicker than a line")
                continue
            # Four lines and an even stipple between them say more than either alone.
            confidence = 0.99 if cell.method == TEXTURED else min(0.98, 0.3 + 0.65 * cell.fence)
            found = Candidate(rects, "outline", confidence, cell.method, cell.ink > 0, cell.ink)
            alone = len(members) == 1 and not cell.reads
            ruled = alone and runs_on(page, lines.sealed, page.to_box(found.bounds))
            kept.append(replace(found, group=number, released=cell.reads, ruled=ruled))
    return kept


def trace_lines(page: PagePixels) -> Lines:
    """Ink and straight lines of the page."""
    ink = np.asarray(cv2.threshold(page.gray, int(page.paper * LINE_INK), 1, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)
    across = _runs(ink, page.px(SHORTEST_LINE[0]), page.px(LONGEST_BREAK) + 1, level=True)
    down = _runs(ink, page.px(SHORTEST_LINE[1]), page.px(LONGEST_BREAK) + 1, level=False)
    return Lines(ink, across, down, ink | across | down)


def _runs(ink: Mask, shortest: int, gap: int, *, level: bool) -> Mask:
    """Straight runs of ink in one direction, with short breaks closed."""
    kernels = [np.ones((1, n) if level else (n, 1), np.uint8) for n in (shortest, gap)]
    opened = cv2.morphologyEx(ink, cv2.MORPH_OPEN, kernels[0])
    return np.asarray(cv2.morphologyEx(opened, cv2.MORPH_CLOSE, kernels[1]), dtype=np.uint8)


def _cells(page: PagePixels, lines: Lines) -> list[Cell]:
    least = page.px(SMALLEST_WIDTH), page.px(SMALLEST_HEIGHT)
    most = int(0.99 * page.width), int(0.99 * page.height)
    cells: list[Cell] = []
    for hole in holes(lines.sealed, least, most):
        found = _fenced(page, lines, hole)
        if found is None:
            continue
        boxes, fence = found
        shifted = tuple((hole.x + x0, hole.y + y0, hole.x + x1, hole.y + y1) for x0, y0, x1, y1 in boxes)
        ink, reads = content(page, lines.ink, *shifted)
        if reads and ink < SPARSE and len(shifted) == 1:
            ink, reads = content(page, without_specks(page, lines.ink, shifted[0]), shifted[0])
        cells.append(Cell(shifted, fence, ink, reads))
    return cells


def _without_nested(page: PagePixels, lines: Lines, cell: Cell, cells: list[Cell]) -> Cell:
    """A cell full of ink as it is without the boxes drawn in it: what they hide is no print of its own."""
    if not cell.reads or len(cell.boxes) != 1:
        return cell
    outer = cell.boxes[0]
    inner = [b for other in cells for b in other.boxes if other is not cell and _holds(outer, b)]
    if not inner:
        return cell
    ink = lines.ink.copy()
    wall = page.px(2.5)
    for x0, y0, x1, y1 in inner:
        ink[max(0, y0 - wall) : y1 + wall, max(0, x0 - wall) : x1 + wall] = 0
    share, reads = content(page, ink, outer)
    return replace(cell, ink=max(share, CODED), reads=reads)


def _holds(outer: Box, inner: Box) -> bool:
    return outer[0] < inner[0] and outer[1] < inner[1] and inner[2] < outer[2] and inner[3] < outer[3]


def _fenced(page: PagePixels, lines: Lines, hole: Region) -> tuple[list[Box], float] | None:
    """The rectangles of an enclosed area, and how much of its fence is drawn; None if it is no box."""
    region = hole.inside
    share = np.count_nonzero(region) / region.size
    if share < FULL:
        return None
    height, width = region.shape
    boxes = decompose(region, page.px(1.5), page.px(SMALLEST_HEIGHT * 0.9))
    if len(boxes) != 1 and share >= TORN and _line_high(page, region):
        # Letters that reach the line have torn the area, but its four sides may be straight.
        fence = _fence(page, lines, np.ones_like(region), hole.x, hole.y)
        if fence >= SURE_FENCE:
            return [(0, 0, width, height)], fence
    if _slanted(page, region):
        own = _followed(page, lines, region, hole.x, hole.y)
        return (skew_strips(region, page.px(2)), own) if own >= CROOKED_FENCE else None
    if not boxes or len(boxes) > MOST_STEPS or _curved(page, boxes):
        return None
    covered = np.zeros_like(region)
    for x0, y0, x1, y1 in boxes:
        covered[y0:y1, x0:x1] = True
    if np.count_nonzero(covered & region) < LEAST_FIT * np.count_nonzero(covered | region):
        return None
    fence = _fence(page, lines, covered, hole.x, hole.y)
    if fence < FENCE_SHARE and share >= CROOKED_FULL:
        # A line that runs crooked leaves the sides of a rectangle; the area's own border follows it.
        own = _followed(page, lines, region, hole.x, hole.y)
        fence = own if own >= CROOKED_FENCE else fence
    if fence < FENCE_SHARE:
        return None
    return [_regrown(region & ~covered, box, page.px(SMALLEST_HEIGHT)) for box in boxes], fence


def _regrown(left: NDArray[np.bool_], box: Box, reach: int) -> Box:
    """The box with the rows above and below it that it mostly fills: crooked sides are `left` over in low bands."""
    x0, y0, x1, y1 = box
    above = left[max(0, y0 - reach) : y0, x0:x1].mean(axis=1)[::-1] < MOSTLY
    below = left[y1 : y1 + reach, x0:x1].mean(axis=1) < MOSTLY
    up = int(np.argmax(above)) if above.any() else above.size
    down = int(np.argmax(below)) if below.any() else below.size
    return x0, y0 - up, x1, y1 + down


def _curved(page: PagePixels, boxes: list[Box]) -> bool:
    """Whether low steps make up much of an area, as in the round of a letter or a logo; a notch or two do not."""
    lowest = page.px(LOWEST_STEP)
    if len(boxes) > 3:
        return sorted(b[3] - b[1] for b in boxes)[(len(boxes) - 1) // 2] < lowest
    sizes = [((b[2] - b[0]) * (b[3] - b[1]), b[3] - b[1] < lowest) for b in boxes]
    return len(boxes) == 3 and sum(size for size, low in sizes if low) > MOST_NOTCHED * sum(size for size, _ in sizes)


def _line_high(page: PagePixels, region: NDArray[np.bool_]) -> bool:
    """Whether an area has the shape of a line of print and all four corners, as the inside of no letter has."""
    height, width = region.shape
    inset = page.px(CORNER)
    if height > page.px(HIGHEST_TORN) or width < 1.5 * height or height <= 2 * inset:
        return False
    return bool(region[[inset, inset, -1 - inset, -1 - inset], [inset, -1 - inset, inset, -1 - inset]].all())


def _framed_cells(page: PagePixels, lines: Lines, cells: list[Cell]) -> list[Cell]:
    """Boxes that fence no area of their own: sides broken, a stipple inside, or print over a part of their lines."""
    known = [box for cell in cells for box in cell.boxes]
    found: list[Cell] = []
    for frame in find_frames(page, lines.ink, lines.across):
        if any(overlapping(frame.box, k) > KNOWN for k in known):
            continue
        fence = min(*frame.drawn, HIDDEN_FENCE) if frame.hidden else sum(frame.drawn) / 4
        if frame.hidden:
            if clear_beside(page, lines.ink, frame.box, frame.hidden):
                found.append(Cell((frame.box,), fence, 0.0, False, HALF_HIDDEN))
            continue
        outside = around(page, lines.ink, frame.box)
        if outside <= MOST_AROUND[1] and textured(page, lines.ink, frame.box):
            found.append(Cell((frame.box,), 1.0, 0.0, False, TEXTURED))
        elif outside <= MOST_AROUND[0] and frame.box[2] - frame.box[0] >= page.px(LEAST_PLAIN):
            ink, reads = content(page, without_specks(page, lines.ink, frame.box), frame.box)
            found.append(Cell((frame.box,), fence, ink, reads))
    return found


def _fence(page: PagePixels, lines: Lines, region: NDArray[np.bool_], x: int, y: int) -> float:
    """Share of the region's outline along which a straight line is drawn (the worse of its two directions)."""
    reach = page.px(1.6)
    padded = np.pad(region, reach + 1)
    top, left = y - reach - 1, x - reach - 1
    shares = []
    for mask, axis in ((lines.across, 0), (lines.down, 1)):
        line = _window(mask, left, top, padded.shape)
        kernel = np.ones((2 * reach + 1, 1) if axis == 0 else (1, 2 * reach + 1), np.uint8)
        near = cv2.dilate(line, kernel) > 0
        edge = padded & ~(np.roll(padded, 1, axis) & np.roll(padded, -1, axis))
        total = np.count_nonzero(edge)
        shares.append(np.count_nonzero(edge & near) / total if total else 0.0)
    return min(shares)


def _slanted(page: PagePixels, region: NDArray[np.bool_]) -> bool:
    """Whether an area is one rectangle that a crooked scan has turned by a few degrees."""
    height, width = region.shape
    if width < page.px(SHORTEST_SLANTED) or width < height or fill_share(region) >= BLOCK_SHARE:
        return False
    contours, _ = cv2.findContours(region.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    _center, sides, angle = cv2.minAreaRect(np.concatenate(contours))
    slant = min(float(angle) % 90, 90 - float(angle) % 90)
    full = np.count_nonzero(region) >= SLANTED_SHARE * (float(sides[0]) + 1) * (float(sides[1]) + 1)
    return bool(LEAST_SLANT < slant <= MOST_SLANT and full)


def _followed(page: PagePixels, lines: Lines, region: NDArray[np.bool_], x: int, y: int) -> float:
    """Share of an area's own border that runs along a line of either direction."""
    reach = page.px(1.6)
    inside = np.pad(region, reach + 1).astype(np.uint8)
    top, left = y - reach - 1, x - reach - 1
    line = _window(lines.across, left, top, inside.shape) | _window(lines.down, left, top, inside.shape)
    near = cv2.dilate(line, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
    edge = (inside > 0) & (cv2.erode(inside, np.ones((3, 3), np.uint8)) == 0)
    return int(np.count_nonzero(edge & (near > 0))) / max(1, int(np.count_nonzero(edge)))


def _window(mask: Mask, left: int, top: int, shape: tuple[int, ...]) -> Mask:
    h, w = shape[0], shape[1]
    out = np.zeros((h, w), np.uint8)
    y0, x0 = max(0, top), max(0, left)
    part = mask[y0 : max(0, top + h), x0 : max(0, left + w)]
    out[y0 - top : y0 - top + part.shape[0], x0 - left : x0 - left + part.shape[1]] = part
    return out


def _neighbours(page: PagePixels, cells: list[Cell]) -> list[list[int]]:
    """Groups of cells that share a wall."""
    parent = list(range(len(cells)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    wall = page.px(2.5)
    for i, a in enumerate(cells):
        for j in range(i):
            if any(_joined(p, q, wall) for p in a.boxes for q in cells[j].boxes):
                parent[root(i)] = root(j)
    groups: dict[int, list[int]] = {}
    for i in range(len(cells)):
        groups.setdefault(root(i), []).append(i)
    return list(groups.values())


def _is_grid(page: PagePixels, cells: list[Cell]) -> bool:
    """Whether most of at least six joined cells stand in ranks of equal height or files of equal width."""
    boxes = [box for cell in cells for box in cell.boxes]
    if len(boxes) < GRID_CELLS:
        return False
    near = page.px(1.5)
    ranks = max(sum(abs(b[1] - a[1]) <= near and abs(b[3] - a[3]) <= near for b in boxes) for a in boxes)
    files = max(sum(abs(b[0] - a[0]) <= near and abs(b[2] - a[2]) <= near for b in boxes) for a in boxes)
    return max(ranks, files) >= GRID_CELLS - 1


def _joined(a: Box, b: Box, wall: int) -> bool:
    across = min(a[2], b[2]) - max(a[0], b[0])
    down = min(a[3], b[3]) - max(a[1], b[1])
    return (0 >= across >= -wall and down > wall) or (0 >= down >= -wall and across > wall)


def _outer(page: PagePixels, lines: Lines, box: Box) -> tuple[float, float, float, float]:
    """The box grown to the outer edge of the line that fences it, to a part of a pixel."""
    x0, y0, x1, y1 = box
    gray, ink = page.gray[y0:y1], lines.sealed[y0:y1]
    left = _line_width(page, gray[:, :x0][:, ::-1].T, ink[:, :x0][:, ::-1].T)
    right = _line_width(page, gray[:, x1:].T, ink[:, x1:].T)
    gray, ink = page.gray[:, x0:x1], lines.sealed[:, x0:x1]
    top = _line_width(page, gray[:y0][::-1], ink[:y0][::-1])
    bottom = _line_width(page, gray[y1:], ink[y1:])
    return x0 - left, y0 - top, x1 + right, y1 + bottom


def _line_width(page: PagePixels, gray: Gray, ink: Mask) -> float:
    """How far a line reaches that starts with the first row, in rows: thin lines by how dark they are.

    A scan spreads a thin line over the rows that it touches, and two lines close by would seem to meet.
    """
    reach = page.px(4)
    drawn = ink[:reach].mean(axis=1) >= 0.5
    width = int(np.argmin(drawn)) if not drawn.all() else int(drawn.size)
    if not 0 < width <= THIN or not page.paper:
        return float(width)
    darkness = np.clip(1 - np.median(gray[: width + 1], axis=1) / page.paper, 0, 1)
    total = float(darkness.sum())
    middle = float((darkness * (np.arange(darkness.size) + 0.5)).sum()) / max(total, 1e-6)
    return min(max(middle + total / 2, width - 0.8), width + 0.5)


def _framed(page: PagePixels, lines: Lines, cell: Cell) -> bool:
    """Whether the fence is a thick frame, as of a picture or a field for fingerprints."""
    thick = page.px(THICK_FRAME)
    for box in cell.boxes:
        outer = _outer(page, lines, box)
        if all(abs(a - b) >= thick for a, b in zip(box, outer, strict=True)):
            return True
    return False
