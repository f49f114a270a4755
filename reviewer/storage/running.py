"""Keeps which lines of a page are running heads and feet or release stamps: searched, but no part of the record."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from reviewer.model.changes import Changes, changed
from reviewer.model.ids import FileId, PageId
from reviewer.storage.blobs import dump


def store_running(connection: sqlite3.Connection, file: FileId, running: Mapping[int, AbstractSet[int]]) -> Changes:
    """Store the running lines of a file by page number (from 0) in place of those kept before.

    Names are looked for anew on the pages whose running lines are others than before.
    """
    rows = connection.execute(
        "SELECT p.id, p.number, r.lines FROM page p LEFT JOIN page_running r ON r.page = p.id WHERE p.file = ?", (file,)
    ).fetchall()
    touched: list[PageId] = []
    for row in rows:
        lines = sorted(running.get(row["number"], ()))
        if dump(lines) == (row["lines"] or "[]"):
            continue
        connection.execute("DELETE FROM page_running WHERE page = ?", (row["id"],))
        if lines:
            connection.execute("INSERT INTO page_running (page, lines) VALUES (?, ?)", (row["id"], dump(lines)))
        connection.execute(
            "INSERT OR IGNORE INTO name_wait (page) SELECT page FROM page_words WHERE page = ?", (row["id"],)
        )
        touched.append(PageId(row["id"]))
    return changed("page", touched) if touched else Changes()


def running_lines(connection: sqlite3.Connection, page: int) -> frozenset[int]:
    """The numbers of the running lines of a page; none where nothing was found or the file is still being read."""
    row = connection.execute("SELECT lines FROM page_running WHERE page = ?", (page,)).fetchone()
    return frozenset(json.loads(row["lines"])) if row else frozenset()
