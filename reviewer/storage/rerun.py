"""Decides, when a page is read again, which earlier redactions the new findings are, and what people said stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reviewer.model.geometry import Rect, bounds, iou, union_area

SAME: Final = 0.5
"""Two shapes are one redaction where their intersection over union is above this."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A redaction as the project has it. `by_person`: drawn or reshaped by hand; `judged`: anything a person said."""

    rects: tuple[Rect, ...]
    by_person: bool = False
    judged: bool = False
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class Matching:
    """Indices of earlier redactions and new findings.

    `same`: pairs (earlier, finding), one to one. `new`: findings to add. `lost`: earlier ones to remove, on which no
    one ever said anything. `look`: earlier ones that people judged and that were not found again. `covered`: findings
    that lie in a shape of a person's hand and are not added.
    """

    same: tuple[tuple[int, int], ...]
    new: tuple[int, ...]
    lost: tuple[int, ...]
    look: tuple[int, ...]
    covered: tuple[int, ...]


def match(earlier: Sequence[Earlier], findings: Sequence[tuple[Rect, ...]]) -> Matching:
    """Pair the closest shapes first; every shape is used once."""
    candidates = sorted(
        (
            (overlap, -i, -k)
            for i, old in enumerate(earlier)
            for k, rects in enumerate(findings)
            if _touch(old.rects, rects) and (overlap := iou(old.rects, rects)) > SAME
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, minus_i, minus_k in candidates:
        if -minus_i not in pairs and -minus_k not in taken:
            pairs[-minus_i] = -minus_k
            taken.add(-minus_k)
    by_hand = [rect for old in earlier if old.by_person for rect in old.rects]
    left = [k for k in range(len(findings)) if k not in taken]
    covered = [k for k in left if _covered(findings[k], by_hand)]
    gone = [i for i in range(len(earlier)) if i not in pairs]
    return Matching(
        same=tuple(sorted(pairs.items())),
        new=tuple(k for k in left if k not in covered),
        lost=tuple(i for i in gone if not (earlier[i].judged or earlier[i].by_person)),
        look=tuple(i for i in gone if earlier[i].judged and not earlier[i].by_person and not earlier[i].rejected),
        covered=tuple(covered),
    )


def _touch(a: Sequence[Rect], b: Sequence[Rect]) -> bool:
    return bounds(a).overlap(bounds(b)) > 0


def _covered(rects: Sequence[Rect], by_hand: Sequence[Rect]) -> bool:
    """Whether more than half of a finding lies inside shapes made by hand."""
    common = [rect.intersect(hand) for rect in rects for hand in by_hand if rect.overlap(hand) > 0]
    return bool(common) and union_area(common) > SAME * union_area(rects)
