"""Finds the documents of files whose pages are all read, in workers, which load what that takes while they are idle."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace

from reviewer.model.documents import FileFindings
from reviewer.model.errors import UserError
from reviewer.model.ids import FileId
from reviewer.model.page import PageResult
from reviewer.services.patience import unless
from reviewer.services.workspace import Workspace
from reviewer.text.names.citations import may_cite
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import FindInFile, LoadFinders


class Documents:
    """Those of one run of reading: files go to the workers, for one of thousands of pages takes seconds."""

    def __init__(self, workspace: Workspace, pool: WorkerPool, stopping: Callable[[], bool]) -> None:
        self._workspace, self._pool, self._stopping = workspace, pool, stopping
        self._flying: deque[tuple[FileId, Future[FileFindings]]] = deque()
        self._cited = False

    def note(self, page: PageResult) -> None:
        """Remember of a page that was read what finding its names will take."""
        self._cited = self._cited or may_cite(page.text.text)

    def load(self) -> None:
        """Have workers that are up with nothing to do load what comes next."""
        finders = LoadFinders(self._workspace.path)
        self._pool.prepare(*([replace(finders, citations=True)] if self._cited else []), finders)

    def find(self) -> None:
        """Find and store those of every file that waits; Stopped once nobody wants that any more.

        A UserError of one file is raised when the others have theirs.
        """
        self.load()
        failures: list[UserError] = []
        waiting = iter(self._workspace.read.sources.files_without_documents())
        try:
            while self._ask(waiting):
                import reviewer.text.copies.candidates  # noqa: F401 - NumPy is there for copies, while workers work

                file, future = self._flying[0]
                try:
                    self._store(file, unless(self._stopping, future))
                except UserError as error:
                    failures.append(error)
                self._flying.popleft()
        finally:
            for _, future in self._flying:
                future.cancel()
            self._flying.clear()
        if failures:
            raise failures[0]

    def _ask(self, waiting: Iterator[FileId]) -> bool:
        """Keep each worker busy and one file ahead; whether anything is under way."""
        while len(self._flying) <= self._pool.workers and (file := next(waiting, None)) is not None:
            row = self._workspace.read.sources.file(file)
            if row is not None:
                request = FindInFile(row.path, self._workspace.read.pages.packed(file))
                self._flying.append((file, self._pool.submit(request)))
        return bool(self._flying)

    def _store(self, file: FileId, found: FileFindings) -> None:
        self._workspace.intake.store_numbers(file, found.numbers)
        self._workspace.intake.store_running(file, found.running)
        self._workspace.intake.store_documents(file, found.documents).result()
