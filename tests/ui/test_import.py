"""Imports through the window: a mix of files by dialog, folder and drop, told in one notice; cancelled; passwords."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from reviewer.services.workspace import Workspace
from reviewer.ui.application import Application
from reviewer.ui.dialogs.import_files import ImportDialog
from reviewer.ui.dialogs.matter_fields import Matter
from reviewer.ui.dialogs.new_project import NewProjectDialog
from reviewer.ui.window import Window
from tests.ui.release_kit import MATTER, READING, await_notice, mixed_folder, notice_with, step, write_pdf


@pytest.fixture
def empty(application: Application, tmp_path: Path) -> Window:
    """A window on a new project, not reading what is imported."""
    window = application.new_window()
    window.use(Workspace.create(tmp_path / "New.foia", reviewer="Dana Reviewer"), read=False)
    return window


@pytest.fixture
def eager(application: Application, tmp_path: Path) -> Window:
    """A window on a new project that reads what is imported."""
    window = application.new_window()
    window.use(Workspace.create(tmp_path / "New.foia", reviewer="Dana Reviewer"))
    return window


def imported(window: Window, qtbot: QtBot, pages: int) -> None:
    """Wait until so many pages are in the project and nothing is on its way."""
    session = window.session
    assert session is not None
    qtbot.waitUntil(lambda: session.project.coverage().pages == pages, timeout=READING)
    qtbot.waitUntil(lambda: not window.importing.busy, timeout=READING)


def read(window: Window, qtbot: QtBot, pages: int) -> None:
    """Wait until so many pages are in the project and none of them waits."""
    session = window.session
    assert session is not None
    qtbot.waitUntil(lambda: session.project.coverage().pages == pages, timeout=READING)
    qtbot.waitUntil(lambda: session.project.coverage().unread == 0, timeout=READING)


def drop(window: Window, *paths: Path) -> QDropEvent:
    """Drop files on the middle of a window, as the system does it."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place, copy = window.rect().center(), Qt.DropAction.CopyAction
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, copy, data, buttons, keys)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    dropped = QDropEvent(QPointF(place), copy, data, buttons, keys)
    QApplication.sendEvent(window, dropped)
    return dropped


def test_what_a_drop_would_do_is_said_while_it_hovers(empty: Window, tmp_path: Path) -> None:
    def over(*paths: Path) -> str:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(
            empty, QDragEnterEvent(empty.rect().center(), Qt.DropAction.CopyAction, data, buttons, keys)
        )
        return empty.drops.overlay.words

    assert over(tmp_path / "a.pdf") == "Drop to import into New"
    assert empty.drops.overlay.isVisible()
    QApplication.sendEvent(empty, QDragLeaveEvent())
    assert not empty.drops.overlay.isVisible()
    assert over(tmp_path / "Other.foia") == "Drop to open Other.foia"
    drop(empty, write_pdf(tmp_path / "a.pdf"))
    assert not empty.drops.overlay.isVisible()
    shown_dialog(empty).reject()
    empty.close_project()
    assert over(tmp_path / "a.pdf") == ""


def shown_dialog(window: Window) -> ImportDialog:
    (dialog,) = [dialog for dialog in window.findChildren(ImportDialog) if dialog.isVisible()]
    assert isinstance(dialog, ImportDialog)
    return dialog


def test_a_folder_with_everything_is_dropped_and_told_in_one_notice(
    empty: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    drop(empty, mixed_folder(tmp_path / "as sent"))
    dialog = shown_dialog(empty)
    assert dialog._chosen._words.text() == "as sent (9 files)"
    dialog.accept_button.click()
    view = empty.desk.view
    assert view is not None
    assert view.documents.empty.accessibleName().startswith("Importing")
    told = await_notice(empty, qtbot, "import")
    assert told.title == (
        "3 files imported (4 pages) · 2 catalogued only · 1 was here already · 1 needs a password"
        " · 2 could not be imported"
    )
    lines = told.text.splitlines()
    assert any(line.startswith("broken.pdf") and "Ask the sender" in line for line in lines)
    assert any(line.startswith("empty.pdf is empty") and "Copy or download it again" in line for line in lines)
    assert any("index.xlsx, read me.txt" in line for line in lines)
    assert [notice.key for notice in empty.notices.notices] == ["import"]
    imported(empty, qtbot, 4)
    assert empty.session is not None
    assert empty.registry.action("edit.undo").text() == "&Undo"  # an import is no step of an undo
    (release,) = empty.session.workspace.read.sources.releases()
    assert (release.name, release.items) == ("as sent", 8)
    assert [item.name for item in empty.session.workspace.read.sources.items()] == ["index.xlsx", "read me.txt"]


def test_files_named_in_the_dialog_are_imported_with_their_matter(empty: Window, tmp_path: Path, qtbot: QtBot) -> None:
    empty.registry.run("file.import")
    dialog = shown_dialog(empty)
    dialog.accept_button.click()
    assert dialog.isVisible()  # nothing chosen yet
    dialog.take([write_pdf(tmp_path / "a.pdf"), tmp_path / "gone.pdf"])
    dialog._matter._request.setText("2018-ICFO-59138")
    law = next(field for field in dialog.findChildren(QComboBox) if field.accessibleName() == "Law")
    assert law.currentData() == "FOIA"
    law.setCurrentIndex(law.findText("State law"))
    dialog._matter._release.setText("Second release")
    dialog.accept_button.click()
    told = await_notice(empty, qtbot, "import")
    assert "gone.pdf" in told.text
    imported(empty, qtbot, 1)
    write_pdf(tmp_path / "gone.pdf", "Found again")
    step(told, "Try again")()
    imported(empty, qtbot, 2)
    assert empty.session is not None
    assert [row.name for row in empty.session.workspace.read.sources.releases()] == ["Second release"]
    assert [row.regime for row in empty.session.workspace.read.matter.requests()] == ["state law"]
    path = empty.session.workspace.path
    empty.close_project()
    empty.open_path(path)
    empty.registry.run("file.import")
    again = Matter("", "2018-ICFO-59138", regime="state law")
    assert shown_dialog(empty).matter() == again  # more of the same request, most likely


def test_a_single_file_that_fails_is_the_notice_itself(empty: Window, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "memo.pdf").write_bytes(b"PK\x03\x04" + bytes(200))
    empty.importing.run([tmp_path / "memo.pdf"], MATTER)
    told = await_notice(empty, qtbot, "import")
    assert told.title == "memo.pdf is not a PDF: it is a ZIP archive or an Office document."
    assert "Print it to PDF" in told.text


def test_files_dropped_on_the_start_view_begin_a_project(
    application: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    application.settings.folder = tmp_path
    application.settings.reviewer = "Dana Reviewer"
    window = application.new_window()
    drop(window, write_pdf(tmp_path / "Interim release" / "a.pdf").parent)
    (dialog,) = window.findChildren(NewProjectDialog)
    assert dialog.path == tmp_path / "Interim release.foia"
    dialog.accept_button.click()
    read(window, qtbot, 1)
    assert (tmp_path / "Interim release.foia").is_file()


def test_an_import_can_be_cancelled_while_the_window_is_used(empty: Window, tmp_path: Path, qtbot: QtBot) -> None:
    files = [write_pdf(tmp_path / "many" / f"{number:03}.pdf", f"File {number}") for number in range(60)]
    empty.importing.run(files, MATTER)
    qtbot.waitUntil(lambda: empty.toolbar.meter.coverage.pages > 0, timeout=READING)
    view = empty.desk.view
    assert view is not None
    view.go_to_number(1)
    (cancel,) = [button for button in empty.status.findChildren(QPushButton) if button.text() == "Cancel"]
    assert cancel.isVisible()
    cancel.click()
    told = await_notice(empty, qtbot, "import")
    assert told.title.startswith("Import cancelled: ")
    assert "left out" in told.title
    assert not empty.importing.busy
    assert empty.session is not None
    assert [job.state for job in empty.session.workspace.read.history.jobs() if job.kind == "import"] == ["cancelled"]
    assert 0 < empty.session.project.coverage().pages < 60


def test_reading_pauses_goes_on_and_stops(eager: Window, tmp_path: Path, qtbot: QtBot) -> None:
    eager.importing.run([write_pdf(tmp_path / "long.pdf", pages=40)], MATTER)
    session = eager.session
    assert session is not None
    assert session.processing is not None
    processing = session.processing
    qtbot.waitUntil(lambda: processing.state.done > 0, timeout=READING)
    eager.registry.run("file.pause")
    qtbot.waitUntil(lambda: processing.state.paused, timeout=READING)
    assert eager.progress.action_text() == "&Go on reading"
    eager.registry.run("file.pause")
    qtbot.waitUntil(lambda: not processing.state.paused, timeout=READING)
    eager.registry.run("file.stop")
    qtbot.waitUntil(lambda: not processing.state.running, timeout=READING)
    left = session.project.coverage().unread
    assert left > 0
    qtbot.waitUntil(lambda: "not read yet" in eager.status._words.text(), timeout=READING)
    (go_on,) = [button for button in eager.status.findChildren(QPushButton) if button.text() == "Go on"]
    assert go_on.isVisible()
    go_on.click()
    read(eager, qtbot, 40)
    qtbot.waitUntil(lambda: eager.status._words.text() == "All pages read", timeout=READING)
    eager.registry.refresh()
    assert not eager.registry.action("file.pause").isEnabled()  # nothing is left to pause


def give(window: Window, password: str, for_all: bool | None = None) -> None:
    """Type a password into the bar and press Enter."""
    bar = window.passwords
    if for_all is not None:
        bar._for_all.setChecked(for_all)
    bar._field.setText(password)
    QTest.keyClick(bar._field, Qt.Key.Key_Return)


def test_encrypted_files_ask_for_their_passwords_in_turn(eager: Window, tmp_path: Path, qtbot: QtBot) -> None:
    for name, password in (("a.pdf", "one"), ("b.pdf", "two"), ("c.pdf", "two"), ("d.pdf", "four")):
        write_pdf(tmp_path / "locked" / name, f"Words of {name}", password=password)
    eager.importing.run([tmp_path / "locked"], MATTER)
    bar = eager.passwords
    qtbot.waitUntil(bar.isVisible, timeout=READING)
    assert "a.pdf" in bar._title.text()
    give(eager, "wrong", for_all=False)
    qtbot.waitUntil(lambda: "does not open" in bar._text.text(), timeout=READING)
    assert "a.pdf" in bar._title.text()
    give(eager, "one", for_all=False)
    qtbot.waitUntil(lambda: "b.pdf" in bar._title.text(), timeout=READING)
    give(eager, "two", for_all=True)
    qtbot.waitUntil(lambda: "d.pdf" in bar._title.text() and bar._field.isEnabled(), timeout=READING)
    assert "does not open" not in bar._text.text()  # d.pdf has not been answered for itself
    QTest.keyClick(bar._field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    told = await_notice(eager, qtbot, "locked")
    read(eager, qtbot, 3)
    step(told, "Give password …")()
    assert bar.isVisible()
    QTest.keyClick(bar._field, Qt.Key.Key_Escape)  # skipped again, and then chosen in the list of documents
    session = eager.session
    assert session is not None
    (skipped,) = [file for file in session.project.files() if file.name == "d.pdf"]
    eager.sources.show_problem(skipped.id)
    assert bar.isVisible()
    give(eager, "four")
    read(eager, qtbot, 4)
    qtbot.waitUntil(lambda: not bar.isVisible(), timeout=READING)
    words = {session.project.text(page).splitlines()[0] for page in session.project.page_ids}
    assert words == {f"Words of {name}.pdf 1" for name in "abcd"}


def test_the_notice_of_an_import_counts_what_a_password_opened(eager: Window, tmp_path: Path, qtbot: QtBot) -> None:
    eager.importing.run([write_pdf(tmp_path / "locked.pdf", "Inside", pages=2, password="correct horse")], MATTER)
    qtbot.waitUntil(eager.passwords.isVisible, timeout=READING)
    assert await_notice(eager, qtbot, "import").title == "No file imported · 1 needs a password"
    give(eager, "correct horse")

    def told() -> bool:
        notice = notice_with(eager, "import")
        return notice is not None and notice.title == "1 file imported (2 pages)"

    qtbot.waitUntil(told, timeout=READING)


def test_no_password_is_written_and_it_is_asked_again_only_when_the_file_is_needed(
    application: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    window = application.new_window()
    path = tmp_path / "New.foia"
    window.use(Workspace.create(path, reviewer="Dana Reviewer"))
    window.importing.run([write_pdf(tmp_path / "locked.pdf", "Inside", password="correct horse")], MATTER)
    qtbot.waitUntil(window.passwords.isVisible, timeout=READING)
    give(window, "correct horse")
    read(window, qtbot, 1)
    window.close_project()
    for file in tmp_path.rglob("*"):
        if file.is_file() and file.suffix in (".foia", ".ini"):
            assert b"correct horse" not in file.read_bytes()
    assert window.open_path(path)
    qtbot.waitUntil(window.passwords.isVisible, timeout=READING)  # the page in view is to be drawn
    assert window.session is not None
    assert "Inside" in window.session.project.text(window.session.project.page_ids[0])
    give(window, "correct horse")
    view = window.desk.view
    assert view is not None
    qtbot.waitUntil(lambda: not window.passwords.isVisible(), timeout=READING)
    qtbot.waitUntil(lambda: not view.page_view.loader.busy(), timeout=READING)
    assert window.notices.notices == ()


def test_nothing_is_imported_into_a_project_open_to_read(window: Window, tmp_path: Path) -> None:
    assert window.session is not None
    path = window.session.workspace.path
    window.close_project()
    window.open_path(path, read_only=True)
    assert "(read only)" in window.windowTitle()  # the banner that says so can be closed
    drop(window, write_pdf(tmp_path / "late.pdf"))
    assert not window.findChildren(ImportDialog)
    assert notice_with(window, "read-only-import") is not None


def test_a_project_and_files_dropped_together(application: Application, project_path: Path, tmp_path: Path) -> None:
    window = application.new_window()
    drop(window, project_path, write_pdf(tmp_path / "more.pdf"))
    assert window.session is not None
    assert window.session.workspace.path == project_path
    assert shown_dialog(window).paths == [tmp_path / "more.pdf"]
