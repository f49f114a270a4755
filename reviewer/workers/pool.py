"""Worker processes as the rest of the program uses them: submit a request, get a future."""

from __future__ import annotations

import atexit
from concurrent.futures import Future
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, overload

from reviewer.workers.orphans import Job
from reviewer.workers.requests import (
    AnalyseOptions,
    AnalysePage,
    Compared,
    CompareUnits,
    CopyPage,
    FileFacts,
    FindInFile,
    FindNames,
    FindUnits,
    GetReady,
    GroupNames,
    JoinPages,
    Lane,
    Limits,
    LoadFinders,
    MakeCrops,
    Names,
    OpenFile,
    ReadBeneath,
    ReadTables,
    RenderThumbnail,
    RenderTile,
    Request,
    Units,
)
from reviewer.workers.slots import Slot
from reviewer.workers.supervisor import Supervisor
from reviewer.workers.tasks import Task
from reviewer.workers.tiles import Tile, TileMemory

if TYPE_CHECKING:
    from reviewer.model.beneath import Beneath
    from reviewer.model.copies import PageCopy
    from reviewer.model.documents import FileFindings
    from reviewer.model.page import PageResult
    from reviewer.model.tables import PrintedPage
    from reviewer.text.names.aliases import Place

RECYCLE_AFTER = 300
RECYCLE_MEMORY = 450_000_000


class _PageFuture(Future[Any]):
    """A future that knows its task, so that the task can be moved, until it is done.

    The two would keep each other, and with them a page and its pictures, until Python looks for such rings.
    """

    task: Task | None = None

    def let_go(self, _done: Future[Any]) -> None:
        self.task = None


class WorkerPool:
    """Processes that open source files, so that a broken one costs a worker and never the program.

    `workers` read pages at low priority; with `screen` one more process is kept for what the window shows. Processes
    start with the first request they serve. Futures raise SourceError: of the file itself, or `crash`, `hang` or
    `memory` after a second try in a fresh worker, `internal` for a fault of this program, `worker-start` where no
    worker comes up. Callbacks of futures run in the pool's thread. Safe between threads; a context manager.
    """

    def __init__(
        self,
        workers: int,
        screen: bool = False,
        *,
        limits: Limits | None = None,
        recycle_after: int = RECYCLE_AFTER,
        recycle_memory: int = RECYCLE_MEMORY,
    ) -> None:
        """`limits` take the place of those of each request. ValueError for a pool without any process."""
        if workers + screen < 1:
            raise ValueError("a pool needs a worker")
        self.workers = workers
        job = Job()
        every: tuple[Lane, ...] = ("reading", "screen", "any", "citations")
        reading: tuple[Lane, ...] = ("reading", "any") if screen else ("reading", "screen", "any")
        shown = ("screen", "any") if workers else every
        slots = [
            Slot(number, reading if number > 1 else (*reading, "citations"), True, job)
            for number in range(1, workers + 1)
        ]
        if screen:
            slots.append(Slot(0, shown, False, job))
        self._supervisor = Supervisor(slots, TileMemory(), job, limits, recycle_after, recycle_memory)
        atexit.register(self.shutdown)

    @overload
    def submit(self, request: GetReady | LoadFinders, priority: int = 0) -> Future[None]: ...
    @overload
    def submit(self, request: OpenFile, priority: int = 0) -> Future[FileFacts]: ...
    @overload
    def submit(self, request: AnalysePage, priority: int = 0) -> Future[PageResult]: ...
    @overload
    def submit(self, request: FindInFile, priority: int = 0) -> Future[FileFindings]: ...
    @overload
    def submit(self, request: FindNames, priority: int = 0) -> Future[Names]: ...
    @overload
    def submit(self, request: GroupNames, priority: int = 0) -> Future[tuple[Place, ...]]: ...
    @overload
    def submit(self, request: FindUnits, priority: int = 0) -> Future[Units]: ...
    @overload
    def submit(self, request: CompareUnits, priority: int = 0) -> Future[Compared]: ...
    @overload
    def submit(self, request: RenderTile, priority: int = 0) -> Future[Tile]: ...
    @overload
    def submit(self, request: RenderThumbnail, priority: int = 0) -> Future[bytes]: ...
    @overload
    def submit(self, request: MakeCrops, priority: int = 0) -> Future[tuple[bytes, ...]]: ...
    @overload
    def submit(self, request: CopyPage, priority: int = 0) -> Future[PageCopy]: ...
    @overload
    def submit(self, request: ReadBeneath, priority: int = 0) -> Future[tuple[Beneath, ...]]: ...
    @overload
    def submit(self, request: ReadTables, priority: int = 0) -> Future[tuple[PrintedPage, ...]]: ...
    @overload
    def submit(self, request: JoinPages, priority: int = 0) -> Future[tuple[tuple[tuple[float, float], ...], ...]]: ...

    def submit(self, request: Request, priority: int = 0) -> Future[Any]:
        """The answer to come. Higher `priority` first; then the newest for the screen, else the oldest.

        A Tile is to be closed by who takes it. RuntimeError after `shutdown`.
        """
        future = _PageFuture()
        future.task = task = Task(request, future)
        future.add_done_callback(future.let_go)
        self._supervisor.add(task, priority)
        return future

    def get_ready(self, project: Path, options: AnalyseOptions) -> None:
        """Start all workers that read, while there is other work to do; comes back at once.

        What goes wrong with that is told by the first page, whose reader finds the same.
        """
        for _ in range(self.workers):  # none is done before the others are handed out: each goes to another worker
            self.submit(GetReady(project, options))

    def prepare(self, *requests: LoadFinders) -> None:
        """Have each worker that is up do `requests` of its lanes once, in this order, when it has nothing else to do.

        Comes back at once, and nobody is told what came of it. Workers that did are the first to get what comes next.
        """
        self._supervisor.prepare(requests)

    def prefer(self, future: Future[Any], priority: int) -> None:
        """Give a request that still waits another priority; nothing happens to one that runs or is done."""
        task = future.task if isinstance(future, _PageFuture) else None
        if task is not None:
            self._supervisor.add(task, priority)

    def cancel(self, future: Future[Any]) -> bool:
        """Take back a request that still waits; False if a worker is at it already."""
        return future.cancel()

    def shutdown(self) -> None:
        """Cancel what waits, stop what runs (CancelledError), end all processes; may be called again."""
        atexit.unregister(self.shutdown)
        self._supervisor.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.shutdown()
