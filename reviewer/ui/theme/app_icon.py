"""Draws the program's own icon from its one drawing, in the sizes that title bars and task bars ask for."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from reviewer.model.resources import resource

NAME = "foia-reviewer.svg"
_SIZES = (16, 24, 32, 48, 64, 128, 256)


def app_icon() -> QIcon:
    """The icon of the program; FileNotFoundError if it is not shipped."""
    renderer = QSvgRenderer(QByteArray(resource(NAME).read_bytes()))
    icon = QIcon()
    for size in _SIZES:  # each drawn at its size: sharper than one that is shrunk
        picture = QPixmap(QSize(size, size))
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        icon.addPixmap(picture)
    return icon
