"""Finds filled redactions in pixels: black, gray and coloured blocks, faint, slanted or with a code printed in them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import cv2
import numpy as np

from reviewer.detection.bars import without_bars
from reviewer.detection.candidate import Candidate
from reviewer.detection.claims import bears_label, own_claims, parted_at_gaps
from reviewer.detection.explain import Explain
from reviewer.detection.filled import Fill, measure
from reviewer.detection.objections import COLORED, SMALLEST_HEIGHT, SMALLEST_WIDTH, objection, too_small
from reviewer.detection.photographs import without_shades
from reviewer.detection.pixels import Mask, PagePixels, part_of, rectangle_kernel
from reviewer.detection.regions import Region, Window, regions
from reviewer.detection.rejoin import rejoined
from reviewer.detection.strokes import without_strokes
from reviewer.detection.tints import stronger
from reviewer.detection.tones import CHROMA, DARK, Tone, ToneName, tones
from reviewer.model.page import Kind

# A stippled patch lower than this cannot be told from a smudged line of print.
SMALLEST_STIPPLE = 8.0
PIECE, WHOLE = 0.8, 0.85  # share of a piece that lies in a torn block, and of a block that makes it no torn one
SUREST_WHITE = 0.85  # a white area with a line around it is an outline
LEAST_PANEL = 0.5  # of a coloured area: blocks that take less of it lie on it
MOST_LOOKS = 16  # regions of a page that are looked at for stronger colours: a picture has hundreds
TOLD_APART = 0.7  # of the paper's level: a colour so dark shows where blocks end
SMALLEST_CODE = 25.0  # square points of print that may be a code on a large block


def find_fills(page: PagePixels, explain: Explain | None = None) -> list[Candidate]:
    """Candidates of kind black, gray and color; what one tone has found the next ones leave alone."""
    names: tuple[ToneName, ...] = ("color", "black", "gray", "stipple", "white", "torn")
    found: list[Candidate] = []
    for name in names:
        if name == "torn" and not any(c.kind == "black" for c in found):
            continue  # where one block is torn others are whole, or a piece of it is
        for tone in tones(page, name):
            if name == "torn":
                found = _with_torn(found, _candidates(page, tone, explain))
                continue
            _blank(page, tone.seed, found)
            found += _candidates(page, tone, explain)
    found = rejoined(page, without_shades(page, found, explain))
    return without_strokes(page, without_bars(page, found, explain), explain)


def _with_torn(found: list[Candidate], torn: list[Candidate]) -> list[Candidate]:
    """The candidates with torn blocks in place of the pieces of them that were found; whole blocks stay as they are."""
    for block in torn:
        area = block.bounds.area
        pieces = [c for c in found if c.bounds.overlap(block.bounds) > PIECE * c.bounds.area]
        beside = any(c.bounds.overlap(block.bounds) > 0.1 * area for c in found if c not in pieces)
        if not beside and sum(c.bounds.area for c in pieces) < WHOLE * area:
            found = [c for c in found if c not in pieces] + [block]
    return found


def _blank(page: PagePixels, mask: Mask, found: list[Candidate]) -> None:
    margin = page.px(1.5)
    for candidate in found:
        for rect in candidate.rects:
            x0, y0, x1, y1 = page.to_box(rect)
            mask[max(0, y0 - margin) : y1 + margin, max(0, x0 - margin) : x1 + margin] = 0


def _candidates(page: PagePixels, tone: Tone, explain: Explain | None) -> list[Candidate]:
    low = SMALLEST_STIPPLE if tone.name == "stipple" else SMALLEST_HEIGHT
    smallest = rectangle_kernel(page.px(SMALLEST_WIDTH), page.px(low))
    found: list[Candidate] = []
    looks = 0
    for region in _solid(page, tone, smallest, explain):
        x, y = region.x, region.y
        h, w = region.inside.shape
        if cv2.countNonZero(tone.strict[y : y + h, x : x + w]) < 0.8 * tone.solid * np.count_nonzero(region.inside):
            continue  # print: the letters carry the tone, not what is between them
        judged = _judged(page, tone, region, explain)
        if tone.name == "color" and looks < MOST_LOOKS:
            looks += 1
            looked = list(stronger(page, tone, region))
            parts = [c for t, part in looked for c in _judged(page, t, part, explain)]
            panel = parts and all(t.ground > CHROMA for t, _ in looked)
            if not judged or (panel and all(_is_panel(whole, parts) for whole in judged)):
                judged = parts
        found += judged
    return found


def _solid(page: PagePixels, tone: Tone, smallest: Mask, explain: Explain | None) -> list[Region]:
    """The regions of a tone opened by a full rectangle that are large enough for a redaction, the lowest first."""
    found: list[Region] = []
    across, down = smallest.shape[1] // 2, smallest.shape[0] // 2
    for window in tone.windows:
        solid = cv2.erode(part_of(tone.seed, window), smallest)
        left, top, width, height = cv2.boundingRect(solid)
        if not width:
            continue
        x, y = max(0, left - across), max(0, top - down)
        grown = cv2.dilate(solid[y : top + height + down, x : left + width + across], smallest)
        x, y = window[0] + x, window[1] + y
        large = partial(_large_enough, page, tone, explain, (x, y))
        parts = regions(np.asarray(grown, np.uint8), large)
        found += (replace(part, x=x + part.x, y=y + part.y) for part in parts)
    return sorted(found, key=lambda region: (region.y, region.x + int(region.inside[0].argmax())), reverse=True)


def _large_enough(page: PagePixels, tone: Tone, explain: Explain | None, at: tuple[int, int], window: Window) -> bool:
    """Whether a region in a window of a part of the page that begins `at` a pixel can be a redaction."""
    x, y, width, height = window
    if not too_small(page, tone, width, height):
        return True
    if explain is not None and tone.name not in ("stipple", "torn"):  # in each word is one
        box = at[0] + x, at[1] + y, at[0] + x + width, at[1] + y + height
        explain.drop([page.to_points(box)], f"{tone.name} fill", "as small as a bullet")
    return False


def _is_panel(whole: Candidate, parts: list[Candidate]) -> bool:
    """Whether a coloured area is the ground of more strongly coloured blocks, not one of them with a blurred rim."""
    return sum(part.bounds.area for part in parts) < LEAST_PANEL * whole.bounds.area


def _judged(page: PagePixels, tone: Tone, region: Region, explain: Explain | None) -> list[Candidate]:
    """The candidates that one region is; none where something speaks against it."""
    fill = measure(page, tone, region.inside, region.x, region.y)
    reason = objection(page, tone, fill)
    if not reason:
        return _parted(page, tone, fill)
    if explain is not None:
        h, w = region.inside.shape
        box = (region.x, region.y, region.x + w, region.y + h)
        explain.drop([page.to_points(box)], f"{tone.name} fill", reason)
    return []


def _parted(page: PagePixels, tone: Tone, fill: Fill) -> list[Candidate]:
    """The candidates that a region is: one, or one for each claim printed on it."""
    most = SUREST_WHITE if tone.name == "white" else 0.99
    confidence = min(most, 0.3 + 0.2 * fill.fit + 0.2 * fill.solid + 0.3 * fill.edge)
    kind: Kind = "white" if tone.name == "white" else _kind(page, fill)
    ink, light = fill.ink, fill.light
    groups = [fill.boxes] if fill.slanted or tone.name == "stipple" else own_claims(page, fill.boxes)
    if tone.name == "black" and len(fill.boxes) == 1:
        groups = [(box,) for box in parted_at_gaps(page, tone.strict, fill.boxes[0])]
    elif tone.name == "color" and len(fill.boxes) == 1 and fill.level < TOLD_APART * page.paper:
        # Compression blurs colours into each other, not what is dark and light.
        dark = cv2.threshold(page.gray, (fill.level + page.paper) // 2, 1, cv2.THRESH_BINARY_INV)[1]
        groups = [(box,) for box in parted_at_gaps(page, np.asarray(dark, np.uint8), fill.boxes[0])]
    found: list[Candidate] = []
    for boxes in groups:
        rects = tuple(page.to_points(box) for box in boxes)
        printed = (ink + light) * sum(rect.area for rect in rects) * (page.scale / page.unit) ** 2
        content = tone.name == "stipple" or ink + light > 0.004 or printed > SMALLEST_CODE
        parted = len(groups) > 1 and len(fill.boxes) > 1
        labelled = parted or (content and len(boxes) == 1 and bears_label(page, boxes[0]))
        method = f"raster-{tone.name}"
        found.append(Candidate(rects, kind, confidence, method, content, ink, light, labelled=labelled))
    return found


def _kind(page: PagePixels, fill: Fill) -> Kind:
    if fill.chroma > COLORED:
        return "color"
    return "black" if fill.level < DARK * page.paper else "gray"
