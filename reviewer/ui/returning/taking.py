"""Takes an edited withholding log back: compares it behind, shows what differs, does what was chosen."""

from __future__ import annotations

from concurrent.futures import Future
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from reviewer.model.errors import UserError
from reviewer.services.returning.accept import take_over
from reviewer.services.returning.log import Difference, ReturnedLog, compare_log
from reviewer.ui.returning.dialog import ReturnedLogDialog
from reviewer.ui.session import Session
from reviewer.ui.settings import Settings
from reviewer.ui.widgets.notice import Notice

_KEY = "returned log"


class Returning(QObject):
    """Edited logs of one window's project, one at a time."""

    noticed = Signal(object)  # Notice
    failed = Signal(object)  # UserError
    dismissed = Signal(object)  # key of a notice that is over

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

    def ask(self) -> None:
        """Ask for the edited log."""
        if self._session is None:
            return
        folder = self._settings.folder or self._session.workspace.path.parent
        title, kinds = self.tr("Take back an edited log"), self.tr("Withholding logs (*.xlsx *.csv)")
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, str(folder), kinds)
        if chosen:
            self.compare(Path(chosen))

    def compare(self, path: Path) -> None:
        """Compare a log with the project, and show what differs once that is known."""
        session = self._session
        if session is None:
            return
        self.noticed.emit(Notice(self.tr("Comparing {0} with the project …").format(path.name), key=_KEY))
        session.run(lambda: compare_log(session.workspace.read, path), partial(self._compared, session))

    def take(self, path: Path, chosen: tuple[Difference, ...]) -> None:
        """Take over what was chosen, as one edit."""
        if self._session is None:
            return
        try:
            done = take_over(self._session.workspace, path.name, chosen)
        except UserError as error:
            self.failed.emit(error)
            return
        title = self.tr("1 item is taken over from {1}") if done == 1 else self.tr("{0} items are taken over from {1}")
        self.noticed.emit(Notice(title.format(f"{done:,}", path.name), key=_KEY))

    def _compared(self, session: Session, future: Future[ReturnedLog]) -> None:
        if session is not self._session:
            return
        self.dismissed.emit(_KEY)
        try:
            returned = future.result()
        except UserError as error:
            self.failed.emit(error)
            return
        self._settings.folder = returned.path.parent
        if not returned.differences:
            title = self.tr("{0} says what the project says").format(returned.path.name)
            text = self.tr("Nothing differs in {0} items.").format(f"{returned.same:,}")
            self.noticed.emit(Notice(title, text, key=_KEY))
            return
        dialog = ReturnedLogDialog(returned, self._window)
        dialog.accepted.connect(lambda: self.take(returned.path, tuple(dialog.chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
