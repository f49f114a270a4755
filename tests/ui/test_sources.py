"""Source files that are gone, moved, changed or not readable: told, located by content, read again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from reviewer.services.importing import import_paths
from reviewer.services.processing import Processing
from reviewer.services.workspace import Workspace
from reviewer.ui.application import Application
from reviewer.ui.window import Window
from tests.ui.release_kit import MATTER, READING, await_notice, notice_with, step, write_pdf


@pytest.fixture(scope="module")
def read_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a project with three files that are read."""
    folder = tmp_path_factory.mktemp("read") / "case"
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        write_pdf(folder / "release" / name, f"Words of {name}")
    with Workspace.create(folder / "Case.foia", reviewer="Dana Reviewer") as workspace:
        import_paths(workspace, [folder / "release"])
        processing = Processing(workspace, 1)
        processing.start()
        assert processing.wait(READING / 1000)
    return folder


@pytest.fixture
def case(read_case: Path, tmp_path: Path) -> Path:
    """The project in a fresh copy of its folder, closed."""
    return Path(shutil.copytree(read_case, tmp_path / "case")) / "Case.foia"


def opened(application: Application, path: Path) -> Window:
    window = application.new_window()
    assert window.open_path(path)
    return window


def state(window: Window, number: int) -> str:
    """How the page view shows page `number` (from 0)."""
    view, session = window.desk.view, window.session
    assert view is not None
    assert session is not None
    return view.pages_model.state(session.project.page_ids[number]).kind


def problems(window: Window) -> list[str]:
    """What the document tree says is wrong with each file, without its place."""
    session = window.session
    assert session is not None
    (release,) = session.project.branch(None)
    return [row.problem.partition(" (")[0] for row in session.project.branch(release)]


def test_a_folder_that_moved_is_found_again_at_once(
    application: Application, case: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    moved = case.parent / "archive" / "2018"
    moved.parent.mkdir()
    (case.parent / "release").rename(moved)
    (moved / "b.pdf").rename(moved / "renamed.pdf")
    window = opened(application, case)
    told = await_notice(window, qtbot, "missing")
    assert told.title == "3 released files are not where they were"
    assert state(window, 0) == "missing"
    session, view = window.session, window.desk.view
    assert session is not None
    assert view is not None
    page = session.project.page_ids[0]
    assert "Words of a.pdf" in session.project.text(page)
    assert view.pages_model.thumbnail(page)
    assert window.registry.action("file.locate").isEnabled()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(moved.parent))
    step(told, "Locate …")()
    found = await_notice(window, qtbot, "located")
    assert found.title == "3 files were found again"
    assert notice_with(window, "missing") is None
    assert [state(window, number) for number in range(3)] == ["ready"] * 3
    assert session.project.missing_files() == []
    qtbot.waitUntil(lambda: not window.registry.action("file.locate").isEnabled(), timeout=READING)


def test_a_file_of_other_content_is_not_taken(
    application: Application, case: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    lost = case.parent / "release" / "b.pdf"
    kept = shutil.move(lost, case.parent / "b kept elsewhere.pdf")
    other = write_pdf(case.parent / "elsewhere" / "b.pdf", "Other words")
    window = opened(application, case)
    told = await_notice(window, qtbot, "missing")
    assert told.title == "b.pdf is not where it was"
    begun: list[str] = []

    def choose(_window: object, _title: str, folder: str, _kinds: str) -> tuple[str, str]:
        begun.append(folder)
        return str(other), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    step(told, "Locate …")()
    assert begun == [str(lost.parent)]  # where it was, as long as that is there
    assert application.settings.folder != other.parent  # the agency's folder is not offered for a new project
    refused = await_notice(window, qtbot, "located")
    assert refused.title == "b.pdf is not the file that was imported"
    assert state(window, 1) == "missing"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(kept), ""))
    step(refused, "Locate …")()
    qtbot.waitUntil(lambda: state(window, 1) == "ready", timeout=READING)


def test_a_changed_file_is_reported_and_never_shown(application: Application, case: Path, qtbot: QtBot) -> None:
    source = case.parent / "release" / "a.pdf"
    original = source.read_bytes()
    source.write_bytes(original.replace(b"Words", b"Wards") + b"\n%")
    window = opened(application, case)
    told = await_notice(window, qtbot, "changed")
    assert told.title == "a.pdf is not the file that was imported"
    assert "neither shown nor read" in told.text
    assert state(window, 0) == "changed"  # shown from its thumbnail, like one that is gone
    assert problems(window) == ["a.pdf is not the file that was imported", "", ""]
    assert window.sources.has_missing()
    step(told, "Read again")()
    qtbot.waitUntil(lambda: notice_with(window, "changed") is not told, timeout=READING)
    again = await_notice(window, qtbot, "changed")
    source.write_bytes(original)
    step(again, "Read again")()
    qtbot.waitUntil(lambda: state(window, 0) == "ready", timeout=READING)
    assert notice_with(window, "changed") is None


def test_pages_of_a_file_that_was_gone_are_read_once_it_is_back(
    application: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    source = write_pdf(tmp_path / "gone.pdf", pages=3)
    path = tmp_path / "Case.foia"
    window = application.new_window()
    window.use(Workspace.create(path, reviewer="Dana Reviewer"), read=False)
    window.importing.run([source], MATTER)
    qtbot.waitUntil(lambda: window.toolbar.meter.coverage.pages == 3, timeout=READING)
    qtbot.waitUntil(lambda: not window.importing.busy, timeout=READING)
    window.close_project()
    kept = shutil.move(source, tmp_path / "elsewhere.pdf")
    window.open_path(path)
    session = window.session
    assert session is not None
    qtbot.waitUntil(lambda: session.project.coverage().failed == 3, timeout=READING)
    window.status.failures_wanted.emit()
    told = await_notice(window, qtbot, "failures")
    assert "gone.pdf, page 1" in told.text
    assert [name for name, _act in told.steps] == ["Read again", "Locate …"]
    shutil.move(kept, source)
    step(told, "Read again")()
    qtbot.waitUntil(lambda: session.project.coverage().failed == 0, timeout=READING)
    qtbot.waitUntil(lambda: session.project.coverage().unread == 0, timeout=READING)


def test_a_file_that_did_not_open_is_tried_again(application: Application, tmp_path: Path, qtbot: QtBot) -> None:
    window = application.new_window()
    window.use(Workspace.create(tmp_path / "Case.foia", reviewer="Dana Reviewer"))
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing more")
    window.importing.run([broken], MATTER)
    await_notice(window, qtbot, "import")
    session = window.session
    assert session is not None
    (file,) = session.project.files()
    window.sources.show_problem(file.id)
    told = await_notice(window, qtbot, "failures")
    assert told.title.startswith("broken.pdf is damaged")
    write_pdf(broken)
    step(told, "Read again")()
    changed = await_notice(window, qtbot, "changed")  # another file lies there now: it is not taken for the first
    assert "broken.pdf" in changed.title
    assert session.project.page_count == 0
