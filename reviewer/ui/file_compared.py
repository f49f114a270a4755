"""A file that someone else worked on: asked for, compared with the project behind the window, then shown."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from reviewer.model.errors import UserError
from reviewer.ui.session import Session
from reviewer.ui.settings import Settings
from reviewer.ui.widgets.notice import Notice

AnswerT = TypeVar("AnswerT")


class FileCompared(QObject):
    """What such files of one window's project have in common, one file at a time; `KEY` is that of their notices."""

    noticed = Signal(object)  # Notice
    failed = Signal(object)  # UserError
    dismissed = Signal(object)  # key of a notice that is over

    KEY = ""

    def __init__(self, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._settings, self._window = settings, window
        self._session: Session | None = None

    def begin(self, session: Session) -> None:
        """A project was opened."""
        self._session = session

    def end(self) -> None:
        """The project is about to be closed: what is still compared is for nobody."""
        self._session = None

    def _choose(self, title: str, kinds: str) -> Path | None:
        """The file that the person picks, in the folder used last; None where nothing was picked or is open."""
        if self._session is None:
            return None
        folder = self._settings.folder or self._session.workspace.path.parent
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, str(folder), kinds)
        return Path(chosen) if chosen else None

    def _work(self, said: str, work: Callable[[Session], AnswerT], then: Callable[[AnswerT], None]) -> None:
        """Do `work` behind the window and `then` go on with its answer, unless the project is closed by then.

        `said` is shown meanwhile; a UserError is told.
        """
        session = self._session
        if session is None:
            return
        self.noticed.emit(Notice(said, key=self.KEY))

        def done(future: Future[AnswerT]) -> None:
            if session is not self._session:
                return
            self.dismissed.emit(self.KEY)
            try:
                answer = future.result()
            except UserError as error:
                self.failed.emit(error)
                return
            then(answer)

        session.run(lambda: work(session), done)

    def _show(self, dialog: QDialog, accepted: Callable[[], None]) -> None:
        dialog.accepted.connect(accepted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
