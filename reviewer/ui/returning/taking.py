"""Takes an edited withholding log back: compares it behind, shows what differs, does what was chosen."""

from __future__ import annotations

from pathlib import Path

from reviewer.model.errors import UserError
from reviewer.services.returning.accept import take_over
from reviewer.services.returning.log import Difference, ReturnedLog, compare_log
from reviewer.ui.file_compared import FileCompared
from reviewer.ui.returning.dialog import ReturnedLogDialog
from reviewer.ui.widgets.notice import Notice


class Returning(FileCompared):
    """Edited logs of one window's project."""

    KEY = "returned log"

    def ask(self) -> None:
        """Ask for the edited log."""
        chosen = self._choose(self.tr("Take back an edited log"), self.tr("Withholding logs (*.xlsx *.csv)"))
        if chosen is not None:
            self.compare(chosen)

    def compare(self, path: Path) -> None:
        """Compare a log with the project, and show what differs once that is known."""
        said = self.tr("Comparing {0} with the project …").format(path.name)
        self._work(said, lambda session: compare_log(session.workspace.read, path), self._compared)

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
        self.noticed.emit(Notice(title.format(f"{done:,}", path.name), key=self.KEY))

    def _compared(self, returned: ReturnedLog) -> None:
        self._settings.folder = returned.path.parent
        if not returned.differences:
            title = self.tr("{0} says what the project says").format(returned.path.name)
            text = self.tr("Nothing differs in {0} items.").format(f"{returned.same:,}")
            self.noticed.emit(Notice(title, text, key=self.KEY))
            return
        dialog = ReturnedLogDialog(returned, self._window)
        self._show(dialog, lambda: self.take(returned.path, tuple(dialog.chosen)))
