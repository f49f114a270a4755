"""Opening what cannot be opened, closing in the middle of everything, faults: the project is safe, nothing stays."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path

import psutil
import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.app.crash import CrashGuard
from reviewer.services.importing import import_paths
from reviewer.services.workspace import Workspace
from reviewer.storage.schema import APPLICATION_ID
from reviewer.ui.application import Application
from reviewer.ui.dialogs.new_project import NewProjectDialog
from reviewer.ui.settings import Settings
from reviewer.ui.window import Window
from tests.ui.release_kit import MATTER, READING, await_notice, notice_with, step, write_pdf

CLOSING = 8.0  # seconds at most, on a busy machine


def importing(window: Window, folder: Path, qtbot: QtBot) -> None:
    window.importing.run([write_pdf(folder / "many" / f"{n:03}.pdf", f"File {n}") for n in range(60)], MATTER)
    qtbot.waitUntil(lambda: window.toolbar.meter.coverage.pages > 0, timeout=READING)


def reading(window: Window, folder: Path, qtbot: QtBot) -> None:
    """Pages are read, one was marked as seen just now, and the window asks what to import next."""
    window.importing.run([write_pdf(folder / "long.pdf", pages=80)], MATTER)
    session = window.session
    assert session is not None
    assert session.processing is not None
    processing = session.processing
    qtbot.waitUntil(lambda: processing.state.done > 0, timeout=READING)
    window.importing.ask([folder])
    session.commands.page = session.project.page_ids[0]
    session.commands.toggle_seen()


@pytest.mark.parametrize("busy_with", [importing, reading])
def test_closing_in_the_middle_is_quick_and_leaves_nothing(
    qapp: QApplication,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    busy_with: Callable[[Window, Path, QtBot], None],
) -> None:
    threads = set(threading.enumerate())
    shared: list[str] = []
    monkeypatch.setattr("multiprocessing.shared_memory.SharedMemory", noting(shared))
    application = Application(qapp, Settings(tmp_path / "config"))
    window = application.new_window()
    path = tmp_path / "New.foia"
    window.use(Workspace.create(path, reviewer="Dana Reviewer"))
    busy_with(window, tmp_path, qtbot)
    begun = time.monotonic()
    window.close()
    window.close()
    assert time.monotonic() - begun < CLOSING
    assert application.windows == []
    application.finish()
    application.finish()
    assert {t for t in threading.enumerate() if t.is_alive()} <= threads
    _gone, alive = psutil.wait_procs(psutil.Process().children(recursive=True), timeout=10)
    assert [process.name() for process in alive if "resource_tracker" not in " ".join(process.cmdline())] == []
    assert shared or busy_with is importing  # a page was on the screen
    assert [name for name in shared if Path("/dev/shm", name.lstrip("/")).exists()] == []
    assert [file.name for file in tmp_path.glob("New*")] == ["New.foia"]
    with Workspace.open(path) as again:
        coverage = again.read.pages.coverage()
        assert coverage.pages > 0
        assert coverage.pages_not_read > 0
        assert coverage.pages_seen == (1 if busy_with is reading else 0)
        assert {page.state for page in again.read.pages.of_file()} <= {"pending", "done"}


def noting(names: list[str]) -> Callable[..., SharedMemory]:
    """Shared memory as it is, with the names of what is made kept in `names`."""

    def make(name: str | None = None, create: bool = False, size: int = 0) -> SharedMemory:
        made = SharedMemory(name, create, size)
        names.append(made.name)
        return made

    return make


# The whole program with the log of crashes; only the screen is one that nobody sees.
_PROGRAM = """
import sys
from pathlib import Path
import reviewer.app.window as window
window.display_problem = window.silent_display = lambda: None
window.missing_xcb_libraries = lambda: []
sys.exit(window.open_window(Path(sys.argv[1])))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be sent these signals there")
@pytest.mark.parametrize("wish", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_program_in_good_order_while_a_page_is_read(tmp_path: Path, wish: signal.Signals) -> None:
    path = tmp_path / "Case.foia"
    scan = Image.new("L", (2550, 3300), 255)
    for line in range(60):
        ImageDraw.Draw(scan).text((200, 200 + 48 * line), "records of the residency bureau " * 4, 0, font_size=36)
    scan.save(tmp_path / "scan.tif", dpi=(300, 300))
    with Workspace.create(path, reviewer="Dana Reviewer") as workspace:
        import_paths(workspace, [tmp_path / "scan.tif"])
    homes = {f"XDG_{kind}_HOME": str(tmp_path / kind) for kind in ("CONFIG", "STATE", "CACHE", "DATA")}
    program = psutil.Popen(
        [sys.executable, "-c", _PROGRAM, str(path)], env={**os.environ, **homes, "HOME": str(tmp_path)}
    )
    try:
        reader = worker_at_work(program)
        begun = time.monotonic()
        program.send_signal(wish)
        assert program.wait(READING / 1000) == 0
        assert time.monotonic() - begun < CLOSING
        assert not reader.is_running()
    finally:
        if program.is_running():
            program.kill()
    assert [file.name for file in tmp_path.glob("Case*")] == ["Case.foia"]
    assert list(tmp_path.rglob("foia-reviewer.log*")) or list(tmp_path.rglob("native-crash.log"))
    assert list(tmp_path.rglob("running-*")) == []  # the mark by which the next start knows of a bad end
    with Workspace.open(path) as again:
        assert [page.state for page in again.read.pages.of_file()] == ["pending"]


def worker_at_work(program: psutil.Popen) -> psutil.Process:
    """The process that reads, once it has used more processor time than its start takes."""
    end = time.monotonic() + READING / 1000
    while time.monotonic() < end and program.is_running():
        for child in program.children(recursive=True):
            with suppress(psutil.Error):
                if child.nice() > psutil.Process().nice() and child.cpu_times().user > 1.5:
                    return child
        time.sleep(0.05)
    pytest.fail("no worker began to read")


def test_the_end_of_the_users_session_is_a_good_end(application: Application, project_path: Path) -> None:
    window = application.new_window()
    window.open_path(project_path)
    ended: list[bool] = []
    application.session_ended.connect(lambda: ended.append(application.windows == []))
    application.end_session()
    assert ended == [True]
    assert [file.name for file in project_path.parent.glob("Review*")] == ["Review.foia"]


def test_quit_closes_every_window(window: Window, application: Application) -> None:
    application.new_window()
    window.registry.run("file.quit")
    assert application.windows == []


def test_a_fault_in_a_slot_closes_the_project_safely_and_is_told_next_time(
    application: Application, project_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = application.new_window()
    window.open_path(project_path)
    logs = tmp_path / "logs"
    guard = CrashGuard(logs)
    hooks = sys.excepthook, threading.excepthook
    assert guard.install(application.show_fault) == []

    def fail() -> None:
        raise ZeroDivisionError("in a slot")

    QTimer.singleShot(0, fail)
    told = await_notice(window, qtbot, "fault")
    guard.finish()
    sys.excepthook, threading.excepthook = hooks
    assert "ZeroDivisionError" in told.text
    assert "closed safely" in told.text
    assert window.desk.session is None
    assert [file.name for file in project_path.parent.glob("Review*")] == ["Review.foia"]
    assert "in a slot" in (logs / "foia-reviewer.log").read_text(encoding="utf-8")
    step(told, "Open again")()
    assert window.session is not None
    later = CrashGuard(logs)
    assert "met a fault last time" in later.install(application.show_fault)[0]
    later.finish()
    sys.excepthook, threading.excepthook = hooks


def test_what_is_no_project_is_said_and_leaves_the_start_view(application: Application, tmp_path: Path) -> None:
    (tmp_path / "letter.foia").write_bytes(b"%PDF-1.7")
    with sqlite3.connect(tmp_path / "newer.foia") as newer:
        newer.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        newer.execute("PRAGMA user_version = 9999")
        newer.execute("CREATE TABLE project (uuid TEXT)")
    newer.close()
    with Workspace.create(tmp_path / "damaged.foia", reviewer="Dana"):
        pass
    whole = (tmp_path / "damaged.foia").read_bytes()
    (tmp_path / "damaged.foia").write_bytes(whole[:4096] + bytes(len(whole) - 8192))
    window = application.new_window()
    for name, word in (("letter", "not a"), ("newer", "newer"), ("damaged", "damaged"), ("gone", "gone.foia")):
        assert not window.open_path(tmp_path / f"{name}.foia")
        told = window.notices.notices[0]
        assert word in told.title, told
        assert told.text
        assert window.session is None
    assert [name for name, _act in window.notices.notices[0].steps] == ["Remove from the list"]


def test_a_project_open_elsewhere_is_opened_to_read(application: Application, project_path: Path, qtbot: QtBot) -> None:
    window = application.new_window()
    with Workspace.open(project_path, reviewer="Ada Other"):
        assert not window.open_path(project_path)
        told = window.notices.notices[0]
        assert "Ada Other" in told.title
        step(told, "Open to read")()
        session, view = window.session, window.desk.view
        assert session is not None
        assert view is not None
        assert session.project.read_only
        for name in ("review.confirm", "file.import", "passage.tag", "file.pause"):
            assert not window.registry.action(name).isEnabled(), name
        view.search.search("residency")
        panel = view.search
        qtbot.waitUntil(lambda: not panel.busy)
        assert panel.list.model.ids
        step(await_notice(window, qtbot, "read-only"), "Open for writing")()
        assert window.session is session  # it is still in use: what is looked at stays
    told = await_notice(window, qtbot, "read-only")
    step(told, "Open for writing")()
    assert window.session is not None
    assert not window.session.project.read_only


def test_a_write_protected_project_is_shown_with_a_banner(
    application: Application, project_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reviewer.storage.project._may_write", lambda _path: False)  # root may write everywhere
    window = application.new_window()
    assert window.open_path(project_path)
    assert any("write-protected" in notice.title for notice in window.notices.notices)
    assert not window.registry.action("file.import").isEnabled()
    window.close()
    assert [file.name for file in project_path.parent.glob("Review*")] == ["Review.foia"]


def test_what_the_system_hands_over_is_opened(application: Application, project_path: Path, tmp_path: Path) -> None:
    window = application.new_window()
    QApplication.sendEvent(QApplication.instance(), QFileOpenEvent(QUrl.fromLocalFile(str(project_path))))  # type: ignore[arg-type]
    assert window.session is not None
    application.open_paths([project_path])  # it is open already: no second window
    assert application.windows == [window]
    application.open_paths([write_pdf(tmp_path / "a.pdf")])
    other = application.windows[1]
    (dialog,) = other.findChildren(NewProjectDialog)
    assert dialog.files == [tmp_path / "a.pdf"]
    assert not QApplication.windowIcon().isNull()
    assert notice_with(other, "import") is None
