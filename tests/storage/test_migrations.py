"""Older projects are backed up, then brought up step by step, each step whole or not at all."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from reviewer.model.errors import ProjectError
from reviewer.services.workspace import Workspace
from reviewer.storage.migrations import MIGRATIONS, run_statements
from reviewer.storage.project import ProjectFile
from reviewer.storage.reads import Reads
from tests.storage.material import names_in

FIXTURES = Path(__file__).parent / "fixtures"
LATEST = len(MIGRATIONS)
BACKUP = f"matter.before-update-from-{LATEST}"


def add_table(connection: sqlite3.Connection) -> None:
    run_statements(connection, "CREATE TABLE later (a INTEGER) STRICT;\nINSERT INTO later VALUES (1);")


def fail(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE half (a INTEGER) STRICT")
    raise sqlite3.OperationalError("interrupted")


def dangle(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM release")


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_an_older_project_is_backed_up_and_updated(workspace: Workspace, tmp_path: Path) -> None:
    workspace.close()
    project = ProjectFile.open(workspace.path, "Ada", migrations=(*MIGRATIONS, add_table, add_table_column))
    backup = project.opening.backup
    assert backup is not None
    assert Reads(project).redactions.count() == 3
    project.close()
    assert version(workspace.path) == LATEST + 2
    assert version(backup) == LATEST
    assert names_in(tmp_path) == [f"{BACKUP}.foia", "matter.foia"]
    with Workspace.open(backup, read_only=True) as old:
        assert old.read.redactions.count() == 3


def add_table_column(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE later ADD COLUMN b TEXT")


def test_an_update_that_fails_leaves_the_last_whole_step(workspace: Workspace, tmp_path: Path) -> None:
    workspace.close()
    with pytest.raises(sqlite3.OperationalError):
        ProjectFile.open(workspace.path, "Ada", migrations=(*MIGRATIONS, add_table, fail))
    assert version(workspace.path) == LATEST + 1
    with closing(sqlite3.connect(workspace.path)) as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    assert "later" in names
    assert "half" not in names
    assert f"{BACKUP}.foia" in names_in(tmp_path)


def test_an_update_that_would_lose_references_is_refused(workspace: Workspace) -> None:
    workspace.close()
    with pytest.raises(RuntimeError, match="dangling"):
        ProjectFile.open(workspace.path, "Ada", migrations=(*MIGRATIONS, dangle))
    with Workspace.open(workspace.path) as again:
        assert len(again.read.sources.releases()) == 1


def killed_in_an_update(path: Path, elsewhere: Path, *, header: bool) -> Path:
    """The files as they stand when a program dies while it writes version LATEST + 1: before `header`, or after."""
    elsewhere.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")  # so that pages are written before the end
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA user_version = {LATEST + 1}")
        connection.execute("UPDATE page_text SET text = text || 'x'")
        connection.execute("CREATE TABLE padding (bytes BLOB)")
        connection.executemany("INSERT INTO padding VALUES (?)", [(bytes(3000),)] * 50)
        for name in (path.name, f"{path.name}-journal"):
            shutil.copy(path.with_name(name), elsewhere)
    left = elsewhere / path.name
    if header:
        with left.open("r+b") as file:
            file.seek(60)
            file.write((LATEST + 1).to_bytes(4, "big"))
    return left


@pytest.mark.parametrize("header", [False, True])
def test_an_update_that_was_killed_begins_anew(workspace: Workspace, tmp_path: Path, header: bool) -> None:
    workspace.close()
    left = killed_in_an_update(workspace.path, tmp_path / "left", header=header)
    project = ProjectFile.open(left, "Ada", migrations=(*MIGRATIONS, add_table))
    with closing(project):
        assert version(left) == LATEST + 1
        assert project.opening.backup is not None
        assert version(project.opening.backup) == LATEST
        with project.reader() as connection:
            names = {row["name"] for row in connection.execute("SELECT name FROM sqlite_master")}
        assert "later" in names
        assert "padding" not in names


@pytest.mark.parametrize("header", [False, True])
def test_half_a_step_is_never_read(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, header: bool
) -> None:
    workspace.close()
    left = killed_in_an_update(workspace.path, tmp_path / "left", header=header)
    with monkeypatch.context() as protected:
        protected.setattr("reviewer.storage.project._may_write", lambda _path: False)
        with pytest.raises(ProjectError, match="middle of a change") as caught:
            Workspace.open(left, read_only=True)
    assert caught.value.code == "cannot-open"
    assert f"{left.name}-journal" in caught.value.advice
    with Workspace.open(left, read_only=True) as reading:
        assert reading.read.matter.problems() == []
        assert names_in(left.parent) == [left.name]


def test_a_damaged_project_is_not_updated(workspace: Workspace, tmp_path: Path) -> None:
    workspace.close()
    with closing(sqlite3.connect(workspace.path)) as connection, connection:
        connection.execute("DELETE FROM release")  # as damage loses rows: what refers to them stays
    before = workspace.path.read_bytes()
    with pytest.raises(ProjectError, match="is damaged, and is not updated") as caught:
        ProjectFile.open(workspace.path, "Ada", migrations=(*MIGRATIONS, add_table))
    assert caught.value.code == "damaged-project"
    assert workspace.path.read_bytes() == before
    assert names_in(tmp_path) == [workspace.path.name]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file's size")
def test_an_update_on_a_full_disk_leaves_no_half_backup(workspace: Workspace, tmp_path: Path) -> None:
    import resource

    workspace.close()
    before = workspace.path.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, limits[1]))
    try:
        with pytest.raises(ProjectError) as caught:
            ProjectFile.open(workspace.path, "Ada", migrations=(*MIGRATIONS, add_table))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert caught.value.code in ("disk-full", "disk-error")
    assert workspace.path.read_bytes() == before
    assert names_in(tmp_path) == [workspace.path.name]


def test_what_is_left_of_a_backup_is_taken_for_none(workspace: Workspace, tmp_path: Path) -> None:
    workspace.close()
    left = tmp_path / f"{workspace.path.stem}.unfinished-backup.foia"
    left.write_bytes(workspace.path.read_bytes()[:5000])
    left.with_name(f"{left.name}-journal").write_bytes(bytes(600))
    ProjectFile.open(workspace.path, "Ada", migrations=(*MIGRATIONS, add_table)).close()
    assert names_in(tmp_path) == sorted([f"{BACKUP}.foia", workspace.path.name])
    assert version(tmp_path / f"{BACKUP}.foia") == LATEST


def test_no_backup_is_overwritten(workspace: Workspace, tmp_path: Path) -> None:
    workspace.close()
    (tmp_path / f"{BACKUP}.foia").write_text("precious", encoding="utf-8")
    ProjectFile.open(workspace.path, "Ada", migrations=(*MIGRATIONS, add_table)).close()
    assert (tmp_path / f"{BACKUP}.foia").read_text(encoding="utf-8") == "precious"
    assert (tmp_path / f"{BACKUP}-2.foia").exists()


def test_an_older_project_is_not_updated_by_a_reader(workspace: Workspace) -> None:
    workspace.close()
    with pytest.raises(ProjectError) as caught:
        ProjectFile.open(workspace.path, "Ada", read_only=True, migrations=(*MIGRATIONS, add_table))
    assert caught.value.code == "old-version"
    assert version(workspace.path) == LATEST


def test_half_a_statement_is_a_bug() -> None:
    with closing(sqlite3.connect(":memory:")) as connection, pytest.raises(ValueError, match="unfinished"):
        run_statements(connection, "CREATE TABLE a (b)")


@pytest.mark.parametrize("fixture", sorted(FIXTURES.glob("version-*.foia")), ids=lambda path: path.stem)
def test_projects_of_every_released_version_open(fixture: Path, tmp_path: Path) -> None:
    path = tmp_path / "matter.foia"
    shutil.copyfile(fixture, path)
    with Workspace.open(path, reviewer="Ben") as old:
        read = old.read
        assert read.matter.project().title == "Fixture"
        assert read.matter.problems() == []
        pages = [page for page, _, _ in read.pages.sizes()]
        assert "Doyle" in read.pages.text(pages[0])
        rows = list(read.log.rows())
        assert [row.redaction.box_checked for row in rows] == ["right", "drawn", "unchecked"]
        assert rows[0].redaction.position == "contested"
        assert [tag.name for tag in read.marks.tags()] == ["public interest"]
        assert read.marks.passages()[0].quote == "Doyle the detention bed"
        assert read.marks.entities()[0].aliases == ("J. Doyle",)
        assert read.marks.entities()[0].mentions == 1
        assert [page.disposition for page in read.pages.virtual_pages()] == ["withheld", "duplicate"]
        assert read.matter.requests()[0].number == "2018-ICFO-59138"
        assert read.marks.issues()[0].kind == "missing attachment"
        assert len(read.history.audit()) > 5


def test_there_is_a_fixture_for_every_version() -> None:
    assert [path.stem for path in sorted(FIXTURES.glob("version-*.foia"))] == [
        f"version-{number}" for number in range(1, len(MIGRATIONS) + 1)
    ]
