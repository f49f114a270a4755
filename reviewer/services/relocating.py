"""Finds released files that are not where they were, by what they hold, and lets their pages be read again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reviewer.ingest.catalogue import never, sha256
from reviewer.model.errors import SourceError
from reviewer.model.ids import FileId
from reviewer.services.workspace import Workspace
from reviewer.storage.rows import FileRow

SOURCE_CODES = frozenset({"missing", "unreadable", "changed"})
"""Why a page failed that is no fault of the page: its file was not there, or was not the one imported."""


@dataclass(frozen=True, slots=True)
class Relocated:
    """The files that were found again and those that were not."""

    found: tuple[FileId, ...]
    lost: tuple[FileRow, ...]


def relocate(
    workspace: Workspace, wanted: Sequence[FileRow], where: Path, stopped: Callable[[], bool] = never
) -> Relocated:
    """Points `wanted` files to those of the same SHA-256 at `where`: a file and its neighbours, or a folder.

    Names need not be the same. Their pages that failed for want of the file wait to be read again. Raises Stopped once
    `stopped()` turns true; what was found by then stays found.
    """
    lost = {file.id: file for file in wanted}
    found: list[FileId] = []
    for candidate in _candidates(where, {file.bytes for file in wanted}):
        if not lost:
            break
        try:
            digest = sha256(candidate, stopped)
        except SourceError:  # one that cannot be read is not the one looked for
            continue
        for file in [file for file in lost.values() if file.sha256 == digest]:
            workspace.intake.relocate_file(file.id, candidate)
            del lost[file.id]
            found.append(file.id)
    read_again(workspace, found)
    return Relocated(tuple(found), tuple(lost.values()))


def read_again(workspace: Workspace, files: Iterable[FileId], codes: frozenset[str] = SOURCE_CODES) -> int:
    """Lets those failed pages of `files` wait again that failed for one of `codes`; returns how many."""
    kept = frozenset(files)
    pages = [
        page.id
        for page in workspace.read.pages.failed()
        if page.file in kept and page.error is not None and page.error.code in codes
    ]
    if pages:
        workspace.intake.read_again(pages)
    return len(pages)


def _candidates(where: Path, sizes: set[int]) -> Iterator[Path]:
    """Files of one of these sizes: hashing is slow, and a file of another size is another file."""
    if where.is_dir():
        every: Iterable[Path] = (Path(folder) / name for folder, _, names in os.walk(where) for name in sorted(names))
    else:
        every = (where, *sorted(where.parent.iterdir()))
    for path in every:
        try:
            if path.is_file() and path.stat().st_size in sizes:
                yield path
        except OSError:  # it went away while we looked
            continue
