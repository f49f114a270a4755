"""Joins items of a page (words and holes) into segments, and segments into rows, whatever their input order."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from statistics import median
from typing import NamedTuple

from reviewer.model.geometry import Rect, bounds

# A gap inside a line of justified type rarely exceeds the height of a word; a gutter between columns rarely is less.
_SEGMENT_GAP = 1.3
_SAME_LINE = 0.45  # of the lower one of two words is beside the other
SPECK_CHARACTERS = 2  # what is longer is no dirt
_MAX_SLOPE = math.tan(math.radians(6))


class Item(NamedTuple):
    """A thing with a place in the reading order: word number `word`, or redaction number `redaction` (else -1).

    `label` marks a word that ends in a colon: what stands to the right of it belongs to it. `figure` is the value of
    a word of one to three digits (else -1): down a page such words may number its lines.
    """

    rect: Rect
    characters: int
    word: int = -1
    redaction: int = -1
    label: bool = False
    figure: int = -1


@dataclass(slots=True)
class Segment:
    """Neighbouring items of one line, left to right; `short` are the places of words of a letter or two among them."""

    items: list[Item]
    rect: Rect = field(init=False)
    characters: int = field(init=False)
    short: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.rect = bounds([item.rect for item in self.items])
        self.short = [i for i, item in enumerate(self.items) if item.word >= 0 and item.characters <= SPECK_CHARACTERS]
        self.characters = sum(item.characters for item in self.items) + len(self.items) - 1


Row = list[Segment]
_Band = tuple[list[float], list[int]]
"""Left edges and places of items whose middles lie at one height, from left to right."""


def type_height(items: Sequence[Item]) -> float:
    """Median height of the words in points, 10 where there are none."""
    boxes = [item.rect for item in items if item.word >= 0]
    heights = [bottom - top for _, top, _, bottom in boxes if bottom > top]
    return median(heights) if heights else 10.0


def segments(items: Sequence[Item], height: float) -> list[Segment]:
    """Chains of items that follow each other on one line with gaps below a gutter's."""
    order = sorted(items, key=attrgetter("rect.x0"))
    rects = [item.rect for item in order]
    bands: dict[int, _Band] = defaultdict(lambda: ([], []))
    for i, (x0, top, _, bottom) in enumerate(rects):
        starts, members = bands[int((top + bottom) / 2 // height)]
        starts.append(x0)
        members.append(i)
    source: dict[int, tuple[float, int]] = {}
    for i, rect in enumerate(rects):
        found = _right_neighbour(i, rects, bands, height)
        if found is not None:
            gap = rects[found].x0 - rect.x1
            if found not in source or gap < source[found][0]:
                source[found] = (gap, i)
    follower = {i: target for target, (_, i) in source.items()}
    heads = set(range(len(order))) - set(follower.values())
    return [Segment(_chain(head, order, follower)) for head in sorted(heads)]


def _chain(head: int, order: Sequence[Item], follower: dict[int, int]) -> list[Item]:
    chain, at = [order[head]], head
    while at in follower:
        at = follower[at]
        chain.append(order[at])
    return chain


def _right_neighbour(i: int, rects: Sequence[Rect], bands: Mapping[int, _Band], height: float) -> int | None:
    # Asked of every word, and of every place beside it: plain numbers, for properties would cost most of the time.
    x0, y0, x1, y1 = rects[i]
    tall = y1 - y0
    # Boxes of neighbouring words overlap now and then, so look from the middle of this one.
    middle, end = (x0 + x1) / 2, x1 - 2 * height
    reach = middle if middle > end else end
    farthest = x1 + _SEGMENT_GAP * height
    nearest = math.inf
    best: int | None = None
    band = int((y0 + y1) / 2 // height)
    for near in (band - 1, band, band + 1):
        if near not in bands:
            continue
        starts, members = bands[near]
        for k in range(bisect_left(starts, reach), len(starts)):
            start = starts[k]
            if start > farthest or start >= nearest:
                break
            j = members[k]
            _, b0, _, b1 = rects[j]
            lower = b1 - b0
            if lower > tall:
                lower = tall
            common = (y1 if y1 < b1 else b1) - (y0 if y0 > b0 else b0)
            if j > i and common >= (_SAME_LINE * lower if lower > 0 else 0):
                nearest, best = start, j
                break
    return best


def slope(chains: Sequence[Segment]) -> float:
    """Rise of the lines a point of width, from the longer segments; 0 where there are too few of them."""
    found: list[float] = []
    for chain in chains:
        words = [item.rect for item in chain.items if item.word >= 0]
        if len(words) >= 4 and words[-1].x1 - words[0].x0 > 100:
            middle = len(words) // 2
            left, right = words[:middle], words[-middle:]
            dx = median(r.center[0] for r in right) - median(r.center[0] for r in left)
            dy = median(r.y1 for r in right) - median(r.y1 for r in left)
            found.append(dy / dx)
    if len(found) < 5:
        return 0.0
    rise = median(found)
    return rise if abs(rise) < _MAX_SLOPE else 0.0


def rows(chains: Sequence[Segment], height: float, rise: float = 0.0) -> list[Row]:
    """Segments that stand at one height, from the top, each row from left to right; `rise` as `slope` gives it."""

    def level(segment: Segment) -> float:
        x, y = segment.rect.center
        return y - rise * x

    found: list[Row] = []
    levels: list[float] = []
    for segment in sorted(chains, key=level):
        y = level(segment)
        for k in range(len(found) - 1, max(-1, len(found) - 4), -1):
            reach = 0.5 * min(height * 1.5, max(segment.rect.height, found[k][0].rect.height))
            if abs(y - levels[k]) < reach and not any(_collide(segment.rect, other.rect) for other in found[k]):
                found[k].append(segment)
                levels[k] += (y - levels[k]) / len(found[k])
                break
        else:
            found.append([segment])
            levels.append(y)
    order = sorted(range(len(found)), key=lambda k: levels[k])
    return [sorted(found[k], key=lambda s: s.rect.x0) for k in order]


def _collide(a: Rect, b: Rect) -> bool:
    return min(a.x1, b.x1) - max(a.x0, b.x0) > 0.3 * min(a.width, b.width)
