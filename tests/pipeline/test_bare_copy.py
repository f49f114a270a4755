"""A copy of a project for others: all that was found and decided, no note, no record of edits, no place on a disk."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reviewer.model.errors import ExportError
from reviewer.model.review import POSITIONS
from reviewer.services.exporting import export
from reviewer.services.operations.pages import SetNote
from reviewer.services.workspace import Workspace
from reviewer.storage.soundness import find_problems
from tests.unit.appeal_kit import Contested, make_contested

NOTE = "Ask Quillfeather before this is served"


@pytest.fixture
def made(tmp_path: Path) -> Contested:
    (tmp_path / "office").mkdir()
    return make_contested(tmp_path / "office")


def test_the_copy_has_decisions_and_neither_notes_nor_audit(made: Contested, tmp_path: Path) -> None:
    target = tmp_path / "for counsel.foia"
    with Workspace.open(made.path) as workspace:
        workspace.perform(SetNote("redaction", made.redactions[0], NOTE))
        before = workspace.read.redactions.rows(made.redactions)
        export(workspace, "project-copy", target)
        assert workspace.read.redactions.rows(made.redactions)[0].note == NOTE
    data = target.read_bytes()
    assert NOTE.encode() not in data
    assert str(tmp_path).encode() not in data
    with Workspace.open(target) as copy:
        after = copy.read.redactions.rows(made.redactions)
        assert [(row.codes, row.position) for row in after] == [(row.codes, row.position) for row in before]
        assert {row.position for row in after} <= set(POSITIONS)
        assert not any(row.note for row in after)
        assert copy.undo_title is None
        assert [str(row.path.name) for row in copy.read.sources.files()] == [path.name for path in made.sources]
        with copy._project.reader() as connection:
            assert find_problems(connection) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file's size")
def test_a_copy_on_a_full_disk_names_the_file_asked_for_and_leaves_nothing(made: Contested, tmp_path: Path) -> None:
    import resource

    target = tmp_path / "for counsel" / "Copy.foia"
    target.parent.mkdir()
    with Workspace.open(made.path, read_only=True) as workspace:
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, limits[1]))
        try:
            with pytest.raises(ExportError, match=r"Copy\.foia was not written: .*Nothing is left half-written"):
                export(workspace, "project-copy", target)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list(target.parent.iterdir()) == []


def test_no_export_takes_the_place_of_the_open_project(made: Contested) -> None:
    with Workspace.open(made.path) as workspace:
        for name in ("project-copy", "log-csv"):
            with pytest.raises(ExportError, match="is the project that is open"):
                export(workspace, name, made.path, overwrite=True)
        assert workspace.read.pages.coverage().pages
