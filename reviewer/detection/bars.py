"""Tells bars of letterheads and of charts, which are as full and as straight as redactions, from redactions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reviewer.detection.candidate import Candidate
from reviewer.detection.explain import Explain
from reviewer.detection.pixels import PagePixels
from reviewer.model.geometry import Rect

STRIPE, PRINTED = 8.0, 0.004  # points: a coloured bar lower than a line of print is an ornament; unless printed on
# Empty blocks of one width that stand on one line and are of several heights are the bars of a chart.
FEWEST_BARS, SAME_WIDTH, BASELINE, TALL, UNLIKE = 3, 3.5, 3.0, 24.0, 6.0
SLOPE, MOST_STEPS = 0.02, 3  # of a crooked scan: how far the line falls a point, and into how many steps a bar breaks


def without_bars(page: PagePixels, found: list[Candidate], explain: Explain | None) -> list[Candidate]:
    """The candidates without blocks of several colours laid end to end, stripes, and bars of a chart."""
    point = page.unit / page.scale
    kept: list[Candidate] = []
    for candidate in found:
        box = candidate.bounds
        reason = ""
        if any(_continues(box, other.bounds, point) for other in found if other.kind != candidate.kind):
            reason = "continues a bar of another colour: letterhead"
        elif candidate.kind == "color" and candidate.ink < PRINTED and box.height < STRIPE * point:
            reason = "an empty coloured stripe"
        elif _in_chart(candidate, found, point):
            reason = "one of several bars on one line: a chart"
        if not reason:
            kept.append(candidate)
        elif explain is not None:
            explain.drop(candidate.rects, candidate.method, reason)
    return kept


def _in_chart(candidate: Candidate, found: Sequence[Candidate], point: float) -> bool:
    box = candidate.bounds
    if len(candidate.rects) > MOST_STEPS:
        return False
    bars = [
        other.bounds
        for other in found
        if len(other.rects) <= MOST_STEPS
        and abs(other.bounds.width - box.width) <= SAME_WIDTH * point
        and abs(other.bounds.y1 - box.y1) <= BASELINE * point + SLOPE * abs(other.bounds.x0 - box.x0)
    ]
    heights = sorted(bar.height for bar in bars)
    unlike = sum(high - low > UNLIKE * point for low, high in pairwise(heights))
    return len(bars) >= FEWEST_BARS and heights[-1] >= TALL * point and unlike >= FEWEST_BARS - 1


def _continues(a: Rect, b: Rect, point: float) -> bool:
    level = (
        abs(a.x0 - b.x0) < point and abs(a.x1 - b.x1) < point and min(abs(a.y1 - b.y0), abs(b.y1 - a.y0)) < 3 * point
    )
    upright = (
        abs(a.y0 - b.y0) < point and abs(a.y1 - b.y1) < point and min(abs(a.x1 - b.x0), abs(b.x1 - a.x0)) < 3 * point
    )
    return level or upright
