"""Opens SQLite connections the one right way, and lends read-only ones to whichever thread asks."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal
from urllib.parse import quote

from reviewer.storage.errors import user_errors

Connection = sqlite3.Connection
"""A connection to a project; rooms above hand it through and never talk to it."""

Mode = Literal["rw", "rwc", "ro", "immutable"]

_BUSY_SECONDS: Final = 5.0
_MODES: Final[dict[Mode, str]] = {"rw": "mode=rw", "rwc": "mode=rwc", "ro": "mode=ro", "immutable": "immutable=1"}


def connect(path: Path, mode: Mode) -> sqlite3.Connection:
    """A connection without Python's own transactions, rows by name, foreign keys on; waits 5 s for a busy file.

    `immutable` promises that nobody writes the file meanwhile: it is the only way to read a WAL project in a folder
    where no file can be made.
    """
    connection = sqlite3.connect(
        database_uri(path.resolve().as_posix(), mode),
        uri=True,
        timeout=_BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )
    connection.row_factory = sqlite3.Row
    connection.create_function("folded", 1, _folded, deterministic=True)
    connection.execute("PRAGMA foreign_keys = ON")
    if mode in ("ro", "immutable"):
        connection.execute("PRAGMA query_only = ON")
    return connection


def database_uri(absolute: str, mode: Mode) -> str:
    """The URI by which SQLite opens an absolute path with forward slashes.

    In a path of a network share, `//server/share/…`, SQLite takes the server for the authority of the URI, which it
    refuses; an empty authority before it says that all of it is path (sqlite.org/uri.html).
    """
    authority = "//" if absolute.startswith("//") else ""
    return f"file:{authority}{quote(absolute, safe='/:')}?{_MODES[mode]}"


def _folded(text: str | None) -> str | None:
    """SQL `folded(text)`: without regard to case, beyond ASCII too (SQLite's own functions know only ASCII)."""
    return None if text is None else text.casefold()


class ReaderPool:
    """Read-only connections: each is used by one thread at a time and kept for the next one that asks."""

    def __init__(self, path: Path, mode: Mode) -> None:
        self._path, self._mode = path, mode
        self._idle: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._closed = False

    @contextmanager
    def reader(self) -> Iterator[sqlite3.Connection]:
        """One consistent view of the project, from the first statement to the end of the block."""
        with user_errors(self._path):
            connection = self._take()
            try:
                connection.execute("BEGIN")
                yield connection
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                self._give_back(connection)

    def close(self) -> None:
        """Close what is idle; what is still in use closes when it is given back."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _take(self) -> sqlite3.Connection:
        with self._lock:
            if self._closed:
                raise RuntimeError("the project is closed")
            if self._idle:
                return self._idle.pop()
        return connect(self._path, self._mode)

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._lock:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()
