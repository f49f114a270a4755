"""What lies in the folders that a user hands over: files to review, files only to catalogue, files to pass over."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from reviewer.model.errors import SourceError

REVIEWABLE = frozenset({".pdf", ".tif", ".tiff", ".png", ".jpg", ".jpeg"})
_LEFT_BY_SYSTEMS = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
_PROJECT_SUFFIXES = (".foia", ".foia-wal", ".foia-shm", ".foia-journal", ".foia.lock", ".foia.holder")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The files found, in a stable order; `problems` says which paths held nothing and what to do."""

    reviewable: tuple[Path, ...]
    others: tuple[Path, ...]
    problems: tuple[SourceError, ...]


def catalogue(paths: Iterable[Path]) -> Catalogue:
    """Expands folders (recursively, sorted by name) and sorts files by what can be done with them.

    A file that is named outright counts as reviewable whatever its ending: people send scans without one, and
    opening it gives the better message.
    """
    reviewable: list[Path] = []
    others: list[Path] = []
    problems: list[SourceError] = []
    for path in paths:
        try:
            if path.is_dir():
                found = _files(path, problems)
            elif path.is_file():
                reviewable += _named_well([path], problems)
                continue
            else:
                problems.append(missing(path))
                continue
        except OSError as error:  # a name too long, a folder above that may not be entered, a drive that went away
            problems.append(unreadable(path, error))
            continue
        for file in _named_well(found, problems):
            (reviewable if file.suffix.lower() in REVIEWABLE else others).append(file)
    return Catalogue(tuple(dict.fromkeys(reviewable)), tuple(dict.fromkeys(others)), tuple(problems))


def _files(folder: Path, problems: list[SourceError]) -> list[Path]:
    """The files below a folder, sorted; a folder in it that cannot be read becomes a problem, so that none is lost."""
    unread = len(problems)
    walk = os.walk(folder, onerror=lambda error: problems.append(unreadable(Path(error.filename or folder), error)))
    found = sorted(Path(where) / name for where, _, names in walk for name in names)
    files = [file for file in found if file.is_file() and not _is_clutter(file)]
    if not files and len(problems) == unread:
        problems.append(
            SourceError(
                f"{folder}: the folder holds no files.",
                "Choose the folder that holds the agency's PDFs.",
                code="empty-folder",
                file=folder,
            )
        )
    return files


def _named_well(files: Iterable[Path], problems: list[SourceError]) -> list[Path]:
    """Those files whose names are Unicode; the others become problems, for no project can hold such a name."""
    good = []
    for file in files:
        try:
            str(file).encode()
        except UnicodeEncodeError:
            shown = Path(str(file).encode(errors="backslashreplace").decode())
            problems.append(
                SourceError(
                    f"{shown}: the name holds bytes that are no text in UTF-8.",
                    "Rename the file or folder and add it again.",
                    code="file-name",
                    file=shown,
                )
            )
        else:
            good.append(file)
    return good


def _is_clutter(file: Path) -> bool:
    name = file.name.lower()
    return name in _LEFT_BY_SYSTEMS or name.startswith("._") or name.endswith(_PROJECT_SUFFIXES)


def missing(path: Path) -> SourceError:
    """The error for a path at which there is nothing."""
    return SourceError(
        f"{path}: there is no such file or folder.",
        "Check the name, or whether the drive is connected.",
        code="missing",
        file=path,
    )


def unreadable(path: Path, error: OSError) -> SourceError:
    """The error for a file or folder that is there and does not let itself be read."""
    return SourceError(
        f"{path}: it cannot be read ({error.strerror or error}).",
        "Close other programs that use it and check your rights to it.",
        code="unreadable",
        file=path,
    )


class Stopped(Exception):  # noqa: N818 - no error: whoever asked for it gets what they asked for
    """Long work was given up because the user no longer wants it."""


def never() -> bool:
    """For work that nobody stops."""
    return False


def sha256(path: Path, stopped: Callable[[], bool] = never) -> str:
    """Hexadecimal SHA-256 of a file, read in chunks; SourceError if it vanished or may not be read.

    Raises Stopped between two chunks once `stopped()` turns true, because a large file takes long on a slow drive.
    """
    digest = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                if stopped():
                    raise Stopped
                digest.update(chunk)
    except FileNotFoundError:
        raise missing(path) from None
    except OSError as error:
        raise unreadable(path, error) from error
    return digest.hexdigest()
