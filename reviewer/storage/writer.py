"""The one thread that writes: results in small batches, a person's edit at once, answers after the commit."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from reviewer.model.errors import ProjectError
from reviewer.storage.errors import SQLITE_ERRORS, as_project_error

T = TypeVar("T")

_BATCH_SECONDS: Final = 0.02
"""How long a batch may grow: an edit waits for at most about this."""


class _Task(Generic[T]):
    """One piece of work and the future that tells its outcome."""

    def __init__(self, work: Callable[[sqlite3.Connection], T], path: Path) -> None:
        self._work, self._path = work, path
        self.future: Future[T] = Future()
        self._settle: Callable[[], None] = _nothing

    def run(self, connection: sqlite3.Connection) -> None:
        """Do the work inside a savepoint, so that its failure undoes it alone and not the batch it is in."""
        if not self.future.set_running_or_notify_cancel():
            return
        connection.execute("SAVEPOINT task")
        try:
            value = self._work(connection)
        except Exception as error:  # noqa: BLE001 - not swallowed: whoever waits for the future gets it
            self.fail(error)
            if connection.in_transaction:  # a full disk makes SQLite roll the whole transaction back by itself
                connection.execute("ROLLBACK TO task")
        else:
            self._settle = partial(self.future.set_result, value)
        if connection.in_transaction:
            connection.execute("RELEASE task")

    def fail(self, error: Exception) -> None:
        """Remember `error` as the outcome, whatever it was before; a user's error in the user's words."""
        told = as_project_error(error, self._path) if isinstance(error, SQLITE_ERRORS) else None
        self._settle = partial(self.future.set_exception, told or error)

    def settle(self) -> None:
        """Tell the outcome; called after the commit."""
        self._settle()


def _nothing() -> None:
    pass


class Writer:
    """Owns the writing connection. Work is a function of the connection; it never begins or ends transactions."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection, self._path = connection, path
        self._edits: deque[_Task[Any]] = deque()
        self._results: deque[_Task[Any]] = deque()
        self._wake = threading.Condition()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="project-writer", daemon=True)
        self._thread.start()

    def edit(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run `work` in a transaction of its own, before any waiting results, and wait for the commit."""
        return self._submit(self._edits, work).result()

    def store(self, work: Callable[[sqlite3.Connection], T]) -> Future[T]:
        """Queue `work` behind earlier results; the future is done once it is committed."""
        return self._submit(self._results, work)

    def close(self) -> None:
        """Finish all queued work and end the thread; the connection stays open for the caller to close."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        self._thread.join()

    def _submit(self, queue: deque[_Task[Any]], work: Callable[[sqlite3.Connection], T]) -> Future[T]:
        if threading.current_thread() is self._thread:
            raise RuntimeError("work on the writer thread must not wait for the writer thread")
        task = _Task(work, self._path)
        with self._wake:
            if self._closing:
                raise RuntimeError("the project is closed")
            queue.append(task)
            self._wake.notify()
        return task.future

    def _run(self) -> None:
        while True:
            with self._wake:
                while not (self._edits or self._results or self._closing):
                    self._wake.wait()
                if not (self._edits or self._results):
                    return
                edit = self._edits.popleft() if self._edits else None
            self._transaction(edit)

    def _transaction(self, first: _Task[Any] | None) -> None:
        """One transaction: the edit alone, or results until the time is up or an edit waits."""
        tasks = [first or self._results.popleft()]
        deadline = time.monotonic() + _BATCH_SECONDS
        try:
            self._roll_back()  # what could not be taken back when the disk failed last time
            self._connection.execute("BEGIN IMMEDIATE")
            tasks[0].run(self._connection)
            while not (first or self._edits) and self._results and time.monotonic() < deadline:
                if not self._connection.in_transaction:
                    break
                tasks.append(self._results.popleft())
                tasks[-1].run(self._connection)
            if not self._connection.in_transaction:
                self._fail_lost(tasks)
            else:
                self._connection.execute("COMMIT")
        except SQLITE_ERRORS as error:
            for task in tasks:
                task.fail(error)
            # A disk that fails again must not end the thread: everybody who asks it later would wait for ever.
            with suppress(*SQLITE_ERRORS):
                self._roll_back()
        for task in tasks:
            task.settle()

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def _fail_lost(self, tasks: list[_Task[Any]]) -> None:
        """SQLite gave the whole transaction up because of the last task: what ran before it is not stored either."""
        for task in tasks[:-1]:
            task.fail(
                ProjectError(
                    f"Results were not stored in {self._path.name}, because the disk is full or failing.",
                    "Free some space and go on: these pages are read again.",
                    code="not-stored",
                    file=self._path,
                )
            )
