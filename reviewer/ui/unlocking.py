"""Asks for the passwords of encrypted files, one after the other, in a bar that leaves the window usable."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from reviewer.model.errors import UserError
from reviewer.model.ids import FileId
from reviewer.services.unlocking import Unlocked, locked_files, unlock
from reviewer.storage.rows import FileRow
from reviewer.ui.session import Session
from reviewer.ui.widgets.notice import Notice
from reviewer.ui.widgets.password_bar import PasswordBar

KEY = "locked"


class Unlocking(QObject):
    """Knows which files wait for a password, and which of them the reviewer skipped for now."""

    noticed = Signal(object)  # Notice
    dismissed = Signal(object)  # key of a notice that does not hold any more
    opened = Signal()  # files can be read and shown now

    def __init__(self, bar: PasswordBar, parent: QObject) -> None:
        super().__init__(parent)
        self._bar = bar
        self._session: Session | None = None
        self._waiting: list[FileRow] = []
        self._trying = self._wrong = False
        self._skipped: set[FileId] = set()
        self._for_all = ""  # the password that was given for all files, those that come in later too
        bar.given.connect(self._given)
        bar.skipped.connect(self._skip)

    def begin(self, session: Session) -> None:
        """A project was opened."""
        self._session = session
        self.look()

    def end(self) -> None:
        """The project was closed."""
        self._session = None
        self._waiting, self._skipped = [], set()
        self._trying = self._wrong = False
        self._for_all = ""
        self._bar.setVisible(False)

    def look(self) -> None:
        """Ask for what waits for a password now, unless the reviewer skipped it."""
        if self._session is not None and not self._session.workspace.read_only:
            self._want(locked_files(self._session.workspace), came_in=True)

    def wanted_for(self, path: Path) -> None:
        """The screen needs a page of this file and cannot open it."""
        session = self._session
        if session is not None and not session.passwords.knows(path):  # else it was asked for before it was unlocked
            self._want([file for file in session.project.files() if file.path == path])

    def ask_for(self, path: Path) -> None:
        """The reviewer wants this file opened, also where its password was skipped before."""
        if self._session is not None:
            files = [file for file in self._session.project.files() if file.path == path]
            self._skipped -= {file.id for file in files}
            self._want(files)
            self._bar.focus()

    def ask_again(self) -> None:
        """Ask for the files that were skipped too."""
        if self._session is not None:
            skipped, self._skipped = self._skipped, set()
            self._want([file for file in self._session.project.files() if file.id in skipped])
            self._bar.focus()

    def _want(self, files: list[FileRow], *, came_in: bool = False) -> None:
        known = self._skipped | {file.id for file in self._waiting}
        new = [file for file in files if file.id not in known]
        if new:
            self._waiting += new
            if self._trying:  # files that come in meanwhile must not wipe out what was said of the first
                return
            if came_in and self._for_all and self._session is not None:  # it may be theirs: they are told of late
                self._try(self._session, new, self._for_all, for_all=True, again=True)
            else:
                self._show(self._wrong)

    def _show(self, wrong: bool = False) -> None:
        self._wrong = wrong
        if self._waiting:
            self._bar.ask(self._waiting[0].name, len(self._waiting) - 1, wrong)
        else:
            self._bar.setVisible(False)

    def _given(self, password: str, for_all: bool) -> None:
        session = self._session
        if session is None or not self._waiting:
            return
        files = self._waiting if for_all else self._waiting[:1]
        if for_all:
            session.passwords.keep_for_all(password)
            self._for_all = password
        self._try(session, list(files), password, for_all)

    def _try(self, session: Session, chosen: list[FileRow], password: str, for_all: bool, again: bool = False) -> None:
        self._trying = True
        self._bar.wait()
        asked = {file.id for file in chosen}

        def tried(done: Future[Unlocked]) -> None:
            self._trying = False
            self._tried(done)
            if again and self._session is session:
                self._show()  # nobody has answered for the file that is asked for now
            later = [file for file in self._waiting if file.id not in asked]
            if for_all and later and self._session is session:  # they came in while the others were tried
                self._try(session, later, password, for_all, again=True)

        session.run(
            lambda: unlock(session.workspace, session.pool, chosen, password, session.passwords, session.closing), tried
        )

    def _tried(self, done: Future[Unlocked]) -> None:
        session = self._session
        if session is None or done.cancelled():
            return
        error = done.exception()
        if error is not None and not isinstance(error, UserError):
            raise error
        if error is not None:
            self._show()
            return
        opened = {file.id for file in done.result().opened}
        first = self._waiting[0].id
        others = [refusal for file, refusal in done.result().refused if refusal.code != "wrong-password"]
        broken = {file.id for file, refusal in done.result().refused if refusal.code != "wrong-password"}
        self._waiting = [file for file in self._waiting if file.id not in opened | broken]
        for refusal in others:  # it is not the password: the file is gone, changed or damaged
            self.noticed.emit(Notice(refusal.message, refusal.advice, "warning"))
        self._show(wrong=first not in opened | broken)
        if opened:
            self.opened.emit()

    def _skip(self) -> None:
        if not self._waiting:
            return
        self._skipped.add(self._waiting.pop(0).id)
        self._show()
        count = len(self._skipped)
        title = self.tr("1 file is still encrypted") if count == 1 else self.tr("{0} files are still encrypted")
        text = self.tr("Its pages are neither read nor shown until its password is given.")
        step: tuple[str, Callable[[], object]] = (self.tr("Give password …"), self.ask_again)
        self.noticed.emit(Notice(title.format(count), text, "attention", (step,), key=KEY))
