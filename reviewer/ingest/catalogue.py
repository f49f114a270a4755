"""What lies in the folders that a user hands over: files to review, files only to catalogue, files to pass over."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
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
        if path.is_dir():
            found = [f for f in sorted(path.rglob("*")) if f.is_file() and not _is_clutter(f)]
            if not found:
                problems.append(
                    SourceError(
                        f"{path}: the folder holds no files.",
                        "Choose the folder that holds the agency's PDFs.",
                        code="empty-folder",
                        file=path,
                    )
                )
            for file in found:
                (reviewable if file.suffix.lower() in REVIEWABLE else others).append(file)
        elif path.is_file():
            reviewable.append(path)
        else:
            problems.append(missing(path))
    return Catalogue(tuple(dict.fromkeys(reviewable)), tuple(dict.fromkeys(others)), tuple(problems))


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


def sha256(path: Path) -> str:
    """Hexadecimal SHA-256 of a file, read in chunks; SourceError if it vanished or may not be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
    except FileNotFoundError:
        raise missing(path) from None
    except OSError as error:
        raise SourceError(
            f"{path}: the file cannot be read ({error.strerror or error}).",
            "Close other programs that use it and check your rights to it.",
            code="unreadable",
            file=path,
        ) from error
    return digest.hexdigest()
