"""What speaks against a filled region being a redaction: print, ragged edges, pictures, holes, rims of the scan."""

from __future__ import annotations

import cv2
import numpy as np

from reviewer.detection.filled import HOPELESS, Fill
from reviewer.detection.pixels import GRAINY, Box, PagePixels, grain, rectangle_kernel
from reviewer.detection.shapes import around_all
from reviewer.detection.tones import DARK, Tone

# The smallest block that is taken for a redaction: narrower or lower than this is a letter, a rule or a tick.
SMALLEST_WIDTH, SMALLEST_HEIGHT = 6.0, 5.0
# A patch below this size is as small as a bold word; it must be full and sharp.
SURE_WIDTH, SURE_HEIGHT, SURE_SOLID, SURE_EDGE = 16.0, 7.0, 0.9, 0.92
CODED_EDGE, CODED_SOLID = 0.97, 0.82
HOLED = 0.75  # filled share below which it may be two bold letters that touch
TORN_LOW, TORN_HIGH, TORN_WIDTH = (
    6.0,
    15.0,
    24.0,
)  # points: only in so low a block do the letters of a code reach the border
EVEN, EVEN_SMALL = 20.0, 15.0  # grey levels by which a stippled patch may vary, once smoothed
# No line of print is as large and as full; such a block may be slanted, mottled or frayed by the fax.
LARGE_WIDTH, LARGE_HEIGHT, LARGE_SOLID, LARGE_EDGE = 22.0, 8.5, 0.9, 0.55
# Bullets, logos and punch holes are as small and as full; only a sharp oblong of this size is kept.
TINY_WIDTH, TINY_HEIGHT, TINY_AREA, TINY_FIT = 9.0, 5.5, 62.0, 0.92
COMPACT = 36.0
LOGO_HEIGHT, LOGO_LIGHT = 20.0, 0.08
LIGHT_PRINT = 0.8  # of the paper's level
BANNER_LIGHT, STROKE, BANNER_PRINT = 0.04, 1.6, 0.015  # share of light; points that strokes are wide; share of theirs
COLORED = 24
STRIP = 0.06  # of the page's height
RIM = 9.0  # points: what the edge of a scan leaves lies within this distance of it
# A block a little darker than the paper has to end at three sides at least; a bubble or a panel with things on it
# has pieces that do not.
SMOOTH = 0.5  # of the grain of the paper: a block drawn onto a scan has less
PALE, FREE, FREE_SIDES = 45, 0.75, 3
MANY_COLORS = 60
FADING = 0.25  # of a block's chroma: so much colour is left around it only in a picture
LEAST_FIT = 0.86
SHARP_SOLID, SHARP_EDGE, SHARP_FIT = 0.93, 0.9, 0.76
PALER, PRINTED = 15, 0.004  # grey levels; share of print on a block
DIM, ALIKE = 0.8, 10  # of the level up to which a pixel is black; grey levels
LIGHT_OUTSIDE = 0.66  # of the paper's level, around a black or coloured block
MOST_BOXES, LOWEST_STEP, LOW_STEPS, SMALLEST_STEPPED = 14, 7.5, 0.3, 70.0
ROUND = 0.82  # of the circle around it: more than any oblong covers
# Bold letters on a rule close to a block as white ones on black do, but there is less of it, and gaps along its top.
UNDERLINED, UNDERLINED_SIDE = 0.8, 0.85


def objection(page: PagePixels, tone: Tone, fill: Fill) -> str:
    """Why this region is no redaction; empty if nothing speaks against it."""
    if not fill.boxes:
        return "no straight block in it"
    if fill.fit < HOPELESS:
        return f"rectangles cover it only to {fill.fit:.0%}"
    if fill.solid < tone.solid:
        return f"only {fill.solid:.0%} filled: print, not a block"
    colored = fill.chroma > COLORED
    if tone.name == "black" and not colored and _runs_on(fill, DARK * page.paper):
        return "dark gray runs on beside it: a piece of something mottled"
    if tone.name == "color" and not colored:
        return "hardly coloured"
    if colored and (tone.name in ("gray", "stipple") or (fill.beside > MANY_COLORS and tone.name == "black")):
        return "a part of something coloured"
    box = around_all(fill.boxes)
    width, height = box[2] - box[0], box[3] - box[1]
    large = width >= page.px(LARGE_WIDTH) and height >= page.px(LARGE_HEIGHT)
    printed = fill.ink if large and tone.name == "color" else 0  # codes on coloured blocks are large
    large = large and fill.solid + printed >= LARGE_SOLID
    # Print that touches a large sharp block belongs to its region, and makes the rectangles fit worse.
    dark = tone.name in ("black", "color")
    sharp = dark and large and fill.solid >= SHARP_SOLID and fill.edge >= SHARP_EDGE
    if fill.fit < (SHARP_FIT if sharp else LEAST_FIT):
        return f"rectangles cover it only to {fill.fit:.0%}"
    if fill.edge < (LARGE_EDGE if large and tone.name != "stipple" else tone.edge):
        return f"ragged edge: {fill.edge:.0%}"
    low = TORN_LOW <= height / page.unit <= TORN_HIGH and width >= page.px(TORN_WIDTH) and len(fill.boxes) == 1
    if tone.name == "torn" and (not low or fill.chroma > COLORED):
        return "no block of a line's height"
    one_line = tone.name in ("black", "torn") and height <= page.px(TORN_HIGH)
    if one_line and fill.solid < UNDERLINED and fill.level_sides < UNDERLINED_SIDE:
        return "underlined print"
    if tone.name == "stipple" and fill.spread > (EVEN if width >= page.px(COMPACT) else EVEN_SMALL):
        return f"uneven: {fill.spread:.0f} levels"
    if width < page.px(SMALLEST_WIDTH) or height < page.px(SMALLEST_HEIGHT):
        return "too small"
    small = width < page.px(SURE_WIDTH) or height < page.px(SURE_HEIGHT)
    # A code fills so much of a small block that it is only full if its print is counted.
    coded = (
        tone.name != "stipple"
        and fill.edge >= CODED_EDGE
        and fill.solid >= CODED_SOLID
        and height >= page.px(SURE_HEIGHT)
    )
    if small and not coded and (tone.name == "stipple" or fill.edge < SURE_EDGE or fill.solid < SURE_SOLID):
        return f"small, and not sharp enough for a block: edge {fill.edge:.0%}, {fill.solid:.0%} filled"
    frayed = SURE_EDGE - (0.0 if tone.name == "black" and fill.solid < HOLED else 0.06)
    if not large and not coded and fill.solid < SURE_SOLID and fill.edge < frayed:
        return f"neither full nor sharp: edge {fill.edge:.0%}, {fill.solid:.0%} filled"
    return _shape_objection(page, tone, fill, box)


def too_small(page: PagePixels, tone: Tone, width: int, height: int) -> bool:
    """Whether no region in a window of so many pixels can be a redaction, whatever else is found out about it."""
    wide, high = width / page.unit, height / page.unit
    if tone.name == "stipple" and (width < page.px(SURE_WIDTH) or height < page.px(SURE_HEIGHT)):
        return True
    if tone.name == "torn" and (width < page.px(TORN_WIDTH) or high < TORN_LOW):
        return True
    return wide < TINY_WIDTH or high < TINY_HEIGHT or wide * high < TINY_AREA


def _shape_objection(page: PagePixels, tone: Tone, fill: Fill, box: Box) -> str:
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
    if tone.name == "black" and height > COMPACT and fill.light > BANNER_LIGHT and _large_print(page, box):
        return "large print in white: a banner"
    low = sum(b[3] - b[1] < page.px(LOWEST_STEP) for b in fill.boxes)
    deep = fill.level < DARK * page.paper or tone.name == "color"
    if deep and fill.outside < LIGHT_OUTSIDE * page.paper:
        return "fades out: part of a picture"
    if tone.name == "gray" and not fill.ink + fill.light > PRINTED and fill.outside < fill.level - PALER:
        return "paler than what is around it: part of a picture"
    pale = tone.name in ("gray", "stipple") and page.paper - fill.level < PALE
    if pale and _is_joined(page, fill) and not _on_grain(page, fill):
        return "runs on in the same pale gray: part of a ground"
    if fill.outside_chroma - tone.ground > FADING * (fill.chroma - tone.ground):
        return "its colour fades out: part of a picture"
    compound = len(fill.boxes) > 1 or min(width, height) > COMPACT
    if tone.name == "color" and compound and fill.variety > MANY_COLORS:
        return "of many colours: a logo or a picture"
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
    return _edge_objection(page, fill, box)


def _edge_objection(page: PagePixels, fill: Fill, box: Box) -> str:
    """What speaks against a region for lying where the edge of a scan leaves dark strips and rags."""
    x0, y0, x1, y1 = box
    width, height = (x1 - x0) / page.unit, (y1 - y0) / page.unit
    rim = page.px(RIM)
    edges = (x0 <= 1) + (y0 <= 1) + (x1 >= page.width - 1) + (y1 >= page.height - 1)
    if edges and (width * page.unit > 0.7 * page.width or height * page.unit > 0.7 * page.height or edges > 1):
        return "runs along the edge of the scan"
    reach = page.px(RIM / 2)
    near = x0 <= reach or y0 <= reach or x1 >= page.width - reach or y1 >= page.height - reach
    if near and len(fill.boxes) > 1 and fill.edge < 1:
        return "a ragged piece at the edge of the scan"
    # A strip at the head or the foot; a block that begins there and reaches into the page hides what was written.
    strip = y1 < STRIP * page.height or y0 > (1 - STRIP) * page.height
    if strip and max(x0, page.width - x1) < 0.15 * page.width and width * page.unit > 0.7 * page.width:
        return "runs along the edge of the scan"
    if y1 <= rim or x1 <= rim or y0 >= page.height - rim or x0 >= page.width - rim:
        return "lies in the rim of the scan"
    return ""


def _runs_on(fill: Fill, limit: float) -> bool:
    """Whether a block about as dark as the `limit` of what is black goes on beyond its sides in its own level.

    Whole, it is found in the tones of gray.
    """
    if fill.level <= DIM * limit:
        return False
    alike = sum(abs(level - fill.level) <= ALIKE for level in fill.around)
    return alike >= (1 if fill.level >= limit else 2)


def _is_joined(page: PagePixels, fill: Fill) -> bool:
    """Whether a block goes on beyond too many of its four sides."""
    step = page.paper - fill.level
    free = sum(level >= fill.level + FREE * step for level in fill.around)
    return len(fill.around) == 4 and free < FREE_SIDES


def _on_grain(page: PagePixels, fill: Fill) -> bool:
    """Whether a block is flat on grainy paper: drawn onto the scan, where a printed ground would be as grainy."""
    paper = grain(page.gray[::8])
    return paper >= GRAINY and fill.grain < SMOOTH * paper


def _large_print(page: PagePixels, box: Box) -> bool:
    """Whether strokes too wide for a code are printed on a block in the paper's tone, and no mere specks."""
    x0, y0, x1, y1 = box
    inset = page.px(STROKE)
    part = page.gray[y0 + inset : y1 - inset, x0 + inset : x1 - inset]
    light = np.asarray(cv2.threshold(part, int(page.paper * LIGHT_PRINT), 1, cv2.THRESH_BINARY)[1], np.uint8)
    strokes = cv2.erode(light, rectangle_kernel(inset, inset))
    return cv2.countNonZero(strokes) > BANNER_PRINT * part.size
