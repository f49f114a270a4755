"""What is said of grounds beside a redaction: those chosen, and what the record suggests, to accept or decline."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from reviewer.appeal.grounds import ground
from reviewer.ui.contesting.emptied import clear
from reviewer.ui.contesting.words import because
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import button, label, row, spacer
from reviewer.ui.widgets.chips import Chip
from reviewer.ui.widgets.tall_area import height_of


class GroundsBlock(QWidget):
    """`accepted` and `declined` tell the id of a suggested ground, `all_wanted` asks for the appeal itself."""

    accepted = Signal(object)  # str
    declined = Signal(object)  # str
    all_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_grounds(
        self, chosen: Sequence[str], suggested: Sequence[tuple[str, str]], *, contested: bool, editable: bool
    ) -> None:
        """Show ids of grounds chosen, and pairs of a suggested one and its reason."""
        wanted = (tuple(chosen), tuple(suggested), contested, editable)
        if wanted == self._shown:
            return
        self._shown = wanted
        clear(self._column)
        for name in chosen:
            known = ground(name)
            if known is not None:
                self._column.addWidget(Chip(known.served, self._theme.color("accent_text")))
        for name, reason in suggested:
            self._column.addWidget(self._suggestion(name, reason, editable))
        if contested and not chosen:
            self._column.addWidget(label(self.tr("Contested without a ground so far."), "attention", wrap=True))
        if contested or chosen or suggested:
            link = button(self.tr("Open in the appeal"), self.all_wanted.emit, "link")
            self._column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._column.addWidget(label(self.tr("No ground suggested."), "secondary"))
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # words came, or got the type that the style sheet gives them
            self._fit()
        return handled

    def _fit(self) -> None:
        """Be as tall as the wrapped words need: a form gives them one line each."""
        self.setMinimumHeight(height_of(self._column, self.width()))

    def _suggestion(self, name: str, reason: str, editable: bool) -> QFrame:
        known = ground(name)
        title = known.title if known is not None else name
        made = QFrame()
        made.setProperty("role", "suggestion")
        words = self.tr("Suggested ground: {0}, {1}").format(title, because(reason))
        accept = button(self.tr("Accept"), lambda: self.accepted.emit(name))
        decline = button(self.tr("Decline"), lambda: self.declined.emit(name))
        for step in (accept, decline):
            step.setEnabled(editable)
            step.setAccessibleName(f"{step.text()}: {title}")
            step.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click must not take the keys away from the page
        inside = QVBoxLayout(made)
        inside.setContentsMargins(10, 8, 10, 8)
        inside.setSpacing(6)
        inside.addWidget(label(words, wrap=True, selectable=True))
        if known is not None and known.rebuttal:
            inside.addWidget(label(self.tr("Usual rebuttal: {0}").format(known.rebuttal), "small", wrap=True))
        inside.addLayout(row(accept, decline, spacer()))
        made.setAccessibleName(words)
        return made
