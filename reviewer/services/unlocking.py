"""Opens encrypted files with the password that the reviewer gives, and lets their pages be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reviewer.ingest.catalogue import never
from reviewer.model.errors import SourceError
from reviewer.services.importing import open_again
from reviewer.services.passwords import Passwords
from reviewer.services.relocating import read_again
from reviewer.services.workspace import Workspace
from reviewer.storage.rows import FileRow
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import OpenFile

ENCRYPTED = frozenset({"encrypted", "wrong-password"})
"""Codes of the errors that a password cures."""


@dataclass(frozen=True, slots=True)
class Unlocked:
    """The files that the password opened, and why it did not open the others."""

    opened: tuple[FileRow, ...]
    refused: tuple[tuple[FileRow, SourceError], ...]


def unlock(
    workspace: Workspace,
    pool: WorkerPool,
    files: Iterable[FileRow],
    password: str,
    passwords: Passwords,
    stopped: Callable[[], bool] = never,
) -> Unlocked:
    """Tries the password on each file; those it opens get their pages, and failed pages of theirs wait again."""
    opened: list[FileRow] = []
    refused: list[tuple[FileRow, SourceError]] = []
    for file in files:
        passwords.keep(file.path, password)  # first: as soon as the file has its pages, someone wants to see them
        try:
            if file.state == "failed" and not workspace.read_only:
                open_again(workspace, file, pool, password, stopped)
            else:
                pool.submit(OpenFile(file.path, password)).result()
        except SourceError as error:
            passwords.forget(file.path)
            refused.append((file, error))
            continue
        opened.append(file)
    if opened and not workspace.read_only:
        read_again(workspace, [file.id for file in opened], ENCRYPTED)
    return Unlocked(tuple(opened), tuple(refused))


def locked_files(workspace: Workspace) -> list[FileRow]:
    """Files that wait for a password: they could not be opened, or pages of theirs could not be read without it."""
    pages = {
        page.file for page in workspace.read.pages.failed() if page.error is not None and page.error.code in ENCRYPTED
    }
    concerned = (workspace.read.sources.file(file) for file in sorted(pages | set(workspace.read.sources.failed())))
    return [
        file
        for file in concerned
        if file is not None and (file.id in pages or (file.error is not None and file.error.code in ENCRYPTED))
    ]
