"""Shows notices that do not interrupt: what happened, to which file and page, what is safe, what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from reviewer.model.errors import UserError
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import button, column, label

Level = Literal["info", "attention", "warning"]
_ICONS = {"info": ("info", "accent_text"), "attention": ("warning", "attention_text"), "warning": ("error", "bad_text")}
_SHOWN = 3
_PASSING = 20_000  # milliseconds: time to read two lines twice


@dataclass(frozen=True, slots=True)
class Notice:
    """One message: `title` says what happened and where, `text` what is safe and what to do; `steps` are buttons."""

    title: str
    text: str = ""
    level: Level = "info"
    steps: tuple[tuple[str, Callable[[], object]], ...] = field(default=())
    key: str = ""

    @property
    def passing(self) -> bool:
        """Whether it goes by itself: it says that all is well, and asks for nothing."""
        return self.level == "info" and not self.steps


def notice_of(error: UserError, level: Level = "warning", safe: str = "") -> Notice:
    """The notice that tells a user's error; `safe` says what was not harmed."""
    where = ""
    if error.file is not None and error.file.name not in error.message:
        where = error.file.name
        if error.page is not None:
            where += f", page {error.page + 1}"
        where += ": "
    return Notice(where + error.message, " ".join(part for part in (safe, error.advice) if part), level)


class NoticeBar(QWidget):
    """The notices of a window, newest first; at most three at a time, the others counted."""

    left = Signal()  # the notice that had the keys is gone, or Esc was pressed: they belong to the work again
    turned = Signal()  # the first notice came, or the last one went

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._notices: list[Notice] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 8, 8, 8)
        self._column.setSpacing(6)
        self.setAccessibleName(self.tr("Notices"))
        self._passing = QTimer(self)
        self._passing.setSingleShot(True)
        self._passing.setInterval(_PASSING)
        self._passing.timeout.connect(self._pass)
        theme.changed.connect(self._rebuild)
        self.setVisible(False)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What is shown or waiting, newest first."""
        return tuple(self._notices)

    def show_notice(self, notice: Notice) -> None:
        """Add a notice; one with the same key takes the place of the earlier."""
        if notice.key:
            self._notices = [n for n in self._notices if n.key != notice.key]
        self._notices = [n for n in self._notices if not n.passing]  # read, or not of interest any more
        if notice not in self._notices:
            self._notices.insert(0, notice)
        self._passing.start() if notice.passing else self._passing.stop()
        self._rebuild()

    def _pass(self) -> None:
        """Make room for the page, unless someone is reading."""
        if self.underMouse():
            self._passing.start()
            return
        self._notices = [n for n in self._notices if not n.passing]
        self._rebuild()

    def show_error(self, error: UserError, safe: str = "") -> None:
        """Add the notice of a user's error."""
        self.show_notice(notice_of(error, safe=safe))

    def dismiss(self, notice: Notice) -> None:
        """Take a notice away."""
        self._notices = [n for n in self._notices if n is not notice]
        self._rebuild()

    def dismiss_key(self, key: str) -> None:
        """Take away the notice with this key, if it is there."""
        self._notices = [n for n in self._notices if n.key != key]
        self._rebuild()

    def _rebuild(self) -> None:
        focused = QApplication.focusWidget()
        keys_here = focused is not None and self.isAncestorOf(focused)
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for notice in self._notices[:_SHOWN]:
            self._column.addWidget(self._card(notice))
        hidden = len(self._notices) - _SHOWN
        if hidden > 0:
            more = button(
                (
                    self.tr("1 more notice: dismiss all") if hidden == 1 else self.tr("{0} more notices: dismiss all")
                ).format(hidden),
                self.dismiss_all,
                "link",
            )
            self._column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        turned = self.isHidden() == bool(self._notices)
        self.setVisible(bool(self._notices))
        if turned:
            self.turned.emit()
        if keys_here:
            self.left.emit()

    def take_keys(self) -> None:
        """Put the keys on the newest notice: on what can be done about it, else on what takes it away."""
        first = self._column.itemAt(0)
        card = first.widget() if first is not None else None
        if card is not None:
            steps = [*card.findChildren(QPushButton), *card.findChildren(QToolButton)]
            steps[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def dismiss_all(self) -> None:
        """Take every notice away."""
        self._notices = []
        self._rebuild()

    def _card(self, notice: Notice) -> QFrame:
        card = QFrame()
        card.setProperty("role", notice.level)
        card.setAccessibleName(f"{notice.title} {notice.text}".strip())
        layout = QHBoxLayout(card)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.setSpacing(10)
        icon, tone = _ICONS[notice.level]
        picture = QLabel()
        picture.setPixmap(self._theme.pixmap(icon, tone))
        beside = Qt.AlignmentFlag.AlignTop if notice.text else Qt.AlignmentFlag.AlignVCenter
        layout.addWidget(picture, 0, beside)
        words = column(label(notice.title, "strong", wrap=True, selectable=True), spacing=2)
        if notice.text:
            words.addWidget(label(notice.text, "secondary", wrap=True, selectable=True))
        layout.addLayout(words, 1)
        for text, step in notice.steps:
            layout.addWidget(self._step(notice, text, step), 0, beside)
        close = QToolButton()
        close.setIcon(self._theme.icon("close", "text2"))
        close.setAccessibleName(self.tr("Dismiss this notice"))
        close.setToolTip(self.tr("Dismiss this notice"))
        close.clicked.connect(lambda *_checked: self.dismiss(notice))
        layout.addWidget(close, 0, beside)
        return card

    def _step(self, notice: Notice, text: str, step: Callable[[], object]) -> QPushButton:
        def clicked() -> None:
            self.dismiss(notice)
            step()

        return button(text, clicked)
