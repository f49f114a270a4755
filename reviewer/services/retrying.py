"""Tries once more what could not be read: files that did not open, pages that failed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from reviewer.ingest.catalogue import never
from reviewer.ingest.sources import source_problem
from reviewer.model.errors import SourceError
from reviewer.services.importing import open_again
from reviewer.services.workspace import Workspace
from reviewer.storage.rows import FileRow
from reviewer.workers.pool import WorkerPool


@dataclass(frozen=True, slots=True)
class Retried:
    """How many pages wait again, and which files still cannot be read, and why."""

    pages: int
    refused: tuple[tuple[FileRow, SourceError], ...]


def retry(
    workspace: Workspace,
    pool: WorkerPool,
    files: Iterable[FileRow],
    password: Callable[[Path], str | None] = lambda _path: None,
    stopped: Callable[[], bool] = never,
) -> Retried:
    """Opens files again that did not open; the failed pages of files that are the ones imported wait again.

    Raises Stopped once `stopped()` turns true; what was tried by then stays tried.
    """
    refused: list[tuple[FileRow, SourceError]] = []
    ready: set[int] = set()
    pages = 0
    for file in files:
        try:
            if file.state == "failed":
                pages += open_again(workspace, file, pool, password(file.path), stopped)
                continue
            problem = source_problem(file.path, file.sha256, stopped)
            if problem is not None:
                raise problem
            ready.add(file.id)
        except SourceError as error:
            refused.append((file, error))
    again = [page.id for page in workspace.read.pages.failed() if page.file in ready]
    if again:
        workspace.intake.read_again(again)
    return Retried(pages + len(again), tuple(refused))
