"""The deeds of this session by name and time: choosing one takes back, or does again, everything up to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from reviewer.model.errors import UserError
from reviewer.services.workspace import Workspace
from reviewer.ui.history.words import clock
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import button, label
from reviewer.ui.widgets.basics import row as row_of
from reviewer.ui.widgets.empty import EmptyState

_SHOWN = 200  # deeds; the record of everything has the others


class HistoryPanel(QWidget):
    """`failed` tells why a step could not be taken; `audit_wanted` asks for the record of everything."""

    failed = Signal(object)  # UserError
    audit_wanted = Signal()

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._theme, self._first = workspace, theme, 0
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("What was done in this session"))
        self.empty = EmptyState(theme, "undo", self.tr("Nothing done yet"),
                                self.tr("Each edit of this session stands here, and can be taken back."))  # fmt: skip
        self._stack = QStackedWidget()
        self._stack.setProperty("role", "panel")
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.list)
        said = self.tr("Enter or a double click goes to that point: what came after it is taken back.")
        foot = row_of(button(self.tr("Everything that was done …"), self.audit_wanted.emit, "link"))
        foot.setContentsMargins(12, 6, 12, 8)
        foot.addStretch(1)
        hint = label(said, "small", wrap=True)
        hint.setContentsMargins(12, 8, 12, 6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(hint)
        layout.addWidget(self._stack, 1)
        layout.addLayout(foot)
        self.setFocusProxy(self.list)
        self.list.itemActivated.connect(self._go)
        self.reload()

    def reload(self, *_changed: object) -> None:
        """Show the deeds as they stand."""
        steps = () if self._workspace.read_only else self._workspace.history.steps
        self._first = max(0, len(steps) - _SHOWN)
        reviewer = self._workspace.reviewer.name if self._workspace.reviewer is not None else ""
        self.list.clear()
        self._add(0, self.tr("Before everything below"), "", done=True) if not self._first else None
        for number, step in enumerate(steps[self._first :], start=self._first + 1):
            self._add(number, step.title, f"{clock(step.at)} · {reviewer}", done=step.done)
        done = sum(step.done for step in steps)
        for place in range(self.list.count()):
            if self.list.item(place).data(Qt.ItemDataRole.UserRole) == done:
                self.list.setCurrentRow(place)
                self.list.scrollToItem(self.list.item(place))
        self._stack.setCurrentIndex(1 if steps else 0)

    def _add(self, number: int, title: str, detail: str, *, done: bool) -> None:
        item = QListWidgetItem(f"{title}\n{detail}" if detail else title)
        item.setData(Qt.ItemDataRole.UserRole, number)
        state = title if done else self.tr("{0}, taken back").format(title)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{state}. {detail}")
        item.setToolTip(title)
        item.setIcon(self._theme.icon("check" if done else "undo", "good_text" if done else "text2"))
        if not done:
            item.setForeground(self._theme.color("text2"))
            font = item.font()
            font.setStrikeOut(True)
            item.setFont(font)
        self.list.addItem(item)

    def _go(self, item: QListWidgetItem) -> None:
        try:
            self._workspace.history.go_to(int(item.data(Qt.ItemDataRole.UserRole)))
        except UserError as error:
            self.failed.emit(error)
        self.reload()
