"""Where documents begin and end: all documents of a file are one fact, for they must not overlap."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.services.merging.plan import Step
from reviewer.services.merging.tables import Fact, facts
from reviewer.services.merging.weigh import Weighing
from reviewer.storage.edit import Key, Row, Value

_PAGES = Fact("pages", ("pages",), lambda row: row["pages"])
_MOVED = ("first_page", "last_page", "bates_first", "bates_last")


def weigh_documents(weighing: Weighing) -> None:
    """Plan the splits and joins of the other copy, file by file."""
    for file in sorted(weighing.their_past.owners("document", "file"), key=str):
        there = weighing.theirs.find("document", file=file)
        if there:
            _weigh(weighing, file, there)


def _weigh(weighing: Weighing, file: Value, there: Sequence[Row]) -> None:
    mapped, lost = weighing.identity.translate("document", there[0])
    if lost:
        return
    here = weighing.ours.find("document", file=mapped["file"])
    before_here = weighing.our_past.parts("document", "file", mapped["file"])
    before_there = weighing.their_past.parts("document", "file", file)
    if weighing.marks.base == "theirs":
        before_here = before_there
    elif weighing.marks.base == "ours":
        before_there = before_here
    opened = any(weighing.is_open("document", (row["uuid"],), _PAGES.name) for row in there)
    if _runs(here) == _runs(there) or not (opened or _runs(there) != _runs(before_there)):
        return
    located = {str(row["uuid"]): weighing.identity.locate("document", (row["uuid"],)) for row in there}
    kept = {key for key in located.values() if key is not None}
    going = [row for row in here if (row["uuid"],) not in kept]
    if opened or _runs(here) != _runs(before_here) or _used(weighing, going):
        differs = next(row for row in sorted(there, key=_first) if _run(row) not in _runs(here))
        rows = [{**differs, "pages": _words(rows)} for rows in (here, there)]
        key: Key = (differs["uuid"],)
        if not weighing.conflict("document", key, rows[1], _PAGES.name, _PAGES, here=rows[0]):
            return
    _take(weighing, there, here, located, going)


def _used(weighing: Weighing, going: Sequence[Row]) -> bool:
    """Whether the project corrected a document that would go, or made a note on it, since the copies were one."""
    ours = weighing.marks.base != "theirs"
    for row in going:
        before = (weighing.our_past if ours else weighing.their_past).was("document", (row["uuid"],))
        if before is None or any(fact.value(row) != fact.value(before) for fact in facts("document", row)):
            return True
        notes = weighing.ours.find("note", kind="document", subject=row["uuid"])
        if any(weighing.our_past.was("note", (note["uuid"],)) is None for note in notes):
            return True
    return False


def _take(
    weighing: Weighing,
    there: Sequence[Row],
    here: Sequence[Row],
    located: dict[str, Key | None],
    going: Sequence[Row],
) -> None:
    steps = weighing.plan.documents
    by_key: dict[Key, Row] = {(row["uuid"],): row for row in here}
    for row in going:
        steps += _without_messages(weighing, row)
        steps.append(Step("delete", "document", (row["uuid"],)))
    added: list[Step] = []
    for row in sorted(there, key=_first):
        mapped, _ = weighing.identity.translate("document", row)
        found = located[str(row["uuid"])]
        if found is not None and _run(by_key[found]) == _run(row):
            continue
        if found is None:
            found = (row["uuid"],)
            added.append(Step("insert", "document", found, mapped))
            weighing.identity.made.add(("document", found))
        else:
            steps += _without_messages(weighing, by_key[found])
            values = {name: mapped[name] for name in _MOVED} | {"origin": "person"}
            steps.append(Step("update", "document", found, values))
        for message in weighing.theirs.find("message", document=row["uuid"]):
            key = (found[0], message["ordinal"])
            added.append(Step("insert", "message", key, {**message, "document": found[0]}))
    steps += added


def _without_messages(weighing: Weighing, row: Row) -> list[Step]:
    messages = weighing.ours.find("message", document=row["uuid"])
    return [Step("delete", "message", (row["uuid"], message["ordinal"])) for message in messages]


def _run(row: Row) -> tuple[int, int]:
    return int(row["first_page"] or 0), int(row["last_page"] or 0)


def _first(row: Row) -> int:
    return _run(row)[0]


def _runs(rows: Sequence[Row]) -> set[tuple[int, int]]:
    return {_run(row) for row in rows}


def _words(rows: Sequence[Row]) -> str:
    return ", ".join(f"{first + 1}-{last + 1}" for first, last in sorted(_runs(rows)))
