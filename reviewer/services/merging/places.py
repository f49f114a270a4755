"""Where passages and mentions stand: the whole list of their segments is one fact."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.services.merging.plan import Plan
from reviewer.services.merging.tables import Fact
from reviewer.services.merging.weigh import Weighing
from reviewer.storage.edit import Row

_OWNERS = ("passage", "mention")
_PLACE = Fact("place", ("place",), lambda row: row["place"])


def weigh_places(weighing: Weighing) -> None:
    """Plan the segments of what is added, and of what the other copy moved."""
    for table in _OWNERS:
        for owner in sorted(map(str, weighing.their_past.owners("segment", table))):
            row = weighing.theirs.get(table, owner)
            if row is not None and (table, (owner,)) not in weighing.plan.inserts:
                _weigh(weighing, table, owner, row)
    for table, key in list(weighing.plan.inserts):
        if table in _OWNERS:
            _put(weighing, table, str(key[0]), _segments(weighing, table, str(key[0])))


def moved_here(weighing: Weighing, table: str, owner: str) -> bool:
    """Whether the project moved a passage or mention that the other copy removed."""
    if weighing.marks.base == "theirs":
        before = _translated(weighing, weighing.their_past.parts("segment", table, owner))
        return _said(weighing.ours.find("segment", **{table: owner})) != _said(before)
    return owner in weighing.our_past.owners("segment", table)


def _weigh(weighing: Weighing, table: str, owner: str, row: Row) -> None:
    found = weighing.identity.locate(table, (owner,))
    there = _segments(weighing, table, owner)
    their_before = _translated(weighing, weighing.their_past.parts("segment", table, owner))
    if found is None:
        if weighing.marks.base == "ours":
            their_before = weighing.our_past.parts("segment", table, owner)
        told = weighing.was_noted(table, (owner,))
        if weighing.was_here(table, (owner,)) and _said(there) != _said(their_before) and not told:
            weighing.changed_there(table, (owner,), row)
        return
    here = weighing.ours.find("segment", **{table: found[0]})
    our_before = weighing.our_past.parts("segment", table, found[0])
    if weighing.marks.base == "theirs":
        our_before = their_before
    elif weighing.marks.base == "ours":
        their_before = our_before
    opened = weighing.is_open(table, (owner,), _PLACE.name, found)
    if _said(here) == _said(there) or not (opened or _said(there) != _said(their_before)):
        return
    if opened or _said(here) != _said(our_before):
        ours = {**(weighing.ours.get(table, *found) or row), "place": _words(here)}
        theirs = {**row, "place": _words(there)}
        if not weighing.conflict(table, (owner,), theirs, _PLACE.name, _PLACE, here=ours, found=found):
            return
    for row in here:
        weighing.plan.deletes[("segment", (row["uuid"],))] = None
    _put(weighing, table, str(found[0]), there)


def _put(weighing: Weighing, table: str, owner: str, segments: Sequence[Row]) -> None:
    plan: Plan = weighing.plan
    for row in segments:
        place = ("segment", (row["uuid"],))
        if place in plan.deletes:
            del plan.deletes[place]  # the same one: it stays
        else:
            plan.inserts[place] = {**row, table: owner}


def _segments(weighing: Weighing, table: str, owner: str) -> list[Row]:
    return _translated(weighing, weighing.theirs.find("segment", **{table: owner}))


def _translated(weighing: Weighing, rows: Sequence[Row]) -> list[Row]:
    return [weighing.identity.translate("segment", row)[0] for row in rows]


def _said(rows: Sequence[Row]) -> list[object]:
    """What counts of a place: page, words and boxes in order; the numbers of words are each reading's own."""
    ordered = sorted(rows, key=lambda row: int(row["ordinal"] or 0))
    return [(row["page"], row["quote"], row["boxes"]) for row in ordered]


def _words(rows: Sequence[Row]) -> str:
    text = " … ".join(str(row["quote"]) for row in sorted(rows, key=lambda row: int(row["ordinal"] or 0)))
    return f"“{text[:60]}”" if text else "a region"
