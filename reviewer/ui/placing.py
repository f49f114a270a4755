"""Puts a window on the screen for the first time, later where it was, and back when its screen is gone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from reviewer.ui.theme.fonts import stretched

SIZE = QSize(1280, 800)
STEP = QPoint(32, 32)  # pixels: a title bar, so that the window beneath can be seen and caught
_HANDLE = 48  # pixels of a window's head that must be on a screen for it to be caught
_STEPS = QSize(128, 128)  # pixels left free for three windows, a step from each other, beside one that fills the screen
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


def fitting(dialog: QWidget, width: int, height: int) -> tuple[int, int]:
    """The size of a dialog that has these pixels beside text of 13: larger with larger text, but inside its window."""
    parent = dialog.parentWidget()
    room = (parent.window().size() if parent is not None else SIZE) - _AROUND
    return max(width, min(stretched(width), room.width())), max(height, min(stretched(height), room.height()))


def step_aside(window: QWidget, others: Sequence[QWidget]) -> None:
    """Let a further window stand as large as the newest other, a step lower and further right, inside its screen."""
    shown = [other for other in others if other.isVisible() and not other.isMinimized()]
    if not shown or shown[-1].isMaximized() or shown[-1].isFullScreen():
        return
    window.setWindowState(Qt.WindowState.WindowNoState)
    taken = {(other.x(), other.y()) for other in shown}
    room = shown[-1].screen().availableGeometry()
    place = QRect(shown[-1].pos(), shown[-1].size().boundedTo(room.size() - _STEPS))
    for _window in range(len(shown) + 1):
        place.translate(STEP)
        if not room.contains(place.adjusted(0, 0, 0, STEP.y())):  # its own title bar comes on top of that
            place.moveTo(room.topLeft() + STEP)
        if (place.x(), place.y()) not in taken:
            break
    window.resize(place.size())
    window.move(place.topLeft())


def fetch_back() -> None:
    """Bring every window whose head is on no screen any more to the first screen: nobody could catch it."""
    if not QGuiApplication.screens():  # none is left: the next one that is plugged in calls again
        return
    first = QGuiApplication.primaryScreen()
    for window in QApplication.topLevelWidgets():
        kind = window.windowType()
        if window.isVisible() and kind in (Qt.WindowType.Window, Qt.WindowType.Dialog) and not _reachable(window):
            room = first.availableGeometry()
            window.resize(window.size().boundedTo(room.size() - _AROUND))
            frame = window.frameGeometry()
            frame.moveCenter(room.center())
            window.move(max(room.left(), frame.left()), max(room.top(), frame.top()))


def _reachable(window: QWidget) -> bool:
    """Whether enough of the head of a window is on a screen to move it by hand."""
    frame = window.frameGeometry()
    head = QRect(frame.topLeft(), QSize(frame.width(), STEP.y()))
    for screen in QGuiApplication.screens():
        seen = head.intersected(screen.availableGeometry())
        if seen.width() >= min(_HANDLE, head.width()) and seen.height() > STEP.y() // 2:
            return True
    return False
