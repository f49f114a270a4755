"""Warns of what is unusual about a redaction: text that can be recovered, a doubt, no exemption on the page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from reviewer.ui.laws import marking_rule
from reviewer.ui.models.rows import RedactionRow
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import button, column, label


class RedactionWarning(QFrame):
    """The gravest thing to know of the redaction shown, or nothing. `card_wanted`: what to do about text beneath."""

    card_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("role", "warning")
        self._picture = QLabel()
        self._title = label("", "bad", wrap=True)
        self._text = label("", "small", wrap=True)
        self.card_button = button(self.tr("What to do …"), self.card_wanted.emit)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        words = column(self._title, self._text, spacing=2)
        words.addWidget(self.card_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(words, 1)
        theme.changed.connect(self._tint)
        self._tint()

    def show_row(self, row: RedactionRow) -> None:
        """Show what applies, the gravest first, or nothing."""
        title, text = "", ""
        if row.recoverable:
            title = self.tr("Text is still in the file beneath this block")
            text = self.tr("The program does not store or copy it. Tell the attorney before anyone looks.")
        elif row.needs_look:
            title, text = self.tr("Needs a look"), row.needs_look
        elif row.marking == "none" and not row.rejected and not row.codes and not row.awaits_code:
            title = self.tr("No exemption found on the page")
            text = marking_rule(row.regime)
        self._title.setText(title)
        self._text.setText(text)
        self.card_button.setVisible(row.recoverable)
        self.setVisible(bool(title))

    def _tint(self) -> None:
        self._picture.setPixmap(self._theme.pixmap("warning", "bad_text"))
