"""Merges another reviewer's copy: weighs it behind, shows what would come of it, does it when it is wanted."""

from __future__ import annotations

from concurrent.futures import Future
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from reviewer.model.errors import UserError
from reviewer.services.merging.merge import merge, preview
from reviewer.services.merging.plan import Plan
from reviewer.ui.merging.dialog import MergeDialog
from reviewer.ui.session import Session
from reviewer.ui.settings import Settings
from reviewer.ui.widgets.notice import Notice
from reviewer.ui.words import counted

_KEY = "merge"


class Merging(QObject):
    """Copies of one window's project, one at a time."""

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
        """The project is about to be closed: what is still weighed is for nobody."""
        self._session = None

    def ask(self) -> None:
        """Ask for the other copy."""
        if self._session is None:
            return
        folder = self._settings.folder or self._session.workspace.path.parent
        title, kinds = self.tr("Merge another reviewer's copy"), self.tr("Projects (*.foia)")
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, str(folder), kinds)
        if chosen:
            self.weigh(Path(chosen))

    def weigh(self, path: Path) -> None:
        """Weigh a copy against the project, and show what it comes to once that is known."""
        session = self._session
        if session is None:
            return
        self.noticed.emit(Notice(self.tr("Comparing {0} with the project …").format(path.name), key=_KEY))
        session.run(lambda: preview(session.workspace, path), partial(self._weighed, session, path))

    def merge(self, path: Path, *, prefer_theirs: bool) -> None:
        """Take the copy's work over, as one edit."""
        session = self._session
        if session is None:
            return
        self.noticed.emit(Notice(self.tr("Merging {0} …").format(path.name), key=_KEY))
        work = partial(merge, session.workspace, path, prefer_theirs=prefer_theirs)
        session.run(work, partial(self._merged, session, path))

    def _weighed(self, session: Session, path: Path, future: Future[Plan]) -> None:
        plan = self._answer(session, future)
        if plan is None:
            return
        self._settings.folder = path.parent
        if plan.is_empty and not plan.conflicts:
            title = self.tr("Nothing to take over from {0}").format(path.name)
            self.noticed.emit(Notice(title, self.tr("All that was done in it is in the project."), key=_KEY))
            return
        dialog = MergeDialog(path.name, plan, self._window)
        dialog.accepted.connect(lambda: self.merge(path, prefer_theirs=dialog.prefer_theirs))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _merged(self, session: Session, path: Path, future: Future[Plan]) -> None:
        plan = self._answer(session, future)
        if plan is None:
            return
        text = f"{plan.words[:1].upper()}{plan.words[1:]}." if plan.words else ""
        if left := sum(not conflict.taken for conflict in plan.conflicts):
            one, many = (
                self.tr("In 1 conflict the project kept its word."),
                self.tr("In {0} conflicts the project kept its word."),
            )
            text = f"{text} {counted(left, one, many)}".strip()
        self.noticed.emit(Notice(self.tr("The work of {0} is merged").format(plan.people), text, key=_KEY))

    def _answer(self, session: Session, future: Future[Plan]) -> Plan | None:
        """What was worked out; None where it failed, which is told, or where the project is closed by now."""
        if session is not self._session:
            return None
        self.dismissed.emit(_KEY)
        try:
            return future.result()
        except UserError as error:
            self.failed.emit(error)
            return None
