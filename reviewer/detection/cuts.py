"""Finds white-outs on white paper by what they cut: letters beside them that all end in one and the same row."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from reviewer.detection.candidate import Candidate
from reviewer.detection.explain import Explain
from reviewer.detection.packed import low_ends, packed
from reviewer.detection.pixels import Box, Mask, PagePixels
from reviewer.detection.regions import boxes

Boxes = NDArray[np.int64]  # x, y, width, height of pieces of ink in pixels, one a row

INK = 0.62  # of the paper's level
LETTER = 3.0, 16.0  # points: height of what counts as a letter, and its greatest width
ENDS = 4.0, 5.2, 5.0  # points: a piece of a letter, what is free above it and below it, before the type is measured
FEWEST_LETTERS, STRIP = 20, 36.0  # of a page whose type is measured; points: height of the strips they are taken from
# Of the height of the page's letters: what is left of one that was cut; one that may stand beside it; its width.
PIECE, WHOLE, WIDEST = 0.62, 1.3, 2.5
FEWEST_PIECES, GAP = 10, 8.0  # that end in one row; heights of a letter between two of them
# Dashes, dots and small print end in one row, too. What is left of letters differs in height, is wider than it is
# high, and is as wide as the page's letters are; and what stands beside it in the line ends there, too.
UNLIKE, BROAD, BROADER, WIDE, BESIDE = 0.25, 0.2, 1.3, 0.35, 0.4
LOWEST, HIGHEST = 1.2, 14.0  # heights of a letter: the blank beyond; where nothing follows, the page may end there
CONFIDENCE = 0.7
TAKEN = 0.1  # of the blank: so much of it is a redaction that was found otherwise


def find_cuts(page: PagePixels, found: Sequence[Candidate], explain: Explain | None = None) -> list[Candidate]:
    """Blanks at whose head or foot a row of letters is cut off straight, of kind white, beside those already `found`.

    A white-out reaches to the next print: where within the blank it really ends cannot be seen.
    """
    ink = np.asarray(cv2.threshold(page.gray, int(page.paper * INK), 1, cv2.THRESH_BINARY_INV)[1], np.uint8)
    low, high, blank = (page.px(points) for points in ENDS)
    bits = packed(ink)
    heads, feet = (low_ends(side, low, high, blank, FEWEST_PIECES) for side in (bits, bits[::-1]))
    size = _type_size(page, ink) if heads or feet else 0.0
    if not size:
        return []
    blanks = list(_blanks(ink, heads, size))
    for x0, y0, x1, y1 in _blanks(ink[::-1], feet, size):
        blanks.append((x0, page.height - y1, x1, page.height - y0))
    taken = [rect for candidate in found for rect in candidate.rects]
    cuts: list[Candidate] = []
    for rect in (page.to_points(blank) for blank in blanks):
        if any(rect.overlap(other) > TAKEN * rect.area for other in taken):
            if explain is not None:
                explain.drop([rect], "cut letters", "at a redaction already found")
        else:
            cuts.append(Candidate((rect,), "white", CONFIDENCE, "raster-cut"))
            taken.append(rect)
    return cuts


def _type_size(page: PagePixels, ink: Mask) -> float:
    """The median height of the letters in every fourth strip of a page, in pixels; 0 where there are too few."""
    low, high = (points * page.unit for points in LETTER)
    strip, letters = page.px(STRIP), []
    for top in range(strip, page.height - strip, 4 * strip):
        pieces = boxes(ink[top : top + strip])
        widths, heights = pieces[:, 2], pieces[:, 3]
        whole = (pieces[:, 1] > 0) & (pieces[:, 1] + heights < strip)
        letters.append(heights[whole & (heights > low) & (heights < high) & (widths < high)])
    sizes = np.concatenate(letters) if letters else np.zeros(0)
    return float(np.median(sizes)) if sizes.size >= FEWEST_LETTERS else 0.0


def _blanks(ink: Mask, rows: Sequence[int], size: float) -> Iterator[Box]:
    """The blanks below those of the `rows` in which letters of height `size` are cut off."""
    reach, aside = round(2 * size), math.ceil((GAP + WIDEST) * size)
    for row in (last + 1 for last in rows):
        left, right = _room(ink, row, size)
        if left == right:
            continue
        top = max(0, row - reach)
        pieces = _pieces(ink, (max(0, left - aside), top, right + aside, row))
        widths, heights = pieces[:, 2], pieces[:, 3]
        solid = (heights >= 2) & (widths >= 2) & (widths <= WIDEST * size)
        line = pieces[solid & (heights <= WHOLE * size) & (pieces[:, 1] + heights == row)]
        for run in _runs(line[np.argsort(line[:, 0])], GAP * size):
            if len(run) < FEWEST_PIECES:
                continue
            x0, x1 = int(run[0, 0]), int((run[:, 0] + run[:, 2]).max())
            height = _blank_below(ink, row, x0, x1, size)
            blank = x0, row, x1, row + height
            if height and _is_cut(run, _pieces(ink, (0, top, ink.shape[1], row)), blank, size):
                yield blank


def _room(ink: Mask, row: int, size: float) -> tuple[int, int]:
    """The columns within which enough pieces may end above `row` beside each other, with a blank of a line below from
    the first to the last: seen in a twentieth of the time that it takes to trace them. Two equal ones: nowhere."""
    taken = ink[row : row + math.ceil(LOWEST * size)].any(axis=0)
    ends = ink[row - 1] > 0
    ends[1:] &= ~ends[:-1]
    passed = np.concatenate([[0], np.cumsum(ends & ~taken)])
    parts = np.concatenate([[0], np.flatnonzero(taken), [taken.size]])  # from one column with ink to the next
    wide = np.flatnonzero(np.diff(passed[parts]) >= FEWEST_PIECES)
    return (int(parts[wide[0]]), int(parts[wide[-1] + 1])) if wide.size else (0, 0)


def _pieces(ink: Mask, window: Box) -> Boxes:
    """The pieces of ink in a window; traced with the row below it, so that what goes on there does not end in it."""
    x0, y0, x1, y1 = window
    pieces = boxes(ink[y0 : y1 + 1, x0:x1])
    pieces[:, 0] += x0
    pieces[:, 1] += y0
    return pieces


def _runs(line: Boxes, gap: float) -> Iterator[Boxes]:
    """Pieces of a row, from left to right, parted where they stand further apart than `gap` pixels."""
    far = [n + 1 for n, (a, b) in enumerate(pairwise(line.tolist())) if b[0] - (a[0] + a[2]) > gap]
    yield from np.split(line, far)


def _blank_below(ink: Mask, row: int, x0: int, x1: int, size: float) -> int:
    """How many rows are blank from `row` on, where it is as much as a line and print follows; else 0."""
    below = ink[row : row + round(HIGHEST * size), x0:x1].any(axis=1)
    height = int(np.argmax(below)) if below.any() else 0
    return height if height >= LOWEST * size else 0


def _is_cut(run: Boxes, pieces: Boxes, blank: Box, size: float) -> bool:
    """Whether a run of pieces that end in one row is what is left of letters."""
    left = run[run[:, 3] <= PIECE * size]
    if len(left) < FEWEST_PIECES or np.ptp(run[:, 3]) < UNLIKE * size:
        return False
    x0, row, x1, _ = blank
    tops, ends = pieces[:, 1], pieces[:, 1] + pieces[:, 3]
    beside = (ends > row - size) & (tops < row) & (pieces[:, 0] < x1) & (pieces[:, 0] + pieces[:, 2] > x0)
    if np.count_nonzero(beside) - len(run) > BESIDE * len(run):
        return False
    broad = float(np.mean(left[:, 2] >= BROADER * left[:, 3]))
    return broad >= BROAD and float(np.median(left[:, 2])) >= WIDE * size
