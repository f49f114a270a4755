"""A folder or ZIP that appears whole or not at all: made beside its place and renamed when complete."""

from __future__ import annotations

import secrets
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reviewer.export.writing import complete_file, export_error, part_beside
from reviewer.model.errors import ExportError

MANIFEST = "Manifest.json"
_EPOCH = (2026, 1, 1, 0, 0, 0)


def check_folder(path: Path, overwrite: bool) -> None:
    """Refuse early: a file of that name, or a folder that holds something (with `overwrite`: other than a packet)."""
    if path.is_file() or path.is_symlink():
        raise ExportError(
            f"{path} is there already and is no folder.", "Choose another name.", code="exists", file=path
        )
    if not path.is_dir() or not any(path.iterdir()):
        return
    if not overwrite:
        advice = (
            "It was left as it is. Choose another name, or allow it to be replaced (--overwrite on the command line)."
        )
        raise ExportError(f"The folder {path} holds something already.", advice, code="exists", file=path)
    if not any(path.rglob(f"*{MANIFEST}")):
        raise ExportError(
            f"The folder {path} is no packet of this program.",
            "It was left as it is: only a packet is replaced by a packet. Choose another name.",
            code="exists",
            file=path,
        )


@contextmanager
def complete_folder(path: Path, *, overwrite: bool = False) -> Iterator[Path]:
    """A folder to write into; when the block ends well it becomes `path`, else nothing of it is left.

    Raises ExportError as `check_folder` does, and for a full disk, a read-only or vanished place.
    """
    try:
        check_folder(path, overwrite)
        part = part_beside(path)
        part.mkdir()
        try:
            yield part
            _put_in_place(part, path)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    except OSError as error:
        raise export_error(error, path) from error


@contextmanager
def complete_zip(path: Path, *, overwrite: bool = False) -> Iterator[Path]:
    """A folder to write into; when the block ends well it is packed as the file `path`, else nothing is left."""
    with complete_file(path, overwrite=overwrite) as file:
        folder = file.with_name(f"{file.name}.folder")  # goes with its file when what was left behind is removed
        try:
            folder.mkdir()
            yield folder
            _pack(folder, file)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _put_in_place(part: Path, path: Path) -> None:
    old = path.with_name(f".foia-{secrets.token_hex(6)}.old")
    if path.exists():
        path.rename(old)
    try:
        part.rename(path)
    except OSError:
        if old.exists():
            old.rename(path)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _pack(folder: Path, file: Path) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(found for found in folder.rglob("*") if found.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _EPOCH)
            entry.compress_type = zipfile.ZIP_STORED if path.suffix == ".pdf" else zipfile.ZIP_DEFLATED
            packed.writestr(entry, path.read_bytes())
