"""Makes redactions out of candidates: one of each place, and blocks that touch become one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from reviewer.detection.candidate import Candidate
from reviewer.detection.explain import Explain
from reviewer.model.geometry import Rect, union_area

TOUCHING = 0.5  # points: the widest gap across which two blocks are one deletion
SHARED_EDGE = 1.0  # points of common border that it takes
INSIDE = 0.9  # share of a box that lies on a panel
NESTED = 4.0  # times the area of an outline: so much larger an outline around it is another candidate
REPEATED = 0.6  # share of the smaller of two candidates that lies in the other


def single(candidates: Sequence[Candidate], explain: Explain | None = None) -> list[Candidate]:
    """One candidate for each place, the surest (of equals the drawn, then the largest), in reading order."""
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=_rank):
        rival = next((k for k in kept if _repeats(candidate, k)), None)
        if rival is None:
            kept.append(candidate)
        elif explain is not None:
            explain.drop(candidate.rects, candidate.method, f"already found by {rival.method}")
    return sorted(kept, key=lambda c: (c.bounds.y0, c.bounds.x0))


def within(candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """Whether an outlined box lies in a larger one, of which it is a part of what is hidden."""
    return candidate.kind == "outline" and any(
        other.kind == "outline"
        and other.bounds.area > NESTED * candidate.bounds.area
        and candidate.bounds.overlap(other.bounds) > REPEATED * candidate.bounds.area
        for other in others
    )


def without_grounds(candidates: Sequence[Candidate], explain: Explain | None = None) -> list[Candidate]:
    """The candidates without tinted areas on which white boxes are drawn: panels of a screen or a form."""
    boxes = [c.bounds for c in candidates if c.kind == "outline" and not c.released]
    kept: list[Candidate] = []
    for candidate in candidates:
        area = candidate.bounds.area
        tinted = candidate.kind in ("gray", "color") and candidate.method.startswith("raster")
        if tinted and any(b.area * NESTED < area and candidate.bounds.overlap(b) > INSIDE * b.area for b in boxes):
            if explain is not None:
                explain.drop(candidate.rects, candidate.method, "boxes are drawn on it: a panel")
        else:
            kept.append(candidate)
    return kept


def _rank(candidate: Candidate) -> tuple[float, bool, float]:
    return -round(candidate.confidence, 3), candidate.method.startswith("raster"), -union_area(candidate.rects)


def _repeats(candidate: Candidate, other: Candidate) -> bool:
    """Whether the two show one deletion; a cell that holds print never stands for a block drawn in it."""
    if candidate.released != other.released or not candidate.bounds.overlap(other.bounds):
        return False
    mine, theirs = union_area(candidate.rects), union_area(other.rects)
    if candidate.kind == other.kind == "outline" and max(mine, theirs) > NESTED * min(mine, theirs):
        return False
    both = mine + theirs - union_area([*candidate.rects, *other.rects])
    return both > REPEATED * min(mine, theirs)


def touching(candidates: Sequence[Candidate], unit: float) -> list[list[int]]:
    """Groups of candidates that are one deletion because they touch, as indexes, in the order given.

    `unit` is the size of a point of ordinary print in displayed points.
    """
    groups: list[list[int]] = []
    for i, candidate in enumerate(candidates):
        near = [g for g in groups if any(_meet(candidate, candidates[j], unit) for j in g)]
        groups = [g for g in groups if g not in near]
        groups.append(sorted([i, *(j for g in near for j in g)]))
    return sorted(groups)


def _meet(a: Candidate, b: Candidate, unit: float) -> bool:
    if (a.kind == "outline") != (b.kind == "outline") or (a.labelled and b.labelled):
        return False
    if _crooked(a) and _crooked(b):
        return _mean_gap(a, b) <= TOUCHING * unit
    return any(touch(p, q, TOUCHING * unit, SHARED_EDGE * unit) for p in a.rects for q in b.rects)


def _crooked(candidate: Candidate) -> bool:
    """Whether its parts stand side by side, as those of a block on a crooked scan do."""
    return len(candidate.rects) > 1 and all(p.x1 <= q.x0 + 0.5 for p, q in pairwise(sorted(candidate.rects)))


def _mean_gap(a: Candidate, b: Candidate) -> float:
    """Mean distance of two crooked blocks above each other: the corners of their upright parts say too little."""
    pairs = [(min(p.x1, q.x1) - max(p.x0, q.x0), max(p.y0, q.y0) - min(p.y1, q.y1)) for p in a.rects for q in b.rects]
    level = [(width, gap) for width, gap in pairs if width > 0]
    return sum(w * g for w, g in level) / sum(w for w, _ in level) if level else math.inf


def touch(a: Rect, b: Rect, gap: float, edge: float) -> bool:
    """Whether two rectangles overlap or share a border of more than `edge` across a gap of at most `gap`."""
    across = min(a.x1, b.x1) - max(a.x0, b.x0)
    down = min(a.y1, b.y1) - max(a.y0, b.y0)
    return (across >= -gap and down > edge) or (down >= -gap and across > edge)


def join(group: Sequence[Candidate]) -> Candidate:
    """The candidates of one deletion as one, with the kind of the largest and the confidence of the least sure."""
    if len(group) == 1:
        return group[0]
    largest = max(group, key=lambda c: union_area(c.rects))
    return replace(
        largest,
        rects=tuple(sorted((r for c in group for r in c.rects), key=lambda r: (r.y0, r.x0))),
        confidence=min(c.confidence for c in group),
        content=any(c.content for c in group),
        method="+".join(sorted({c.method for c in group})),
    )
