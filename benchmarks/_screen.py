"""A real window to measure: acts on it as keys do knows when what was asked for is painted, and when it is sharp."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from reviewer.services.workspace import Workspace
from reviewer.ui.application import Application
from reviewer.ui.handed_over import ProgramApplication
from reviewer.ui.models.lists import IdListModel
from reviewer.ui.page import PageView
from reviewer.ui.pauses import shorten_pauses
from reviewer.ui.review import ReviewView
from reviewer.ui.settings import Settings
from reviewer.ui.table import RedactionsView

_SIZE = (1280, 800)
_PATIENCE = 60.0  # seconds
_BEAT = 2  # milliseconds between two looks at the clock
_FRAME = 40  # pixels


class _Paints(QObject):
    """Counts the paintings of a page view, and those in which every page in view had its sharp picture."""

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self.view, self.count, self.sharp = view, 0, 0
        view.viewport().installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.count += 1
            self.sharp += is_sharp(self.view)
        return False


class Screen:
    """The program with one window; a context manager. Everything returns when it is painted."""

    def __init__(self, settings: Path) -> None:
        known = QApplication.instance()
        self._qt = known if isinstance(known, QApplication) else ProgramApplication(["benchmark"])
        self._application = Application(self._qt, Settings(settings))
        self._application.theme.choose("light")
        self.window = self._application.new_window()
        self.window.resize(*_SIZE)
        shorten_pauses()  # as the program does
        self.stalls: list[tuple[float, float]] = []  # milliseconds between two beats: by the clock, of this thread
        self._last = (time.perf_counter(), time.thread_time())
        self._beat = QTimer(self.window)
        self._beat.timeout.connect(self._note)
        self._beat.start(_BEAT)
        self._paints: _Paints | None = None

    @property
    def view(self) -> ReviewView:
        """The view of the open project."""
        assert self.window.desk.view is not None, "a project is open"
        return self.window.desk.view

    @property
    def table(self) -> RedactionsView:
        """The table of redactions of the open project."""
        assert self.window.desk.views is not None, "a project is open"
        return self.window.desk.views.table

    def show_start(self) -> None:
        """Until the start view is painted."""
        handle = self.window.windowHandle()
        self.wait(handle.isExposed)
        self.window.repaint()

    def open(self, project: Path, *, read: bool) -> None:
        """Open the project, perhaps reading what is unread behind, and count its paintings from now on."""
        self.window.use(Workspace.open(project, reviewer="Benchmark"), read=read)
        self._paints = _Paints(self.view.page_view)

    def close_project(self) -> None:
        """Go back to the start view; places in projects are not remembered."""
        self.window.close_project()
        self._paints = None
        self._qt.processEvents()
        self._qt.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def turn(self) -> None:
        """Turn one page on by key, until it is sharp."""
        self._painted(self._key(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier), sharp=True)

    def jump(self, number: int) -> None:
        """Ask for a page by its number, until it is painted with what the project has of it."""
        self._painted(lambda: self.view.go_to_number(number))

    def scroll(self) -> None:
        """Scroll a little further."""
        self._painted(lambda: self.view.page_view.scroll_by(0, _FRAME))

    def next_redaction(self) -> None:
        """The key N."""
        self._painted(self._key(Qt.Key.Key_N))

    def check(self) -> None:
        """The key Enter: the box or the code is right."""
        self._painted(self._key(Qt.Key.Key_Return))

    def filter_redactions(self) -> None:
        """List every redaction that is not checked, as a list of the whole project does."""
        shown: IdListModel[object] = IdListModel(lambda _row: None, str)
        project = self.window.session.project if self.window.session is not None else None
        assert project is not None, "a project is open"
        shown.set_ids(project.redaction_ids("all", None, only_new=True))

    def redactions(self) -> int:
        """How many redactions the project holds."""
        assert self.window.session is not None, "a project is open"
        return len(self.window.session.project.redaction_ids("all", None))

    def change_theme(self) -> None:
        """From light to dark or back."""
        theme = self._application.theme
        self._painted(lambda: theme.choose("light" if theme.tokens.dark else "dark"))

    def forget_pictures(self) -> None:
        """Drop all pictures, as if the pages had never been in view."""
        self.view.page_view.loader.forget()

    def rest(self) -> None:
        """Until nothing more is rendered, neither for the pages in view nor ahead."""
        self.wait_sharp()
        self.wait(lambda: not self.view.page_view.loader.busy())

    def wait_sharp(self) -> None:
        """Until the pages in view are painted from their sharp pictures."""
        if self._paints is None or not self._paints.sharp or not is_sharp(self.view.page_view):
            self._painted(lambda: None, sharp=True)

    def wait(self, done: Callable[[], bool]) -> None:
        """Let the window work until `done`; TimeoutError after a minute."""
        end = time.monotonic() + _PATIENCE
        while not done():
            self._qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)  # the beat wakes it
            if time.monotonic() > end:
                raise TimeoutError("the window did not come to rest")

    def _painted(self, act: Callable[[], object], *, sharp: bool = False) -> None:
        paints = self._paints
        assert paints is not None, "a project is open"
        count, clear = paints.count, paints.sharp
        act()
        self.wait(lambda: paints.sharp > clear if sharp else paints.count > count)

    def _key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> Callable[[], None]:
        return lambda: QTest.keyClick(self.view.page_view, key, modifier)

    def watch_anew(self) -> None:
        """Forget all stalls, and the time since the last turn of the event loop: acts called directly take it up."""
        self.stalls.clear()
        self._last = (time.perf_counter(), time.thread_time())

    def _note(self) -> None:
        now = (time.perf_counter(), time.thread_time())
        self.stalls.append(((now[0] - self._last[0]) * 1e3, (now[1] - self._last[1]) * 1e3))
        self._last = now

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._beat.stop()
        self._application.finish()


def is_sharp(view: PageView) -> bool:
    """Whether every page in view has its picture at this size."""
    if view.scenes is None:
        return False
    ratio = view.viewport().devicePixelRatioF()
    needed = [view.pictures.needed(view.scenes, index, ratio) for index in view.finder.visible()]
    return bool(needed) and all(request.key in view.cache for requests in needed for request in requests)
