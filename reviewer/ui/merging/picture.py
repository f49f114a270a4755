"""Shows the part of a page that a conflict is about, with both copies' boxes on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from reviewer.model.geometry import Rect, bounds
from reviewer.services.merging.plan import Conflict
from reviewer.services.merging.spots import Spot
from reviewer.ui.merging.model import MINE, THEIRS
from reviewer.ui.spoken import Spoken
from reviewer.ui.strips import PageStrips
from reviewer.ui.theme.fonts import stretched
from reviewer.ui.theme.theme import Theme
from reviewer.ui.theme.tokens import RADIUS

PageSize = Callable[[int], tuple[float, float] | None]
"""Width and height of a page in points, by its id; None: there is no such page."""

_HEIGHT, _LEAST = 150, 96  # pixels; large text needs the room for itself
_ABOVE: Final = 26.0  # points of the page above and below the boxes
_LOWEST: Final = 110.0  # points: a strip that shows where on the page it is
_INK: Final = {MINE: "#0b5cad", THEIRS: "#a34700"}  # on the page, which is white in both themes
_EDGE = 5.0


class ConflictPicture(Spoken, QWidget):
    """A strip of the page; mine is outlined solid, theirs dashed, and each says whose it is."""

    def __init__(self, theme: Theme, strips: PageStrips, size: PageSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._strips, self._size = theme, strips, size
        self._conflict: Conflict | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Picture of the place"))
        strips.arrived.connect(self.update)
        theme.changed.connect(self.update)

    @override
    def spoken_role(self) -> QAccessible.Role:
        return QAccessible.Role.Graphic

    def show_conflict(self, conflict: Conflict | None) -> None:
        """Show the place of a conflict; without one there is no picture."""
        self._conflict = conflict
        self.setAccessibleDescription(conflict.what if conflict is not None else "")
        self.setVisible(self._strip() is not None)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(360, _height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, _height())

    def _strip(self) -> tuple[int, Rect] | None:
        """The page and the part of it that is shown, over its full width; points."""
        place = self._conflict and (self._conflict.here or self._conflict.there)
        size = self._size(place.page) if place else None
        if not place or size is None:
            return None
        width, height = size
        boxes = [box for _, spot in self._spots() for box in spot.boxes]
        if not boxes:
            return place.page, Rect(0, 0, width, min(height, max(_LOWEST, width * 0.4)))
        around = bounds(boxes)
        middle, half = (around.y0 + around.y1) / 2, max(_LOWEST, around.y1 - around.y0 + 2 * _ABOVE) / 2
        top = max(0.0, min(middle - half, height - 2 * half))
        return place.page, Rect(0, top, width, min(height, top + 2 * half))

    def _spots(self) -> Sequence[tuple[str, Spot]]:
        """Whose boxes are where; those of the other copy where they lie elsewhere than mine."""
        here, there = (self._conflict.here, self._conflict.there) if self._conflict is not None else (None, None)
        found = [(MINE, here)] if here is not None else []
        if there is not None and (here is None or (there.page == here.page and there.boxes != here.boxes)):
            found.append((THEIRS, there))
        return found

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        wanted = self._strip()
        if wanted is None:
            return
        page, strip = wanted
        picture = self._strips.picture((page, strip), page, strip)
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(self._theme.color("line"))
        painter.setBrush(self._theme.color("page"))
        painter.drawRoundedRect(QRectF(0.5, 0.5, self.width() - 1, self.height() - 1), RADIUS, RADIUS)
        if picture is None or picture.isNull():
            painter.setPen(_ink("text"))
            said = self.tr("Drawing the page …") if picture is None else self.tr("The page cannot be shown now.")
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, said)
            return
        room = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        scale = min(room.width() / strip.width, room.height() / strip.height)
        shown = QRectF(0, 0, strip.width * scale, strip.height * scale)
        shown.moveCenter(room.center())
        painter.drawPixmap(shown, picture, QRectF(picture.rect()))
        for who, spot in self._spots():
            self._outline(painter, who, [_placed(box, strip, shown, scale) for box in spot.boxes])

    def _outline(self, painter: QPainter, who: str, boxes: Sequence[QRectF]) -> None:
        painter.setPen(QPen(_ink(who), 2, Qt.PenStyle.SolidLine if who == MINE else Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for box in boxes:
            painter.drawRect(box.adjusted(-2, -2, 2, 2))
        if boxes and len(self._spots()) > 1:
            words = QFontMetricsF(self.font())
            place = QRectF(QPointF(), words.size(0, who)).adjusted(-3, 0, 3, 0)
            place.moveBottomLeft(boxes[0].topLeft() + QPointF(-2, -3))
            if who == THEIRS:
                place.moveTopRight(boxes[-1].bottomRight() + QPointF(2, 3))
            painter.fillRect(place, Qt.GlobalColor.white)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, who)


def _height() -> int:
    return max(_LEAST, 2 * _HEIGHT - stretched(_HEIGHT))


def _ink(who: str) -> QColor:
    return QColor(_INK.get(who, "#1f2328"))


def _placed(box: Rect, strip: Rect, shown: QRectF, scale: float) -> QRectF:
    """A box of the page in pixels of the widget."""
    left, top = shown.x() + (box.x0 - strip.x0) * scale, shown.y() + (box.y0 - strip.y0) * scale
    return QRectF(left, top, (box.x1 - box.x0) * scale, (box.y1 - box.y0) * scale)
