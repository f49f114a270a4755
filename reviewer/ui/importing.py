"""Brings files into the open project: asks, runs the import behind, tells what happened, asks for passwords."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from reviewer.ingest.catalogue import sha256
from reviewer.model.errors import UserError
from reviewer.model.ids import FileId
from reviewer.services.importing import ImportReport
from reviewer.ui.dialogs.import_files import ImportDialog
from reviewer.ui.dialogs.matter_fields import Matter
from reviewer.ui.dialogs.password import PasswordDialog
from reviewer.ui.session import Session
from reviewer.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from reviewer.ui.window import Window

_ENCRYPTED = ("encrypted", "wrong-password")


class Importing(QObject):
    """Imports of one window, one after the other."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._session: Session | None = None
        self.matter = Matter()
        self.busy = False

    def begin(self, session: Session) -> None:
        """A project was opened."""
        self._session, self.matter, self.busy = session, Matter(), False
        session.import_progressed.connect(self._progress)
        missing = session.project.missing_files()
        if missing:
            self._say_missing(missing)

    def end(self) -> None:
        """The project was closed."""
        self._session, self.busy = None, False

    def ask(self, paths: list[Path]) -> None:
        """Ask what to import and where it comes from, then import it."""
        dialog = ImportDialog(paths, self.matter, self._window.settings.folder, self._window)
        if dialog.exec() and dialog.paths:
            self._window.settings.folder = dialog.paths[0].parent
            self.run(dialog.paths, dialog.matter())
        dialog.deleteLater()

    def run(self, paths: list[Path], matter: Matter) -> None:
        """Import files and folders in the background."""
        if self._session is None:
            return
        self.matter, self.busy = matter, True
        self._window.status.show_idle(self.tr("Importing …"))
        self._session.import_files(paths, matter, lambda done: self._done(done, matter))

    def _progress(self, done: int, total: int, name: str) -> None:
        if self.busy:
            words = self.tr("Importing {0} of {1}: {2}").format(done + 1, total, name)
            self._window.status.show_idle(words)

    def _done(self, done: Future[ImportReport], matter: Matter) -> None:
        self.busy = False
        if self._session is None or done.cancelled():
            return
        error = done.exception()
        if isinstance(error, UserError):
            self._window.show_error(error)
        elif error is not None:
            raise error
        else:
            self._tell(done.result(), matter)
        if self._session.processing is not None:
            self._session.processing.start()
        self._window.refresh()

    def _tell(self, report: ImportReport, matter: Matter) -> None:
        locked = [failure for failure in report.failures if failure.code in _ENCRYPTED and failure.file is not None]
        others = [failure for failure in report.failures if failure not in locked]
        for failure in others:
            self._window.notify(Notice(failure.message, _safe(self, failure), "warning"))
        if report.notices:
            count = len(report.notices)
            title = report.notices[0] if count == 1 else self.tr("{0} files were left as they were").format(count)
            self._window.notify(Notice(title, " ".join(report.notices[:4]) if count > 1 else "", "info"))
        for failure in locked:
            self._ask_password(failure, matter)

    def _ask_password(self, failure: UserError, matter: Matter) -> None:
        file = failure.file
        if file is None or self._session is None:
            return
        dialog = PasswordDialog(file.name, failure.code == "wrong-password", self._window)
        if dialog.exec():
            self._session.passwords[file] = dialog.password
            self.run([file], matter)
        else:
            again: tuple[str, Callable[[], object]] = (
                self.tr("Give password …"), lambda: self._ask_password(failure, matter)
            )  # fmt: skip
            self._window.notify(Notice(failure.message, _safe(self, failure), "attention", (again,)))
        dialog.deleteLater()

    def show_failures(self) -> None:
        """Go to the first page that could not be read, and say what can be done."""
        session, view = self._session, self._window.desk.view
        if session is None or view is None:
            return
        pages = session.project.failed_pages()
        if pages:
            view.go_to(pages[0])
            row = session.project.page(pages[0])
            if row is not None:
                again: tuple[str, Callable[[], object]] = (self.tr("Read again"), lambda: self._read_again(pages))
                title = self.tr("{0}, page {1}: {2}").format(row.file_name, row.file_page, row.message)
                text = self.tr("The page can be looked at, and redactions can be drawn on it by hand.")
                self._window.notify(Notice(title, text, "attention", (again,), key="failures"))

    def show_problem(self, row_id: str) -> None:
        """Say what is wrong with a file of the tree: gone, or not readable."""
        session = self._session
        if session is None or not row_id.startswith("file:"):
            return
        if session.project.is_missing(int(row_id.removeprefix("file:"))):
            self._say_missing(session.project.missing_files())

    def locate(self) -> None:
        """Ask for the folder in which missing files lie now, and take those that are the same."""
        session = self._session
        if session is None:
            return
        folder = QFileDialog.getExistingDirectory(
            self._window, self.tr("Folder that holds the released files"), str(self._window.settings.folder)
        )
        if folder:
            missing = session.project.missing_files()
            session.run(lambda: _relocate(session, missing, Path(folder)), self._located)

    def _located(self, done: Future[int]) -> None:
        error = done.exception()
        if isinstance(error, UserError):
            self._window.show_error(error)
        elif error is not None:
            raise error
        elif self._session is not None:
            left = len(self._session.project.missing_files())
            self._window.notices.dismiss_key("missing")
            if left:
                self._say_missing(self._session.project.missing_files())
            view = self._window.desk.view
            if view is not None:
                view.page_view.refresh_pictures()
                view.page_view.refresh()

    def _say_missing(self, missing: list[tuple[int, Path]]) -> None:
        count = len(missing)
        name = missing[0][1].name
        title = (
            self.tr("{0} is not where it was").format(name)
            if count == 1
            else self.tr("{0} released files are not where they were").format(count)
        )
        text = self.tr("Text, redactions and notes are safe in the project; pages are shown from their thumbnails.")
        step: tuple[str, Callable[[], object]] = (self.tr("Locate …"), self.locate)
        self._window.notify(Notice(title, text, "attention", (step,), key="missing"))

    def _read_again(self, pages: list[int]) -> None:
        if self._session is not None:
            self._session.read_again(pages)


def _relocate(session: Session, missing: list[tuple[int, Path]], folder: Path) -> int:
    """Point the project to files of the same name and the same content below `folder`; how many were found."""
    found = 0
    for file_id, path in missing:
        for candidate in sorted(folder.rglob(path.name)):
            if sha256(candidate) == session.project.sha256_of(file_id):
                session.workspace.intake.relocate_file(FileId(file_id), candidate)
                found += 1
                break
    return found


def _safe(importing: Importing, failure: UserError) -> str:
    safe = importing.tr("The other files are imported; nothing was changed in this one.")
    return f"{safe} {failure.advice}".strip()
