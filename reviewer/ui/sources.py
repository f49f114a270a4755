"""Tells what became of source files: gone, changed, locked, not readable; finds them again, has them read again."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from reviewer.model.errors import SourceError, UserError
from reviewer.model.ids import FileId
from reviewer.services.relocating import SOURCE_CODES, Relocated, relocate
from reviewer.services.retrying import Retried, retry
from reviewer.services.unlocking import ENCRYPTED
from reviewer.storage.rows import FileRow
from reviewer.ui.import_summary import KEY as IMPORT
from reviewer.ui.session import Session
from reviewer.ui.settings import Settings
from reviewer.ui.widgets.notice import Level, Notice

MISSING, CHANGED, FAILURES = "missing", "changed", "failures"
_NAMED = 4
_SAFE = "Text, redactions and notes are safe in the project; its pages are shown from their thumbnails."

Step = tuple[str, Callable[[], object]]


class Sources(QObject):
    """The source files of one window's project, as far as something is wrong with them."""

    noticed = Signal(object)  # Notice
    dismissed = Signal(object)  # key of a notice that does not hold any more
    failed = Signal(object)  # UserError
    locked = Signal(object)  # path of a file that needs its password
    asked_for = Signal(object)  # the same, of a file that the reviewer wants opened now
    shown_anew = Signal()  # files can be shown that could not, or the other way round
    page_wanted = Signal(object)  # id of a page to go to

    def __init__(self, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._settings, self._window = settings, window
        self._session: Session | None = None
        self._looked_in: Path | None = None

    def begin(self, session: Session) -> None:
        """A project was opened."""
        self._session, self._looked_in = session, None
        session.refused.connect(self._refused)
        self._say_missing()

    def end(self) -> None:
        """The project was closed."""
        self._session = None

    def look_at(self, page_id: int) -> None:
        """A page came into view: make sure that its file is the one that was imported."""
        if self._session is not None:
            self._session.look_at_source(page_id, self._found_wrong)

    def has_missing(self) -> bool:
        """Whether a source file is not where it was, and can be looked for."""
        return self._session is not None and not self._session.project.read_only and bool(self._lost())

    def show_problem(self, file_id: int) -> None:
        """Say what is wrong with a file and what can be done."""
        session = self._session
        file = session.project.file(file_id) if session is not None else None
        if session is None or file is None:
            return
        if session.project.is_missing(file_id):
            self._say_missing()
        elif session.project.is_changed(file_id):
            self._say_changed(file)
        elif file.error is not None and file.error.code in ENCRYPTED:
            self.asked_for.emit(file.path)
        elif file.error is not None:
            self._notice(file.error.message, "", "attention", (self._retry_step(file),), FAILURES)

    def show_failures(self) -> None:
        """Go to the first page that could not be read, and say what failed and what can be done."""
        session = self._session
        if session is None:
            return
        pages = session.project.failed_rows()
        files = [file for file in session.project.files() if file.state == "failed"]
        names = {file.id: file.name for file in session.project.files()}
        lines = [
            self.tr("{0}, page {1}: {2}").format(names[page.file], page.number + 1, page.error.message)
            for page in pages
            if page.error is not None
        ] + [file.error.message for file in files if file.error is not None]
        if not lines:
            return
        if pages:
            self.page_wanted.emit(pages[0].id)
        self.dismissed.emit(IMPORT)  # it told of the same files
        title = lines[0] if len(lines) == 1 else self.tr("{0} pages and files could not be read").format(len(lines))
        shown = lines[:_NAMED] if len(lines) > 1 else []
        if len(lines) > _NAMED:
            shown.append(self.tr("and {0} more, marked in Documents").format(len(lines) - _NAMED))
        if pages:
            shown.append(self.tr("The pages can be looked at, and redactions can be drawn on them by hand."))
        concerned = {page.file for page in pages} | {file.id for file in files}
        again: Step = (
            self.tr("Read again"),
            lambda: self.retry([file for file in session.project.files() if file.id in concerned]),
        )
        gone = any(page.error is not None and page.error.code in SOURCE_CODES for page in pages)
        steps = (again, self._locate_step()) if gone else (again,)
        self._notice(title, "\n".join(shown), "attention", steps, FAILURES)

    def locate(self) -> None:
        """Ask where missing files lie now, and take those that are the same."""
        lost = self._lost()
        if self._session is None or not lost:
            return
        start = str(self._looked_in or _nearest(lost[0].path.parent, self._settings.folder))
        if len(lost) == 1:
            title = self.tr("Where is {0}?").format(lost[0].name)
            every = self.tr("Released files (*.pdf *.tif *.tiff *.png *.jpg *.jpeg);;All files (*)")
            chosen, _ = QFileDialog.getOpenFileName(self._window, title, start, every)
        else:
            chosen = QFileDialog.getExistingDirectory(
                self._window, self.tr("Folder that holds the released files"), start
            )
        if chosen and self._session is not None:
            self.locate_in(Path(chosen))

    def locate_in(self, where: Path) -> None:
        """Look at a file, or through a folder, for the files that are missing or changed."""
        session, lost = self._session, self._lost()
        if session is None:
            return
        self._looked_in = where if where.is_dir() else where.parent  # never offered for files of our own: it is theirs
        session.run(
            lambda: relocate(session.workspace, lost, where, session.closing), lambda done: self._located(done, where)
        )

    def retry(self, files: list[FileRow]) -> None:
        """Have files read again that were gone, changed, not readable or damaged."""
        session = self._session
        if session is None:
            return
        passwords = session.passwords
        session.run(
            lambda: retry(session.workspace, session.pool, files, passwords.get, session.closing), self._retried
        )

    def _refused(self, path: object, error: object) -> None:
        session = self._session
        if session is None or not isinstance(error, SourceError) or not isinstance(path, Path):
            return
        if error.code in ENCRYPTED:
            self.locked.emit(path)
        elif error.code == "missing":
            session.look_again()
            self._say_missing()
            self.shown_anew.emit()
        elif error.code == "unreadable":
            files = [file for file in session.project.files() if file.path == path]
            step: Step = (self.tr("Try again"), lambda: self.retry(files))
            self._notice(error.message, f"{error.advice} {_SAFE}", "attention", (step,), f"unreadable {path}")

    def _found_wrong(self, error: SourceError) -> None:
        session = self._session
        if session is None or error.file is None:
            return
        for file in session.project.files():
            if file.path == error.file and error.code == "changed":
                session.project.mark_changed(file.id)
                self._say_changed(file)
                self.shown_anew.emit()

    def _located(self, done: Future[Relocated], where: Path) -> None:
        session = self._session
        if session is None or done.cancelled() or not self._fine(done):
            return
        found = done.result().found
        for key in (MISSING, CHANGED):
            self.dismissed.emit(key)
        if found:
            count = len(found)
            title = self.tr("1 file was found again") if count == 1 else self.tr("{0} files were found again")
            text = self.tr("Each has the SHA-256 it was imported with.")
            self._notice(title.format(count), text, "info", (), "located")
            self._anew()
        elif where.is_file():
            title = self.tr("{0} is not the file that was imported").format(where.name)
            text = self.tr("Its SHA-256 differs, so nothing was changed. Look for another copy.")
            self._notice(title, text, "attention", (self._locate_step(),), "located")
        else:
            title = self.tr("None of the missing files lies in {0}").format(where.name)
            text = self.tr("Files are known by their SHA-256, whatever they are called; nothing was changed.")
            self._notice(title, text, "attention", (self._locate_step(),), "located")
        if found:
            self._say_missing()

    def _retried(self, done: Future[Retried]) -> None:
        session = self._session
        if session is None or done.cancelled() or not self._fine(done):
            return
        for key in (MISSING, CHANGED, FAILURES):
            self.dismissed.emit(key)
        self._anew()
        for file, error in done.result().refused:
            if error.code == "changed":
                session.project.mark_changed(file.id)
                self._say_changed(file)
            elif error.code in ENCRYPTED:
                self.asked_for.emit(file.path)
            elif error.code != "missing":
                self._notice(error.message, error.advice, "attention", (self._retry_step(file),), f"retry {file.id}")
        self._say_missing()

    def _fine(self, done: Future[Relocated] | Future[Retried]) -> bool:
        error = done.exception()
        if isinstance(error, UserError):
            self.failed.emit(error)
        elif error is not None:
            raise error
        return error is None

    def _anew(self) -> None:
        if self._session is not None:
            self._session.look_again()
            self._session.go_on_reading()
            self.shown_anew.emit()

    def _lost(self) -> list[FileRow]:
        project = self._session.project if self._session is not None else None
        if project is None:
            return []
        return [file for file in project.files() if project.is_missing(file.id) or project.is_changed(file.id)]

    def _say_missing(self) -> None:
        session = self._session
        missing = session.project.missing_files() if session is not None else []
        if not missing:
            return
        title = self.tr("{0} is not where it was").format(missing[0].name)
        if len(missing) > 1:
            title = self.tr("{0} released files are not where they were").format(len(missing))
        self._notice(title, self.tr(_SAFE), "attention", (self._locate_step(),), MISSING)

    def _say_changed(self, file: FileRow) -> None:
        title = self.tr("{0} is not the file that was imported").format(file.name)
        text = self.tr("Its SHA-256 differs, so it is neither shown nor read.")
        steps = (self._locate_step(), self._retry_step(file))
        self._notice(title, f"{text} {self.tr(_SAFE)}", "warning", steps, CHANGED)

    def _locate_step(self) -> Step:
        return (self.tr("Locate …"), self.locate)

    def _retry_step(self, file: FileRow) -> Step:
        return (self.tr("Read again"), lambda: self.retry([file]))

    def _notice(self, title: str, text: str, level: Level, steps: tuple[Step, ...], key: str) -> None:
        writable = self._session is not None and not self._session.project.read_only
        self.noticed.emit(Notice(title, text, level, steps if writable else (), key))


def file_of_row(row_id: str) -> FileId | None:
    """The file that a row of the document tree stands for, if it is one."""
    return FileId(int(row_id.removeprefix("file:"))) if row_id.startswith("file:") else None


def _nearest(folder: Path, otherwise: Path) -> Path:
    """Where to begin to look: the folder the file was in, or one above it that is there, but no root of a disk."""
    for known in (folder, *folder.parents):
        if known != Path(known.anchor) and known.is_dir():
            return known
    return otherwise
