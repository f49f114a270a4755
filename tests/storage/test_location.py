"""Which folders are shared with other machines."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from reviewer.storage.location import Mount, classify, is_writable_folder, judge_location

_LINUX = [
    Mount("/", "ext4"),
    Mount("/mnt/office", "cifs"),
    Mount("/mnt/office/local", "ext4"),
    Mount("/home/ada/share", "fuse.sshfs"),
    Mount("/media/nfs", "nfs4"),
    Mount("/tmp", "tmpfs"),
]
_MAC = [Mount("/", "apfs"), Mount("/Volumes/Office", "smbfs")]
_WINDOWS = [Mount("C:\\", "NTFS", "rw,fixed"), Mount("Z:\\", "NTFS", "rw,remote")]


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("/home/ada/matter.foia", "local", ""),
        ("/tmp/matter.foia", "local", ""),
        ("/mnt/office/matter.foia", "network", "cifs"),
        ("/mnt/office/local/matter.foia", "local", ""),
        ("/mnt/officer/matter.foia", "local", ""),
        ("/home/ada/share/deep/matter.foia", "network", "fuse.sshfs"),
        ("/media/nfs/matter.foia", "network", "nfs4"),
        ("/home/ada/Dropbox/matter.foia", "synced", "Dropbox"),
        ("/home/ada/Dropbox (Northwind)/a/matter.foia", "synced", "Dropbox"),
        ("/home/ada/Nextcloud/matter.foia", "synced", "Nextcloud"),
        ("/home/ada/about dropbox/matter.foia", "local", ""),
        ("/home/ada/Dropbox.foia", "local", ""),
    ],
)
def test_on_linux(path: str, kind: str, name: str) -> None:
    location = classify(PurePosixPath(path), _LINUX)
    assert (location.kind, location.name) == (kind, name)


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("/Users/ada/matter.foia", "local", ""),
        ("/Volumes/Office/matter.foia", "network", "smbfs"),
        ("/Users/ada/Library/Mobile Documents/com~apple~CloudDocs/matter.foia", "synced", "iCloud"),
        ("/Users/ada/Library/CloudStorage/GoogleDrive-ada@example.org/My Drive/m.foia", "synced", "Google Drive"),
        ("/Users/ada/Library/CloudStorage/OneDrive-Northwind/m.foia", "synced", "OneDrive"),
    ],
)
def test_on_macos(path: str, kind: str, name: str) -> None:
    location = classify(PurePosixPath(path), _MAC)
    assert (location.kind, location.name) == (kind, name)


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("C:\\Users\\Ada\\matter.foia", "local", ""),
        ("Z:\\matter.foia", "network", "NTFS"),
        ("\\\\server\\share\\matter.foia", "network", "server/share"),
        ("C:\\Users\\Ada\\OneDrive - Northwind Legal\\matter.foia", "synced", "OneDrive"),
        ("C:\\Users\\Ada\\OneDrive\\matter.foia", "synced", "OneDrive"),
        ("C:\\Users\\Ada\\Google Drive\\matter.foia", "synced", "Google Drive"),
        ("C:\\Users\\Ada\\iCloudDrive\\matter.foia", "synced", "iCloud"),
        ("\\\\?\\C:\\matter.foia", "local", ""),
    ],
)
def test_on_windows(path: str, kind: str, name: str) -> None:
    location = classify(PureWindowsPath(path), _WINDOWS)
    assert (location.kind, location.name) == (kind, name)


def test_only_shared_folders_warn() -> None:
    assert classify(PurePosixPath("/home/ada/m.foia"), _LINUX).warning == ""
    assert "cifs" in classify(PurePosixPath("/mnt/office/m.foia"), _LINUX).warning
    assert "Dropbox" in classify(PurePosixPath("/home/ada/Dropbox/m.foia"), _LINUX).warning


def test_this_machine_can_be_asked(tmp_path: Path) -> None:
    assert judge_location(tmp_path / "matter.foia").kind in ("local", "network", "synced")
    assert is_writable_folder(tmp_path)
    assert not is_writable_folder(tmp_path / "nowhere")
