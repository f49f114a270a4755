"""Stores what a load file says of pages and documents; no reading overwrites it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reviewer.model.changes import Changes, changed
from reviewer.model.documents import DocumentFinding
from reviewer.model.ids import FileId, PageId, new_uuid
from reviewer.storage.blobs import dump
from reviewer.storage.documentwords import refresh_documents
from reviewer.storage.sources import stored_path


@dataclass(frozen=True, slots=True)
class GivenPage:
    """Page `page` (of its file, from 0): its number and series (both may be empty), what it was made from."""

    page: int
    number: str
    series: str
    picture: Path
    sha256: str


def store_given(
    connection: sqlite3.Connection,
    project: Path,
    file: FileId,
    pages: Sequence[GivenPage],
    documents: Sequence[DocumentFinding],
) -> Changes:
    """Store numbers of a file's pages, and its documents as a person's: they win over what reading finds."""
    ids = dict(connection.execute("SELECT number, id FROM page WHERE file = ?", (file,)).fetchall())
    connection.executemany(
        "INSERT OR REPLACE INTO given_page (page, series, number, picture, sha256) VALUES (?, ?, ?, ?, ?)",
        [(ids[g.page], g.series, g.number, stored_path(g.picture, project), g.sha256) for g in pages if g.page in ids],
    )
    for given in pages:
        if given.page in ids:
            keep_given(connection, PageId(ids[given.page]))
    for found in documents:
        connection.execute(
            "INSERT INTO document (uuid, file, first_page, last_page, origin, type, date, sender, recipients, copies, "
            "subject, attachments, bates_first, bates_last) VALUES (?, ?, ?, ?, 'person', ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                new_uuid(),
                file,
                found.first_page,
                found.last_page,
                found.type,
                found.date,
                found.sender,
                dump(list(found.to)),
                dump(list(found.cc)),
                found.subject,
                dump(list(found.attachments)),
                found.bates_first,
                found.bates_last,
            ),
        )
    refresh_documents(connection, [file])
    return changed("page", ids.values()) | changed("document") | changed("file", [file])


def keep_given(connection: sqlite3.Connection, page: PageId) -> None:
    """Let a page bear the number that a load file gave it, beside those that were read on it."""
    row = connection.execute(
        "SELECT series, number FROM given_page WHERE page = ? AND number <> ''", (page,)
    ).fetchone()
    if row is None:
        return
    connection.execute("UPDATE page SET bates = ? WHERE id = ?", (row["number"], page))
    connection.execute(
        "INSERT INTO page_identifier (page, series, value) VALUES (?, ?, ?) "
        "ON CONFLICT (page, series) DO UPDATE SET value = excluded.value",
        (page, row["series"], row["number"]),
    )
