"""What a ZIP file that came with a release holds: its files by name, hash and size, without unpacking it anywhere."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reviewer.ingest.catalogue import Stopped, never
from reviewer.model.errors import SourceError

SUFFIX: Final = ".zip"
_CHUNK = 1 << 20
_MOST_FILES = 100_000
_MOST_BYTES = 64 << 30  # unpacked: what claims more was made to fill disks, or takes hours to hash


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive; `path` is that of the archive with the file's name below it."""

    path: Path
    sha256: str
    bytes: int


def members(archive: Path, stopped: Callable[[], bool] = never) -> Iterator[Member]:
    """Every file in an archive, in its order. SourceError for one that is damaged, locked or beyond all measure.

    Raises Stopped once `stopped()` turns true.
    """
    try:
        with zipfile.ZipFile(archive) as packed:
            entries = [entry for entry in packed.infolist() if not entry.is_dir()]
            if len(entries) > _MOST_FILES or sum(entry.file_size for entry in entries) > _MOST_BYTES:
                raise _unread(archive, f"it says that it holds {len(entries):,} files or too many bytes")
            for entry in entries:
                if entry.flag_bits & 1:
                    raise _unread(archive, "it is locked with a password")
                yield Member(archive / entry.filename, _digest(packed, entry, stopped), entry.file_size)
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise _unread(archive, str(error) or "it is damaged") from error


def archive_of(path: Path) -> Path | None:
    """The archive in which the file of this path lies; None for a file of its own."""
    return next((above for above in path.parents if above.suffix.lower() == SUFFIX and above.is_file()), None)


def _digest(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, stopped: Callable[[], bool]) -> str:
    digest = hashlib.sha256()
    with packed.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            if stopped():
                raise Stopped
            digest.update(chunk)
    return digest.hexdigest()


def _unread(archive: Path, reason: str) -> SourceError:
    return SourceError(
        f"{archive}: what it holds cannot be catalogued: {reason}.",
        "Unpack it with another program and import the folder.",
        code="archive",
        file=archive,
    )
