"""Lets keys of the window through from a field: undo with nothing to take back, and commands that a system claims.

On X11 a field moves to the end of its line with Ctrl+E and deletes up to it with Ctrl+K, and claims both keys.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from typing_extensions import override

_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_OF_FIELDS = frozenset({Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_X, Qt.Key.Key_Y, Qt.Key.Key_Z})
"""Letters that edit text with Ctrl on every system."""


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
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undoes = _undoes(event) and not _was_typed_in(watched)
            if undoes or _commands(event):  # where no command has the key, the field gets it all the same
                event.ignore()
                return True
        return super().eventFilter(watched, event)


def _undoes(event: QKeyEvent) -> bool:
    return any(event.matches(key) for key in _KEYS)


def _commands(event: QKeyEvent) -> bool:
    """Whether it is Ctrl with a letter that is free for commands."""
    letter = Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z and event.key() not in _OF_FIELDS
    return letter and event.modifiers() == Qt.KeyboardModifier.ControlModifier


def _was_typed_in(field: QObject) -> bool:
    """Whether the field has something to take back, or took back what was typed: one more press must not go further."""
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() or field.isRedoAvailable()
    if isinstance(field, QPlainTextEdit | QTextEdit):
        return field.document().isUndoAvailable() or field.document().isRedoAvailable()
    return True
