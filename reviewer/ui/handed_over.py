"""The Qt application that takes the files which the system hands over to the running program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from typing_extensions import override


class ProgramApplication(QApplication):
    """Tells of files by `file_opened`: on macOS that is how what was double-clicked arrives.

    An event filter would do so too, but it would see every event of every widget: a third of a change of theme.
    """

    file_opened = Signal(object)  # Path

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent) and event.file():
            self.file_opened.emit(Path(event.file()))
            return True
        return super().event(event)
