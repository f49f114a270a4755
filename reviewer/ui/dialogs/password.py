"""Asks for the password of an encrypted file; it is used for reading only and never stored."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from reviewer.ui.dialogs.forms import FormDialog, text_field


class PasswordDialog(FormDialog):
    """`password` holds what was typed once the dialog is accepted."""

    def __init__(self, file_name: str, wrong: bool = False, parent: QWidget | None = None) -> None:
        title = "{0} is encrypted"
        explanation = "The agency sent this file with a password. It opens the file; it is not stored."
        if wrong:
            explanation = "That password did not open the file. Try another, or leave the file out for now."
        super().__init__(
            (parent.tr(title) if parent else title).format(file_name),
            parent.tr(explanation) if parent else explanation,
            parent.tr("Open file") if parent else "Open file",
            parent,
        )
        self._password = text_field()
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self.add_field(self.tr("Password"), self._password)
        self._password.setFocus()

    @property
    def password(self) -> str:
        """What was typed."""
        return self._password.text()

    def problem(self) -> str:
        """What is still missing."""
        return "" if self.password else self.tr("Type the password, or cancel.")
