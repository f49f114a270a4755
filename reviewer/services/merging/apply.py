"""Writes what a merge comes to, in an order in which no row refers to one that is not there."""

from __future__ import annotations

from reviewer.model.page import Word
from reviewer.services.merging.plan import Plan
from reviewer.services.merging.tables import ORDER
from reviewer.storage.anchors import find_anchor
from reviewer.storage.blobs import pack_rects, unpack_rects
from reviewer.storage.edit import Editor, Key, Row

_NAMED = ("tag", "saved_search")
_LAST = ("segment", "setting", *reversed(ORDER))


def write(rows: Editor, plan: Plan) -> None:
    """Carry the plan out inside the writer's transaction."""
    for person in plan.reviewers:
        rows.insert("reviewer", person)
    for step in plan.documents:
        if step.verb == "insert":
            rows.insert(step.table, step.row)
        elif step.verb == "update":
            rows.update(step.table, step.key, **step.row)
        else:
            rows.delete(step.table, *step.key)
    _rename(rows, plan)
    words: dict[int, tuple[Word, ...]] = {}
    for (table, key), values in plan.updates.items():
        if table in _NAMED and "name" in values:
            rows.update(table, key, name=values["name"])
    for (table, _), row in plan.inserts.items():
        rows.insert(table, _anchored(rows, row, words) if table == "segment" else _stored(table, row))
    for (table, key), values in plan.updates.items():
        if (table, key) not in plan.deletes:
            rows.update(table, key, **values)
    for table in _LAST:
        keys = [key for name, key in plan.deletes if name == table]
        for key in _lowest_first(rows, keys) if table == "tag" else keys:
            rows.delete(table, *key)


def _rename(rows: Editor, plan: Plan) -> None:
    """Free the names that others are to take, before any of them does: no two may bear one, not even in between."""
    renamed = [place for place, values in plan.updates.items() if place[0] in _NAMED and "name" in values]
    for table, key in renamed:
        rows.update(table, key, name=str(key[0]))


def _stored(table: str, row: Row) -> Row:
    """Without what SQLite works out itself."""
    return {name: value for name, value in row.items() if (table, name) != ("redaction", "checked")}


def _anchored(rows: Editor, row: Row, known: dict[int, tuple[Word, ...]]) -> Row:
    """A run of words where this reading of the page has it; one that it has not keeps its boxes and needs a look."""
    page = int(row["page"] or 0)
    if row["first_word"] is None:
        return row
    if page not in known:
        known[page] = rows.words(page)
    first, last = int(row["first_word"] or 0), int(row["last_word"] or 0)
    if " ".join(word.text for word in known[page][first : last + 1]) == row["quote"]:
        return row
    anchor = find_anchor(str(row["quote"]), unpack_rects(str(row["boxes"])), known[page])
    if anchor is None:
        return {**row, "needs_look": 1}
    place: Row = {"first_word": anchor.first_word, "last_word": anchor.last_word, "quote": anchor.quote}
    return {**row, **place, "boxes": pack_rects(anchor.boxes)}


def _lowest_first(rows: Editor, tags: list[Key]) -> list[Key]:
    """Tags to remove, those below others first."""
    parents = {row["uuid"]: row["parent"] for row in rows.find("tag")}

    def depth(key: Key) -> int:
        count, tag = 0, key[0]
        while tag is not None and count <= len(parents):
            count, tag = count + 1, parents.get(tag)
        return count

    return sorted(tags, key=depth, reverse=True)
