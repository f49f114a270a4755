"""Tells the boxes of a form that are there to be ticked from the small outlines of deletions."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.detection.candidate import Candidate

# Points, and height as a share of width: a box to be ticked is as small as a letter and about square.
WIDEST, SQUARE = 19.0, (0.55, 1.3)
ALIKE = 1.0  # points by which boxes of one form differ
FEWEST = 3  # two alike may be two deletions of a name


def tick_boxes(candidates: Sequence[Candidate], point: float) -> set[int]:
    """Which outlines are small, about square and one of several of their size, as indexes into `candidates`.

    A point of ordinary print is `point` displayed points. What stands in them is not looked at.
    """
    small: list[tuple[int, float, float]] = []
    for number, candidate in enumerate(candidates):
        width, height = candidate.bounds.width / point, candidate.bounds.height / point
        square = SQUARE[0] * width <= height <= SQUARE[1] * width
        if candidate.kind == "outline" and len(candidate.rects) == 1 and width <= WIDEST and square:
            small.append((number, width, height))
    return {
        number
        for number, width, height in small
        if sum(abs(w - width) <= ALIKE and abs(h - height) <= ALIKE for _, w, h in small) >= FEWEST
    }
