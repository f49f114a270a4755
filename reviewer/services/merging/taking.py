"""What taking over a fact does to a row of the project, and where a name, a key or a place is taken already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.services.merging.tables import Fact
from reviewer.storage.blobs import dump, load
from reviewer.storage.edit import Key, Row

if TYPE_CHECKING:
    from reviewer.services.merging.weigh import Weighing


def taken_over(table: str, fact: Fact, here: Row, there: Row) -> Row:
    """The columns of the project's row that take the other copy's fact over; both rows have the project's ids."""
    if table == "redaction" and fact.name == "box":
        return _box(here, there)
    if table == "redaction" and fact.name == "code":
        return _code(here, there)
    values = {name: there[name] for name in (*fact.columns, fact.by, fact.at) if name}
    if table == "document":
        values["origin"] = "person"
    return values


def _box(here: Row, there: Row) -> Row:
    """The other's shape where a person made it; a word on the machine's shape means the shape as it was found here."""
    said = str(there["box_checked"])
    values: Row = {"box_checked": said}
    if said in ("corrected", "drawn") or (said == "not a redaction" and _reshaped(there)):
        values |= {name: there[name] for name in ("rects", "kind", "lines", "words", "characters")}
        if said != "not a redaction":
            values["box_checked"] = "drawn" if here["origin"] == "person" else "corrected"
    elif said != "not a redaction" and here["finding"] is not None:
        found = load(str(here["finding"]))
        values |= {"rects": dump(found["rects"]), "kind": found["kind"]}
    return values | _checker(here, there, values)


def _reshaped(row: Row) -> bool:
    return row["finding"] is not None and row["rects"] != dump(load(str(row["finding"]))["rects"])


def _code(here: Row, there: Row) -> Row:
    values: Row = {name: there[name] for name in ("code_checked", "codes", "code_text", "marking")}
    if here["finding"] is not None:
        found = load(str(here["finding"]))
        if there["code_checked"] == "unchecked":
            values |= {"codes": dump(found["codes"]), "code_text": found["code_text"], "marking": found["marking"]}
        else:
            values["code_checked"] = "right" if there["codes"] == dump(found["codes"]) else "corrected"
    return values | _checker(here, there, values)


def _checker(here: Row, there: Row, values: Row) -> Row:
    """Box and code share who checked them: whoever did so last; a word of a person settles that it needs a look."""
    last = max((here, there), key=lambda row: str(row["checked_at"] or ""))
    return {"checked_by": last["checked_by"], "checked_at": last["checked_at"], "needs_look": ""}


def nobody_checked(here: Row, values: Row) -> None:
    """Take the name of who checked a redaction out of its new values where nothing of it is checked after them."""
    after = {**here, **values}
    if after["box_checked"] == after["code_checked"] == "unchecked":
        values |= {"checked_by": None, "checked_at": None}


def clash(weighing: Weighing, table: str, row: Row, found: Key = ()) -> Row:
    """The columns of a row that something else in the project stands against, with what they may be instead."""
    if table == "saved_search" or table == "tag":
        others = _others(weighing, table, row, found)
        changes: Row = {}
        names = {str(other["name"]).casefold() for other in others}
        if str(row["name"]).casefold() in names:
            changes["name"] = _free(str(row["name"]), names)
        if table == "tag" and row["key"] and str(row["key"]).casefold() in {str(o["key"]).casefold() for o in others}:
            changes["key"] = ""
        if table == "tag" and _below_itself(weighing, row, others):
            changes["parent"] = None
        return changes
    return {}


def _others(weighing: Weighing, table: str, row: Row, found: Key) -> list[Row]:
    """The other rows of a table as they will be."""
    planned = weighing.plan
    rows = [{**known, **planned.updates.get((table, (known["uuid"],)), {})} for known in weighing.ours.find(table)] + [
        known for (name, _), known in planned.inserts.items() if name == table
    ]
    return [known for known in rows if known["uuid"] != row["uuid"]]


def _free(name: str, taken: set[str]) -> str:
    return next(each for n in range(2, 10_000) if (each := f"{name} ({n})").casefold() not in taken)


def _below_itself(weighing: Weighing, row: Row, others: list[Row]) -> bool:
    above = {other["uuid"]: other["parent"] for other in others}
    seen = {row["uuid"]}
    parent = row["parent"]
    while parent is not None:
        if parent in seen:
            return True
        seen.add(parent)
        parent = above.get(parent)
    return False
