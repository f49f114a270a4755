"""Pictures can be made of a project whose released files lie anywhere, and nothing of it is touched."""

from __future__ import annotations

import shutil
from pathlib import Path

from reviewer.services.importing import import_paths
from reviewer.services.workspace import Workspace
from reviewer.ui.screenshots.gathering import gathered
from reviewer.ui.screenshots.incoming import copied
from tests.ui.release_kit import write_pdf


def test_a_project_is_gathered_with_files_from_anywhere(tmp_path: Path) -> None:
    near, far = write_pdf(tmp_path / "cases" / "one" / "a.pdf"), write_pdf(tmp_path / "mail" / "a.pdf", "Other words")
    path = near.parent / "Case.foia"
    with Workspace.create(path, reviewer="Dana Reviewer") as workspace:
        import_paths(workspace, [near, far])
    before = path.read_bytes()
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    copy = gathered(path, scratch)
    assert path.read_bytes() == before
    for source in (near, far):
        source.unlink()
    again = copied(copy, scratch / "changed", with_sources=True)
    for project in (copy, again):
        with Workspace.open(project, read_only=True) as workspace:
            files = [file.path for file in workspace.read.sources.files()]
        assert [file.name for file in files] == ["a.pdf", "a.pdf"]
        assert all(file.is_file() and file.is_relative_to(project.parent) for file in files)
    shutil.rmtree(scratch / "release")
    assert all(file.is_file() for file in files)  # the second copy has files of its own
