"""`import PROJECT codebook FILE`: tags that are new come in, those that are there stay; a preview changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.services.codebook import write_codebook
from reviewer.services.operations import AddTag
from reviewer.services.operations.codebook import CodebookTag
from reviewer.services.workspace import Workspace
from tests.cli.running import foia


@pytest.mark.parametrize("suffix", [".json", ".csv"])
def test_a_codebook_comes_in(tmp_path: Path, suffix: str) -> None:
    project, book = tmp_path / "case.foia", tmp_path / f"book{suffix}"
    with Workspace.create(project, reviewer="Ada") as workspace:
        workspace.perform(AddTag("harm", "#1f77b4"))
    write_codebook([CodebookTag("harm", color="#ff0000"), CodebookTag("privacy", "harm", "#00ff00", "p")], book)
    told = foia("import", project, "codebook", book, "--preview")
    assert told.returncode == 0
    assert "new: privacy" in told.stdout.decode()
    with Workspace.open(project) as workspace:
        assert [tag.name for tag in workspace.read.marks.tags()] == ["harm"]
    assert foia("import", project, "codebook", book).returncode == 0
    with Workspace.open(project) as workspace:
        harm, privacy = workspace.read.marks.tags()
        assert (harm.color, privacy.name, privacy.parent) == ("#1f77b4", "privacy", harm.uuid)


def test_a_codebook_takes_the_place_of_tags_only_when_told_so(tmp_path: Path) -> None:
    project, book = tmp_path / "case.foia", tmp_path / "book.json"
    with Workspace.create(project, reviewer="Ada") as workspace:
        workspace.perform(AddTag("harm", "#1f77b4"))
    write_codebook([CodebookTag("harm", color="#ff0000")], book)
    told = foia("import", project, "codebook", book)
    assert "differs, stays as it is: harm" in told.stdout.decode()
    told = foia("import", project, "codebook", book, "--overwrite", "--preview")
    assert "changes: harm" in told.stdout.decode()
    with Workspace.open(project) as workspace:
        assert [tag.color for tag in workspace.read.marks.tags()] == ["#1f77b4"]
    told = foia("import", project, "codebook", book, "--overwrite")
    assert "0 tags added, 1 changed" in told.stdout.decode()
    with Workspace.open(project) as workspace:
        assert [tag.color for tag in workspace.read.marks.tags()] == ["#ff0000"]
