"""Where the labels of redactions stand: beside the page, at the height of their boxes, never overlapping."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from math import ceil
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reviewer.model.geometry import Rect, bounds
from reviewer.model.page import Word
from reviewer.ui.page.content import RedactionMark
from reviewer.ui.page.layout import ROOMY

LEADER = 14  # pixels between page edge and label
AIR = 3  # pixels between two labels
PAD_X, PAD_Y = 5, 2
END = 6  # pixels between a label and the end of the gutter
LABEL_WIDTH = ROOMY.gutter - LEADER - END  # widest label
ROWS = 3  # codes one label shows before it counts the rest
USUAL_LABELS = ("unmarked", "(b)(7)(C)")  # what must stand in one row wherever the window is small


class Metrics(NamedTuple):
    """What placing needs to know: how wide a text is, how high a row and how wide a label may be, in pixels."""

    width: Callable[[str], float]
    row: float
    room: float = LABEL_WIDTH


def least_gutter(metrics: Metrics) -> int:
    """Pixels of desk that the usual labels take; codes beside each other then stand in rows of their own."""
    return ceil(max(metrics.width(label) for label in USUAL_LABELS)) + 2 * PAD_X + LEADER + END


@dataclass(frozen=True, slots=True)
class Label:
    """One label, for one redaction or several of the same line or run; pixels from the page's top left corner.

    `leader` is the height of its boxes, `reach` where the leader may begin without crossing a word.
    """

    marks: tuple[RedactionMark, ...]
    rows: tuple[str, ...]
    rect: Rect
    leader: float
    reach: float

    @property
    def first(self) -> RedactionMark:
        """The redaction that gives colour and state."""
        return self.marks[0]


def place_labels(
    marks: Sequence[RedactionMark],
    words: Sequence[Word],
    size: tuple[float, float],
    scale: float,
    metrics: Metrics,
    reserved: float = 0,
) -> tuple[Label, ...]:
    """Labels beside a page of `size` pixels; `reserved` pixels at its top are taken by a notice.

    Where the page is too low for all of them, runs of the same code share one label, and what is still too much is
    counted in the last one.
    """
    groups = _by_line(sorted((m for m in marks if m.rects and m.state != "rejected"), key=_height))
    room = size[1] - reserved
    if _total(groups, metrics) > room:
        groups = _by_run(groups)
    groups, hidden = _fitting(groups, metrics, room)
    labels = [_label(group, size[0], scale, metrics) for group in groups]
    if hidden:
        last = labels[-1]
        rows = (f"+{len(last.marks) + sum(len(group) for group in hidden)} more",)
        marks_left = (*last.marks, *(mark for group in hidden for mark in group))
        labels[-1] = replace(last, marks=marks_left, rows=rows)
    tops = _spread([(label.rect.y0, label.rect.height) for label in labels], reserved, size[1])
    placed = [
        replace(label, rect=Rect(label.rect.x0, top, label.rect.x1, top + label.rect.height))
        for label, top in zip(labels, tops, strict=True)
    ]
    rects = [word.rect for word in words] + [rect for mark in marks for rect in mark.rects] if words else []
    in_the_way = np.fromiter(chain.from_iterable(rects), np.float64).reshape(-1, 4)
    return tuple(replace(label, reach=_reach(label, in_the_way, scale)) for label in placed)


def code_rows(label: str, metrics: Metrics) -> tuple[str, ...]:
    """The label in rows that fit: all codes in one row if possible, else a row for each, else the rest counted."""
    if metrics.width(label) + 2 * PAD_X <= metrics.room:
        return (label,)
    codes = label.split(", ")
    if label.islower() and len(codes) == 1:  # words, no code
        codes = _wrapped(label, metrics)
    if len(codes) > ROWS:
        codes = [*codes[: ROWS - 1], f"+{len(codes) - ROWS + 1}"]
    return tuple(_elided(code, metrics) for code in codes)


def _wrapped(words: str, metrics: Metrics) -> list[str]:
    """Words such as `no code yet` in as few rows as they fit into."""
    rows: list[str] = []
    for word in words.split():
        longer = f"{rows[-1]} {word}" if rows else word
        if rows and metrics.width(longer) + 2 * PAD_X <= metrics.room:
            rows[-1] = longer
        else:
            rows.append(word)
    return rows


def _elided(text: str, metrics: Metrics) -> str:
    if metrics.width(text) + 2 * PAD_X <= metrics.room:
        return text
    while len(text) > 1 and metrics.width(text + "…") + 2 * PAD_X > metrics.room:
        text = text[:-1]
    return text.rstrip() + "…"


def _look(mark: RedactionMark) -> tuple[str, str, str, bool]:
    return mark.label, mark.color, mark.state, mark.selected


@lru_cache(maxsize=4096)
def _box(rects: tuple[Rect, ...]) -> Rect:
    """The box around a redaction, which placing asks for again and again."""
    return bounds(rects)


def _height(mark: RedactionMark) -> tuple[float, float]:
    box = _box(mark.rects)
    return box.y0, box.x0


def _by_line(marks: Sequence[RedactionMark]) -> list[tuple[RedactionMark, ...]]:
    """Neighbours in one line that look alike share a label."""
    groups: list[tuple[RedactionMark, ...]] = []
    for mark in marks:
        box = _box(mark.rects)
        for i, group in enumerate(groups):
            other = _box(group[0].rects)
            level = abs(box.center[1] - other.center[1]) < min(box.height, other.height) / 2
            if level and _look(group[0]) == _look(mark):
                groups[i] = (*group, mark)
                break
        else:
            groups.append((mark,))
    return groups


def _by_run(groups: Sequence[tuple[RedactionMark, ...]]) -> list[tuple[RedactionMark, ...]]:
    """Labels that follow one another and look alike become one."""
    runs: list[tuple[RedactionMark, ...]] = []
    for group in groups:
        if runs and _look(runs[-1][0]) == _look(group[0]):
            runs[-1] = (*runs[-1], *group)
        else:
            runs.append(group)
    return runs


def _rows(group: Sequence[RedactionMark], metrics: Metrics) -> tuple[str, ...]:
    label = group[0].label or "redacted"
    if len(group) == 1:
        return code_rows(label, metrics)
    counted = f"{label} ×{len(group)}"
    if metrics.width(counted) + 2 * PAD_X <= metrics.room:
        return (counted,)
    rows = code_rows(label, metrics)
    return (*rows, f"×{len(group)}")


def _size(group: Sequence[RedactionMark], metrics: Metrics) -> float:
    return len(_rows(group, metrics)) * metrics.row + 2 * PAD_Y


def _total(groups: Sequence[tuple[RedactionMark, ...]], metrics: Metrics) -> float:
    return sum(_size(group, metrics) + AIR for group in groups)


def _fitting(
    groups: list[tuple[RedactionMark, ...]], metrics: Metrics, room: float
) -> tuple[list[tuple[RedactionMark, ...]], list[tuple[RedactionMark, ...]]]:
    used = 0.0
    for i, group in enumerate(groups):
        used += _size(group, metrics) + AIR
        if used > room and i > 0:
            return groups[:i], groups[i:]
    return groups, []


def _label(group: tuple[RedactionMark, ...], page_width: float, scale: float, metrics: Metrics) -> Label:
    """Before spreading: centred on its boxes, or at the top of a high one, where the eye begins to read."""
    rows = _rows(group, metrics)
    height = len(rows) * metrics.row + 2 * PAD_Y
    width = max(metrics.width(row) for row in rows) + 2 * PAD_X
    box = _box(group[0].rects).scaled(scale)
    leader = min(box.center[1], box.y0 + height)
    left = page_width + LEADER
    reach = max(_box(mark.rects).x1 * scale for mark in group)
    return Label(group, rows, Rect(left, leader - height / 2, left + width, leader + height / 2), leader, reach)


def _spread(wishes: Sequence[tuple[float, float]], top: float, bottom: float) -> list[float]:
    """Tops nearest to those wished for (least squares) without overlap: isotonic regression of the free space."""
    taken, blocks = 0.0, list[tuple[float, int]]()
    offsets = []
    for wish, height in wishes:
        offsets.append(taken)
        blocks.append((wish - taken, 1))
        taken += height + AIR
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (a, m), (b, n) = blocks[-2:]
            blocks[-2:] = [((a * m + b * n) / (m + n), m + n)]
    free = max(top, bottom - taken + AIR)
    places = [min(max(value, top), free) for value, count in blocks for _ in range(count)]
    return [place + offset for place, offset in zip(places, offsets, strict=True)]


def _reach(label: Label, in_the_way: NDArray[np.float64], scale: float) -> float:
    """Where a level line to the page's edge may begin: right of the words and boxes (rows of 4) that it would cross.

    On a page whose words are not known yet the line keeps off the paper.
    """
    if not len(in_the_way):
        return label.rect.x0 - LEADER
    height = label.leader / scale
    crossed = in_the_way[(in_the_way[:, 1] - 1 <= height) & (height <= in_the_way[:, 3] + 1), 2]
    furthest = float(crossed.max()) + 2 if len(crossed) else 0.0
    return min(max(label.reach, furthest * scale), label.rect.x0 - LEADER)
