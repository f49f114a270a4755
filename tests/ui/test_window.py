"""The window with real workers: import, read, tell what failed, close in the middle, leave nothing behind."""

from __future__ import annotations

import shutil
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from reviewer.sample.maker import make_release
from reviewer.services.workspace import Workspace
from reviewer.ui.application import Application
from reviewer.ui.dialogs.matter_fields import Matter
from reviewer.ui.dialogs.new_project import NewProjectDialog
from reviewer.ui.session import Session
from reviewer.ui.start.card import ProjectSummary
from reviewer.ui.widgets.drop import dropped_paths
from reviewer.ui.window import Window

READING = 90_000  # milliseconds for two pages on a busy machine
MATTER = Matter("First release", "2018-ICFO-59138", "Bureau of Residency Records", "2018-10-29")


@pytest.fixture(scope="session")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two pages of the sample's determination letter."""
    sample = make_release(tmp_path_factory.mktemp("letter"), damage="clean", only=("Determination_Letter",))
    return sample.files[0]


@pytest.fixture
def empty(application: Application, tmp_path: Path) -> Window:
    """A window on a new project."""
    window = application.new_window()
    window.use(Workspace.create(tmp_path / "New.foia", reviewer="Dana Reviewer"))
    return window


def test_a_file_is_imported_read_and_shown(empty: Window, letter: Path, qtbot: QtBot) -> None:
    empty.importing.run([letter], MATTER)
    qtbot.waitUntil(lambda: empty.toolbar.meter.coverage.pages == 2, timeout=READING)
    view, session = empty.desk.view, empty.session
    assert view is not None
    assert session is not None
    qtbot.waitUntil(lambda: view.page_view.current_page() is not None, timeout=READING)
    page = session.project.page_ids[0]
    qtbot.waitUntil(lambda: session.project.coverage().unread == 0, timeout=READING)
    qtbot.waitUntil(lambda: "residency" in session.project.text(page).lower(), timeout=READING)
    assert view.cite.cite.startswith("Determination_Letter.pdf p. 1")
    assert view.documents.model.rowCount() == 1
    assert session.project.thumbnail(page)


def test_the_render_worker_starts_before_a_page_is_asked_for(
    application: Application, project_path: Path, qtbot: QtBot
) -> None:
    before = set(psutil.Process().children())
    session = Session(Workspace.open(project_path, read_only=True), application, read=False)
    qtbot.waitUntil(lambda: bool(set(psutil.Process().children()) - before), timeout=READING)
    session.close()


def test_one_bad_file_is_named_and_stops_no_other(empty: Window, letter: Path, tmp_path: Path, qtbot: QtBot) -> None:
    bad = tmp_path / "broken.pdf"
    bad.write_bytes(b"this is no PDF")
    good = shutil.copy(letter, tmp_path / "good.pdf")
    empty.importing.run([bad, Path(good)], MATTER)
    qtbot.waitUntil(lambda: empty.toolbar.meter.coverage.pages == 2, timeout=READING)
    qtbot.waitUntil(lambda: bool(empty.notices.notices), timeout=READING)
    notice = empty.notices.notices[-1]
    assert notice.title == "1 file imported (2 pages) · 1 could not be imported"
    assert notice.text.startswith("broken.pdf is not a PDF.")
    assert "The other files are imported" in notice.text


def test_a_missing_source_is_said_and_can_be_located(application: Application, project_path: Path) -> None:
    release = project_path.parent / "release"
    moved = project_path.parent / "moved"
    release.rename(moved)
    window = application.new_window()
    window.use(Workspace.open(project_path), read=False)
    session, view = window.session, window.desk.view
    assert session is not None
    assert view is not None
    assert any(notice.key == "missing" for notice in window.notices.notices)
    page = session.project.page_ids[0]
    assert view.pages_model.state(page).kind == "missing"
    assert view.pages_model.thumbnail(page)
    assert session.project.text(page)


def test_a_new_project_asks_for_what_it_needs(application: Application, tmp_path: Path, qtbot: QtBot) -> None:
    window = application.new_window()
    dialog = NewProjectDialog(tmp_path, "", [], window)
    assert "name" in dialog.problem()
    dialog._reviewer.setText("Dana Reviewer")
    assert dialog.problem() == ""
    dialog._place.setText(str(tmp_path / "nowhere" / "a.foia"))
    assert "does not exist" in dialog.problem()
    dialog._place.setText(str(tmp_path / "a"))
    assert dialog.path == tmp_path / "a.foia"
    dialog._matter._date.setText("someday")
    assert "someday" in dialog.problem()
    dialog._matter._date.setText("29 Oct 2018")
    assert dialog.matter().letter_date == "2018-10-29"


def test_only_files_of_this_computer_are_taken_from_a_drop(empty: Window, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.pdf")), QUrl("https://example.org/b.pdf")])
    assert dropped_paths(data) == [tmp_path / "a.pdf"]
    taken: list[list[Path]] = []
    empty.drops.dropped.disconnect()
    empty.drops.dropped.connect(taken.append)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(empty.rect().center(), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(empty, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(empty.rect().center()), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(empty, drop)
    assert taken == [[tmp_path / "a.pdf"]]


def test_a_page_is_as_wide_as_a_small_window_allows(window: Window, qtbot: QtBot) -> None:
    view = window.desk.view
    assert view is not None
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: view.page_view.zoom() > 0.75, timeout=5000)
    assert view.left.isVisible()
    assert view.right.isVisible()
    assert not view.page_view.horizontalScrollBar().isVisible()


def test_themes_change_at_once_and_are_remembered(window: Window, application: Application) -> None:
    window.registry.run("view.theme-dark")
    assert application.theme.tokens.dark
    assert application.settings.theme == "dark"
    window.registry.run("view.theme-light")
    assert not application.theme.tokens.dark


def test_the_palette_runs_what_was_typed(window: Window) -> None:
    from PySide6.QtTest import QTest

    from reviewer.ui.panels.command_palette import CommandPalette

    window.registry.run("help.palette")
    palette = window.findChildren(CommandPalette)[-1]
    palette._field.setText("dark theme")
    QTest.keyClick(palette._field, Qt.Key.Key_Return)
    assert window.theme.tokens.dark
    window.theme.choose("light")


def test_the_palette_says_when_it_has_no_such_command(window: Window) -> None:
    from reviewer.ui.panels.command_palette import CommandPalette
    from reviewer.ui.widgets.empty import EmptyState

    window.registry.run("help.palette")
    palette = window.findChildren(CommandPalette)[-1]
    nothing = palette.findChildren(EmptyState)[0]
    assert nothing.isHidden()
    palette._field.setText("xyzzy")
    assert nothing.isVisible()
    palette._field.setText("dark theme")
    assert nothing.isHidden()
    palette.close()


def test_the_start_view_looks_into_recent_projects(application: Application, made_project: Path, qtbot: QtBot) -> None:
    application.settings.remember_project(made_project / "Review.foia")
    application.settings.remember_project(made_project / "gone.foia")
    window = application.new_window()
    gone, here = window.start.cards
    qtbot.waitUntil(lambda: "not there" in gone.accessibleName(), timeout=5000)
    qtbot.waitUntil(lambda: "14 pages" in here.accessibleName(), timeout=5000)
    (remove,) = gone.findChildren(QToolButton)
    assert remove.isVisible()
    remove.click()
    assert [card.path.name for card in window.start.cards] == ["Review.foia"]


def test_projects_of_one_title_are_told_apart(application: Application, tmp_path: Path) -> None:
    start = application.new_window().start
    here, copied, other = tmp_path / "May" / "Case.foia", tmp_path / "May" / "Case before.foia", tmp_path / "Else.foia"
    start.show_projects([ProjectSummary(path, path.stem, loading=True) for path in (here, copied, other)])
    assert [card.name for card in start.cards] == ["Case", "Case before", "Else"]
    for path in (here, copied):  # what is read of the copy has the title of the first
        start.update_project(ProjectSummary(path, "Case"))
    assert [card.name for card in start.cards] == ["Case · May", "Case · Case before.foia", "Else"]
    assert start.cards[1].accessibleName().startswith("Case · Case before.foia")
    assert "Case · May" in start.cards[0].findChildren(QToolButton)[0].accessibleName()
