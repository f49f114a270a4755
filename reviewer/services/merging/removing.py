"""What the other copy removed: it goes, unless the project changed or used it meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.services.merging.places import moved_here
from reviewer.services.merging.tables import OPTIONAL, ORDER, QUIET, SUBJECTS, facts
from reviewer.services.merging.weigh import Weighing
from reviewer.storage.edit import KEYS, Key, Row

_OWNERS = ("passage", "mention")
_SOFT = ("challenge_target", "declined_ground")


def weigh_removed(weighing: Weighing) -> None:
    """Plan removals; what hangs on a thing goes or stays with it."""
    for table in ORDER:
        if table == "document":
            continue  # with its neighbours
        for key in weighing.candidates(table):
            if weighing.theirs.get(table, *key) is not None:
                continue
            opened = weighing.is_open(table, key, "row")
            before = weighing.before_there(table, key) or (weighing.ours.get(table, *key) if opened else None)
            if before is not None:
                _weigh(weighing, table, key, before, opened=opened)
    _settle(weighing)
    for table, key in list(weighing.plan.deletes):
        if table in _OWNERS:
            for row in weighing.ours.find("segment", **{table: key[0]}):
                weighing.plan.deletes[("segment", (row["uuid"],))] = None


def _weigh(weighing: Weighing, table: str, key: Key, before: Row, *, opened: bool) -> None:
    found = weighing.identity.locate_removed(table, key, before)
    here = None if found is None else weighing.ours.get(table, *found)
    if found is None or here is None:
        return
    before_here = weighing.bases(table, key, found)[0]
    if before_here is None and not opened:
        return  # the project made it for itself
    touched = opened or _changed(weighing, table, found, here, before_here)
    if touched and not _goes(weighing, table, found, here, "changed"):
        return
    weighing.plan.deletes[(table, found)] = None


def _changed(weighing: Weighing, table: str, found: Key, here: Row, before: Row | None) -> bool:
    changed = [fact for fact in facts(table, here) if before is None or fact.value(here) != fact.value(before)]
    moved = table in _OWNERS and moved_here(weighing, table, str(found[0]))
    return moved or any(fact.name not in QUIET for fact in changed)


def _goes(weighing: Weighing, table: str, found: Key, here: Row, meanwhile: str) -> bool:
    return weighing.conflict(table, found, here, "row", None, here=here, found=found, removed_there=meanwhile)


def _settle(weighing: Weighing) -> None:
    """Until nothing that stays refers to what goes."""
    deletes = weighing.plan.deletes
    again = True
    while again:
        again = False
        for table, key in list(deletes):
            using = [child for child in _hanging(weighing, table, key) if not _leaves(weighing, child)]
            if not using or (table, key) not in deletes:
                continue
            again = True
            here = weighing.ours.get(table, *key) or {}
            if _goes(weighing, table, key, here, "in use"):
                for child, child_key, column in using:
                    if (child, column) in OPTIONAL:
                        weighing.plan.updates.setdefault((child, child_key), {})[column] = None
                    else:
                        deletes[(child, child_key)] = None
            else:
                _stays(weighing, table, key)


def _leaves(weighing: Weighing, child: tuple[str, Key, str]) -> bool:
    table, key, column = child
    return (table, key) in weighing.plan.deletes or column in weighing.plan.updates.get((table, key), {})


def _stays(weighing: Weighing, table: str, key: Key) -> None:
    """A thing stays whole, with all that hangs on it."""
    weighing.plan.deletes.pop((table, key), None)
    for child, child_key, _ in _hanging(weighing, table, key):
        if (child, child_key) in weighing.plan.deletes:
            _stays(weighing, child, child_key)


def _hanging(weighing: Weighing, table: str, key: Key) -> Iterator[tuple[str, Key, str]]:
    """Rows of the project that refer to one: table, key, column."""
    found: list[tuple[str, str, list[Row]]] = []
    for child in ORDER:
        for column, target in weighing.ours.references(child).items():
            if target == table:
                found.append((child, column, weighing.ours.find(child, **{column: key[0]})))
    for child in _SOFT:
        found.append((child, SUBJECTS[child], weighing.ours.find(child, **{SUBJECTS[child]: key[0]})))
    found.append(("note", "subject", weighing.ours.find("note", kind=table.replace("_", " "), subject=str(key[0]))))
    for child, column, rows in found:
        for row in rows:
            yield child, tuple(row[name] for name in KEYS[child]), column
