"""A drop-down list that never changes by accident."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QWidget
from typing_extensions import override

# The list drops down below the field with all its lines in view, each as far from the edge as the field's words.
_LIST = "QComboBox { combobox-popup: 0; } QAbstractItemView::item { padding: 4px; }"


class ChoiceBox(QComboBox):
    """Scrolling over it scrolls what is behind it, and a click does not take the keys away from the page.

    A legal position that follows the mouse wheel unnoticed would be a decision that nobody made.
    """

    def __init__(self, name: str, values: Iterable[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setItemDelegate(QStyledItemDelegate(self))  # the plain one takes no sizes from a style sheet
        self.setStyleSheet(_LIST)
        self.addItems(list(values))

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
