"""Puts requests, releases, files and pages into a project, and hands out pages to be read."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from reviewer.model.changes import Changes, changed
from reviewer.model.ids import FileId, PageId, Uuid, new_uuid, now
from reviewer.model.review import DETERMINATIONS
from reviewer.storage.audit import Author, record
from reviewer.storage.rows import PendingPage


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file as it came: where it lies, its SHA-256 (hexadecimal) and size, and when it was received (ISO date)."""

    path: Path
    sha256: str
    bytes: int
    received_on: str | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """Outcome of adding a file: `already` is true where the release held it before (same SHA-256)."""

    item: int
    already: bool
    changes: Changes


def add_request(
    connection: sqlite3.Connection, author: Author, *, agency: str = "", number: str = "", regime: str = "FOIA"
) -> Uuid:
    """Add a request, or return the one with this number and agency."""
    row = connection.execute(
        "SELECT uuid FROM request WHERE number = ? AND agency = ? AND regime = ?", (number, agency, regime)
    ).fetchone()
    if row:
        return Uuid(row["uuid"])
    uuid = new_uuid()
    values = {"uuid": uuid, "agency": agency, "regime": regime, "number": number}
    connection.execute(
        "INSERT INTO request (uuid, agency, regime, number) VALUES (:uuid, :agency, :regime, :number)", values
    )
    record(connection, author, "add-request", f"Add request {number or agency}", "request", values)
    return uuid


def add_determination(connection: sqlite3.Connection, author: Author, request: Uuid, printed_on: str) -> Uuid:
    """Add the determination of a request with this date, or return the one that is there, of whatever kind it is."""
    marks = ", ".join("?" * len(DETERMINATIONS))
    row = connection.execute(
        f"SELECT uuid FROM event WHERE request = ? AND printed_on = ? AND kind IN ({marks})",  # noqa: S608 - only marks
        (request, printed_on, *DETERMINATIONS),
    ).fetchone()
    if row:
        return Uuid(row["uuid"])
    uuid = new_uuid()
    values = {"uuid": uuid, "request": request, "kind": DETERMINATIONS[0], "printed_on": printed_on}
    connection.execute(
        "INSERT INTO event (uuid, request, kind, title, printed_on) "
        "VALUES (:uuid, :request, :kind, 'Determination letter', :printed_on)",
        values,
    )
    record(connection, author, "add-event", f"Add determination of {printed_on}", "event", values)
    return uuid


def add_release(
    connection: sqlite3.Connection,
    author: Author,
    name: str,
    *,
    request: Uuid | None = None,
    event: Uuid | None = None,
    received_on: str | None = None,
) -> Uuid:
    """Add a release, or return the one of this name (and request)."""
    row = connection.execute("SELECT uuid FROM release WHERE name = ? AND request IS ?", (name, request)).fetchone()
    if row:
        return Uuid(row["uuid"])
    uuid = new_uuid()
    values = {"uuid": uuid, "request": request, "event": event, "name": name, "received_on": received_on}
    connection.execute(
        "INSERT INTO release (uuid, request, event, name, received_on, ordinal) VALUES "
        "(:uuid, :request, :event, :name, :received_on, (SELECT coalesce(max(ordinal), 0) + 1 FROM release))",
        values,
    )
    record(connection, author, "add-release", f"Add release {name}", "release", values)
    return uuid


def add_item(
    connection: sqlite3.Connection, author: Author, project: Path, release: Uuid, received: ReceivedFile
) -> Added:
    """Catalogue a file that is not reviewable here (XLSX, MSG, audio …)."""
    row = connection.execute(
        "SELECT id FROM item_received WHERE release = ? AND sha256 = ?", (release, received.sha256)
    ).fetchone()
    if row:
        return Added(row["id"], True, Changes())
    values: dict[str, str | int | None] = {
        "uuid": new_uuid(),
        "release": release,
        "name": received.path.name,
        "path": stored_path(received.path, project),
        "sha256": received.sha256,
        "bytes": received.bytes,
        "received_on": received.received_on,
        "added_by": author.reviewer,
        "added_at": author.at,
    }
    cursor = connection.execute(
        "INSERT INTO item_received (uuid, release, name, path, sha256, bytes, received_on, added_by, added_at) VALUES "
        "(:uuid, :release, :name, :path, :sha256, :bytes, :received_on, :added_by, :added_at)",
        values,
    )
    record(connection, author, "add-file", f"Add {received.path.name}", "item_received", values)
    item = int(cursor.lastrowid or 0)
    return Added(item, False, changed("release", [release]) | changed("file", [item]))


def add_source_file(
    connection: sqlite3.Connection,
    author: Author,
    project: Path,
    release: Uuid,
    received: ReceivedFile,
    sizes: Sequence[tuple[float, float]],
) -> Added:
    """Add a reviewable file with a page for each of `sizes` (displayed points); its pages wait to be read.

    A file that could not be opened before is opened anew: it gets its pages now.
    """
    added = add_item(connection, author, project, release, received)
    file = added.item
    row = connection.execute("SELECT state FROM source_file WHERE id = ?", (file,)).fetchone()
    if row and row["state"] == "ready":
        return Added(file, True, Changes())
    connection.execute(
        "INSERT INTO source_file (id, page_count, state) VALUES (?, ?, 'ready') ON CONFLICT (id) DO UPDATE SET "
        "page_count = excluded.page_count, state = 'ready', error_code = NULL, error_message = NULL",
        (file, len(sizes)),
    )
    connection.executemany(
        "INSERT INTO page (file, number, width, height) VALUES (?, ?, ?, ?)",
        [(file, number, width, height) for number, (width, height) in enumerate(sizes)],
    )
    return Added(file, False, added.changes | changed("file", [file]) | changed("page"))


def add_failed_file(
    connection: sqlite3.Connection,
    author: Author,
    project: Path,
    release: Uuid,
    received: ReceivedFile,
    error: tuple[str, str],
) -> Added:
    """Record a file that could not be opened, with (code, message); it counts and can be tried again."""
    added = add_item(connection, author, project, release, received)
    connection.execute(
        "INSERT INTO source_file (id, state, error_code, error_message) VALUES (?, 'failed', ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET error_code = excluded.error_code, error_message = excluded.error_message "
        "WHERE state = 'failed'",
        (added.item, *error),
    )
    return Added(added.item, added.already, added.changes | changed("file", [added.item]))


def relocate_file(connection: sqlite3.Connection, project: Path, file: FileId, path: Path) -> Changes:
    """Remember where a source file lies now; the caller has checked its SHA-256.

    Its name stays the one under which it was received: pin cites and served logs rest on it.
    """
    connection.execute("UPDATE item_received SET path = ? WHERE id = ?", (stored_path(path, project), file))
    return changed("file", [file])


def claim_pages(
    connection: sqlite3.Connection, project: Path, limit: int, first: Iterable[PageId] = (), retry: bool = False
) -> list[PendingPage]:
    """Up to `limit` pages that wait to be read, those of `first` before others; marks them as being read.

    With `retry`, failed pages too.
    """
    found: list[sqlite3.Row] = []
    for page in dict.fromkeys(first):
        if len(found) < limit:
            found += connection.execute(_PENDING + " WHERE p.state = 'pending' AND p.id = ?", (page,)).fetchall()
    taken = {row["id"] for row in found}
    for state in ("pending", "failed") if retry else ("pending",):
        rest = connection.execute(
            _PENDING + " WHERE p.state = ? ORDER BY p.id LIMIT ?", (state, limit + len(taken))
        ).fetchall()
        found += [row for row in rest if row["id"] not in taken][: max(0, limit - len(found))]
    connection.executemany(
        "UPDATE page SET state = 'reading', attempts = attempts + 1 WHERE id = ?", [(row["id"],) for row in found]
    )
    return [
        PendingPage(
            id=PageId(row["id"]),
            file=FileId(row["file"]),
            number=row["number"],
            path=resolved_path(row["path"], project),
            sha256=row["sha256"],
            attempts=row["attempts"] + 1,
        )
        for row in found
    ]


_PENDING = (
    "SELECT p.id, p.file, p.number, p.attempts, i.path, i.sha256 FROM page p JOIN item_received i ON i.id = p.file"
)


def release_pages(connection: sqlite3.Connection, pages: Iterable[PageId]) -> Changes:
    """Give back pages that were claimed but not read; the attempt does not count."""
    ids = list(pages)
    connection.executemany(
        "UPDATE page SET state = 'pending', attempts = max(0, attempts - 1) WHERE id = ? AND state = 'reading'",
        [(page,) for page in ids],
    )
    return changed("page", ids) if ids else Changes()


def read_again(connection: sqlite3.Connection, pages: Iterable[PageId]) -> Changes:
    """Queue pages to be read once more, whatever their state; what they hold stays until then."""
    ids = list(pages)
    connection.executemany("UPDATE page SET state = 'pending' WHERE id = ?", [(page,) for page in ids])
    return changed("page", ids) if ids else Changes()


def reset_interrupted(connection: sqlite3.Connection) -> int:
    """After a crash: pages that were being read wait again, running jobs are marked interrupted. How many pages."""
    connection.execute("UPDATE job SET state = 'interrupted', ended_at = ? WHERE state = 'running'", (now(),))
    return connection.execute("UPDATE page SET state = 'pending' WHERE state = 'reading'").rowcount


def rebase_paths(connection: sqlite3.Connection, old: Path, new: Path) -> None:
    """In a copy of project `old` that lies at `new`, let the paths of all files lead where they led before."""
    rows = connection.execute("SELECT id, path FROM item_received").fetchall()
    connection.executemany(
        "UPDATE item_received SET path = ? WHERE id = ?",
        [(stored_path(resolved_path(row["path"], old), new), row["id"]) for row in rows],
    )


def release_all_pages(connection: sqlite3.Connection) -> Changes:
    """Let all pages wait again that were claimed and never stored; only for when nothing reads."""
    rows = connection.execute("SELECT id FROM page WHERE state = 'reading'").fetchall()
    return release_pages(connection, [PageId(row["id"]) for row in rows])


def stored_path(path: Path, project: Path) -> str:
    """The path as it is kept: relative to the project's folder where both lie on one drive near each other."""
    absolute, folder = path.resolve(), project.resolve().parent
    try:
        relative = os.path.relpath(absolute, folder)
    except ValueError:  # another drive on Windows
        return absolute.as_posix()
    parts = Path(relative).parts
    # Three steps up is a neighbourhood that moves together; beyond, an absolute path says more.
    return absolute.as_posix() if parts[:4] == ("..",) * 4 else PurePosixPath(*parts).as_posix()


def resolved_path(stored: str, project: Path) -> Path:
    """Where a stored path leads on this machine."""
    return Path(os.path.normpath(project.resolve().parent / stored))
