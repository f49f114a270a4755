"""One open project with all that works for it: the project file, reading in the background, rendering, edits."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from reviewer.model.changes import Changes
from reviewer.model.errors import UserError
from reviewer.model.ids import FileId, PageId
from reviewer.services.importing import ImportReport, import_paths
from reviewer.services.processing import Processing, ProcessingState
from reviewer.services.workspace import Workspace
from reviewer.ui.bridge import Bridge
from reviewer.ui.commands import ReviewCommands
from reviewer.ui.dialogs.matter_fields import Matter
from reviewer.ui.edits import Edits
from reviewer.ui.page import WorkerTiles
from reviewer.ui.project import Project
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import FileFacts, OpenFile, RenderThumbnail

T = TypeVar("T")
_WARM_SIDE = 16  # pixels: the picture is of no use, opening file and page is


class Session(QObject):
    """Begins work on an open workspace and ends it in good order."""

    progressed = Signal(object)  # ProcessingState
    import_progressed = Signal(object, object, object)  # files done, files in all, name of the file at hand

    def __init__(self, workspace: Workspace, parent: QObject | None = None, *, read: bool = True) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.passwords: dict[Path, str] = {}
        self._closing = threading.Event()
        self.bridge = Bridge(self)
        self._pool = WorkerPool(0, screen=True)
        self._threads = ThreadPoolExecutor(1, thread_name_prefix="import")
        self.processing: Processing | None = None
        self.project = Project(workspace, self._prefer, self.bridge.flush, self)
        self._warm()
        self.edits = Edits(workspace)
        self.commands = ReviewCommands(self.project, self.edits, self)
        self.tiles = WorkerTiles(self._pool, self.passwords.get)
        self._stop_listening = workspace.events.subscribe(self.bridge.announce)
        self.bridge.changed.connect(self._changed)
        if read and not workspace.read_only:
            self._begin_reading()

    def run(self, work: Callable[[], T], receive: Callable[[Future[T]], object]) -> None:
        """Do something long in another thread; `receive` gets the finished future in the window's thread."""
        self.bridge.when_done(self._threads.submit(work), receive)

    def import_files(
        self, paths: list[Path], matter: Matter, receive: Callable[[Future[ImportReport]], object]
    ) -> None:
        """Import files and folders in the background."""
        passwords = {str(path): password for path, password in self.passwords.items()}
        self.run(
            lambda: import_paths(
                self.workspace,
                paths,
                release=matter.release,
                request=matter.request,
                agency=matter.agency,
                letter_date=matter.letter_date,
                passwords=passwords,
                progress=lambda done, total, file: self.bridge.call(
                    lambda: self.import_progressed.emit(done, total, file.name)
                ),
                cancelled=self._closing.is_set,
            ),
            receive,
        )

    def read_again(self, pages: list[int]) -> None:
        """Read pages once more."""
        self.workspace.intake.read_again(PageId(page) for page in pages)
        if self.processing is not None:
            self.processing.start()

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

        self.bridge.when_done(self._pool.submit(OpenFile(path, self.passwords.get(path))), arrived)

    def close(self) -> None:
        """Stop all work and close the project file; what is being read is read again next time."""
        self._closing.set()
        self.bridge.close()
        self._stop_listening()
        if self.processing is not None:
            self.processing.stop()
        self._threads.shutdown(wait=True, cancel_futures=True)
        self.tiles.close()
        self._pool.shutdown()
        self.workspace.close()

    def _warm(self) -> None:
        """Start the render worker while the window is built: its start takes longer than the first page."""
        for page in self.project.page_ids[:1]:
            path, number = self.project.place(page)
            if path.exists():
                self._pool.submit(RenderThumbnail(path, number, _WARM_SIDE, self.passwords.get(path)))

    def _begin_reading(self) -> None:
        workers = max(1, (os.cpu_count() or 2) - 1)
        self.processing = Processing(self.workspace, workers, password=self.passwords.get)
        self.processing.on_change(lambda state: self.bridge.call(lambda: self._progressed(state)))
        self.processing.start()

    def _progressed(self, state: ProcessingState) -> None:
        self.progressed.emit(state)

    def _prefer(self, file_id: int, page: int) -> None:
        if self.processing is not None:
            self.processing.prefer(FileId(file_id), page)

    def _changed(self, changes: Changes) -> None:
        self.project.take(changes)
