"""Shows every key and what it does, by where it works."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from reviewer.ui.actions import Action, ActionRegistry
from reviewer.ui.panels.command_palette import plain
from reviewer.ui.placing import fitting
from reviewer.ui.widgets.basics import button, label

_NATIVE = QKeySequence.SequenceFormat.NativeText


def _on_the_page() -> list[tuple[tuple[str, ...], str, str]]:
    """What the page itself understands, beside the actions: keys, name, explanation."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("KeysDialog", text)

    return [
        (
            ("Space", "Shift+Space"),
            tr("A screen on, a screen back"),
            tr("With the tool that draws: a box in the middle."),
        ),
        (("Home", "End"), tr("First page, last page"), tr("Of the whole project.")),
        (
            ("Shift+Right", "Shift+Down"),
            tr("Select words"),
            tr("From the first in view: a word, a line; Left and Up: less."),
        ),
        (("Shift+Home", "Shift+End"), tr("Move the beginning, the end"), tr("Of the words selected; then the arrows.")),
        (("Ctrl+Right",), tr("Move the selected box"), tr("By one point, held by more; the four arrows.")),
        (("Ctrl+Shift+Right",), tr("Resize the selected box"), tr("By one point at its lower right corner.")),
        (("Esc",), tr("Let go"), tr("Of words, of a drag, of a field: the keys work on the page again.")),
    ]


class KeysDialog(QDialog):
    """Tables made from the registry, so that they are never out of date, and what the page itself understands."""

    def __init__(self, registry: ActionRegistry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.resize(*fitting(self, 640, 600))
        inside = QWidget()
        inside.setProperty("role", "panel")
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(20, 12, 20, 12)
        rows.setSpacing(10)
        reviewing = [record for record in registry.records if record.keys and record.context != "window"]
        anywhere = [record for record in registry.records if record.keys and record.context == "window"]
        for title, lines in (
            (self.tr("While reviewing"), _lines(reviewing)),
            (self.tr("On the page"), _on_the_page()),
            (self.tr("Anywhere"), _lines(anywhere)),
        ):
            rows.addWidget(label(title, "title"))
            rows.addLayout(_table(lines))
            rows.addSpacing(16)
        rows.addStretch(1)
        area = QScrollArea()
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


def _lines(records: list[Action]) -> list[tuple[tuple[str, ...], str, str]]:
    """Keys, name and explanation of actions; Return and Enter are one key to a reader."""
    return [
        (tuple(key for key in record.keys if key != "Return")[:2], plain(record.label), record.help)
        for record in records
    ]


def _table(lines: list[tuple[tuple[str, ...], str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for row, (names, title, text) in enumerate(lines):
        keys = QHBoxLayout()
        keys.setSpacing(4)
        for key in names:
            keys.addWidget(label(QKeySequence(key).toString(_NATIVE), "key"))
        keys.addStretch(1)
        grid.addLayout(keys, row, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(title))
        words.addWidget(label(text, "small", wrap=True))
        grid.addLayout(words, row, 1)
    return grid
