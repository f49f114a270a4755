"""What the tests of the window share: settings of their own, a project of the sample release, a window."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reviewer.sample.maker import make_release
from reviewer.services.workspace import Workspace
from reviewer.ui.application import Application
from reviewer.ui.handed_over import ProgramApplication
from reviewer.ui.settings import Settings
from reviewer.ui.theme.theme import Theme
from reviewer.ui.window import Window
from tests.ui import action_report
from tests.ui.sample_project import fill_project

if action_report.WANTED:
    action_report.listen()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Where it is asked for: the actions that no test did."""
    if action_report.WANTED:
        terminalreporter.section("actions")
        for line in action_report.report():
            terminalreporter.line(line)


@pytest.fixture(scope="session")
def qapp_cls() -> type[ProgramApplication]:
    """The Qt application that the program runs in."""
    return ProgramApplication


@pytest.fixture(scope="session")
def made_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a project over one file of the sample release; its last page is not read."""
    folder = tmp_path_factory.mktemp("made")
    sample = make_release(folder / "release", damage="clean", only=("Release_1of3",))
    with Workspace.create(folder / "Review.foia", reviewer="Dana Reviewer") as workspace:
        fill_project(workspace, sample.truth, unread=1)
    return folder


@pytest.fixture
def project_path(made_project: Path, tmp_path: Path) -> Path:
    """A fresh copy of the made project; the released files stay where they are."""
    target = tmp_path / "case"
    shutil.copytree(made_project, target)
    return target / "Review.foia"


@pytest.fixture
def application(qtbot: QtBot, qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Application]:
    """The program with settings of its own; ended in good order."""
    from PySide6.QtWidgets import QApplication

    assert isinstance(qapp, QApplication)
    made = Application(qapp, Settings(tmp_path / "config"))
    made.sample_folder = tmp_path / "sample"
    yield made
    made.finish()


@pytest.fixture
def theme(application: Application) -> Theme:
    """The application's theme."""
    return application.theme


@pytest.fixture
def window(application: Application, project_path: Path) -> Window:
    """A window with the project open, not reading."""
    made = application.new_window()
    made.use(Workspace.open(project_path, reviewer="Dana Reviewer"), read=False)
    return made
