"""A folder or ZIP that appears whole or not at all: made beside its place and renamed when complete."""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from reviewer.export.writing import complete_file, export_error, part_beside
from reviewer.model.errors import ExportError

MANIFEST = "Manifest.json"
SEND, OFFICE = "To send", "Office only"  # the folders of a packet
_CLUTTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})  # left by systems that show a folder
_EPOCH = (2026, 1, 1, 0, 0, 0)


def check_folder(path: Path, overwrite: bool) -> None:
    """Refuse early: a file of that name, or a folder that holds something (with `overwrite`: other than a packet)."""
    try:
        _check_folder(path, overwrite)
    except OSError as error:  # a name that is too long, a folder above that may not be entered
        raise export_error(error, path) from error


def _check_folder(path: Path, overwrite: bool) -> None:
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
    if not (manifests := _manifests(path)):
        raise ExportError(
            f"The folder {path} is no packet of this program.",
            "It was left as it is: only a packet is replaced by a packet. Choose another name.",
            code="exists",
            file=path,
        )
    if foreign := _foreign(path, manifests):
        raise ExportError(
            f"The folder {path} holds what is not of this packet, or was changed since: {', '.join(foreign[:3])}"
            + (f" and {len(foreign) - 3:,} more." if len(foreign) > 3 else "."),
            "It was left as it is. Move these files away, or choose another name.",
            code="exists",
            file=path,
        )


def _manifests(folder: Path) -> list[Path]:
    """Those at the head of a folder (of a load file) or among what stays in the office (of a packet)."""
    return sorted([*folder.glob(f"*{MANIFEST}"), *folder.glob(f"{OFFICE}/*{MANIFEST}")])


def _foreign(folder: Path, manifests: Sequence[Path]) -> list[str]:
    """Files of a folder that its manifests do not list, or list with another SHA-256: somebody's own work."""
    listed: dict[str, str] = {}
    for manifest in manifests:
        try:
            told = json.loads(manifest.read_text(encoding="utf-8"))
            lines = [*told.get("lines", ()), *told.get("files", ())]
            listed |= {line["name"]: line["sha256"] for line in lines if line.get("kind", "file") == "file"}
        except (ValueError, TypeError, KeyError, AttributeError):  # of another program: it speaks for no file here
            continue
    own = {*manifests, *(manifest.with_suffix(".csv") for manifest in manifests)}
    files = [file for file in sorted(folder.rglob("*")) if not file.is_dir() and file.name not in _CLUTTER]
    names = {file: file.relative_to(folder).as_posix() for file in files if file not in own}
    return [name for file, name in names.items() if listed.get(name) != _sha256(file)]


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


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
