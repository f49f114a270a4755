"""A ZIP that came with a release: what it holds is catalogued, hashed and counted, and nothing is unpacked."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from reviewer.ingest.archives import archive_of, members
from reviewer.model.errors import SourceError
from reviewer.services.importing import import_paths
from reviewer.services.workspace import Workspace
from tests.cli.running import foia


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A folder with a ZIP of a sheet, a mail and a PDF."""
    folder = tmp_path / "release"
    folder.mkdir()
    with zipfile.ZipFile(folder / "Natives.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("budget/2018.xlsx", b"figures")
        packed.writestr("mail.msg", b"message")
        packed.writestr("mail/page.pdf", b"%PDF-1.4")
    return folder


def test_what_a_zip_holds_is_catalogued_with_its_hash(release: Path, tmp_path: Path) -> None:
    project = tmp_path / "case.foia"
    with Workspace.create(project) as workspace:
        report = import_paths(workspace, [release])
        items = workspace.read.sources.items()
    assert report.catalogued == ["Natives.zip"]
    assert report.notices[1:] == [
        "Natives.zip holds 3 files, catalogued with name and hash.",
        "Natives.zip: 1 of them can be reviewed once it is unpacked: import the folder then.",
    ]
    assert [(row.name, row.bytes) for row in items][1:] == [("2018.xlsx", 7), ("mail.msg", 7), ("page.pdf", 8)]
    assert items[1].sha256 == hashlib.sha256(b"figures").hexdigest()
    assert archive_of(items[1].path) == release / "Natives.zip"
    assert sorted(path.name for path in release.iterdir()) == ["Natives.zip"]
    checked = foia("check", project)
    assert checked.returncode == 0
    assert "catalogued in Natives.zip" in checked.stdout.decode()


def test_a_damaged_zip_is_catalogued_itself_and_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "release"
    folder.mkdir()
    (folder / "Broken.zip").write_bytes(b"PK\x03\x04 and nothing that follows")
    with Workspace.create(tmp_path / "case.foia") as workspace:
        report = import_paths(workspace, [folder])
        assert [row.name for row in workspace.read.sources.items()] == ["Broken.zip"]
    assert "what it holds cannot be catalogued" in report.notices[1]
    assert report.failures == []


def test_an_archive_beyond_measure_is_not_gone_through(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reviewer.ingest.archives._MOST_BYTES", 10)
    with pytest.raises(SourceError, match="too many bytes"):
        list(members(release / "Natives.zip"))
