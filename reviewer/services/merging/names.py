"""Calls things by what people know: `redaction 2 on page 3 of a.pdf`, `tag “Costs”`."""

from __future__ import annotations

import re
from typing import Final

from reviewer.services.merging.tables import NOTED, Fact, written
from reviewer.storage.edit import KEYS, Row, Value
from reviewer.storage.sides import Side

_SHOWN: Final = 60  # characters of a name
_BETWEEN: Final = {
    "passage_tag": ("tag", "on", "passage"),
    "challenge_target": ("subject", "under", "challenge"),
    "declined_ground": ("ground", "declined for", "subject"),
    "entity_alias": ("alias", "of", "entity"),
    "index_entry": ("number", "of", "agency_index"),
    "index_verdict": ("number", "of an index, on", "deletion"),
}
"""Rows that lie between two things: the column of the first, a word, the column of the second."""
_CALLED: Final = {
    "virtual_page": "deleted page",
    "event": "letter or act",
    "agency_index": "agency's index",
    "word_correction": "corrected word",
    "entity_kind": "kind of entity",
    "entity_name": "name decided on",
    "entity_place": "mention decided on",
    "copy_verdict": "word on a copy",
}


def named(side: Side, table: str, row: Row) -> str:
    """What a row of one copy is, with its page or its name."""
    if table == "note":
        kind = str(row["kind"])
        subject: Value = row["subject"]
        owner = NOTED.get(kind, kind)
        found = side.get(owner, int(str(subject)) if kind == "page" else subject) if owner in KEYS else None
        return f"note on {named(side, owner, found) if found else kind}"
    if table == "page":
        return _page(side, row["id"])
    if table in ("passage", "mention"):
        places = side.find("segment", **{table: row["uuid"]})
        return f"{table} on {_page(side, places[0]['page'])}" if places else table
    if table == "setting":
        return f"text of {row['name']}"
    if table == "appeal":
        return f"appeal of {_other(side, 'request', row)}"
    if table in _BETWEEN:
        first, word, second = _BETWEEN[table]
        return f"{_other(side, first, row)} {word} {_other(side, second, row)}"
    called = _CALLED.get(table, table.replace("_", " "))
    if table == "redaction":
        called = f"redaction {int(row['ordinal'] or 0) + 1}"
    if row.get("page") is not None:
        return f"{called} on {_page(side, row['page'])}"
    if row.get("file") is not None:
        return f"{called} from page {int(row['first_page'] or 0) + 1} of {_file(side, row['file'])}"
    for column in ("name", "title", "number", "alias", "form", "agency", "kind"):
        if row.get(column):
            return f"{called} “{' '.join(str(row[column]).split())[:_SHOWN]}”"
    return called


def called_by(side: Side, table: str, fact: Fact, row: Row | None) -> str:
    """The value of a fact for people to read; what it refers to by its name."""
    target = side.references(table).get(fact.columns[0]) if fact.columns else None
    if row is None or target is None or row.get(fact.columns[0]) is None or len(fact.columns) > 1:
        return written(fact, row)
    found = side.get(target, row[fact.columns[0]])
    return named(side, target, found) if found is not None else written(fact, row)


def _other(side: Side, column: str, row: Row) -> str:
    """What a row stands between, by one of its columns."""
    if column not in (*KEYS, "subject", "deletion"):
        return f"{column} “{row[column]}”"
    tables = (column,) if column in KEYS else ("redaction", "virtual_page", "issue")
    found = ((table, side.get(table, row[column])) for table in tables)
    return next((named(side, table, item) for table, item in found if item is not None), column.replace("_", " "))


def _page(side: Side, page: Value) -> str:
    found = side.page(page)
    return f"page {found.number + 1} of {_file(side, found.file)}" if found else "a page"


def _file(side: Side, file: Value) -> str:
    return next((known.name for known in side.files() if known.id == file), "a file")


def reading_order(what: str) -> tuple[str, list[int]]:
    """Sorts things called by `named` on pages: by file, page, and place on the page."""
    before, _, file = what.rpartition(" of ")
    return file, [int(number) for number in reversed(re.findall(r"\d+", before))]
