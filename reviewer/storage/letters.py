"""Stores what the letters of a file say, beside what a person already decided about them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from reviewer.model.documents import DocumentFinding
from reviewer.model.ids import FileId, new_uuid
from reviewer.storage.blobs import dump


def store_letters(connection: sqlite3.Connection, file: FileId, findings: Sequence[DocumentFinding]) -> list[str]:
    """Store the letters among the documents of a file; accepted and declined ones stay as they are. Ids touched.

    A letter that begins on the same page as before keeps its UUID.
    """
    rows = connection.execute("SELECT uuid, first_page, state FROM letter WHERE file = ?", (file,)).fetchall()
    earlier = {row["first_page"]: row for row in rows}
    touched: list[str] = []
    for finding in findings:
        if finding.determination is None:
            continue
        known = earlier.pop(finding.first_page, None)
        if known is not None and known["state"] != "suggested":
            continue
        uuid = known["uuid"] if known is not None else new_uuid()
        statements = [[s.name, s.value, s.quote, s.page] for s in finding.determination.statements]
        connection.execute(
            "INSERT INTO letter (uuid, file, first_page, last_page, kind, statements) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (uuid) DO UPDATE SET last_page = excluded.last_page, kind = excluded.kind, "
            "statements = excluded.statements",
            (uuid, file, finding.first_page, finding.last_page, finding.determination.kind, dump(statements)),
        )
        touched.append(uuid)
    for row in earlier.values():
        if row["state"] == "suggested":
            connection.execute("DELETE FROM letter WHERE uuid = ?", (row["uuid"],))
            touched.append(row["uuid"])
    return touched
