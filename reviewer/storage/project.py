"""A project file as one object: created, opened by one writer or any number of readers, copied, closed to one file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from reviewer.model.errors import ProjectError
from reviewer.storage.bare import make_bare
from reviewer.storage.connections import Mode, ReaderPool, connect
from reviewer.storage.errors import user_errors
from reviewer.storage.location import Location, is_writable_folder, judge_location
from reviewer.storage.lock import ProjectLock
from reviewer.storage.migrations import (
    MIGRATIONS,
    Migration,
    apply_migrations,
    back_up,
    copy_database,
    needs_migration,
    refuse_damaged,
)
from reviewer.storage.sources import rebase_paths
from reviewer.storage.unfinished import begin_project, has_begun, has_unfinished, take_back_unfinished
from reviewer.storage.writer import Writer

T = TypeVar("T")

_OLDEST_SQLITE: Final = (3, 38, 0)  # STRICT tables (3.37) and JSON built in (3.38)
_CLOSING_MILLISECONDS: Final = 500


@dataclass(frozen=True, slots=True)
class Opening:
    """How a project was opened; `banners` are sentences to show for as long as it is open."""

    read_only: bool
    location: Location
    banners: tuple[str, ...] = ()
    backup: Path | None = None


class ProjectFile:
    """An open project file. Reads come from a pool of read-only connections, writes go through one thread."""

    def __init__(
        self,
        path: Path,
        opening: Opening,
        readers: ReaderPool,
        writer: tuple[sqlite3.Connection, Writer] | None,
        lock: ProjectLock | None,
    ) -> None:
        self.path, self.opening = path, opening
        self._readers, self._lock = readers, lock
        self._connection: sqlite3.Connection | None = None
        self._writer: Writer | None = None
        if writer is not None:
            self._connection, self._writer = writer
        self._closed = False

    @classmethod
    def create(cls, path: Path, reviewer: str, title: str = "") -> ProjectFile:
        """Make a new project; ProjectError `exists` if something is there already."""
        _check_free(path, "Open it, or choose another name.")
        if not is_writable_folder(path.parent):
            raise ProjectError(
                f"The project {path.name} cannot be created: {path.parent} is not a folder that you may write in.",
                "Choose a folder of your own.",
                code="read-only",
                file=path,
            )
        _check_sqlite(path)
        lock = ProjectLock(path)
        lock.acquire(reviewer)
        try:
            # Again, now that nobody else can make it: from here on, what stands at this path is ours to remove.
            _check_free(path, "Open it, or choose another name.")
        except BaseException:
            lock.release()
            raise
        try:
            with user_errors(path), closing(connect(path, "rwc")) as connection:
                connection.execute("PRAGMA synchronous = FULL")
                apply_migrations(connection)
                begin_project(connection, title or path.stem)
            return cls._open_locked(path, lock, judge_location(path), None)
        except BaseException:
            with suppress(OSError):
                path.unlink(missing_ok=True)  # half a project is worse than none
            lock.release()
            raise

    @classmethod
    def open(
        cls, path: Path, reviewer: str, *, read_only: bool = False, migrations: Sequence[Migration] = MIGRATIONS
    ) -> ProjectFile:
        """Open for writing, or read-only if asked or if the folder is write-protected (`opening` says which).

        Raises ProjectError: `missing`, `not-a-project`, `newer-version`, `damaged-project`, `in-use`, `old-version`
        (only where an update would have to write), `cannot-open`.
        """
        _check_sqlite(path)
        location = judge_location(path)
        with user_errors(path):
            if has_unfinished(path, "-journal"):
                take_back_unfinished(path, reviewer, writable=_may_write(path))
            older = needs_migration(path, len(migrations))
            if read_only or not _may_write(path):
                if older is not None:
                    raise ProjectError(
                        f"{path.name} is of an older version ({older}) and must be updated before it can be read.",
                        "Open it for writing once, or save a copy in a folder of your own and open that.",
                        code="old-version",
                        file=path,
                    )
                return cls._open_read_only(path, location, asked=read_only)
            lock = ProjectLock(path)
            lock.acquire(reviewer)
            try:
                backup = None
                if older is not None:
                    refuse_damaged(path)
                    backup = back_up(path, older)
                    with closing(connect(path, "rw")) as connection:
                        apply_migrations(connection, migrations)
                return cls._open_locked(path, lock, location, backup)
            except BaseException:
                lock.release()
                raise

    @classmethod
    def _open_locked(cls, path: Path, lock: ProjectLock, location: Location, backup: Path | None) -> ProjectFile:
        with user_errors(path):
            connection = connect(path, "rw")
            try:
                # Shared memory does not work across machines, so a WAL there loses data (sqlite.org/wal.html).
                connection.execute(f"PRAGMA journal_mode = {'DELETE' if location.shared else 'WAL'}")
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("PRAGMA cache_size = -32768")
                if not has_begun(connection, path):
                    begin_project(connection, path.stem)
            except BaseException:
                connection.close()
                raise
        banners = (location.warning,) if location.warning else ()
        opening = Opening(read_only=False, location=location, banners=banners, backup=backup)
        return cls(path, opening, ReaderPool(path, "ro"), (connection, Writer(connection, path)), lock)

    @classmethod
    def _open_read_only(cls, path: Path, location: Location, *, asked: bool) -> ProjectFile:
        banners = [location.warning] if location.warning else []
        if not asked:
            banners.append("This project is write-protected: you can read and export, but nothing is recorded.")
        mode: Mode = "ro"
        try:
            _probe(path, mode)
        except sqlite3.OperationalError:
            # WAL needs a file beside the project even for reading; where none can be made, promise that it is at rest.
            mode = "immutable"
            _probe(path, mode)
            wal = path.with_name(path.name + "-wal")
            if wal.exists() and wal.stat().st_size:
                banners.append("The latest changes cannot be shown from this folder: copy the project elsewhere.")
        return cls(path, Opening(True, location, tuple(banners)), ReaderPool(path, mode), None, None)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._writer is None

    @property
    def writer(self) -> Writer:
        """The writing thread; ProjectError `read-only` where there is none."""
        if self._writer is None:
            raise ProjectError(
                f"The project {self.path.name} is open read-only.",
                "Open it for writing, or save a copy and work there.",
                code="read-only",
                file=self.path,
            )
        return self._writer

    @contextmanager
    def reader(self) -> Iterator[sqlite3.Connection]:
        """A read-only connection with one consistent view, for the length of the block."""
        with self._readers.reader() as connection:
            yield connection

    def edit(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run `work` in one transaction ahead of waiting results; returns after the commit."""
        return self.writer.edit(work)

    def save_copy(self, target: Path, *, bare: bool = False) -> None:
        """Write everything committed so far into a new file (`exists` if there is one); this project stays open.

        In another folder the paths of the sources are written anew, so that they lead to the same files. A `bare` copy
        has neither notes nor the record of edits (`make_bare`).
        """
        _check_free(target, "Choose another name.")
        with user_errors(target):
            try:
                copy_database(self.path, target)
                if bare:
                    with closing(connect(target, "rw")) as copy:
                        make_bare(copy)
                elif target.resolve().parent != self.path.resolve().parent:
                    with closing(connect(target, "rw")) as copy:
                        copy.execute("BEGIN")
                        rebase_paths(copy, self.path, target)
                        copy.execute("COMMIT")
            except sqlite3.Error:
                with suppress(OSError):
                    target.unlink()
                raise

    def close(self) -> None:
        """Finish queued writes, fold the log into the file, free the lock; safe to call twice."""
        if self._closed:
            return
        self._closed = True
        try:
            if self._writer is not None:
                self._writer.close()
            self._readers.close()
            if self._connection is not None:
                with user_errors(self.path), closing(self._connection) as connection:
                    _fold(connection)
        finally:
            if self._lock is not None:
                self._lock.release()


def _fold(connection: sqlite3.Connection) -> None:
    """Fold the log into the file and leave WAL, so that readers of the file at rest need nothing beside it.

    While other programs read, the log stays beside the file; it is folded in by whoever writes next.
    """
    connection.execute("PRAGMA analysis_limit = 400")  # so that closing a large project does not read all of it
    connection.execute("PRAGMA optimize")
    connection.execute(f"PRAGMA busy_timeout = {_CLOSING_MILLISECONDS}")
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise


def _check_free(path: Path, advice: str) -> None:
    try:
        there = path.exists()
    except OSError as error:  # a name that is too long, a folder above that may not be entered
        raise ProjectError(
            f"The project {path.name} cannot be created ({error.strerror}).",
            "Choose another name or folder.",
            code="cannot-create",
            file=path,
        ) from error
    if there:
        raise ProjectError(f"There is already a file {path.name}.", advice, code="exists", file=path)


def _probe(path: Path, mode: Mode) -> None:
    with closing(connect(path, mode)) as connection:
        if not has_begun(connection, path):
            raise ProjectError(
                f"Nothing is in the project {path.name} yet: the program ended while it made it.",
                "Open it for writing, or delete it.",
                code="cannot-open",
                file=path,
            )


def _may_write(path: Path) -> bool:
    """Whether the file and its folder can be written; read-only media and folders of others cannot."""
    try:
        with path.open("r+b"):
            return is_writable_folder(path.parent)
    except OSError:
        return False


def _check_sqlite(path: Path) -> None:
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise ProjectError(
            f"This Python brings SQLite {sqlite3.sqlite_version}, which is too old for project files.",
            f"Use a Python with SQLite {'.'.join(map(str, _OLDEST_SQLITE))} or newer.",
            code="old-sqlite",
            file=path,
        )
