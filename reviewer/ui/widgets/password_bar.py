"""Asks for the password of an encrypted file while the window stays usable."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QLineEdit, QWidget
from typing_extensions import override

from reviewer.ui.theme.theme import Theme, set_role
from reviewer.ui.widgets.basics import button, column, label

_FIELD = 220


class PasswordBar(QWidget):
    """One file at a time; Enter gives the password, Escape skips the file. Nothing typed here is kept by the bar."""

    given = Signal(object, object)  # password; whether it is to be tried on the other files too
    skipped = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = QLabel()
        self._title = label("", "strong", wrap=True)
        self._text = label("", "secondary", wrap=True)
        self._field = QLineEdit()
        self._field.setEchoMode(QLineEdit.EchoMode.Password)
        self._field.setPlaceholderText(self.tr("Password"))
        self._field.setAccessibleName(self.tr("Password"))
        self._field.setFixedWidth(_FIELD)
        self._for_all = QCheckBox(self.tr("Try it on the other encrypted files too"))
        self._give = button(self.tr("Open file"), self._submit, "primary")
        self._skip = button(self.tr("Skip"), self.skipped.emit)
        self._field.returnPressed.connect(self._submit)
        theme.changed.connect(self._tint)
        self._lay_out()
        self._tint()
        self.setVisible(False)

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("role", "attention")
        card.setAccessibleName(self.tr("Password wanted"))
        inside = QHBoxLayout(card)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.setSpacing(10)
        inside.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = column(self._title, self._text, self._for_all, spacing=2)
        inside.addLayout(words, 1)
        for part in (self._field, self._give, self._skip):
            inside.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        layout = column(card, margin=8)
        layout.setContentsMargins(8, 8, 8, 8)
        self.setLayout(layout)

    def ask(self, name: str, others: int, wrong: bool = False) -> None:
        """Ask for the password of a file; `others` wait behind it, `wrong` says that the last one did not open it."""
        self._title.setText(self.tr("{0} is encrypted").format(name))
        self._field.setAccessibleName(self.tr("Password of {0}").format(name))
        text = self.tr("The agency sent it with a password. It is kept until the project is closed and never stored.")
        if wrong:
            text = self.tr("That password does not open this file. Check capitals and blanks, or skip it.")
        self._text.setText(text)
        set_role(self._text, role="bad" if wrong else "secondary")
        more = self.tr("Try it on the other encrypted file too")
        if others > 1:
            more = self.tr("Try it on the {0} other encrypted files too").format(others)
        self._for_all.setText(more)
        self._for_all.setVisible(others > 0)
        self._for_all.setChecked(others > 0 and not wrong)
        self._field.clear()
        self._enable(True)
        appears = not self.isVisible()
        self.setVisible(True)
        if not appears:
            self.focus()

    def wait(self) -> None:
        """The password is being tried."""
        self._text.setText(self.tr("Trying the password …"))
        set_role(self._text, role="secondary")
        self._enable(False)

    def focus(self) -> None:
        """Put the cursor into the field."""
        self._field.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._skip.isEnabled():
            self.skipped.emit()
        else:
            super().keyPressEvent(event)

    def _submit(self) -> None:
        password = self._field.text()
        if password and self._give.isEnabled():
            self._field.clear()
            self.given.emit(password, self._for_all.isVisible() and self._for_all.isChecked())

    def _enable(self, on: bool) -> None:
        for part in (self._field, self._for_all, self._give, self._skip):
            part.setEnabled(on)

    def _tint(self) -> None:
        self._icon.setPixmap(self._theme.pixmap("lock", "attention_text"))
