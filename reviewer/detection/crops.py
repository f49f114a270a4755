"""Reads many small places of a page with one call of the OCR engine: their crops are pasted under each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from reviewer.detection.pixels import Box, Gray, PagePixels, rectangle_kernel
from reviewer.detection.regions import boxes
from reviewer.model.geometry import Rect
from reviewer.model.ocr import OcrEngine

# Tesseract reads best where a capital letter is about this high (pixels); the sheet says so as a resolution.
LETTER = 30
SHEET_DPI = 300
PADDING = 22
MOST_CROPS = 120
WIDEST, HIGHEST = 1600, 420
INK_STEP = 55
TALL, JOINED = 60.0, 10.0  # points: a block with room for more than a code; between letters of one
RIM = 0.8  # points along the sides of a stepped block that are not read
LEAST_SCALE = 0.7  # of reading size, for lines too long for the sheet


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands in a place: its lines from top to bottom, and the mean confidence of its words (0-1)."""

    lines: tuple[str, ...] = ()
    confidence: float = 0.0

    @property
    def text(self) -> str:
        """The lines as one."""
        return " ".join(self.lines)


def read_places(
    page: PagePixels, places: Sequence[tuple[Rect, Sequence[Rect]]], engine: OcrEngine, fenced: int = 0
) -> list[Reading]:
    """What stands in each of `places` (displayed points), at most `MOST_CROPS` of them.

    A place is a rectangle and the parts of it that count, none for all of it: a stepped block has text beside it.
    In the first `fenced` ones ink that runs in from outside is the text around them and is left out. Print may be
    darker or lighter than what it stands on. SourceError if the engine cannot run.
    """
    crops: list[tuple[int, Gray]] = []
    for index, (place, parts) in enumerate(places[:MOST_CROPS]):
        crop = prepare(page, place, parts if len(parts) > 1 else (), fenced=index < fenced)
        if crop is not None:
            crops.append((index, crop))
    readings = [Reading()] * len(places)
    if not crops:
        return readings
    sheet, tops = _sheet([crop for _, crop in crops])
    lines: dict[int, dict[int, list[tuple[float, str, float]]]] = {}
    for word in engine.read(sheet, dpi=SHEET_DPI, layout="block"):
        at = int(np.searchsorted(tops, word.rect.center[1], side="right")) - 1
        if at >= 0:
            lines.setdefault(at, {}).setdefault(word.line + 1000 * word.block, []).append(
                (word.rect.x0, word.text, word.confidence)
            )
    for at, rows in lines.items():
        words = [w for row in rows.values() for w in row]
        text = tuple(" ".join(w[1] for w in sorted(row)) for _, row in sorted(rows.items()))
        readings[crops[at][0]] = Reading(text, float(np.mean([w[2] for w in words])))
    return readings


def prepare(page: PagePixels, place: Rect, parts: Sequence[Rect] = (), *, fenced: bool = False) -> Gray | None:
    """The print of a place as black on white, cut to its ink and brought to reading size; None where there is none."""
    x0, y0, x1, y1 = page.to_box(place)
    if x1 - x0 < 4 or y1 - y0 < 4:
        return None
    part = page.gray[y0:y1, x0:x1]
    counts = _counting(page, parts, (x0, y0, x1, y1))
    level = int(np.median(part[counts])) if counts.any() else int(np.median(part))
    step = np.where(counts, cv2.absdiff(part, np.full_like(part, level)), 0).astype(np.uint8)
    ink = step > INK_STEP
    if fenced:
        ink &= ~_running_in(ink)
        step = np.where(ink | (step <= INK_STEP), step, 0).astype(np.uint8)
    ink = _main_print(page, ink) if y1 - y0 > page.px(TALL) else ink
    rows, columns = np.flatnonzero(ink.sum(axis=1) >= 1), np.flatnonzero(ink.sum(axis=0) >= 1)
    if rows.size < page.px(2.5) or columns.size < page.px(2.5):
        return None
    pad = page.px(1)
    top, bottom = max(0, int(rows[0]) - pad), int(rows[-1]) + 1 + pad
    left, right = max(0, int(columns[0]) - pad), int(columns[-1]) + 1 + pad
    cut = step[top:bottom, left:right]
    wanted = min(4.0, max(0.4, LETTER / max(1, _line_height(ink[top:bottom, left:right]))))
    factor = min(wanted, max(WIDEST / cut.shape[1], wanted * LEAST_SCALE))
    size = (max(8, round(cut.shape[1] * factor)), max(8, round(cut.shape[0] * factor)))
    if size[0] > WIDEST or size[1] > HIGHEST:
        return None
    strongest = max(1, int(np.percentile(cut, 99.5)))
    clean = 255 - np.clip(cut.astype(np.float32) * (255 / strongest), 0, 255).astype(np.uint8)
    return np.asarray(cv2.resize(clean, size, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)


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
