"""Writes the audit trail: who did what when, with the rows before and after, in the transaction of the deed itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reviewer.model.ids import Uuid, new_uuid, now
from reviewer.storage.blobs import dump
from reviewer.storage.edit import KEYS, RowChange, Value


@dataclass(frozen=True, slots=True)
class Author:
    """The reviewer who acts, and when."""

    reviewer: Uuid
    at: str = field(default_factory=now)


def record_changes(
    connection: sqlite3.Connection,
    author: Author,
    operation: str,
    title: str,
    changes: Iterable[RowChange],
    undoes: Uuid | None = None,
) -> Uuid:
    """Add one audit row; `before` and `after` are lists of `[table, key, columns or null]` in step with each other."""
    uuid = new_uuid()
    rows = list(changes)
    before = dump([[change.table, list(change.key), change.before] for change in rows])
    after = dump([[change.table, list(change.key), change.after] for change in rows])
    connection.execute(
        "INSERT INTO audit (uuid, reviewer, at, operation, title, before, after, undoes) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (uuid, author.reviewer, author.at, operation, title, before, after, undoes),
    )
    return uuid


def record(
    connection: sqlite3.Connection, author: Author, operation: str, title: str, table: str, row: Mapping[str, Value]
) -> Uuid:
    """Record the adding of one row that is no undoable edit (a file, a release)."""
    key = tuple(row[name] for name in KEYS.get(table, ("uuid",)))
    return record_changes(connection, author, operation, title, [RowChange(table, key, None, dict(row))])


def find_or_add_reviewer(connection: sqlite3.Connection, name: str) -> Uuid:
    """The UUID of the reviewer of this chosen name, added if new; case does not matter."""
    row = connection.execute("SELECT uuid FROM reviewer WHERE name = ?", (name,)).fetchone()
    if row:
        return Uuid(row["uuid"])
    uuid = new_uuid()
    connection.execute("INSERT INTO reviewer (uuid, name, created_at) VALUES (?, ?, ?)", (uuid, name, now()))
    return uuid
