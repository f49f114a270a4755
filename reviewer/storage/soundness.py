"""Proves that a project file is sound inside, without writing to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import zip_longest
from typing import Final, NamedTuple

from reviewer.storage.schema import PAGE_INDEX_OPTIONS
from reviewer.storage.schema_3_counts import COUNTED


class _Index(NamedTuple):
    """An index of words: its columns, what fills it, and what is said if it is not in step with that."""

    name: str
    columns: str
    texts: str
    fill: str
    sizes: str
    problem: str


_INDEXES: Final = (
    _Index(
        "page_index",
        "index_text",
        "SELECT page, index_text FROM page_text ORDER BY page",
        "INSERT INTO page_index (rowid, index_text) VALUES (?, ?)",
        "SELECT id, sz FROM page_index_docsize ORDER BY id",
        "The search index does not say what the pages say.",
    ),
    _Index(
        "document_index",
        "sender, recipients, subject",
        "SELECT page, sender, recipients, subject FROM document_words ORDER BY page",
        "INSERT INTO document_index (rowid, sender, recipients, subject) VALUES (?, ?, ?, ?)",
        "SELECT id, sz FROM document_index_docsize ORDER BY id",
        "The search index of documents does not say what their headers say.",
    ),
)
_TERMS: Final = "SELECT term, col, doc, cnt FROM temp.checked_terms ORDER BY term, col"


def find_problems(connection: sqlite3.Connection) -> list[str]:
    """What is wrong, in sentences; empty for a sound project. Takes about as long as indexing its text does."""
    try:
        found = [f"SQLite: {row[0]}" for row in connection.execute("PRAGMA quick_check") if row[0] != "ok"]
        found += [
            f"A row of {row[0]} refers to a row of {row[2]} that is not there."
            for row in connection.execute("PRAGMA foreign_key_check")
        ]
        found += [index.problem for index in _INDEXES if not _in_step(connection, index)]
        kept = connection.execute("SELECT * FROM file_count ORDER BY file").fetchall()
        if sorted(map(tuple, connection.execute(COUNTED))) != list(map(tuple, kept)):
            found.append("The figures of the files do not say what stands in their pages.")
        return found
    except sqlite3.DatabaseError as error:
        # SQLITE_ERROR: a table that is known by another name now, or by none.
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR):
            raise
        return [f"SQLite: {error}"]


def _in_step(connection: sqlite3.Connection, index: _Index) -> bool:
    """Index all texts anew in a temporary file and compare: which terms there are, where, in how many rows, how often.

    FTS5 has a check of its own, but that needs a project open for writing.
    """
    texts = connection.execute(index.texts)
    with closing(sqlite3.connect("", isolation_level=None)) as anew:
        options = f"{index.columns}, content='', {PAGE_INDEX_OPTIONS}"
        anew.execute(f"CREATE VIRTUAL TABLE {index.name} USING fts5 ({options})")
        anew.execute("BEGIN")
        anew.executemany(index.fill, map(tuple, texts))
        with _terms(anew, index.name), _terms(connection, index.name):
            return all(
                tuple(old or ()) == (new or ())
                for statement in (index.sizes, _TERMS)
                for old, new in zip_longest(connection.execute(statement), anew.execute(statement))
            )


@contextmanager
def _terms(connection: sqlite3.Connection, index: str) -> Iterator[None]:
    """A table of the terms of an index, which lives as long as it is looked at, and not in the project file."""
    guarded = connection.execute("PRAGMA query_only").fetchone()[0]
    connection.execute("PRAGMA query_only = OFF")  # which stands against tables of the connection's own, too
    try:
        connection.execute(f"CREATE VIRTUAL TABLE temp.checked_terms USING fts5vocab (main, {index}, col)")
        connection.execute(f"PRAGMA query_only = {guarded}")
        yield
    finally:
        connection.execute("PRAGMA query_only = OFF")
        connection.execute("DROP TABLE IF EXISTS temp.checked_terms")
        connection.execute(f"PRAGMA query_only = {guarded}")
