"""Lets the keys of undo and redo reach the project from a field in which there is nothing to take back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from typing_extensions import override

_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class FieldUndo(QObject):
    """Watches the field that has the keys; fields claim undo for themselves even while they are as they were."""

    def follow(self, before: QWidget | None, now: QWidget | None) -> None:
        """Other keys: watch `now`, if it is a field."""
        if isinstance(before, QLineEdit | QPlainTextEdit | QTextEdit):
            before.removeEventFilter(self)
        if isinstance(now, QLineEdit | QPlainTextEdit | QTextEdit):
            now.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        claimed = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _undoes(event)
        if claimed and not _was_typed_in(watched):
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def _undoes(event: QKeyEvent) -> bool:
    return any(event.matches(key) for key in _KEYS)


def _was_typed_in(field: QObject) -> bool:
    """Whether the field has something to take back, or took back what was typed: one more press must not go further."""
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() or field.isRedoAvailable()
    if isinstance(field, QPlainTextEdit | QTextEdit):
        return field.document().isUndoAvailable() or field.document().isRedoAvailable()
    return True
