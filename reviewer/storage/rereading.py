"""Has pages read again when what was chosen about their files' own text changes: by an edit, or by taking one back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Final

from reviewer.model.changes import Changes, changed
from reviewer.storage.blobs import load
from reviewer.storage.edit import Row, RowChange

TEXT_LAYERS: Final = "reading text layers"
"""The setting that holds, by the id of a file, what becomes of its own text; files that it leaves out are judged."""


def read_anew(connection: sqlite3.Connection, rows: Iterable[RowChange]) -> Changes:
    """Queue every page that was read of a file whose choice is another one now; what it holds stays until then."""
    pages: list[int] = []
    for row in rows:
        if row.table == "setting" and row.key == (TEXT_LAYERS,):
            before, after = _choices(row.before), _choices(row.after)
            for file in sorted(file for file in before | after if before.get(file) != after.get(file)):
                found = connection.execute("SELECT id FROM page WHERE file = ? AND state = 'done'", (file,)).fetchall()
                connection.execute("UPDATE page SET state = 'pending' WHERE file = ? AND state = 'done'", (file,))
                pages += [int(page["id"]) for page in found]
    return changed("page", pages) if pages else Changes()


def _choices(row: Row | None) -> dict[str, object]:
    known = load(str(row["value"])) if row is not None else None
    return known if isinstance(known, dict) else {}
