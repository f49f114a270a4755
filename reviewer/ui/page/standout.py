"""Makes the selected redaction stand out on a page full of boxes, by what lies inside the deletion or off the page.

Nothing is laid over released text: the colour stays within the boxes and leaves a code in them as legible as it was;
the bar stands on the desk. Lightness and place tell it as well as the hue: a dark box grows lighter, a light darker.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from reviewer.model.geometry import Rect
from reviewer.ui.page.content import RedactionMark
from reviewer.ui.page.palette import PagePalette

_LIGHT_KINDS: Final = ("outline", "white", "page")
_INTO_DARK, _INTO_LIGHT = "#2553cf", "#b4caff"
_BAR, _AWAY = 5.0, 2.0  # pixels: the bar on the desk, and its distance from the page
_MODES = QPainter.CompositionMode


def paint_inside(painter: QPainter, mark: RedactionMark, rects: Sequence[Rect], scale: float) -> None:
    """Colour the boxes: what is black turns blue and white stays, or the other way round in a light one."""
    light = mark.kind in _LIGHT_KINDS
    painter.save()
    painter.setCompositionMode(_MODES.CompositionMode_Multiply if light else _MODES.CompositionMode_Lighten)
    for rect in rects:
        box = QRectF(rect.x0 * scale, rect.y0 * scale, rect.width * scale, rect.height * scale)
        painter.fillRect(box, QColor(_INTO_LIGHT if light else _INTO_DARK))
    painter.restore()


def paint_bar(painter: QPainter, rects: Sequence[Rect], scale: float, palette: PagePalette) -> None:
    """A bar on the desk left of the page, as high as the redaction."""
    top = min(rect.y0 for rect in rects) * scale
    bottom = max(rect.y1 for rect in rects) * scale
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.accent))
    painter.drawRoundedRect(QRectF(-_AWAY - _BAR, top - 3, _BAR, bottom - top + 6), 2, 2)
