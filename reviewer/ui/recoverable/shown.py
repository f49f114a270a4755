"""Shows what stands beneath a redaction for as long as its window is in front, and then lets go of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QHideEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from reviewer.model.beneath import Beneath
from reviewer.ui.recoverable.card import fit
from reviewer.ui.widgets.basics import button, label, row

_WIDTH, _HIGHEST = 560, 360


class BeneathWindow(QDialog):
    """Nothing in it can be selected, copied or dragged; a screen reader reads it.

    It lets go of all it shows when it is closed, hidden or no longer the window in front.
    """

    def __init__(self, place: str, found: Sequence[Beneath], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Beneath the redaction"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._shown = [self._part(beneath) for beneath in found]
        inside = QWidget()
        inside.setProperty("role", "panel")
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(14, 12, 14, 12)
        lines.setSpacing(10)
        for part in self._shown:
            lines.addWidget(part)
        lines.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidget(inside)
        self._area.setFixedHeight(min(_HIGHEST, max(64, inside.sizeHint().height())))
        self._area.setAccessibleName(self.tr("What stands beneath the redaction"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(label(place, "strong", wrap=True))
        layout.addWidget(self._area)
        layout.addWidget(label(self._foot(), "small", wrap=True))
        self._close = button(self.tr("Close"), self.close, "primary")
        buttons = row(self._close)
        buttons.insertStretch(0, 1)
        layout.addLayout(buttons)
        self._close.setFocus()

    def let_go(self) -> None:
        """Drop what is shown and close; may be called again."""
        self._drop()
        self.close()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowDeactivate:
            self.let_go()
        return super().event(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        fit(self, _WIDTH)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._drop()
        super().hideEvent(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._drop()
        super().closeEvent(event)

    def _part(self, beneath: Beneath) -> QLabel:
        made = QLabel()
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        made.setWordWrap(True)
        if beneath.picture:
            pixmap = QPixmap()
            pixmap.loadFromData(beneath.picture)
            room = _WIDTH - 80
            made.setPixmap(pixmap if pixmap.width() <= room else
                           pixmap.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation))  # fmt: skip
            made.setAccessibleName(self.tr("Print in a picture, without text that could be read out"))
        else:
            made.setText(beneath.text or self.tr("Nothing was found here any more."))
        return made

    def _drop(self) -> None:
        for part in self._shown:
            part.clear()
            part.setAccessibleName("")
        self._shown.clear()

    def _foot(self) -> str:
        return self.tr(
            "That you looked is recorded. This goes when you leave the window, turn the page or press Esc. The program "
            "cannot keep a picture of the screen from being taken: do not take one."
        )
