"""Finishes what a killed program began in a project, or takes it back, before anything is read of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from reviewer import __version__
from reviewer.model.errors import ProjectError
from reviewer.model.ids import new_uuid, now
from reviewer.storage.connections import connect
from reviewer.storage.lock import ProjectLock
from reviewer.storage.schema import APPLICATION_ID

_APPLICATION: Final = slice(68, 72)  # of the SQLite file header (file format 1.3.13)


def has_unfinished(path: Path, *suffixes: str) -> bool:
    """Whether one of SQLite's own files beside the project (`-wal`, `-journal`) holds something."""
    return any(_holds_something(path.with_name(path.name + suffix)) for suffix in suffixes)


def _holds_something(file: Path) -> bool:
    try:
        return file.is_file() and file.stat().st_size > 0
    except OSError:  # no file can have such a name, or it may not be looked at: opening finds the words
        return False


def begin_project(connection: sqlite3.Connection, title: str) -> None:
    """Give a new project's tables the row that says what it is."""
    connection.execute(
        "INSERT INTO project (id, uuid, title, created_at, program) VALUES (1, ?, ?, ?, ?)",
        (new_uuid(), title, now(), f"FOIA Reviewer {__version__}"),
    )


def has_begun(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether a project has that row; not if the program that made it was killed over it.

    ProjectError `damaged-project` if it is not there and others are.
    """
    if connection.execute("SELECT uuid FROM project").fetchone() is not None:
        return True
    if connection.execute("SELECT 1 FROM reviewer UNION ALL SELECT 1 FROM release LIMIT 1").fetchone() is None:
        return False
    raise ProjectError(
        f"The project {path.name} is damaged: what it says of itself is gone.",
        "Open the last good copy (a backup or a saved copy), and keep the damaged file.",
        code="damaged-project",
        file=path,
    )


def take_back_unfinished(path: Path, reviewer: str, *, writable: bool) -> None:
    """Undo the transaction that a journal beside the file tells of; nothing where another program is still at it.

    Until then the file holds half of a step, its version among it. ProjectError `cannot-open` where it is not
    `writable`: what stands there must not be read either.
    """
    if not has_unfinished(path, "-journal") or not _is_project(path):
        return
    if not writable:
        raise ProjectError(
            f"The project {path.name} was left in the middle of a change that has to be taken back first.",
            f"Copy it, with the file {path.name}-journal, into a folder of your own and open it there.",
            code="cannot-open",
            file=path,
        )
    lock = ProjectLock(path)
    try:
        lock.acquire(reviewer)
    except ProjectError as error:
        if error.code == "in-use":
            return  # the journal is that program's, and SQLite heeds it
        raise
    try:
        with closing(connect(path, "rw")) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    finally:
        lock.release()


def _is_project(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return int.from_bytes(file.read(100)[_APPLICATION], "big") == APPLICATION_ID
    except OSError:
        return False  # opening it finds the words
