"""Lets the next key choose one of several things: a tag, a position, a kind of entity; also by mouse and arrows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from reviewer.ui.theme.fonts import stretched
from reviewer.ui.theme.theme import Theme
from reviewer.ui.theme.tokens import ROW
from reviewer.ui.widgets.basics import label
from reviewer.ui.widgets.beside import place_beside

_WIDTH = 280
_MAX_ROWS = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: its words, its key (one letter or digit, may be empty), what then happens."""

    text: str
    key: str
    chosen: Callable[[], object]
    icon: str = ""
    current: bool = False
    color: str = ""


class Chooser(QFrame):
    """A small list over the window; a key, Enter or a click chooses, Escape or a click elsewhere closes it."""

    def __init__(self, theme: Theme, title: str, choices: list[Choice], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self.setAccessibleName(title)
        self._choices = choices
        self._list = QListWidget()
        self._list.setAccessibleName(title)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 8, 6, 6)
        layout.setSpacing(6)
        head = label(title, "small")
        head.setContentsMargins(6, 0, 6, 0)
        layout.addWidget(head)
        layout.addWidget(self._list)
        for choice in choices:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.AccessibleTextRole, choice.text)
            self._list.addItem(item)
            widget = self._row(theme, choice)
            item.setSizeHint(widget.sizeHint().expandedTo(widget.minimumSize()))
            self._list.setItemWidget(item, widget)
        current = next((i for i, choice in enumerate(choices) if choice.current), 0)
        self._list.setCurrentRow(current)
        self._list.itemClicked.connect(lambda item: self._choose(self._list.row(item)))
        rows = min(len(choices), _MAX_ROWS)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tall = max((self._list.sizeHintForRow(row) for row in range(len(choices))), default=ROW)
        self._list.setFixedHeight(rows * tall + 4)
        self.setFixedWidth(stretched(_WIDTH))

    def pop_up(self, subject: QRect) -> None:
        """Show it beside what is chosen for, in pixels of the screen."""
        place_beside(self, subject)
        self.show()
        self.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self._list.setCurrentRow((self._list.currentRow() + step) % max(1, self._list.count()))
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._list.currentRow())
            return
        typed = event.text().upper()
        for index, choice in enumerate(self._choices):
            if typed and choice.key.upper() == typed:
                self._choose(index)
                return
        super().keyPressEvent(event)

    def _choose(self, index: int) -> None:
        if 0 <= index < len(self._choices):
            chosen = self._choices[index].chosen
            self.close()
            chosen()

    def _row(self, theme: Theme, choice: Choice) -> QWidget:
        widget = QWidget()
        widget.setMinimumHeight(stretched(ROW))
        layout = QHBoxLayout(widget)
        layout.setContentsMargins(8, 0, 8, 0)
        if choice.color:
            dot = QLabel()
            dot.setFixedSize(10, 10)
            dot.setStyleSheet(f"background: {choice.color}; border-radius: 5px;")
            layout.addWidget(dot)
        elif choice.icon:
            picture = QLabel()
            picture.setPixmap(theme.pixmap(choice.icon, "text2"))
            layout.addWidget(picture)
        layout.addWidget(label(choice.text, "strong" if choice.current else ""), 1)
        if choice.key:
            key = label(choice.key.upper(), "key")
            key.setFixedHeight(stretched(18))
            layout.addWidget(key)
        return widget
