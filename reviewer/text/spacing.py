"""Measures how a page is set: how far its lines stand from each other, and how far to the right they go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from reviewer.text.page_lines import PageLine


@dataclass(frozen=True, slots=True)
class Spacing:
    """How a page is set: distance of its lines, and how far to the right its text goes."""

    pitch: float
    right: float


def spacing(lines: Sequence[PageLine]) -> Spacing:
    """Median distance of neighbouring lines and the right edge of the text block, for the lines of one page."""
    if not lines:
        return Spacing(12.0, 540.0)
    heights = median(line.rect.height for line in lines)
    steps = [b.rect.y0 - a.rect.y0 for a, b in pairwise(lines) if a.page == b.page]
    near = [step for step in steps if 0.7 * heights < step < 2.2 * heights]
    rights = sorted(line.rect.x1 for line in lines)
    return Spacing(median(near) if near else 1.3 * heights, rights[int(0.95 * (len(rights) - 1))])


def page_spacings(lines: Sequence[PageLine]) -> dict[int, Spacing]:
    """`spacing` of each page that has lines, from those of a file in the order of its pages."""
    return {page: spacing(list(own)) for page, own in groupby(lines, key=lambda line: line.page)}
