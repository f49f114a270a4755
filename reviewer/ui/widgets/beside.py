"""Opens small windows beside what they are about, so that neither eye nor pointer has to travel."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget

GAP = 8  # pixels between a small window and what it is about: the handles of a box stay to be seen


def beside(subject: QRect, size: QSize, room: QRect) -> QPoint:
    """The left upper corner of a window of `size` that covers nothing of `subject`; pixels of the screen.

    Below it, else above, else to its right or left; where all of that hangs out of `room`, over its middle.
    """
    across = _inside(subject.left(), size.width(), room.left(), room.right())
    for top in (subject.bottom() + GAP, subject.top() - GAP - size.height()):
        if room.top() <= top and top + size.height() <= room.bottom():
            return QPoint(across, top)
    down = _inside(subject.top(), size.height(), room.top(), room.bottom())
    for left in (subject.right() + GAP, subject.left() - GAP - size.width()):
        if room.left() <= left and left + size.width() <= room.right():
            return QPoint(left, down)
    middle = subject.center() - QPoint(size.width() // 2, size.height() // 2)
    return QPoint(
        _inside(middle.x(), size.width(), room.left(), room.right()),
        _inside(middle.y(), size.height(), room.top(), room.bottom()),
    )


def place_beside(window: QWidget, subject: QRect) -> None:
    """Move a small window beside what it is about (pixels of the screen), inside that screen."""
    window.adjustSize()
    screen = window.screen().virtualSiblingAt(subject.center()) or window.screen()
    window.move(beside(subject, window.size(), screen.availableGeometry()))


def _inside(wanted: int, length: int, first: int, last: int) -> int:
    """Where something of this length begins, as near to `wanted` as it fits between two ends."""
    return max(first, min(wanted, last - length))
