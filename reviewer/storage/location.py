"""Judges the folder of a project: local, on a network, kept in step by a cloud service, or write-protected."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final, Literal, NamedTuple

import psutil

LocationKind = Literal["local", "network", "synced"]

_NETWORK_TYPES: Final = frozenset(
    {"9p", "afpfs", "afs", "ceph", "cifs", "davfs", "glusterfs", "ncpfs", "nfs", "nfs4", "smb", "smb2", "smb3", "smbfs"}
    | {"fuse.davfs", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.sshfs", "fuse.rclone", "fuse.s3fs", "webdav", "prl_fs"}
    | {"vboxsf", "vmhgfs", "fuse.vmhgfs-fuse"}
)
_SYNCED_FOLDERS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("OneDrive", re.compile(r"onedrive(?: ?- ?.+)?$", re.IGNORECASE)),
    ("Dropbox", re.compile(r"dropbox(?: \(.+\))?$", re.IGNORECASE)),
    ("iCloud", re.compile(r"(?:mobile documents|icloud ?drive|com~apple~clouddocs)$", re.IGNORECASE)),
    ("Google Drive", re.compile(r"(?:google ?drive(?: \(.+\))?|googledrive-.+|drivefs)$", re.IGNORECASE)),
    ("Nextcloud", re.compile(r"(?:nextcloud|owncloud)$", re.IGNORECASE)),
    ("Box", re.compile(r"box(?: sync|-box)$", re.IGNORECASE)),
)


class Mount(NamedTuple):
    """One mounted file system: where, of which type, with which options (as psutil names them)."""

    point: str
    type: str
    options: str = ""


@dataclass(frozen=True, slots=True)
class Location:
    """Where a project lies; `name` is the service or the file system behind it, for the warning."""

    kind: LocationKind
    name: str = ""

    @property
    def shared(self) -> bool:
        """Whether other machines may touch the file behind our back: no shared memory there, so no WAL."""
        return self.kind != "local"

    @property
    def warning(self) -> str:
        """What the user should be told; empty for a local folder."""
        if self.kind == "network":
            return (
                f"This project lies on a network drive ({self.name}). It works, more slowly; "
                "open it from one computer at a time."
            )
        if self.kind == "synced":
            return (
                f"This project lies in a folder that {self.name} keeps in step with other computers. "
                "Open it on one computer at a time, and let the service finish before you open it elsewhere."
            )
        return ""


def judge_location(path: Path) -> Location:
    """Judge the folder of `path` as it is on this machine."""
    mounts = [Mount(part.mountpoint, part.fstype, part.opts) for part in psutil.disk_partitions(all=True)]
    return classify(path.resolve(), mounts)


def classify(path: PurePath, mounts: Iterable[Mount]) -> Location:
    """Decide from the path's own parts and the mounted file systems alone.

    Synced folders are known by the names their services give them; network drives by a UNC path, by the type of the
    file system that holds the path, or by Windows calling the drive `remote`.
    """
    if str(path).startswith(("\\\\", "//")) and not str(path).startswith(("\\\\?\\", "\\\\.\\")):
        return Location("network", "/".join(part for part in re.split(r"[\\/]+", str(path.anchor)) if part))
    for part in path.parts[:-1]:
        for service, pattern in _SYNCED_FOLDERS:
            if pattern.match(part):
                return Location("synced", service)
    mount = _mount_of(path, mounts)
    if mount is None:
        return Location("local")
    if mount.type.lower() in _NETWORK_TYPES or "remote" in mount.options.lower().split(","):
        return Location("network", mount.type or mount.point)
    return Location("local")


def _mount_of(path: PurePath, mounts: Iterable[Mount]) -> Mount | None:
    """The innermost mount that holds the path; of two on one point, the one mounted last."""
    best: Mount | None = None
    for mount in mounts:
        point = type(path)(mount.point)
        if path.is_relative_to(point) and (best is None or len(point.parts) >= len(type(path)(best.point).parts)):
            best = mount
    return best


def is_writable_folder(folder: Path) -> bool:
    """Whether files can be made in `folder`, found by making one (permission bits lie on Windows and on networks)."""
    if not os.access(folder, os.W_OK):
        return False
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
