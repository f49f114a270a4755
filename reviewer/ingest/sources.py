"""Says whether a source file still is the one that was imported: here and unchanged, or why not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reviewer.ingest.catalogue import never, sha256
from reviewer.model.errors import SourceError


def source_problem(path: Path, digest: str, stopped: Callable[[], bool] = never) -> SourceError | None:
    """Why this file must not be read: gone, not readable, or of another SHA-256; None where it is the one imported.

    Raises Stopped once `stopped()` turns true.
    """
    try:
        same = sha256(path, stopped) == digest
    except SourceError as error:
        return error
    return None if same else changed(path)


def changed(path: Path) -> SourceError:
    """The error for a file that is not the one that was imported under this name."""
    return SourceError(
        f"{path}: the file is not the one that was imported (its SHA-256 differs).",
        "Put the original back, or import this one as a file of its own.",
        code="changed",
        file=path,
    )
