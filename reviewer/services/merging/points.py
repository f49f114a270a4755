"""Up to which deed each copy knows the other: the point from which on the work of both is weighed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reviewer.storage.blobs import dump, load
from reviewer.storage.edit import Row
from reviewer.storage.sides import Side

Open = tuple[str, str, str]
"""A conflict that an earlier merge left open: table, key of the row as JSON text, fact."""


@dataclass(frozen=True, slots=True)
class Points:
    """`theirs`: the last deed of the other copy that the project has; `ours`: the last of the project that it has.

    0: none. Where one copy was merged into the other since they were parted, `base` says whose point tells how things
    stood when they last were one; `both` where that is so each way, and where nothing was merged. `opened` are
    conflicts that a merge into the project left open, `opened_there` by the project's keys those left by one into the
    other copy.
    """

    ours: int
    theirs: int
    base: str
    related: bool
    opened: frozenset[Open]
    opened_there: frozenset[Open]


def points(ours: Side, theirs: Side) -> Points:
    """Find them by the deeds that both records have, and by what earlier merges wrote down."""
    our_deeds, their_deeds = ours.deeds(), theirs.deeds()
    our_marks, their_marks = ours.find("merged"), theirs.find("merged")
    common = our_deeds.keys() & their_deeds.keys()
    ours_common = max((our_deeds[uuid] for uuid in common), default=0)
    theirs_common = max((their_deeds[uuid] for uuid in common), default=0)
    taken = max((their_deeds.get(str(mark["deed"]), 0) for mark in our_marks), default=0)
    given = max((our_deeds.get(str(mark["deed"]), 0) for mark in their_marks), default=0)
    since_taken, since_given = taken > theirs_common, given > ours_common
    return Points(
        ours=max(ours_common, given),
        theirs=max(theirs_common, taken),
        base="both" if since_taken == since_given else "theirs" if since_taken else "ours",
        related=bool(common or taken or given),
        opened=_opened(our_marks, their_deeds),
        opened_there=_opened(their_marks, our_deeds),
    )


def _opened(marks: Sequence[Row], deeds: Mapping[str, int]) -> frozenset[Open]:
    """What the last merge that lists it left to nobody: neither was it taken over, nor did a person decide it."""
    left: dict[Open, bool] = {}
    for mark in sorted(marks, key=lambda mark: str(mark["merged_at"])):
        for each in load(str(mark["conflicts"])) if mark["deed"] in deeds else ():
            left[(each["table"], dump(each["key"]), each["fact"])] = not (each["taken"] or each.get("decided"))
    return frozenset(place for place, open_still in left.items() if open_still)
