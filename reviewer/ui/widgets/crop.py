"""Shows the picture of a redaction over the full width of its page, so that margin codes are in it.

Where that makes a line of print too small to read, the place itself stands larger below.
"""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from reviewer.ui.spoken import Spoken
from reviewer.ui.theme.theme import Theme
from reviewer.ui.theme.tokens import RADIUS

_MAX_HEIGHT = 190
_LOW = 44  # pixels: a full-width picture lower than this is hardly read
_LARGER = 2.4  # times, for the place below it
_BETWEEN = 4
_EDGE = 6


class CropView(Spoken, QWidget):
    """A picture scaled to the width there is, at most 190 pixels high; a low one with its place larger below."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture = QPixmap()
        self._span: tuple[float, float] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Picture of the redaction"))
        theme.changed.connect(self.update)

    @override
    def spoken_role(self) -> QAccessible.Role:
        return QAccessible.Role.Graphic

    def show_picture(self, encoded: bytes, describes: str, span: tuple[float, float] | None = None) -> None:
        """Show an encoded picture (JPEG or PNG); nothing hides the view. `span`: where in its width it is."""
        self._picture, self._span = QPixmap(), span
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
        whole = self._whole_height(width)
        larger = self._larger(width)
        below = round(larger.height() * (width - 2 * _EDGE) / larger.width()) + _BETWEEN if larger is not None else 0
        return min(_MAX_HEIGHT, whole + below + 2 * _EDGE)

    def _whole_height(self, width: int) -> int:
        return round((width - 2 * _EDGE) * self._picture.height() / self._picture.width())

    def _larger(self, width: int) -> QRectF | None:
        """The part of a low picture that is shown larger, in its own pixels; None where it is large enough."""
        if self._span is None or self._whole_height(width) >= _LOW:
            return None
        first, last = self._span
        share = max(1 / _LARGER, min(1.0, last - first + 0.08))
        if share > 1 / 1.3:
            return None  # as wide as the page: it would hardly be larger
        left = min(max(0.0, (first + last) / 2 - share / 2), 1 - share)
        size = self._picture.size()
        return QRectF(left * size.width(), 0, share * size.width(), size.height())

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
        clip = QPainterPath()
        clip.addRoundedRect(inside, 2, 2)
        painter.setClipPath(clip)
        larger = self._larger(self.width())
        above = QRectF(inside)
        if larger is not None:
            above.setHeight(self._whole_height(self.width()))
            below = QRectF(inside)
            below.setTop(above.bottom() + _BETWEEN)
            self._draw(painter, below, larger)
            painter.setPen(self._theme.color("line"))
            painter.drawLine(QLineF(inside.left(), below.top() - 2, inside.right(), below.top() - 2))
        self._draw(painter, above, QRectF(self._picture.rect()))
        painter.end()

    def _draw(self, painter: QPainter, place: QRectF, part: QRectF) -> None:
        """A part of the picture as large as fits, in the middle of its place."""
        size = part.size().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left = place.x() + (place.width() - size.width()) / 2
        top = place.y() + (place.height() - size.height()) / 2
        painter.drawPixmap(QRectF(left, top, size.width(), size.height()), self._picture, part)
