"""Does what a person decides on matches: set an entry aside for a deletion, match one by hand, take either back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reviewer.model.ids import Uuid
from reviewer.services.operations import JudgeIndex
from reviewer.services.operations.index_verdicts import IndexVerdict
from reviewer.ui.agency_index.picker import EntryPicker
from reviewer.ui.session import Session


class IndexJudging(QObject):
    """The decisions on one open project's indexes; each is one edit that can be undone."""

    def __init__(self, session: Session, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._window = session, window
        self.picker: EntryPicker | None = None

    def judge(self, entry: object, deletions: object, verdict: object) -> None:
        """Say that an entry (its id) speaks for deletions (ids) or is set aside; None: reopen it."""
        assert isinstance(deletions, tuple)
        said: IndexVerdict | None = None if verdict is None else ("speaks" if verdict == "speaks" else "set aside")
        self._session.commands.perform(JudgeIndex(Uuid(str(entry)), deletions, said))

    def choose(self, deletions: object, place: object) -> None:
        """Ask which entry speaks for deletions (ids); `place` says where they are."""
        assert isinstance(deletions, tuple)
        self.picker = picker = EntryPicker(str(place), self._session.workspace.read.indexes.entries(), self._window)
        picker.accepted.connect(lambda: self._chosen(picker, deletions))
        picker.finished.connect(self._close)
        picker.open()

    def _chosen(self, picker: EntryPicker, deletions: Sequence[Uuid]) -> None:
        if picker.entry is not None:
            self.judge(picker.entry.uuid, tuple(deletions), "speaks")

    def _close(self) -> None:
        if self.picker is not None:
            self.picker.deleteLater()
            self.picker = None
