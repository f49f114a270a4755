"""Brings a project file to this program's version: ordered steps, each whole or not at all, after a backup copy."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Final, TypeAlias

from reviewer.model.errors import ProjectError
from reviewer.storage.connections import connect
from reviewer.storage.documentwords import refresh_all_documents
from reviewer.storage.schema import APPLICATION_ID, VERSION_1
from reviewer.storage.schema_2 import VERSION_2
from reviewer.storage.schema_3 import VERSION_3
from reviewer.storage.unfinished import has_unfinished

Migration: TypeAlias = Callable[[sqlite3.Connection], None]

_SQLITE_HEADER: Final = b"SQLite format 3\x00"
_LOGS: Final = ("-wal", "-journal")  # with what stands in them the file is longer than it looks


def run_statements(connection: sqlite3.Connection, script: str) -> None:
    """Run the statements of a script inside the open transaction (`executescript` would commit it)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""
    if statement.strip():
        raise ValueError(f"unfinished statement: {statement.strip()[:60]}")


def _version_1(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    run_statements(connection, VERSION_1)


def _version_2(connection: sqlite3.Connection) -> None:
    run_statements(connection, VERSION_2)


def _version_3(connection: sqlite3.Connection) -> None:
    run_statements(connection, VERSION_3)
    refresh_all_documents(connection)


MIGRATIONS: Final[tuple[Migration, ...]] = (_version_1, _version_2, _version_3)
"""Step n makes version n out of version n - 1. Append only: a step that was released is never edited."""


def apply_migrations(connection: sqlite3.Connection, steps: Sequence[Migration] = MIGRATIONS) -> None:
    """Run the steps that the file still lacks, one transaction each, and prove that no reference dangles."""
    for number in range(_pragma(connection, "user_version") + 1, len(steps) + 1):
        connection.execute("PRAGMA foreign_keys = OFF")  # has no effect inside a transaction
        connection.execute("BEGIN IMMEDIATE")
        try:
            steps[number - 1](connection)
            if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise RuntimeError(f"migration {number} leaves a dangling reference")
            connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            connection.execute("PRAGMA foreign_keys = ON")


def needs_migration(path: Path, known: int = len(MIGRATIONS)) -> int | None:
    """The version of an older project, None if it is up to date.

    Raises ProjectError: `missing`, `not-a-project` (foreign, with its name where it says one), `newer-version`,
    `damaged-project` (truncated).
    """
    header = _checked_header(path)
    # Offsets 60 and 68 of the SQLite file header (file format 1.3.12, 1.3.13): no connection needs to be opened.
    version, application = int.from_bytes(header[60:64], "big"), int.from_bytes(header[68:72], "big")
    if application != APPLICATION_ID:
        raise ProjectError(
            f"{path.name} is not a FOIA Reviewer project: it is an SQLite database{_named(application)}.",
            "Choose a project that was made with FOIA Reviewer.",
            code="not-a-project",
            file=path,
        )
    if version > known:
        raise ProjectError(
            f"{path.name} was written by a newer FOIA Reviewer (project version {version}; this one knows {known}).",
            "Install the newer version of the program. The file was not changed.",
            code="newer-version",
            file=path,
        )
    return version if version < known else None


def refuse_damaged(path: Path) -> None:
    """ProjectError `damaged-project` if an older project is not whole: an update would take what is left for all."""
    with closing(connect(path, "ro")) as connection:
        whole = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        if whole and connection.execute("PRAGMA foreign_key_check").fetchone() is None:
            return
    raise ProjectError(
        f"The project {path.name} is damaged, and is not updated: what is missing would be missing for good.",
        "Open the last good copy (a backup or a saved copy), and keep this file. It was not changed.",
        code="damaged-project",
        file=path,
    )


def back_up(path: Path, version: int) -> Path:
    """Copy a project of `version` beside itself before it is changed; returns the copy's path, always a new one."""
    for number in range(1, 1000):
        suffix = "" if number == 1 else f"-{number}"
        target = path.with_name(f"{path.stem}.before-update-from-{version}{suffix}.foia")
        if not target.exists():
            _copy_whole(path, target)
            return target
    raise ProjectError(
        f"There are too many backups of {path.name} beside it.",
        "Move old backups elsewhere, then open it again.",
        code="too-many-backups",
        file=path,
    )


def _copy_whole(path: Path, target: Path) -> None:
    """As `copy_database`, under another name until it is whole: half a backup would be taken for one."""
    part = target.with_name(f"{path.stem}.unfinished-backup.foia")
    _remove(part)  # of a program that was killed over it
    try:
        copy_database(path, part)
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            _remove(part)
        raise


def _remove(project: Path) -> None:
    for suffix in ("", *_LOGS):
        project.with_name(project.name + suffix).unlink(missing_ok=True)


def copy_database(source: Path, target: Path) -> None:
    """Copy a project with all that is committed, also while it is written (SQLite's backup API)."""
    with closing(connect(source, "ro")) as old, closing(connect(target, "rwc")) as new:
        old.backup(new, pages=4096)
        # The copy carries the WAL mark of its source; as a single file at rest it should not.
        new.execute("PRAGMA journal_mode = DELETE")


def _checked_header(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            header = file.read(100)
        size = path.stat().st_size
    except FileNotFoundError:
        raise ProjectError(
            f"There is no project {path}.", "Check the name, or create it first.", code="missing", file=path
        ) from None
    except OSError as error:
        raise ProjectError(
            f"The project {path.name} cannot be read ({error.strerror}).",
            "Check that you may read the file.",
            code="cannot-open",
            file=path,
        ) from error
    if header[:16] != _SQLITE_HEADER:
        what = " (it is a PDF)" if header.startswith(b"%PDF") else " (it is empty)" if not header else ""
        raise ProjectError(
            f"{path.name} is not a FOIA Reviewer project{what}.",
            "Choose a file that ends in .foia. To add a PDF, open a project and import it."
            if header
            else "Delete it and make the project anew, if the program ended while it made it.",
            code="not-a-project",
            file=path,
        )
    page_size = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    # SQLite file format 1.3: page size 1 stands for 65536; the page count holds only if both change counters agree.
    expected = (65536 if page_size == 1 else page_size) * pages
    if len(header) < 100 or (header[24:28] == header[92:96] and size < expected and not has_unfinished(path, *_LOGS)):
        raise ProjectError(
            f"The project {path.name} is damaged: its end is missing ({size:,} of {expected:,} bytes are there).",
            "Copy it again from where it came, or open the last good copy.",
            code="damaged-project",
            file=path,
        )
    return header


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _named(application: int) -> str:
    name = application.to_bytes(4, "big")
    if application and all(0x20 <= byte < 0x7F for byte in name):
        return f" of another program (“{name.decode('ascii')}”)"
    return " of another program"
