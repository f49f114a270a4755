"""Reads many small places of a page with one call of the OCR engine: their crops are pasted under each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from reviewer.detection.pixels import Box, Gray, PagePixels, quantile, rectangle_kernel
from reviewer.detection.regions import boxes
from reviewer.detection.repeats import agreed, is_short, repeated
from reviewer.detection.strength import GRAIN, PAPER_GRAIN, cleaned, towards_print
from reviewer.model.geometry import Rect
from reviewer.model.ocr import OcrEngine

Steps = NDArray[np.float32]
SHEET_DPI = 300
PADDING = 22
MOST_CROPS = 120
WIDEST, HIGHEST = 1600, 420
INK_STEP = 55
TALL, JOINED = 60.0, 10.0  # points: a block with room for more than a code; between letters of one
RIM = 0.8  # points along the sides of a stepped block that are not read
FULL = 2.4  # points between print and the side of its place, too few for one more letter
LEAST_SCALE = 0.7  # of reading size, for lines too long for the sheet
PAPER_BLUR = 1.1  # pixels of the page by which print on paper is smoothed at the first look
# Points from an edge within which the edge's own line may lie, more on a slanted one; the least length of such a line.
EDGE, SLANT, LINE = 2.2, 0.012, 9.0


@dataclass(frozen=True, slots=True)
class Look:
    """How print is shown to the engine: height of a line in pixels, blur in pixels of the page (a scanner makes steps
    of round letters), the characters it may consist of, all where empty, how much wider it is made (narrow print
    runs together in the engine's eyes), and how often short print is shown in a line."""

    letter: int
    blur: float
    alphabet: str = ""
    stretch: float = 1.0
    times: int = 1


# Chosen by reading 670 codes of ten sample releases at all degrees of damage: the first look reads 96 % of them, the
# others a third of the rest, because they err elsewhere.
CODE_SIGNS = "()[]bBkjdFOIAExREDCTNn-,;: 0123456789ABCDEFGHacefghi./"
FIRST_LOOK = Look(30, 0.5)
# With the lower letters only Dutch and long codes have left out.
SHORT_SIGNS = "()[]bBkj0123456789ABCDEFGx.-,; "
FURTHER_LOOKS = (
    Look(34, 0.8, CODE_SIGNS),
    Look(34, 1.0, SHORT_SIGNS, times=3),
    Look(44, 0.4, CODE_SIGNS, 1.25),
    Look(44, 1.4, SHORT_SIGNS, times=3),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands in a place: its lines from top to bottom, the mean confidence of its words (0-1), and whether the
    print runs on to the right side of the place, so that more of it may be cut off."""

    lines: tuple[str, ...] = ()
    confidence: float = 0.0
    full: bool = False

    @property
    def text(self) -> str:
        """The lines as one."""
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True)
class PrintArea:
    """A rectangle to read (displayed points), and the parts of it that count, none for all: beside a stepped block
    stands text. `edged`: the sides may be lines or rims, which are no print; `fenced`: ink from outside is none either.
    """

    rect: Rect
    parts: tuple[Rect, ...] = ()
    edged: bool = False
    fenced: bool = False


def read_places(
    page: PagePixels, places: Sequence[PrintArea], engine: OcrEngine, look: Look = FIRST_LOOK
) -> list[Reading]:
    """What stands in each of `places`, at most `MOST_CROPS` of them.

    Print may be darker or lighter than what it stands on. SourceError if the engine cannot run.
    """
    crops: list[tuple[int, Crop]] = []
    for index, place in enumerate(places[:MOST_CROPS]):
        crop = prepare(page, place, look)
        if crop is not None and (look.times == 1 or is_short(crop.image)):
            crops.append((index, crop))
    readings = [Reading()] * len(places)
    if not crops:
        return readings
    sheet, tops = _sheet([repeated(crop.image, look.times, look.letter) for _, crop in crops])
    lines: dict[int, dict[int, list[tuple[float, str, float]]]] = {}
    for word in engine.read(sheet, dpi=SHEET_DPI, layout="block", alphabet=look.alphabet):
        at = int(np.searchsorted(tops, word.rect.center[1], side="right")) - 1
        if at >= 0:
            lines.setdefault(at, {}).setdefault(word.line, []).append((word.rect.x0, word.text, word.confidence))
    for at, rows in lines.items():
        words = [w for row in rows.values() for w in row]
        if look.times > 1:
            text: tuple[str, ...] = tuple(filter(None, (agreed([w[1] for w in words]),)))
        else:
            text = tuple(" ".join(w[1] for w in sorted(row)) for _, row in sorted(rows.items()))
        index, crop = crops[at]
        readings[index] = Reading(text, float(np.mean([w[2] for w in words])), crop.full)
    return readings


@dataclass(frozen=True, slots=True)
class Crop:
    """The print of a place as black on white, cut to its ink and brought to reading size; `full` as of a Reading."""

    image: Gray
    full: bool


def prepare(page: PagePixels, place: PrintArea, look: Look = FIRST_LOOK) -> Crop | None:
    """The print of a place for the engine; None where there is none."""
    x0, y0, x1, y1 = page.to_box(place.rect)
    if x1 - x0 < 4 or y1 - y0 < 4:
        return None
    part = page.gray[y0:y1, x0:x1]
    counts = _counting(page, place.parts if len(place.parts) > 1 else (), (x0, y0, x1, y1))
    level = int(quantile(part[counts] if counts.any() else part))
    step = np.where(counts, cv2.absdiff(part, np.full_like(part, level)), 0).astype(np.uint8)
    ink = step > INK_STEP
    if place.edged:
        ink &= ~_edges(page, ink)
        if place.fenced:
            ink &= ~_running_in(ink)
        step = np.where(ink | (step <= INK_STEP), step, 0).astype(np.uint8)
    ink = _main_print(page, ink) if y1 - y0 > page.px(TALL) else ink
    if place.edged:
        return _at_reading_size(page, step, ink, look)
    paper = replace(look, blur=PAPER_BLUR) if look is FIRST_LOOK else look
    return _at_reading_size(page, towards_print(part, level, counts, ink), ink, paper)


def _at_reading_size(page: PagePixels, step: Gray | Steps, ink: NDArray[np.bool_], look: Look) -> Crop | None:
    """Print by its step from the ground: `Steps` on paper, whose grain goes once it is smoothed, else distances."""
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if rows.size < page.px(2.5) or columns.size < page.px(2.5):
        return None
    pad = page.px(1)
    top, bottom = max(0, int(rows[0]) - pad), int(rows[-1]) + 1 + pad
    left, right = max(0, int(columns[0]) - pad), int(columns[-1]) + 1 + pad
    cut = step[top:bottom, left:right]
    wanted = min(4.0, max(0.4, look.letter / max(1, _line_height(ink[top:bottom, left:right]))))
    wide = cut.shape[1] * look.stretch
    factor = min(wanted, max(WIDEST / wide, wanted * LEAST_SCALE))
    size = (max(8, round(wide * factor)), max(8, round(cut.shape[0] * factor)))
    if size[0] > WIDEST or size[1] > HIGHEST:
        return None
    paper = cut.dtype == np.float32
    large = cv2.resize(cut if paper else cleaned(cut, GRAIN), size, interpolation=cv2.INTER_CUBIC)
    smooth = np.asarray(cv2.GaussianBlur(large, (0, 0), max(0.3, look.blur * factor)))
    smooth = cleaned(smooth, PAPER_GRAIN) if paper else smooth
    full = ink.shape[1] - 1 - int(columns[-1]) <= page.px(FULL)
    return Crop(np.asarray(255 - smooth, dtype=np.uint8), full)


def _edges(page: PagePixels, ink: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Lines along the sides of a box and the rim of a block, without the brackets that touch them."""
    height, width = ink.shape
    pixels = ink.astype(np.uint8)
    across = min(page.px(EDGE) + round(SLANT * width), max(1, height // 3))
    down = min(page.px(EDGE) + round(SLANT * height), max(1, width // 3))
    level = cv2.morphologyEx(pixels, cv2.MORPH_OPEN, np.ones((1, min(page.px(LINE), width) | 1), np.uint8))
    upright = cv2.morphologyEx(
        pixels, cv2.MORPH_OPEN, np.ones((min(page.px(LINE), int(0.8 * height)) | 1, 1), np.uint8)
    )
    level[across : height - across] = 0
    upright[:, down : width - down] = 0
    return cv2.dilate(cv2.bitwise_or(level, upright), np.ones((3, 3), np.uint8)) > 0


def _main_print(page: PagePixels, ink: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The largest piece of print on a tall block, without the specks of the scan elsewhere on it."""
    joined = cv2.dilate(ink.astype(np.uint8), rectangle_kernel(page.px(JOINED), page.px(JOINED)))
    pieces = boxes(np.asarray(joined, dtype=np.uint8))
    if len(pieces) < 2:
        return ink
    x, y, w, h = max(pieces.tolist(), key=lambda b: int(np.count_nonzero(ink[b[1] : b[1] + b[3], b[0] : b[0] + b[2]])))
    kept = np.zeros_like(ink)
    kept[y : y + h, x : x + w] = ink[y : y + h, x : x + w]
    return kept


def _counting(page: PagePixels, parts: Sequence[Rect], window: Box) -> NDArray[np.bool_]:
    """The pixels of a window that lie in `parts`, away from their rims; all of them where there are no parts."""
    x0, y0, x1, y1 = window
    counts = np.full((y1 - y0, x1 - x0), not parts)
    rim = page.px(RIM)
    for left, top, right, bottom in (page.to_box(rect) for rect in parts):
        counts[
            max(0, top + rim - y0) : max(0, bottom - rim - y0), max(0, left + rim - x0) : max(0, right - rim - x0)
        ] = True
    return counts


def _running_in(ink: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Ink that touches the border of its window."""
    _count, labels = cv2.connectedComponents(ink.astype(np.uint8), connectivity=8)
    border = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    return np.isin(labels, border[border > 0])


def _line_height(ink: NDArray[np.bool_]) -> int:
    """Height of the tallest line of print, by the empty rows between lines."""
    rows = np.concatenate(([False], ink.any(axis=1), [False])).astype(np.int8)
    edges = np.flatnonzero(np.diff(rows))
    heights = edges[1::2] - edges[::2]
    return int(heights.max()) if heights.size else ink.shape[0]


def _sheet(crops: list[Gray]) -> tuple[Gray, list[int]]:
    width = max(c.shape[1] for c in crops) + 2 * PADDING
    height = sum(c.shape[0] + PADDING for c in crops) + PADDING
    sheet = np.full((height, width), 255, np.uint8)
    tops: list[int] = []
    y = PADDING
    for crop in crops:
        sheet[y : y + crop.shape[0], PADDING : PADDING + crop.shape[1]] = crop
        tops.append(y - PADDING // 2)
        y += crop.shape[0] + PADDING
    return sheet, tops
