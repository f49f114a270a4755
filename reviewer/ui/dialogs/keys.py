"""Shows every key and what it does, by where it works."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from reviewer.ui.actions import Action, ActionRegistry
from reviewer.ui.panels.command_palette import plain
from reviewer.ui.widgets.basics import button, label

_NATIVE = QKeySequence.SequenceFormat.NativeText


class KeysDialog(QDialog):
    """A table made from the registry, so that it is never out of date."""

    def __init__(self, registry: ActionRegistry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.resize(640, 600)
        inside = QWidget()
        inside.setProperty("role", "panel")
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(20, 12, 20, 12)
        rows.setSpacing(6)
        reviewing = [record for record in registry.records if record.keys and record.context != "window"]
        anywhere = [record for record in registry.records if record.keys and record.context == "window"]
        for title, records in ((self.tr("While reviewing"), reviewing), (self.tr("Anywhere"), anywhere)):
            rows.addWidget(label(title, "title"))
            rows.addLayout(_table(records))
            rows.addSpacing(10)
        rows.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setAccessibleName(self.tr("Keys"))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(self.tr("Close"), self.accept, "primary"))
        foot.setContentsMargins(16, 10, 16, 12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area, 1)
        layout.addLayout(foot)


def _table(records: list[Action]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for row, record in enumerate(records):
        keys = QHBoxLayout()
        keys.setSpacing(4)
        for key in record.keys[:2]:
            keys.addWidget(label(QKeySequence(key).toString(_NATIVE), "key"))
        keys.addStretch(1)
        grid.addLayout(keys, row, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(plain(record.label)))
        words.addWidget(label(record.help, "small", wrap=True))
        grid.addLayout(words, row, 1)
    return grid
