"""Asks for the file of an index, reads it behind, shows what it would bring in, and takes it in."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from reviewer.ingest.catalogue import Stopped
from reviewer.model.errors import UserError
from reviewer.model.ids import Uuid
from reviewer.services.indexes.plan import IndexChoice, IndexPlan, plan_index
from reviewer.services.indexes.reading import SUFFIXES, IndexFile, read_index_file
from reviewer.services.operations import ChooseIndexRequest, RemoveIndex
from reviewer.ui.agency_index.preview import IndexPreview
from reviewer.ui.session import Session
from reviewer.ui.settings import Settings
from reviewer.ui.widgets.notice import Notice

_KEY = "agency index"


class IndexImporting(QObject):
    """Indexes of one open project; it ends with its view."""

    noticed = Signal(object)  # Notice
    failed = Signal(object)  # UserError
    dismissed = Signal(object)  # key of a notice that is over
    imported = Signal()

    def __init__(self, session: Session, settings: Settings, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._settings, self._window = session, settings, window
        self._preview: IndexPreview | None = None

    def ask(self) -> None:
        """Ask for the file."""
        folder = self._settings.folder or self._session.workspace.path.parent
        kinds = self.tr("Indexes ({0})").format(" ".join(f"*{suffix}" for suffix in SUFFIXES))
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Import the agency's index"), str(folder), f"{kinds};;{self.tr('All files (*)')}"
        )
        if chosen:
            self.read(Path(chosen))

    def read(self, path: Path) -> None:
        """Read a file behind, and show what it would bring in."""
        session = self._session
        self._settings.folder = path.parent
        self.noticed.emit(Notice(self.tr("Reading {0} …").format(path.name), key=_KEY))

        def work() -> IndexPlan:
            password = session.passwords.get(path)
            file = read_index_file(path, session.pool, password, session.closing)
            return plan_index(session.workspace.read, file)

        session.run(work, self._arrived)

    def remove(self, index: object) -> None:
        """Take an index out; undo brings it back."""
        self._session.commands.perform(RemoveIndex(Uuid(str(index))))

    def choose_request(self, index: object, request: object) -> None:
        """Say which request an index answers; None: any."""
        chosen = Uuid(str(request)) if request else None
        self._session.commands.perform(ChooseIndexRequest(Uuid(str(index)), chosen))

    def _arrived(self, done: Future[IndexPlan]) -> None:
        self.dismissed.emit(_KEY)
        if done.cancelled() or isinstance(done.exception(), Stopped):
            return
        try:
            plan = done.result()
        except UserError as error:
            self.failed.emit(error)
            return
        self._preview = dialog = IndexPreview(plan, partial(self._plan_again, plan.file), self._window)
        dialog.accepted.connect(lambda: self._take(dialog))
        dialog.finished.connect(self._close)
        dialog.open()

    def _plan_again(self, file: IndexFile, choice: IndexChoice, receive: Callable[[IndexPlan], object]) -> None:
        """Plan behind; a preview that was closed meanwhile hears nothing."""

        def arrived(done: Future[IndexPlan]) -> None:
            if not done.cancelled() and self._preview is not None:
                receive(done.result())

        self._session.run(lambda: plan_index(self._session.workspace.read, file, choice), arrived)

    def _close(self) -> None:
        if self._preview is not None:
            self._preview.deleteLater()
            self._preview = None

    def _take(self, dialog: IndexPreview) -> None:
        plan = dialog.plan
        if self._session.commands.perform(plan.operation(replace=dialog.replaces)):
            title = self.tr("{0} is imported: {1} entries").format(plan.file.path.name, f"{len(plan.entries):,}")
            self.noticed.emit(Notice(title, key=_KEY))
            self.imported.emit()
