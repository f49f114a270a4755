"""What nobody hopes for: no pages, thousands of tags, endless notes, other scripts, a full disk, a project in use."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView

from reviewer.model.ids import PageId, Uuid, new_uuid, now
from reviewer.services.operations import AddEntity, AddPassage, AddTag, CorrectWords, EditPassage, WordRun
from reviewer.services.workspace import Workspace
from reviewer.ui.application import Application
from reviewer.ui.passages.tag_picker import TagPicker
from reviewer.ui.window import Window
from reviewer.ui.window import Window as ProjectWindow

VIEWS = ("review", "redactions", "compare", "index", "passages", "entities", "timeline", "requests", "appeal",
         "overview", "audit", "settings")  # fmt: skip
SCRIPTS = "מסמך סודי · وثيقة · 文書 · 👩‍⚖️🔍"
NOTE = "Why was this withheld, and by whom? " * 2_800  # 100,800 characters


@pytest.fixture
def passage(window: Window) -> str:
    """A tagged passage on the first page of a window that is shown."""
    window.show()
    assert window.session is not None
    workspace = window.session.workspace
    tag, page = AddTag(SCRIPTS, "#ffd54a", "p"), window.session.project.page_ids[1]
    workspace.perform(tag)
    adding = AddPassage((WordRun(page, 0, 3),), (tag.uuid,))
    workspace.perform(adding)
    window.session.project.flush()
    return adding.uuid


def test_a_project_without_pages_shows_every_view(application: Application, tmp_path: Path) -> None:
    window = application.new_window()
    window.use(Workspace.create(tmp_path / "Empty.foia", reviewer="Dana Reviewer"), read=False)
    window.show()
    for view in VIEWS:
        window.registry.run(f"show.{view}")
        QApplication.processEvents()
        assert window.desk.shows(view)
    for record in window.registry.records:  # what is offered without a page must be harmless
        if record.id.startswith(("view.fit", "view.zoom", "go.", "review.", "passage.", "edit.copy")):
            window.registry.run(record.id)
    QApplication.processEvents()
    assert not window.notices.notices
    offered = {record.id for record in window.registry.records if window.registry.action(record.id).isEnabled()}
    on_pages = ("view.fit", "view.zoom", "view.turn", "tool.", "review.", "passage.", "edit.copy", "go.", "file.print")
    assert {action for action in offered if action.startswith(on_pages)} == set()


def test_other_scripts_and_an_endless_note(window: Window, passage: str) -> None:
    assert window.session is not None
    view = window.desk.view
    assert view is not None
    window.session.workspace.perform(EditPassage(Uuid(passage), note=NOTE + SCRIPTS))
    window.session.project.flush()
    view.selecting.show_passage(passage)
    window.registry.run("view.passages")
    window.registry.run("show.passages")
    QApplication.processEvents()
    row = window.session.project.passage(passage)
    assert row is not None
    assert row.note.endswith(SCRIPTS)
    assert [name for name, _color in row.tags] == [SCRIPTS]
    assert view.passages.note_field.toPlainText() == NOTE + SCRIPTS, "all of it is there to be read"
    window.grab()  # painted in every script, within the window


def test_a_name_in_another_script_is_marked_found_and_undone(window: Window) -> None:
    window.show()
    assert window.session is not None
    session, view = window.session, window.desk.view
    assert view is not None
    page = session.project.page_ids[1]
    adding = AddEntity(SCRIPTS, "person")
    session.workspace.perform(adding)
    session.project.flush()
    view.right.show_panel("entities")
    shown = [view.entities.list.model.index(row).data() for row in range(view.entities.list.model.rowCount())]
    assert any(SCRIPTS in str(words) for words in shown)
    assert [row.name for row in session.project.entities_like(SCRIPTS)] == [SCRIPTS]
    session.workspace.perform(CorrectWords(PageId(page), 0, 0, SCRIPTS))
    session.project.flush()
    assert SCRIPTS in session.project.text(page)
    view.search.search(SCRIPTS.split(" · ", maxsplit=1)[0])
    window.registry.run("edit.undo")
    window.registry.run("edit.undo")
    assert session.project.entities_like(SCRIPTS) == []
    assert SCRIPTS not in session.project.text(page)


def _fill_tags(workspace: Workspace, count: int) -> None:
    """As a codebook of years would: straight into the file."""
    rows = [(new_uuid(), f"tag {number}", "#1f77b4", "", "", number) for number in range(count)]
    workspace._project.edit(
        lambda connection: (
            connection.executemany(
                "INSERT INTO tag (uuid, name, color, key, description, ordinal) VALUES (?, ?, ?, ?, ?, ?)", rows
            ).rowcount
        )
    )


def test_five_thousand_tags(application: Application, project_path: Path) -> None:
    workspace = Workspace.open(project_path, reviewer="Dana Reviewer")
    _fill_tags(workspace, 5_000)
    window: ProjectWindow = application.new_window()
    window.use(workspace, read=False)
    window.show()
    assert window.session is not None
    page = window.session.project.page_ids[1]
    adding = AddPassage((WordRun(page, 0, 3),))
    workspace.perform(adding)
    window.session.project.flush()
    view = window.desk.view
    assert view is not None
    view.selecting.show_passage(adding.uuid)
    window.registry.run("passage.tag")
    QApplication.processEvents()
    QTest.keyClick(QApplication.activePopupWidget() or window, Qt.Key.Key_Slash)  # from a few with keys to all
    QApplication.processEvents()
    (picker,) = window.findChildren(TagPicker)
    assert max(found.model().rowCount() for found in picker.findChildren(QListView)) >= 1
    QTest.keyClicks(picker.field, "tag 4321")
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    QApplication.processEvents()
    row = window.session.project.passage(adding.uuid)
    assert row is not None
    assert [name for name, _color in row.tags] == ["tag 4321"]
    window.registry.run("show.passages")
    QApplication.processEvents()
    assert len(window.session.project.tags()) == 5_000


@pytest.fixture
def full(window: Window) -> Iterator[Window]:
    """A window whose project's disk is full: the file may not grow."""
    assert window.session is not None
    project = window.session.workspace._project
    pages = project.edit(lambda c: c.execute("PRAGMA page_count").fetchone()[0])
    project.edit(lambda c: c.execute(f"PRAGMA max_page_count = {pages}"))
    yield window
    project.edit(lambda c: c.execute("PRAGMA max_page_count = 1073741823"))


def test_a_full_disk_is_said_and_nothing_is_half_done(full: Window) -> None:
    full.show()
    assert full.session is not None
    project = full.session.project
    redaction = project.redaction_ids("all", None)[0]
    full.session.commands.set_note("redaction", redaction, NOTE)
    (notice,) = full.notices.notices
    assert "no room left on the disk" in notice.title
    assert project.note("redaction", redaction) == ""
    view = full.desk.view
    assert view is not None
    view.go_to_number(2)  # reading goes on


def test_a_project_in_use_is_offered_to_read(application: Application, project_path: Path) -> None:
    with Workspace.open(project_path, reviewer="Ada Other"):
        window = application.new_window()
        assert not window.open_path(project_path)
        (notice,) = window.notices.notices
        assert "Ada Other" in f"{notice.title} {notice.text}"
        (words, step), *_others = notice.steps
        assert words == "Open to read"
        step()
        assert window.session is not None
        assert window.session.project.read_only
        assert not window.registry.action("review.seen").isEnabled()


def test_a_file_that_is_no_project_says_so(application: Application, tmp_path: Path) -> None:
    path = tmp_path / "Other.foia"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE note (at TEXT)")
        connection.execute("INSERT INTO note VALUES (?)", (now(),))
        connection.commit()
    window = application.new_window()
    assert not window.open_path(path)
    assert window.notices.notices
    assert window.session is None
