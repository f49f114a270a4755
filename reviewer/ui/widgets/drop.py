"""Takes files and folders that are dropped on a widget."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from reviewer.ui.theme.theme import set_role
from reviewer.ui.widgets.basics import column, label


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


class DropFilter(QObject):
    """Lets a whole window take dropped files."""

    dropped = Signal(object)  # list[Path]

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: object) -> bool:
        if isinstance(event, QDropEvent):
            paths = dropped_paths(event.mimeData())
            if paths:
                event.acceptProposedAction()
                if not isinstance(event, QDragEnterEvent) and event.type() == QDropEvent.Type.Drop:
                    self.dropped.emit(paths)
                return True
        return False
