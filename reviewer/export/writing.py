"""Files appear whole or not at all: written beside their place and renamed when complete."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reviewer.model.errors import ExportError

_ADVICE = {
    errno.ENOSPC: ("disk-full", "the disk is full", "Free some space or choose another disk."),
    errno.EDQUOT: ("disk-full", "your disk quota is used up", "Free some space or choose another disk."),
    errno.EFBIG: ("disk-full", "the file is too large for this disk", "Choose another disk."),
    errno.EACCES: (
        "not-writable",
        "writing there is not allowed",
        "Close the file in other programs, or choose a folder in which you may write.",  # Excel locks what it shows
    ),
    errno.EPERM: ("not-writable", "writing there is not allowed", "Choose a folder in which you may write."),
    errno.EROFS: ("not-writable", "the disk is read-only", "Choose a folder in which you may write."),
    errno.ENOENT: ("no-folder", "the folder does not exist (any more)", "Create the folder or choose another."),
    errno.ENOTDIR: ("no-folder", "a part of the path is not a folder", "Choose another folder."),
    errno.ENAMETOOLONG: ("bad-name", "the name is too long", "Choose a shorter name."),
    errno.EINVAL: ("bad-name", "this system does not allow such a name", "Choose another name."),
}

_STALE = 24 * 3600.0  # seconds without a change after which nobody writes there any more


def export_error(error: OSError, path: Path) -> ExportError:
    """What went wrong in words for the user; says that nothing half-written is left."""
    code, reason, advice = _ADVICE.get(
        error.errno or 0, ("not-written", error.strerror or str(error), "Choose another folder.")
    )
    return ExportError(f"{path} was not written: {reason}.", f"Nothing is left half-written. {advice}", code=code)


def check_target(path: Path, overwrite: bool) -> None:
    """Refuse early what could not be written in the end: a folder, a device, or a file that is already there."""
    try:
        _check_target(path, overwrite)
    except OSError as error:  # a name that is too long, a folder above that may not be entered
        raise export_error(error, path) from error


def _check_target(path: Path, overwrite: bool) -> None:
    if path.is_dir():
        raise ExportError(f"{path} is a folder.", "Name the file to be written.", code="is-folder")
    if path.exists() and not path.is_file():
        raise ExportError(f"{path} is a device, not a file.", "Name an ordinary file.", code="is-device")
    if not overwrite and (path.exists() or path.is_symlink()):
        raise _exists(path)


def _exists(path: Path) -> ExportError:
    advice = "It was left as it is. Choose another name, or allow it to be replaced (--overwrite on the command line)."
    return ExportError(f"{path} is already there.", advice, code="exists", file=path)


@contextmanager
def complete_file(path: Path, *, overwrite: bool = False) -> Iterator[Path]:
    """A path to write to; when the block ends well its file becomes `path`, else it is removed.

    Raises ExportError for a target that is there already (unless `overwrite`), a full disk, a read-only or vanished
    folder, and a name the system does not allow. An existing file stays whole until its replacement is complete.
    """
    try:
        check_target(path, overwrite)
        target = path.resolve() if path.is_symlink() else path  # replace the file that a link names, not the link
        part = part_beside(target)
        try:
            part.touch(exist_ok=False)
            yield part
            _sync(part)
            _put_in_place(part, target, overwrite)
        finally:
            with contextlib.suppress(OSError):  # gone when it was put in place; else the first error is the one to tell
                part.unlink(missing_ok=True)
    except OSError as error:
        if isinstance(error, FileNotFoundError) and not _is_of(error, path):
            raise _needs(error, path) from error  # another folder would not mend that
        raise export_error(error, path) from error


def _needs(error: OSError, path: Path) -> ExportError:
    advice = "Locate it if it is a source file; install the program again if it is a part of that."
    reason = f"{path} was not written: {os.fsdecode(error.filename)} is missing."
    return ExportError(reason, f"Nothing is left half-written. {advice}", code="missing-part")


def _is_of(error: OSError, path: Path) -> bool:
    """Whether an error is about the target, what is written beside it, or a folder above; one without a name may be."""
    if not error.filename:
        return True
    missing = Path(os.fsdecode(error.filename)).absolute()
    target = path.absolute()
    return missing == target or missing.parent in (target.parent, target.resolve().parent) or missing in target.parents


def part_beside(path: Path) -> Path:
    """A hidden name beside `path` to write under; what a program that was killed left there is removed."""
    ago = time.time() - _STALE
    for left in path.parent.glob(".foia-*.part*"):
        with contextlib.suppress(OSError):  # another program's, or gone: then it is not ours to remove
            if left.stat().st_mtime < ago:
                shutil.rmtree(left) if left.is_dir() else left.unlink()
    return path.with_name(f".foia-{secrets.token_hex(6)}.part")


def _sync(part: Path) -> None:
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())


def _put_in_place(part: Path, target: Path, overwrite: bool) -> None:
    if overwrite:
        part.replace(target)
        return
    try:
        os.link(part, target)  # fails if someone else wrote the target meanwhile, where a rename would not
    except FileExistsError:
        raise _exists(target) from None
    except OSError:  # no hard links on this file system
        if target.exists():
            raise _exists(target) from None
        part.replace(target)
