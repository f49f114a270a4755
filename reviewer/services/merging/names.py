"""Calls things by what people know: `redaction 2 on page 3 of a.pdf`, `tag “Costs”`."""

from __future__ import annotations

import re
from typing import Final

from reviewer.services.merging.tables import NOTED
from reviewer.storage.edit import KEYS, Row, Value
from reviewer.storage.sides import Side

_SHOWN: Final = 60  # characters of a name


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
    if table in ("passage_tag", "challenge_target"):
        owner = "tag" if table == "passage_tag" else "challenge"
        found = side.get(owner, row[owner])
        return f"{'passage' if owner == 'tag' else 'item'} under {named(side, owner, found) if found else owner}"
    called = table.replace("_", " ")
    if table == "redaction":
        called = f"redaction {int(row['ordinal'] or 0) + 1}"
    if row.get("page") is not None:
        return f"{called} on {_page(side, row['page'])}"
    if row.get("file") is not None:
        return f"{called} from page {int(row['first_page'] or 0) + 1} of {_file(side, row['file'])}"
    for column in ("name", "title", "number", "alias", "form", "agency"):
        if row.get(column):
            return f"{called} “{' '.join(str(row[column]).split())[:_SHOWN]}”"
    return called


def _page(side: Side, page: Value) -> str:
    found = side.page(page)
    return f"page {found.number + 1} of {_file(side, found.file)}" if found else "a page"


def _file(side: Side, file: Value) -> str:
    return next((known.name for known in side.files() if known.id == file), "a file")


def reading_order(what: str) -> tuple[str, list[int]]:
    """Sorts things called by `named` on pages: by file, page, and place on the page."""
    before, _, file = what.rpartition(" of ")
    return file, [int(number) for number in reversed(re.findall(r"\d+", before))]
