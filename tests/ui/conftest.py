"""What the tests of the window share: settings of their own, a project of the sample release, a window."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reviewer.sample.maker import make_release
from reviewer.services.comparing import CopyRun
from reviewer.services.reading_run import Orders
from reviewer.services.workspace import Workspace
from reviewer.ui.application import Application
from reviewer.ui.handed_over import ProgramApplication
from reviewer.ui.settings import Settings
from reviewer.ui.theme.theme import Theme
from reviewer.ui.window import Window
from reviewer.workers.pool import WorkerPool
from tests.ui import action_report
from tests.ui.hands import Hands
from tests.ui.sample_project import fill_project

if action_report.WANTED:
    action_report.listen()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Where it is asked for: the actions that no test did."""
    if action_report.WANTED:
        terminalreporter.section("actions")
        for line in action_report.report():
            terminalreporter.line(line)


def pytest_configure(config: pytest.Config) -> None:
    """Name the marker of `tests.ui.hands.does`."""
    config.addinivalue_line("markers", "does(*actions): the actions that a test does by keys or mouse")


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


@pytest.fixture(scope="session")
def compared_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project over two files of the sample release, whose copies are compared."""
    folder = tmp_path_factory.mktemp("compared")
    sample = make_release(folder / "release", damage="clean", only=("Release_1of3", "Release_2of3"))
    with Workspace.create(folder / "Copies.foia", reviewer="Dana Reviewer") as workspace, WorkerPool(1) as pool:
        fill_project(workspace, sample.truth)
        CopyRun(workspace, pool, Orders()).run()
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


@pytest.fixture(scope="module")
def shared_project(made_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project that the tests of a module share; one that needs more puts it in here, before it is opened."""
    target = tmp_path_factory.mktemp("shared") / "case"
    shutil.copytree(made_project, target)
    return target / "Review.foia"


@pytest.fixture(scope="module")
def shared_window(qapp: object, shared_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """A window with the shared project open; `hands` puts it back after each test."""
    from PySide6.QtWidgets import QApplication

    assert isinstance(qapp, QApplication)
    made = Application(qapp, Settings(tmp_path_factory.mktemp("config")))
    made.sample_folder = tmp_path_factory.mktemp("sample")
    window = made.new_window()
    window.resize(1280, 800)
    window.use(Workspace.open(shared_project, reviewer="Dana Reviewer"), read=False)
    yield window
    made.finish()


@pytest.fixture
def take_hands(qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Callable[[Window], Hands]]:
    """Gives keys and mouse on a window; a test that says what it `does` has to have done it so."""
    made: list[Hands] = []
    failed = request.session.testsfailed

    def take(window: Window) -> Hands:
        made.append(Hands(window, qtbot))
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return made[-1]

    yield take
    if request.session.testsfailed > failed:
        return  # where it failed, the rest of what it does was not done either
    said = {action for marker in request.node.iter_markers("does") for action in marker.args}
    done = {action for each in made for action in each.done}
    assert said <= done, f"not done by hand: {sorted(said - done)}"


@pytest.fixture
def hands(shared_window: Window, take_hands: Callable[[Window], Hands]) -> Iterator[Hands]:
    """Keys and mouse on the window that the tests of a module share, the pages in front."""
    made = take_hands(shared_window)
    shared_window.desk.view_opener("review")()
    yield made
    made.tidy()
    made.let_go()
