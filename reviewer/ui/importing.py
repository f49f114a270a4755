"""Brings files into the open project: asks, runs the import behind, tells what happened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reviewer.model.errors import UserError
from reviewer.model.review import Regime
from reviewer.services.importing import ImportReport
from reviewer.services.unlocking import ENCRYPTED, locked_files
from reviewer.ui.dialogs.import_files import ImportDialog
from reviewer.ui.dialogs.matter_fields import Matter
from reviewer.ui.import_summary import KEY, summary
from reviewer.ui.progress import Progress
from reviewer.ui.session import Session
from reviewer.ui.settings import Settings
from reviewer.ui.widgets.notice import Notice

_TRY_AGAIN = frozenset({"unreadable", "missing"})


class Importing(QObject):
    """Imports of one window, one after the other."""

    noticed = Signal(object)  # Notice
    failed = Signal(object)  # UserError
    ended = Signal()  # after each import
    went_on = Signal(object)  # what is being imported in a few words; nothing when all is done

    def __init__(self, settings: Settings, progress: Progress, window: QWidget) -> None:
        super().__init__(window)
        self._settings, self._progress, self._window = settings, progress, window
        self._session: Session | None = None
        self._running = 0
        self._told: ImportReport | None = None  # what the notice of the last import says
        self.matter = Matter()

    @property
    def busy(self) -> bool:
        """Whether files are being imported."""
        return self._running > 0

    def begin(self, session: Session) -> None:
        """A project was opened."""
        self._session, self.matter, self._running, self._told = session, Matter(), 0, None
        session.import_progressed.connect(self._step)

    def end(self) -> None:
        """The project was closed."""
        self._session, self._running, self._told = None, 0, None

    def tell_of_unlocked(self, shown: Sequence[Notice]) -> None:
        """Passwords were given: the notice of the last import, if it is still `shown`, counts what they opened."""
        if self._session is None or self._told is None or not any(notice.key == KEY for notice in shown):
            return
        read = self._session.workspace.read
        waiting = {file.path for file in locked_files(self._session.workspace)}
        locked = {failure.file for failure in self._told.failures if failure.code in ENCRYPTED}
        opened = [file for file in read.sources.files() if file.path in locked - waiting]
        if opened:
            paths = {file.path for file in opened}
            report = replace(
                self._told,
                added=[*self._told.added, *(file.name for file in opened)],
                pages=self._told.pages + sum(file.page_count for file in opened),
                failures=[failure for failure in self._told.failures if failure.file not in paths],
            )
            self._tell(report, self.matter)

    def ask(self, paths: list[Path]) -> None:
        """Ask what to import and where it comes from, then import it."""
        if self._session is None:
            return
        if self._session.project.read_only:
            title = self.tr("Nothing can be imported into a project that is open to read")
            text = self.tr("The files were left where they are. Open the project for writing, then drop them again.")
            self.noticed.emit(Notice(title, text, "attention", key="read-only-import"))
            return
        dialog = ImportDialog(paths, self._given(self._session), self._settings.folder, self._window)
        dialog.accepted.connect(lambda: self._accepted(dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _given(self, session: Session) -> Matter:
        """What was said of the files before; else the request, where the project has one alone."""
        requests = session.workspace.read.matter.requests() if self.matter == Matter() else []
        if len(requests) != 1:
            return self.matter
        return Matter("", requests[0].number, requests[0].agency, regime=cast(Regime, requests[0].regime))

    def run(self, paths: list[Path], matter: Matter) -> None:
        """Import files and folders in the background."""
        if self._session is None:
            return
        self.matter = matter
        self._running += 1
        self._progress.show_import(0, 0, "")
        self.went_on.emit(self.tr("Importing …"))
        self._session.import_files(paths, matter, lambda done: self._done(done, matter))

    def cancel(self) -> None:
        """Give up what is being imported; what is in the project stays."""
        if self._session is not None and self.busy:
            self._session.cancel_imports()

    def _accepted(self, dialog: ImportDialog) -> None:
        self._settings.folder = dialog.paths[0].parent
        self.run(dialog.paths, dialog.matter())

    def _step(self, done: int, total: int, name: str) -> None:
        if self.busy and self._session is not None:
            self._progress.show_import(done, total, name)
            words = self.tr("Importing 1 file …") if total == 1 else self.tr("Importing {0} files …")
            self.went_on.emit(words.format(f"{total:,}"))
            if done:
                self._session.go_on_reading()  # the first pages are read while the last files are still on their way

    def _done(self, done: Future[ImportReport], matter: Matter) -> None:
        if self._session is None or done.cancelled():
            return
        self._running -= 1
        error = done.exception()
        if isinstance(error, UserError):
            self.failed.emit(error)
        elif error is not None:
            raise error
        else:
            self._tell(done.result(), matter)
        self._session.go_on_reading()
        if not self.busy:
            self._progress.import_ended()
            self.went_on.emit("")
        self.ended.emit()

    def _tell(self, report: ImportReport, matter: Matter) -> None:
        self._told, told = report, summary(report)
        paths = [error.file for error in report.failures if error.code in _TRY_AGAIN and error.file is not None]
        if paths:
            again: tuple[str, Callable[[], object]] = (self.tr("Try again"), lambda: self.run(paths, matter))
            told = replace(told, steps=(again,))
        self.noticed.emit(told)
