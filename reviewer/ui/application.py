"""The desktop program: one theme, its windows, the projects worked on lately."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

import reviewer
from reviewer.model.errors import UserError
from reviewer.sample.maker import SampleRelease, make_release
from reviewer.sample.place import PROJECT_NAME, default_folder
from reviewer.services.workspace import Workspace
from reviewer.ui.bridge import Bridge
from reviewer.ui.dialogs.matter_fields import Matter
from reviewer.ui.settings import Settings
from reviewer.ui.start.card import ProjectSummary
from reviewer.ui.start.summary import summarise
from reviewer.ui.start.view import loading
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.notice import Notice
from reviewer.ui.window import Window


class Application(QObject):
    """Holds what windows share; ends when the last window closes."""

    def __init__(self, qt: QApplication, settings: Settings) -> None:
        super().__init__(qt)
        self.settings = settings
        self.theme = Theme(qt, settings.theme)
        self.windows: list[Window] = []
        self._bridge = Bridge(self)
        self._threads = ThreadPoolExecutor(1, thread_name_prefix="look")
        self.sample_folder = default_folder()

    def new_window(self) -> Window:
        """Open another window."""
        window = Window(self)
        window.closed.connect(self._closed)
        self.windows.append(window)
        window.show()
        return window

    def remember_project(self, path: Path) -> None:
        """Put a project at the head of the recent ones."""
        self.settings.remember_project(path)

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

    def finish(self) -> None:
        """Close every window and stop every thread."""
        for window in list(self.windows):
            window.close()
        self._bridge.close()
        self._threads.shutdown(wait=True, cancel_futures=True)
        self.settings.flush()

    def _use_sample(self, window: Window, folder: Path, sample: SampleRelease) -> None:
        window.use(Workspace.create(folder / PROJECT_NAME, reviewer=self.settings.reviewer))
        matter = Matter(window.tr("Sample release"), sample.request_number, sample.agency, sample.letter_date)
        window.importing.run(list(sample.files), matter)

    def _closed(self, window: Window) -> None:
        if window in self.windows:
            self.windows.remove(window)
            window.deleteLater()


def run(argv: Sequence[str], project: Path | None = None, notices: Sequence[str] = ()) -> int:
    """Run the desktop program until its last window closes; `notices` are shown in the first window."""
    qt = QApplication.instance()
    if not isinstance(qt, QApplication):
        qt = QApplication(list(argv))
    qt.setApplicationName("FOIA Reviewer")
    qt.setApplicationVersion(reviewer.__version__)
    qt.setDesktopFileName("foia-reviewer")
    application = Application(qt, Settings())
    window = application.new_window()
    if project is not None:
        window.open_path(project)
    for sentence in notices:
        window.notify(Notice(sentence, level="attention"))
    status = qt.exec()
    application.finish()
    return int(status)
