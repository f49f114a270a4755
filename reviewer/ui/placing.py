"""Puts a window on the screen for the first time, and later where it was."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

SIZE = QSize(1280, 800)
_AROUND = QSize(64, 64)  # pixels that a window needs beside its own size to stand free, with its frame


def place(window: QMainWindow, kept: QByteArray) -> None:
    """Where it was when it was closed; the first time in its own size, or filling a screen too small for that."""
    if window.restoreGeometry(kept):
        return
    window.resize(SIZE)
    if QGuiApplication.platformName() == "offscreen":  # that screen is 800 x 800, and nobody sits before it
        return
    if too_small(window.screen().availableGeometry().size()):
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def too_small(room: QSize) -> bool:
    """Whether a window of its own size, with a title bar, would hang off a screen with this much room."""
    wanted = SIZE + _AROUND
    return room.width() < wanted.width() or room.height() < wanted.height()
