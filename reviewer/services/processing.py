"""Reads the pages of a project in the background; can be started, paused, stopped and asked from anywhere."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from reviewer.model.errors import UserError
from reviewer.model.ids import FileId
from reviewer.services.comparing import CopyRun
from reviewer.services.events import report, tell
from reviewer.services.naming import NameRun
from reviewer.services.reading_choices import reading_choices
from reviewer.services.reading_run import Orders, ProcessingState, ReadingRun
from reviewer.services.workspace import Workspace
from reviewer.storage.rows import PendingPage
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import AnalyseOptions, AnalysePage

__all__ = ["Processing", "ProcessingState"]


class Processing:
    """One per open project; its own thread, its own workers. All methods may be called from any thread.

    What is being read when it stops waits to be read again: a page is stored wholly or not at all.
    """

    def __init__(
        self,
        workspace: Workspace,
        workers: int,
        *,
        password: Callable[[Path], str | None] = lambda _path: None,
        options: AnalyseOptions | None = None,
        retry: bool = False,
        pool: WorkerPool | None = None,
    ) -> None:
        """`workers` processes; `password` is asked for each file; with `retry`, failed pages are read once more.

        `options` are those of this machine: its engine, program and folder of trained data. Languages and what becomes
        of text layers are the project's (`reading_choices`), looked up for each page. `pool` are as many workers that
        are there already: they serve the first run, and end with it.
        """
        self._workspace, self._workers, self._password = workspace, workers, password
        self._options = options or AnalyseOptions()
        self._retry = retry
        self._pool = pool
        self._lock = threading.Lock()
        self._listeners: list[Callable[[ProcessingState], None]] = []
        self._orders = Orders()
        self._state = ProcessingState()
        self._thread: threading.Thread | None = None
        self._active = False
        # Waited for instead of the thread: a Ctrl+C in Thread.join makes Python 3.11 and 3.12 believe that it ended.
        self._ended = threading.Event()
        self._ended.set()

    @property
    def state(self) -> ProcessingState:
        """How far reading is now."""
        return self._state

    def on_change(self, listener: Callable[[ProcessingState], None]) -> None:
        """Calls `listener` on every change of the state, in the thread that reads."""
        self._listeners.append(listener)

    def start(self) -> None:
        """Reads what waits; while it runs already, makes it look again for new pages."""
        with self._lock:
            self._orders.again = True
            if not self._active:
                self._active = True
                self._orders.stopping = self._orders.paused = False
                self._state = replace(self._state, running=True, paused=False, error=None)
                self._ended = threading.Event()
                self._thread = threading.Thread(target=self._run, args=(self._ended,), name="processing", daemon=True)
                self._thread.start()
        self._orders.messages.put(None)

    def pause(self) -> None:
        """Hands out no more pages; those at the workers are finished."""
        self._orders.paused = True
        self._orders.messages.put(None)

    def resume(self) -> None:
        """Goes on after a pause."""
        self._orders.paused = False
        self._orders.messages.put(None)

    def prefer(self, file: FileId, page: int) -> None:
        """Reads page `page` (from 0) of a file next, because someone looks at it."""
        row = self._workspace.read.pages.at(file, page)
        if row is not None and row.state == "pending":
            self._orders.preferred.appendleft(row.id)
            self._orders.messages.put(None)

    def stop(self) -> None:
        """Ends reading and all workers; comes back when nothing runs any more.

        A listener to the state may call it and comes back at once; one to the project's changes must not, for reading
        ends with writing.
        """
        self._orders.stopping = True
        self._orders.messages.put(None)
        if threading.current_thread() is not self._thread:
            self._ended.wait()

    def wait(self, timeout: float | None = None) -> bool:
        """Waits until nothing is left to read; False if that took longer than `timeout` seconds."""
        return self._ended.wait(timeout)

    def _run(self, ended: threading.Event) -> None:
        while True:
            error = self._read()
            with self._lock:
                # Whoever called `start` since reading ended found this thread still there, and relies on it.
                if self._orders.again and not self._orders.stopping and error is None:
                    continue
                self._active = False
                last = self._state = replace(self._state, running=False, paused=False, seconds_left=None, error=error)
            tell(self._listeners, last)
            ended.set()
            return

    def _read(self) -> UserError | None:
        """One run; what ended it before its time."""
        try:
            ready, self._pool = self._pool, None
            with ready or WorkerPool(self._workers) as pool:
                # A disk that was full in an earlier run left pages claimed and not stored: they wait again.
                self._workspace.intake.release_all_pages()
                if self._retry:
                    self._retry = False
                    self._workspace.intake.read_again([page.id for page in self._workspace.read.pages.failed()])
                ReadingRun(self._workspace, pool, self._orders, self._request, self._publish).run()
                copies = CopyRun(self._workspace, pool, self._orders)
                NameRun(self._workspace, pool, self._orders).run(copies.ask)
                copies.run()
        except UserError as cause:  # a full disk, a vanished drive: everything stored so far is safe
            return cause
        except Exception as fault:  # noqa: BLE001 - told and reported: a thread that just ends looks like success
            report(fault)
            return UserError(
                f"Reading stopped because of a fault in this program ({type(fault).__name__}).",
                "What was read is safe. Start the program again to go on, and please report it.",
                code="internal",
            )
        return None

    def _request(self, page: PendingPage) -> AnalysePage:
        options = reading_choices(self._workspace).options(page.file, self._options)
        return AnalysePage(page.path, page.number, self._password(page.path), options)

    def _publish(self, state: ProcessingState) -> None:
        self._state = state
        tell(self._listeners, state)
