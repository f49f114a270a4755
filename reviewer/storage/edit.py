"""Row-by-row edits that remember what they changed, so that every operation can be told, replayed and undone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from reviewer.model.errors import ProjectError
from reviewer.model.page import Word
from reviewer.storage.pagetext import read_words

Value: TypeAlias = str | int | float | None
Row: TypeAlias = dict[str, Value]
Key: TypeAlias = tuple[Value, ...]

KEYS: Final[dict[str, tuple[str, ...]]] = {
    "project": ("id",),
    "reviewer": ("uuid",),
    "request": ("uuid",),
    "event": ("uuid",),
    "release": ("uuid",),
    "issue": ("uuid",),
    "challenge": ("uuid",),
    "challenge_target": ("challenge", "subject"),
    "appeal": ("request",),
    "agency_index": ("uuid",),
    "index_entry": ("uuid",),
    "index_verdict": ("uuid",),
    "declined_ground": ("ground", "subject"),
    "note": ("uuid",),
    "page": ("id",),
    "virtual_page": ("uuid",),
    "document": ("uuid",),
    "message": ("document", "ordinal"),
    "letter": ("uuid",),
    "word_correction": ("uuid",),
    "redaction": ("uuid",),
    "reveal": ("uuid",),
    "copy_verdict": ("uuid",),
    "saved_search": ("uuid",),
    "tag": ("uuid",),
    "passage": ("uuid",),
    "passage_tag": ("passage", "tag"),
    "entity": ("uuid",),
    "entity_alias": ("uuid",),
    "entity_kind": ("name",),
    "entity_name": ("uuid",),
    "entity_place": ("uuid",),
    "mention": ("uuid",),
    "segment": ("uuid",),
    "setting": ("name",),
    "merged": ("uuid",),
}
"""The tables a person's edits may touch, and what names a row of each for as long as it lives."""

_DERIVED: Final[dict[str, frozenset[str]]] = {
    # What is worked out again whenever the page is read: the place among the words, what stands beneath.
    "redaction": frozenset({"ordinal", "before_word", "line", "recoverable", "recoverable_rects"}),
    "word_correction": frozenset({"needs_look"}),
    # Where a passage stands is found anew when the words of its page change; people take segments out and add others.
    "segment": frozenset({"first_word", "last_word", "quote", "boxes", "needs_look"}),
}


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after: None where it was absent, else the columns that the edit touched."""

    table: str
    key: Key
    before: Row | None
    after: Row | None


class ChangedSinceError(ProjectError):
    """An undo would overwrite something newer; says what."""


class Editor:
    """Reads and changes rows inside the writer's transaction; `changes` tells what it did, in order.

    Table and column names are checked against the schema, values are bound: nothing typed ever becomes SQL.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._columns: dict[str, tuple[str, ...]] = {}
        self.changes: list[RowChange] = []

    @property
    def connection(self) -> sqlite3.Connection:
        """The writer's connection, for reads of storage that belong into the same transaction."""
        return self._connection

    def get(self, table: str, *key: Value) -> Row | None:
        """One row by its key, all columns."""
        return next(iter(self.find(table, **dict(zip(KEYS[table], key, strict=True)))), None)

    def find(self, table: str, **where: Value) -> list[Row]:
        """Rows whose columns equal the values given (None: is NULL), in the order of their keys."""
        names = self._check(table, where)
        condition = " AND ".join(f"{name} IS ?" for name in names) or "TRUE"
        statement = f"SELECT * FROM {table} WHERE {condition} ORDER BY {', '.join(KEYS[table])}"  # noqa: S608 - checked names
        return [dict(row) for row in self._connection.execute(statement, list(where.values()))]

    def highest(self, table: str, column: str) -> int:
        """The highest number in a column; 0 where there is no row."""
        (name,) = self._check(table, {column: None})
        row = self._connection.execute(f"SELECT max({name}) AS n FROM {table}").fetchone()  # noqa: S608 - checked names
        return int(row["n"] or 0)

    def words(self, page: int) -> tuple[Word, ...]:
        """The words of a page in reading order."""
        return read_words(self._connection, page)

    def release_of(self, file: Value) -> Value:
        """The release that a file came with; None if there is no such file."""
        row = self._connection.execute("SELECT release FROM item_received WHERE id = ?", (file,)).fetchone()
        return str(row["release"]) if row else None

    def insert(self, table: str, row: Row) -> None:
        """Add a row; what it leaves out gets the schema's default, and is remembered too."""
        self._write_insert(table, row)
        key = self._key(table, row)
        self.changes.append(RowChange(table, key, None, self._whole(table, key)))

    def update(self, table: str, key: Iterable[Value], /, **values: Value) -> bool:
        """Set columns of one row; False if they had these values already. KeyError if there is no such row."""
        key = tuple(key)
        row = self.get(table, *key)
        if row is None:
            raise KeyError(f"{table} {key}")
        new = {name: value for name, value in values.items() if row[name] != value}
        if not new:
            return False
        self._write_update(table, key, new)
        self.changes.append(RowChange(table, key, {name: row[name] for name in new}, new))
        return True

    def delete(self, table: str, *key: Value) -> None:
        """Remove a row; KeyError if there is none."""
        row = self._whole(table, key)
        self._write_delete(table, key)
        self.changes.append(RowChange(table, key, row, None))

    def restore(self, changes: Iterable[RowChange]) -> None:
        """Take changes back, the last one first. ChangedSinceError if a row is no longer as they left it."""
        for change in reversed(list(changes)):
            self._expect(change.table, change.key, change.after)
            if change.after is None:
                self._write_insert(change.table, change.before or {})
            elif change.before is None:
                self._write_delete(change.table, change.key)
            else:
                self._write_update(change.table, change.key, change.before)
            self.changes.append(RowChange(change.table, change.key, change.after, change.before))

    def _whole(self, table: str, key: Key) -> Row:
        row = self.get(table, *key)
        if row is None:
            raise KeyError(f"{table} {key}")
        return {name: row[name] for name in self._stored(table)}

    def _expect(self, table: str, key: Key, expected: Row | None) -> None:
        row = self.get(table, *key)
        derived = _DERIVED.get(table, frozenset())
        same = (row is None) == (expected is None) and all(
            row is not None and row[name] == value for name, value in (expected or {}).items() if name not in derived
        )
        if not same:
            what = table.replace("_", " ")
            state = "is gone" if row is None else "is there again" if expected is None else "has been changed since"
            raise ChangedSinceError(
                f"This cannot be undone: the {what} it concerns {state}.",
                "The history of the project shows what happened to it.",
                code="changed-since",
            )

    def _write_insert(self, table: str, row: Mapping[str, Value]) -> None:
        names = self._check(table, row)
        marks = ", ".join("?" * len(names))
        statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 - checked names
        self._connection.execute(statement, list(row.values()))

    def _write_update(self, table: str, key: Key, values: Mapping[str, Value]) -> None:
        names = self._check(table, values)
        settings = ", ".join(f"{name} = ?" for name in names)
        condition = " AND ".join(f"{name} = ?" for name in KEYS[table])
        statement = f"UPDATE {table} SET {settings} WHERE {condition}"  # noqa: S608 - checked names
        self._connection.execute(statement, [*values.values(), *key])

    def _write_delete(self, table: str, key: Key) -> None:
        self._check(table, {})
        condition = " AND ".join(f"{name} = ?" for name in KEYS[table])
        self._connection.execute(f"DELETE FROM {table} WHERE {condition}", key)  # noqa: S608 - checked names

    def _key(self, table: str, row: Mapping[str, Value]) -> Key:
        return tuple(row[name] for name in KEYS[table])

    def _stored(self, table: str) -> tuple[str, ...]:
        """Columns that can be written; generated ones are left out by SQLite's own listing."""
        if table not in KEYS:
            raise ValueError(f"edits do not touch the table {table}")
        if table not in self._columns:
            listing = self._connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
            self._columns[table] = tuple(row["name"] for row in listing)
        return self._columns[table]

    def _check(self, table: str, names: Mapping[str, Value]) -> list[str]:
        unknown = set(names) - set(self._stored(table))
        if unknown:
            raise ValueError(f"{table} has no column {', '.join(sorted(unknown))}")
        return list(names)
