"""One open project with all that works for it: the project file, reading in the background, rendering, edits."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from reviewer.ingest.sources import source_problem
from reviewer.model.changes import Changes
from reviewer.model.errors import SourceError, UserError
from reviewer.model.ids import FileId, PageId
from reviewer.services.importing import ImportReport, import_paths
from reviewer.services.passwords import Passwords
from reviewer.services.processing import Processing, ProcessingState
from reviewer.services.workspace import Workspace
from reviewer.ui.bridge import Bridge
from reviewer.ui.commands import ReviewCommands
from reviewer.ui.dialogs.matter_fields import Matter
from reviewer.ui.edits import Edits
from reviewer.ui.page import WorkerTiles
from reviewer.ui.project import Project
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import FileFacts, OpenFile, RenderThumbnail, RenderTile
from reviewer.workers.tiles import Tile

T = TypeVar("T")
_WARM_SIDE = 16  # pixels: the picture is of no use, opening file and page is


class Session(QObject):
    """Begins work on an open workspace and ends it in good order."""

    progressed = Signal(object)  # ProcessingState
    import_progressed = Signal(object, object, object)  # files done, files in all, name of the file at hand
    refused = Signal(object, object)  # path of a source file, SourceError: why the screen could not get a page of it

    def __init__(self, workspace: Workspace, parent: QObject | None = None, *, read: bool = True) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.passwords = Passwords()
        self._closing = threading.Event()
        self._unwanted: list[threading.Event] = []  # one for each import, set to give it up
        self._looked_at: set[FileId] = set()
        self.bridge = Bridge(self)
        self.pool = WorkerPool(0, screen=True)
        self._imports = ThreadPoolExecutor(1, thread_name_prefix="import")
        self._looks = ThreadPoolExecutor(1, thread_name_prefix="look")
        self.processing: Processing | None = None
        self.project = Project(workspace, self._prefer, self.bridge.flush, self)
        self._warm()
        self.edits = Edits(workspace)
        self.commands = ReviewCommands(self.project, self.edits, self)
        self._sources: list[WorkerTiles] = []
        self.tiles = self.more_tiles()
        self._stop_listening = workspace.events.subscribe(self.bridge.announce)
        self.bridge.changed.connect(self._changed)
        if read and not workspace.read_only:
            self._begin_reading()

    def run(self, work: Callable[[], T], receive: Callable[[Future[T]], object]) -> None:
        """Do something long in another thread; `receive` gets the finished future in the window's thread.

        Work that looks at whole files should give up once `closing()` turns true.
        """
        self.bridge.when_done(self._looks.submit(work), receive)

    def more_tiles(self) -> WorkerTiles:
        """Tiles for a further view of pages; closed with the project."""
        self._sources.append(WorkerTiles(_Watched(self.pool, self._refused), self.passwords.get))
        return self._sources[-1]

    def closing(self) -> bool:
        """Whether the project is being closed; may be asked from any thread."""
        return self._closing.is_set()

    def import_files(
        self, paths: list[Path], matter: Matter, receive: Callable[[Future[ImportReport]], object]
    ) -> None:
        """Import files and folders in the background, after those that are being imported."""
        unwanted = threading.Event()
        self._unwanted.append(unwanted)

        def work() -> ImportReport:
            return import_paths(
                self.workspace,
                paths,
                release=matter.release,
                request=matter.request,
                agency=matter.agency,
                letter_date=matter.letter_date,
                regime=matter.regime,
                passwords=self.passwords.as_mapping(),
                progress=lambda done, total, file: self.bridge.call(
                    lambda: self.import_progressed.emit(done, total, file.name)
                ),
                cancelled=lambda: self.closing() or unwanted.is_set(),
            )

        self.bridge.when_done(self._imports.submit(work), receive)

    def cancel_imports(self) -> None:
        """Give up what is being imported and what waits for it; files imported up to now stay."""
        for unwanted in self._unwanted:
            unwanted.set()
        self._unwanted.clear()

    def go_on_reading(self) -> None:
        """Read what waits; nothing happens in a project that is only looked at."""
        if self.processing is not None:
            self.processing.start()

    def stop_reading(self) -> None:
        """End reading and its workers; what is read stays, the rest waits. Comes back at once."""
        if self.processing is not None:
            self._looks.submit(self.processing.stop)

    def read_again(self, pages: list[int]) -> None:
        """Read pages once more."""
        self.workspace.intake.read_again(PageId(page) for page in pages)
        self.go_on_reading()

    def look_at_source(self, page_id: int, receive: Callable[[SourceError], object]) -> None:
        """Compare the file of a page with what was imported, once; `receive` hears of it if it is another file now."""
        page = self.project.stored_page(page_id)
        file = self.project.file(page.file) if page is not None else None
        if file is None or file.id in self._looked_at:
            return
        self._looked_at.add(file.id)

        def arrived(done: Future[SourceError | None]) -> None:
            problem = done.result() if not done.cancelled() and done.exception() is None else None
            if problem is not None:
                receive(problem)

        self.run(lambda: source_problem(file.path, file.sha256, self.closing), arrived)

    def look_again(self) -> None:
        """Forget which source files were compared: they were moved, put back or exchanged."""
        self._looked_at.clear()
        self.project.forget_sources()

    def ask_outline(self, page_id: int, receive: Callable[[], object]) -> None:
        """Read the outline of the file that a page lies in, unless that was done."""
        page = self.project.stored_page(page_id)
        if page is None or self.project.has_outline(page.file):
            return
        path, _number = self.project.place(page_id)
        self.project.set_outline(page.file, [])
        if not path.exists():
            return

        def arrived(done: Future[Any]) -> None:
            if done.cancelled() or isinstance(done.exception(), UserError):
                return  # a file that cannot be opened is told where its pages are shown
            facts: FileFacts = done.result()
            self.project.set_outline(page.file, list(facts.outline))
            receive()

        self.bridge.when_done(self.pool.submit(OpenFile(path, self.passwords.get(path))), arrived)

    def close(self) -> None:
        """Stop all work and close the project file; what is being read is read again next time."""
        self._closing.set()
        self.bridge.close()
        self._stop_listening()
        if self.processing is not None:
            self.processing.stop()
        for source in self._sources:
            source.close()
        self.pool.shutdown()  # before the threads: one of them may wait for its answer
        for threads in (self._imports, self._looks):
            threads.shutdown(wait=True, cancel_futures=True)
        self.workspace.close()

    def _warm(self) -> None:
        """Start the render worker while the window is built: its start takes longer than the first page."""
        if self.project.page_count:
            path, number = self.project.place(self.project.page_ids[0])
            if path.exists():
                self.pool.submit(RenderThumbnail(path, number, _WARM_SIDE, self.passwords.get(path)))

    def _begin_reading(self) -> None:
        workers = max(1, (os.cpu_count() or 2) - 1)
        self.processing = Processing(self.workspace, workers, password=self.passwords.get)
        self.processing.on_change(lambda state: self.bridge.call(lambda: self._progressed(state)))
        self.processing.start()

    def _progressed(self, state: ProcessingState) -> None:
        self.progressed.emit(state)

    def _refused(self, path: Path, error: SourceError) -> None:
        self.bridge.call(lambda: self.refused.emit(path, error))

    def _prefer(self, file_id: int, page: int) -> None:
        if self.processing is not None:
            self.processing.prefer(FileId(file_id), page)

    def _changed(self, changes: Changes) -> None:
        self.project.take(changes)


class _Watched:
    """The render worker for the page view; what it refuses is told to the session too."""

    def __init__(self, pool: WorkerPool, refused: Callable[[Path, SourceError], object]) -> None:
        self._pool, self._tell = pool, refused

    def submit(self, request: RenderTile, priority: int = 0) -> Future[Tile]:
        """The tile to come."""
        future = self._pool.submit(request, priority)
        future.add_done_callback(lambda done: self._look(request, done))
        return future

    def _look(self, request: RenderTile, done: Future[Tile]) -> None:
        error = None if done.cancelled() else done.exception()
        if isinstance(error, SourceError):
            self._tell(request.path, error)
