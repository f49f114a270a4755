"""Judges a project file that somebody else sent: its tables must be the program's own, its values what they should be.

A table or column of another name, a trigger, a view or text that is no JSON is told as damage before anything of it is
read into a project; no name out of such a file ever becomes SQL.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import datetime
from functools import cache
from math import isfinite
from typing import Any, Final

from reviewer.storage.connections import Connection
from reviewer.storage.edit import KEYS, Row, RowChange, Value
from reviewer.storage.migrations import MIGRATIONS, apply_migrations

LARGEST: Final = 2**28
"""Bytes: no row, no deed of a project comes near it."""

_READ: Final = (*KEYS, "audit", "item_received", "source_file")


class StrangeError(ValueError):
    """Something in the file that this program never wrote; says what."""


def check_schema(connection: Connection, version: int = len(MIGRATIONS)) -> None:
    """StrangeError if tables, columns, indexes, triggers or views are not those of a project of `version`."""
    expected, found = _expected(version), _schema(connection)
    strange = sorted(name for name, made in found.items() if expected.get(name) != made)
    if strange or len(found) < len(expected):
        raise StrangeError("its tables are not those of a project")


def check_tables(connection: Connection) -> None:
    """StrangeError if what a merge reads is not whole: rows that an index hides, rows of nobody."""
    for table in _READ:
        problem = connection.execute(f"PRAGMA integrity_check({table})").fetchone()[0]
        dangling = connection.execute(f"PRAGMA foreign_key_check({table})").fetchone()
        if problem != "ok" or dangling is not None:
            raise StrangeError("its tables are not whole")
    if connection.execute("SELECT count(*) FROM project").fetchone()[0] != 1:
        raise StrangeError("it does not say which project it is")


def check_row(table: str, row: Mapping[str, Value]) -> None:
    """StrangeError if a text of a row is no JSON of its form, or no time, or names a page by what is no number."""
    for name, value in row.items():
        shape = _SHAPES.get((table, name))
        if shape is not None and value is not None:
            _check_json(shape, f"{table}.{name}", value)
        if name.endswith("_at") and value is not None:
            _check_time(str(value))
    if table == "note" and row.get("kind") in ("page", "file") and not str(row.get("subject")).isdecimal():
        raise StrangeError("a note is on no page")


def past_change(change: Any, other: Any) -> RowChange | None:
    """One row of a deed out of its JSON, before and after; None for a table that edits do not touch."""
    (table, key, before), (again, key_again, after) = change, other
    if table not in KEYS:
        return None
    if table != again or key != key_again or len(key) != len(KEYS[table]) or before is after is None:
        raise StrangeError("its record of edits cannot be read")
    for value in key:
        _check_value(value)
    whole = before is None or after is None
    return RowChange(table, tuple(key), _image(table, before, whole=whole), _image(table, after, whole=whole))


def _image(table: str, row: Any, *, whole: bool) -> Row | None:
    """A row of a deed; what was not yet a column when the deed was done has its default."""
    if row is None:
        return None
    columns = _columns()[table]
    if not isinstance(row, dict) or not row.keys() <= columns.keys():
        raise StrangeError("its record of edits names what is no column")
    for value in row.values():
        _check_value(value)
    image = {**columns, **row} if whole else dict(row)
    check_row(table, image)
    return image


def _check_value(value: object) -> None:
    if isinstance(value, str):
        value.isascii() or value.encode()  # half of a surrogate pair cannot be stored: UnicodeEncodeError, a ValueError
    elif isinstance(value, float):
        if not isfinite(value):
            raise StrangeError("a number is none")
    elif isinstance(value, int):
        if not -(2**63) <= value < 2**63:
            raise StrangeError("a number is too large")
    elif value is not None:
        raise StrangeError("a value is of no kind that is stored")


def _check_time(value: str) -> None:
    try:
        datetime.fromisoformat(value.replace("Z", "+00:00"))
    except ValueError as error:
        raise StrangeError("a time in it is none") from error


def _check_json(shape: Callable[[Any], bool], name: str, value: Value) -> None:
    if value in ("[]", "{}") and shape is not _finding:
        return
    try:
        fits = shape(json.loads(str(value)))
    except (ValueError, RecursionError) as error:
        raise StrangeError(f"{name} cannot be read") from error
    if not fits:
        raise StrangeError(f"{name} cannot be read")


def _rects(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(rect, list) and len(rect) == 4 and all(_number(each) for each in rect) for rect in value
    )


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and abs(value) < 1e9  # also false for what is no number at all


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _lists(value: Any) -> bool:
    """Lists of texts and numbers."""
    return isinstance(value, list) and all(isinstance(each, list) and all(map(_scalar, each)) for each in value)


def _scalar(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float)


def _object(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_scalar, value.values()))


def _finding(value: Any) -> bool:
    texts = ("kind", "code_text", "marking")
    return (
        isinstance(value, dict)
        and all(isinstance(value.get(name), str) for name in texts)
        and _rects(value.get("rects"))
        and _texts(value.get("codes"))
    )


def _conflicts(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(each, dict)
        and each.get("table") in KEYS
        and isinstance(each.get("key"), list)
        and len(each["key"]) == len(KEYS[each["table"]])
        and all(map(_scalar, each["key"]))
        and isinstance(each.get("fact"), str)
        and isinstance(each.get("taken"), bool)
        for each in value
    )


_SHAPES: Final[Mapping[tuple[str, str], Callable[[Any], bool]]] = {
    **dict.fromkeys([("redaction", "rects"), ("redaction", "recoverable_rects")], _rects),
    **dict.fromkeys([("segment", "boxes"), ("word_correction", "box")], _rects),
    **dict.fromkeys([(t, c) for t in ("document", "message") for c in ("recipients", "copies", "attachments")], _texts),
    **dict.fromkeys([(t, "codes") for t in ("redaction", "virtual_page", "index_entry")], _texts),
    ("challenge", "grounds"): _texts,
    ("redaction", "finding"): _finding,
    ("index_entry", "spans"): _lists,
    ("letter", "statements"): _lists,
    ("agency_index", "columns"): _object,
    ("agency_index", "key"): _object,
    ("merged", "conflicts"): _conflicts,
    ("setting", "value"): lambda _value: True,
}


@cache
def _expected(version: int) -> dict[str, tuple[str, str, str]]:
    with closing(_fresh(version)) as connection:
        return _schema(connection)


@cache
def _columns() -> dict[str, Row]:
    """The columns that can be written of every table that edits touch, with their defaults."""
    with closing(_fresh(len(MIGRATIONS))) as connection:
        return {table: _defaults(connection, table) for table in KEYS}


def _defaults(connection: Connection, table: str) -> Row:
    rows = connection.execute("SELECT name, dflt_value AS made FROM pragma_table_info(?)", (table,)).fetchall()
    return {row["name"]: _literal(row["made"]) for row in rows}


def _literal(text: str | None) -> Value:
    if text is None:
        return None
    return text[1:-1].replace("''", "'") if text.startswith("'") else json.loads(text)


def _fresh(version: int) -> sqlite3.Connection:
    """An empty project of a version, in memory."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.row_factory = sqlite3.Row
    apply_migrations(connection, MIGRATIONS[:version])
    return connection


def _schema(connection: Connection) -> dict[str, tuple[str, str, str]]:
    """All that was created, but for what SQLite makes for itself beside tables of words, and statistics."""
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    words = [row["name"] for row in rows if str(row["sql"]).startswith("CREATE VIRTUAL TABLE")]
    shadows = tuple(f"{name}_" for name in words if name in ("page_index", "document_index"))
    ends = ("data", "idx", "content", "docsize", "config")
    return {
        f"{row['type']} {row['name']}": (row["type"], row["tbl_name"], str(row["sql"]))
        for row in rows
        if not row["name"].startswith("sqlite_")
        and not (row["name"].startswith(shadows) and row["name"].rpartition("_")[2] in ends)
    }
