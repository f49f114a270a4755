"""A menu of ticks in which the space bar sets one after the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu
from typing_extensions import override


class TickMenu(QMenu):
    """The space bar ticks and leaves the menu open; Enter ticks and closes it, as in every menu."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            if action.isEnabled():
                action.trigger()
        else:
            super().keyPressEvent(event)
