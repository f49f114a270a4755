"""Reads the pages of a project in the background: hands them to workers, stores what comes back, finds documents."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from reviewer.ingest.catalogue import missing, sha256
from reviewer.ingest.reading import failed_page
from reviewer.model.changes import Changes
from reviewer.model.errors import ProjectError, SourceError, UserError
from reviewer.model.ids import FileId, PageId
from reviewer.model.page import PageResult
from reviewer.services.workspace import Workspace
from reviewer.storage.rows import PendingPage
from reviewer.text.documents import find_documents
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import AnalyseOptions, AnalysePage

_log = logging.getLogger(__name__)

_AHEAD_PER_WORKER: Final = 2
_RATE_WINDOW: Final = 60.0
"""Seconds over which the rate is measured: long enough to be calm, short enough to follow a change of material."""


@dataclass(frozen=True, slots=True)
class ProcessingState:
    """How far reading is, in pages; `seconds_left` is None where nothing can be said yet; `error` stopped it."""

    total: int = 0
    done: int = 0
    failed: int = 0
    running: bool = False
    paused: bool = False
    pages_per_minute: float = 0.0
    seconds_left: float | None = None
    error: UserError | None = None


@dataclass(slots=True)
class _Orders:
    """What the outside wants of the reading thread; a message (a finished page, or None) makes it look."""

    messages: queue.SimpleQueue[Future[PageResult] | None] = field(default_factory=queue.SimpleQueue)
    preferred: deque[PageId] = field(default_factory=lambda: deque(maxlen=8))
    stopping: bool = False
    paused: bool = False
    again: bool = False


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
    ) -> None:
        """`workers` processes; `password` is asked for each file; with `retry`, failed pages are read once more."""
        self._workspace, self._workers, self._password = workspace, workers, password
        self._options = options or AnalyseOptions()
        self._retry = retry
        self._lock = threading.Lock()
        self._listeners: list[Callable[[ProcessingState], None]] = []
        self._orders = _Orders()
        self._state = ProcessingState()
        self._thread: threading.Thread | None = None

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
            if self._thread is None or not self._thread.is_alive():
                self._orders.stopping = False
                self._state = replace(self._state, running=True, error=None)
                self._thread = threading.Thread(target=self._run, name="processing", daemon=True)
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
        """Ends reading and all workers; comes back when nothing runs any more."""
        self._orders.stopping = True
        self._orders.messages.put(None)
        if self._thread is not None:
            self._thread.join()

    def wait(self, timeout: float | None = None) -> bool:
        """Waits until nothing is left to read; False if that took longer than `timeout` seconds."""
        if self._thread is not None:
            self._thread.join(timeout)
            return not self._thread.is_alive()
        return True

    def _run(self) -> None:
        error: UserError | None = None
        try:
            with WorkerPool(self._workers) as pool:
                # A disk that was full in an earlier run left pages claimed and not stored: they wait again.
                self._workspace.intake.release_all_pages()
                if self._retry:
                    self._retry = False
                    self._workspace.intake.read_again([page.id for page in self._workspace.read.pages.failed()])
                _Run(self._workspace, pool, self._orders, self._request, self._publish).run()
        except ProjectError as cause:  # a full disk, a vanished drive: everything stored so far is safe
            error = cause
        finally:
            self._publish(replace(self._state, running=False, paused=False, seconds_left=None, error=error))

    def _request(self, page: PendingPage) -> AnalysePage:
        return AnalysePage(page.path, page.number, self._password(page.path), self._options)

    def _publish(self, state: ProcessingState) -> None:
        self._state = state
        for listener in self._listeners:
            listener(state)


class _Run:
    """One stretch of reading, from start until nothing waits or it is stopped; lives in the processing thread."""

    def __init__(
        self,
        workspace: Workspace,
        pool: WorkerPool,
        orders: _Orders,
        request: Callable[[PendingPage], AnalysePage],
        publish: Callable[[ProcessingState], None],
    ) -> None:
        self._workspace, self._pool, self._orders = workspace, pool, orders
        self._request, self._tell = request, publish
        self._flying: dict[Future[PageResult], PendingPage] = {}
        self._storing: deque[Future[Changes]] = deque()
        self._verdicts: dict[FileId, SourceError | None] = {}
        self._finished: deque[float] = deque()
        self._nothing_waits = False
        self._total = self._done = self._failed = 0

    def run(self) -> None:
        self._count()
        job = self._workspace.intake.start_job("reading", "Read pages", self._total - self._done)
        done_before, failed_before = self._done, self._failed
        try:
            while not self._orders.stopping:
                self._hand_out()
                self._publish()
                if not self._flying and not self._orders.paused and self._nothing_waits:
                    self._settle()
                    self._find_documents()
                    if not self._orders.again:
                        break
                    continue
                self._take(self._orders.messages.get())
            self._settle()
        finally:
            self._give_back()
        self._workspace.intake.end_job(
            job,
            "cancelled" if self._orders.stopping else "done",
            done=self._done - done_before,
            failed=self._failed - failed_before,
        )

    def _count(self) -> None:
        coverage = self._workspace.read.pages.coverage()
        self._total = coverage.pages
        self._failed = coverage.pages_failed
        self._done = coverage.pages - coverage.pages_not_read - coverage.pages_failed

    def _hand_out(self) -> None:
        """Keeps a few pages ahead of the workers; looks into the project only when there is room for more."""
        if self._orders.again:
            self._orders.again = False
            self._nothing_waits = False
            self._count()
        room = _AHEAD_PER_WORKER * self._pool.workers - len(self._flying)
        preferred = list(self._orders.preferred)
        if self._orders.paused or self._nothing_waits or room <= 0 or (room < self._pool.workers and not preferred):
            return
        self._orders.preferred.clear()
        pages = self._workspace.intake.claim_pages(room, first=preferred)
        self._nothing_waits = len(pages) < room
        for page in pages:
            self._submit(page, priority=int(page.id in preferred))

    def _submit(self, page: PendingPage, priority: int) -> None:
        verdict = self._source_problem(page)
        if verdict is not None:
            self._store(page, failed_page(page.number, self._size(page), verdict))
            return
        future = self._pool.submit(self._request(page), priority)
        self._flying[future] = page
        future.add_done_callback(self._orders.messages.put)

    def _source_problem(self, page: PendingPage) -> SourceError | None:
        """Why this file must not be read: gone, or not the file that was imported. Looked at once a run."""
        if page.file not in self._verdicts:
            self._verdicts[page.file] = _compare(page.path, page.sha256)
        return self._verdicts[page.file]

    def _take(self, future: Future[PageResult] | None) -> None:
        page = self._flying.pop(future, None) if future is not None else None
        if future is None or page is None:
            return
        try:
            result = future.result()
        except CancelledError:
            self._workspace.intake.release_pages([page.id])
            return
        except UserError as error:
            result = failed_page(page.number, self._size(page), error)
        self._store(page, result)

    def _size(self, page: PendingPage) -> tuple[float, float]:
        row = self._workspace.read.pages.one(page.id)
        return (row.width, row.height) if row is not None else (0.0, 0.0)

    def _store(self, page: PendingPage, result: PageResult) -> None:
        if result.error is None:
            self._done += 1
        else:
            self._failed += 1
        self._finished.append(time.monotonic())
        self._storing.append(self._workspace.intake.store_page_result(page.id, result))
        while self._storing and self._storing[0].done():
            self._storing.popleft().result()  # a page that could not be stored ends the run with the reason

    def _settle(self) -> None:
        while self._storing:
            self._storing.popleft().result()

    def _give_back(self) -> None:
        """Pages still at the workers wait to be read again."""
        for future in self._flying:
            future.cancel()
        try:
            self._workspace.intake.release_pages([page.id for page in self._flying.values()])
        except ProjectError:
            _log.warning("pages could not be given back; they wait again when the project is opened", exc_info=True)

    def _find_documents(self) -> None:
        for file in self._workspace.read.sources.files_without_documents():
            if self._orders.stopping:
                return
            self._workspace.intake.store_documents(file, find_documents(_results(self._workspace, file))).result()

    def _publish(self) -> None:
        now = time.monotonic()
        while self._finished and now - self._finished[0] > _RATE_WINDOW:
            self._finished.popleft()
        rate = 0.0
        if len(self._finished) > 1:
            rate = 60.0 * (len(self._finished) - 1) / max(1e-3, now - self._finished[0])
        left = self._total - self._done - self._failed
        self._tell(
            ProcessingState(
                total=self._total,
                done=self._done,
                failed=self._failed,
                running=True,
                paused=self._orders.paused,
                pages_per_minute=rate,
                seconds_left=60.0 * left / rate if rate else None,
            )
        )


def _results(workspace: Workspace, file: FileId) -> list[PageResult]:
    """The stored pages of a file as reading found them, for what is decided over whole files."""
    results = []
    for page in workspace.read.pages.of_file(file):
        content = workspace.read.pages.content(page.id)
        results.append(
            PageResult(
                page=page.number,
                width=page.width,
                height=page.height,
                text_source=page.text_source,
                text=content.text,
                redactions=tuple(row.shape for row in content.redactions),
                markers=page.markers,
                identifiers=page.identifiers,
                bates=page.bates,
                error=page.error,
            )
        )
    return results


def _compare(path: Path, digest: str) -> SourceError | None:
    if not path.is_file():
        return missing(path)
    try:
        same = sha256(path) == digest
    except SourceError as error:
        return error
    if same:
        return None
    return SourceError(
        f"{path}: the file is not the one that was imported (its SHA-256 differs).",
        "Put the original back, or import this one as a file of its own.",
        code="changed",
        file=path,
    )
