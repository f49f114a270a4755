"""Takes files and folders that are dropped on a widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from reviewer.ui.spoken import Spoken
from reviewer.ui.theme.fonts import stretched
from reviewer.ui.theme.theme import Theme, set_role
from reviewer.ui.theme.tokens import RADIUS, TITLE_PX
from reviewer.ui.widgets.basics import column, label

_VEIL = 0.9  # how much the overlay covers: words and pages beneath must not be read through its own
_EDGE = 16  # pixels


def dropped_paths(data: QMimeData) -> list[Path]:
    """The local files and folders in what is dragged; web addresses are left out, because nothing is fetched."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class DropArea(QFrame):
    """A dashed place that says what may be dropped there."""

    dropped = Signal(object)  # list[Path]

    def __init__(self, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "drop")
        self.setAcceptDrops(True)
        self.setAccessibleName(f"{title} {text}")
        layout = column(spacing=4, margin=16)
        self.setLayout(layout)
        layout.addStretch(1)
        for part in (label(title, "strong"), label(text, "secondary")):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(part)
        layout.addStretch(1)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event.mimeData()):
            set_role(self, over=True)
            event.acceptProposedAction()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        set_role(self, over=False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        set_role(self, over=False)
        paths = dropped_paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)


class DropOverlay(Spoken, QWidget):
    """Lies over a widget while files are dragged above it, and says what becomes of them; takes no events itself."""

    def __init__(self, theme: Theme, widget: QWidget) -> None:
        super().__init__(widget)
        self._over, self._theme = widget, theme
        self._words = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setVisible(False)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def show_words(self, words: str) -> None:
        """Lie over the whole widget; nothing to say: do not lie there."""
        self._words = words
        self.setAccessibleName(words)
        self.setGeometry(self._over.rect())
        self.setVisible(bool(words))
        self.raise_()
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = self._theme.color("window")
        veil.setAlphaF(_VEIL)
        painter.fillRect(self.rect(), veil)
        painter.setPen(QPen(self._theme.color("accent"), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE), RADIUS, RADIUS)
        font = QFont(self.font())
        font.setPixelSize(stretched(TITLE_PX))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        used = painter.boundingRect(self.rect().adjusted(4 * _EDGE, 0, -4 * _EDGE, 0), flags, self._words)
        painter.setPen(self._theme.color("accent"))
        painter.setBrush(self._theme.color("panel"))  # what lies below must not run into the words
        painter.drawRoundedRect(used.adjusted(-2 * _EDGE, -_EDGE, 2 * _EDGE, _EDGE), RADIUS, RADIUS)
        painter.setPen(self._theme.color("text"))
        painter.drawText(used, flags, self._words)
        painter.end()


class DropFilter(QObject):
    """Lets a whole window take dropped files; `words` says in the overlay what becomes of them, or nothing."""

    dropped = Signal(object)  # list[Path]

    def __init__(self, widget: QWidget, theme: Theme, words: Callable[[Sequence[Path]], str]) -> None:
        super().__init__(widget)
        self._words = words
        self.overlay = DropOverlay(theme, widget)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: object) -> bool:
        if isinstance(event, QDragLeaveEvent):
            self.overlay.show_words("")
        if not isinstance(event, QDropEvent):
            return False
        paths = dropped_paths(event.mimeData())
        if not paths:
            return False
        event.acceptProposedAction()
        if isinstance(event, QDragEnterEvent):
            self.overlay.show_words(self._words(paths))
        elif event.type() == QDropEvent.Type.Drop:
            self.overlay.show_words("")
            self.dropped.emit(paths)
        return True
