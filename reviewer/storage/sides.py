"""One of two copies of a project that are being merged, as rows: what it holds now, and every deed that led there."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from reviewer.model.errors import ProjectError
from reviewer.storage.connections import connect
from reviewer.storage.edit import KEYS, Editor, Row, RowChange, Value
from reviewer.storage.errors import user_errors
from reviewer.storage.migrations import apply_migrations, copy_database, needs_migration
from reviewer.storage.project import ProjectFile
from reviewer.storage.untrusted import LARGEST, StrangeError, check_row, check_schema, check_tables, past_change


@dataclass(frozen=True, slots=True)
class PastDeed:
    """A deed of the audit trail: who, when, the rows before and after."""

    reviewer: str
    at: str
    rows: tuple[RowChange, ...]


@dataclass(frozen=True, slots=True)
class SideFile:
    """A file that was received: its ids in this copy, what it is in every copy, the release it came with."""

    id: int
    uuid: str
    name: str
    sha256: str
    release: str
    ready: bool


@dataclass(frozen=True, slots=True)
class SidePage:
    """A page by its id here, its file and its number (from 0); `read`: it was read at least once."""

    id: int
    file: int
    number: int
    read: bool


class Side:
    """Reads for a merge over one connection; ProjectError `damaged-project` and the like where the file fails.

    `foreign`: it is somebody else's file, and each row is judged before it is handed on.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, *, foreign: bool = False) -> None:
        self.path, self._foreign = path, foreign
        self._connection, self._rows = connection, Editor(connection)
        self._references: dict[str, dict[str, str]] = {}

    def get(self, table: str, *key: Value) -> Row | None:
        """One row by its key, all columns."""
        return next(iter(self.find(table, **dict(zip(KEYS[table], key, strict=True)))), None)

    def find(self, table: str, **where: Value) -> list[Row]:
        """Rows whose columns equal the values given (None: is NULL), in the order of their keys."""
        with _readable(self.path):
            found = self._rows.find(table, **where)
            if self._foreign:
                for row in found:
                    check_row(table, row)
            return found

    def references(self, table: str) -> dict[str, str]:
        """Columns that hold the key of another table's row, and which table that is."""
        if table not in self._references:
            found = self._query('SELECT "from" AS name, "table" AS target FROM pragma_foreign_key_list(?)', table)
            self._references[table] = {row["name"]: row["target"] for row in found}
        return self._references[table]

    def deeds(self) -> dict[str, int]:
        """The ids of all deeds by their UUIDs, in the order in which they were done."""
        return {row["uuid"]: row["id"] for row in self._query("SELECT uuid, id FROM audit ORDER BY id")}

    def deeds_since(self, deed: int) -> Iterator[PastDeed]:
        """The deeds after one (0: all), the latest first; rows of tables that edits do not touch are left out."""
        rows = self._query("SELECT reviewer, at, before, after FROM audit WHERE id > ? ORDER BY id DESC", deed)
        for row in rows:
            try:
                pairs = zip(json.loads(row["before"]), json.loads(row["after"]), strict=True)
                found = [past_change(before, after) for before, after in pairs]
            except StrangeError as error:
                raise _damaged(self.path, str(error)) from error
            except (ValueError, TypeError, RecursionError) as error:
                raise _damaged(self.path, "its record of edits cannot be read") from error
            changes = tuple(change for change in found if change is not None)
            yield PastDeed(row["reviewer"], row["at"], changes)

    def files(self) -> list[SideFile]:
        """All files received that have pages, in the order in which they were added."""
        rows = self._query(
            "SELECT i.id, i.uuid, i.name, i.sha256, i.release, s.state = 'ready' AS ready "
            "FROM item_received i JOIN source_file s ON s.id = i.id ORDER BY i.id"
        )
        return [SideFile(r["id"], r["uuid"], r["name"], r["sha256"], r["release"], bool(r["ready"])) for r in rows]

    def page(self, page: Value) -> SidePage | None:
        """A page by its id."""
        return self._page("id = ?", page)

    def page_at(self, file: int, number: int) -> SidePage | None:
        """A page by its file and number."""
        return self._page("file = ? AND number = ?", file, number)

    def _page(self, condition: str, *values: Value) -> SidePage | None:
        rows = self._query(f"SELECT id, file, number, read_at FROM page WHERE {condition}", *values)  # noqa: S608 - see above
        return next((SidePage(r["id"], r["file"], r["number"], r["read_at"] is not None) for r in rows), None)

    def _query(self, statement: str, *values: Value) -> list[sqlite3.Row]:
        with _readable(self.path):
            return self._connection.execute(statement, values).fetchall()


@contextmanager
def other_side(path: Path) -> Iterator[Side]:
    """Another project file for the length of the block, read-only; one of an older version as an updated passing copy.

    Raises ProjectError as `ProjectFile.open` does. The file itself is never written.
    """
    with _readable(path):
        older = needs_migration(path)
        with closing(_at_rest(path)) as connection:
            check_schema(connection, *(() if older is None else (older,)))
    if older is None:
        with _reading(path, path) as side:
            yield side
        return
    with TemporaryDirectory(prefix="foia-merge-", ignore_cleanup_errors=True) as folder:
        passing = Path(folder) / "other.foia"
        with _readable(path):
            copy_database(path, passing)
            with closing(connect(passing, "rw")) as connection:
                apply_migrations(connection)
        with _reading(passing, path) as side:
            yield side


@contextmanager
def _reading(path: Path, called: Path) -> Iterator[Side]:
    with _readable(called):
        project = ProjectFile.open(path, "", read_only=True)
    with closing(project), project.reader() as connection:
        with _readable(called):
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST)
            check_schema(connection)
            # Rows that damage hides look as if somebody had removed them: a merge would remove them here, too.
            problem = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            check_tables(connection)
        if problem != "ok":
            raise _damaged(called, "its tables are not whole")
        yield Side(connection, called, foreign=True)


def _at_rest(path: Path) -> sqlite3.Connection:
    """A connection that reads, also where a folder is write-protected."""
    connection = connect(path, "ro")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        return connect(path, "immutable")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Tell what a user can meet; text that is no text is damage, for which SQLite's module has no code."""
    try:
        with user_errors(path):
            yield
    except StrangeError as error:
        raise _damaged(path, str(error)) from error
    except sqlite3.DataError as error:
        raise _damaged(path, "a value in it is too large") from error
    except sqlite3.OperationalError as error:
        if not str(error).startswith("Could not decode"):
            raise
        raise _damaged(path, "its text cannot be read") from error


def _damaged(path: Path, why: str) -> ProjectError:
    return ProjectError(
        f"The project {path.name} is damaged: {why}.",
        "Use the last good copy of it. Nothing was changed.",
        code="damaged-project",
        file=path,
    )
