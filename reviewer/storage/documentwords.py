"""Keeps the index of senders, recipients and subjects true to the documents and their messages."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Final

from reviewer.storage.blobs import load
from reviewer.text.tokens import RESERVED, terms

_DOCUMENTS: Final = (
    "SELECT d.uuid, p.id AS page, d.sender, d.recipients, d.copies, d.subject FROM document d "
    "JOIN page p ON p.file = d.file AND p.number = d.first_page WHERE d.file = ?"
)
_MESSAGES: Final = (
    "SELECT m.document, m.sender, m.recipients, m.copies, m.subject FROM message m "
    "JOIN document d ON d.uuid = m.document WHERE d.file = ? ORDER BY m.document, m.ordinal"
)
_STORED: Final = "SELECT w.* FROM document_words w JOIN page p ON p.id = w.page WHERE p.file = ?"


def refresh_documents(connection: sqlite3.Connection, files: Iterable[int]) -> None:
    """Index the documents of these files anew where they differ from what is indexed.

    A document stands under its first page, so that the index lists documents in the order of the project.
    """
    for file in files:
        wanted = _wanted(connection, file)
        stored = {row["page"]: tuple(row)[1:] for row in connection.execute(_STORED, (file,))}
        stale = [(page,) for page, words in stored.items() if wanted.get(page) != words]
        connection.executemany("DELETE FROM document_words WHERE page = ?", stale)
        connection.executemany(
            "INSERT INTO document_words (page, sender, recipients, subject) VALUES (?, ?, ?, ?)",
            [(page, *words) for page, words in sorted(wanted.items()) if stored.get(page) != words],
        )


def refresh_all_documents(connection: sqlite3.Connection) -> None:
    """Index the documents of every file."""
    refresh_documents(connection, [row["id"] for row in connection.execute("SELECT id FROM source_file").fetchall()])


def _wanted(connection: sqlite3.Connection, file: int) -> dict[int, tuple[str, str, str]]:
    chains: dict[str, list[sqlite3.Row]] = {}
    for row in connection.execute(_MESSAGES, (file,)):
        chains.setdefault(row["document"], []).append(row)
    found: dict[int, tuple[str, str, str]] = {}
    for row in connection.execute(_DOCUMENTS, (file,)):
        rows = [row, *chains.get(row["uuid"], [])]
        found[row["page"]] = (
            _words(part["sender"] for part in rows),
            _words(name for part in rows for name in load(part["recipients"]) + load(part["copies"])),
            _words([row["subject"]]),
        )
    return found


def _words(names: Iterable[str | None]) -> str:
    """The terms of each name once; a reserved term parts the names, so that no phrase runs from one into the next."""
    said = dict.fromkeys(" ".join(terms(name)) for name in names if name)
    return f" {RESERVED} ".join(words for words in said if words)
