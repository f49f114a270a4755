"""Makes redactions out of candidates: one of each place, and blocks that touch become one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reviewer.detection.candidate import Candidate
from reviewer.detection.explain import Explain
from reviewer.model.geometry import Rect, bounds, union_area

TOUCHING = 0.5  # points: the widest gap across which two blocks are one deletion
SHARED_EDGE = 1.0  # points of common border that it takes


def merge(candidates: Sequence[Candidate], unit: float = 1.0, explain: Explain | None = None) -> list[Candidate]:
    """Candidates of all detectors, best first, without repetitions, with touching ones joined, in reading order.

    `unit` is the size of a point of ordinary print in displayed points.
    """
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: -c.confidence):
        rival = next((k for k in kept if repeats(candidate, k)), None)
        if rival is None:
            kept.append(candidate)
        elif explain is not None:
            explain.drop(candidate.rects, candidate.method, f"already found by {rival.method}")
    return sorted((_joined(g) for g in _touching(kept, unit)), key=lambda c: (c.bounds.y0, c.bounds.x0))


def repeats(candidate: Candidate, other: Candidate) -> bool:
    """Whether most of `candidate` lies in `other`, so that counting both would count one deletion twice."""
    mine = union_area(candidate.rects)
    both = mine + union_area(other.rects) - union_area([*candidate.rects, *other.rects])
    return both > 0.6 * mine or both > 0.6 * union_area(other.rects)


def _touching(candidates: list[Candidate], unit: float) -> list[list[Candidate]]:
    groups: list[list[Candidate]] = []
    for candidate in candidates:
        near = [g for g in groups if any(_meet(candidate, other, unit) for other in g)]
        groups = [g for g in groups if g not in near]
        groups.append([candidate, *(c for g in near for c in g)])
    return groups


def _meet(a: Candidate, b: Candidate, unit: float) -> bool:
    if (a.kind == "outline") != (b.kind == "outline"):
        return False
    return any(touch(p, q, TOUCHING * unit, SHARED_EDGE * unit) for p in a.rects for q in b.rects)


def touch(a: Rect, b: Rect, gap: float, edge: float) -> bool:
    """Whether two rectangles overlap or share a border of more than `edge` across a gap of at most `gap`."""
    across = min(a.x1, b.x1) - max(a.x0, b.x0)
    down = min(a.y1, b.y1) - max(a.y0, b.y0)
    return (across >= -gap and down > edge) or (down >= -gap and across > edge)


def _joined(group: list[Candidate]) -> Candidate:
    if len(group) == 1:
        return group[0]
    largest = max(group, key=lambda c: union_area(c.rects))
    rects = tuple(sorted((r for c in group for r in c.rects), key=lambda r: (r.y0, r.x0)))
    return replace(
        largest,
        rects=rects,
        confidence=min(c.confidence for c in group),
        content=any(c.content for c in group),
        method="+".join(sorted({c.method for c in group})),
    )


def page_share(candidate: Candidate, width: float, height: float) -> float:
    """Share of the page that the candidate's bounds take."""
    return bounds(candidate.rects).area / max(1e-6, width * height)
