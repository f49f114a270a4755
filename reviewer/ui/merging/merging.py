"""Merges another reviewer's copy: weighs it behind, shows what would come of it, does it when it is wanted."""

from __future__ import annotations

from pathlib import Path

from reviewer.services.merging.merge import merge, preview
from reviewer.services.merging.plan import Plan
from reviewer.ui.file_compared import FileCompared
from reviewer.ui.merging.dialog import MergeDialog
from reviewer.ui.widgets.notice import Notice
from reviewer.ui.words import counted


class Merging(FileCompared):
    """Copies of one window's project."""

    KEY = "merge"

    def ask(self) -> None:
        """Ask for the other copy."""
        chosen = self._choose(self.tr("Merge another reviewer's copy"), self.tr("Projects (*.foia)"))
        if chosen is not None:
            self.weigh(chosen)

    def weigh(self, path: Path) -> None:
        """Weigh a copy against the project, and show what it comes to once that is known."""
        said = self.tr("Comparing {0} with the project …").format(path.name)
        self._work(said, lambda session: preview(session.workspace, path), lambda plan: self._weighed(path, plan))

    def merge(self, path: Path, *, prefer_theirs: bool) -> None:
        """Take the copy's work over, as one edit."""
        said = self.tr("Merging {0} …").format(path.name)
        self._work(said, lambda session: merge(session.workspace, path, prefer_theirs=prefer_theirs), self._merged)

    def _weighed(self, path: Path, plan: Plan) -> None:
        self._settings.folder = path.parent
        if plan.is_empty and not plan.conflicts:
            title = self.tr("Nothing to take over from {0}").format(path.name)
            self.noticed.emit(Notice(title, self.tr("All that was done in it is in the project."), key=self.KEY))
            return
        dialog = MergeDialog(path.name, plan, self._window)
        self._show(dialog, lambda: self.merge(path, prefer_theirs=dialog.prefer_theirs))

    def _merged(self, plan: Plan) -> None:
        text = f"{plan.words[:1].upper()}{plan.words[1:]}." if plan.words else ""
        if left := sum(not conflict.taken for conflict in plan.conflicts):
            one, many = (
                self.tr("In 1 conflict the project kept its word."),
                self.tr("In {0} conflicts the project kept its word."),
            )
            text = f"{text} {counted(left, one, many)}".strip()
        self.noticed.emit(Notice(self.tr("The work of {0} is merged").format(plan.people), text, key=self.KEY))
