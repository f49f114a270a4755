"""Shows the picture of a redaction over the full width of its page, so that margin codes are in it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from reviewer.ui.theme.theme import Theme
from reviewer.ui.theme.tokens import RADIUS

_MAX_HEIGHT = 190


class CropView(QWidget):
    """A picture scaled to the width there is, at most 190 pixels high."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture = QPixmap()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Picture of the redaction"))
        theme.changed.connect(self.update)

    def show_picture(self, encoded: bytes, describes: str) -> None:
        """Show an encoded picture (JPEG or PNG); nothing hides the view."""
        self._picture = QPixmap()
        if encoded:
            self._picture.loadFromData(encoded)
        self.setAccessibleDescription(describes)
        self.setVisible(not self._picture.isNull())
        self.updateGeometry()
        self.update()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        if self._picture.isNull():
            return 0
        return min(_MAX_HEIGHT, round((width - 12) * self._picture.height() / self._picture.width()) + 12)

    @override
    def sizeHint(self) -> QSize:
        return QSize(260, self.heightForWidth(max(260, self.width())))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, 40)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(0.5, 0.5, self.width() - 1, self.height() - 1)
        painter.setPen(self._theme.color("line"))
        painter.setBrush(self._theme.color("page"))
        painter.drawRoundedRect(frame, RADIUS, RADIUS)
        inside = frame.adjusted(5, 5, -5, -5)
        size = self._picture.size().scaled(inside.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        clip = QPainterPath()
        clip.addRoundedRect(inside, 2, 2)
        painter.setClipPath(clip)
        left = inside.x() + (inside.width() - size.width()) / 2
        top = inside.y() + (inside.height() - size.height()) / 2
        painter.drawPixmap(QRectF(left, top, size.width(), size.height()), self._picture, self._picture.rect())
        painter.end()
