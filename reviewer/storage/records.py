"""Writes what is neither page nor edit: jobs and failures, item numbers, settings, thumbnails."""

from __future__ import annotations

import sqlite3

from reviewer.model.changes import Changes, changed
from reviewer.model.ids import FileId, PageId, Uuid, new_uuid, now
from reviewer.model.review import JobState
from reviewer.storage.audit import Author
from reviewer.storage.blobs import dump


def start_job(connection: sqlite3.Connection, author: Author, kind: str, title: str, total: int = 0) -> Uuid:
    """Begin a job (`read`, `export` …); `total` counts its units, pages for reading."""
    uuid = new_uuid()
    connection.execute(
        "INSERT INTO job (uuid, kind, title, reviewer, started_at, total) VALUES (?, ?, ?, ?, ?, ?)",
        (uuid, kind, title, author.reviewer, author.at, total),
    )
    return uuid


def end_job(
    connection: sqlite3.Connection,
    job: Uuid,
    state: JobState = "done",
    *,
    done: int = 0,
    failed: int = 0,
    details: object = None,
) -> Changes:
    """Finish a job with its counts; `details` is any JSON value."""
    connection.execute(
        "UPDATE job SET state = ?, ended_at = ?, done = ?, failed = ?, details = ? WHERE uuid = ?",
        (state, now(), done, failed, dump(details or {}), job),
    )
    return changed("job", [job])


def record_failure(
    connection: sqlite3.Connection,
    job: Uuid | None,
    code: str,
    message: str,
    *,
    path: str = "",
    file: FileId | None = None,
    page: PageId | None = None,
) -> Changes:
    """Record what went wrong in a job: with a path, a file or a page."""
    connection.execute(
        "INSERT INTO failure (job, path, file, page, code, message, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (job, path, file, page, code, message, now()),
    )
    return changed("job", [job] if job else [])


def number_items(connection: sqlite3.Connection) -> Changes:
    """Give a number to every redaction, issue and deleted page that has none, in reading order; never one used before.

    What a reviewer called "not a redaction" gets none.
    """
    first = connection.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'item_number'")
    before = int(first.fetchone()[0])
    connection.execute(
        "INSERT INTO item_number (kind, subject, given_at) SELECT 'redaction', r.uuid, ? FROM redaction r "
        "WHERE r.box_checked <> 'not a redaction' "
        "AND NOT EXISTS (SELECT 1 FROM item_number n WHERE n.subject = r.uuid) "
        "ORDER BY r.page, r.ordinal",
        (now(),),
    )
    connection.execute(
        "INSERT INTO item_number (kind, subject, given_at) SELECT 'issue', i.uuid, ? FROM issue i "
        "WHERE NOT EXISTS (SELECT 1 FROM item_number n WHERE n.subject = i.uuid) ORDER BY i.created_at, i.uuid",
        (now(),),
    )
    connection.execute(
        "INSERT INTO item_number (kind, subject, given_at) SELECT 'virtual page', v.uuid, ? FROM virtual_page v "
        "WHERE NOT EXISTS (SELECT 1 FROM item_number n WHERE n.subject = v.uuid) ORDER BY v.page, v.ordinal",
        (now(),),
    )
    rows = connection.execute("SELECT number FROM item_number WHERE number > ?", (before,)).fetchall()
    return changed("item", [row["number"] for row in rows]) if rows else Changes()


def set_setting(connection: sqlite3.Connection, name: str, value: object) -> Changes:
    """Remember a view's state with the project (any JSON value; None forgets it)."""
    if value is None:
        connection.execute("DELETE FROM setting WHERE name = ?", (name,))
    else:
        connection.execute(
            "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, dump(value)),
        )
    return changed("setting", [name])


def store_thumbnail(connection: sqlite3.Connection, page: PageId, image: bytes) -> Changes:
    """Keep the small picture of a page (encoded image)."""
    connection.execute(
        "INSERT INTO thumbnail (page, image) VALUES (?, ?) ON CONFLICT (page) DO UPDATE SET image = excluded.image",
        (page, image),
    )
    return changed("page", [page])
