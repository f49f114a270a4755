"""The deeds of this session by name and time: choosing one takes back, or does again, everything up to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from reviewer.model.errors import UserError
from reviewer.services.history import Step
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
        self._workspace, self._theme = workspace, theme
        self._shown: tuple[Step, ...] = ()
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("What was done in this session"))
        self.list.setWordWrap(True)
        self.list.setStyleSheet("QListView::item { padding: 4px 6px; }")  # each edit has two lines, or three
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
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
        theme.changed.connect(self._tint)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self.reload()
        super().showEvent(event)

    def reload(self, *_changed: object) -> None:
        """Show the deeds as they stand, if they are others; while the panel is hidden, nothing is asked."""
        steps = () if self._workspace.read_only else self._workspace.history.steps[-_SHOWN - 1 :]
        if self.isVisible() and steps != self._shown:
            self._fill()

    def _tint(self) -> None:
        self._shown = ()
        self.reload()

    def _fill(self) -> None:
        steps = () if self._workspace.read_only else self._workspace.history.steps
        first = max(0, len(steps) - _SHOWN)
        self._shown = steps[-_SHOWN - 1 :]
        reviewer = self._workspace.reviewer.name if self._workspace.reviewer is not None else ""
        self.list.clear()
        self._add(0, self.tr("Before everything below"), "", done=True) if not first else None
        for number, step in enumerate(steps[first:], start=first + 1):
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
