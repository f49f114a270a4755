"""Leads from a field that makes a list shorter into that list: the Down key, as in every box with proposals."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView, QTableView
from typing_extensions import override


def lead_down(field: QLineEdit, shown: Callable[[], QAbstractItemView]) -> None:
    """Let Down in `field` give the keys to the list that is `shown`, on its first row unless one is chosen."""
    field.installEventFilter(_Leader(field, shown))


class _Leader(QObject):
    def __init__(self, field: QLineEdit, shown: Callable[[], QAbstractItemView]) -> None:
        super().__init__(field)
        self._shown = shown

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down and not _held(event):
            view = self._shown()
            first = _first(view)
            if first.isValid() and view.isVisible():
                if not view.currentIndex().isValid() or _is_hidden(view, view.currentIndex().row()):
                    view.setCurrentIndex(first)
                view.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)


def _held(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)


def _first(view: QAbstractItemView) -> QModelIndex:
    model: QAbstractItemModel | None = view.model()
    for row in range(model.rowCount() if model is not None else 0):
        if model is not None and not _is_hidden(view, row):
            return model.index(row, 0)
    return QModelIndex()


def _is_hidden(view: QAbstractItemView, row: int) -> bool:
    return isinstance(view, QListView | QTableView) and view.isRowHidden(row)
