"""A scroll area whose content is as tall as its wrapped text needs at the width there is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget
from typing_extensions import override


class TallArea(QScrollArea):
    """Scrolls up and down only. Qt itself asks wrapped labels for one line each, and cuts the others off."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._inside: QWidget | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is inside takes the focus and scrolls into view

    def hold(self, inside: QWidget) -> None:
        """Show this widget."""
        self._inside = inside
        self.setWidget(inside)
        inside.installEventFilter(self)
        self._fit()

    def shown(self, visible: bool) -> None:
        """Show what is inside, or an empty place."""
        policy = Qt.ScrollBarPolicy  # a scroll bar beside nothing would ask to be used
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if visible else policy.ScrollBarAlwaysOff)
        if self._inside is not None:
            self._inside.setVisible(visible)

    @override
    def minimumSizeHint(self) -> QSize:
        """As wide as what is inside: nothing scrolls sideways, so what is too wide would be cut off."""
        least = super().minimumSizeHint()
        if self._inside is None or self._inside.isHidden():
            return least
        wide = self._inside.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return QSize(max(least.width(), wide + 2 * self.frameWidth()), least.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        handled = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return handled

    def _fit(self) -> None:
        if self._inside is not None and (layout := self._inside.layout()) is not None:
            self._inside.setMinimumHeight(height_of(layout, self.viewport().width()))
            self.updateGeometry()


def height_of(layout: QLayout, width: int) -> int:
    """How tall a layout must be at a width, its wrapped text included; pixels."""
    tall = layout.totalHeightForWidth(max(1, width))
    return tall if tall >= 0 else layout.totalMinimumSize().height()  # -1: nothing in it wraps
