"""Merges another reviewer's copy: weighs it behind, shows what would come of it, does it when it is wanted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from reviewer.services.merging.choices import Choices
from reviewer.services.merging.merge import merge, preview
from reviewer.services.merging.plan import Plan
from reviewer.ui.file_compared import FileCompared
from reviewer.ui.merging.dialog import MergeDialog
from reviewer.ui.merging.picture import ConflictPicture
from reviewer.ui.session import Session
from reviewer.ui.settings import Settings
from reviewer.ui.strips import PageStrips
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.notice import Notice
from reviewer.ui.words import counted


class Merging(FileCompared):
    """Copies of one window's project."""

    KEY = "merge"

    def __init__(self, settings: Settings, window: QWidget, theme: Theme) -> None:
        super().__init__(settings, window)
        self._theme = theme

    def ask(self) -> None:
        """Ask for the other copy."""
        chosen = self._choose(self.tr("Merge another reviewer's copy"), self.tr("Projects (*.foia)"))
        if chosen is not None:
            self.weigh(chosen)

    def weigh(self, path: Path) -> None:
        """Weigh a copy against the project, and show what it comes to once that is known."""
        said = self.tr("Comparing {0} with the project …").format(path.name)
        self._work(said, lambda session: preview(session.workspace, path), lambda plan: self._weighed(path, plan))

    def merge(self, path: Path, choices: Choices) -> None:
        """Take the copy's work over, as one edit."""
        said = self.tr("Merging {0} …").format(path.name)
        self._work(said, lambda session: merge(session.workspace, path, choices=choices), self._merged)

    def _weighed(self, path: Path, plan: Plan) -> None:
        self._settings.folder = path.parent
        if plan.is_empty and not plan.conflicts:
            title = self.tr("Nothing to take over from {0}").format(path.name)
            self.noticed.emit(Notice(title, self.tr("All that was done in it is in the project."), key=self.KEY))
            return
        session = self._session
        if session is None:
            return
        strips = PageStrips(session.pool, session.bridge, session.project.place, session.passwords.get)
        picture = ConflictPicture(self._theme, strips, lambda page: _size(session, page))
        dialog = MergeDialog(path.name, plan, picture, self._window)
        strips.setParent(dialog)
        dialog.finished.connect(strips.close)
        self._show(dialog, lambda: self.merge(path, dialog.choices))

    def _merged(self, plan: Plan) -> None:
        text = f"{plan.words[:1].upper()}{plan.words[1:]}." if plan.words else ""
        if plan.conflicts:
            taken = sum(conflict.taken for conflict in plan.conflicts)
            said = counted(len(plan.conflicts), self.tr("1 conflict"), self.tr("{0} conflicts"))
            kept = f"{len(plan.conflicts) - taken:,}"
            text = f"{text} {self.tr('{0}: {1} mine, {2} theirs.').format(said, kept, f'{taken:,}')}".strip()
        self.noticed.emit(Notice(self.tr("The work of {0} is merged").format(plan.people), text, key=self.KEY))


def _size(session: Session, page: int) -> tuple[float, float] | None:
    """Width and height of a page in points."""
    found = session.project.stored_page(page)
    return (found.width, found.height) if found is not None else None
