"""Reads that can be given up while they run."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeAlias

from reviewer.storage.project import ProjectFile

Stop: TypeAlias = Callable[[], bool]
"""Asked again and again while a read runs; True gives it up."""

_STEPS: Final = 1_000  # of SQLite's machine between two questions: some ten microseconds


class StoppedError(Exception):
    """A read was given up because its `stop` said so."""


@contextmanager
def stoppable(project: ProjectFile, stop: Stop | None) -> Iterator[sqlite3.Connection]:
    """A connection whose statements end with StoppedError soon after `stop` is true."""
    with project.reader() as connection:
        if stop is None:
            yield connection
            return
        connection.set_progress_handler(stop, _STEPS)
        try:
            yield connection
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
                raise
            raise StoppedError from None
        finally:
            connection.set_progress_handler(None, 0)
