"""Packets into places that fail: a full disk, a folder that may not be written or goes away; nothing half is left."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from reviewer.export.packet.folder import complete_folder, complete_zip
from reviewer.model.errors import ExportError

Open = Callable[..., AbstractContextManager[Path]]


def fail_within(opened: AbstractContextManager[Path], name: str, fail: Callable[[], object]) -> None:
    """Write one file of a packet, then let something happen to its place."""
    with opened as part:
        (part / name).write_text("{}", encoding="utf-8")
        fail()


def refuse(number: int) -> None:
    """What the system does when it refuses."""
    raise OSError(number, "as the system says it")


@pytest.mark.parametrize("opened", [complete_folder, complete_zip])
@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "disk-full"), (errno.EROFS, "not-writable"), (errno.EACCES, "not-writable")]
)
def test_what_the_disk_refuses_is_told_and_nothing_is_left(
    opened: Open, number: int, code: str, tmp_path: Path
) -> None:
    with pytest.raises(ExportError) as caught:
        fail_within(opened(tmp_path / "packet.zip"), "Letter.pdf", lambda: refuse(number))
    assert caught.value.code == code
    assert caught.value.advice
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("opened", [complete_folder, complete_zip])
def test_a_folder_that_goes_away_meanwhile(opened: Open, tmp_path: Path) -> None:
    place = tmp_path / "stick"
    place.mkdir()
    with pytest.raises(ExportError) as caught:
        fail_within(opened(place / "packet.zip"), "Letter.pdf", lambda: shutil.rmtree(place))
    assert str(place) in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_packet_that_is_there_outlives_a_new_one_that_fails(tmp_path: Path) -> None:
    target = tmp_path / "packet"
    with complete_folder(target) as part:
        (part / "x Manifest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ExportError):
        fail_within(complete_folder(target, overwrite=True), "y Manifest.json", lambda: refuse(errno.ENOSPC))
    assert [path.name for path in target.iterdir()] == ["x Manifest.json"]
    assert [path.name for path in tmp_path.iterdir()] == ["packet"]
