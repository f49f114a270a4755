"""Creating, opening, copying and refusing project files."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from reviewer.model.errors import ProjectError
from reviewer.model.ids import PageId
from reviewer.services.workspace import Workspace
from reviewer.storage import project as project_module
from reviewer.storage.connections import database_uri
from reviewer.storage.errors import as_project_error
from reviewer.storage.location import Location
from reviewer.storage.migrations import MIGRATIONS, apply_migrations
from reviewer.storage.project import ProjectFile
from tests.storage.material import add_file, made_project, names_in, read_pages, result


def refused(path: Path) -> ProjectError:
    with pytest.raises(ProjectError) as caught:
        Workspace.open(path)
    assert path.name in caught.value.message
    assert caught.value.advice
    return caught.value


def test_closing_leaves_a_single_file(workspace: Workspace, tmp_path: Path) -> None:
    assert {"matter.foia", "matter.foia.lock", "matter.foia.holder"} <= set(names_in(tmp_path))
    workspace.close()
    assert names_in(tmp_path) == ["matter.foia"]


def test_reopening_shows_what_was_stored(workspace: Workspace) -> None:
    before = workspace.read.pages.text(workspace.read.pages.sizes()[0][0])
    workspace.close()
    with Workspace.open(workspace.path) as again:
        assert again.read.pages.text(again.read.pages.sizes()[0][0]) == before
        assert "Doyle" in before
        assert again.reviewer is not None
        assert again.reviewer.name == "Ada"


def test_the_file_is_marked_as_ours(workspace: Workspace) -> None:
    workspace.close()
    header = workspace.path.read_bytes()[:100]
    assert header[68:72] == b"FOIA"
    assert int.from_bytes(header[60:64], "big") == len(MIGRATIONS)


def test_settings_of_the_connections(workspace: Workspace) -> None:
    project = workspace._project
    assert project.edit(lambda c: c.execute("PRAGMA journal_mode").fetchone()[0]) == "wal"
    assert project.edit(lambda c: c.execute("PRAGMA synchronous").fetchone()[0]) == 2
    assert project.edit(lambda c: c.execute("PRAGMA foreign_keys").fetchone()[0]) == 1
    with project.reader() as reader, pytest.raises(sqlite3.OperationalError):
        reader.execute("DELETE FROM page")


def test_every_table_is_strict(workspace: Workspace) -> None:
    with workspace._project.reader() as reader:
        rows = reader.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
        loose = {row["name"] for row in rows if not row["strict"] and not row["name"].startswith("sqlite_")}
    assert loose == set()


def test_creating_over_a_file_is_refused(workspace: Workspace) -> None:
    with pytest.raises(ProjectError) as caught:
        Workspace.create(workspace.path, reviewer="Ben")
    assert caught.value.code == "exists"


def test_creating_where_there_is_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProjectError) as caught:
        Workspace.create(tmp_path / "nowhere" / "a.foia", reviewer="Ben")
    assert caught.value.code == "read-only"


@pytest.mark.parametrize(
    ("content", "word"),
    [(b"%PDF-1.7\nabc", "PDF"), (b"", "empty"), (b"hello" * 100, "not a FOIA Reviewer project")],
)
def test_what_is_no_database_is_refused_by_name(tmp_path: Path, content: bytes, word: str) -> None:
    path = tmp_path / "thing.foia"
    path.write_bytes(content)
    error = refused(path)
    assert error.code == "not-a-project"
    assert word in error.message
    assert path.read_bytes() == content
    assert names_in(tmp_path) == ["thing.foia"]


def test_a_missing_project_is_named(tmp_path: Path) -> None:
    assert refused(tmp_path / "gone.foia").code == "missing"


def test_a_folder_is_no_project(tmp_path: Path) -> None:
    (tmp_path / "folder.foia").mkdir()
    assert refused(tmp_path / "folder.foia").code == "cannot-open"


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "map.foia"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (a)")
        connection.execute(f"PRAGMA application_id = {int.from_bytes(b'GPKG', 'big')}")
        connection.commit()
    error = refused(path)
    assert error.code == "not-a-project"
    assert "GPKG" in error.message


def test_a_newer_version_is_refused_and_left_alone(workspace: Workspace) -> None:
    workspace.close()
    with closing(sqlite3.connect(workspace.path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = workspace.path.read_bytes()
    error = refused(workspace.path)
    assert error.code == "newer-version"
    assert "99" in error.message
    assert workspace.path.read_bytes() == before


@pytest.mark.parametrize("share", [0.9, 0.5, 0.01])
def test_a_truncated_project_is_refused(workspace: Workspace, share: float) -> None:
    workspace.close()
    whole = workspace.path.read_bytes()
    workspace.path.write_bytes(whole[: int(len(whole) * share)])
    assert refused(workspace.path).code == "damaged-project"


def test_damage_inside_is_told_as_damage(workspace: Workspace) -> None:
    workspace.close()
    whole = bytearray(workspace.path.read_bytes())
    whole[200 : len(whole)] = b"\xff" * (len(whole) - 200)
    workspace.path.write_bytes(bytes(whole))
    assert refused(workspace.path).code == "damaged-project"


def test_damage_that_makes_text_unreadable_is_told_as_damage(workspace: Workspace) -> None:
    """SQLite says which part of the schema is malformed, in the words that stand there, which are none any more."""
    workspace.close()
    whole = workspace.path.read_bytes()
    assert whole.count(b"CREATE TABLE page (") == 1
    workspace.path.write_bytes(whole.replace(b"CREATE TABLE page (", b"CREATE TAB\xb2\xff page ("))
    assert refused(workspace.path).code == "damaged-project"


@pytest.mark.parametrize(
    ("change", "ask"),
    [
        ("UPDATE project SET title = CAST(x'b2ff' AS TEXT)", lambda w: w.read.matter.project()),
        ("UPDATE page SET markers = '[\"cut'", lambda w: w.read.pages.one(PageId(1))),
        ("UPDATE page_text SET index_text = CAST(x'b2ff' AS TEXT)", lambda w: w.read.matter.problems()),
        ("UPDATE page_words SET words = x'636c6f7564'", lambda w: w.read.pages.content(PageId(1))),
    ],
)
def test_damage_within_a_row_is_told_as_damage(
    workspace: Workspace, change: str, ask: Callable[[Workspace], object]
) -> None:
    workspace._project.edit(lambda c: c.execute(change))
    with pytest.raises(ProjectError) as caught:
        ask(workspace)
    assert caught.value.code == "damaged-project"
    assert "cut" not in str(caught.value)  # no words of a release in messages


def test_a_check_of_a_project_that_lacks_a_table_says_so(workspace: Workspace) -> None:
    workspace._project.edit(lambda c: c.execute("DROP TABLE page_index"))
    assert workspace.read.matter.problems() == ["SQLite: no such table: page_index_docsize"]


def test_damage_found_by_the_check(workspace: Workspace) -> None:
    assert workspace.read.matter.problems() == []
    workspace._project.edit(lambda c: c.execute("DROP TRIGGER page_text_changed"))
    workspace._project.edit(lambda c: c.execute("UPDATE page_text SET index_text = 'other' WHERE page = 1"))
    assert workspace.read.matter.problems() == ["The search index does not say what the pages say."]


def test_an_index_of_documents_out_of_step_is_found_by_the_check(workspace: Workspace) -> None:
    insert = "INSERT INTO document_words (page, sender, recipients, subject) VALUES (?, 'Ann', 'Bob', 'one two')"
    workspace._project.edit(lambda c: c.execute(insert, (1,)))
    assert workspace.read.matter.problems() == []
    workspace._project.edit(lambda c: c.execute("DROP TRIGGER document_words_added"))
    workspace._project.edit(lambda c: c.execute(insert, (2,)))
    told = ["The search index of documents does not say what their headers say."]
    assert workspace.read.matter.problems() == told
    workspace.close()
    with Workspace.open(workspace.path, read_only=True) as looked_at:
        assert looked_at.read.matter.problems() == told


def test_reading_only_writes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    workspace.close()
    before = workspace.path.read_bytes()
    with Workspace.open(workspace.path, read_only=True) as reading:
        assert reading.read_only
        assert reading.opening.banners == ()
        assert reading.read.pages.coverage().pages == 3
        with pytest.raises(ProjectError) as caught:
            reading.intake.number_items()
        assert caught.value.code == "read-only"
    assert workspace.path.read_bytes() == before
    assert names_in(tmp_path) == ["matter.foia"]


def test_a_write_protected_folder_opens_with_a_banner(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace.close()
    # The account that runs tests may be allowed everything, so that permission bits protect nothing.
    monkeypatch.setattr(project_module, "_may_write", lambda path: False)
    with Workspace.open(workspace.path) as reading:
        assert reading.read_only
        assert "write-protected" in reading.opening.banners[0]
        assert reading.read.redactions.count() == 3


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permission bits do not bind this account")
def test_a_folder_without_write_permission(workspace: Workspace, tmp_path: Path) -> None:
    workspace.close()
    tmp_path.chmod(0o500)
    try:
        with Workspace.open(workspace.path) as reading:
            assert reading.read_only
            assert reading.read.redactions.count() == 3
    finally:
        tmp_path.chmod(0o700)


def test_a_copy_made_while_open_holds_everything(workspace: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "copy.foia"
    workspace.save_copy(target)
    workspace.intake.add_release("later")
    with pytest.raises(ProjectError) as caught:
        workspace.save_copy(target)
    assert caught.value.code == "exists"
    with Workspace.open(target) as copy:
        assert copy.read.redactions.count() == 3
        assert [release.name for release in copy.read.sources.releases()] == ["Interim"]
        assert copy.read.matter.project().uuid == workspace.read.matter.project().uuid


def test_a_copy_elsewhere_leads_to_the_same_sources(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    workspace.save_copy(tmp_path / "elsewhere" / "copy.foia")
    with Workspace.open(tmp_path / "elsewhere" / "copy.foia", read_only=True) as copy:
        paths = [file.path for file in copy.read.sources.files()]
    assert paths == [file.path for file in workspace.read.sources.files()] == [tmp_path / "Release_1of1.pdf"]


def test_a_shared_folder_warns_and_keeps_a_rollback_journal(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.close()
    monkeypatch.setattr(project_module, "judge_location", lambda path: Location("synced", "Dropbox"))
    with Workspace.open(workspace.path) as shared:
        assert "Dropbox" in shared.opening.banners[0]
        assert shared._project.edit(lambda c: c.execute("PRAGMA journal_mode").fetchone()[0]) == "delete"
        shared.intake.add_release("one more")
        assert not (tmp_path / "matter.foia-wal").exists()
        assert len(shared.read.sources.releases()) == 2


def test_many_threads_read_while_one_writes(workspace: Workspace) -> None:
    """Each read sees whole pages: the number of redactions always equals the number of pages read."""
    wrong: list[object] = []
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            with workspace._project.reader() as connection:
                pages = connection.execute("SELECT count(*) FROM page_text").fetchone()[0]
                redactions = connection.execute("SELECT count(*) FROM redaction").fetchone()[0]
            if pages != redactions:
                wrong.append((pages, redactions))

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    add_file(workspace, 30, "second.pdf")
    read_pages(workspace, *(result(n) for n in range(30)))
    stop.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert workspace.read.redactions.count() == 33


def test_reading_after_closing_is_a_bug(workspace: Workspace) -> None:
    workspace.close()
    with pytest.raises(RuntimeError):
        workspace.read.redactions.count()


@pytest.mark.parametrize(
    ("code", "known"),
    [
        (sqlite3.SQLITE_BUSY, "project-busy"),
        (sqlite3.SQLITE_FULL, "disk-full"),
        (sqlite3.SQLITE_IOERR | (2 << 8), "disk-error"),
        (sqlite3.SQLITE_READONLY, "read-only"),
        (sqlite3.SQLITE_CORRUPT | (1 << 8), "damaged-project"),
        (sqlite3.SQLITE_NOTADB, "not-a-project"),
        (sqlite3.SQLITE_CONSTRAINT, None),
        (sqlite3.SQLITE_ERROR, None),
        (sqlite3.SQLITE_MISUSE, None),
    ],
)
def test_error_codes_are_sorted(code: int, known: str | None) -> None:
    error = sqlite3.OperationalError("x")
    error.sqlite_errorcode = code
    told = as_project_error(error, Path("matter.foia"))
    assert (told.code if told else None) == known
    if told:
        assert "matter.foia" in told.message
        assert told.advice


def test_creating_on_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA max_page_count = 5")
        real(connection)

    real = apply_migrations
    monkeypatch.setattr(project_module, "apply_migrations", full)
    with pytest.raises(ProjectError) as caught:
        ProjectFile.create(tmp_path / "a.foia", "Ada")
    assert caught.value.code == "disk-full"
    assert names_in(tmp_path) == []


def test_a_project_with_a_strange_name(tmp_path: Path) -> None:
    made_project(tmp_path / "50% & #1? ü.foia", 1).close()
    with Workspace.open(tmp_path / "50% & #1? ü.foia", read_only=True) as reading:
        assert reading.read.redactions.count() == 1


def test_a_project_made_meanwhile_by_someone_else_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "matter.foia"

    def be_slow(folder: Path) -> bool:
        monkeypatch.undo()
        made_project(path).close()
        return folder.is_dir()

    monkeypatch.setattr(project_module, "is_writable_folder", be_slow)
    with pytest.raises(ProjectError) as refused:
        Workspace.create(path)
    assert refused.value.code == "exists"
    with Workspace.open(path) as theirs:
        assert len(theirs.read.pages.of_file()) == 3


def test_sqlite_takes_a_server_path_as_a_path(tmp_path: Path) -> None:
    project = tmp_path / "matter.foia"
    made_project(project).close()
    address = database_uri("/" + project.as_posix() if os.name != "nt" else project.as_posix(), "ro")
    with closing(sqlite3.connect(address, uri=True)) as connection:
        assert connection.execute("SELECT count(*) FROM page").fetchone() == (3,)
    assert database_uri("//server/share/a b.foia", "ro") == "file:////server/share/a%20b.foia?mode=ro"
