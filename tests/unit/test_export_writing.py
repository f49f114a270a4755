"""Files appear whole or not at all, and never over another file unasked."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.export.writing import complete_file, export_error
from reviewer.model.errors import ExportError


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _fill(target: Path, text: str, *, overwrite: bool = False, then: Callable[[Path], object] | None = None) -> None:
    with complete_file(target, overwrite=overwrite) as part:
        part.write_text(text, encoding="utf-8")
        if then is not None:
            then(part)


def _disk_full(_part: Path) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_file_appears_when_it_is_complete(tmp_path: Path) -> None:
    target = tmp_path / "log.csv"
    with complete_file(target) as part:
        part.write_text("half", encoding="utf-8")
        assert not target.exists()
    assert target.read_text(encoding="utf-8") == "half"
    assert _names(tmp_path) == ["log.csv"]


def test_an_existing_file_stays_without_leave(tmp_path: Path) -> None:
    target = tmp_path / "log.csv"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(ExportError, match=r"already there.*--overwrite") as caught:
        _fill(target, "new")
    assert caught.value.code == "exists"
    assert target.read_text(encoding="utf-8") == "old"


def test_a_file_that_appears_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "log.csv"
    with pytest.raises(ExportError, match="already there"):
        _fill(target, "new", then=lambda _: target.write_text("theirs", encoding="utf-8"))
    assert target.read_text(encoding="utf-8") == "theirs"
    assert _names(tmp_path) == ["log.csv"]


def test_a_file_that_is_missing_elsewhere_is_named(tmp_path: Path) -> None:
    elsewhere, target = tmp_path / "program" / "template.xml", tmp_path / "out" / "log.docx"
    target.parent.mkdir()
    with pytest.raises(ExportError, match=r"template\.xml is missing") as caught:
        _fill(target, "new", then=lambda _: elsewhere.read_text(encoding="utf-8"))
    assert caught.value.code == "missing-part"
    assert _names(target.parent) == []


def test_overwriting_keeps_the_old_file_until_the_new_one_is_complete(tmp_path: Path) -> None:
    target = tmp_path / "log.csv"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(ExportError, match=r"disk is full.*half-written"):
        _fill(target, "half", overwrite=True, then=_disk_full)
    assert target.read_text(encoding="utf-8") == "old"
    _fill(target, "new", overwrite=True)
    assert target.read_text(encoding="utf-8") == "new"
    assert _names(tmp_path) == ["log.csv"]


def test_a_bug_in_a_writer_leaves_nothing_and_stays_a_bug(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        _fill(tmp_path / "log.csv", "half", then=lambda _: print(1 / 0))
    assert _names(tmp_path) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as caught:
        _fill(tmp_path / "log.csv", "half", then=lambda _: Path("/dev/full").write_bytes(b"x" * 100_000))
    assert caught.value.code == "disk-full"
    assert _names(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_told_as_such(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(ExportError) as caught, complete_file(tmp_path / "log.csv"):
            pytest.fail("the block must not run")
    finally:
        tmp_path.chmod(0o700)
    assert caught.value.code == "not-writable"


def test_every_reason_has_advice(tmp_path: Path) -> None:
    for number in (errno.EACCES, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.ENOENT, errno.EIO):
        error = export_error(OSError(number, os.strerror(number)), tmp_path / "log.csv")
        assert "log.csv" in error.message
        assert error.advice.endswith(".")


def test_a_folder_that_is_not_there_or_vanishes(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="does not exist"), complete_file(tmp_path / "gone" / "log.csv"):
        pytest.fail("the block must not run")
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(ExportError) as caught:
        _fill(folder / "log.csv", "half", then=lambda _: shutil.rmtree(folder))
    assert caught.value.code == "no-folder"


def test_folders_and_devices_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="is a folder"), complete_file(tmp_path, overwrite=True):
        pytest.fail("the block must not run")
    if Path("/dev/null").exists():
        with pytest.raises(ExportError, match="is a device"), complete_file(Path("/dev/null"), overwrite=True):
            pytest.fail("the block must not run")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_overwriting_through_a_link_replaces_what_it_names(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    _fill(link, "new", overwrite=True)
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "new"


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="name"):
        _fill(tmp_path / ("x" * 400 + ".csv"), "new")
    assert _names(tmp_path) == []


def test_what_a_killed_program_left_is_removed_after_a_day(tmp_path: Path) -> None:
    stale, fresh = tmp_path / ".foia-0123456789ab.part", tmp_path / ".foia-ba9876543210.part"
    stale_folder, old_packet = tmp_path / ".foia-0123456789ab.part.folder", tmp_path / ".foia-0123456789ab.old"
    for folder in (stale_folder, old_packet):
        folder.mkdir()
        (folder / "page.pdf").write_text("x", encoding="utf-8")
    for file in (stale, fresh):
        file.write_text("half", encoding="utf-8")
    for path in (stale, stale_folder, old_packet):
        os.utime(path, (0, 0))
    _fill(tmp_path / "log.csv", "whole")
    assert _names(tmp_path) == [old_packet.name, fresh.name, "log.csv"]  # the old packet may be the only one left
