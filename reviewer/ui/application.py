"""The desktop program: one theme, its windows, the projects worked on lately."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

import reviewer
from reviewer.model.errors import UserError
from reviewer.sample.place import PROJECT_NAME, default_folder
from reviewer.services.workspace import Workspace
from reviewer.ui.bridge import Bridge
from reviewer.ui.dialogs.matter_fields import Matter
from reviewer.ui.handed_over import ProgramApplication
from reviewer.ui.interrupts import Interrupts
from reviewer.ui.pauses import shorten_pauses
from reviewer.ui.placing import fetch_back, step_aside
from reviewer.ui.settings import Settings
from reviewer.ui.spoken import speak
from reviewer.ui.start.card import ProjectSummary
from reviewer.ui.start.summary import summarise
from reviewer.ui.start.view import loading
from reviewer.ui.theme.app_icon import app_icon
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.notice import Notice
from reviewer.ui.window import Window

if TYPE_CHECKING:
    from reviewer.sample.maker import SampleRelease


class Application(QObject):
    """Holds what windows share; ends when the last window closes."""

    session_ended = Signal()  # the user logs out, and every project is closed in good order

    def __init__(self, qt: QApplication, settings: Settings) -> None:
        super().__init__(qt)
        self.settings = settings
        self.theme = Theme(qt, settings.theme, settings.text_size)
        self.windows: list[Window] = []
        self._bridge = Bridge(self)
        self._threads = ThreadPoolExecutor(1, thread_name_prefix="look")
        self.sample_folder = default_folder()
        self._ended = False
        speak()
        qt.setWindowIcon(app_icon())
        for changed in (qt.screenRemoved, qt.screenAdded, qt.primaryScreenChanged):  # queued: Qt moves first, or not
            changed.connect(self._screens_changed, Qt.ConnectionType.QueuedConnection)
        if isinstance(qt, ProgramApplication):
            qt.file_opened.connect(self._handed_over)

    def new_window(self) -> Window:
        """Open another window."""
        window = Window(self.theme, self.settings)
        window.closed.connect(self._closed)
        window.start_shown.connect(self.show_recent)
        window.project_opened.connect(self.settings.remember_project)
        window.forget_wanted.connect(self.forget_project)
        window.sample_wanted.connect(self.open_sample)
        window.window_wanted.connect(self.new_window)
        window.quit_wanted.connect(self.quit)
        window.bring_forward = self.bring_forward
        step_aside(window, self.windows)
        self.windows.append(window)
        window.show()
        return window

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open a project, or begin one with released files: what the system or the command line hands over.

        A project that is open already comes to the front; else a window without a project takes it.
        """
        if any(self.bring_forward(path) for path in paths):
            return
        free = next((window for window in self.windows if window.session is None), None)
        (free or self.new_window()).open_paths(paths)

    def bring_forward(self, path: Path) -> bool:
        """Show the window that has a project open; False if none has."""
        for window in self.windows:
            if window.session is not None and window.session.workspace.path.resolve() == path.resolve():
                window.raise_()
                window.activateWindow()
                return True
        return False

    def quit(self) -> None:
        """Close every window, and with the last one the program."""
        for window in list(self.windows):
            window.close()

    def show_fault(self, sentence: str) -> None:
        """Something unexpected happened, in any thread: close the projects safely and say so."""
        self._bridge.call(lambda: self._show_fault(sentence))

    def forget_project(self, path: Path) -> None:
        """Take a project from the recent ones; its file stays."""
        self.settings.forget_project(path)
        for window in self.windows:
            if window.session is None:
                self.show_recent(window)

    def show_recent(self, window: Window) -> None:
        """Show the recent projects on a start view; what they hold is looked up behind."""
        recent = self.settings.recent
        window.start.show_projects([loading(path) for path in recent])
        for path in recent:

            def arrived(done: Future[ProjectSummary]) -> None:
                if not done.cancelled() and window in self.windows:
                    window.start.update_project(done.result())

            self._bridge.when_done(self._threads.submit(summarise, path), arrived)

    def open_sample(self, window: Window) -> None:
        """Open the fictional release, made at first use in a folder of the program's own."""
        from reviewer.sample.maker import make_release  # a third of a second, and most never ask for it

        folder = self.sample_folder
        if (folder / PROJECT_NAME).exists():
            window.open_path(folder / PROJECT_NAME)
            return
        folder.mkdir(parents=True, exist_ok=True)
        window.notify(Notice(window.tr("Making the sample release …"), str(folder), key="sample"))

        def arrived(done: Future[SampleRelease]) -> None:
            window.notices.dismiss_key("sample")
            error = done.exception()
            if isinstance(error, UserError):
                window.show_error(error)
            elif error is not None:
                raise error
            else:
                self._use_sample(window, folder, done.result())

        self._bridge.when_done(self._threads.submit(make_release, folder), arrived)

    def end_session(self) -> None:
        """The user logs out: the system may end the program as soon as this returns."""
        self.finish()
        self.session_ended.emit()

    def finish(self) -> None:
        """Close every window and stop every thread; safe to call twice."""
        if self._ended:
            return
        self._ended = True
        self.quit()
        self._bridge.close()
        self._threads.shutdown(wait=True, cancel_futures=True)
        self.settings.flush()

    def _screens_changed(self, _screen: object) -> None:
        if not self._ended:
            fetch_back()

    def _handed_over(self, path: Path) -> None:
        if not self._ended:
            self.open_paths([path])

    def _show_fault(self, sentence: str) -> None:
        for window in list(self.windows):
            window.close_after_fault(sentence)

    def _use_sample(self, window: Window, folder: Path, sample: SampleRelease) -> None:
        window.use(Workspace.create(folder / PROJECT_NAME, reviewer=self.settings.reviewer))
        matter = Matter(window.tr("Sample release"), sample.request_number, sample.agency, sample.letter_date)
        window.importing.run(list(sample.files), matter)

    def _closed(self, window: Window) -> None:
        if window in self.windows:
            self.windows.remove(window)
            window.deleteLater()


def run(
    argv: Sequence[str],
    paths: Sequence[Path] = (),
    notices: Sequence[str] = (),
    show_faults_with: Callable[[Callable[[str], object] | None], object] = lambda _show: None,
    at_log_out: Callable[[], object] = lambda: None,
) -> int:
    """Run the desktop program until its last window closes; `notices` are shown in the first window.

    `paths` are a project, or released files to begin one with. `show_faults_with` gets what shows unexpected errors
    to the user, and None once there is no window for it any more. `at_log_out` is called when the user has logged out
    and everything is closed: the system may not let this return.
    """
    qt = QApplication.instance()
    if not isinstance(qt, QApplication):
        qt = ProgramApplication(list(argv))
    qt.setApplicationName("FOIA Reviewer")
    qt.setApplicationVersion(reviewer.__version__)
    qt.setDesktopFileName("foia-reviewer")
    application = Application(qt, Settings())
    interrupts = Interrupts(application.quit, application)
    qt.commitDataRequest.connect(lambda _manager: application.end_session())
    application.session_ended.connect(at_log_out)
    show_faults_with(application.show_fault)
    try:
        window = application.new_window()
        shorten_pauses()
        if paths:
            application.open_paths(paths)
        for sentence in notices:
            window.notify(Notice(sentence, level="attention"))
        status = qt.exec()
        application.finish()
    finally:
        show_faults_with(None)
        interrupts.close()
    return int(status)
