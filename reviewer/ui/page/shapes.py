"""Moving and resizing boxes with the mouse: where the handles are and what a drag of one makes of the box."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from reviewer.model.geometry import Rect, bounds

Handle = Literal["nw", "n", "ne", "e", "se", "s", "sw", "w"]
HANDLES: tuple[Handle, ...] = ("nw", "ne", "se", "sw", "n", "e", "s", "w")
SIZE = 7  # pixels
OUTSET = 5  # pixels between box and handle, so that the inside of a low box stays free for moving it
SMALL = 6 * SIZE  # sides shorter than this have no handle in their middle
LEAST = 2.0  # points; no side gets shorter


class Grip(NamedTuple):
    """A handle of one of the boxes of a redaction."""

    box: int
    handle: Handle


def handle_points(box: Rect, *, sides: bool = True) -> dict[Handle, tuple[float, float]]:
    """Middle of each handle of a box, all in pixels; without `sides` the corners only."""
    x0, y0, x1, y1 = box.grown(OUTSET)
    x, y = box.center
    points: dict[Handle, tuple[float, float]] = {"nw": (x0, y0), "ne": (x1, y0), "se": (x1, y1), "sw": (x0, y1)}
    if sides and box.width >= SMALL:
        points |= {"n": (x, y0), "s": (x, y1)}
    if sides and box.height >= SMALL:
        points |= {"e": (x1, y), "w": (x0, y)}
    return points


def grip_at(boxes: Sequence[Rect], x: float, y: float) -> Grip | None:
    """The handle under a position, boxes and position in pixels."""
    for number, box in enumerate(boxes):
        for handle, (hx, hy) in handle_points(box, sides=len(boxes) == 1).items():
            if abs(hx - x) <= SIZE - 1 and abs(hy - y) <= SIZE - 1:
                return Grip(number, handle)
    return None


def resized(rect: Rect, handle: Handle, dx: float, dy: float, page: Rect) -> Rect:
    """The box after its handle was dragged by (dx, dy), in points; stays on the page and at least `LEAST` wide."""
    x0, y0, x1, y1 = rect
    if "w" in handle:
        x0 = min(max(x0 + dx, page.x0), x1 - LEAST)
    if "e" in handle:
        x1 = max(min(x1 + dx, page.x1), x0 + LEAST)
    if "n" in handle:
        y0 = min(max(y0 + dy, page.y0), y1 - LEAST)
    if "s" in handle:
        y1 = max(min(y1 + dy, page.y1), y0 + LEAST)
    return Rect(x0, y0, x1, y1)


def moved(rects: Sequence[Rect], dx: float, dy: float, page: Rect) -> tuple[Rect, ...]:
    """All boxes shifted by (dx, dy), in points, as far as the page reaches."""
    box = bounds(rects)
    dx = min(max(dx, page.x0 - box.x0), max(page.x1 - box.x1, page.x0 - box.x0))
    dy = min(max(dy, page.y0 - box.y0), max(page.y1 - box.y1, page.y0 - box.y0))
    return tuple(Rect(r.x0 + dx, r.y0 + dy, r.x1 + dx, r.y1 + dy) for r in rects)


def pieces(rects: Sequence[Rect], lines: int) -> list[tuple[Rect, ...]]:
    """What splitting a redaction makes of it: a piece for each box; of one box one for each line, or two halves."""
    if len(rects) > 1:
        return [(rect,) for rect in rects]
    (box,) = rects
    if lines > 1:
        step = box.height / lines
        return [(Rect(box.x0, box.y0 + i * step, box.x1, box.y0 + (i + 1) * step).rounded(),) for i in range(lines)]
    middle = box.center[0]
    return [(Rect(box.x0, box.y0, middle, box.y1).rounded(),), (Rect(middle, box.y0, box.x1, box.y1).rounded(),)]


def spanned(start: tuple[float, float], end: tuple[float, float], page: Rect) -> Rect:
    """The box between two corners in any order, in points, cut to the page."""
    (ax, ay), (bx, by) = start, end
    whole = Rect(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)).intersect(page)
    return Rect(whole.x0, whole.y0, max(whole.x0, whole.x1), max(whole.y0, whole.y1))
