"""One stretch of reading: claims pages, hands them to workers, stores what comes back, finds documents."""

from __future__ import annotations

import logging
import queue
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field
from typing import Final

from reviewer.ingest.catalogue import Stopped
from reviewer.ingest.reading import failed_page
from reviewer.ingest.sources import source_problem
from reviewer.model.changes import Changes
from reviewer.model.errors import ProjectError, SourceError, UserError
from reviewer.model.ids import FileId, PageId, Uuid
from reviewer.model.page import PageResult
from reviewer.model.review import JobState
from reviewer.services.documenting import Documents
from reviewer.services.events import report
from reviewer.services.workspace import Workspace
from reviewer.storage.rows import PendingPage
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import AnalysePage

_log = logging.getLogger(__name__)

_AHEAD_PER_WORKER: Final = 2
_RATE_WINDOW: Final = 60.0
"""Seconds over which the rate is measured: long enough to be calm, short enough to follow a change of material."""
_NOT_THE_PAGES_FAULT: Final = frozenset({"worker-start", "engine-unknown", "language-missing", "tesseract-missing"})


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
class Orders:
    """What the outside wants of the reading thread; a message (a finished page, or None) makes it look."""

    messages: queue.SimpleQueue[Future[PageResult] | None] = field(default_factory=queue.SimpleQueue)
    preferred: deque[PageId] = field(default_factory=lambda: deque(maxlen=8))
    stopping: bool = False
    paused: bool = False
    again: bool = False


class ReadingRun:
    """From start until nothing waits or it is stopped; lives in the processing thread."""

    def __init__(
        self,
        workspace: Workspace,
        pool: WorkerPool,
        orders: Orders,
        request: Callable[[PendingPage], AnalysePage],
        publish: Callable[[ProcessingState], None],
    ) -> None:
        self._workspace, self._pool, self._orders = workspace, pool, orders
        self._request, self._tell = request, publish
        self._flying: dict[Future[PageResult], tuple[PendingPage, AnalysePage]] = {}
        self._storing: deque[tuple[PendingPage, AnalysePage | None, Future[Changes]]] = deque()
        self._documents = Documents(workspace, pool, lambda: orders.stopping)
        self._verdicts: dict[FileId, SourceError | None] = {}
        self._finished: deque[float] = deque()
        self._nothing_waits = False
        self._total = self._done = self._failed = 0

    def run(self) -> None:
        """Read; UserError where that cannot go on: the disk is full, no worker comes up."""
        self._count()
        job = self._workspace.intake.start_job("reading", "Read pages", self._total - self._done)
        done_before, failed_before = self._done, self._failed
        state: JobState = "interrupted"
        try:
            self._read()
            state = "cancelled" if self._orders.stopping else "done"
        finally:
            self._leave(job, state, self._done - done_before, self._failed - failed_before)

    def _read(self) -> None:
        while not self._orders.stopping:
            try:
                self._hand_out()
                self._publish()
                if self._nothing_waits and self._flying:
                    self._documents.load()
                if self._flying or self._orders.paused:
                    self._take(self._orders.messages.get())
                elif self._nothing_waits:
                    self._settle()
                    if self._nothing_waits:  # nothing that was stored last has to be read otherwise
                        self._documents.find()
                        if not self._orders.again:
                            break
            except Stopped:  # while a large file was compared or gone through: what is not done waits
                break
        self._settle()

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
            self._verdicts = {file: verdict for file, verdict in self._verdicts.items() if verdict is None}
            self._settle()
            self._count()
        room = _AHEAD_PER_WORKER * self._pool.workers - len(self._flying)
        few = room < self._pool.workers and not self._orders.preferred
        if self._orders.paused or self._nothing_waits or room <= 0 or few:
            return
        preferred = []
        while self._orders.preferred:  # others add to it at any time
            preferred.append(self._orders.preferred.popleft())
        pages = self._workspace.intake.claim_pages(room, first=preferred)
        self._nothing_waits = len(pages) < room
        for page in pages:
            self._submit(page, priority=int(page.id in preferred))

    def _submit(self, page: PendingPage, priority: int) -> None:
        verdict = self._source_problem(page)
        if verdict is not None:
            self._store(page, failed_page(page.number, self._size(page), verdict))
            return
        request = self._request(page)
        future = self._pool.submit(request, priority)
        self._flying[future] = page, request
        future.add_done_callback(self._orders.messages.put)

    def _source_problem(self, page: PendingPage) -> SourceError | None:
        """Why this file must not be read: gone, or not the file that was imported. Looked at once, if it is right."""
        if page.file not in self._verdicts:
            self._verdicts[page.file] = source_problem(page.path, page.sha256, lambda: self._orders.stopping)
        return self._verdicts[page.file]

    def _take(self, future: Future[PageResult] | None) -> None:
        known = self._flying.pop(future, None) if future is not None else None
        if future is None or known is None:
            return
        page, request = known
        try:
            result = future.result()
        except CancelledError:
            self._workspace.intake.release_pages([page.id])
            return
        except UserError as error:
            if error.code in _NOT_THE_PAGES_FAULT:
                raise
            result = failed_page(page.number, self._size(page), error)
        self._documents.note(result)
        self._store(page, result, request if result.error is None else None)

    def _size(self, page: PendingPage) -> tuple[float, float]:
        row = self._workspace.read.pages.one(page.id)
        return (row.width, row.height) if row is not None else (0.0, 0.0)

    def _store(self, page: PendingPage, result: PageResult, request: AnalysePage | None = None) -> None:
        if result.error is None:
            self._done += 1
        else:
            self._failed += 1
        self._finished.append(time.monotonic())
        self._storing.append((page, request, self._workspace.intake.store_page_result(page.id, result)))
        while self._storing and self._storing[0][2].done():
            self._stored(*self._storing.popleft())

    def _settle(self) -> None:
        while self._storing:
            self._stored(*self._storing.popleft())

    def _stored(self, page: PendingPage, request: AnalysePage | None, storing: Future[Changes]) -> None:
        """Waits for the commit. A full disk ends the run; a reading that cannot be kept fails its page.

        A page whose file is to be read otherwise now, which was chosen while it was being read, waits again. That is
        asked after the commit: a choice made later still finds the page read.
        """
        try:
            storing.result()
            if request is not None and self._request(page).options.text_layer != request.options.text_layer:
                self._workspace.intake.read_again([page.id])
                self._nothing_waits = False
                self._done -= 1
        except ProjectError:
            raise
        except Exception as fault:  # noqa: BLE001 - reported, and the page says so: one page must never end the batch
            report(fault)
            error = SourceError(
                f"{page.path.name}, page {page.number + 1}, was read, but this program could not store what it found "
                f"({type(fault).__name__}).",
                "The other pages are not affected; please report it.",
                code="internal",
                file=page.path,
                page=page.number,
            )
            failure = failed_page(page.number, self._size(page), error)
            self._workspace.intake.store_page_result(page.id, failure).result()
            self._done, self._failed = self._done - 1, self._failed + 1

    def _leave(self, job: Uuid, state: JobState, done: int, failed: int) -> None:
        """Pages still at the workers wait to be read again."""
        for future in self._flying:
            future.cancel()
        try:
            self._workspace.intake.release_all_pages()
            self._workspace.intake.end_job(job, state, done=done, failed=failed)
        except ProjectError as error:
            _log.warning("pages could not be given back (%s); they wait again once the project is opened", error.code)

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
