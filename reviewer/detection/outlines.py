"""Finds outlined redactions in pixels: white areas fenced by straight thin lines, also broken or dotted ones."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reviewer.detection.candidate import Candidate
from reviewer.detection.contents import (
    MOST_AROUND,
    around,
    clear_beside,
    content,
    runs_on,
    slope,
    textured,
    without_specks,
)
from reviewer.detection.explain import Explain
from reviewer.detection.fences import SMALLEST_HEIGHT, SMALLEST_WIDTH, fenced, is_clear
from reviewer.detection.frames import find_frames, overlapping
from reviewer.detection.joined import WALL, is_grid, neighbours
from reviewer.detection.lines import Lines, crooked_edge, is_framed, outer_edge, trace_lines
from reviewer.detection.pixels import Box, PagePixels
from reviewer.detection.regions import holes

WRITTEN, CODED = 0.02, 0.003  # share of ink that is writing, and that may be a code
SPARSE = 0.12  # share of ink up to which it may be the specks of a thin stipple
HIDDEN_FENCE = 0.7
BELOW = 3.0  # points above the first and below the last level line of a page within which a fenced area may end
PLAIN, HALF_HIDDEN, TEXTURED = "raster-outline", "raster-half-hidden", "raster-stippled-outline"
LEAST_PLAIN = 20.0  # points: least width of a box that fences nothing and is neither stippled nor under print
KNOWN = 0.3  # share of the smaller of two boxes from which they are the same place
STAMP_SLOPE = 0.03  # more crooked than a scan, and written in: a stamp
TABLE_CELLS, TABLE_SHARE = 4, 0.4


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
    for number, group in enumerate(neighbours(page, [cell.boxes for cell in cells])):
        members = [cells[i] for i in group]
        written = sum(cell.reads or cell.ink > WRITTEN for cell in members)
        table = len(members) >= TABLE_CELLS and written >= TABLE_SHARE * len(members)
        table = table or is_grid(page, [cell.boxes for cell in members])
        for cell in members:
            if table:
                if explain is not None:
                    rects = tuple(page.to_points(box) for box in cell.boxes)
                    explain.drop(rects, "outline", f"table: {written} of {len(members)} joined cells are written on")
                continue
            edge = crooked_edge if slope(cell.boxes) else outer_edge
            outer = [edge(page, lines, box) for box in cell.boxes]
            rects = tuple(page.to_points(edges) for edges in outer)
            if is_framed(page, cell.boxes, outer):
                if explain is not None:
                    explain.drop(rects, "outline", "its frame is thicker than a line")
                continue
            # Four lines and an even stipple between them say more than either alone.
            confidence = 0.99 if cell.method == TEXTURED else min(0.98, 0.3 + 0.65 * cell.fence)
            found = Candidate(rects, "outline", confidence, cell.method, cell.ink > 0, cell.ink)
            alone = len(members) == 1 and not cell.reads
            stamped = cell.ink > 0 and slope(cell.boxes) > STAMP_SLOPE
            ruled = alone and (stamped or runs_on(page, lines.sealed, [page.to_box(rect) for rect in rects]))
            kept.append(replace(found, group=number, released=cell.reads, ruled=ruled))
    return kept


def _cells(page: PagePixels, lines: Lines) -> list[Cell]:
    least = page.px(SMALLEST_WIDTH), page.px(SMALLEST_HEIGHT)
    most = int(0.99 * page.width), int(0.99 * page.height)
    cells: list[Cell] = []
    for hole in holes(lines.fences(least[1]), least, most, rows=lines.rows(page.px(BELOW))):
        found = fenced(page, lines, hole)
        if found is None:
            continue
        boxes, fence = found
        shifted = tuple((hole.x + x0, hole.y + y0, hole.x + x1, hole.y + y1) for x0, y0, x1, y1 in boxes)
        ink, reads = content(page, lines.ink, *shifted)
        if reads and ink < SPARSE and len(shifted) == 1:
            ink, reads = content(page, without_specks(page, lines.ink, shifted[0]), shifted[0])
        if reads and is_clear(page, lines, hole):
            ink, reads = 0.0, False
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
    wall = page.px(WALL)
    for x0, y0, x1, y1 in inner:
        ink[max(0, y0 - wall) : y1 + wall, max(0, x0 - wall) : x1 + wall] = 0
    share, reads = content(page, ink, outer)
    return replace(cell, ink=max(share, CODED), reads=reads)


def _holds(outer: Box, inner: Box) -> bool:
    return outer[0] < inner[0] and outer[1] < inner[1] and inner[2] < outer[2] and inner[3] < outer[3]


def _framed_cells(page: PagePixels, lines: Lines, cells: list[Cell]) -> list[Cell]:
    """Boxes that fence no area of their own: sides broken, a stipple inside, or print over a part of their lines."""
    known = [box for cell in cells for box in cell.boxes]
    found: list[Cell] = []
    for frame in find_frames(page, lines, known):
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
